"""The columns of a plan, described once for the document, the workbook and their readers."""

from dataclasses import dataclass

from plandoc.schema.layout import STANDARD_COLUMNS, Align
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.wording import Wording

_CENTERED = ("number", "deadline")


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column ready to be written: every blank of its description filled in."""

    key: str
    heading: str
    width: float | None
    align: Align

    @property
    def own(self) -> bool:
        """Whether it is a text column of the plan's own."""
        return self.key not in STANDARD_COLUMNS


def columns_of(plan: Plan, wording: Wording) -> tuple[ColumnView, ...]:
    """Return the columns of the plan in their order."""
    headings = wording.words["columns"]
    return tuple(
        ColumnView(
            key=column.key,
            heading=column.heading or headings[column.key],
            width=column.width,
            align=column.align or (Align.CENTER if column.key in _CENTERED else Align.LEFT),
        )
        for column in plan.columns
    )


def cell_text(row: ActivityRow, key: str, plan: Plan, wording: Wording) -> str:
    """Return the text of a row in the column `key`, empty where the activity says nothing."""
    activity = row.activity
    match key:
        case "number":
            text = row.number
        case "title":
            text = activity.title
        case "executors":
            text = wording.executors(activity.executors, plan)
        case "supervisor":
            text = activity.supervisor
        case "deadline":
            text = activity.deadline.text if activity.deadline else ""
        case "expected_result":
            text = activity.expected_result
        case "outcome":
            text = wording.outcome(activity.outcome)
        case own:
            text = activity.fields.get(own, "")
    return text
