"""plandoc.revisions.verify: does a file say what a sealed revision says?"""

import re
from copy import deepcopy
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Color, Font, PatternFill
from openpyxl.worksheet.cell_range import CellRange
from support.effort import some
from support.problems import codes
from support.verified import (
    locked,
    paragraphs,
    plan_table,
    refilled,
    replaced,
    retyped,
    rows_of,
    said,
    verdict,
    write,
)

from plandoc import load_plan
from plandoc.codes import Code
from plandoc.errors import Place, PlanFileError, Severity
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.report import render_report_document
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.formats.docx.template import read_template
from plandoc.formats.text.verdict import verdict_text
from plandoc.formats.xlsx.report import render_report_workbook
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package
from plandoc.progress.figures import report
from plandoc.project.verifying import verify_file
from plandoc.returns.filled import Cell, Returned, SeenRow
from plandoc.revisions.lock import Lock
from plandoc.revisions.verify import ToldBy
from plandoc.revisions.verify.rows import compare_rows
from plandoc.revisions.verify.texts import key_of
from plandoc.schema.outcome import Outcome
from plandoc.schema.plan import Plan

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICER = {"post": "Директор\nколледжа", "name": "И.И. Иванов", "date": "« 01 » _____ 2018 г."}
PLAN = {
    "id": "p1",
    "title": "План работы совета",
    "period": "2018-2019",
    "approvals": [
        {"kind": "agree", "officer": OFFICER | {"post": "Начальник", "name": "П.П. Петров"}},
        {"kind": "approve", "officer": OFFICER},
    ],
    "sections": [
        {
            "title": "Работа совета",
            "activities": [
                {"id": "a", "title": "Заседание совета", "deadline": "Октябрь 2018",
                 "executors": ["Методист"], "expected_result": "Протокол"},
                {"id": "b", "title": "Семинар для мастеров", "deadline": "Май 2019"},
            ],
        },
        {
            "title": "Работа с людьми",
            "activities": [
                {"id": "c", "title": "Экскурсия на завод", "deadline": "Март 2019"},
                {"id": "d", "title": "Отчёт о работе", "deadline": "Июнь 2019"},
            ],
        },
    ],
    "notes": ["Сроки уточняются приказом № ____ от « __ » _____ 20__ г.", "Второе примечание"],
    "signatures": [{"post": "Секретарь", "name": "С.С. Сидоров", "date": "« __ » _____ 2018 г."}],
}  # fmt: skip


def plan(**fields):
    return Plan.model_validate(PLAN | fields)


@pytest.fixture(scope="module")
def document():
    return render_document(plan())


@pytest.fixture(scope="module")
def workbook():
    return render_tracking(plan())


LOCK = locked(plan())


# --- agreement ----------------------------------------------------------------------------------


def test_an_untouched_file_agrees(document, workbook):
    """A document and a workbook say what was sealed, and nothing is to be noted."""
    for file, source in (("f.docx", document), ("f.xlsx", workbook)):
        found = verdict(source, LOCK, file)
        assert (found.revision, found.matches, found.notes) == (1, True, ())
        assert found.told_by is ToldBy.HASH
        assert verdict_text(found, file, "ru") == f"{file}: совпадает с редакцией 1 от 01.09.2018\n"


def test_outcomes_are_no_difference():
    """Marks printed or written into the columns of outcomes change nothing that was approved."""
    marked = plan().with_outcomes({"a": Outcome(text="Выполнено 12.10.2018"), "c": None})

    def fill(opened):
        mark = next(rows_of(opened)[1].iter(qn("w:bookmarkStart")))
        mark.getparent().append(deepcopy(mark.getparent().p_lst[0]))
        run = mark.getparent().p_lst[-1].add_r()
        run.text = "Перенесено на июнь"

    assert verdict(retyped(render_document(marked), fill), LOCK).matches
    assert verdict(render_tracking(marked), LOCK, "f.xlsx").matches


def test_blanks_filled_in_by_hand_are_notes(document):
    """Dates, numbers and signatures in blanks are told and make no difference."""
    filled = replaced(
        document,
        ("« 01 » _________ 2018", "« 01 » сентября 2018"),
        ("_ П.П. Петров", "подпись П.П. Петров"),
        ("№ ____ от « __ » _____ 20__ г.", "№ 12 от « 03 » марта 2019 г."),
        ("« __ » _________ 2018 г.", "31.08.2018"),
    )
    found = verdict(filled, LOCK)
    assert found.matches
    assert codes(found.notes) == ["PLN886"] * 4
    assert "« 01 » сентября 2018 г." in verdict_text(found, "f.docx", "ru")
    assert {problem.severity for problem in found.notes} == {Severity.NOTE}


def test_the_second_of_two_like_blanks_is_filled_in(document):
    """Blanks that look alike are told by their order."""

    def edit(opened):
        bare = {p: "".join(_text(p).split()) for p in opened.element.body.iter(qn("w:p"))}
        _, date, _ = (p for p, text in bare.items() if text.endswith("_2018г."))
        write(date, "« 01 » сентября 2018 г.")

    found = verdict(retyped(document, edit), LOCK)
    assert (found.matches, codes(found.notes)) == (True, ["PLN886"])
    assert found.notes[0].place.row == 4


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("« 01 » _________ 2018", "« 02 » сентября 2018"),
        ("« 01 » _________ 2018", "« 01 » сентября 2019"),
        ("« __ » _________ 2018 г.", "31.08.2019"),
        ("_ П.П. Петров", "_ П.П. Петренко"),
        ("№ ____ от", "№ 12 до"),
    ],
)
def test_what_stands_beside_a_blank_must_not_change(document, old, new):
    """A blank takes what is written into it, not the words around it."""
    found = verdict(replaced(document, (old, new)), LOCK)
    assert codes(found.differences) == ["PLN883"]


def test_a_blank_line_that_was_removed_is_no_difference():
    """A line that holds nothing but a place for the pen says nothing."""
    nameless = plan(approvals=[{"kind": "approve", "officer": OFFICER | {"name": ""}}])

    def edit(opened):
        line = next(p for p in opened.element.body.iter(qn("w:p")) if "____" in _text(p))
        write(line, "")

    found = verdict(retyped(render_document(nameless), edit), locked(nameless))
    assert (found.matches, found.notes) == (True, ())


def _text(paragraph):
    return "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def test_a_paragraph_broken_in_two_is_no_difference(document):
    """The same words in other paragraphs, as after «Enter», are the same words."""

    def edit(opened):
        note = next(p for p in opened.element.body.iter(qn("w:p")) if _text(p).startswith("Второе"))
        second = deepcopy(note)
        note.addnext(second)
        write(note, "Второе")
        write(second, "примечание")

    assert verdict(retyped(document, edit), LOCK).matches


