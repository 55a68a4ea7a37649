"""Reading plan files, with all problems reported at once with line and column."""

import re
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from plandoc.codes import Code
from plandoc.errors import PlanFileError, Problem
from plandoc.fieldpath import FieldPath
from plandoc.formats.yaml.decode import decode
from plandoc.formats.yaml.json_nodes import compose_json
from plandoc.formats.yaml.keys import known_names, path_as_written, understand
from plandoc.formats.yaml.names import meanings, names_of, normal, spelled
from plandoc.formats.yaml.nodes import Composed, Node, descend, line_at, place, step
from plandoc.formats.yaml.slips import typing_slip
from plandoc.formats.yaml.yaml_nodes import compose_yaml
from plandoc.schema.activity import Activity
from plandoc.schema.approval import ActKind, Approval
from plandoc.schema.base import code_of
from plandoc.schema.blocks import Block, PlanPart
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.schema.plan import Plan
from plandoc.words.language import DEFAULT_LANGUAGE, LANGUAGES, language_of, words_in
from plandoc.words.likeness import closest
from plandoc.words.texts import one_line

_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
_COMMENT = re.compile(r"[ \t]+(?P<lost>#(?:[^\s#]|[ \t]*\d).*)")
_ANCHOR = re.compile(r"&(?P<name>\S+)")
_MAX_SHOWN = 60
_OF_SLIPS = frozenset(("extra_forbidden", "model_type", "tuple_type"))
"""Kinds of errors that a slip of typing on the same line may cause."""

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
_PATTERNS = {"id": Code.ID_INVALID, "key": Code.COLUMN_KEY_INVALID}


@dataclass(frozen=True, slots=True)
class ParsedPlan:
    """A parsed plan file: bytes, text, nodes, plan, remarks.

    `file` is the file name in problems; `text` has no byte order mark.
    """

    file: str
    source: bytes
    text: str
    root: Node
    plan: Plan
    problems: tuple[Problem, ...]

    @property
    def is_json(self) -> bool:
        """Whether the text was read as JSON."""
        return _is_json(self.text, self.file)

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems with the line and column of their field paths in the file.

        A field that is not in the file is placed at its nearest parent.
        """
        return tuple(map(self._located, problems))

    def _located(self, problem: Problem) -> Problem:
        where = place(self.text, descend(self.root, problem.place.path.parts)[0].start, self.file)
        written = path_as_written(self.root, problem.place.path.parts)
        return problem.at(file=self.file, line=where.line, column=where.column, written=written)


def parse_plan(source: bytes, file: str = "") -> ParsedPlan:
    """Return the plan in a YAML or JSON file, with the text and nodes.

    `file` is the file name in problems; its extension determines the format, falling back to the
    content. Raises `PlanFileError` with all problems if the source is not a plan.
    """
    text = decode(source, file)
    root, problems = compose(text, file)
    if root is not None and not isinstance(root.data, dict):
        where = place(text, root.start, file)
        problems = (
            *problems,
            Problem(Code.FILE_NOT_A_PLAN, place=where, values={"found": shown(root.data)}),
        )
    elif root is not None:
        problems = (*problems, *understand(root, text, file))
        told = {_position(problem) for problem in problems}
        empty = tuple(_unknown_without_value(root, text, file))
        try:
            plan = Plan.model_validate(root.data)
        except ValidationError as error:
            found = [*empty, *explain(error, root, text, file)]
            problems += tuple(p for p in _once(found) if _position(p) not in told)
        else:
            problems += empty
            if not problems:
                remarks = tuple(_swallowed(root, text, file))
                return ParsedPlan(file, source, text, root, plan, remarks)
    if not problems:
        problems = (Problem(Code.FILE_EMPTY, place=place(text, 0, file)),)
    raise PlanFileError(sorted(problems, key=_position))


def read_plan(source: bytes, file: str = "") -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan in a YAML or JSON file, and warnings.

    `file` and errors are as in `parse_plan`.
    """
    parsed = parse_plan(source, file)
    return parsed.plan, parsed.problems


def compose(text: str, file: str = "") -> Composed:
    """Return the nodes of a YAML or JSON text."""
    return compose_json(text, file) if _is_json(text, file) else compose_yaml(text, file)


def _is_json(text: str, file: str) -> bool:
    """Whether a text is JSON, by its file name, falling back to its first character."""
    name = file.lower()
    if name.endswith(".json"):
        return bool(text.strip())
    return not name.endswith((".yaml", ".yml")) and _JSON.match(text) is not None


