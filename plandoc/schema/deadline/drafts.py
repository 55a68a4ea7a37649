"""What the grammar of deadlines produces, before years and the page have been looked at.

A draft never changes: what is joined to it or learned about it makes another draft.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from plandoc.codes import Code
from plandoc.schema.deadline.parts import Precision, Recurrence

_DECEMBER = 12

Place = tuple[int, int]
"""Where something stands in the text, from the first character to before the second."""


class Link(StrEnum):
    """What stands between a draft and the one before it."""

    BLANK = "blank"
    """An empty line, or nothing at all at the beginning of the cell."""
    LINE = "line"
    SPACE = "space"
    COMMA = "comma"
    AND = "and"
    DASH = "dash"
    SEMICOLON = "semicolon"
    WORDS = "words"


JOINTS = (Link.DASH, Link.COMMA, Link.AND)
"""What joins the members of a range or a list."""


class Role(StrEnum):
    """The preposition before a draft."""

    NONE = ""
    UNTIL = "until"
    TOWARD = "toward"
    THROUGH = "through"
    SINCE = "since"
    AFTER = "after"
    DURING = "during"
    IN = "in"
    FOR = "for"
    EXCEPT = "except"


ENDING = (Role.UNTIL, Role.TOWARD, Role.THROUGH)
"""Prepositions that leave the beginning open."""


class Block(StrEnum):
    """A stretch of time that is counted or has a name."""

    WEEK = "week"
    DECADE = "decade"
    """Ten days of a month; the first, middle or last days of one."""
    HALF = "half"
    """Half of a month."""
    QUARTER = "quarter"
    SCHOOL_QUARTER = "school-quarter"
    HALF_YEAR = "half-year"
    WINTER = "winter"
    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    YEAR_PORTION = "portion"
    """The beginning, middle or end of a year."""
    PAGE_MONTH = "page"
    """The month of the page."""


PARTS_OF_MONTH = frozenset({Block.WEEK, Block.DECADE, Block.HALF})
LONG_BLOCKS = frozenset({Block.QUARTER, Block.SCHOOL_QUARTER, Block.HALF_YEAR})
NUMBERED = PARTS_OF_MONTH | LONG_BLOCKS
SEASONS = {
    Block.WINTER: (12, 2), Block.SPRING: (3, 5), Block.SUMMER: (6, 8), Block.AUTUMN: (9, 11),
}  # fmt: skip
"""The first and the last month of each season."""
SIZES = {Block.WEEK: (7, 5), Block.DECADE: (10, 3), Block.HALF: (15, 2)}
"""How many days each part of a month has, and how many of them a month has."""
FIRST, MIDDLE, LAST = 1, 2, 3
"""Portions of a month, a quarter, a half-year or a year."""


class Raw(NamedTuple):
    """A day or month as written: 0 and None stand for what was not."""

    year: int | None = None
    month: int = 0
    day: int | None = None


class Lent(NamedTuple):
    """The year at the end of a list, and how many times the months before it turn back."""

    year: int
    turns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One thing read; its place, what stands before it, and what limits it."""

    start: int
    end: int
    link: Link = Link.BLANK
    role: Role = Role.NONE
    exceptions: tuple[Place, ...] = ()
    """Where words stand that take days away from it."""
    bounds: bool = False
    """Whether it is the time within which the repetition beside it happens, or so limited."""

    @property
    def bare(self) -> bool:
        """Whether it is a number that waits for its month or unit."""
        return False

    @property
    def places(self) -> tuple[Place, ...]:
        """Where its years stand."""
        return ()


class TextDraft(Draft):
    """Words that say something else than dates."""


class WholeDraft(Draft):
    """The whole period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringDraft(Draft):
    """A repetition."""

    every: Recurrence
    weekday: int | None = None
    """The weekday that begins it, so that a single day beside it may fall on it."""
    loose: bool = False
    """Whether an n-th weekday names no month, so that the month beside it or the page does."""
    counted: bool = False
    """Whether it was counted, `1 раз в год`, and not named by one word."""
    problem: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanDraft(Draft):
    """Days, months, years or blocks of them, from `first` to `last` if there is a second end."""

    first: Raw = field(default=Raw())
    last: Raw | None = None
    precision: Precision
    years_at: tuple[Place, ...] = ()
    school: bool = False
    """Whether its year is named as a school year."""
    problem: Code | None = None
    lent: Lent | None = None
    until: "SpanDraft | None" = None
    """The end of a span that is another thing than its beginning: `с 15 октября до конца года`."""
    next_year: bool = False
    """Whether it is due in the year that follows the one reported on."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Where its years stand."""
        return self.years_at

    @property
    def year_given(self) -> bool:
        """Whether a year was written with it."""
        return bool(self.first.year or (self.last and self.last.year))


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedDraft(SpanDraft):
    """Days or months; a number alone that may become one; the n-th weekday of a month."""

    precision: Precision = Precision.DAY
    weekday: int | None = None
    nth: int = 0
    month_first: bool = False
    """Whether its day stands after the name of its month: `October 18`."""
    genitive: bool = False
    """Whether it is a month in the case that follows a day: «марта»."""
    week: bool = False
    """Whether the week that begins with the day is meant."""
    digits: bool = False
    """Whether it was written in digits, so that it shares no year with months in words."""
    clockish: bool = False
    day_word: bool = False
    """Whether «число» stands after the number."""
    doubtful: bool = False
    """Whether words that say nothing of time stand before it on its line."""
    counts: bool = False
    """Whether it numbers or counts the word that follows: `3 пара`, `5-9 классы`."""
    short_year: bool = False
    """Whether two digits after its month may be a day as well: `октябрь-18`."""
    rivals: tuple[str, str] | None = None
    """Two ways to read it, where the words allow both."""

    @property
    def is_time(self) -> bool:
        """Whether its numbers are a time of day: `12.00`."""
        return self.clockish or (self.digits and not 0 <= self.first.month <= _DECEMBER)

    @property
    def bare(self) -> bool:
        """Whether it is a number that waits for its month or unit."""
        return not self.first.month and self.first.day is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsDraft(SpanDraft):
    """A year or a span of years."""

    precision: Precision = Precision.YEAR
    slashed: bool = False
    """Whether it is `2019/2020` or `2019-20`, which may be a school year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockDraft(SpanDraft):
    """Weeks 1 to 2 of a month, half-year 2, winter, the beginning of a year."""

    block: Block
    numbers: tuple[int, int] = (0, 0)
    last_block: Block | None = None
    """The season in which a range of seasons ends."""
    portion: int = 0
    """Which end of a quarter or half-year: `FIRST` or `LAST`."""
    calendar: bool = False
    """Whether its year is named as one of the calendar."""
    monthly: bool = False
    """Whether it is that of each month."""


@dataclass(slots=True)
class Reading:
    """What the grammar made of a cell."""

    drafts: list[Draft] = field(default_factory=list)
    lines: list[tuple[int, int, bool]] = field(default_factory=list)
    """Each line of the cell: where it stands, and whether words of the language open it."""
    notes: list[Place] = field(default_factory=list)
    strays: list[Place] = field(default_factory=list)
    """Words of the calendar and numbers that were left over."""
    beside: list[Place] = field(default_factory=list)
    """Other words that were left over in one phrase with a date."""
    crowded: bool = False
