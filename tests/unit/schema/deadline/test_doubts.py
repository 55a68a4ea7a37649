"""A day is read rightly or not without a doubt, in words, in digits, in either order."""

from datetime import date

import pytest
from support.deadline_corpus import notation
from support.problems import codes

from plandoc.schema.deadline import Deadline, ReadingLevel
from plandoc.schema.period import Period

SCHOOL = Period.school_year(2018)
_UNITS = ["перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"]
_TEENS = [
    "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат",
    "семнадцат", "восемнадцат", "девятнадцат", "двадцат",
]  # fmt: skip
_STEMS = [
    *_UNITS, *_TEENS, *(f"двадцать {one}" for one in _UNITS[:9]), "тридцат", "тридцать перв",
]  # fmt: skip


def read(text, language="ru"):
    return Deadline.parse(text, SCHOOL, language=language)


def test_every_day_of_a_month_is_read_in_words():
    """Ordinals from the first to the thirty-first give their own day in each case."""
    assert len(_STEMS) == 31
    for day, stem in enumerate(_STEMS, 1):
        endings = ("ье", "ьего", "ьему") if stem.endswith("трет") else ("ое", "ого", "ому")
        for ending, before in zip(endings, ("", "до ", "к "), strict=True):
            found = read(f"{before}{stem}{ending} октября")
            assert found.last
            assert (found.last.day, found.last.month) == (day, 10), found
            assert found.reading is ReadingLevel.READ


