"""The rules of a plan that span its fields: keys of columns, ids, depth of sections."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic_core import InitErrorDetails

from plandoc.codes import Code
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.schema.base import code_of, refuse
from plandoc.schema.blocks import ITEM_PLACE, PlanPart
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.schema.layout import DEFAULT_COLUMNS
from plandoc.schema.tree import (
    DEEPEST_SECTION,
    field,
    is_activity,
    level_of,
    listed,
    tables,
    walk_table,
)
from plandoc.words.likeness import closest


def problems_across(raw: Mapping[str, Any]) -> Iterator[InitErrorDetails]:
    """Yield what breaks a rule that spans fields, from the value as it came in."""
    yield from _misplaced(raw)
    ids: dict[str, FieldPath] = {}
    for top, table in tables(raw):
        columns = listed(table, "columns") or listed(raw, "columns") or DEFAULT_COLUMNS
        keys = [column if isinstance(column, str) else field(column, "key") for column in columns]
        if listed(table, "columns"):
            yield from _repeated(keys, top)
        yield from _item_places(table, top, [key for key in keys if isinstance(key, str)])
        own = [key for key in keys if isinstance(key, str) and key not in STANDARD_COLUMNS]
        for path, found in walk_table(table, top):
            if is_activity(path):
                yield from _of_activity(path, found, ids, own)
                continue
            if level_of(path) > DEEPEST_SECTION:
                yield _refusal(path, None, Code.SECTIONS_TOO_DEEP, deepest=DEEPEST_SECTION)
            cells = [key for key in keys if isinstance(key, str) and key != "title"]
            yield from _unknown_cells(path, found, cells)


def _item_places(table: Any, top: FieldPath, keys: Sequence[str]) -> Iterator[InitErrorDetails]:
    """Yield what is wrong with the sample of the items of a list."""
    sample = field(table, "item")
    if not isinstance(sample, str) or not sample.strip():
        return
    known = [key for key in keys if key not in ("number", "outcome")]
    places = ITEM_PLACE.findall(sample)
    wrong = [place for place in places if place not in known or places.count(place) > 1]
    if wrong or "title" not in places:
        told = ", ".join(f"{{{key}}}" for key in known)
        yield _refusal(top / "item", sample, Code.LIST_ITEM_SAMPLE, value=sample, known=told)


def _repeated(keys: Sequence[Any], top: FieldPath) -> Iterator[InitErrorDetails]:
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield _refusal(top / "columns" / index, key, Code.COLUMN_REPEATED, key=key)


def _of_activity(
    path: FieldPath, found: Any, ids: dict[str, FieldPath], own: Sequence[str]
) -> Iterator[InitErrorDetails]:
    given = field(found, "id")
    if given and isinstance(given, str):
        if given in ids:
            other = str(ids[given])
            yield _refusal(path / "id", given, Code.ID_REPEATED, id=given, other=other)
        ids.setdefault(given, path)
    if path.parts[-2] == "parts" and listed(found, "parts"):
        yield _refusal(path / "parts", None, Code.PARTS_TOO_DEEP)
    yield from _unknown_cells(path, found, own)


def _unknown_cells(path: FieldPath, found: Any, known: Sequence[str]) -> Iterator[InitErrorDetails]:
    """Yield the cells of a row that stand under no column."""
    fields = field(found, "fields")
    for key in fields if isinstance(fields, Mapping) else ():
        if key not in known:
            place = path / "fields" / str(key)
            told = ", ".join(dict.fromkeys([*closest(str(key), known), *known])) or "—"
            yield _refusal(place, key, Code.OWN_COLUMN_UNKNOWN, key=key, known=told)


def _misplaced(raw: Mapping[str, Any]) -> Iterator[InitErrorDetails]:
    """Yield what the blocks of a plan leave out, and what they print twice."""
    blocks = listed(raw, "blocks")
    if not blocks:
        return
    places = [block if isinstance(block, str) else field(block, "place") for block in blocks]
    for index, place in enumerate(places):
        if place in _PRINTED and place in places[:index]:
            yield _refusal(ROOT / "blocks" / index, place, Code.BLOCK_REPEATED, place=place)
    yield from _out_of_place(places, blocks)
    for place, fields in _PRINTED.items():
        for name in fields:
            if place not in places and field(raw, name):
                yield _refusal(ROOT / "blocks", None, Code.BLOCK_MISSING, place=place, key=name)


def _out_of_place(places: Sequence[Any], blocks: Sequence[Any]) -> Iterator[InitErrorDetails]:
    """Yield spaces on a page whose height is not known, and contents that have nothing to list."""
    on_page: list[int] = []
    tall = False
    for index, place in enumerate((*places, PlanPart.PAGE_BREAK)):
        if place == PlanPart.PAGE_BREAK:
            for space in on_page if tall else ():
                yield _refusal(ROOT / "blocks" / space, None, Code.SPACE_BESIDE_TABLE)
            on_page, tall = [], False
        elif place == PlanPart.SPACE:
            on_page.append(index)
        elif place in (PlanPart.TABLE, PlanPart.CONTENTS) or field(blocks[index], "table"):
            tall = True
    headed = any(field(b, "heading") or field(field(b, "table"), "heading") for b in blocks)
    if PlanPart.CONTENTS in places and not headed:
        at = ROOT / "blocks" / places.index(PlanPart.CONTENTS)
        yield _refusal(at, None, Code.CONTENTS_EMPTY)


_PRINTED = {
    PlanPart.APPROVALS: ("approvals",),
    PlanPart.TITLE: ("title",),
    PlanPart.TABLE: ("activities", "sections"),
    PlanPart.NOTES: ("notes",),
    PlanPart.SIGNATURES: ("signatures",),
    PlanPart.CONTENTS: (),
}
"""The fields of a plan that each place prints."""


def _refusal(path: FieldPath, found: Any, code: Code, **values: Any) -> InitErrorDetails:
    return InitErrorDetails(type=refuse(code, **values), loc=path.parts, input=found)


def again(error: Any) -> InitErrorDetails:
    """Return a Pydantic error in the form from which it can be raised once more."""
    kind: Any = error["type"]
    context = error.get("ctx", {})
    if (code := code_of(kind)) is not Code.VALUE_INVALID:
        kind, context = refuse(code, **context), {}
    return InitErrorDetails(type=kind, loc=error["loc"], input=error["input"], ctx=context)
