"""The plan as its report prints it: the layout that was signed, with what a report needs."""

from enum import StrEnum
from typing import Any

from plandoc.schema.approval import Act, Approval, Minutes
from plandoc.schema.layout import Column
from plandoc.schema.partial_date import PartialDate
from plandoc.schema.plan import Gender, Plan
from plandoc.words.language import language_of, words_in


class ReportApprovals(StrEnum):
    """What becomes of the approvals of a plan on its report."""

    CLEARED = "cleared"
    """The same people and bodies, their dates and numbers left for the pen."""
    KEPT = "kept"
    """As they stand on the plan, with the dates on which the plan was approved."""
    NONE = "none"
    """No approvals: the report is signed below alone."""


def reported(plan: Plan, approvals: ReportApprovals) -> Plan:
    """Return the plan to be laid out as its report.

    It has a column for outcomes, whose width is found anew since its cells are filled now. Dates
    of signatures are left for the pen: whoever signed the plan has not signed its report yet.
    """
    changes: dict[str, Any] = {
        "columns": _with_outcomes(plan.columns),
        "signatures": tuple(
            signature.model_copy(update={"date": _blank(signature.date)})
            for signature in plan.signatures
        ),
    }
    if approvals is ReportApprovals.NONE:
        changes["approvals"] = ()
    elif approvals is ReportApprovals.CLEARED:
        changes["approvals"] = tuple(map(_cleared, plan.approvals))
        # УТВЕРЖДЕН- agrees with the report now, whatever the plan is called.
        changes["gender"] = Gender(words_in(language_of(plan.language)).report.document.gender)
    return plan.model_copy(update=changes)


def _with_outcomes(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    wide = tuple(
        column.model_copy(update={"width": None}) if column.key == "outcome" else column
        for column in columns
    )
    if any(column.key == "outcome" for column in wide):
        return wide
    return (*wide, Column(key="outcome"))


def _cleared(approval: Approval) -> Approval:
    officer = approval.officer
    return approval.model_copy(
        update={
            "officer": officer and officer.model_copy(update={"date": _blank(officer.date)}),
            "act": _unnumbered(approval.act),
            "minutes": _unnumbered(approval.minutes),
        }
    )


def _unnumbered(basis: Act | Minutes | None) -> Act | Minutes | None:
    if basis is None:
        return None
    number = None if basis.number is None else ""
    return basis.model_copy(update={"date": _blank(basis.date), "number": number})


def _blank(date: PartialDate | None) -> PartialDate | None:
    """Return a date to be written in by hand, `« __ » _____ 20__ г.`; no date stays none."""
    return date and PartialDate()
