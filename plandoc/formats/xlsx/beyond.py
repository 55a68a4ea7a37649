"""What a workbook holds but does not show: hidden sheets, rows and columns, struck-out texts.

Texts in the colour of the paper are not shown either, nor those with a format that prints nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase, digits

from lxml.etree import _Element

from plandoc.errors import Place
from plandoc.formats.xlsx.book import Book
from plandoc.formats.xlsx.cells import column_number
from plandoc.ooxml.markup import attribute
from plandoc.ooxml.opening import open_package
from plandoc.returns.filled import Returned

_ON = frozenset(("1", "true"))
_OFF = frozenset(("0", "false"))
_LIGHTEST = 0xE8
_WHITE = frozenset(("1", "9"))
"""Indexes of white in the palette of every workbook."""

_NOTHING = re.compile(r";{2,}")


@dataclass(frozen=True)
class _Hiding:
    """What a sheet does not show."""

    rows: frozenset[int]
    columns: tuple[range, ...]
    cells: frozenset[str]


class Beyond:
    """Reads a workbook for what its cells do not tell.

    Raises `ReturnedFileError` like `read_tracking`, which gave the rows.
    """

    def __init__(self, source: bytes, returned: Returned) -> None:
        self._book = Book(open_package(source, returned.file, kind=returned.kind))
        self._sheets = {sheet.name: sheet for sheet in self._book.sheets}
        self._known: dict[str, _Hiding] = {}

    def hides(self, place: Place) -> bool:
        """Whether the cell at a place is not seen, or is struck out."""
        sheet = self._sheets.get(place.sheet)
        if sheet is None or not place.cell:
            return False
        if not sheet.visible:
            return True
        if sheet.name not in self._known:
            self._known[sheet.name] = self._hiding(self._book.package.xml(sheet.part))
        hiding = self._known[sheet.name]
        column = column_number(place.cell.rstrip(digits))
        return (
            place.cell in hiding.cells
            or int(place.cell.lstrip(ascii_uppercase)) in hiding.rows
            or any(column in columns for columns in hiding.columns)
        )

    def _hiding(self, root: _Element) -> _Hiding:
        return _Hiding(
            frozenset(
                int(row.get("r", "0"))
                for row in root.iterfind("{*}sheetData/{*}row")
                if row.get("hidden") in _ON or _is_nought(row.get("ht"))
            ),
            tuple(
                range(int(one.get("min", "0")), int(one.get("max", "0")) + 1)
                for one in root.iterfind("{*}cols/{*}col")
                if one.get("hidden") in _ON or _is_nought(one.get("width"))
            ),
            frozenset(
                cell.get("r", "")
                for cell in root.iterfind("{*}sheetData/{*}row/{*}c")
                if cell.get("s", "0") in self._unseen
            ),
        )

    @cached_property
    def _unseen(self) -> frozenset[str]:
        """The indexes of styles in which a text is not seen."""
        package = self._book.package
        part = next(iter(package.related(package.main, "styles")), None)
        if part is None:
            return frozenset()
        root = package.xml(part)
        fonts = root.findall("{*}fonts/{*}font")
        fills = root.findall("{*}fills/{*}fill")
        formats = {
            one.get("numFmtId")
            for one in root.iterfind("{*}numFmts/{*}numFmt")
            if _NOTHING.fullmatch(one.get("formatCode", ""))
        }
        return frozenset(
            str(number)
            for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf"))
            if style.get("numFmtId") in formats
            or _is_unseen(_at(fonts, style.get("fontId")), _at(fills, style.get("fillId")))
        )


def _is_unseen(font: _Element | None, fill: _Element | None) -> bool:
    if font is None:
        return False
    strike = font.find("{*}strike")
    struck = strike is not None and attribute(strike, "val") not in _OFF
    return struck or (_is_light(font.find("{*}color")) and _is_paper(fill))


def _at(elements: Sequence[_Element], index: str | None) -> _Element | None:
    known = index is not None and index.isdecimal() and int(index) < len(elements)
    return elements[int(index)] if known and index is not None else None


def _is_nought(size: str | None) -> bool:
    return size is not None and re.fullmatch(r"0+(\.0*)?", size) is not None


def _is_paper(fill: _Element | None) -> bool:
    """Whether a cell is not filled, or has the colour of paper."""
    pattern = None if fill is None else fill.find("{*}patternFill")
    if pattern is None:
        return fill is None or len(fill) == 0
    if pattern.get("patternType", "none") == "none":
        return True
    return pattern.get("patternType") == "solid" and _is_light(pattern.find("{*}fgColor"))


def _is_light(color: _Element | None) -> bool:
    """Whether a colour is nearly white: as such, in the palette, or as that of the background."""
    if color is None:
        return False
    if light := re.fullmatch("(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})", color.get("rgb", "")):
        return all(int(light[1][at : at + 2], 16) >= _LIGHTEST for at in (0, 2, 4))
    white = color.get("theme") == "0" and color.get("tint", "0") == "0"
    return white or color.get("indexed") in _WHITE
