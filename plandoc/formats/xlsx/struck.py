"""Texts of a workbook that are struck out, in whole cells or in parts of them."""

from collections.abc import Collection, Iterator
from functools import cached_property
from string import digits

from lxml.etree import _Element

from plandoc.formats.xlsx.book import Book, Sheet
from plandoc.formats.xlsx.cells import column_number, decoded
from plandoc.ooxml.markup import attribute
from plandoc.ooxml.pull import pulled

_OFF = frozenset(("0", "false"))
_SIGN = b"strike"


class Struck:
    """Finds struck-out texts; a workbook without any is only searched for the word."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def cells(self, sheet: Sheet, rows: Collection[int]) -> Iterator[tuple[str, str]]:
        """Yield the cells in rows of a sheet with their texts that are struck out."""
        package = self.book.package
        if not (self._styles or self._strings or self._has(sheet.part)):
            return
        for row in pulled(package, sheet.part, "row", package.chunks(sheet.part)):
            for cell in row.iterchildren("{*}c"):
                reference = cell.get("r", "")
                number = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
                known = number.isdecimal() and column_number(reference.rstrip(digits))
                if known and int(number) in rows and (text := self._text(cell)):
                    yield reference, text

    def _text(self, cell: _Element) -> str:
        value = cell.findtext("{*}v", "").strip()
        inline = cell.find("{*}is")
        shared = int(value) if cell.get("t") == "s" and value.isdecimal() else None
        if cell.get("s", "0") in self._styles:
            whole = "".join(inline.itertext()) if inline is not None else value
            return self._whole(shared) if shared is not None else decoded(whole)
        if shared is not None:
            return self._strings.get(shared, "")
        return _struck(inline) if inline is not None else ""

    def _whole(self, index: int) -> str:
        strings = self.book.strings
        return strings[index] if index < len(strings) else ""

    def _has(self, part: str) -> bool:
        return any(_SIGN in chunk for chunk in self.book.package.chunks(part))

    @cached_property
    def _strings(self) -> dict[int, str]:
        """The struck-out texts of shared strings by their index."""
        package = self.book.package
        part = next(iter(package.related(package.main, "sharedStrings")), None)
        if part is None or not self._has(part):
            return {}
        strings = enumerate(pulled(package, part, "si", package.chunks(part)))
        return {index: text for index, found in strings if (text := _struck(found))}

    @cached_property
    def _styles(self) -> frozenset[str]:
        """The indexes of styles in which texts are struck out."""
        package = self.book.package
        part = next(iter(package.related(package.main, "styles")), None)
        if part is None:
            return frozenset()
        root = package.xml(part)
        fonts = {
            str(number)
            for number, font in enumerate(root.iterfind("{*}fonts/{*}font"))
            if _is_struck(font)
        }
        styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
        return frozenset(str(number) for number, one in styles if one.get("fontId") in fonts)


def _struck(text: _Element) -> str:
    """Return the struck-out runs of a rich text."""
    runs = (run for run in text.iterfind("{*}r") if _is_struck(run.find("{*}rPr")))
    return decoded("".join(run.findtext("{*}t", "") for run in runs)).strip()


def _is_struck(look: _Element | None) -> bool:
    strike = look.find("{*}strike") if look is not None else None
    return strike is not None and attribute(strike, "val") not in _OFF
