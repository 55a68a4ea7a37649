"""plandoc.formats.docx.template: templates that people restyle."""

from io import BytesIO
from pathlib import Path

import pytest
import support
from docx import Document
from docx.shared import Pt
from lxml.etree import fromstring, tostring
from support.docx_text import outline, part
from support.places import ROOT
from support.problems import codes

from plandoc import load_plan
from plandoc.errors import TemplateError
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.formats.docx.template import read_template
from plandoc.page.context import PlanContext
from plandoc.schema.activity import Activity
from plandoc.schema.blocks import USUAL, Block
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.wording.phrases import person_name

PLAN = Plan(
    title="План",
    period=Period.school_year(2018),
    activities=[Activity(title="Дело", deadline="май")],
)


def changed(*changes):
    """Return the shipped template with texts replaced, run by run."""
    document = Document(BytesIO(standard_template_bytes()))
    for old, new in changes:
        found = 0
        for paragraph in _all(document):
            if old in paragraph.text:
                paragraph.text = paragraph.text.replace(old, new)
                found += 1
        assert found, old
    return saved(document)


def saved(document):
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _all(document):
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def test_a_template_from_before_blocks_prints_the_same(examples):
    """One that its author saved earlier is good for every plan that lists no blocks.

    Only the signatures differ, which were a table.
    """
    earlier = (Path(support.__file__).parent / "template_before_blocks.docx").read_bytes()
    plans = map(load_plan, sorted(examples.glob("*.yaml")))
    for plan in (plan for plan in plans if not plan.blocks):
        was, now = (render_document(plan, template) for template in (earlier, None))
        was, now = (part(document, "word/document.xml").encode() for document in (was, now))
        was, now = (tostring(fromstring(xml), method="c14n").decode() for xml in (was, now))
        ends = [xml.index("</w:tr>", xml.rindex("plandoc_")) for xml in (was, now)]
        assert was[: ends[0]] == now[: ends[1]]
        assert all(person_name(one.name) in was for one in plan.signatures)


def test_a_template_from_before_blocks_refuses_them():
    """It has no place for a text beside the table, and says which text would be lost."""
    earlier = (Path(support.__file__).parent / "template_before_blocks.docx").read_bytes()
    blocks = [Block(text="Цель: порядок"), *(Block(place=place) for place in USUAL)]
    with pytest.raises(TemplateError) as error:
        render_document(PLAN.model_copy(update={"blocks": tuple(blocks)}), earlier)
    assert [problem.values["text"] for problem in error.value.problems] == ["Цель: порядок"]


def test_a_restyled_template_is_used():
    """What a person sets in Word (a size, a word of their own) is in every document."""
    document = Document(BytesIO(standard_template_bytes()))
    document.styles["План: ячейка"].font.size = Pt(10)
    document.add_paragraph("Отпечатано в одном экземпляре")
    made = render_document(PLAN, saved(document))
    assert "Отпечатано в одном экземпляре" in outline(made)
    assert '<w:sz w:val="20"/>' in part(made, "word/styles.xml")


def test_a_compiled_template_serves_many_plans():
    """Compiled once, the template gives what its bytes give."""
    compiled = read_template(standard_template_bytes())
    assert render_document(PLAN, compiled) == render_document(PLAN)


def test_an_unknown_name_is_placed_and_the_nearest_is_offered():
    """Table, row, the name that was found and the name that was meant."""
    broken = changed(("row.heading", "row.headng"), ("{{ title }}", "{{ tittle }}"))
    with pytest.raises(TemplateError) as error:
        read_template(broken, "my.docx")
    problems = {problem.values["name"]: problem for problem in error.value.problems}
    assert problems["headng"].values["nearest"] == "heading"
    assert (problems["headng"].place.table, problems["headng"].place.row) == (2, 9)
    assert problems["tittle"].values["nearest"] == "title"
    assert all(problem.place.file == "my.docx" for problem in problems.values())


def test_all_unknown_names_are_told_at_once():
    """Two mistakes make two problems, also inside loops and conditions."""
    broken = changed(("block.word", "block.wrod"), ("signature.post", "signature.pots"))
    with pytest.raises(TemplateError) as error:
        read_template(broken)
    assert codes(error.value) == ["PLN602", "PLN602"]


def test_a_broken_tag_is_placed():
    """An unclosed loop is a problem of the template, not a traceback."""
    with pytest.raises(TemplateError) as error:
        read_template(changed(("{%p for note in notes %}", "{%p for note notes %}")))
    assert codes(error.value) == ["PLN603"]


@pytest.mark.parametrize("source", [b"", b"not a zip", b"PK\x03\x04 torn"])
def test_what_is_not_a_docx_is_refused(source):
    """Bytes that are no document give one clear problem."""
    with pytest.raises(TemplateError) as error:
        read_template(source)
    assert codes(error.value) == ["PLN601"]


