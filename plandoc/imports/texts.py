"""Texts of a paper in a plan: without the blanks that moved them, with their markup."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from plandoc.imports.doubts import Data
from plandoc.imports.paper import Line
from plandoc.schema.markup import escaped

PAGE_BREAK = "page_break"

_RIGHT = 60.0
"""Millimetres from the margin from where a short paragraph stands at the right: an epigraph."""

_LONGEST_MOVED = 100

_ITEM = re.compile(r"^([-–•]|\d{1,2}\.)(?=[^\W\d])", re.MULTILINE)


def spaced(text: str) -> str:
    """Return a text with the blanks by which it was moved on the page as line breaks."""
    return re.sub(r"[ \t\xa0]+", " ", re.sub(r"[ \t\xa0]{5,}", "\n", text.strip()))


def said(line: Line) -> str:
    """Return the words of a line, with its label."""
    return spaced(line.said)


def joined(lines: Iterable[Line]) -> str:
    """Return lines as one."""
    return " ".join(" ".join(line.text.split()) for line in lines)


def below_one_another(lines: Iterable[Line]) -> str:
    """Return lines as the lines of one text."""
    return "\n".join(map(said, lines))


def text_blocks(lines: Sequence[Line]) -> list[Data | str]:
    """Return paragraphs as text blocks, each of one alignment, with the breaks of their pages."""
    blocks: list[Data | str] = []
    page = 0
    pages = [page := page + line.new_page for line in lines]
    for (number, align), group in groupby(
        zip(pages, lines, strict=True), lambda one: (one[0], _align(one[1]))
    ):
        if number > page_before(blocks):
            blocks.append(PAGE_BREAK)
        text = "\n".join(_marked(line) for _, line in group)
        block: Data = {"text": _ITEM.sub(r"\1 ", text)}
        blocks.append(block | ({"align": align} if align else {}))
    return blocks


def _align(line: Line) -> str:
    """Return how a paragraph is aligned; one that begins far from the margin stands at the right.

    A long one fills what is left of the line anyway.
    """
    moved = line.start >= _RIGHT and len(line.text) < _LONGEST_MOVED
    return line.align or ("right" if moved else "")


def page_before(blocks: Sequence[Data | str]) -> int:
    """Return how many pages end in some blocks."""
    return blocks.count(PAGE_BREAK)


def _marked(line: Line) -> str:
    text = spaced(line.marked or escaped(line.text))
    if "\n" in text and line.marked:  # a pair of signs stands in one line
        sign = "**" if line.bold else ""
        text = "\n".join(
            f"{sign}{escaped(one.strip())}{sign}" for one in spaced(line.text).split("\n")
        )
    return f"{line.label} {text}" if line.label else text
