"""What the items of one cell lend each other: a year, an «until», a month, the time of a rhythm."""

from datetime import date

import pytest
from support.deadline_corpus import notation
from support.problems import codes

from plandoc.schema.deadline import Deadline, Interval, ReadingLevel, Recurrence
from plandoc.schema.period import Period
from plandoc.words.vocabulary import Unit

SCHOOL = Period.school_year(2018)
YEAR = Period.calendar_year(2021)
PROGRAMME = Period.between(date(2018, 1, 1), date(2020, 12, 31))


def read(text, period=SCHOOL, **page):
    return notation(Deadline.parse(text, period, **page))


def codes_of(text, period=SCHOOL):
    return codes(Deadline.parse(text, period))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("сентябрь, март 2019", "2018-09;2019-03"),
        ("октябрь, декабрь, февраль 2019 г.", "2018-10;2018-12;2019-02"),
        ("ноябрь-декабрь, март 2019", "2018-11..2018-12;2019-03"),
        ("сентябрь, ноябрь-январь 2019", "2018-09;2018-11..2019-01"),
        ("15 октября, 20 апреля 2019 г.", "2018-10-15;2019-04-20"),
        ("15.10, 20.04.2019", "2018-10-15;2019-04-20"),
        ("октябрь, январь, октябрь, январь 2019", "2018-10;2019-01;2018-10;2019-01"),
        ("4 квартал, 1 квартал 2019 года", "2018-10..2018-12;2019-01..2019-03"),
        ("5, 12 мая 2019", "2019-05-05;2019-05-12"),
        ("март, май 2019", "2019-03;2019-05"),
    ],
)
def test_a_year_goes_back_over_the_new_year_with_the_months(text, expected):
    """Where the months of a list turn back, the earlier ones are of the year before."""
    assert read(text) == expected
    assert not codes_of(text)


def test_a_year_that_fits_no_item_but_in_order_is_doubted():
    """«Апрель, октябрь 2018 г.» keeps the written year, and both readings are named."""
    deadline = Deadline.parse("Апрель, октябрь 2018 г.", SCHOOL)
    assert notation(deadline) == "2018-04;2018-10"
    assert [(p.code, p.values["written"], p.values["likely"]) for p in deadline.problems] == [
        ("PLN204", 2018, 2019)
    ]


def test_a_year_is_shared_by_items_of_one_form_alone():
    """The year of a digit date says nothing of a month in words."""
    period = Period.school_year(2026)
    assert read("15 октябрь, 20.04.27", period) == "2026-10-15;2027-04-20"
    assert read("октябрь, 20 апреля 2027", period) == "2026-10;2027-04-20"


@pytest.mark.parametrize("period", [None, PROGRAMME])
def test_a_year_that_may_belong_to_all_items_or_to_one_is_doubted(period):
    """Where no period decides, the reading is doubted."""
    assert read("сентябрь, март 2019", period) == "2019-09;2019-03"
    assert codes_of("сентябрь, март 2019", period) == ["PLN210"]


def test_in_a_calendar_year_a_list_may_turn_back():
    """A plan of one calendar year has one year for all."""
    assert read("сентябрь, март 2021", YEAR) == "2021-09;2021-03"
    assert not codes_of("сентябрь, март 2021", YEAR)


def test_one_until_holds_for_a_list_of_days():
    """«До 1 июля и 1 декабря» is two last days; the print of a day beside it stays a day."""
    assert read("до 1 июля и 1 декабря", YEAR) == "..2021-07-01;..2021-12-01"
    assert read("до 30 августа, сентябрь") == "..2018-08-30;2018-09"
    apart = Deadline.parse("до 1 июля 2021; 1 декабря 2021", YEAR)
    assert notation(apart) == "..2021-07-01;2021-12-01"
    assert Deadline.parse(apart.canonical(), YEAR).parts == apart.parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("октябрь (2 неделя)", "2018-10-08..2018-10-14"),
        ("май 2019 (последняя пятница)", "2019-05-31"),
        ("октябрь, последняя пятница", "2018-10-26"),
        ("1, 2 недели октября", "2018-10-01..2018-10-14"),
        ("3 неделя октября – 2 неделя ноября", "2018-10-15..2018-11-14"),
        ("конец ноября – начало декабря", "2018-11-21..2018-12-10"),
        ("начало и конец октября", "2018-10-01..2018-10-10;2018-10-21..2018-10-31"),
        ("летний период (июнь)", "2019-06"),
        ("сентябрь (1 раз в неделю)", "2018-09"),
    ],
)
def test_a_month_and_its_part_find_each_other(text, expected):
    """A bracket or a comma between a month and its week changes nothing."""
    assert read(text) == expected
    assert not codes_of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12, чт", "2018-09-12"),
        ("12 вторник", "2018-09-12"),
        ("12-го, чт, 14.00", "2018-09-12"),
        ("12 пн; 14, ср", "2018-09-12;2018-09-14"),
        ("12, 14.00", "2018-09-12"),
        ("12, 13.30, 19", "2018-09-12;2018-09-19"),
    ],
)
def test_a_weekday_and_a_time_beside_a_number_are_those_of_the_day(text, expected):
    """Under the heading of a month they repeat nothing, and take no number away."""
    assert notation(Deadline.parse(text, SCHOOL, month=(2018, 9))) == expected


