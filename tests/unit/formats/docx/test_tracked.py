"""plandoc.formats.docx.tracked: no change of a template's author gets into a signed paper."""

import re

import pytest
from support.docx_text import part
from support.problems import codes
from support.templates import PLAN, TABLE, TITLE, WORD, around, paragraph, row, table, template

from plandoc.codes import Severity
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.template import read_template
from plandoc.project.building import build_file

BY = 'w:id="1" w:author="А" w:date="2026-01-01T00:00:00Z"'
RUN = "<w:r><w:t>{}</w:t></w:r>"
GONE = RUN.replace("w:t>", "w:delText>")
MARKS = re.compile(
    r"<w:(ins|del|moveFrom|moveTo|\w+Change|\w+Range(?:Start|End)|cell(?:Ins|Del|Merge))\b"
)
PROPERTY = "".join(
    f"<w:pPr><w:jc w:val='left'/>{mark}<w:pPrChange {BY}><w:pPr/></w:pPrChange></w:pPr>"
    for mark in [f"<w:rPr><w:ins {BY}/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr>"]
)
CHANGED = (
    f"<w:p>{PROPERTY}{RUN.format('было ')}<w:ins {BY}>{RUN.format('новое ')}<w:del {BY}>"
    f"{GONE.format('зря')}</w:del></w:ins><w:del {BY}>{GONE.format('старое')}</w:del>"
    f"<w:moveToRangeStart {BY} w:name='m'/><w:moveTo {BY}>{RUN.format('сюда')}</w:moveTo>"
    f"<w:moveToRangeEnd w:id='1'/><w:moveFrom {BY}>{RUN.format('отсюда')}</w:moveFrom></w:p>"
)


def text(xml):
    """Return the texts of the paragraphs."""
    held = re.findall(r"<w:p[ >].*?</w:p>", xml)
    return ["".join(re.findall(r"<w:t[^>]*>([^<]*)", one)) for one in held]


def filled(body=TITLE, **parts):
    """Return the document made of a template with these parts."""
    return render_document(PLAN, read_template(template(body + TABLE, parts=parts), "my.docx"))


@pytest.mark.parametrize("where", ["body", "header", "footer", "footnotes", "endnotes"])
def test_what_was_inserted_stays_and_what_was_deleted_goes(where):
    """In the text, in headers, footers and notes; no mark of a change is left."""
    names = {"body": "document", "header": "hdr", "footer": "ftr"}
    root = names.get(where, where)
    if where == "body":
        xml = part(filled(TITLE + CHANGED), "word/document.xml")
    else:
        held = paragraph("{{ title }}") + CHANGED
        xml = part(filled(**{where: around(root, held)}), f"word/{where}.xml")
    assert not MARKS.search(xml)
    assert "было новое сюда" in text(xml)
    assert "delText" not in xml


def test_deleted_marks_of_paragraphs_join_them():
    """The second paragraph keeps its look, and an empty one before a table goes."""
    mark = f"<w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>"
    first = f"<w:p>{mark}{RUN.format('один ')}</w:p>"
    second = f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{RUN.format("два")}</w:p>'
    xml = part(filled(TITLE + first + first + second + f"<w:p>{mark}</w:p>"), "word/document.xml")
    assert "один один два" in text(xml)
    assert re.search('w:val="right"/>(?:(?!</w:p>).)*один', xml)
    assert "<w:p/>" not in xml
    assert not MARKS.search(xml)


def test_deleted_rows_and_cells_go_with_what_they_emptied():
    """Inserted ones stay; a table without rows is no table."""
    deleted = row("нет").replace("<w:tr>", f"<w:tr><w:trPr><w:del {BY}/></w:trPr>")
    new = row("есть").replace("<w:tr>", f"<w:tr><w:trPr><w:ins {BY}/></w:trPr>")
    cells = row("стоит", "ушла").replace(
        '<w:tc><w:p><w:r><w:t xml:space="preserve">ушла',
        f"<w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr><w:p><w:r><w:t>ушла",
    )
    body = table(deleted, new, cells) + paragraph("между") + table(deleted)
    xml = part(filled(TITLE + body + paragraph("после")), "word/document.xml")
    said = text(xml)
    assert "нет" not in said
    assert "ушла" not in said
    assert {"есть", "стоит", "между", "после"} <= set(said)
    assert xml.count("<w:tbl>") == 1 + part(filled(), "word/document.xml").count("<w:tbl>")
    assert not MARKS.search(xml)


def test_a_tag_typed_as_a_change_is_a_tag():
    """A tag half of which is inserted is joined and filled."""
    half = f"<w:p>{RUN.format('{{ properties.ti')}<w:ins {BY}>{RUN.format('tle }}')}</w:ins></w:p>"
    said = text(part(filled(half + TITLE), "word/document.xml"))
    assert said[0] == "План на 2018-2019 учебный год"


def test_changes_of_styles_and_lists_go():
    """The look before the change is not kept."""
    change = f"<w:rPrChange {BY}><w:rPr><w:b/></w:rPr></w:rPrChange>"
    look = f'<w:style w:type="character" w:styleId="A"><w:rPr><w:i/>{change}</w:rPr></w:style>'
    made = filled(styles=f'<w:styles xmlns:w="{WORD}">{look}</w:styles>')
    assert not MARKS.search(part(made, "word/styles.xml"))


def test_accepted_changes_are_told_when_the_document_is_built(tmp_path):
    """A warning for each part that had changes, with their count."""
    footer = around("ftr", f"<w:p><w:ins {BY}>{RUN.format('х')}</w:ins></w:p>")
    made = read_template(template(TITLE + CHANGED + TABLE, parts={"footer": footer}), "my.docx")
    assert [(p.place.part, p.values["count"]) for p in made.problems] == [
        ("word/footer.xml", 1), ("", 8),
    ]  # fmt: skip
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "title: План\nperiod: 2018-2019\ncolumns: [number, title, deadline]\n"
        "activities:\n  - title: Дело\n    deadline: май\n",
        encoding="utf-8",
    )
    told = [
        p for p in build_file(plan, tmp_path / "out", template=made).problems if p.code == "PLN624"
    ]
    assert [(p.place.file, p.severity) for p in told] == [("my.docx", Severity.WARNING)] * 2


def test_a_template_without_changes_draws_no_remark():
    """The warning is about changes alone."""
    assert codes(read_template(template()).problems) == []
