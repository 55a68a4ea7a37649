"""The plan as printed in its report: the signed layout with the changes for a report."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from babel.dates import format_date

from plandoc.progress.figures import Gap, Report, State
from plandoc.schema.approval import Act, Approval, Minutes, Signature
from plandoc.schema.base import copied
from plandoc.schema.blocks import Block, PlanPart, TableForm
from plandoc.schema.layout import Column
from plandoc.schema.partial_date import PartialDate
from plandoc.schema.plan import Gender, Plan
from plandoc.wording.phrases import Wording
from plandoc.words.language import language_of, words_in


class ReportApprovals(StrEnum):
    """How the approvals of a plan are printed on its report."""

    CLEARED = "cleared"
    """The same people and bodies, with blanks for dates and numbers."""
    KEPT = "kept"
    """As on the plan, with its dates of approval."""
    NONE = "none"
    """No approvals; only the signatures below the table."""


def stated(plan: Plan, report: Report) -> Wording:
    """Return the wording of a report: the outcome cell of a row has its mark, and its state."""
    return Wording(plan.language, statements=dict(_statements(plan, report)))


def dated(plan: Plan, report: Report) -> Plan:
    """Return the plan with the year of its report on its title page: «г. Лесной, 2020»."""
    return copied(plan, blocks=tuple(_imprinted(plan, report.today.year)))


_PLACE = r"[^\W\d_a-zа-яё][\w-]*(?: [^\W\d_a-zа-яё][\w-]*){0,2}"
_IMPRINT = re.compile(
    rf"((?:(?:г|с|п|д|ст|пос|пгт)\.\s*{_PLACE}\s*[,–—-]?|{_PLACE}\s*[,–—-])\s*)"
    r"(\d{4})((?:\s*г(?:од|\.))?)"
)
"""A place and a year: «г. Лесной, 2020», «Москва – 2020 г.»; «План на 2020 год» is none."""


def _imprinted(plan: Plan, year: int) -> Iterator[Block]:
    """Yield the blocks of a plan; a place and a year before the first break have another year."""
    titled = any(block.place is PlanPart.PAGE_BREAK for block in plan.blocks)
    for block in plan.blocks:
        titled = titled and block.place is not PlanPart.PAGE_BREAK
        found = _IMPRINT.fullmatch(block.text) if titled else None
        if found and int(found[2]) in plan.period.years:
            yield copied(block, text=f"{found[1]}{year}{found[3]}")
        else:
            yield block


def reported(plan: Plan, approvals: ReportApprovals) -> Plan:
    """Return the plan laid out as its report.

    It has an outcome column with a recomputed width, because the cells are filled now. Dates of
    signatures become blanks: the report is not signed yet.
    """
    changes: dict[str, Any] = {
        "columns": _with_outcomes(plan.columns),
        "blocks": tuple(_reported_blocks(plan.blocks, approvals)),
        "signatures": tuple(map(_undated, plan.signatures)),
    }
    if approvals is not ReportApprovals.KEPT:
        changes["approvals"] = _approvals(plan.approvals, approvals)
    if approvals is ReportApprovals.CLEARED:
        # УТВЕРЖДЕН- now agrees with the word for report.
        changes["gender"] = Gender(words_in(language_of(plan.language)).report.document.gender)
    return copied(plan, **changes)


def _statements(plan: Plan, report: Report) -> Iterator[tuple[str, str]]:
    wording = Wording(plan.language)
    words = words_in(wording.language).report
    said, pattern = words.document.statements, words.status.date
    for standing in report.counted:
        activity = standing.row.activity
        if activity.excluded:
            continue
        mark = wording.mark(activity.outcome)
        due = format_date(standing.due, pattern, locale=wording.language)
        late = standing.late_by or 0
        match standing.state:
            case State.OVERDUE if not mark:
                state = said.overdue
            case State.OVERDUE | State.PARTLY if standing.is_due:
                state = said.expired
            case State.LATE:
                state = said.late
            case State.DONE_UNDATED:
                state = said.undated
            case State.NOT_DUE if not mark:
                state = said.running if standing.has_begun(report.today) else said.not_due
            case _ if Gap.AHEAD in standing.gaps:
                state = said.ahead
            case _:
                state = ""
        text = "\n".join(filter(None, (mark, state.format(due=due, days=late))))
        if text:
            yield activity.id, text


def _reported_blocks(blocks: Iterable[Block], approvals: ReportApprovals) -> Iterator[Block]:
    """Yield the blocks of a report: parts are approved and signed as the whole is."""
    for block in map(_with_outcomes_in_table, blocks):
        kept = _approvals(block.approvals, approvals)
        if block.signatures:
            signatures = tuple(map(_undated, block.signatures))
            yield copied(block, signatures=signatures)
        elif kept or not block.approvals:
            yield copied(block, approvals=kept)


def _approvals(approvals: tuple[Approval, ...], printed: ReportApprovals) -> tuple[Approval, ...]:
    if printed is ReportApprovals.NONE:
        return ()
    return approvals if printed is ReportApprovals.KEPT else tuple(map(_cleared, approvals))


def _undated(signature: Signature) -> Signature:
    return copied(signature, date=_blank(signature.date))


def _with_outcomes(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    wide = tuple(
        copied(column, width=None) if column.key == "outcome" else column for column in columns
    )
    if any(column.key == "outcome" for column in wide):
        return wide
    return (*wide, Column(key="outcome"))


def _with_outcomes_in_table(block: Block) -> Block:
    """Return a block as a report has it: a list is a table there, so that outcomes have a place."""
    if block.table is None:
        return block
    change: dict[str, Any] = {"form": TableForm.TABLE}
    if block.table.columns:
        change["columns"] = _with_outcomes(block.table.columns)
    return copied(block, table=copied(block.table, **change))


def _cleared(approval: Approval) -> Approval:
    officer = approval.officer
    return copied(
        approval,
        officer=officer and copied(officer, date=_blank(officer.date)),
        act=_unnumbered(approval.act),
        minutes=_unnumbered(approval.minutes),
    )


def _unnumbered(basis: Act | Minutes | None) -> Act | Minutes | None:
    if basis is None:
        return None
    number = None if basis.number is None else ""
    return copied(basis, date=_blank(basis.date), number=number)


def _blank(date: PartialDate | None) -> PartialDate | None:
    """Return a blank date, `« __ » _____ 20__ г.`, or `None` for no date."""
    return date and PartialDate()
