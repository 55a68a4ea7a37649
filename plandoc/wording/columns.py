"""The columns of a plan, described once for the document, the workbook and their readers."""

from dataclasses import dataclass

from plandoc.schema.columns import PLAN_COLUMNS, STANDARD, STANDARD_COLUMNS, TEXT_COLUMNS, Align
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.wording.phrases import Wording

_ALIGN = {column.key: column.align for column in STANDARD}


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

    @property
    def path(self) -> str:
        """The key as files that come back have it: own columns are called `fields.<key>`."""
        return f"fields.{self.key}" if self.own else self.key


def columns_of(plan: Plan, wording: Wording) -> tuple[ColumnView, ...]:
    """Return the columns of the plan in their order."""
    headings = wording.words.columns
    return tuple(
        ColumnView(
            key=column.key,
            heading=column.heading or headings[column.key],
            width=column.width,
            align=column.align or _ALIGN.get(column.key, Align.LEFT),
        )
        for column in plan.columns
    )


def cell_text(row: ActivityRow, key: str, plan: Plan, wording: Wording) -> str:
    """Return the text of a row in the column `key`, empty where the activity says nothing.

    An excluded activity has its number and says by what it was excluded.
    """
    activity = row.activity
    if activity.excluded and key != "number":
        return wording.excluded(activity) if key == "title" else ""
    match key:
        case "number":
            text = row.number
        case "title":
            acts = (activity.amended,) if activity.amended else ()
            text = "\n".join(filter(None, (activity.title, wording.amended(acts))))
        case "executors":
            text = wording.executors(activity.executors, plan)
        case "deadline":
            text = activity.deadline.text if activity.deadline else ""
        case "outcome":
            text = wording.outcome(activity.outcome)
        case words if words in TEXT_COLUMNS:
            text = getattr(activity, words)
        case own:
            text = activity.fields.get(own, "")
    return text


def issued_texts(plan: Plan, wording: Wording) -> dict[str, dict[str, str]]:
    """Return what a file goes out with: texts by id of the activity, then by key of column.

    Keys are those of `PLAN_COLUMNS`, `fields.<own key>` and `outcome.<field>`; what is empty is
    left out. A reader tells by them what was changed by hand in a file that comes back.
    """
    return {row.activity.id: row_texts(row, plan, wording) for row in plan.activity_rows()}


def row_texts(row: ActivityRow, plan: Plan, wording: Wording) -> dict[str, str]:
    """Return the texts with which one activity goes out, by key of column."""
    activity = row.activity
    texts = {key: cell_text(row, key, plan, wording) for key in PLAN_COLUMNS}
    texts |= {f"fields.{key}": text for key, text in activity.fields.items()}
    if activity.outcome:
        texts |= {f"outcome.{key}": text for key, text in activity.outcome.texts().items()}
    return {key: text for key, text in texts.items() if text}


def manifest(plan: Plan, wording: Wording) -> dict[str, str]:
    """Return what tells a later reader whose file it is, by name of the file's property."""
    return {
        "plandoc.plan_id": plan.id,
        "plandoc.revision": str(plan.revision),
        "plandoc.schema_version": str(plan.schema_version),
        "plandoc.content_hash": plan.content_hash,
        "plandoc.period": f"{plan.period.first.isoformat()}/{plan.period.last.isoformat()}",
        "plandoc.language": wording.language,
    }
