"""A workbook as a file: its parts, packed."""

from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path

from plandoc.formats.xlsx.sheets.book import Book, Name, Sheet, Table
from plandoc.formats.xlsx.sheets.cells import escaped
from plandoc.formats.xlsx.sheets.pen import TEXTS, Pen
from plandoc.formats.xlsx.sheets.worksheet import MAIN, worksheet
from plandoc.ooxml.assembly import DOCUMENT, Part, assembled
from plandoc.ooxml.issued import with_digest
from plandoc.ooxml.markup import DECLARED, escape, quoted
from plandoc.ooxml.pack import joined
from plandoc.ooxml.package import LINKS
from plandoc.ooxml.properties import CORE, CUSTOM, PARTS, core_xml, custom_xml

_FAMILY = "spreadsheetml"
_DRAWINGS = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_DRAW = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_PROGRAM = (
    f'{DECLARED}<Properties xmlns="{_EXTENDED}">'
    "<Application>Microsoft Excel Compatible / plandoc</Application>"
    "<AppVersion>3.1</AppVersion></Properties>"
).encode()
_UNITS_PER_MM = 36_000
"""English metric units, in which drawings are measured."""


def saved(pen: Pen) -> bytes:
    """Return the workbook of a pen as a file, whose entries are dated when it was created."""
    book, numbers = pen.book, _Numbers()
    sheets = [_sheet(sheet, pen, numbers) for sheet in book.sheets]
    parts = (
        *sheets,
        Part("xl/styles.xml", "styles", pen.styles.part()),
        Part("xl/theme/theme1.xml", "theme", _theme()),
        Part(TEXTS, "sharedStrings", joined(pen.texts())),
    )
    about = (
        Part("xl/workbook.xml", DOCUMENT, _workbook(book), parts),
        Part(PARTS[CORE], CORE, core_xml(book.about)),
        Part("docProps/app.xml", "extended-properties", _PROGRAM),
        Part(PARTS[CUSTOM], CUSTOM, custom_xml(book.properties)),
    )
    return with_digest(assembled(_FAMILY, about), book.about.created)


class _Numbers:
    """The next numbers of parts."""

    def __init__(self) -> None:
        self.sheets, self.drawings, self.charts, self.tables = (count(1) for _ in range(4))


def _sheet(sheet: Sheet, pen: Pen, numbers: _Numbers) -> Part:
    """Return the part of a sheet, related to its drawing first, as `worksheet` has it."""
    lying: list[Part] = []
    if sheet.charts:
        charts = [
            Part(f"xl/charts/chart{number}.xml", "chart", chart.xml(sheet, pen))
            for (chart, *_), number in zip(sheet.charts, numbers.charts, strict=False)
        ]
        name = f"xl/drawings/drawing{next(numbers.drawings)}.xml"
        lying.append(Part(name, "drawing", _drawing(sheet), charts))
    for table in sheet.tables:
        number = next(numbers.tables)
        lying.append(Part(f"xl/tables/table{number}.xml", "table", _table(table, number)))
    name = f"xl/worksheets/sheet{next(numbers.sheets)}.xml"
    return Part(name, "worksheet", joined(worksheet(sheet, pen)), lying)


def _workbook(book: Book) -> bytes:
    sheets = "".join(
        f'<sheet name={quoted(sheet.title)} sheetId="{number}"{_state(sheet)} r:id="rId{number}"/>'
        for number, sheet in enumerate(book.sheets, 1)
    )
    names = "".join(_names(book))
    return (
        f'{DECLARED}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">'
        f"<bookViews><workbookView/></bookViews><sheets>{sheets}</sheets>"
        f"{f'<definedNames>{names}</definedNames>' if names else ''}"
        '<calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>'
    ).encode()


def _state(sheet: Sheet) -> str:
    return ' state="hidden"' if sheet.hidden else ""


def _names(book: Book) -> Iterator[str]:
    """Yield the defined names, those of the workbook first."""
    yield from (_name(name, "") for name in book.names)
    for number, sheet in enumerate(book.sheets):
        yield from (_name(name, f' localSheetId="{number}"') for name in sheet.names)


def _name(name: Name, owner: str) -> str:
    hidden = ' hidden="1"' if name.hidden else ""
    told = f"name={quoted(name.name)}{owner}{hidden}"
    return f"<definedName {told}>{escape(name.reference)}</definedName>"


def _table(table: Table, number: int) -> bytes:
    columns = "".join(
        f'<tableColumn id="{n}" name={quoted(escaped(heading))}/>'
        for n, heading in enumerate(table.headings, 1)
    )
    return (
        f'{DECLARED}<table xmlns="{MAIN}" id="{number}" name="{table.name}"'
        f' displayName="{table.name}" ref="{table.area}"><autoFilter ref="{table.area}"/>'
        f'<tableColumns count="{len(table.headings)}">{columns}</tableColumns></table>'
    ).encode()


def _drawing(sheet: Sheet) -> bytes:
    """Return the part that places the charts of a sheet, with their alternative texts."""
    placed = []
    for number, (chart, row, column) in enumerate(sheet.charts, 1):
        width, height = (int(side * _UNITS_PER_MM) for side in chart.size)
        placed.append(
            f"<oneCellAnchor><from><col>{column - 1}</col><colOff>0</colOff>"
            f"<row>{row - 1}</row><rowOff>0</rowOff></from>"
            f'<ext cx="{width}" cy="{height}"/><graphicFrame><nvGraphicFramePr>'
            f'<cNvPr id="{number}" name="Chart {number}" descr={quoted(chart.description)}/>'
            "<cNvGraphicFramePr/></nvGraphicFramePr><xfrm/><a:graphic>"
            f'<a:graphicData uri="{_CHART}"><c:chart r:id="rId{number}"/></a:graphicData>'
            "</a:graphic></graphicFrame><clientData/></oneCellAnchor>"
        )
    spaces = f'xmlns="{_DRAWINGS}" xmlns:a="{_DRAW}" xmlns:c="{_CHART}" xmlns:r="{LINKS}"'
    return f"{DECLARED}<wsDr {spaces}>{''.join(placed)}</wsDr>".encode()


@cache
def _theme() -> bytes:
    """Return the colours and fonts that a workbook usually has."""
    return Path(__file__).with_name("theme.xml").read_bytes()
