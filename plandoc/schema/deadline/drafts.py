"""What the grammar of deadlines produces, before years and the page have been looked at."""

from dataclasses import dataclass, field

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
    problem: str = ""

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
    crowded: bool = False
