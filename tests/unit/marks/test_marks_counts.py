"""Counts beside what was planned: fewer are a part, none is nothing, as many are all."""

import pytest

from plandoc.marks import read_mark
from plandoc.schema.outcome import Status

WAYS = [
    "{verb} {count} из запланированных {planned}",
    "{verb} {count} заседания из {planned}",
    "{verb} {count} заседания из запланированных {planned}",
    "{verb} {count} вместо {planned}",
    "{verb} {count} (план {planned})",
    "{verb} {count} (план – {planned})",
    "{verb} {count}, план {planned}",
    "{verb} {count} при плане {planned}",
    "план – {planned}, {verb} – {count}",
    "по плану {planned} заседания, {verb} {count}",
    "запланировано {planned}, {verb} {count}",
    "запланировано – {planned}, {verb} – {count}",
    "было запланировано {planned} бесед; {verb} {count}",
]
COUNTS = [("3", "4"), ("три", "четырёх"), ("один", "двух")]


def read(text):
    return read_mark(text, language="ru")


@pytest.mark.parametrize("verb", ["проведено", "выполнено", "провели"])
@pytest.mark.parametrize(("count", "planned"), COUNTS)
@pytest.mark.parametrize("way", WAYS)
def test_fewer_than_planned_are_a_part(way, count, planned, verb):
    """Digits and words alike, before the plan and after it."""
    text = way.format(verb=verb, count=count, planned=planned)
    assert read(text).status is Status.PARTLY, text


@pytest.mark.parametrize("way", WAYS)
def test_as_many_as_planned_are_all(way):
    """What was planned does not make it under way."""
    assert read(way.format(verb="проведено", count="4", planned="4")).status is Status.DONE


@pytest.mark.parametrize("way", WAYS)
def test_none_of_those_planned_is_not_done(way):
    """Nought is no count of what was done."""
    assert read(way.format(verb="выполнено", count="0", planned="4")).status is Status.NOT_DONE


@pytest.mark.parametrize(
    "text",
    [
        "запланировано и проведено", "запланировано, проведено 15.03",
        "запланировано в мае, проведено в июне", "проведены 2 беседы, план 2019 г. утверждён",
    ],
)  # fmt: skip
def test_what_was_planned_and_done_is_done(text):
    """Its plan says nothing more."""
    assert read(text).status is Status.DONE


@pytest.mark.parametrize(
    "text", ["запланировано", "запланировано на май", "запланирована закупка, проведено обсуждение"]
)
def test_what_is_planned_is_under_way(text):
    """Something else that was done does not fulfil the plan."""
    assert read(text).status is Status.IN_PROGRESS


@pytest.mark.parametrize("done", ["проведено", "выполнено"])
@pytest.mark.parametrize("nought", [": 0", " 0", " 0 занятий", " – 0", " (0%)", " 0%"])
def test_nought_is_not_done(done, nought):
    """«Проведено: 0» does not say that it was held; «0,5» is no nought."""
    assert read(done + nought).status is Status.NOT_DONE
    assert read(f"{done} 0,5 ставки").status is Status.DONE
    assert read(f"{done}, замечаний 0").status is Status.DONE


@pytest.mark.parametrize("done", ["проведено", "выполнено", "организовали"])
@pytest.mark.parametrize(
    "way",
    [
        "{} не везде", "не везде {}", "{} неполно", "{} недостаточно", "{} почти везде",
        "{} во всех школах, кроме СОШ № 5", "{} (за исключением 9а)", "все, кроме 9 класса, {}",
        "не считая отчёта, {}", "{} без п. 3", "{} в большинстве школ", "{} больше половины",
        "{} менее половины", "{} меньше плана", "{} ниже плана",
        "{} меньше, чем планировалось", "{} 3, осталось 2",
    ],
)  # fmt: skip
def test_what_was_not_done_everywhere_is_a_part(done, way):
    """What is missing stands before or after it, behind a comma or in brackets."""
    assert read(way.format(done)).status is Status.PARTLY


def test_what_came_in_addition_is_no_exception():
    """«Кроме того» leaves nothing out."""
    assert read("Проведено. Кроме того, проведена беседа").status is Status.DONE


@pytest.mark.parametrize(
    "text",
    ["перевыполнено на 10%", "план перевыполнен на 12 %", "выполнено на 10% больше плана",
     "выполнено с превышением на 10%"],
)  # fmt: skip
def test_more_than_planned_is_done(text):
    """The share is what was done beyond the plan."""
    assert read(text).status is Status.DONE
    assert read("план не перевыполнен на 10%").problems
