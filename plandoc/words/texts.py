"""Normalising texts for comparison and display."""

import re
import unicodedata
from functools import lru_cache

PRIVATE_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "▸", 0xF0FC: "✓", 0xF02D: "–"}
"""Bullets of Word that only its symbol fonts show, and what every font has for them."""

WORD_JOINER = "\u2060"
BREAKS = {0xAD: None, ord(WORD_JOINER): None}
"""What tells an office suite where a line may break and where not, as a table that drops it."""

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60
_AS_TYPED = PRIVATE_BULLETS | BREAKS | {0x2011: "-"}
_PUT_IN, _BREAK = (re.compile(f"[{''.join(map(chr, signs))}]") for signs in (_AS_TYPED, BREAKS))


def normalised(text: str) -> str:
    """Return a text without the changes that office suites make: spaces and kinds of hyphens."""
    return text and " ".join(_as_typed(text).split())


def _as_typed(text: str) -> str:
    """Return a text with the signs that office suites put in replaced."""
    if _PUT_IN.search(text) is None:  # most texts; to replace nothing takes longer
        return text
    return _PUT_IN.sub(lambda found: _AS_TYPED[ord(found[0])] or "", text)


def without_breaks(text: str) -> str:
    """Return a text without the signs of where a line may break and where not."""
    return text.translate(BREAKS) if _BREAK.search(text) else text


def fold(word: str) -> str:
    """Return a word as in the tables: lower case, no stress marks and soft hyphens, е for ё."""
    composed = unicodedata.normalize("NFC", word.lower().replace("\xad", ""))
    return composed.replace("\u0301", "").replace("ё", "е")


@lru_cache(maxsize=4096)
def words_only(text: str) -> str:
    """Return the words of a text in lower case, with е for ё, separated by single spaces."""
    return " ".join(_WORD.findall(text.lower().replace("ё", "е")))


def one_line(text: str) -> str:
    """Return a text with every run of white space replaced by one space."""
    return " ".join(text.split())


def quoted(text: str) -> str:
    """Return a text in quotation marks, with others for those inside: «Беседа „О пользе“»."""
    return f"«{text.replace('«', '„').replace('»', '“')}»"


def without_spaces(text: str) -> str:
    """Return a text without white space and soft hyphens; other hyphens are ordinary ones."""
    return "".join(_as_typed(text).split())


def heading_key(text: str) -> str:
    """Return a heading for comparison: one case, single spaces, no punctuation at the ends."""
    return normalised(text.casefold().replace("ё", "е")).strip(" .:;*")


def shortened(text: str, longest: int = _LONGEST) -> str:
    """Return a text on one line, truncated to at most `longest` characters."""
    line = one_line(text)
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def with_both_ends(text: str, longest: int = 2 * _LONGEST) -> str:
    """Return a text on one line, truncated in the middle: people add words at the end."""
    line = one_line(text)
    half = longest // 2
    return line if len(line) <= longest else f"{line[:half].rstrip()} … {line[-half:].lstrip()}"


_MARK = re.compile(r"(?:[^\W\d_]{0,2}(?:[\W\d_]|$))*")
_LONGEST_MARK = 12


def is_mark(text: str) -> bool:
    """Whether the lines of a cell are no words: «+», «X», «2021», «10.00-11.30», «ед.»."""
    lines = filter(str.strip, text.split("\n"))
    return all(len(line) <= _LONGEST_MARK and _MARK.fullmatch(line) for line in lines)


def headline(title: str) -> str:
    """Return a title on one line without the list that follows its colon, and without its stop."""
    first, _, items = title.strip().partition("\n")
    before, _, listed = title.partition(":")
    if items and first.rstrip().endswith(":"):
        title = first
    elif listed.lstrip().startswith(("- ", "– ", "— ", "• ")) and before.strip():
        title = before
    return one_line(title).rstrip(":. ")


def capitalised(text: str) -> str:
    """Return a text with a capital first letter; the others stay as they are."""
    return text[:1].upper() + text[1:]


def decapitalised(text: str) -> str:
    """Return a text with a small first letter, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
