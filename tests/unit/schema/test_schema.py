"""plandoc.schema: approvals, partial dates, numbering, periods, and what spans a plan."""

import copy
import pickle
from datetime import date
from itertools import product
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from plandoc.errors import PlanError
from plandoc.schema.activity import Activity, Executor, Section
from plandoc.schema.approval import Act, Approval, ApprovalKind, Minutes, Officer
from plandoc.schema.carried import CarriedActivity
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.schema.day import Day
from plandoc.schema.layout import Column
from plandoc.schema.numbering import Numbering, numbered, roman
from plandoc.schema.outcome import Outcome
from plandoc.schema.partial_date import CANONICAL, DateStyle, PartialDate
from plandoc.schema.period import Period, PeriodKind, YearStyle
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow, SectionRow
from plandoc.schema.settling import short_id
from plandoc.wording.phrases import Wording
from plandoc.words.language import LANGUAGES

OFFICER = Officer(post="Директор")
YEAR = Period.school_year(2018)


def refused(model: Any, value: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(model).validate_python(value)
    return [error["type"] for error in caught.value.errors(include_url=False)]


def plan(**parts: Any) -> Plan:
    return Plan.model_validate({"title": "План", "period": YEAR, **parts})


def numbers(value: Plan) -> list[str]:
    return [row.number if isinstance(row, ActivityRow) else row.label for row in value.rows()]


# Text


@pytest.mark.parametrize("text", ["\x00", "\x07", "\x0b", "\x0c", "\x1f", "\ud800", "\ufffe"])
def test_text_that_xml_cannot_hold_is_refused(text: str) -> None:
    """Control characters and lone surrogates never enter a plan."""
    assert refused(Activity, {"title": f"а{text}"}) == ["PLN101"]


def test_line_ends_become_one_kind() -> None:
    """CR LF and CR are the same line break as LF; tabs stay."""
    assert Activity(title="а\r\nб\rв\tг").title == "а\nб\nв\tг"


def test_text_is_kept_as_it_is() -> None:
    """Blanks at the ends and double blanks belong to the author."""
    assert Activity(title=" а  б ").title == " а  б "


@pytest.mark.parametrize("value", [True, ["а"], {"а": "б"}, object(), b"a", 1j])
def test_what_no_cell_holds_is_no_text(value: object) -> None:
    """A truth value, a list, bytes are not silently turned into a text."""
    assert refused(Activity, {"title": value}) == ["string_type"]


def test_values_are_frozen() -> None:
    """A plan never changes under the feet of whoever holds it."""
    with pytest.raises(AttributeError, match="model_copy"):
        Activity(title="а").title = "б"  # type: ignore[misc]


# Partial dates


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("« 01 » _____ 2018 г.", (1, None, 2018, DateStyle.QUOTED)),
        ("«30» октября 2015 года", (30, 10, 2015, DateStyle.QUOTED)),
        ("«_30_» августа___ 2016 г.", (30, 8, 2016, DateStyle.QUOTED)),
        ("«____»_______________ 20___ г.", (None, None, None, DateStyle.QUOTED)),
        ('"____" _______________2020 г.', (None, None, 2020, DateStyle.QUOTED)),
        ("« 12 » _____ 20__ г.", (12, None, None, DateStyle.QUOTED)),
        ("01.09.2018", (1, 9, 2018, DateStyle.DIGITS)),
        ("01.07.2016 г.", (1, 7, 2016, DateStyle.DIGITS)),
        ("__.__.2018", (None, None, 2018, DateStyle.DIGITS)),
        ("1 сентября 2018 г.", (1, 9, 2018, DateStyle.WORDS)),
        ("01 сентября 2018 г.", (1, 9, 2018, DateStyle.TWO_DIGITS)),
        ("15 сентября 2018 г.", (15, 9, 2018, DateStyle.WORDS)),
        ("1 _____ 20__ г.", (1, None, None, DateStyle.WORDS)),
        ("1 September 2018", (1, 9, 2018, DateStyle.WORDS)),
        ("2018-09-01", (1, 9, 2018, DateStyle.WORDS)),
        ("2018 жылғы 1 қыркүйек", (1, 9, 2018, DateStyle.WORDS)),
        ("2018 жылғы 1 қыркүйектегі", (1, 9, 2018, DateStyle.WORDS)),
        ("2018 ж. «01» қыркүйек", (1, 9, 2018, DateStyle.QUOTED)),
        ("20__ жылғы «__» ________", (None, None, None, DateStyle.QUOTED)),
        ("«__» ______ 202_ г.", (None, None, None, DateStyle.QUOTED)),
    ],
)
def test_partial_date_is_read(text: str, parts: tuple[Any, ...]) -> None:
    """Dates are read as offices write them, with blanks for the pen."""
    found = PartialDate.model_validate(text)
    assert (found.day, found.month, found.year, found.style) == parts


