"""The workbook in which a plan is written, and what is read back from it."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from support.effort import tries
from support.engines import ENGINES, Engine, resave

from plandoc import Plan, import_document
from plandoc.codes import Code
from plandoc.errors import PaperError
from plandoc.formats.xlsx.authored import read_authored
from plandoc.formats.xlsx.authoring import render_authoring


def _saved(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _filled(language: str = "ru-RU") -> Workbook:
    """Return a new workbook with a title, a period, an approval and two rows."""
    book = load_workbook(BytesIO(render_authoring(language=language, first_year=2026)))
    about, rows, _ = book.worksheets
    about["B4"], about["B5"] = "План работы", "2026-2027"
    about["B8"], about["C8"], about["D8"] = "УТВЕРЖДАЮ", "Директор\nшколы № 5", "А. Б. Вагин"
    about["C12"], about["D12"] = "Завуч", "В. Г. Дятлов"
    texts = ("Учёба", None, "Собрание", "Директор, завуч", "сентябрь", "Протокол")
    for column, text in enumerate(texts, 1):
        rows.cell(2, column, text)
    rows["C4"], rows["E4"] = "Отчёт", "до 15 мая"
    return book


@pytest.mark.parametrize("language", ["ru-RU", "en-US"])
def test_a_filled_workbook_is_a_plan_without_a_question(language: str) -> None:
    """What was written is the plan; nothing is doubted, nothing is left over."""
    imported = import_document(_saved(_filled(language)), "plan.xlsx")
    assert (imported.problems, imported.leftovers, imported.doubts) == ((), (), ())
    (plan,) = imported.plans
    assert (plan.title, plan.period.text) == ("План работы", "2026-2027")
    (approval,) = plan.approvals
    assert approval.officer is not None
    assert (approval.kind, approval.officer.post) == ("approve", "Директор\nшколы № 5")
    assert [one.name for one in plan.signatures] == ["В. Г. Дятлов"]
    (section,) = plan.sections
    assert section.title == "Учёба"
    rows = [(row.number, row.activity) for row in plan.activity_rows()]
    assert [(number, one.title, str(one.deadline)) for number, one in rows] == [
        ("1.", "Собрание", "сентябрь"),
        ("2.", "Отчёт", "до 15 мая"),
    ]
    assert [one.name for one in rows[0][1].executors] == ["Директор", "завуч"]


@pytest.mark.office
@pytest.mark.parametrize("engine", ENGINES)
def test_a_workbook_saved_by_an_office_suite_is_the_same_plan(engine: Engine) -> None:
    """What an office suite saves is known as the workbook that it was, and says the same."""
    filled = _saved(_filled())
    imported = import_document(resave(engine, filled, ".xlsx"), "plan.xlsx")
    assert (imported.problems, imported.leftovers) == ((), ())
    assert imported.plans == import_document(filled, "plan.xlsx").plans


def test_a_new_workbook_says_what_is_blank() -> None:
    """An empty workbook is no plan: the cells of its title and period are named."""
    with pytest.raises(PaperError) as refused:
        import_document(render_authoring(), "plan.xlsx")
    places = [(problem.code, problem.place.cell) for problem in refused.value.problems]
    assert places == [(Code.AUTHORING_FIELD_BLANK, "B4"), (Code.AUTHORING_FIELD_BLANK, "B5")]


def test_a_body_or_an_act_stands_instead_of_a_post() -> None:
    """Minutes and orders are read from the words in place of the post, where no name stands."""
    book = _filled()
    about = book.worksheets[0]
    about["B9"] = "РАССМОТРЕНО"
    about["C9"] = "на заседании педагогического совета, протокол № 1 от 28.08.2026"
    about["B10"], about["C10"] = "УТВЕРЖДЕНО", "приказом директора от 01.09.2026 № 12-од"
    about["B11"], about["C11"] = "СОГЛАСОВАНО", "Председатель профкома"
    (plan,) = import_document(_saved(book), "plan.xlsx").plans
    _, considered, approved, agreed = plan.approvals
    assert considered.minutes is not None
    assert (considered.kind, considered.minutes.number) == ("consider", "1")
    assert approved.act is not None
    assert (approved.kind, approved.act.number, approved.act.of) == (
        "approve",
        "12-од",
        "директора",
    )
    assert agreed.officer is not None
    assert (agreed.kind, agreed.officer.post) == ("agree", "Председатель профкома")


def test_problems_name_cells() -> None:
    """A period that is none, an approval without a post, a row without an activity: their cells."""
    book = _filled()
    book.worksheets[0]["B5"] = "когда-нибудь"
    book.worksheets[0]["C8"] = ""
    with pytest.raises(PaperError) as refused:
        import_document(_saved(book), "plan.xlsx")
    places = {(problem.place.sheet, problem.place.cell) for problem in refused.value.problems}
    assert places == {("О плане", "B5"), ("О плане", "B8")}
    book = _filled()
    book.worksheets[1]["C4"] = None
    with pytest.raises(PaperError) as refused:
        import_document(_saved(book), "plan.xlsx")
    (problem,) = refused.value.problems
    assert (problem.place.sheet, problem.place.cell) == ("Мероприятия", "A4")


def test_columns_may_be_moved_added_and_renamed() -> None:
    """A column is known by its heading; one of any other heading is a column of the plan."""
    book = _filled()
    rows = book.worksheets[1]
    rows.delete_cols(1, 2)
    rows.insert_cols(1)
    rows["A1"], rows["A2"], rows["B1"] = "Кабинет", "205", "Что делаем (мероприятие)"
    (plan,) = import_document(_saved(book), "plan.xlsx").plans
    assert [(one.key, one.heading) for one in plan.columns][:2] == [
        ("place", "Кабинет"),
        ("title", "Что делаем (мероприятие)"),
    ]
    assert [dict(one.fields) for one in plan.activities] == [{"place": "205"}, {}]


def test_what_stands_beside_is_told() -> None:
    """A text without a heading, beside the fields or on another sheet is left over, and told."""
    book = _filled()
    book.worksheets[0]["E9"] = "спросить"
    book.worksheets[1]["K3"] = "уточнить"
    book.create_sheet("Мысли")["B2"] = "черновик"
    imported = import_document(_saved(book), "plan.xlsx")
    cells = [(one.place.sheet, one.place.cell, one.text) for one in imported.leftovers]
    assert cells == [
        ("О плане", "E9", "спросить"),
        ("Мероприятия", "K3", "уточнить"),
        ("Мысли", "B2", "черновик"),
    ]
    assert {problem.code for problem in imported.problems} == {Code.AUTHORING_TEXT_LEFT}


def test_a_formula_without_a_value_is_told() -> None:
    """A formula that was never calculated has no text for the plan; its cell is named."""
    book = _filled()
    book.worksheets[1]["C5"] = "=C2"
    (problem,) = import_document(_saved(book), "plan.xlsx").problems
    assert (problem.code, problem.place.cell) == (Code.PAPER_FORMULA_WITHOUT_VALUE, "C5")


def test_a_workbook_without_its_sheets_is_refused() -> None:
    """Without the sheet of the fields, or of the rows, it is said what is missing."""
    for sheet in (0, 1):
        book = _filled()
        del book[book.sheetnames[sheet]]
        with pytest.raises(PaperError) as refused:
            import_document(_saved(book), "plan.xlsx")
        codes = [problem.code for problem in refused.value.problems]
        assert codes == [Code.AUTHORING_SHEET_MISSING]


def test_other_workbooks_are_none_of_it() -> None:
    """A workbook without the mark is read as any paper."""
    book = Workbook()
    book.worksheets[0]["A1"] = "План"
    assert read_authored(_saved(book)) is None


OWN_COLUMN = {"key": "own", "heading": "ж"}
WORDS = st.text("абвгд «»№=+-'<&", min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and any(map(str.isalpha, text))
)
OWN = st.fixed_dictionaries({"own": WORDS})
ACTIVITY = st.fixed_dictionaries(
    {"title": WORDS}, optional={"expected_result": WORDS, "deadline": WORDS, "fields": OWN}
)
SEVERAL = st.lists(ACTIVITY, min_size=1, max_size=3)
SECTIONS = st.lists(
    st.fixed_dictionaries({"title": WORDS, "activities": SEVERAL}),
    max_size=3,
    unique_by=lambda section: section["title"],
)


@tries(60)
@given(SEVERAL, SECTIONS, WORDS)
def test_a_plan_written_into_it_comes_back(
    activities: list[dict[str, object]], sections: list[dict[str, object]], title: str
) -> None:
    """Title, period, columns, sections and rows of a plan are read back as they were."""
    plan = Plan.model_validate(
        {
            "title": title,
            "period": "2026-2027",
            "columns": ["number", "title", "deadline", "expected_result", OWN_COLUMN],
            "numbering": {"sections": [], "activities": "1.", "running": True},
            "activities": activities,
            "sections": sections,
        }
    )
    imported = import_document(render_authoring(plan=plan), "plan.xlsx")
    assert imported.problems == ()
    (again,) = imported.plans
    assert _content(again) == _content(plan)


def _content(plan: Plan) -> list[object]:
    rows = [
        (
            row.number,
            [one.section.title for one in row.sections],
            row.activity.title,
            str(row.activity.deadline or ""),
            row.activity.expected_result,
            list(row.activity.fields.values()),
        )
        for row in plan.activity_rows()
    ]
    columns = [column.heading or column.key for column in plan.columns]
    return [plan.title, plan.period, columns, rows]
