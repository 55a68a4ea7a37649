"""What holds for every deadline."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.effort import tries
from support.work import calls

from plandoc.schema.deadline import (
    Deadline,
    Kind,
    Part,
    Precision,
    ReadingLevel,
    Recurrence,
    Stamp,
)
from plandoc.schema.deadline.spelling import canonical
from plandoc.schema.period import Period
from plandoc.words.vocabulary import Unit, vocabulary

YEARS = st.integers(2000, 2050)
MONTHS = st.tuples(YEARS, st.integers(1, 12)).map(lambda pair: Stamp(*pair))
DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31)).map(lambda d: Stamp(d.year, d.month, d.day))


@st.composite
def quarters(draw):
    year, number = draw(YEARS), draw(st.integers(1, 4))
    ends = Stamp(year, 3 * number - 2), Stamp(year, 3 * number)
    return Part(Kind.SPAN, *ends, precision=Precision.QUARTER)


@st.composite
def ranges(draw):
    stamps = draw(st.one_of(MONTHS, DAYS))
    last = draw(MONTHS if stamps.day is None else DAYS)
    return Part(Kind.SPAN, *sorted([stamps, last]))


POINTS = st.one_of(MONTHS, DAYS).map(lambda stamp: Part(Kind.SPAN, stamp, stamp))
OPEN = st.one_of(
    st.one_of(MONTHS, DAYS).map(lambda stamp: Part(Kind.SPAN, None, stamp)),
    st.one_of(MONTHS, DAYS).map(lambda stamp: Part(Kind.SPAN, stamp, None)),
)
WHOLE_YEARS = YEARS.map(lambda year: Part(Kind.SPAN, Stamp(year, 1), Stamp(year, 12)))
RECURRENCES = st.one_of(
    st.sampled_from(
        [
            Unit.DAY,
            Unit.WEEK,
            Unit.MONTH,
            Unit.QUARTER,
            Unit.SCHOOL_QUARTER,
            Unit.HALF_YEAR,
            Unit.YEAR,
            None,
        ]
    ).map(Recurrence),
    st.builds(
        lambda n, unit: Recurrence(unit, times=n),
        st.integers(2, 30),
        st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR, Unit.YEAR]),
    ),
    st.integers(2, 24).map(lambda n: Recurrence(Unit.MONTH, interval=n)),
    st.integers(2, 60).map(lambda n: Recurrence(Unit.DAY, interval=n)),
    st.integers(2, 30).map(lambda n: Recurrence(Unit.SCHOOL_QUARTER, interval=n)),
    st.integers(0, 6).map(lambda day: Recurrence(Unit.WEEK, weekdays=(day,))),
    st.lists(st.integers(0, 6), min_size=2, max_size=4, unique=True).map(
        lambda days: Recurrence(Unit.WEEK, weekdays=tuple(sorted(days)))
    ),
    st.builds(
        lambda day, nth: Recurrence(Unit.MONTH, weekdays=(day,), nth=nth),
        st.integers(0, 6),
        st.sampled_from([-1, 1, 2, 3, 4, 5]),
    ),
    st.integers(1, 31).map(lambda last: Recurrence(Unit.MONTH, first=0, last=last)),
    st.lists(st.integers(1, 31), min_size=2, max_size=2).map(
        lambda days: Recurrence(Unit.MONTH, first=min(days), last=max(days))
    ),
).map(lambda every: Part(Kind.RECURRING, recurrence=every))
TEXTS = st.sampled_from(["по мере необходимости", "по отдельному плану", "после заседания"]).map(
    lambda words: Part(Kind.TEXT, words=words)
)
DATED = st.one_of(POINTS, ranges(), quarters(), OPEN, WHOLE_YEARS)
VALUES = st.one_of(
    st.lists(DATED, min_size=1, max_size=5),
    RECURRENCES.map(lambda part: [part]),
    st.just([Part(Kind.WHOLE)]),
    st.lists(st.one_of(POINTS, TEXTS), min_size=1, max_size=4),
).map(tuple)


def _is_year(part):
    ends = (part.first, part.last)
    whole = all(end and end.day is None for end in ends)
    return whole and [end.month for end in ends] == [1, 12]


@given(VALUES)
@tries(4000)
def test_what_is_printed_reads_back(parts):
    """Reading the canonical print gives the value that was printed.

    A year in front of a day, in a list of both, is read as the year of that day or doubted.
    """
    pairs = pairwise(parts)
    assume(not any(_is_year(one) and other.first for one, other in pairs))
    printed = canonical(parts, "ru")
    assert Deadline.parse(printed).parts == parts, printed


@given(
    st.one_of(st.lists(DATED, min_size=1, max_size=4).map(tuple), RECURRENCES.map(lambda p: (p,)))
)
@tries(2000)
def test_what_is_printed_in_english_reads_back(parts):
    """The same grammar reads its own English."""
    printed = canonical(parts, "en")
    assert Deadline.parse(printed, language="en").parts == parts, printed


SCRAPS = st.sampled_from(
    re.findall(
        r"\S+|\n",
        "сентябрь мая 1 15 31 2018 г. до с по в течение года каждый раз - – , . ( ) \n неделя "
        "среда квартал последняя ежегодно и не щука 30.02 07.12 19.20 к « » не I IV / 1-я "
        "ежемесячно кроме начало конец XI 15.X пост. п/г декада пятница",
    )
)
ANY_TEXT = st.one_of(st.text(max_size=200), st.lists(SCRAPS, max_size=30).map(" ".join))
PERIODS = st.one_of(
    st.none(),
    st.integers(1990, 2050).map(Period.school_year),
    st.integers(1990, 2050).map(Period.calendar_year),
    st.builds(
        lambda day, days: Period.between(day, day + timedelta(days)),
        st.dates(date(1990, 1, 1), date(2050, 1, 1)),
        st.integers(0, 2000),
    ),
)


@given(
    ANY_TEXT,
    PERIODS,
    st.one_of(st.none(), st.tuples(YEARS, st.integers(1, 12))),
    st.integers(-3, 3),
)
@tries(3000)
def test_nothing_raises_and_words_are_kept(text, period, month, years):
    """Any string with any period is read, printed, listed, shifted, and said in both languages."""
    deadline = Deadline.parse(text, period, month=month)
    assert str(deadline) == deadline.text == text
    assert deadline == Deadline.parse(text, period, month=month)
    assert hash(deadline) == hash(Deadline.parse(text, period, month=month))
    assert deadline.reading in ReadingLevel
    for interval in deadline.intervals:
        assert not (interval.first and interval.last) or interval.first <= interval.last
    assert all(
        period and day.first in period and day.last in period for day in deadline.occurrences()
    )
    for problem in deadline.problems:
        assert problem.code.startswith("PLN2")
    moved, _remarks = deadline.shift(years)
    assert len(moved.text) == len(text)
    deadline.canonical()
    deadline.canonical("en")


@given(st.lists(POINTS, min_size=1, max_size=4).map(tuple), st.integers(1, 3), st.integers(1, 3))
@tries(500)
def test_shifting_twice_is_shifting_once(parts, once, again):
    """One year and two years on is three years on."""
    deadline = Deadline.parse(canonical(parts, "ru"), Period.school_year(2018))
    step = deadline.shift(once).deadline.shift(again).deadline
    assert step == deadline.shift(once + again).deadline


DATES = st.one_of(
    st.builds(
        lambda head, day, month, tail: [*head, str(day), month, *tail],
        st.sampled_from([[], ["до"], ["с"], ["не", "позднее"]]),
        st.integers(1, 28),
        st.sampled_from(["октября", "декабря", "марта", "мая"]),
        st.sampled_from([[], ["2019"], ["2019", "г."]]),
    ),
    st.builds(
        lambda ten, unit, month: [ten, unit, month],
        st.just("двадцать"),
        st.sampled_from(["первого", "третьего", "пятого", "девятого"]),
        st.sampled_from(["октября", "марта"]),
    ),
    st.dates(date(2018, 9, 1), date(2019, 8, 31)).map(lambda day: [f"{day:%d.%m.%Y}"]),
    st.builds(
        lambda first, last: [first, "-", last],
        st.sampled_from(["сентябрь", "5 ноября"]),
        st.sampled_from(["март", "20 мая"]),
    ),
)
INSERTED = st.one_of(
    st.text("абвгдежзиклмнопрстуфхцчшщэюя", min_size=4, max_size=12),
    st.integers(0, 99_999).map(str),
    st.sampled_from(["двадцать", "пять", "прошлого", "недели", "через", "год", "Mar", "вторая"]),
)


@given(DATES, INSERTED, st.data())
@tries(1500)
def test_an_inserted_word_never_makes_a_wrong_day_in_silence(words, word, data):
    """With any word or number put in, the same days are read, or a doubt is raised."""
    at = data.draw(st.integers(0, len(words)))
    assume(not word.isdecimal() or words[at : at + 1] not in (["сентябрь"], ["март"]))
    year = Period.school_year(2018)
    right = Deadline.parse(" ".join(words), year)
    changed = Deadline.parse(" ".join([*words[:at], word, *words[at:]]), year)
    told = changed.reading is not ReadingLevel.READ
    assert told or changed.parts == right.parts or _means(word, changed), changed


@given(DATES, st.data())
@tries(500)
def test_an_unknown_word_in_the_phrase_of_a_date_is_told(words, data):
    """A word of no meaning in the phrase of a date raises a doubt wherever it stands."""
    word = data.draw(st.text("бвгджзклмнпрстфхцчшщ", min_size=5, max_size=12))
    at = data.draw(st.integers(0, len(words)))
    text = " ".join([*words[:at], word, *words[at:]])
    assert Deadline.parse(text, Period.school_year(2018)).reading is not ReadingLevel.READ, text


MONTH_NAMES = {
    name: vocabulary("ru").word(name).number
    for name in ("октября", "декабря", "марта", "мая", "сентябрь", "ноябрь", "март", "июнь")
}
CALENDAR = st.sampled_from(
    [*MONTH_NAMES, "3", "12", "15", "25", "2018", "2019", "07.11", "12.03.2019", "2019-03-05",
     "-", "–", ",", "и", "до", "с", "по", "не позднее", "г.", "года", ";", "ежемесячно",
     "ежеквартально", "2 раза в год", "числа", "каждого месяца", "ежегодно"]
)  # fmt: skip
PHRASES = st.one_of(
    DATES, st.lists(CALENDAR, min_size=2, max_size=8), st.lists(CALENDAR, min_size=2, max_size=4)
)


def _changed(words, data):
    """A phrase of which one token was put in, left out, or changed places with its neighbour."""
    at = data.draw(st.integers(0, len(words) - 1))
    how = data.draw(st.sampled_from(["in", "out", "swap", "as it is"]))
    if how == "in":
        return [*words[:at], data.draw(CALENDAR), *words[at:]]
    if how == "out":
        return words[:at] + words[at + 1 :]
    if how == "swap":
        return [*words[:at], *words[at : at + 2][::-1], *words[at + 2 :]]
    return words


def _unused(text, deadline):
    """The numbers and months of a text that are no number or month of any of its days."""
    stamps = [one for part in deadline.parts for one in (part.first, part.last) if one]
    periods = [deadline.page.period.years] if deadline.is_whole_period else []
    numbers = {0, *(year for years in periods for year in years)}
    for stamp in stamps:
        year = stamp.year or 0
        numbers |= {stamp.day, stamp.month, year, year % 100}
        numbers |= {year + 1} if stamp.month == 12 else set()  # «до 2019» ends in December 2018
    for every in deadline.recurrences:
        numbers |= {every.times, every.interval, every.first, every.last}
        numbers |= {*range(1, 32)} if every.unit is Unit.QUARTER else set()  # a day of a quarter
    months = {stamp.month for stamp in stamps}
    months |= {month % 12 + 1 for month in months}  # «до октября» ends in September
    found = [one for one in re.findall(r"\d+", text) if int(one) not in numbers]
    named = re.findall(r"[а-я]+", text)
    return found + [one for one in named if MONTH_NAMES.get(one, 0) not in months | {0}]


@given(PHRASES, st.data())
@tries(4000)
def test_a_reading_without_doubt_uses_every_number_and_month(words, data):
    """Tokens put in, left out or swapped: what is read without a doubt has left nothing out."""
    text = " ".join(_changed(words, data))
    deadline = Deadline.parse(text, Period.school_year(2018))
    assert deadline.reading is not ReadingLevel.READ or not _unused(text, deadline), deadline


def _means(word, changed):
    """Whether the word is one of the calendar, so that the days are another text's own."""
    return vocabulary("ru").word(word) is not None and all(
        part.kind is not Kind.TEXT for part in changed.parts
    )


