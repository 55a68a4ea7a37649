"""plandoc.formats.docx.signed_below: signatures on the page of what they stand under."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from support.verified import locked, replaced, retyped, verdict

from plandoc.codes import Code
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.outline import FilledPackage
from plandoc.formats.docx.reader import read_document
from plandoc.formats.docx.signed_below import holds_signatures, keep_signatures
from plandoc.ooxml.archive import open_archive
from plandoc.schema.plan import Plan

SIGNED = {"post": "Секретарь", "name": "С.С. Сидоров", "date": "« __ » _____ 2018 г."}


def plan(rows=12, **changes):
    activities = [{"id": f"r{n}", "title": f"Дело {n}"} for n in range(rows)]
    given = {"title": "План", "period": "2018", "activities": activities, "signatures": [SIGNED]}
    return Plan.model_validate(given | changes)


def body(document):
    return Document(BytesIO(document)).element.body


def rows_of_signatures(document):
    return [row for row in body(document).iter(qn("w:tr")) if holds_signatures(row)]


def texts(element):
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def test_signatures_under_a_long_table_are_its_last_row():
    """The row is not split, spans all columns, has no lines around it, and holds the notes too."""
    document = render_document(plan(notes=["Одно", "Другое"]))
    (row,) = rows_of_signatures(document)
    (cell,) = row.findall(qn("w:tc"))
    assert row.getnext() is None
    assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
    columns = row.getparent().find(qn("w:tblGrid"))
    assert cell.tcPr.find(qn("w:gridSpan")).get(qn("w:val")) == str(len(columns))
    sides = [side.tag for side in cell.tcPr.find(qn("w:tcBorders"))]
    assert sides == [qn("w:left"), qn("w:bottom"), qn("w:right")]
    said = [texts(paragraph) for paragraph in cell.iter(qn("w:p"))]
    assert said[:3] == ["Примечания:", "Одно", "Другое"]
    assert "С.С." in said[3]


def test_rows_above_signatures_keep_their_bytes():
    """Only the end of a document is parsed for them, and the rest is what the template made."""
    files = [render_document(plan(signatures=signers)) for signers in ([], [SIGNED])]
    parts = [FilledPackage(open_archive(file)).read("word/document.xml") for file in files]
    alone, signed = (part.partition(b"<w:body>")[2].split(b"</w:tr>") for part in parts)
    assert signed[:10] == alone[:10]


def test_signatures_under_a_table_inside_another_are_kept_as_well():
    """Where the last table stands inside of something, the document is parsed as a whole."""
    inside = b"<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    filled = FilledPackage(open_archive(render_document(plan(signatures=[]))))
    data = filled.read(filled.main)
    cut = data.rindex(b"</w:tbl>")
    row = b"<w:tr><w:tc>" + inside + b"<w:p/></w:tc></w:tr>"
    signature = "<w:p><w:r><w:t>С.С. Сидоров</w:t></w:r></w:p>".encode()
    below = data[cut + 8 :].partition(b"<w:sectPr")
    whole = data[:cut] + row + b"</w:tbl>" + signature + below[1] + below[2]
    filled.write(filled.main, whole)
    assert keep_signatures(filled, ["С.С. Сидоров"]) == "С.С. Сидоров"
    assert filled.read(filled.main).count(b"</w:tr>") == whole.count(b"</w:tr>") + 1


@pytest.mark.parametrize(
    "changes",
    [
        {"rows": 3},
        {"signatures": []},
        {"notes": [f"Примечание {n}" for n in range(20)]},
        {"blocks": ["title", "table", "page_break", "signatures"]},
        {"blocks": ["title", "signatures", "table"]},
    ],
)
def test_other_signatures_stay_below_their_table(changes):
    """Those of a short table, behind many notes, on another page, above the table, or none."""
    assert rows_of_signatures(render_document(plan(**changes))) == []


def test_items_and_texts_stay_with_signatures():
    """The last two paragraphs above a signature are kept on its page."""
    activities = [{"title": f"Дело {n}"} for n in range(9)]
    listed = {"table": {"form": "list", "activities": activities}}
    found = body(render_document(plan(0, blocks=["title", listed, "signatures"])))
    marks = [mark for mark in found.iter(qn("w:keepNext")) if mark.get(qn("w:val")) != "off"]
    kept = [next(mark.iterancestors(qn("w:p"))) for mark in marks]
    said = [texts(paragraph) for paragraph in kept if "Дело" in texts(paragraph)]
    assert [text.rpartition(" ")[2] for text in said] == ["7", "8"]


def test_a_list_prints_every_text_whatever_its_columns_merge():
    """Its items begin with their titles, and equal neighbours stand apart."""
    columns = [{"key": "executors", "merge": True}, "title", "number"]
    activities = [{"title": f"Дело {n}", "executors": ["Завуч"]} for n in range(3)]
    listed = {"table": {"form": "list", "columns": columns, "activities": activities}}
    found = texts(body(render_document(plan(0, blocks=["title", listed, "signatures"]))))
    assert found.count("Завуч") == 3


def test_the_row_is_neither_read_as_an_activity_nor_as_a_change():
    """An untouched document has its activities and no remark; it agrees with what was signed."""
    one = plan()
    document = render_document(one)
    returned = read_document(document)
    assert len(returned.rows) == 12
    assert returned.problems == ()
    found = verdict(document, locked(one))
    assert (found.matches, found.notes) == (True, ())


def test_blanks_of_the_row_may_be_filled_in_and_its_names_not_changed():
    """A date written into it is a note; another name is a difference."""
    one = plan()
    document = render_document(one)
    filled = replaced(document, ("« __ » _________ 2018", "« 03 » сентября 2018"))
    found = verdict(filled, locked(one))
    assert (found.matches, [note.code for note in found.notes]) == (
        True,
        [Code.VERIFY_BLANK_FILLED],
    )
    assert not verdict(replaced(document, ("Сидоров", "Сидорова")), locked(one)).matches


def test_a_document_from_before_the_row_agrees():
    """A plan that was printed with its signatures below the table is verified as before."""

    def unmake(opened):
        (row,) = (row for row in opened.element.body.iter(qn("w:tr")) if holds_signatures(row))
        table = row.getparent()
        for paragraph in reversed(list(row.iter(qn("w:p")))):
            table.addnext(paragraph)
        table.remove(row)

    one = plan()
    earlier = retyped(render_document(one), unmake)
    assert rows_of_signatures(earlier) == []
    found = verdict(earlier, locked(one))
    assert (found.matches, found.notes) == (True, ())
