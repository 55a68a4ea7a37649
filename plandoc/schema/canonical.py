"""The canonical JSON of plain data, and its digest, without the whole text at once."""

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain, groupby, islice
from typing import Any

_TOGETHER = 20
"""How many items of a list become text at once."""

_encoded = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def digest_of(value: Any) -> str:
    """Return the SHA-256, in hexadecimal, of the canonical JSON of plain data.

    An iterator counts as the list of what it yields.
    """
    digest = sha256()
    for piece in canonical(value):
        digest.update(piece.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def canonical(value: Any) -> Iterator[str]:
    """Yield the JSON of plain data in pieces: keys in order, no blanks but after commas, colons."""
    if not _is_long(value):
        yield _encoded(value)
    elif isinstance(value, Mapping):
        yield from _joined("{", _entries(value), "}")
    elif isinstance(value, Iterator) or len(value) > _TOGETHER:
        yield from _joined("[", _chunks(iter(value)), "]")
    else:
        yield from _joined("[", map(canonical, value), "]")


def _is_long(value: Any) -> bool:
    """Whether data has a list of many items, or of some that are still to come."""
    if isinstance(value, Mapping):
        return any(map(_is_long, value.values()))
    if isinstance(value, list | tuple):
        return len(value) > _TOGETHER or any(map(_is_long, value))
    return isinstance(value, Iterator)


def _entries(value: Mapping[str, Any]) -> Iterator[Iterable[str]]:
    """Yield the pieces of each entry that is long, and of the entries between such ones."""
    for is_long, keys in groupby(sorted(value), lambda key: _is_long(value[key])):
        if is_long:
            for key in keys:
                yield chain([f"{_encoded(key)}: "], canonical(value[key]))
        else:
            yield [_encoded({key: value[key] for key in keys})[1:-1]]


def _chunks(items: Iterator[Any]) -> Iterator[Iterable[str]]:
    """Yield the text of some items after each other."""
    while some := [*islice(items, _TOGETHER)]:
        yield [_encoded(some)[1:-1]]


def _joined(opening: str, parts: Iterable[Iterable[str]], closing: str) -> Iterator[str]:
    """Yield the pieces of all parts with commas between the parts."""
    yield opening
    for number, part in enumerate(parts):
        if number:
            yield ", "
        yield from part
    yield closing
