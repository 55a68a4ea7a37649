"""Breaking words that are wider than their column: at hyphens, after initials, by syllables.

A word that fits is never touched. Syllables come from the dictionaries of pyphen, and are marked by
soft hyphens, which every office suite shows only where a line breaks; the readers drop them.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from plandoc.page.measure import SOFT_HYPHEN, indent_of, pieces, text_width, widest_piece
from plandoc.wording.phrases import NBSP, NO_BREAK_HYPHEN
from plandoc.words.texts import WORD_JOINER

_WORD = re.compile(r"[^\W\d_]{5,}")
_LEFT, _RIGHT = 2, 3
"""The fewest letters before and after a hyphen."""

_Pattern = tuple[int, Sequence[int]]
"""Where in a pattern its levels begin, and the levels: at an odd one a word may break."""


class _Breaks:
    """Where a word may break in every office suite: the places that OnlyOffice finds as well.

    OnlyOffice does not know soft hyphens and looks in the same dictionary, where for each letter it
    takes one pattern alone: the longest beginning of any pattern that ends there.
    """

    def __init__(self, language: str) -> None:
        import pyphen  # noqa: PLC0415 - takes time, and few plans need it

        self.dictionary = pyphen.Pyphen(lang=language, left=_LEFT, right=_RIGHT)
        self.patterns: Mapping[str, _Pattern] = self.dictionary.hd.patterns
        self.begun = {key[:end] for key in self.patterns for end in range(1, len(key) + 1)}
        self.longest = max(map(len, self.patterns), default=0)

    def inserted(self, word: str) -> str:
        """Return a word with soft hyphens."""
        places = {*self.dictionary.positions(word)} & self._found_by_onlyoffice(word)
        return "".join(SOFT_HYPHEN * (at in places) + letter for at, letter in enumerate(word))

    def _found_by_onlyoffice(self, word: str) -> set[int]:
        framed = f".{word.lower()}."
        levels = [0] * (len(framed) + 1)
        for end in range(1, len(framed) + 1):
            near = range(max(end - self.longest, 0), end)
            longest = next((at for at in near if framed[at:end] in self.begun), end)
            if pattern := self.patterns.get(framed[longest:end]):
                first, values = pattern
                for at, level in enumerate(values, longest + first):
                    levels[at] = max(levels[at], level)
        return {at - 1 for at, level in enumerate(levels) if level % 2}


@cache
def _breaks(language: str) -> _Breaks | None:
    import pyphen  # noqa: PLC0415 - takes time, and few plans need it

    known = pyphen.language_fallback(language)
    return _Breaks(known) if known else None


@lru_cache(maxsize=1 << 14)
def _by_syllables(word: str, language: str) -> str:
    breaks = _breaks(language)
    return breaks.inserted(word) if breaks else word


def loosened(text: str, language: str = "") -> str:
    """Return a text that breaks at every space and hyphen and, in a language, by syllables."""
    text = text.replace(NBSP, " ").replace(NO_BREAK_HYPHEN, "-").replace(WORD_JOINER, "")
    return _WORD.sub(lambda found: _by_syllables(found[0], language), text) if language else text


def fitted(text: str, width: float, size: float, language: str = "") -> str:
    """Return a text in which each part that is wider than `width` millimetres may break.

    What holds together breaks first at its spaces and hyphens; in a language, by syllables if that
    is not enough.
    """
    if widest_piece(text, size)[1] <= width:
        return text
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
