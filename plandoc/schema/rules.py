"""The rules of a plan that span its fields: keys of columns, ids, depth of sections."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import InitErrorDetails

from plandoc.codes import Code
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.schema.base import code_of, refuse
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.schema.layout import DEFAULT_COLUMNS
from plandoc.schema.tree import DEEPEST_SECTION, is_activity, level_of, listed, walk
from plandoc.words.likeness import closest


def problems_across(raw: Mapping[str, Any]) -> Iterator[InitErrorDetails]:
    """Yield what breaks a rule that spans fields, from the value as it came in."""
    columns = listed(raw, "columns") or DEFAULT_COLUMNS
    keys = [column if isinstance(column, str) else _part(column, "key") for column in columns]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield _refusal(ROOT / "columns" / index, key, Code.COLUMN_REPEATED, key=key)
    own = [key for key in keys if isinstance(key, str) and key not in STANDARD_COLUMNS]
    ids: dict[str, FieldPath] = {}
    for path, found in walk(raw):
        if not is_activity(path):
            if level_of(path) > DEEPEST_SECTION:
                yield _refusal(path, None, Code.SECTIONS_TOO_DEEP, deepest=DEEPEST_SECTION)
            continue
        given = _part(found, "id")
        if given and isinstance(given, str):
            if given in ids:
                other = str(ids[given])
                yield _refusal(path / "id", given, Code.ID_REPEATED, id=given, other=other)
            ids.setdefault(given, path)
        fields = _part(found, "fields")
        for key in fields if isinstance(fields, Mapping) else ():
            if key not in own:
                nearest = closest(str(key), own) or own[:1] or ["…"]
                place = path / "fields" / str(key)
                yield _refusal(place, key, Code.OWN_COLUMN_UNKNOWN, key=key, nearest=nearest[0])


def _part(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)


def _refusal(path: FieldPath, found: Any, code: Code, **values: Any) -> InitErrorDetails:
    return InitErrorDetails(type=refuse(code, **values), loc=path.parts, input=found)


def again(error: Any) -> InitErrorDetails:
    """Return a Pydantic error in the form from which it can be raised once more."""
    kind: Any = error["type"]
    context = error.get("ctx", {})
    if (code := code_of(kind)) is not Code.VALUE_INVALID:
        kind, context = refuse(code, **context), {}
    return InitErrorDetails(type=kind, loc=error["loc"], input=error["input"], ctx=context)