def test_a_workbook_is_not_a_template():
    """A zip of another kind is refused too."""
    from openpyxl import Workbook

    target = BytesIO()
    Workbook().save(target)
    with pytest.raises(TemplateError) as error:
        read_template(target.getvalue())
    assert codes(error.value) == ["PLN601"]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ title.__class__.__mro__ }}",
        "{{ 'a' * 100000000 }}",
        "{{ 2 ** 10000000 }}",
        "{{ title.__init__.__globals__ }}",
    ],
)
def test_a_template_runs_no_code_and_fills_no_memory(attack):
    """Python's inside is out of reach, and so are texts made huge by arithmetic."""
    with pytest.raises(TemplateError):
        render_document(PLAN, changed(("{{ title }}", "{{ title }}" + attack)))


def test_a_template_that_leaves_out_a_text_is_refused():
    """A text of the plan that the template does not print is named."""
    with pytest.raises(TemplateError) as error:
        render_document(PLAN, changed(("{{ title }}", "без названия")))
    assert codes(error.value) == ["PLN605"]
    assert "План" in error.value.problems[0].values["text"]


def test_the_template_uses_every_name_of_the_context():
    """The shipped template prints all that a template may name.

    Approvals and signatures are those of a block; their own names are for templates saved before.
    """
    source = part(standard_template_bytes(), "word/document.xml")
    printed_elsewhere = {"page", "approval_levels"}
    for name in PlanContext.__slots__:
        assert name in source or name in printed_elsewhere, name


@pytest.mark.source
def test_the_shipped_template_is_what_its_script_makes():
    """templates/plan.docx was not edited past the script that draws it."""
    import sys

    tools = ROOT / "tools"
    sys.path.insert(0, str(tools))
    try:
        import template
    finally:
        sys.path.remove(str(tools))
    assert template.build() == standard_template_bytes()


def test_a_wrong_name_in_a_header_is_placed_there():
    """The part of the package tells where a tag outside the text stands."""
    document = Document(BytesIO(standard_template_bytes()))
    document.sections[0].footer.paragraphs[0].text = "{{ titl }}"
    with pytest.raises(TemplateError) as error:
        read_template(saved(document))
    (problem,) = error.value.problems
    assert problem.place.part.startswith("word/footer")
    assert problem.values["nearest"] == "title"


def test_tags_in_headers_and_footers_are_filled():
    """A footer may name what the text may name."""
    document = Document(BytesIO(standard_template_bytes()))
    document.sections[0].footer.paragraphs[0].text = "Редакция {{ properties.revision }} плана"
    made = Document(BytesIO(render_document(PLAN, saved(document))))
    assert made.sections[0].footer.paragraphs[0].text == "Редакция 1 плана"


CASES = {
    "01-no-tr": "PLN608", "01-p-in-row": "PLN608", "01-r-print": "PLN608",
    "02-decimal-margin": "", "02-document2": "", "02-grid-without-widths": "",
    "02-merge-in-first-row": "", "02-nested-table": "", "02-no-margins": "",
    "02-no-page-size": "", "02-no-section": "", "02-no-table-width": "",
    "03-call": "PLN612", "03-division": "PLN604", "03-include": "PLN612",
    "03-macro-refused": "PLN612", "03-plus": "PLN604", "03-set-block-refused": "PLN612",
    "03-unknown-filter": "PLN613", "04-blank-before-tr": "PLN608", "04-extra-endif": "PLN607",
    "04-footer-crash": "PLN608", "04-guillemets": "PLN611", "04-half-closed": "PLN609",
    "05-footer-quotes": "", "06-cover-then-landscape-table": "", "06-landscape": "",
    "07-beside-p": "PLN610", "08-comment": "", "08-endnote": "PLN602", "16-cellbg": "",
    "hostile-altchunk": "PLN614", "hostile-center": "PLN613", "hostile-concat-double": "PLN604",
    "hostile-ctrlchar": "PLN612", "hostile-dde": "PLN614", "hostile-encrypted": "PLN721",
    "hostile-include": "PLN612", "hostile-nested-loops": "", "hostile-no-docrels": "PLN623",
    "hostile-ole": "PLN614", "hostile-remote-image": "PLN614", "hostile-type-error": "PLN604",
    "hostile-unknown-filter": "PLN613", "hostile-xxe": "PLN729", "hostile-zerodiv": "PLN604",
}  # fmt: skip


def test_every_case_of_the_shared_folder_is_answered_right(corpus):
    """Each case gives a document, or a problem that names the file and the fault."""
    folder = corpus.parent / "cases" / "templates"
    plan = load_plan(folder / "plan.yaml")
    found = {}
    files = set()
    for file in sorted(folder.glob("*.docx")):
        try:
            render_document(plan, read_template(file.read_bytes(), file.name))
        except TemplateError as error:
            found[file.stem] = codes(error)[0]
            files |= {(file.name, problem.place.file) for problem in error.problems}
        else:
            found[file.stem] = ""
    assert {name: found.get(name) for name in CASES} == CASES
    assert all(named == told for named, told in files)


def test_a_loop_may_call_its_rows_as_it_likes():
    """The variable of a loop is the author's: bookmarks, alignment and keeping follow it."""
    renamed = changed(
        ("for row in item.table.rows", "for one in item.table.rows"), ("row.", "one.")
    )
    assert outline(render_document(PLAN, renamed)) == outline(render_document(PLAN))
    xml = part(render_document(PLAN, renamed), "word/document.xml")
    (row,) = PLAN.activity_rows()
    assert f'w:name="plandoc_{row.activity.id}"' in xml
