"""Rows as programs usually write them, read from their text without a parser of XML.

Only what is well-formed beyond doubt is read here: every character belongs to an element of a known
form. Anything else is left to the parser, as a whole piece of the sheet.
"""

import re
from functools import lru_cache
from sys import maxunicode
from typing import NamedTuple

_ATTRIBUTES = r"(?: [A-Za-z][\w.]*=\"[^\"<&]*\")*"
_EMPTY = re.compile(rf"\s*<row{_ATTRIBUTES}/>\s*")
_ROW = re.compile(rf"\s*<row r=\"([0-9]{{1,7}})\"({_ATTRIBUTES})>\s*")
_CELL = re.compile(
    r"(<c r=\"([A-Z]{1,3})[0-9]{1,7}\"(?: s=\"([0-9]+)\")?(?: t=\"(\w+)\")?(?:/>|>"
    rf"(<f({_ATTRIBUTES})(?:/>|>([^<]*)</f>))?"
    r"(?:<v(?: xml:space=\"preserve\")?(?:/>|>([^<]*)</v>)"
    r"|<is><t(?: xml:space=\"preserve\")?(?:/>|>([^<]*)</t>)</is>)?</c>))"
)
_ATTRIBUTE = re.compile(r" ([A-Za-z][\w.]*)=\"([^\"]*)\"")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITY = re.compile("&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));|&")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class PlainCell(NamedTuple):
    """A cell: its column, the index of its style, its type, its formula if any, its text."""

    letters: str
    style: str
    kind: str
    formula: str | None
    shared: str | None
    """The number under which a formula is shared."""
    text: str


class _UnusualError(Exception):
    """A piece that is left to the parser."""


def plain_rows(piece: bytes) -> list[tuple[int, list[PlainCell]]] | None:
    """Return the rows of a piece of a sheet by number, `None` where something is unusual."""
    try:
        text = piece.decode()
    except UnicodeDecodeError:
        return None
    if _NOT_XML.search(text) or "]]>" in text:
        return None
    *rows, rest = text.split("</row>")
    try:
        if _start(rest) != len(rest):
            return None
        return [_row(row) for row in rows]
    except _UnusualError:
        return None


def _start(text: str) -> int:
    """Return where a text goes on behind rows without cells."""
    at = 0
    while found := _EMPTY.match(text, at):
        if not _unlike(found[0].strip()[4:-2]):
            raise _UnusualError
        at = found.end()
    return at if text[at:].strip() else len(text)


def _row(text: str) -> tuple[int, list[PlainCell]]:
    found = _ROW.match(text, _start(text))
    if found is None or not _unlike(f' r="{found[1]}"{found[2]}'):
        raise _UnusualError
    body = text[found.end() :]
    cells = _CELL.findall(body)
    if sum([len(cell[0]) for cell in cells]) != len(body.rstrip()):
        raise _UnusualError
    return int(found[1]), [_cell(*cell) for cell in cells if cell[4] or cell[7] or cell[8]]


def _cell(  # noqa: PLR0913, PLR0917
    _: str, letters: str, style: str, kind: str, formula: str, told: str, words: str, value: str,
    inline: str,
) -> PlainCell:  # fmt: skip
    text = value or inline
    shared = None
    if told:
        if not _unlike(told):
            raise _UnusualError
        named = dict(_ATTRIBUTE.findall(told))
        shared = named.get("si", "") if named.get("t") == "shared" else None
    return PlainCell(
        letters,
        style or "0",
        kind or "n",
        (_unescaped(words) if "&" in words else words) if formula else None,
        shared,
        _unescaped(text) if "&" in text else text,
    )


@lru_cache(maxsize=4_096)
def _unlike(attributes: str) -> bool:
    """Whether no two attributes have one name."""
    names = [name for name, _ in _ATTRIBUTE.findall(attributes)]
    return len(names) == len(set(names))


def _unescaped(text: str) -> str:
    return _ENTITY.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    name, number, digits = found.groups()
    if name:
        return _NAMED[name]
    code = int(number) if number else int(digits, 16) if digits else 0
    if not 0 < code <= maxunicode or _NOT_XML.match(chr(code)):
        raise _UnusualError
    return chr(code)
