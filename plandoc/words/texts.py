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


def one_line(text: str) -> str:
    """Return a text with every run of white space made one space."""
    return " ".join(text.split())


def without_spaces(text: str) -> str:
    """Return a text without white space, its non-breaking hyphens made ordinary ones."""
    return "".join(text.split()).replace("\u2011", "-")


def heading_key(text: str) -> str:
    """Return a heading for comparison: one case, single spaces, no marks at its ends."""
    return squeezed(text.casefold().replace("ё", "е")).strip(" .:;*")


def shortened(text: str, longest: int = _SHOWN) -> str:
    """Return a text as a remark shows it: one line, not long."""
    line = one_line(text)
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