@pytest.mark.parametrize("day", ["15 октября", "15.10", "15 октября 2018 г."])
@pytest.mark.parametrize("joint", [", ", "\n", " - ", "; "])
@pytest.mark.parametrize(
    "thing",
    [
        "3 пара", "2 этаж", "5 «Б» класс", "8а", "1-11 классы", "9, 11 классы", "10 команд",
        "25-летие школы", "15-я спартакиада", "5 класс, 9 класс",
    ],
)  # fmt: skip
def test_a_number_of_something_else_is_no_day(thing, joint, day):
    """What is counted or numbered borrows no month, before the day or behind it."""
    for text in (f"{thing}{joint}{day}", f"{day}{joint}{thing}"):
        found = Deadline.parse(text, SCHOOL)
        sure = found.reading is ReadingLevel.READ
        assert [(str(first), str(last)) for first, last in found.intervals] == [
            ("2018-10-15", "2018-10-15")
        ] or not sure


STARTS = (
    ("последняя неделя {}", "2019-05-25"), ("2 неделя {}", "2019-05-08"),
    ("последняя пятница {}", "2019-05-31"), ("первая суббота {}", "2019-05-04"),
    ("вторая половина {}", "2019-05-16"), ("15 {}", "2019-05-15"), ("начало {}", "2019-05-01"),
)  # fmt: skip
ENDS = (
    ("последняя неделя {}", "2019-06-30"), ("1 неделя {}", "2019-06-07"),
    ("первая пятница {}", "2019-06-07"), ("первая половина {}", "2019-06-15"),
    ("15 {}", "2019-06-15"), ("конец {}", "2019-06-30"),
)  # fmt: skip


@pytest.mark.parametrize(("start", "first"), STARTS)
@pytest.mark.parametrize(("end", "last"), ENDS)
def test_a_range_runs_from_one_thing_to_another(start, first, end, last):
    """Weeks, halves, weekdays of a month and days may begin and end one range."""
    found = Deadline.parse(f"{start.format('мая')} – {end.format('июня')}", SCHOOL)
    days = [(str(one.first), str(one.last)) for one in found.intervals]
    assert days == [(first, last)] or found.reading is not ReadingLevel.READ


@pytest.mark.parametrize("start", [one for one, _ in STARTS])
@pytest.mark.parametrize("end", [one for one, _ in ENDS])
def test_no_range_ends_before_it_begins(start, end):
    """What runs backwards is left to a person, whatever its ends are."""
    for text in ("с {0} по {1}", "{0} – {1}"):
        found = Deadline.parse(text.format(end.format("июня"), start.format("мая")), SCHOOL)
        for span in found.intervals:
            assert None in span or span.first <= span.last, text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("с 1 октября по субботам", "2018-10-01..;recurring:weekly"),
        ("с 1 по 31 октября по средам", "2018-10-01..2018-10-31;recurring:weekly"),
        ("15 октября, понедельник", "2018-10-15"),
    ],
)
def test_on_weekdays_is_a_repetition_and_a_weekday_that_of_its_day(text, expected):
    """«По субботам» behind a day repeats; a weekday alone is the day's own."""
    assert notation(Deadline.parse(text, SCHOOL)) == expected


def test_the_last_day_of_each_month_is_known():
    """«Каждое последнее число» falls on the last day of every month, however long it is."""
    found = Deadline.parse("каждое последнее число", SCHOOL)
    days = [str(one.last) for one in found.occurrences(SCHOOL)]
    assert len(days) == 12
    assert {"2019-02-28", "2019-04-30", "2019-08-31"} <= set(days)


def test_the_page_gives_a_weekday_its_month():
    """In the section of March «последняя пятница» is one day."""
    assert read("последняя пятница", month=(2019, 3)) == "2019-03-29"


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("1 раз в месяц (последняя среда)", Recurrence(Unit.MONTH, weekdays=(2,), nth=-1)),
        ("ежемесячно в последнюю пятницу", Recurrence(Unit.MONTH, weekdays=(4,), nth=-1)),
        ("ежемесячно, 1-я неделя", Recurrence(Unit.MONTH, first=1, last=7)),
        ("ежемесячно (последняя неделя)", Recurrence(Unit.MONTH, first=25, last=31)),
        ("ежемесячно (до 5 числа)", Recurrence(Unit.MONTH, last=5)),
        ("еженедельно (вторник, четверг)", Recurrence(Unit.WEEK, weekdays=(1, 3))),
        ("по четвергам, 14.00", Recurrence(Unit.WEEK, weekdays=(3,))),
        ("пост.", Recurrence(None)),
    ],
)
def test_a_rhythm_takes_the_days_beside_it(text, every):
    """The days of a repetition stand in brackets, after a comma, or after «в»."""
    assert Deadline.parse(text, SCHOOL).recurrences == (every,)
    assert Deadline.parse(text, SCHOOL).reading is ReadingLevel.READ


