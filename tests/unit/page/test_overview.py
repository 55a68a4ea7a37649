"""plandoc.page.report_overview and plandoc.page.overview: the first page of a report."""

from datetime import date

import pytest
from support.reported_plans import SEED_DAY, SEED_MARKS, long_plan, marked

from plandoc import Activity, Outcome, Period, Plan, load_plan, report
from plandoc.page.overview import overview_of
from plandoc.page.report_overview import overview_context
from plandoc.page.sheet import BUILT_IN, TWIPS_PER_MM
from plandoc.progress.figures import State
from plandoc.wording.phrases import Wording

LYING = BUILT_IN.oriented(landscape=True)


def first_page(plan, day=SEED_DAY, page=LYING, room=80.0):
    return overview_context(plan, report(plan, day), Wording(plan.language), page, room)


def picture(plan, day=SEED_DAY, width=180.0, room=60.0):
    return overview_of(plan, report(plan, day), Wording(plan.language), width, room)


def lists(made):
    groups = ((group.heading, *group.lines) for group in made.groups)
    heads = ([text.replace("\u00a0", " ") for text in group] for group in groups)
    return {heading: lines for heading, *lines in heads}


@pytest.fixture(scope="module")
def seed(examples):
    return marked(load_plan(examples / "seed.yaml"), SEED_MARKS)


def test_the_figure_is_what_is_done_of_what_is_left(seed):
    """Removed activities are not in it; how much was due stands below."""
    made = first_page(seed)
    assert made.figure == "9 из 19"
    assert made.caption == "мероприятий выполнено (47,4\u00a0%)"
    assert made.note.startswith("Срок наступил: 13, из них выполнено в срок: 6")


@pytest.mark.parametrize(
    ("language", "one", "five"),
    [
        ("ru", "21 из 21 мероприятия выполнено", "25 из 25 мероприятий выполнено"),
        ("uk", "21 із 21 заходу виконано", "25 із 25 заходів виконано"),
        ("en", "21 of 21 activities done", "25 of 25 activities done"),
    ],
)
def test_the_figure_agrees_with_its_number(language, one, five):
    """«Из 21» goes on in the singular, «из 25» in the plural."""
    for count, said in ((21, one), (25, five)):
        done = [Activity(title=str(n), outcome=Outcome(status="done")) for n in range(count)]
        plan = Plan(title="П", period=Period.school_year(2018), language=language, activities=done)
        page = first_page(plan, date(2018, 10, 1))
        assert f"{page.figure} {page.caption}".startswith(said)


def test_what_was_done_early_is_told_beside_what_was_done_in_time():
    """The legend counts both as done on time."""
    plan = Plan(
        title="П", period=Period.school_year(2018),
        activities=[
            Activity(title=month, deadline=month, outcome=Outcome(status="done", date="2018-09-10"))
            for month in ("Сентябрь 2018", "Декабрь 2018", "Май 2019")
        ],
    )  # fmt: skip
    note = first_page(plan, date(2018, 12, 1)).note.replace("\u00a0", " ")
    assert note == (
        "Срок наступил: 1, из них выполнено в срок: 1 (100,0 %). Ещё до срока выполнено: 2."
    )


def test_three_lists_say_what_is_late_what_is_next_and_what_nobody_reported(seed):
    """Each with its number; a title ends where its line does; the rest is numbered."""
    found = lists(first_page(seed))
    assert list(found) == ["Срок истёк: 4", "Ближайшие 14 дней: 0", "Без отметки: 4"]
    late, *rest = found["Срок истёк: 4"]
    assert late.startswith("2.5.")
    assert late.endswith("… — 31.10.2018")
    assert rest == [
        "и ещё 3: 1.5, 3.3, 1.3",
        "частично — 1, просрочено — 2, не выполнено — 1",
    ]
    assert found["Ближайшие 14 дней: 0"] == ["нет"]
    assert found["Без отметки: 4"][-1] == "и ещё 2: 4.3, 4.4"


