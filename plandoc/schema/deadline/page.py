"""What the page tells about a deadline."""

from dataclasses import dataclass
from datetime import date

from plandoc.schema.deadline.parts import Kind, Part, Precision, Stamp
from plandoc.schema.period import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class Page:
    """What stands around the cell: the period, the month of the page, the school quarters.

    `when` is the day, or the weekday, that a time of day belongs to.
    """

    period: Period | None = None
    month: tuple[int, int] | None = None
    school_quarters: tuple[tuple[date, date], ...] = ()
    opens: bool | None = None
    when: Part | None = None

    @property
    def is_school_year(self) -> bool:
        """Whether the period is a school year."""
        return self.period is not None and self.period.kind is PeriodKind.SCHOOL_YEAR


def month_of(period: Period | None) -> tuple[int, int] | None:
    """Return the month of a period that lies within one month, which its page need not repeat."""
    if period is None:
        return None
    first, last = ((day.year, day.month) for day in (period.first, period.last))
    return first if first == last else None


def day_of(period: Period | None) -> Part | None:
    """Return the day of a period of one day, to which times of day belong."""
    if period is None or period.first != period.last:
        return None
    day = Stamp(period.first.year, period.first.month, period.first.day)
    return Part(Kind.SPAN, day, day, precision=Precision.DAY)
