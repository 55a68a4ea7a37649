"""What a deadline is made of: days with or without a year, spans of them, repetition."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from plandoc.words.vocabulary import Unit

_LEAP_YEAR = 2000
YEARS = range(1900, 2200)


class Interval(NamedTuple):
    """Days from `first` to `last`, both included; `None` where the end is open."""

    first: date | None
    last: date | None


class Stamp(NamedTuple):
    """A day, or a whole month where `day` is None; its year may be unknown."""

    year: int | None
    month: int
    day: int | None = None

    @property
    def last_of_month(self) -> int:
        """The number of days in the month; 29 for a February of unknown year."""
        return monthrange(self.year or _LEAP_YEAR, self.month)[1]

    def opening(self) -> date | None:
        """Return the first day meant; `None` while the year is unknown."""
        return date(self.year, self.month, self.day or 1) if self.year else None

    def closing(self) -> date | None:
        """Return the last day meant; `None` while the year is unknown."""
        if not self.year:
            return None
        return date(self.year, self.month, self.day or self.last_of_month)

    def within(self, year: int | None) -> "Stamp":
        """Return the same day or month in another year."""
        return self._replace(year=year)


class Precision(StrEnum):
    """How closely the words name the days."""

    DAY = "day"
    WEEK = "week"
    DECADE = "decade"
    HALF_MONTH = "half-month"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    SEASON = "season"
    YEAR = "year"


class Kind(StrEnum):
    """What one part of a deadline is."""

    SPAN = "span"
    WHOLE = "whole"
    RECURRING = "recurring"
    TEXT = "text"


class Recurrence(NamedTuple):
    """How often: `times` in every `interval` units; without a unit, continuously.

    `weekdays` count from Monday = 0; `nth` says which of them in a month (-1 is the last);
    `first` and `last` are days of the month, `first` 0 meaning «up to `last`».
    """

    unit: Unit | None
    times: int = 1
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 0
    first: int = 0
    last: int = 0

    def is_each(self, unit: Unit) -> bool:
        """Return whether it happens once in each `unit`."""
        return (self.unit, self.times, self.interval) == (unit, 1, 1)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a deadline says. How it was put does not count for equality."""

    kind: Kind
    first: Stamp | None = None
    last: Stamp | None = None
    recurrence: Recurrence | None = None
    words: str = field(default="", compare=False)
    precision: Precision | None = field(default=None, compare=False)
    year_given: bool = field(default=False, compare=False)
    weekday: int | None = field(default=None, compare=False)
    """The weekday written beside a single day, Monday = 0."""
    bounds: bool = field(default=False, compare=False)
    """Whether a span limits the repetition beside it, or a repetition is so limited."""

    @property
    def interval(self) -> Interval | None:
        """The days of a span; `None` for other kinds and while a year is unknown."""
        if self.kind is not Kind.SPAN:
            return None
        days = Interval(self.first and self.first.opening(), self.last and self.last.closing())
        if (self.first and not days.first) or (self.last and not days.last):
            return None
        return days