# --- differences in a document ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Октябрь 2018", "Ноябрь 2018", "PLN880"),
        ("Заседание совета", "Заседание", "PLN880"),
        ("Методист", "Мастер", "PLN880"),
        ("1.1", "1.7", "PLN880"),
        ("План работы", "Планы работы", "PLN883"),
        ("Директор", "Заместитель директора", "PLN883"),
        ("УТВЕРЖДАЮ", "СОГЛАСОВАНО", "PLN883"),
        ("И.И. Иванов", "П.П. Петров", "PLN883"),
        ("Работа с людьми", "Работа с кадрами", "PLN883"),
        ("Срок", "Когда", "PLN883"),
        ("Второе примечание", "Третье примечание", "PLN883"),
        ("Секретарь", "Учёный секретарь", "PLN883"),
        ("Второе примечание", "", "PLN884"),
    ],
)
def test_one_changed_text_is_named(document, old, new, code):
    """Whatever text of the plan was retyped, it is told with what was approved."""
    found = verdict(replaced(document, (old, new)), LOCK)
    assert codes(found.differences) == [code]
    said = verdict_text(found, "f.docx", "ru")
    assert "f.docx: не совпадает с редакцией 1 от 01.09.2018; отличий: 1\n" in said
    assert old.split()[-1] in said
    assert new in said


def test_a_changed_cell_has_its_table_and_row(document):
    """The place is one where a person finds the words, with the activity that they belong to."""
    (problem,) = verdict(replaced(document, ("Октябрь 2018", "Ноябрь 2018")), LOCK).differences
    assert (problem.place.table, problem.place.row) == (2, 3)
    assert "Заседание совета" in problem.place.trail
    assert problem.values == {
        "column": "Срок исполнения", "was": "Октябрь 2018", "now": "Ноябрь 2018"
    }  # fmt: skip


def test_long_texts_are_shown_where_they_part():
    """Of a long text the words around the change are shown, not its beginning."""
    long = plan(sections=[], activities=[{"id": "a", "title": "слово " * 40 + "конец года"}])
    changed = replaced(render_document(long), ("конец года", "начало года"))
    (problem,) = verdict(changed, locked(long)).differences
    assert str(problem.values["was"]).endswith("конец года")
    assert str(problem.values["now"]).endswith("начало года")
    assert str(problem.values["now"]).startswith("…слово")


def test_a_missing_row_is_named(document):
    """A row deleted from the table is told by its number and title."""

    def edit(opened):
        row = rows_of(opened)[1]
        row.getparent().remove(row)

    found = verdict(retyped(document, edit), LOCK)
    assert codes(found.differences) == ["PLN881"]
    assert "Семинар для мастеров" in found.differences[0].text("ru")


def test_an_added_row_is_named(document):
    """A row that was put in by hand is told, also where it is a copy of another."""

    def edit(opened):
        rows = rows_of(opened)
        copy = deepcopy(rows[1])
        rows[1].addnext(copy)
        write(copy.tc_lst[1].p_lst[0], "Конференция вузов")

    found = verdict(retyped(document, edit), LOCK)
    assert codes(found.differences) == ["PLN885"]
    assert "Конференция вузов" in found.differences[0].text("ru")
    assert found.differences[0].severity is Severity.ERROR


def test_a_row_in_another_place_is_named(document):
    """Of rows in another order only what was moved is told."""

    def edit(opened):
        rows = rows_of(opened)
        rows[0].addprevious(rows[3])

    found = verdict(retyped(document, edit), LOCK)
    assert codes(found.differences) == ["PLN882"]
    assert "Отчёт о работе" in found.differences[0].text("ru")


def test_a_row_in_another_section_is_named(document):
    """A row that crossed the heading of a section is somewhere else, whatever its neighbours."""

    def edit(opened):
        rows = rows_of(opened)
        heading = rows[2].getprevious()
        heading.addprevious(rows[2])

    assert codes(verdict(retyped(document, edit), LOCK).differences) == ["PLN882"]


@pytest.mark.parametrize("sign", ["_", "подпись"])
def test_names_that_changed_places_are_named(document, sign):
    """Two who sign in each other's places are a difference, though no word is new."""
    one, other = "_ П.П. Петров", "_ И.И. Иванов"
    swapped = replaced(
        document, (one, "_ Х"), (other, f"{sign} П.П. Петров"), ("_ Х", f"{sign} И.И. Иванов")
    )
    found = verdict(swapped, LOCK)
    assert codes(found.differences) == ["PLN882"]
    assert "П.П. Петров" in verdict_text(found, "f.docx", "ru")