def test_partial_date_survives_its_own_text() -> None:
    """Whatever is blank, in every style and language, the printed date is read back the same."""
    days, months, years = (None, 1, 12, 28), (None, 1, 9, 12), (None, 1900, 2018, 2200)
    for day, month, year, style in product(days, months, years, DateStyle):
        found = PartialDate(day=day, month=month, year=year, style=style)
        for language, of_act in product(LANGUAGES, (False, True)):
            printed = found.text(language, of_act=of_act)
            assert PartialDate.model_validate(printed) == found, printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("2024 жылғы 30 тамыз", "2024 жылғы 30 тамыз"),
        ("30 тамыз 2024 ж.", "2024 жылғы 30 тамыз"),
        ("2024 ж. «30» тамыз", "2024 ж. «30» тамыз"),
        ("20__ жылғы «___» __________", "20__ жылғы «___» __________"),
        ("«__» ______ 202_ г.", "«__» ______ 202_ г."),
    ],
)
def test_a_form_that_no_language_prints_stays_as_typed(typed: str, printed: str) -> None:
    """The year may stand first; what no language prints so is printed as it was typed."""
    found = PartialDate.model_validate(typed)
    assert found.text("kk") == printed
    assert PartialDate.model_validate(found.model_dump()) == found


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("«___» ______ 20__ г.", "« ___ » ______ 20__ г."),
        ("«____»_______________ 20___ г.", "« ____ » _______________ 20___ г."),
        ('"01" ___ 2018 г.', "« 01 » ___ 2018 г."),
        ("__ ________ 2018 г.", "__ ________ 2018 г."),
        ("« __ » _____ 20__ г.", "« __ » ########## 20__ г."),
        ("« 01 » _____ 2018 г.", "« 01 » ########## 2018 г."),
        ("____________", "__ ########## 20__ г."),
        ("__.__.2018", "__.__.2018"),
    ],
)
def test_blanks_are_as_long_as_typed(typed: str, printed: str) -> None:
    """Blanks that are not the usual ones keep their lengths, on paper and in the plan file."""
    found = PartialDate.model_validate(typed)
    assert found.to_fill_in("ru", 10) == printed.replace("#", "_")
    assert PartialDate.model_validate(found.model_dump()).blanks == found.blanks


@pytest.mark.parametrize(
    "typed",
    [
        "__01. 09__2013г",
        "24.августа.2019",
        "«_30_» августа___ 2016 г.",
        "«31» 08. 2020 г.",
        "01.09.2018 г.",
        "28 августа 2020 года",
        "12.05.20 17",
        "___.___.2018",
    ],
)
def test_a_date_that_no_style_has_is_printed_as_typed(typed: str) -> None:
    """Blanks, dots and words of its author stand in every text of it, and are no content."""
    found = PartialDate.model_validate(typed)
    assert found.text("ru") == found.to_fill_in("ru", 10) == found.model_dump() == typed
    same = found.model_copy(update={"typed": ""})
    assert found == same
    assert found.model_dump(context=CANONICAL) == same.text("ru")


