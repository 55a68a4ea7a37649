"""The part of an amended plan that continues next year: rows in force, renumbered."""

from typing import Any

from plandoc.schema.content import rows_in_force
from plandoc.schema.numbering import label_shape
from plandoc.schema.plan import Plan
from plandoc.schema.rows import SectionRow
from plandoc.schema.tree import edited, is_activity, walk


def in_force(plan: Plan) -> Plan:
    """Return the plan without the rows that an amendment excluded; its numbers stay."""
    excluded = {row.path for row in plan.rows()} - {row.path for row in rows_in_force(plan)}
    if not excluded:
        return plan
    data = plan.model_dump(mode="json", exclude_defaults=True)
    return Plan.model_validate(edited(data, dict.fromkeys(excluded, ())))


def unpin(data: dict[str, Any], plan: Plan) -> None:
    """Remove from the data of a draft what an amendment fixed: numbers, labels, acts."""
    data.pop("amended_by", None)
    shapes = {
        label_shape(table.numbering.section_label(row.numbers))
        for table in plan.tables()
        for row in table.rows
        if isinstance(row, SectionRow)
    }
    for path, found in walk(data):
        if is_activity(path):
            found.pop("introduced", None)
            found.pop("amended", None)
            found.pop("number", None)
        elif "label" in found and label_shape(found["label"]) in shapes:
            del found["label"]