@pytest.mark.parametrize("text", ["первенство октября", "третейский октября", "пятиборье октября"])
def test_a_word_that_begins_like_an_ordinal_is_none(text):
    """«Первенство» is not the first."""
    assert notation(read(text)) == "2018-10"
    assert codes(read(text)) == ["PLN218"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019.03.05", "2019-03-05"),
        ("2019. 3. 5 (1 день)", "2019-03-05"),
        ("2019/03/05", "2019-03-05"),
        ("2019-3-5", "2019-03-05"),
        ("2019–03–05", "2019-03-05"),
        ("2019.03.05-2019.03.10", "2019-03-05..2019-03-10"),
        ("2019.03", "2019-03"),
        ("2019/03", "2019-03"),
        ("2018-09-28T00:00:00", "2018-09-28"),
        ("28.09.2018 0:00:00", "2018-09-28"),
        ("28-сен-2018", "2018-09-28"),
        ("28–09–2018", "2018-09-28"),
        ("Декабрь, 2018", "2018-12"),
        ("Февраль, март, 2019", "2019-02;2019-03"),
        ("15 декабря, 2018", "2018-12-15"),
        ("Зан. 2 / 02.03", "2019-03-02"),
        ("1 (10–17 октября)", "2018-10-10..2018-10-17"),
        ("8 (29 ноября — 5 декабря)", "2018-11-29..2018-12-05"),
        ("3 (28 декабря - 11 января)", "2018-12-28..2019-01-11"),
        ("30-1.10.18", "2018-09-30..2018-10-01"),
        ("31-3 января", "2018-12-31..2019-01-03"),
        ("1 раз(а) в день", "recurring:daily"),
        ("24 сентября 2018 года в 15 ч. 30 мин.", "2018-09-24"),
        ("15 мая с 10 до 12 часов", "2019-05-15"),
    ],
)
def test_orders_of_a_date_are_read(text, expected):
    """The year first, a year after a comma, the number of a lesson, a borrowed month."""
    assert notation(read(text)) == expected
    assert codes(read(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mar. 31, 2019", "2019-03-31"),
        ("Dec., 2018", "2018-12"),
        ("12/25/2018", "2018-12-25"),
        ("25/12/2018", "2018-12-25"),
        ("03/27-03/31", "2019-03-27..2019-03-31"),
        ("2nd quarter", "2019-04..2019-06"),
        ("Q2 2019", "2019-04..2019-06"),
        ("ongoing", "recurring:continuous"),
        ("twenty-fifth of December", "2018-12-25"),
        ("October fifteenth", "2018-10-15"),
    ],
)
def test_english_orders_are_read(text, expected):
    """Abbreviations, the month before the day, days in words."""
    assert notation(read(text, "en")) == expected
    assert codes(read(text, "en")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 31, 2019", "2019-03-31"),
        ("31 Mar 2019", "2019-03-31"),
        ("2nd quarter", "2019-04..2019-06"),
        ("ongoing", "recurring:continuous"),
        ("3 березня", "2019-03-03"),
        ("до 10 вересня 2018 року", "..2018-09-10"),
        ("вересень-жовтень 2018 р.", "2018-09..2018-10"),
        ("протягом року", "year"),
        ("раз на місяць", "recurring:monthly"),
        ("щокварталу", "recurring:quarterly"),
        ("IV квартал 2018 року", "2018-10..2018-12"),
        ("п'ятниця, 28 вересня 2018 р.", "2018-09-28"),
        ("за потреби", "text"),
    ],
)
def test_what_another_language_knows_is_read_in_it(text, expected):
    """English and Ukrainian deadlines of a Russian plan are read, and printed in Russian."""
    found = read(text)
    assert notation(found) == expected
    assert codes(found) == []
    assert expected == "text" or notation(read(found.canonical())) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("каждая 1 и 3 среда месяца", "recurring:monthly;recurring:monthly"),
        ("1, 3 среда октября", "2018-10-03;2018-10-17"),
        ("вторая и четвертая пятница каждого месяца", "recurring:monthly;recurring:monthly"),
        ("5 и 20 числа каждого месяца", "recurring:monthly;recurring:monthly"),
        ("2019.03.05", "2019-03-05"),
        ("осенний семестр", "2018-09..2018-12"),
        ("весенний семестр 2018/2019 уч. г.", "2019-01..2019-05"),
        ("04/23/2019", "2019-04-23"),
        ("December 14 - 25, 2018", "2018-12-14..2018-12-25"),
        ("by the end of Q2 2019", "..2019-06"),
        ("mid-October", "2018-10-11..2018-10-20"),
        ("последний день месяца", "recurring:monthly"),
        ("до 15 числа месяца, следующего за кварталом", "recurring:quarterly"),
        ("ежемесячно 5, 15, 25 числа", "recurring:monthly;recurring:monthly;recurring:monthly"),
        ("последняя пятница квартала", "recurring:quarterly"),
        ("2019 г. - I кв.", "2019-01..2019-03"),
        ("2018-Q4", "2018-10..2018-12"),
        ("не позднее 31 января и 31 июля", "..2019-01-31;..2019-07-31"),
        ("на период с 1 мая по 30 июня", "2019-05-01..2019-06-30"),
        ("щопонеділка", "recurring:weekly"),
        ("осенний и весенний семестры", "2018-09..2018-12;2019-01..2019-05"),
        ("в мае месяце", "2019-05"),
        ("двадцатые числа мая", "2019-05-21..2019-05-31"),
        ("с 30 по 2 декабря", "2018-11-30..2018-12-02"),
        ("3 нед. (15.10-21.10)", "2018-10-15..2018-10-21"),
        ("конец 2018 – начало 2019", "2018-12..2019-01"),
        ("октябрь 2018 → декабрь 2018", "2018-10..2018-12"),
        ("з 1 вересня ц.р.", "2018-09-01.."),
        ("Module 2: 10-14 Oct", "2018-10-10..2018-10-14"),
    ],
)
def test_what_institutions_write_is_read(text, expected):
    """Several weekdays or days of a month, semesters, English spans of days."""
    found = read(text)
    assert notation(found) == expected
    assert codes(found) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("с пятницы, 14 сентября 2018 г.", "2018-09-14.."),
        ("не позднее пятницы, 22 марта", "..2019-03-22"),
        ("с 20 ноября, вторник по 29 ноября", "2018-11-20..2018-11-29"),
        ("воскресенье, 2 декабря – 4 декабря", "2018-12-02..2018-12-04"),
        ("до 2019 года, 20 марта", "..2019-03-20"),
        ("14 декабря 2018 г. - 2019 год, 4 марта", "2018-12-14..2019-03-04"),
        ("13 июня, 2019 — 30 июня 2019 г.", "2019-06-13..2019-06-30"),
        ("до конца февраля", "..2019-02"),
        ("III декада февраля", "2019-02-21..2019-02-28"),
        ("октябрь-18", "2018-10"),
        ("окт.18-дек.18", "2018-10..2018-12"),
        ("май '19", "2019-05"),
        ("1-квартал", "2019-01..2019-03"),
        ("сентябрь по май", "2018-09..2019-05"),
        ("к началу учебного года", "..2018-09-01"),
        ("2019-2020 уч.г.", "2019-09..2020-08"),
        ("2018-2019 уч. год", "year"),
        ("April, 2019", "2019-04"),
        ("May 16-31, 2019", "2019-05-16..2019-05-31"),
        ("October 5, 12 and 19", "2018-10-05;2018-10-12;2018-10-19"),
        ("April 26 & 27", "2019-04-26;2019-04-27"),
        ("Dec. to Feb.", "2018-12..2019-02"),
        ("2018 жылғы 4 желтоқсан", "2018-12-04"),
        ("15 желтоқсанға дейін", "..2018-12-15"),
        ("1 қыркүйектен 15 қазанға дейін", "2018-09-01..2018-10-15"),
        ("ай сайын", "recurring:monthly"),
        ("оқу жылы бойы", "year"),
        ("до 12.00 час. 15.03.2019", "..2019-03-15"),
        ("с 8:00 01.02.2019 до 18:00 10.02.2019", "2019-02-01..2019-02-10"),
        ("by 5pm on 12 March 2019", "..2019-03-12"),
        ("06.10\n\nсуббота", "2018-10-06"),
        ("до марта включительно", "..2019-03"),
        ("до марта (включительно)", "..2019-03"),
        ("с 1 марта и до 15 апреля", "2019-03-01..2019-04-15"),
        ("не позднее, чем 15 марта", "..2019-03-15"),
        ("крайний срок: 15 марта", "..2019-03-15"),
        ("через неделю после 15 марта", "text"),
        ("10-май-15-май", "2019-05-10..2019-05-15"),
        ("1 тур: 10.05, 2 тур: 15.05", "2019-05-10;2019-05-15"),
        ("1 этап – до 10 мая, 2 этап – 15 мая", "..2019-05-10;2019-05-15"),
        ("2019 год (I квартал)", "2019-01..2019-03"),
        ("September 2018 onwards", "2018-09.."),
        ("12 June 2019 (TBC)", "2019-06-12"),
        ("1H 2019", "2019-01..2019-06"),
        ("последняя неделя февраля", "2019-02-22..2019-02-28"),
        ("с момента подписания по 31 декабря 2018 года", "..2018-12-31"),
        ("1 пг", "2018-09..2018-12"),
        ("20 апреля (суббота) – общий субботник", "2019-04-20"),
        ("twice yearly", "recurring:2/year"),
        ("every other Monday", "recurring:every-14-days"),
        ("6-monthly", "recurring:every-6-months"),
        ("1Q19", "2019-01..2019-03"),
        ("March 1st to 15th", "2019-03-01..2019-03-15"),
        ("в квартал 1 раз", "recurring:quarterly"),
        ("каждый март", "recurring:yearly;2019-03"),
        ("с 15 октября до середины ноября", "2018-10-15..2018-11-20"),
        ("с 15 октября по III квартал 2019 г.", "2018-10-15..2019-09"),
        ("I квартал\n2019 года", "2019-01..2019-03"),
        ("2019 г.\nмай", "2019-05"),
        ("Срок сдачи:\nмай", "2019-05"),
        ("2018 г. – IV кв., 2019 г. – II кв.", "2018-10..2018-12;2019-04..2019-06"),
    ],
)
def test_parts_in_another_order_are_read(text, expected):
    """A weekday or a year before the day, short years, school years, Kazakh."""
    assert notation(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "period", "expected"),
    [
        ("H1 2026", Period.calendar_year(2026), "2026-01..2026-06"),
        ("октябрь-18", Period.calendar_year(2025), "!"),
        ("2019/2020", Period.calendar_year(2019), "!"),
        ("до начала учебного года", Period.calendar_year(2019), "!"),
        ("на весь период действия договора", Period.calendar_year(2019), "!"),
        ("20-е числа мая", Period.calendar_year(2019), "!"),
        (
            "2019-2020 уч.г.",
            Period.between(date(2019, 1, 1), date(2020, 12, 31)),
            "2019-09..2020-08",
        ),
    ],
)
def test_a_year_that_may_be_another_is_a_doubt(text, period, expected):
    """Two digits after a month that are no year of the plan, years parted by a slash."""
    found = Deadline.parse(text, period)
    assert (
        found.reading is not ReadingLevel.READ if expected == "!" else notation(found) == expected
    )