def test_lengths_of_blanks_are_no_content() -> None:
    """The same plan with longer blanks has the same hash, in approvals, annexes and signatures."""

    def made(date: str) -> Plan:
        officer = {"post": "Директор", "name": "И.И. Иванов", "date": date}
        annex = {"annex": {"to": {"of": "директора", "date": date, "number": "1"}}}
        return Plan.model_validate(
            {"title": "План", "period": "2018", "signatures": [officer],
             "approvals": [{"kind": "approve", "officer": officer}], "activities": [{"title": "а"}],
             "blocks": [annex, "approvals", "title", "table", "signatures"]}
        )  # fmt: skip

    usual, long = made("« __ » _____ 20__ г."), made("«___» _________ 20__ г.")
    assert usual.content_hash == long.content_hash
    again = Plan.model_validate(long.model_dump(mode="json"))
    assert again.signatures[0].date.blanks == long.signatures[0].date.blanks == (3, 9, 2)


@pytest.mark.parametrize(
    "text", ["", "вчера", "1 сентября", "сентябрь", "08.2018", "01.сентябрия.2018", "г."]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """A text without a date, or a date that forgets its year without a blank, is refused."""
    assert refused(PartialDate, text) == ["PLN121"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2018 г.", "« __ » _____ 2018 г."),
        ("«» 2018г.", "« __ » _____ 2018 г."),
        ("сентябрь 2018 г.", "« __ » сентября 2018 г."),
    ],
)
def test_what_stands_before_the_year_may_be_left_to_the_pen(text: str, printed: str) -> None:
    """People type the year alone: the day, or day and month, get their blanks."""
    assert PartialDate.model_validate(text).text() == printed


@pytest.mark.parametrize(
    ("text", "code"),
    [("31.09.2018", "PLN122"), ("29.02.2019", "PLN122"), ("« 31 » ноября 20__ г.", "PLN122")],
)
def test_impossible_date_is_refused(text: str, code: str) -> None:
    """A day that its month does not have is refused, in a blank year as well."""
    assert refused(PartialDate, text) == [code]
    assert PartialDate.model_validate("« 29 » февраля 20__ г.").day == 29


def test_days_that_a_partial_date_can_mean() -> None:
    """Blanks widen a date to the month or the year; a blank year says nothing."""
    assert PartialDate(year=2019, month=2).days() == (date(2019, 2, 1), date(2019, 2, 28))
    assert PartialDate(year=2019, day=5).days() == (date(2019, 1, 1), date(2019, 12, 31))
    assert PartialDate(year=2019, month=2, day=5).days() == (date(2019, 2, 5), date(2019, 2, 5))
    assert PartialDate(month=2).days() is None


# Approvals


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"kind": "own"}, "PLN131"),
        ({"kind": "own", "word": " "}, "PLN131"),
        ({"kind": "agree", "word": "СОГЛАСЕН"}, "PLN132"),
        ({"kind": "approve"}, "PLN133"),
        ({"kind": "approve", "act": Act(), "minutes": Minutes(body="советом")}, "PLN134"),
    ],
)
def test_incomplete_approval_is_refused(parts: dict[str, Any], code: str) -> None:
    """An approval has its word exactly when it is of its own kind, and one basis."""
    basis = {} if code in {"PLN133", "PLN134"} else {"officer": OFFICER}
    assert refused(Approval, {**basis, **parts}) == [code]


def test_mixed_school_form() -> None:
    """An officer may stand together with the act, and do without a date of his own."""
    found = Approval(
        kind=ApprovalKind.APPROVE, officer=Officer(post="Директор", date=None), act=Act()
    )
    assert found.officer is not None
    assert found.officer.date is None
    assert found.act is not None
    assert found.act.date == PartialDate()


