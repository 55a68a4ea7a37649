"""plandoc.formats.docx.section: templates of other programs, with a sheet of their own."""

import re
from io import BytesIO

import pytest
from docx import Document
from support.docx_text import part
from support.templates import HEADINGS, PLAN, ROWS, SECTION, TABLE, TITLE, row, table, template

from plandoc.formats.docx.document import render_document
from plandoc.schema.layout import Layout, Orientation

LANDSCAPE = SECTION.replace(
    'w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"'
)
COVER = f"<w:p><w:pPr>{SECTION}</w:pPr></w:p>"


def sheets(made: bytes) -> list[tuple[int, int]]:
    """Return the sizes of the sheets of all sections in millimetres."""
    sections = Document(BytesIO(made)).sections
    return [(round(s.page_width.mm), round(s.page_height.mm)) for s in sections]


@pytest.mark.parametrize(
    "section",
    [
        "",
        "<w:sectPr/>",
        re.sub("<w:pgMar[^>]*>", "", SECTION),
        re.sub("<w:pgSz[^>]*>", "", SECTION),
        SECTION.replace('w:right="567"', 'w:right="566.9291"'),
        SECTION.replace('w:right="567"', 'w:right="1cm"'),
        SECTION.replace('w:right="567"', 'w:right="much"'),
    ],
)
def test_a_sheet_that_is_not_told_is_an_ordinary_one(section):
    """Without a section, a size or a margin the sheet is A4; lengths may have decimals or units."""
    made = render_document(PLAN, template(section=section))
    assert sheets(made) == [(210, 297)]


@pytest.mark.parametrize(
    "body",
    [
        table(HEADINGS, *ROWS, grid="<w:gridCol/><w:gridCol/>"),
        table(HEADINGS, *ROWS, grid=""),
        table(HEADINGS, *ROWS).replace('<w:tblW w:w="10205" w:type="dxa"/>', ""),
        re.sub("<w:tblPr>.*?</w:tblPr>", "", table(HEADINGS, *ROWS)),
        TABLE + table(row(f"{table(row('ШКОЛА'))}<w:p/>")),
        TABLE + table("<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>"),
        TABLE + table(""),
        TABLE + table("<w:tr/>"),
        f"<w:sdt><w:sdtContent>{TABLE}</w:sdtContent></w:sdt>",
    ],
)
def test_tables_of_other_programs_are_filled(body):
    """Widths, properties and rows may be missing or nested."""
    made = part(render_document(PLAN, template(TITLE + body)), "word/document.xml")
    assert "Дело" in made
    assert "{" not in made


def test_the_main_part_may_have_another_name():
    """Word for the web calls it `document2.xml`."""
    made = render_document(PLAN, template(main="word/document2.xml"))
    assert "Дело" in part(made, "word/document2.xml")


def test_a_landscape_template_stays_in_landscape():
    """Unless the plan says otherwise."""
    assert sheets(render_document(PLAN, template(section=LANDSCAPE))) == [(297, 210)]
    upright = PLAN.model_copy(update={"layout": Layout(orientation=Orientation.PORTRAIT)})
    assert sheets(render_document(upright, template(section=LANDSCAPE))) == [(210, 297)]


@pytest.mark.parametrize(
    ("cover", "own", "expected"),
    [
        (COVER, LANDSCAPE, [(210, 297), (297, 210)]),
        (COVER.replace(SECTION, LANDSCAPE), SECTION, [(297, 210), (210, 297)]),
    ],
)
def test_each_section_keeps_its_sheet(cover, own, expected):
    """A cover keeps the sheet and the margins that its author gave it."""
    cover = cover.replace('w:left="1134"', 'w:left="2000"')
    made = render_document(PLAN, template(TITLE + cover + TABLE, section=own))
    assert sheets(made) == expected
    assert 'w:left="2000"' in part(made, "word/document.xml")


def test_the_table_stands_in_a_section_before_the_last():
    """The sheet of the plan is that of the section in which its table stands."""
    wide = f"<w:p><w:pPr>{LANDSCAPE}</w:pPr></w:p>"
    made = render_document(PLAN, template(TITLE + TABLE + wide + table(row("лист ознакомления"))))
    assert sheets(made) == [(297, 210), (210, 297)]
