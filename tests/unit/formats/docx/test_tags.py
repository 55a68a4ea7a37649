"""plandoc.formats.docx.tags: tags are found where they stand, and told in the right form."""

from io import BytesIO
from itertools import pairwise

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from support.docx_text import part
from support.effort import tries
from support.problems import codes
from support.templates import (
    HEADINGS,
    PLAN,
    ROWS,
    TABLE,
    TITLE,
    around,
    paragraph,
    refused,
    row,
    table,
    template,
)  # fmt: skip

from plandoc.formats.docx.document import render_document

BEGIN = paragraph("{%p if notes %}")
END = paragraph("{%p endif %}")


def looped(opening: str) -> str:
    """Return the table of a plan whose loop over rows begins as given."""
    return table(HEADINGS, row(opening), *ROWS[1:])


def said(source: bytes) -> str:
    """Return the text of the document that a template gives."""
    opened = Document(BytesIO(render_document(PLAN, source)))
    return "\n".join(each.text for each in opened.paragraphs)


def test_the_small_template_prints_the_plan():
    """The template from which these tests start is a right one."""
    assert not refused(template())


@tries(60)
@given(st.lists(st.integers(0, 24), max_size=6))
def test_a_tag_may_be_split_over_runs(cuts):
    """However Word splits the runs of a paragraph, its tags print what they print in one run."""
    text = "a {{ title }} b {{ title }}"
    edges = sorted({0, len(text), *cuts})
    runs = [text[a:b] for a, b in pairwise(edges)]
    assert said(template(paragraph(*runs) + TITLE + TABLE)).startswith("a План")


@pytest.mark.parametrize(
    ("body", "code", "right"),
    [
        (looped("{% for row in rows %}"), "PLN608", "{%tr for row in rows %}"),
        (looped("{%p for row in rows %}"), "PLN608", "{%tr for row in rows %}"),
        (looped("{% tr for row in rows %}"), "PLN608", "{%tr for row in rows %}"),
        (looped("{%тr for row in rows %}"), "PLN608", "{%tr for row in rows %}"),
        (paragraph("{{r title }}"), "PLN608", "{{ title }}"),
        (paragraph("{%tr if notes %}"), "PLN608", "{%p if notes %}"),
        (paragraph("{% if title == «А» %}x{% endif %}"), "PLN611", '"'),
        (paragraph("{% if title == „А“ %}x{% endif %}"), "PLN611", '"'),
        (paragraph("{{ rows|length – 1 }}"), "PLN611", "-"),
        (paragraph("{% endif %}"), "PLN607", "{% if … %}"),
        (paragraph("{% fro a in rows %}x"), "PLN608", "{% for a in rows %}"),
        (paragraph("{{ title|default(‚x‘) }}"), "PLN611", "'"),
        (paragraph("{{ title… }}"), "PLN611", "..."),
        (paragraph("{%pif notes%}"), "PLN608", "{%p if notes %}"),
        (paragraph("{%pendif%}"), "PLN608", "{%p endif %}"),
        (paragraph("{%p for note in notes %}"), "PLN607", "{%p endfor %}"),
    ],
)  # fmt: skip
def test_a_tag_in_the_wrong_form_is_told_with_the_right_one(body, code, right):
    """What stood there, and what to write instead."""
    (problem,) = refused(template(TITLE + body + TABLE))
    assert problem.code == code
    assert right in (problem.values.get("right"), problem.values.get("wanted"))
    assert problem.place.paragraph or problem.place.table


@pytest.mark.parametrize(
    "text",
    [
        "{{ title }", "{ title }}", "{{ title", "{% if notes", "x %}", "{ title }", "{title}",
        "{ { title } }", "{{ title }} и {properties.author}",
    ],
)  # fmt: skip
def test_half_a_tag_is_told(text):
    """Braces that are missing on either side are told at their paragraph."""
    (problem,) = refused(template(TITLE + paragraph(text) + TABLE))
    assert problem.code == "PLN609"
    assert problem.place.paragraph == 2


