"""A web page as it is written."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.papers_read import read_or_refused

from plandoc.codes import Code
from plandoc.errors import PaperError
from plandoc.formats.text.html_paper import read_html_paper
from plandoc.imports.paper import Grid, Layer, Line


def _lines(page: str) -> list[Line]:
    return list(read_html_paper(page.encode(), "a.html").lines())


def test_paragraphs_lists_and_headings() -> None:
    """Blocks are paragraphs, blanks are single, lists have numbers or bullets, headings levels."""
    lines = _lines(
        "<title>Имя</title><h1>План   работы</h1> текст<br>дальше"
        "<ol start=3><li>раз<ul><li>внутри</ul><li>два</ol><p>конец<script>x</script>"
    )
    assert [(line.said, line.level, line.layer) for line in lines] == [
        ("Имя", 0, Layer.HIDDEN),
        ("План работы", 1, Layer.BODY),
        ("текст\nдальше", 0, Layer.BODY),
        ("3. раз", 0, Layer.BODY),
        ("• внутри", 0, Layer.BODY),
        ("4. два", 0, Layer.BODY),
        ("конец", 0, Layer.BODY),
    ]


def test_emphasis_alignment_and_hidden_texts() -> None:
    """Bold and italic words have markup, a paragraph its alignment, what is hidden its layer."""
    lines = _lines(
        "<p align=right>УТВЕРЖДАЮ</p><p>со <b>словом</b> и <i>курсивом</i></p>"
        '<p style="text-align: center"><b>ПЛАН</b></p><p style="display: none">скрыто</p>'
    )
    assert [(line.text, line.marked, line.align, line.bold, line.layer) for line in lines] == [
        ("УТВЕРЖДАЮ", "", "right", False, Layer.BODY),
        ("со словом и курсивом", "со **словом** и *курсивом*", "", False, Layer.BODY),
        ("ПЛАН", "**ПЛАН**", "center", True, Layer.BODY),
        ("скрыто", "", "", False, Layer.HIDDEN),
    ]


def test_cells_over_rows_and_columns() -> None:
    """Spans stand in the grid; a cell over several rows goes on below; tables may be nested."""
    page = (
        "<table><thead><tr><th rowspan=2>№<th colspan=2>Что</tr><tr><th>а<th>б</tr></thead>"
        "<tr><td>1<td><p>Раз</p><p>Два</p><td rowspan=2>Май</tr><tr><td>2<td>"
        "<table><tr><td>в</table></tr></table>"
    )
    (grid,) = read_html_paper(page.encode()).pieces
    assert isinstance(grid, Grid)
    assert [[(c.text, c.column, c.span, c.continued) for c in row.cells] for row in grid.rows] == [
        [("№", 0, 1, False), ("Что", 1, 2, False)],
        [("", 0, 1, True), ("а", 1, 1, False), ("б", 2, 1, False)],
        [("1", 0, 1, False), ("Раз\nДва", 1, 1, False), ("Май", 2, 1, False)],
        [("2", 0, 1, False), ("в", 1, 1, False), ("", 2, 1, True)],
    ]
    assert [row.heading for row in grid.rows] == [True, True, False, False]
    assert grid.rows[3].cells[1].tables[0].rows[0].cells[0].text == "в"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "koi8-r", "cp866"])
def test_old_encodings_are_read(encoding: str) -> None:
    """A page says its encoding, or the encoding is found by its letters."""
    page = "<p>План воспитательной работы на сентябрь</p>".encode(encoding)
    assert [line.text for line in read_html_paper(page).lines()] == [
        "План воспитательной работы на сентябрь"
    ]
    declared = b'<meta charset="windows-1251">' + "Ё".encode("cp1251")
    assert [line.text for line in read_html_paper(declared).lines()] == ["Ё"]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("", Code.PAPER_EMPTY),
        ("<p> </p>", Code.PAPER_EMPTY),
        ("<div>" * 300 + "внутри", Code.PAPER_TOO_DEEP),
        (
            "<table><tr>" + "<td rowspan=9999 colspan=99>" * 500 + "<tr>" * 9_999,
            Code.PAPER_CELLS_TOO_MANY,
        ),
        ("\x01\x02", Code.PAPER_NOT_TEXT),
    ],
)
def test_what_cannot_be_read_is_refused(page: str, code: Code) -> None:
    """An empty page, one nested too deep, one of too many cells, one of binary data: located."""
    with pytest.raises(PaperError) as refused:
        read_html_paper(page.encode(), "a.html")
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.file) == (code, "a.html")


def test_entities_of_a_document_type_are_not_read() -> None:
    """No entity is expanded but those of HTML itself."""
    page = b'<!DOCTYPE x [<!ENTITY a "bomb">]><p>&a;&amp;&eacute;&#x430;</p>'
    assert [line.text for line in read_html_paper(page).lines()] == ["]>", "&a;&é" + "а"]


@pytest.mark.slow
def test_time_grows_with_the_page() -> None:
    """A table and a list four times as long take about four times as long."""

    def seconds(rows: int) -> float:
        page = "<ol>" + "<li>пункт" * rows + "</ol><table>"
        page += "<tr><td>1<td rowspan=3>Собрание<td>Май</tr>" * rows
        began = time.process_time()
        read_html_paper(page.encode())
        return time.process_time() - began

    assert seconds(10_000) < 10 * seconds(2_500)


@given(st.binary(max_size=200) | st.text(alphabet="<>/table rowspan=dihрb&;\"' 1", max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes | str) -> None:
    """Whatever a page holds, it is read or refused with a place."""
    read_or_refused(read_html_paper, data.encode() if isinstance(data, str) else data)
