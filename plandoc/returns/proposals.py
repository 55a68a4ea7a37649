"""Applying selected proposals from sheets to a plan, as the text of an amendment."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from plandoc.codes import Code
from plandoc.errors import PlanError, Problem
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.returns.taken import Proposal, ProposalKind
from plandoc.schema.plan import Plan
from plandoc.schema.rows import SectionRow
from plandoc.schema.tree import edited
from plandoc.wording.columns import labels_over
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in
from plandoc.words.texts import normalised, shortened

_BETWEEN = re.compile(r"\s*[,;\n]\s*")


def with_proposals(plan: Plan, proposals: Iterable[Proposal]) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan with these proposals applied, and a problem for each invalid one.

    A deleted row is removed; an added row comes with all its texts and its outcome into the section
    that it names, or else below the row that stood above it. A title cannot be emptied: who does so
    has slipped.
    """
    problems: list[Problem] = []
    below: dict[str, str] = {}
    for adds, group in groupby(proposals, key=lambda one: one.kind is ProposalKind.ADD):
        fit = []
        for proposal in group:
            untitled = (adds or proposal.key == "title") and not proposal.became.strip()
            if untitled and proposal.kind is not ProposalKind.REMOVE:
                problems.append(_invalid(proposal))
            else:
                fit.append(proposal)
        if not adds:
            plan = _with_all(plan, fit, problems)
            continue
        for proposal in fit:
            try:
                plan = _with_row(plan, proposal, below)
            except _SectionUnknownError as error:
                found = shortened(proposal.became)
                values = {"found": found, "section": shortened(str(error)) or "—"}
                code = Code.PROPOSED_ROW_WITHOUT_SECTION
                problems.append(Problem(code, place=proposal.place, values=values))
            except (PlanError, KeyError):
                problems.append(_invalid(proposal))
    return plan, tuple(problems)


def _invalid(proposal: Proposal) -> Problem:
    values = {"found": shortened(proposal.became), "field": proposal.key or "—"}
    return Problem(Code.PROPOSED_EDIT_INVALID, place=proposal.place, values=values)


class _SectionUnknownError(Exception):
    """An added row does not tell in which section it belongs."""


def _with_row(plan: Plan, proposal: Proposal, below: dict[str, str]) -> Plan:
    """Return the plan with an added row; `below` has the last one that came below each row."""
    data = plan.model_dump(mode="json")
    texts = {"title": proposal.became} | dict(proposal.row)
    named = texts.pop("section", "")
    rows = {row.activity.id: row for row in plan.activity_rows()}
    above = rows.get(below.get(proposal.after, proposal.after))
    holder = _section(plan, named) if named else above.holder if above else None
    if holder is None:
        if named or any(isinstance(row, SectionRow) for row in plan.rows()):
            raise _SectionUnknownError(named)
        holder = ROOT
    path = holder / "activities"
    activities = list(path.get(data))
    within = [row for row in rows.values() if row.holder == holder]
    at = within.index(above) + 1 if above in within else len(activities)
    outcome = {"outcome": dict(proposal.outcome)} if proposal.outcome else {}
    activities.insert(at, _activity(texts) | outcome)
    made = Plan.model_validate(path.replace(data, activities))
    added = {row.activity.id for row in made.activity_rows()} - rows.keys()
    below[proposal.after] = next(iter(added), proposal.after)
    return made


def _activity(texts: Mapping[str, str]) -> dict[str, object]:
    """Return an activity as plain data; its number is counted by the plan."""
    made: dict[str, object] = {}
    own: dict[str, str] = {}
    for key, text in texts.items():
        if key.startswith("fields."):
            own[key.removeprefix("fields.")] = text
        elif key == "executors":
            made[key] = [name for name in _BETWEEN.split(text) if name]
        elif key != "number":
            made[key] = text
    return made | ({"fields": own} if own else {})


def _section(plan: Plan, named: str) -> FieldPath | None:
    """Return the only section or table that a text names: by all headings or labels, or its own."""
    wording = Wording(plan.language)
    joint = words_in(wording.language).tracking.path_joint
    above: list[tuple[FieldPath, str, str]] = []
    found: dict[FieldPath, set[str]] = {}
    for row in plan.rows():
        if isinstance(row, SectionRow):
            above = [one for one in above if row.path.is_within(one[0])]
            heading = normalised(wording.section_heading(row))
            label = normalised(row.label.rstrip(".")) or heading
            above.append((row.path, heading, label))
            whole = normalised(joint.join(text for _, text, _ in above))
            labelled = normalised(joint.join(text for _, _, text in above))
            found[row.path] = {whole, heading, labelled, label, normalised(row.section.title)}
    for one in plan.activity_rows():  # as its sheet shows where it stands
        shown = normalised(joint.join(labels_over(one, plan, wording)))
        found.setdefault(one.holder, set()).add(shown)
    alike = [path for path, names in found.items() if normalised(named) in names]
    return alike[0] if len(alike) == 1 else None


def _with_all(plan: Plan, proposals: Sequence[Proposal], problems: list[Problem]) -> Plan:
    """Return the plan with edits and removals, validated together; invalid ones are problems.

    Where the result is invalid, each half is applied by itself.
    """
    try:
        return _with(plan, proposals)
    except (PlanError, KeyError):
        if len(proposals) == 1:
            problems.append(_invalid(proposals[0]))
            return plan
    middle = len(proposals) // 2
    for half in (proposals[:middle], proposals[middle:]):
        plan = _with_all(plan, half, problems)
    return plan


def _with(plan: Plan, proposals: Sequence[Proposal]) -> Plan:
    """Return the plan with edits and removals. Raises `KeyError`, `PlanError`."""
    data = plan.model_dump(mode="json")
    paths = {row.activity.id: row.path for row in plan.activity_rows()}
    removed: list[FieldPath] = []
    for proposal in proposals:
        if proposal.kind is ProposalKind.REMOVE:
            removed.append(paths.pop(proposal.id))
        else:
            path = paths[proposal.id] / FieldPath.parse(proposal.key)
            data = path.replace(data, _value(proposal))
    return Plan.model_validate(edited(data, dict.fromkeys(removed, ())) if removed else data)


def _value(proposal: Proposal) -> str | list[str] | None:
    """Return what a field becomes, as plain data."""
    if proposal.key == "executors":
        return [name for name in _BETWEEN.split(proposal.became.strip()) if name]
    return proposal.became or None if proposal.key == "deadline" else proposal.became
