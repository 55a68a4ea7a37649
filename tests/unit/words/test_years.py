"""plandoc.words.years: years and spans of years inside texts."""

import pytest

from plandoc.words.years import YEAR, date_before_year, later, spans, spoken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018", [("2018", 2018, 2018)]),
        ("на 2018-2019 уч. год", [("2018-2019", 2018, 2019)]),
        ("2018 –\n2019", [("2018 –\n2019", 2018, 2019)]),
        ("2018/19", [("2018/19", 2018, 2019)]),
        ("1999-00", [("1999-00", 1999, 2000)]),
        ("2016-20 гг.", [("2016-20", 2016, 2020)]),
        ("2018 - 75-летие", [("2018", 2018, 2018)]),
        ("2018 - 2020гг.", [("2018 - 2020", 2018, 2020)]),
        ("2018-05-31", [("2018", 2018, 2018)]),
        ("2018-19.05", [("2018", 2018, 2018)]),
        ("29.12.2012 - 2016–2020", [("2012", 2012, 2012), ("2016–2020", 2016, 2020)]),
        ("2019-2018", [("2019", 2019, 2019), ("2018", 2018, 2018)]),
        ("2018, 2020", [("2018", 2018, 2018), ("2020", 2020, 2020)]),
        ("120188 и 1812", []),
    ],
)
def test_years_and_spans_of_years_are_found(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    """A span ends with a later year, in four digits or two; a date or a number is no span."""
    found = [(text[span.start : span.end], span.first, span.last) for span in spans(text)]
    assert found == expected


def test_years_move_with_as_many_digits_as_they_had() -> None:
    """The spelling stays: dashes, blanks, two digits, also over the turn of the century."""
    assert later("2018 – 19", 1) == "2019 – 20"
    assert later("1999/00", 1) == "2000/01"
    assert later("2018", -3) == "2015"


def test_a_year_is_four_digits_alone() -> None:
    """Digits around it make another number."""
    assert YEAR.findall("2018 20181 32018 2018г 1812") == ["2018", "2018"]


def test_the_words_of_a_text_are_in_lower_case_and_the_number_sign_is_one() -> None:
    """Marks and digits are no words."""
    assert spoken("Приказ № 5, «О плане» 2018-м") == ["приказ", "№", "о", "плане", "м"]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("от « 29 » августа ", "ru", "« 29 » августа "),
        ("от 29.08.", "ru", "29.08."),
        ("за 08.", "ru", "08."),
        ("приказ 12 от ", "ru", None),
        ("by 29 August, ", "en", "29 August, "),
        ("плавгуста ", "ru", None),
    ],
)
def test_the_date_before_its_year_is_found(text: str, language: str, found: str | None) -> None:
    """Day and month in words or digits, quoted or not, at the very end of the text."""
    match = date_before_year(language).search(text)
    assert (match and match[0].lstrip()) == found
