"""Proposals that came back on sheets, put into a plan by choice: the text of an amendment."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.returns.taken import Proposal, ProposalKind
from plandoc.schema.plan import Plan
from plandoc.words.texts import shortened

_BETWEEN = re.compile(r"\s*[,;\n]\s*")


def with_proposals(plan: Plan, proposals: Iterable[Proposal]) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan with these proposals in it, and a problem for each that does not fit.

    A row that was deleted is left out, one that was added comes last in the last section: where
    it belongs is for a person to say.
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
    data = plan.model_dump(mode="json")
    if proposal.kind is ProposalKind.ADD:
        _last(data)["activities"].append({"title": proposal.became})
        return Plan.model_validate(data)
    holder, place = _find(data, proposal.id)
    if proposal.kind is ProposalKind.REMOVE:
        del holder[place]
        return Plan.model_validate(data)
    activity, key = holder[place], proposal.key
    if key.startswith("fields."):
        activity["fields"][key.removeprefix("fields.")] = proposal.became
    elif key == "executors":
        activity[key] = [name for name in _BETWEEN.split(proposal.became.strip()) if name]
    else:
        activity[key] = proposal.became or None if key == "deadline" else proposal.became
    return Plan.model_validate(data)


def _find(holder: dict[str, Any], ident: str) -> tuple[list[dict[str, Any]], int]:
    """Return the list in which an activity stands, and where. Raises `KeyError`."""
    activities: list[dict[str, Any]] = holder["activities"]
    for place, activity in enumerate(activities):
        if activity["id"] == ident:
            return activities, place
    for section in holder["sections"]:
        try:
            return _find(section, ident)
        except KeyError:
            continue
    raise KeyError(ident)


def _last(holder: dict[str, Any]) -> dict[str, Any]:
    sections: list[dict[str, Any]] = holder["sections"]
    return _last(sections[-1]) if sections else holder
