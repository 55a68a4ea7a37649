"""Makes what readers return comparable: plans of plandoc, HTML and Markdown of other programs."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lxml import html

from plandoc.fieldpath import FieldPath
from plandoc.formats.docx.document import render_document
from plandoc.imports.imported import Imported
from plandoc.imports.stamps import kind_of
from plandoc.schema.approval import Approval
from plandoc.schema.plan import PERIOD_PLACE, Plan
from plandoc.schema.rows import ActivityRow, SectionRow, TableRows
from plandoc.wording.columns import columns_of
from plandoc.wording.phrases import Wording
from support.import_scores import (
    OWN,
    Read,
    ReadRow,
    ReadTable,
    letters,
    words_in,
    words_of,
)

_ROLES = {
    "number": "number",
    "title": "activity",
    "executors": "executor",
    "deadline": "deadline",
    "expected_result": "result",
    "outcome": "outcome",
}
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_MARKDOWN = re.compile(r"[*_`]{1,3}|\\(?=\W)|!?\[|\]\([^)]*\)|^#+ ", re.MULTILINE)

Doubts = Sequence[Iterable[FieldPath]]
"""For each plan the fields of which a doubt is told."""


# --- plans ----------------------------------------------------------------------------------------


def read_of_plans(
    plans: Sequence[Plan], leftovers: Iterable[str] = (), doubts: Doubts | None = None
) -> Read:
    """Return what was read as plans; title, period and approvals are those of the first."""
    said: Counter[str] = Counter()
    for plan in plans:
        printed = words_of(render_document(plan))
        said += printed | words_in("\n".join(strings_in(plan.model_dump(mode="json"))))
    told = doubts or [()] * len(plans)
    tables = [
        _table(plan, table, list(paths))
        for plan, paths in zip(plans, told, strict=True)
        for table in plan.tables()
    ]
    first = plans[0] if plans else None
    return Read(
        tables=tables,
        words=said + words_in("\n".join(leftovers)),
        title=_title(first) if first else "",
        period=(str(first.period.first), str(first.period.last)) if first else None,
        approvals=[_approval(first, one) for one in _approvals(first)] if first else [],
    )


def read_of_imported(imported: Imported) -> Read:
    """Return what was imported, with its leftovers and doubts."""
    doubts = [
        [doubt.path for doubt in imported.doubts if doubt.plan == number and doubt.path]
        for number in range(len(imported.plans))
    ]
    return read_of_plans(imported.plans, (one.text for one in imported.leftovers), doubts)


def _title(plan: Plan) -> str:
    period = Wording(plan.language).period(plan.period)
    if PERIOD_PLACE in plan.title:
        return plan.title.replace(PERIOD_PLACE, period)
    return f"{plan.title} {period}" if plan.period_in_title else plan.title


def strings_in(value: Any) -> Iterator[str]:
    """Yield every text in a value and in what it holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from strings_in(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from strings_in(one)


def _table(plan: Plan, table: TableRows, doubts: Sequence[FieldPath]) -> ReadTable:
    columns = columns_of(plan, Wording(plan.language), table.columns)
    rows = [row for row in table.rows if isinstance(row, ActivityRow)]
    titled = [row for row in rows if row.activity.title.strip()]
    doubted = {
        _ROLES.get(column.key, "*")
        for at, column in enumerate(table.columns)
        if any(path.is_within(table.path / "columns" / at) for path in doubts)
    }
    return ReadTable(
        [(column.heading, _ROLES.get(column.key, OWN)) for column in columns],
        [
            _row(row, {column.key: column.heading for column in columns}, doubts, doubted)
            for row in rows
        ],
        [_heading(row) for row in table.rows if isinstance(row, SectionRow)],
        frozenset({len(rows), len(titled), sum(row.counted for row in titled)}),
    )


def _heading(row: SectionRow) -> str:
    return f"{row.label} {row.section.title}"


def _row(
    row: ActivityRow,
    headings: Mapping[str, str],
    doubts: Sequence[FieldPath],
    whole: Collection[str],
) -> ReadRow:
    """Return a row; `whole` are the columns that are doubtful as a whole."""
    activity = row.filled.activity
    cells = {
        "number": row.number if "number" in headings else "",
        "activity": activity.title,
        "deadline": activity.deadline.text if activity.deadline else "",
        "result": activity.expected_result,
        "outcome": activity.outcome.text if activity.outcome else "",
        **{letters(headings[key]): text for key, text in activity.fields.items()},
        "executor": "\n".join(executor.name for executor in activity.executors),
    }
    named = {_ROLES[key]: row.path / key for key in _ROLES}
    doubted = {role for role, path in named.items() if any(map(path.is_within, doubts))}
    doubted |= {*whole}
    doubted |= {
        "*" for path in doubts if row.path.is_within(path) or path.is_within(row.path / "fields")
    }
    return ReadRow(cells, tuple(one.name for one in activity.executors), frozenset(doubted))


def _approvals(plan: Plan) -> Iterator[Approval]:
    yield from plan.approvals
    for block in plan.document():
        yield from block.approvals


def _approval(plan: Plan, approval: Approval) -> dict[str, str]:
    wording = Wording(plan.language)
    officer, minutes, act = approval.officer, approval.minutes, approval.act
    based = minutes or act
    dated = next((basis.date for basis in approval.bases if basis.date), None)
    return {
        "kind": kind_of(approval.word) if approval.word else approval.kind.value,
        "name": officer.name if officer else "",
        "post": officer.post if officer else "",
        "organization": officer.post if officer else "",
        "body": minutes.body if minutes else "",
        "number": (based.number or "") if based else "",
        "date": wording.blank_date(dated) if dated else "",
    }


# --- other programs -------------------------------------------------------------------------------


class _Cell(NamedTuple):
    text: str
    place: int
    span: int = 1


def read_of_html(text: str, wanted: Sequence[Mapping[str, Any]]) -> Read:
    """Return what HTML says; the truth tells which heading has which role."""
    root = html.fromstring(f"<div>{text}</div>")
    grids = [list(_html_rows(table)) for table in root.iter("table")]
    said = "\n".join(str(one) for one in root.itertext())
    return Read(list(_grids(grids, wanted)), words_in(said), interprets=False)


def read_of_markdown(text: str, wanted: Sequence[Mapping[str, Any]]) -> Read:
    """Return what Markdown with tables says."""
    grids: list[list[list[_Cell]]] = []
    inside = False
    for line in text.splitlines():
        is_row = line.startswith("|") and line.rstrip().endswith("|")
        if is_row and not inside:
            grids.append([])
        if is_row and not _RULE.fullmatch(line.strip()):
            texts = [_MARKDOWN.sub("", one).strip() for one in line.strip()[1:-1].split("|")]
            grids[-1].append([_Cell(text, place) for place, text in enumerate(texts)])
        inside = is_row
    return Read(list(_grids(grids, wanted)), words_in(_MARKDOWN.sub("", text)), interprets=False)


def _html_rows(table: Any) -> Iterator[list[_Cell]]:
    """Yield the rows of a table, with the cells over several rows in each of them."""
    going: dict[int, tuple[int, _Cell]] = {}
    for row in table.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr"):
        cells: list[_Cell] = []
        own = list(row.xpath("./td|./th"))
        place = 0
        while own or place in going:
            if place in going:
                left, cell = going.pop(place)
            else:
                element = own.pop(0)
                text = "\n".join(part.strip() for part in element.itertext() if part.strip())
                cell = _Cell(text, place, int(element.get("colspan") or 1))
                left = int(element.get("rowspan") or 1)
            if left > 1:
                going[place] = (left - 1, cell)
            cells.append(cell)
            place += cell.span
        yield cells


def _grids(
    grids: Sequence[Sequence[Sequence[_Cell]]], wanted: Sequence[Mapping[str, Any]]
) -> Iterator[ReadTable]:
    """Yield tables whose columns have the roles that the truth gives to their headings."""
    columns = [column for table in wanted for column in table.get("columns", ())]
    named = {letters(column["header"]): column["role"] for column in columns if column["header"]}
    for rows in grids:
        head = max(
            range(min(3, len(rows))),
            key=lambda n: sum(letters(cell.text) in named for cell in rows[n]),
            default=0,
        )
        headings = rows[head] if rows else []
        roles = [named.get(letters(heading.text), "") for heading in headings]
        if not any(roles):
            roles, head = [column["role"] for column in columns], -1
        below = [
            ReadRow(dict(_by_role(row, headings if head >= 0 else row, roles)))
            for row in rows[head + 1 :]
            if sum(bool(cell.text) for cell in row) > 1
        ]
        yield ReadTable([(heading.text, "") for heading in headings], below)


def _by_role(
    row: Sequence[_Cell], headings: Sequence[_Cell], roles: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the roles with their cells: in order if they are as many as headings, else by place."""
    for number, (heading, role) in enumerate(zip(headings, roles, strict=False)):
        by_place = next((cell for cell in row if cell.place == heading.place), None)
        cell = row[number] if len(row) == len(headings) else by_place
        if cell is not None and role:
            yield role, cell.text
