"""What the YAML parser refuses, in words: found by the characters at its marks.

Its English messages are never looked at.
"""

import re
import sys
from collections.abc import Iterator

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.scanner import ScannerError

from plandoc.codes import Code
from plandoc.formats.yaml.nodes import line_at
from plandoc.formats.yaml.slips import Slip, typing_slip, value_going_on

_OPENING, _CLOSING = "[{", "]}"
_RESERVED = "@`%!&*|>"
_RESERVED_HERE = f"{_RESERVED}-?"
_NO_WORD = f"\"'[{{{_RESERVED}"
_BEGINNING = re.compile(r"[ ]*(?:-[ ]|[A-Za-z_]+:(?:\s|$))")
_NO_CHARACTER = re.compile(r"\\U([0-9A-Fa-f]{8})")


def syntax_error(text: str, error: MarkedYAMLError) -> Slip:
    """Return the code, the place and the values of an error of the YAML parser."""
    offset = min(error.problem_mark.index, len(text)) if error.problem_mark else len(text)
    context = error.context_mark.index if error.context_mark else offset
    if text[context : context + 1] in {'"', "'"} and offset == len(text):
        return Code.YAML_QUOTE_UNCLOSED, context, {"quote": text[context]}
    if slip := value_going_on(text, offset) or typing_slip(text, offset):
        return slip
    scanned = isinstance(error, ScannerError)
    return next(_told(text, offset, context, scanned=scanned), _other(text, offset))


def unreadable(text: str, offset: int) -> Slip:
    """Return the code, the place and the values of an error somewhere after `offset`."""
    start = offset + len(text[offset:]) - len(text[offset:].lstrip())
    if text.startswith("%", start):
        values = {"found": line_at(text, start), "character": "%"}
        return Code.YAML_RESERVED_CHARACTER, start, values
    if (escape := _NO_CHARACTER.search(text, start)) and int(escape[1], 16) > sys.maxunicode:
        return Code.YAML_BACKSLASH, escape.start(), {"found": escape[0]}
    return _other(text, start)


def _told(text: str, offset: int, context: int, *, scanned: bool) -> Iterator[Slip]:
    """Yield what is wrong where something was expected in what began at `context`."""
    here, there = text[offset : offset + 1], text[context : context + 1]
    if there and there in _OPENING:
        yield from _between_brackets(text, offset, context)
    if there == '"' and text[offset - 1] == "\\":
        found = text[offset - 1 : offset + 1]
        yield Code.YAML_BACKSLASH, offset - 1, {"found": found}
    if scanned and _has_no_colon(text, context, offset):
        yield Code.YAML_COLON_MISSING, context, {"found": line_at(text, context)}
    indent = text[(start := _start(text, offset)) : start + 200]
    if "\t" in indent[: len(indent) - len(indent.lstrip())]:
        yield Code.YAML_TAB_INDENT, start + indent.index("\t"), {}
    if here == ":":
        yield Code.YAML_COLON_IN_TEXT, offset, {"found": line_at(text, offset)}
    for mark, sign, reserved in ((offset, here, _RESERVED_HERE), (context, there, _RESERVED)):
        if sign and sign in reserved:
            found = line_at(text, offset)
            yield Code.YAML_RESERVED_CHARACTER, mark, {"found": found, "character": sign}


def _between_brackets(text: str, offset: int, opened: int) -> Iterator[Slip]:
    """Yield what ended the reading of brackets that were opened at `opened`, if it is clear."""
    here, start = text[offset : offset + 1], _start(text, offset)
    begins = start > opened and _BEGINNING.match(text, start) is not None
    if not here or begins or here in _CLOSING:
        found = line_at(text, opened)
        yield Code.YAML_BRACKET_UNPAIRED, opened, {"bracket": text[opened], "found": found}
    elif here != ":":
        yield Code.YAML_TEXT_IN_BRACKETS, offset, {"found": line_at(text, offset)}


def _has_no_colon(text: str, start: int, end: int) -> bool:
    """Whether an error stands below a line that begins with a word and has no colon."""
    return start < end and ":" not in line_at(text, start) and text[start] not in _NO_WORD


def _other(text: str, offset: int) -> Slip:
    return Code.YAML_SYNTAX, offset, {"found": line_at(text, offset)}


def _start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1
