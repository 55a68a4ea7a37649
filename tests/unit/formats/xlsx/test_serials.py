"""plandoc.formats.xlsx.serials: days and times are those that openpyxl makes of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import from_excel, from_ISO8601, to_excel
from support.effort import tries

from plandoc.formats.xlsx.serials import SINCE_1900, SINCE_1904, moment, moment_in, serial


@given(st.dates(date(1900, 1, 1)))
@tries(100)
def test_a_day_is_its_number(day) -> None:
    """A day comes back from its number, but for the one that never was."""
    assert serial(day) == to_excel(day)
    if serial(day) != 60:
        assert moment(serial(day), SINCE_1900) == SINCE_1900.replace(day.year, day.month, day.day)


@given(st.floats(-1e5, 3e6), st.sampled_from([SINCE_1900, SINCE_1904]))
@tries(200)
def test_a_number_is_a_moment(number, epoch) -> None:
    """Each number is the moment that it is for others, or out of reach for both."""
    try:
        wanted = from_excel(number, epoch)
    except (OverflowError, ValueError):
        with pytest.raises((OverflowError, ValueError)):
            moment(number, epoch)
    else:
        assert moment(number, epoch) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "2019-03-01", "2019-03-01T12:30:00", "2019-03-01T12:30", "12:30:15.25", "T07:00Z", "",
        "2019-02-30", "2019-03-01 and more", "PT5H", "PT", "no day", "25:00",
    ],
)  # fmt: skip
def test_a_text_is_a_moment(text) -> None:
    """A text that begins like ISO 8601 is a moment; a length of time or another text is none."""
    try:
        wanted = from_ISO8601(text)
    except ValueError:
        wanted = None
    assert moment_in(text) == (None if isinstance(wanted, timedelta) else wanted)
