"""Paths to fields of a plan, as values."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_PART = re.compile(
    r"""\[(?P<index>0|[1-9][0-9]*)\]|\[(?P<quoted>"(?:[^"\\]|\\.)*")\]|\.(?P<name>[^.\[\]"]+)"""
)


@dataclass(frozen=True, slots=True, order=True)
class FieldPath:
    """The keys and indexes from the top of a plan to a field.

    >>> path = ROOT / "sections" / 1 / "activities" / 3
    >>> str(path / "deadline")
    'sections[1].activities[3].deadline'
    >>> str(ROOT / "short_names" / "зам. директора")
    'short_names["зам. директора"]'
    """

    parts: tuple[str | int, ...] = ()

    def __truediv__(self, below: "str | int | FieldPath") -> "FieldPath":
        """Return this path extended by a key, an index or another path."""
        more = below.parts if isinstance(below, FieldPath) else (below,)
        return FieldPath((*self.parts, *more))

    @classmethod
    def parse(cls, text: str) -> "FieldPath":
        """Return the path for a text written by `str`. Raises `ValueError` for other texts."""
        parts: list[str | int] = []
        rest = text if text.startswith("[") or not text else f".{text}"
        while rest:
            found = _PART.match(rest)
            if not found:
                raise ValueError(text)
            if found["index"]:
                parts.append(int(found["index"]))
            else:
                parts.append(found["name"] or json.loads(found["quoted"]))
            rest = rest[found.end() :]
        return cls(tuple(parts))

    def __str__(self) -> str:
        return "".join(map(_written, self.parts)).removeprefix(".")

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def parent(self) -> "FieldPath":
        """The path without its last part; `ROOT` is its own parent."""
        return FieldPath(self.parts[:-1])

    def is_within(self, other: "FieldPath") -> bool:
        """Whether this path equals `other` or begins with it."""
        return self.parts[: len(other.parts)] == other.parts

    def get(self, data: Any) -> Any:
        """Return the value at this path in plain data; `None` if a mapping on the way lacks a key.

        Raises `IndexError` for a list that is too short.
        """
        for part in self.parts:
            if isinstance(part, int):
                data = data[part]
            else:
                data = data.get(part) if isinstance(data, Mapping) else None
        return data

    def replace(self, data: Any, value: Any) -> Any:
        """Return a copy of plain data with `value` at this path; `data` does not change.

        Only the last key may be new. Raises `LookupError` if another part is missing.
        """
        if not self.parts:
            return value
        first, rest = self.parts[0], FieldPath(self.parts[1:])
        if isinstance(first, int):
            copied: Any = list(data)
            copied[first] = rest.replace(data[first], value)
            return copied
        return {**data, first: rest.replace(data[first], value) if rest else value}


ROOT = FieldPath()
"""The path to the plan as a whole."""


def _written(part: str | int) -> str:
    if isinstance(part, int):
        return f"[{part}]"
    if re.fullmatch(r'[^.\[\]"]+', part) and part.isprintable():
        return f".{part}"
    return f"[{json.dumps(part, ensure_ascii=not part.isprintable())}]"
