"""The wall plan: a sheet with a box for each month and what is due in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from plandoc.page.measure import LINE_HEIGHT, MM_PER_POINT, text_width
from plandoc.page.sheet import Page
from plandoc.page.widths import PADDING
from plandoc.progress.days import Span, days_of, months_between
from plandoc.schema.outcome import Status
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.schema.tree import table_of
from plandoc.wording.columns import figures_of
from plandoc.wording.mentions import numbered_tables
from plandoc.wording.phrases import Wording
from plandoc.words.texts import headline, one_line

COLOURS = (
    "D6E4F0", "FBE3D0", "DDEFD9", "FFF0BF", "E6DDF0", "D3EDEC", "F5D9DE", "E8E8E8",
)  # fmt: skip
"""Of sections in order, light enough for black type: its contrast is 15 : 1 and more."""

_MOST_ABREAST = 4
_OFTEN = 4
"""From how many months on an activity stands in the box for the whole period."""

_DAY = timedelta(days=1)
_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0)
_LONGEST = (110, 80, 60)
_HEADING, _RAGGED = 1.6, 1.15
_TITLE = 24.0


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity in a box: its number, its days («15.10», «10–12.10», «окт–нояб»), a short title.

    Below the boxes `days` are the words of a deadline: «Ежемесячно».
    """

    number: str
    days: str
    title: str
    colour: str

    @property
    def text(self) -> str:
        """The whole entry as it is measured."""
        return " ".join(filter(None, (self.number, self.days, self.title)))


@dataclass(frozen=True, slots=True)
class Box:
    """A month and its entries."""

    name: str
    entries: tuple[Entry, ...]


class Colour(NamedTuple):
    """A section in the legend: its name, the first and last of its numbers, its colour."""

    name: str
    numbers: str
    colour: str


@dataclass(frozen=True, slots=True)
class Wall:
    """The sheet: boxes in rows, what lasts, the sections by colours, the size of type in points."""

    title: str
    rows: tuple[tuple[Box, ...], ...]
    lasting: tuple[Entry, ...]
    sections: tuple[Colour, ...]
    size: float
    heights: tuple[float, ...] = ()
    """The least height of each row in millimetres, so that all of them fill the page."""


def wall_of(plan: Plan, page: Page) -> Wall:
    """Return the wall plan of a plan, in the largest type in which it fits on a page.

    If it does not fit in the smallest, it has more pages. Each counted activity stands in each
    month of its days, one of more than three months, or without a day, below the boxes.
    """
    walls = (_Wall(plan, size, most).made() for most in _LONGEST for size in _SIZES)
    wall = next(walls)
    while _spare(wall, page) < 0 and (smaller := next(walls, None)):
        wall = smaller
    spare = max(0.0, _spare(wall, page)) / max(1, len(wall.rows))
    line = wall.size * LINE_HEIGHT * MM_PER_POINT
    width = page.body / max(map(len, wall.rows), default=1) - PADDING
    heights = tuple(
        spare + line * max(_lines(box.entries, width, wall.size) for box in row)
        for row in wall.rows
    )
    return replace(wall, heights=heights)


def balanced(title: str, size: float, width: float) -> str:
    """Return a title in lines of about the same width, so that the last is no single word."""
    whole = text_width(title, size)
    count = ceil(whole * _RAGGED / width)
    lines: list[str] = []
    rest = title.split(" ")
    while count > 1 and rest:
        room = text_width(" ".join(rest), size) / count
        taken = 1
        while taken < len(rest) and text_width(" ".join(rest[: taken + 1]), size) <= room:
            taken += 1
        lines.append(" ".join(rest[:taken]))
        rest, count = rest[taken:], count - 1
    return "\n".join(filter(None, (*lines, " ".join(rest))))


