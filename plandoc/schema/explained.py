"""What a value refused by the schema is, as problems: by the type of the error, never by its text.

Files, constructors and edits tell the same. A reader of files adds lines and columns.
"""

import re
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.fieldpath import FieldPath
from plandoc.schema.activity import Activity, Section
from plandoc.schema.approval import ActKind, Approval
from plandoc.schema.base import code_of
from plandoc.schema.blocks import Block, PlanPart
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.schema.names import meanings, names_of, normal, spelled
from plandoc.schema.tree import field
from plandoc.words.language import DEFAULT_LANGUAGE, LANGUAGES, language_of, words_in
from plandoc.words.likeness import closest
from plandoc.words.quotes import listed, quoted
from plandoc.words.texts import one_line

_MAX_SHOWN = 60
_OF_EMPTY_ITEMS = frozenset(("model_type", "model_attributes_type", "string_type", "tuple_type"))
"""Kinds of errors of an item of a list that has no value."""

_GENERIC = {
    "missing": Code.KEY_MISSING,
    "string_type": Code.TEXT_EXPECTED,
    "int_type": Code.INTEGER_EXPECTED,
    "int_parsing": Code.INTEGER_EXPECTED,
    "int_from_float": Code.INTEGER_EXPECTED,
    "int_parsing_size": Code.INTEGER_EXPECTED,
    "float_type": Code.NUMBER_EXPECTED,
    "float_parsing": Code.NUMBER_EXPECTED,
    "finite_number": Code.NUMBER_EXPECTED,
    "greater_than_equal": Code.NUMBER_TOO_SMALL,
    "less_than_equal": Code.NUMBER_TOO_LARGE,
    "bool_type": Code.BOOLEAN_EXPECTED,
    "bool_parsing": Code.BOOLEAN_EXPECTED,
    "model_type": Code.MAPPING_EXPECTED,
    "model_attributes_type": Code.MAPPING_EXPECTED,
    "dict_type": Code.MAPPING_EXPECTED,
    "tuple_type": Code.LIST_EXPECTED,
    "list_type": Code.LIST_EXPECTED,
    "too_long": Code.LIST_TOO_LONG,
    "too_short": Code.LIST_TOO_SHORT,
    "string_pattern_mismatch": Code.PATTERN_MISMATCH,
    "string_too_long": Code.TEXT_TOO_LONG,
    "string_unicode": Code.LONE_SURROGATE,
}
_LIMITS = {
    "ge": "limit",
    "le": "limit",
    "min_length": "limit",
    "max_length": "limit",
    "actual_length": "actual",
    "pattern": "pattern",
}
WITHOUT_VALUE = Code.KEY_WITHOUT_VALUE
_PATTERNS = {"id": Code.ID_INVALID, "key": Code.COLUMN_KEY_INVALID}


class Whole(NamedTuple):
    """What was validated: its model and the value as it came in, plain data or models in it.

    `language` is that of the names of keys in it, empty for the keys themselves.
    """

    model: type[BaseModel]
    value: Any
    language: str = ""


class Refused(NamedTuple):
    """A refused value: its path, whether the key itself is refused, the code and its values."""

    kind: str
    path: tuple[str | int, ...]
    on_key: bool
    code: Code
    values: dict[str, Any]


def problems_of(error: ValidationError, whole: Whole) -> tuple[Problem, ...]:
    """Return the problem of each refused value, with its path and what it is known by."""

    def problem(one: Refused) -> Problem:
        code, values = one.code, one.values
        if one.kind == "missing" and isinstance(one.path[-1], str):
            holder, steps = descend(whole.value, one.path[:-1])
            if (
                steps == len(one.path) - 1
                and isinstance(holder, Mapping)
                and one.path[-1] in holder
            ):
                code = WITHOUT_VALUE
        own = _step(whole.value, "title") if issubclass(whole.model, Activity | Section) else None
        named = shown(own) if isinstance(own, str) and own.strip() else ""
        trail = trail_of(whole.value, one.path) or named
        return Problem(code, values=values).at(path=FieldPath(one.path), trail=trail)

    return tuple(once([*map(problem, refused(error, whole))]))


def refused(error: ValidationError, whole: Whole) -> Iterator[Refused]:
    """Yield what each Pydantic error says, by its type and location."""
    for detail in error.errors(include_url=False):
        kind = detail["type"]
        if kind == "is_instance_of":
            continue  # the other branch of the union gives a better message
        if kind == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
            continue  # Pydantic counts valid items only; invalid ones have their own errors
        path, on_key = _loc(detail["loc"], whole.value)
        yield Refused(kind, path, on_key, *_words(kind, path, detail, whole))


def without_content(key: str) -> tuple[Code, dict[str, Any]]:
    """Return the code and the values for a block that is a key without a value."""
    if names_a_place(key):
        return Code.BLOCK_PLACE_WITH_VALUE, {"place": key}
    return WITHOUT_VALUE, {"key": key}


