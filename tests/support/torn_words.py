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
    """Return the words on paper that are neither known words nor broken by a hyphen."""
    tokens = [token for page in pdf_boxes(pdf) for box in page.words for token in box.text.split()]
    found, at = [], 0
    while at < len(tokens):
        end = at + 1
        while letters("".join(tokens[at:end])) not in known and tokens[end - 1].endswith("-"):
            end += 1
        if letters("".join(tokens[at:end])) not in known:
            found.append(tokens[at])
        at = end
    return found
