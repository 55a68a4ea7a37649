"""plandoc.words.digits: days, months and years in digits and Roman numbers."""

import pytest

from plandoc.words.digits import WrittenDay, roman, written_day


@pytest.mark.parametrize(
    ("text", "day", "month", "year"),
    [
        ("01.09.2018", 1, 9, 2018),
        ("1/9/18", 1, 9, 2018),
        ("2018-09-01", 1, 9, 2018),
        ("2018-9-1 10:30", 1, 9, 2018),
        ("15.X", 15, 10, None),
        ("15.VIII", 15, 8, None),
        ("15.Х.18", 15, 10, 2018),
        ("15.IIII", 15, 0, None),
        ("30.05", 30, 5, None),
        ("09.2018", None, 9, 2018),
        ("9/0815", None, 9, 815),
        ("99.99.2018", 99, 99, 2018),
    ],
)
def test_the_parts_of_a_day_are_told_apart(
    text: str, day: int | None, month: int, year: int | None
) -> None:
    """Day, month and year come in three orders; what does not exist is still returned."""
    assert written_day(text, 0, len(text))[:3] == (day, month, year)


def test_the_place_of_the_year_is_that_in_the_text() -> None:
    """Only the digits of the year are its place, wherever the date stands."""
    text = "до 01.09.2018 г."
    assert written_day(text, 3, 13) == WrittenDay(1, 9, 2018, (9, 13))
    assert text[9:13] == "2018"


@pytest.mark.parametrize(
    ("letters", "number"), [("XII", 12), ("ix", 9), ("ХІ", 11), ("IIII", 0), ("", 0), ("L", 0)]
)
def test_roman_numbers_go_to_twelve(letters: str, number: int) -> None:
    """Letters of either case and of scripts that look alike count; other numbers are none."""
    assert roman(letters) == number
