"""plandoc.page.chart: what the chart of a report shows."""

from datetime import date

import pytest
from support.reported_plans import SEED_DAY, SEED_MARKS, marked

from plandoc import Activity, Period, Plan, Section, load_plan
from plandoc.page.chart import chart_of
from plandoc.progress.figures import State, report
from plandoc.wording.phrases import Wording

WORDING = Wording("ru-RU")
DAY = date(2019, 1, 15)


def chart(plan, day=DAY, width=180.0, wording=WORDING):
    return chart_of(plan, report(plan, day), wording, width)


def sections(number):
    return Plan(
        title="План",
        period=Period.school_year(2018),
        sections=[
            Section(title=f"Раздел {n}", activities=[Activity(title="а", deadline="май 2019")])
            for n in range(number)
        ],
    )


@pytest.fixture(scope="module")
def seed(examples):
    return marked(load_plan(examples / "seed.yaml"), SEED_MARKS)


def test_every_section_of_the_first_level_has_a_bar_and_every_activity_its_part(seed):
    """In the order of the plan; parts in the order of states, none of them empty."""
    made = chart(seed, SEED_DAY)
    assert [bar.total for bar in made.bars] == [6, 7, 3, 4]
    assert made.bars[0].name.startswith("Задача 1. Создание")
    assert made.bars[0].parts == (
        (State.ON_TIME, 2),
        (State.LATE, 1),
        (State.DONE_UNDATED, 1),
        (State.PARTLY, 1),
        (State.NOT_DONE, 1),
    )


def test_sections_inside_count_with_the_one_above(examples):
    """The school's months of a section are one bar."""
    made = chart(load_plan(examples / "school.yaml"))
    assert [bar.total for bar in made.bars] == [4, 3, 4, 1]


def test_the_legend_names_what_is_shown_and_nothing_else():
    """States without an activity are left out, also of the legend."""
    assert chart(sections(2)).legend == ((State.NOT_DUE, "Срок не наступил"),)


def test_the_alternative_text_says_every_figure(seed):
    """What the picture shows can be read aloud: the day, each bar, each part of it."""
    made = chart(seed, SEED_DAY)
    assert made.alternative.startswith(
        "Диаграмма «Выполнение мероприятий по разделам», по состоянию на 1 июня 2019 г. Задача 1."
    )
    third = "Задача 3. Организация взаимодействия между участниками кластера: всего 3, "
    assert f"{third}выполнено в срок — 2, просрочено — 1." in made.alternative
    for bar in made.bars:
        assert f"{bar.name.rstrip('.')}: всего {bar.total}, " in made.alternative
    assert "\n" not in made.alternative


@pytest.mark.parametrize("number", [0, 1, 21])
def test_where_bars_make_no_sense_there_is_one(number):
    """No sections, a single one, or more than a picture holds: a bar for the plan as a whole."""
    plan = sections(number) if number else Plan(
        title="План", period=Period.school_year(2018), activities=[Activity(title="а")]
    )  # fmt: skip
    made = chart(plan)
    assert [(bar.name, bar.total) for bar in made.bars] == [("Всего по плану", number or 1)]
    assert made.caption == "Выполнение мероприятий плана"


def test_what_stands_in_no_section_has_a_bar_of_its_own():
    """Beside the bars of sections."""
    plan = sections(1).model_copy(update={"activities": (Activity(title="б"),)})
    assert {bar.name for bar in chart(plan).bars} == {"Вне разделов", "1. Раздел 0"}


def test_the_picture_is_as_high_as_its_bars_need_and_never_higher_than_a_page():
    """More bars, more height; many bars stand closer; twenty fit a sheet that lies."""
    heights = [chart(sections(number)).height for number in (2, 8, 20)]
    assert heights == sorted(heights)
    assert heights[-1] < 170 - 15
    assert chart(sections(20)).pitch < chart(sections(8)).pitch


def test_a_wide_picture_has_more_of_its_legend_in_a_row(seed):
    """Three entries upright, four lying, one where there is hardly room."""
    assert [chart(seed, width=width).abreast for width in (180, 267, 50)] == [3, 4, 1]


def test_english_speaks_english(seed):
    """The chart's words follow the plan's language."""
    made = chart(seed, wording=Wording("en"))
    assert made.alternative.startswith("Chart “Fulfilment of activities by section”, as of")


def test_bars_of_several_tables_name_them():
    """Rows outside of sections are those of their table, and sections of it begin with its name."""
    rows = [Activity(title="а", deadline="май 2019")]
    table = {
        "heading": "Собрания",
        "activities": rows,
        "sections": [Section(title="Р", activities=rows)],
    }
    plan = Plan(
        title="План", period=Period.school_year(2018), activities=rows,
        blocks=["title", "table", {"table": table}],
    )  # fmt: skip
    names = [bar.name for bar in chart(plan).bars]
    assert names == ["Вне разделов", "Собрания", "Собрания / 1. Р"]
