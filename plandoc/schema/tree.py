"""The sections and activities of a plan: one walk over them, one way to edit them.

Both work on models and on plain data alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

from pydantic import BaseModel

from plandoc.fieldpath import ROOT, FieldPath
from plandoc.schema.activity import Activity, Section

if TYPE_CHECKING:
    from plandoc.schema.plan import Plan

DEEPEST_SECTION = 3
_LISTS = (("activities",), ("sections",))

Data = Mapping[str, Any]
"""A plan or a section as plain data, as `model_dump(mode="json")` gives it."""

Tree = TypeVar("Tree", bound="Plan | Section | Data")


@overload
def walk(tree: "Plan | Section") -> Iterator[tuple[FieldPath, Activity | Section]]: ...
@overload
def walk(tree: object) -> Iterator[tuple[FieldPath, Any]]: ...
def walk(tree: object) -> Iterator[tuple[FieldPath, Any]]:
    """Yield every activity and section with its path, in the order of the document.

    Plain data may have any shape: anything but a list in place of a list counts as empty. A
    section deeper than `DEEPEST_SECTION` levels is yielded, its contents are not.
    """
    return _walk(tree, ROOT)


def _walk(holder: object, path: FieldPath) -> Iterator[tuple[FieldPath, Any]]:
    for index, activity in enumerate(listed(holder, "activities")):
        yield FieldPath((*path.parts, "activities", index)), activity
    for index, section in enumerate(listed(holder, "sections")):
        below = FieldPath((*path.parts, "sections", index))
        yield below, section
        if level_of(below) <= DEEPEST_SECTION:
            yield from _walk(section, below)


def is_activity(path: FieldPath) -> bool:
    """Whether a path that `walk` yields leads to an activity."""
    return path.parts[-2] == "activities"


def row_of(path: FieldPath) -> FieldPath:
    """Return the path to the nearest activity or section around a field, else `ROOT`."""
    while path and not (isinstance(path.parts[-1], int) and path.parts[-2:-1] in _LISTS):
        path = path.parent
    return path


def level_of(path: FieldPath) -> int:
    """Return the depth of an activity or a section by its path, 1 at the top."""
    return len(path.parts) // 2


def listed(holder: object, name: str) -> Sequence[Any]:
    """Return the list `name` of a model or of plain data, empty where there is none."""
    found = holder.get(name) if isinstance(holder, Mapping) else getattr(holder, name, None)
    return found if isinstance(found, list | tuple) else ()


def edited(tree: Tree, changes: Mapping[FieldPath, Sequence[Any]]) -> Tree:
    """Return the tree with each activity or section in `changes` replaced by a sequence of others.

    An empty sequence removes it; several items take its place in order. Paths are those of
    `tree`, and those inside of a replaced section are ignored. Nothing is validated. `tree` does
    not change; the result shares all unchanged parts with it.
    """
    found: Tree = _edited(tree, ROOT, changes)
    return found


def _edited(holder: Any, path: FieldPath, changes: Mapping[FieldPath, Sequence[Any]]) -> Any:
    update: dict[str, list[Any]] = {}
    for name in ("activities", "sections"):
        was = listed(holder, name)
        now: list[Any] = []
        for index, child in enumerate(was):
            place = FieldPath((*path.parts, name, index))
            if place in changes:
                now += changes[place]
            else:
                now.append(_edited(child, place, changes) if name == "sections" else child)
        if len(was) != len(now) or any(a is not b for a, b in zip(was, now, strict=True)):
            update[name] = now
    if not update:
        return holder
    if isinstance(holder, BaseModel):
        return holder.model_copy(update={name: tuple(found) for name, found in update.items()})
    return {**holder, **update}
