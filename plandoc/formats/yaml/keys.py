"""Keys and values that are written in the language of the author, understood and written back."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, cast, get_args, get_origin

from pydantic import BaseModel

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.fieldpath import FieldPath
from plandoc.formats.yaml.nodes import Branch, Entry, Node, place
from plandoc.schema.blocks import Block, PlanPart
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.schema.layout import Column
from plandoc.schema.names import (
    NAMED,
    VALUES,
    Word,
    meanings,
    normal,
    spelled,
)
from plandoc.schema.plan import Plan

_KEY_OF_LINE = re.compile(
    r"""^[\s\-{"']*([^\s:#"'{}][^:\n"']{0,40}?)["']?\s*:(?:\s|$)""", re.MULTILINE
)
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_BOOLEAN = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Shape:
    """What may stand somewhere: a mapping of a model, and values by the tables of their names."""

    model: type[BaseModel] | None = None
    tables: tuple[tuple[str, frozenset[str]], ...] = ()
    """Each table, and which of its keys are values here."""

    def value(self, written: str) -> str | None:
        """Return the value that a name stands for."""
        for table, values in self.tables:
            meaning = meanings(table).get(normal(written))
            if meaning and meaning.key in values:
                return meaning.key
        return None

    def name(self, value: str, language: str) -> str:
        """Return the name of a value in a language, or the value."""
        for table, values in self.tables:
            if value in values:
                return spelled(table, value, language)
        return value


@dataclass(frozen=True, slots=True)
class _Field:
    key: str
    language: str
    shape: Shape | None
    is_named: bool


@cache
def fields_of(model: type[BaseModel]) -> Mapping[str, _Field]:
    """Return the fields of a model by their keys and by all of their names."""
    table = model.__name__
    shapes = {key: _field_shape(model, key) for key in model.model_fields}
    fields = {
        name: _Field(meaning.key, meaning.language, shapes[meaning.key], is_named=True)
        for name, meaning in meanings(table).items()
        if meaning.key in shapes
    }
    named = {field.key for field in fields.values()}
    return fields | {
        key: _Field(key, "", shape, is_named=key in named) for key, shape in shapes.items()
    }


def _field_shape(model: type[BaseModel], key: str) -> Shape | None:
    if model is Column and key == "key":
        return _STANDARD
    return _shape(model.model_fields[key].annotation)


def _shape(annotation: Any) -> Shape | None:
    model: type[BaseModel] | None = None
    tables: list[tuple[str, frozenset[str]]] = []
    for kind in _leaves(annotation):
        if get_origin(kind) is Literal:
            words = frozenset(str(one) for one in get_args(kind) if isinstance(one, str))
            tables += [(VALUES, words)] if words else []
        elif kind is bool:
            tables.append((VALUES, frozenset(_BOOLEAN)))
        elif isinstance(kind, type) and issubclass(kind, Enum):
            tables.append((kind.__name__, frozenset(str(one.value) for one in kind)))
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            model = kind
            tables += _short(kind)
    return Shape(model, tuple(tables)) if model or tables else None


def _short(model: type[BaseModel]) -> list[tuple[str, frozenset[str]]]:
    """Return the words that stand for a whole model: a column, a part of the document."""
    if model is Column:
        return [*_STANDARD.tables]
    if model is Block:
        return [(PlanPart.__name__, frozenset(map(str, PlanPart)))]
    return []