def test_five_approvals_are_refused() -> None:
    """At most four approvals stand on a page."""
    approval = Approval(kind=ApprovalKind.AGREE, officer=OFFICER)
    assert len(plan(approvals=[approval] * 4).approvals) == 4
    assert refused(Plan, {"title": "П", "period": YEAR, "approvals": [approval] * 5}) == [
        "too_long"
    ]


# Periods


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2018-2019", Period.school_year(2018)),
        ("2018-2019 учебный год", Period.school_year(2018)),
        ("2018–2019 уч. год", Period.school_year(2018, YearStyle.DASH)),
        ("2018/2019 учебный год", Period.school_year(2018, YearStyle.SLASH)),
        ("2018/19", Period.school_year(2018, YearStyle.SHORT)),
        ("2018\u20112019", Period.school_year(2018)),
        ("2018\u22122019 учебный год", Period.school_year(2018)),
        ("1999/00", Period.school_year(1999, YearStyle.SHORT)),
        ("2021", Period.calendar_year(2021)),
        ("2021 год", Period.calendar_year(2021)),
        ("2021 г.", Period.calendar_year(2021)),
    ],
)
def test_period_is_read(text: str, period: Period) -> None:
    """School years in four spellings and calendar years are read."""
    assert Period.model_validate(text) == period
    assert Period.model_validate(period.model_dump()) == period


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("скоро", "PLN111"), ("1700", "PLN111"), ("2018 учебный год", "PLN111"),
        ("ноябрь", "PLN111"), ("0000-0001 спортивный сезон", "PLN111"),
        ("до 20 мая 2019 г.", "PLN111"), ("9 месяцев 2020 года", "PLN111"),
        ("2018-2020 уч. годы", "PLN111"), ("с 31.02.2020 по 01.03.2020", "PLN111"),
        ("2018-2020 учебный год", "PLN112"), ("2016/2019", "PLN112"), ("2018-2018", "PLN112"),
        ({"first": "2019-01-01", "last": "2018-12-31"}, "PLN113"),
    ],
)  # fmt: skip
def test_wrong_period_is_refused(value: Any, code: str) -> None:
    """A period that is not read, skips a year or runs backwards is refused."""
    assert refused(Period, value) == [code]


def test_period_knows_its_kind_and_days() -> None:
    """The kind is told by the days; both end days belong to the period."""
    assert YEAR.kind is PeriodKind.SCHOOL_YEAR
    assert Period.calendar_year(2021).kind is PeriodKind.CALENDAR_YEAR
    part = Period.model_validate({"first": "01.09.2018", "last": "2018-12-31"})
    assert (part.kind, part.spelled) == (PeriodKind.RANGE, "")
    assert date(2018, 9, 1) in part
    assert date(2018, 12, 31) in part
    assert date(2019, 1, 1) not in part
    assert YEAR.years == (2018, 2019)


