"""Parsing strict JSON into nodes with the place of every value."""

import json
import re
from sys import intern
from typing import Any, Never

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.formats.yaml.nodes import (
    DEEPEST,
    Asked,
    Branch,
    Composed,
    Entry,
    Node,
    add_entry,
    add_item,
    place,
)
from plandoc.schema.given import Typed

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\]:,"]+', re.DOTALL)
_LONGEST_NUMBER = 300


class _ConstantError(ValueError):
    """A constant such as `NaN`, which is not valid JSON."""


def compose_json(text: str, file: str = "", asked: Asked | None = None) -> Composed:
    """Return the nodes of a JSON text, and problems of its syntax.

    With `asked`, the text is known to be sound, and other items of its lists have no nodes.
    """
    problems: list[Problem] = []
    root = None

    def add_problem(code: Code, offset: int, **values: Any) -> None:
        problems.append(Problem(code, place=place(text, offset, file), values=values))

    try:
        if asked is None:
            json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse)
        root = _tree(text, add_problem, asked)
    except json.JSONDecodeError as error:
        add_problem(*_syntax(text, error.pos), found=_excerpt(text, error.pos))
    except _ConstantError as error:
        add_problem(Code.JSON_NOT_A_NUMBER, max(text.find(str(error)), 0), found=str(error))
    except RecursionError:
        _tree(text, add_problem)
    return Composed(root, tuple(problems))


def _refuse(word: str) -> Never:
    raise _ConstantError(word)


def _syntax(text: str, offset: int) -> tuple[Code, int]:
    """Return the code and the place of a syntax error at `offset`."""
    before = text[:offset].rstrip()
    if before.endswith(",") and text[offset : offset + 1] in {"}", "]"}:
        return Code.JSON_EXTRA_COMMA, len(before) - 1
    after = text[offset:].lstrip()
    if after.startswith(",") and after[1:].lstrip()[:1] in {"}", "]"}:
        return Code.JSON_EXTRA_COMMA, len(text) - len(after)
    return Code.JSON_SYNTAX, offset


def _excerpt(text: str, offset: int) -> str:
    return text[offset:].split("\n", 1)[0].strip()[:40] or "…"


def _tree(text: str, add_problem: Any, asked: Asked | None = None) -> Node | None:
    """Return the nodes of a valid JSON text; stops if the nesting is too deep."""
    root: Node | None = None
    opened: list[Branch] = []
    keys: list[Node | None] = []
    for token in _TOKEN.finditer(text):
        mark = token[0][0]
        if mark in "{[":
            if len(opened) == DEEPEST:
                add_problem(Code.NESTING_TOO_DEEP, token.start(), deepest=DEEPEST)
                return None
            opened.append(Branch(token.start(), token.end(), {} if mark == "{" else [], mark))
            keys.append(None)
            continue
        if mark in "}]":
            keys.pop()
            node: Node = opened.pop()
            node.end = token.end()
        else:
            node = Node(token.start(), token.end(), _value(token[0]), mark if mark == '"' else "")
        if not opened:
            root = node
        elif isinstance(opened[-1].data, list):
            add_item(opened, node, asked)
        elif (key := keys[-1]) is None:
            keys[-1] = node
        else:
            keys[-1] = None
            _put(opened[-1], key, node, text, add_problem)
    return root


def _put(parent: Branch, key: Node, node: Node, text: str, add_problem: Any) -> None:
    if first := parent.entries.get(key.data):
        where = place(text, first.key.start)
        add_problem(
            Code.KEY_REPEATED, key.start, key=key.data, line=where.line, column=where.column
        )
    else:
        name = key.data = intern(key.data)  # one text for the keys of all rows
        add_entry(parent, name, Entry(key, node), null=node.data is None)


def _value(token: str) -> Any:
    is_number = token[0] == "-" or token[0].isdigit()
    return number_of(token) if is_number else json.loads(token)


def number_of(token: str) -> Any:
    """Return a number; one that is not whole remembers how it was typed."""
    whole = token.removeprefix("-").isdigit()
    return token if len(token) > _LONGEST_NUMBER else int(token) if whole else Typed(token)
