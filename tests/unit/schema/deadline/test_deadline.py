"""The deadline language, form by form."""

import doctest
import tomllib
from datetime import date
from importlib.resources import files

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError
from support.deadline_corpus import notation
from support.problems import codes

import plandoc.schema.deadline as module
from plandoc.codes import Code
from plandoc.schema.deadline import Deadline, Interval, Kind, Precision, ReadingLevel, Recurrence
from plandoc.schema.period import Period
from plandoc.words.vocabulary import Unit, Vocabulary

SCHOOL = Period.school_year(2018)
YEAR = Period.calendar_year(2021)


def read(text, period=SCHOOL, **page):
    return notation(Deadline.parse(text, period, **page))


def codes_of(text, period=SCHOOL, **page):
    return codes(Deadline.parse(text, period, **page))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("сентябрь", "2018-09"),
        ("Янв. 2019 г.", "2019-01"),
        ("май–сентябрь 2019", "2019-05..2019-09"),
        ("август-сентябрь", "2018-08..2018-09"),
        ("сентябрь, март", "2018-09;2019-03"),
        ("II квартал", "2019-04..2019-06"),
        ("I-II квартал 2019", "2019-01..2019-06"),
        ("1 полугодие", "2018-09..2018-12"),
        ("зима", "2018-12..2019-02"),
        ("15 октября", "2018-10-15"),
        ("с 25 октября по 5 ноября", "2018-10-25..2018-11-05"),
        ("1, 15 и 30 октября", "2018-10-01;2018-10-15;2018-10-30"),
        ("до 1 октября", "..2018-10-01"),
        ("до июля", "..2019-06-30"),
        ("до конца мая", "..2019-05"),
        ("к 25 декабря", "..2018-12-25"),
        ("не позднее 15 ноября", "..2018-11-15"),
        ("с 1 сентября", "2018-09-01.."),
        ("после 15 сентября", "2018-09-16.."),
        ("3-я неделя октября", "2018-10-15..2018-10-21"),
        ("октябрь, 3 неделя", "2018-10-15..2018-10-21"),
        ("последняя неделя мая", "2019-05-25..2019-05-31"),
        ("III декада апреля", "2019-04-21..2019-04-30"),
        ("вторая половина октября", "2018-10-16..2018-10-31"),
        ("первый понедельник октября", "2018-10-01"),
        ("последняя пятница мая", "2019-05-31"),
        ("в течение года", "year"),
        ("2018-2019 учебный год", "year"),
        ("после заседания", "text"),
        ("до начала ГИА", "text"),
        ("Сентябрь, по отдельному плану", "2018-09"),
        ("ноябрь\nВ течение года\nПо плану групп", "2018-11;year;text"),
        ("15 октября 2018 г. в 14.00, актовый зал", "2018-10-15"),
        ("май ежегодно", "recurring:yearly;2019-05"),
    ],
)
def test_each_form_is_read(text, expected):
    """Each form of the language gives the days that a careful colleague would give."""
    assert read(text) == expected
    assert not codes_of(text)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("ежедневно", Recurrence(Unit.DAY)),
        ("каждую пятницу", Recurrence(Unit.WEEK, weekdays=(4,))),
        ("по понедельникам и средам", Recurrence(Unit.WEEK, weekdays=(0, 2))),
        ("понедельник-пятница", Recurrence(Unit.WEEK, weekdays=(0, 1, 2, 3, 4))),
        ("последняя среда каждого месяца", Recurrence(Unit.MONTH, weekdays=(2,), nth=-1)),
        ("ежемесячно до 25 числа", Recurrence(Unit.MONTH, last=25)),
        ("с 1 по 5 число каждого месяца", Recurrence(Unit.MONTH, first=1, last=5)),
        ("не позднее 20 числа месяца, следующего за отчётным", Recurrence(Unit.MONTH, last=20)),
        ("2 раза в год", Recurrence(Unit.YEAR, times=2)),
        ("раз в два месяца", Recurrence(Unit.MONTH, interval=2)),
        ("1 раз в две недели", Recurrence(Unit.DAY, interval=14)),
        ("1 раз в четверть", Recurrence(Unit.SCHOOL_QUARTER)),
        ("постоянно", Recurrence(None)),
    ],
)
def test_each_repetition_is_read(text, every):
    """A repetition knows its weekdays and its days of the month."""
    assert Deadline.parse(text, SCHOOL).recurrences == (every,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16августа 2018г", "2018-08-16"),
        ("до01.09.2018", "..2018-09-01"),
        ("30. 05", "2019-05-30"),
        ("18.01- 30.01", "2019-01-18..2019-01-30"),
        ("10 ноября 2018* года", "2018-11-10"),
        ("Сентябр\nьдекабр\nь", "2018-09;2018-12"),
        ("ежемесячн\nо", "recurring:monthly"),
        ("В ТЕЧ..ГОДА", "year"),
        ("в т. г.", "year"),
        ("втечение года", "year"),
        ("«15» октября", "2018-10-15"),
        ("10—14.12.2018", "2018-12-10..2018-12-14"),
        ("2018-10-15", "2018-10-15"),
        ("09.18", "2018-09"),
        ("1 (суббота)", "text"),
    ],
)
def test_dirt_does_not_hide_a_date(text, expected):
    """Glued and broken words, blanks in dates, dots and dashes of every kind are read through."""
    assert read(text) == expected


