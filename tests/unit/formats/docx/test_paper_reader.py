from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm
from support.hand_made import cell, document, paragraph, table

from plandoc.errors import ReturnedFileError
from plandoc.formats.docx.paper_reader import read_paper
from plandoc.imports.paper import Grid, Layer, Line, Paper


def lines(paper: Paper) -> list[Line]:
    return [piece for piece in paper.pieces if isinstance(piece, Line)]


def only_grid(paper: Paper) -> Grid:
    (found,) = [piece for piece in paper.pieces if isinstance(piece, Grid)]
    return found


_LIST = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/>'
    '<w:lvlText w:val="%1.%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
)


def numbered(text: str, level: int, number: int = 1) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties)


def test_numbers_of_lists_are_computed():
    """Levels restart under a new number, `isLgl` makes digits, an override starts anew."""
    source = document(
        numbered("А", 0), numbered("Б", 1), numbered("В", 1), numbered("Г", 0), numbered("Д", 1),
        numbered("Е", 2), numbered("Ж", 0, 2), numbered("З", 0, 2), numbering=_LIST,
    )  # fmt: skip
    found = [line.label for line in lines(read_paper(source))]
    assert found == ["I.", "1.1)", "1.2)", "II.", "2.1)", "•", "IV.", "V."]


def test_a_number_in_an_empty_cell_is_its_label():
    """A cell that only Word numbers has no text, but a label."""
    source = document(table([numbered("", 0), "Смотр"]), numbering=_LIST)
    first = only_grid(read_paper(source)).rows[0].cells[0]
    assert (first.label, first.text) == ("I.", "I.")
    assert not any(line.text for line in first.lines)


def test_the_grid_stands_as_it_is_drawn():
    """Spans, cells left out before and after, vertical merges and nested tables keep places."""
    rows = (
        "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
        + cell("б", "<w:gridSpan w:val='2'/>")
        + "</w:tr><w:tr>"
        + cell("а", "<w:vMerge w:val='restart'/>")
        + cell(f"{paragraph('б')}{table(['внутри'])}{paragraph()}")
        + cell("в")
        + "</w:tr><w:tr>"
        + cell(paragraph(), "<w:vMerge/>")
        + cell("г")
        + cell("д")
        + "</w:tr>"
    )
    grid = (
        '<w:tblGrid><w:gridCol w:w="567"/><w:gridCol w:w="1134"/><w:gridCol w:w="567"/></w:tblGrid>'
    )
    read = only_grid(read_paper(document(f"<w:tbl><w:tblPr/>{grid}{rows}</w:tbl>")))
    assert read.widths == (10.0, 20.0, 10.0)
    assert [(one.column, one.span) for one in read.rows[0].cells] == [(1, 2)]
    assert read.rows[2].cells[0].continued
    assert read.rows[1].cells[1].tables[0].rows[0].cells[0].text == "внутри"


def test_changes_count_as_accepted():
    """Inserted words and rows stand there, deleted ones do not."""
    deleted = "<w:trPr><w:del w:id='1' w:author='a'/></w:trPr>"
    change = (
        "<w:p><w:r><w:t>было </w:t></w:r><w:ins w:id='2' w:author='a'><w:r><w:t>стало</w:t></w:r>"
        "</w:ins><w:del w:id='3' w:author='a'><w:r><w:delText>прежде</w:delText></w:r></w:del>"
        "</w:p>"
    )
    kept = f"<w:tr>{cell('остаётся')}</w:tr>"
    gone = f"<w:tr>{deleted}{cell('уходит')}</w:tr>"
    source = document(change, f"<w:tbl><w:tblPr/><w:tblGrid/>{kept}{gone}</w:tbl>")
    paper = read_paper(source)
    assert [line.text for line in paper.lines() if line.text] == ["было стало", "остаётся"]


