"""A plan reads its deadlines with all that it knows."""

import copy
import pickle
from datetime import date

import pytest
from hypothesis import given
from support.effort import tries
from support.problems import codes
from support.strategies import plans

from plandoc import Activity, Outcome, Period, Plan, Section
from plandoc.errors import PlanError


def deadlines(*texts, **changes):
    activities = [Activity(title=text, deadline=text) for text in texts]
    plan = Plan(
        **{"title": "План", "period": Period.school_year(2018), "activities": activities} | changes
    )
    return [row.activity.deadline for row in plan.activity_rows()]


def test_years_come_from_the_period():
    """A bare month is one of the plan's months."""
    (found,) = deadlines("март")
    assert found.first == date(2019, 3, 1)


def test_a_plan_in_english_is_read_in_english():
    """The plan's language reads its deadlines."""
    (found,) = deadlines("October 2018", language="en-US", title="Work plan")
    assert (found.first, found.problems) == (date(2018, 10, 1), ())


def test_august_at_the_head_of_a_school_year_comes_before_it():
    """August and July rows that open the plan are in its first year; a later August is asked."""
    first, second, _, late = deadlines("август", "июль, август", "сентябрь", "август")
    assert first.first == date(2018, 8, 1)
    assert second.first == date(2018, 7, 1)
    assert codes(late) == ["PLN210"]


def test_school_quarters_are_those_that_the_plan_declares():
    """A declared quarter has its days, an undeclared one stays text."""
    quarters = [["01.09.2018", "28.10.2018"]]
    (known,) = deadlines("1 четверть", school_quarters=quarters)
    assert (known.first, known.last) == (date(2018, 9, 1), date(2018, 10, 28))
    (unknown,) = deadlines("1 четверть")
    assert unknown.intervals == ()


def test_bare_days_take_the_month_of_their_section():
    """«25-26» in the section of January means January of the plan's year."""
    talk = Activity(title="Беседа", deadline="25-26")
    section = Section(month=1, activities=[talk])
    (found,) = deadlines(sections=[section], activities=())
    assert (found.first, found.last) == (date(2019, 1, 25), date(2019, 1, 26))


def test_outcomes_are_no_part_of_what_is_approved():
    """Recording an outcome leaves the content hash as it was; another deadline changes it."""

    def hashed(**changes):
        activity = Activity(title="Дело", **{"deadline": "май"} | changes)
        return Plan(title="План", period="2018-2019", activities=[activity]).content_hash

    assert hashed() == hashed(outcome=Outcome(status="done"))
    assert hashed() != hashed(deadline="июнь")


def test_a_language_without_words_is_refused():
    """A plan in a language that plandoc cannot say is not printed in another one silently."""
    with pytest.raises(PlanError, match="PLN114"):
        Plan(title="Plano", period=Period.calendar_year(2021), language="pt-PT")


@given(plans(shapes=True))
@tries(60)
def test_a_plan_is_a_value(plan):
    """Equal plans have one hash; a pickled, a copied, a reread plan is equal."""
    same = [
        pickle.loads(pickle.dumps(plan)),
        copy.copy(plan),
        copy.deepcopy(plan),
        plan.model_copy(),
        Plan.model_validate(plan.model_dump(mode="json")),
        Plan.model_validate_json(plan.model_dump_json()),
    ]
    assert {plan, *same} == {plan}
    assert {one.content_hash for one in same} == {plan.content_hash}


def test_a_pickle_holds_nothing_that_is_computed():
    """A plan that was looked at goes to another process as it was made, and no larger."""
    plan = Plan(title="План", period="2018-2019", activities=[Activity(title="Дело")])
    made = pickle.dumps(plan)
    assert plan.content_hash
    assert list(plan.rows())
    assert len(pickle.dumps(plan)) == len(made)


def test_a_plan_does_not_change():
    """Neither a field nor a mapping in it can be written."""
    row = Activity(title="а", fields={"place": "зал"})
    columns = ["title", {"key": "place", "heading": "Место"}]
    plan = Plan(
        title="П", period="2018-2019", short_names={"РЦ": "центр"}, activities=[row],
        columns=columns,
    )  # fmt: skip
    with pytest.raises(AttributeError):
        plan.title = "Другой"
    for mapping in (plan.short_names, plan.activities[0].fields):
        with pytest.raises(TypeError):
            mapping["а"] = "б"


def test_the_content_hash_is_that_of_the_copy():
    """A hash that was computed before does not stay with a copy of other content."""
    plan = Plan(title="П", period="2018-2019")
    before = plan.content_hash
    changed = plan.model_copy(update={"title": "Другой"})
    assert changed.content_hash == Plan(title="Другой", period="2018-2019").content_hash != before
    assert plan.model_copy(deep=True).content_hash == plan.content_hash == before


def test_building_settles_a_plan_once():
    """From arguments and from data comes the same plan; a settled one is settled already."""
    parts = {"title": "П", "period": "2018-2019", "activities": [{"title": "а", "deadline": "май"}]}
    plan = Plan(**parts)
    (row,) = plan.activity_rows()
    assert plan.id
    assert row.activity.id
    assert row.activity.deadline.first == date(2019, 5, 1)
    assert plan == Plan.model_validate(parts) == Plan.model_validate(dict(plan))


@tries(60)
@given(plans(shapes=True))
def test_plain_data_give_the_plan_that_models_give(plan):
    """What is computed is filled into rows of plain data; rows that somebody has never change."""
    data = plan.model_dump(mode="json")
    plain, again = Plan.model_validate(data), Plan.model_validate(data)
    assert plain == again == plan
    assert plain.content_hash == plan.content_hash
    assert plain.model_fields_set >= {"id", "activities", "sections", "blocks"}
    one, other = ({id(row.activity) for row in made.activity_rows()} for made in (plain, again))
    assert not one & other


def test_a_row_that_somebody_has_is_read_in_another_plan_without_a_change():
    """The same activity, in models or beside plain data, has the years of each of its plans."""
    mine = Activity(title="Совет", deadline="март")
    told = {"title": "План", "activities": [mine, {"title": "Урок"}]}
    plans_ = [Plan(period=Period.school_year(year), **told) for year in (2018, 2020)]
    found = [next(plan.activity_rows()).activity for plan in plans_]
    assert [one.deadline.first.year for one in found] == [2019, 2021]
    assert (mine.id, mine.deadline.first) == ("", None)


def test_a_refusal_carries_a_code_and_values():
    """The schema speaks no language: the words come from the tables."""
    with pytest.raises(PlanError) as caught:
        Plan(title="П", period="2018-2020 учебный год")
    (problem,) = caught.value.problems
    assert problem.values == {"value": "2018-2020 учебный год", "first": 2018, "second": 2019}
    assert (problem.code, str(problem.place.path)) == ("PLN112", "period")
    assert "2018-2020" in problem.text("ru")
    assert "2018-2020" in problem.text("en")


def test_plans_of_one_title_are_told_apart_by_their_texts():
    """«Класс 5А» and «Класс 5Б» in a text are two plans; without texts the id is as it was."""
    rows = {"title": "План", "period": "2018-2019", "activities": [{"title": "Классный час"}]}
    first, second = (
        Plan.model_validate(rows | {"blocks": ["title", {"text": text}, "table"]})
        for text in ("Класс 5А", "Класс 5Б")
    )
    assert first.id != second.id
    assert Plan.model_validate(rows).id == Plan.model_validate(rows | {"notes": ["…"]}).id
