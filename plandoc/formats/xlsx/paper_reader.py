"""Reader of a workbook made by hand: its sheets with their lines and tables as shown."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from plandoc.codes import Code
from plandoc.errors import PaperError, Place, Problem
from plandoc.formats.xlsx.book import Book, Sheet
from plandoc.formats.xlsx.cells import SheetRow as SheetRead
from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.tracking.known import read_metadata, text_of
from plandoc.imports.paper import Cell, Grid, Layer, Line, Look, Paper, Piece, Row
from plandoc.imports.sheets import SheetRow, pieces_of_sheet
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package, warnings
from plandoc.ooxml.package import Package
from plandoc.page.sheet import PAPERS
from plandoc.schema.layout import PaperSize

_GIVEN = re.compile(r"(?:Лист|Sheet|Table|Таблица)_? ?\d*", re.IGNORECASE)
"""Names that programs give to sheets."""

_PICTURES = "xl/media/"
_PLAN_ID = "plandoc.plan_id"
_CODES = re.compile(r'&(?:"[^"]*"|[LCRPNDTZFAGBIUEXSK+]|\d+|-)')
_MM_PER_CHARACTER, _USUAL_WIDTH = 1.9, 9.0
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_PAGE = re.compile(rb"<(?:\w+:)?(pageSetup|pageMargins)\b([^<>]*)>")
_SHEETS = {
    b"1": PaperSize.LETTER, b"5": PaperSize.LEGAL, b"8": PaperSize.A3, b"11": PaperSize.A5,
}  # fmt: skip
_HIDDEN = re.compile(rb'<(?:\w+:)?row\b[^<>]*\bhidden="(?:1|true)"')
_LONGEST_TAG = 400
_MOST_COLUMNS = 256
"""The most columns of which widths are kept."""


@dataclass(frozen=True, slots=True)
class _Merged:
    """A merged area: its rows and columns, counted from 1 and 0."""

    top: int
    bottom: int
    left: int
    span: int


def read_paper(source: bytes, file: str = "") -> Paper:
    """Return what is written in a workbook, sheet by sheet.

    Numbers and dates are texts as shown; what stands on hidden sheets is in the layer of hidden
    texts, and told. Raises `ReturnedFileError` if the file is no workbook that can be opened, and
    `PaperError` for a tracking sheet, which is read by `plandoc.read_tracking`.
    """
    package = open_package(source, file, kind=FileKind.WORKBOOK)
    book = Book(package)
    manifest = read_metadata(book).manifest
    if manifest.get(_PLAN_ID):
        raise PaperError([Problem(Code.PAPER_IS_A_TRACKING_SHEET, place=Place(file))])
    problems = [*warnings(package), *book.broken]
    pieces: list[Piece] = []
    several = sum(sheet.visible for sheet in book.filled) > 1
    for sheet in book.filled:
        found = list(_sheet(book, sheet, problems))
        if several and sheet.visible and isinstance(found[0], Grid) and found[0].ruled:
            found = [*_name(sheet, file), *found]
        pieces += found
    seen = next((sheet for sheet in book.filled if sheet.visible), None)
    pictures = sum(name.lower().startswith(_PICTURES) for name in package.names)
    return Paper(
        file,
        tuple(pieces),
        _look(package, seen) if seen else None,
        tuple(problems),
        manifest,
        pictures=pictures,
    )


def _name(sheet: Sheet, file: str) -> Iterator[Line]:
    """Yield the name of a sheet as the heading of its table, unless a program chose it."""
    if not _GIVEN.fullmatch(sheet.name.strip()):
        yield Line(sheet.name.strip(), Place(file, sheet=sheet.name), level=2, bold=True)


def _sheet(book: Book, sheet: Sheet, problems: list[Problem]) -> Iterator[Piece]:
    place = Place(book.package.file, sheet=sheet.name)
    layer = Layer.BODY if sheet.visible else Layer.HIDDEN
    rows = _rows(book, sheet, problems)
    widths, hidden = _looks(book.package, sheet)
    if not sheet.visible:
        problems.append(Problem(Code.PAPER_SHEET_HIDDEN, place=place))
    elif hidden:
        problems.append(Problem(Code.PAPER_ROWS_HIDDEN, place=place, values={"count": hidden}))
    yield from pieces_of_sheet(rows, widths, layer)
    for cell, text in book.boxes(sheet):
        yield Line(text, replace(place, cell=cell), layer=Layer.BOX)
    for cell, text in book.comments(sheet).items():
        yield Line(text, replace(place, cell=cell), layer=Layer.COMMENT)
    for text in book.page_texts(sheet):
        if said := _CODES.sub("\t", text).strip():
            yield Line(said, place, layer=Layer.HEADER)


def _rows(book: Book, sheet: Sheet, problems: list[Problem]) -> list[SheetRow]:
    """Return the rows that are not blank, with cells that continue merged ones above."""
    merged = _merged(book, sheet)
    going: list[_Merged] = []
    waiting = sorted(merged.values(), key=lambda area: area.top, reverse=True)
    found: list[SheetRow] = []
    for row in book.shown_rows(sheet):
        while waiting and waiting[-1].top < row.number:
            going.append(waiting.pop())
        going = [area for area in going if area.bottom >= row.number]
        place = Place(book.package.file, sheet=sheet.name, row=row.number)
        cells = {
            area.left: Cell((), area.left, area.span, continued=True, place=place) for area in going
        }
        for column, value in row.values.items():
            if text := text_of(value):
                at = replace(place, row=None, cell=f"{column_letters(column)}{row.number}")
                area = merged.get((row.number, column - 1))
                span = area.span if area else 1
                cells[column - 1] = Cell.of(_cleaned(text), column - 1, at, span=span)
        problems += without_value(row, place)
        if any(not cell.blank for cell in cells.values()):
            ordered = tuple(cells[column] for column in sorted(cells))
            found.append(SheetRow(row.number, Row(ordered, place)))
    return found


def without_value(row: SheetRead, place: Place) -> Iterator[Problem]:
    """Yield a problem for each formula of a row that has no value: none is evaluated."""
    for column in sorted(row.formulas.keys() - row.values.keys()):
        at = replace(place, row=None, cell=f"{column_letters(column)}{row.number}")
        values = {"formula": row.formulas[column]}
        yield Problem(Code.PAPER_FORMULA_WITHOUT_VALUE, place=at, values=values)


def _merged(book: Book, sheet: Sheet) -> Mapping[tuple[int, int], _Merged]:
    """Return the merged areas by the row and column of their first cell."""
    found = {}
    for area in book.merged(sheet):
        top = int(re.sub("[A-Z]+", "", area.first))
        left = area.columns.start - 1
        found[top, left] = _Merged(top, area.bottom, left, len(area.columns))
    return found


def _cleaned(text: str) -> str:
    return text.replace("\r", "").strip("\n")


def _looks(package: Package, sheet: Sheet) -> tuple[tuple[float, ...], int]:
    """Return the widths of the columns in millimetres, and the number of hidden rows."""
    widths: dict[int, float] = {}
    hidden = 0
    rest = b""
    for chunk in package.chunks(sheet.part):
        held = rest + chunk
        if not widths:
            for found in _COLUMN.finditer(held):
                widths |= _width(dict(_ATTRIBUTE.findall(found[1])))
        cut = max(0, held.rfind(b"<", len(held) - _LONGEST_TAG))
        hidden += len(_HIDDEN.findall(held[:cut])) if b"hidden" in held else 0
        rest = held[cut:]
    last = max(widths, default=0)
    usual = _USUAL_WIDTH * _MM_PER_CHARACTER
    return tuple(widths.get(n, usual) for n in range(1, last + 1)), hidden


def _look(package: Package, sheet: Sheet) -> Look | None:
    """Return the page of a sheet, `None` if it says nothing of it; type is sized for screens."""
    rest = b""
    said: dict[bytes, dict[bytes, bytes]] = {}
    for chunk in package.chunks(sheet.part):
        held = rest + chunk
        said |= {found[1]: dict(_ATTRIBUTE.findall(found[2])) for found in _PAGE.finditer(held)}
        rest = held[-_LONGEST_TAG:]
    if b"pageSetup" not in said:
        return None
    wide = said[b"pageSetup"].get(b"orientation") == b"landscape"
    sheet_size = PAPERS[_SHEETS.get(said[b"pageSetup"].get(b"paperSize", b""), PaperSize.A4)]
    margins = said.get(b"pageMargins", {})
    sides = (_inches(margins.get(side, b"")) for side in (b"left", b"right", b"top", b"bottom"))
    return Look(*(reversed(sheet_size) if wide else sheet_size), *sides)


def _inches(text: bytes) -> float:
    """Return a length in inches in millimetres."""
    found = re.fullmatch(rb"\d{1,2}(?:\.\d{1,20})?", text)
    return round(float(found[0]) * 25.4, 1) if found else 0


def _width(said: Mapping[bytes, bytes]) -> dict[int, float]:
    try:
        first, last = int(said[b"min"]), int(said[b"max"])
        width = float(said[b"width"]) * _MM_PER_CHARACTER
    except (KeyError, ValueError):
        return {}
    return dict.fromkeys(range(first, min(last, _MOST_COLUMNS) + 1), width)