@pytest.mark.parametrize(
    ("text", "first", "last", "title"),
    [
        ("сентябрь 2015", "2015-09-01", "2015-09-30", "на сентябрь 2015 года"),
        ("сентябрь 2015 г.", "2015-09-01", "2015-09-30", "на сентябрь 2015 г."),
        ("I квартал 2020", "2020-01-01", "2020-03-31", "на I квартал 2020 года"),
        ("20 ноября 2018 г.", "2018-11-20", "2018-11-20", "на 20 ноября 2018 г."),
        ("2016-2019", "2016-01-01", "2019-12-31", "на 2016-2019 годы"),
        ("2016–2019 годы", "2016-01-01", "2019-12-31", "на 2016–2019 годы"),
        ("2019-2020 гг.", "2019-01-01", "2020-12-31", "на 2019-2020 гг."),
        ("2019-2020 тренировочный год", "2019-09-01", "2020-08-31", ""),
        ("2019/2020 спортивный сезон", "2019-09-01", "2020-08-31", ""),
        ("с 25.01.2021 по 28.02.2021", "2021-01-25", "2021-02-28", "с 25.01.2021 по 28.02.2021"),
        ("25.01.2021-28.02.2021", "2021-01-25", "2021-02-28", ""),
        ("1 полугодие 2020-2021 учебного года", "2020-09-01", "2020-12-31", ""),
        ("в сентябре 2015 года", "2015-09-01", "2015-09-30", "в сентябре 2015 года"),
        ("за 2019 год", "2019-01-01", "2019-12-31", "за 2019 год"),
        ("26-28 августа 2020 г.", "2020-08-26", "2020-08-28", ""),
        ("September 2015", "2015-09-01", "2015-09-30", "на September 2015 года"),
    ],
)
def test_period_in_other_words_keeps_them(text: str, first: str, last: str, title: str) -> None:
    """Days are read from the author's words, which are written, printed and moved as typed."""
    period = Period.model_validate(text)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert (period.text, period.model_dump()) == (text, text)
    assert Period.model_validate(period.model_dump()) == period
    assert Wording("ru-RU").period(period) == (title or f"на {text}")


def test_words_beside_the_days_are_printed() -> None:
    """Words that tell no days stand beside the days, and are printed."""
    said = {"first": "2020-01-01", "last": "2020-09-30", "words": "9 месяцев 2020 года"}
    period = Period.model_validate(said)
    assert period.model_dump() == said
    assert Wording("ru-RU").period(period) == "на 9 месяцев 2020 года"


def test_a_period_moves_in_its_own_words() -> None:
    """The next period takes the words of the last one where they tell its days."""
    old = Period.model_validate("I квартал 2020")
    moved = old.moved_into(Period.between(date(2021, 1, 1), date(2021, 3, 31)))
    assert moved.text == "I квартал 2021"
    other = Period.between(date(2020, 4, 1), date(2020, 6, 30))
    assert old.moved_into(other) == other
    season = Period.model_validate("2019-2020 тренировочный год")
    assert season.moved_into(Period.school_year(2020)).text == "2020-2021 тренировочный год"


@pytest.mark.parametrize(
    ("written", "printed", "text"),
    [
        ("2018/2019", "на 2018/2019 учебный год", "2018/2019"),
        ("2021", "на 2021 год", "2021"),
        ("сентябрь 2015", "на сентябрь 2015 года", "сентябрь 2015"),
        (
            {"first": "2018-09-01", "last": "2019-06-30"},
            "на период с 1 сентября 2018\u00a0г. по 30 июня 2019\u00a0г.",
            "01.09.2018–30.06.2019",
        ),
    ],
)
def test_a_period_as_a_text_is_what_is_printed(written: object, printed: str, text: str) -> None:
    """`str` is the line under the title, `text` what a file says, which is read as the period."""
    period = Period.model_validate(written)
    assert (str(period), f"{period}", period.text) == (printed, printed, text)
    assert Period.model_validate(text).first == period.first
    assert period.printed("en-US") == Wording("en-US").period(period) != printed


def test_bare_days_are_days_of_a_plan_of_one_month() -> None:
    """In a plan of one month «12-14» needs no month; in a longer one it is told."""

    def read(period: str) -> Any:
        activity = {"title": "а", "deadline": "12-14"}
        plan = Plan.model_validate({"title": "П", "period": period, "activities": [activity]})
        return plan.activities[0].deadline

    assert read("сентябрь 2015").first == date(2015, 9, 12)
    assert [problem.code for problem in read("I квартал 2020").problems] == ["PLN211"]


def test_period_of_another_century_is_written_by_its_days() -> None:
    """A year that the short form does not accept is written as two days, and read back."""
    old = Period.school_year(1850)
    assert Period.model_validate(old.model_dump()) == old


