"""plandoc.formats.xlsx.number_formats: formats, and what is a day, as openpyxl has them."""

import pytest
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from plandoc.formats.xlsx.number_formats import BUILT_IN, EAST_ASIAN_DATES, is_date

CODES = (
    "dd.mm.yyyy", "[$-419]mmmm yyyy;@", '0" дн."', "[h]:mm", "[mm]:ss", "[s].0", r"\d0", "_d0",
    "0;d",
    "[Red]0", "[Blue]d", '"day" 0', "yyyy", "mm:ss", "@", "General",
)  # fmt: skip


def test_built_in_formats_are_those_of_the_standard() -> None:
    """Every format that openpyxl knows has its number; dates of East Asia are beside them."""
    assert BUILT_IN == BUILTIN_FORMATS
    assert not set(EAST_ASIAN_DATES) & BUILT_IN.keys()


@pytest.mark.parametrize("code", [*CODES, *BUILT_IN.values()])
def test_days_are_told_from_lengths_of_time(code) -> None:
    """A format is one of days or times of day, unless it counts hours beyond a day."""
    assert is_date(code) == (is_date_format(code) and not is_timedelta_format(code))
