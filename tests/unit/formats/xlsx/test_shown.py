"""Numbers of cells as a spreadsheet shows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900

from plandoc.formats.xlsx.shown import shown

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
