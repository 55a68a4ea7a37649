"""Plans of several years side by side: what stayed, moved, went and came, how each section did."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise

from plandoc.codes import Code
from plandoc.errors import PlandocError, Problem
from plandoc.fieldpath import FieldPath
from plandoc.progress.figures import Counts, report
from plandoc.progress.state import Standing
from plandoc.revisions.compare import Difference, Kind, Subject, compare
from plandoc.schema.plan import Plan
from plandoc.schema.rows import SectionRow
from plandoc.schema.tree import table_of
from plandoc.wording.columns import figures_of
from plandoc.wording.phrases import Wording

_SHIFTED = (Kind.EARLIER, Kind.LATER, Kind.OTHER_DAYS)


@dataclass(frozen=True, slots=True)
class SectionYears:
    """A section, named as in the newest plan that has it, with its counts in each year or `None`.

    `name` is that of the table for activities outside of sections, and may be empty.
    """

    name: str
    counts: tuple[Counts | None, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a plan in the next one.

    `kept` is the number of its activities that the next plan has too; `shifted` are those of them
    whose deadline moved by more or less than the years between.
    """

    kept: int
    shifted: tuple[Difference, ...] = field(repr=False)
    dropped: tuple[Difference, ...] = field(repr=False)
    added: tuple[Difference, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Years:
    """Plans in the order of their periods, the figures of each at its end, the steps between."""

    plans: tuple[Plan, ...]
    totals: tuple[Counts, ...]
    sections: tuple[SectionYears, ...]
    steps: tuple[Step, ...]


def years_of(plans: Sequence[Plan]) -> Years:
    """Return plans side by side. Activities and sections are matched as by `compare`.

    The figures are those of the day after the period of each plan, so that all of it is due.
    Raises `PlandocError` if there is no plan.
    """
    if not plans:
        raise PlandocError([Problem(Code.YEARS_WITHOUT_PLANS)])
    ordered = tuple(sorted(plans, key=lambda plan: (plan.period.first, plan.period.last)))
    reports = [report(plan, plan.period.last + timedelta(days=1)) for plan in ordered]
    comparisons = [compare(old, new, across_years=True) for old, new in pairwise(ordered)]
    lines: list[SectionYears] = []
    found: dict[FieldPath, int] = {}
    tables: dict[str, int] = {}
    for year, plan in enumerate(ordered):
        if year:
            matched = comparisons[year - 1].sections
            places = {row.path: found[path] for path, row in matched.items() if path in found}
            found = places
        counts = _counted(reports[year].counted)
        for path, row in _tops(plan).items():
            if path not in counts:
                continue
            name = _name(plan, path, row)
            if not row and name in tables and lines[tables[name]].counts[year] is None:
                found[path] = tables[name]
            if path not in found:
                found[path] = len(lines)
                lines.append(SectionYears(name, (None,) * len(ordered)))
            line = lines[found[path]]
            shown = [*line.counts]
            shown[year] = counts[path]
            if not row:
                tables[name] = found[path]
            lines[found[path]] = replace(line, name=name, counts=tuple(shown))
    steps = tuple(
        Step(
            kept=sum(pair.new.counted for pair in comparison.pairs),
            shifted=_of(comparison.of(*_SHIFTED)),
            dropped=_of(comparison.of(Kind.REMOVED)),
            added=_of(comparison.of(Kind.ADDED)),
        )
        for comparison in comparisons
    )
    return Years(ordered, tuple(one.total for one in reports), tuple(lines), steps)


def _of(differences: tuple[Difference, ...]) -> tuple[Difference, ...]:
    return tuple(one for one in differences if one.subject is Subject.ACTIVITY)


def _counted(standings: Sequence[Standing]) -> dict[FieldPath, Counts]:
    """Return the counts by the paths of sections at the top, of their table outside of them."""
    groups: dict[FieldPath, list[Standing]] = {}
    for standing in standings:
        sections = standing.row.sections
        top = sections[0].path if sections else table_of(standing.row.path)
        groups.setdefault(top, []).append(standing)
    return {path: Counts.of(group) for path, group in groups.items()}


def _tops(plan: Plan) -> dict[FieldPath, SectionRow | None]:
    """Return the sections at the top in order, and what stands outside of them in its table."""
    found: dict[FieldPath, SectionRow | None] = {}
    for table in plan.tables():
        found[table.path] = None
        rows = (row for row in table.rows if isinstance(row, SectionRow) and row.level == 1)
        found |= {row.path: row for row in rows}
    return found


def _name(plan: Plan, path: FieldPath, row: SectionRow | None) -> str:
    """Return the name of a section with that of its table, if the plan has several."""
    wording = Wording(plan.language)
    sections = (row,) if row else ()
    return " ".join(filter(None, figures_of(plan, wording, table_of(path), sections)))
