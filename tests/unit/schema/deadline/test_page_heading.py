"""What the headings over a row tell of its deadline."""

from datetime import date
from typing import Any

import pytest

from plandoc import Plan
from plandoc.codes import Code
from plandoc.schema.deadline import Deadline
from plandoc.schema.deadline.page_heading import HeadingSays, said_by_headings
from plandoc.schema.period import Period

YEAR = Period.school_year(2020)


def said(*headings: str) -> HeadingSays:
    return said_by_headings(headings, period=YEAR, quarters=(), language="ru")


def under(heading: str, deadline: str, *, table: bool = False, in_august: bool = False) -> Deadline:
    rows = {"activities": [{"title": "Дело", "deadline": deadline}]}
    own = {"sections": [{"title": heading, **rows}]}
    other = {"blocks": ["title", {"table": {"heading": heading, **rows}}]}
    period = "2020 год" if in_august else "2020-2021 учебный год"
    plan = Plan.model_validate({"title": "План", "period": period} | (other if table else own))
    found = next(plan.activity_rows()).activity.deadline
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("heading", "month"),
    [
        ("Сентябрь", (2020, 9)), ("ЯНВАРЬ", (2021, 1)), ("Сентябрь. Месячник труда", (2020, 9)),
        ("Январь – подготовка", (2021, 1)), ("Май 2021 г.", (2021, 5)),
        ("26 августа 2020 г.", (2020, 8)),
        ("1 октября\nДень пожилых", (2020, 10)), ("23.10 Пятница", (2020, 10)),
        ("План работы школы\nна СЕНТЯБРЬ 2020/2021 учебный год", (2020, 9)),
        ("Мероприятия на май", (2021, 5)),
    ],
)  # fmt: skip
def test_a_heading_of_a_month_or_a_day_gives_the_month(heading, month):
    """Alone on its line, before a pause, with its weekday, or as what the heading is for."""
    assert said(heading).month == month


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "Подготовка к 1 сентября",
        "Работа в сентябре",
        "до мая",
        "Новый год",
        "В течение года",
        "План на 2020-2021 учебный год",
        "Работа на I полугодие",
        "Надежда на весну",
        "на",
    ],
)
def test_any_other_heading_says_nothing(heading):
    """A date inside of a title or a limit is no page of a calendar."""
    assert said(heading) == HeadingSays()


@pytest.mark.parametrize(
    ("heading", "last"),
    [
        ("Сентябрь", date(2020, 9, 30)), ("Сентябрь. Месячник труда", date(2020, 9, 30)),
        ("26 августа 2020 г.", date(2020, 8, 26)), ("I квартал", date(2021, 3, 31)),
        ("Сентябрь – октябрь", date(2020, 10, 31)), ("Лето", date(2021, 8, 31)),
        ("2020 г.", date(2020, 12, 31)), ("Среда", None), ("Учебная работа", None),
    ],
)  # fmt: skip
def test_a_heading_of_time_is_the_deadline_of_rows_without_one(heading, last):
    """A month, a day, a quarter, a season, a year: what is done under it is done by its end."""
    assert getattr(said(heading).due, "last", None) == last


def test_headings_are_read_with_those_above_them():
    """«1 неделя» under «Сентябрь» is one of September, «Среда» leaves the month as it was."""
    week, day = said("Сентябрь", "1 неделя"), said("Сентябрь", "Среда")
    assert week.due
    assert (week.month, week.due.last) == ((2020, 9), date(2020, 9, 7))
    assert day.due
    assert (day.month, day.due.last) == ((2020, 9), date(2020, 9, 30))
    assert said("Сентябрь", "Учебная работа") == said("Сентябрь")
    assert said("Сентябрь", "Октябрь") == said("Октябрь")


def headed(**parts: Any) -> Any:
    """Return the only row of a plan."""
    found = Plan.model_validate({"title": "План", "period": "2020-2021 учебный год"} | parts)
    (row,) = found.activity_rows()
    return row


