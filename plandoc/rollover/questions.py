"""Collects all notes on a rollover, in document order."""

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby
from typing import Any

from plandoc.codes import Code
from plandoc.fieldpath import ROOT
from plandoc.review import Choice, NoteKind
from plandoc.rollover.deadlines import moved_years, questions_about
from plandoc.rollover.draft import data_of
from plandoc.rollover.history import is_removed, question_about
from plandoc.rollover.notes import Note, Question, Swap, note, notes_on
from plandoc.rollover.quarters import notes_on_periods, notes_on_quarters
from plandoc.rollover.signing import notes_on_signing
from plandoc.rollover.slots import Finder, Slot
from plandoc.rollover.step import Step
from plandoc.rollover.years import Sense, YearReader, Years
from plandoc.schema.rows import ActivityRow, SectionRow
from plandoc.words.texts import one_line
from plandoc.words.years import spans

_SENSES = {
    Sense.OWN: (Code.ROLLOVER_YEAR_MOVED, NoteKind.CHANGE),
    Sense.NEAR: (Code.ROLLOVER_YEAR_NEAR_PLAN, NoteKind.QUESTION),
    Sense.STALE: (Code.ROLLOVER_YEAR_STALE, NoteKind.QUESTION),
    Sense.HORIZON: (Code.ROLLOVER_YEAR_HORIZON, NoteKind.QUESTION),
    Sense.ACT: (Code.ROLLOVER_YEAR_OF_ACT, NoteKind.QUESTION),
    Sense.KEPT: (Code.ROLLOVER_YEAR_KEPT, NoteKind.INFO),
    Sense.OTHER: (Code.ROLLOVER_YEAR_UNCLEAR, NoteKind.QUESTION),
    Sense.JUBILEE: (Code.ROLLOVER_ANNIVERSARY, NoteKind.QUESTION),
}

_UNFINISHED = Question(Code.ROLLOVER_ACTIVITY_UNFINISHED, NoteKind.QUESTION)


def all_notes(step: Step, wanted: AbstractSet[str] = frozenset()) -> Iterator[Note]:
    """Yield every note on the step from one year to the next, in document order.

    An activity that was removed last year has a single note, unless its id is in `wanted`. Equal
    questions about equal texts, such as one executor named twice, have keys of their own.
    """
    counts: Counter[str] = Counter()
    for one in _notes(step, wanted):
        counts[one.key] += 1
        again = counts[one.key]
        yield one if again == 1 else replace(one, key=f"{one.key}-{again}")


def _notes(step: Step, wanted: AbstractSet[str]) -> Iterator[Note]:
    finder = Finder(step, data_of(step.plan))
    reader = YearReader(step)
    if not step.keeps_shape:
        old, new = (step.wording.period(period) for period in (step.plan.period, step.into))
        values = {"period": step.plan.period.brief, "into": step.into.brief, "years": step.years}
        question = Question(
            Code.ROLLOVER_PERIOD_KIND_CHANGED,
            NoteKind.QUESTION,
            values=values,
            choices=(Choice.KEEP,),
        )
        yield note(finder.of_plan(ROOT / "period", "plan.period", "", old), question, new, "")
    for slot in finder.of_head():
        yield from notes_on(slot, _of_text(slot, reader))
    yield from notes_on_signing(finder)
    yield from notes_on_quarters(finder)
    yield from notes_on_periods(finder)
    for row in step.plan.rows():
        if isinstance(row, SectionRow):
            for slot in finder.of_section(row):
                yield from notes_on(slot, _of_text(slot, reader))
        else:
            yield from _on_activity(row, finder, reader, wanted)
    for slot in finder.of_foot():
        yield from notes_on(slot, _of_text(slot, reader))
    yield from _on_accepted(finder)


