"""Plans from rows of any kind."""

import csv
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from io import StringIO
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc import Executor, Plan
from plandoc.codes import Code
from plandoc.errors import PlanFileError
from plandoc.formats.records import plan_from_rows
from plandoc.schema.period import Period

YEAR = "2018-2019"


def _codes(refused: pytest.ExceptionInfo[PlanFileError]) -> list[tuple[Code, int | None]]:
    return [(problem.code, problem.place.row) for problem in refused.value.problems]


def test_rows_of_a_csv_reader_are_a_plan() -> None:
    """Headings are known by their words; sections, numbers, own columns and marks are kept."""
    text = (
        "Раздел;№ п/п;Наименование мероприятия;Сроки;Ответственные;Место;Отметка о выполнении\n"
        "Учёба;1;Собрание;сентябрь;Директор, завуч;Зал;Выполнено\n;2;Отчёт;май;;;\n"
        "Спорт;5;Кросс;10.05;Физрук;;\n"
    )
    plan = Plan.from_rows(
        csv.DictReader(StringIO(text), delimiter=";"), title="План работы", period=YEAR
    )
    assert [(section.title, len(section.activities)) for section in plan.sections] == [
        ("Учёба", 2),
        ("Спорт", 1),
    ]
    rows = list(plan.activity_rows())
    assert [row.number for row in rows] == ["1", "2", "5"]
    first = rows[0].activity
    assert [one.name for one in first.executors] == ["Директор", "завуч"]
    assert first.deadline is not None
    assert str(first.deadline.first) == "2018-09-01"
    assert first.outcome is not None
    assert (first.outcome.text, first.outcome.status) == ("Выполнено", "done")
    assert [column.heading for column in plan.columns][-2:] == ["Место", ""]
    assert dict(first.fields) == {"place": "Зал"}


def test_values_of_any_type_are_texts() -> None:
    """Days, numbers and lists are written as in a table; what is missing is blank."""
    nan, keys = float("nan"), ("title", "deadline", "number", "executors")
    plan = plan_from_rows(
        [
            dict(zip(keys, ("Собрание", date(2018, 9, 1), 1.0, ["А", "Б"]), strict=True)),
            dict(
                zip(keys, ("Отчёт", datetime(2018, 9, 2, 14, 30, tzinfo=UTC), 2, nan), strict=True)
            ),
            dict.fromkeys(keys, nan),
        ],
        title="План",
        period=Period.school_year(2018),
    )
    rows = [(row.number, row.activity) for row in plan.activity_rows()]
    assert [(number, str(one.deadline.text)) for number, one in rows if one.deadline] == [
        ("1", "01.09.2018"),
        ("2", "02.09.2018 14:30"),
    ]
    assert [[name.name for name in one.executors] for _, one in rows] == [["А", "Б"], []]


class Task(NamedTuple):
    id: int
    title: str
    due: str
    who: str
    room: str


def test_rows_of_databases_are_rows() -> None:
    """A row of sqlite3, a named tuple and a mapping say the same; a day is printed as on paper."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.row_factory = sqlite3.Row
        db.execute("create table task (id integer, title text, due date, who text, room text)")
        db.execute("insert into task values (7, 'Кросс', '2019-05-12', 'Тренер', 'зал')")
        found = db.execute("select * from task").fetchall()
    task = Task(*found[0])
    plan = plan_from_rows(found, title="План", period=YEAR)
    assert plan == plan_from_rows([task], title="План", period=YEAR)
    timed = {**task._asdict(), "due": "2019-05-12 00:00:00"}
    assert plan == plan_from_rows([timed], title="План", period=YEAR)
    assert str(plan.activities[0].deadline) == "12.05.2019"
    assert plan.find(id=7).activity.fields == {"room": "зал"}


def test_names_of_a_database_are_no_headings() -> None:
    """The name of a field gives its column the usual heading, a column of one's own its own."""
    row = {"task_name": "Кросс", "due": "май", "Кто": "Тренер", "room": "зал"}
    columns = {"task_name": "title", "due": "deadline", "Кто": "executors"}
    plan = plan_from_rows([row], title="План", period=YEAR, columns=columns)
    assert [column.heading for column in plan.columns] == ["", "", "Кто", "room"]


def test_no_rows_are_an_empty_plan() -> None:
    """A query that found nothing makes a plan without activities, of the usual columns."""
    plan = plan_from_rows([], title="План", period=YEAR, columns={"Кто": "executors"})
    assert plan == Plan(id=plan.id, title="План", period=YEAR, numbering=plan.numbering)


