"""School quarters of the new year: moved, and always asked about."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from plandoc.codes import Code
from plandoc.fieldpath import ROOT
from plandoc.rollover.notes import Note, Question, Swap, notes_on
from plandoc.rollover.review import Choice, NoteKind
from plandoc.rollover.slots import Finder
from plandoc.schema.deadline.shift import day_in_year

QUARTERS = ROOT / "school_quarters"
_BETWEEN = re.compile(r"\s*[–—]\s*|\s+-\s+|(?<=\.\d{4})-")
_CHOICES = (Choice.KEEP, Choice.SHIFT, Choice.EDIT)


def notes_on_quarters(finder: Finder) -> Iterator[Note]:
    """Yield the question whether the moved days are right for the new year."""
    quarters, years = finder.step.plan.school_quarters, finder.step.years
    if quarters:
        before = _text(quarters)
        after = _text([(day_in_year(a, years), day_in_year(b, years)) for a, b in quarters])
        slot = finder.of_plan(QUARTERS, "plan.school_quarters", "", before)
        swaps = (Swap(0, len(before), after),)
        question = Question(
            Code.ROLLOVER_QUARTERS_MOVED,
            NoteKind.QUESTION,
            swaps,
            default=Choice.SHIFT,
            choices=_CHOICES,
        )
        yield from notes_on(slot, [question])


def days_of(text: str) -> list[list[str]]:
    """Return the first and last day of each quarter from a text with one line per quarter."""
    return [_BETWEEN.split(line.strip(), maxsplit=1) for line in text.split("\n") if line.strip()]


def _text(quarters: Iterable[tuple[date, date]]) -> str:
    return "\n".join(f"{_day(first)} – {_day(last)}" for first, last in quarters)


def _day(day: date) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year:04}"
