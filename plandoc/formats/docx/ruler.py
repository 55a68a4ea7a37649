"""Deadlines that moved, as arrows on a ruler of months."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from plandoc.formats.docx.paper import (
    CELL,
    HEADING,
    NOTE,
    PAGE,
    SECTION,
    Paragraph,
    Row,
    Table,
    line,
)
from plandoc.formats.text.comparison import Words
from plandoc.revisions.compare import Comparison, Kind
from plandoc.schema.tree import row_of
from plandoc.wording.phrases import Wording

_OLD, _NEW, _RIGHT, _LEFT = "○", "●", "→", "←"
_NUMBER, _WIDEST = 24.0, 18.0
_SIZE = 9.0
_MOST = 18
_MONTHS = 12


class _Shift(NamedTuple):
    """A row whose deadline ended in one month, counted from the year 0, and ends in another."""

    number: str
    old: int
    new: int


def ruler(comparison: Comparison, words: Words) -> Iterator[Paragraph | Table]:
    """Yield a table of months with an arrow for each deadline that moved to another one.

    Of plans of different years, it shows by how much a deadline moved in the year. Nothing where
    none moved, or where a page has no room for all the months.
    """
    shifts = list(_shifts(comparison, words))
    if not shifts:
        return
    first = min(min(shift.old, shift.new) for shift in shifts)
    last = max(max(shift.old, shift.new) for shift in shifts)
    if last - first >= _MOST:
        return
    months = range(first, last + 1)
    width = min(_WIDEST, (PAGE.body - _NUMBER) / len(months))
    names = [_name(month, words.language, first=month == first) for month in months]
    head = [words.table.table["number"], *names]
    rows = [Row([[line(text, HEADING)] for text in head], heading=True)]
    for shift in shifts:
        cells = [shift.number, *(_mark(shift, month) for month in months)]
        rows.append(Row([[line(text, CELL, align="center")] for text in cells]))
    yield line(words.table.ruler, SECTION, before=12, after=3, keep=True)
    yield line(f"{words.table.ruler_legend}.", NOTE, before=0, after=3, keep=True)
    yield Table([_NUMBER, *(width for _ in months)], rows, words.table.ruler, size=_SIZE)


def _shifts(comparison: Comparison, words: Words) -> Iterator[_Shift]:
    years = comparison.old.period.first, comparison.new.period.first
    distance = _month(years[1]) - _month(years[0]) if comparison.across_years else 0
    pairs = {pair.new.path: pair for pair in comparison.pairs}
    for difference in comparison.of(Kind.EARLIER, Kind.LATER):
        place = difference.new_place
        pair = pairs.get(row_of(place.path)) if place and place.path else None
        if pair is None or pair.old.deadline is None or pair.new.deadline is None:
            continue
        old, new = pair.old.deadline.last, pair.new.deadline.last
        if old and new and _month(old) + distance != _month(new):
            yield _Shift(words.number(difference), _month(old) + distance, _month(new))


def _month(day: date) -> int:
    return day.year * _MONTHS + day.month - 1


def _name(month: int, language: str, *, first: bool) -> str:
    """Return the short name of a month, with its year where that begins."""
    year, at = divmod(month, _MONTHS)
    name = Wording(language).short_month(date(year, at + 1, 1))
    return f"{name}\n{year}" if first or not at else name


def _mark(shift: _Shift, month: int) -> str:
    if month == shift.old:
        return _OLD
    if month == shift.new:
        return _NEW
    between = min(shift.old, shift.new) < month < max(shift.old, shift.new)
    return (_RIGHT if shift.new > shift.old else _LEFT) if between else ""
