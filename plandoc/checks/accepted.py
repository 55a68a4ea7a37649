"""Remarks that a plan accepts: left out, as long as there is something to leave out."""

from collections.abc import Iterable, Iterator

from plandoc.checks import previous_year
from plandoc.checks.rule import Finding, Reading, Rule
from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem
from plandoc.fieldpath import ROOT
from plandoc.schema.tree import row_of

_OF_PREVIOUS = frozenset(rule.code for rule in previous_year.RULES)


def _said_by_without_accepted(_: Reading) -> Iterator[Finding]:
    """Find nothing: what is unused is known only when every other rule has spoken."""
    return iter(())


UNUSED = Rule(
    Code.ACCEPTED_REMARK_UNUSED,
    "An accepted remark that is no longer made hides nothing and should go.",
    _said_by_without_accepted,
)


def without_accepted(problems: Iterable[Problem], reading: Reading) -> Iterator[Problem]:
    """Yield the problems that the plan does not accept, then what it accepts in vain.

    An error cannot be accepted: the plan could not be built all the same.
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
        unasked = reading.previous is None and one.code in _OF_PREVIOUS
        if index not in used and not unasked:
            place = Place(path=ROOT / "accepted" / index)
            values = {"code": one.code, "id": one.id or "—"}
            yield Problem(UNUSED.code, place=place, values=values)
