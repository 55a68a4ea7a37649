"""The columns of a plan, defined once for the document, the workbook and their readers."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from plandoc.fieldpath import FieldPath
from plandoc.schema.columns import PLAN_COLUMNS, STANDARD, STANDARD_COLUMNS, TEXT_COLUMNS, Align
from plandoc.schema.content import exclusions
from plandoc.schema.layout import Column
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow, SectionRow, has_several_tables, name_of_table
from plandoc.schema.tree import table_of
from plandoc.wording.phrases import Wording
from plandoc.words.texts import is_mark, one_line

_ALIGN = {column.key: column.align for column in STANDARD}


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column with all defaults filled in."""

    key: str
    heading: str
    width: float | None
    align: Align
    group: tuple[str, ...] = ()
    merge: bool = False
    across: bool = False
    total: bool | str = False

    @property
    def own(self) -> bool:
        """Whether it is a custom text column."""
        return self.key not in STANDARD_COLUMNS

    @property
    def path(self) -> str:
        """The column key in files: `fields.<key>` for custom columns."""
        return f"fields.{self.key}" if self.own else self.key


def columns_of(
    plan: Plan, wording: Wording, columns: Iterable[Column] = ()
) -> tuple[ColumnView, ...]:
    """Return columns of the plan in order, by default those of all its tables, each once."""
    return tuple(
        ColumnView(
            key=column.key,
            heading=heading_of(column, plan, wording),
            width=column.width,
            align=column.align or _align(column),
            group=column.group,
            merge=column.merge is True,
            across=column.merge == "across",
            total=column.total,
        )
        for column in columns or plan.all_columns()
    )


def heading_of(column: Column, plan: Plan, wording: Wording) -> str:
    """Return the heading of a column: the usual one, or the author's; in both languages of two.

    An author's heading without a second one stands alone.
    """
    first, second = column.heading, column.second_heading
    usual = wording.second(plan)
    if usual and not second.strip() and not first.strip():
        second = usual.words.columns.get(column.key, "")
    first = first or wording.words.columns.get(column.key, "")
    return "\n".join(dict.fromkeys(filter(str.strip, (first, second)))) or first


class HeadCell(NamedTuple):
    """A cell of the heading rows: its text, its first column and the one after its last.

    `down` is `restart` for the first of cells joined downwards, `continue` for those below.
    """

    text: str
    first: int
    end: int
    down: str = ""


def head_rows(columns: Sequence[ColumnView]) -> Iterator[tuple[HeadCell, ...]]:
    """Yield the rows of headings: one, and one more for each level of groups."""
    levels = max((len(column.group) for column in columns), default=0)
    for level in range(levels + 1):
        cells: list[HeadCell] = []
        for place, column in enumerate(columns):
            depth, shared = len(column.group), column.group[: level + 1]
            if level >= depth:
                down = "" if depth == levels else "continue" if level > depth else "restart"
                text = column.heading if level == depth else ""
                cells.append(HeadCell(text, place, place + 1, down))
            elif place and columns[place - 1].group[: level + 1] == shared:
                cells[-1] = cells[-1]._replace(end=place + 1)
            else:
                cells.append(HeadCell(shared[-1], place, place + 1))
        yield tuple(cells)


def joins_before(columns: Sequence[ColumnView], texts: Sequence[str], at: int) -> bool:
    """Whether a cell is printed as one with that of the column before: both have the same words."""
    pair = columns[at - 1 : at + 1]
    across = all(column.across and column.key != "outcome" for column in pair)
    return across and texts[at] == texts[at - 1] and not is_mark(texts[at])


def alone(columns: Sequence[ColumnView], texts: Sequence[str]) -> list[str]:
    """Return the texts of a row that stand in one column each, blank for those of joined cells."""
    joined = {at for at in range(1, len(texts)) if joins_before(columns, texts, at)}
    joined |= {at - 1 for at in joined}
    return ["" if at in joined else text for at, text in enumerate(texts)]


def _align(column: Column) -> Align:
    usual = Align.RIGHT if column.total else Align.LEFT
    return _ALIGN.get(column.key, usual)


def cell_text(row: ActivityRow, key: str, plan: Plan, wording: Wording) -> str:
    """Return the text of a row in the column `key`, `""` if the field is empty.

    An excluded activity has only its number and, as its title, the act that excluded it.
    """
    activity = row.activity
    if activity.excluded and key != "number":
        return wording.excluded(activity) if key == "title" else ""
    told = _TOLD.get(key)
    return told(row, plan, wording) if told else activity.fields.get(key, "")


def cell_texts(row: ActivityRow, keys: Iterable[str], plan: Plan, wording: Wording) -> list[str]:
    """Return the texts of a row in several columns, as `cell_text` does one by one."""
    activity = row.activity
    if activity.excluded:
        return [cell_text(row, key, plan, wording) for key in keys]
    return [
        told(row, plan, wording) if (told := _TOLD.get(key)) else activity.fields.get(key, "")
        for key in keys
    ]


def _title(row: ActivityRow, _: Plan, wording: Wording) -> str:
    activity = row.activity
    if not (activity.amended or activity.introduced):
        return activity.title
    amended = wording.amended((activity.amended,)) if activity.amended else ""
    return "\n".join(filter(None, (activity.title, wording.introduced(activity), amended)))


def _deadline(row: ActivityRow, _: Plan, __: Wording) -> str:
    deadline = row.activity.deadline
    return deadline.text if deadline else ""


def _words(name: str) -> Callable[[ActivityRow, Plan, Wording], str]:
    field = attrgetter(name)
    return lambda row, _, __: str(field(row.activity))


