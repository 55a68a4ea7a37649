"""plandoc.formats.html: a plan and its report as one page."""

import json
import re
from datetime import date

import pytest
from hypothesis import assume, given
from lxml import html
from support import engines
from support.effort import tries
from support.problems import codes
from support.strategies import plans

from plandoc import Period, Plan, load_plan, render_page, report
from plandoc.errors import PlandocError
from plandoc.formats.docx.document import plan_texts
from plandoc.wording.columns import columns_of
from plandoc.wording.phrases import Wording

DAY = date(2019, 1, 15)
PLAN = Plan(
    title="План <работы> & «дел»",
    period=Period.school_year(2018),
    sections=[
        {"title": "Учёба", "activities": [
            {"title": "Совет", "deadline": "сентябрь", "executors": ["Иванов", "Петров"],
             "outcome": {"status": "done", "date": "2018-09-20", "evidence": "протокол"}},
            {"title": "Сверка <b>", "deadline": "май", "executors": ["иванов"]},
        ]},
        {"title": "Хозяйство", "activities": [
            {"title": "Ремонт", "deadline": "октябрь", "executors": ["Сидоров"]},
            {"title": "Уборка", "deadline": "июнь", "executors": ["Сидоров"]},
        ]},
    ],
)  # fmt: skip


def tree(plan: Plan, *, reported: bool = False):
    return html.document_fromstring(render_page(plan, report(plan, DAY) if reported else None))


def squeezed(text: str) -> str:
    return "".join(text.replace("\u2011", "-").split())


def test_texts_are_texts() -> None:
    """Signs of HTML in a plan are shown, and are no markup."""
    page = tree(PLAN)
    assert page.findtext(".//h1") == "План <работы> & «дел»\nна 2018-2019 учебный год"
    assert not page.findall(".//td/b")


def test_nothing_is_loaded() -> None:
    """The page names no other file or address, and forbids what could be loaded."""
    data = render_page(PLAN, report(PLAN, DAY)).decode()
    assert not re.search(r"https?:|\bsrc=|url\(|@import|<link", data)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', data)
    assert policy.startswith("default-src 'none'")


def test_a_report_has_figures_and_states() -> None:
    """What is done of how much stands above; each row has its state and mark."""
    page = tree(PLAN, reported=True)
    assert page.find(".//p[@class='done']").text == "Выполнено 1 из 4"
    states = [mark.text for mark in page.findall(".//span[@class]") if "mark" in mark.get("class")]
    assert states == ["Выполнено в срок", "Срок не наступил", "Просрочено", "Срок не наступил"]
    assert "протокол" in page.text_content()


def test_a_blank_outcome_column_is_for_paper() -> None:
    """A plan shows its column of outcomes only if one is filled in."""
    blank = PLAN.edit("1.1", outcome=None)
    heads = [[th.text for th in tree(plan).findall(".//thead//th")] for plan in (PLAN, blank)]
    assert [("Отметка о выполнении" in head) for head in heads] == [True, False]


def test_rows_are_found_by_what_they_say() -> None:
    """Each choice has what rows have; spellings of one executor are one."""
    page = tree(PLAN, reported=True)
    found = {
        choice.get("name"): [option.text for option in choice][1:]
        for choice in page.findall(".//select")
    }
    assert found == {
        "section": ["1. Учёба", "2. Хозяйство"],
        "executor": ["Иванов", "Петров", "Сидоров"],
        "month": ["Сентябрь 2018", "Октябрь 2018", "Май 2019", "Июнь 2019"],
        "state": ["Выполнено в срок", "Срок не наступил", "Просрочено"],
    }
    rows = page.findall(".//tr[@data-executor]")
    assert rows[0].get("data-executor").split("\n") == ["иванов", "петров"]


@tries(60)
@given(plans(shapes=True))
def test_the_page_has_all_texts_of_paper(plan: Plan) -> None:
    """Whatever the shape, each text of the document is on the page, but what is for paper.

    Marks are on it as in a report.
    """
    try:
        page = tree(plan)
    except PlandocError as error:
        assume(codes(error) != ["PLN301"])  # the word of an approval needs the gender of a title
        raise
    for script in page.findall(".//script") + page.findall(".//style"):
        script.drop_tree()
    shown = squeezed(page.text_content())
    wording = Wording(plan.language)
    columns = (column for table in plan.tables() for column in table.columns)
    for_paper = {wording.words.contents}
    for column in columns_of(plan, wording, (c for c in columns if c.key == "outcome")):
        for_paper |= {column.heading, *column.group}
    marks = [row.activity.outcome for row in plan.activity_rows()]
    told = {wording.outcome(mark): wording.mark(mark) for mark in marks}
    for group in plan_texts(plan, wording):
        for text in (told.get(text, text) for text in group):
            assert text in for_paper or squeezed(text) in shown, text
    rows = [row for row in page.findall(".//tr") if "activity" in (row.get("class") or "")]
    assert len(rows) == len([*plan.activity_rows()])


@pytest.mark.office
@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("name", ["seed", "college", "school"])
@pytest.mark.parametrize("reported", [False, True])
def test_axe_finds_no_barrier(examples, name: str, width: int, reported: bool) -> None:  # noqa: FBT001
    """Of the rules of WCAG 2.2 A and AA and best practice none is broken, on a phone or a desk."""
    plan = load_plan(examples / f"{name}.yaml")
    page = render_page(plan, report(plan, plan.period.last) if reported else None)
    found = json.loads(engines.axe(page, width=width))
    assert found["violations"] == []
    assert found["passes"] > 15


@pytest.mark.office
@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"search": "сОвет"}, ["Совет"]),
        ({"search": "ремонт сидоров"}, ["Ремонт"]),
        ({"search": "нет такого"}, []),
        ({"executor": "иванов"}, ["Совет", "Сверка <b>"]),
        ({"section": "2. Хозяйство", "month": "2019-06"}, ["Уборка"]),
        ({"state": "Просрочено"}, ["Ремонт"]),
        ({}, ["Совет", "Сверка <b>", "Ремонт", "Уборка"]),
    ],
)
def test_rows_are_found_without_a_server(asked: dict[str, str], left: list[str]) -> None:
    """Words and choices leave the rows that have all of them, under their headings."""
    script = f"""
    const form = document.querySelector("form.finder");
    const asked = Object.entries({json.dumps(asked)});
    for (const [name, value] of asked) form.elements[name].value = value;
    form.dispatchEvent(new Event("input", {{bubbles: true}}));
    const all = (kind) => [...document.querySelectorAll("tr." + kind)];
    const shown = (kind) => all(kind).filter((row) => !row.hidden);
    answer({{
      titles: shown("activity").map((row) => row.querySelector("td.title").textContent),
      sections: shown("section").length,
      told: document.querySelector(".shown").textContent,
    }});
    """
    told = json.loads(engines.in_browser(render_page(PLAN, report(PLAN, DAY)), script))
    assert told["titles"] == left
    sections = {"Совет": 1, "Сверка <b>": 1, "Ремонт": 2, "Уборка": 2}
    assert told["sections"] == len({sections[title] for title in left})
    assert told["told"] == f"Показано: {len(left)} из 4"
