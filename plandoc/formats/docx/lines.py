"""The text of a document outside its rows: titles, approvals, headings, notes, signatures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml.etree import _Element

from plandoc.errors import Place
from plandoc.formats.docx.signed_below import holds_signatures
from plandoc.formats.docx.word_tables import numbered
from plandoc.formats.docx.word_text import body_of, text_of, through
from plandoc.ooxml.opening import open_package
from plandoc.returns.filled import Line, Returned


def read_document_lines(source: bytes, returned: Returned) -> tuple[Line, ...]:
    """Return the paragraphs outside the rows, including those in tables, in order.

    Raises `ReturnedFileError` like `read_document`, which returned the rows.
    """
    package = open_package(source, returned.file, kind=returned.kind)
    body = body_of(package.xml(package.main))
    return tuple(_Document(body, returned).lines(body, None))


class _Document:
    """Walks a document; tables have the same numbers as in the reader of rows."""

    def __init__(self, body: _Element, returned: Returned) -> None:
        self.file = returned.file
        self.rows = {(row.place.table, row.place.row) for row in returned.rows}
        self.plan_tables = {table for table, _ in self.rows}
        self.numbers = numbered(body)
        self.paragraphs = 0

    def lines(self, parent: _Element, cell: Place | None) -> Iterator[Line]:
        """Yield the paragraphs of the body or of a cell, including nested tables."""
        for child in through(parent, "p", "tbl"):
            if child in self.numbers:
                yield from self._table(child)
                continue
            self.paragraphs += cell is None
            place = cell or Place(self.file, paragraph=self.paragraphs)
            if (text := text_of(child)).strip():
                yield Line(text, place, place.table in self.plan_tables)

    def _table(self, table: _Element) -> Iterator[Line]:
        number = self.numbers[table]
        for row_number, row in enumerate(through(table, "tr"), 1):
            if (number, row_number) in self.rows or row.find("{*}trPr/{*}del") is not None:
                continue
            place = Place(self.file, table=number, row=row_number)
            content = [line for cell in through(row, "tc") for line in self.lines(cell, place)]
            if holds_signatures(row):
                content = [replace(line, in_table=False) for line in content]
            if not _counts(content):
                yield from content


def _counts(row: Sequence[Line]) -> bool:
    """Whether a row contains only column numbers."""
    numbers = [str(number) for number in range(1, len(row) + 1)]
    return len(row) > 1 and [line.text.strip() for line in row] == numbers
