"""Plans rolled over, and what is said about them, for the tests of the rollover."""

from typing import Any

from plandoc.review import NoteKind
from plandoc.rollover.roll_over import Rollover, roll_over
from plandoc.schema.activity import Activity
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan

YEAR, NEXT = "2018-2019 учебный год", "2019-2020 учебный год"
_USUAL = ("PLN834", "PLN849")


def plan_of(*activities: dict[str, Any], **parts: Any) -> Plan:
    """Return a plan of a school year with these activities."""
    listed = [{"title": "Заседание совета", **activity} for activity in activities]
    return Plan.model_validate(
        {"id": "old", "title": "План работы", "period": YEAR, "activities": listed, **parts}
    )


def roll(plan: Plan, into: str = NEXT) -> Rollover:
    """Roll a plan into a period written as in a plan file."""
    return roll_over(plan, Period.model_validate(into))


def said(rollover: Rollover, *kinds: NoteKind) -> list[tuple[str, str, str, str]]:
    """Return (field, code, before, after) of the notes, but for moved deadlines and blanks."""
    return [
        (n.field, n.problem.code, n.before, n.after)
        for n in rollover.notes
        if n.kind in (kinds or NoteKind) and n.problem.code not in _USUAL
    ]


def first(rollover: Rollover) -> Activity:
    """Return the first activity of the draft."""
    return next(rollover.plan.activity_rows()).activity
