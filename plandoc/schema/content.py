"""The approved content of a plan, from which its `content_hash` is computed.

It leaves out outcomes, ids, the revision, the look of the page (widths, alignment, layout),
accepted remarks, the kinds of executors, the author of the file, the acts by which rows were
amended, excluded rows, spacing and kinds of hyphens. Numbers and labels count as printed.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from plandoc.fieldpath import ROOT
from plandoc.schema.activity import Activity, Section
from plandoc.schema.blocks import Block
from plandoc.schema.columns import TEXT_COLUMNS
from plandoc.schema.layout import Column
from plandoc.schema.markup import plain
from plandoc.schema.partial_date import CANONICAL
from plandoc.schema.rows import ActivityRow, Row, SectionRow, TableRows
from plandoc.schema.tree import walk_table
from plandoc.words.language import language_of, words_in
from plandoc.words.texts import normalised

if TYPE_CHECKING:
    from plandoc.schema.plan import Plan

_WHOLE = (
    "language",
    "title",
    "period",
    "period_in_title",
    "gender",
    "school_quarters",
    "approvals",
    "short_names_shown",
    "notes",
    "signatures",
)


_ALWAYS = ("supervisor", "expected_result")
"""The text columns that count even when empty: those of the first version of the format.

Columns added later count only when filled, so that hashes of older revisions stay the same.
"""


def content_of(plan: "Plan") -> dict[str, Any]:
    """Return the approved content as plain data: equal for two plans that say the same."""
    content = content_by_rows(plan)
    return content | {"rows": [*content["rows"]]}


def content_by_rows(plan: "Plan") -> dict[str, Any]:
    """Return the approved content like `content_of`, of which the rows come one by one."""
    whole: dict[str, Any] = {
        name: _normalised_value(value)
        for name, value in plan.model_dump(
            mode="json", include=set(_WHOLE), context=CANONICAL
        ).items()
    }
    for name in ("second_language", "second_title"):
        if text := normalised(getattr(plan, name)):
            whole[name] = text
    whole["notes"] = [note for note in whole["notes"] if note]
    whole["columns"] = [column_content(column, plan.language) for column in plan.columns]
    whole["short_names"] = [[*map(normalised, pair)] for pair in plan.short_names.items()]
    if extra := {name: text for name in plan.extra if (text := normalised(plan.extra[name]))}:
        whole["extra"] = [[name, extra[name]] for name in sorted(extra)]
    tables = {table.path: table for table in plan.tables()}
    own = tables.get(ROOT)
    whole["rows"] = map(row_content, _in_force(own.rows)) if own else iter(())
    if plan.blocks:
        whole["blocks"] = [
            _block_content(block, tables.get(ROOT / "blocks" / index / "table"), plan)
            for index, block in enumerate(plan.blocks)
        ]
    return whole


def _block_content(block: Block, table: TableRows | None, plan: "Plan") -> Any:
    """Return the approved content of a block: a place by its name, a table with its rows."""
    if table is None or block.table is None:
        return _normalised_value(
            block.model_dump(mode="json", exclude_defaults=True, context=CANONICAL)
        )
    told = {"period", "headings", "form"}
    return _normalised_value(block.table.model_dump(mode="json", include=told)) | {
        "heading": normalised(table.heading),
        **({"item": normalised(table.item)} if table.item else {}),
        "columns": [column_content(column, plan.language) for column in table.columns],
        "rows": [*map(row_content, _in_force(table.rows))],
    }


def column_content(column: Column, locale: str) -> list[str]:
    """Return the key of a column and its heading as printed.

    A usual heading counts as it was in the first version of the format.
    """
    words = words_in(language_of(locale)).words
    headings = {**words.columns, **words.columns_before}
    first = normalised(column.heading) or headings.get(column.key, "")
    told = [column.key, _both(first, column.second_heading)]
    return [*told, *map(normalised, column.group)]


def _both(first: str, second: str) -> str:
    """Return a text as it is read with that of the second language below it."""
    return normalised(f"{first}\n{second}" if second.strip() else first)


def rows_in_force(plan: "Plan") -> Iterator[Row]:
    """Yield the rows of a plan without excluded activities, and sections that hold nothing else."""
    return _in_force(plan.rows())


def _in_force(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        if isinstance(row, ActivityRow):
            if not (row.activity.excluded or (row.whole and row.whole.activity.excluded)):
                yield row
        elif not exclusions(row.section):
            yield row


def exclusions(section: Section) -> tuple[str, ...]:
    """Return the acts that excluded all activities of a section, none if one is in force."""
    acts: dict[str, None] = {}
    for _, found in walk_table(section, ROOT):
        if isinstance(found, Activity):
            if not found.excluded:
                return ()
            acts[found.excluded] = None
    return tuple(acts)


def beside_heading(section: Section) -> dict[str, Any]:
    """Return what a section says beside its heading, as far as it says anything."""
    fields = {key: text for key in section.fields if (text := normalised(section.fields[key]))}
    told = {"text": normalised(section.text), "fields": fields, "total": section.total}
    return {key: value for key, value in told.items() if value}


def text_of_section(section: Section) -> str:
    """Return what a section says beside its heading, as it is read: its text, cells, sums."""
    sums = _SUM if section.total is True else section.total or ""
    told = (plain(section.text), *section.fields.values(), sums)
    return "\n".join(filter(str.strip, told))


_SUM = "∑"


def row_content(row: Row) -> dict[str, Any]:
    """Return the approved content of a row."""
    if isinstance(row, SectionRow):
        section = row.section
        return {
            "level": row.level,
            # A section of a month is headed by its name unless it has a label, even an empty one.
            "label": _normalised_value(section.label) if section.month else normalised(row.label),
            "month": section.month,
            "title": _both(section.title, section.second_title),
        } | beside_heading(section)
    activity = row.activity
    return {
        "number": normalised(row.number),
        "title": normalised(activity.title),
        "executors": [[normalised(e.name), e.lead] for e in activity.executors],
        "deadline": normalised(activity.deadline.text) if activity.deadline else "",
        **{
            key: text
            for key in TEXT_COLUMNS
            if (text := normalised(getattr(activity, key))) or key in _ALWAYS
        },
        "fields": {
            key: text for key in activity.fields if (text := normalised(activity.fields[key]))
        },
    } | ({"part": True} if row.whole else {})


def _normalised_value(value: Any) -> Any:
    if isinstance(value, str):
        return normalised(value)
    if isinstance(value, list):
        return [_normalised_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _normalised_value(item) for key, item in value.items()}
    return value
