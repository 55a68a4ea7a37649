"""plandoc.formats.text.status: the figures of the report on a terminal.

PLANDOC_UPDATE_GOLDENS=1 writes the text of the seed anew.
"""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.goldens import assert_golden
from support.reported import large_plan, seed_reported
from support.strategies import plans

from plandoc.formats.text.records import report_record
from plandoc.formats.text.status import percent, status_text
from plandoc.formats.text.table import display_width
from plandoc.progress.figures import report
from plandoc.schema.plan import Plan

JUNE = date(2019, 6, 1)


def told(plan, today=JUNE, language="ru", **options):
    return status_text(plan, report(plan, today), language, **options)


def plan_of(*activities, **parts):
    content = {"title": "План", "period": "2018-2019 учебный год", "activities": activities}
    return Plan(**content | parts)


def test_the_seed_in_june_is_the_text_that_was_looked_at(examples):
    """The whole text for the seed is word for word the one in the repository."""
    assert_golden("seed.status.txt", told(seed_reported(examples)))


@pytest.mark.parametrize("width", [80, 100])
def test_no_line_is_wider_than_asked(width):
    """150 activities with long names fit into 80 and into 100 columns."""
    lines = told(large_plan(), date(2021, 9, 1), width=width).splitlines()
    assert len(lines) > 60
    assert max(map(display_width, lines)) <= width


@given(plans(shapes=True), st.dates(date(1990, 1, 1), date(2105, 1, 1)), st.integers(80, 120))
def test_any_plan_can_be_shown(plan, today, width):
    """Whatever a plan holds, nothing on the terminal is obeyed, and no line is too wide."""
    text = told(plan, today, width=width)
    assert all(line.isprintable() for line in text.splitlines())
    assert all(display_width(line) <= width for line in text.splitlines())
    assert not any(line.endswith(" ") for line in text.splitlines())


def test_text_and_data_call_the_same_deadlines_near():
    """A deadline in two weeks is near in both, one in three weeks in neither."""
    plan = plan_of(
        {"title": "Семинар", "deadline": "15.06.2019"}, {"title": "Выезд", "deadline": "22.06.2019"}
    )
    assert "Семинар" in told(plan)
    assert "Выезд" not in told(plan)
    assert [one["title"] for one in report_record(report(plan, JUNE))["soon"]] == ["Семинар"]


def test_a_text_cannot_command_the_terminal():
    """An escape sequence of eight bits and marks of direction are left out."""
    text = told(plan_of({"title": "А\x9b31m\u202eБ\x85В", "deadline": "май"}))
    assert "А31mБ В" in text


def test_both_shares_say_their_rule_in_one_line(examples):
    """The rule stands beside each share with its two numbers."""
    lines = told(seed_reported(examples)).splitlines()
    assert any(line.startswith("В срок: 38,5 % (5 из 13) — ") for line in lines)
    assert any(line.startswith("Выполнено: 47,4 % (9 из 19) — ") for line in lines)


def test_before_anything_is_due_there_is_no_share():
    """A share of nothing is told in words, not as a zero."""
    text = told(plan_of({"title": "А", "deadline": "май"}), date(2018, 9, 1))
    assert "\nВ срок: — (" not in text
    assert "\nВ срок: считать ещё не из чего — выполненные" in text


def test_an_empty_plan_says_so():
    """Without activities there are no tables."""
    text = told(plan_of())
    assert text == (
        "План на 2018-2019 учебный год\nпо состоянию на 1 июня 2019 г.\n\n"
        "В плане нет ни одного мероприятия.\n"
    )


def test_a_plan_without_sections_has_no_table_of_them():
    """A flat plan goes from the shares straight to its lists."""
    text = told(plan_of({"title": "А", "deadline": "май", "executors": "КС"}))
    assert "По разделам" not in text
    assert "Срок истёк, работа не закончена (мероприятий: 1)" in text


def test_the_words_around_the_plan_follow_the_reader(examples):
    """The frame is in the language that is asked for, the texts of the plan in their own."""
    text = told(seed_reported(examples), JUNE, "en")
    assert "as of June 1, 2019" in text
    assert "On time: 38.5% (5 of 13)" in text
    assert "Overdue and not finished (activities: 4)" in text
    assert "2018-11-30" in text


def test_activities_without_numbers_are_named():
    """Where nothing is numbered, the lists have no column of numbers and gaps name the titles."""
    plan = plan_of(
        {"title": "Заседание", "deadline": "май", "outcome": {"text": "Было"}},
        numbering={"sections": [], "activities": ""},
    )
    text = told(plan)
    assert "без статуса, не учтены — 1: «Заседание»" in text
    assert "№" not in text


def test_what_is_late_counts_days_and_what_comes_counts_down():
    """Yesterday's deadline is one day late, today's is due in 0 days."""
    lines = told(
        plan_of(
            {"title": "Вчера", "deadline": "31.05.2019"},
            {"title": "Сегодня", "deadline": "01.06.2019"},
        )
    ).splitlines()
    assert any("Вчера" in line and line.endswith("31.05.2019     1") for line in lines)
    assert any("Сегодня" in line and line.endswith("01.06.2019      0") for line in lines)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(1, 2), "50,0 %"),
        (Fraction(1, 3), "33,3 %"),
        (Fraction(0), "0,0 %"),
        (Fraction(1), "100,0 %"),
    ],
)
def test_percents_have_one_decimal(share, said):
    """A half is «50,0 %», a third «33,3 %»."""
    assert percent(share, "ru") == said
