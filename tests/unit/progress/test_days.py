"""plandoc.progress.days: the days on which an activity is done."""

from hypothesis import given
from support.effort import tries
from support.strategies import plans

from plandoc import Plan
from plandoc.progress.days import days_of, same_days

OUTCOME = {"status": "postponed", "moved_to": "март 2021 г."}


@tries(60)
@given(plans(shapes=True))
def test_rows_said_to_be_alike_have_the_same_days(plan: Plan) -> None:
    """Whatever the plan, what is worked out for one row holds for all that share its days."""
    found = {same_days(row): days_of(plan, row) for row in plan.activity_rows()}
    assert all(days_of(plan, row) == found[same_days(row)] for row in plan.activity_rows())


def test_a_row_of_which_something_is_reported_is_like_no_other() -> None:
    """Rows with one deadline share their days, but for the one that was postponed.

    The first row of a plan is read on its own, as it may open the period.
    """
    titles = {"А": {}, "Б": {}, "В": {}, "Г": {"outcome": OUTCOME}}
    plan = Plan(
        title="План",
        period="2020-2021",
        activities=[{"title": one, "deadline": "май", **more} for one, more in titles.items()],
    )
    _, second, third, postponed = plan.activity_rows()
    assert same_days(second) == same_days(third) != same_days(postponed)
