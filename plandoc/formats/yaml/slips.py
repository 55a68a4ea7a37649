"""Slips of typing that make YAML fail on a later line: a missing space, a dash, a wrong space."""

import re

from plandoc.codes import Code

DASHES = "‐‑‒–—―−"
_LINES_BACK = 3
_LONGEST_SHOWN = 60
_GLUED = re.compile(r"[ ]*(?:-[ ]+)*(?P<key>[A-Za-z_]+)(?P<slip>:)(?=[^\s:/,\]}])")
_DASH = re.compile(rf"[ ]*(?P<slip>[{DASHES}])(?=[ \xa0])")
_SPACE = re.compile(r"[ \t]*(?P<slip>[^\S \t\r\n])")
_SLIPS = (
    (_SPACE, Code.YAML_SPACE_NOT_PLAIN),
    (_DASH, Code.YAML_DASH_NOT_A_HYPHEN),
    (_GLUED, Code.YAML_NO_SPACE_AFTER_COLON),
)


def typing_slip(
    text: str, offset: int, *, lines: int = _LINES_BACK
) -> tuple[Code, int, dict[str, object]] | None:
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


def _slip_on_line(text: str, start: int) -> tuple[Code, int, dict[str, object]] | None:
    end = text.find("\n", start)
    for pattern, code in _SLIPS:
        if found := pattern.match(text, start, end if end >= 0 else len(text)):
            line = text[start : start + 10 * _LONGEST_SHOWN].split("\n", 1)[0].strip()
            return code, found.start("slip"), {"found": line[:_LONGEST_SHOWN]}
    return None
