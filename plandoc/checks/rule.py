"""The definition of a rule, and the view of a plan that rules work on."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from plandoc.codes import Code, Severity
from plandoc.errors import Place
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow, SectionRow, TableRows
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in
from plandoc.words.tables.checks import ChecksWords
from plandoc.words.texts import shortened

_WORD = re.compile(r"[^\W_]+")


class Finding(NamedTuple):
    """A place that violates a rule, and the values for its message."""

    place: Place
    values: Mapping[str, object] = {}


@dataclass(frozen=True)
class Reading:
    """The view of a plan that rules work on: its rows, and the words of its language."""

    plan: Plan
    previous: Plan | None = None
    notes: dict[str, Any] = field(default_factory=dict, compare=False)

    @cached_property
    def wording(self) -> Wording:
        """The words of the plan's language."""
        return Wording(self.plan.language)

    @cached_property
    def words(self) -> ChecksWords:
        """The words that rules look for."""
        return words_in(self.wording.language).checks

    @cached_property
    def rows(self) -> tuple[ActivityRow, ...]:
        """All activities in force, in order."""
        return tuple(row for row in self.plan.activity_rows() if not row.activity.excluded)

    @cached_property
    def tables(self) -> tuple[TableRows, ...]:
        """All tables, in order."""
        return tuple(self.plan.tables())

    @cached_property
    def sections(self) -> tuple[SectionRow, ...]:
        """All sections, in order."""
        return tuple(row for row in self.plan.rows() if isinstance(row, SectionRow))

    def at(self, row: ActivityRow | SectionRow, key: str) -> Place:
        """Return the place of a field: its path, and a trail such as «Задача 2 → 2.7 → срок»."""
        if isinstance(row, SectionRow):
            return Place(path=row.path / key, trail=self._section_name(row))
        above = [self._section_name(section) for section in row.sections]
        if row.whole:
            above.append(row.whole.number.rstrip(".") or shortened(row.whole.activity.title))
        name = row.number.rstrip(".") or shortened(row.activity.title)
        field_name = self.wording.words.fields[key]
        return Place(path=row.path / key, trail=" → ".join([*above, name, field_name]))

    def at_approval(self, index: int, key: str = "") -> Place:
        """Return the place of an approval or of one of its fields; the trail is its word."""
        approval = self.plan.approvals[index]
        path = ROOT / "approvals" / index / FieldPath.parse(key)
        return Place(path=path, trail=self.wording.approval_name(approval))

    def _section_name(self, row: SectionRow) -> str:
        return row.label.rstrip(".") or shortened(self.wording.section_heading(row))


Find = Callable[[Reading], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the code of its findings, and the function that yields them.

    Its reason stands on its page, in `words/<language>/checks`.
    """

    code: Code
    find: Find

    @property
    def severity(self) -> Severity:
        """The severity of the findings."""
        return self.code.severity


def is_blank(text: str) -> bool:
    """Whether a cell has no content: it is empty or holds only punctuation such as a dash."""
    return not _WORD.search(text)
