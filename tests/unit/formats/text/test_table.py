"""plandoc.formats.text.table: columns aligned by display width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.formats.text.table import Column, display_width, printable, shortened, table, wrapped


@pytest.mark.parametrize(
    ("text", "places"), [("план", 4), ("и\u0306", 1), ("計画", 4), ("ＡＢ", 4), ("", 0)]
)
def test_places_are_those_of_a_terminal(text, places):
    """A combining mark takes no place, a wide character two."""
    assert display_width(text) == places


@given(st.text(), st.integers(2, 20))
def test_wrapping_loses_nothing(text, room):
    """Lines are no wider than the room and hold every character that is not a blank."""
    lines = wrapped(printable(text), room)
    assert all(display_width(line) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == printable(text).replace(" ", "")


@given(st.text(), st.integers(1, 20))
def test_what_is_cut_shows_it(text, room):
    """A text that fits stays; one that does not ends in «…» within the room."""
    cut = shortened(printable(text), room)
    assert cut == printable(text) or (cut.endswith("…") and display_width(cut) <= room)


def test_wide_characters_keep_columns_aligned():
    """The second column begins in the same place on every line."""
    columns = (Column("Имя", None), Column("Число", 8, right=True))
    lines = list(table(columns, [("計画", "1"), ("и\u0306и\u0306", "22")], 40))
    assert lines == ["Имя   Число", "────  ─────", "計画      1", "и\u0306и\u0306       22"]


def test_a_cell_takes_as_many_lines_as_it_may():
    """The last line that a cell may have ends in «…» where more would be needed."""
    columns = (Column("", 10, lines=2), Column("", None))
    lines = list(table(columns, [("один два три четыре пять", "6")], 40))
    assert lines == ["один два    6", "три четыр…   "]
