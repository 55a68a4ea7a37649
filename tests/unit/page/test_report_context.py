"""plandoc.page.report_context: the texts of a report."""

from datetime import date

import pytest
from support.reported_plans import SEED_DAY, SEED_MARKS, marked

from plandoc import Activity, Outcome, Period, Plan, Section, load_plan
from plandoc.page.report_context import report_context, report_title
from plandoc.page.sheet import Page
from plandoc.progress.figures import report
from plandoc.wording.phrases import Wording

PAGE = Page(210, 297, 20, 10, 20, 20, 14, 12)
DAY = date(2019, 1, 15)


def context(plan, day=DAY):
    return report_context(plan, report(plan, day), Wording(plan.language), PAGE)


def plan(*activities, **changes):
    return Plan(
        **{
            "title": "План",
            "period": Period.school_year(2018),
            "sections": [Section(title="Р", activities=activities)],
            **changes,
        }
    )


def late(title):
    return Activity(title=title, deadline="октябрь 2018")


@pytest.fixture(scope="module")
def seed(examples):
    return marked(load_plan(examples / "seed.yaml"), SEED_MARKS)


def test_the_report_says_its_day():
    """As the header of a report has it, and the date never splits over lines."""
    assert context(plan()).as_of == "по состоянию на 15\u00a0января\u00a02019\u00a0г."


def test_the_figures_are_said_in_words_too(seed):
    """What was planned and done, what was due, what is overdue and which that is."""
    said = [line.replace("\u00a0", " ") for line in context(seed, SEED_DAY).totals]
    assert said == [
        "Запланировано мероприятий: 20, исключено: 1, выполнено: 9 (47,4 %).",
        "Срок наступил: 13, из них выполнено в срок: 6 (46,2 %).",
        "Просрочено: 2 (пункты 2.5 и 3.3).",
    ]


def test_what_is_not_there_is_not_said():
    """Nothing overdue, no line about it; a share of nothing is no percentage."""
    planned, due = context(plan(), DAY).totals
    assert planned == "Запланировано мероприятий: 0, исключено: 0, выполнено: 0."
    assert due == "Срок наступил: 0, из них выполнено в срок: 0."


def test_without_a_column_of_numbers_activities_are_called_by_their_titles():
    """A number that the table does not show tells nobody which activity it is."""
    said = context(plan(late("Сбор\nсовета «Лидер»"), columns=["title"])).totals[-1]
    assert said == "Просрочено: 1 — «Сбор совета „Лидер“»."


def test_a_number_that_stands_twice_is_told_with_the_title():
    """Numbers begin anew in each section here, so they are not enough."""
    sections = [Section(title=t, activities=[late(f"дело {t}")]) for t in "АБ"]
    subject = plan(sections=sections, numbering={"activities": "1."})
    assert context(subject).totals[-1] == "Просрочено: 2 — 1 «дело А», 1 «дело Б»."


def test_tables_are_named_where_numbers_repeat():
    """Several tables begin with 1: the list says which one is meant."""
    named = {"table": {"heading": "Собрания", "activities": [late("а"), late("б")]}}
    subject = plan(late("в"), numbering={"activities": "1."}, blocks=["title", named, "table"])
    assert context(subject).totals[-1] == "Просрочено: 3 — 1; 1, 2 (Собрания)."
    other = plan(late("в"), numbering={"activities": "1."}, blocks=["title", named, named, "table"])
    said = context(other).totals[-1]
    assert said == "Просрочено: 5 — 1; 1 «а», 2 «б» (Собрания); 1 «а», 2 «б» (Собрания)."


def test_rules_are_those_of_the_tables_that_are_there():
    """How things are counted is told for each table, and for none that is missing."""
    flat = plan(sections=[], activities=[late("а")] * 15)
    (months,) = [rule for rule in context(flat).rules if rule.startswith("Месяц")]
    assert months
    assert not [rule for rule in context(flat).rules if "в разделе, где стоит" in rule]
    assert [
        rule for rule in context(plan(*[late("а")] * 15)).rules if "в разделе, где стоит" in rule
    ]


def test_the_file_of_a_report_is_called_so():
    """Title and day on one line."""
    figures = report(plan(), DAY)
    assert report_title(plan(), figures, Wording("ru")) == (
        "Отчёт о выполнении плана на 2018-2019 учебный год, по состоянию на 15 января 2019 г."
    )
    unknown = plan(title="Порядок работы")
    assert report_title(unknown, figures, Wording("ru")).startswith(
        "Отчёт о выполнении: Порядок работы на 2018-2019"
    )


def test_the_heading_goes_on_with_the_title_where_its_kind_is_known():
    """«ОТЧЁТ», then «о выполнении плана …»; else the heading says what is reported."""
    assert context(plan()).heading == "ОТЧЁТ"
    assert context(plan(title="Порядок работы")).heading == "ОТЧЁТ\nо выполнении мероприятий"


def test_one_overdue_activity_is_a_point_and_several_are_points():
    """As people say it: «пункт 1.1», «пункты 1.1, 1.2 и 1.3»."""
    assert context(plan(late("а"))).totals[-1] == "Просрочено: 1 (пункт 1.1)."
    three = plan(late("а"), late("б"), late("в"))
    assert context(three).totals[-1] == "Просрочено: 3 (пункты 1.1, 1.2 и 1.3)."


def test_english_speaks_english():
    """The words are those of the plan's language."""
    done = Activity(title="a", outcome=Outcome(status="done", date="2019-01-10"))
    said = context(plan(done, language="en"))
    assert said.heading == "REPORT\non the fulfilment of activities"
    assert said.totals[0].replace("\u00a0", " ") == (
        "Activities planned: 1, removed: 0, done: 1 (100.0 %)."
    )
