"""plandoc.formats.xlsx.sheets.cells: text that stays text, and the room that it needs."""

import pytest
from support.tracking_text import decoded

from plandoc.formats.xlsx.sheets.cells import (
    escaped,
    height,
    lines_in,
    literal,
    tallest_lines,
)


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_x0041_", "a_x000D_b", "_x_", "_xZZZZ_"])
def test_escapes_of_excel_are_escaped(text):
    """What Excel would decode comes back as it was written."""
    assert decoded(escaped(text)) == text


def test_lines_are_counted_as_they_are_wrapped():
    """A text takes a line for each of its own, more where it is wider than the column."""
    assert lines_in("слово", 40) == 1
    assert lines_in("слово\nслово", 40) == 2
    assert lines_in("слово " * 20, 40) > 4
    assert lines_in("с" * 200, 40) > 4, "a word wider than the column is broken"


def test_no_row_is_taller_than_excel_draws():
    """Heights grow by the line up to 409 points, which is what the tallest row shows."""
    assert height(2) - height(1) == pytest.approx(height(3) - height(2), abs=0.2)
    assert height(tallest_lines()) <= 409
    assert height(1_000) == 409


def test_literals_are_written_as_formulas_write_them():
    """Quotes inside a text are doubled."""
    assert literal('слово "в" кавычках') == '"слово ""в"" кавычках"'
