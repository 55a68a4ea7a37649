"""The data of a sound plan file, read without the places of its values.

Nearly all files are sound, and their nodes weigh more than all else that is read. Whatever has to
be told with a line, or needs a second look (an alias, a tag, a key that stands there twice), is
left to the readers of nodes; what is read here equals the data of those nodes.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from sys import intern
from typing import Any, Final, NamedTuple, Never

import yaml
from pydantic import BaseModel

from plandoc.formats.yaml.composer import MERGE, is_null, scalar_of
from plandoc.formats.yaml.json_nodes import number_of
from plandoc.formats.yaml.keys import WHOLE, Shape, fields_of, most_of
from plandoc.formats.yaml.nodes import DEEPEST, LARGEST
from plandoc.formats.yaml.yaml_nodes import scanned
from plandoc.schema.names import normal, nullable

COMMENT = re.compile(r"[ \t]+(?P<lost>#(?:[^\s#]|[ \t]*\d).*)")
"""A comment after a plain value that may have been meant as a part of it: «Семинар #5»."""

_ABSENT: Final = object()
"""The value of a key that has none, until the schema is known to have that key."""


class _NotPlainError(Exception):
    """Something that only the nodes of the text can tell."""


class Plain(NamedTuple):
    """The data of a plan file with the keys of the schema, and the language of its own keys."""

    data: dict[str, Any]
    language: str


def plain_data(text: str, *, is_json: bool) -> Plain | None:
    """Return the data of a plan file, `None` for one of which something may have to be told.

    It is that of `understand`. The schema may still refuse it.
    """
    with suppress(_NotPlainError, RecursionError, yaml.YAMLError, ValueError):
        data = _of_json(text) if is_json else _of_yaml(text)
        if isinstance(data, dict):
            counts: Counter[str] = Counter()
            return Plain(_mapping(data, WHOLE.model, DEEPEST, counts), most_of(counts))
    return None


def _of_json(text: str) -> Any:
    return json.loads(
        text,
        parse_int=number_of,
        parse_float=number_of,
        parse_constant=_refuse,
        object_pairs_hook=_object,
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        _put(made, name, value, null=True)
    return made


def _put(holder: dict[str, Any], name: str, value: Any, *, null: bool) -> None:
    """Add a key, as `add_entry` adds it to the data of a node."""
    if name in holder:
        raise _NotPlainError
    kept = value is not None or (null and normal(name) in nullable())
    holder[intern(name)] = value if kept else _ABSENT


def _refuse(_: object) -> Never:
    raise _NotPlainError


def _of_yaml(text: str) -> Any:
    """Return the data of a single YAML document."""
    root: Any = None
    opened: list[tuple[Any, bool]] = []
    keys: list[str | None] = []
    for event, value in _values(text):
        if event is None:
            opened.pop()
            keys.pop()
            continue
        holder, in_braces = opened[-1] if opened else (None, False)
        if holder is None:
            root = value
        elif type(holder) is list:
            holder.append(value)
        elif (name := keys[-1]) is None:
            if type(value) is not str or value == MERGE:
                raise _NotPlainError
            keys[-1] = value
            continue
        elif in_braces and value is None and not is_null(event):
            raise _NotPlainError  # it may be a word without a colon
        else:
            _put(holder, name, value, null=value is None and is_null(event))
            keys[-1] = None
        if isinstance(value, str) and not event.style and COMMENT.match(text, event.end_mark.index):
            raise _NotPlainError
        if isinstance(value, dict | list):
            opened.append((value, event.flow_style and isinstance(value, dict)))
            keys.append(None)
    return root


def _values(text: str) -> Iterator[tuple[Any, Any]]:
    """Yield the event and the value of what begins in a document, or `None` where one ends."""
    depth = documents = count = 0
    for event in scanned(text):
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            depth -= 1
            yield None, None
            continue
        if kind is yaml.ScalarEvent:
            value: Any = scalar_of(event, text)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            value = {} if kind is yaml.MappingStartEvent else []
            depth += 1
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            continue
        elif kind is yaml.AliasEvent:
            raise _NotPlainError
        else:
            continue
        count += 1
        if event.anchor or event.tag or documents > 1 or depth > DEEPEST or count > LARGEST:
            raise _NotPlainError
        yield event, value


def _known(value: Any, shape: Shape | None, levels: int, counts: Counter[str]) -> Any:
    """Return a value with the keys and the values of the schema, where it has names for them."""
    if isinstance(value, dict):
        return _mapping(value, shape.model if shape else None, levels, counts)
    if isinstance(value, list):
        if not levels:
            raise _NotPlainError
        for index, item in enumerate(value):
            value[index] = _known(item, shape, levels - 1, counts)
    elif shape is not None and shape.tables and isinstance(value, str):
        return shape.value(value) or value
    return value


def _mapping(
    data: dict[str, Any], model: type[BaseModel] | None, levels: int, counts: Counter[str]
) -> dict[str, Any]:
    """Return a mapping with the keys of a model, without those that have no value."""
    if not levels:
        raise _NotPlainError
    fields = fields_of(model) if model else {}
    known: dict[str, Any] = {}
    for name, value in data.items():
        field = fields.get(name) or fields.get(normal(name)) if fields else None
        if field:
            counts[field.language] += field.is_named
        elif model and (value is None or value is _ABSENT):
            raise _NotPlainError  # an unknown key, which the schema would not see
        key = field.key if field else name
        if key in known:
            raise _NotPlainError
        known[key] = _known(value, field.shape if field else None, levels - 1, counts)
    if _ABSENT in known.values():
        return {key: value for key, value in known.items() if value is not _ABSENT}
    return known
