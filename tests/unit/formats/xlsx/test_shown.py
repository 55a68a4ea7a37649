"""Numbers of cells as a spreadsheet shows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900

from plandoc.formats.xlsx.shown import Formatted, shown

DAY = 43_466  # 1 January 2019


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (1, "General", "1"),
        (1.1, "General", "1.1"),
        (0.1 + 0.2, "General", "0.3"),
        (1.1, "0.00", "1.10"),
        (2, "0.##", "2"),
        (0.5, "0%", "50%"),
        (7, '0"."', "7."),
        (12, '"п. "0', "п. 12"),
        (DAY, "dd.mm.yyyy", "01.01.2019"),
        (DAY, "[$-419]d mmmm yyyy;@", "01.01.2019"),
        (DAY, "mmm.yy", "январь 2019"),
        (DAY, "[$-409]mmm-yy", "January 2019"),
        (DAY, "mmmm", "январь"),
        (DAY, "d mmmm", "1 января"),
        (DAY, "dd.mm", "01.01"),
        (DAY, "yyyy", "2019"),
        (DAY + 0.604, "dd.mm.yyyy h:mm", "01.01.2019 14:29"),
        (0.604, "h:mm", "14:29"),
        (DAY, "yyyy-mm-dd h:mm:ss", "01.01.2019"),
        (DAY + 0.5, "h:mm AM/PM dd.mm.yyyy", "01.01.2019 12:00"),
        (10**9, "dd.mm.yyyy", "1000000000"),
    ],
)
def test_a_number_is_shown_in_its_format(number: float, form: str, text: str) -> None:
    """Dates have the parts that the format shows, numbers its decimals and signs."""
    assert shown(number, form, CALENDAR_WINDOWS_1900) == text


@given(st.floats(-1e12, 1e12), st.text('dmyhs0#?.,;%@[]$-"\\ _*E+aAмес', max_size=20))
def test_no_format_is_refused(number: float, form: str) -> None:
    """Whatever the format says, a number has a text."""
    assert isinstance(shown(number, form, CALENDAR_WINDOWS_1900), str)


SEEN = [
    (0.35, "0%", "35%"),
    (1, "0%", "100%"),
    (0.285, "0%", "29%"),
    (1, '0"%"', "1%"),
    (12, "0000", "0012"),
    (12.5, "0.00", "12,50"),
    (0.1 + 0.2, "0.##", "0,3"),
    (1_234_567.5, "#,##0.00", "1\u00a0234\u00a0567,50"),
    (1234.5, r"0.00\ [$₽-419]", "1234,50 ₽"),
    (3, '0 "чел."', "3 чел."),
    (5, '"№ "0', "№ 5"),
    (5, '"№ "General', "№ 5"),
    (5, r"\№0", "№5"),
    (-5, "0", "-5"),
    (-5, "0;(0)", "(5)"),
    (0, '"да";;"нет"', "нет"),
    (1.25, "[h]:mm", "30:00"),
    (1.25, "[mm]:ss", "1800:00"),
    (0.6043402778, "h:mm:ss", "14:30:15"),
    (43_586, "mmmm yyyy", "май 2019"),
    (43_586, "[$-409]mmm-yy", "May 2019"),
    (43_586, "[$-422]mmmm yyyy", "травень 2019"),
    (43_586, "dd.mm.yyyy", "01.05.2019"),
    (43_586, '[$-FC19]dd mmmm yyyy" г.";@', "01.05.2019"),
]
UNKNOWN = [
    (0.5, "# ?/?"), (1, '[>0]"да"'), (12, "0.00E+00"), (1200, "0.0,"), (43_586, "dddd"),
    (43_586, "[$-404]mmmm yyyy"), (43_586, '"до "mmmm'), (12_345_678, r"##\-##\-##"),
    (0.125, "mm:ss"), (10**9, "dd.mm.yyyy"), (0.5, ".00"), (1, "0" * 300),
]  # fmt: skip


@pytest.mark.parametrize(("number", "form", "text"), SEEN)
def test_a_person_sees_what_the_format_says(number: float, form: str, text: str) -> None:
    """Percents, zeros, words in quotes, lengths of time and months are told as they are seen."""
    assert Formatted(number, form, CALENDAR_WINDOWS_1900).seen("ru") == text


@pytest.mark.parametrize(("number", "form"), UNKNOWN)
def test_what_is_seen_is_not_guessed(number: float, form: str) -> None:
    """Of a format that says more than is known here nothing is told."""
    assert Formatted(number, form, CALENDAR_WINDOWS_1900).seen("ru") is None


@given(st.integers(0, 10**6), st.integers(0, 4), st.integers(1, 8), st.sampled_from(["", "%"]))
def test_digits_are_those_of_the_number(
    digits: int, decimals: int, zeros: int, percent: str
) -> None:
    """A number with as many digits as its format is told by these digits, and zeros before them."""
    number = digits / 10**decimals / (100 if percent else 1)
    form = f"{'0' * zeros}{'.' * bool(decimals)}{'0' * decimals}{percent}"
    seen = Formatted(number, form, CALENDAR_WINDOWS_1900).seen("ru")
    assert seen is not None
    whole, _, part = seen.removesuffix(percent).partition(",")
    assert (int(whole + part), len(part)) == (digits, decimals)
    assert len(whole) >= zeros


@given(st.floats(-1e300, 1e300), st.text('dmyhs0#?.,;%@[]$-"\\ _*E+aAмес', max_size=20))
def test_no_format_is_refused_by_a_person(number: float, form: str) -> None:
    """Whatever the format says, what is seen is a text or not known."""
    seen = Formatted(number, form, CALENDAR_WINDOWS_1900).seen("en")
    assert seen is None or isinstance(seen, str)
