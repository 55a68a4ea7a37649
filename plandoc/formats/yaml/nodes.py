"""A plan file as a tree of nodes: plain data, and where in the text each piece of it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from plandoc.errors import Place, Problem

_TOLD_ABSENT = ("date", "number")

DEEPEST = 100
"""How many brackets or indents may stand inside one another."""

LARGEST = 1_000_000
"""How many nodes a file may hold when its aliases are written out."""


@dataclass(slots=True, eq=False)
class Node:
    """One value of a file, from the character `start` to the character before `end`.

    `data` is the value in plain words: text, a list, a dict; an absent value is `None`.
    `style` is `|`, `>`, a quote, `[` or `{` for what stands in brackets, `*` for an alias,
    empty for plain text and for indented blocks.
    """

    start: int
    end: int
    data: Any = None
    style: str = ""
    anchored: bool = False
    size: int = 1
    items: "list[Node]" = field(default_factory=list)
    entries: "dict[str, Entry]" = field(default_factory=dict)


class Entry(NamedTuple):
    """A key of a mapping and its value; `merged` ones came by `<<` from elsewhere."""

    key: Node
    value: Node
    merged: bool = False


class Composed(NamedTuple):
    """What a text holds: its top node, if any, and what is wrong with its form."""

    root: Node | None
    problems: tuple[Problem, ...]


def place(text: str, offset: int, file: str = "") -> Place:
    """Return the line and column of a character of a text."""
    line = text.count("\n", 0, offset) + 1
    return Place(file=file, line=line, column=offset - text.rfind("\n", 0, offset))


def step(node: Node, part: str | int) -> Node | None:
    """Return what stands under a key or at an index of a node."""
    if isinstance(part, str):
        return node.entries[part].value if part in node.entries else None
    return node.items[part] if part < len(node.items) else None


def descend(root: Node, loc: Iterable[str | int]) -> tuple[Node, int]:
    """Return the deepest node on the way along `loc`, and how many steps led to it."""
    node, steps = root, 0
    for part in loc:
        below = step(node, part)
        if below is None:
            break
        node, steps = below, steps + 1
    return node, steps


def add_item(parent: Node, item: Node) -> None:
    """Put an item at the end of a sequence."""
    parent.items.append(item)
    parent.data.append(item.data)
    parent.size += item.size


def add_entry(parent: Node, name: str, entry: Entry, *, null: bool = False) -> None:
    """Put a key into a mapping.

    A key without a value counts as absent, unless it is a `date` or a `number` that says `null`:
    that is how an approval does without its date line or its number.
    """
    parent.entries[name] = entry
    parent.size += entry.value.size
    if entry.value.data is not None or (null and name in _TOLD_ABSENT):
        parent.data[name] = entry.value.data
