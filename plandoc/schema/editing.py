"""Edits of a plan: rows are found by number or id; the edited plan is validated as a whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from plandoc.codes import Code
from plandoc.errors import PlanError, Problem
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.schema.activity import Activity, Section
from plandoc.schema.base import copied
from plandoc.schema.given import as_text
from plandoc.schema.outcome import Outcome
from plandoc.schema.rows import ActivityRow, Row, SectionRow
from plandoc.schema.settling import HOLDERS
from plandoc.schema.tree import edited
from plandoc.words.likeness import closest
from plandoc.words.texts import heading_key

if TYPE_CHECKING:
    from plandoc.schema.plan import Plan

Key = str | int | UUID | Activity | ActivityRow
"""What an activity is found by: its number as printed, its id, itself, or its row."""

K = TypeVar("K")
"""A `Key`; mappings of any kind of them are taken."""

SectionKey = str | int | Section | SectionRow
"""What a section is found by: its number, label or title, itself, or its row."""

Fields = Mapping[str, object]


class Finder:
    """Finds the rows of a plan."""

    def __init__(self, plan: "Plan") -> None:
        self.rows = tuple(plan.activity_rows())
        self.by_id: dict[str, list[ActivityRow]] = {}
        self.by_number: dict[str, list[ActivityRow]] = {}
        for row in self.rows:
            self.by_id.setdefault(row.activity.id, []).append(row)
            if number := _bare(row.number):
                self.by_number.setdefault(number, []).append(row)

    def row(self, key: object) -> ActivityRow:
        """Return the row of an activity, by its number or id. Raises `PlanError`."""
        if isinstance(key, ActivityRow | Activity):
            return self.single(ident=key.id if isinstance(key, Activity) else key.activity.id)
        return self.single(ident=key, number=key)

    def single(self, *, ident: object = "", number: object = "") -> ActivityRow:
        """Return the only row with an id or a number. Raises `PlanError`."""
        by_id, by_number = as_text(ident) or "", as_text(number) or ""
        rows = [*self.by_id.get(by_id, ()), *self.by_number.get(_bare(by_number), ())]
        alike: dict[FieldPath, ActivityRow] = {row.path: row for row in rows}
        if len(alike) == 1:
            return next(iter(alike.values()))
        key = by_id or by_number
        if alike:
            shown = (f"{row.number or '—'} (id {row.activity.id})" for row in rows)
            values = {"key": key, "rows": ", ".join(shown)}
            raise PlanError([Problem(Code.ROW_NOT_SINGLE, values=values)])
        nearest = closest(key, [*self.by_number, *self.by_id], most=3)
        values = {"key": key, "nearest": ", ".join(nearest) or "—"}
        raise PlanError([Problem(Code.ROW_NOT_FOUND, values=values)])


def _bare(number: str) -> str:
    return number.strip().rstrip(".)")


def section_found(plan: "Plan", key: SectionKey) -> SectionRow:
    """Return the row of a section. Raises `PlanError`."""
    rows = [row for row in plan.rows() if isinstance(row, SectionRow)]
    if isinstance(key, SectionRow | Section):
        section = key if isinstance(key, Section) else key.section
        alike = [row for row in rows if row.section is section]
        shown = section.title
    else:
        shown = as_text(key) or ""
        alike = [row for row in rows if _is_named(row, shown)]
    if len(alike) == 1:
        return alike[0]
    names = [" ".join(filter(None, (row.label, row.section.title))) for row in alike or rows]
    code = Code.SECTION_NOT_SINGLE if alike else Code.SECTION_UNKNOWN
    raise PlanError([Problem(code, values={"key": shown, "known": "; ".join(names) or "—"})])


def _is_named(row: SectionRow, name: str) -> bool:
    number = ".".join(map(str, row.numbers))
    names = (row.label, row.section.title, f"{row.label} {row.section.title}")
    return _bare(name) == number or heading_key(name) in map(heading_key, filter(None, names))


def with_edits(plan: "Plan", edits: Mapping[K, Fields]) -> "Plan":
    """Return the plan with fields of some activities replaced. Raises `PlanError` with all."""

    def change(row: ActivityRow, fields: Fields) -> Activity:
        return row.activity.model_copy(update=fields)

    return _with_each(plan, edits, change)


def with_marks(plan: "Plan", marks: Mapping[K, Fields]) -> "Plan":
    """Return the plan with outcomes of some activities filled in. Raises `PlanError`."""

    def change(row: ActivityRow, fields: Fields) -> Activity:
        told = Outcome.model_validate({**fields})
        return row.activity.model_copy(update={"outcome": _joined(row.activity.outcome, told)})

    return _with_each(plan, marks, change, ROOT / "outcome")


def _joined(was: Outcome | None, told: Outcome) -> Outcome:
    """Return an outcome with what was told; another status begins a new outcome."""
    if was is None or told.status not in (None, was.status):
        return told
    named = {name: getattr(told, name) for name in told.model_fields_set}
    given = {name: value for name, value in named.items() if value or not isinstance(value, str)}
    return was.model_copy(update=given)


def _with_each(
    plan: "Plan",
    changes: Mapping[K, Fields],
    change: Callable[[ActivityRow, Fields], Activity],
    below: FieldPath = ROOT,
) -> "Plan":
    made: dict[FieldPath, Sequence[Activity]] = {}
    problems: list[Problem] = []
    finder = Finder(plan)
    for key, fields in changes.items():
        try:
            row = finder.row(key)
        except PlanError as error:
            problems += error.problems
            continue
        try:
            made[row.path] = (change(row, fields),)
        except PlanError as error:
            problems += [_under(problem, row, below) for problem in error.problems]
    if problems:
        raise PlanError(problems)
    return _whole(plan, edited(plan, made))


def _under(problem: Problem, row: ActivityRow, below: FieldPath) -> Problem:
    path = problem.place.path
    inside = below if below and not path.is_within(below) else ROOT
    return problem.at(path=row.path / inside / path, trail=row.number or row.activity.title)


_COLLECTED = ("carried_from", "introduced", "amended", "excluded")
_OF_PLAN = ("amended_by", "carried_from", "accepted")


def keeping(plan: "Plan", old: "Plan") -> "Plan":
    """Return the plan with what its former state knows beside the author's texts."""
    known = {row.activity.id: row.activity for row in old.activity_rows()}
    changes: dict[str, Sequence[Activity]] = {}
    for row in plan.activity_rows():
        now, was = row.activity, known.get(row.activity.id)
        if was is None:
            continue
        kept: dict[str, object] = {
            name: getattr(was, name)
            for name in _COLLECTED
            if getattr(was, name) and not getattr(now, name)
        }
        if was.outcome:
            kept["outcome"] = _joined(was.outcome, now.outcome) if now.outcome else was.outcome
        if kept:
            changes[now.id] = (copied(now, **kept),)
    fields = {name: getattr(plan, name) or getattr(old, name) for name in _OF_PLAN}
    fields["revision"] = max(plan.revision, old.revision)
    return _whole(copied(plan, **fields), plan.with_activities(changes))


