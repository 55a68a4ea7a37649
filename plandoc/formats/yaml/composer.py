"""Composing the events of a YAML reader into nodes. Every scalar stays text as typed."""

import re
from collections.abc import Iterable
from sys import intern
from typing import Any, TypeVar

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.formats.yaml.nodes import (
    DEEPEST,
    LARGEST,
    Asked,
    Branch,
    Entry,
    Node,
    add_entry,
    add_item,
    place,
)
from plandoc.formats.yaml.slips import glued_key
from plandoc.words.texts import shortened

_NULLS = {"null", "Null", "NULL", "~"}
_TAGS = {None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
MERGE = "<<"
"""The key of a mapping that takes the keys of another one."""

_IN_BRACES = re.compile(r"\{[^{},:\n]+\}|\{\{[^{},:\n]+\}\}")
"""Braces around a text, once or twice, which make it the key of a mapping."""


N = TypeVar("N", bound=Node)


def scalar_of(event: Any, text: str) -> str | None:
    """Return the text of a scalar as typed, `None` for one that has no value."""
    value: str = event.value
    if event.style in {"|", ">"}:
        header = text[event.start_mark.index : event.end_mark.index].split("\n", 1)[0]
        return value if "+" in header.split("#")[0] else value.removesuffix("\n")
    absent = is_null(event) or not (value or event.style or event.tag)
    return None if absent else value


def is_null(event: Any) -> bool:
    """Whether a scalar says that there is no value."""
    return not event.style and event.tag is None and event.value in _NULLS


class _StopError(Exception):
    """Continuing would be dangerous or useless."""


class Composer:
    """Takes events one by one; libyaml and ruamel.yaml name and describe them alike."""

    def __init__(self, text: str, file: str, asked: Asked | None = None) -> None:
        self.text = text
        self.asked = asked
        self.file = file
        self.root: Node | None = None
        self.documents = 0
        self.open: list[Branch] = []
        self.keys: list[Node | None] = []
        self.nulls: set[int] = set()
        self.anchors: dict[str, Node] = {}
        self.used: set[str] = set()
        self.problems: list[Problem] = []

    def add_problem(self, code: Code, offset: int, values: Any = None, **more: Any) -> None:
        """Record a problem at a character of the text."""
        where = place(self.text, offset, self.file)
        self.problems.append(Problem(code, place=where, values={**(values or {}), **more}))

    def put_problem(self, code: Code, offset: int, values: Any) -> None:
        """Record why reading ended, in place of what was told from there on: it follows from it."""
        where = place(self.text, offset)
        self.problems = [p for p in self.problems if _position(p.place) < _position(where)]
        self.add_problem(code, offset, values)

    def take_all(self, events: Iterable[Any]) -> list[Problem]:
        """Take the events of a document and return what is wrong with it."""
        try:
            for event in events:
                self._take(type(event).__name__, event)
        except _StopError:
            pass
        return self.problems

    def _take(self, kind: str, event: Any) -> None:
        match kind:
            case "ScalarEvent":
                self._put(self._scalar(event))
            case "MappingStartEvent" | "SequenceStartEvent":
                self._open(event, mapping=kind == "MappingStartEvent")
            case "MappingEndEvent" | "SequenceEndEvent":
                node = self.open.pop()
                self.keys.pop()
                node.end = event.end_mark.index
                self._put(node)
            case "AliasEvent":
                self._put(self._alias(event))
            case "DocumentStartEvent":
                self.documents += 1
                if self.documents > 1:
                    self.add_problem(Code.YAML_SECOND_DOCUMENT, event.start_mark.index)
                    raise _StopError

    def _node(self, kind: type[N], event: Any, data: Any, style: str) -> N:
        node = kind(event.start_mark.index, event.end_mark.index, data, style)
        if event.tag is not None and str(event.tag) not in _TAGS:
            self.add_problem(Code.YAML_TAG, node.start, tag=self._word(node.start))
        if event.anchor:
            node.anchored = True
            self.anchors[event.anchor] = node
        return node

    def _word(self, offset: int) -> str:
        return self.text[offset : offset + 60].split(maxsplit=1)[0]

    def _scalar(self, event: Any) -> Node:
        node = self._node(Node, event, scalar_of(event, self.text), event.style or "")
        if is_null(event):
            self.nulls.add(id(node))
        return node

    def _open(self, event: Any, *, mapping: bool) -> None:
        if len(self.open) == DEEPEST:
            self.add_problem(Code.NESTING_TOO_DEEP, event.start_mark.index, deepest=DEEPEST)
            raise _StopError
        flow = "{" if mapping else "["
        style = flow if event.flow_style else ""
        self.open.append(self._node(Branch, event, {} if mapping else [], style))
        self.keys.append(None)

    def _alias(self, event: Any) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        self.used.add(event.anchor)
        target = self.anchors.get(event.anchor)
        if target is None or any(node is target for node in self.open):
            code = Code.YAML_ALIAS_UNKNOWN if target is None else Code.YAML_ALIAS_RECURSIVE
            self.add_problem(code, start, name=event.anchor)
            return Node(start, end, "", "*")
        return Branch(start, end, target.data, "*", target.items, target.entries, size=target.size)

    def _put(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent, key = self.open[-1], self.keys[-1]
        if isinstance(parent.data, list):
            add_item(self.open, node, self.asked)
        elif key is None:
            self.keys[-1] = node
        else:
            self.keys[-1] = None
            if node.start == node.end and (colon := self.text.find(":", key.end, node.end)) >= 0:
                node.start = colon + 1  # not at the beginning of the next value
            self._entry(parent, key, node)
        if parent.size > LARGEST:
            self.add_problem(Code.YAML_ALIASES_TOO_LARGE, node.start, largest=LARGEST)
            raise _StopError

    def _entry(self, parent: Branch, key: Node, node: Node) -> None:
        name = key.data
        if name == MERGE and not key.style:
            self._merge(parent, key, node)
        elif isinstance(name, str) and parent.style == "{" and self._has_no_colon(key, node):
            self._word_in_brackets(parent, key)
        elif not isinstance(name, str):
            found = self.text[key.start : key.end].split("\n", 1)[0]
            self.add_problem(Code.KEY_NOT_A_WORD, key.start, found=found)
        elif name in parent.entries and not parent.entries[name].merged:
            first = place(self.text, parent.entries[name].key.start)
            values = {"key": name, "line": first.line, "column": first.column}
            self.add_problem(Code.KEY_REPEATED, key.start, values)
        else:
            parent.data.pop(name, None)
            name = key.data = intern(name)  # one text for the keys of all rows
            add_entry(parent, name, Entry(key, node), null=id(node) in self.nulls)

    def _has_no_colon(self, key: Node, node: Node) -> bool:
        return node.start == node.end and self.text.find(":", key.end, node.end) < 0

    def _word_in_brackets(self, parent: Branch, key: Node) -> None:
        """Take a key without a value between brackets; a word without a colon is none.

        The library takes the colon of `{date:}` for a part of the key.
        """
        name = str(key.data)
        if name.endswith(":"):
            bare = Node(key.start, key.end - 1, name.removesuffix(":"))
            add_entry(parent, bare.data, Entry(bare, Node(key.end, key.end)))
        elif slip := glued_key(self.text, key.start, key.end):
            self.add_problem(*slip)
            name, _, rest = name.partition(":")
            add_entry(parent, name, Entry(key, Node(key.start, key.end, rest)))
        elif alone := _IN_BRACES.match(self.text, parent.start):
            parent.data, parent.style = alone[0], '"'  # a text, as its author meant it
            if not self.text.endswith("{", 0, parent.start):  # doubled: told by the outer ones
                found = shortened(alone[0])
                self.add_problem(Code.YAML_TEXT_IN_BRACES, parent.start, found=found)
        else:
            self.add_problem(Code.YAML_TEXT_IN_BRACKETS, key.start, found=shortened(name))

    def _merge(self, parent: Branch, key: Node, node: Node) -> None:
        sources = node.items if isinstance(node.data, list) else [node]
        parent.size += node.size
        for source in sources:
            if not isinstance(source.data, dict):
                self.add_problem(Code.YAML_MERGE_NOT_A_MAPPING, key.start)
                continue
            for name, entry in source.entries.items():
                if name not in parent.entries:
                    merged = Entry(entry.key, entry.value, merged=True)
                    add_entry(parent, name, merged, null=name in source.data)


def _position(where: Place) -> tuple[int, int]:
    return where.line or 0, where.column or 0
