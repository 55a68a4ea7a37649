"""Reader of a filled tracking workbook; nothing is interpreted here."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import islice

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem, ReturnedFileError
from plandoc.formats.xlsx.answers.conflicts_reader import read_decisions
from plandoc.formats.xlsx.book import Book, Sheet
from plandoc.formats.xlsx.cells import SheetRow, column_letters
from plandoc.formats.xlsx.lines import lines_above
from plandoc.formats.xlsx.struck import Struck
from plandoc.formats.xlsx.tracking.frame import COPY, Read, typed_around
from plandoc.formats.xlsx.tracking.known import (
    OUTCOMES,
    Metadata,
    manifest_of,
    read_metadata,
    text_of,
)
from plandoc.formats.xlsx.tracking.merged import Merged
from plandoc.formats.xlsx.tracking.naming import Naming
from plandoc.formats.xlsx.tracking.registers import Register, registers
from plandoc.ooxml.collector import collector_paused
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package, warnings
from plandoc.returns.filled import Cell, Line, Returned, SeenRow, Value
from plandoc.schema.columns import PLAN_COLUMNS
from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.quotes import listed, quoted
from plandoc.words.texts import shortened

_NAMES = "plandoc_"
_COMPUTED = ("days_left", "state")
_MOST_TOLD = 1_000

_SOMETIMES = ("load",)
"""Sheets that not every workbook has, so that one of their name may be somebody's own."""

_TEXTS = {*PLAN_COLUMNS, *OUTCOMES} - {"number", "outcome.date", "outcome.moved_to"}
_IDENTIFYING = ("number", "title", "id")
"""Columns by which a person finds a row, best first."""


def read_tracking(source: bytes, file: str = "") -> Returned:
    """Return the content of the register of a returned workbook.

    The register is found by its headings on any sheet, or on several if it was copied; its columns
    by heading, by issued content, or by order. All non-empty rows below the headings are returned,
    including hidden and filtered ones. Guesses, and values in unknown columns, are problems of the
    result. Choices on the sheet of conflicts are returned as decisions.

    Raises `ReturnedFileError` if the source is not a workbook or has no register.
    """
    return read_with_lines(source, file)[0]


def read_manifest(source: bytes, file: str = "") -> Mapping[str, str]:
    """Return no more than the manifest of a workbook.

    Raises `ReturnedFileError` if the source is not a workbook.
    """
    return manifest_of(Book(open_package(source, file, kind=FileKind.WORKBOOK)))


@collector_paused()
def read_with_lines(source: bytes, file: str = "") -> tuple[Returned, tuple[Line, ...]]:
    """Return what `read_tracking` does, and the cells above the rows, in order."""
    package = open_package(source, file, kind=FileKind.WORKBOOK)
    book = Book(package)
    known = read_metadata(book)
    found = registers(book, known)
    decisions, problems = read_decisions(book, file)
    if not (found or decisions):
        sheets = listed(quoted(sheet.name) for sheet in book.sheets)
        unknown = Problem(
            Code.TRACKING_SHEET_MISSING, place=Place(file=file), values={"sheets": sheets}
        )
        raise ReturnedFileError(book.broken or [unknown])
    rows: list[SeenRow] = []
    broken = (replace(p, severity=Severity.WARNING) for p in book.broken)
    damage = (
        Problem(Code.HIDDEN_SHEET_DAMAGED, place=spot, values={"found": shortened(text) or "—"})
        for spot, text in known.damage
    )
    problems_found = [*warnings(package), *broken, *problems, *damage]
    read: dict[Sheet, Read] = {}
    for register in found:
        place = Place(file=file, sheet=register.sheet.name)
        naming = Naming(known, register.header, register.rows, place)
        merged = _merged(book, register, naming, place)
        covered: list[Problem] = []
        in_sight = merged.seen(register.rows, covered)
        rows += _rows(in_sight, naming, place)
        problems_found += islice(_unseen(in_sight, naming, place), _MOST_TOLD)
        problems_found += naming.problems()
        if register.sheet not in read:
            problems_found += merged.problems()
        problems_found += covered
        one = read.setdefault(register.sheet, Read())
        one.add(register.header.number, naming.told, register.rows)
    problems_found += typed_around(book, known, read, file)
    for sheet, seen in read.items():
        problems_found += _struck_out(book, sheet, seen, file)
        problems_found += (
            Problem(Code.SHEET_PICTURE_IGNORED, place=Place(file, sheet=sheet.name, cell=cell))
            for cell in islice(book.pictures(sheet), _MOST_TOLD)
        )
    returned = Returned(
        file=file,
        sha256=sha256(source).hexdigest(),
        kind=FileKind.WORKBOOK,
        manifest=known.manifest,
        rows=tuple(rows),
        issued=known.issued,
        decisions=decisions,
        problems=(*problems_found, *_not_read(book, _our_sheets(book, known, found), file)),
    )
    return returned, tuple(lines_above(book, found, file))


