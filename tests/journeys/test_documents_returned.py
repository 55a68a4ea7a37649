"""Documents filled in and saved by office suites come back whole."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import _Cell
from support.engines import ENGINES, WATERMARK, resave_all, validator_errors
from support.office_edits import libreoffice_edits, onlyoffice_edits
from support.problems import codes

from plandoc import load_plan, render_document
from plandoc.formats.docx.reader import read_document
from plandoc.wording.columns import cell_text, columns_of, issued_texts, manifest
from plandoc.wording.phrases import Wording, with_non_breaking
from plandoc.words.texts import BREAKS

pytestmark = pytest.mark.office

NAMES = ("seed", "school")
MARKS = (
    "Выполнено 12.10.2018, протокол № 3",
    "выполнено:\nоктябрь 2018 г.\nРазмещено на сайте центра.",
    "Не выполнено\n\nпричина: <карантин> & «ремонт»",
    "+",
    "в течение\u00a0года,\tиндивидуальные планы в\u2011работе 😀",
    "  вып.  ",
)


@pytest.fixture(scope="module")
def plans(examples):
    return {name: load_plan(examples / f"{name}.yaml") for name in NAMES}


@pytest.fixture(scope="module")
def documents(plans):
    return {name: render_document(plan) for name, plan in plans.items()}


def seen(text):
    """Return what is seen of a text in print."""
    return with_non_breaking(text).translate(BREAKS)


def printed(plan):
    """Return what each activity says in print, by id and key of column."""
    wording = Wording(plan.language)
    return {
        row.activity.id: {
            column.path: seen(cell_text(row, column.key, plan, wording)) or None
            for column in columns_of(plan, wording)
        }
        for row in plan.activity_rows()
    }


def texts(returned):
    """Return the texts of the rows by id; every row must have one of its own."""
    ids = [row.cells["id"].value for row in returned.rows]
    assert len(set(ids)) == len(ids)
    return {
        row.cells["id"].value: {k: cell.value for k, cell in row.cells.items() if k != "id"}
        for row in returned.rows
    }


def filled(document):
    """Return the document with all marks written by hand, and the marks by id.

    Lines are paragraphs of the cell, as after «Enter».
    """
    opened = Document(BytesIO(document))
    given = {}
    for start in opened.element.body.iter(qn("w:bookmarkStart")):
        if not start.get(qn("w:name")).startswith("plandoc_"):
            continue
        cell = _Cell(start.getparent(), opened)
        mark = MARKS[len(given) % len(MARKS)]
        for paragraph in cell.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
        first, *lines = mark.split("\n")
        cell.paragraphs[0].text = first
        for line in reversed(lines):
            cell.paragraphs[0]._p.addnext(cell.add_paragraph(line)._p)
        given[start.get(qn("w:name")).removeprefix("plandoc_")] = mark
    target = BytesIO()
    opened.save(target)
    return target.getvalue(), given


@pytest.fixture(scope="module", params=["as it is", *ENGINES])
def returned(request, documents):
    """Return each example untouched and filled in, saved by an office suite."""
    given = {name: filled(document) for name, document in documents.items()}
    sources = [*documents.values(), *(document for document, _ in given.values())]
    if request.param != "as it is":
        sources = resave_all(request.param, [(source, ".docx") for source in sources])
    read = [read_saved(source, "f.docx") for source in sources]
    marks = [marks for _, marks in given.values()]
    untouched = dict(zip(NAMES, read[: len(NAMES)], strict=True))
    return untouched, dict(zip(NAMES, zip(read[len(NAMES) :], marks, strict=True), strict=True))


def test_an_untouched_document_says_what_was_printed(returned, plans):
    """Each activity has its very texts, whoever saved the file; there is nothing to remark."""
    untouched, _ = returned
    for name, plan in plans.items():
        assert texts(untouched[name]) == printed(plan)
        assert untouched[name].problems == ()


def test_marks_come_back_as_they_were_written(returned, plans):
    """Every mark under its id, letter for letter; the other columns as they were."""
    _, filled_in = returned
    for name, plan in plans.items():
        read, marks = filled_in[name]
        assert len(marks) == len(printed(plan)) >= len(MARKS)
        assert texts(read) == {
            id_: said | {"outcome": marks[id_]} for id_, said in printed(plan).items()
        }
        assert read.problems == ()


def test_a_saved_document_keeps_what_tells_whose_it_is(returned, plans):
    """The manifest and what was issued are the same after any office suite."""
    untouched, filled_in = returned
    for name, plan in plans.items():
        wording = Wording(plan.language)
        for read in (untouched[name], filled_in[name][0]):
            assert read.manifest == manifest(plan, wording)
            assert read.issued == issued_texts(plan, wording)


def test_the_validator_finds_nothing(documents):
    """What was issued stands in the file by the rules of the standard."""
    assert {name: validator_errors(made, ".docx") for name, made in documents.items()} == {
        name: [] for name in NAMES
    }


# --- edits by hand: the school's plan has columns A to H, activities from row 4 -------------------

LIBREOFFICE = {
    "filled": 't.getCellByName("H4").String = "Выполнено" & Chr(13) & "протокол № 3"',
    "copied": """
        t.Rows.insertByIndex(4, 1)
        view.select(Cells("A4", "H4"))
        Command("Copy")
        view.select(t.getCellByName("A5"))
        Command("Paste")""",
    "merged": """
        t.getCellByName("H4").String = "Выполнено"
        Cells("H4", "H6").mergeRange()""",
    "joined": 'Cells("G4", "H4").mergeRange()',
    "deleted": "t.Rows.removeByIndex(3, 1)",
    "widened": """
        t.Columns.insertByIndex(7, 1)
        t.getCellByName("H1").String = "Примечание"
        t.getCellByName("H4").String = "да" """,
    "below": """
        doc.Text.insertString(doc.Text.End, "Итого выполнено 3", False)""",
}


@pytest.fixture(scope="module")
def by_libreoffice(documents):
    edited = libreoffice_edits(documents["school"], LIBREOFFICE)
    return {name: read_saved(document, "f.docx") for name, document in edited.items()}


def read_saved(source, file=""):
    """Return what a saved document says, without what OnlyOffice has no licence for."""
    returned = read_document(source, file)
    mark = " ".join(WATERMARK)
    problems = (p for p in returned.problems if not str(p.values.get("text")).startswith(mark))
    return replace(returned, problems=tuple(problems))


def ids(returned):
    return [row.cells["id"].value if "id" in row.cells else None for row in returned.rows]


def test_libreoffice_keeps_rows_known(by_libreoffice, plans):
    """Filled, copied, deleted, widened: ids, marks and the rest of the row are the right ones."""
    said = printed(plans["school"])
    known = list(said)
    filled_in = texts(by_libreoffice["filled"])
    assert filled_in == said | {known[0]: said[known[0]] | {"outcome": "Выполнено\nпротокол № 3"}}
    assert ids(by_libreoffice["copied"]) == [known[0], *known]
    assert texts(by_libreoffice["deleted"]) == {id_: said[id_] for id_ in known[1:]}
    assert texts(by_libreoffice["widened"]) == said
    for name in ("filled", "copied", "deleted"):
        assert by_libreoffice[name].problems == ()


def test_libreoffice_edits_in_doubt_are_said(by_libreoffice, plans):
    """Merged cells, a new column, text below the table: each has its remark, no id is wrong."""
    known = list(printed(plans["school"]))
    merged = by_libreoffice["merged"]
    assert ids(merged) == known
    assert merged.rows[0].cells["outcome"].value.startswith("Выполнено\n")
    assert codes(merged) == ["PLN743"]
    joined = by_libreoffice["joined"]
    assert ids(joined)[1:] == known[1:]
    assert codes(joined) == ["PLN744"]
    (column,) = by_libreoffice["widened"].problems
    assert column.code == "PLN745"
    assert (column.values["heading"], column.values["count"]) == ("Примечание", 1)
    (below,) = by_libreoffice["below"].problems
    assert (below.code, below.values) == ("PLN748", {"text": "Итого выполнено 3"})


def test_a_table_sorted_by_libreoffice_keeps_its_rows_known(examples):
    """Rows in another order have the ids, the texts and the bookmarks that they had.

    LibreOffice sorts no table with a row over all columns: a section, or the signatures.
    """
    plan = load_plan(examples / "flat.yaml").model_copy(update={"signatures": ()})
    sort = """
        d = t.createSortDescriptor()
        For i = 0 To UBound(d)
          If d(i).Name = "SortFields" Then
            f = d(i).Value
            f(0).Field = 2
            f(0).IsAscending = False
            d(i).Value = f
          End If
        Next
        t.sort(d)"""
    (document,) = libreoffice_edits(render_document(plan), {"sorted": sort}).values()
    returned = read_saved(document)
    assert texts(returned) == printed(plan)
    assert ids(returned) != list(printed(plan))
    assert returned.problems == ()


ONLYOFFICE = {
    "filled": 't.GetCell(3, 7).GetContent().GetElement(0).AddText("Выполнено");',
    "retyped": """
        var cell = t.GetCell(4, 7).GetContent(), line = Api.CreateParagraph();
        cell.RemoveAllElements();
        line.AddText("Заново");
        cell.AddElement(0, line);""",
    "added": """
        t.AddRow(t.GetCell(3, 0), false);
        t.GetCell(4, 1).GetContent().GetElement(0).AddText("Новое");""",
    "merged": "t.MergeCells([t.GetCell(3, 7), t.GetCell(4, 7), t.GetCell(5, 7)]);",
    "deleted": "t.RemoveRow(t.GetCell(3, 0));",
    "widened": """
        t.AddColumn(t.GetCell(3, 7), true);
        t.GetCell(0, 7).GetContent().GetElement(0).AddText("Примечание");
        t.GetCell(3, 7).GetContent().GetElement(0).AddText("да");""",
}


@pytest.fixture(scope="module")
def by_onlyoffice(documents):
    edited = onlyoffice_edits(documents["school"], ONLYOFFICE)
    return {name: read_saved(document, "f.docx") for name, document in edited.items()}


def test_onlyoffice_keeps_rows_known(by_onlyoffice, plans):
    """A mark typed anew may cost a row its bookmark, never give it another's."""
    said = printed(plans["school"])
    known = list(said)
    filled_in = texts(by_onlyoffice["filled"])
    assert filled_in == said | {known[0]: said[known[0]] | {"outcome": "Выполнено"}}
    assert ids(by_onlyoffice["retyped"]) == [known[0], None, *known[2:]]
    assert by_onlyoffice["retyped"].rows[1].cells["outcome"].value.strip() == "Заново"
    assert ids(by_onlyoffice["added"]) == [known[0], None, *known[1:]]
    assert by_onlyoffice["added"].rows[1].cells["title"].value == "Новое"
    assert texts(by_onlyoffice["deleted"]) == {id_: said[id_] for id_ in known[1:]}
    assert texts(by_onlyoffice["widened"]) == said
    for name in ("filled", "retyped", "added", "deleted"):
        assert by_onlyoffice[name].problems == ()


def test_onlyoffice_drops_a_bookmark_in_a_merge_and_no_row_gets_a_wrong_one(by_onlyoffice, plans):
    """The first of three merged cells is blank and loses its bookmark; the others are told."""
    known = list(printed(plans["school"]))
    merged = by_onlyoffice["merged"]
    assert ids(merged) == [None, *known[1:]]
    assert codes(merged) == ["PLN743"]
    (column,) = by_onlyoffice["widened"].problems
    assert column.code == "PLN745"
    assert (column.values["heading"], column.values["count"]) == ("Примечание", 1)
