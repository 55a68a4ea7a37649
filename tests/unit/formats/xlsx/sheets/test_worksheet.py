"""plandoc.formats.xlsx.sheets.worksheet: what a sheet says is what others read of it."""

from io import BytesIO

from openpyxl import load_workbook

from plandoc.formats.xlsx.sheets import cells, rules
from plandoc.formats.xlsx.sheets.book import Book, Name, Sheet
from plandoc.formats.xlsx.sheets.cells import Style
from plandoc.formats.xlsx.sheets.checks import Check, Message
from plandoc.formats.xlsx.sheets.parts import saved
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.formats.xlsx.sheets.table import add_table

TITLE = "Лист д'Арк & <Ко>"


def sheet_of() -> tuple[Pen, Sheet]:
    pen = Pen(Book())
    return pen, pen.book.add(TITLE)


def read(pen: Pen):
    return load_workbook(BytesIO(saved(pen)))


def test_an_empty_sheet_is_a_sheet() -> None:
    """A sheet of which nothing is said is shown, not protected, printed as ever."""
    pen, _ = sheet_of()
    back = read(pen)[TITLE]
    assert (back.sheet_state, back.freeze_panes, back.protection.sheet) == ("visible", None, False)
    assert (back.dimensions, back.sheet_view.showGridLines) == ("A1:A1", None)


def test_the_view_is_read_back() -> None:
    """Columns, panes, the selected cell, the colour of the tab and lines between cells."""
    pen, sheet = sheet_of()
    cells.set_width(sheet, 2, 40)
    sheet.column(3).hidden = sheet.column(3).folded = True
    sheet.column(4).opens = True
    sheet.frozen, sheet.selected, sheet.zoom = (2, 3), "D9", 100
    sheet.grid, sheet.tab, sheet.protected = False, "C00000", True
    back = read(pen)[TITLE]
    shown = back.column_dimensions
    assert shown["B"].width == 21.6
    assert (shown["C"].hidden, shown["C"].outlineLevel, shown["D"].collapsed) == (True, 1, True)
    assert back.freeze_panes == "C4"
    assert back.sheet_view.pane.activePane == "bottomRight"
    assert [one.pane for one in back.sheet_view.selection] == [
        "topRight", "bottomLeft", "bottomRight",
    ]  # fmt: skip
    assert back.sheet_view.selection[-1].sqref == "D9"
    assert (back.sheet_view.zoomScale, back.sheet_view.showGridLines) == (100, False)
    assert back.sheet_properties.tabColor.rgb == "00C00000"
    protection = back.protection
    assert (protection.sheet, protection.sort, protection.formatCells) == (True, False, True)


def test_one_direction_is_frozen() -> None:
    """Columns alone, or rows alone, have a pane of their own."""
    for frozen, corner, pane in (((1, 0), "B1", "topRight"), ((0, 1), "A2", "bottomLeft")):
        pen, sheet = sheet_of()
        sheet.frozen = frozen
        back = read(pen)[TITLE]
        assert (back.freeze_panes, back.sheet_view.pane.activePane) == (corner, pane)


def test_checks_and_rules_are_read_back() -> None:
    """A check has its formulas and messages; rules keep their order, those of a range together."""
    pen, sheet = sheet_of()
    error = Message("Ошибка", 'Не "то" & <не>\nтам')
    sheet.checks.append(
        Check(ranges="A1 B2:C3", kind="whole", formulas=("0", "365"), error=error, warns=True)
    )
    red = rules.where('$A1="<"', rules.painted("FF0000", "00FF00"))
    framed = rules.where("TRUE", rules.framed("D9D9D9"))
    sheet.rules += [("A1:B2", red), ("C1", framed), ("A1:B2", rules.shades("FFFFFF", "000000", 4))]
    sheet.rules += [("D1:D9", rules.shares("5E9E63")), ("E1:E9", rules.signs(0, 2, 3))]
    back = read(pen)[TITLE]
    (check,) = back.data_validations.dataValidation
    assert (check.type, check.operator, check.formula1, check.formula2) == (
        "whole", "between", "0", "365",
    )  # fmt: skip
    assert (check.errorTitle, check.error, check.errorStyle) == (*error, "warning")
    assert (check.showErrorMessage, bool(check.showInputMessage)) == (True, False)
    told = {
        str(found.sqref): [(rule.type, rule.priority) for rule in found.rules]
        for found in back.conditional_formatting
    }
    assert told == {
        "A1:B2": [("expression", 1), ("colorScale", 3)],
        "C1": [("expression", 2)],
        "D1:D9": [("dataBar", 4)],
        "E1:E9": [("iconSet", 5)],
    }
    first = next(iter(back.conditional_formatting)).rules[0]
    assert first.formula == ['$A1="<"']
    assert (first.dxf.fill.bgColor.rgb, first.dxf.font.color.rgb) == ("FFFF0000", "FF00FF00")


def test_print_settings_names_and_links_are_read_back() -> None:
    """Paper, margins, page numbers, repeated rows, the printed area, breaks; names and links."""
    pen, sheet = sheet_of()
    cells.page(sheet, footer="Страница &P из &N", width=400)
    sheet.repeat(2, 3)
    sheet.print_only((1, 1), (9, 4))
    sheet.breaks.append(5)
    sheet.names.append(Name("plandoc_here", sheet.area((1, 1), (1, 1)), hidden=True))
    pen.book.names.append(Name("plandoc_all", sheet.area((1, 1), (2, 2))))
    pen.put(sheet, 1, 1, "сюда", Style())
    sheet.links.append(("A1", f"{sheet.area((4, 2), (4, 2))}"))
    sheet.merged.append("B1:C1")
    book = read(pen)
    back = book[TITLE]
    setup = back.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToHeight) == (8, "landscape", 0)
    assert back.page_margins.left == back.page_margins.right
    assert back.oddFooter.center.text == "Страница &P из &N"
    assert (back.print_title_rows, str(back.print_area)[-9:]) == ("$2:$3", "$A$1:$D$9")
    assert [one.id for one in back.row_breaks.brk] == [5]
    assert back.defined_names["plandoc_here"].hidden
    assert book.defined_names["plandoc_all"].attr_text == "'Лист д''Арк & <Ко>'!$A$1:$B$2"
    assert back["A1"].hyperlink.location == "'Лист д''Арк & <Ко>'!$B$4"
    assert str(back.merged_cells) == "B1:C1"


def test_a_table_names_its_columns() -> None:
    """A table has a filter and its headings, with quotes and line breaks."""
    pen, sheet = sheet_of()
    headings = ['Что "и" кто', "Когда & где", "Два\nряда"]
    for column, heading in enumerate(headings, 1):
        pen.put(sheet, 2, column, heading, Style())
    add_table(sheet, "plandoc_table", headings, 2, 5)
    table = read(pen)[TITLE].tables["plandoc_table"]
    assert (table.ref, table.autoFilter.ref) == ("A2:C5", "A2:C5")
    assert [column.name for column in table.tableColumns] == headings