def _rows(seen: Iterable[SheetRow], naming: Naming, place: Place) -> Iterator[SeenRow]:
    """Yield the non-empty rows, each with all columns of the register."""
    known = {key: column for column, key in naming.keys.items()}
    computed = {known[key] for key in _COMPUTED if key in known}
    identifying = [known[key] for key in _IDENTIFYING if key in known]
    columns = _Columns(place, naming.known.language, known)
    for row in seen:
        if _is_sum(row, known.get("id")):
            continue
        typed = row.formulas.keys() - computed
        if typed or any(map(text_of, row.values.values())):
            filled = sorted({n for n, value in row.values.items() if text_of(value)} | typed)
            shown = next((column for column in identifying if column in filled), filled[0])
            yield SeenRow(
                place=replace(place, cell=f"{column_letters(shown)}{row.number}"),
                cells=_Cells(columns, row),
            )


def _unseen(seen: Iterable[SheetRow], naming: Naming, place: Place) -> Iterator[Problem]:
    """Yield a problem for each number among texts whose look is not known."""
    for row in seen:
        for column in row.formatted.keys() - row.formulas.keys():
            key, value = naming.keys.get(column, ""), row.values.get(column)
            number = row.formatted[column]
            if value is None or not _is_text(key) or number.seen(naming.known.language) is not None:
                continue
            where = replace(place, cell=f"{column_letters(column)}{row.number}")
            values = {"text": naming.known.shown(value), "format": shortened(number.form)}
            yield Problem(Code.SHEET_NUMBER_AS_STORED, place=where, values=values)


def _is_text(key: str) -> bool:
    """Whether a column is for words."""
    return key in _TEXTS or key.startswith("fields.")


def _is_sum(row: SheetRow, ids: int | None) -> bool:
    """Whether a row is that of the sums: the word for it, and nothing else but formulas."""
    if not row.formulas or ids in row.values:
        return False
    texts = {text_of(value) for n, value in row.values.items() if n not in row.formulas}
    words = {words_in(language).words.total.word for language in LANGUAGES}
    return texts - {""} in [{w} for w in words]


class _Columns:
    """What the cells of a register have in common: its place, language and columns by key."""

    def __init__(self, place: Place, language: str, columns: Mapping[str, int]) -> None:
        self.place, self.language = place, language
        self.columns = {key: (at, column) for at, (key, column) in enumerate(columns.items())}

    def values(self, row: SheetRow) -> tuple[Value, ...]:
        """Return the values of a row in the order of the columns."""
        return tuple(row.values.get(column) for _, column in self.columns.values())


class _Cells(Mapping[str, Cell]):
    """The cells of a row by key, made when they are asked for: most of them are empty."""

    __slots__ = ("_formatted", "_formulas", "_number", "_of", "_values")

    def __init__(self, columns: _Columns, row: SheetRow) -> None:
        self._of, self._number = columns, row.number
        self._values = columns.values(row)
        self._formulas, self._formatted = row.formulas, row.formatted

    def __getitem__(self, key: str) -> Cell:
        at, column = self._of.columns[key]
        place, cell = self._of.place, f"{column_letters(column)}{self._number}"
        where = Place(place.file, sheet=place.sheet, cell=cell)
        value = self._values[at]
        form = self._formatted.get(column)
        seen = form.seen(self._of.language) if form else ""
        return Cell(value if text_of(value) else None, where, self._formulas.get(column, ""), seen)

    def __iter__(self) -> Iterator[str]:
        return iter(self._of.columns)

    def __len__(self) -> int:
        return len(self._of.columns)


def _merged(book: Book, register: Register, naming: Naming, place: Place) -> Merged:
    """Return the areas in which cells of outcomes are merged."""
    marks = {column for column, key in naming.keys.items() if key in OUTCOMES}
    first = min((row.number for row in register.rows), default=register.header.number)
    above = min(first - 1, register.header.number)
    areas = (
        area
        for area in book.merged(register.sheet)
        if area.bottom > above and marks.intersection(area.columns)
    )
    return Merged(tuple(areas), place, naming.known)


def _struck_out(book: Book, sheet: Sheet, read: Read, file: str) -> Iterator[Problem]:
    """Yield a problem for each cell with words that are struck out; they are read all the same."""
    for cell, text in islice(Struck(book).cells(sheet, read.rows), _MOST_TOLD):
        place = Place(file, sheet=sheet.name, cell=cell)
        yield Problem(Code.SHEET_TEXT_STRUCK, place=place, values={"text": shortened(text)})


def _not_read(book: Book, ours: Container[str], file: str) -> Iterator[Problem]:
    """Yield a single note that names non-empty sheets not written by plandoc."""
    others = [sheet.name for sheet in book.filled if COPY.sub("", sheet.name) not in ours]
    if others:
        values = {"sheets": listed(map(quoted, others))}
        yield Problem(Code.SHEETS_IGNORED, place=Place(file=file), values=values)


def _our_sheets(book: Book, known: Metadata, found: Iterable[Register]) -> set[str]:
    """Return the names of sheets that plandoc wrote or that were read."""
    usual = [words_in(language).tracking.sheets for language in LANGUAGES]
    unsure = _SOMETIMES if known.frame else ()
    named = [target for name, target in book.names.items() if name.startswith(_NAMES)]
    return {
        *known.sheets,
        *(register.sheet.name for register in found),
        *(name for names in usual for key, name in names.items() if key not in unsure),
        *(name for name, _ in known.frame),
        *(target.rpartition("!")[0].strip("'") for target in named),
    }
