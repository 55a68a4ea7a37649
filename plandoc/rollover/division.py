"""Splitting an activity that lists several items into several activities."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from plandoc.schema.columns import TEXT_COLUMNS

_SIGN = re.compile(r"\s*(?:([-–—])|([•●·*])|(\d{1,2}[.)])|([а-яa-z]\)))\s*", re.IGNORECASE)
_FEWEST = 2


def parts_of(title: str) -> tuple[str, ...]:
    """Return the parts of a title, split at lines or else at semicolons; `()` if there is only one.

    A first line that ends with a colon is prepended to each of the other parts.
    """
    lines = _items(title)
    if len(lines) < _FEWEST:
        lines = [_bare(piece) for piece in title.split(";") if _bare(piece)]
    elif lines[0].endswith(":"):
        lines = [f"{lines[0]} {line}" for line in lines[1:]]
    return tuple(lines) if len(lines) >= _FEWEST else ()


def division_of(given: str, title: str) -> tuple[str, ...]:
    """Return the titles into which an activity is split: the given ones, or parts of its title."""
    return tuple(_items(given)) or parts_of(title)


def listed(parts: Sequence[str]) -> str:
    """Return titles as a person writes them into an answer, which `division_of` reads again."""
    if not any("\n" in part for part in parts):
        return "\n".join(parts)
    return "\n".join(f"{number}. {part}" for number, part in enumerate(parts, 1))


def _items(text: str) -> list[str]:
    """Return the items of a list, one from each line without its sign.

    Where the sign of the first item comes again, a line with another sign, or one that goes on in
    lower case, belongs to the item above it.
    """
    lines = [
        (_kind(line), line.strip(), bare) for line in text.split("\n") if (bare := _bare(line))
    ]
    kinds = [kind for kind, _, _ in lines if kind]
    first = kinds[0] if kinds and kinds.count(kinds[0]) >= _FEWEST else 0
    found: list[str] = []
    begun = False
    for kind, line, bare in lines:
        begun = begun or (kind == first != 0)
        if begun and kind not in (0, first):
            found[-1] += f"\n{line}"
        elif begun and not kind and (bare[0].islower() or bare[0] == "("):
            found[-1] += f" {bare}"
        else:
            found.append(bare)
    return found


def _kind(line: str) -> int:
    """Return the kind of the sign before an item of a list, 0 if there is none."""
    found = _SIGN.match(line)
    return found.lastindex or 0 if found else 0


def _bare(line: str) -> str:
    found = _SIGN.match(line)
    return line[found.end() if found else 0 :].strip().rstrip(";,").rstrip()


def divided(activity: Mapping[str, Any], parts: Sequence[str], ident: str) -> list[dict[str, Any]]:
    """Split an activity of plan data into one activity for each title.

    A deadline or a text column with one line per part is distributed line by line; other
    fields are copied to every part. New ids are generated later; each part records the old id. A
    published number stays with the first part, and so do parts that the activity already has.
    """
    shared = {
        key: lines
        for key in ("deadline", *TEXT_COLUMNS)
        if len(lines := _items(activity.get(key, ""))) == len(parts)
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
