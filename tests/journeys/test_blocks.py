"""A year of a plan of blocks, the one that docs/blocks.md shows: built, filled, sealed, amended."""

import re
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from support.docx_text import outline
from support.engines import ENGINES, pdf_pages, pdfs, resave, validator_errors
from support.places import ROOT
from support.tracking_text import fill

from plandoc import Plan, load_plan, read_document, read_tracking, render_document, render_tracking
from plandoc.cli import main
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.page.report_plan import ReportApprovals, reported
from plandoc.progress.figures import report
from plandoc.project.verifying import verify_against
from plandoc.revisions.compare import compare
from plandoc.rollover.roll_over import roll_over
from plandoc.schema.period import Period

pytestmark = pytest.mark.source


@pytest.fixture
def plan_file(tmp_path):
    page = (ROOT / "docs" / "blocks.md").read_text(encoding="utf-8")
    found = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert found
    path = tmp_path / "plan.yaml"
    path.write_text(found[1], encoding="utf-8")
    return path


def test_the_plan_of_the_page_goes_through_a_year(plan_file, capsys, tmp_path):
    """Built and tracked, it comes back unchanged; sealed, its paper is verified; it is reported."""
    out = tmp_path / "out"
    steps = (
        ["build", plan_file, "-o", out],
        ["track", plan_file, "-o", out],
        ["collect", plan_file, out / "plan.docx", out / "plan — учёт.xlsx"],
        ["seal", plan_file, "--date", "2018-09-01"],
        ["build", plan_file, "-o", out, "--force"],
        ["verify", plan_file, out / "plan.docx"],
        ["report", plan_file, "-o", out, "--date", "2019-01-10"],
    )
    told = {}
    for step in steps:
        assert main(["--locale", "en", *map(str, step)]) == 0, step
        told[step[0]] = "".join(capsys.readouterr())
    assert "with a changed outcome — 0, unchanged — 11," in told["collect"].replace("\u00a0", " ")
    assert "PLN" not in told["collect"]
    assert "matches revision 1" in told["verify"]


def test_marks_in_any_table_and_part_come_back(plan_file):
    """A mark beside a part, and one in another table, are read under their own ids."""
    plan = load_plan(plan_file)
    ids = {row.activity.title: row.activity.id for row in plan.activity_rows()}
    document = Document(BytesIO(render_document(plan)))
    for table in document.tables:
        for row in table.rows:
            if any(cell.text in ("дневники", "Родительское собрание") for cell in row.cells):
                row.cells[-1].paragraphs[0].add_run("Выполнено")
    filled = BytesIO()
    document.save(filled)
    returned = read_document(filled.getvalue())
    marked = {r.cells["id"].value for r in returned.rows if r.cells["outcome"].value}
    assert marked == {ids["дневники"], ids["Родительское собрание"]}
    assert returned.problems == ()
    sheet = fill(render_tracking(plan), {"1.1.": {"status": "Выполнено"}})
    rows = {r.cells["id"].value: r for r in read_tracking(sheet).rows}
    assert rows[ids["Родительское собрание"]].cells["section"].value == "Сентябрь"
    assert rows[ids["журналы"]].cells["section"].value.endswith("Проверка документации")
    assert rows[ids["Смотр кабинетов"]].cells["outcome.status"].value == "Выполнено"


def test_parts_are_counted_and_not_their_whole(plan_file):
    """Five activities: the one with two parts counts as these two."""
    plan = load_plan(plan_file)
    assert report(plan, date(2019, 1, 10)).total.planned == 5
    meeting = next(r for r in plan.activity_rows() if r.activity.title == "Родительское собрание")
    assert meeting.activity.deadline.first == date(2018, 9, 12)


def test_the_next_year_moves_tables_and_clears_the_act(plan_file):
    """The period of a table moves with the plan; the act of the annex gets a new date."""
    rolled = roll_over(load_plan(plan_file), Period.school_year(2019))
    annex, table = rolled.plan.blocks[0].annex, rolled.plan.blocks[8].table
    assert (annex.to.number, annex.to.date.blank) == ("", True)
    assert (table.period.first, table.period.last) == (date(2019, 9, 1), date(2019, 9, 30))


