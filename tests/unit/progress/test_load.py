"""plandoc.progress.load: who has how much to do in which month."""

from hypothesis import given
from support.effort import tries
from support.strategies import plans

from plandoc import Plan
from plandoc.progress.load import load_of
from plandoc.schema.executors import by_executor


def test_an_activity_counts_where_it_ends() -> None:
    """In each month in which a span of it ends, for each executor; the busiest first.

    Quarters of a school that the plan does not name are no months.
    """
    plan = Plan(
        title="План",
        period="1 квартал 2020",
        activities=[
            {"title": "А", "deadline": "январь", "executors": ["Иванов", "Петров"]},
            {"title": "Б", "deadline": "январь, март", "executors": ["петров"]},
            {"title": "В", "deadline": "весь период", "executors": ["Петров"]},
            {"title": "Г", "deadline": "по мере необходимости"},
            {"title": "Д", "deadline": "1 раз в четверть"},
        ],
    )
    load = load_of(plan)
    assert [f"{month:%m.%y}" for month in load.months] == ["01.20", "02.20", "03.20"]
    assert [(one.executor, one.counts, one.undated) for one in load.lines] == [
        ("Петров", (2, 0, 1), 1),
        ("Иванов", (1, 0, 0), 0),
        ("", (0, 0, 0), 2),
    ]
    assert load.most == 2


def test_a_month_outside_of_the_period_is_counted() -> None:
    """The months go on to it without a gap."""
    plan = Plan(
        title="План",
        period="сентябрь 2018",
        activities=[{"title": "А", "deadline": "ноябрь 2018 г."}],
    )
    assert [month.month for month in load_of(plan).months] == [9, 10, 11]


@tries(60)
@given(plans(shapes=True))
def test_nobody_is_left_out(plan: Plan) -> None:
    """Whatever the plan, each executor with counted rows has a line that counts each of them."""
    load = load_of(plan)
    for line in load.lines:
        assert len(line.counts) == len(load.months)
    rows = sum(
        row.counted and not row.activity.excluded
        for group in by_executor(plan).values()
        for row in group
    )
    assert sum(line.total for line in load.lines) >= rows
