"""Suppression of accepted remarks, and remarks about accepted ones that no longer occur."""

from collections.abc import Iterable, Iterator

from plandoc.checks import previous_year
from plandoc.checks.rule import Finding, Reading, Rule
from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem
from plandoc.fieldpath import ROOT
from plandoc.schema.tree import row_of

_OF_PREVIOUS = frozenset(rule.code for rule in previous_year.RULES)


def _find_nothing(_: Reading) -> Iterator[Finding]:
    """Find nothing: unused entries are known only after all other rules have run."""
    return iter(())


UNUSED = Rule(Code.ACCEPTED_REMARK_UNUSED, _find_nothing)


def without_accepted(problems: Iterable[Problem], reading: Reading) -> Iterator[Problem]:
    """Yield the problems that the plan does not accept, then its unused entries.

    An error cannot be accepted: it prevents the plan from being built.
    """
    accepted = reading.plan.accepted
    ids = {row.path: row.activity.id for row in reading.rows} if accepted else {}
    used = set()
    for problem in problems:
        match = None
        if problem.severity is not Severity.ERROR:
            owner = ids.get(row_of(problem.place.path), "")
            match = next(
                (
                    index
                    for index, one in enumerate(accepted)
                    if one.code == problem.code and one.id in ("", owner)
                ),
                None,
            )
        if match is None:
            yield problem
        else:
            used.add(match)
    for index, one in enumerate(accepted):
        not_compared = reading.previous is None and one.code in _OF_PREVIOUS
        if index not in used and not not_compared:
            place = Place(path=ROOT / "accepted" / index)
            values = {"code": one.code, "id": one.id or "—"}
            yield Problem(UNUSED.code, place=place, values=values)
