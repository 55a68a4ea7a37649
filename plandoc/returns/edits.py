"""Edits in columns of a sheet that are not meant to be filled in."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.returns.fields import Fields
from plandoc.returns.filled import Cell, SeenRow
from plandoc.returns.match import cell_text
from plandoc.returns.taken import Proposal, ProposalKind
from plandoc.schema.columns import PLAN_COLUMNS
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.wording.columns import headings_over, row_texts
from plandoc.wording.totals import in_style, number_in, same_number
from plandoc.words.language import words_in
from plandoc.words.texts import normalised, shortened

_COMPUTED = ("order", "section", "first_day", "last_day", "days_left", "state")
"""Computed columns: text written there would go unnoticed."""


def edits(
    row: ActivityRow, seen: SeenRow, issued: Mapping[str, str] | None, plan: Plan, fields: Fields
) -> Iterator[Proposal]:
    """Yield changes in the columns of the plan since the file was issued."""
    now = row_texts(row, plan, fields.wording)
    shown = row_texts(row.filled, plan, fields.wording)
    known = now if issued is None else issued
    for key, cell in seen.cells.items():
        if key not in PLAN_COLUMNS and not key.startswith("fields."):
            continue
        same = {normalised(texts.get(key, "")) for texts in (known, now, shown)}
        if cell.formula or normalised(cell_text(seen, key)) in same:
            continue
        if any(same_number(cell.value, texts.get(key, "")) for texts in (known, now, shown)):
            continue
        yield Proposal(
            ProposalKind.EDIT, row.activity.id, row.number, key, known.get(key, ""),
            _as_typed(cell, known.get(key, ""), fields), cell.place,
        )  # fmt: skip


def _as_typed(cell: Cell, was: str, fields: Fields) -> str:
    """Return the value of a cell as text, a number in the style of the number that it replaces."""
    value = cell.value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and number_in(was) is not None:
        return in_style(Decimal(repr(value)), [was])
    return fields.words(value)


def added_texts(seen: SeenRow, fields: Fields) -> Iterator[tuple[str, str]]:
    """Yield what a row that somebody added says in each column of the plan, and its section."""
    for key, cell in seen.cells.items():
        if key in PLAN_COLUMNS or key == "section" or key.startswith("fields."):
            text = "" if cell.value is None else fields.words(cell.value).strip()
            if text and not cell.formula:
                yield key, text


def text_in_computed_columns(
    row: ActivityRow, seen: SeenRow, plan: Plan, fields: Fields, *, same_plan: bool
) -> Iterator[Problem]:
    """Yield a warning for each cell with text in a computed column.

    If the plan has changed since, the issued values of some of these columns are unknown.
    """
    for key in _COMPUTED if same_plan else ("order", "days_left", "state"):
        cell = seen.cells.get(key)
        if cell and not cell.formula and _has_text(key, cell, row, plan, fields):
            values = {"found": shortened(fields.words(cell.value))}
            yield Problem(Code.COMPUTED_CELL_EDITED, place=cell.place, values=values)


def _has_text(key: str, cell: Cell, row: ActivityRow, plan: Plan, fields: Fields) -> bool:
    value = cell.value
    if key in {"first_day", "last_day"} and isinstance(value, date):
        deadline = row.deadline
        day = value.date() if isinstance(value, datetime) else value
        own = getattr(deadline, key.removesuffix("_day")) if deadline else None
        return own is not None and day != own
    if not isinstance(value, str) or not value.strip():
        return False
    if key == "order":
        return not value.strip().rstrip(".").isdecimal()
    if key == "section":
        joint = words_in(fields.wording.language).tracking.path_joint
        return normalised(value) != normalised(joint.join(headings_over(row, plan, fields.wording)))
    return value.strip() not in _states(fields)


def _states(fields: Fields) -> set[str]:
    states = words_in(fields.wording.language).tracking.states
    return {*states.values(), *fields.wording.words.status.values()}
