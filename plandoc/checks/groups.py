"""Remarks that share a cause, told once with the first of their places."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from plandoc.codes import Code
from plandoc.errors import Problem

_ENOUGH = 3
_CAUSES: Mapping[Code, tuple[str, ...]] = {
    Code.DEADLINE_YEAR_STALE: ("written", "likely"),
    Code.DEADLINE_YEAR_AMBIGUOUS: ("one", "other"),
    Code.DEADLINE_QUARTERS_UNDECLARED: (),
    Code.EXECUTOR_SPELT_TWO_WAYS: ("usual",),
}
"""The values of a problem that name its cause; of the other problems all values do."""


class Group(NamedTuple):
    """Remarks with one cause, in document order."""

    first: Problem
    others: tuple[Problem, ...] = ()


def grouped(problems: Iterable[Problem]) -> tuple[Group, ...]:
    """Return the problems by cause, each group where its first problem stands.

    Fewer than three with one cause stay by themselves.
    """
    causes: dict[object, list[tuple[int, Problem]]] = {}
    for at, problem in enumerate(problems):
        names = _CAUSES.get(problem.code, tuple(sorted(problem.values)))
        values = tuple(str(problem.values.get(name)) for name in names)
        cause = (problem.code, problem.severity, problem.place.file, values)
        causes.setdefault(cause, []).append((at, problem))
    groups: list[tuple[int, Group]] = []
    for found in causes.values():
        if len(found) < _ENOUGH:
            groups += [(at, Group(problem)) for at, problem in found]
        else:
            (at, first), *others = found
            groups.append((at, Group(first, tuple(problem for _, problem in others))))
    return tuple(group for _, group in sorted(groups, key=lambda one: one[0]))
