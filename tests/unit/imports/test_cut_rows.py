from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries
from support.hand_made import grid

from plandoc.codes import Code
from plandoc.imports.tables import Table, read_table
from plandoc.review import Choice

FIRST = ("1.", "Смотр кабинетов", "май", "Завхоз")
LAST = ("3.", "Сбор макулатуры", "июнь", "Завуч")


def read(*rows: Any, heads: tuple[str, ...] | None = None) -> Table:
    found = read_table([grid(*rows, heads=heads) if heads else grid(*rows)])
    assert found is not None
    return found


def codes(table: Table) -> list[Code]:
    return [doubt.code for doubt in table.doubts]


def test_a_sentence_that_goes_on_in_the_next_row_is_one_activity():
    """A row without a number, deadline and executors that begins in lower case is no activity."""
    table = read(
        FIRST, ("2.", "Проведение бесед о", "май", "Завуч"), ("", "правилах движения", "", ""), LAST
    )
    titles = [one["title"] for one in table.data["activities"]]
    assert titles == ["Смотр кабинетов", "Проведение бесед о правилах движения", "Сбор макулатуры"]
    assert codes(table) == [Code.IMPORT_ROW_CUT]
    rows = table.doubts[0].options[Choice.SPLIT].activities
    assert [one["title"] for one in rows] == ["Проведение бесед о", "правилах движения"]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("Прове-", "дение бесед", "Проведение бесед"),
        ("Учебно-", "воспитательная игра", "Учебно-воспитательная игра"),
        ("Конкурс «Мир", "вокруг нас»", "Конкурс «Мир вокруг нас»"),
        ("Беседы, смотры,", "Дни здоровья", "Беседы, смотры, Дни здоровья"),
    ],
)  # fmt: skip
def test_a_torn_word_loses_its_hyphen_unless_it_is_of_two(above: str, below: str, whole: str):
    """Words and sentences go on over the border of rows as they would within one."""
    table = read(FIRST, ("2.", above, "май", "Завуч"), ("", below, "", ""), LAST)
    assert table.data["activities"][1]["title"] == whole
    assert codes(table) == [Code.IMPORT_ROW_CUT]


def test_the_number_may_stand_at_the_second_half():
    """Two halves with one number, deadline and executors are one; what stood twice is told."""
    head = ("", "Цикл часов:\n- о ловушках;", "май", "Завуч")
    table = read(FIRST, head, ("2.", "- о вреде.", "май", "Завуч"), LAST)
    one = table.data["activities"][1]
    assert one["title"] == "Цикл часов:\n- о ловушках;\n- о вреде."
    assert (one["deadline"], one["executors"]) == ("май", ["Завуч"])
    assert [number.shown for number in table.numbers] == ["1.", "2.", "3."]
    assert [line.text for line in table.told] == ["май", "Завуч"]


def test_the_deadline_may_stand_at_the_second_half():
    """A row whose deadline and executors are in its second half is one."""
    table = read(
        FIRST, ("2.", "Проведение бесед о", "", ""), ("", "правилах движения", "май", "Завуч"), LAST
    )
    assert [one.get("deadline") for one in table.data["activities"]] == ["май", "май", "июнь"]


def test_executors_in_a_row_of_their_own_belong_to_the_row_above():
    """A row with neither number nor title goes on with the cells above it."""
    table = read(FIRST, ("2.", "Бал", "май", "Заместитель"), ("", "", "", "директора"), LAST)
    assert table.data["activities"][1]["executors"] == ["Заместитель\nдиректора"]
    assert codes(table) == [Code.IMPORT_ROW_CUT]


def test_a_row_that_may_be_its_own_is_asked_about():
    """Without a number, deadline and executors, but a sentence of its own: a question."""
    table = read(FIRST, ("2.", "Бал.", "май", "Завуч"), ("", "Выставка", "", ""), LAST)
    assert len(table.data["activities"]) == 4
    assert codes(table) == [Code.IMPORT_ROW_PERHAPS_CUT]
    joined = table.doubts[0].options[Choice.JOIN]
    assert joined.above == table.data["activities"][1]
    assert [one["title"] for one in joined.activities] == ["Бал.\nВыставка"]


def test_items_below_a_colon_belong_to_their_activity():
    """Rows of dashes without numbers go on with the activity whose text announces them."""
    head = ("2.", "Проведение бесед:", "май", "Завуч")
    table = read(FIRST, head, ("", "- о труде", "", ""), ("", "- о чтении", "", ""), LAST)
    titles = [one["title"] for one in table.data["activities"]]
    assert titles[1] == "Проведение бесед:\n- о труде\n- о чтении"
    assert codes(table) == [Code.IMPORT_ROW_CUT]


def test_items_with_deadlines_of_their_own_are_parts():
    """Rows under a numbered one that has neither deadline nor executors are its parts."""
    table = read(
        FIRST, ("2.", "Месячники:", "", ""), ("", "чтения", "май", "Завуч"),
        ("", "труда", "июнь", "Завуч"), LAST,
    )  # fmt: skip
    assert [one["title"] for one in table.data["activities"][1]["parts"]] == ["чтения", "труда"]


def test_titles_that_all_begin_in_lower_case_say_nothing():
    """Where all titles begin in lower case, a row without a number is asked about."""
    table = read(
        ("1.", "смотр", "май", "Завхоз"), ("2.", "бал", "май", "Завуч"), ("", "выставка", "", "")
    )
    assert codes(table) == [Code.IMPORT_ROW_PERHAPS_CUT]


def test_rows_under_a_merged_number_are_not_cut():
    """A number that goes down over rows makes them rows of one activity, each its own."""
    table = read(FIRST, ("2.", "Бал,", "май", "Завуч"), (None, "концерт", "июнь", "Завуч"), LAST)
    assert codes(table) == []


@given(
    words=st.lists(st.text("абвгдеж", min_size=2, max_size=9), min_size=2, max_size=12),
    at=st.data(),
)
@tries(60)
def test_a_row_cut_between_any_words_comes_back(words: list[str], at: st.DataObject):
    """Wherever a sentence is cut, its row comes back whole, with the doubt that tells it."""
    border = at.draw(st.integers(1, len(words) - 1))
    title = ["Бал", *words]
    whole = ("2.", " ".join(title), "май", "Завуч")
    above = ("2.", " ".join(title[: border + 1]), "май", "Завуч")
    below = ("", " ".join(title[border + 1 :]), "", "")
    cut, uncut = read(FIRST, above, below, LAST), read(FIRST, whole, LAST)
    assert cut.data == uncut.data
    assert codes(cut) == [Code.IMPORT_ROW_CUT]