def test_a_dash_between_dates_that_make_no_range_is_a_doubt():
    """What stands between two dates is never left out."""
    assert "PLN219" in codes(read("15 октября - II квартал"))
    assert "PLN219" in codes(read("4 квартал 2018 – 2 полугодие"))


@pytest.mark.parametrize("text", ["в течение года (до 1 декабря)", "весь год (март, октябрь)"])
def test_days_in_brackets_after_the_whole_year_are_a_doubt(text):
    """A limit of the whole year in brackets is not left out in silence."""
    assert read(text).reading is not ReadingLevel.READ


def test_each_day_of_a_list_is_kept():
    """«5 и 20 числа», «1 и 3 среда» are two repetitions, neither of them a whole month."""
    days = [every.last for every in read("5 и 20 числа каждого месяца").recurrences]
    weeks = [every.nth for every in read("каждая 1 и 3 среда месяца").recurrences]
    assert days == [5, 20]
    assert weeks == [1, 3]
    assert read("с 20 по 30 каждого месяца").recurrences[0][-2:] == (20, 30)


@pytest.mark.parametrize(
    "text",
    [
        "сентябрь (в течение марта)", "II квартал (май)", "октябрь (декабрь)", "15 октября (20.11)",
        "октябрь (2019)", "октября (3 и 5)", "октябрь (до 15 числа)", "15 1 раз/год",
        "1 раз в год 5", "до конца 2018 2017 года", "пн, ср, 31 пт",
        "1 неделя-среда, 2 неделя-четверг", "раз в день/неделю", "до сентября - марта",
        "до 5-10 октября", "март 01.09.2018", "Mar 01.03.2019", "март или апрель",
        "еженедельно или раз в две недели",
        "до 15 числа следующего месяца", "ежемесячно щука 15 октября", "неделя щука октября",
    ],
)  # fmt: skip
def test_days_that_were_not_used_are_a_doubt(text):
    """Other days in brackets, an end of a range that «до» leaves out, weeks beside weekdays."""
    assert read(text).reading is not ReadingLevel.READ


