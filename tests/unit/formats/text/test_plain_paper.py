"""A plain text as it is written: with tables by tabs, by bars, in the marks of a dump."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.papers_read import read_or_refused

from plandoc.errors import PaperError
from plandoc.formats.text.plain_paper import read_plain_paper
from plandoc.imports.paper import Grid, Layer, Line, Paper


def _said(paper: Paper) -> list[object]:
    return [
        piece.said
        if isinstance(piece, Line)
        else [[cell.text for cell in row.cells] for row in piece.rows]
        for piece in paper.pieces
    ]


def _read(text: str, file: str = "plan.txt") -> Paper:
    return read_plain_paper(text.encode(), file)


def test_rows_by_tabs_are_a_table() -> None:
    """Lines with tabs that hold several texts are a table; a line moved by tabs is none."""
    paper = _read(
        "\t\t\tУТВЕРЖДАЮ\n**План работы\nшколы**\n\n№\tДело\tСрок\nРаздел\t\t\n1\tСобрание\tМай\n"
    )
    assert _said(paper) == [
        "\t\t\tУТВЕРЖДАЮ",
        "План работы",
        "школы",
        [["№", "Дело", "Срок"], ["Раздел", "", ""], ["1", "Собрание", "Май"]],
    ]
    title = paper.pieces[1]
    assert isinstance(title, Line)
    assert (title.marked, title.bold, title.place.line) == ("**План работы**", True, 2)


def test_rows_between_bars_are_a_table() -> None:
    """A table of Markdown has no row of dashes, and its headings have levels."""
    paper = _read("# План\n\n| № | Дело |\n|---|:---|\n| 1 | раз<br>два |\n", "plan.md")
    assert _said(paper) == ["План", [["№", "Дело"], ["1", "раз\nдва"]]]


def test_a_dump_has_its_merged_cells() -> None:
    """Spans, continued cells, breaks, computed numbers and bullets of a dump stand in the grid."""
    paper = _read(
        "# откуда\n[TABLE]\n№ | Дело | Срок\nРаздел{span3}\n"
        "[auto0] | раз\\n[auto0] два | Май\n[auto0] | три | ^\n[/TABLE]\n"
    )
    note, grid = paper.pieces
    assert isinstance(note, Line)
    assert note.layer is Layer.COMMENT
    assert isinstance(grid, Grid)
    assert [[(c.text, c.span, c.continued) for c in row.cells] for row in grid.rows] == [
        [("№", 1, False), ("Дело", 1, False), ("Срок", 1, False)],
        [("Раздел", 3, False)],
        [("1.", 1, False), ("раз\n- два", 1, False), ("Май", 1, False)],
        [("2.", 1, False), ("три", 1, False), ("", 1, True)],
    ]


def test_a_title_over_several_columns_is_one_cell() -> None:
    """`^` to the end of a row, after a title or a number and a title, is no cell of its own."""
    (grid,) = _read(
        "[TABLE]\n№ | Дело | Срок | Кто\nЗаседание | ^ | ^ | ^\n1 | Раздел | ^ | ^\n"
        "2 | Дело | ^ | Я\n[/TABLE]\n"
    ).pieces
    assert isinstance(grid, Grid)
    assert [[(c.text, c.span) for c in row.cells] for row in grid.rows[1:]] == [
        [("Заседание", 4)],
        [("1", 1), ("Раздел", 3)],
        [("2", 1), ("Дело", 1), ("", 1), ("Я", 1)],
    ]


def test_a_table_goes_on_over_pages() -> None:
    """The pieces of a table broken by a page are one, with the row that the page tore apart."""
    paper = _read(
        "[TABLE]\n1 | Собрание | Май\n[/TABLE]\n[page break]\n[TABLE]\n"
        " | родителей | \n2 | Отчёт | Июнь\n[/TABLE]\nПодпись\n"
    )
    assert _said(paper) == [
        [["1", "Собрание\nродителей", "Май"], ["2", "Отчёт", "Июнь"]],
        "Подпись",
    ]


def test_the_dump_of_a_page_has_paragraphs_and_rows() -> None:
    """Its rows end with bars, its paragraphs with slashes; a «№» begins the headings."""
    paper = _read(
        "# HTML page\nПЛАН / на май / № / п/п | Дело | Срок | \n 1 мая | \n"
        " 1 | Сбор / всех | 14.00 | \n | Доклад | / | \n"
    )
    assert _said(paper)[1:] == [
        "ПЛАН",
        "на май",
        [["№\nп/п", "Дело", "Срок"], ["1 мая"], ["1", "Сбор\nвсех", "14.00"], ["", "Доклад", ""]],
    ]


def test_the_texts_of_the_corpus_are_whole(corpus: Path) -> None:
    """Each word of each dump, and of the seed, stands in a line or a cell."""
    files = [*(corpus / "plans").glob("*.txt"), *(corpus.parent / "seed").glob("*.txt")]
    assert len(files) > 15
    for file in files:
        paper = read_plain_paper(file.read_bytes(), file.name)
        assert any(isinstance(piece, Grid) for piece in paper.pieces) or file.name.startswith("32")
        said = "".join(line.text for line in paper.lines())
        said, text = (
            re.sub("[^а-яё]", "", whole.lower()) for whole in (said, file.read_text("utf-8"))
        )
        assert (Counter(said), len(text) > 300) == (Counter(text), True), file.name


MARKS = (
    "[TABLE]", "[/TABLE]", "[page break]", "@@PAGE 2", "", "а | ^ | ^", "а{span9} | б",
    "\tа\tб\tв", "| а | б |", "|---|---|", "[auto0] | а", "**а", "б**", "# а", "# HTML page",
    "а / б |", "|", "^",
)  # fmt: skip
DUMPS = st.lists(st.sampled_from(MARKS), max_size=12).map("\n".join)


@given(st.binary(max_size=200) | DUMPS)
def test_any_bytes_are_read_or_refused(data: bytes | str) -> None:
    """Whatever a file holds, it is read or refused with a place."""
    read_or_refused(read_plain_paper, data.encode() if isinstance(data, str) else data)


def test_an_empty_text_is_refused() -> None:
    """Blanks are no text."""
    with pytest.raises(PaperError):
        _read(" \n\t\n")