@pytest.mark.parametrize("value", ["0", "1535760000", 0, 1.5, True, "2018-9-1"])
def test_number_is_no_day(value: Any) -> None:
    """A number is not counted as seconds since 1970."""
    assert refused(Day, value) == ["PLN123"]


def test_day_is_read() -> None:
    """A day is written in either order; one that no calendar has is refused."""
    adapter = TypeAdapter(Day)
    for text in ("2018-10-02", "02.10.2018", "2.10.2018", " 02.10.2018 "):
        assert adapter.validate_python(text) == date(2018, 10, 2)
    assert refused(Day, "31.09.2018") == ["PLN124"]


# Numbering


@pytest.mark.parametrize(
    ("sample", "path", "number"),
    [
        ("Задача 1.", (2, 7), "Задача 7."), ("Раздел I.", (4,), "Раздел IV."),
        ("1.1", (2, 7), "2.7"),
        ("1.1.", (2, 7), "2.7."), ("1.1.", (3,), "3."), ("1", (2, 7), "7"), ("", (1,), ""),
        ("1)", (2, 3), "3)"), ("Цель № 1:", (5,), "Цель № 5:"),
        ("План 2021 № 1", (5,), "План 2021 № 5"),
    ],
)  # fmt: skip
def test_numbers_follow_their_sample(sample: str, path: tuple[int, ...], number: str) -> None:
    """A sample of one numeral shows the last number, a dotted one the whole path."""
    assert numbered(sample, path) == number


@pytest.mark.parametrize("sample", ["Задача", "№", " "])
def test_sample_without_a_number_is_refused(sample: str) -> None:
    """A sample shows a number."""
    assert refused(Numbering, {"sections": [sample]}) == ["PLN141"]


def test_roman_numbers() -> None:
    """Roman numerals subtract where they must."""
    assert [roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1999)] == [
        "I", "IV", "IX", "XIV", "XL", "XC", "CD", "MCMXCIX"
    ]  # fmt: skip


def test_activities_are_counted_by_section_or_through() -> None:
    """Each section counts anew, unless the plan counts through; a pinned number is kept."""
    a, b = Activity(title="а"), Activity(title="б", number="7а")
    first = Section(
        title="Р", activities=(a, b, a), sections=(Section(title="П", activities=(a,)),)
    )
    sections = (first, Section(title="С", activities=(a,)))
    of = Numbering.of
    assert numbers(plan(sections=sections, activities=[a], numbering=of("Задача 1."))) == [
        "1.", "Задача 1.", "1.1.", "7а", "1.3.", "Задача 1.", "1.1.1.", "Задача 2.", "2.1.",
    ]  # fmt: skip
    through = of("Раздел I.", "", activities="1", running=True)
    assert numbers(plan(sections=sections, numbering=through)) == [
        "Раздел I.", "1", "7а", "3", "", "4", "Раздел II.", "5",
    ]  # fmt: skip


def test_label_of_its_own_and_month() -> None:
    """An own label replaces the computed one, an empty one removes it, a month has none."""
    sections = (
        Section(title="Р", label="Сверх плана."),
        Section(title="С", label=""),
        Section(month=9),
    )
    assert numbers(plan(sections=sections)) == ["Сверх плана.", "", ""]
    assert refused(Section, {"title": " ", "label": " "}) == ["PLN151"]


# Columns, executors


def test_columns_are_data() -> None:
    """A key alone is a standard column; an own one needs its heading."""
    assert Column.model_validate("title") == Column(key="title")
    assert TypeAdapter(Column).dump_python(Column(key="title")) == "title"
    assert refused(Column, "place") == ["PLN161"]
    assert "place" not in STANDARD_COLUMNS


def test_executor_may_be_its_name() -> None:
    """A name alone is an executor, one text is a list of one."""
    assert Activity(title="а", executors="КС").executors == (Executor(name="КС"),)
    assert TypeAdapter(Executor).dump_python(Executor(name="КС")) == "КС"
    assert Executor(name="КС", lead=True).model_dump()["lead"] is True
    assert Activity(title="а", executors=" ").executors == ()


