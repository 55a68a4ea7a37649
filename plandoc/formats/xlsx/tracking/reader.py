"""A filled tracking workbook back into what was seen in it; nothing is judged here."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem, ReturnedFileError
from plandoc.formats.xlsx.answers.conflicts_reader import read_decisions
from plandoc.formats.xlsx.book import Book
from plandoc.formats.xlsx.cells import SheetRow, column_letters
from plandoc.formats.xlsx.tracking.known import OUTCOMES, Known, learn, text_of
from plandoc.formats.xlsx.tracking.naming import Naming
from plandoc.formats.xlsx.tracking.registers import Register, registers
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package, warnings
from plandoc.returns.filled import Cell, Returned, SeenRow
from plandoc.words.language import LANGUAGES, words_in

_COPY = re.compile(r" \(\d+\)$")
_NAMES = "plandoc_"
_COMPUTED = ("days_left", "state")
_TOLD = ("number", "title", "id")
"""Columns by which a person finds a row, the best first."""


def read_tracking(source: bytes, file: str = "") -> Returned:
    """Return what stands in the register of a workbook that came back.

    The register is found by its headings on any sheet, on several when it was copied; its
    columns by their headings, by what was issued in them, or by their order. Every row below the
    headings comes back unless it is wholly blank, hidden and filtered ones like others. What was
    guessed, and values in columns that are not ours, are problems of the result. What was chosen
    on the sheet of conflicts comes as decisions.

    Raises `ReturnedFileError` where there is no such workbook, or nothing in it to read.
    """
    package = open_package(source, file, kind=FileKind.WORKBOOK)
    book = Book(package)
    known = learn(book)
    found = registers(book, known)
    decisions, problems = read_decisions(book, file)
    if not (found or decisions):
        sheets = ", ".join(f"«{sheet.name}»" for sheet in book.sheets)
        unknown = Problem(
            Code.TRACKING_SHEET_MISSING, place=Place(file=file), values={"sheets": sheets}
        )
        raise ReturnedFileError(book.broken or [unknown])
    rows: list[SeenRow] = []
    broken = (replace(p, severity=Severity.WARNING) for p in book.broken)
    said = [*warnings(package), *broken, *problems]
    for register in found:
        place = Place(file=file, sheet=register.sheet.name)
        naming = Naming(known, register.header, register.rows, place)
        rows += _seen(register, naming, place)
        said += naming.problems()
        said += _beside(book, register, naming, place)
    return Returned(
        file=file,
        sha256=sha256(source).hexdigest(),
        kind=FileKind.WORKBOOK,
        manifest=known.manifest,
        rows=tuple(rows),
        issued=known.issued,
        decisions=decisions,
        problems=(*said, *_not_read(book, _our_sheets(book, known, found), file)),
    )


def _seen(register: Register, naming: Naming, place: Place) -> Iterator[SeenRow]:
    """Yield the rows that are not wholly blank, each with all the columns of the register."""
    columns = [(column, column_letters(column), key) for column, key in naming.keys.items()]
    computed = {column for column, _, key in columns if key in _COMPUTED}
    letters = {key: letter for _, letter, key in columns}
    shown = next((letters[key] for key in _TOLD if key in letters), "A")
    for row in register.rows:
        typed = row.formulas.keys() - computed
        if typed or any(map(text_of, row.values.values())):
            yield SeenRow(
                place=replace(place, cell=f"{shown}{row.number}"),
                cells={key: _cell(row, column, letter, place) for column, letter, key in columns},
            )


def _cell(row: SheetRow, column: int, letter: str, place: Place) -> Cell:
    value = row.values.get(column)
    where = Place(place.file, sheet=place.sheet, cell=f"{letter}{row.number}")
    formula = row.formulas.get(column, "")
    return Cell(value if text_of(value) else None, where, formula)


def _beside(book: Book, register: Register, naming: Naming, place: Place) -> Iterator[Problem]:
    """Yield what a person may have said beside the cells: in comments, by merging cells."""
    for cell, text in book.comments(register.sheet).items():
        yield Problem(
            Code.SHEET_COMMENT_IGNORED, place=replace(place, cell=cell), values={"text": text}
        )
    marks = {column for column, key in naming.keys.items() if key in OUTCOMES}
    for area in book.merged(register.sheet):
        if area.bottom > register.header.number and marks.intersection(area.columns):
            where = replace(place, cell=area.first)
            yield Problem(Code.SHEET_CELLS_MERGED, place=where, values={"area": area.text})


def _not_read(book: Book, ours: Container[str], file: str) -> Iterator[Problem]:
    """Yield one note that names the sheets of other people on which something stands."""
    others = [sheet.name for sheet in book.filled if _COPY.sub("", sheet.name) not in ours]
    if names := [f"«{name}»" for name in others]:
        yield Problem(
            Code.SHEETS_IGNORED, place=Place(file=file), values={"sheets": ", ".join(names)}
        )


def _our_sheets(book: Book, known: Known, found: Iterable[Register]) -> set[str]:
    """Return the names of the sheets that plandoc wrote or from which something was read."""
    usual = [words_in(language).tracking.sheets.values() for language in LANGUAGES]
    named = [target for name, target in book.names.items() if name.startswith(_NAMES)]
    return {
        *known.sheets,
        *(register.sheet.name for register in found),
        *(name for names in usual for name in names),
        *(target.rpartition("!")[0].strip("'") for target in named),
    }
