"""What a workbook holds but does not show: hidden sheets, rows and columns, struck-out texts.

Texts in the colour of the paper are not shown either, nor those with a format that prints nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase, digits

from lxml.etree import _Element

from plandoc.errors import Place
from plandoc.formats.xlsx.book import Book
from plandoc.formats.xlsx.cells import column_number
from plandoc.ooxml.markup import attribute, decimal
from plandoc.ooxml.opening import open_package
from plandoc.returns.filled import Line, Returned

_ON = frozenset(("1", "true"))
_OFF = frozenset(("0", "false"))
_NEAREST = 0x18
"""Colours whose channels differ by less cannot be told apart."""
_WHITE, _BLACK = frozenset(("1", "9")), frozenset(("0", "8"))
"""Indexes in the palette of every workbook."""

_SMALLEST = 3.0
"""Points: what is smaller cannot be read."""

_FIELDS = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Za-z&])')
_PAGE = "\0"
_PAGE_NUMBER = re.compile(rf"(?:[^\W\d_]+\s*)?{_PAGE}")
_HAS_WORD = re.compile(r"[^\W\d_]")

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
        self._file = returned.file
        self._sheets = {sheet.name: sheet for sheet in self._book.sheets}
        self._known: dict[str, _Hiding] = {}

    def around(self) -> Iterator[Line]:
        """Yield the words of headers and footers of sheets, without fields such as the page."""
        for sheet in self._book.sheets:
            root = self._book.package.xml(sheet.part)
            for one in root.iterfind("{*}headerFooter/*"):
                text = _FIELDS.sub(lambda f: _PAGE if f[0] == "&P" else " ", one.text or "")
                text = _PAGE_NUMBER.sub(" ", text)
                if _HAS_WORD.search(text):
                    yield Line(" ".join(text.split()), Place(self._file, sheet=sheet.name))

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
    size = font.find("{*}sz")
    tiny = size is not None and decimal(attribute(size, "val"), _SMALLEST) < _SMALLEST
    light, dark = (_is_near(font.find("{*}color"), end) for end in (0xFF, 0))
    return struck or tiny or (light and _is_paper(fill)) or (dark and _is_ink(fill))


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
    return pattern.get("patternType") == "solid" and _is_near(pattern.find("{*}fgColor"), 0xFF)


def _is_ink(fill: _Element | None) -> bool:
    """Whether a cell is filled with black."""
    pattern = None if fill is None else fill.find("{*}patternFill")
    solid = pattern is not None and pattern.get("patternType") == "solid"
    return pattern is not None and solid and _is_near(pattern.find("{*}fgColor"), 0)


def _is_near(color: _Element | None, end: int) -> bool:
    """Whether a colour is nearly white (255) or black (0): as such, in the palette, by theme."""
    if color is None:
        return False
    if found := re.fullmatch("(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})", color.get("rgb", "")):
        return all(abs(channel - end) < _NEAREST for channel in bytes.fromhex(found[1]))
    theme, palette = ("0", _WHITE) if end else ("1", _BLACK)
    plain = color.get("theme") == theme and color.get("tint", "0") == "0"
    return plain or color.get("indexed") in palette