def test_an_executor_is_one_and_other_objects_are_refused() -> None:
    """What is no text is never printed as Python shows it."""
    rows: list[dict[str, object]] = [{"title": "А", "executors": [Executor(name="Завуч"), "Б"]}]
    plan = plan_from_rows(rows, title="План", period=YEAR)
    assert [one.name for one in plan.activities[0].executors] == ["Завуч", "Б"]
    rows += [{"title": "Б", "deadline": object()}, {"title": {"ru": "В"}}]
    with pytest.raises(PlanFileError) as refused:
        plan_from_rows(rows, title="План", period=YEAR)
    assert {*_codes(refused)} >= {(Code.TEXT_EXPECTED, 2), (Code.TEXT_EXPECTED, 3)}


def test_columns_give_keys_to_headings() -> None:
    """A heading that no word tells has the key that it is given; an empty one leaves it out."""
    plan = plan_from_rows(
        [{"Что": "Собрание", "Где": "Зал", "Тайно": "нет"}],
        title="План",
        period=YEAR,
        columns={"Что": "title", "Где": "place", "Тайно": ""},
    )
    assert [(column.key, column.heading) for column in plan.columns] == [
        ("title", "Что"),
        ("place", "Где"),
    ]
    assert dict(plan.activities[0].fields) == {"place": "Зал"}


def test_cells_beyond_the_last_heading_are_kept() -> None:
    """A row with more cells than headings has them in a column of its own."""
    rows = csv.DictReader(StringIO("Мероприятие,Место,Место проведения\nСбор,а,б,лишнее\n"))
    plan = plan_from_rows(rows, title="План", period=YEAR)
    assert [column.heading for column in plan.columns] == [
        "Мероприятие",
        "Место",
        "Место проведения",
        "—",
    ]
    assert sorted(plan.activities[0].fields.values()) == ["а", "б", "лишнее"]


def test_problems_have_the_numbers_of_rows() -> None:
    """All rows without an activity are told at once, and so is what the schema refuses."""
    rows = [{"Мероприятие": "Собрание", "Срок": "май"}, {"Срок": "июнь"}, {}, {"Срок": "июль"}]
    with pytest.raises(PlanFileError) as refused:
        plan_from_rows(rows, title="План", period=YEAR)
    assert _codes(refused) == [(Code.ROW_WITHOUT_TITLE, 2), (Code.ROW_WITHOUT_TITLE, 4)]
    assert "строка 2: в строке нет мероприятия: «июнь»" in str(refused.value)
    with pytest.raises(PlanFileError) as refused:
        plan_from_rows([{"title": "А"}, {"title": "Б", "id": "не id"}], title="План", period=YEAR)
    assert _codes(refused) == [(Code.ID_INVALID, 2)]


@pytest.mark.parametrize(
    ("rows", "columns", "code"),
    [
        ([{"Срок": "май"}], None, Code.ROWS_WITHOUT_TITLES),
        ([{"Мероприятие": "а", "Срок": "май", "Дата": "1"}], None, Code.ROWS_COLUMN_TWICE),
        ([{"Мероприятие": "а"}], {"Дело": "title"}, Code.ROWS_HEADING_UNKNOWN),
    ],
)
def test_headings_that_do_not_fit_are_told(
    rows: list[dict[str, object]], columns: dict[str, str] | None, code: Code
) -> None:
    """No activities, two columns of one meaning, a key for a heading that is not there."""
    with pytest.raises(PlanFileError) as refused:
        plan_from_rows(rows, title="План", period=YEAR, columns=columns)
    assert _codes(refused) == [(code, None)]


def test_other_fields_of_the_plan_are_taken() -> None:
    """Approvals and the rest are given as in a plan file, or as values."""
    period = Period.school_year(2018)
    officer = {"kind": "approve", "officer": {"post": "Директор", "name": "А. Б. Вагин"}}
    plan = plan_from_rows([{"title": "а"}], title="П", period=period, approvals=[officer])
    again = plan_from_rows([{"title": "а"}], title="П", period=period, approvals=plan.approvals)
    assert plan == again
    with pytest.raises(PlanFileError):
        plan_from_rows([{"title": "а"}], title="П", period=period, approval=[officer])


@given(
    st.lists(st.dictionaries(st.sampled_from(["title", "Срок", "№", "Где"]), st.text(max_size=8)))
)
def test_any_rows_are_a_plan_or_refused(rows: list[dict[str, object]]) -> None:
    """Whatever the rows hold, they make a plan or a `PlanFileError`."""
    titles = [said for row in rows if (said := str(row.get("title", "")).strip())]
    with suppress(PlanFileError):
        plan = plan_from_rows(rows, title="План", period=YEAR)
        assert [row.activity.title for row in plan.activity_rows()] == titles
