import pytest

from plandoc.imports.paper import Line
from plandoc.imports.titles import heading_above, title_of


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def test_a_title_ends_with_its_period():
    """All lines up to the period belong to the title, whatever their alignment."""
    lines = [
        Line("План"),
        Line("работы школы"),
        Line("на 2018-2019 учебный год"),
        Line("Цель: мир"),
    ]
    assert texts(title_of(lines)) == texts(lines[:3])


def test_a_period_may_be_torn_over_two_lines():
    """«2012 –» and «2013 учебном году» are one period."""
    lines = [
        Line("План-график"),
        Line("экзамена в 2012 – "),
        Line("2013 учебном году"),
        Line("Текст"),
    ]
    assert texts(title_of(lines)) == texts(lines[:3])


def test_a_year_at_the_foot_of_a_cover_is_no_title():
    """«2019 г.» alone under a title is not part of it."""
    lines = [Line(text, align="center") for text in ("ПРОГРАММА", "«Спорт»", "2019 г.")]
    assert texts(title_of(lines)) == ["ПРОГРАММА", "«Спорт»"]


def test_an_organisation_is_no_title():
    """Without a noun of plans, the last bold centred line that is no organisation is the title."""
    names = ("ДЕПАРТАМЕНТ ТРУДА", "Информация о проверках")
    lines = [Line(text, align="center", bold=True) for text in names]
    assert texts(title_of(lines)) == ["Информация о проверках"]


def test_headings_stand_directly_above_a_table():
    """The last short lines that are centred or headings name the table below."""
    lines = [Line("Текст"), Line("I. Учёба", align="center"), Line("Беседы", level=2)]
    assert texts(heading_above(lines)) == ["I. Учёба", "Беседы"]
    assert heading_above([Line("Просто текст")]) == []


def test_a_stamp_in_brackets_is_no_part_of_the_title():
    """«(утверждён приказом …)» ends the title, and its day is not the period."""
    names = ("План работы", "(Утверждён приказом директора от 30.08.2024 № 42)", "на 2025 год")
    lines = [Line(text, align="center") for text in names]
    assert texts(title_of(lines)) == ["План работы"]


def test_a_kazakh_title_ends_with_its_noun():
    """«Жұмыс жоспары» names a plan as «План работы» does, in the case that it stands in."""
    lines = [
        Line(text, align="center") for text in ("ЖҰМЫС ЖОСПАРЫ", "2024-2025 оқу жылы", "Текст")
    ]
    assert texts(title_of(lines)) == ["ЖҰМЫС ЖОСПАРЫ", "2024-2025 оқу жылы"]


def test_a_town_under_a_title_is_none_of_its_period():
    """«г. Тула, 2023» under «на 2023/2024 учебный год» belongs to neither."""
    texts_of = ("План работы", "на 2023/2024 учебный год", "г. Тула, 2023")
    lines = [Line(text, align="center") for text in texts_of]
    assert texts(title_of(lines)) == ["План работы", "на 2023/2024 учебный год"]


@pytest.mark.parametrize("text", ["Сентябрь 2018", "Октябрь", "МАЙ 2019 г.", "Июнь 2019 года:"])
def test_a_month_above_a_table_heads_it(text: str):
    """A month names the table below it however it looks; other plain words are a text."""
    lines = [Line("Работа с родителями"), Line(text)]
    assert heading_above(lines) == lines[1:]
    assert heading_above(lines[:1]) == []
    assert heading_above([*lines, lines[0]]) == []