def test_what_has_not_begun_is_not_silent():
    """Nobody reports in September what is to be done in May."""
    plan = Plan(
        title="План", period=Period.school_year(2018),
        activities=[
            Activity(title="а", deadline="май 2019"),
            Activity(title="б", deadline="В течение года"),
        ],
    )  # fmt: skip
    found = lists(first_page(plan, date(2018, 10, 1)))
    assert found["Без отметки: 1"] == ["2. б — 31.08.2019"]


def test_a_deadline_without_a_day_is_told_in_its_words():
    """No day is made up for it; a list in a title ends at its colon."""
    plan = Plan(
        title="План", period=Period.school_year(2018),
        activities=[
            Activity(title="Сбор:\n- взносов;\n- подписей", deadline="ежемесячно"),
            Activity(title="Ремонт: - стен; - окон"),
        ],
    )  # fmt: skip
    found = lists(first_page(plan, date(2018, 10, 1)))
    assert found["Без отметки: 2"] == ["1. Сбор — ежемесячно", "2. Ремонт — без срока"]


def test_a_page_with_more_room_names_more():
    """Five activities and two lines each instead of two and one."""
    plan = long_plan()
    day = date(2019, 2, 1)
    few, many = (
        next(iter(lists(first_page(plan, day, BUILT_IN, room)).values())) for room in (80.0, 150.0)
    )
    assert (len(few), len(many)) == (3, 6)
    assert len(many[0]) > len(few[0])
    assert any(line.startswith("и ещё ") for line in many)


def test_lists_are_as_wide_as_the_page(seed):
    """Three thirds, without a twip lost."""
    assert sum(g.width for g in first_page(seed).groups) == round(LYING.body * TWIPS_PER_MM)


def test_numbers_that_the_table_does_not_show_are_not_named():
    """A reader could not find them."""
    late = Activity(title="Сбор", deadline="октябрь 2018")
    plan = Plan(title="План", period=Period.school_year(2018), activities=[late], columns=["title"])
    assert lists(first_page(plan))["Срок истёк: 1"] == ["Сбор — 31.10.2018"]


def test_the_picture_is_one_bar_and_a_curve(seed):
    """The legend counts; the words say every figure of both."""
    made = picture(seed, width=267.0)
    assert made.bar.total == 20
    assert made.legend[0] == (State.ON_TIME, "Выполнено в срок — 6")
    assert sum(count for _, count in made.bar.parts) == 20
    assert made.curve is not None
    assert made.curve.planned[-1] == 19
    assert made.curve.done[-1] == 9
    bar, curve = made.told
    assert bar.startswith("Всего по плану: всего 20, выполнено в срок — 6")
    assert "июнь 2019 — план 14, выполнено 9; июль 2019 — план 14;" in curve
    assert bar in made.alternative
    assert curve in made.alternative


def test_the_curve_stands_beside_the_bar_on_a_wide_page_and_below_on_another(seed):
    """It takes the room that there is, within bounds."""
    lying, upright = picture(seed, width=267.0, room=30.0), picture(seed)
    assert lying.is_wide
    assert not upright.is_wide
    assert upright.height == upright.bar_height + 1.25 + upright.curve_height
    assert picture(seed, room=500.0).curve_height > picture(seed, room=0.0).curve_height > 20


def test_a_plan_of_a_month_has_no_curve():
    """Two points are no curve."""
    plan = Plan(title="План", period="октябрь 2018", activities=[Activity(title="а")])
    made = picture(plan, date(2018, 10, 5))
    assert made.curve is None
    assert len(made.told) == 1
    assert made.height == made.bar_height


def test_names_of_many_months_are_printed_one_by_one_no_more():
    """Of five years each fifth month is named."""
    plan = Plan(title="План", period="2018-2022 годы", activities=[Activity(title="а")])
    made = picture(plan, date(2020, 1, 1))
    assert made.curve is not None
    assert len(made.curve.months) / made.curve.every <= 12
