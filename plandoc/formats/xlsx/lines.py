"""The text of a workbook above its rows: titles, headings, the head of its registers."""

from collections.abc import Iterable, Iterator

from plandoc.errors import Place
from plandoc.formats.xlsx.book import Book
from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.tracking.known import text_of
from plandoc.formats.xlsx.tracking.registers import Register
from plandoc.returns.filled import Line


def lines_above(book: Book, registers: Iterable[Register], file: str) -> Iterator[Line]:
    """Yield the cells above the rows of registers, down to the headings, in order."""
    for register in registers:
        sheet, header = register.sheet, register.header
        for row in book.rows(sheet):
            if row.number > header.number:
                break
            for column, value in sorted(row.values.items()):
                if text := text_of(value):
                    cell = f"{column_letters(column)}{row.number}"
                    place = Place(file, sheet=sheet.name, cell=cell)
                    yield Line(text, place, row.number == header.number)
