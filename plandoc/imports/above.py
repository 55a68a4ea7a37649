"""What stands above the tables of a plan: annex, organisation, approvals, title, texts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plandoc.imports.doubts import Data
from plandoc.imports.paper import Line
from plandoc.imports.pieces import Item, Laid
from plandoc.imports.spelling import begins, words
from plandoc.imports.stamps import Stamp, StampLines
from plandoc.imports.texts import PAGE_BREAK, below_one_another, said, text_blocks
from plandoc.imports.titles import LONGEST, heading_above, title_of

_MOST_ANNEX = 6
_SPACE_GAP = 4
_FOOT_GAP = 6
"""How many blank paragraphs move the last line of a cover to the foot of its page, at least."""

_FOOT = re.compile(r"(?:[^\W\d_][^\d\n]{0,40}\W)?(?:19|20)\d\d(?:\W*[^\W\d_]{1,4})?\.?")
"""A year, perhaps below the place: «г. Лесной, 2019 г.»."""

"""Blank paragraphs that move a text down on a cover."""

SPACE = "space"
_REFERENCE = re.compile(r"№|\d{4}|\bот\b")


@dataclass(slots=True)
class Above:
    """The head of a plan: its blocks in order, its title, its approvals, the heading of a table."""

    blocks: list[Data | str] = field(default_factory=list)
    title: list[Line] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    heading: list[Line] = field(default_factory=list)


def read_above(items: Sequence[Item], *, tabled: bool) -> Above:
    """Return the head of a plan; without a table below, none of its lines is a heading."""
    above = Above()
    lines = StampLines()
    rest: list[Line | None] = []  # `None` is where the approvals are
    for item in items:
        left: list[Line] = []
        if isinstance(item, Laid):
            above.stamps += item.stamps.found
        elif isinstance(item, Line):
            left = lines.take(item)
        if left != [item] and None not in rest:
            rest.append(None)
        rest += left
    above.stamps += lines.found
    above.title = title_of([line for line in rest if line])
    if tabled:
        after = max(
            (at for at, one in enumerate(rest) if not one or one in above.title), default=-1
        )
        free = [line for line in rest[after + 1 :] if line]
        above.heading = heading_above(free, bold=False)
        rest = rest[: len(rest) - len(above.heading)]
    _Blocks(above, rest).read()
    above.blocks = [*_with_spaces(above.blocks)]
    return above


def _with_spaces(blocks: Sequence[Data | str]) -> Iterator[Data | str]:
    """Yield blocks with the spaces of a cover, which ends with its page."""
    last = max((at for at, one in enumerate(blocks) if one == PAGE_BREAK), default=-1)
    for at, block in enumerate(blocks):
        if block != SPACE or at < last:
            yield block


@dataclass(slots=True)
class _Blocks:
    """Turns the lines above the tables into blocks, one kind after another."""

    above: Above
    lines: Sequence[Line | None]
    at: int = 0
    texts: list[Line] = field(default_factory=list)

    def read(self) -> None:
        """Read all lines."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line is None:
                self._put("approvals", 1)
            elif line in self.above.title:
                self._put("title", len(self.above.title), line)
            elif (annex := self._annex(line)) and "title" not in self.above.blocks:
                self._put({"annex": below_one_another(annex)}, len(annex), line)
            elif (body := self._organisation(line)) and "title" not in self.above.blocks:
                aligned = {"align": "right"} if line.align == "right" else {}
                block = {"organisation": below_one_another(body), **aligned}
                self._put(block, len(body), line)
            else:
                foot = self._is_foot(line)
                if foot:
                    self._put(None, 0)
                self.texts.append(line)
                self.at += 1
                if foot:
                    self._put(PAGE_BREAK, 0)
        self._put(None, 0)
        if "title" not in self.above.blocks:
            self.above.blocks.append("title")

    def _put(self, block: Data | str | None, count: int, line: Line | None = None) -> None:
        if self.texts and self.texts[0].gap >= _SPACE_GAP and not self.texts[0].new_page:
            self.above.blocks.append(SPACE)
        if self.texts and self.texts[0].new_page:
            self.above.blocks.append(PAGE_BREAK)
        self.above.blocks += text_blocks(self.texts)
        self.texts = []
        if line is not None and line.new_page:
            self.above.blocks.append(PAGE_BREAK)
        elif line is not None and line.gap >= _SPACE_GAP:
            self.above.blocks.append(SPACE)
        if block is not None:
            self.above.blocks.append(block)
        self.at += count

    def _is_foot(self, line: Line) -> bool:
        """Whether a line is the last of a cover: a year, far below the title in the middle."""
        below = self.lines[self.at + 1 : self.at + 2]
        return (
            "title" in self.above.blocks
            and line.align == "center"
            and line.gap >= _FOOT_GAP
            and bool(_FOOT.fullmatch(line.text.strip()))
            and any(one is None or not one.new_page for one in below)
        )

    def _following(self, line: Line, most: int) -> list[Line]:
        """Return a line with those below it that stand as it does, outside of the title."""
        found = [line]
        for one in self.lines[self.at + 1 : self.at + most]:
            if one is None or one in self.above.title or one.align != line.align or one.new_page:
                break
            found.append(one)
        return found

    def _annex(self, line: Line) -> list[Line]:
        if not begins(line.text, words(lambda table: table.annex)):
            return []
        found = self._following(line, _MOST_ANNEX)
        if line.align:
            return found
        goes_on = [_REFERENCE.search(one.text) for one in found[1:]]
        return found[: 1 + (goes_on.index(None) if None in goes_on else len(goes_on))]

    def _organisation(self, line: Line) -> list[Line]:
        if self.texts or len(said(line)) > LONGEST:
            return []
        if not begins(line.text, words(lambda table: table.organisations)):
            return []
        return self._following(line, LONGEST) if line.align == "center" else [line]