def test_the_year_of_a_note_never_becomes_the_year_of_the_date():
    """Brackets and «на 2020 год» are a note."""
    for text in ("Сентябрь (на 2020 год)", "Сентябрь на 2020 год", "сентябрь (2020)"):
        deadline = Deadline.parse(text, SCHOOL)
        assert notation(deadline) == "2018-09"
        assert "2020" in deadline.note


def test_the_page_gives_days_their_month():
    """In the section of a month cells hold days alone."""
    for text, expected in [
        ("25-26", "2020-03-25..2020-03-26"),
        ("3, 10", "2020-03-03;2020-03-10"),
        ("в теч. мес.", "2020-03"),
        ("до 15", "..2020-03-15"),
        ("2 неделя", "2020-03-08..2020-03-14"),
    ]:
        assert read(text, Period.calendar_year(2020), month=(2020, 3)) == expected
        assert set(codes_of(text, Period.calendar_year(2020))) == {"PLN211"}


def test_july_and_august_follow_the_caller():
    """A row that opens the plan has its summer before the school year; unsaid, it is doubted."""
    assert read("август", opens=True) == "2018-08"
    assert read("август", opens=False) == "2019-08"
    assert codes_of("август", opens=False) == []
    assert codes_of("август") == ["PLN210"]
    assert codes_of("июль") == ["PLN210"]


def test_the_whole_summer_ends_the_school_year():
    """«июль-август» far from the head of a plan is its last summer; at the head, the first."""
    assert read("июль-август") == "2019-07..2019-08"
    assert codes_of("июль-август") == []
    assert read("июль-август", opens=True) == "2018-07..2018-08"


QUARTER_WORDS = {"ru": "четверть", "uk": "чверть", "kk": "тоқсан", "en": "school quarter"}


@pytest.mark.parametrize(("language", "word"), QUARTER_WORDS.items())
@pytest.mark.parametrize("number", ["2", "II"])
def test_a_school_quarter_is_one_in_every_language(language, word, number):
    """In a school year it is that of the plan, and a doubt in a plan that declares none."""
    quarters = ((date(2018, 9, 3), date(2018, 10, 28)), (date(2018, 11, 5), date(2018, 12, 28)))
    text = f"{number} {word}"
    unsure = Deadline.parse(text, SCHOOL, language=language)
    assert (unsure.intervals, unsure.problems[0].code) == ((), "PLN212")
    found = Deadline.parse(text, SCHOOL, language=language, school_quarters=quarters)
    assert (found.intervals, found.problems) == ((Interval(*quarters[1]),), ())


def test_the_one_word_of_kazakh_is_the_quarter_of_its_year():
    """«Тоқсан» is of the calendar in a calendar year, and where a year is named beside it."""
    for period, text in (
        (Period.calendar_year(2019), "1 тоқсан"),
        (SCHOOL, "2019 жылғы 1 тоқсан"),
        (SCHOOL, "1 тоқсан 2019 ж."),
    ):
        found = Deadline.parse(text, period, language="kk")
        assert found.intervals == (Interval(date(2019, 1, 1), date(2019, 3, 31)),), text
    each = Deadline.parse("тоқсан сайын", SCHOOL, language="kk").parts[0].recurrence
    assert each is not None
    assert each.unit is Unit.SCHOOL_QUARTER


