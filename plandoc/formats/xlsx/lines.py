"""The text of a workbook above its rows: titles, headings, the head of its registers."""

from collections.abc import Iterator

from plandoc.errors import Place
from plandoc.formats.xlsx.book import Book
from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.tracking.known import read_metadata, text_of
from plandoc.formats.xlsx.tracking.registers import registers
from plandoc.ooxml.opening import open_package
from plandoc.returns.filled import Line, Returned


def read_tracking_lines(source: bytes, returned: Returned) -> tuple[Line, ...]:
    """Return the cells above the rows, down to the headings, in order.

    Raises `ReturnedFileError` like `read_tracking`, which returned the rows.
    """
    book = Book(open_package(source, returned.file, kind=returned.kind))
    return tuple(_above(book, returned.file))


def _above(book: Book, file: str) -> Iterator[Line]:
    for register in registers(book, read_metadata(book)):
        sheet, header = register.sheet, register.header
        for row in book.rows(sheet):
            if row.number > header.number:
                break
            for column, value in sorted(row.values.items()):
                if text := text_of(value):
                    cell = f"{column_letters(column)}{row.number}"
                    place = Place(file, sheet=sheet.name, cell=cell)
                    yield Line(text, place, row.number == header.number)
