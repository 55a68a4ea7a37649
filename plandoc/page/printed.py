"""The text of a cell, prepared once: as it is printed, with the widths of its lines and words.

Widths are whole numbers, thousandths of the size of the type: those of a line are those of its
words added up, and those of a table at any size of type follow from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from plandoc.page.measure import BULLET, ITEM_INDENT, SOFT_HYPHEN, in_size, pieces, thousandths
from plandoc.wording.phrases import with_non_breaking


@dataclass(slots=True)
class LineContext:
    """A line of a cell; `bullet` tells whether it begins with a bullet, which stays in the text."""

    text: str
    bullet: bool


@dataclass(slots=True)  # frozen, it would take three times as long to make
class Printed:
    """A text with its lines and its widths.

    `wide` are the widths of its lines; those of items of a list are indented. `word` is its widest
    part that does not break, `item_word` that of such items, -1 where there is none; `whole` is the
    text in a single line.
    """

    text: str
    lines: tuple[LineContext, ...]
    wide: tuple[int, ...]
    whole: int
    word: int
    item_word: int

    def widest(self, size: float) -> float:
        """Return the width of its widest part that does not break, with the indent of its line."""
        word = in_size(self.word, size)
        if self.item_word < 0:
            return word
        return max(word, in_size(self.item_word, size) + ITEM_INDENT)

    def fits(self, room: float, size: float) -> bool:
        """Whether no part of it that does not break is wider than `room` millimetres."""
        if in_size(self.word, size) > room:
            return False
        return self.item_word < 0 or in_size(self.item_word, size) <= room - ITEM_INDENT


def printed(text: str) -> Printed:
    """Return a text with its lines and its widths."""
    lines, wide = [], []
    word, item_word = 0, -1
    careful = "\t" in text or SOFT_HYPHEN in text
    for line in text.split("\n"):
        bullet = BULLET.match(line) is not None
        lines.append(LineContext(line, bullet))
        if careful:
            wide.append(thousandths(line))
            widest = _widest(line)
        else:
            words = line.split(" ")
            wide.append(sum(map(thousandths, words)) + _SPACE * (len(words) - 1))
            widest = max(map(_widest, words))
        if bullet:
            item_word = max(item_word, widest)
        else:
            word = max(word, widest)
    whole = thousandths(text) if careful else sum(wide) + _BREAK * (len(wide) - 1)
    return Printed(text, tuple(lines), tuple(wide), whole, word, item_word)


@lru_cache(maxsize=1 << 13)
def prepared(text: str) -> Printed:
    """Return the text of a cell as it is printed; numbers, days and executors come again and again.

    What stands in one line stays together.
    """
    return printed(with_non_breaking(text))


@lru_cache(maxsize=1 << 16)
def _widest(text: str) -> int:
    """Return the width of the widest part of a text that does not break, -1 where it has none."""
    return max([thousandths(piece.strip()) for piece in pieces(text)], default=-1)


_SPACE, _BREAK = thousandths(" "), thousandths("\n")
NOTHING = printed("")


@dataclass(frozen=True, slots=True)
class Content:
    """The texts of a column below its heading, measured together.

    `texts` are in the order of rows. `widest` stands for all of them: its widths are the greatest
    that any of them has; `line` is the longest line. `total` is the width of all texts added up.
    """

    texts: Sequence[Printed]
    widest: Printed
    line: int
    total: int


def contents_of(rows: Sequence[Sequence[Printed]], columns: int) -> list[Content]:
    """Return the texts of each column; there may be no rows."""
    return [*map(_content_of, zip(*rows, strict=True))] if rows else [_content_of(())] * columns


def _content_of(texts: Sequence[Printed]) -> Content:
    longest = Printed(
        "",
        (),
        (),
        whole=max([one.whole for one in texts], default=0),
        word=max([one.word for one in texts], default=0),
        item_word=max([one.item_word for one in texts], default=-1),
    )
    line = max([max(one.wide) for one in texts], default=0)
    return Content(texts, longest, line, sum([one.whole for one in texts]))
