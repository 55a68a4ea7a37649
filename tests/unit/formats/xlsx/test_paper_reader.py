"""A workbook made by hand, as it is written."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from plandoc.codes import Code
from plandoc.formats.xlsx.paper_reader import read_paper
from plandoc.imports.paper import Grid, Layer, Line, Paper


def _saved(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _sheet() -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "План"
    return book, sheet


HEADS = ("№", "Мероприятие", "Срок", "Ответственный")


def _said(paper: Paper) -> list[object]:
    return [
        piece.text
        if isinstance(piece, Line)
        else [[cell.text for cell in row.cells] for row in piece.rows]
        for piece in paper.pieces
    ]


def test_a_plan_on_a_sheet_is_lines_and_a_table() -> None:
    """Approvals side by side, the title, the table with its sections, the signature below it."""
    book, sheet = _sheet()
    sheet["A1"], sheet["D1"] = "СОГЛАСОВАНО", "УТВЕРЖДАЮ"
    sheet["A2"], sheet["D2"] = "Председатель", "Директор"
    sheet["A4"] = "План работы"
    sheet.merge_cells("A4:D4")
    for column, text in enumerate(HEADS, 1):
        sheet.cell(5, column, text)
    sheet["A6"] = "Раздел I"
    sheet.merge_cells("A6:D6")
    sheet.append([1, "Собрание", date(2018, 9, 1), "Директор"])
    sheet["C7"].number_format = "dd.mm.yyyy"
    sheet["A9"] = "Раздел II"
    sheet.append([2, "Отчёт", date(2019, 5, 1), "Завуч"])
    sheet["C10"].number_format = "mmm.yy"
    sheet["B12"] = "Директор школы"
    paper = read_paper(_saved(book), "plan.xlsx")
    assert _said(paper) == [
        [["СОГЛАСОВАНО", "УТВЕРЖДАЮ"], ["Председатель", "Директор"]],
        "План работы",
        [
            list(HEADS),
            ["Раздел I"],
            ["1", "Собрание", "01.09.2018", "Директор"],
            ["Раздел II", "", "", ""],
            ["2", "Отчёт", "май 2019", "Завуч"],
        ],
        "Директор школы",
    ]
    grid = paper.pieces[2]
    assert isinstance(grid, Grid)
    assert str(grid.rows[2].cells[2].place) == "plan.xlsx, «План»!C7"
    assert (grid.rows[1].cells[0].span, grid.ruled) == (4, True)


def test_merged_cells_go_on_below() -> None:
    """A cell merged downwards continues in the rows below; the rows keep their columns."""
    book, sheet = _sheet()
    sheet.append(HEADS)
    sheet.append([1, "Собрание", "Сентябрь", "Директор"])
    sheet.append([2, "Отчёт"])
    sheet.merge_cells("C2:C3")
    sheet.merge_cells("D2:D3")
    grid = read_paper(_saved(book)).pieces[0]
    assert isinstance(grid, Grid)
    assert [(cell.text, cell.continued) for cell in grid.rows[2].cells] == [
        ("2", False),
        ("Отчёт", False),
        ("", True),
        ("", True),
    ]


def test_two_tables_on_a_sheet_are_two() -> None:
    """A table with headings of its own after a blank row is another table."""
    book, sheet = _sheet()
    sheet.append(HEADS)
    sheet.append([1, "Собрание", "Сентябрь", "Директор"])
    sheet["A4"] = "Вторая часть"
    for column, text in enumerate(HEADS, 1):
        sheet.cell(6, column, text)
    sheet.append([1, "Отчёт", "Май", "Завуч"])
    said = _said(read_paper(_saved(book)))
    assert [one if isinstance(one, str) else len(one) for one in said] == [2, "Вторая часть", 2]


def test_sheets_keep_their_order_and_hidden_ones_are_told() -> None:
    """Each sheet stands in the places; a hidden one is in its layer, with a note."""
    book, sheet = _sheet()
    sheet["A1"] = "План"
    sheet["A1"].comment = Comment("уточнить", "Автор")
    sheet.oddHeader.center.text = "Школа № 5"
    other = book.create_sheet("Старое")
    other["A1"] = "черновик"
    other.sheet_state = "hidden"
    third = book.create_sheet("Май")
    third["A1"] = "Ещё план"
    third["A2"] = "скрыто"
    third.row_dimensions[2].hidden = True
    paper = read_paper(_saved(book))
    assert [(line.text, line.layer, line.place.sheet) for line in paper.lines()] == [
        ("План", Layer.BODY, "План"),
        ("уточнить", Layer.COMMENT, "План"),
        ("Школа № 5", Layer.HEADER, "План"),
        ("черновик", Layer.HIDDEN, "Старое"),
        ("Ещё план", Layer.BODY, "Май"),
        ("скрыто", Layer.BODY, "Май"),
    ]
    codes = [(problem.code, problem.place.sheet) for problem in paper.problems]
    assert codes == [(Code.PAPER_SHEET_HIDDEN, "Старое"), (Code.PAPER_ROWS_HIDDEN, "Май")]


def test_a_formula_without_a_value_is_told() -> None:
    """No formula is evaluated; where a workbook was never calculated the cell is named."""
    book, sheet = _sheet()
    sheet.append(["№", "Мероприятие", "Срок"])
    sheet.append(["=A1+1", "Собрание", "Май"])
    (problem,) = read_paper(_saved(book)).problems
    assert (problem.code, problem.place.cell) == (Code.PAPER_FORMULA_WITHOUT_VALUE, "A2")


def test_a_value_in_the_last_cell_of_a_sheet_takes_no_memory() -> None:
    """Blank columns and rows between texts are not filled in."""
    book, sheet = _sheet()
    sheet["A1"], sheet["XFD1048576"] = "План", "край"
    assert [line.text for line in read_paper(_saved(book)).lines()] == ["План", "край"]


def test_the_name_of_a_sheet_heads_its_table() -> None:
    """Of several sheets each that begins with its table has its name above it, if it has one."""
    book, sheet = _sheet()
    sheet["A1"] = "План работы"
    for name in ("Сентябрь", "Лист3"):
        other = book.create_sheet(name)
        other.append(HEADS)
        other.append([1, "Собрание", "5-6", "Директор"])
    said = _said(read_paper(_saved(book)))
    assert [one for one in said if isinstance(one, str)] == ["План работы", "Сентябрь"]


def test_the_page_of_a_sheet_is_the_look_of_the_paper() -> None:
    """Orientation and margins are those of the first sheet; without a set page there is no look."""
    book, sheet = _sheet()
    sheet.append(HEADS)
    assert read_paper(_saved(book)).look is None
    sheet.page_setup.orientation = "landscape"
    sheet.page_margins.left = 30 / 25.4
    look = read_paper(_saved(book)).look
    assert look is not None
    assert (look.width, look.height, look.left) == (297, 210, 30)
