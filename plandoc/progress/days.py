"""The days on which an activity is done: what a calendar and a wall show."""

from collections.abc import Hashable, Iterator
from datetime import date
from typing import NamedTuple

from plandoc.progress.state import planned_due
from plandoc.schema.deadline import Deadline, Interval
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.words.language import language_of


class Span(NamedTuple):
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


class Days(NamedTuple):
    """The spans of an activity in order; whether they are times of a repetition.

    `named` are they if the deadline names days of its own, and is not the whole period: «1 раз в
    год», «1 раз в четверть» where the plan does not name the quarters.
    """

    spans: tuple[Span, ...]
    repeated: bool
    named: bool


def days_of(plan: Plan, row: ActivityRow) -> Days:
    """Return the days of an activity: of its new deadline if that names some, else of the planned.

    A repetition gives each of its times. Where no day is named it is the one on which the activity
    is due.
    """
    deadline, due = in_force(plan, row), planned_due(row)
    repeated = bool(deadline and deadline.recurrences)
    intervals = deadline.intervals if deadline else ()
    if deadline and repeated:
        intervals = deadline.occurrences(row.period)
    spans = sorted({_span(interval, due) for interval in intervals})
    whole = repeated and spans == [Span(row.period.first, row.period.last)]
    named = bool(spans and deadline and not deadline.is_whole_period and not whole)
    return Days(tuple(spans) or (Span(due, due),), repeated, named)


def same_days(row: ActivityRow) -> Hashable:
    """Return what rows share whose days are the same for sure.

    They have the very deadline and period, and nothing is reported of them. It is of use while the
    plan is there.
    """
    return row.path if row.activity.outcome else (id(row.deadline), id(row.period))


def months_between(first: date, last: date) -> Iterator[date]:
    """Return the first day of each month from that of one day to that of another."""
    begins, ends = (day.year * 12 + day.month - 1 for day in (first, last))
    return (date(month // 12, month % 12 + 1, 1) for month in range(begins, ends + 1))


def in_force(plan: Plan, row: ActivityRow) -> Deadline | None:
    """Return the new deadline of a row if it names days, else the planned one."""
    outcome = row.activity.outcome
    if outcome and outcome.moved_to:
        moved = outcome.moved_to.bound_to(
            plan.period, school_quarters=plan.school_quarters, language=language_of(plan.language)
        )
        if moved.intervals:
            return moved
    return row.deadline


def _span(interval: Interval, due: date) -> Span:
    last = interval.last or max(due, interval.first or due)
    return Span(interval.first or last, last)
