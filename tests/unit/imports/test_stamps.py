"""plandoc.imports.stamps: approvals as they are laid out."""

import pytest

from plandoc.errors import Place
from plandoc.imports.approvals import approval_of
from plandoc.imports.paper import Line
from plandoc.imports.stamps import Stamp, StampLines, kind_of


def test_an_approval_in_one_paragraph_is_known_by_its_first_line():
    """Lines divided by breaks are one text; what follows the word in them may be long."""
    text = (
        "УТВЕРЖДАЮ\nГлавный врач санатория «Белые ночи» областного управления здравоохранения\n"
        "__________ О.Ф. Тихая\n10 января 2023 г."
    )
    assert kind_of(text) == "approve"
    assert kind_of("Утверждение плана работы\nУТВЕРЖДАЮ") == ""
    found = approval_of(Stamp([text], Place())) or {}
    assert found["officer"]["name"] == "О.Ф. Тихая"


BESIDE = (
    "Рассмотрено\t\t\t\t\t\tУтверждаю:",
    "на педсовете\t\t\t\t\t\tДиректор школы",
    "Протокол № 3 от 01.09.2016\t\t\t\t«Школа № 5»",
    "\t\t\t\t\t\t\t\t______ И.А. Лугов",
)


def test_two_approvals_side_by_side():
    """Tabs divide the lines of two approvals; a line that is indented belongs to the right one."""
    stamps = StampLines()
    assert not any(stamps.take(Line(line)) for line in BESIDE)
    left, right = (approval_of(one) for one in stamps.found)
    assert left is not None
    assert right is not None
    assert left["minutes"]["body"] == "на педсовете\nПротокол № {number} от {date}"
    assert right["officer"]["post"] == "Директор школы\n«Школа № 5»"


@pytest.mark.parametrize("gap", ["\t", "\t\t\t", "     ", "\xa0" * 40])
@pytest.mark.parametrize("ends", range(1, 5))
def test_lines_of_one_paragraph_are_read_as_paragraphs_are(gap: str, ends: int):
    """Who signs stands under the own word, wherever a paragraph ends; a title below stays."""
    lines = [
        f"СОГЛАСОВАНО{gap}УТВЕРЖДАЮ",
        f"Председатель профкома{gap}Директор школы",
        f"_______ Н.Н. Чернова{gap}_______ А.А. Белов",
        f"«28» августа 2024 г.{gap}«30» августа 2024 г.",
    ]
    stamps = StampLines()
    first, rest = "\n".join(["", *lines[:ends]]), "\n".join([*lines[ends:], "План работы школы"])
    assert stamps.take(Line(first)) == []
    assert [line.text for line in stamps.take(Line(rest))] == ["План работы школы"]
    last = rest if ends < len(lines) else first
    assert [one.sources[-1].text for one in stamps.found] == [last, last]
    read = [approval_of(one) or {} for one in stamps.found]
    assert [one["officer"] for one in read] == [
        {"post": post, "name": name, "date": day}
        for post, name, day in (
            ("Председатель профкома", "Н.Н. Чернова", "«28» августа 2024 г."),
            ("Директор школы", "А.А. Белов", "«30» августа 2024 г."),
        )
    ]


def test_a_title_ends_the_approvals():
    """A centred line after an approval at the right is none of its lines."""
    stamps = StampLines()
    assert not stamps.take(Line("УТВЕРЖДАЮ", align="right"))
    assert not stamps.take(Line("Директор И.А. Лугов", align="right"))
    title = Line("ПЛАН РАБОТЫ", align="center")
    assert stamps.take(title) == [title]


def test_a_whole_approval_ends():
    """What stands under minutes with their date is no part of the approval."""
    stamps = StampLines()
    assert not stamps.take(Line("Рассмотрено на заседании педагогического совета"))
    assert not stamps.take(Line("Протокол №1 от 28 августа 2020 года"))
    place = Line("Костанай 2020")
    assert stamps.take(place) == [place]


def test_only_participles_are_words_of_approvals():
    """Nouns and adjectives of the same root begin other texts; slips of spelling count."""
    nouns = ("Утверждение плана", "Обсуждение итогов", "Согласование программ", "Утверждённый план")
    assert [kind_of(text) for text in nouns] == ["", "", "", ""]
    stamps = ("УТВЕРЖДАЮ", "«Утверждено»", "Согласованно", "Рассмотрены на педсовете", "ПРИНЯТ")
    assert [kind_of(text) for text in stamps] == [
        "approve",
        "approve",
        "agree",
        "consider",
        "adopt",
    ]
