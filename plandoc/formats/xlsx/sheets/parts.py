"""The workbook as a file: its properties, its elements in the order of the standard, packed."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any

from lxml import etree
from lxml.etree import _Element
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.extended import ExtendedProperties
from openpyxl.utils import range_to_tuple
from openpyxl.workbook._writer import WorkbookWriter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.writer.theme import theme_xml
from openpyxl.xml.constants import (
    ARC_APP,
    ARC_CORE,
    ARC_CUSTOM,
    ARC_ROOT_RELS,
    ARC_STYLE,
    ARC_THEME,
    ARC_WORKBOOK,
    ARC_WORKBOOK_RELS,
    CPROPS_TYPE,
)  # fmt: skip
from openpyxl.xml.functions import tostring

from plandoc.formats.xlsx.sheets.pen import TEXTS, Pen
from plandoc.ooxml.issued import with_digest
from plandoc.ooxml.pack import EPOCH
from plandoc.ooxml.package import Package

_TERMS = "{http://purl.org/dc/terms/}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_FRAME = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}graphicFrame"
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_EMPTY_ROWS = re.compile(rb"<sheetData ?/>|<sheetData>.*?</sheetData>", re.DOTALL)


def saved(pen: Pen, *, stamp: datetime | None) -> bytes:
    """Return the workbook as bytes; unlike `save` of openpyxl, independent of the clock."""
    book = pen.book
    writer = _Writer(pen)
    writer.write_data()
    package = Package(writer.parts)
    for number, described in enumerate(_descriptions(book), 1):
        _describe_charts(package.edit(f"xl/drawings/drawing{number}.xml"), described)
    for name in package.names:
        if name.startswith("xl/charts/chart"):
            _remember(package.edit(name), pen)
    package.attach(package.main, "sharedStrings", TEXTS, pen.texts())
    if stamp is None:
        _remove_dates(package.edit("docProps/core.xml"))
    return with_digest(package, stamp)


class _Memory(dict[str, bytes]):
    """Takes the place of the archive into which openpyxl writes parts."""

    def writestr(self, name: str, data: str | bytes) -> None:
        """Keep a part."""
        self[name] = data.encode() if isinstance(data, str) else data

    def namelist(self) -> list[str]:
        """Return the names of the parts."""
        return list(self)


class _Writer(ExcelWriter):
    """Lets openpyxl write all but rows and styles, and without temporary files."""

    def __init__(self, pen: Pen) -> None:
        memory: Any = _Memory()
        super().__init__(pen.book, memory)
        self.parts = memory
        self._pen = pen

    def write_data(self) -> None:
        """Write all parts."""
        book, write = self._pen.book, self.parts.writestr
        known: Any = self
        listed: Any = self.manifest
        write(ARC_APP, _properties())
        write(ARC_CORE, tostring(book.properties.to_tree()))
        write(ARC_THEME, theme_xml)
        if len(book.custom_doc_props):
            write(ARC_CUSTOM, tostring(book.custom_doc_props.to_tree()))
            listed.append(_Custom)
        known._write_worksheets()  # noqa: SLF001
        known._write_charts()  # noqa: SLF001
        rules = book._differential_styles.styles  # noqa: SLF001
        write(ARC_STYLE, self._pen.styles.part(rules))
        writer: Any = WorkbookWriter(book)
        write(ARC_ROOT_RELS, writer.write_root_rels())
        write(ARC_WORKBOOK, writer.write())
        write(ARC_WORKBOOK_RELS, writer.write_rels())
        listed._write(self.parts, book)  # noqa: SLF001

    def write_worksheet(self, ws: Any) -> None:
        """Write a sheet with the rows of the pen."""
        rows, used = self._pen.rows(ws), f'<dimension ref="{self._pen.used(ws)}"/>'
        ws.row_dimensions.clear()
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001
        ws._drawing.charts = ws._charts  # noqa: SLF001
        writer: Any = WorksheetWriter(ws, BytesIO())
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        self.parts.writestr(ws.path[1:], _with_rows(writer.read(), rows, used.encode()))
        self.manifest.append(ws)


class _Custom:
    path, mime_type = f"/{ARC_CUSTOM}", CPROPS_TYPE


@cache
def _properties() -> str | bytes:
    return tostring(ExtendedProperties().to_tree())


def _with_rows(part: bytes, rows: bytes, used: bytes) -> bytes:
    """Return a sheet with its rows and its dimension, of which openpyxl knows nothing."""
    head, tail = _EMPTY_ROWS.split(_DIMENSION.sub(used, part, count=1), maxsplit=1)
    return b"".join((head, rows, tail))


def describe(  # noqa: PLR0913
    book: Any,
    *,
    title: str,
    subject: str,
    author: str,
    language: str,
    created: datetime | None,
) -> None:
    """Set the properties of the file."""
    properties = book.properties
    properties.title = title
    properties.subject = subject
    properties.creator = author or None
    properties.language = language
    moment = created or EPOCH  # without a date of its own the file loses these two when saved
    if moment.tzinfo:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    properties.created = properties.modified = moment


def _descriptions(book: Any) -> list[list[str]]:
    """Return the alternative texts of charts, for each sheet with charts."""
    charts = [sheet._charts for sheet in book.worksheets]  # noqa: SLF001 - written, not kept
    return [[chart.description for chart in found] for found in charts if found]


def _describe_charts(root: _Element, descriptions: Sequence[str]) -> None:
    """Add alternative texts to charts, which openpyxl does not support."""
    for frame, text in zip(root.iter(_FRAME), descriptions, strict=True):
        next(frame.iter("{*}cNvPr")).set("descr", text)


def _remember(root: _Element, pen: Pen) -> None:
    """Give a chart the values of its cells, for programs that draw it without computing them."""
    sheets = {sheet.title: sheet for sheet in pen.book.worksheets}
    for formula in list(root.iter(f"{_CHART}f")):
        title, bounds = range_to_tuple(formula.text or "")
        left, top, right, bottom = (bound or 0 for bound in bounds)
        at = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        values = [pen.value(sheets[title], *cell) for cell in at]
        source = formula.getparent()
        is_text = source is not None and source.tag == f"{_CHART}strRef"
        if not is_text and not all(isinstance(value, int | float) for value in values):
            continue
        cache = etree.Element(f"{_CHART}{'str' if is_text else 'num'}Cache")
        etree.SubElement(cache, f"{_CHART}ptCount", val=str(len(values)))
        for number, value in enumerate(values):
            if value is not None:
                point = etree.SubElement(cache, f"{_CHART}pt", idx=str(number))
                etree.SubElement(point, f"{_CHART}v").text = str(value)
        formula.addnext(cache)


def _remove_dates(root: _Element) -> None:
    for element in [*root.iter(f"{_TERMS}created"), *root.iter(f"{_TERMS}modified")]:
        root.remove(element)
