"""The state of an activity on a given day, computed from its deadline and its outcome.

Every activity has exactly one state and one effective due date: the last day of its new deadline,
else of the planned one, else of the period of its table. It is due from the next day on:
«сентябрь 2018 г.» from 1 October, «по мере необходимости» after the end of the period. Of several
deadlines («октябрь, март») the first counts while nothing at all is reported, then the last. A part
of an activity without a deadline has that of its whole, and a row under a month without one is due
in it.
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
    """The state of an activity on the day of the report."""

    ON_TIME = "on_time"
    LATE = "late"
    DONE_UNDATED = "done_undated"
    """Done without a date, reported after the deadline."""
    PARTLY = "partly"
    OVERDUE = "overdue"
    """Due, and not reported at all or only as in progress."""
    NOT_DONE = "not_done"
    POSTPONED = "postponed"
    REMOVED = "removed"
    NOT_DUE = "not_due"


class Gap(StrEnum):
    """What is missing in an outcome, or why it is not counted."""

    STATUS = "status"
    DATE = "date"
    EVIDENCE = "evidence"
    NEW_DEADLINE = "new_deadline"
    REASON = "reason"
    AHEAD = "ahead"
    """Done after the day of the report, so not yet done on that day."""


DONE = (State.ON_TIME, State.LATE, State.DONE_UNDATED)
OPEN = (State.PARTLY, State.OVERDUE, State.POSTPONED, State.NOT_DUE)
"""States of unfinished activities."""


class Condition(StrEnum):
    """The condition of a rule in the table of states, in addition to the status."""

    ALWAYS = "always"
    NO_DATE = "no_date"
    """No completion date is given."""
    NO_DATE_PAST_DUE = "no_date_past_due"
    DONE_IN_TIME = "done_in_time"
    """The completion date is not in the future and not after the due date."""
    DONE_LATE = "done_late"
    """The completion date is not in the future but after the due date."""
    PAST_DUE = "past_due"
    MOVED = "moved"
    """A new deadline is given."""


class Rule(NamedTuple):
    """A rule of the table of states; without statuses it applies to any status and to none."""

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
"""The table of states, shared by reports and tracking sheets; the first matching rule applies.

A partly done activity keeps its state after the deadline, because that is what was reported;
`Standing.late_by` shows that it is late.
"""


class Due(NamedTuple):
    """The effective due date, and whether a deadline names it, not the end of a period."""

    day: date
    named: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of an activity on the day of the report.

    `due` is the effective due date; `is_due` is true if it has passed (never for removed
    activities). `late_by` is the number of days between it and the completion, or the day of the
    report for unfinished activities.
    """

    row: ActivityRow
    state: State
    due: date
    is_due: bool
    late_by: int | None = None
    gaps: tuple[Gap, ...] = ()

    def has_begun(self, today: date) -> bool:
        """Whether the time of the activity has begun."""
        deadline = self.row.deadline
        return ((deadline and deadline.first) or self.row.period.first) <= today

    def is_silent(self, today: date) -> bool:
        """Whether the time of the activity has begun and nothing is reported of it."""
        outcome = self.row.activity.outcome
        return self.has_begun(today) and not (outcome and outcome.texts())


def standing_of(plan: Plan, row: ActivityRow, today: date, *, ended: bool = False) -> Standing:
    """Return the state of an activity of the plan on a day; `ended` tells that the day is over."""
    outcome = row.activity.outcome or Outcome()
    due = due_of(plan, row).day
    past = today > due or (ended and today == due)
    state = _state(outcome, due, today, past=past)
    late = None
    if state is State.LATE and outcome.date:
        late = (outcome.date - due).days
    elif state in OPEN and past:
        late = (today - due).days
    return Standing(
        row=row,
        state=state,
        due=due,
        is_due=past and state is not State.REMOVED,
        late_by=late,
        gaps=tuple(_gaps(plan, outcome, today)),
    )


def due_of(plan: Plan, row: ActivityRow) -> Due:
    """Return the effective due date: of the new deadline, the planned one, or the period."""
    outcome = row.activity.outcome or Outcome()
    planned, due = row.deadline, planned_due(row)
    if outcome.moved_to and _moved(outcome):
        moved = outcome.moved_to.bound_to(
            plan.period,
            school_quarters=plan.school_quarters,
            language=language_of(plan.language),
        )
        if moved.last and _is_later(moved, planned):
            return Due(moved.last, named=True)
        return Due(max(due, last_end(plan, row), moved.first or due), named=False)
    if outcome.status is Status.POSTPONED:
        return Due(max(due, last_end(plan, row)), named=False)
    named = planned is not None and planned.last is not None
    return Due(due if outcome.texts() else first_due(row), named)


def last_end(plan: Plan, row: ActivityRow) -> date:
    """Return the day after which a row is overdue that was postponed without a day."""
    return max(plan.period.last, row.period.last)


def _is_later(moved: Deadline, planned: Deadline | None) -> bool:
    """Whether the day of a new deadline is plausible.

    A missing year comes from the period: «перенесено на март» for an activity due in December may
    resolve to the March before it, which is wrong.
    """
    if not planned or not planned.last or any(part.year_given for part in moved.parts):
        return True
    return moved.last is not None and moved.last > planned.last


def planned_due(row: ActivityRow) -> date:
    """Return the last day of the planned deadline; without one, the end of the table's period."""
    end, deadline = row.period.last, row.deadline
    return end if deadline is None else deadline.last or max(end, deadline.first or end)


def first_due(row: ActivityRow) -> date:
    """Return the last day of the first of several deadlines, else that of the planned one."""
    deadline, due = row.deadline, planned_due(row)
    if deadline is None or deadline.last is None or deadline.is_whole_period:
        return due
    return min((last for _, last in deadline.intervals if last), default=due)


def _moved(outcome: Outcome) -> bool:
    return outcome.moved_to is not None and bool(outcome.moved_to.text.strip())


def _state(outcome: Outcome, due: date, today: date, *, past: bool) -> State:
    return next(
        rule.state
        for rule in RULES
        if (not rule.statuses or outcome.status in rule.statuses)
        and _holds(rule.when, outcome, due, today, past=past)
    )


def _holds(condition: Condition, outcome: Outcome, due: date, today: date, *, past: bool) -> bool:
    done = outcome.date
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
    described = outcome.text.strip(" \n\t.").casefold() not in {"", word.casefold()}
    if status is None and outcome.texts():
        yield Gap.STATUS
    if status is Status.DONE and outcome.date is None:
        yield Gap.DATE
    if status is Status.DONE and outcome.date and outcome.date > today:
        yield Gap.AHEAD
    if status is Status.DONE and not described and not outcome.evidence.strip():
        yield Gap.EVIDENCE
    if status is Status.POSTPONED and not _moved(outcome):
        yield Gap.NEW_DEADLINE
    if status in {Status.NOT_DONE, Status.REMOVED} and not described and not outcome.reason.strip():
        yield Gap.REASON
