"""Breaking words that are wider than their column: at hyphens, after initials, by syllables.

A word that fits is never touched. Syllables come from the dictionaries of pyphen, and are marked by
soft hyphens, which every office suite shows only where a line breaks; the readers drop them.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from plandoc.page.measure import SOFT_HYPHEN, indent_of, pieces, text_width
from plandoc.wording.phrases import NBSP, NO_BREAK_HYPHEN
from plandoc.words.texts import WORD_JOINER

if TYPE_CHECKING:
    from pyphen import Pyphen

_WORD = re.compile(r"[^\W\d_]{5,}")
_LEFT, _RIGHT = 2, 3
"""The fewest letters before and after a hyphen."""


@cache
def _dictionary(language: str) -> "Pyphen | None":
    import pyphen  # noqa: PLC0415 - takes time, and few plans need it

    known = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=known, left=_LEFT, right=_RIGHT) if known else None


@lru_cache(maxsize=1 << 14)
def _by_syllables(word: str, language: str) -> str:
    dictionary = _dictionary(language)
    return dictionary.inserted(word, SOFT_HYPHEN) if dictionary else word


def loosened(text: str, language: str = "") -> str:
    """Return a text that breaks at every space and hyphen and, in a language, by syllables."""
    text = text.replace(NBSP, " ").replace(NO_BREAK_HYPHEN, "-").replace(WORD_JOINER, "")
    return _WORD.sub(lambda found: _by_syllables(found[0], language), text) if language else text


def fitted(text: str, width: float, size: float, language: str = "") -> str:
    """Return a text in which each part that is wider than `width` millimetres may break.

    What holds together breaks first at its spaces and hyphens; in a language, by syllables if that
    is not enough.
    """
    return "\n".join(
        "".join(_fitted(piece, width - indent_of(line), size, language) for piece in pieces(line))
        for line in text.split("\n")
    )


def _fitted(piece: str, width: float, size: float, language: str) -> str:
    if text_width(piece.strip(), size) <= width:
        return piece
    return "".join(
        part if text_width(part.strip(), size) <= width else loosened(part, language)
        for part in pieces(loosened(piece))
    )
