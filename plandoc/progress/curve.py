"""Plan and fact month by month: how many activities should be done by then, and how many were."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from plandoc.progress.days import months_between
from plandoc.progress.figures import DONE, Report
from plandoc.progress.state import Standing, State, planned_due
from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class Curve:
    """Counts at the end of each month, from nothing upwards.

    `done` ends with the month of the report. `today` is its day, in months from the beginning.
    """

    months: tuple[date, ...]
    planned: tuple[int, ...]
    done: tuple[int, ...]
    today: float


def curve_of(plan: Plan, report: Report) -> Curve:
    """Return the curve of a report, removed activities left out.

    An activity is planned for the last day of its planned deadline. One that was done without a
    date counts as done on the last day of its deadline, or on the day of the report if that is
    earlier.
    """
    counted = [s for s in report.counted if s.state is not State.REMOVED]
    planned = [planned_due(standing.row) for standing in counted]
    done = [_done_on(s, report.today) for s in counted if s.state in DONE]
    first = min([plan.period.first, *planned, *done]).replace(day=1)
    last = max([plan.period.last, *planned])
    months = tuple(months_between(first, last))
    ends = [month.replace(day=_days_in(month)) for month in months]
    until = [month for month in months if month <= report.today]
    begun = until[-1] if until else first
    passed = (report.today - begun).days / _days_in(begun)
    at = max(0, len(until) - 1) + min(1.0, max(0.0, passed))
    return Curve(
        months=months,
        planned=tuple(sum(day <= end for day in planned) for end in ends),
        done=tuple(sum(day <= end for day in done) for end in ends[: len(until)]),
        today=at,
    )


def _done_on(standing: Standing, today: date) -> date:
    outcome = standing.row.activity.outcome
    assert outcome is not None
    return outcome.date or min(standing.due, today)


def _days_in(month: date) -> int:
    return monthrange(month.year, month.month)[1]
