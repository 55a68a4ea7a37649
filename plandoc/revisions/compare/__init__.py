"""Comparison of two plans: every difference as data."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from plandoc.fieldpath import FieldPath
from plandoc.matching import MatchedBy
from plandoc.revisions.compare.across import Expectation
from plandoc.revisions.compare.difference import (
    Change,
    Difference,
    Kind,
    Pair,
    Segment,
    Subject,
)
from plandoc.revisions.compare.fields import FieldComparison
from plandoc.revisions.compare.matching import (
    Sections,
    Tables,
    match_sections,
    match_tables,
    pair_activities,
)
from plandoc.revisions.compare.segments import word_segments
from plandoc.revisions.compare.table import TableComparison
from plandoc.revisions.compare.whole import WholeComparison
from plandoc.schema.content import content_of, rows_in_force
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow, Row, SectionRow

__all__ = [
    "Change", "Comparison", "Difference", "Kind", "MatchedBy", "Pair", "Segment", "Subject",
    "compare", "word_segments",
]  # fmt: skip

Some = TypeVar("Some", ActivityRow, SectionRow)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans and their differences: first of the plans as a whole, then row by row.

    `pairs` are the matched activities, each with the criterion of the match. `sections` maps the
    paths of old sections to the matched sections of the new plan, `tables` those of tables.
    """

    old: Plan = field(repr=False)
    new: Plan = field(repr=False)
    differences: tuple[Difference, ...] = ()
    pairs: tuple[Pair, ...] = field(default=(), repr=False)
    sections: Sections = field(default_factory=dict, repr=False)
    tables: Tables = field(default_factory=dict, repr=False)
    across_years: bool = False

    def of(self, *kinds: Kind) -> tuple[Difference, ...]:
        """Return the differences of these kinds, in order."""
        return tuple(found for found in self.differences if found.kind in kinds)

    def is_of_order(self, found: Difference) -> bool:
        """Whether a row has only another number, or another place among the same rows.

        No act amends that: what is published keeps its number and its place.
        """
        if found.kind is not Kind.MOVED:
            return found.kind is Kind.RENUMBERED
        old, new = (
            place.path.parent.parent if place else None
            for place in (found.old_place, found.new_place)
        )
        above: dict[FieldPath | None, FieldPath] = {}
        above.update(self.tables.items())
        above |= {path: row.path for path, row in self.sections.items()}
        above |= {pair.old.path: pair.new.path for pair in self.pairs}
        return above.get(old) == new


def compare(old: Plan, new: Plan, *, across_years: bool = False) -> Comparison:
    """Return all differences in the approved content of two plans, in the order of the new one.

    There are none exactly if both have the same `content_hash`. Activities are matched by id, then
    by text, then by likeness; sections by heading, then by content.

    With `across_years` the plans are of different years: deadlines and the label of the period are
    expected to move by the distance of the periods, and dates and numbers of approvals and numbers
    of activities are ignored.
    """
    was, now = content_of(old), content_of(new)
    before, after = list(rows_in_force(old)), list(rows_in_force(new))
    pairs = pair_activities(_only(ActivityRow, before), _only(ActivityRow, after))
    sections = match_sections(_only(SectionRow, before), _only(SectionRow, after), pairs)
    tables = match_tables(old.tables(), new.tables(), pairs)
    if was == now:
        return Comparison(old, new, (), pairs, sections, tables, across_years)
    expectation = Expectation(old.period, new.period if across_years else old.period)
    whole = WholeComparison(old, new, was, now, expectation)
    fields = FieldComparison(old, new, expectation)
    table = TableComparison(before, after, tables, sections, pairs, fields, not across_years)
    differences = (*whole.differences(), *table.differences())
    return Comparison(old, new, differences, pairs, sections, tables, across_years)


def _only(kind: type[Some], rows: Iterable[Row]) -> list[Some]:
    return [row for row in rows if isinstance(row, kind)]
