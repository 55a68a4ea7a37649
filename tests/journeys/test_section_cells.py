"""Cells beside the heading of a section, its sums, and items of a list by a sample."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from support.papers import Grid, Line, read_docx

from plandoc import (
    Plan,
    amend_file,
    build_file,
    check_file,
    collect_file,
    compare,
    import_document,
    load_lock,
    load_plan,
    read_document,
    render_document,
    report_file,
    roll_over_file,
    save_plan,
    seal_file,
    verify_file,
)
from plandoc.errors import PlanError
from plandoc.fieldpath import ROOT
from plandoc.schema.period import Period

LIST = {
    "item": "{title} – {deadline}, отв. {executors}.",
    "columns": ["number", "title", "deadline", {"key": "executors", "heading": "отв."}],
    "activities": [
        {"title": "О празднике", "deadline": "март", "executors": "профком"},
        {"title": "О смете.", "deadline": "май"},
        {"title": "Разное"},
    ],
}


def made(**section: object) -> Plan:
    return Plan.model_validate(
        {
            "title": "План работы",
            "period": "2019",
            "columns": [
                "number", "title", "deadline", {"key": "source", "heading": "Источник"},
                {"key": "money", "heading": "Сумма", "total": "Всего"}, "outcome",
            ],
            "numbering": {"sections": ["Раздел 1."], "activities": "1.1."},
            "sections": [
                {
                    "title": "Кадры",
                    "total": "Итого по разделу",
                    "activities": [
                        {"title": "Смотр", "deadline": "май",
                         "fields": {"source": "МБ\nОБ", "money": "1 500\n300"}},
                        {"title": "Сбор", "deadline": "июнь", "fields": {"money": "200"}},
                    ],
                    **section,
                },
                {
                    "title": "Дети в 2019 году",
                    "fields": {"number": "II", "money": "до 7"},
                    "activities": [{"title": "Ёлка", "deadline": "май", "fields": {"money": "7"}}],
                },
            ],
            "blocks": ["title", "table", {"heading": "Заседания"}, {"table": LIST}],
        }
    )  # fmt: skip


@pytest.fixture
def plan_file(tmp_path):
    save_plan(made(), tmp_path / "plan.yaml")
    return tmp_path / "plan.yaml"


def test_sections_have_cells_and_sums_on_paper():
    """A heading leaves room for the cells beside it; the sums of a section stand below its rows."""
    (grid,) = (part for part in read_docx(render_document(made())) if isinstance(part, Grid))
    rows = [[cell.text.replace("\xa0", " ") for cell in row] for row in grid.rows]
    assert rows[4] == ["", "Итого по разделу", "", "", "2 000", ""]
    assert rows[5] == ["II", "Раздел 2. Дети в 2019 году", "до 7", ""]
    assert [cell.span for cell in grid.rows[5]] == [1, 3, 1, 1]
    assert rows[7] == ["", "Всего", "", "", "2 007", ""]


def test_items_of_a_list_follow_their_sample():
    """What an item has not is left out with the words that lead to it; no sign stands twice."""
    said = [part.text for part in read_docx(render_document(made())) if isinstance(part, Line)]
    assert [text.partition("\t")[2] for text in said[-3:]] == [
        "О празднике – март, отв. профком.",
        "О смете. – май.",
        "Разное.",
    ]


@pytest.mark.parametrize(
    "sample", ["{deadline}", "{title} {titel}", "{title} {title}", "{title} {number}"]
)
def test_a_wrong_sample_is_refused(sample):
    """A sample without the title, with an unknown column or one twice is told."""
    assert problems_of(lambda: Plan.model_validate(_with_sample(sample))) == ["PLN260"]


def _with_sample(sample: str) -> dict[str, object]:
    table = {**LIST, "item": sample}
    return {"title": "П", "period": "2019", "blocks": ["title", "table", {"table": table}]}


def test_a_cell_of_a_section_needs_its_column():
    """A key that is no column of the table is told, and so is that of the heading itself."""
    assert problems_of(lambda: made(fields={"mony": "7"})) == ["PLN163"]
    assert problems_of(lambda: made(fields={"title": "7"})) == ["PLN163"]


def problems_of(action: Callable[[], object]) -> list[str]:
    with pytest.raises(PlanError) as caught:
        action()
    return [str(problem.code) for problem in caught.value.problems]


def test_they_go_through_a_year(plan_file, tmp_path):
    """Written and loaded, built and collected, sealed, verified, amended, reported, rolled over."""
    plan = load_plan(plan_file)
    assert plan.sections[0].total == "Итого по разделу"
    assert [remark for remark in check_file(plan_file)[1] if remark.severity == "error"] == []
    out = tmp_path / "out"
    build_file(plan_file, out)
    papers = [out / "plan.docx", out / "plan — учёт.xlsx"]
    assert read_document(papers[0].read_bytes()).problems == ()
    taken = collect_file(plan_file, papers).taken
    assert [str(fate) for fate, count in taken.fates.items() if count] == ["unchanged"]
    seal_file(plan_file, on=date(2019, 1, 9))
    lock, _ = load_lock(plan_file)
    assert all(verify_file(paper, lock).clean for paper in papers)
    report_file(plan_file, tmp_path / "report", today=date(2019, 7, 1))
    following = Period.model_validate("2020")
    rolled = roll_over_file(plan_file, following, tmp_path / "next").rollover
    assert rolled.plan.sections[1].fields == {"number": "II", "money": "до 7"}
    save_plan(made(fields={"source": "ФБ"}, total="Итого:"), plan_file)
    amended = amend_file(
        plan_file, tmp_path / "amended", revision=1, basis="приказ от 1.2.2019 № 5"
    )
    assert len(amended.amendment.points) == 1
    assert "ФБ\nИтого:" in amended.amendment.points[0].became


def test_a_forged_sum_of_a_section_is_seen(plan_file, tmp_path):
    """Another amount in the row of sums of a section differs from what was signed."""
    build_file(plan_file, tmp_path)
    seal_file(plan_file, on=date(2019, 1, 9))
    document = Document(str(tmp_path / "plan.docx"))
    document.tables[0].rows[4].cells[4].paragraphs[0].runs[0].text = "9 000"
    document.save(str(tmp_path / "plan.docx"))
    lock, _ = load_lock(plan_file)
    assert not verify_file(tmp_path / "plan.docx", lock).clean


def test_changes_of_cells_and_sums_are_differences():
    """A changed cell beside a heading, and sums that are dropped, are each told at the section."""
    old = made()
    for change in ({"fields": {"source": "ФБ"}}, {"total": False}):
        (found,) = compare(old, made(**change)).differences
        assert (found.field, found.new_place.path) == ("text", ROOT / "sections" / 0)
        assert found.old != found.new


def test_our_own_document_is_read_back():
    """An import of the document has the cells and the sums of the sections again."""
    source = BytesIO(render_document(made())).getvalue()
    (plan,) = import_document(source, "plan.docx").plans
    sections = next(table for table in plan.tables() if table.rows).rows
    told = [row.section for row in sections if hasattr(row, "section")]
    assert [dict(section.fields) for section in told] == [{}, {"number": "II", "money": "до 7"}]
    assert [section.total for section in told] == ["Итого по разделу", False]