class _Wall:
    def __init__(self, plan: Plan, size: float, longest: int) -> None:
        self.plan = plan
        self.size = size
        self.longest = longest
        self.wording = Wording(plan.language)
        self.colours: dict[str, str] = {}
        self.numbers: dict[str, list[str]] = {}
        self.numbered = numbered_tables(plan)

    def made(self) -> Wall:
        period = self.plan.period
        boxes: dict[date, list[tuple[date, Entry]]] = {
            month: [] for month in months_between(period.first, period.last)
        }
        lasting = []
        for row in self.plan.activity_rows():
            if not _is_shown(row):
                continue
            spans = self._spans(row)
            months = {span.last.replace(day=1) for span in spans}
            if spans and len(months) < _OFTEN:
                for span in spans:
                    month = span.last.replace(day=1)
                    boxes.setdefault(month, []).append((span.last, self._entry(row, span)))
            else:
                lasting.append(self._entry(row, words=self._lasting(row)))
        made = [
            Box(self.wording.month(month), tuple(entry for _, entry in sorted(found, key=_by_day)))
            for month, found in sorted(boxes.items())
        ]
        abreast = min(_MOST_ABREAST, len(made))
        return Wall(
            title=one_line(self.wording.title(self.plan)),
            rows=tuple(tuple(made[at : at + abreast]) for at in range(0, len(made), abreast)),
            lasting=tuple(lasting),
            sections=tuple(
                Colour(name, _range(self.numbers[name]), colour)
                for name, colour in self.colours.items()
                if name
            ),
            size=self.size,
        )

    def _spans(self, row: ActivityRow) -> tuple[Span, ...]:
        """Return the days of a row that names some."""
        found = days_of(self.plan, row)
        return found.spans if found.named else ()

    @staticmethod
    def _lasting(row: ActivityRow) -> str:
        """Return the deadline of what stands below the boxes, unless it is the whole period."""
        deadline = row.deadline
        return one_line(deadline.text) if deadline and not deadline.is_whole_period else ""

    def _days(self, span: Span) -> str:
        """Return days: `15.10`, `10–12.10`, `30.09–02.10`, of several months `окт–нояб`.

        A month in its own box needs none.
        """
        first, last = span
        if first.day == 1 and (last + _DAY).day == 1:
            if (first.year, first.month) == (last.year, last.month):
                return ""
            return "–".join(map(self.wording.short_month, span))
        if first == last:
            return f"{last:%d.%m}"
        begin = f"{first:%d}" if first.month == last.month else f"{first:%d.%m}"
        return f"{begin}–{last:%d.%m}"

    def _entry(self, row: ActivityRow, span: Span | None = None, words: str = "") -> Entry:
        label, name = figures_of(self.plan, self.wording, table_of(row.path), row.sections[:1])
        section = " ".join(filter(None, (label, name)))
        colour = self.colours.setdefault(section, COLOURS[len(self.colours) % len(COLOURS)])
        title = headline(row.activity.title)
        if row.whole:
            title = f"{headline(row.whole.activity.title)}: {title}"
        number = row.number.strip().rstrip(".") if table_of(row.path) in self.numbered else ""
        self.numbers.setdefault(section, []).append(number)
        return Entry(
            number=number,
            days=self._days(span) if span else words,
            title=_cut(title, self.longest),
            colour=colour,
        )


def _by_day(found: tuple[date, Entry]) -> date:
    return found[0]


def _is_shown(row: ActivityRow) -> bool:
    outcome = row.activity.outcome
    removed = outcome and outcome.status is Status.REMOVED
    return row.counted and not row.activity.excluded and not removed


def _range(numbers: Sequence[str]) -> str:
    """Return the first and the last number: `1.1–1.6`."""
    shown = [number for number in numbers if number]
    return (
        "–".join(dict.fromkeys((min(shown, key=_natural), max(shown, key=_natural))))
        if shown
        else ""
    )


def _natural(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", number))


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    words = text[:longest].rpartition(" ")[0] or text[:longest]
    return f"{words.rstrip(' ,;:–-')}…"


def _spare(wall: Wall, page: Page) -> float:
    """Return how much of a page's height the boxes, what lasts and the legend leave free.

    It is an estimate in millimetres, negative if they are too tall.
    """
    line = wall.size * LINE_HEIGHT * MM_PER_POINT
    abreast = max(map(len, wall.rows), default=1)
    width = page.body / abreast - PADDING
    lines: float = len(wall.sections) + 1
    lines += sum(
        _HEADING + max(_lines(box.entries, width, wall.size) for box in row) for row in wall.rows
    )
    if wall.lasting:
        lines += _HEADING + 1 + _lines(wall.lasting, page.body / 2 - PADDING, wall.size) / 2
    return page.height - page.top - page.bottom - _TITLE - lines * line


def _lines(entries: Sequence[Entry], width: float, size: float) -> int:
    return sum(ceil(text_width(entry.text, size) * _RAGGED / width) for entry in entries)
