"""The results of last year's activities, and the questions that follow for the new plan."""

import re

from babel import Locale

from plandoc.codes import Code
from plandoc.review import Choice, NoteKind
from plandoc.rollover.division import listed, parts_of
from plandoc.rollover.notes import Question, Swap
from plandoc.rollover.step import Step
from plandoc.rollover.years import Sense, YearReader
from plandoc.schema.activity import Activity
from plandoc.schema.carried import CarriedActivity
from plandoc.schema.deadline import Deadline, Kind, Precision
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.rows import ActivityRow

_UNFINISHED = (Status.POSTPONED, Status.NOT_DONE, Status.PARTLY, Status.IN_PROGRESS)
_UNDER_WAY = (Status.PARTLY, Status.IN_PROGRESS)
_SHORT = (
    Precision.DAY, Precision.WEEK, Precision.DECADE, Precision.HALF_MONTH, Precision.MONTH,
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_HEAD = 3
_KEPT_OR_NOT = (Choice.KEEP, Choice.DROP)
_WHOLE = (Choice.KEEP, Choice.DROP, Choice.SPLIT)


def carried(row: ActivityRow) -> CarriedActivity:
    """Return the history that next year's activity keeps of this one.

    Postponements are counted across years until the activity is done.
    """
    activity, outcome = row.activity, row.activity.outcome
    before = activity.carried_from.postponed if activity.carried_from else 0
    status = outcome.status if outcome else None
    postponed = 0 if status is Status.DONE else before + (status is Status.POSTPONED)
    return CarriedActivity(
        number=row.number,
        status=status,
        moved_to=outcome.moved_to.text if outcome and outcome.moved_to else "",
        postponed=postponed,
    )


def history_text(row: ActivityRow, step: Step) -> str:
    """Return the history of an activity in words: «2.3 прошлого плана: перенесено, … дважды»."""
    history, words = carried(row), step.words.history
    names = step.wording.words.status
    status = names[history.status] if history.status else words.unmarked
    number = row.number.rstrip(".")
    form = words.told if number else words.unnumbered
    return form.format(
        number=number,
        status=status[:1].lower() + status[1:],
        moved=words.moved.format(moved_to=history.moved_to) if history.moved_to else "",
        times=_times(history.postponed, step),
    )


def _times(count: int, step: Step) -> str:
    words = step.words.history
    if count < len(words.times):
        return words.times[count]
    form = Locale.parse(step.wording.language).plural_form(count)
    more = words.more
    return more.get(form, more["other"]).format(count=count)


def is_removed(activity: Activity) -> bool:
    """Whether an activity was removed from the plan during the year."""
    return activity.outcome is not None and activity.outcome.status is Status.REMOVED


def question_about(row: ActivityRow, step: Step, reader: YearReader) -> Question | None:
    """Return the question about an activity as a whole, or `None`.

    For one that is not finished it is asked until when, so that question is about the deadline.
    """
    outcome = row.activity.outcome
    status = outcome.status if outcome else None
    values = {"history": history_text(row, step)}
    if is_removed(row.activity):
        return Question(
            Code.ROLLOVER_ACTIVITY_REMOVED, NoteKind.CHANGE, (), values, Choice.DROP, _KEPT_OR_NOT
        )
    if outcome and status in _UNFINISHED:
        continuing = status in _UNDER_WAY and _is_continuous(row.activity)
        return None if continuing else _unfinished(row.activity, outcome, values, step)
    if not _looks_one_off(row.activity, reader) or _is_of_this_year(row.activity, reader):
        return None
    recurring = _recurs(row.activity, step)
    if status is Status.DONE and not recurring:
        return Question(
            Code.ROLLOVER_ACTIVITY_DONE_ONCE, NoteKind.DROP, (), values, choices=_KEPT_OR_NOT
        )
    if status is Status.DONE or not recurring:
        return Question(
            Code.ROLLOVER_ACTIVITY_DONE_ONCE, NoteKind.QUESTION, (), values, choices=_KEPT_OR_NOT
        )
    return None


def _unfinished(
    activity: Activity, outcome: Outcome, values: dict[str, str], step: Step
) -> Question:
    """Ask until when an unfinished activity is kept, proposing its new date, or to split it."""
    code, parts = Code.ROLLOVER_ACTIVITY_UNFINISHED, parts_of(activity.title)
    if outcome.moved_to and _is_due(outcome.moved_to, activity.deadline, step):
        old = len(activity.deadline.text) if activity.deadline else 0
        swap = Swap(0, old, outcome.moved_to.text)
        return Question(code, NoteKind.QUESTION, (swap,), values)
    if outcome.status is Status.PARTLY and parts:
        code, after = Code.ROLLOVER_ACTIVITY_DONE_IN_PART, listed(parts)
        return Question(code, NoteKind.SPLIT, (), values, choices=_WHOLE, after=after)
    return Question(code, NoteKind.QUESTION, (), values)


def _is_due(moved_to: Deadline, deadline: Deadline | None, step: Step) -> bool:
    """Whether the date to which an activity was postponed is in the new period or after it.

    A month without a year counts if it would not have been later within the old period.
    """
    new = moved_to.bound_to(step.into)
    if new.last is None or new.last < step.into.first:
        return False
    if new.is_whole_period or any(part.year_given for part in new.parts):
        return True
    old = moved_to.bound_to(step.plan.period)
    return bool(old.last and deadline and deadline.last and old.last <= deadline.last)


def _looks_one_off(activity: Activity, reader: YearReader) -> bool:
    """Whether a title begins like that of a one-off activity, or names a horizon."""
    words = _WORD.findall(activity.title.lower())[:_HEAD]
    heads = words[:1] + (words[2:] if words[1:2] == [reader.step.words.and_] else [])
    if any(word.startswith(reader.step.words.one_off) for word in heads):
        return True
    return any(years.sense is Sense.HORIZON for years in reader.read(activity.title))


def _is_of_this_year(activity: Activity, reader: YearReader) -> bool:
    """Whether a title names the year of the plan, as yearly activities do."""
    return any(years.sense is Sense.OWN for years in reader.read(activity.title))


def _is_continuous(activity: Activity) -> bool:
    """Whether an activity lasts all year or recurs during the year."""
    deadline = activity.deadline
    return deadline is not None and (deadline.is_whole_period or bool(deadline.recurrences))


def _recurs(activity: Activity, step: Step) -> bool:
    """Whether its words or its deadline indicate that an activity is not a one-off."""
    words = " ".join(_WORD.findall(activity.title.lower()))
    if any(f" {stem}" in f" {words}" for stem in step.words.recurring):
        return True
    deadline = activity.deadline
    if deadline is None or _is_continuous(activity) or len(deadline.parts) != 1:
        return True
    part = deadline.parts[0]
    within_a_month = part.first is None or part.last is None or (
        (part.first.year, part.first.month) == (part.last.year, part.last.month)
    )  # fmt: skip
    return part.kind is not Kind.SPAN or part.precision not in _SHORT or not within_a_month