@pytest.mark.parametrize(
    ("text", "count", "first"),
    [
        ("ежемесячно, сентябрь–май", 9, Interval(date(2018, 9, 1), date(2018, 9, 30))),
        ("с сентября по май ежемесячно", 9, Interval(date(2018, 9, 1), date(2018, 9, 30))),
        ("каждую пятницу, октябрь", 4, Interval(date(2018, 10, 5), date(2018, 10, 5))),
        ("2 раза в год: октябрь, апрель", 2, Interval(date(2018, 10, 1), date(2018, 10, 31))),
        (
            "первый понедельник месяца, 2-5 октября",
            1,
            Interval(date(2018, 10, 2), date(2018, 10, 5)),
        ),
        ("сентябрь\n\nежемесячно", 12, Interval(date(2018, 9, 1), date(2018, 9, 30))),
    ],
)
def test_a_rhythm_keeps_within_the_time_beside_it(text, count, first):
    """On a year chart a repetition is marked within its months; a blank line parts them."""
    marked = Deadline.parse(text, SCHOOL).occurrences()
    assert (len(marked), marked[0]) == (count, first)


@pytest.mark.parametrize("text", ["ежемесячно, кроме июля", "ежемесячно (кроме июля)"])
def test_an_exception_is_named_beside_the_rhythm(text):
    """The repetition is read, the exception is said to be left out."""
    assert read(text, YEAR) == "recurring:monthly"
    assert codes_of(text, YEAR) == ["PLN215"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IX-XI", "2018-09..2018-11"),
        ("Х, XII", "2018-10;2018-12"),
        ("V-VI", "2019-05..2019-06"),
        ("15.X", "2018-10-15"),
        ("до 1.X.2018", "..2018-10-01"),
        ("X-XI классы – октябрь", "2018-10"),
        ("5.I квартал", "2019-01..2019-03"),
        ("X", "text"),
        ("VI заседание", "text"),
        ("15.IIX", "text"),
        ("15/IX", "text"),
    ],
)
def test_a_roman_month_needs_a_cell_of_its_own(text, expected):
    """Roman months are read where nothing else is said; a lone cross is no October."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("до конца I квартала", "..2021-03"),
        ("до начала II полугодия", "..2021-06-30"),
        ("в конце 2021 года", "2021-12"),
        ("до конца 2021 года", "..2021-12"),
        ("II пол. 2021 г.", "2021-07..2021-12"),
        ("2 п/г", "2021-07..2021-12"),
        ("I-е полугодие", "2021-01..2021-06"),
        ("нач. мая", "2021-05-01..2021-05-10"),
        ("к. мая", "2021-05-21..2021-05-31"),
        ("в первых числах мая", "2021-05-01..2021-05-10"),
        ("октябрь, 2021 г.", "2021-10"),
        ("октябрь – 2021", "2021-10"),
        ("2021 г., октябрь", "2021-10"),
        ("10-2021", "2021-10"),
        ("ноябрь, 15", "2021-11-15"),
        ("ноябрь 15-20", "2021-11-15..2021-11-20"),
        ("последний четверг каждого квартала", "recurring:quarterly"),
        ("15/03/21", "2021-03-15"),
        ("каждое 1 сентября", "recurring:yearly;2021-09-01"),
        ("сентябрь, 1 раз в год", "2021-09;recurring:yearly"),
        ("за I квартал – до 10 апреля", "..2021-04-10"),
        ("по итогам 1 квартала – апрель", "2021-04"),
        ("в течение 10 рабочих дней", "text"),
    ],
)
def test_more_ways_to_say_it(text, expected):
    """Ends of quarters and years, short words, subjects of reports."""
    assert read(text, YEAR) == expected
    assert not codes_of(text, YEAR)


@pytest.mark.parametrize(
    ("text", "period", "expected", "code"),
    [
        ("до 15 января года, следующего за отчетным", YEAR, "..2022-01-15", "PLN210"),
        ("до конца учебного года", SCHOOL, "..2019-08", "PLN210"),
        ("2-3 раза в год", SCHOOL, "recurring:3/year", "PLN201"),
        ("ноябрь 5-9 классы", YEAR, "2021-11", "PLN201"),
        ("в течение I полугодия 2017-2018 уч. г.", SCHOOL, "2017-09..2017-12", "PLN204"),
        ("конец II четверти", SCHOOL, "text", "PLN212"),
        ("до 1 мая, следующего за отчетным", YEAR, "text", "PLN216"),
    ],
)
def test_what_a_careful_reader_would_ask_is_doubted(text, period, expected, code):
    """The year of a report, the end of a school year, two numbers at once."""
    assert read(text, period) == expected
    assert codes_of(text, period) == [code]


def test_the_ends_of_a_declared_school_quarter():
    """«До начала» and «до конца» of a school quarter are days once the plan gives them."""
    quarters = ((date(2018, 9, 1), date(2018, 10, 26)), (date(2018, 11, 5), date(2018, 12, 28)))
    assert read("до конца II четверти", school_quarters=quarters) == "..2018-12-28"
    assert read("до начала II четверти", school_quarters=quarters) == "..2018-11-04"
    assert read("в конце II четверти", school_quarters=quarters) == "text"