_TOLD: Mapping[str, Callable[[ActivityRow, Plan, Wording], str]] = {
    "number": lambda row, _, __: row.number,
    "title": _title,
    "executors": lambda row, plan, wording: wording.executors(row.activity.executors, plan),
    "deadline": _deadline,
    "outcome": lambda row, _, wording: wording.outcome_of(row.activity),
    **{name: _words(name) for name in TEXT_COLUMNS},
}
"""The texts of the standard columns; those of other columns are the fields of an activity."""


def section_cells(row: SectionRow, columns: Sequence[ColumnView]) -> list[str]:
    """Return the texts beside the heading of a section by columns, `[]` if it has none.

    A section of which all is excluded has none.
    """
    fields = {} if exclusions(row.section) else row.section.fields
    texts = [fields.get(column.key, "") for column in columns]
    return texts if any(map(str.strip, texts)) else []


def heading_columns(columns: Sequence[ColumnView], cells: Sequence[str]) -> range:
    """Return the columns over which the heading of a section stands beside its cells.

    They are the free ones around that of titles, or the first free ones, if any is free.
    """
    free = [at for at, text in enumerate(cells) if not text.strip()]
    if not free:
        return range(0)
    title = next((at for at in free if columns[at].key == "title"), free[0])
    first, end = title, title + 1
    while first - 1 in free:
        first -= 1
    while end in free:
        end += 1
    return range(first, end)


def headings_over(row: ActivityRow, plan: Plan, wording: Wording) -> tuple[str, ...]:
    """Return the headings over a row on one line each, outermost first.

    They are those of its table (or of the part that it stands in) and of its sections, and the
    title of the activity it is a part of.
    """
    name = name_of_table(plan, table_of(row.path))
    texts = [name, *map(wording.section_heading, row.sections)]
    if row.whole:
        texts.append(row.whole.activity.title)
    return tuple(filter(None, map(one_line, texts)))


def labels_over(row: ActivityRow, plan: Plan, wording: Wording) -> tuple[str, ...]:
    """Return `headings_over` with the label of each section that has one instead: «Задача 1».

    A mere number says nothing: it stands before its title, of which the beginning is enough. Of a
    table that has sections, its number is: «I / 1. Учебная работа».
    """
    labels = {one_line(wording.section_heading(one)): _label(one) for one in row.sections}
    name, *texts = headings_over(row, plan, wording) or ("",)
    if texts and name not in labels and (numbered := _NUMBERED.match(name)):
        labels[name] = numbered[1]
    return tuple(labels.get(text) or text for text in (name, *texts) if text)


def _label(section: SectionRow) -> str:
    label = one_line(section.label).rstrip(".")
    if not label or any(map(str.isalpha, label)):
        return label
    title = one_line(section.section.title)
    if len(title) > _BEGINNING:
        title = f"{title[:_BEGINNING].rpartition(' ')[0] or title[:_BEGINNING]}…"
    return f"{label}. {title}".removesuffix(". ")


def figures_of(
    plan: Plan, wording: Wording, path: FieldPath, sections: Sequence[SectionRow]
) -> tuple[str, str]:
    """Return the label and the name of a line of figures: a section, or a table outside of them.

    Of several tables each line has the name of its table and all headings as they are printed; a
    section in sections has the label of the outermost one. What has no name has `""`.
    """
    table = one_line(name_of_table(plan, path))
    if not sections:
        return "", table
    headings = [one_line(wording.section_heading(section)) for section in sections]
    if table and has_several_tables(plan):
        return "", JOINT.join([table, *headings])
    outermost = sections[0]
    first = one_line(outermost.section.title) or headings[0]
    return one_line(outermost.label), JOINT.join([first, *headings[1:]])


_BEGINNING = 24
"""Letters of a title that stands beside a number."""

_NUMBERED = re.compile(r"([IVXLC]+|\d+)[.)]\s")
"""The number before the name of a table."""

JOINT = " / "
"""Stands between headings, outermost first."""


def issued_texts(plan: Plan, wording: Wording) -> dict[str, dict[str, str]]:
    """Return the texts with which a file is issued, by activity id and column key.

    Keys are those of `PLAN_COLUMNS`, `fields.<custom key>` and `outcome.<field>`; empty texts are
    omitted. Readers compare them with a returned file to find edits.
    """
    return {row.activity.id: row_texts(row, plan, wording) for row in plan.activity_rows()}


def row_texts(row: ActivityRow, plan: Plan, wording: Wording) -> dict[str, str]:
    """Return the texts with which an activity is issued, by column key."""
    activity = row.activity
    texts = dict(zip(PLAN_COLUMNS, cell_texts(row, PLAN_COLUMNS, plan, wording), strict=True))
    if activity.fields:
        texts |= {f"fields.{key}": text for key, text in activity.fields.items()}
    if said := wording.statements.get(activity.id):
        texts["outcome.text"] = said
    elif activity.outcome:
        texts |= {f"outcome.{key}": text for key, text in activity.outcome.texts().items()}
    return {key: text for key, text in texts.items() if text}


REPORT, AMENDMENT, HANDOUT = "report", "amendment", "handout"
"""The kinds in the properties of papers that are no copies of their plan."""


def manifest(plan: Plan, wording: Wording) -> dict[str, str]:
    """Return the properties that identify the plan of a file, by property name."""
    return {
        "plandoc.plan_id": plan.id,
        "plandoc.revision": str(plan.revision),
        "plandoc.schema_version": str(plan.schema_version),
        "plandoc.content_hash": plan.content_hash,
        "plandoc.period": f"{plan.period.first.isoformat()}/{plan.period.last.isoformat()}",
        "plandoc.language": wording.language,
    }
