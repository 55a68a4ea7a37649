"""Rows of a sheet as lines and tables."""

from hypothesis import given
from hypothesis import strategies as st

from plandoc.imports.paper import Cell, Grid, Line, Row, lines_of
from plandoc.imports.sheets import SheetRow, pieces_of_sheet


def _rows(*texts: str) -> list[SheetRow]:
    """Return rows written as «а|б|», a blank one as «»."""
    return [
        SheetRow(number, Row(cells))
        for number, row in enumerate(texts, 1)
        if (
            cells := tuple(
                Cell.of(text, column) for column, text in enumerate(row.split("|")) if text
            )
        )
    ]


def _said(rows: list[SheetRow]) -> list[object]:
    return [
        piece.text
        if isinstance(piece, Line)
        else [[cell.text for cell in row.cells] for row in piece.rows]
        for piece in pieces_of_sheet(rows)
    ]


def test_a_table_begins_with_its_headings() -> None:
    """Rows of few cells above the headings are lines, or stand side by side."""
    assert _said(_rows("|План", "а||б", "", "№|Дело|Срок|Кто", "1|раз|Май|Завуч")) == [
        "План",
        [["а", "б"]],
        [["№", "Дело", "Срок", "Кто"], ["1", "раз", "Май", "Завуч"]],
    ]


def test_blank_rows_do_not_end_a_table() -> None:
    """Rows after a blank one go on with the table; single cells that stand alone are lines."""
    assert _said(_rows("№|Дело|Срок", "1|раз|Май", "", "Раздел", "2|два|Май", "", "Подпись")) == [
        [["№", "Дело", "Срок"], ["1", "раз", "Май"], ["Раздел", "", ""], ["2", "два", "Май"]],
        "Подпись",
    ]


def test_blank_columns_are_left_out() -> None:
    """A column without a text in any row of its table is no column; others keep their order."""
    grid = next(pieces_of_sheet(_rows("|№||Дело||||Срок", "|1||раз||||Май"), (1, 2, 3, 4) * 2))
    assert isinstance(grid, Grid)
    assert [[cell.column for cell in row.cells] for row in grid.rows] == [[0, 1, 2]] * 2
    assert grid.widths == (2, 4, 4)


TEXTS = st.lists(st.text("аб|", max_size=12), max_size=12)


@given(TEXTS)
def test_no_cell_is_lost(texts: list[str]) -> None:
    """Each text of a sheet stands in a line or a cell, once and in order."""
    rows = _rows(*texts)
    said = [line.text for line in lines_of(pieces_of_sheet(rows))]
    assert said == [cell.text for row in rows for cell in row.row.cells]
