"""A plan without a table: numbered items, each with lines for its executors and its deadline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from plandoc.codes import Code
from plandoc.imports.doubts import LIKELY, Data, Doubt
from plandoc.imports.executors import split_executors
from plandoc.imports.numbers import Number
from plandoc.imports.paper import Line
from plandoc.imports.roles import role_of

_ITEM = re.compile(r"\s*(?P<number>\d{1,3}(?:\.\d{1,2})*[.)])\s+(?=\S)")
_NAMED = re.compile(r"^\s*(?P<heading>[^\W\d_][^:\n]{1,40}):\s*(?=\S)")
_FEWEST = 3
_FIELDS = ("executors", "deadline", "expected_result")


@dataclass(slots=True)
class ListRead:
    """A list that was read: its table as plain data, the lines it takes."""

    data: Data
    lines: list[Line]
    numbers: list[Number] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def read_list(lines: Sequence[Line]) -> ListRead | None:
    """Return the list of tasks in some lines, `None` if they have no item with an executor."""
    starts = [at for at, line in enumerate(lines) if _ITEM.match(line.said)]
    if len(starts) < _FEWEST:
        return None
    first, taken = starts[0], list(lines[starts[0] :])
    headings: dict[str, str] = {}
    items: list[tuple[str, list[str]]] = []
    for line in taken:
        if found := _ITEM.match(line.said):
            items.append((found["number"], [line.said[found.end() :].strip()]))
        else:
            items[-1][1].append(line.said.strip())
    activities = [_activity(texts, headings) for _, texts in items]
    if sum(len(one) > 1 for one in activities) * 2 < len(activities):
        return None
    columns: list[Data | str] = ["number", "title"]
    columns += [{"key": key, "heading": headings[key]} for key in _FIELDS if key in headings]
    data: Data = {"form": "list", "columns": columns, "activities": activities, "sections": []}
    place = lines[first].place
    return ListRead(
        data,
        taken,
        [Number(one, number) for one, (number, _) in zip(activities, items, strict=True)],
        [Doubt(Code.IMPORT_LIST_READ, place, LIKELY, taken[0].said.strip(), data, "activities")],
    )


def _activity(texts: Sequence[str], headings: dict[str, str]) -> Data:
    """Return an item; a line such as «Отв.: …» begins one of its fields."""
    parts: dict[str, list[str]] = {"title": []}
    key = "title"
    for text in texts:
        found = _NAMED.match(text)
        named = role_of(found["heading"]) if found else ""
        if found and named in _FIELDS and named not in parts:
            key = named
            headings.setdefault(key, found["heading"].strip())
            parts[key] = [text[found.end() :]]
        else:
            parts[key].append(text)
    said = {name: " ".join(lines) for name, lines in parts.items()}
    activity: Data = {"title": said["title"]}
    if "executors" in said:
        activity["executors"] = split_executors(said["executors"])
    activity |= {name: said[name] for name in ("deadline", "expected_result") if name in said}
    return activity
