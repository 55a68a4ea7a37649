"""The canonical JSON of plain data, and its digest, without the whole text at once."""

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import islice
from typing import Any

_MANY = 20
"""From how many items on a list is written in pieces of so many; fewer are written one by one."""

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
    if isinstance(value, Mapping):
        yield "{"
        for at, key in enumerate(sorted(value)):
            yield f"{', ' if at else ''}{_encoded(key)}: "
            yield from canonical(value[key])
        yield "}"
    elif isinstance(value, list | tuple | Iterator):
        yield "["
        yield from _items(value)
        yield "]"
    else:
        yield _encoded(value)


def _items(value: Iterable[Any]) -> Iterator[str]:
    items = iter(value)
    comma = ""
    while some := [*islice(items, _MANY)]:
        if len(some) == _MANY:
            yield comma + _encoded(some)[1:-1]
            comma = ", "
        else:
            for one in some:
                yield comma
                yield from canonical(one)
                comma = ", "
