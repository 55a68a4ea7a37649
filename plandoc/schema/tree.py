"""The sections, activities and parts of activities of a plan: one walk over them, one way to edit.

Both work on models and on plain data alike, and go through the plan's own table and those in its
blocks in the order of the document.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

from plandoc.fieldpath import ROOT, FieldPath
from plandoc.schema.activity import Activity, Section
from plandoc.schema.base import Model, copied

if TYPE_CHECKING:
    from plandoc.schema.plan import Plan

DEEPEST_SECTION = 3
_LISTS = ("activities", "sections", "parts")
_ROWS = tuple((name,) for name in _LISTS)

Data = Mapping[str, Any]
"""A plan or a section as plain data, as `model_dump(mode="json")` gives it."""

Tree = TypeVar("Tree", bound="Plan | Section | Data")


@overload
def walk(tree: "Plan | Section") -> Iterator[tuple[FieldPath, Activity | Section]]: ...
@overload
def walk(tree: object) -> Iterator[tuple[FieldPath, Any]]: ...
def walk(tree: object) -> Iterator[tuple[FieldPath, Any]]:
    """Yield every activity, part and section with its path, in the order of the document.

    Plain data may have any shape: anything but a list in place of a list counts as empty. What is
    deeper than `DEEPEST_SECTION` sections or one part is yielded, its contents are not.
    """
    for path, holder in tables(tree):
        yield from walk_table(holder, path)


def tables(tree: object) -> Iterator[tuple[FieldPath, Any]]:
    """Yield what holds the rows of each table, with its path, in the order of the document.

    The plan itself holds those of its own table; its path is `ROOT`.
    """
    blocks = listed(tree, "blocks")
    places = [*map(_table_in, blocks)]
    if _OWN not in places and (not blocks or any(listed(tree, name) for name in _LISTS)):
        yield ROOT, tree
    for index, found in enumerate(places):
        if found == _OWN:
            yield ROOT, tree
        elif found is not None:
            yield ROOT / "blocks" / index / "table", found


_OWN = "table"


def _table_in(block: object) -> Any:
    """Return the table of a block, `"table"` for the place of the plan's own, else `None`."""
    if isinstance(block, str):
        return _OWN if block == _OWN else None
    if field(block, "place") == _OWN:
        return _OWN
    found = field(block, "table")
    return None if isinstance(found, str) else found


def walk_table(holder: object, path: FieldPath) -> Iterator[tuple[FieldPath, Any]]:
    """Yield what `walk` yields for one table; `path` is that of its holder."""
    for index, activity in enumerate(listed(holder, "activities")):
        place = FieldPath((*path.parts, "activities", index))
        yield place, activity
        for number, part in enumerate(listed(activity, "parts")):
            yield FieldPath((*place.parts, "parts", number)), part
    for index, section in enumerate(listed(holder, "sections")):
        below = FieldPath((*path.parts, "sections", index))
        yield below, section
        if level_of(below) <= DEEPEST_SECTION:
            yield from walk_table(section, below)


def is_activity(path: FieldPath) -> bool:
    """Whether a path that `walk` yields leads to an activity or a part of one."""
    return path.parts[-2] != "sections"


def row_of(path: FieldPath) -> FieldPath:
    """Return the path to the nearest activity, part or section around a field, else `ROOT`."""
    while path and not (isinstance(path.parts[-1], int) and path.parts[-2:-1] in _ROWS):
        path = path.parent
    return path


def level_of(path: FieldPath) -> int:
    """Return the depth of an activity, a part or a section by its path, 1 at the top."""
    return sum(part in _LISTS for part in path.parts)


def table_of(path: FieldPath) -> FieldPath:
    """Return the path of the table in which a row stands; `ROOT` for the plan's own."""
    return FieldPath(path.parts[:3]) if path.parts[:1] == ("blocks",) else ROOT


def listed(holder: object, name: str) -> Sequence[Any]:
    """Return the list `name` of a model or of plain data, empty where there is none."""
    found = field(holder, name)
    return found if isinstance(found, list | tuple) else ()


def field(holder: object, name: str) -> Any:
    """Return the field `name` of a model or of plain data, `None` where there is none."""
    return holder.get(name) if isinstance(holder, Mapping) else getattr(holder, name, None)


def edited(tree: Tree, changes: Mapping[FieldPath, Sequence[Any]]) -> Tree:
    """Return the tree with each activity or section in `changes` replaced by a sequence of others.

    An empty sequence removes it; several items take its place in order. Paths are those of
    `tree`; those inside of something replaced count only if its replacement has the same lists.
    Nothing is validated. `tree` does not change; the result shares all unchanged parts with it.
    """
    found: Tree = _edited(tree, ROOT, changes)
    return found


def _edited(holder: Any, path: FieldPath, changes: Mapping[FieldPath, Sequence[Any]]) -> Any:
    update: dict[str, list[Any]] = {}
    for name in _LISTS:
        was = listed(holder, name)
        now: list[Any] = []
        for index, child in enumerate(was):
            place = FieldPath((*path.parts, name, index))
            now += [
                _edited(one, place, changes) if _holds_the_same(one, child) else one
                for one in changes.get(place, (child,))
            ]
        if _differ(was, now):
            update[name] = now
    blocks = listed(holder, "blocks")
    edited_blocks = list(blocks)
    for index, block in enumerate(blocks):
        if not isinstance(table := _table_in(block), str | None):
            place = FieldPath((*path.parts, "blocks", index, "table"))
            edited_blocks[index] = _changed(block, {"table": _edited(table, place, changes)})
    if _differ(blocks, edited_blocks):
        update["blocks"] = edited_blocks
    return _changed(holder, update)


def _holds_the_same(one: Any, child: Any) -> bool:
    """Whether one has the very lists of a child, whose rows changes may name."""
    return one is child or all(listed(one, name) is listed(child, name) for name in _LISTS)


def _differ(was: Sequence[Any], now: Sequence[Any]) -> bool:
    return len(was) != len(now) or any(a is not b for a, b in zip(was, now, strict=True))


def _changed(holder: Any, update: Mapping[str, Any]) -> Any:
    """Return the holder with some fields replaced, itself if they are the same."""
    if all(field(holder, name) is found for name, found in update.items()):
        return holder
    if isinstance(holder, Model):
        found = {name: tuple(v) if isinstance(v, list) else v for name, v in update.items()}
        return copied(holder, **found)
    return {**holder, **update}