def test_hidden_words_and_boxes_have_their_layers():
    """What nobody sees and what floats over the page is not lost, and not mixed with the body."""
    box = (
        "<w:p><w:r><w:t>Рядом</w:t></w:r><w:r><w:pict>"
        "<w:txbxContent><w:p><w:r><w:t>УТВЕРЖДАЮ</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></w:r></w:p>"
    )
    secret = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайно</w:t></w:r>"
    hidden = f"<w:p><w:r><w:t>Видно</w:t></w:r>{secret}</w:p>"
    found = {line.text: line.layer for line in lines(read_paper(document(box, hidden)))}
    assert found == {
        "Рядом": Layer.BODY, "УТВЕРЖДАЮ": Layer.BOX, "Видно": Layer.BODY, "тайно": Layer.HIDDEN,
    }  # fmt: skip


def test_bold_and_italic_words_have_their_markup():
    """Faces come from runs and from styles; a paragraph all bold says so."""
    mixed = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>Цель: </w:t></w:r>"
        "<w:r><w:t>2*2 </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>да</w:t></w:r></w:p>"
    )
    first, second = lines(read_paper(document(mixed, paragraph("Всё", run="<w:b/>"))))
    assert first.marked == r"**Цель:** 2\*2 *да*"
    assert not first.bold
    assert second.bold


def test_pages_headings_and_alignment_are_told():
    """A page break, the level of a heading style and the alignment belong to the line."""
    source = document(
        paragraph("Один"),
        "<w:p><w:r><w:br w:type='page'/></w:r></w:p>",
        paragraph("Два", '<w:jc w:val="center"/>'),
        paragraph("Три", '<w:outlineLvl w:val="1"/><w:jc w:val="right"/>'),
    )
    found = {line.text.strip(): line for line in lines(read_paper(source)) if line.text.strip()}
    assert [line.new_page for line in found.values()] == [False, True, False]
    assert (found["Два"].align, found["Три"].align, found["Три"].level) == ("center", "right", 2)


def test_headers_and_footers_are_beside_the_body():
    """A header is read once, in its layer; the number of a page is none."""
    opened = Document()
    opened.add_paragraph("План")
    opened.sections[0].header.paragraphs[0].text = "Школа № 5"
    opened.sections[0].page_width = Mm(297)
    file = BytesIO()
    opened.save(file)
    paper = read_paper(file.getvalue())
    assert [(line.text, line.layer) for line in lines(paper)] == [
        ("План", Layer.BODY), ("Школа № 5", Layer.HEADER),
    ]  # fmt: skip
    assert paper.look is not None
    assert paper.look.width == pytest.approx(297, abs=0.1)


def test_what_is_no_document_is_refused():
    """Another file is refused with what it is."""
    with pytest.raises(ReturnedFileError):
        read_paper(b"\xd0\xcf\x11\xe0", "old.docx")


def test_a_table_in_a_box_is_a_table():
    """A box may hold a table, as files converted from DOC do; it is never glued into one word."""
    inside = table(["Мероприятие", "Срок"], ["Смотр", "май"])
    box = (
        "<w:p><w:r><w:pict><w:txbxContent>"
        f"{paragraph('План')}{inside}{paragraph()}</w:txbxContent></w:pict></w:r></w:p>"
    )
    line, grid = read_paper(document(box)).pieces
    assert isinstance(line, Line)
    assert isinstance(grid, Grid)
    assert (line.text, line.layer, grid.layer) == ("План", Layer.BOX, Layer.BOX)
    assert [one.text for one in grid.rows[1].cells] == ["Смотр", "май"]


def test_blank_paragraphs_push_a_text_to_the_next_page():
    """A page that began after a run of blank paragraphs was meant to begin; the run is counted."""
    pushed = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Таблица</w:t></w:r></w:p>"
    flowing = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Дальше</w:t></w:r></w:p>"
    source = document(paragraph("План"), *[paragraph()] * 5, pushed, flowing)
    found = [(line.text, line.new_page, line.gap) for line in lines(read_paper(source))]
    assert found == [("План", False, 0), ("Таблица", True, 5), ("Дальше", False, 0)]
