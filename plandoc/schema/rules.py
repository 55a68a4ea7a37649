"""What single fields cannot see: rules of a plan that span its fields."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic_core import InitErrorDetails, PydanticCustomError

from plandoc.schema.base import refuse
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.schema.layout import DEFAULT_COLUMNS

DEEPEST_SECTION = 3


def _part(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)


def _list(value: Any, name: str) -> list[Any]:
    found = _part(value, name)
    return list(found) if isinstance(found, list | tuple) else []


def activities_of(value: Any) -> Iterator[Any]:
    """Yield every activity of a plan or section, as a model or as plain data."""
    yield from _list(value, "activities")
    for section in _list(value, "sections"):
        yield from activities_of(section)


def problems_across(  # noqa: C901
    raw: Mapping[str, Any],
) -> Iterator[InitErrorDetails]:
    """Yield what single fields cannot see, from the value as it came in."""
    ids: dict[str, str] = {}
    columns = _list(raw, "columns") or list(DEFAULT_COLUMNS)
    keys = [column if isinstance(column, str) else _part(column, "key") for column in columns]
    own = [key for key in keys if isinstance(key, str) and key not in STANDARD_COLUMNS]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield _refusal(("columns", index), key, "PLN162", key=key)

    def walk(value: Any, loc: tuple[str | int, ...], depth: int) -> Iterator[InitErrorDetails]:
        for index, activity in enumerate(_list(value, "activities")):
            place = (*loc, "activities", index)
            given = _part(activity, "id")
            if given and isinstance(given, str):
                if given in ids:
                    yield _refusal((*place, "id"), given, "PLN152", id=given, other=ids[given])
                ids.setdefault(given, path_of(place))
            fields = _part(activity, "fields")
            for key in fields if isinstance(fields, Mapping) else ():
                if key not in own:
                    nearest = get_close_matches(str(key), own, 1) or own[:1] or ["…"]
                    yield _refusal(
                        (*place, "fields", str(key)), key, "PLN163", key=key, nearest=nearest[0]
                    )
        for index, section in enumerate(_list(value, "sections")):
            place = (*loc, "sections", index)
            if depth == DEEPEST_SECTION:
                yield _refusal(place, None, "PLN153", deepest=DEEPEST_SECTION)
            else:
                yield from walk(section, place, depth + 1)

    yield from walk(raw, (), 0)


def path_of(loc: tuple[str | int, ...]) -> str:
    """Return a field path as people read it: `sections[1].activities[3].deadline`."""
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return path.removeprefix(".")


def _refusal(loc: tuple[str | int, ...], found: Any, code: str, **values: Any) -> InitErrorDetails:
    return InitErrorDetails(type=refuse(code, **values), loc=loc, input=found)


def again(error: Any) -> InitErrorDetails:
    """Return a Pydantic error in the form from which it can be raised once more."""
    kind: Any = error["type"]
    context = error.get("ctx", {})
    if kind.startswith("PLN"):
        kind, context = PydanticCustomError(kind, "{sentence}", context), {}
    return InitErrorDetails(type=kind, loc=error["loc"], input=error["input"], ctx=context)
