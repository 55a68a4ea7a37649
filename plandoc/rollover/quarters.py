"""Days of the new year beside deadlines: school quarters, always asked about; periods of tables."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from plandoc.codes import Code
from plandoc.fieldpath import ROOT
from plandoc.review import Choice, NoteKind
from plandoc.rollover.notes import Note, Question, Swap, note, notes_on
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


def notes_on_periods(finder: Finder) -> Iterator[Note]:
    """Yield a note on each table whose first and last day move with the plan."""
    for index, block in enumerate(finder.data.get("blocks", ())):
        period = _days_in(block)
        if period and finder.step.years:
            moved = _moved(period, finder.step.years)
            before, after = (f"{one['first']} – {one['last']}" for one in (period, moved))
            path = ROOT / "blocks" / index / "table" / "period"
            slot = finder.of_plan(path, "plan.period", text=before)
            question = Question(
                Code.ROLLOVER_YEAR_MOVED, NoteKind.CHANGE, values={"years": before},
                default=Choice.SHIFT, choices=(Choice.SHIFT,),
            )  # fmt: skip
            yield note(slot, question, before, after)


def move_periods(data: dict[str, Any], years: int) -> None:
    """Move the periods of tables that are given by their first and last day."""
    for block in data.get("blocks", ()):
        if period := _days_in(block):
            block["table"]["period"] = _moved(period, years)


def _days_in(block: Any) -> dict[str, str]:
    """Return the first and last day of the table of a block, nothing if it has another period."""
    period = block.get("table", {}).get("period") if isinstance(block, dict) else None
    return period if isinstance(period, dict) else {}


def _moved(period: dict[str, str], years: int) -> dict[str, str]:
    days = {name: date.fromisoformat(period[name]) for name in ("first", "last")}
    return period | {name: day_in_year(day, years).isoformat() for name, day in days.items()}


def days_of(text: str) -> list[list[str]]:
    """Return the first and last day of each quarter from a text with one line per quarter."""
    return [_BETWEEN.split(line.strip(), maxsplit=1) for line in text.split("\n") if line.strip()]


def _text(quarters: Iterable[tuple[date, date]]) -> str:
    return "\n".join(f"{_day(first)} – {_day(last)}" for first, last in quarters)


def _day(day: date) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year:04}"
