"""A CSV file as it is written."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.papers_read import read_or_refused

from plandoc.codes import Code
from plandoc.errors import PaperError
from plandoc.formats.text.csv_paper import read_csv_paper
from plandoc.imports.paper import Grid, Line, Paper

ROWS = [
    ["План работы школы на 2018-2019 учебный год", "", "", ""],
    ["№", "Мероприятие", "Срок", "Ответственный"],
    ["1", "Собрание, первое", "Сентябрь", "Директор\nЗавуч"],
    ["2", "Отчёт; второй", "Май", ""],
]


def _written(delimiter: str, encoding: str = "utf-8") -> bytes:
    text = StringIO()
    csv.writer(text, delimiter=delimiter).writerows(ROWS)
    return text.getvalue().encode(encoding)


def _said(paper: Paper) -> list[object]:
    return [
        piece.text
        if isinstance(piece, Line)
        else [[cell.text for cell in row.cells] for row in piece.rows]
        for piece in paper.pieces
    ]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_any_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    """The delimiter and the encoding are found; a cell may have breaks and other delimiters."""
    paper = read_csv_paper(_written(delimiter, encoding), "plan.csv")
    assert _said(paper) == [ROWS[0][0], ROWS[1:]]
    guessed = [problem.values["encoding"] for problem in paper.problems]
    assert guessed == (["Windows-1251"] if encoding == "cp1251" else [])


def test_cells_know_their_line() -> None:
    """A cell names the line in which its row begins, also below rows of several lines."""
    (_, grid) = read_csv_paper(_written(";"), "plan.csv").pieces
    assert isinstance(grid, Grid)
    assert [row.place.line for row in grid.rows] == [2, 3, 5]


def test_a_named_delimiter_is_taken() -> None:
    """The line «sep=;» of Excel is no text."""
    paper = read_csv_paper("sep=;\n№;Дело;Срок\n1;а, б, в;г, д\n".encode())
    assert _said(paper) == [[["№", "Дело", "Срок"], ["1", "а, б, в", "г, д"]]]


def test_a_quote_that_is_not_closed_is_located() -> None:
    """A row that cannot be cut into cells is refused by its line."""
    source = 'а;б\n1;"незакрытая\n'.encode() + "текст;\n".encode() * 20_000
    with pytest.raises(PaperError) as refused:
        read_csv_paper(source, "plan.csv")
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.line) == (Code.PAPER_ROW_TOO_LONG, 2)


@given(st.binary(max_size=200) | st.text(alphabet=';,"\n\t|ая1 ', max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes | str) -> None:
    """Whatever a file holds, it is read without a loss of words or refused with a place."""
    source = data.encode() if isinstance(data, str) else data
    paper = read_or_refused(read_csv_paper, source)
    if isinstance(data, str) and paper is not None:
        said = "".join(line.text for line in paper.lines())
        assert sorted(filter(str.isalnum, said)) == sorted(filter(str.isalnum, data))
