"""The completion day of a mark."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.marks.pieces import Unit, is_blank
from plandoc.marks.units import cut
from plandoc.schema.period import Period
from plandoc.words.language import READ_LANGUAGES
from plandoc.words.vocabulary import Concept, vocabulary

_FAR = 10
"""Years around the period in which a day is plausible; any other year is a typo."""
_MONTHS = 12
_BESIDE = frozenset({"stop", "comma", "clock", "mark"})
_BESIDE_PARTS = frozenset({"by", "link", "year"})


class Chosen(NamedTuple):
    """The day of a mark, its unit, and problems."""

    day: date | None
    unit: Unit | None
    problems: list[Problem]


def read_day(
    value: str, period: Period | None = None, *, language: str
) -> tuple[date | None, tuple[Problem, ...]]:
    """Return the day in the text of a cell, and problems.

    The whole text must be a single day in any usual notation. A missing year is taken from the
    period if the day occurs once in it, with a warning. Never raises.

    >>> read_day("12 октября 2018 г.", language="ru")
    (datetime.date(2018, 10, 12), ())
    >>> [problem.code for problem in read_day("31.09.2018", language="ru")[1]]
    [<Code.MARK_DAY_UNREADABLE: 'PLN525'>]
    """
    if is_blank(value):
        return None, ()
    units = cut(value)
    days = [unit for unit in units if unit.kind == "day"]
    others = [
        unit
        for unit in units
        if unit.kind != "day" and unit.kind not in _BESIDE and not _is_weekday(unit)
    ]
    if len(days) != 1 or any(unit.part not in _BESIDE_PARTS for unit in others):
        return None, (problem(Code.MARK_DAY_UNREADABLE, text=shown(value)),)
    chosen = choose(days, value, period, language)
    return chosen.day, tuple(chosen.problems)


def _is_weekday(unit: Unit) -> bool:
    if unit.kind != "word":
        return False
    meanings = (vocabulary(language).word(unit.word) for language in READ_LANGUAGES)
    return any(one is not None and one.concept is Concept.WEEKDAY for one in meanings)


def choose(units: list[Unit], text: str, period: Period | None, language: str) -> Chosen:
    """Return the last of the days in a mark.

    A day without a year has the year of the next full date (`03.09-23.09.2019`) or of the period.
    """
    known: list[tuple[date, Unit]] = []
    problems: list[Problem] = []
    following: date | None = None
    for unit in reversed(units):
        if found := _day_of(unit, period, following, language):
            known.append((found, unit))
            following = found if unit.numbers[2] is not None else following
        else:
            problems.insert(
                0, problem(Code.MARK_DAY_UNREADABLE, text=shown(text[unit.start : unit.end]))
            )
    if not known:
        return Chosen(None, None, problems)
    last, unit = max(known, key=lambda pair: pair[0])
    days = sorted({found for found, _ in known})
    if len(days) > 1:
        values = {"count": len(days), "first": _written(days[0]), "last": _written(last)}
        problems.append(Problem(Code.MARK_SEVERAL_DATES, values=values))
    if unit.numbers[2] is None and following is None:
        written_day = shown(text[unit.start : unit.end])
        problems.append(problem(Code.MARK_YEAR_MISSING, text=written_day, date=_written(last)))
    return Chosen(last, unit if len(days) == 1 else None, problems)


def _day_of(
    unit: Unit, period: Period | None, following: date | None, language: str
) -> date | None:
    """Return the day of a unit; `None` if it does not exist or is ambiguous."""
    day, month, year = unit.numbers
    if year is None and following:
        same = _day(following.year, month, day)
        return _day(following.year - 1, month, day) if same and same > following else same
    if year is None:
        years = period.years if period else ()
        found = [one for y in years if (one := _day(y, month, day)) and period and one in period]
        return found[0] if len(found) == 1 else None
    if period and not period.first.year - _FAR <= year <= period.last.year + _FAR:
        return None
    if vocabulary(language).day_after_month and unit.word == "/" and day != month:
        if day <= _MONTHS and month <= _MONTHS:
            return None
        day, month = (day, month) if month <= _MONTHS else (month, day)
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shared_days(units: list[Unit], at: int) -> list[Unit]:
    """Return the days before the one at `at` with the same month: `10-12 октября`."""
    found: list[Unit] = []
    before = at - 1
    while before > 0 and units[before - 1].kind == "number":
        if units[before].kind not in ("dash", "comma") and units[before].part != "link":
            break
        number = units[before - 1]
        found.insert(0, replace(number, numbers=(number.value, *units[at].numbers[1:])))
        before -= 2
    return found


def _written(day: date) -> str:
    return f"{day:%d.%m.}{day.year:04}"


def problem(code: Code, **values: str) -> Problem:
    """Return a warning about a mark."""
    return Problem(code, values=values)


def shown(text: str, most: int = 60) -> str:
    """Return a text for a problem, on one line and shortened."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
