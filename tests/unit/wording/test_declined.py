"""plandoc.wording.declined: the title of a plan in another case."""

import pytest

from plandoc import Period, Plan
from plandoc.wording.declined import in_case
from plandoc.wording.phrases import Wording


def declined(title, case, language="ru", **fields):
    plan = Plan(title=title, period=Period.school_year(2018), language=language, **fields)
    return in_case(title, case, plan, Wording(language))


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("План работы\nсовета", "план работы\nсовета"),
        ("Программа развития", "программу развития"),
        ("Рабочая программа", "рабочую программу"),
        ("Дорожная карта кластера", "дорожную карту кластера"),
        ("План мероприятий («дорожная карта») школы", "план мероприятий («дорожную карту») школы"),
        ("Программа («Основные мероприятия»)", "программу («Основные мероприятия»)"),
        ("РАБОЧАЯ ПРОГРАММА", "РАБОЧУЮ ПРОГРАММУ"),
        ("Стратегия", "стратегию"),
        ("МО учителей", "МО учителей"),
    ],
)
def test_the_accusative_is_that_of_amendments(title, named):
    """«Изменения в план», «в рабочую программу»; abbreviations keep their capitals."""
    assert declined(title, "accusative").text == named


@pytest.mark.parametrize(("title", "named"), [("Сеть школ", "сеть школ"), ("Рабочая", "рабочую")])
def test_what_has_no_ending_to_change_stays(title, named):
    """A noun with a soft sign is the same in the accusative."""
    assert declined(title, "accusative", gender="feminine").text == named


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("План работы\nсовета", "плана работы\nсовета"),
        ("Комплексный план", "комплексного плана"),
        ("Тематический план", "тематического плана"),
        ("Годовой учебный план", "годового учебного плана"),
        ("План-график повышения квалификации", "плана-графика повышения квалификации"),
        ("Рабочая программа воспитания", "рабочей программы воспитания"),
        ("Дорожная карта", "дорожной карты"),
        ("План мероприятий («Дорожная карта»)", "плана мероприятий («Дорожной карты»)"),
        ("План работы («Школа № 7»)", "плана работы («Школа № 7»)"),
        ("Перечень мероприятий", "перечня мероприятий"),
        ("Мероприятия по профилактике", "мероприятий по профилактике"),
        ("Основные мероприятия", "основных мероприятий"),
        ("ПЛАН РАБОТЫ", "ПЛАНА РАБОТЫ"),
        ("Муниципальное задание", "муниципального задания"),
    ],
)
def test_the_genitive_is_that_of_reports(title, named):
    """«ОТЧЁТ о выполнении плана работы»."""
    assert declined(title, "genitive") == (named, True)


@pytest.mark.parametrize("title", ["Порядок работы", "2018", "Рабочая", "План-сборник"])
def test_a_noun_that_is_not_known_is_told(title):
    """No ending is guessed: the writer takes another sentence."""
    assert not declined(title, "genitive").whole


def test_ukrainian_declines_too_and_english_does_not():
    """Each language has the cases that its table names."""
    assert declined("План роботи", "genitive", "uk") == ("плану роботи", True)
    assert declined("Work plan", "genitive", "en") == ("work plan", False)
