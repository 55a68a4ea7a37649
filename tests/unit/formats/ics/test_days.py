"""plandoc.formats.ics.days: the days of a calendar and the rules by which they repeat."""

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries

from plandoc import Period, Plan
from plandoc.formats.ics.days import Event, _repeated, events_of

YEAR = Period.school_year(2018)


def events(deadline: str, period: Period = YEAR, **fields: object) -> list[str]:
    plan = Plan(
        title="План", period=period, activities=[{"title": "А", "deadline": deadline, **fields}]
    )
    (row,) = plan.activity_rows()
    found = events_of(plan, row)
    return [f"{first:%d.%m.%y}–{last:%d.%m.%y} {rule}".strip() for first, last, rule in found]


@pytest.mark.parametrize(
    ("deadline", "told"),
    [
        ("15 мая 2019 г.", ["15.05.19–15.05.19"]),
        ("10-12 октября", ["10.10.18–12.10.18"]),
        ("Сентябрь 2018", ["30.09.18–30.09.18"]),
        ("Май-сентябрь 2019 г.", ["30.09.19–30.09.19"]),
        ("сентябрь, март", ["30.09.18–30.09.18", "31.03.19–31.03.19"]),
        ("в течение года", ["31.08.19–31.08.19"]),
        ("по мере необходимости", ["31.08.19–31.08.19"]),
        ("с 1 сентября", ["31.08.19–31.08.19"]),
        ("ежемесячно", ["30.09.18–30.09.18 FREQ=MONTHLY;COUNT=12;BYMONTHDAY=-1"]),
        ("до 5 числа каждого месяца", ["05.09.18–05.09.18 FREQ=MONTHLY;COUNT=12;BYMONTHDAY=5"]),
        ("каждый понедельник", ["03.09.18–03.09.18 FREQ=WEEKLY;COUNT=52"]),
        ("первая среда месяца", ["05.09.18–05.09.18 FREQ=MONTHLY;COUNT=12;BYDAY=+1WE"]),
        ("каждая 1 и 3 среда месяца", ["05.09.18–05.09.18 FREQ=MONTHLY;COUNT=24;BYDAY=+1WE,+3WE"]),
        (
            "ежеквартально",
            [
                "30.09.18–30.09.18 FREQ=MONTHLY;INTERVAL=3;COUNT=4;BYMONTHDAY=-1",
                "31.08.19–31.08.19",
            ],
        ),
    ],
)  # fmt: skip
def test_a_deadline_has_its_days(deadline: str, told: list[str]) -> None:
    """Short spans are shown whole, long ones by their last day, repetitions by a rule."""
    assert events(deadline) == told


def test_a_moved_activity_is_on_its_new_days() -> None:
    """A new deadline with days takes the place of the planned one; one without days does not."""
    moved = {"status": "postponed", "moved_to": "20 июня 2019 г."}
    assert events("май", outcome=moved) == ["20.06.19–20.06.19"]
    assert events("май", outcome={**moved, "moved_to": "когда будет"}) == ["31.05.19–31.05.19"]


@tries(100)
@given(
    st.dates(date(2018, 1, 1), date(2020, 12, 31)),
    st.lists(st.integers(1, 40), max_size=60),
    st.sampled_from([0, 1, 7, 14]),
)
def test_rules_say_exactly_the_days(begin: date, gaps: list[int], steady: int) -> None:
    """Whatever the days, the events with their rules have each once and no other."""
    days = [begin]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=steady or gap))
    told: list[date] = []
    for first, last, rule in _repeated(days):
        assert first == last
        start = datetime.combine(first, datetime.min.time())
        told += [one.date() for one in rrulestr(rule, dtstart=start)] if rule else [first]
    assert told == days


def test_a_row_without_a_deadline_is_due_at_the_end() -> None:
    """It is shown on the day from which it counts as overdue."""
    plan = Plan(title="План", period=YEAR, activities=[{"title": "А"}])
    assert events_of(plan, next(plan.activity_rows())) == (Event(YEAR.last, YEAR.last),)
