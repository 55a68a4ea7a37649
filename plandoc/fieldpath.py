"""The path to one field of a plan: a value, not a text to take apart."""

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
    """Keys and indexes that lead from the top of a plan to a field.

    >>> path = ROOT / "sections" / 1 / "activities" / 3
    >>> str(path / "deadline")
    'sections[1].activities[3].deadline'
    >>> str(ROOT / "short_names" / "зам. директора")
    'short_names["зам. директора"]'
    """

    parts: tuple[str | int, ...] = ()

    def __truediv__(self, below: "str | int | FieldPath") -> "FieldPath":
        """Return the path to what stands below this one: a key, an index, a path from here."""
        more = below.parts if isinstance(below, FieldPath) else (below,)
        return FieldPath((*self.parts, *more))

    @classmethod
    def parse(cls, text: str) -> "FieldPath":
        """Return the path that `text` writes. Raises `ValueError` where it writes none."""
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
        """The path to what holds this field; the top holds itself."""
        return FieldPath(self.parts[:-1])

    def is_within(self, other: "FieldPath") -> bool:
        """Whether this path is `other`, or leads on from it."""
        return self.parts[: len(other.parts)] == other.parts

    def get(self, data: Any) -> Any:
        """Return what stands here in plain data; `None` where a mapping on the way lacks a key.

        Raises `IndexError` for a list that is too short.
        """
        for part in self.parts:
            if isinstance(part, int):
                data = data[part]
            else:
                data = data.get(part) if isinstance(data, Mapping) else None
        return data

    def replace(self, data: Any, value: Any) -> Any:
        """Return plain data with `value` here and all else as it was; `data` does not change.

        Raises `LookupError` where there is no way to here; the last key alone may be new.
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
