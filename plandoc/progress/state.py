"""Where an activity stands on a given day: its deadline, its mark and the day in, a state out.

Every activity stands in exactly one state, and has one last day that counts: the last day of its
new deadline, else of the planned one, else of the period. It is due from the next day on, so that
«сентябрь 2018 г.» is late from 1 October and «по мере необходимости» once the period is over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plandoc.schema.deadline import Deadline
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.wording.phrases import Wording
from plandoc.words.language import language_of


class State(StrEnum):
    """Where an activity stands on the day of the report."""

    ON_TIME = "on_time"
    LATE = "late"
    DONE_UNDATED = "done_undated"
    """Done, but after the deadline nobody can tell when: the day is not given."""
    PARTLY = "partly"
    OVERDUE = "overdue"
    """Due, and nothing is reported, or only that it is in progress."""
    NOT_DONE = "not_done"
    POSTPONED = "postponed"
    REMOVED = "removed"
    NOT_DUE = "not_due"


class Gap(StrEnum):
    """What a mark of fulfilment lacks, or why it does not count."""

    STATUS = "status"
    DATE = "date"
    EVIDENCE = "evidence"
    NEW_DEADLINE = "new_deadline"
    REASON = "reason"
    AHEAD = "ahead"
    """Done on a day after that of the report: on that day it was not done yet."""


DONE = (State.ON_TIME, State.LATE, State.DONE_UNDATED)
OPEN = (State.PARTLY, State.OVERDUE, State.POSTPONED, State.NOT_DUE)
"""States of what is still to be done."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An activity on the day of the report.

    `due` is the last day that counts; `is_due` tells that it has passed (never of what was
    removed). `late_by` counts the days after it: until it was done, or until the report for what
    is not wholly done yet.
    """

    row: ActivityRow
    state: State
    due: date
    is_due: bool
    late_by: int | None = None
    gaps: tuple[Gap, ...] = ()


def standing_of(plan: Plan, row: ActivityRow, today: date) -> Standing:
    """Return where an activity of the plan stands on a day."""
    outcome = row.activity.outcome or Outcome()
    due = _due(plan, row, outcome)
    state = _state(outcome, due, today)
    late = None
    if state is State.LATE and outcome.date:
        late = (outcome.date - due).days
    elif state in OPEN and today > due:
        late = (today - due).days
    return Standing(
        row=row,
        state=state,
        due=due,
        is_due=today > due and state is not State.REMOVED,
        late_by=late,
        gaps=tuple(_gaps(plan, outcome, today)),
    )


def _due(plan: Plan, row: ActivityRow, outcome: Outcome) -> date:
    """Return the last day that counts: of the new deadline, of the planned one, of the period."""
    planned = row.activity.deadline
    due = _last_day(planned, plan) if planned else plan.period.last
    if outcome.moved_to and _moved(outcome):
        moved = outcome.moved_to.bound_to(
            plan.period,
            school_quarters=plan.school_quarters,
            language=language_of(plan.language),
        )
        if moved.last and _is_later(moved, planned):
            return moved.last
        return max(due, plan.period.last, moved.first or due)
    return max(due, plan.period.last) if outcome.status is Status.POSTPONED else due


def _is_later(moved: Deadline, planned: Deadline | None) -> bool:
    """Tell whether the day of a new deadline can be believed.

    The period gives a year to what has none: to «перенесено на март», of something due in
    December, the March before it, which nobody meant.
    """
    if not planned or not planned.last or any(part.year_given for part in moved.parts):
        return True
    return moved.last is not None and moved.last > planned.last


def _last_day(deadline: Deadline, plan: Plan) -> date:
    """Return the last day of a deadline; one without an end lasts to the end of the period."""
    return deadline.last or max(plan.period.last, deadline.first or plan.period.last)


def _moved(outcome: Outcome) -> bool:
    return outcome.moved_to is not None and bool(outcome.moved_to.text.strip())


def _state(outcome: Outcome, due: date, today: date) -> State:
    done = outcome.date
    match outcome.status:
        case Status.NOT_DONE | Status.REMOVED | Status.PARTLY as status:
            return State(status.value)
        case Status.DONE if done is None:
            return State.DONE_UNDATED if today > due else State.ON_TIME
        case Status.DONE if done is not None and done <= today:
            return State.LATE if done > due else State.ON_TIME
    if today > due:
        return State.OVERDUE
    postponed = outcome.status is Status.POSTPONED or (outcome.status is None and _moved(outcome))
    return State.POSTPONED if postponed else State.NOT_DUE


def _gaps(plan: Plan, outcome: Outcome, today: date) -> Iterator[Gap]:
    status = outcome.status
    word = Wording(plan.language).words.status[status] if status else ""
    told = outcome.text.strip(" \n\t.").casefold() not in {"", word.casefold()}
    if status is None and outcome.texts():
        yield Gap.STATUS
    if status is Status.DONE and outcome.date is None:
        yield Gap.DATE
    if status is Status.DONE and outcome.date and outcome.date > today:
        yield Gap.AHEAD
    if status is Status.DONE and not told and not outcome.evidence.strip():
        yield Gap.EVIDENCE
    if status is Status.POSTPONED and not _moved(outcome):
        yield Gap.NEW_DEADLINE
    if status in {Status.NOT_DONE, Status.REMOVED} and not told and not outcome.reason.strip():
        yield Gap.REASON
