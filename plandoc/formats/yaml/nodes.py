"""A plan file as a tree of nodes: plain data with positions in the text."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from plandoc.errors import Place, Problem
from plandoc.schema.names import normal, nullable

_NEWLINE = re.compile("\n")

_LONGEST_SHOWN = 60

DEEPEST = 100
"""Maximum nesting depth."""

LARGEST = 1_000_000
"""Maximum number of nodes after expanding aliases."""


class Node:
    """A value in a file, from the character `start` to the character before `end`.

    `data` is the value as plain data: text, a list, a dict; an absent value is `None`. `style` is
    `|`, `>`, a quote, `[` or `{` for flow collections, `*` for an alias, empty for plain text and
    indented blocks. Nearly all nodes are texts, of which a file may have a million.
    """

    __slots__ = ("_length", "anchored", "data", "start", "style")

    size: int = 1
    items: "Sequence[Node]" = ()
    entries: "Mapping[str, Entry]" = MappingProxyType({})
    language: str = ""
    """The language of the keys, at the top of a file; empty for English."""

    def __init__(self, start: int, end: int, data: Any = None, style: str = "") -> None:
        self.start, self._length = start, end - start  # Python has one object of each small number
        self.data, self.style, self.anchored = data, style, False

    @property
    def end(self) -> int:
        """The character after the value."""
        return self.start + self._length

    @end.setter
    def end(self, end: int) -> None:
        self._length = end - self.start


class Branch(Node):
    """A node with others below it: a list, a mapping, an alias."""

    __slots__ = ("entries", "items", "language", "size")

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        start: int,
        end: int,
        data: Any = None,
        style: str = "",
        items: Sequence[Node] = Node.items,
        entries: "Mapping[str, Entry]" = Node.entries,
        *,
        size: int = Node.size,
        language: str = Node.language,
    ) -> None:
        super().__init__(start, end, data, style)
        self.items, self.entries, self.size, self.language = items, entries, size, language


class Entry(NamedTuple):
    """A key of a mapping and its value; `merged` ones come from another mapping through `<<`."""

    key: Node
    value: Node
    merged: bool = False


Asked = frozenset[tuple[int, ...]]
"""Items of lists by their indices and those of the lists around them: `(3, 0)`."""


class Composed(NamedTuple):
    """The parsed text: its top node, if any, and syntax problems."""

    root: Node | None
    problems: tuple[Problem, ...]


def place(text: str, offset: int, file: str = "") -> Place:
    """Return the line and column of a character in a text."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return Place(file=file, line=line, column=offset - starts[line - 1] + 1)


_SKIPPED = Node(0, 0)


@lru_cache(maxsize=4)
def _line_starts(text: str) -> Sequence[int]:
    """Return where the lines of a text begin, so that each place is found without counting."""
    return array("L", chain((0,), (found.end() for found in _NEWLINE.finditer(text))))


def line_at(text: str, offset: int) -> str:
    """Return the line of a character, shortened."""
    start = text.rfind("\n", 0, offset) + 1
    return text[start:].split("\n", 1)[0].strip()[:_LONGEST_SHOWN]


def step(node: Node, part: str | int) -> Node | None:
    """Return the child of a node by key or index."""
    if isinstance(part, str):
        return node.entries[part].value if part in node.entries else None
    return node.items[part] if part < len(node.items) else None


def descend(root: Node, loc: Iterable[str | int]) -> tuple[Node, int]:
    """Return the deepest existing node along `loc`, and the number of steps to it."""
    node, steps = root, 0
    for part in loc:
        below = step(node, part)
        if below is None:
            break
        node, steps = below, steps + 1
    return node, steps


def on_the_way(paths: Iterable[Sequence[str | int]]) -> Asked:
    """Return the items of lists that are passed on the way to some fields."""
    indices = ([part for part in path if isinstance(part, int)] for path in paths)
    return frozenset(tuple(one[:end]) for one in indices for end in range(1, len(one) + 1))


def add_item(opened: Sequence[Branch], item: Node, asked: Asked | None = None) -> None:
    """Append an item to the innermost list; one that nobody asked for leaves its place alone."""
    parent = opened[-1]
    if asked is not None:
        at = tuple(len(one.data) for one in opened if isinstance(one.data, list))
        item = item if at in asked else _SKIPPED
    parent.items = parent.items or []
    cast("list[Node]", parent.items).append(item)
    parent.data.append(item.data)
    parent.size += item.size


def add_entry(parent: Branch, name: str, entry: Entry, *, null: bool = False) -> None:
    """Add a key to a mapping.

    A key without a value counts as absent, unless it is a `date` or a `number` with the value
    `null`, which switches off the date line or the number of an approval.
    """
    parent.entries = parent.entries or {}
    cast("dict[str, Entry]", parent.entries)[name] = entry
    parent.size += entry.value.size
    if entry.value.data is not None or (null and normal(name) in nullable()):
        parent.data[name] = entry.value.data