def test_a_repetition_in_brackets_after_years_is_read():
    """«2019-2020 гг. (ежегодно до 10 сентября)» repeats yearly until a day."""
    found = Deadline.parse("2019-2020 гг. (ежегодно до 10 сентября)", Period.school_year(2019))
    assert notation(found) == "recurring:yearly;year;..2019-09-10"


def test_what_lasts_all_year_in_brackets_is_read_beside_the_month():
    """«Сентябрь (в течение года)» is September and the whole year."""
    assert notation(read("сентябрь\n(в течение года)")) == "2018-09;year"


def test_a_month_first_is_a_doubt_on_the_page_of_that_month():
    """`03.05` on the page of March may be the fifth of March."""
    assert codes(Deadline.parse("03.05", SCHOOL, month=(2019, 3))) == ["PLN219"]
    assert codes(Deadline.parse("05.03", SCHOOL, month=(2019, 3))) == []
    assert codes(Deadline.parse("03.05", SCHOOL)) == []


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("сентябрь, ул. Фадеева, 20", "ул. Фадеева, 20"),
        ("12.10 в 15.00", "в 15.00"),
        ("26 августа 14.00-14.10", "14.00-14.10"),
        ("октябрь, д/д", "д/д"),
        ("Зан. 2 / 02.03", "Зан. 2"),
        ("октябрь, каб. № 5", "каб. № 5"),
    ],
)
def test_notes_keep_their_numbers_and_times(text, note):
    """House numbers, clock times and abbreviations stand in the note as written."""
    assert read(text).note == note