def test_the_third_quarter_lies_at_either_end_of_a_school_year():
    """Two years may be meant, which is told; a year beside it says which."""
    assert codes_of("III квартал") == ["PLN210"]
    assert codes_of("III квартал 2019 г.") == []


def test_school_quarters_are_read_only_when_declared():
    """A school quarter has no days until the plan gives them."""
    quarters = ((date(2018, 9, 1), date(2018, 10, 26)), (date(2018, 11, 5), date(2018, 12, 28)))
    assert read("2 четверть", school_quarters=quarters) == "2018-11-05..2018-12-28"
    assert read("2 четверть") == "text"
    assert codes_of("2 четверть") == ["PLN212"]
    assert codes_of("3 четверть", school_quarters=quarters) == ["PLN212"]
    marked = Deadline.parse("1 раз в четверть", SCHOOL, school_quarters=quarters).occurrences()
    assert marked == tuple(Interval(*days) for days in quarters)


def test_without_a_period_a_year_stays_unknown():
    """No clock is asked: an unknown year gives no interval."""
    deadline = Deadline.parse("15 сентября")
    assert notation(deadline) == "--09-15"
    assert deadline.intervals == ()
    assert deadline.bound_to(SCHOOL).last == date(2018, 9, 15)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31 июня", "PLN202"),
        ("29.02.2019", "PLN202"),
        ("15-10 сентября", "PLN203"),
        ("май 2019 - март 2019", "PLN203"),
        ("10 октября - 5 октября 2018", "PLN203"),
        ("10.10.2018-05.10", "PLN203"),
        ("07.12-19.20.", "PLN207"),
        ("13.13.2018", "PLN224"),
        ("2024-13-45", "PLN224"),
        ("5 квартал", "PLN208"),
        ("30.01.2019-30.01.3019", "PLN209"),
        ("сентябрь 20018", "PLN209"),
        ("3 неделя", "PLN211"),
        ("3 четверть", "PLN212"),
        ("кроме июля", "PLN215"),
        ("середина года", "PLN216"),
        ("пятый понедельник февраля", "PLN217"),
        ("май " * 101, "PLN214"),
        ("май" + " " * 10_000, "PLN214"),
        ("1 " * 2_501, "PLN214"),
    ],
)
def test_what_cannot_be_read_stays_text_and_says_why(text, code):
    """No value is made up: the words stay, and a problem says why."""
    deadline = Deadline.parse(text, SCHOOL)
    assert codes(deadline) == [code]
    assert deadline.reading is ReadingLevel.TEXT
    assert deadline.text == text
    assert deadline.intervals == ()


@pytest.mark.parametrize(
    ("text", "period", "code", "expected"),
    [
        ("май 2019г", Period.school_year(2019), "PLN204", "2019-05"),
        ("Октябрь 2019", SCHOOL, "PLN204", "2019-10"),
        ("сентбрь", SCHOOL, "PLN205", "2018-09"),
        ("cентябрь", SCHOOL, "PLN206", "2018-09"),
        ("c 1 сентября", SCHOOL, "PLN206", "2018-09-01.."),
        ("май", Period.between(date(2018, 1, 1), date(2020, 12, 31)), "PLN210", "--05"),
        ("12.11", Period.school_year(2011), "PLN213", "2011-11-12"),
        ("декабрь-январь", YEAR, "PLN210", "2021-12..2022-01"),
    ],
)
def test_a_doubt_is_said_aloud(text, period, code, expected):
    """A stale year, a typing error, two possible readings: one is given, none is silent."""
    deadline = Deadline.parse(text, period)
    assert codes(deadline) == [code]
    assert notation(deadline) == expected
    assert deadline.reading is ReadingLevel.PARTLY


def test_a_stale_year_names_both_readings():
    """The problem holds the year as written and the one that would fit."""
    values = Deadline.parse("Октябрь 2019", SCHOOL).problems[0].values
    assert (values["written"], values["likely"]) == (2019, 2018)


def test_first_and_last_are_the_outermost_days():
    """Lateness counts from the last day of all; an open end leaves it unknown."""
    deadline = Deadline.parse("сентябрь, март", SCHOOL)
    assert (deadline.first, deadline.last) == (date(2018, 9, 1), date(2019, 3, 31))
    assert Deadline.parse("с 1 сентября", SCHOOL).last is None
    assert Deadline.parse("до 1 октября", SCHOOL).first is None
    assert Deadline.parse("по плану", SCHOOL).last is None
    assert Deadline.parse("в течение года", SCHOOL).last == SCHOOL.last


