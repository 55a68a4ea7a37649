"""Text measurement in millimetres for fonts with the metrics of Times New Roman.

Liberation Serif and PT Astra Serif have the same metrics. A character that is not in the table
counts as the widest letter, so that widths are never underestimated.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate, repeat
from operator import add, sub
from pathlib import Path
from typing import NamedTuple
from unicodedata import combining

from plandoc.words.texts import WORD_JOINER

MM_PER_POINT = 25.4 / 72
LINE_HEIGHT = 1.15
"""Line height of single-spaced text as a multiple of the font size (Times New Roman)."""

SOFT_HYPHEN = "\u00ad"

BULLET = re.compile(r"\s*(?:[-–—•·*●○▪◦■□‣▸✓]|\d{1,2}[.)]|[^\W\d_]\))\s")
"""The beginning of an item of a list in a cell, whose lines hang."""

ITEM_INDENT = 4.0
"""By how much such lines are narrower than the cell, in millimetres."""

_FEW = 24
"""Letters of a text that is looked at as a whole, which often takes one line."""

_WORD = re.compile(r"[ \t]*[^ \t]+|[ \t]+$")
_HYPHEN = re.compile(rf"(?<=[^\W\d_][-–—])(?=[^\W\d_])|(?<={SOFT_HYPHEN})(?=.)")


@cache
def _widths(*, bold: bool) -> dict[str, int]:
    tables = json.loads(Path(__file__).with_name("widths.json").read_text(encoding="utf-8"))
    grouped = tables["bold" if bold else "regular"]
    known = {character: int(width) for width, group in grouped.items() for character in group}
    return known | {WORD_JOINER: 0}


@lru_cache(maxsize=1 << 16)
def thousandths(text: str, *, bold: bool = False) -> int:
    """Return the width of one line of text in thousandths of the size of its type.

    A soft hyphen is seen only where the line ends with it.
    """
    widths = _widths(bold=bold)
    if SOFT_HYPHEN in text:
        text = text[:-1].replace(SOFT_HYPHEN, "") + text[-1].replace(SOFT_HYPHEN, "-")
    return sum(map(widths.get, text, repeat(widths["Щ"])))


def in_size(wide: int, size: float) -> float:
    """Return a width given in thousandths of the size, in millimetres for `size` points."""
    return wide / 1000 * size * MM_PER_POINT


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line of text set in `size` points, in millimetres."""
    return in_size(thousandths(text, bold=bold), size)


def pieces(line: str) -> list[str]:
    """Return the parts between which a line may break: before spaces and after hyphens."""
    words: list[str] = _WORD.findall(line)
    if not _has_hyphen(line):
        return words
    return [piece for word in words for piece in _HYPHEN.split(word)]


def _has_hyphen(text: str) -> bool:
    return "-" in text or "–" in text or "—" in text or SOFT_HYPHEN in text


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text broken into lines of at most `width` millimetres.

    Spaces at a break are dropped; a word wider than the line gets a line of its own.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        current = ""
        for piece in pieces(paragraph):
            if current and text_width((current + piece).rstrip(), size, bold=bold) > width:
                lines.append(current.rstrip())
                current = piece.lstrip()
            else:
                current += piece
        lines.append(current.rstrip() if current.strip() else current)
    return lines


def wrap_anywhere(text: str, width: float, size: float, *, bold: bool = False) -> Iterator[str]:
    """Yield the lines of `wrap`; a word wider than the line is broken between its letters."""
    for line in wrap(text, width, size, bold=bold):
        start, filled = 0, 0.0
        for at, letter in enumerate(line if text_width(line, size, bold=bold) > width else ""):
            wide = text_width(letter, size, bold=bold)
            if at > start and filled + wide > width and not combining(letter):
                yield line[start:at]
                start, filled = at, 0.0
            filled += wide
        yield line[start:]


def lines_needed(text: str, width: float, size: float) -> int:
    """Return how many lines a text takes: those of `wrap`, or more where a word is wider than one.

    Such a word is broken anywhere.
    """
    if "\n" in text:
        return sum(_lines_of(line, width, size) for line in text.split("\n"))
    return _lines_of(text, width, size)


def _lines_of(line: str, width: float, size: float) -> int:
    room = _room(width, size)
    if len(line) <= _FEW and SOFT_HYPHEN not in line and thousandths(line) <= room:
        return 1
    words = _words_of(line)
    if words is None:
        broken = (text_width(one, size) for one in wrap(line, width, size))
        return sum(max(1, -int(-wide // width)) for wide in broken)
    starts, ends, _ = words
    at, lines = 0, 0
    while at < len(ends):
        after = bisect_right(ends, starts[at] + room, at)
        lines += 1
        if after == at:  # a word wider than the line
            lines += -int(-in_size(ends[at] - starts[at], size) // width) - 1
            after += 1
        at = after
    return lines


class _Words(NamedTuple):
    """Where the words of a line begin and end if it does not break, and the width of the widest."""

    starts: list[int]
    ends: list[int]
    widest: int


@lru_cache(maxsize=4_096)
def _words_of(line: str) -> _Words | None:
    """Return the unbreakable parts of a line in thousandths of the size; `None` if it is not plain.

    A plain line has no other blanks than single spaces between words, and no soft hyphens.
    """
    if not line.isprintable() or "  " in line or line != line.strip(" "):
        return None
    words, space = line.split(" "), thousandths(" ")
    if not _has_hyphen(line):
        wide = [*map(thousandths, words)]
        starts = [*accumulate(map(add, wide, repeat(space)), initial=0)]
        return _Words(starts, [*map(sub, starts[1:], repeat(space))], max(wide))
    starts, ends, end = [], [], -space
    for word in words:
        end += space
        for piece in _HYPHEN.split(word):
            starts.append(end)
            end += thousandths(piece)
            ends.append(end)
    return _Words(starts, ends, max(map(sub, ends, starts)))


@lru_cache(maxsize=1_024)
def _room(width: float, size: float) -> int:
    """Return the greatest width in thousandths of the size that is no wider than `width`."""
    room = int(width / in_size(1, size)) + 1
    while in_size(room, size) > width:
        room -= 1
    return room


def widest_of(texts: Iterable[str], size: float) -> float:
    """Return the width of the widest unbreakable part of texts, with the indent of its line."""
    widest: dict[float, int] = {}
    for line in {line for text in texts for line in text.split("\n")}:
        indent = indent_of(line)
        widest[indent] = max(widest.get(indent, 0), _widest_in(line))
    return max((in_size(wide, size) + indent for indent, wide in widest.items()), default=0.0)


def _widest_in(line: str) -> int:
    """Return the width of the widest unbreakable part of a line in thousandths of the size."""
    if " " not in line and line.isprintable() and not _has_hyphen(line):
        return thousandths(line)
    words = _words_of(line)
    return words.widest if words else max(thousandths(one.strip()) for one in pieces(line))


@lru_cache(maxsize=1_024)
def widest_piece(text: str, size: float, *, bold: bool = False) -> tuple[str, float]:
    """Return the widest unbreakable part of a text, and its width with the indent of its line."""
    found = {
        (piece.strip(), indent_of(line)) for line in text.split("\n") for piece in pieces(line)
    }
    return max(
        ((piece, text_width(piece, size, bold=bold) + indent) for piece, indent in found),
        key=lambda pair: pair[1],
        default=("", 0.0),
    )


def indent_of(line: str) -> float:
    """Return the indent in millimetres of a line of a cell, that of a list's item or none."""
    return ITEM_INDENT if BULLET.match(line) else 0.0