def _on_activity(
    row: ActivityRow, finder: Finder, reader: YearReader, wanted: AbstractSet[str]
) -> Iterator[Note]:
    whole = question_about(row, finder.step, reader)
    until_when = _until_when(whole)
    if whole and whole not in until_when:
        slot = finder.of_activity(row, "activity", ROOT, row.activity.title)
        yield note(slot, whole, row.activity.title, whole.after or "")
    if is_removed(row.activity) and row.activity.id not in wanted:
        return
    if row.activity.deadline is None:
        yield from notes_on(finder.of_activity(row, "deadline", ROOT / "deadline", ""), until_when)
    for slot in finder.of_row(row):
        if slot.field == "deadline":
            questions = _of_deadline(row, slot, reader) + until_when
        else:
            questions = _of_text(slot, reader)
        yield from notes_on(slot, questions)


def _until_when(whole: Question | None) -> list[Question]:
    """Return the question until when an activity is kept that is not finished, or in part."""
    if whole and whole.code is Code.ROLLOVER_ACTIVITY_DONE_IN_PART:
        return [replace(_UNFINISHED, values=whole.values)]
    return [whole] if whole and whole.code is _UNFINISHED.code else []


def _of_deadline(row: ActivityRow, slot: Slot, reader: YearReader) -> list[Question]:
    """Return questions about a deadline.

    Years far in the future are horizons and do not move, nor do years of more than the period.
    """
    deadline, step = row.activity.deadline, reader.step
    assert deadline
    last = step.plan.period.last.year
    ahead = [s for s in spans(slot.text) if s.last > last + 1 or _exceeds(s.first, s.last, step)]
    over = any(_exceeds(a.year, b.year, step) for a, b in deadline.intervals if a and b)
    near = [
        (start, end)
        for start, end in deadline.years_at
        if not over and not any(span.start <= start < span.end for span in ahead)
    ]
    found = reader.read(slot.text, near)
    own = tuple(_swap(years) for years in found if years.sense is Sense.OWN)
    rest = [years for years in found if years.sense is not Sense.OWN]
    swaps = (moved_years(deadline, near, step.years) + own) if step.years else ()
    moves = Question(Code.ROLLOVER_DEADLINE_MOVED, NoteKind.CHANGE, swaps, default=Choice.SHIFT)
    calendar = questions_about(deadline, step) if len(near) == len(deadline.years_at) else ()
    return [*([moves] if swaps else []), *_of_years(rest, step), *calendar]


def _exceeds(first: int, last: int, step: Step) -> bool:
    """Whether several years in a row are not all of the period: those of a programme, mostly."""
    period = step.plan.period
    return first < last and not period.first.year <= first <= last <= period.last.year


def _of_text(slot: Slot, reader: YearReader) -> list[Question]:
    return list(_of_years(reader.read(slot.text), reader.step))


def _of_years(found: list[Years], step: Step) -> Iterator[Question]:
    """Yield one question for all years of a text that have the same meaning."""
    for sense, group in groupby(sorted(found, key=lambda one: one.sense), lambda one: one.sense):
        years = list(group)
        code, kind = _SENSES[sense]
        if sense is Sense.OWN and not step.years:
            continue
        reached = kind is NoteKind.QUESTION and 0 < years[0].last <= step.into.last.year
        values: dict[str, Any] = {
            "years": ", ".join(dict.fromkeys(one_line(one.words) for one in years)),
            "reached": step.words.reached if reached else "",
        }
        yield Question(
            code,
            kind,
            tuple(_swap(one) for one in years if one.proposal not in ("", one.words)),
            values,
            Choice.SHIFT if sense is Sense.OWN else Choice.KEEP,
            (Choice.KEEP, Choice.EDIT) if kind is NoteKind.INFO else None,
        )


def _swap(years: Years) -> Swap:
    return Swap(years.start, years.end, years.proposal)


def _on_accepted(finder: Finder) -> Iterator[Note]:
    names = {row.activity.id: row for row in finder.step.plan.activity_rows()}
    for index, accepted in enumerate(finder.step.plan.accepted):
        row = names.get(accepted.id)
        if row and is_removed(row.activity):
            continue
        text = f"{accepted.code}: {accepted.reason}"
        title = row.activity.title if row else ""
        slot = finder.of_plan(ROOT / "accepted" / index, "accepted", title, text)
        choices = (Choice.KEEP, Choice.DROP)
        yield note(
            slot,
            Question(Code.ROLLOVER_ACCEPTED_REMARK, NoteKind.QUESTION, choices=choices),
            text,
            "",
        )