@pytest.mark.parametrize(
    ("text", "count", "first"),
    [
        ("каждую пятницу", 52, Interval(date(2018, 9, 7), date(2018, 9, 7))),
        ("еженедельно", 53, Interval(date(2018, 9, 1), date(2018, 9, 2))),
        ("ежемесячно", 12, Interval(date(2018, 9, 1), date(2018, 9, 30))),
        ("ежемесячно до 5 числа", 12, Interval(date(2018, 9, 1), date(2018, 9, 5))),
        ("последняя среда каждого месяца", 12, Interval(date(2018, 9, 26), date(2018, 9, 26))),
        ("ежеквартально", 5, Interval(date(2018, 9, 1), date(2018, 9, 30))),
        ("1 раз в полугодие", 2, Interval(date(2018, 9, 1), date(2018, 12, 31))),
        ("раз в два месяца", 6, Interval(date(2018, 9, 1), date(2018, 10, 31))),
        ("1 раз в две недели", 27, Interval(date(2018, 9, 1), date(2018, 9, 14))),
        ("2 раза в год", 1, Interval(SCHOOL.first, SCHOOL.last)),
        ("май ежегодно", 1, Interval(date(2019, 5, 1), date(2019, 5, 31))),
        ("с 1 августа 2019", 1, Interval(date(2019, 8, 1), date(2019, 8, 31))),
        ("в течение года", 1, Interval(SCHOOL.first, SCHOOL.last)),
        ("по плану", 0, None),
    ],
)
def test_every_occurrence_within_the_period_is_listed(text, count, first):
    """The year chart gets each time of a repetition, cut to the period."""
    marked = Deadline.parse(text, SCHOOL).occurrences()
    assert len(marked) == count
    assert (marked[0] if marked else None) == first


def test_a_yearly_month_occurs_in_each_year_of_a_programme():
    """«Май ежегодно» in a plan of three years is three Mays."""
    programme = Period.between(date(2013, 1, 1), date(2015, 12, 31))
    marked = Deadline.parse("май ежегодно", programme).occurrences()
    assert [interval.first.year for interval in marked] == [2013, 2014, 2015]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Май-сентябрь 2019", "май–сентябрь 2019 г."),
        ("с 1 по 15 сентября", "1–15 сентября 2018 г."),
        ("28 декабря-10 января", "28 декабря 2018 г. – 10 января 2019 г."),
        ("до 1.10", "до 1 октября 2018 г."),
        ("2 квартал", "II квартал 2019 г."),
        ("В теч.года", "в течение года"),
        ("два раза в год", "2 раза в год"),
        ("По мере необходимости", "По мере необходимости"),
    ],
)
def test_the_house_spelling(text, canonical):
    """New text is written in one way."""
    assert Deadline.parse(text, SCHOOL).canonical() == canonical


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("September 15, 2018", "2018-09-15"),
        ("15th of September", "2018-09-15"),
        ("by 1 October", "..2018-10-01"),
        ("from September to May", "2018-09..2019-05"),
        ("every Monday", "recurring:weekly"),
        ("twice a year", "recurring:2/year"),
        ("throughout the year", "year"),
        ("third week of October", "2018-10-15..2018-10-21"),
        ("as needed", "text"),
    ],
)
def test_english_is_a_table(text, expected):
    """The same grammar reads English by its table of words alone."""
    assert read(text, language="en") == expected


def test_a_shift_moves_the_years_of_dates_and_lists_the_others():
    """Months and days stay, years in dates move, the year of a note stays and is named."""
    deadline, remarks = Deadline.parse("Сентябрь 2018 (на 2020 год)", SCHOOL).shift(1)
    assert deadline.text == "Сентябрь 2019 (на 2020 год)"
    assert deadline.last == date(2019, 9, 30)
    assert [(remark.code, remark.values["year"]) for remark in remarks] == [("PLN222", "2020")]


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("01.09.18 - 31.05.2019", "01.09.19 - 31.05.2020"),
        ("Май", "Май"),
        ("2018/19 учебный год", "2019/20 учебный год"),
        ("31.12.99", "31.12.00"),
    ],
)
def test_a_shift_changes_digits_of_years_and_nothing_else(text, moved):
    """The words around the years stay byte for byte."""
    assert Deadline.parse(text, SCHOOL).shift(1).deadline.text == moved