def _whole(plan: "Plan", tree: "Plan") -> "Plan":
    """Return the plan with the rows of an edited one, validated as a whole. Raises `PlanError`."""
    return plan.model_copy(update={name: getattr(tree, name) for name in HOLDERS})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row is put: at the end of a section or an activity, before or after another row."""

    under: SectionKey | ActivityRow | None = None
    before: Key | SectionRow | None = None
    after: Key | SectionRow | None = None

    def found(self, plan: "Plan") -> tuple[FieldPath | None, str]:
        """Return the path of the row named and the relation to it. Raises `PlanError`."""
        told = {"under": self.under, "before": self.before, "after": self.after}
        given = {how: key for how, key in told.items() if key is not None}
        if len(given) > 1:
            raise PlanError([Problem(Code.ROW_PLACE_UNTOLD)])
        for how, key in given.items():
            if how == "under" and not isinstance(key, ActivityRow | Activity):
                return section_found(plan, key).path, how  # type: ignore[arg-type]
            return _row(plan, key).path, how  # type: ignore[arg-type]
        return None, ""


def with_row(plan: "Plan", item: Activity | Section, spot: Spot) -> "Plan":
    """Return the plan with another activity or section. Raises `PlanError`."""
    return _whole(plan, _put(plan, item, *spot.found(plan)))


def moved(plan: "Plan", key: Key | SectionRow, spot: Spot) -> "Plan":
    """Return the plan with a row in another place; its id and outcome stay. Raises `PlanError`."""
    gone = _row(plan, key).path
    path, how = spot.found(plan)
    if path is None or path.is_within(gone):
        raise PlanError([Problem(Code.ROW_PLACE_UNTOLD)])
    item = _at(plan, gone)
    return _whole(plan, _put(edited(plan, {gone: ()}), item, _shifted(path, gone), how))


def without(plan: "Plan", keys: Iterable[Key | SectionRow]) -> "Plan":
    """Return the plan without some rows. Raises `PlanError`."""
    return _whole(plan, edited(plan, {_row(plan, key).path: () for key in keys}))


def _row(plan: "Plan", key: Key | SectionRow) -> Row:
    return section_found(plan, key) if isinstance(key, SectionRow) else Finder(plan).row(key)


def _put(plan: "Plan", item: Activity | Section, path: FieldPath | None, how: str) -> "Plan":
    name = "activities" if isinstance(item, Activity) else "sections"
    if path is None:
        if name == "activities" and plan.sections:
            raise PlanError([Problem(Code.ROW_PLACE_UNTOLD)])
        return copied(plan, **{name: (*getattr(plan, name), item)})
    here = _at(plan, path)
    if how == "under":
        name = "parts" if isinstance(here, Activity) else name
        return edited(plan, {path: (copied(here, **{name: (*getattr(here, name), item)}),)})
    return edited(plan, {path: (item, here) if how == "before" else (here, item)})


def _at(plan: "Plan", path: FieldPath) -> Any:
    found: Any = plan
    for part in path.parts:
        found = found[part] if isinstance(part, int) else getattr(found, part)
    return found


def _shifted(path: FieldPath, gone: FieldPath) -> FieldPath:
    """Return the path of a row after another one was taken out."""
    *above, last = gone.parts
    index = path.parts[len(above)] if path.parts[: len(above)] == tuple(above) else ""
    if isinstance(index, int) and isinstance(last, int) and index > last:
        return FieldPath((*above, index - 1, *path.parts[len(gone.parts) :]))
    return path
