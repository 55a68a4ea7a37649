"""plandoc.rollover.deadlines: deadlines in the new year, and what the calendar changes."""

from datetime import date, timedelta

import pytest
from support.rolled import NEXT, first, plan_of, roll, said

from plandoc.review import NoteKind
from plandoc.schema.period import Period


def of_deadline(text, into=NEXT, **parts):
    """Return the new deadline, and what is said about it beside its move."""
    rolled = roll(plan_of({"deadline": text}, **parts), into)
    return str(first(rolled).deadline), [(code, after) for _, code, _, after in said(rolled)]


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Сентябрь 2018", "Сентябрь 2019"),
        ("01.10.18 - 31.05.2019", "01.10.19 - 31.05.2020"),
        ("до  3 декабря\n2018 г.", "до  3 декабря\n2019 г."),
        ("2018-2019 гг., раз в квартал", "2019-2020 гг., раз в квартал"),
        ("По плану 2018/2019 уч. г.", "По плану 2019/2020 уч. г."),
        ("Ежемесячно", "Ежемесячно"),
        ("В течение года", "В течение года"),
        ("Октябрь, март", "Октябрь, март"),
        ("по мере поступления", "по мере поступления"),
        ("25-26", "25-26"),
        ("3-я суббота сентября", "3-я суббота сентября"),
    ],
)
def test_a_deadline_moves_in_its_own_words_without_a_question(text, new):
    """Years move, everything else stays byte for byte, and there is nothing to ask."""
    assert of_deadline(text) == (new, [])


@pytest.mark.parametrize(
    ("text", "new", "proposal"),
    [
        ("Октябрь 2019", "Октябрь 2020", "Октябрь 2019"),
        ("май 2018г", "май 2019г", "май 2020г"),
        (
            "до 01.10.17\nМай 2019",
            "до 01.10.18\nМай 2020",
            "до 01.10.19\nМай 2020",
        ),
        ("сентябрь\nдо 01.10.17 г.", "сентябрь\nдо 01.10.18 г.", "сентябрь\nдо 01.10.19 г."),
        (
            "Апрель, октябрь 2018 г.",
            "Апрель, октябрь 2019 г.",
            "Октябрь 2019 г., апрель 2020 г.",
        ),
        (
            "апрель, октябрь 2018 (по приказу)",
            "апрель, октябрь 2019 (по приказу)",
            "",
        ),
    ],
)
def test_a_year_that_missed_the_old_period_is_asked_about(text, new, proposal):
    """The draft moves it by a year; the proposal has the year that was meant, as far as told."""
    assert of_deadline(text) == (new, [("PLN842", proposal)])


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("до 2024 года", "до 2024 года"),
        ("2018-2024 годы", "2018-2024 годы"),
        ("2018 - 2020 гг.", "2018 - 2020 гг."),
        ("2018–2020 годы", "2018–2020 годы"),
        ("2018 г. - 2020 г.", "2018 г. - 2020 г."),
        ("Октябрь 2018, до 2024 года", "Октябрь 2019, до 2024 года"),
    ],
)
def test_a_horizon_in_a_deadline_stays_and_is_asked_about(text, new):
    """A year far ahead is that of a strategy, also where it stands in the deadline."""
    assert of_deadline(text) == (new, [("PLN837", "")])


@pytest.mark.parametrize(
    ("text", "period", "into", "proposal"),
    [
        ("сентябрь 2018 - май 2020", "2018-2019", "2019-2020", "сентябрь 2019 - май 2021"),
        ("2019-2020 гг.", "2018-2019", "2019-2020", "2020-2021 гг."),
        ("2018-2019 гг.", "2018 год", "2019 год", "2019-2020 гг."),
        ("2018 г. - 2019 г.", "2018 год", "2019 год", "2019 г. - 2020 г."),
        ("декабрь 2017 - март 2018", "2018 год", "2019 год", "декабрь 2018 - март 2019"),
    ],
)
def test_a_deadline_of_more_than_the_period_is_asked_about(text, period, into, proposal):
    """Years that go beyond the period may be those of a programme: they stay until answered."""
    assert of_deadline(text, into, period=period) == (text, [("PLN835", proposal)])


@pytest.mark.parametrize(
    ("text", "period", "new", "proposal"),
    [
        ("29.02.2020", "2019-2020", "29.02.2021", "28.02.2021"),
        ("до 29 февраля", "2019-2020", "до 29 февраля", "до 28 февраля"),
        ("09.18", "2018-2019", "09.18", ""),
    ],
)
def test_what_the_new_year_cannot_read_is_asked_about(text, period, new, proposal):
    """29 February gets the 28th as a proposal; other deadlines are named."""
    into = Period.school_year(int(period[:4]) + 1).spelled
    assert of_deadline(text, into, period=period) == (new, [("PLN843", proposal)])


