"""plandoc.rollover.years: what the years of a text mean when the plan moves on."""

import pytest

from plandoc.rollover.step import Step
from plandoc.rollover.years import YearReader
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan


def read(text, period="2018-2019", into="2019-2020", **parts):
    plan = Plan.model_validate({"title": "План", "period": period, **parts})
    reader = YearReader(Step(plan, Period.model_validate(into)))
    return [(years.words, years.sense.value, years.proposal) for years in reader.read(text)]


@pytest.mark.parametrize(
    ("text", "words", "proposal"),
    [
        ("на 2018-2019 учебный год", "2018-2019", "2019-2020"),
        ("на 2018–2019 уч. г.", "2018–2019", "2019–2020"),
        ("за 2018/19 учебный год", "2018/19", "2019/20"),
        ("в 2018 –\n2019 учебном году", "2018 –\n2019", "2019 –\n2020"),
        ("Итоги 2018/2019", "2018/2019", "2019/2020"),
        ("изменения законодательства в 2018-2019 учебном году", "2018-2019", "2019-2020"),
        ("на 2018\u20112019 годы", "2018\u20112019", "2019\u20112020"),
        ("Лицея № 3 (2018-2019 уч. год)", "2018-2019", "2019-2020"),
        ("МБОУ СОШ № 12, 2018/19", "2018/19", "2019/20"),
    ],
)
def test_the_plans_own_year_moves_in_its_spelling(text, words, proposal):
    """However the plan's own year is spelled, it moves by itself and keeps its spelling."""
    assert read(text) == [(words, "own", proposal)]


@pytest.mark.parametrize(
    ("text", "words", "proposal"),
    [
        ("Подготовка к приёму (на 2020 год)", "2020", "2021"),
        ("Планирование на 2019-2020 учебный год", "2019-2020", "2020-2021"),
        ("Анализ работы за 2017-2018 учебный год", "2017-2018", "2018-2019"),
        ("Выставка 19.01.2019", "2019", "2020"),
        ("до 15 сентября 2018 г.", "2018", "2019"),
        ("Сдача 2019-05-31", "2019", "2020"),
        ("Фестиваль «Весна-2019»", "2019", "2020"),
        ("09.2018", "2018", "2019"),
    ],
)
def test_years_beside_the_plan_are_proposed_to_move(text, words, proposal):
    """Years of the plan, the one before and the next ones planned for get a proposal, no move."""
    assert read(text) == [(words, "near", proposal)]


@pytest.mark.parametrize(
    ("text", "words", "proposal"),
    [
        ("План на 2017-2018 учебный год", "2017-2018", "2019-2020"),
        ("План на 2016/17 уч. год", "2016/17", "2019/20"),
    ],
)
def test_a_year_left_over_is_proposed_the_new_one(text, words, proposal):
    """A school year before the plan's own, where the plan's own was meant, is stale."""
    assert read(text) == [(words, "stale", proposal)]


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("Стратегия развития до 2024 года", "horizon"),
        ("Программа на 2019-2024 годы", "horizon"),
        ("Программа развития на 2018-2019 годы", "horizon"),
        ("к 2019 году", "horizon"),
        ("по 2030", "horizon"),
        ("ГОСТ Р 7.0.97-2016", "act"),
        ("ГОСТ Р ИСО 9001-2015", "act"),
        ("приказ № 12 от 10.01.2019", "act"),
        ("от 28 августа 2018 года", "act"),
        ("протокол от «29».08.2018г.", "act"),
        ("приказ № 101-2018", "act"),
        ("распоряжение 01.09.2018 № 15", "act"),
        ("273-ФЗ от 29.12.2012", "kept"),
        ("Федеральный закон от 03.08.2018 № 317-ФЗ", "kept"),
        ("Постановление от 01.11.2004 г № 4169", "kept"),
        ("Информация о службе с 2015 года", "kept"),
        ("события 1941-1945 гг.", "kept"),
        ("до 2012 года", "kept"),
        ("с 2018 года", "other"),
        ("80-летию со дня образования края", "jubilee"),
        ("к 75-й годовщине Победы", "jubilee"),
    ],
)
def test_other_years_stay(text, sense):
    """Horizons, acts, laws, the past and jubilees get no proposal."""
    assert [(found, proposal) for _, found, proposal in read(text)] == [(sense, "")]


@pytest.mark.parametrize(
    "text", ["2018 руб.", "не менее 2000 чел.", "№ 20180", "1201820", "7-летнего возраста", ""]
)
def test_what_is_no_year_is_passed_over(text):
    """Sums, head counts, longer numbers and ages say nothing of years."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "sense", "proposal"),
    [
        ("мероприятия в 2018 году", "own", "2019"),
        ("План 2018", "own", "2019"),
        ("отчёт за 2017 год", "near", "2018"),
        ("план закупок на 2017 год", "stale", "2019"),
        ("2018-2019 учебного года", "near", "2019-2020"),
        ("Выставка 19.01.2018", "near", "2019"),
        ("до 2018 года", "other", ""),
        ("с 2018 года", "other", ""),
    ],
)
def test_in_a_calendar_year_a_single_year_is_the_plans_own(text, sense, proposal):
    """A plan of a calendar year is named by one year; in a date or after «до» it is not sure."""
    assert [one[1:] for one in read(text, "2018 год", "2019 год")] == [(sense, proposal)]


def test_several_years_are_told_apart():
    """Each mention has its own meaning, in the order of the text."""
    text = "Итоги 2017-2018, план на 2018-2019 уч. год, стратегия до 2024 года"
    assert [sense for _, sense, _ in read(text)] == ["near", "own", "horizon"]


@pytest.mark.parametrize(
    "text",
    ["на 2018 и 2019 годы", "2018, 2019 гг.", "в 2018 и в 2019 г.", "2018 г. и 2019 г.",
     "на 2018 и 2017 годы"],
)  # fmt: skip
def test_of_years_in_a_row_none_moves_without_the_others(text):
    """The plan's own year beside an adjacent one is asked about together with it."""
    found = read(text, "2018 год", "2019 год")
    assert [sense for _, sense, _ in found] == ["near", "near"]
    assert [sense for _, sense, _ in read("на 2018 и 2025 годы", "2018 год", "2019 год")] == [
        "near",
        "horizon",
    ]


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("Программа на 2018 г. - 2020 г.", "horizon"),
        ("Программа на 2018 - 2020 гг.", "horizon"),
        ("2018 год – 2020 год", "horizon"),
        ("Мероприятия 2018 г. – 2019 г.", "own"),
    ],
)
def test_years_with_a_word_after_each_are_one_range(text, sense):
    """«2018 г. - 2020 г.» is «2018-2020 гг.»: neither of its years moves without the other."""
    assert [one for _, one, _ in read(text)] == [sense]


def test_a_step_of_several_years_moves_by_all_of_them():
    """The distance of the periods counts, not one year."""
    assert read("на 2018/19 уч. г.", into="2021-2022") == [("2018/19", "own", "2021/22")]
    assert read("на 2018/19 уч. г.", "2018-2019", "2100-2101")[0][2] == "2100/01"


def test_the_second_year_of_a_chain_is_not_guessed():
    """`2017-2018-2019` is no school year."""
    assert read("2017-2018-2019")[1][1:] == ("other", "")


def test_another_language_has_its_own_words():
    """English texts are read with English words."""
    english = {"language": "en-GB"}
    assert read("strategy until 2024", **english) == [("2024", "horizon", "")]
    assert read("order dated 10 January 2019", **english) == [("2019", "act", "")]
    assert read("80th anniversary", **english) == [("80th anniversary", "jubilee", "")]
