"""plandoc.page.measure: room that text takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries
from support.strategies import texts

from plandoc.page.measure import (
    ITEM_INDENT,
    lines_needed,
    pieces,
    text_width,
    widest_of,
    widest_piece,
    wrap,
    wrap_anywhere,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "size", "millimetres"),
    [
        ("образовательно-производственного кластера", 12, 81.0),
        ("образовательно-производственного кластера", 14, 94.5),
        ("легкой промышленности Смоленской области", 13, 90.7),
    ],
)
def test_widths_are_those_of_times_new_roman(text, size, millimetres):
    """Lines measured in print are measured alike here."""
    assert text_width(text, size) == pytest.approx(millimetres, abs=0.1)


def test_bold_is_wider():
    """Bold text has widths of its own."""
    assert text_width("Задача", 12, bold=True) > text_width("Задача", 12)


def test_unknown_characters_count_as_wide_as_the_widest_letter():
    """A character that the table lacks never makes a line look shorter than it is."""
    assert text_width("漢", 12) == text_width("Щ", 12)


def test_lines_break_at_blanks_and_after_hyphens_inside_words():
    """A hyphenated word may be divided at its hyphen, a number with a hyphen may not."""
    assert list(pieces("план-график на 2018-2019 год")) == [
        "план-", "график", " на", " 2018-2019", " год",
    ]  # fmt: skip


def test_no_wrapped_line_is_wider_than_its_room():
    """Every line fits, and joined again they are the text."""
    text = "Председатель Координационного совета образовательно-производственного кластера"
    lines = wrap(text, 80, 14)
    assert len(lines) > 1
    assert all(text_width(line, 14) <= 80 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_word_wider_than_the_line_stands_alone():
    """Nothing is cut where nothing can be broken."""
    assert wrap("до Рентгеноэлектрокардиографического", 20, 14) == [
        "до",
        "Рентгеноэлектрокардиографического",
    ]


def test_a_word_wider_than_the_line_can_be_broken_anywhere():
    """Nothing is lost, an accent stays with its letter, and other lines are those of `wrap`."""
    text = "План " + "работы\u0301" * 40 + " школы"
    lines = [*wrap_anywhere(text, 50, 12, bold=True)]
    assert "".join(lines) == text.replace(" ", "")
    bare = [line.rstrip("\u0301") for line in lines]
    assert max(text_width(line, 12, bold=True) for line in bare) <= 50
    assert not any(line.startswith("\u0301") for line in lines)
    assert [*wrap_anywhere("План работы школы", 30, 12)] == wrap("План работы школы", 30, 12)
    assert [*wrap_anywhere("ЖЖ", 1, 12)] == ["Ж", "Ж"]


def test_lines_of_the_author_are_kept():
    """Line breaks in the text stay breaks, empty lines stay empty."""
    assert wrap("а\n\nб", 80, 14) == ["а", "", "б"]


def test_an_item_of_a_list_needs_room_for_its_indent():
    """A word in a line that hangs is as wide as the word and the indent; others stay so."""
    _, plain = widest_piece("Информирование", 12)
    assert widest_piece("2. Информирование", 12) == ("Информирование", plain + ITEM_INDENT)
    assert widest_piece("2.Информирование\nИтоги", 12)[1] < plain + ITEM_INDENT


def test_the_widest_piece_of_nothing_is_nothing():
    """An empty text has no widest word."""
    assert widest_piece("", 12) == ("", 0.0)


@given(st.lists(texts(), min_size=1, max_size=3), st.floats(8, 200), st.sampled_from((9.0, 11.0)))
@tries(200)
def test_lines_counted_by_words_are_those_of_wrap(found, width, size):
    """Counting by the widths of words gives as many lines as breaking the text, wide words too."""
    for text in found:
        broken = wrap(text, width, size)
        lines = sum(max(1, -int(-text_width(line, size) // width)) for line in broken)
        assert lines_needed(text, width, size) == lines
    assert widest_of(found, size) == max(widest_piece(text, size)[1] for text in found)
