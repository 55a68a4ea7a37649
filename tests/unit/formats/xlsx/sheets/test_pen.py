"""plandoc.formats.xlsx.sheets.pen: cells written as XML are those that openpyxl would write."""

from copy import deepcopy
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from support.effort import tries
from support.strategies import texts

from plandoc.formats.paints import Paint
from plandoc.formats.xlsx.cells import decoded
from plandoc.formats.xlsx.sheets.book import Book, Sheet
from plandoc.formats.xlsx.sheets.cells import FONT, Style, quoted, set_height
from plandoc.formats.xlsx.sheets.chart import stacked_bars
from plandoc.formats.xlsx.sheets.parts import saved
from plandoc.formats.xlsx.sheets.pen import ROW, Pen, Run, Runs

VALUES = st.one_of(
    texts(), st.none(), st.integers(-(10**15), 10**15), st.dates(date(1901, 1, 1)),
    st.floats(-1e15, 1e15),
)  # fmt: skip


def pen_of() -> tuple[Pen, Sheet]:
    pen = Pen(Book())
    return pen, pen.book.add("Sheet")


def rows_of(pen: Pen, sheet: Sheet) -> bytes:
    return b"".join(pen.rows(sheet))


def read(pen: Pen):
    return load_workbook(BytesIO(saved(pen)), rich_text=True).worksheets[0]


@given(st.dictionaries(st.tuples(st.integers(1, 60), st.integers(1, 60)), VALUES, max_size=9))
@tries(100)
def test_what_is_put_is_read_back(values) -> None:
    """Every value stands in its cell with its type, whatever it holds, and no cell beside it."""
    pen, sheet = pen_of()
    for (row, column), value in values.items():
        shown = "dd.mm.yyyy" if isinstance(value, date) else "General"
        pen.put(sheet, row, column, value, Style(format=shown))
    found = {
        (cell.row, cell.column): cell.value
        for row in read(pen).iter_rows()
        for cell in row
        if cell.value is not None
    }
    told = {at: v for at, v in values.items() if v is not None and v != ""}
    assert found.keys() == told.keys()
    for at, value in told.items():
        got = found[at]
        if isinstance(value, str):
            assert decoded(got) == value
        elif isinstance(value, date):
            assert got.date() == value
        else:
            assert got == pytest.approx(value, rel=1e-15)


def test_rows_are_those_that_openpyxl_writes() -> None:
    """Element by element, the rows are what openpyxl makes of cells with the same content.

    Only texts stand apart: each cell has the number of its text.
    """
    pen, sheet = pen_of()
    lines = Runs((Run("две\n", 11), Run(" строки ", 9, "595959")))
    contents = {(2, 1): "слово", (2, 28): " a & <b> ", (4, 2): 1.5, (7, 1): 12}
    for at, value in {**contents, (3, 1): lines}.items():
        pen.put(sheet, *at, value, Style())
    pen.formula(sheet, 5, 1, 'IF(A1<2,"",1)', Style(), result=3)
    set_height(sheet, 4, 30.5)
    set_height(sheet, 9, 12)
    plain = Workbook()
    for (row, column), value in contents.items():
        cell = plain.active.cell(row, column)
        cell.value = value
    fonts = InlineFont(rFont=FONT, sz=11), InlineFont(rFont=FONT, sz=9, color="FF595959")
    told = zip(fonts, lines.runs, strict=True)
    plain.active["A3"].value = CellRichText([TextBlock(font, run.text) for font, run in told])
    plain.active["A5"] = '=IF(A1<2,"",1)'
    plain.active.row_dimensions[4].height = 30.5
    plain.active.row_dimensions[9].height = 12
    target = BytesIO()
    plain.save(target)
    shared = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    wanted = etree.fromstring(ZipFile(target).read("xl/worksheets/sheet1.xml"))
    wanted = wanted.find(f"{shared}sheetData")
    wanted.find(f".//{shared}f/../{shared}v").text = "3"
    got = etree.fromstring(
        rows_of(pen, sheet).replace(b"<sheetData>", f'<sheetData xmlns="{shared[1:-1]}">'.encode())
    )
    known = etree.fromstring(b"".join(pen.texts()))
    for cell in got.iter(f"{shared}c"):
        del cell.attrib["s"]
        if cell.get("t") == "s":
            text = deepcopy(known[int(cell[0].text)])
            text.tag = f"{shared}is"
            cell.set("t", "inlineStr")
            cell[:] = [text]
        elif cell.find(f"{shared}f") is None:
            cell.set("t", "n")
    assert etree.canonicalize(got) == etree.canonicalize(etree.tostring(wanted).decode())