def test_a_changed_text_and_a_changed_part_are_differences(plan_file):
    """Each block and each part is compared."""
    old = load_plan(plan_file)
    text = plan_file.read_text(encoding="utf-8")
    changed = text.replace("одарённых детей", "всех детей").replace("ноябрь", "октябрь")
    plan_file.write_text(changed, encoding="utf-8")
    found = compare(old, load_plan(plan_file)).differences
    assert [(one.field, one.title) for one in found] == [("blocks", ""), ("deadline", "журналы")]


@pytest.fixture(scope="module")
def college():
    return load_plan(ROOT / "examples" / "college.yaml")


@pytest.mark.office
@pytest.mark.parametrize("engine", ENGINES)
def test_the_cover_is_one_page_and_the_contents_know_theirs(college, engine):
    """The cover ends its page; each part begins on the page that LibreOffice names."""
    (pdf,) = pdfs(engine, [(render_document(college), ".docx")])
    pages = [" ".join(page.split()) for page in pdf_pages(pdf)]
    assert "г. Лесной, 2020" in pages[0]
    assert "Содержание" in pages[1]
    parts = [block.heading for block in college.blocks if block.heading]
    for part in parts:
        (number,) = [n for n, page in enumerate(pages, 1) if part in page and n > 2]
        named = re.search(re.escape(part) + r" ?\.{5,}(\d*)", pages[1])
        assert named, pages[1]
        assert named[1] == (str(number) if engine == "libreoffice" else "")


@pytest.mark.office
@pytest.mark.parametrize("engine", ENGINES)
def test_contents_saved_again_are_no_change(college, engine):
    """Page numbers that an office suite has filled in are no text of the plan."""
    made = render_document(college)
    verdict = verify_against(resave(engine, made, ".docx"), college)
    assert (verdict.revision, verdict.differences) == (1, ())
    added = [problem.values.get("text", "") for problem in verdict.added]
    assert not any("Учебная работа" in text for text in added)


@pytest.mark.office
def test_the_template_is_a_sound_word_document():
    """No tag stands where Word wants a number."""
    assert validator_errors(standard_template_bytes(), ".docx") == []


@pytest.mark.office
@pytest.mark.parametrize("engine", ENGINES)
def test_every_office_suite_keeps_the_document(plan_file, engine):
    """Saved again it gives back the same rows; the validator finds nothing."""
    plan = load_plan(plan_file)
    made = render_document(plan)
    assert validator_errors(made, ".docx") == []
    again = resave(engine, made, ".docx")
    was, now = (read_document(each) for each in (made, again))
    assert [{k: c.value for k, c in r.cells.items()} for r in now.rows] == [
        {k: c.value for k, c in r.cells.items()} for r in was.rows
    ]


BOOK = {
    "title": "Планы работы",
    "period": "2020-2021 учебный год",
    "blocks": [
        "title",
        "contents",
        "page_break",
        {"approvals": [{"kind": "approve", "officer": {"post": "Директор", "date": "_.08.2020"}}]},
        {"heading": "План работы совета"},
        {"table": {"activities": [{"title": "Заседание", "deadline": "май"}]}},
        {"signatures": [{"post": "Председатель", "name": "П.П. Петров", "date": "01.09.2020"}]},
        {"heading": "План библиотеки"},
        "table",
    ],
    "activities": [{"title": "Выставка", "deadline": "май"}],
}


def test_a_part_is_approved_and_signed_by_itself():
    """A book of plans: each has its people; a report and the next year clear their dates."""
    plan = Plan.model_validate(BOOK)
    made = render_document(plan)
    verdict = verify_against(made, plan)
    assert (verdict.differences, verdict.notes, verdict.added) == ((), (), ())
    told = outline(made)
    order = [told.index(text) for text in ("УТВЕРЖДАЮ", "Заседание", "П.П.", "Выставка")]
    assert order == sorted(order)
    rolled = roll_over(plan, Period.school_year(2021)).plan
    for after in (rolled, reported(plan, ReportApprovals.CLEARED)):
        assert after.blocks[3].approvals[0].officer.date.blank
        assert after.blocks[6].signatures[0].date.blank
    bare = reported(plan, ReportApprovals.NONE)
    assert not any(block.approvals for block in bare.blocks)
    other = Plan.model_validate(BOOK | {"blocks": [*BOOK["blocks"][:3], *BOOK["blocks"][4:]]})
    assert [one.field for one in compare(plan, other).differences] == ["blocks"]