def once(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield problems without a missing key whose name was misspelt beside."""
    meant = {
        FieldPath((*problem.place.path.parts[:-1], str(problem.values["meant"])))
        for problem in problems
        if problem.code is Code.KEY_MISSPELT
    }
    for problem in problems:
        if problem.code is not Code.KEY_MISSING or problem.place.path not in meant:
            yield problem


def descend(value: Any, path: Iterable[str | int]) -> tuple[Any, int]:
    """Return the deepest value along a path that is there, and the number of steps to it."""
    steps = 0
    for part in path:
        below = _step(value, part)
        if below is None:
            break
        value, steps = below, steps + 1
    return value, steps


def _step(value: Any, part: str | int) -> Any:
    if isinstance(part, str):
        return field(value, part) if isinstance(value, Mapping | BaseModel) else None
    is_there = isinstance(value, list | tuple) and part < len(value)
    return value[part] if is_there else None


def _loc(loc: tuple[str | int, ...], value: Any) -> tuple[tuple[str | int, ...], bool]:
    """Return the path of an error in the value, and whether the error is about a key.

    Pydantic ends a path with `[key]` for a key of a mapping, and with the name of the branch for a
    union (`function-after[…]`).
    """
    own: list[str | int] = []
    for part in loc:
        below = _step(value, part)
        if below is not None or isinstance(part, int) or not part.endswith("]"):
            own.append(part)
            value = below
    return tuple(own), bool(loc) and loc[-1] == "[key]" and "[key]" not in own


def _words(
    kind: str, loc: tuple[str | int, ...], detail: Mapping[str, Any], whole: Whole
) -> tuple[Code, dict[str, Any]]:
    """Return the code and the values for a Pydantic error."""
    context = detail.get("ctx", {})
    own = code_of(kind)
    if own is not Code.VALUE_INVALID:
        named = {str(part): spelled(PlanPart.__name__, part, whole.language) for part in PlanPart}
        of_parts = named if "place" in context else {}
        return own, {name: of_parts.get(v) or clean(v) for name, v in context.items()}
    key = str(loc[-1]) if loc else ""
    values = {"key": clean(key), "found": shown(detail["input"]), "kind": kind}
    if kind == "extra_forbidden":
        return unknown_key(loc, values, whole)
    if kind in {"enum", "literal_error"}:
        return _not_listed(detail, values, whole)
    values |= {_LIMITS[name]: context[name] for name in _LIMITS.keys() & context.keys()}
    code = _GENERIC.get(kind, own)
    if detail["input"] is None and loc and isinstance(loc[-1], int) and kind in _OF_EMPTY_ITEMS:
        return Code.LIST_ITEM_EMPTY, values
    if kind == "missing" and isinstance(loc[-1], int):
        code, values["found"] = Code.LIST_ITEM_MISSING, shown(descend(whole.value, loc)[0])
    elif kind == "string_pattern_mismatch":
        code = _PATTERNS.get(key, code)
    return code, values


def unknown_key(
    loc: tuple[str | int, ...], values: dict[str, Any], whole: Whole
) -> tuple[Code, dict[str, Any]]:
    """Return the code and the values for a key that nothing has."""
    model = _model_at(loc[:-1], whole.model)
    known = _known_names(model) if model else {}
    table = model.__name__ if model else ""
    listed = dict.fromkeys(known.values())
    values["known"] = ", ".join(spelled(table, one, whole.language) for one in listed)
    if model is Activity and loc[-1] in _own_columns(whole.value):
        return Code.OWN_COLUMN_OUTSIDE_FIELDS, values
    key = str(loc[-1])
    if model is Block and names_a_place(key):
        return Code.BLOCK_PLACE_WITH_VALUE, {"place": key}
    nearest = [*_holders(model, key), *closest(key, known), *closest(normal(key), known)]
    if not nearest:
        return Code.KEY_UNKNOWN, values
    meant = known[nearest[0]]
    values["nearest"] = spelled(table, meant, whole.language)
    return Code.KEY_MISSPELT, {**values, "meant": meant}


def names_a_place(key: str) -> bool:
    """Whether a key is one of the places of a document, which stand in the list as words."""
    return key in list(PlanPart) or normal(key) in meanings(PlanPart.__name__)


def _known_names(model: type[BaseModel]) -> dict[str, str]:
    """Return the keys of a model by their own and all other names."""
    table = model.__name__
    return {
        name: key
        for key in model.model_fields
        for name in (key, *map(normal, names_of(table, key)))
    }


def _holders(model: type[BaseModel] | None, key: str) -> Iterator[str]:
    """Yield the keys of a model below which a key belongs, or whose kind it names: `act: order`."""
    for name, info in (model.model_fields if model is Approval else {}).items():
        below = model_in(info.annotation)
        kind = below.model_fields.get("kind") if below else None
        kinds = {*_kinds(kind), *meanings(ActKind.__name__)} if kind else ()
        if below and (normal(key) in _known_names(below) or key in kinds):
            yield name


def _kinds(field: FieldInfo) -> Iterable[str]:
    kind = field.annotation
    return [str(one) for one in kind] if isinstance(kind, type) and issubclass(kind, Enum) else []


def _words_of_values(language: str) -> Mapping[str, str]:
    """Return what the paper shows for values of a plan file."""
    words = words_in(language).words
    return {**words.approval, **words.status, **words.act["nominative"]}


def _in_words(allowed: Sequence[str], value: Any) -> str:
    """Return values with the words that the paper shows for them: `approve («УТВЕРЖДАЮ»)`."""
    words = _words_of_values(language_of(str(_step(value, "language") or DEFAULT_LANGUAGE)))
    return listed(
        quoted(words[one], before=f"{one} (", after=")") if one in words else one for one in allowed
    )


def _by_word(found: str, allowed: Sequence[str]) -> list[str]:
    """Return the value whose word on paper, in any language, is the nearest to what was written."""
    tables = map(_words_of_values, LANGUAGES)
    values = {words[one].casefold(): one for words in tables for one in allowed if one in words}
    return [values[word] for word in closest(found.strip().casefold(), [*values])]


def _not_listed(
    detail: Mapping[str, Any], values: dict[str, Any], whole: Whole
) -> tuple[Code, dict[str, Any]]:
    expected = detail["ctx"]["expected"]
    allowed = re.findall(r"'([^']*)'", expected) or [expected]
    table = _table_of(allowed)
    shown_as = {one: spelled(table, one, whole.language) for one in allowed}
    named = ", ".join(shown_as.values())
    by_name = whole.language and table
    values["allowed"] = named if by_name else _in_words(allowed, whole.value)
    found = str(detail["input"])
    names = {name: one for one in allowed for name in (*map(normal, names_of(table, one)), one)}
    near = [names[one] for one in (*closest(found, names), *closest(normal(found), names))]
    nearest = [*_by_word(found, allowed), *near]
    return (
        (Code.VALUE_MISSPELT, {**values, "nearest": shown_as[nearest[0]]})
        if nearest
        else (Code.VALUE_NOT_LISTED, values)
    )


def _table_of(values: Sequence[str]) -> str:
    """Return the enum that has just these values, `""` if none with names has."""
    tables = (words_in(language).keys for language in LANGUAGES)
    return next(
        (name for own in tables for name, table in own.items() if {*table} == {*values}), ""
    )


def _own_columns(value: Any) -> set[str]:
    columns = _step(value, "columns")
    if not isinstance(columns, list | tuple):
        return set()
    keys = {_step(column, "key") for column in columns}
    return {key for key in keys if isinstance(key, str)} - set(STANDARD_COLUMNS)


def _model_at(loc: tuple[str | int, ...], top: type[BaseModel]) -> type[BaseModel] | None:
    """Return the model at a location."""
    model: type[BaseModel] | None = top
    for part in loc:
        if isinstance(part, str):
            info = model.model_fields.get(part) if model else None
            model = model_in(info.annotation) if info else None
    return model


@cache
def model_below(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """Return the model inside a field of another one."""
    return model_in(model.model_fields[key].annotation)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside `tuple[Model, ...]` or `Model | None`."""
    if get_origin(annotation) in {tuple, Union, types.UnionType}:
        return next(filter(None, map(model_in, get_args(annotation))), None)
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return annotation if is_model else None


def trail_of(value: Any, loc: tuple[str | int, ...]) -> str:
    """Return the title of the activity or section that contains a location."""
    for length in range(len(loc), 1, -1):
        if isinstance(loc[length - 1], int) and loc[length - 2] in {"activities", "sections"}:
            row, steps = descend(value, loc[:length])
            title = _step(row, "title")
            if steps == length and isinstance(title, str) and title.strip():
                return shown(title)
    return ""


def shown(value: Any) -> str:
    """Return a value for display in a problem: one line, shortened, printable."""
    if isinstance(value, str):
        text = one_line(value)
        return quoted(clean(text[:_MAX_SHOWN] + "…" * (len(text) > _MAX_SHOWN)))
    if isinstance(value, dict):
        return "{" + ", ".join(f"{clean(str(key))}: …" for key in list(value)[:3]) + "}"
    if isinstance(value, list | tuple):
        return "[]" if not value else "[…]"
    return "null" if value is None else str(value).lower()[:_MAX_SHOWN]


def clean(value: Any) -> Any:
    """Return a value that every terminal can print."""
    if not isinstance(value, str):
        return value
    return "".join(c if c.isprintable() or c == " " else "\ufffd" for c in value)
