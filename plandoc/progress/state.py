"""Where an activity stands on a given day: its deadline, its mark and the day in, a state out.

Every activity stands in exactly one state, and has one last day that counts: the last day of its
new deadline, else of the planned one, else of the period. It is due from the next day on, so that
«сентябрь 2018 г.» is late from 1 October and «по мере необходимости» once the period is over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

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


class Condition(StrEnum):
    """What a rule of the table of states asks beside the status."""

    ALWAYS = "always"
    NO_DATE = "no_date"
    """No day of completion is given."""
    NO_DATE_PAST_DUE = "no_date_past_due"
    DONE_IN_TIME = "done_in_time"
    """It was done on a day that has come, not after the last day that counts."""
    DONE_LATE = "done_late"
    """It was done on a day that has come, after the last day that counts."""
    PAST_DUE = "past_due"
    MOVED = "moved"
    """A new deadline is given."""


class Rule(NamedTuple):
    """A line of the table of states; without statuses it holds for any status, and for none."""

    state: State
    statuses: tuple[Status | None, ...] = ()
    when: Condition = Condition.ALWAYS


RULES = (
    Rule(State.NOT_DONE, (Status.NOT_DONE,)),
    Rule(State.REMOVED, (Status.REMOVED,)),
    Rule(State.PARTLY, (Status.PARTLY,)),
    Rule(State.DONE_UNDATED, (Status.DONE,), Condition.NO_DATE_PAST_DUE),
    Rule(State.ON_TIME, (Status.DONE,), Condition.NO_DATE),
    Rule(State.LATE, (Status.DONE,), Condition.DONE_LATE),
    Rule(State.ON_TIME, (Status.DONE,), Condition.DONE_IN_TIME),
    Rule(State.OVERDUE, when=Condition.PAST_DUE),
    Rule(State.POSTPONED, (Status.POSTPONED,)),
    Rule(State.POSTPONED, (None,), Condition.MOVED),
    Rule(State.NOT_DUE),
)
"""The table of states: the first rule that holds decides, in reports and on tracking sheets alike.

What was done in part stays so after its deadline, since that is what was reported; that it is late
is told by `Standing.late_by`.
"""


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
    return next(
        rule.state
        for rule in RULES
        if (not rule.statuses or outcome.status in rule.statuses)
        and _holds(rule.when, outcome, due, today)
    )


def _holds(condition: Condition, outcome: Outcome, due: date, today: date) -> bool:
    done, past = outcome.date, today > due
    return {
        Condition.ALWAYS: True,
        Condition.NO_DATE: done is None,
        Condition.NO_DATE_PAST_DUE: done is None and past,
        Condition.DONE_IN_TIME: done is not None and done <= min(due, today),
        Condition.DONE_LATE: done is not None and due < done <= today,
        Condition.PAST_DUE: past,
        Condition.MOVED: _moved(outcome),
    }[condition]


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
