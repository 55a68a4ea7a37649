"""plandoc.page.wall: what stands in the boxes of a wall plan."""

from hypothesis import given
from support.contrast import BLACK, contrast
from support.effort import tries
from support.strategies import plans

from plandoc.page.sheet import BUILT_IN
from plandoc.page.wall import COLOURS, balanced, wall_of
from plandoc.schema.outcome import Status
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.schema.tree import table_of
from plandoc.wording.mentions import numbered_tables

PAGE = BUILT_IN.oriented(landscape=True)


def boxes(*deadlines: str, **fields: object) -> dict[str, list[str]]:
    plan = Plan(
        title="План",
        period=Period.school_year(2018),
        activities=[
            {"title": f"Дело {n}", "deadline": deadline} for n, deadline in enumerate(deadlines, 1)
        ],
        **fields,
    )
    wall = wall_of(plan, PAGE)
    found = {box.name: [entry.text for entry in box.entries] for row in wall.rows for box in row}
    return {name: texts for name, texts in found.items() if texts} | {
        "": [entry.text for entry in wall.lasting]
    }


def test_an_activity_stands_in_its_months() -> None:
    """By its days, the earliest first, with short spans told; a long span in its last month."""
    told = boxes("октябрь", "15 октября", "10-12 октября", "сентябрь, март", "Октябрь-ноябрь")
    assert told == {
        "Сентябрь 2018": ["4 Дело 4"],
        "Октябрь 2018": ["3 10–12.10 Дело 3", "2 15.10 Дело 2", "1 Дело 1"],
        "Ноябрь 2018": ["5 окт–нояб Дело 5"],
        "Март 2019": ["4 Дело 4"],
        "": [],
    }


def test_what_lasts_stands_below() -> None:
    """The whole period, many months, no day at all; words other than the whole period are told."""
    told = boxes("в течение года", "ежемесячно", "по мере необходимости", "", "1 раз в четверть")
    assert told == {
        "": [
            "1 Дело 1",
            "2 ежемесячно Дело 2",
            "3 по мере необходимости Дело 3",
            "4 Дело 4",
            "5 1 раз в четверть Дело 5",
        ]
    }


def test_a_month_outside_of_the_period_is_shown() -> None:
    """A deadline that is later than the plan has a box of its own."""
    assert boxes("Май-сентябрь 2019 г.")["Сентябрь 2019"] == ["1 май–сент Дело 1"]


def test_a_title_is_no_line_and_a_word() -> None:
    """Its lines are of about the same width."""
    title = "План работы кластера легкой промышленности на 2018-2019 учебный год"
    lines = balanced(title, 20, 240).split("\n")
    assert lines == ["План работы кластера легкой", "промышленности на 2018-2019 учебный год"]
    assert balanced("План", 20, 180) == "План"


def status_of(row: ActivityRow) -> Status | None:
    return row.activity.outcome and row.activity.outcome.status


def test_what_is_no_longer_to_be_done_is_not_on_the_wall() -> None:
    """A removed activity; a postponed one stands in its new month, a list ends at its colon."""
    plan = Plan(
        title="План",
        period=Period.school_year(2018),
        sections=[{"title": "Учёба", "activities": [
            {"title": "Сбор:\n- взносов;\n- подписей", "deadline": "май"},
            {"title": "Приём", "deadline": "май", "outcome": {"status": "removed"}},
            {"title": "Слёт", "deadline": "май",
             "outcome": {"status": "postponed", "moved_to": "1 июня 2019"}},
        ]}],
    )  # fmt: skip
    wall = wall_of(plan, PAGE)
    found = {box.name: [entry.text for entry in box.entries] for row in wall.rows for box in row}
    assert found["Май 2019"] == ["1.1 Сбор"]
    assert found["Июнь 2019"] == ["1.3 01.06 Слёт"]
    assert [(one.name, one.numbers) for one in wall.sections] == [("1. Учёба", "1.1–1.3")]


def test_colours_are_light() -> None:
    """Black type on the colour of any section is easy to read (WCAG 2.2, 1.4.6: 7 : 1)."""
    assert min(contrast(colour, BLACK) for colour in COLOURS) > 14


@tries(60)
@given(plans(shapes=True))
def test_every_activity_is_on_the_wall(plan: Plan) -> None:
    """Whatever the plan, each counted activity stands in a box or below them."""
    wall = wall_of(plan, PAGE)
    entries = [entry for row in wall.rows for box in row for entry in box.entries]
    numbers = [entry.number for entry in (*entries, *wall.lasting) if entry.number]
    rows = [row for row in plan.activity_rows() if row.counted and not row.activity.excluded]
    rows = [row for row in rows if status_of(row) is not Status.REMOVED]
    numbered = numbered_tables(plan)
    printed = [row.number.strip().rstrip(".") for row in rows if table_of(row.path) in numbered]
    assert set(numbers) == {*filter(None, printed)}
    assert len(entries) + len(wall.lasting) >= len(rows)
