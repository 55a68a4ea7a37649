"""Slips of typing that make YAML fail, there or on a later line: each with the line as it must be.

A missing space, a dash or a dot in place of a hyphen, a special space, a value that begins with a
bracket or a quote and goes on after it.
"""

import re
from collections.abc import Callable, Mapping

from plandoc.codes import Code
from plandoc.formats.yaml.text import quoted

DASHES = "‐‑‒–—―−"
_SIGNS = f"{DASHES}•·●◦▪■*"
_LINES_BACK = 3
_LONGEST_SHOWN = 60
_LONGEST_READ = 600
_LEAD = r"[ ]*(?:-[ ]+)*"
_GLUED = re.compile(rf"{_LEAD}(?P<key>[A-Za-z_]+)(?P<slip>:)(?=[^\s:/,\]}}])")
_GLUED_ITEM = re.compile(r"[ ]*(?P<slip>-)(?=[A-Za-z_]+:(?:\s|$))")
_DASH = re.compile(rf"[ ]*(?P<slip>[{re.escape(_SIGNS)}])(?=[ \xa0]|[A-Za-z_]+:(?:\s|$))")
_SPACE = re.compile(r"[ \t]*(?:-[ ]*)*(?:[A-Za-z_]+:[ ]*)?(?P<slip>[^\S \t\r\n])")
_VALUE = re.compile(rf"(?P<lead>{_LEAD}(?:[^\s:#\"'\[{{][^:\n]*:[ ]+)?)(?P<value>[\"'\[{{].*)")
_CLOSINGS = {'"': '"', "'": "'", "[": "]", "{": "}"}

Slip = tuple[Code, int, Mapping[str, object]]


def _in_quotes(value: str) -> str:
    """Return a value in the quotes that leave its own as they are, where such are left."""
    if '"' in value and "'" not in value and value.isprintable():
        return f"'{value}'"
    return quoted(value)


def _spaced(line: str, at: int) -> str:
    """Return a line with a space after the sign at `at`."""
    rest = line[at + 1 :].strip()
    closing = _CLOSINGS.get(rest[:1])
    if closing and (len(rest) == 1 or rest[-1] != closing):
        rest = _in_quotes(rest)
    return f"{line[: at + 1]} {rest}".strip()


def _hyphened(line: str, at: int) -> str:
    """Return a line whose sign of a list at `at` is a hyphen."""
    return f"- {line[at + 1 :].strip()}"


def _with_plain_spaces(line: str, at: int) -> str:
    """Return a line without special spaces before its value."""
    line = f"{line[:at]} {line[at + 1 :]}"
    while found := _SPACE.match(line):
        line = f"{line[: found.start('slip')]} {line[found.end() :]}"
    return line.rstrip()


_SLIPS: tuple[tuple[re.Pattern[str], Code, Callable[[str, int], str]], ...] = (
    (_SPACE, Code.YAML_SPACE_NOT_PLAIN, _with_plain_spaces),
    (_DASH, Code.YAML_DASH_NOT_A_HYPHEN, _hyphened),
    (_GLUED_ITEM, Code.YAML_NO_SPACE_AFTER_HYPHEN, _spaced),
    (_GLUED, Code.YAML_NO_SPACE_AFTER_COLON, _spaced),
)


def typing_slip(text: str, offset: int, *, lines: int = _LINES_BACK) -> Slip | None:
    """Return the code, the place and the values of a slip on the line of an error, or above."""
    end = offset
    for _ in range(lines):
        start = text.rfind("\n", 0, end) + 1
        if found := _slip_on_line(text, start):
            return found
        if not start:
            return None
        end = start - 1
    return None


def value_going_on(text: str, offset: int) -> Slip | None:
    """Return the slip of a value that has ended before an error with its bracket or quote."""
    start = text.rfind("\n", 0, offset) + 1
    line = _line(text, start)
    found = _VALUE.match(line)
    before = text[start:offset].rstrip()
    if not found or offset == len(text) or len(before) <= found.start("value") + 1:
        return None
    value = found["value"].rstrip()
    closing = _CLOSINGS[value[0]]
    if before[-1] != closing:
        return None
    if text[offset] in "]}":
        shown = line.strip()[:_LONGEST_SHOWN]
        return Code.YAML_BRACKET_UNPAIRED, offset, {"bracket": text[offset], "found": shown}
    right = (found["lead"] + _in_quotes(value)).strip()
    values = {
        "found": line.strip()[:_LONGEST_SHOWN], "sign": closing, "right": right,
    }  # fmt: skip
    return Code.YAML_VALUE_GOES_ON, start + found.start("value"), values


def glued_key(text: str, start: int, end: int) -> Slip | None:
    """Return the slip of a key between brackets that has no space after its colon."""
    found = _GLUED.match(text, start, end)
    if not found:
        return None
    shown, at = text[start:end][:_LONGEST_SHOWN], found.start("slip")
    values = {"found": shown, "right": _spaced(shown, at - start)}
    return Code.YAML_NO_SPACE_AFTER_COLON, at, values


def _slip_on_line(text: str, start: int) -> Slip | None:
    line = _line(text, start)
    for pattern, code, righted in _SLIPS:
        if found := pattern.match(line):
            at = found.start("slip")
            shown, right = line.strip()[:_LONGEST_SHOWN], righted(line, at)
            return code, start + at, {"found": shown, "sign": line[at], "right": right}
    return None


def _line(text: str, start: int) -> str:
    return text[start : start + _LONGEST_READ].split("\n", 1)[0].rstrip("\r")