# The plan


def test_ids_are_born_once() -> None:
    """A missing id comes from the text, the same every time, and is never given twice."""
    twice = plan(activities=[Activity(title="а"), Activity(title="а")], sections=[])
    first, second = (row.activity.id for row in twice.activity_rows())
    assert first != second
    assert first == short_id("а")
    assert plan(activities=[Activity(title="а")]).activities[0].id == first
    kept = plan(activities=[Activity(title="а"), Activity(title="б", id=first)])
    assert kept.activities[0].id != first
    assert plan().id == plan().id != plan(title="Другой").id


def test_plans_of_one_title_are_apart_by_who_approves_them() -> None:
    """Two schools with one title and period have two ids, so that sheets are not mixed up."""
    first, second = (
        plan(approvals=[{"kind": "approve", "officer": {"post": f"Директор школы № {number}"}}])
        for number in (1, 2)
    )
    assert len({plan(approvals=[]).id, first.id, second.id}) == 3


@pytest.mark.parametrize("built", [True, False])
def test_equal_ids_are_refused(*, built: bool) -> None:
    """Two activities with one id are refused wherever they stand, from Python and from data."""
    activity = {"id": "x", "title": "а"}
    one: Any = Activity(**activity) if built else activity
    section: Any = (
        Section(title="Р", activities=(one,)) if built else {"title": "Р", "activities": [one]}
    )
    with pytest.raises(PlanError) as caught:
        plan(activities=[one], sections=[section])
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place.path)) == ("PLN152", "sections[0].activities[0].id")
    assert problem.values["other"] == "activities[0]"


def test_fourth_level_of_sections_is_refused() -> None:
    """Three levels stand, a fourth does not."""
    nested = Section(title="3")
    for level in (2, 1):
        nested = Section(title=str(level), sections=(nested,))
    rows = [row for row in plan(sections=[nested]).rows() if isinstance(row, SectionRow)]
    assert [row.level for row in rows] == [1, 2, 3]
    with pytest.raises(PlanError) as caught:
        plan(sections=[Section(title="0", sections=(nested,))])
    assert [problem.code for problem in caught.value.problems] == ["PLN153"]


def test_columns_and_cells_agree() -> None:
    """A column stands once, and a cell belongs to an own column of the plan."""
    place = {"key": "place", "heading": "Место"}
    data = {"title": "П", "period": YEAR, "columns": ["title", place, "title"]}
    assert refused(Plan, data) == ["PLN162"]
    cells = {"title": "П", "period": YEAR, "columns": ["title", place], "activities": [
        {"title": "а", "fields": {"place": "зал", "plase": "зал", "title": "б"}}
    ]}  # fmt: skip
    assert refused(Plan, cells) == ["PLN163", "PLN163"]
    with pytest.raises(PlanError) as caught:
        Plan.model_validate(cells)
    assert [one.values["known"] for one in caught.value.problems] == ["place", "place"]


def test_spaces_and_contents_need_their_page() -> None:
    """A space shares a page of known height; contents list at least one heading."""
    base = {"title": "П", "period": YEAR}
    cover = ["space", "title", "page_break"]
    part = {"heading": "I"}
    assert refused(Plan, base | {"blocks": ["space", "title", "table"]}) == ["PLN164"]
    assert refused(Plan, base | {"blocks": [*cover, "space", part, "contents"]}) == ["PLN164"]
    assert refused(Plan, base | {"blocks": [*cover, "contents", "table"]}) == ["PLN165"]
    assert refused(Plan, base | {"blocks": ["title", "contents", "contents", part]}) == ["PLN158"]
    assert Plan.model_validate(base | {"blocks": [*cover, "contents", part, "table"]}).blocks


