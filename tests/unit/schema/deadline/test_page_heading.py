"""What the headings over a row tell of its deadline."""

from datetime import date

import pytest

from plandoc import Plan
from plandoc.codes import Code
from plandoc.schema.deadline import Deadline
from plandoc.schema.deadline.page_heading import HeadingSays, said_by_heading
from plandoc.schema.period import Period

YEAR = Period.school_year(2020)


def under(heading: str, deadline: str, *, table: bool = False) -> Deadline:
    rows = {"activities": [{"title": "Дело", "deadline": deadline}]}
    own = {"sections": [{"title": heading, **rows}]}
    other = {"blocks": ["title", {"table": {"heading": heading, **rows}}]}
    plan = Plan.model_validate(
        {"title": "План", "period": "2020-2021 учебный год"} | (other if table else own)
    )
    found = next(plan.activity_rows()).activity.deadline
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("heading", "month"),
    [
        ("Сентябрь", (2020, 9)), ("ЯНВАРЬ", (2021, 1)), ("Сентябрь. Месячник труда", (2020, 9)),
        ("Январь – подготовка", (2021, 1)), ("Май 2021 г.", (2021, 5)),
        ("26 августа 2020 г.", (2020, 8)),
        ("1 октября\nДень пожилых", (2020, 10)),
    ],
)  # fmt: skip
def test_a_heading_of_a_month_or_a_day_gives_the_month(heading, month):
    """Alone on its line, or before a pause."""
    assert said_by_heading(heading, period=YEAR, language="ru").month == month


@pytest.mark.parametrize(
    "heading",
    ["", "Подготовка к 1 сентября", "2020 г.", "I квартал", "Работа в сентябре", "до мая"],
)
def test_any_other_heading_says_nothing(heading):
    """A date inside of a title, a year or a limit is no page of a calendar."""
    assert said_by_heading(heading, period=YEAR, language="ru") == HeadingSays()


def test_days_and_hours_below_are_read_with_it():
    """«25-26» under a month are days, «14.00» under a day is an hour of it, kept as a note."""
    days, hour = under("Сентябрь", "25-26"), under("26 августа 2020 г.", "14.00-14.10")
    assert (days.first, days.last) == (date(2020, 9, 25), date(2020, 9, 26))
    assert (hour.first, hour.last, hour.note) == (
        date(2020, 8, 26),
        date(2020, 8, 26),
        "14.00-14.10",
    )
    assert days.problems == hour.problems == ()


def test_hours_under_a_weekday_are_weekly():
    """A schedule of the week: each Monday at two o'clock."""
    (weekly,) = under("Понедельник", "14.00").recurrences
    assert weekly.weekdays == (0,)


def test_an_hour_that_is_a_date_as_well_is_doubted():
    """«12.10» under a day in August may be the 12th of October."""
    found = under("26 августа 2020 г.", "12.10")
    assert (found.first, [p.code for p in found.problems]) == (
        date(2020, 8, 26), [Code.DEADLINE_READINGS_COMPETE],
    )  # fmt: skip


def test_the_heading_of_a_table_tells_it_too():
    """A table for each month needs no period of its own to read «25»."""
    assert under("Сентябрь", "25", table=True).first == date(2020, 9, 25)


def test_a_plan_of_one_day_needs_no_heading():
    """Its times are hours of that day."""
    found = Deadline.parse("14.00", Period.between(date(2020, 8, 26), date(2020, 8, 26)))
    assert (found.first, found.note) == (date(2020, 8, 26), "14.00")