@pytest.mark.parametrize(
    ("text", "code", "proposal"),
    [
        ("17 мая 2019 г.", "PLN845", "15 мая 2020 г."),  # a Friday; a Sunday next year
        ("05.05.2019, 16.05.2019", "PLN845", "05.05.2020, 14.05.2020"),
        ("17.05.2019 в 17 часов", "PLN845", "15.05.2020 в 17 часов"),
        ("16.03.2019", "PLN846", "14.03.2020"),  # a Saturday; a Monday next year
        ("1 февраля 2019 г. (пятница)", "PLN844", ""),  # 31 January is another month
        ("25.01.2019, пятница", "PLN844", "24.01.2020, пятница"),
        ("10.05.2019", "PLN845", "08.05.2020"),
        ("02.03.2019", "PLN846", ""),  # the nearest Saturday is in February
    ],
)
def test_a_day_off_or_another_weekday_is_asked_about(text, code, proposal):
    """The nearest day on last year's weekday is proposed, where it can be written in the text."""
    assert (code, proposal) in of_deadline(text)[1]


def test_a_day_off_says_which():
    """The words name the day and why it is none to work on: a Sunday, a holiday."""
    rolled = roll(plan_of({"deadline": "17 мая 2019 г."}))
    assert "17 мая 2020\u00a0г. (воскресенье)" in rolled.open[0].problem.text("ru")
    assert "17 мая 2019\u00a0г. (пятница)" in rolled.open[0].problem.text("ru")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("15 сентября 2018 г.", ["PLN845"]),  # Saturday, then Sunday
        ("до 20 октября 2018 г.", ["PLN845"]),
        ("до 17 мая 2019 г.", ["PLN845"]),
        ("9 мая", []),  # a holiday in both years
        ("до 16 марта 2019 г.", []),  # from a Saturday to a Monday is no harm
        ("12-17 ноября 2018 г.", []),
    ],
)
def test_what_needs_no_answer_is_only_said(text, codes):
    """A day by which, and a day that was off before, are said without a question."""
    rolled = roll(plan_of({"deadline": text}))
    assert [n.problem.code for n in rolled.notes if n.kind is NoteKind.INFO] == codes
    assert rolled.open == ()


def test_days_off_are_those_of_the_country():
    """4 November is a holiday in Russia; elsewhere only weekends are known."""
    for language, codes in (("ru-RU", []), ("ru", []), ("ru-KZ", ["PLN846"]), ("en-GB", [])):
        deadline = "4 ноября 2018 г." if language != "en-GB" else "5 November 2018"
        rolled = roll(plan_of({"deadline": deadline}, language=language))
        assert [n.problem.code for n in rolled.open] == codes


def test_many_single_days_are_one_question():
    """A list of dates is asked about once, without a proposal where it is long."""

    def asked(fridays):
        days = [date(2018, 9, 7) + timedelta(weeks=week) for week in range(fridays)]
        rolled = roll(plan_of({"deadline": ", ".join(f"{day:%d.%m.%Y}" for day in days)}))
        return [(n.problem.code, n.after) for n in rolled.open]

    assert asked(2) == [("PLN845", "06.09.2019, 13.09.2019")]
    assert asked(16) == [("PLN845", "")]


def test_days_that_fall_on_one_come_before_days_that_left_one():
    """Where a list has both a Friday and a Saturday of last year, it is asked about once."""
    rolled = roll(plan_of({"deadline": "7 сентября 2018 г., 17 ноября 2018 г., 6 апреля 2019 г."}))
    assert [n.problem.code for n in rolled.open] == ["PLN845"]


def test_a_horizon_in_brackets_does_not_hide_the_calendar():
    """A year far ahead that belongs to no date is asked about beside the day off."""
    assert of_deadline("17 мая 2019 г. (на 2030 год)")[1] == [
        ("PLN837", ""),
        ("PLN845", "15 мая 2020 г. (на 2030 год)"),
    ]


def test_a_question_and_a_remark_on_one_deadline_have_their_own_keys():
    """A day that falls on a Sunday again and one that does so for the first time are two notes."""
    days = ["13.09.2018", "14.09.2018", "15.09.2018"]
    rolled = roll(plan_of({"deadline": ", ".join(days)}))
    notes = [n for n in rolled.notes if n.problem.code == "PLN845"]
    assert {n.kind for n in notes} == {NoteKind.INFO, NoteKind.QUESTION}
    assert len({n.key for n in notes}) == 2


def test_a_proposal_does_not_double_a_date():
    """A day is not moved to one that the deadline names as well."""
    rolled = roll(plan_of({"deadline": "6 и 7 сентября 2018 г."}))
    assert [(n.problem.code, n.after) for n in rolled.open] == [("PLN845", "")]


def test_a_day_of_a_month_page_is_compared_as_well():
    """A bare day under the heading of a month has a weekday too."""
    section = {"month": 5, "activities": [{"title": "Конференция", "deadline": "17"}]}
    rolled = roll(plan_of(sections=[section]))
    assert said(rolled) == [("deadline", "PLN845", "17", "15")]
