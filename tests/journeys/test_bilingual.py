"""A plan in two languages: each approval in its own, two titles, two headings a column."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from plandoc import (
    amend_file,
    build_file,
    check_file,
    collect_file,
    compare,
    import_document,
    load_lock,
    load_plan,
    report_file,
    roll_over_file,
    seal_file,
    verify_file,
)
from plandoc.errors import PlanError
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.report import render_report_document
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.xlsx.tracking.reader import read_tracking
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.progress.figures import report
from plandoc.returns.take_in import take_in
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.wording.columns import columns_of
from plandoc.wording.phrases import Wording

PLAN = """
language: kk-KZ
title: |
  «№ 5 мектеп» КММ 2024-2025 оқу жылына арналған жоспары
  План КГУ «Школа № 5» на 2024-2025 учебный год
period: 2024-2025
period_in_title: false
approvals:
  - kind: approve
    officer: {post: «№ 5 мектеп» КММ директоры, name: А.Ә. Қасымова}
  - kind: approve
    language: ru-KZ
    officer: {post: Директор КГУ «Школа № 5», name: А.А. Касымова}
columns:
  - {key: number, heading: "Р/с №\\n№ п/п"}
  - {key: title, heading: "Іс-шараның атауы\\nНаименование мероприятия"}
  - {key: executors, heading: "Жауаптылар\\nОтветственные"}
  - {key: deadline, heading: "Мерзімі\\nСрок"}
  - {key: outcome, heading: "Орындалуы\\nВыполнение"}
activities:
  - title: "Білім күні\\nДень знаний"
    executors: Директордың орынбасары
    deadline: 1 қыркүйек
  - title: "Ата-аналар жиналысы\\nРодительское собрание"
    executors: Классные руководители
    deadline: октябрь
"""


@pytest.fixture
def plan() -> Plan:
    found, warnings = read_plan(PLAN.encode())
    assert warnings == ()
    return found


def lines_of(document: bytes) -> str:
    with ZipFile(BytesIO(document)) as package:
        xml = package.read("word/document.xml").decode()
    return re.sub(r"<[^>]*>", " ", xml).replace("\N{NO-BREAK SPACE}", " ")


def test_each_approval_speaks_its_own_language(plan: Plan) -> None:
    """БЕКІТЕМІН and УТВЕРЖДАЮ stand side by side, each with a date in its language."""
    text = lines_of(render_document(plan))
    left, right = text.index("БЕКІТЕМІН"), text.index("УТВЕРЖДАЮ")
    assert left < right
    assert re.search(r"20__ ж\.", text)
    assert re.search(r"20__ года", text)
    for heading in ("Іс-шараның атауы", "Наименование мероприятия", "Мерзімі", "Срок"):
        assert heading in text


def test_the_language_of_an_approval_is_part_of_what_is_signed(plan: Plan) -> None:
    """It is in the hash where it is told, and leaves those of other plans as they were."""
    own = plan.approvals[0].model_dump(mode="json")
    assert "language" not in own
    told = plan.model_dump(mode="json")
    told["approvals"][1]["language"] = "ru-RU"
    assert Plan.model_validate(told).content_hash != plan.content_hash
    told["approvals"][1]["language"] = "pt-PT"
    with pytest.raises(PlanError, match="PLN114"):
        Plan.model_validate(told)


def test_outcomes_in_both_languages_are_collected_and_reported(plan: Plan) -> None:
    """A sheet marked in Kazakh and in Russian is read; its report has both titles."""
    book = load_workbook(BytesIO(render_tracking(plan)))
    sheet = book["Есеп"]
    heading = next(row for row in sheet.iter_rows() if any(c.value == "Мәртебесі" for c in row))
    status = next(cell.column for cell in heading if cell.value == "Мәртебесі")
    sheet.cell(heading[0].row + 1, status, "Орындалды")
    sheet.cell(heading[0].row + 2, status, "Выполнено частично")
    filled = BytesIO()
    book.save(filled)
    taken = take_in(plan, [read_tracking(filled.getvalue(), "а.xlsx")])
    outcomes = [row.activity.outcome for row in taken.plan.activity_rows()]
    assert [outcome and outcome.status for outcome in outcomes] == ["done", "partly"]
    told = report(taken.plan, date(2024, 11, 1))
    text = lines_of(render_report_document(taken.plan, told)[0])
    assert "ЕСЕП" in text
    assert "План КГУ «Школа № 5»" in text
    assert "Ішінара орындалды" in text


FIELDS = """
language: kk-KZ
second_language: ru-KZ
title: «№ 5 мектеп» КММ жұмыс жоспары
second_title: План работы КГУ «Школа № 5» на {period}
period: 2024-2025
columns:
  - number
  - {key: title, heading: Іс-шараның атауы, second_heading: Наименование мероприятия}
  - executors
  - deadline
  - {key: place, heading: Өтетін орны, second_heading: Место в 2024-2025 году}
  - outcome
