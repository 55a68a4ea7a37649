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


@pytest.mark.parametrize("text", ["запланировано и проведено", "запланировано, проведено 15.03"])
def test_what_was_planned_and_done_is_done(text):
    """Its plan says nothing more."""
    assert read(text).status is Status.DONE


@pytest.mark.parametrize(
    "text", ["запланировано", "запланировано на май", "запланирована закупка, проведено обсуждение"]
)
def test_what_is_planned_is_under_way(text):
    """Something else that was done does not fulfil the plan."""
    assert read(text).status is Status.IN_PROGRESS
