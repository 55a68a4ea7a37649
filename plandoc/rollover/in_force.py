"""What of an amended plan goes on into the next year: rows in force, numbered anew."""

from typing import Any

from plandoc.schema.plan import Plan
from plandoc.schema.rows import SectionRow
from plandoc.schema.rules import activities_of


def in_force(plan: Plan) -> Plan:
    """Return the plan without the rows that an amendment excluded; its numbers stay."""
    if not any(row.activity.excluded for row in plan.activity_rows()):
        return plan
    data = plan.model_dump(mode="json", exclude_defaults=True)
    _drop_excluded(data)
    return Plan.model_validate(data)


def _drop_excluded(holder: dict[str, Any]) -> None:
    if "activities" in holder:
        holder["activities"] = [a for a in holder["activities"] if not a.get("excluded")]
    kept = []
    for section in holder.get("sections", ()):
        held = any(True for _ in activities_of(section))
        _drop_excluded(section)
        if not held or any(True for _ in activities_of(section)):
            kept.append(section)
    if "sections" in holder:
        holder["sections"] = kept


def unpin(data: dict[str, Any], plan: Plan) -> None:
    """Take from the data of a draft what an amendment pinned: numbers, labels, its acts."""
    data.pop("amended_by", None)
    for activity in activities_of(data):
        activity.pop("amended", None)
        activity.pop("number", None)
    computed = {
        plan.numbering.section_label(row.numbers)
        for row in plan.rows()
        if isinstance(row, SectionRow)
    }
    _unlabel(data, computed)


def _unlabel(holder: dict[str, Any], computed: set[str]) -> None:
    for section in holder.get("sections", ()):
        if section.get("label") in computed:
            section.pop("label", None)
        _unlabel(section, computed)