@pytest.mark.parametrize("text", ["3 березня щука", "протягом щука", "Mar. 31 щука 2019"])
def test_a_text_in_two_languages_is_never_read_in_the_other_one_without_doubt(text):
    """One word that a language does not know, and the text is not taken for it."""
    assert read(text).reading is not ReadingLevel.READ


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("09-10.2018", "ru", "PLN219"),
        ("Февраль апрель", "ru", "PLN219"),
        ("04/05/2019", "en", "PLN219"),
        ("04/07", "en", "PLN219"),
        ("15.10.218", "ru", "PLN209"),
        ("октябрь 218", "ru", "PLN209"),
        ("двадцать пять октября", "ru", "PLN218"),
        ("15 октября прошлого года", "ru", "PLN218"),
        ("15 октября следующего года", "ru", "PLN210"),
        ("5 15 октября", "ru", "PLN201"),
        ("15 октября 20 18", "ru", "PLN201"),
        ("Март (15)", "ru", "PLN201"),
        ("04/07 (Friday)", "ru", "PLN219"),
        ("03/27-03/31", "ru", "PLN219"),
        ("April 31, 2019", "ru", "PLN202"),
        ("березень травень", "ru", "PLN219"),
    ],
)
def test_two_readings_or_a_word_left_over_are_a_doubt(text, language, code):
    """Nothing is read without a doubt beside what was not read."""
    found = read(text, language)
    assert code in codes(found)
    assert found.reading is not ReadingLevel.READ


_SPANS = ["10 дней", "2 недели", "3 месяца", "один месяц", "2 года", "5 рабочих дней"]