def test_rows_are_known_without_their_bookmarks(document):
    """A row that lost its id is known by what it says, and its change is told as a change."""

    def edit(opened):
        for mark in list(opened.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            mark.getparent().remove(mark)

    bare = retyped(document, edit)
    assert verdict(bare, LOCK).matches
    found = verdict(replaced(bare, ("Семинар для мастеров", "Семинар для наставников")), LOCK)
    assert codes(found.differences) == ["PLN880"]


def test_a_column_of_somebody_elses_is_a_difference(document):
    """Words in the plan's table that the plan does not have are no mere note."""

    def edit(opened):
        grid = plan_table(opened).tblGrid
        grid.append(deepcopy(grid[-1]))
        for row in plan_table(opened).tr_lst:
            cell = deepcopy(row.tc_lst[-1])
            for mark in list(cell.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
                mark.getparent().remove(mark)
            if len(row.tc_lst) > 1:
                row.tc_lst[-1].addnext(cell)
                cell.p_lst[0].add_r().text = "деньги"

    found = verdict(retyped(document, edit), LOCK)
    assert not found.matches
    assert {"PLN745"} <= set(codes(found.differences))


def test_a_section_of_somebody_elses_is_a_difference(document):
    """A heading put into the plan's table is a difference, not a note."""

    def edit(opened):
        heading = rows_of(opened)[2].getprevious()
        copy = deepcopy(heading)
        heading.addprevious(copy)
        write(copy.tc_lst[0].p_lst[0], "Прочее")

    found = verdict(retyped(document, edit), LOCK)
    assert codes(found.differences) == ["PLN885"]
    assert found.differences[0].severity is Severity.ERROR


def test_lines_may_be_broken_elsewhere():
    """A requisite on a wider page has other lines, broken after hyphens too, and the same words."""
    post = "Председатель совета образовательно-производственного кластера"
    long = plan(approvals=[{"kind": "approve", "officer": OFFICER | {"post": post}}])
    opened = Document(BytesIO(standard_template_bytes()))
    opened.styles["План: гриф"].font.size = Pt(9)
    target = BytesIO()
    opened.save(target)
    narrow, wide = render_document(long), render_document(long, target.getvalue())
    assert _basis(narrow) != _basis(wide)
    assert verdict(wide, locked(long)).matches


def _basis(document):
    lines = Document(BytesIO(document)).tables[0].rows[1].cells[-1].text
    assert "образовательно-" in lines
    return lines


def test_words_beside_the_plan_are_additions(document):
    """A paragraph that the plan does not have is told in the verdict, which is not clean."""
    found = verdict(retyped(document, lambda d: d.add_paragraph("Экземпляр № 2")), LOCK)
    assert (found.matches, found.clean, found.notes) == (True, False, ())
    assert codes(found.added) == ["PLN885"]
    told = verdict_text(found, "f.docx", "ru").splitlines()[0]
    assert told == "f.docx: текст плана совпадает с редакцией 1 от 01.09.2018; добавлено: 1"


def test_a_template_of_ones_own_adds_words():
    """What a template adds is a note; where it changes what is printed, it must be told."""
    opened = Document(BytesIO(standard_template_bytes()))
    opened.add_paragraph("Отпечатано в одном экземпляре")
    note = next(p for p in opened.paragraphs if p.text == "{{ note }}")
    note.text = "Примечание: {{ note }}"
    target = BytesIO()
    opened.save(target)
    template = read_template(target.getvalue())
    made = render_document(plan(), template)
    assert codes(verdict(made, LOCK).differences) == ["PLN883", "PLN883"]
    assert verdict(made, LOCK, template=template).matches
    assert verdict(made, LOCK, template=template).notes == ()


def test_words_of_an_earlier_plandoc_are_no_difference():
    """A usual heading was another once, and notes had no heading: both still match."""
    package = open_package(render_document(plan()), "f.docx", kind=FileKind.DOCUMENT)
    text = package.read(package.main).decode()
    assert "Ожидаемый результат" in text
    assert re.search("Примечани[ея]:", text)
    text = re.sub("Примечани[ея]:", "", text.replace("Ожидаемый результат", "результат"))
    package.write(package.main, text.encode())
    assert verdict(package.saved(), LOCK).matches


# --- beside the plan, and hidden ----------------------------------------------------------------


def with_part(document, kind, name, xml):
    """Return the DOCX with another part related to its main one."""
    package = open_package(document, "f.docx", kind=FileKind.DOCUMENT)
    package.attach(package.main, kind, name, xml.encode())
    return package.saved()


def footnoted(document):
    """A footnote on a deadline."""
    text = "<w:r><w:t>срок продлён до 2030 года</w:t></w:r>"
    note = f'<w:footnote w:id="2"><w:p>{text}</w:p></w:footnote>'
    xml = f'<w:footnotes xmlns:w="{W}">{note}</w:footnotes>'
    return with_part(document, "footnotes", "word/footnotes.xml", xml)


def headed(document):
    """A header on every page."""
    return retyped(document, lambda d: write_into(d.sections[0].header, "УТРАТИЛ СИЛУ"))


def footed(document):
    """A footer on every page."""
    return retyped(document, lambda d: write_into(d.sections[0].footer, "до 31.12.2030"))


def write_into(story, text):
    story.is_linked_to_previous = False
    story.add_paragraph(text)


def with_table(document):
    """A second table, of new deadlines."""

    def edit(opened):
        table = opened.add_table(1, 2)
        table.rows[0].cells[0].text = "Экскурсия на завод"
        table.rows[0].cells[1].text = "до 2030 года"

    return retyped(document, edit)


def charted(document):
    """A chart with a heading."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    text = f'<a:p xmlns:a="{drawing}/main"><a:r><a:t>Сроки до 2030 года</a:t></a:r></a:p>'
    xml = f'<c:chartSpace xmlns:c="{drawing}/chart"><c:rich>{text}</c:rich></c:chartSpace>'
    return with_part(document, "chart", "word/charts/chart1.xml", xml)


@pytest.mark.parametrize("edit", [footnoted, headed, footed, with_table, charted])
def test_every_word_beside_the_plan_is_told(document, edit):
    """Notes, headers, footers, charts and other tables are additions to a plan that agrees."""
    found = verdict(edit(document), LOCK)
    assert (found.matches, found.clean) == (True, False)
    assert set(codes(found.added)) == {"PLN885"}


def field(code, result="", **settings):
    """Return an edit that puts a field after the deadline."""

    def edit(opened):
        last = run_of(opened)
        texts = {"instrText": code, "t": result}
        steps = ["begin", "instrText", *(("separate", "t") if result else ()), "end"]
        for step in steps:
            run = made("r")
            one = made(step) if step in texts else made("fldChar", fldCharType=step, **settings)
            one.text = texts.get(step)
            run.append(one)
            last.addnext(run)
            last = run

    return edit


def simple_field(opened):
    run_of(opened).addnext(made("fldSimple", instr='IF 1 = 1 "до 2030 года"'))


def numbered_by_itself(document):
    """The list of a paragraph prints words before it."""
    level = '<w:lvl w:ilvl="0"><w:lvlText w:val="до 2030 года, %1."/></w:lvl>'
    base = f'<w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
    number = '<w:num w:numId="8"><w:abstractNumId w:val="7"/></w:num>'
    xml = f'<w:numbering xmlns:w="{W}">{base}{number}</w:numbering>'

    def edit(opened):
        numbering = made("numPr")
        numbering.append(made("numId", val="8"))
        run_of(opened).getparent().get_or_add_pPr().append(numbering)

    return with_part(retyped(document, edit), "numbering", "word/numbering.xml", xml)


def ruby(opened):
    small = made("rt")
    small.append(made("r"))
    small[0].append(made("t"))
    small[0][0].text = "до 2030 года"
    around = made("ruby")
    around.append(small)
    run_of(opened).append(around)


@pytest.mark.parametrize(
    "edit",
    [field('QUOTE "до 2030 года"'), simple_field, ruby,
     field('QUOTE "до 2030 года"', "\u00a0", dirty="1")],
)  # fmt: skip
def test_what_a_page_shows_and_nobody_typed_is_told(document, edit):
    """A field that computes a text, the words of a list and a text over another are additions."""
    for changed in (retyped(document, edit), numbered_by_itself(document)):
        found = verdict(changed, LOCK)
        assert (found.matches, codes(found.added)) == (True, ["PLN885"])
        assert "до 2030 года" in found.added[0].values["text"]
        assert (found.added[0].place.table, found.added[0].place.row) == (2, 6)


@pytest.mark.parametrize("code", ["PAGE", " PAGEREF _Toc1 \\h", "NUMPAGES", 'HYPERLINK "x"'])
def test_a_field_that_shows_the_page_is_no_addition(document, code):
    """Numbers of pages and links are no words of anybody."""
    assert verdict(retyped(document, field(code)), LOCK).clean


def test_an_empty_frame_or_table_over_the_plan_is_told(document):
    """A shaded frame or a floating table without words may cover a text."""
    for edit in (of_table("tblpPr", tblpX="1"), of_paragraph("framePr", w="4000", h="400")):
        found = verdict(retyped(document, edit), LOCK)
        assert codes(found.added) == ["PLN869"]
        assert found.added[0].place.table == 2


def test_a_large_picture_named_like_a_code_is_told(document):
    """Only a small picture in a footer is taken for the code that plandoc prints there."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

    def of_size(size):
        drawn = f'<d:extent xmlns:d="{space}" cx="{size}" cy="{size}"/>'
        name = f'<d:docPr xmlns:d="{space}" id="9" name="QR"/>'

        def edit(opened):
            drawing = parse_xml(f'<w:drawing xmlns:w="{W}">{drawn}{name}</w:drawing>')
            opened.sections[0].footer.paragraphs[0]._p.add_r().append(drawing)

        return retyped(document, edit)

    assert verdict(of_size(900_000), LOCK).clean
    assert codes(verdict(of_size(9_000_000), LOCK).added) == ["PLN869"]


def test_a_mark_does_not_excuse_what_is_hidden(document):
    """Outcomes are not approved; a cell of the plan with a bookmark like theirs is not one."""

    def edit(opened):
        looks("vanish")(opened)
        run_of(opened).addprevious(made("bookmarkStart", id="900", name="plandoc_x"))

    assert not verdict(retyped(document, edit), LOCK).clean


def test_a_page_number_is_no_addition(document):
    """The number of the page may stand in a header or a footer that was added."""
    number = retyped(document, lambda d: write_into(d.sections[0].footer, "— 2 —"))
    assert verdict(number, LOCK).clean


def test_a_picture_over_the_plan_is_told(document):
    """A picture that the plan does not have may cover its text."""

    def cover(opened):
        mark = rows_of(opened)[0].tc_lst[2].p_lst[0]
        mark.add_r().append(OxmlElement("w:drawing"))

    found = verdict(retyped(document, cover), LOCK)
    assert (found.matches, codes(found.added)) == (True, ["PLN869"])


def box(text):
    """A text box as Word has written it since 2010, with the same for earlier versions."""
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    drawn = f'<s:txbx xmlns:s="{shape}">{content(text)}</s:txbx>'
    return (
        '<m:AlternateContent xmlns:m="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<m:Choice Requires="wps"><w:drawing xmlns:w="{W}">{drawn}</w:drawing></m:Choice>'
        f"<m:Fallback>{old_box(text)}</m:Fallback></m:AlternateContent>"
    )


def old_box(text):
    """A text box in VML."""
    vml = f'<v:textbox xmlns:v="urn:schemas-microsoft-com:vml">{content(text)}</v:textbox>'
    return f'<w:pict xmlns:w="{W}">{vml}</w:pict>'


def word_art(text):
    """Large slanting letters, as of a watermark."""
    path = f'<v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="{text}"/>'
    return f'<w:pict xmlns:w="{W}">{path}</w:pict>'


def table_in_box(text):
    row = f"<w:tr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"
    return old_box("").replace("<w:p>", f"<w:tbl>{row}</w:tbl><w:p>", 1)


def content(text):
    paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f'<w:txbxContent xmlns:w="{W}">{paragraph}</w:txbxContent>'


@pytest.mark.parametrize("drawn", [box, old_box, word_art, table_in_box])
@pytest.mark.parametrize(
    "anchor", ["План работы", "Работа совета", "Заседание", "Март 2019", "Секретарь"]
)
def test_the_words_of_a_text_box_are_added_not_changed(document, drawn, anchor):
    """Words in a box are told once, wherever it is anchored; the text under it is the plan's."""

    def edit(opened):
        held = next(p for p in paragraphs(opened) if anchor in said(p))
        held.add_r().append(parse_xml(drawn("Исполняется до 2030 года")))

    found = verdict(retyped(document, edit), LOCK)
    assert (found.matches, sorted(codes(found.added))) == (True, ["PLN869", "PLN885"])
    texts = [one.values["text"] for one in found.added if "text" in one.values]
    assert texts == ["Исполняется до 2030 года"]


def test_a_watermark_of_words_is_told(document):
    """A watermark stands in a header."""

    def edit(opened):
        header = opened.sections[0].header
        header.is_linked_to_previous = False
        header.paragraphs[0]._p.add_r().append(parse_xml(word_art("ПРОЕКТ")))

    found = verdict(retyped(document, edit), LOCK)
    assert "ПРОЕКТ" in [one.values.get("text") for one in found.added]


def test_a_box_of_the_template_is_no_addition():
    """A template may print words in a box; what is lost of them or changed is a difference."""

    def edit(opened):
        held = next(p for p in paragraphs(opened) if said(p).startswith("{{ note"))
        held.add_r().append(parse_xml(box("Отдел кадров")))

    template = read_template(retyped(standard_template_bytes(), edit))
    made = render_document(plan(), template)
    assert verdict(made, LOCK, template=template).clean
    package = open_package(made, "f.docx", kind=FileKind.DOCUMENT)
    text = package.read(package.main).decode().replace("Отдел кадров", "Отдел труда")
    package.write(package.main, text.encode())
    assert codes(verdict(package.saved(), LOCK, template=template).differences) == ["PLN883"]


def test_a_document_inside_the_document_is_told(document):
    """A part in another format is printed by Word as if it stood there: nobody read its words."""

    def edit(opened):
        opened.element.body.insert(0, OxmlElement("w:altChunk"))

    found = verdict(retyped(document, edit), LOCK)
    assert (found.matches, codes(found.added)) == (True, ["PLN869"])


def run_of(opened):
    """Return the first run of the deadline of an activity."""
    return next(p for p in opened.element.body.iter(qn("w:p")) if said(p) == "Март 2019").r_lst[0]


def looks(name, **values):
    """Return an edit that gives the deadline a property."""

    def edit(opened):
        made = OxmlElement(f"w:{name}")
        for key, value in values.items():
            made.set(qn(f"w:{key}"), value)
        run_of(opened).get_or_add_rPr().append(made)

    return edit


def styled(opened):
    style = opened.styles.add_style("Unseen", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    run_of(opened).style = "Unseen"


def styled_paragraph(opened):
    base = opened.styles.add_style("Base", WD_STYLE_TYPE.PARAGRAPH)
    base.font.strike = True
    style = opened.styles.add_style("Above", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = base
    run_of(opened).getparent().style = "Above"


def shut(name, **values):
    """Return an edit that gives the row of the deadline a property."""

    def edit(opened):
        row = next(run_of(opened).iterancestors(qn("w:tr")))
        made = OxmlElement(f"w:{name}")
        for key, value in values.items():
            made.set(qn(f"w:{key}"), value)
        row.get_or_add_trPr().append(made)

    return edit


def on_dark(color):
    """Return an edit that shades the cell of the deadline black and colours its text."""

    def edit(opened):
        looks("color", val=color)(opened)
        cell = next(run_of(opened).iterancestors(qn("w:tc")))
        shade = OxmlElement("w:shd")
        shade.set(qn("w:fill"), "000000")
        cell.get_or_add_tcPr().append(shade)

    return edit


def highlighted(light, color):
    """Return an edit that highlights the deadline and colours its text."""

    def edit(opened):
        looks("color", val=color)(opened)
        looks("highlight", val=light)(opened)

    return edit


def made(tag, **values):
    """Return an element of a document."""
    element = OxmlElement(f"w:{tag}")
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element


def of_paragraph(name, **values):
    """Return an edit that gives the paragraph of the deadline a property."""
    return lambda d: run_of(d).getparent().get_or_add_pPr().append(made(name, **values))


def of_cell(name, **values):
    def edit(opened):
        cell = next(run_of(opened).iterancestors(qn("w:tc")))
        cell.get_or_add_tcPr().append(made(name, **values))

    return edit


def of_table(name, **values):
    def edit(opened):
        before = plan_table(opened).tblPr.find(qn(f"w:{name}"))
        if before is not None:
            plan_table(opened).tblPr.remove(before)
        plan_table(opened).tblPr.append(made(name, **values))

    return edit


def table_style(opened):
    """A style of the table gives all its texts the colour of paper."""
    style = made("style", type="table", styleId="Pale")
    look = made("rPr")
    look.append(made("color", val="FFFFFF"))
    style.append(look)
    opened.styles.element.append(style)
    of_table("tblStyle", val="Pale")(opened)


def all_of(*edits):
    return lambda opened: [edit(opened) for edit in edits]


def unfilled(opened):
    fill = '<x:textFill xmlns:x="http://schemas.microsoft.com/office/word/2010/wordml">'
    run_of(opened).get_or_add_rPr().append(parse_xml(f"{fill}<x:noFill/></x:textFill>"))


def turned(opened):
    """The letters run from right to left: «9102» is shown."""
    run = run_of(opened)
    around = made("bdo", val="rtl")
    run.addprevious(around)
    around.append(run)


def on_screen(opened):
    """The page has the colour of the text."""
    opened.element.insert(0, made("background", color="1F4E79"))
    looks("color", val="1F4E79")(opened)


@pytest.mark.parametrize(
    "edit",
    some([
        looks("vanish"), looks("strike"), looks("dstrike"), looks("color", val="FFFFFF"),
        looks("sz", val="2"), styled, styled_paragraph, shut("hidden"),
        looks("color", val="auto", themeColor="background1"), looks("w", val="1"),
        looks("spacing", val="-400"), looks("position", val="-2000"),
        on_dark("000000"), highlighted("black", "000000"), highlighted("yellow", "FFFF10"),
        shut("trHeight", val="1", hRule="exact"),
        looks("specVanish"), looks("w", val="1%"), looks("sz", val="1pt"), looks("sz", val="0"),
        looks("fitText", val="40"), looks("color", val="FFFF00"), unfilled, turned, on_screen,
        looks("rFonts", ascii="Wingdings", hAnsi="Wingdings"), looks("rFonts", hAnsi="Symbol"),
        looks("color", val="000000", themeColor="text1", themeTint="00"), table_style,
        all_of(looks("color", val="auto", themeColor="dark2"), of_cell("shd", themeFill="text2")),
        all_of(looks("color", val="111111"), of_cell("shd", val="solid", color="000000")),
        of_paragraph("spacing", line="20", lineRule="exact"), of_paragraph("ind", left="30000"),
        of_paragraph("ind", firstLine="-9000"), of_paragraph("framePr", w="1"),
        of_paragraph("framePr", x="-20000", y="1"), of_paragraph("ind", right="20000"),
        of_table("tblInd", w="30000"), of_table("tblpPr", tblpX="1", tblpY="30000"),
        all_of(looks("fitText", val="4000"), looks("webHidden")),
    ]),
)  # fmt: skip
def test_hidden_text_is_told(document, edit):
    """What a reader of the page does not see as it is typed is named as hidden, with its row."""
    found = verdict(retyped(document, edit), LOCK)
    assert (found.matches, found.clean) == (True, False)
    assert "PLN879" in codes(found.hidden)
    assert "скрыто: " in verdict_text(found, "f.docx", "ru").splitlines()[0]
    told = [one.place for one in found.hidden if "Март 2019" in one.values["text"]]
    assert [(place.table, place.row) for place in told] == [(2, 6)]


@pytest.mark.parametrize(
    "edit",
    [
        looks("vanish", val="0"), looks("color", val="000000"), looks("color", val="auto"),
        on_dark("FFFFFF"), on_dark("auto"), highlighted("yellow", "000000"), looks("w", val="80"),
        looks("spacing", val="-10"), looks("position", val="6"), looks("w", val="80%"),
        looks("rFonts", cs="Symbol"), looks("sz", val="8pt"), looks("fitText", val="1400"),
        looks("color", val="auto", themeColor="text1", themeTint="80"),
        all_of(looks("color", val="auto", themeColor="background1"),
               of_cell("shd", themeFill="text2")),
        of_paragraph("spacing", line="240", lineRule="exact"), of_paragraph("ind", left="300"),
        of_paragraph("ind", left="400", hanging="400"), of_table("tblInd", w="-100"),
        of_table("tblInd", w="50%", type="pct"), of_cell("shd", val="pct10", color="000000"),
    ],
)  # fmt: skip
def test_what_can_be_seen_is_not_hidden(document, edit):
    """A property that is switched off hides nothing."""
    assert verdict(retyped(document, edit), LOCK).clean


def test_a_superseded_document_is_told():
    """A document of revision 1 agrees with it, and the verdict says which revision is in force."""
    lock = locked(plan(), plan(title="План", revision=2))
    found = verdict(render_document(plan()), lock)
    assert (found.revision, found.superseded_by.revision) == (1, 2)
    told = verdict_text(found, "f.docx", "ru")
    assert "Эта редакция не действует: с 02.09.2018 действует редакция 2." in told
    assert verdict(render_document(plan(title="План", revision=2)), lock).superseded_by is None


def test_a_report_is_called_a_report():
    """A report has the texts of the plan, and is no copy of it."""
    made, _ = render_report_document(plan(), report(plan(), date(2018, 12, 1)))
    found = verdict(made, LOCK)
    assert (found.revision, codes(found.differences)) == (None, ["PLN897"])


# --- differences in a workbook ------------------------------------------------------------------


def column(sheet, header, heading):
    cells = {sheet.cell(header, n).value: n for n in range(1, sheet.max_column + 1)}
    return cells[heading]


@pytest.mark.parametrize(
    "heading",
    ["Наименование мероприятия", "Исполнители", "Срок исполнения", "Раздел", "№ п/п", "Начало",
     "Ожидаемый результат"],
)  # fmt: skip
def test_a_changed_cell_of_the_plan_is_named(workbook, heading):
    """Each column that the plan fills is compared; the place is sheet and cell."""

    def edit(sheet, header):
        sheet.cell(header + 2, column(sheet, header, heading)).value = "переделано"

    (problem,) = verdict(refilled(workbook, edit), LOCK, "f.xlsx").differences
    assert (problem.code, problem.values["now"]) == ("PLN880", "переделано")
    assert problem.values["column"] == heading
    assert (problem.place.sheet, problem.place.cell[1:]) == ("Учёт", "5")


def test_the_title_and_the_headings_of_a_workbook_are_compared(workbook):
    """Words above the register are part of the plan where the plan gave them."""

    def edit(sheet, header):
        sheet.cell(1, 3).value = "План работы клуба"
        sheet.cell(2, 3).value = None  # the hint is ours
        sheet.cell(header, column(sheet, header, "Исполнители")).value = "Кто"

    found = verdict(refilled(workbook, edit), LOCK, "f.xlsx")
    assert codes(found.differences) == ["PLN883", "PLN883"]


def divided(opened):
    """Divide the table of the plan before its last row and repeat its headings there."""
    table = plan_table(opened)
    tail = deepcopy(table)
    first, *rest = tail.tr_lst
    assert all(said(p) for p in first.iter(qn("w:p")))
    for row in rest[:-1]:
        tail.remove(row)
    table.remove(table.tr_lst[-1])
    between = OxmlElement("w:p")
    table.addnext(between)
    between.addnext(tail)


def test_a_table_divided_by_hand_has_its_headings_twice(document):
    """A repeated heading row is no difference; a changed one, or a lost first one, is."""
    assert verdict(retyped(document, divided), LOCK).clean

    def headings(opened, number):
        divided(opened)
        tables = [plan_table(opened), plan_table(opened).getnext().getnext()]
        return list(tables[number].tr_lst[0].iter(qn("w:p")))

    for number in (0, 1):
        changed = retyped(document, lambda opened, n=number: write(headings(opened, n)[1], "Дела"))
        assert not verdict(changed, LOCK).clean


TITLE = "Наименование мероприятия"


def hide_row(sheet, row, _):
    sheet.row_dimensions[row].hidden = True


def hide_column(sheet, row, column):
    sheet.column_dimensions[sheet.cell(row, column).column_letter].hidden = True


def hide_sheet(sheet, _, __):
    sheet.parent.create_sheet("Другой")
    sheet.parent.active = 1
    sheet.sheet_state = "hidden"


def in_font(**font):
    def edit(sheet, row, column):
        sheet.cell(row, column).font = Font(**font)
        sheet.cell(row, column).fill = PatternFill()

    return edit


def black(sheet, row, column):
    in_font(color="FF000000")(sheet, row, column)
    sheet.cell(row, column).fill = PatternFill("solid", fgColor="FF000000")


def formatted(code):
    def edit(sheet, row, column):
        sheet.cell(row, column).number_format = code

    return edit


def on_condition(**looks):
    def edit(sheet, row, column):
        rule = FormulaRule(formula=["1=1"], **looks)
        sheet.conditional_formatting.add(sheet.cell(row, column).coordinate, rule)

    return edit


def narrow(sheet, row, column):
    sheet.column_dimensions[sheet.cell(row, column).column_letter].width = 0.1


def low(sheet, row, _):
    sheet.row_dimensions[row].height = 0.5


def covered(sheet, row, column):
    sheet.merged_cells.add(CellRange(min_row=row, max_row=row, min_col=column - 1, max_col=column))


def pale_words(sheet, row, column):
    white = TextBlock(InlineFont(color="FFFFFFFF"), "Заседание совета")
    sheet.cell(row, column).value = CellRichText(white)


def indented(sheet, row, column):
    sheet.cell(row, column).alignment = Alignment(indent=200)


@pytest.mark.parametrize(
    "hide",
    some([
        hide_row, hide_column, hide_sheet, in_font(strike=True), in_font(color="FFFFFFFF"),
        in_font(color="00FEFEFE"), in_font(sz=1), black, formatted(";;;"),
        formatted(';;;"до 2030 года"'), formatted('@" до 2030 года"'), formatted("[White]@"),
        on_condition(font=Font(color="FFFFFFFF")), narrow, low, covered, pale_words, indented,
        on_condition(fill=PatternFill(bgColor="FF000000"), font=Font(color="FF000000")),
        in_font(name="Wingdings"), in_font(color=Color(theme=1, tint=1.0)),
        in_font(color=Color(indexed=1)),
    ]),
)  # fmt: skip
def test_what_a_workbook_does_not_show_is_told(workbook, hide):
    """A hidden row, column or sheet, and a struck-out or white text, are named as hidden."""
    assert verdict(workbook, LOCK, "f.xlsx").hidden == ()

    def edit(sheet, header):
        hide(sheet, header + 1, column(sheet, header, TITLE))

    found = verdict(refilled(workbook, edit), LOCK, "f.xlsx")
    assert found.matches
    assert not found.clean
    assert set(codes(found.hidden)) == {Code.VERIFY_TEXT_HIDDEN}
    assert "Заседание совета" in found.hidden[0].values["text"]
    assert found.hidden[0].place.sheet == "Учёт"


def commented(sheet, row):
    sheet.cell(row, 5).comment = Comment("Срок продлён до 2030 года", "я")


def headed_sheet(sheet, _):
    sheet.oddHeader.center.text = "УТРАТИЛ СИЛУ"


def other_sheet(sheet, _):
    sheet.parent.create_sheet("Новые сроки")["A1"] = "до 2030 года"


def beside(sheet, row):
    sheet.cell(row, 60).value = "до 2030 года"


def drawn_over(sheet, row):
    sheet.add_chart(BarChart(), f"E{row}")


def typed_over(sheet, row):
    cell = sheet.cell(row, column(sheet, row - 1, "Состояние"))
    assert cell.data_type == "f"
    cell.value = "выполнено"


def computed_otherwise(sheet, row):
    sheet.cell(row, column(sheet, row - 1, "Состояние")).value = '="выпол"&"нено"'


@pytest.mark.parametrize(
    "edit",
    [commented, headed_sheet, other_sheet, beside, drawn_over, typed_over, computed_otherwise],
)
def test_what_is_added_to_a_workbook_is_told(workbook, edit):
    """What others put on a sheet or over a formula is an addition, not a difference."""
    changed = refilled(workbook, lambda sheet, header: edit(sheet, header + 1))
    found = verdict(changed, LOCK, "f.xlsx")
    assert (found.matches, found.clean, len(found.added)) == (True, False, 1)
    assert verdict(workbook, LOCK, "f.xlsx").clean


def test_a_page_number_of_a_sheet_is_no_addition(workbook):
    """The header of a sheet may number its pages and name its file."""

    def number(sheet, _):
        sheet.oddFooter.center.text = "Страница &P / &N"
        sheet.oddFooter.right.text = "Page &P"
        sheet.oddHeader.left.text = "&F"

    assert verdict(refilled(workbook, number), LOCK, "f.xlsx").clean


def test_white_on_dark_is_seen(workbook):
    """A white text in a cell filled with a dark colour is not hidden."""

    def edit(sheet, header):
        cell = sheet.cell(header + 1, column(sheet, header, TITLE))
        cell.font, cell.fill = Font(color="FFFFFFFF"), PatternFill("solid", "FF1F3864")

    assert verdict(refilled(workbook, edit), LOCK, "f.xlsx").clean


def test_a_column_that_was_deleted_is_named_once(workbook):
    """A column that is nowhere is one difference, not one in each row."""

    def edit(sheet, header):
        sheet.delete_cols(column(sheet, header, "Исполнители"))

    found = verdict(refilled(workbook, edit), LOCK, "f.xlsx")
    assert [(p.code, p.values["text"]) for p in found.differences] == [("PLN884", "Исполнители")]


def test_a_sorted_workbook_is_no_difference(workbook):
    """Sorting a register changes nothing that was approved; one note tells it."""

    def edit(sheet, header):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(header + 1, header + 4)]
        for number, row in enumerate(reversed(rows), header + 1):
            for place, value in enumerate(row, 1):
                sheet.cell(number, place).value = value

    found = verdict(refilled(workbook, edit), LOCK, "f.xlsx")
    assert found.matches
    assert codes(found.notes) == ["PLN882"]
    assert "(+2)" in found.notes[0].text("ru")


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("order", ["dcba", "bcda", "badc"])
def test_a_workbook_sorted_without_its_ids_is_no_difference(workbook, order, edited):
    """Where the column of ids stayed behind, rows are known by what they say."""

    def sort(sheet, header):
        rows = [[cell.value for cell in sheet[header + n]] for n in range(1, 5)]
        texts = dict(zip("abcd", rows, strict=True))
        for n, name in enumerate(order, 1):
            for at, value in enumerate(texts[name][1:], 2):
                sheet.cell(header + n, at).value = value
        if edited:
            place = header + 1 + order.index("b")
            deadline = column(sheet, header, "Срок исполнения")
            sheet.cell(place, deadline).value = "Июнь 2019"

    found = verdict(refilled(workbook, sort), LOCK, "f.xlsx")
    assert codes(found.differences) == (["PLN880"] if edited else [])
    assert codes(found.notes) == ["PLN882"]
    if edited:
        assert (found.differences[0].values["was"], found.differences[0].values["now"]) == (
            "Май 2019", "Июнь 2019",
        )  # fmt: skip


def test_rows_of_a_workbook_are_missing_and_added(workbook):
    """A deleted row and one typed below the register are differences."""

    def edit(sheet, header):
        title = column(sheet, header, "Наименование мероприятия")
        sheet.delete_rows(header + 1)
        sheet.cell(header + 6, title).value = "Своё дело"

    found = verdict(refilled(workbook, edit), LOCK, "f.xlsx")
    assert sorted(codes(found.differences)) == ["PLN881", "PLN885"]


def test_the_sheet_of_one_executor_is_compared_with_their_rows():
    """An executor's copy holds their rows alone, and none of the others is missed."""
    copy = render_tracking(plan(), executor="Методист")
    assert verdict(copy, LOCK, "f.xlsx").matches


def test_the_sheet_of_an_executor_whom_the_revision_does_not_know_is_compared_whole():
    """A copy for somebody who came later lacks rows of the revision."""
    later = plan(sections=[], activities=[{"id": "z", "title": "Дело", "executors": ["Новый"]}])
    found = verdict(render_tracking(later, executor="Новый"), LOCK, "f.xlsx")
    assert found.told_by is ToldBy.REVISION
    assert codes(found.differences).count("PLN881") == 4


def row(at, **values):
    place = Place(file="f.xlsx", sheet="Учёт", cell=f"E{at}")
    return SeenRow(place, {key: Cell(value, place) for key, value in values.items()})


def returned(*rows):
    return Returned("f.xlsx", "", FileKind.WORKBOOK, rows=rows)


def test_the_kind_of_a_value_is_no_difference():
    """What an office suite made of a day or a number says the same, an hour more or less."""
    was = returned(row(5, id="a", title="Дело", first_day=date(2018, 9, 1), number="5"))
    now = returned(
        row(5, id="a", title="Дело", first_day=datetime(2018, 9, 1, 8, tzinfo=UTC), number=5.0)
    )
    assert compare_rows(was, now, {}).problems == ()
    later = returned(row(5, id="a", title="Дело", first_day=date(2018, 9, 2), number=5.5))
    assert codes(compare_rows(was, later, {}).problems) == ["PLN880", "PLN880"]


def test_rows_without_ids_are_known_by_what_they_say():
    """Like rows are paired in their order, then rows much alike; what is quite other is not."""
    titles = ("Заседание совета клуба", "Заседание совета клуба", "Семинар для мастеров", "Поход")
    was = returned(*(row(n, id=str(n), title=title) for n, title in enumerate(titles)))
    now = returned(
        row(0, title="Заседание совета клуба"),
        row(1, title="Заседание совета клуба"),
        row(2, title="Семинар для наставников и мастеров"),
        row(3, title="Конференция вузов"),
        row(4, order=7),
    )
    found = compare_rows(was, now, {"title": "Мероприятие"})
    assert [(pair.approved, pair.seen) for pair in found.pairs] == [(0, 0), (1, 1), (2, 2)]
    assert codes(found.problems) == ["PLN880", "PLN881", "PLN885", "PLN885"]
    assert found.problems[-1].values == {"text": "7"}


# --- which revision -----------------------------------------------------------------------------


def second():
    changed = deepcopy(PLAN)
    changed["sections"][0]["activities"][0]["deadline"] = "Ноябрь 2018"
    return Plan.model_validate(changed | {"revision": 2})


def test_a_file_is_compared_with_its_own_revision(document):
    """The hash of the content tells the revision, whichever is in force."""
    lock = locked(plan(), second())
    assert verdict(document, lock).revision == 1
    assert verdict(render_document(second()), lock).revision == 2
    assert verdict(render_document(second()), lock).matches


def test_the_number_tells_where_two_revisions_say_the_same(document):
    """Of revisions with one content the file's own is named, else the latest."""
    lock = locked(plan(), plan(revision=2))
    assert verdict(document, lock).revision == 1
    assert verdict(render_document(plan(revision=5)), lock).revision == 2


def test_a_plan_edited_after_it_was_sealed_is_found_by_its_number():
    """A document built of an edited plan is compared with the revision that it claims to be."""
    edited = plan(title="План работы клуба")
    found = verdict(render_document(edited), LOCK)
    assert (found.revision, found.told_by) == (1, ToldBy.REVISION)
    assert codes(found.differences) == ["PLN883"]
    assert "сравнили по номеру редакции" in verdict_text(found, "f.docx", "ru")


def test_a_file_that_lost_its_revision_is_compared_with_the_nearest(document):
    """Without properties the revision with the fewest differences is taken, and it is said."""

    def edit(opened):
        package = opened.part.package
        for relation in list(package.rels.values()):
            if relation.reltype.endswith("custom-properties"):
                package.rels.pop(relation.rId)

    lock = locked(plan(), second())
    found = verdict(retyped(document, edit), lock)
    assert (found.revision, found.matches, found.told_by) == (1, True, ToldBy.NEAREST)
    assert "отличий меньше всего" in verdict_text(found, "f.docx", "ru")
    assert verdict(retyped(render_document(second()), edit), lock).revision == 2


def test_another_plan_is_said(document):
    """A file of another plan is not compared at all."""
    found = verdict(document, locked(plan(id="p2")))
    assert (found.revision, found.matches, codes(found.differences)) == (None, False, ["PLN887"])
    assert "f.docx: сравнить не с чем\n" in verdict_text(found, "f.docx", "ru")


@pytest.mark.parametrize("lock", [LOCK, Lock("p1"), Lock("")])
def test_an_unsealed_revision_is_said(lock):
    """A revision that nobody sealed is told with those that were."""
    found = verdict(render_document(plan(revision=3, title="План клуба")), lock)
    assert (found.revision, codes(found.differences)) == (None, ["PLN888"])


def test_a_file_that_is_no_file_of_ours_is_said(tmp_path):
    """What cannot be read makes a verdict, with the reason; a missing file is refused."""
    opened = Document()
    opened.add_paragraph("Служебная записка")
    target = BytesIO()
    opened.save(target)
    wrong = {
        "f.docx": target.getvalue(),
        "g.docx": b"%PDF-1.7",
        "f.xlsx": b"",
        "f.xls": b"\xd0\xcf",
    }
    for file, source in wrong.items():
        found = verdict(source, LOCK, file)
        assert (found.revision, found.matches) == (None, False)
        assert len(found.differences) == 1
    with pytest.raises(PlanFileError):
        verify_file(tmp_path / "нет.docx", LOCK)


def test_a_file_on_disk_is_verified(tmp_path, document):
    """The roof reads the file; the verdict tells its place."""
    path = tmp_path / "план.docx"
    path.write_bytes(replaced(document, ("Октябрь 2018", "Ноябрь 2018")))
    (problem,) = verify_file(path, LOCK).differences
    assert problem.place.file == str(path)


def test_a_verdict_is_said_in_english(document):
    """The words of a verdict are in the language of the terminal."""
    found = verdict(replaced(document, ("Октябрь 2018", "Ноябрь 2018")), LOCK)
    said = verdict_text(found, "f.docx", "en")
    assert said.startswith("f.docx: does not match revision 1 of 01.09.2018")
    assert "the approved text: “Октябрь 2018”" in said


def test_plans_of_nothing_agree():
    """A plan without activities, approvals and notes is compared by its title and headings."""
    empty = Plan.model_validate({"id": "p1", "title": "План", "period": "2018-2019"})
    lock = locked(empty)
    assert verdict(render_document(empty), lock).matches
    changed = replaced(render_document(empty), ("План", "Программа"))
    assert codes(verdict(changed, lock).differences) == ["PLN883"]


def test_the_examples_agree(examples):
    """Each example that ships agrees with itself, outcomes and all."""
    for name in ("seed", "school", "flat"):
        one = load_plan(examples / f"{name}.yaml")
        assert verdict(render_document(one, qr=True), locked(one)).matches
        assert verdict(render_tracking(one), locked(one), "f.xlsx").matches


@pytest.mark.parametrize("dash", ["\u2010", "\u2013", "\u2014", "\u2212"])
def test_another_dash_between_two_words_is_no_difference(dash):
    """An office changes the hyphen of «Май-сентябрь» while it is typed; other dashes count."""
    assert key_of(f"Май{dash}сентябрь") == key_of("Май-сентябрь")
    assert key_of(f"интернет {dash} страница") == key_of("интернет - страница")
    assert key_of(f"Май {dash} сентябрь") == key_of("Май-сентябрь")
    assert key_of("Май сентябрь") != key_of(f"Май{dash}сентябрь")


def test_a_report_in_a_workbook_is_called_a_report(tmp_path):
    """The tables of a report are no copy of the plan: one remark says so."""
    made = plan()
    target = tmp_path / "отчёт.xlsx"
    target.write_bytes(render_report_workbook(made, report(made, date(2018, 10, 1))))
    found = verify_file(target, locked(made))
    assert codes(found.differences) == ["PLN897"]


def test_the_text_of_a_whole_shown_again_beside_a_part_is_no_difference():
    """Long outcomes decide where a page shows it again; other words are differences."""
    was = returned(row(5, id="a", title="Дело"), row(6, id="b", title="Часть", deadline=None))
    again = {"b": {"deadline": "Май 2019"}}
    for text, expected in (("Май 2019", []), ("Май 2020", ["PLN880"])):
        now = returned(row(5, id="a", title="Дело"), row(6, id="b", title="Часть", deadline=text))
        assert codes(compare_rows(was, now, {}, again).problems) == expected
        assert codes(compare_rows(now, was, {}, again).problems) == expected
