"""Edits of a plan."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries
from support.strategies import plans

from plandoc import Activity, Outcome, Plan, Section
from plandoc.errors import PlanError
from plandoc.schema.rows import SectionRow

MOVED = {"status": "postponed", "reason": "дождь"}
PLAN = Plan(
    title="План",
    period="2018-2019",
    numbering={"parts": "1.1.1."},
    sections=[
        {"title": "Учёба", "activities": [{"title": "Сбор", "deadline": "Май"}, {"title": "Урок"}]},
        {
            "title": "Спорт",
            "activities": [
                {
                    "id": "run",
                    "title": "Кросс",
                    "outcome": {"status": "postponed", "reason": "дождь"},
                },
                {"title": "Поход", "parts": [{"title": "Выход"}, {"title": "Привал"}]},
            ],
        },
        {"title": "Труд"},
    ],
)


def told(call: Any) -> list[tuple[str, str]]:
    with pytest.raises(PlanError) as caught:
        call()
    return [(problem.code, str(problem.place.path)) for problem in caught.value.problems]


def titles(plan: Plan) -> list[str]:
    return [f"{row.number} {row.activity.title}" for row in plan.activity_rows()]


# Finding


@pytest.mark.parametrize("key", ["2.1", "2.1.", " 2.1. ", "run"])
def test_a_row_is_found_by_number_or_id(key: str) -> None:
    """The number as printed, with or without its dot, or the id."""
    row = PLAN.find(key)
    assert (row.activity.title, str(row.path)) == ("Кросс", "sections[1].activities[0]")
    assert row.sections[-1].section.title == "Спорт"


def test_a_row_finds_itself() -> None:
    """A row and an activity of the plan are keys as well."""
    row = PLAN.find("2.2.1")
    assert PLAN.find(row) == PLAN.find(row.activity) == row


def test_an_unknown_row_is_told_with_the_nearest() -> None:
    """The problem names what the plan has instead."""
    with pytest.raises(PlanError, match=r"нет пункта «2\.7».*2\.2") as caught:
        PLAN.find("2.7")
    assert [problem.code for problem in caught.value.problems] == ["PLN104"]


def test_a_key_of_two_rows_is_refused() -> None:
    """A number that is also an id of another row is not guessed."""
    plan = Plan(
        title="П", period="2018", numbering={"activities": "1."},
        activities=[{"id": 2, "title": "а"}, {"id": 1, "title": "б"}],
    )  # fmt: skip
    assert told(lambda: plan.find(2)) == [("PLN105", "")]
    assert plan.find(id=2).activity.title == "а"
    assert plan.find(number=2).activity.title == "б"
    assert plan.mark(plan.find(id=2), status="done").activities[0].outcome is not None


@pytest.mark.parametrize("key", ["2", "2.", "Спорт", "2. Спорт", " спорт "])
def test_a_section_is_found_by_number_label_or_title(key: str) -> None:
    """As it is called on paper."""
    assert PLAN.find_section(key).section.title == "Спорт"
    assert told(lambda: PLAN.find_section("Отдых")) == [("PLN107", "")]
    twice = PLAN.add(Section(title="Спорт"))
    assert told(lambda: twice.find_section("Спорт")) == [("PLN108", "")]


# Editing


def test_an_edit_is_validated() -> None:
    """A field is replaced, its deadline read against the period; the rest stays."""
    plan = PLAN.edit("1.1", deadline=date(2019, 6, 1), executors="Директор")
    row = plan.find("1.1")
    assert row.deadline is not None
    assert (row.deadline.text, row.deadline.last) == ("01.06.2019", date(2019, 6, 1))
    assert row.activity.id == PLAN.find("1.1").activity.id
    later = PLAN.edit("1.1", deadline="Апрель").find("1.1").deadline
    assert later is not None
    assert later.last == date(2019, 4, 30)
    assert PLAN.edit("1.1", deadline=None).find("1.1").deadline is None


def test_a_wrong_edit_is_told_with_its_place() -> None:
    """The path and the number of the row; many edits are refused together."""
    edits: dict[Any, Any] = {
        "1.1": {"deadlin": "Май"},
        "2.1": {"outcome": {"status": "готово"}},
        "9.9": {"title": "а"},
        "2.2": {"fields": {"place": "зал"}},
    }
    assert told(lambda: PLAN.edit_many(edits)) == [
        ("PLN171", "sections[0].activities[0].deadlin"),
        ("PLN175", "sections[1].activities[0].outcome.status"),
        ("PLN104", ""),
    ]
    assert told(lambda: PLAN.edit("2.2", fields={"place": "зал"})) == [
        ("PLN163", "sections[1].activities[1].fields.place")
    ]


def test_a_mark_is_filled_in() -> None:
    """What is told is added; another status begins a new outcome."""
    plan = PLAN.mark("1.1", status="Выполнено", date=date(2018, 9, 12))
    plan = plan.mark("1.1", evidence="протокол № 3", text=None)
    assert plan.find("1.1").activity.outcome == Outcome(
        status="done", date=date(2018, 9, 12), evidence="протокол № 3"
    )
    moved = PLAN.mark("run", moved_to="Май 2019").find("run").activity.outcome
    assert moved == Outcome(status="postponed", reason="дождь", moved_to="Май 2019")
    assert PLAN.mark("run", status="done").find("run").activity.outcome == Outcome(status="done")


def test_a_mark_refuses_what_it_does_not_know() -> None:
    """A status, a key, a date; all rows of many marks at once."""
    marks: dict[Any, Any] = {
        "1.1": {"status": "Выполненно"},
        "1.2": {"datte": "12.10.2018"},
        "2.1": {"date": "вчера"},
    }
    assert told(lambda: PLAN.mark_many(marks)) == [
        ("PLN174", "sections[0].activities[0].outcome.status"),
        ("PLN171", "sections[0].activities[1].outcome.datte"),
        ("PLN123", "sections[1].activities[0].outcome.date"),
    ]


# Adding, moving, removing


def test_rows_are_added_where_they_are_told() -> None:
    """Under a section or an activity, before or after a row; numbers follow."""
    plan = PLAN.add({"title": "Зачёт"}, after="1.1").add(Activity(title="Бассейн"), under="Спорт")
    plan = plan.add({"title": "Возвращение"}, under=plan.find("2.2")).add({"title": "Сад"}, under=3)
    plan = plan.add({"title": "Старт"}, before="run").add(
        Section(title="Отдых"), before=plan.find_section(3)
    )
    assert titles(plan) == [
        "1.1. Сбор", "1.2. Зачёт", "1.3. Урок", "2.1. Старт", "2.2. Кросс", "2.3. Поход",
        "2.3.1. Выход", "2.3.2. Привал", "2.3.3. Возвращение", "2.4. Бассейн", "4.1. Сад",
    ]  # fmt: skip
    assert all(row.activity.id for row in plan.activity_rows())


def test_a_place_must_be_told_once() -> None:
    """A plan with sections takes no row at its end; two places are none."""
    row = Activity(title="а")
    assert told(lambda: PLAN.add(row)) == [("PLN106", "")]
    assert told(lambda: PLAN.add(row, after="1.1", under="Спорт")) == [("PLN106", "")]
    assert told(lambda: PLAN.move("2.2", after="2.2.1")) == [("PLN106", "")]
    assert told(lambda: PLAN.move("2.2")) == [("PLN106", "")]
    flat = Plan(title="П", period="2018").add({"title": "а"}).add({"title": "б"})
    assert [one.title for one in flat.activities] == ["а", "б"]


def test_rows_move_with_their_ids_and_outcomes() -> None:
    """Into any section, before and after, within a list as well."""
    run = PLAN.find("run").activity
    for spot, number in (
        ({"under": "Труд"}, "3.1."), ({"before": "1.1"}, "1.1."), ({"after": "1.1"}, "1.2."),
        ({"after": "2.2"}, "2.2."), ({"before": "2.2"}, "2.1."), ({"under": 2}, "2.2."),
    ):  # fmt: skip
        moved = PLAN.move("run", **spot)  # type: ignore[arg-type]
        assert (moved.find("run").number, moved.find("run").activity) == (number, run)
        assert len(titles(moved)) == len(titles(PLAN))
    back = PLAN.move(PLAN.find_section(1), after=PLAN.find_section(3))
    assert [row.section.title for row in back.rows() if isinstance(row, SectionRow)] == [
        "Спорт", "Труд", "Учёба",
    ]  # fmt: skip
    assert PLAN.move("2.2.1", under="Учёба").find("1.3").activity.title == "Выход"


def test_rows_are_removed() -> None:
    """Several at once, sections too; an unknown one is refused."""
    assert titles(PLAN.remove("1.1", "2.2.2", PLAN.find_section(3))) == [
        "1.1. Урок", "2.1. Кросс", "2.2. Поход", "2.2.1. Выход",
    ]  # fmt: skip
    assert told(lambda: PLAN.remove("1.1", "7")) == [("PLN104", "")]


@given(plans(shapes=True), st.data())
@tries(60)
def test_edits_leave_all_else_alone(plan: Plan, data: st.DataObject) -> None:
    """Editing any row of any plan changes that row alone, and what comes back is a whole plan."""
    rows = list(plan.activity_rows())
    if not rows:
        return
    row = data.draw(st.sampled_from(rows))
    edited = plan.edit(row, title="Другое название", deadline="Май")
    assert Plan.model_validate(edited.model_dump(mode="json")) == edited
    others = [one.activity for one in edited.activity_rows() if one.path != row.path]
    assert [a.model_copy(update={"parts": ()}) for a in others] == [
        one.activity.model_copy(update={"parts": ()}) for one in rows if one.path != row.path
    ]
    removed = {one.activity.id for one in plan.remove(row).activity_rows()}
    within = {one.activity.id for one in rows if one.path.is_within(row.path)}
    assert removed == {one.activity.id for one in rows} - within


def test_a_thousand_marks_take_no_longer_than_building() -> None:
    """Marks at once validate the plan once, and no deadline is read again."""
    rows = [{"id": n, "title": f"Дело {n}", "deadline": "Май 2019"} for n in range(1000)]
    plan = Plan(title="П", period="2018-2019", numbering={"activities": "№ 1"}, activities=rows)
    marked = plan.mark_many({f"№ {n + 1}": {"status": "Выполнено"} for n in range(1000)})
    pairs = zip(plan.activities, marked.activities, strict=True)
    assert all(was.deadline is now.deadline and now.outcome for was, now in pairs)