@pytest.mark.parametrize("span", _SPANS)
@pytest.mark.parametrize(
    "way",
    [
        "за {} до 5 октября", "не позднее чем за {} до 5 октября", "за {} до начала года",
        "в течение {} после 1 мая", "не позднее {} после 1 мая 2019 г.", "{} до 31 декабря",
    ],
)  # fmt: skip
def test_a_time_counted_from_a_day_is_not_that_day(span, way):
    """«За 10 дней до 5 октября» is not due on the fifth, and no date is made of it."""
    assert notation(read(way.format(span))) == "text"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("за год до проведения", "ru"),
        ("примерно за год до", "ru"),
        ("в течение года после утверждения", "ru"),
        ("за рік до завершення", "uk"),
        ("протягом року після підписання", "uk"),
        ("2 weeks before 1 September", "en"),
        ("10 days prior to 1 May", "en"),
        ("within 30 days of 1 May", "en"),
        ("two weeks after 5 June", "en"),
    ],
)
def test_a_year_counted_from_something_is_not_the_year_of_the_plan(text, language):
    """«За год до проведения» does not last all year."""
    assert notation(read(text, language)) == "text"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("за полугодие до 15 июля", "..2019-07-15"),
        ("за I квартал до 10 апреля", "..2019-04-10"),
        ("в текущем году до 1 мая", "..2019-05-01"),
        ("в течение года до 1 июня", "year;..2019-06-01"),
    ],
)
def test_a_report_on_a_time_is_due_on_its_day(text, expected):
    """What a report is on does not count; the year through does."""
    assert notation(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "до пятницы", "к пятнице", "в ближайшую пятницу", "следующий понедельник", "в пятницу",
        "by Friday", "by COB Friday", "next Friday", "this Friday", "by Monday next week",
        "Tuesday next", "on Friday", "до п'ятниці", "наступного понеділка",
    ],
)  # fmt: skip
def test_one_weekday_is_no_repetition_without_a_doubt(text):
    """«До пятницы» is due once, in a week that nobody named."""
    assert read(text).reading is not ReadingLevel.READ


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monday (Oct 8)", "2018-10-08"),
        ("by Monday next week (Oct 8)", "..2018-10-08"),
        ("w/c 12 March 2019", "2019-03-12..2019-03-18"),
        ("week commencing Monday 11 March", "2019-03-11..2019-03-17"),
        ("week of February 25", "2019-02-25..2019-03-03"),
        ("w/c 31 Dec", "2018-12-31..2019-01-06"),
        ("w/c 11 March – w/c 25 March", "2019-03-11..2019-03-31"),
        ("by w/c 11 March", "..2019-03-17"),
        ("the week of 3-7 September", "2018-09-03..2018-09-07"),
        ("Week 3, 25-29 November", "2018-11-25..2018-11-29"),
        ("Week 1 (Nov 11-15)", "2018-11-11..2018-11-15"),
        ("the third Thursday of October", "2018-10-18"),
        ("by EOB 15 March", "..2019-03-15"),
        ("by close of business on 15 March", "..2019-03-15"),
        ("до конца рабочего дня 15.03.2019", "..2019-03-15"),
        ("6 monthly", "recurring:every-6-months"),
        ("May 18, 9am", "2019-05-18"),
    ],
)
def test_weeks_and_ends_of_days_are_read(text, expected):
    """A week by its first day, its number beside its days, the end of a working day."""
    found = read(text, "en" if text.isascii() else "ru")
    assert notation(found) == expected
    assert codes(found) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("до 20 декабря за 2018 год", "..2018-12-20"),
        ("до 10 июля за I полугодие, до 20 января за год", "..2019-07-10;..2019-01-20"),
        ("за I квартал до 13 мая включительно", "..2019-05-13"),
        ("за год – до 20 января", "..2019-01-20"),
        (
            "сентябрь-октябрь, апрель-май ежегодно",
            "recurring:yearly;2018-09..2018-10;2019-04..2019-05",
        ),
        ("каждую последнюю пятницу ноября", "2018-11-30"),
        ("последний день каждого месяца", "recurring:monthly"),
        ("1-е число квартала", "recurring:quarterly"),
        ("01.09.2018р.", "2018-09-01"),
        ("до 01.09.2018 р.", "..2018-09-01"),
        ("между 5 и 10 мая", "2019-05-05..2019-05-10"),
        ("жыл соңына дейін", "..2018-12"),
        ("2018 жылғы қараша айының соңына дейін", "..2018-11"),
        ("2019 жылғы 1 тоқсанның соңына дейін", "..2019-03"),
        ("on or after 1 June", "2019-06-01.."),
        ("not before June 13", "2019-06-13.."),
        ("13 to 15 June", "2019-06-13..2019-06-15"),
        ("between April 2019 and May 2019", "2019-04..2019-05"),
        ("Q3 of 2019", "2019-07..2019-09"),
    ],
)
def test_what_a_report_is_on_and_other_orders_are_read(text, expected):
    """What a report is on, lists that repeat yearly, Kazakh ends, English beginnings."""
    period = Period.calendar_year(2018) if "жыл соң" in text else SCHOOL
    found = Deadline.parse(text, period, language="en" if text.isascii() else "ru")
    assert notation(found) == expected
    assert codes(found) == []


