"""Texts reduced to what counts when they are compared or shown."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_SHOWN = 60


def squeezed(text: str) -> str:
    """Return a text without what office suites change by themselves: blanks, kinds of hyphens."""
    return " ".join(text.replace("\u2011", "-").replace("\u00ad", "").split())


def fold(word: str) -> str:
    """Return a word as the tables hold it: small letters, no stress and soft hyphens, е for ё."""
    composed = unicodedata.normalize("NFC", word.lower().replace("\xad", ""))
    return composed.replace("\u0301", "").replace("ё", "е")


def plain(text: str) -> str:
    """Return the words of a text alone: small letters, е for ё."""
    return " ".join(_WORD.findall(text.lower().replace("ё", "е")))


def shortened(text: str, longest: int = _SHOWN) -> str:
    """Return a text as a remark shows it: one line, not long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