ROW = {"activities": [{"title": "Дело"}]}


@pytest.mark.parametrize(
    "parts",
    [
        {"sections": [{"title": "Сентябрь", **ROW}]},
        {"sections": [{"month": 9, **ROW}]},
        {"sections": [{"label": "Сентябрь", **ROW}]},
        {"sections": [{"title": "Сентябрь", "sections": [{"title": "Учебная работа", **ROW}]}]},
        {"blocks": ["title", {"table": {"heading": "Сентябрь", **ROW}}]},
        {"blocks": ["title", {"heading": "Сентябрь"}, {"table": ROW}]},
        {"blocks": ["title", {"heading": "Сентябрь"}, {"table": {"heading": "Работа", **ROW}}]},
        {"blocks": ["title", {"heading": "Сентябрь"}, "table"], **ROW},
        {"sections": [{"title": "Сентябрь", "activities": [{"title": "Дело", "deadline": "—"}]}]},
    ],
)
def test_a_row_under_a_month_is_due_in_it(parts):
    """Whether the month heads a section, a table or the part in which the table stands."""
    row = headed(**parts)
    assert row.deadline.last == date(2020, 9, 30)
    assert row.said.month == (2020, 9)
    assert not row.activity.deadline or row.activity.deadline.text == "—"


def test_its_own_deadline_comes_first():
    """Also one that says no day, and that of the activity of which it is a part."""
    own = {"title": "Дело", "deadline": "по плану"}
    assert headed(sections=[{"title": "Сентябрь", "activities": [own]}]).deadline.text == "по плану"
    whole = {"title": "Дело", "deadline": "5", "parts": [{"title": "часть"}]}
    plan = Plan.model_validate(
        {
            "title": "План", "period": "2020-2021 учебный год",
            "blocks": ["title", {"heading": "Сентябрь"}, "table"], "activities": [whole],
        }
    )  # fmt: skip
    assert {row.deadline and row.deadline.last for row in plan.activity_rows()} == {
        date(2020, 9, 5)
    }


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


@pytest.mark.parametrize("hour", ["12.10", "10-15", "9-30; 10-15"])
def test_an_hour_that_is_a_date_as_well_is_doubted(hour):
    """«12.10» under a day in August may be the 12th of October, «10-15» several days."""
    found = under("26 августа 2020 г.", hour, in_august=True)
    assert (found.first, [p.code for p in found.problems]) == (
        date(2020, 8, 26), [Code.DEADLINE_READINGS_COMPETE],
    )  # fmt: skip


@pytest.mark.parametrize("hour", ["10-00", "8-00", "с 9-30 до 10-00", "10-00 – 12-15", "10-45"])
def test_an_hour_with_a_hyphen_is_an_hour(hour):
    """The commonest way to write one, which no day can be."""
    found = under("26 августа 2020 г.", hour, in_august=True)
    assert (found.first, found.last, found.note, found.problems) == (
        date(2020, 8, 26), date(2020, 8, 26), hour, (),
    )  # fmt: skip


def test_the_month_of_a_part_is_that_of_its_rows():
    """«в теч. мес.» under «План работы школы на СЕНТЯБРЬ 2020/2021 учебный год»."""
    heading = "План работы школы\nна СЕНТЯБРЬ  2020/2021 учебный  год"
    for told in ("в теч. мес.", "в течение месяца"):
        found = under(heading, told, table=True)
        assert (found.first, found.last) == (date(2020, 9, 1), date(2020, 9, 30))
        assert not found.problems


def test_the_heading_of_a_table_tells_it_too():
    """A table for each month needs no period of its own to read «25»."""
    assert under("Сентябрь", "25", table=True).first == date(2020, 9, 25)


def test_a_plan_of_one_day_needs_no_heading():
    """Its times are hours of that day."""
    found = Deadline.parse("14.00", Period.between(date(2020, 8, 26), date(2020, 8, 26)))
    assert (found.first, found.note) == (date(2020, 8, 26), "14.00")