HOSTILE = re.split(
    r"[|]",
    "1|1 |1.1|1.1.|.|-|сентябрь |сентябрь|сентябрь-|(|()|\n|1\n|«|«1»|до |до 1 |в течение |с 1 по |"
    "1, 15 и |\u0301|каждый |раз в |сентбрь |cентябрь |а |a-\n|щ\n|01.09.2018 |31.06 |"
    "первая неделя |\ud800|по итогам |т г |(май) |²|I |X |15.X |IX-|май (2 неделя) |ежемесячно (1 |"
    "начало и |начало и конец |ежемесячно, кроме |сентябрь, март 2019, |до 1 июля и |п/г |1/1/|"
    "October 5, |1 тур |15 мая дейін |с пятницы, |2019 год, |до 12.00 |окт-18-|2019/20 |по май |"
    "April |ноябрь, 12; |ноябрь 13 |ноябрь, 12 x|ноябрь, 1 неделя\nянварь, |- май\n|3 пара, ",
)


@pytest.mark.slow
@pytest.mark.parametrize("scrap", HOSTILE)
def test_work_grows_with_the_length_alone(scrap):
    """Ten thousand characters take about ten times the work of a thousand."""
    vocabulary("ru")
    period = Period.school_year(2018)
    small, large = (
        calls(Deadline.parse, (scrap * size)[:size], period) for size in (1_000, 10_000)
    )
    assert large < 15 * small + 500