def test_a_shift_says_29_february_and_weekdays_aloud():
    """What another year may not have, or has on another weekday, is left to a human."""
    leap = Period.calendar_year(2020)
    assert [r.code for r in Deadline.parse("29 февраля", leap).shift(1).remarks] == ["PLN221"]
    friday = Deadline.parse("25 января (пятница)", SCHOOL)
    assert friday.parts[0].weekday == 4
    assert [r.code for r in friday.shift(1).remarks] == ["PLN223"]


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid")
    deadline: Deadline


def test_a_model_takes_words_and_gives_them_back():
    """In a model a deadline is a string, read without a period."""
    row = Row.model_validate({"deadline": "Май\r\n2019"})
    assert row.deadline.parts[0].kind is Kind.SPAN
    assert row.deadline.parts[0].precision is Precision.MONTH
    assert row.model_dump() == {"deadline": "Май\n2019"}
    assert Row.model_validate_json(row.model_dump_json()) == row
    assert Row(deadline=row.deadline).deadline is row.deadline
    assert Row.model_json_schema()["properties"]["deadline"]["type"] == "string"


@pytest.mark.parametrize("value", ["май\x07", [5], None])
def test_a_model_refuses_what_cannot_be_stored(value):
    """Text that XML cannot hold, and what is no text, is refused."""
    with pytest.raises(ValidationError):
        Row.model_validate({"deadline": value})


class Anything(dict):
    def __missing__(self, key):
        return "?"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_trouble_has_words(language):
    """Each code is said in each language, with the same placeholders."""
    table = tomllib.loads(
        files("plandoc.words").joinpath(language, _problems(language)).read_text(encoding="utf-8")
    )
    said = [
        table[trouble] for trouble in Code if trouble.name.startswith(("DEADLINE_", "SHIFTED_"))
    ]
    assert said
    assert all(set(words) == {"found", "expected", "remedy"} for words in said)
    values = Anything()
    assert all("{" not in text.format_map(values) for words in said for text in words.values())


def _problems(language):
    part = files("plandoc.words").joinpath(language, "problems_deadline.part.toml")
    return "problems_deadline.part.toml" if part.is_file() else "problems.toml"


@pytest.mark.parametrize("text", ["31.0815.09", "24.0921", "до 830.04.0222"])
def test_a_year_before_1000_in_digits_is_a_problem_and_no_exception(text):
    """`24.0921` is no day and no possible month: it stays text, and a problem says why."""
    deadline = Deadline.parse(text, SCHOOL)
    assert deadline.problems
    assert all(part.kind is Kind.TEXT or part.interval for part in deadline.parts)


def test_a_year_with_an_ending_moves_as_a_year():
    """The ending of `2018-го` belongs to the number and is no part of the year that moves."""
    moved = Deadline.parse("сентябрь 2018-го года", SCHOOL).shift(1).deadline
    assert moved.text == "сентябрь 2019-го года"
    assert notation(moved) == "2019-09"


def test_a_misspelt_month_is_told_the_same_name_in_every_run():
    """Of several forms of one month, the name itself is told."""
    problem = Deadline.parse("апрел 2019", SCHOOL).problems[0]
    assert (problem.code, problem.values["now"]) == (Code.DEADLINE_MONTH_MISSPELT, "апрель")


@pytest.mark.parametrize("word", ["октябрята", "карта", "парта", "мартена"])
def test_a_word_like_a_month_is_not_a_month(word):
    """A typing error is only assumed where no other word is meant."""
    assert Vocabulary("ru").month_typo(word) is None


def test_the_examples_run():
    """The examples in the module are true."""
    assert doctest.testmod(module).attempted > 3
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("II полугодие", "2019-01..2019-05"),
        ("II полугодие 2019 года", "2019-01..2019-05"),
        ("I полугодие 2018 года", "2018-09..2018-12"),
        ("I полугодие 2019 года", "2019-01..2019-06"),
        ("II полугодие 2018 г.", "2018-07..2018-12"),
        ("вторая половина 2018 года", "2018-07..2018-12"),
        ("первая половина 2019 года", "2019-01..2019-06"),
        ("вторая половина 2018-2019 учебного года", "2019-01..2019-05"),
        ("вторая половина года", "2019-01..2019-05"),
    ],
)
def test_a_half_of_another_year_than_that_of_the_school_is_one_of_the_calendar(text, expected):
    """The half of a school year has one year; with the other one, half a calendar year is meant."""
    assert read(text) == expected
