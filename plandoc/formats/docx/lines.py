"""The text of a document outside its rows: titles, approvals, headings, notes, signatures."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from lxml.etree import _Element

from plandoc.errors import Place
from plandoc.formats.docx.boxes import BESIDE, words_over
from plandoc.formats.docx.lean import worded
from plandoc.formats.docx.outline import FilledPackage
from plandoc.formats.docx.row_ids import PREFIX
from plandoc.formats.docx.signed_below import BOOKMARK, holds_signatures
from plandoc.formats.docx.word_tables import NO_ROWS, PlainRows, numbered
from plandoc.formats.docx.word_text import body_of, text_of, through
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.markup import attribute, parsed
from plandoc.ooxml.opening import open_package
from plandoc.ooxml.package import Package
from plandoc.returns.filled import Line

_PAGE_NUMBER = re.compile(r"[\W_]*\d{0,4}[\W_]*")


def read_lines(source: bytes, file: str = "") -> tuple[Line, ...]:
    """Return the paragraphs of a paper that has no rows of a plan, in order.

    Raises `ReturnedFileError` if it is not a DOCX.
    """
    root, plain = worded(open_package(source, file, kind=FileKind.DOCUMENT))
    return tuple(lines_outside(root, file, (), plain))


Rows = Collection[tuple[int | None, int | None]]
"""Rows by the number of their table and their own."""


def lines_outside(
    root: _Element, file: str, rows: Rows, plain: PlainRows = NO_ROWS
) -> Iterator[Line]:
    """Yield the paragraphs outside `rows`, including those in tables, in order.

    `plain` are rows of which the words were read before.
    """
    body = body_of(root)
    yield from _Document(body, file, rows, numbered(body), plain).lines(body, None)


def printed_lines(package: FilledPackage) -> Iterator[str]:
    """Yield what a document prints outside the rows of activities, in its body and beside it."""
    body = body_of(package.outline)
    marked = {
        row
        for mark in body.iter("{*}bookmarkStart")
        if attribute(mark, "name").startswith(PREFIX)
        for row in mark.iterancestors("{*}tr")
    }
    numbers = numbered(body)
    rows = {
        (number, at)
        for table, number in numbers.items()
        for at, row in enumerate(through(table, "tr"), 1)
        if row in marked
    }
    for line in _Document(body, "", rows, numbers).lines(body, None):
        yield from line.text.split("\n")
    for part in parts_beside(package):
        yield from _lines_of(package.read(part))


@lru_cache(maxsize=32)
def _lines_of(beside: bytes) -> tuple[str, ...]:
    """Return the lines of a part that prints beside the body, mostly the same in each document."""
    return tuple(line for text in _texts(parsed(beside)) for line in text.split("\n"))


def lines_beside(package: Package) -> Iterator[Line]:
    """Yield each paragraph beside the body that says something but the number of the page."""
    for part in parts_beside(package):
        for text in _texts(package.xml(part)):
            yield Line(text, Place(package.file, part=part))


def _texts(beside: _Element) -> Iterator[str]:
    """Yield the texts of the paragraphs in a part that say something but the number of the page."""
    for paragraph in beside.iter("{*}p"):
        inner = next(paragraph.iterancestors("{*}p", "{*}Fallback", "{*}del"), None)
        for text in (text_of(paragraph), *words_over(paragraph)) if inner is None else ():
            if not _PAGE_NUMBER.fullmatch(text):
                yield text


def parts_beside(package: Package) -> Iterator[str]:
    """Yield the parts of a document with headers, footers, notes, comments, charts."""
    found = [one for one in package.relations(package.main) if one.part in package]
    for kind in BESIDE:
        yield from dict.fromkeys(one.part for one in found if one.kind == kind)


class _Document:
    """Walks a document; tables have the same numbers as in the reader of rows."""

    def __init__(
        self,
        body: _Element,
        file: str,
        rows: Rows,
        numbers: Mapping[_Element, int],
        plain: PlainRows = NO_ROWS,
    ) -> None:
        self.body = body  # whose elements are the same as long as it is held
        self.file = file
        self.rows = rows
        self.plan_tables = {table for table, _ in rows}
        self.numbers = numbers
        self.plain = plain
        self.paragraphs = 0

    def lines(self, parent: _Element, cell: Place | None) -> Iterator[Line]:
        """Yield the paragraphs of the body or of a cell, including nested tables."""
        for child in through(parent, "p", "tbl"):
            if child in self.numbers:
                yield from self._table(child)
                continue
            self.paragraphs += cell is None
            place = cell or Place(self.file, paragraph=self.paragraphs)
            for text in (text_of(child), *words_over(child)):
                if text.strip():
                    yield Line(text, place, place.table in self.plan_tables)

    def _table(self, table: _Element) -> Iterator[Line]:
        number = self.numbers[table]
        for row_number, row in enumerate(through(table, "tr"), 1):
            if (number, row_number) in self.rows or row.find("{*}trPr/{*}del") is not None:
                continue
            place = Place(self.file, table=number, row=row_number)
            plain = self.plain.get(row)
            if plain is None:
                content = [line for cell in through(row, "tc") for line in self.lines(cell, place)]
                signed = holds_signatures(row)
            else:
                texts = (text for cell in plain.texts for text in cell.split("\n") if text.strip())
                content = [Line(text, place, number in self.plan_tables) for text in texts]
                signed = any(name == BOOKMARK for name, _ in plain.marks)
            if signed:
                content = [replace(line, in_table=False) for line in content]
            if not _counts(content):
                yield from content


def _counts(row: Sequence[Line]) -> bool:
    """Whether a row contains only column numbers."""
    numbers = [str(number) for number in range(1, len(row) + 1)]
    return len(row) > 1 and [line.text.strip() for line in row] == numbers
