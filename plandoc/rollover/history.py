"""How activities of last year ended, and what follows from it for the new plan."""

import re

from babel import Locale

from plandoc.codes import Code
from plandoc.rollover.division import parts_of
from plandoc.rollover.notes import Ask, Swap
from plandoc.rollover.review import Asked, Choice
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
    """Return what next year's activity has to remember of this one.

    Postponements are counted from year to year until the activity is done.
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


def told(row: ActivityRow, step: Step) -> str:
    """Return the history of an activity: «2.3 прошлого плана: перенесено, … дважды»."""
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
    """Whether an activity was taken out of the plan in the course of the year."""
    return activity.outcome is not None and activity.outcome.status is Status.REMOVED


def ask_on(row: ActivityRow, step: Step, reader: YearReader) -> Ask | None:
    """Return what has to be asked about an activity as a whole; `None` for nothing.

    An `Ask` with swaps is about the deadline.
    """
    outcome = row.activity.outcome
    status = outcome.status if outcome else None
    values = {"history": told(row, step)}
    if is_removed(row.activity):
        return Ask(
            Code.ROLLOVER_ACTIVITY_REMOVED, Asked.CHANGE, (), values, Choice.DROP, _KEPT_OR_NOT
        )
    if outcome and status in _UNFINISHED:
        on_and_on = status in _UNDER_WAY and _lasts(row.activity)
        return None if on_and_on else _unfinished(row.activity, outcome, values, step)
    if not _looks_once(row.activity, reader) or _is_of_this_year(row.activity, reader):
        return None
    doubted = _comes_back(row.activity, step)
    if status is Status.DONE and not doubted:
        return Ask(Code.ROLLOVER_ACTIVITY_DONE_ONCE, Asked.DROP, (), values, choices=_KEPT_OR_NOT)
    if status is Status.DONE or not doubted:
        return Ask(
            Code.ROLLOVER_ACTIVITY_DONE_ONCE, Asked.QUESTION, (), values, choices=_KEPT_OR_NOT
        )
    return None


def _unfinished(activity: Activity, outcome: Outcome, values: dict[str, str], step: Step) -> Ask:
    """Offer what was not finished: with the date it was moved to, or divided, or as it is."""
    parts = parts_of(activity.title)
    if outcome.moved_to and _is_due(outcome.moved_to, activity.deadline, step):
        old = len(activity.deadline.text) if activity.deadline else 0
        swap = Swap(0, old, outcome.moved_to.text)
        return Ask(Code.ROLLOVER_ACTIVITY_UNFINISHED, Asked.QUESTION, (swap,), values)
    if outcome.status is Status.PARTLY and parts:
        return Ask(
            Code.ROLLOVER_ACTIVITY_UNFINISHED,
            Asked.SPLIT,
            (),
            values,
            choices=_WHOLE,
            after="\n".join(parts),
        )
    return Ask(Code.ROLLOVER_ACTIVITY_UNFINISHED, Asked.QUESTION, (), values, choices=_WHOLE)


def _is_due(moved_to: Deadline, deadline: Deadline | None, step: Step) -> bool:
    """Whether the date that an activity was moved to is in the new period or after it.

    A month without a year is, where in the old period it would not have been a postponement.
    """
    new = moved_to.bound_to(step.into)
    if new.last is None or new.last < step.into.first:
        return False
    if new.is_whole_period or any(part.year_given for part in new.parts):
        return True
    old = moved_to.bound_to(step.plan.period)
    return bool(old.last and deadline and deadline.last and old.last <= deadline.last)


def _looks_once(activity: Activity, reader: YearReader) -> bool:
    """Whether a title begins as that of something done once, or names a horizon."""
    words = _WORD.findall(activity.title.lower())[:_HEAD]
    heads = words[:1] + (words[2:] if words[1:2] == [reader.step.words.and_] else [])
    if any(word.startswith(reader.step.words.one_off) for word in heads):
        return True
    return any(years.sense is Sense.HORIZON for years in reader.read(activity.title))


def _is_of_this_year(activity: Activity, reader: YearReader) -> bool:
    """Whether a title names the year of the plan, as that of something done every year."""
    return any(years.sense is Sense.OWN for years in reader.read(activity.title))


def _lasts(activity: Activity) -> bool:
    """Whether an activity goes on all year or is done again and again in it."""
    deadline = activity.deadline
    return deadline is not None and (deadline.is_whole_period or bool(deadline.recurrences))


def _comes_back(activity: Activity, step: Step) -> bool:
    """Whether words or the deadline speak against doing it only once."""
    spoken = " ".join(_WORD.findall(activity.title.lower()))
    if any(f" {stem}" in f" {spoken}" for stem in step.words.recurring):
        return True
    deadline = activity.deadline
    if deadline is None or _lasts(activity) or len(deadline.parts) != 1:
        return True
    part = deadline.parts[0]
    within_a_month = part.first is None or part.last is None or (
        (part.first.year, part.first.month) == (part.last.year, part.last.month)
    )  # fmt: skip
    return part.kind is not Kind.SPAN or part.precision not in _SHORT or not within_a_month
