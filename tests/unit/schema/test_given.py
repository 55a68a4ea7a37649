"""What people have: values of databases, workbooks and data frames."""

import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from support.effort import tries
from support.strategies import plans

from plandoc import Activity, Approval, Outcome, Plan, read_plan
from plandoc.errors import PlanError
from plandoc.formats.records import plan_from_rows
from plandoc.schema.period import Period

NAN = float("nan")
UNIQUE = UUID("12345678-1234-5678-1234-567812345678")


class NaTType(datetime):
    """As pandas has it: a datetime that is none."""


class NAType:
    """As pandas has it: it has no truth value."""

    def __bool__(self) -> bool:
        raise TypeError


NOTHING = [None, NAN, Decimal("NaN"), NaTType(1, 1, 1, tzinfo=UTC), NAType()]


@pytest.mark.parametrize("nothing", [*NOTHING, "", "  "])
def test_nothing_is_as_if_the_key_was_left_out(nothing: Any) -> None:
    """What databases and data frames have for nothing leaves a field at its default."""
    keys = ("deadline", "executors", "outcome", "parts", "fields", "numbered")
    assert Activity(title="а", **dict.fromkeys(keys, nothing)) == Activity(title="а")


@pytest.mark.parametrize("nothing", NOTHING)
def test_nothing_is_an_empty_text(nothing: Any) -> None:
    """Texts, and cells of own columns, that are nothing are empty."""
    keys = ("id", "number", "supervisor", "expected_result")
    row = Activity(title="а", fields={"hours": nothing}, **dict.fromkeys(keys, nothing))
    assert row == Activity(title="а")


def test_no_date_of_an_approval_is_told_by_none() -> None:
    """`None` says that there is no date line; nothing else does."""
    act: dict[str, Any] = {"kind": "order"}
    dates = [
        Approval(kind="approve", act=act | {"date": date}).act.date  # type: ignore[union-attr]
        for date in (None, NAN, "")
    ]
    assert dates[0] is None
    assert all(date is not None and date.blank for date in dates[1:])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2018, 9, 12), "12.09.2018"),
        (datetime(2018, 9, 12, tzinfo=UTC), "12.09.2018"),
        (datetime(2018, 9, 12, 14, 30, tzinfo=UTC), "12.09.2018 14:30"),
        (5, "5"),
        (5.0, "5"),
        (2.5, "2.5"),
        (Decimal("2.50"), "2.50"),
        (UNIQUE, str(UNIQUE)),
    ],
)
def test_a_value_is_the_text_of_a_cell(value: Any, text: str) -> None:
    """Constructors and rows read a number, a day, a UUID alike."""
    assert Activity(title="а", supervisor=value).supervisor == text
    rows = [{"Мероприятие": "а", "Контроль": value}]
    plan = plan_from_rows(rows, title="П", period="2018")
    assert plan.activities[0].supervisor == text


def test_a_deadline_is_a_day() -> None:
    """A day from a database is the deadline that its text is."""
    plan = Plan(
        title="П", period="2018", activities=[{"title": "а", "deadline": date(2018, 9, 12)}]
    )
    deadline = plan.activities[0].deadline
    assert deadline is not None
    assert (deadline.text, deadline.first) == ("12.09.2018", date(2018, 9, 12))


@pytest.mark.parametrize("ident", [7, UNIQUE, "x" * 64])
def test_ids_of_databases_are_ids(ident: Any) -> None:
    """Numbers, UUIDs and up to 64 characters identify activities."""
    assert Activity(id=ident, title="а").id == str(ident)


@pytest.mark.parametrize("ident", ["x" * 65, "а", "1 2", 1.5])
def test_an_id_that_files_cannot_hold_is_refused(ident: Any) -> None:
    """What is longer, or has other characters, is told as in a plan file."""
    with pytest.raises(PlanError, match="PLN186"):
        Activity(id=ident, title="а")


@pytest.mark.parametrize("word", ["Выполнено", "выполнено", " ВЫПОЛНЕНО ", "Done", "done"])
def test_a_status_is_known_by_the_word_of_the_sheet(word: str) -> None:
    """Constructors and files read a status in the words of the sheet, in any language."""
    assert Outcome(status=word).status == "done"
    source = f"title: П\nperiod: 2018\nactivities: [{{title: а, outcome: {{status: '{word}'}}}}]"
    plan, _ = read_plan(source.encode())
    assert plan.activities[0].outcome == Outcome(status="done")


