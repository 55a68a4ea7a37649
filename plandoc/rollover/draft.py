"""The draft of next year's plan: last year's data with the decisions applied."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from plandoc.fieldpath import ROOT, FieldPath
from plandoc.review import Choice
from plandoc.rollover.division import divided, division_of
from plandoc.rollover.history import carried
from plandoc.rollover.in_force import unpin
from plandoc.rollover.notes import Note, text_of
from plandoc.rollover.quarters import QUARTERS, days_of, move_periods
from plandoc.rollover.signing import clear
from plandoc.rollover.step import Step
from plandoc.schema.plan import Plan
from plandoc.schema.settling import short_id
from plandoc.schema.tree import edited


def data_of(plan: Plan) -> dict[str, Any]:
    """Return a plan as plain data, without default values."""
    return plan.model_dump(mode="json", exclude_defaults=True)


def drafted(step: Step, notes: Sequence[Note]) -> Plan:
    """Return next year's plan according to the answers of the notes, or else their defaults.

    Raises `PlanError` if the text of an answer is not valid in a plan.
    """
    data = with_texts(step.plan, notes)
    data, dropped = _with_activities(data, step, notes)
    accepted = {one.path for one in notes if one.field == "accepted" and _says(one, Choice.DROP)}
    data["accepted"] = [
        one
        for index, one in enumerate(data.get("accepted", ()))
        if ROOT / "accepted" / index not in accepted and one.get("id") not in dropped
    ]
    clear(data)
    move_periods(data, step.years)
    source = step.plan
    if source.amended_by:
        unpin(data, source)
    data |= {
        "revision": 1,
        "period": step.into.model_dump(mode="json"),
        "carried_from": {
            "id": source.id,
            "revision": source.revision,
            "period": source.period.model_dump(mode="json"),
        },
    }
    data["id"] = _new_id(data["title"], step)
    return Plan.model_validate(data)


def with_texts(plan: Plan, notes: Sequence[Note]) -> dict[str, Any]:
    """Return the data of a plan with the texts of the notes applied; the rest is unchanged."""
    data = data_of(plan)
    about: dict[FieldPath, list[Note]] = defaultdict(list)
    for one in notes:
        if one.swaps or _says(one, Choice.EDIT):
            about[one.path].append(one)
    for path, found in about.items():
        text = text_of(found)
        if not text and path.get(data) is None:
            continue  # an open question about a text that there is not
        data = path.replace(data, days_of(text) if path == QUARTERS else text)
    return data


def _says(note: Note, choice: Choice) -> bool:
    return note.choice is choice


def _with_activities(
    data: dict[str, Any], step: Step, notes: Sequence[Note]
) -> tuple[dict[str, Any], set[str]]:
    """Return the data with activities dropped and split, outcomes cleared, history recorded.

    With it come the ids that are gone.
    """
    decided = {
        one.activity: one
        for one in notes
        if one.activity and one.choice in (Choice.DROP, Choice.SPLIT)
    }
    changes: dict[FieldPath, list[dict[str, Any]]] = {}
    for row in step.plan.activity_rows():
        activity = {key: value for key, value in row.path.get(data).items() if key != "outcome"}
        activity.pop("carried_from", None)
        if told := carried(row).model_dump(mode="json", exclude_defaults=True):
            activity["carried_from"] = told  # a row without a number may have nothing to tell
        changes[row.path] = [activity]
        if one := decided.get(row.activity.id):
            dropped = one.choice is Choice.DROP
            changes[row.path] = [] if dropped else _parts(activity, one, row.activity.id)
    return edited(data, changes), set(decided)


def _parts(activity: dict[str, Any], note: Note, ident: str) -> list[Any]:
    given = note.answer.text if note.answer else ""
    return divided(activity, division_of(given, activity["title"]), ident)


def _new_id(title: str, step: Step) -> str:
    seed = f"{title}\n{step.into.first}\n{step.into.last}"
    attempts = (short_id(seed, attempt) for attempt in range(2))
    return next(ident for ident in attempts if ident != step.plan.id)
