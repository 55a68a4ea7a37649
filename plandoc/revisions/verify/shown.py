"""Texts as they are compared, and as a verdict shows where two of them part."""

import re
from itertools import takewhile

from plandoc.words.texts import shortened, squeezed

_BROKEN = re.compile(r"(?<=[-\u2011])[^\S\n]*\n\s*")
_BEFORE = 25


def key_of(text: str) -> str:
    """Return a text for comparison, wherever its lines were broken, after hyphens too."""
    return squeezed(_BROKEN.sub("", text))


def both(was: str, now: str) -> dict[str, object]:
    """Return two texts for a remark, long ones from shortly before the words that differ."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(was, now, strict=False)))
    begin = max(0, same - _BEFORE)
    return {"was": _from(begin, was), "now": _from(begin, now)}


def _from(begin: int, text: str) -> str:
    """Return a text from the word on in which a place is, short."""
    start = text.rfind(" ", 0, begin) + 1
    return ("…" if start else "") + shortened(text[start:]) or "—"