@pytest.mark.parametrize(
    "text",
    [
        "до и после 1 мая", "за год до 19 мая", "до заседания (12 июня)", "next annual review",
        "By next Board meeting (12 June)", "май –", "2018 -", "15 мая по", "15 мая или",
        "May 2019 to",
        "до 15 мая кроме", "с 1 мая до",
    ],
)  # fmt: skip
def test_a_preposition_or_a_word_of_the_calendar_left_over_is_a_doubt(text):
    """Of two opposite prepositions, of one before a bracket or at the end, the rest is unknown."""
    assert read(text).reading is ReadingLevel.PARTLY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 марта, июня, сентября", "2019-03-05;2019-06-05;2018-09-05"),
        ("до 5 марта, апреля и июня", "..2019-03-05;..2019-04-05;..2019-06-05"),
        ("последний четверг марта, июня", "2019-03-28;2019-06-27"),
        ("1-я неделя марта, июня", "2019-03-01..2019-03-07;2019-06-01..2019-06-07"),
        ("до конца марта, июня", "..2019-03;..2019-06"),
        ("5 березня, червня", "2019-03-05;2019-06-05"),
        ("5 марта, апрель", "2019-03-05;2019-04"),
        ("5, 10 марта, апреля", "?"),
        ("5-10 марта, апреля", "?"),
        ("05.05.2019 – 10.00", "2019-05-05"),
        ("FY 2018/19", "text"),
        ("end of the financial year", "text"),
        ("Q1 FY19", "?"),
        ("Academic year 2018/19", "year"),
        ("учебный год 2018/2019", "year"),
        ("Semester 1, 2018/19", "2018-09..2018-12"),
        ("зимняя сессия", "text"),
        ("летняя экзаменационная сессия", "text"),
        ("each half term", "text"),
        ("next month", "text"),
        ("(deadline: Jan 15)", "2019-01-15"),
        ("week 2 of March", "2019-03-08..2019-03-14"),
        ("March wk 1", "2019-03-01..2019-03-07"),
        ("from 15th March onwards", "2019-03-15.."),
        ("4 і 6 травня 2019 р.", "2019-05-04;2019-05-06"),
        ("травень і червень", "2019-05;2019-06"),
        ("до 10 квітня і до 10 травня", "..2019-04-10;..2019-05-10"),
        ("І і ІІ квартали", "2019-01..2019-03;2019-04..2019-06"),
        ("І квартал 2019 року", "2019-01..2019-03"),
        ("жарты жылда 1 рет", "recurring:half-yearly"),
        ("Sat-Sun 4-5 May", "2019-05-04..2019-05-05"),
        ("пн-пт 1-5 октября", "2018-10-01..2018-10-05"),
        ("вт, чт 1-30 сентября", "recurring:weekly;2018-09-01..2018-09-30"),
        ("пн., ср., пт. 15.00-16.00", "recurring:weekly"),
        ("Monday 1 – Friday 5 October", "2018-10-01..2018-10-05"),
        ("5/6 May 2019", "2019-05-05;2019-05-06"),
        ("by noon 5 Oct", "..2018-10-05"),
        ("by 5:00 p.m. on October 5", "..2018-10-05"),
        ("до обеда 15 мая", "..2019-05-15"),
        ("Oct18", "?"),
        ("Oct 18 - Jan 19", "?"),
        ("October 18 - 20", "2018-10-18..2018-10-20"),
    ],
)
def test_lists_and_years_that_begin_elsewhere_are_read(text, expected):
    """Months share the day before them; nobody knows when a fiscal year or a session begins."""
    found = read(text, "en" if text.isascii() else "ru")
    if expected == "?":
        assert found.reading is ReadingLevel.PARTLY
    else:
        assert (notation(found), codes(found)) == (expected, [])


@pytest.mark.parametrize("text", ["до 1 января", "к 01.01"])
def test_before_the_first_day_of_a_year_is_its_end(text):
    """«До 1 января» of a plan for a calendar year is asked about, and is not its first day."""
    found = Deadline.parse(text, Period.calendar_year(2024))
    assert (str(found.last), codes(found)) == ("2025-01-01", ["PLN210"])
    assert str(Deadline.parse("до 1 сентября", Period.school_year(2024)).last) == "2024-09-01"


def test_a_weekday_of_some_months_is_no_single_day():
    """«Каждый третий четверг октября-мая» is asked about: plandoc knows no such repetition."""
    found = Deadline.parse("каждый третий четверг октября-мая", Period.school_year(2024))
    assert (found.first, codes(found)) == (None, ["PLN216"])


@pytest.mark.parametrize("text", ["май-июнь (весь период)", "сентябрь - май (в течение года)"])
def test_the_whole_time_behind_a_range_is_no_deadline_of_its_own(text):
    """The range stands, and what the bracket says is asked about."""
    found = Deadline.parse(text, Period.school_year(2018))
    assert found.last is not None
    assert len(found.intervals) == 1
    assert codes(found) == ["PLN201"]
