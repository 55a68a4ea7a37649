"""Splitting an activity that lists several items into several activities."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from plandoc.schema.columns import TEXT_COLUMNS

_BULLET = re.compile(r"^\s*(?:[-–—•*]|\d{1,2}[.)])\s*")
_FEWEST = 2


def parts_of(title: str) -> tuple[str, ...]:
    """Return the parts of a title, split at lines or else at semicolons; `()` if there is only one.

    A first line that ends with a colon is prepended to each of the other lines.
    """
    lines = _items(title.split("\n"))
    if len(lines) < _FEWEST:
        lines = _items(title.split(";"))
    elif lines[0].endswith(":"):
        lines = [f"{lines[0]} {line}" for line in lines[1:]]
    return tuple(lines) if len(lines) >= _FEWEST else ()


def division_of(given: str, title: str) -> tuple[str, ...]:
    """Return the titles into which an activity is split: the given ones, or parts of its title."""
    lines = tuple(line.strip() for line in given.split("\n") if line.strip())
    return lines or parts_of(title)


def _items(pieces: Sequence[str]) -> list[str]:
    stripped = (_BULLET.sub("", piece).strip().rstrip(";,").rstrip() for piece in pieces)
    return [piece for piece in stripped if piece]


def divided(activity: Mapping[str, Any], parts: Sequence[str], ident: str) -> list[dict[str, Any]]:
    """Split an activity of plan data into one activity for each title.

    A deadline or a text column with one line per part is distributed line by line; other
    fields are copied to every part. New ids are generated later; each part records the old id. A
    published number stays with the first part, and so do parts that the activity already has.
    """
    shared = {
        key: lines
        for key in ("deadline", *TEXT_COLUMNS)
        if len(lines := _items(activity.get(key, "").split("\n"))) == len(parts)
    }
    found = []
    for index, title in enumerate(parts):
        part = {key: value for key, value in activity.items() if key != "id"}
        part |= {"title": title, **{key: lines[index] for key, lines in shared.items()}}
        carried = part.get("carried_from", "")
        carried = {"number": carried} if isinstance(carried, str) else carried
        part["carried_from"] = {**carried, "id": ident}
        if index:
            part.pop("number", None)
            part.pop("parts", None)
        found.append(part)
    return found
