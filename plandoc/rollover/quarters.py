"""School quarters of the new year: moved with it, and always asked about."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from plandoc.codes import Code
from plandoc.fieldpath import ROOT
from plandoc.rollover.notes import Ask, Note, Swap, notes_on
from plandoc.rollover.review import Asked, Choice
from plandoc.rollover.slots import Finder
from plandoc.schema.deadline.shift import day_in_year

QUARTERS = ROOT / "school_quarters"
_BETWEEN = re.compile(r"\s*[–—]\s*|\s+-\s+|(?<=\.\d{4})-")
_CHOICES = (Choice.KEEP, Choice.SHIFT, Choice.EDIT)


def notes_on_quarters(finder: Finder) -> Iterator[Note]:
    """Yield the question whether the moved days are those of the new year."""
    quarters, years = finder.step.plan.school_quarters, finder.step.years
    if quarters:
        before = _text(quarters)
        after = _text([(day_in_year(a, years), day_in_year(b, years)) for a, b in quarters])
        slot = finder.of_plan(QUARTERS, "plan.school_quarters", "", before)
        swaps = (Swap(0, len(before), after),)
        ask = Ask(
            Code.ROLLOVER_QUARTERS_MOVED,
            Asked.QUESTION,
            swaps,
            default=Choice.SHIFT,
            choices=_CHOICES,
        )
        yield from notes_on(slot, [ask])


def days_of(text: str) -> list[list[str]]:
    """Return the first and the last day of each quarter, from a line for each."""
    return [_BETWEEN.split(line.strip(), maxsplit=1) for line in text.split("\n") if line.strip()]


def _text(quarters: Iterable[tuple[date, date]]) -> str:
    return "\n".join(f"{_day(first)} – {_day(last)}" for first, last in quarters)


def _day(day: date) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year:04}"
