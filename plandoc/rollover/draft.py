"""The draft of next year's plan: last year's data with what was decided put in."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from plandoc.rollover.division import divided, division_of
from plandoc.rollover.history import carried
from plandoc.rollover.in_force import unpin
from plandoc.rollover.notes import Note, text_of
from plandoc.rollover.quarters import QUARTERS, days_of
from plandoc.rollover.review import Choice
from plandoc.rollover.signing import clear
from plandoc.rollover.slots import Loc, at, loc_of
from plandoc.rollover.step import Step
from plandoc.schema.plan import Plan, short_id


def data_of(plan: Plan) -> dict[str, Any]:
    """Return a plan as plain data, without what the schema supplies by itself."""
    return plan.model_dump(mode="json", exclude_defaults=True)


def drafted(step: Step, notes: Sequence[Note]) -> Plan:
    """Return next year's plan as the notes have it: their answers, or else their defaults.

    Raises `pydantic.ValidationError` when an answer wrote what a plan cannot hold.
    """
    data = with_texts(step.plan, notes)
    gone = _settle_activities(data, step, notes)
    accepted = {one.loc[1] for one in notes if one.field == "accepted" and _says(one, Choice.DROP)}
    data["accepted"] = [
        one
        for index, one in enumerate(data.get("accepted", ()))
        if index not in accepted and one.get("id") not in gone
    ]
    clear(data)
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
    """Return the data of a plan with its texts as the notes have them, all else as it was."""
    data = data_of(plan)
    for loc, text in _texts(notes):
        at(data, loc[:-1])[loc[-1]] = days_of(text) if loc == QUARTERS else text
    return data


def _texts(notes: Sequence[Note]) -> Iterator[tuple[Loc, str]]:
    about = [one for one in notes if one.swaps or _says(one, Choice.EDIT)]
    for _, group in groupby(sorted(about, key=lambda one: repr(one.loc)), lambda one: one.loc):
        found = list(group)
        yield found[0].loc, text_of(found)


def _says(note: Note, choice: Choice) -> bool:
    return note.choice is choice


def _settle_activities(data: dict[str, Any], step: Step, notes: Sequence[Note]) -> set[str]:
    """Clear outcomes, note the history, drop and divide; return the ids that are gone."""
    decided = {
        one.activity: one
        for one in notes
        if one.activity and one.choice in (Choice.DROP, Choice.SPLIT)
    }
    fates: dict[int, list[Any]] = {}
    for row in step.plan.activity_rows():
        activity = at(data, loc_of(row.path))
        activity.pop("outcome", None)
        activity["carried_from"] = carried(row).model_dump(mode="json", exclude_defaults=True)
        fates[id(activity)] = [activity]
        if one := decided.get(row.activity.id):
            dropped = one.choice is Choice.DROP
            fates[id(activity)] = [] if dropped else _parts(activity, one, row.activity.id)
    _put(data, fates)
    return set(decided)


def _parts(activity: dict[str, Any], note: Note, ident: str) -> list[Any]:
    given = note.answer.text if note.answer else ""
    return divided(activity, division_of(given, activity["title"]), ident)


def _put(node: dict[str, Any], fates: dict[int, list[Any]]) -> None:
    if "activities" in node:
        node["activities"] = [new for one in node["activities"] for new in fates[id(one)]]
    for section in node.get("sections", ()):
        _put(section, fates)


def _new_id(title: str, step: Step) -> str:
    seed = f"{title}\n{step.into.first}\n{step.into.last}"
    attempts = (short_id(seed, attempt) for attempt in range(2))
    return next(ident for ident in attempts if ident != step.plan.id)
