"""Words that a page tears by letters."""

import re
from collections.abc import Iterable

from support.engines import pdf_boxes

_LETTERS = re.compile(r"[^\W\d_]+")


def known_words(texts: Iterable[str]) -> set[str]:
    """Return the words of texts, and their parts around hyphens, without punctuation."""
    words = [word for text in texts for word in text.split()]
    return {letters(part) for word in words for part in (word, *re.split("[-–\u2011]", word))}


def letters(text: str) -> str:
    """Return the letters of a text."""
    return "".join(_LETTERS.findall(text))


def torn(pdf: bytes, known: set[str]) -> list[str]:
    """Return the words on paper that are neither known words nor broken by a hyphen.

    The parts of a broken word may stand apart in the text of a page: cells have lines beside them.
    """
    tokens = [token for page in pdf_boxes(pdf) for box in page.words for token in box.text.split()]
    begun = {letters(token) for token in tokens if token.endswith("-")} - {""}
    return [token for token in tokens if not _is_whole(token, known, begun)]


def _is_whole(token: str, known: set[str], begun: set[str]) -> bool:
    """Whether a token is a known word, or the part of one whose other parts end in hyphens."""
    own = letters(token)
    if own in known:
        return True
    if token.endswith("-"):
        return any(own in word for word in known)
    return any(
        word.endswith(own) and _made_of(word.removesuffix(own), begun) for word in known if own
    )


def _made_of(text: str, parts: set[str]) -> bool:
    return not text or any(
        text.startswith(part) and _made_of(text.removeprefix(part), parts) for part in parts
    )