def test_everything_wrong_is_said_at_once() -> None:
    """Rules of fields and rules across fields are reported together."""
    activity = {"id": "x", "title": ""}
    data = {"title": " ", "period": "2018-2018", "activities": [activity, activity], "x": 1}
    assert sorted(refused(Plan, data)) == ["PLN102", "PLN112", "PLN152", "extra_forbidden"]


def test_content_hash_is_of_what_is_approved() -> None:
    """Outcomes do not change what was approved, any other word does."""
    bare = plan(activities=[{"id": "a", "title": "а"}])
    done = plan(activities=[{"id": "a", "title": "а", "outcome": Outcome(text="да")}])
    assert bare.content_hash == done.content_hash
    assert bare.content_hash != plan(activities=[{"id": "a", "title": "б"}]).content_hash


def test_history_is_not_what_is_approved() -> None:
    """Where a plan and its activities came from is no part of what somebody signed."""
    bare = plan(activities=[{"id": "a", "title": "а"}])
    carried = {"id": "p1", "period": "2017-2018"}
    activity = {"id": "a", "title": "а", "carried_from": {"number": "1.", "postponed": 2}}
    told = plan(activities=[activity], carried_from=carried, id=bare.id)
    assert told.content_hash == bare.content_hash
    assert told.activities[0].carried_from == CarriedActivity(number="1.", postponed=2)


def test_what_an_activity_was_may_be_its_number_alone() -> None:
    """`carried_from: 2.3.` reads as a number, and is written so when there is nothing else."""
    short = Activity(title="а", carried_from="2.3.")
    assert short.carried_from == CarriedActivity(number="2.3.")
    assert short.model_dump(exclude_defaults=True)["carried_from"] == "2.3."
    assert refused(Activity, {"title": "а", "carried_from": {"postponed": -1}}) == [
        "greater_than_equal"
    ]


def test_plan_survives_copying_through_data() -> None:
    """A plan given to a plan is itself, and its data make it again."""
    whole = plan(activities=[{"title": "а", "deadline": "Май"}])
    assert Plan.model_validate(whole) is whole
    assert Plan.model_validate(whole.model_dump()) == whole
    assert Plan.model_validate_json(whole.model_dump_json()) == whole


def test_rows_that_say_the_same_things_share_what_was_given() -> None:
    """The names that were given stand once for all rows; a changed row leaves the others' alone."""
    whole = plan(activities=[{"id": f"a{row}", "title": "а"} for row in range(3)])
    given = [row.model_fields_set for row in whole.activities]
    assert all(one is given[0] for one in given)
    assert given[0] == {"id", "title"}
    marked = whole.mark("2", status="done").edit("3", deadline="Май")
    copies = (
        whole.activities[0].model_copy(),
        whole.activities[0].model_copy(update={"number": "7."}),
        copy.deepcopy(whole.activities[0]),
        pickle.loads(pickle.dumps(whole.activities[0])),
    )
    assert given[0] == {"id", "title"}
    assert marked.activities[0].model_fields_set is given[0]
    assert [row.model_fields_set - given[0] for row in marked.activities] == [
        set(), {"outcome"}, {"deadline"},
    ]  # fmt: skip
    assert [one.model_fields_set - given[0] for one in copies] == [
        set(), {"number"}, set(), set(),
    ]  # fmt: skip


def test_month_of_a_section_is_the_month_of_its_bare_days() -> None:
    """«5» in the section of December is 5 December of the first half of the school year."""
    inner = Section(title="П", activities=(Activity(title="б", deadline="5"),))
    months = (Section(month=12, sections=(inner,)), Section(month=5, sections=(inner,)))
    found = [row.activity.deadline for row in plan(sections=months).activity_rows()]
    assert [d and [str(day) for day in d.intervals[0][:2]] for d in found] == [
        ["2018-12-05", "2018-12-05"], ["2019-05-05", "2019-05-05"],
    ]  # fmt: skip
