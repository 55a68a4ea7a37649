"""A plan in two languages: each approval in its own, two titles, two headings a column."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from plandoc.errors import PlanError
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.report import render_report_document
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.xlsx.tracking.reader import read_tracking
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.progress.figures import report
from plandoc.returns.take_in import take_in
from plandoc.schema.plan import Plan

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
