"""Keys for the comparison of texts, and excerpts that show where two texts differ."""

import re
from itertools import takewhile

from plandoc.words.texts import normalised, shortened

_BROKEN = re.compile(r"(?<=[-\u2011])[^\S\n]*\n\s*")
_DASH = re.compile(r"(?<=\w)\s?[-\u2010-\u2014\u2212]\s?(?=\w)")
_BEFORE = 25


def key_of(text: str) -> str:
    """Return a text for comparison, whatever its line breaks, also those after hyphens.

    Nor does it matter which dash an editor put between two words, and whether with spaces:
    «Май–сентябрь».
    """
    return _DASH.sub("-", normalised(_BROKEN.sub("", text)))


def excerpts(was: str, now: str) -> dict[str, object]:
    """Return two texts for a remark; long texts are cut shortly before the first difference."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(was, now, strict=False)))
    begin = max(0, same - _BEFORE)
    return {"was": _from(begin, was), "now": _from(begin, now)}


def _from(begin: int, text: str) -> str:
    """Return a shortened text that starts with the word at a position."""
    start = text.rfind(" ", 0, begin) + 1
    return ("…" if start else "") + shortened(text[start:]) or "—"
