"""The figures of a plan on a given day."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from plandoc.progress.state import DONE, OPEN, Gap, Standing, State, standing_of
from plandoc.schema.plan import Plan
from plandoc.schema.tree import table_of
from plandoc.wording.columns import figures_of
from plandoc.wording.phrases import Wording
from plandoc.words.language import language_of, words_in
from plandoc.words.tables.report import Names
from plandoc.words.texts import one_line

__all__ = ["DONE", "OPEN", "Counts", "Gap", "Line", "Report", "Standing", "State", "report"]

SOON_DAYS = 14
"""The days before a deadline from which on it is said to be near."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of activities in each state: of all activities, and of those that are due."""

    states: Mapping[State, int]
    due_states: Mapping[State, int]

    @classmethod
    def of(cls, standings: Iterable[Standing]) -> "Counts":
        """Count the standings; every state is a key."""
        listed = list(standings)
        found = Counter(standing.state for standing in listed)
        due = Counter(standing.state for standing in listed if standing.is_due)
        return cls({state: found[state] for state in State}, {state: due[state] for state in State})

    @classmethod
    def sum(cls, every: Iterable["Counts"]) -> "Counts":
        """Add the counts of several plans."""
        states: Counter[State] = Counter()
        due: Counter[State] = Counter()
        for one in every:
            states.update(one.states)
            due.update(one.due_states)
        return cls(
            {state: states[state] for state in State}, {state: due[state] for state in State}
        )

    @property
    def planned(self) -> int:
        """All activities of the plan, including removed ones."""
        return sum(self.states.values())

    @property
    def due(self) -> int:
        """Activities due before the day of the report."""
        return sum(self.due_states.values())

    @property
    def done(self) -> int:
        """Done activities, regardless of when."""
        return sum(self.states[state] for state in DONE)

    @property
    def left(self) -> int:
        """All activities except removed ones."""
        return self.planned - self.states[State.REMOVED]

    @property
    def on_time_share(self) -> Fraction | None:
        """The share of due activities done on time; `None` if nothing is due."""
        return Fraction(self.due_states[State.ON_TIME], self.due) if self.due else None

    @property
    def done_share(self) -> Fraction | None:
        """The share of activities done, without removed ones; `None` if there are none."""
        return Fraction(self.done, self.left) if self.left else None


@dataclass(frozen=True, slots=True)
class Line:
    """The counts of a section, executor or month.

    `key` is the path of a section, the name of an executor, or a month as `2018-09`, empty for
    activities without a section, executor or month. `label` is the label of the section.
    """

    key: str
    label: str
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a day; the lines of sections and those of months add up to the total.

    `standings` are those of all activities; one with parts is not counted, its parts are, each with
    what it leaves to its whole.
    """

    today: date
    total: Counts
    sections: tuple[Line, ...]
    executors: tuple[Line, ...]
    months: tuple[Line, ...]
    standings: tuple[Standing, ...]

    @property
    def overdue(self) -> tuple[Standing, ...]:
        """Due activities that are not completely done, longest overdue first."""
        found = (s for s in self.counted if s.is_due and s.state in OPEN)
        return tuple(sorted(found, key=lambda standing: standing.due))

    @property
    def missed(self) -> tuple[Standing, ...]:
        """Activities that are overdue, or reported as not done, longest first."""
        failed = (s for s in self.counted if s.is_due and s.state is State.NOT_DONE)
        return tuple(sorted((*self.overdue, *failed), key=lambda standing: standing.due))

    def coming(self, days: int) -> tuple[Standing, ...]:
        """Return unfinished activities due today or within `days` days, nearest first."""
        last = self.today + timedelta(days=days)
        ahead = (s for s in self.counted if s.state in OPEN and not s.is_due)
        found = (standing for standing in ahead if standing.due <= last)
        return tuple(sorted(found, key=lambda standing: standing.due))

    @property
    def silent(self) -> tuple[Standing, ...]:
        """Activities that have begun by the day of the report and have no outcome, by deadline."""
        found = (s for s in self.counted if s.state in OPEN and s.is_silent(self.today))
        return tuple(sorted(found, key=lambda standing: standing.due))

    def lacking(self, gap: Gap) -> tuple[Standing, ...]:
        """Return the activities whose outcomes have this gap."""
        return tuple(standing for standing in self.counted if gap in standing.gaps)

    @property
    def counted(self) -> tuple[Standing, ...]:
        """The standings that the figures count."""
        return tuple(standing for standing in self.standings if standing.row.counted)


def report(plan: Plan, today: date) -> Report:
    """Return the figures of the plan on a day. A deadline is not yet missed on its last day.

    On the last day of the plan it is: the report of that day is the report of the whole period.
    """
    ended = today == plan.period.last
    rows = (row.filled for row in plan.activity_rows())
    standings = tuple(standing_of(plan, row, today, ended=ended) for row in rows)
    counted = tuple(standing for standing in standings if standing.row.counted)
    words = words_in(language_of(plan.language)).report.names
    return Report(
        today=today,
        total=Counts.of(counted),
        sections=_sections(plan, counted, words),
        executors=_executors(plan, counted, words),
        months=_months(plan, counted, words),
        standings=standings,
    )


def _grouped(
    standings: Iterable[Standing], keys: Callable[[Standing], Iterable[str]]
) -> dict[str, Counts]:
    found: dict[str, list[Standing]] = {}
    for standing in standings:
        for key in keys(standing):
            found.setdefault(key, []).append(standing)
    return {key: Counts.of(group) for key, group in found.items()}


def _sections(plan: Plan, standings: tuple[Standing, ...], words: Names) -> tuple[Line, ...]:
    """Return a line for each section with activities of its own, in plan order."""
    wording = Wording(plan.language)
    rows = {str(standing.row.within): standing.row for standing in standings}
    lines = []
    for key, counts in _grouped(standings, _section_of).items():
        row = rows[key]
        label, name = figures_of(plan, wording, table_of(row.path), row.sections)
        lines.append(Line(key, label, name or words.no_section, counts))
    return tuple(lines)


def _section_of(standing: Standing) -> tuple[str]:
    return (str(standing.row.within),)


def _executors(plan: Plan, standings: tuple[Standing, ...], words: Names) -> tuple[Line, ...]:
    """Return a line for each executor, busiest first; activities without an executor come last."""

    def names(standing: Standing) -> Iterable[str]:
        named = [one_line(executor.name) for executor in standing.row.activity.executors]
        return dict.fromkeys(named or [""])

    full = {one_line(short): one_line(name) for short, name in plan.short_names.items()}
    found = _grouped(standings, names).items()
    ranked = sorted(found, key=lambda pair: (not pair[0], -pair[1].planned, pair[0]))
    return tuple(
        Line(key, "", f"{key} — {full[key]}" if key in full else key or words.no_executor, counts)
        for key, counts in ranked
    )


def _months(plan: Plan, standings: tuple[Standing, ...], words: Names) -> tuple[Line, ...]:
    """Return a line for each month in which planned deadlines end, those without a day last."""

    def month(standing: Standing) -> tuple[str]:
        deadline = standing.row.deadline
        return (deadline.last.isoformat()[:7] if deadline and deadline.last else "",)

    def name(key: str) -> str:
        if not key:
            return words.no_month
        return Wording(plan.language).month(date.fromisoformat(f"{key}-01"))

    found = sorted(_grouped(standings, month).items(), key=lambda pair: (not pair[0], pair[0]))
    return tuple(Line(key, "", name(key), counts) for key, counts in found)
