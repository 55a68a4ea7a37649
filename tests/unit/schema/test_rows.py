"""plandoc.schema.rows: rows without a number, which do not advance the count."""

from datetime import date
from typing import Any

import pytest

from plandoc.rollover.roll_over import roll_over
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.schema.rows import SectionRow


def plan(*activities: Any, **changes: Any) -> Plan:
    rows = [a if isinstance(a, dict) else {"title": a} for a in activities]
    return Plan.model_validate({"title": "План", "period": "2018", "activities": rows} | changes)


def unnumbered(title: str, **changes: Any) -> dict[str, Any]:
    return {"title": title, "numbered": False} | changes


def numbers(one: Plan) -> list[str]:
    return [row.number for row in one.activity_rows()]


@pytest.mark.parametrize("running", [True, False])
def test_a_row_without_a_number_does_not_advance_the_count(*, running: bool) -> None:
    """The row after it has the number that it would have had without it."""
    sections = [
        {"title": "Раздел", "activities": [{"title": "в"}, {"title": "г", "numbered": False}]},
        {"title": "Другой", "activities": [{"title": "д", "numbered": False}, {"title": "е"}]},
    ]
    numbering = {"activities": "1.", "running": running}
    made = plan("а", unnumbered("б"), "ж", sections=sections, numbering=numbering)
    last = ["3.", "", "", "4."] if running else ["1.", "", "", "1."]
    assert numbers(made) == ["1.", "", "2.", *last]


def test_a_number_of_its_own_is_kept_and_not_counted() -> None:
    """A row that is not counted may have a sign of its own in the place of the number."""
    assert numbers(plan("а", unnumbered("б", number="*"), "в")) == ["1.", "*", "2."]


@pytest.mark.parametrize(
    ("sample", "told"), [("1.1.1", ["", "", "", ""]), ("1)", ["", "1)", "", "2)"])]
)
def test_parts_count_by_themselves(sample: str, told: list[str]) -> None:
    """Parts of a row without a number do not continue one; an unnumbered part is not counted."""
    parts = [{"title": "а"}, {"title": "б", "numbered": False}, {"title": "в"}]
    made = plan(unnumbered("все", parts=parts), numbering={"activities": "1.", "parts": sample})
    assert numbers(made) == told


def test_a_plan_with_such_rows_is_written_and_read_back() -> None:
    """The field stands in the data of the plan; other rows do not have it, nor another hash."""
    made = plan("а", unnumbered("б"))
    data = made.model_dump(mode="json", exclude_defaults=True)
    assert data["activities"][1]["numbered"] is False
    assert "numbered" not in data["activities"][0]
    assert Plan.model_validate(data) == made
    assert made.content_hash != plan("а", "б").content_hash


def test_it_is_carried_into_the_next_year() -> None:
    """The next year's row has no number either, nor a note that it had none."""
    rolled = roll_over(plan("а", unnumbered("б"), "в"), Period.calendar_year(2019)).plan
    assert numbers(rolled) == ["1.", "", "2."]
    rows = rolled.model_dump(mode="json", exclude_defaults=True)["activities"]
    assert [row.get("carried_from") for row in rows] == ["1.", None, "2."]
    assert rolled.period.last == date(2019, 12, 31)


def test_a_part_has_what_it_leaves_to_its_whole() -> None:
    """Blank standard cells are those of the whole; own columns, numbers and outcomes are not."""
    shared = {"executors": ["Завуч"], "deadline": "май 2018 г.", "expected_result": "Приказ"}
    parts = [
        {"title": "а"},
        {"title": "б", "executors": ["Вы"], "deadline": "июнь 2018 г.", "supervisor": "Совет"},
    ]
    whole = {"title": "всё", "supervisor": "Район", "fields": {"sum": "5"}, "parts": parts}
    columns = ["title", {"key": "sum", "heading": "Сумма"}]
    rows = [row.filled for row in plan(whole | shared, columns=columns).activity_rows()]
    told = [
        ([e.name for e in a.executors], a.deadline and a.deadline.text, a.expected_result)
        for a in (row.activity for row in rows)
    ]
    assert told == [
        (["Завуч"], "май 2018 г.", "Приказ"),
        (["Завуч"], "май 2018 г.", "Приказ"),
        (["Вы"], "июнь 2018 г.", "Приказ"),
    ]
    assert [row.activity.supervisor for row in rows] == ["Район", "Район", "Совет"]
    assert [dict(row.activity.fields) for row in rows] == [{"sum": "5"}, {}, {}]
    assert [row.activity.title for row in rows] == ["всё", "а", "б"]


@pytest.mark.parametrize(
    ("titles", "labels"),
    [
        (("Сентябрь", "ОКТЯБРЬ. Месячник"), ("", "")),
        (("5.09 Среда", "6 сентября"), ("", "")),
        (("Понедельник", "Вторник"), ("", "")),
        (("1 неделя", "2 неделя"), ("1.", "2.")),  # of no month
        (("Сентябрь", "Учебная работа", "Лето"), ("1.", "2.", "3.")),
        (("План на сентябрь", "План на октябрь"), ("1.", "2.")),
    ],
)
def test_sections_that_are_times_have_no_number(
    titles: tuple[str, ...], labels: tuple[str, ...]
) -> None:
    """«Сентябрь» names itself, as a `month` does; among other sections it is one of them."""
    sections = [{"title": title, "activities": [{"title": "Дело"}]} for title in titles]
    assert labels_of(plan(sections=sections)) == labels
    assert numbers(plan(sections=sections)) == ["1.1.", "2.1.", "3.1."][: len(titles)]


def test_a_number_that_is_asked_for_stays() -> None:
    """By a sample of one's own, or the label of a section; in a month, weeks are times too."""
    weeks = [{"title": f"{n} неделя", "activities": [{"title": "Дело"}]} for n in (1, 2)]
    months = [{"title": "Сентябрь", "sections": weeks}]
    assert labels_of(plan(sections=months)) == ("", "", "")
    assert labels_of(plan(sections=months, numbering={"sections": ["I."]})) == ("I.", "I.", "II.")
    assert labels_of(plan(sections=[months[0] | {"label": "1."}])) == ("1.", "", "")


def labels_of(one: Plan) -> tuple[str, ...]:
    return tuple(row.label for row in one.rows() if isinstance(row, SectionRow))