def test_the_used_rectangle_is_told() -> None:
    """Programs that trust the dimension of a sheet see all of its cells."""
    pen, sheet = pen_of()
    assert pen.used(sheet) == "A1:A1"
    pen.put(sheet, 3, 2, "слово", Style())
    pen.put(sheet, 12, 27, "слово", Style())
    assert pen.used(sheet) == "B3:AA12"
    assert read(pen).dimensions == "B3:AA12"


@pytest.mark.parametrize("text", ["=1+1", "+7 900", "-5", "@имя", "'слово"])
def test_what_an_edit_would_make_a_formula_of_stays_text(text) -> None:
    """A text that begins like a formula is stored as a text with the prefix that keeps it one."""
    pen, sheet = pen_of()
    pen.put(sheet, 1, 1, text, Style())
    pen.put(sheet, 2, 1, f"слово {text}", Style())
    back = read(pen)
    first, second = back["A1"], back["A2"]
    assert (first.value, first.data_type, first.quotePrefix) == (text, "s", True)
    assert (second.data_type, second.quotePrefix) == ("s", False)
    assert quoted(text)


def test_a_style_is_made_once() -> None:
    """Cells of one style share it; another style has a number of its own."""
    pen, _ = pen_of()
    looks = [Style(bold=True), Style(bold=True), Style(bold=True, unlocked=True)]
    first, second, third = map(pen.style, looks)
    assert first == second != third


@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), max_size=5))
@tries(100)
def test_a_line_is_as_its_cells(rows) -> None:
    """A row that is written at once is, byte by byte, that of the same cells put one by one."""
    (lines, sheet), (cells, other) = pen_of(), pen_of()
    looks = [pen.style(Style()) for pen in (lines, cells)]
    for row, values in enumerate(rows, 1):
        columns = range(2, len(values) + 2)
        lines.line(sheet, row, columns, values, looks[:1] * len(values), told=True)
        for column, value in zip(columns, values, strict=True):
            cells.put(other, row, column, value, Style())
    assert lines.told(sheet) == cells.told(other)
    assert lines.used(sheet) == cells.used(other)
    assert rows_of(lines, sheet) == rows_of(cells, other)
    assert [*lines.texts()] == [*cells.texts()]


def test_a_text_is_stored_once() -> None:
    """Cells with the same text have one number; texts that differ in blanks alone have two."""
    pen, sheet = pen_of()
    for row, text in enumerate(["слово", "слово ", "слово"], 1):
        pen.put(sheet, row, 1, text, Style())
    rows_of(pen, sheet)
    assert b"".join(pen.texts()).count(b"<si>") == 2
    assert [row[0].value for row in read(pen).iter_rows()] == ["слово", "слово ", "слово"]


def test_rows_share_a_formula() -> None:
    """A formula that rows share is written once; each of them reads as its own, with its result."""
    pen, sheet = pen_of()
    for row, result in ((3, "да"), (4, 1.5), (9, None)):
        pen.formula(sheet, row, 2, f'IF(A{ROW}="","",$C$1)', Style(), result)
        pen.formula(sheet, row, 3, f"ROW(A{row})", Style())
    pen.formula(sheet, 5, 2, f"A{ROW}", Style())
    rows = rows_of(pen, sheet)
    assert rows.count(b't="shared"') == 3
    assert rows.count(b"IF(") == 1
    back = read(pen)
    told = [back.cell(row, 2).value for row in (3, 4, 5, 9)]
    assert told == [*(f'=IF(A{row}="","",$C$1)' for row in (3, 4)), "=A5", '=IF(A9="","",$C$1)']
    shown = load_workbook(BytesIO(saved(pen)), data_only=True).worksheets[0]
    assert [shown.cell(row, 2).value for row in (3, 4, 9)] == ["да", 1.5, None]


def test_a_chart_has_the_values_of_its_cells() -> None:
    """Programs that compute nothing draw a chart by what it remembers, if that is known."""
    pen, sheet = pen_of()
    for column, text in enumerate(["имя", "ряд", "пусто"], 1):
        pen.put(sheet, 1, column, text, Style())
    for row in (2, 3):
        pen.put(sheet, row, 1, f"строка {row}", Style())
        pen.formula(sheet, row, 2, "1+1", Style(), 2)
        pen.formula(sheet, row, 3, "1+1", Style())
    series = {2: Paint("FF0000"), 3: Paint("00FF00", "/")}
    chart = stacked_bars(
        rows=(1, 2, 3), names=1, series=series, title="Т", axes=("", "Ч"), size=(90, 60)
    )
    sheet.charts.append((chart, 1, 5))
    chart = etree.fromstring(ZipFile(BytesIO(saved(pen))).read("xl/charts/chart1.xml"))
    caches = [
        [one.text for one in cache.iter("{*}v")]
        for cache in chart.iter("{*}strCache", "{*}numCache")
    ]
    names = ["строка 2", "строка 3"]
    assert caches == [["ряд"], names, ["2", "2"], ["пусто"], names]
