"""Every text of a plan in the order of its document, and where it stands in the plan's data."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plandoc.rollover.step import Step
from plandoc.schema.approval import Approval, ApprovalKind
from plandoc.schema.columns import PLAN_COLUMNS
from plandoc.schema.rows import ActivityRow, SectionRow
from plandoc.wording.columns import columns_of
from plandoc.words.texts import shortened

Loc = tuple[str | int, ...]

_STEP = re.compile(r"[^.\[\]]+")
_APPROVAL = (
    ("approval.word", ("word",)),
    ("approval.post", ("officer", "post")),
    ("approval.name", ("officer", "name")),
    ("approval.rank", ("officer", "rank")),
    ("approval.of", ("act", "of")),
    ("approval.body", ("minutes", "body")),
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One text: its place in the data, its field, and what a person knows it by.

    `activity` is the id of its activity, empty for what belongs to the plan or to a section.
    """

    loc: Loc
    field: str
    text: str
    title: str
    trail: str
    number: str = ""
    activity: str = ""
    row: ActivityRow | None = None


def loc_of(path: str) -> Loc:
    """Return the place that a field path names."""
    return tuple(int(part) if part.isdigit() else part for part in _STEP.findall(path))


def at(data: Any, loc: Loc) -> Any:
    """Return what stands at a place of plain data; `None` where nothing does."""
    for part in loc:
        if isinstance(part, str):
            data = data.get(part) if isinstance(data, Mapping) else None
        else:
            data = data[part]
    return data


@dataclass(frozen=True)
class Finder:
    """Finds the texts of a plan and names them."""

    step: Step
    data: Mapping[str, Any]

    def field_name(self, field: str) -> str:
        """Return a field as a person calls it."""
        if field.startswith("fields."):
            key = field.removeprefix("fields.")
            views = columns_of(self.step.plan, self.step.wording)
            return next(view.heading for view in views if view.key == key)
        own = self.step.wording.words.fields
        return own.get(field) or self.step.words.fields[field]

    def of_plan(self, loc: Loc, field: str, title: str = "", text: str | None = None) -> Slot:
        """Return what belongs to the plan as a whole; without a `text`, that of the data."""
        found = at(self.data, loc) if text is None else text
        name = self.field_name(field)
        trail = f"{title} → {name}" if title else name
        return Slot(loc, field, found or "", title, trail)

    def of_approval(self, index: int, loc: Loc, field: str, text: str | None = None) -> Slot:
        """Return what belongs to an approval, known by its word."""
        approval = self.step.plan.approvals[index]
        return self.of_plan(("approvals", index, *loc), field, self._word(approval), text)

    def of_activity(self, row: ActivityRow, key: str, loc: Loc, text: str | None = None) -> Slot:
        """Return a field of an activity, with «Задача 2 → 2.7 → срок»."""
        place = (*loc_of(row.path), *loc)
        above = [self._section_name(section) for section in row.sections]
        name = row.number.rstrip(".") or shortened(row.activity.title)
        return Slot(
            loc=place,
            field=key,
            text=(at(self.data, place) if text is None else text) or "",
            title=row.activity.title,
            trail=" → ".join([*above, name, self.field_name(key)]),
            number=row.number,
            activity=row.activity.id,
            row=row,
        )

    def of_head(self) -> Iterator[Slot]:
        """Yield the texts above the table."""
        head = [self.of_plan(("title",), "plan.title"), self.of_plan(("author",), "plan.author")]
        head += [
            self.of_approval(index, loc, field)
            for index in range(len(self.step.plan.approvals))
            for field, loc in _APPROVAL
        ]
        columns = self.data.get("columns", ())
        head += [
            self.of_plan(("columns", index, "heading"), "column.heading", column["key"])
            for index, column in enumerate(columns)
            if isinstance(column, Mapping)
        ]
        yield from (slot for slot in head if slot.text)

    def of_section(self, row: SectionRow) -> Iterator[Slot]:
        """Yield the title and the label of a section."""
        for key in ("title", "label"):
            slot = self.of_plan((*loc_of(row.path), key), f"section.{key}", self._section_name(row))
            if slot.text:
                yield slot

    def of_row(self, row: ActivityRow) -> Iterator[Slot]:
        """Yield the texts of an activity."""
        data = at(self.data, loc_of(row.path))
        places: list[tuple[str, Loc]] = []
        for key in PLAN_COLUMNS:
            if key != "executors":
                places.append((key, (key,)))
                continue
            for index, executor in enumerate(data.get(key, ())):
                named = () if isinstance(executor, str) else ("name",)
                places.append((key, (key, index, *named)))
        places += [(f"fields.{key}", ("fields", key)) for key in data.get("fields", ())]
        for key, loc in places:
            slot = self.of_activity(row, key, loc)
            if slot.text:
                yield slot

    def of_foot(self) -> Iterator[Slot]:
        """Yield the texts under the table."""
        plan = self.step.plan
        foot = [self.of_plan(("short_names", key), "short_name", key) for key in plan.short_names]
        foot += [self.of_plan(("notes", index), "note") for index in range(len(plan.notes))]
        for index, signature in enumerate(plan.signatures):
            for key in ("post", "name"):
                title = shortened(signature.post)
                foot.append(self.of_plan(("signatures", index, key), f"signature.{key}", title))
        yield from (slot for slot in foot if slot.text)

    def _word(self, approval: Approval) -> str:
        if approval.kind is ApprovalKind.OWN:
            return shortened(approval.word)
        return self.step.wording.words.approval[approval.kind]

    def _section_name(self, row: SectionRow) -> str:
        return row.label.rstrip(".") or shortened(self.step.wording.section_heading(row))
