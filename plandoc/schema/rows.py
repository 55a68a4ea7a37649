"""The rows of a plan in the order of its document, each with its number."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plandoc.fieldpath import FieldPath
from plandoc.schema.activity import Activity, Section
from plandoc.schema.blocks import PlanPart, Table, TableForm
from plandoc.schema.columns import TEXT_COLUMNS
from plandoc.schema.deadline import Deadline
from plandoc.schema.layout import Column
from plandoc.schema.numbering import Numbering
from plandoc.schema.period import Period
from plandoc.schema.tree import level_of, tables, walk_table

if TYPE_CHECKING:
    from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section with its numbers from the top level down, its label and its path."""

    section: Section
    numbers: tuple[int, ...]
    label: str
    path: FieldPath

    @property
    def level(self) -> int:
        """The depth of the section, 1 at the top."""
        return len(self.numbers)

    @property
    def holder(self) -> FieldPath:
        """The path of the section around it; that of its table at the top."""
        return FieldPath(self.path.parts[:-2])


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity with its number, the sections around it (the nearest last) and its path.

    `period` is that of its table; `whole` is the row of the activity of which this one is a part.
    """

    activity: Activity
    number: str
    sections: tuple[SectionRow, ...]
    path: FieldPath
    period: Period
    whole: "ActivityRow | None" = None

    @property
    def holder(self) -> FieldPath:
        """The path of the section or activity around it; that of its table outside of sections."""
        return FieldPath(self.path.parts[:-2])

    @property
    def within(self) -> FieldPath:
        """The path of the nearest section around it; that of its table outside of sections."""
        return self.whole.within if self.whole else self.holder

    @property
    def counted(self) -> bool:
        """Whether figures count it: an activity with parts is counted by its parts."""
        return not self.activity.parts

    @property
    def filled(self) -> "ActivityRow":
        """The row with the standard cells that a part leaves blank as in its whole.

        On paper a cell of the whole spans its parts. Where rows are counted, sorted and filtered,
        each has its own.
        """
        if self.whole is None:
            return self
        own, whole = self.activity, self.whole.activity
        blank = [name for name in SPANNING if _is_blank(getattr(own, name))]
        filled = {name: getattr(whole, name) for name in blank}
        return replace(self, activity=own.model_copy(update=filled))


SPANNING = ("executors", "deadline", *TEXT_COLUMNS)
"""The columns of which a cell of an activity spans its parts."""


def _is_blank(value: object) -> bool:
    text = value.text if isinstance(value, Deadline) else value
    return not (text.strip() if isinstance(text, str) else text)


Row = SectionRow | ActivityRow


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table of a plan with all that it takes from the plan filled in, and its rows.

    `path` is that of its block; `ROOT` for the plan's own table.
    """

    path: FieldPath
    heading: str
    period: Period
    columns: tuple[Column, ...]
    numbering: Numbering
    headings: bool
    form: TableForm
    rows: tuple[Row, ...]


def tables_of(plan: "Plan") -> Iterator[TableRows]:
    """Yield the tables of a plan in the order of the document; its own even if it has no rows."""
    counted = _Counter()
    for path, holder in tables(plan):
        table = holder if isinstance(holder, Table) else Table()
        numbering = table.numbering or plan.numbering
        counted = counted if table.continued else _Counter()
        yield TableRows(
            path=path,
            heading=table.heading,
            period=table.period or plan.period,
            columns=table.columns or plan.columns,
            numbering=numbering,
            headings=table.headings,
            form=table.form,
            rows=tuple(_rows(holder, path, numbering, counted, table.period or plan.period)),
        )


def name_of_table(plan: "Plan", path: FieldPath) -> str:
    """Return the name of a table: its own heading, else that of the part in which it stands."""
    blocks = plan.blocks
    if path:
        at = int(path.parts[1])
    else:
        at = next((n for n, block in enumerate(blocks) if block.place is PlanPart.TABLE), 0)
    table = blocks[at].table if path else None
    if table and table.heading.strip():
        return table.heading
    return next((block.heading for block in reversed(blocks[:at]) if block.heading.strip()), "")


def rows_of(plan: "Plan") -> Iterator[Row]:
    """Yield the rows of all tables: activities outside of sections, then each section with its own.

    Parts follow their activity.
    """
    for table in tables_of(plan):
        yield from table.rows


@dataclass(slots=True)
class _Counter:
    """How many sections and activities at the top were counted so far."""

    sections: int = 0
    activities: int = 0


def _rows(
    holder: object, top: FieldPath, numbering: Numbering, counted: _Counter, period: Period
) -> Iterator[Row]:
    above: tuple[SectionRow, ...] = ()
    whole: ActivityRow | None = None
    part = 0
    base, position, before = level_of(top), counted.activities, counted.sections
    for path, found in walk_table(holder, top):
        if isinstance(found, Activity) and path.parts[-2] == "parts":
            assert whole is not None
            part = part + 1 if found.numbered else part
            number = found.number
            if found.numbered and not number:
                number = numbering.part_number(whole.number, part)
            yield ActivityRow(found, number, above, path, period, whole)
            continue
        above = above[: level_of(path) - base - 1]
        numbers = above[-1].numbers if above else ()
        if isinstance(found, Activity):
            position = position + 1 if found.numbered else position
            number, part = found.number, 0
            if found.numbered and not number:
                number = numbering.activity_number(numbers, position)
            whole = ActivityRow(found, number, above, path, period)
            yield whole
            continue
        position = position if numbering.running else 0
        own = (*numbers, int(path.parts[-1]) + 1 + (0 if numbers else before))
        counted.sections = own[0]
        label = found.label
        if label is None:
            label = "" if found.month else numbering.section_label(own)
        row = SectionRow(found, own, label, path)
        above = (*above, row)
        yield row
    counted.activities = position
