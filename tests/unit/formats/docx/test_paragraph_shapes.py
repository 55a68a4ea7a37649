"""Tags that shape their paragraph."""

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from plandoc.formats.docx.paragraph_shapes import shape_paragraphs


def shaped(text: str):
    document = Document()
    document.add_paragraph("до")
    target = document.add_paragraph(text)
    target.paragraph_format.tab_stops.add_tab_stop(1000000)
    shape_paragraphs(document.element.body)
    return target._p


def test_the_tag_leaves_the_text_and_becomes_an_attribute():
    """The values of the context stand where Word has numbers and words."""
    found = shaped("{% align item.align %}{% indent item.indent %}{{ item.text }}")
    assert "".join(node.text or "" for node in found.iter(qn("w:t"))) == "{{ item.text }}"
    assert found.pPr.jc.get(qn("w:val")) == "{{ item.align }}"
    assert found.pPr.find(qn("w:ind")).get(qn("w:left")) == "{{ item.indent }}"
    names = [child.tag.rpartition("}")[2] for child in found.pPr]
    assert names == ["tabs", "ind", "jc"]


def test_tab_stops_get_their_places_in_order():
    """As many as there are."""
    (stop,) = shaped("{% tabs page.body, page.left %}слово").iter(qn("w:tab"))
    assert stop.get(qn("w:pos")) == "{{ page.body }}"


def test_a_paragraph_stays_with_the_next_one_where_the_value_says():
    """On or off, like a flag of Word."""
    kept = shaped("{% keep paragraph.keep %}Задачи:").pPr.find(qn("w:keepNext"))
    assert kept.get(qn("w:val")) == "{{ paragraph.keep }}"


def test_a_page_number_is_a_field_after_the_run():
    """Its code names the bookmark; the result is left to an office suite."""
    found = shaped("{{ entry.text }}{% page entry.bookmark %}")
    fields = [mark.get(qn("w:fldCharType")) for mark in found.iter(qn("w:fldChar"))]
    assert fields == ["begin", "separate", "end"]
    (code,) = found.iter(qn("w:instrText"))
    assert code.text == " PAGEREF {{ entry.bookmark }} \\h "
    assert "".join(node.text or "" for node in found.iter(qn("w:t"))) == "{{ entry.text }}"


def test_a_height_is_exact():
    """An empty paragraph of that height."""
    spacing = shaped("{% height item.height %}").pPr.find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == (
        "{{ item.height }}", "exact",
    )  # fmt: skip


def test_a_bookmark_is_put_where_there_is_a_name():
    """Around the text, under a condition."""
    found = shaped("{% bookmark item.bookmark %}Часть")
    start, end = found.find(qn("w:bookmarkStart")), found.find(qn("w:bookmarkEnd"))
    assert start.get(qn("w:name")) == "{{ item.bookmark }}"
    assert start.get(qn("w:id")) == end.get(qn("w:id"))
    assert (start.getprevious().tail, start.tail) == ("{% if item.bookmark %}", "{% endif %}")
    assert (end.getprevious().tail, end.tail) == ("{% if item.bookmark %}", "{% endif %}")


def test_a_tag_outside_of_paragraphs_shapes_none():
    """A damaged template, in which a text stands by itself, is no reason to stop."""
    document = Document()
    text = OxmlElement("w:t")
    text.text = "{% align 'left' %}"
    document.element.body.append(text)
    shape_paragraphs(document.element.body)
    assert text.text == ""
