"""Edits in columns of a sheet that are not meant to be filled in."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.returns.fields import Fields
from plandoc.returns.filled import Cell, SeenRow
from plandoc.returns.match import cell_text
from plandoc.returns.taken import Proposal, ProposalKind
from plandoc.schema.columns import PLAN_COLUMNS
from plandoc.schema.outcome import Status
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.wording.columns import headings_over, labels_over, row_texts
from plandoc.wording.totals import in_style, number_in, same_number
from plandoc.words.language import words_in
from plandoc.words.texts import normalised, with_both_ends

_COMPUTED = ("order", "section", "first_day", "last_day", "days_left", "state")
"""Computed columns: what is written there would go unnoticed."""


def edits(
    row: ActivityRow, seen: SeenRow, issued: Mapping[str, str] | None, plan: Plan, fields: Fields
) -> Iterator[Proposal]:
    """Yield changes in the columns of the plan since the file was issued.

    A row that was not issued with the file says nothing where it is empty.
    """
    now = row_texts(row, plan, fields.wording)
    shown = now if row.filled is row else row_texts(row.filled, plan, fields.wording)
    known = now if issued is None else issued
    for key, cell in seen.cells.items():
        if key not in PLAN_COLUMNS and not key.startswith("fields."):
            continue
        text, texts = cell_text(seen, key), {one.get(key, "") for one in (known, now, shown)}
        if key == "title":
            texts.add(row.activity.title)
        if not text and not cell_text(seen, "id"):
            continue
        if cell.formula or text in texts or normalised(text) in map(normalised, texts):
            continue
        if any(same_number(cell.value, one) for one in texts):
            continue
        yield Proposal(
            ProposalKind.EDIT, row.activity.id, row.number, key, known.get(key, ""),
            _as_typed(cell, known.get(key, ""), fields), cell.place,
        )  # fmt: skip


def _as_typed(cell: Cell, was: str, fields: Fields) -> str:
    """Return the value of a cell as text, a number in the style of the number that it replaces."""
    value = cell.value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    before = number_in(was)
    if is_number and before is not None and (not cell.seen or same_number(value, cell.seen)):
        return in_style(Decimal(repr(value)), [was])
    return fields.told(cell)


def added_texts(seen: SeenRow, fields: Fields) -> Iterator[tuple[str, str]]:
    """Yield what a row that somebody added says in each column of the plan, and its section."""
    for key, cell in seen.cells.items():
        if key in PLAN_COLUMNS or key == "section" or key.startswith("fields."):
            text = fields.told(cell).strip()
            if text and not cell.formula:
                yield key, text


def not_proposed(seen: SeenRow, marks: Mapping[str, str], fields: Fields) -> Iterator[Problem]:
    """Yield a problem for each cell of an added row that its proposal leaves out.

    `marks` are the fields of its outcome. Its number is counted by the plan.
    """
    for key, cell in seen.cells.items():
        if (text := fields.told(cell).strip()) == "" and not cell.formula:
            continue
        if key in PLAN_COLUMNS or key == "section" or key.startswith("fields."):
            if cell.formula and key != "number":
                values = {"formula": cell.formula, "value": text or "—"}
                yield Problem(Code.RETURNED_FORMULA, place=cell.place, values=values)
        elif key in _COMPUTED and not cell.formula:
            is_number = isinstance(cell.value, int | float) and key in {"order", "days_left"}
            if not is_number and not (key == "state" and _follows(text, marks, fields)):
                values = {"found": with_both_ends(text)}
                yield Problem(Code.COMPUTED_CELL_EDITED, place=cell.place, values=values)


def typed_in_computed_columns(  # noqa: PLR0913
    row: ActivityRow,
    seen: SeenRow,
    marks: Mapping[str, str],
    plan: Plan,
    fields: Fields,
    *,
    same_plan: bool,
) -> Iterator[Problem]:
    """Yield a warning for each cell of a computed column that somebody filled in.

    `marks` are the fields of the outcome in this row. Numbers and states may be values pasted over
    formulas. If the plan has changed since, the issued sections and days are unknown.
    """
    for key in _COMPUTED:
        cell = seen.cells.get(key)
        if cell is None or cell.formula or fields.told(cell).strip() == "":
            continue
        text = fields.told(cell).strip()
        is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
        match key:
            case "order":
                typed = not (is_number or text.rstrip(".").isdecimal())
            case "days_left":
                typed = not is_number
            case "state":
                typed = not _follows(text, marks, fields)
            case "section":
                joint = words_in(fields.wording.language).tracking.path_joint
                both = (labels_over, headings_over)  # sheets that were issued earlier have headings
                own = {normalised(joint.join(over(row, plan, fields.wording))) for over in both}
                known = same_plan or not isinstance(cell.value, str)
                typed = known and normalised(text) not in own
            case _:
                day, _ = fields.day(cell.value)
                deadline = row.deadline
                first_or_last = getattr(deadline, key.removesuffix("_day")) if deadline else None
                typed = day is None or (same_plan and day != first_or_last)
        if typed:
            values = {"found": with_both_ends(text)}
            yield Problem(Code.COMPUTED_CELL_EDITED, place=cell.place, values=values)


def _follows(state: str, marks: Mapping[str, str], fields: Fields) -> bool:
    """Whether a state is one that the sheet itself shows for these marks, on some day."""
    words = words_in(fields.wording.language).tracking.states
    reported = {text: status for status, text in fields.wording.words.status.items()}
    reported[words["done_late"]] = Status.DONE
    if state == fields.wording.words.status[Status.POSTPONED] and marks.get("moved_to"):
        return True
    return marks.get("status") == reported[state] if state in reported else state in words.values()
