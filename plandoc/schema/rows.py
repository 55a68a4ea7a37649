"""The rows of a plan in the order of its document, each with its number."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from plandoc.fieldpath import FieldPath
from plandoc.schema.activity import Activity, Section
from plandoc.schema.base import copied
from plandoc.schema.blocks import PlanPart, Table, TableForm
from plandoc.schema.columns import TEXT_COLUMNS
from plandoc.schema.deadline import Deadline
from plandoc.schema.deadline.page_heading import (
    SAYS_NOTHING,
    HeadingSays,
    begins_with_time,
    said_by_headings,
)
from plandoc.schema.layout import Column
from plandoc.schema.numbering import Numbering
from plandoc.schema.period import Period
from plandoc.schema.tree import listed, tables, walk_table
from plandoc.words.language import language_of

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


@dataclass(frozen=True)
class ActivityRow:
    """An activity with its number, the sections around it (the nearest last) and its path.

    `period` is that of its table; `whole` is the row of the activity of which this one is a part.
    `said` is what the headings above say of its time.
    """

    activity: Activity
    number: str
    sections: tuple[SectionRow, ...]
    path: FieldPath
    period: Period
    whole: "ActivityRow | None" = None
    said: HeadingSays = SAYS_NOTHING

    @cached_property
    def deadline(self) -> Deadline | None:
        """When it is due: by its own deadline, that of its whole, or the headings above."""
        own = self.filled.activity.deadline
        return own if own and any(map(str.isalnum, own.text)) else self.said.due

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

    def leaves(self, name: str) -> bool:
        """Whether it is a part that leaves a cell to its whole."""
        return self.whole is not None and _is_blank(getattr(self.activity, name))

    @property
    def filled(self) -> "ActivityRow":
        """The row with the standard cells that a part leaves blank as in its whole.

        On paper a cell of the whole spans its parts. Where rows are counted, sorted and filtered,
        each has its own.
        """
        if self.whole is None:
            return self
        whole = self.whole.activity
        filled = {name: getattr(whole, name) for name in SPANNING if self.leaves(name)}
        return replace(self, activity=copied(self.activity, **filled))


_USUAL_SECTIONS = Numbering().sections
"""With these labels, sections that are months or days have none; another sample is asked for."""

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
    item: str
    rows: tuple[Row, ...]


def tables_of(plan: "Plan") -> Iterator[TableRows]:
    """Yield the tables of a plan in the order of the document; its own even if it has no rows."""
    counted = _Counter()
    for path, holder in tables(plan):
        table = holder if isinstance(holder, Table) else Table()
        numbering = table.numbering or plan.numbering
        counted = counted if table.continued else _Counter()
        period = table.period or plan.period
        page = _Page(
            period=period, quarters=plan.school_quarters, language=language_of(plan.language)
        )
        over = _Over(
            period,
            headings_of_table(plan, path),
            partial(said_by_headings, **page),
            partial(begins_with_time, **page),
        )
        yield TableRows(
            path=path,
            heading=table.heading,
            period=period,
            columns=table.columns or plan.columns,
            numbering=numbering,
            headings=table.headings,
            form=table.form,
            item=table.item,
            rows=tuple(_rows(holder, path, numbering, counted, over)),
        )


def has_several_tables(plan: "Plan") -> bool:
    """Whether several tables of a plan have rows."""
    return sum(bool(holder.activities or holder.sections) for _, holder in tables(plan)) > 1


def name_of_table(plan: "Plan", path: FieldPath) -> str:
    """Return the name of a table: its own heading, else that of the part in which it stands."""
    return next(reversed(headings_of_table(plan, path)), "")


def headings_of_table(plan: "Plan", path: FieldPath) -> tuple[str, ...]:
    """Return the heading of the part in which a table stands and its own, where it has them."""
    blocks = plan.blocks
    if path:
        at = int(path.parts[1])
    else:
        at = next((n for n, block in enumerate(blocks) if block.place is PlanPart.TABLE), 0)
    table = blocks[at].table if path else None
    part = next((block.heading for block in reversed(blocks[:at]) if block.heading.strip()), "")
    return tuple(text for text in (part, table.heading if table else "") if text.strip())


class _Page(TypedDict):
    """What a heading is read with."""

    period: Period
    quarters: tuple[tuple[date, date], ...]
    language: str


@dataclass(slots=True)
class _Counter:
    """How many sections and activities at the top were counted so far."""

    sections: int = 0
    activities: int = 0


class _Over(NamedTuple):
    """What stands over the rows of a table: its period and headings, and what headings say."""

    period: Period
    headings: tuple[str, ...]
    says: Callable[[tuple[str, ...]], HeadingSays]
    begins: Callable[[str, HeadingSays], bool]

    def said(self, sections: Iterable[SectionRow]) -> HeadingSays:
        """Return what the headings of the table and of sections say of the time of rows."""
        return self.says((*self.headings, *(self._time(row.section) for row in sections)))

    def are_times(self, sections: Sequence[Section], said: HeadingSays) -> bool:
        """Whether all sections are named by a time: «Сентябрь», «1 неделя», «Среда»."""
        return all(bool(one.month) or self.begins(one.title, said) for one in sections)

    def _time(self, section: Section) -> str:
        first, month = self.period.first, section.month
        if month:
            return f"{month:02}.{first.year + (month < first.month)}"
        return section.title if section.title.strip() else section.label or ""


def _rows(
    holder: object, top: FieldPath, numbering: Numbering, counted: _Counter, over: _Over
) -> Iterator[Row]:
    above: tuple[SectionRow, ...] = ()
    said = over.said(above)
    whole: ActivityRow | None = None
    part = 0
    times: dict[FieldPath, bool] = {}
    position, before = counted.activities, counted.sections
    for path, found in walk_table(holder, top):
        if isinstance(found, Activity) and path.parts[-2] == "parts":
            assert whole is not None
            part = part + 1 if found.numbered else part
            number = found.number
            if found.numbered and not number:
                number = numbering.part_number(whole.number, part)
            yield ActivityRow(found, number, above, path, over.period, whole, said)
            continue
        above = above[: (len(path.parts) - len(top.parts)) // 2 - 1]  # a list and a place each
        numbers = above[-1].numbers if above else ()
        if isinstance(found, Activity):
            position = position + 1 if found.numbered else position
            number, part = found.number, 0
            if found.numbered and not number:
                number = numbering.activity_number(numbers, position)
            whole = ActivityRow(found, number, above, path, over.period, said=said)
            yield whole
            continue
        position = position if numbering.running else 0
        own = (*numbers, int(path.parts[-1]) + 1 + (0 if numbers else before))
        counted.sections = own[0]
        label = found.label
        if label is None:
            around = FieldPath(path.parts[:-1])
            if around not in times:
                siblings = above[-1].section.sections if above else listed(holder, "sections")
                usual = numbering.sections == _USUAL_SECTIONS
                times[around] = usual and over.are_times(siblings, over.said(above))
            label = "" if found.month or times[around] else numbering.section_label(own)
        row = SectionRow(found, own, label, path)
        above = (*above, row)
        said = over.said(above)
        yield row
    counted.activities = position
