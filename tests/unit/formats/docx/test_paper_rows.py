"""Rows of a paper that are read while the document is parsed."""

from dataclasses import replace

import pytest
from support.hand_made import cell, document, paragraph, table
from support.workbooks import unzipped, with_parts

from plandoc import Activity, Period, Plan, render_document
from plandoc.formats.docx.lean import lean
from plandoc.formats.docx.list_labels import ListLabels
from plandoc.formats.docx.looks import Looks
from plandoc.formats.docx.paper_paragraphs import Paragraphs
from plandoc.formats.docx.paper_reader import read_paper
from plandoc.formats.docx.paper_rows import PaperRow, PaperRows
from plandoc.formats.docx.signed_below import BOOKMARK
from plandoc.imports.paper import Paper
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package

_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_LINED = '<w:tcW w:w="900"/><w:tcBorders><w:top w:val="{}"/></w:tcBorders>'
_MARK = '<w:bookmarkStart w:id="1" w:name="plandoc_{}"/>'
_LISTED = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def rows_of(source: bytes) -> tuple[list[PaperRow], int]:
    """Return the rows that are read while the document is parsed, and how many it has."""
    package = open_package(source, "a.docx", kind=FileKind.DOCUMENT)
    looks = Looks(package)
    rows = PaperRows(Paragraphs(looks, own=False), ListLabels(package, looks))
    root = lean(package, rows.see, faces=True)
    assert not any(len(row) for row in rows)
    return [*rows.values()], len([*root.iter("{*}tr")])


def in_tree(source: bytes) -> Paper:
    """Return a paper whose rows all stay in the tree, as where words may be hidden."""
    main = "word/document.xml"
    told = unzipped(source)[main].replace(b"</w:body>", b"<!-- vanish --></w:body>")
    return read_paper(with_parts(source, {main: told}), "a.docx")


_PIECES = {
    "texts": table(["№", "Тема"], ["1", "Смотр\nПесни"], ["", "  "]),
    "page begins": _BREAK + table(["", "Тема"], ["1", "Смотр"]),
    "faces": table([cell(paragraph("Все", run="<w:b/>") + paragraph("Нет", run="<w:i/>"))]),
    "alignment": table([cell(paragraph("Тема", '<w:jc w:val="center"/><w:ind w:left="567"/>'))]),
    "merged": table(
        [cell("Тема", '<w:vMerge w:val="restart"/>'), cell("Срок", '<w:gridSpan w:val="2"/>')],
        [cell("под ней", "<w:vMerge/>"), "май", "июнь"],
        [cell("", "<w:vMerge/>"), "июль", "август"],
        widths=(900, 900, 900),
    ),
    "headings": table(["Тема"], before="<w:trPr><w:tblHeader/></w:trPr>")
    + table(["Тема"], before='<w:trPr><w:tblHeader w:val="off"/></w:trPr>'),
    "lines": table([cell("Тема", _LINED.format("single"))]),
    "no lines": table([cell("Тема", _LINED.format("nil"))]),
    "sizes": table(
        [cell(paragraph("Тема", run='<w:sz w:val="20"/>'))],
        [cell(paragraph("Срок", run='<w:sz w:val="16"/>'))],
    ),
    "marks": table(
        [cell(_MARK.format("a") + paragraph("Тема"))],
        [cell(_MARK.format("a") + _MARK.format("b") + paragraph("Срок"))],
    ),
    "style of headings": table([cell(paragraph("Тема", '<w:pStyle w:val="Heading2"/>'))]),
}


@pytest.mark.parametrize("name", _PIECES)
def test_they_say_what_they_say_in_the_tree(name: str) -> None:
    """Every line, cell and row is the same, and so is the look of the paper."""
    source = document(_PIECES[name], paragraph("Ниже"))
    found, total = rows_of(source)
    assert len(found) == total > 0
    assert replace(read_paper(source, "a.docx"), years=()) == replace(in_tree(source), years=())


@pytest.mark.parametrize(
    "row",
    [
        cell(table(["внутри"]) + paragraph()),
        cell(paragraph("Тема", _NUMBERED)),
        cell("<w:p><w:r><w:br/></w:r></w:p>"),
        cell("<w:p><w:ins><w:r><w:t>новое</w:t></w:r></w:ins></w:p>"),
        cell("<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>"),
        cell(f'<w:bookmarkStart w:id="1" w:name="{BOOKMARK}"/>' + paragraph("Директор")),
    ],
)
def test_others_stay_in_the_tree(row: str) -> None:
    """What needs more than its words is read later: fields, lists, changes, tables in cells."""
    source = document(table(["Тема"], [row]), numbering=_LISTED)
    found, total = rows_of(source)
    assert len(found) < total
    assert replace(read_paper(source, "a.docx"), years=()) == replace(in_tree(source), years=())


def test_most_rows_of_a_printed_plan_are_plain() -> None:
    """A document of plandoc has a few rows in the tree at most."""
    plan = Plan(
        title="План работы",
        period=Period.school_year(2018),
        activities=[Activity(title=f"Заседание № {n}", deadline="Май") for n in range(40)],
    )
    source = render_document(plan)
    found, total = rows_of(source)
    assert len(found) > total - 5
    assert read_paper(source, "a.docx").pieces == in_tree(source).pieces
