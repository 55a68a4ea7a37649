"""Size and position of comment boxes."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from plandoc.ooxml.markup import decimal, whole
from plandoc.ooxml.package import Package
from plandoc.page.measure import MM_PER_POINT, wrap

_SIZE = 9.0
_WIDER = 1.2
"""Ratio of the widths of Tahoma and Times New Roman."""

_LINE = 15
_PADDING = 14
_PIXELS_PER_POINT = 96 / 72
_WIDTHS = (260, 340, 460, 600)
_LINES = 16
"""A box with more lines than this is made wider."""

_ASIDE, _ABOVE = 15, 2
_COLUMNS, _ROWS = 16_384, 1_048_576
_REACH = 200
"""Number of rows below its cell that a box may cover."""

_DIGIT = 7
"""Width in pixels of a digit of the default font, the unit of column widths."""

_ROW = re.compile(rb"<(?:[\w.-]+:)?row\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"\s(r|ht|hidden)\s*=\s*[\"']([^\"']*)[\"']")
_TRUE = (b"1", b"true")


_WIDE, _HIGH = 9.14, 15.0
"""The usual width of a column in characters, and height of a row in points."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Row heights and column widths of a sheet in pixels: exceptions and defaults."""

    widths: Mapping[int, int]
    heights: Mapping[int, int]
    width: int
    height: int

    @classmethod
    def of(cls, package: Package, sheet: str, last: int) -> "Grid":
        """Return the sizes of a sheet down to the reach of boxes at row `last`."""
        root, main = package.tree(sheet), package.namespace
        default = root.find(f"{main}sheetFormatPr")
        described: Mapping[str, str] = {} if default is None else dict(default.attrib)
        return cls(
            widths=dict(_widths(root, main)),
            heights=_heights(package.rows(sheet), last + _REACH),
            width=_column(decimal(described.get("defaultColWidth"), _WIDE)),
            height=round(decimal(described.get("defaultRowHeight"), _HIGH) * _PIXELS_PER_POINT),
        )

    def anchor(self, row: int, column: int, text: str) -> str:
        """Return the position of the box of a comment, as `x:Anchor` writes it.

        Row and column of the cell are counted from 0.
        """
        width, height = box(text)
        left, top = min(column + 1, _COLUMNS - 1), max(row - 1, 0)
        right = _walk(left, _ASIDE + width, lambda n: self.widths.get(n, self.width), _COLUMNS)
        down = _walk(top, _ABOVE + height, lambda n: self.heights.get(n, self.height), _ROWS)
        return f"{left}, {_ASIDE}, {top}, {_ABOVE}, {right[0]}, {right[1]}, {down[0]}, {down[1]}"


def box(text: str) -> tuple[int, int]:
    """Return the width and height of a box in pixels for a text."""
    for width in _WIDTHS:
        room = (width - _PADDING) / _PIXELS_PER_POINT * MM_PER_POINT
        lines = len(wrap(text, room, _SIZE * _WIDER))
        if lines <= _LINES:
            break
    return width, lines * _LINE + _PADDING


def _widths(root: _Element, main: str) -> Iterator[tuple[int, int]]:
    for described in root.iterfind(f"{main}cols/{main}col"):
        hidden = described.get("hidden", "0").encode() in _TRUE
        width = 0 if hidden else _column(decimal(described.get("width"), _WIDE))
        last = min(whole(described.get("max")), _COLUMNS)
        yield from ((n - 1, width) for n in range(max(1, whole(described.get("min"), 1)), last + 1))


def _heights(rows: bytes, last: int) -> dict[int, int]:
    heights, number = {}, 0
    for found in _ROW.finditer(rows):
        attributes = dict(_ATTRIBUTE.findall(found[1]))
        number = whole(attributes.get(b"r", b"").decode("ascii", "replace"), number + 1)
        if number > last:
            break
        if attributes.get(b"hidden") in _TRUE:
            heights[number - 1] = 0
        elif b"ht" in attributes:
            heights[number - 1] = round(
                decimal(attributes[b"ht"].decode("ascii", "replace"), _HIGH) * _PIXELS_PER_POINT
            )
    return heights


def _column(width: float) -> int:
    return round(width * _DIGIT)


def _walk(start: int, length: int, size: Callable[[int], int], end: int) -> tuple[int, int]:
    """Return the row or column in which a length ends, and the offset in it."""
    place = start
    while place < end - 1 and length > size(place):
        length -= size(place)
        place += 1
    return place, min(length, size(place))