def explain(error: ValidationError, root: Node, text: str, file: str = "") -> Iterator[Problem]:
    """Yield the problem for each Pydantic error, by its type and location."""
    for detail in error.errors(include_url=False):
        kind = detail["type"]
        if kind == "is_instance_of":
            continue  # the other branch of the union gives a better message
        if kind == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
            continue  # Pydantic counts valid items only; invalid ones have their own errors
        loc, on_key = _loc(detail["loc"], root)
        node, steps = descend(root, loc)
        offset = node.start
        if steps and (on_key or kind == "extra_forbidden"):
            above, _ = descend(root, loc[: steps - 1])
            offset = above.entries[str(loc[steps - 1])].key.start
        code, values = _words(kind, loc, detail, root)
        if kind in _OF_SLIPS and (slip := typing_slip(text, offset, lines=1)):
            code, offset, values = *slip[:2], dict(slip[2])
            steps -= kind == "extra_forbidden"  # what stands there is no key
        if kind == "string_type" and _is_colon_in_text(node, text):
            code, values = Code.YAML_COLON_IN_TEXT, {"found": line_at(text, offset)}
            offset = text.index(":", next(iter(node.entries.values())).key.end)
        if kind == "missing" and steps == len(loc):  # the key has no value
            code, offset = (
                Code.KEY_WITHOUT_VALUE,
                descend(root, loc[:-1])[0].entries[str(loc[-1])].key.start,
            )
        if code is Code.BLOCK_NOT_SINGLE and (empty := _key_alone(node)):
            code, values, offset = *_without_content(str(empty.data)), empty.start
        where = place(text, offset, file)
        path = FieldPath(loc if kind == "missing" else loc[:steps])
        if "key" in values and values["key"] == str(loc[-1]):
            values["key"] = _clean(_last(path_as_written(root, loc)) or values["key"])
        yield Problem(code, values=values).at(
            file=where.file,
            line=where.line,
            column=where.column,
            path=path,
            written=path_as_written(root, path.parts),
            trail=_trail(root, loc),
        )


def _last(path: str) -> str:
    """Return the last key of a path that is written out."""
    parts = FieldPath.parse(path).parts if path else ()
    return str(parts[-1]) if parts else ""


def _key_alone(node: Node) -> Node | None:
    """Return the key of a mapping that has a single one, without a value."""
    keys = [entry.key for entry in node.entries.values() if entry.value.data is None]
    return keys[0] if len(keys) == len(node.entries) == 1 else None


def _without_content(key: str) -> tuple[Code, dict[str, Any]]:
    """Return the code and the values for a block that is a key without a value."""
    if _names_a_place(key):
        return Code.BLOCK_PLACE_WITH_VALUE, {"place": key}
    return Code.KEY_WITHOUT_VALUE, {"key": key}


def _names_a_place(key: str) -> bool:
    """Whether a key is one of the places of a document, which stand in the list as words."""
    return key in list(PlanPart) or normal(key) in meanings(PlanPart.__name__)