sections:
  - title: Оқу жұмысы
    second_title: Учебная работа в 2024-2025 учебном году
    activities:
      - {title: Білім күні, executors: Директор, deadline: 1 қыркүйек}
      - {title: Жиналыс, executors: Директор, deadline: октябрь}
"""


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "жоспар.yaml"
    path.write_text(FIELDS, encoding="utf-8")
    return path


def test_both_titles_and_headings_are_printed(plan_file: Path) -> None:
    """Each title has the period in its words, a usual heading the words of both languages."""
    plan = load_plan(plan_file)
    assert Wording(plan.language).title(plan).split("\n") == [
        "«№ 5 мектеп» КММ жұмыс жоспары",
        "2024-2025 оқу жылы",
        "План работы КГУ «Школа № 5» на 2024-2025 учебный год",
    ]
    headings = {one.key: one.heading for one in columns_of(plan, Wording(plan.language))}
    assert headings["title"] == "Іс-шараның атауы\nНаименование мероприятия"
    assert headings["deadline"] == "Орындалу мерзімі\nСрок исполнения"
    text = lines_of(render_document(plan))
    assert text.index("Оқу жұмысы") < text.index("Учебная работа")
    book = load_workbook(BytesIO(render_tracking(plan)))
    values = {" ".join(str(c.value).split()) for row in book["Есеп"].iter_rows() for c in row}
    assert "Өтетін орны Место в 2024-2025 году" in values


def test_a_plan_in_two_languages_goes_through_a_year(plan_file: Path, tmp_path: Path) -> None:
    """Built, collected, sealed, verified, amended, reported, rolled over, and imported again."""
    assert [one for one in check_file(plan_file)[1] if one.severity == "error"] == []
    build_file(plan_file, tmp_path / "out")
    papers = [tmp_path / "out" / name for name in ("жоспар.docx", "жоспар — есепке алу.xlsx")]
    taken = collect_file(plan_file, papers).taken
    assert [str(fate) for fate, count in taken.fates.items() if count] == ["unchanged"]
    seal_file(plan_file, on=date(2024, 8, 30))
    lock, _ = load_lock(plan_file)
    assert all(verify_file(paper, lock).clean for paper in papers)
    plan = load_plan(plan_file)
    (again,) = import_document(papers[0].read_bytes(), papers[0].name).plans
    assert again == plan
    report_file(plan_file, tmp_path / "report", today=date(2025, 1, 10))
    rolled = roll_over_file(plan_file, Period.school_year(2025), tmp_path / "next").rollover.plan
    assert rolled.second_title == plan.second_title
    assert rolled.sections[0].second_title == "Учебная работа в 2025-2026 учебном году"
    assert rolled.columns[4].second_heading == "Место в 2025-2026 году"
    edited = plan_file.read_text(encoding="utf-8").replace("Учебная работа", "Урочная работа")
    plan_file.write_text(edited, encoding="utf-8")
    made = amend_file(plan_file, tmp_path / "amended", revision=1, basis="приказ от 10.01.2025 № 5")
    (point,) = made.amendment.points
    assert "Урочная работа" in str(point)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("second_title", {"second_title": "Другой план"}),
        ("second_language", {"second_language": "ru-BY"}),
        ("columns", {"columns": ["number", {"key": "title", "second_heading": "Дело"}]}),
    ],
)
def test_a_change_of_the_second_text_is_a_difference(
    plan_file: Path, field: str, change: dict[str, object]
) -> None:
    """What stands in the second language is approved as what stands in the first is."""
    plan = load_plan(plan_file)
    other = Plan.model_validate(plan.model_dump(mode="json") | change)
    assert other.content_hash != plan.content_hash
    assert field in {one.field for one in compare(plan, other).differences}
