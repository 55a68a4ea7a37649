"""The tracking sheet and the report tell the same of every plan on every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries
from support.strategies import plans
from support.told import disagreements, told_day, told_plan


@pytest.mark.parametrize("number", range(8))
def test_a_sheet_tells_what_the_report_tells(number):
    """The state of each row is that of the report, sums are its figures, the signal is no greener.

    The plans have outcomes of every kind, several deadlines, repetitions, parts, a month's table.
    """
    plan = told_plan(number)
    for day in (told_day(number), plan.period.last):
        assert disagreements(plan, day) == []


@tries(200)
@given(plan=plans(shapes=True), days=st.integers(-100, 500))
def test_any_plan_is_told_alike(plan, days):
    """Whatever the shape and language of a plan, its sheet and its report agree."""
    today = max(date(1990, 1, 1), plan.period.first) + timedelta(days=days)
    assert disagreements(plan, today) == []