def _leaves(annotation: Any) -> Iterator[Any]:
    """Yield the kinds of values of a field, and of the items of its lists."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _leaves(get_args(annotation)[0])
    elif origin is Literal or origin is None:
        yield annotation
    elif origin is tuple or "Union" in str(origin):
        for part in get_args(annotation):
            yield from _leaves(part)


_STANDARD = Shape(tables=(("Activity", frozenset(STANDARD_COLUMNS)),))
WHOLE = Shape(Plan)


def model_classes() -> dict[str, type[BaseModel]]:
    """Return the models of a plan file by their names, the plan first."""
    found: dict[str, type[BaseModel]] = {}
    waiting: list[type[BaseModel]] = [Plan]
    while waiting:
        model = waiting.pop(0)
        if model.__name__ not in found:
            found[model.__name__] = model
            shapes = (field.shape for field in fields_of(model).values())
            waiting += [shape.model for shape in shapes if shape and shape.model]
    return found


# --- reading ---


def understand(root: Node, text: str, file: str = "") -> tuple[Problem, ...]:
    """Rename the keys and values of a plan file to those of the schema, in place.

    A key keeps its node with what the author wrote. `root.language` becomes the language of most
    keys, empty for English. Returns a problem for each key that stands there under two names.
    """
    reading = _Reading(text, file)
    reading.walk(root, WHOLE)
    if isinstance(root, Branch):
        root.language = most_of(reading.counts)
    return tuple(reading.problems)


def most_of(counts: Mapping[str, int]) -> str:
    """Return the language that has most keys, empty for English."""
    best = max(NAMED, key=lambda language: counts[language], default="")
    return best if counts[best] > counts[""] else ""


def language_of_keys(text: str) -> str:
    """Return the language of most keys of a text that may be no plan, empty for English.

    Where no line begins with a key, it is the first language with names whose letters stand there.
    """
    counts = Counter(language for line in _KEY_OF_LINE.findall(text)
                     for language in _languages().get(normal(line), ()))  # fmt: skip
    if not counts:
        return NAMED[0] if _CYRILLIC.search(text) else ""
    return most_of(counts)


@cache
def _languages() -> Mapping[str, frozenset[str]]:
    """Return the languages in which a name of any model is a key, `""` for English."""
    found: dict[str, set[str]] = {}
    for model in model_classes().values():
        for name, field in fields_of(model).items():
            found.setdefault(normal(name), set()).add(field.language)
    return {name: frozenset(languages) for name, languages in found.items()}


class _Reading:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.counts: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self.done: set[int] = set()

    def walk(self, node: Node, shape: Shape) -> None:
        if node.items:
            for index, item in enumerate(node.items):
                self.walk(item, shape)
                node.data[index] = item.data
        elif node.entries:
            if shape.model is not None and id(node.entries) not in self.done:
                self.done.add(id(node.entries))
                self._mapping(node, shape.model)
        elif shape.tables and isinstance(node.data, str) and (value := shape.value(node.data)):
            node.data = value

    def _mapping(self, node: Node, model: type[BaseModel]) -> None:
        fields = fields_of(model)
        renamed = False
        for name, entry in node.entries.items():
            field = fields.get(name) or fields.get(normal(name))
            if field is None:
                continue
            renamed = renamed or field.key != name
            self.counts[field.language] += field.is_named
            if field.shape is not None:
                self.walk(entry.value, field.shape)
                if name in node.data and entry.value.data is not None:
                    node.data[name] = entry.value.data
        if renamed:
            self._rename(node, fields)

    def _rename(self, node: Node, fields: Mapping[str, _Field]) -> None:
        entries: dict[str, Entry] = {}
        data: dict[str, Any] = {}
        for name, entry in node.entries.items():
            field = fields.get(name) or fields.get(normal(name))
            key = field.key if field else name
            first = entries.get(key)
            if first is not None and not first.merged and not entry.merged:
                self._refuse(first, entry)
            if first is None or (first.merged and not entry.merged):
                entries[key] = entry
                data.pop(key, None)
                if name in node.data:
                    data[key] = node.data[name]
        for old, new in ((cast("dict[str, Entry]", node.entries), entries), (node.data, data)):
            old.clear()
            old.update(new)

    def _refuse(self, first: Entry, entry: Entry) -> None:
        before = place(self.text, first.key.start)
        values = {
            "key": entry.key.data,
            "other": first.key.data,
            "line": before.line,
            "column": before.column,
        }
        where = place(self.text, entry.key.start, self.file)
        self.problems.append(Problem(Code.KEY_UNDER_TWO_NAMES, place=where, values=values))


# --- telling ---


def path_in(language: str, parts: Sequence[str | int]) -> str:
    """Return a path with the names of the keys in a language, `""` where it is the path itself."""
    return path_as_written(Branch(0, 0, language=language), parts)


def path_as_written(root: Node, parts: Sequence[str | int]) -> str:
    """Return a path with the keys as the author wrote them, `""` where it is the path itself."""
    node: Node | None = root
    shape: Shape | None = WHOLE
    written: list[str | int] = []
    for part in parts:
        if isinstance(part, int):
            written.append(part)
            node = node.items[part] if node and part < len(node.items) else None
            continue
        entry = node.entries.get(part) if node else None
        model = shape.model if shape else None
        named = spelled(model.__name__, part, root.language) if model else part
        written.append(str(entry.key.data) if entry else named)
        node = entry.value if entry else None
        field = fields_of(model).get(part) if model else None
        shape = field.shape if field else None
    return "" if written == [*parts] else str(FieldPath(tuple(written)))


# --- writing ---


def named(data: Any, language: str, shape: Shape | None = WHOLE) -> Any:
    """Return plain data of a plan whose keys and values are written in a language."""
    if not language or shape is None:
        return data
    if isinstance(data, list):
        return [named(item, language, shape) for item in data]
    if isinstance(data, dict) and shape.model:
        fields = fields_of(shape.model)
        table = shape.model.__name__
        return {
            _word(key, spelled(table, key, language)): named(value, language, fields[key].shape)
            for key, value in data.items()
        }
    if isinstance(data, bool):
        text = str(data).lower()
        return Word.of(text, shape.name(text, language))
    if isinstance(data, str):
        return _word(data, shape.name(data, language))
    return data


def _word(key: str, written: str) -> str:
    return key if key == written else Word.of(key, written)
