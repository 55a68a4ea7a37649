"""Check by its manifest that a file belongs to the plan."""

from collections.abc import Iterator

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem
from plandoc.returns.filled import Returned
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.wording.columns import issued_texts
from plandoc.wording.phrases import Wording

_FEWEST = 2
"""Rows of a plan; the only one may have been changed."""


def ownership_problems(returned: Returned, plan: Plan, *, other_plan: bool) -> Iterator[Problem]:
    """Yield reasons to refuse a file; an error rejects all of its rows.

    With `other_plan`, a file of another plan or year is imported with a warning.
    """
    manifest = returned.manifest
    place = Place(file=returned.file)
    severity = Severity.WARNING if other_plan else Severity.ERROR
    if not manifest.get("plandoc.plan_id"):
        if returned.rows:
            yield Problem(Code.RETURNED_PLAN_UNKNOWN, place=place)
        return
    period = _period(manifest.get("plandoc.period", ""))
    if period and (period.first, period.last) != (plan.period.first, plan.period.last):
        values = {"found": period.brief, "own": plan.period.brief}
        yield Problem(Code.RETURNED_OTHER_YEAR, severity, place, values)
    elif manifest["plandoc.plan_id"] != plan.id:
        values = {"found": manifest["plandoc.plan_id"], "own": plan.id}
        yield Problem(Code.RETURNED_OTHER_PLAN, severity, place, values)
    elif manifest.get("plandoc.revision", "") != str(plan.revision):
        values = {"found": manifest.get("plandoc.revision", "?"), "own": str(plan.revision)}
        yield Problem(Code.RETURNED_OTHER_REVISION, place=place, values=values)
    elif manifest.get("plandoc.content_hash", plan.content_hash) != plan.content_hash:
        if _is_unlike(returned, plan):
            yield Problem(Code.RETURNED_PLAN_UNLIKE, severity, place)
        else:
            yield Problem(Code.RETURNED_OLDER_CONTENT, place=place)


def _is_unlike(returned: Returned, plan: Plan) -> bool:
    """Whether hardly a row was issued with the executors or with the deadline that it has here.

    Departments that plan under one title have plans of one id.
    """
    issued = returned.issued or {}
    now = issued_texts(plan, Wording(plan.language))
    for key in ("executors", "deadline"):
        told = [
            (texts[key], now.get(ident, {}).get(key))
            for ident, texts in issued.items()
            if key in texts
        ]
        kept = sum(before == after for before, after in told)
        if len(told) < _FEWEST or kept * 4 >= len(told):
            return False
    return True


def is_of(returned: Returned, plan: Plan) -> bool:
    """Whether a file was issued with a plan, as far as it says."""
    period = _period(returned.manifest.get("plandoc.period", ""))
    same_year = not period or (period.first, period.last) == (plan.period.first, plan.period.last)
    return same_year and returned.manifest.get("plandoc.plan_id", plan.id) == plan.id


def _period(text: str) -> Period | None:
    first, _, last = text.partition("/")
    try:
        return Period.model_validate({"first": first, "last": last})
    except ValueError:
        return None
