"""plandoc.imports.dates: dates as people write them."""

import pytest

from plandoc.imports.dates import date_of


@pytest.mark.parametrize(
    "text", ["24.августа.2019", "«11» января_ 20 17 г.", "«31» 08. 2020 г.", "«_14_» сентября 2016"]
)
def test_dates_as_people_write_them(text):
    """Dates with stray points, blanks and underscores are read."""
    assert date_of(text) is not None


@pytest.mark.parametrize("day", ["«31» августа 20   г.", "« 31 » августа 19 г.", "31 12 18"])
def test_room_for_a_year_is_no_year(day: str):
    """«20   г.» waits for a pen: it is not the year 2020."""
    assert date_of(day) is None
