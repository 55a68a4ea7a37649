"""Who has how much to do in which month, before a plan is signed."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from plandoc.progress.days import days_of, months_between, same_days
from plandoc.schema.executors import by_executor
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.words.texts import one_line


@dataclass(frozen=True, slots=True)
class Loaded:
    """An executor (`""` for nobody): counts by month, and of activities that name no day."""

    executor: str
    counts: tuple[int, ...]
    undated: int

    @property
    def total(self) -> int:
        """All that the executor has: an activity of several months counts in each."""
        return sum(self.counts) + self.undated


@dataclass(frozen=True, slots=True)
class Load:
    """The first days of months, and the executors, busiest first, nobody last."""

    months: tuple[date, ...]
    lines: tuple[Loaded, ...]

    @property
    def most(self) -> int:
        """The largest count of a month."""
        return max((max(line.counts, default=0) for line in self.lines), default=0)


def load_of(plan: Plan) -> Load:
    """Return the load of a plan. An activity counts in each month in which one of its spans ends.

    Of several executors each has it. One that lasts the whole period, or names no day, is undated.
    """
    known: dict[Hashable, set[date]] = {}

    def months_of(row: ActivityRow) -> set[date]:
        days = same_days(row)
        if days not in known:
            known[days] = _months(plan, row)
        return known[days]

    groups = {
        one_line(name): [months_of(row) for row in rows if _counts(row)]
        for name, rows in by_executor(plan).items()
    }
    found = {month for months in known.values() for month in months}
    months = tuple(_range(plan, found))
    lines = []
    for name, rows in groups.items():
        counts = Counter(month for row in rows for month in row)
        undated = sum(not row for row in rows)
        if rows:
            lines.append(Loaded(name, tuple(counts[month] for month in months), undated))
    return Load(months, tuple(sorted(lines, key=lambda line: (not line.executor, -line.total))))


def _counts(row: ActivityRow) -> bool:
    return row.counted and not row.activity.excluded


def _months(plan: Plan, row: ActivityRow) -> set[date]:
    found = days_of(plan, row)
    return {span.last.replace(day=1) for span in found.spans} if found.named else set()


def _range(plan: Plan, found: set[date]) -> list[date]:
    """Return the months of the period, and others that are needed, without a gap."""
    first = min([plan.period.first, *found])
    return [*months_between(first, max([plan.period.last, *found]))]
