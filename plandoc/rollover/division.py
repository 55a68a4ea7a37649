"""An activity that lists several things, divided into activities."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from plandoc.schema.columns import TEXT_COLUMNS

_BULLET = re.compile(r"^\s*(?:[-–—•*]|\d{1,2}[.)])\s*")
_FEWEST = 2


def parts_of(title: str) -> tuple[str, ...]:
    """Return the parts of a title: its lines, else what semicolons part; none where it is one.

    A first line that ends with a colon heads each of the others.
    """
    lines = _said(title.split("\n"))
    if len(lines) < _FEWEST:
        lines = _said(title.split(";"))
    elif lines[0].endswith(":"):
        lines = [f"{lines[0]} {line}" for line in lines[1:]]
    return tuple(lines) if len(lines) >= _FEWEST else ()


def division_of(given: str, title: str) -> tuple[str, ...]:
    """Return into which titles an activity is divided: those that were given, or its own parts."""
    lines = tuple(line.strip() for line in given.split("\n") if line.strip())
    return lines or parts_of(title)


def _said(pieces: Sequence[str]) -> list[str]:
    plain = (_BULLET.sub("", piece).strip().rstrip(";,").rstrip() for piece in pieces)
    return [piece for piece in plain if piece]


def divided(activity: Mapping[str, Any], parts: Sequence[str], ident: str) -> list[dict[str, Any]]:
    """Return an activity of plan data as several, one for each title.

    A deadline or a text column with a line for each part is shared out line by line; all
    else goes to every part. Ids are left to be born; each part remembers the old one. A published
    number stays with the first part.
    """
    shared = {
        key: lines
        for key in ("deadline", *TEXT_COLUMNS)
        if len(lines := _said(activity.get(key, "").split("\n"))) == len(parts)
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
        found.append(part)
    return found