def test_a_kind_is_known_by_the_word_on_paper() -> None:
    """An approval and an act are known by the words that the paper shows."""
    approval = Approval(kind="УТВЕРЖДАЮ", act={"kind": "приказ", "number": 5})
    assert approval == Approval(kind="approve", act={"kind": "order", "number": "5"})


def test_a_day_of_an_outcome_may_be_a_moment() -> None:
    """The time of a day from a workbook is left out."""
    assert Outcome(date=datetime(2018, 9, 12, 14, tzinfo=UTC)).date == date(2018, 9, 12)


def test_a_period_may_be_a_number() -> None:
    """A year is a period."""
    assert Plan(title="П", period=2018).period == Period.calendar_year(2018)


def test_a_number_of_a_json_file_stays_as_typed() -> None:
    """The zero of `1.10` is not lost."""
    plan, _ = read_plan(b'{"title": 1.10, "period": "2018", "notes": [5, 5.0]}', "plan.json")
    assert (plan.title, plan.notes) == ("1.10", ("5", "5.0"))


# Refusals


def told(call: Any) -> list[tuple[str, str]]:
    with pytest.raises(PlanError) as caught:
        call()
    return [(p.code, p.text("ru")) for p in caught.value.problems]


WRONG = [
    {"executers": ["Директор"]},
    {"status": "done"},
    {"numbered": "возможно"},
    {"outcome": {"status": "Выполненно", "daet": "12.10.2018"}},
    {"title": "а\x07"},
    {"executors": [{"name": ""}]},
    {"parts": [{"deadline": "Май"}]},
    {"fields": {"place": "зал"}},
]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_constructor_says_what_the_reader_of_files_says(wrong: dict[str, Any]) -> None:
    """The same codes and sentences; a file adds its lines."""
    import json

    data = {"title": "П", "period": "2018", "activities": [{"title": "а", **wrong}]}
    built = told(lambda: Plan(**data))
    assert built == told(lambda: Plan.model_validate(data))
    in_file = told(lambda: read_plan(json.dumps(data).encode()))
    assert [code for code, _ in in_file] == [code for code, _ in built]
    for (_, one), (_, other) in zip(built, in_file, strict=True):
        assert other.endswith(one)


def test_a_mistyped_key_is_answered_with_the_key() -> None:
    """The sentence names the key, the nearest one, and the row."""
    ((code, text),) = told(lambda: Activity(title="Совет", executers=["Директор"]))
    assert code == "PLN171"
    assert text.startswith("executers, «Совет»: неизвестный ключ «executers»; вероятно, executors")


def test_a_key_without_a_value_is_told_as_such() -> None:
    """A title of a database that is nothing is no missing key."""
    assert [code for code, _ in told(lambda: Plan(title=None, period="2018"))] == ["PLN193"]
    assert [code for code, _ in told(lambda: Plan(period="2018"))] == ["PLN170"]


def test_a_wrong_copy_is_refused() -> None:
    """`model_copy` cannot make half a plan, and reads deadlines against a new period."""
    plan = Plan(title="П", period="2018-2019", activities=[{"title": "а", "deadline": "Май"}])
    for update in ({"title": ""}, {"activities": 5}, {"titel": "Р"}, {"period": "вчера"}):
        with pytest.raises(PlanError):
            plan.model_copy(update=update)
    later = plan.model_copy(update={"period": "2020-2021"}).activities[0].deadline
    assert later is not None
    assert later.last == date(2021, 5, 31)
    with pytest.raises(PlanError):
        plan.activities[0].model_copy(update={"outcome": {"status": "готово!"}})


@given(plans(shapes=True))
@tries(40)
def test_a_plan_survives_json_pickle_and_a_copy(plan: Plan) -> None:
    """A plan is equal to itself after JSON, pickle and a copy that changes nothing."""
    copies = (
        Plan.model_validate_json(plan.model_dump_json()),
        pickle.loads(pickle.dumps(plan)),
        plan.model_copy(update={"title": plan.title}),
    )
    for copy in copies:
        assert (copy, hash(copy), copy.content_hash) == (plan, hash(plan), plan.content_hash)
