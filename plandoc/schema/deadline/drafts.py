"""What the grammar of deadlines produces, before years and the page have been looked at."""

from dataclasses import dataclass, field

from plandoc.codes import Code
from plandoc.schema.deadline.parts import Kind, Precision, Recurrence


@dataclass(slots=True)
class Raw:
    """A day or month as written: 0 and None stand for what was not."""

    year: int | None = None
    month: int = 0
    day: int | None = None

    @property
    def bare(self) -> bool:
        """Whether only a day was written, without its month."""
        return not self.month and self.day is not None


@dataclass(slots=True)
class Draft:
    """One thing read, before years and the page have been looked at.

    `unit` with `numbers` is a counted thing: weeks 1 to 2, half-year 2.
    """

    start: int
    end: int
    link: str = "blank"
    role: str = ""
    first: Raw | None = None
    last: Raw | None = None
    kind: Kind = Kind.SPAN
    precision: Precision = Precision.DAY
    unit: str = ""
    numbers: tuple[int, int] = (0, 0)
    last_unit: str = ""
    """The season in which a range of seasons ends."""
    every: Recurrence | None = None
    weekday: int | None = None
    nth: int = 0
    day_word: bool = False
    doubtful: bool = False
    """Whether words that say nothing of time stand before it on its line."""
    school: bool = False
    years_at: list[tuple[int, int]] = field(default_factory=list)
    clockish: bool = False
    problem: Code | None = None
    rivals: tuple[str, str] | None = None
    """Two ways to read it, where the words allow both."""
    digits: bool = False
    """Whether it was written in digits, so that it shares no year with months in words."""
    loose: bool = False
    """Whether an n-th weekday names no month, so that the month beside it or the page does."""
    counted: bool = False
    """Whether a repetition was counted, `1 раз в год`, and not named by one word."""
    next_year: bool = False
    """Whether it is due in the year that follows the one reported on."""
    exceptions: list[tuple[int, int]] = field(default_factory=list)
    """Where words stand that take days away from it."""
    portion: int = 0
    """1 at the beginning and 3 at the end of a quarter or half-year."""
    bounds: bool = False
    """Whether it is the time within which the repetition beside it happens."""
    lent_year: int = 0
    """The year at the end of its list, and how many times the months before it turn back."""
    turns: int = 0

    @property
    def bare(self) -> bool:
        """Whether it is a number that waits for its month or unit."""
        return self.first is not None and self.first.bare and not self.unit

    @property
    def year_given(self) -> bool:
        """Whether a year was written with it."""
        return bool((self.first and self.first.year) or (self.last and self.last.year))


@dataclass(slots=True)
class Reading:
    """What the grammar made of a cell."""

    drafts: list[Draft] = field(default_factory=list)
    lines: list[tuple[int, int, bool]] = field(default_factory=list)
    """Each line of the cell: where it stands, and whether words of the language open it."""
    notes: list[tuple[int, int]] = field(default_factory=list)
    strays: list[tuple[int, int]] = field(default_factory=list)
    """Words of the calendar and numbers that were left over."""
    beside: list[tuple[int, int]] = field(default_factory=list)
    """Other words that were left over in one phrase with a date."""
    crowded: bool = False
