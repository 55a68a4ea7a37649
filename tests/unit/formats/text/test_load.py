"""plandoc.formats.text.load: the load as a picture for a terminal."""

import json

import pytest

from plandoc import Plan
from plandoc.cli import main
from plandoc.formats.text.load import load_parts
from plandoc.formats.text.table import plain
from plandoc.progress.load import load_of

PLAN = Plan(
    title="План",
    period="1 квартал 2020",
    activities=[
        *({"title": f"А{n}", "deadline": "январь", "executors": ["Иванов"]} for n in range(4)),
        {"title": "Б", "deadline": "март", "executors": ["Петров"]},
        {"title": "В", "executors": ["Иванов"]},
    ],
)


def test_the_shade_is_darker_where_there_is_more() -> None:
    """Counts are shaded by their share of the largest, a dot stands for none."""
    lines = plain(load_parts(load_of(PLAN), "ru"), 90).splitlines()
    assert [line.split() for line in lines[-2:]] == [
        ["Иванов", "█4", "·", "·", "1", "5"],
        ["Петров", "·", "·", "░1", "·", "1"],
    ]


def test_months_have_their_years() -> None:
    """Where a year begins it is told, and a small count is light whatever the largest one is."""
    plan = Plan(
        title="План",
        period="2018-2019 учебный год",
        activities=[{"title": "А", "deadline": "апрель", "executors": ["Иванов"]}],
    )
    lines = plain(load_parts(load_of(plan), "ru"), 120).splitlines()
    assert lines[2].split() == ["2018", "2019", "без"]
    assert lines[3].split()[1:6] == ["сен", "окт", "ноя", "дек", "янв"]
    assert "░1" in lines[-1]


@pytest.mark.parametrize("language", ["ru", "en", "kk", "uk"])
def test_a_plan_without_activities_has_no_table(language: str) -> None:
    """Only the heading is told, with what it counts."""
    empty = Plan(title="План", period="1 квартал 2020")
    assert len(load_parts(load_of(empty), language)) == 1


def test_check_shows_it(examples, capsys) -> None:
    """`check --load` prints it under the remarks; as JSON it is data."""
    assert main(["check", str(examples / "school.yaml"), "--load", "--locale", "ru"]) == 0
    assert "Нагрузка" in capsys.readouterr().out
    assert main(["check", str(examples / "school.yaml"), "--load", "--json"]) == 0
    (plan,) = json.loads(capsys.readouterr().out)["result"]["each"]
    load = plan["load"]
    assert load[0]["executor"] == "Социальный педагог"
    assert load[0]["months"]["2018-09"] == 2