@pytest.mark.parametrize(
    "body",
    [
        paragraph("Составили: {%p if notes %}") + END,
        BEGIN + paragraph("{%p endif %}", " конец"),
        table(row("{%tr if notes %}", "слова"), row("{%tr endif %}")),
        table(row("{%tc if notes %}слова", "x", "{%tc endif %}")),
        '<w:p><w:r><w:t>{%p if notes %}</w:t></w:r><w:r><w:br w:type="page"/></w:r></w:p>' + END,
    ],
)  # fmt: skip
def test_words_beside_a_tag_that_removes_them_are_never_lost(body):
    """A row, cell or paragraph that vanishes with its tag must hold nothing else."""
    (problem,) = refused(template(TITLE + body + TABLE))
    assert problem.code == "PLN610"


def test_several_tags_may_share_a_paragraph():
    """Tags that remove the same paragraph follow one another."""
    both = paragraph("{%p if notes %}") + paragraph("{%p endif %}{%p if title %}")
    assert "видно" in said(template(TITLE + both + paragraph("видно") + END + TABLE))


def test_a_pair_in_different_cells_is_told():
    """What begins in one cell cannot end in another."""
    body = table(row("{% if notes %}", "{% endif %}"))
    assert codes(refused(template(TITLE + body + TABLE))) == ["PLN618"]


@pytest.mark.parametrize("kind", ["header", "footer", "footnotes", "endnotes"])
def test_tags_beside_the_text_are_filled_and_placed(kind):
    """Headers, footers and notes are filled like the text, and mistakes in them are told there."""
    root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
    held = paragraph("По плану {{ TITLE }}")
    if kind.endswith("notes"):
        held = f'<w:{kind[:-1]} w:id="1">{held}</w:{kind[:-1]}>'
    right = template(parts={kind: around(root, held.replace("TITLE", "title"))})
    assert "По плану План" in part(render_document(PLAN, right), f"word/{kind}.xml")
    (problem,) = refused(template(parts={kind: around(root, held.replace("TITLE", "titel"))}))
    assert (problem.code, problem.place.part) == ("PLN602", f"word/{kind}.xml")
    (problem,) = refused(
        template(parts={kind: around(root, held.replace("{{ TITLE }}", "{% if notes %}"))})
    )
    assert (problem.code, problem.place.part) == ("PLN607", f"word/{kind}.xml")


def test_tags_in_content_controls_are_placed():
    """A content control around a paragraph hides nothing from the search."""
    held = f"<w:sdt><w:sdtContent>{paragraph('{{ titel }}')}</w:sdtContent></w:sdt>"
    (problem,) = refused(template(TITLE + held + TABLE))
    assert (problem.code, problem.place.paragraph) == ("PLN602", 2)


def test_the_same_mistake_is_told_where_it_is():
    """A place is carried with its tag: the same words elsewhere do not take the blame."""
    wrong = paragraph("{% if title %}{{ title }}{% endif %}") + paragraph("{% endif %}")
    (problem,) = refused(template(TITLE + wrong + TABLE))
    assert (problem.code, problem.place.paragraph) == ("PLN607", 3)


@pytest.mark.parametrize(
    "shape", ['{% cellbg "DDDDDD" %}', "{% colspan 2 %}", "{% vm %}", "{% hm %}"]
)
def test_shapes_of_cells_keep_the_order_of_the_standard(shape):
    """`cellbg`, `colspan`, `vm` and `hm` put their properties where the schema wants them."""
    properties = '<w:tcPr><w:tcW w:w="100" w:type="dxa"/><w:vAlign w:val="top"/></w:tcPr>'
    given = properties + paragraph(shape + "x")
    repeated = table(row("{%tc for note in columns %}", given, "{%tc endfor %}"))
    made = part(render_document(PLAN, template(TITLE + repeated + TABLE)), "word/document.xml")
    order = ["tcW", "gridSpan", "vMerge", "shd", "vAlign"]
    root = etree.fromstring(made.encode())
    seen = 0
    for properties in root.iter("{*}tcPr"):
        names = [etree.QName(child).localname for child in properties]
        assert names == sorted(names, key=order.index)
        seen += 1
    assert seen
