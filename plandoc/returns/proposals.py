"""Applying selected proposals from sheets to a plan, as the text of an amendment."""

import re
from collections.abc import Iterable

from pydantic import ValidationError

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.returns.taken import Proposal, ProposalKind
from plandoc.schema.plan import Plan
from plandoc.schema.rows import SectionRow
from plandoc.schema.tree import edited
from plandoc.words.texts import shortened

_BETWEEN = re.compile(r"\s*[,;\n]\s*")


def with_proposals(plan: Plan, proposals: Iterable[Proposal]) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan with these proposals applied, and a problem for each invalid one.

    A deleted row is removed; an added row is appended to the last section, because its right place
    is unknown.
    """
    problems: list[Problem] = []
    for proposal in proposals:
        try:
            plan = _with(plan, proposal)
        except (ValidationError, KeyError):
            values = {"found": shortened(proposal.became), "field": proposal.key or "—"}
            problems.append(
                Problem(Code.PROPOSED_EDIT_INVALID, place=proposal.place, values=values)
            )
    return plan, tuple(problems)


def _with(plan: Plan, proposal: Proposal) -> Plan:
    """Return the plan with one proposal in it. Raises `KeyError`, `ValidationError`."""
    data = plan.model_dump(mode="json")
    if proposal.kind is ProposalKind.ADD:
        sections = [row.path for row in plan.rows() if isinstance(row, SectionRow)]
        path = (sections[-1] if sections else ROOT) / "activities"
        activities = [*path.get(data), {"title": proposal.became}]
        return Plan.model_validate(path.replace(data, activities))
    path = {row.activity.id: row.path for row in plan.activity_rows()}[proposal.id]
    if proposal.kind is ProposalKind.REMOVE:
        return Plan.model_validate(edited(data, {path: ()}))
    return Plan.model_validate(
        (path / FieldPath.parse(proposal.key)).replace(data, _value(proposal))
    )


def _value(proposal: Proposal) -> str | list[str] | None:
    """Return what a field becomes, as plain data."""
    if proposal.key == "executors":
        return [name for name in _BETWEEN.split(proposal.became.strip()) if name]
    return proposal.became or None if proposal.key == "deadline" else proposal.became
