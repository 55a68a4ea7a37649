"""The lexer shared by the languages of deadlines and of outcomes.

A language defines a verbose pattern whose groups name the kinds of pieces; `NUMBER`, `LETTERS`,
`DASHES`, `GAP` and `MARK` are its common parts. `scan` applies the pattern to a text in one pass.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

NUMBER = r"(?P<number>\d+)"
LETTERS = r"[^\W\d_][^\W\d_\u0300-\u036f\xad]*(?:[\u0300-\u036f\xad{inner}][^\W\d_]*)*"
"""A word; `{inner}` are the marks inside it besides stress and soft hyphens."""
DASHES = "[-‐‑‒–—―−~]+"
BLANK = r"[\s\u200b\ufeff\ufe0f\u200d_]"
GAP = rf"(?P<gap>{BLANK}+)"
MARK = r"(?P<mark>.)"

_SYMBOLS = {
    ",": "comma", ";": "semicolon", ":": "colon", "(": "open", ")": "close", "[": "open",
    "]": "close", "/": "slash", "!": "stop", "…": "stop",
}  # fmt: skip
_GUILLEMETS = {"«": "»", "“": "”", "„": "“"}
_LONGEST_NUMBER = 9
TOO_LARGE = 10**9
"""The value of a number with too many digits for a year, a count or a share."""


@dataclass(slots=True)
class Piece:
    """A piece of a text; `kind` is the name of a group of the pattern, or of a mark."""

    kind: str
    start: int
    end: int
    word: str = ""
    """The folded word, or the mark."""
    value: int = 0
    """The number."""
    digits: int = 0
    """The number of digits, without an ending."""
    line: int = 0
    """The number of line breaks before it: 0, 1, or 2 for an empty line."""
    spaced: bool = False
    mate: int = -1
    """Index of the closing bracket."""


P = TypeVar("P", bound=Piece)


def compiled(pattern: str) -> re.Pattern[str]:
    """Return the compiled pattern of a language, which ignores case."""
    return re.compile(pattern, re.VERBOSE | re.DOTALL | re.IGNORECASE)


def scan(text: str, pattern: re.Pattern[str], make: type[P]) -> Iterator[tuple[str, P]]:
    """Yield the pieces of a text, each with its text, in one pass.

    A piece that the caller changes to a `gap` counts as a space before the next one.
    """
    line, spaced = 0, False
    for found in pattern.finditer(text):
        kind, written = found.lastgroup or "mark", found[0]
        if kind == "gap":
            line, spaced = min(2, line + written.count("\n")), True
            continue
        piece = make(kind, found.start(), found.end(), line=line, spaced=spaced)
        if kind == "mark":
            piece.kind, piece.word = _SYMBOLS.get(written, "mark"), written
        elif kind == "number":
            piece.digits = len(written)
            piece.value = int(written) if len(written) <= _LONGEST_NUMBER else TOO_LARGE
        yield written, piece
        line, spaced = (piece.line, True) if piece.kind == "gap" else (0, False)


def quoted(pieces: Sequence[Piece], *, straight: bool = False) -> Iterator[tuple[int, int]]:
    """Yield (first, after) of quoted pieces with words, including the quotation marks.

    With `straight`, `"` opens and closes as well.
    """
    pairs = _GUILLEMETS | {'"': '"'} if straight else _GUILLEMETS
    begin, closing, worded = -1, "", False
    for at, piece in enumerate(pieces):
        if begin >= 0 and piece.kind == "mark" and piece.word == closing:
            if worded:
                yield begin, at + 1
            begin = -1
        elif begin < 0 and piece.kind == "mark" and piece.word in pairs:
            begin, closing, worded = at, pairs[piece.word], False
        worded = worded or piece.kind == "word"


QUOTATION_MARKS = frozenset('«»“”„"')


def pair_brackets(pieces: Sequence[Piece]) -> None:
    """Set the index of the closing bracket in every opening one."""
    opened: list[int] = []
    for at, piece in enumerate(pieces):
        if piece.kind == "open":
            opened.append(at)
        elif piece.kind == "close" and opened:
            pieces[opened.pop()].mate = at


def after_ending(pieces: Sequence[Piece], at: int, endings: Container[str]) -> int:
    """Return the index after a number with the ending of `1-я`, `25-го`, `2nd`."""
    after = at + 1
    if after < len(pieces) and pieces[after].kind == "dash" and not pieces[after].spaced:
        after += 1
    ends = after < len(pieces) and not pieces[after].spaced and pieces[after].word in endings
    return after + 1 if ends else at + 1
