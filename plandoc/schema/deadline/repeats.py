"""The repetitions that words of the language name."""

from plandoc.schema.deadline.parts import Recurrence
from plandoc.words.vocabulary import Unit

COUNTED_IN = {
    Unit.DAY: (Unit.DAY, 1),
    Unit.WEEK: (Unit.DAY, 7),
    Unit.DECADE: (Unit.DAY, 10),
    Unit.MONTH: (Unit.MONTH, 1),
    Unit.QUARTER: (Unit.MONTH, 3),
    Unit.SCHOOL_QUARTER: (Unit.SCHOOL_QUARTER, 1),
    Unit.HALF_YEAR: (Unit.MONTH, 6),
    Unit.YEAR: (Unit.YEAR, 1),
}
"""Units that things are repeated in, and what several of them are counted in."""

NAMED = {
    "daily": Recurrence(Unit.DAY),
    "weekly": Recurrence(Unit.WEEK),
    "monthly": Recurrence(Unit.MONTH),
    "quarterly": Recurrence(Unit.QUARTER),
    "school-quarterly": Recurrence(Unit.SCHOOL_QUARTER),
    "half-yearly": Recurrence(Unit.HALF_YEAR),
    "yearly": Recurrence(Unit.YEAR),
    "twice-yearly": Recurrence(Unit.YEAR, times=2),
    "fortnightly": Recurrence(Unit.DAY, interval=14),
    "every-10-days": Recurrence(Unit.DAY, interval=10),
    "continuous": Recurrence(None),
}
"""The recurrences by their keys in the table `deadlines.toml`."""


def repeated(unit: Unit | None, span: int) -> Recurrence:
    """Return the recurrence «once in `span` units»; continuous where the unit repeats nothing."""
    if unit not in COUNTED_IN:
        return Recurrence(None)
    if span == 1 and unit is not Unit.DECADE:
        return Recurrence(unit)
    counted, size = COUNTED_IN[unit]
    return Recurrence(counted, interval=span * size)
