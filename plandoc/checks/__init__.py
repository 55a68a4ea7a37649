"""Rules that review a plan and report what deserves a second look."""

from collections.abc import Mapping
from types import MappingProxyType

from plandoc.checks import (
    activities,
    approvals,
    deadlines,
    executors,
    numbers,
    outcomes,
    previous_year,
    repeats,
    short_names,
    typed,
    whole,
)
from plandoc.checks.accepted import UNUSED, without_accepted
from plandoc.checks.explain import explanation, heading
from plandoc.checks.rule import Reading, Rule
from plandoc.errors import Problem
from plandoc.schema.activity import Activity, Section
from plandoc.schema.approval import Approval
from plandoc.schema.outcome import Outcome
from plandoc.schema.plan import Plan

__all__ = ["RULES", "Rule", "check", "explanation", "heading"]

_MODULES = (
    deadlines,
    approvals,
    whole,
    typed,
    previous_year,
    activities,
    repeats,
    executors,
    short_names,
    numbers,
    outcomes,
)

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for rule in sorted(
            [UNUSED, *(rule for module in _MODULES for rule in module.RULES)],
            key=lambda rule: rule.code,
        )
    }
)
"""Every rule by its code."""

_FIELDS = dict.fromkeys(
    name for model in (Plan, Section, Activity, Outcome, Approval) for name in model.model_fields
)
_ORDER = {name: index for index, name in enumerate(_FIELDS)}


def check(plan: Plan, *, previous: Plan | None = None) -> tuple[Problem, ...]:
    """Return all remarks about a plan, in document order.

    Each remark has the field path and the place as the author knows it («Задача 2 → 2.7 → срок»).
    Remarks that the plan accepts, with a reason, are left out. With `previous`, last year's plan,
    the texts of both plans are compared as well. Only an error prevents the plan from being built.
    """
    reading = Reading(plan, previous)
    problems = [
        Problem(rule.code, place=finding.place, values=dict(finding.values))
        for rule in RULES.values()
        for finding in rule.find(reading)
    ]
    return tuple(sorted(without_accepted(problems, reading), key=_position))


def _position(problem: Problem) -> tuple[tuple[int, int], ...]:
    return tuple(
        (0, part) if isinstance(part, int) else (1, _ORDER.get(part, len(_ORDER)))
        for part in problem.place.path.parts
    )
