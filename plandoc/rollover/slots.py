"""All texts of a plan in document order, with their locations in the plan's data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plandoc.fieldpath import ROOT, FieldPath
from plandoc.rollover.step import Step
from plandoc.schema.columns import PLAN_COLUMNS
from plandoc.schema.rows import ActivityRow, SectionRow
from plandoc.wording.columns import columns_of
from plandoc.words.texts import shortened

_OF_PLAN = (("title", "title"), ("second_title", "title"), ("author", "author"))
_OF_SECTION = (("title", "title"), ("second_title", "title"), ("label", "label"), ("text", "text"))
"""The texts of the plan and of a section, each with the name of its field."""

_APPROVAL = (
    ("approval.word", ROOT / "word"),
    ("approval.post", ROOT / "officer" / "post"),
    ("approval.name", ROOT / "officer" / "name"),
    ("approval.rank", ROOT / "officer" / "rank"),
    ("approval.of", ROOT / "act" / "of"),
    ("approval.body", ROOT / "minutes" / "body"),
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One text: its path, its field, and its name for readers.

    `activity` is the id of its activity, empty for texts of the plan or of a section.
    """

    path: FieldPath
    field: str
    text: str
    title: str
    trail: str
    number: str = ""
    activity: str = ""
    row: ActivityRow | None = None


@dataclass(frozen=True)
class Finder:
    """Finds the texts of a plan and names them. `data` is the plan as plain data."""

    step: Step
    data: Mapping[str, Any]

    def field_name(self, field: str) -> str:
        """Return the name of a field for readers."""
        if field.startswith("fields."):
            key = field.removeprefix("fields.")
            views = columns_of(self.step.plan, self.step.wording)
            return next(view.heading for view in views if view.key == key)
        own = self.step.wording.words.fields
        return own.get(field) or self.step.words.fields[field]

    def of_plan(
        self, path: FieldPath, field: str, title: str = "", text: str | None = None
    ) -> Slot:
        """Return a text of the plan as a whole; `text` defaults to that of the data."""
        found = path.get(self.data) if text is None else text
        name = self.field_name(field)
        trail = f"{title} → {name}" if title else name
        return Slot(path, field, found or "", title, trail)

    def of_approval(
        self, index: int, below: FieldPath, field: str, text: str | None = None
    ) -> Slot:
        """Return a text of an approval, named by its word; `below` is the path inside it."""
        path = ROOT / "approvals" / index / below
        name = self.step.wording.approval_name(self.step.plan.approvals[index])
        return self.of_plan(path, field, name, text)

    def of_activity(
        self, row: ActivityRow, key: str, below: FieldPath, text: str | None = None
    ) -> Slot:
        """Return a field of an activity; `below` is the path inside it.

        The trail is like «Задача 2 → 2.7 → срок».
        """
        path = row.path / below
        above = [self._section_name(section) for section in row.sections]
        name = row.number.rstrip(".") or shortened(row.activity.title)
        return Slot(
            path=path,
            field=key,
            text=(path.get(self.data) if text is None else text) or "",
            title=row.activity.title,
            trail=" → ".join([*above, name, self.field_name(key)]),
            number=row.number,
            activity=row.activity.id,
            row=row,
        )

    def of_head(self) -> Iterator[Slot]:
        """Yield the texts above the table."""
        head = [self.of_plan(ROOT / key, f"plan.{field}") for key, field in _OF_PLAN]
        head += [
            self.of_approval(index, below, field)
            for index in range(len(self.step.plan.approvals))
            for field, below in _APPROVAL
        ]
        columns = self.data.get("columns", ())
        head += [
            self.of_plan(ROOT / "columns" / index / key, "column.heading", column["key"])
            for index, column in enumerate(columns)
            if isinstance(column, Mapping)
            for key in ("heading", "second_heading")
        ]
        yield from (slot for slot in (*head, *self._of_blocks()) if slot.text)

    def _of_blocks(self) -> Iterator[Slot]:
        """Yield the texts of blocks outside of rows."""
        for index, block in enumerate(self.data.get("blocks", ())):
            if not isinstance(block, Mapping):
                continue
            path = ROOT / "blocks" / index
            for key in ("organisation", "heading", "text"):
                yield self.of_plan(path / key, f"block.{key}")
            annex = block.get("annex", {})
            if isinstance(annex, str):
                yield self.of_plan(path / "annex", "block.annex")
            else:
                yield self.of_plan(path / "annex" / "text", "block.annex")
                if "to" in annex:
                    yield self.of_plan(path / "annex" / "to" / "of", "approval.of")
            table = block.get("table", {})
            yield self.of_plan(path / "table" / "heading", "block.heading")
            if isinstance(table.get("period"), str):
                yield self.of_plan(path / "table" / "period", "plan.period")
            for number, column in enumerate(table.get("columns", ())):
                if isinstance(column, Mapping):
                    below = path / "table" / "columns" / number
                    for key in ("heading", "second_heading"):
                        yield self.of_plan(below / key, "column.heading", column["key"])

    def of_section(self, row: SectionRow) -> Iterator[Slot]:
        """Yield the title, the label and the text of a section."""
        for key, field in _OF_SECTION:
            slot = self.of_plan(row.path / key, f"section.{field}", self._section_name(row))
            if slot.text:
                yield slot
        for key in row.section.fields:
            place = row.path / "fields" / key
            yield self.of_plan(place, "section.text", self._section_name(row))
        if isinstance(row.section.total, str):
            yield self.of_plan(row.path / "total", "section.text", self._section_name(row))

    def of_row(self, row: ActivityRow) -> Iterator[Slot]:
        """Yield the texts of an activity."""
        data = row.path.get(self.data)
        places: list[tuple[str, FieldPath]] = []
        for key in PLAN_COLUMNS:
            if key != "executors":
                places.append((key, ROOT / key))
                continue
            for index, executor in enumerate(data.get(key, ())):
                below = ROOT / key / index
                places.append((key, below if isinstance(executor, str) else below / "name"))
        places += [(f"fields.{key}", ROOT / "fields" / key) for key in data.get("fields", ())]
        for key, below in places:
            slot = self.of_activity(row, key, below)
            if slot.text:
                yield slot

    def of_foot(self) -> Iterator[Slot]:
        """Yield the texts below the table."""
        plan = self.step.plan
        names, notes = ROOT / "short_names", ROOT / "notes"
        foot = [self.of_plan(names / key, "short_name", key) for key in plan.short_names]
        foot += [self.of_plan(ROOT / "extra" / name, "extra", name) for name in plan.extra]
        foot += [self.of_plan(notes / index, "note") for index in range(len(plan.notes))]
        for index, signature in enumerate(plan.signatures):
            for key in ("post", "name"):
                title = shortened(signature.post)
                path = ROOT / "signatures" / index / key
                foot.append(self.of_plan(path, f"signature.{key}", title))
        yield from (slot for slot in foot if slot.text)

    def _section_name(self, row: SectionRow) -> str:
        return row.label.rstrip(".") or shortened(self.step.wording.section_heading(row))
