"""Texts in quotes within the values of a problem: each language has quotes of its own."""

from collections.abc import Iterable
from itertools import cycle
from typing import Self

from plandoc.words.language import told_in, words_in


class Quoted(str):
    """A text that has others in quotes: «Завуч», «Педагог».

    As a text it has the quotes of Russian; `told` gives it those of another language. `pieces` are
    by turns what stands before quotes and what stands in them.
    """

    __slots__ = ("pieces",)

    pieces: tuple[str, ...]

    def __new__(cls, *pieces: str) -> Self:
        """Make a text of its pieces."""
        made = super().__new__(cls, _with_quotes(pieces, "«", "»"))
        made.pieces = pieces
        return made

    def __getnewargs__(self) -> tuple[str, ...]:  # type: ignore[override]
        return self.pieces

    def told(self, language: str) -> str:
        """Return the text with the quotes of messages in a language."""
        return _with_quotes(self.pieces, *words_in(told_in(language)).words.quotes)


def quoted(text: str, *, before: str = "", after: str = "") -> Quoted:
    """Return a text in quotes.

    >>> quoted("Учёт", after="!K4").told("en")
    '“Учёт”!K4'
    """
    return Quoted(before, text, after)


def listed(texts: Iterable[str], between: str = ", ") -> str:
    """Return texts with commas or something else between them, in which quotes stay what they are.

    >>> listed([quoted("Завуч"), "…"])
    '«Завуч», …'
    """
    pieces = [""]
    for number, text in enumerate(texts):
        first, *others = text.pieces if isinstance(text, Quoted) else (text,)
        pieces[-1] += f"{between}{first}" if number else first
        pieces += others
    return Quoted(*pieces) if len(pieces) > 1 else pieces[0]


def _with_quotes(pieces: Iterable[str], opening: str, closing: str) -> str:
    inside = cycle((False, True))
    return "".join(
        f"{opening}{piece}{closing}" if quotes else piece
        for piece, quotes in zip(pieces, inside, strict=False)
    )
