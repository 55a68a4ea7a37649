"""What stands beside the cells of a workbook: headers, footers, pictures, shapes and charts."""

import re
from collections.abc import Iterator

from plandoc.errors import Place
from plandoc.formats.xlsx.book import Book
from plandoc.formats.xlsx.looks import Looks
from plandoc.ooxml.opening import open_package
from plandoc.ooxml.pull import seen
from plandoc.returns.filled import Cell, Line, Returned

_FIELDS = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Za-z&])')
_PAGE = "\0"
_PAGE_NUMBER = re.compile(rf"(?:[^\W\d_]+\s*)?{_PAGE}")
_HAS_WORD = re.compile(r"[^\W\d_]")


class Beyond:
    """Reads a workbook for what its cells do not tell.

    Raises `ReturnedFileError` like `read_tracking`, which gave the rows.
    """

    def __init__(self, source: bytes, returned: Returned) -> None:
        self._book = Book(open_package(source, returned.file, kind=returned.kind))
        self._file = returned.file
        self._looks = Looks(self._book)

    def around(self) -> Iterator[Line]:
        """Yield the words of headers and footers of sheets, without fields such as the page."""
        for sheet in self._book.sheets:
            root = seen(self._book.package, sheet.part, lambda _: None, "row")
            for one in root.iterfind("{*}headerFooter/*"):
                text = _FIELDS.sub(lambda f: _PAGE if f[0] == "&P" else " ", one.text or "")
                text = _PAGE_NUMBER.sub(" ", text)
                if _HAS_WORD.search(text):
                    yield Line(" ".join(text.split()), Place(self._file, sheet=sheet.name))

    def hides(self, cell: Cell) -> bool:
        """Whether the value of a cell is not seen as it is typed."""
        return self._looks.hides(cell)

    def pictures(self) -> Iterator[Place]:
        """Yield where pictures, shapes and charts are."""
        for sheet in self._book.sheets:
            for cell in self._book.drawn(sheet):
                yield Place(self._file, sheet=sheet.name, cell=cell)