def _once(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield problems without a missing key whose name was misspelt beside."""
    meant = {
        FieldPath((*problem.place.path.parts[:-1], str(problem.values["meant"])))
        for problem in problems
        if problem.code is Code.KEY_MISSPELT
    }
    for problem in problems:
        if problem.code is not Code.KEY_MISSING or problem.place.path not in meant:
            yield problem


def _unknown_without_value(root: Node, text: str, file: str) -> Iterator[Problem]:
    """Yield a problem for each key without a value that nothing has: the schema sees none of it."""

    def below(
        node: Node, model: type[BaseModel] | None, loc: tuple[str | int, ...]
    ) -> Iterator[Problem]:
        for index, item in enumerate(node.items):
            yield from below(item, model, (*loc, index))
        for key, entry in node.entries.items():
            at = (*loc, key)
            known = model is None or key in model.model_fields
            known = known or (model is Block and _names_a_place(key))
            if entry.value.data is None and not known:
                code, values = _unknown_key(at, {"key": _clean(key)}, root)
                where = place(text, entry.key.start, file)
                written = path_as_written(root, at)
                where = replace(where, path=FieldPath(at), written=written)
                yield Problem(code, place=where, values=values)
            inner = _model_below(model, key) if model and key in model.model_fields else None
            yield from below(entry.value, inner, at)

    yield from below(root, Plan, ())


@cache
def _model_below(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    return _model_in(model.model_fields[key].annotation)


def _swallowed(node: Node, text: str, file: str) -> Iterator[Problem]:
    """Yield a warning for each plain value that YAML cuts off: «Семинар #5», «&Я и ты».

    A number after the sign is most likely that of an act or a school; a name that is nowhere
    referred to, a word of the text.
    """
    for below in (*node.items, *(entry.value for entry in node.entries.values())):
        yield from _swallowed(below, text, file)
    if isinstance(node.data, str) and not node.style:
        name = _ANCHOR.match(text, node.start)
        if name and f"*{name['name']}" not in text:
            yield Problem(
                Code.YAML_ANCHOR_CUTS_TEXT,
                place=place(text, node.start, file),
                values={"lost": name[0]},
            )
        end = text.find("\n", node.end)
        if lost := _COMMENT.match(text, node.end, end if end >= 0 else len(text)):
            where = place(text, lost.start("lost"), file)
            yield Problem(
                Code.YAML_COMMENT_CUTS_TEXT, place=where, values={"lost": lost["lost"].rstrip()}
            )


def _is_colon_in_text(node: Node, text: str) -> bool:
    """Whether a value is a line of text with a colon, which makes it a key and its value."""
    one_line = "\n" not in text[node.start : node.end].strip()
    return one_line and isinstance(node.data, dict) and not node.style


def _loc(loc: tuple[str | int, ...], root: Node) -> tuple[tuple[str | int, ...], bool]:
    """Return the path of an error in the file, and whether the error is about a key.

    Pydantic ends a path with `[key]` for a key of a mapping, and with the name of the branch for a
    union (`function-after[…]`).
    """
    own: list[str | int] = []
    node: Node | None = root
    for part in loc:
        below = step(node, part) if node else None
        if below or isinstance(part, int) or not part.endswith("]"):
            own.append(part)
            node = below
    return tuple(own), bool(loc) and loc[-1] == "[key]" and "[key]" not in own


def _words(
    kind: str, loc: tuple[str | int, ...], detail: Mapping[str, Any], root: Node
) -> tuple[Code, dict[str, Any]]:
    """Return the code and the values for a Pydantic error."""
    context = detail.get("ctx", {})
    own = code_of(kind)
    if own is not Code.VALUE_INVALID:
        named = {str(part): spelled(PlanPart.__name__, part, root.language) for part in PlanPart}
        of_parts = named if "place" in context else {}
        return own, {name: of_parts.get(v) or _clean(v) for name, v in context.items()}
    key = str(loc[-1]) if loc else ""
    values = {"key": _clean(key), "found": shown(detail["input"]), "kind": kind}
    if kind == "extra_forbidden":
        return _unknown_key(loc, values, root)
    if kind in {"enum", "literal_error"}:
        return _not_listed(detail, values, root)
    values |= {_LIMITS[name]: context[name] for name in _LIMITS.keys() & context.keys()}
    code = _GENERIC.get(kind, own)
    if detail["input"] is None and isinstance(loc[-1], int) and kind in _OF_EMPTY_ITEMS:
        return Code.LIST_ITEM_EMPTY, values
    if kind == "missing" and isinstance(loc[-1], int):
        code, values["found"] = Code.LIST_ITEM_MISSING, shown(descend(root, loc)[0].data)
    elif kind == "string_pattern_mismatch":
        code = _PATTERNS.get(key, code)
    return code, values


def _unknown_key(
    loc: tuple[str | int, ...], values: dict[str, Any], root: Node
) -> tuple[Code, dict[str, Any]]:
    model = _model_at(loc[:-1])
    known = known_names(model) if model else {}
    table = model.__name__ if model else ""
    listed = dict.fromkeys(known.values())
    values["known"] = ", ".join(spelled(table, one, root.language) for one in listed)
    if model is Activity and loc[-1] in _own_columns(root):
        return Code.OWN_COLUMN_OUTSIDE_FIELDS, values
    key = str(loc[-1])
    if model is Block and _names_a_place(key):
        return Code.BLOCK_PLACE_WITH_VALUE, {"place": key}
    nearest = [*_holders(model, key), *closest(key, known), *closest(normal(key), known)]
    if not nearest:
        return Code.KEY_UNKNOWN, values
    meant = known[nearest[0]]
    values["nearest"] = spelled(table, meant, root.language)
    return Code.KEY_MISSPELT, {**values, "meant": meant}


def _holders(model: type[BaseModel] | None, key: str) -> Iterator[str]:
    """Yield the keys of a model below which a key belongs, or whose kind it names: `act: order`."""
    for name, field in (model.model_fields if model is Approval else {}).items():
        below = _model_in(field.annotation)
        kind = below.model_fields.get("kind") if below else None
        kinds = {*_kinds(kind), *meanings(ActKind.__name__)} if kind else ()
        if below and (normal(key) in known_names(below) or key in kinds):
            yield name


def _kinds(field: FieldInfo) -> Iterable[str]:
    kind = field.annotation
    return [str(one) for one in kind] if isinstance(kind, type) and issubclass(kind, Enum) else []


def _words_of_values(language: str) -> Mapping[str, str]:
    """Return what the paper shows for values of a plan file."""
    words = words_in(language).words
    return {**words.approval, **words.status, **words.act["nominative"]}


def _in_words(allowed: Sequence[str], root: Node) -> str:
    """Return values with the words that the paper shows for them: `approve («УТВЕРЖДАЮ»)`."""
    words = _words_of_values(language_of(str(root.data.get("language") or DEFAULT_LANGUAGE)))
    return ", ".join(f"{one} («{words[one]}»)" if one in words else one for one in allowed)


def _by_word(found: str, allowed: Sequence[str]) -> list[str]:
    """Return the value whose word on paper, in any language, was written in its place."""
    texts = [_words_of_values(language) for language in LANGUAGES]
    written = found.strip().casefold()
    return [
        one for one in allowed if any(text.get(one, "").casefold() == written for text in texts)
    ]


def _not_listed(
    detail: Mapping[str, Any], values: dict[str, Any], root: Node
) -> tuple[Code, dict[str, Any]]:
    expected = detail["ctx"]["expected"]
    allowed = re.findall(r"'([^']*)'", expected) or [expected]
    table = _table_of(allowed)
    shown_as = {one: spelled(table, one, root.language) for one in allowed}
    values["allowed"] = (
        ", ".join(shown_as.values()) if root.language and table else _in_words(allowed, root)
    )
    found = str(detail["input"])
    named = {name: one for one in allowed for name in (*map(normal, names_of(table, one)), one)}
    near = [named[one] for one in (*closest(found, named), *closest(normal(found), named))]
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


def _own_columns(root: Node) -> set[str]:
    columns = root.data.get("columns")
    if not isinstance(columns, list):
        return set()
    keys = {column.get("key") for column in columns if isinstance(column, dict)}
    return {key for key in keys if isinstance(key, str)} - set(STANDARD_COLUMNS)


def _model_at(loc: tuple[str | int, ...]) -> type[BaseModel] | None:
    """Return the model at a location in the plan."""
    model: type[BaseModel] | None = Plan
    for part in loc:
        if isinstance(part, str):
            field = model.model_fields.get(part) if model else None
            model = _model_in(field.annotation) if field else None
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside `tuple[Model, ...]` or `Model | None`."""
    if get_origin(annotation) in {tuple, Union, types.UnionType}:
        return next(filter(None, map(_model_in, get_args(annotation))), None)
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return annotation if is_model else None


def _trail(root: Node, loc: tuple[str | int, ...]) -> str:
    """Return the title of the activity or section that contains a location."""
    for length in range(len(loc), 1, -1):
        if isinstance(loc[length - 1], int) and loc[length - 2] in {"activities", "sections"}:
            node, steps = descend(root, loc[:length])
            title = node.data.get("title") if isinstance(node.data, dict) else None
            if steps == length and isinstance(title, str) and title.strip():
                return shown(title)
    return ""


def shown(value: Any) -> str:
    """Return a value for display in a problem: one line, shortened, printable."""
    if isinstance(value, str):
        text = one_line(value)
        return f"«{_clean(text[:_MAX_SHOWN] + '…' * (len(text) > _MAX_SHOWN))}»"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_clean(str(key))}: …" for key in list(value)[:3]) + "}"
    if isinstance(value, list | tuple):
        return "[]" if not value else "[…]"
    return "null" if value is None else str(value).lower()[:_MAX_SHOWN]


def _clean(value: Any) -> Any:
    """Return a value that every terminal can print."""
    if not isinstance(value, str):
        return value
    return "".join(c if c.isprintable() or c == " " else "\ufffd" for c in value)


def _position(problem: Problem) -> tuple[int, int]:
    return problem.place.line or 0, problem.place.column or 0
