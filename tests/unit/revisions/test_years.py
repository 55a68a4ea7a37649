"""plandoc.revisions.years: plans of several years side by side."""

from hypothesis import given
from support.effort import tries
from support.strategies import plans

from plandoc import Period, Plan
from plandoc.revisions.years import years_of

OLD = Plan(
    title="План",
    period=Period.school_year(2018),
    sections=[
        {"title": "Учёба", "activities": [
            {"id": "a", "title": "Педагогический совет", "deadline": "сентябрь 2018 г.",
             "outcome": {"status": "done", "date": "2018-09-20"}},
            {"id": "b", "title": "Сверка контингента", "deadline": "май 2019 г."},
        ]},
        {"title": "Хозяйство", "activities": [
            {"id": "c", "title": "Ремонт крыши", "deadline": "июнь 2019 г."},
        ]},
    ],
)  # fmt: skip
NEW = Plan(
    title="План",
    period=Period.school_year(2019),
    sections=[
        {"title": "Учёба и практика", "activities": [
            {"id": "a", "title": "Педагогический совет", "deadline": "сентябрь 2019 г."},
            {"id": "b", "title": "Сверка контингента", "deadline": "март 2020 г."},
            {"id": "d", "title": "День открытых дверей", "deadline": "апрель 2020 г."},
        ]},
    ],
)  # fmt: skip


def test_what_became_of_a_plan() -> None:
    """Kept, dropped, added; a deadline that moved by a year exactly did not move."""
    years = years_of([NEW, OLD])
    (step,) = years.steps
    assert step.kept == 2
    assert [one.title for one in step.dropped] == ["Ремонт крыши"]
    assert [one.title for one in step.added] == ["День открытых дверей"]
    assert [(one.title, one.new) for one in step.shifted] == [
        ("Сверка контингента", "март 2020 г.")
    ]


def test_a_section_is_followed_through_the_years() -> None:
    """By its content, under its newest name; a year without it has no counts."""
    found = {
        one.name: [counts and (counts.planned, counts.done) for counts in one.counts]
        for one in years_of([OLD, NEW]).sections
    }
    assert found == {
        "1. Учёба и практика": [(2, 1), (3, 0)],
        "2. Хозяйство": [(1, 0), None],
    }


def test_three_years_are_two_steps() -> None:
    """In the order of their periods, whatever the order in which they are given."""
    third = Plan(title="План", period=Period.school_year(2020), sections=NEW.sections)
    years = years_of([third, OLD, NEW])
    assert [plan.period.first.year for plan in years.plans] == [2018, 2019, 2020]
    assert len(years.steps) == 2
    assert [len(one.counts) for one in years.sections] == [3, 3]


@tries(40)
@given(plans(shapes=True), plans(shapes=True))
def test_sections_add_up_to_the_plan(old: Plan, new: Plan) -> None:
    """Whatever the plans, each counted activity is in one line of its year."""
    years = years_of([old, new])
    for year, total in enumerate(years.totals):
        counts = [one.counts[year] for one in years.sections]
        assert sum(count.planned for count in counts if count) == total.planned
    (step,) = years.steps
    assert step.kept <= min(len([*plan.activity_rows()]) for plan in (old, new))
