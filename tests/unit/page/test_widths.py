"""plandoc.page.widths: columns that read well."""

import pytest

from plandoc.page.measure import text_width
from plandoc.page.printed import contents_of, printed
from plandoc.page.widths import (
    PADDING,
    broken_widths,
    comfortable_widths,
    least_widths,
    proposed_widths,
)
from plandoc.schema.columns import Align
from plandoc.wording.columns import ColumnView


def column(key, heading="", width=None):
    return ColumnView(key, heading, width, Align.LEFT)


COLUMNS = [column("number", "№ п/п"), column("title", "Мероприятие"), column("deadline", "Срок")]
CELLS = [["1.1.", "Разработка паспорта кластера " * 3, "Сентябрь 2018"], ["10.12.", "Дело", "май"]]


def contents(cells, columns=COLUMNS):
    return contents_of([[printed(text) for text in row] for row in cells], len(columns))


def least(columns, cells):
    return least_widths(columns, contents(cells, columns), 12)


def proposed(columns, cells, total):
    return proposed_widths(columns, contents(cells, columns), least(columns, cells), total, 12)


def test_a_number_is_never_wrapped():
    """The column of numbers is as wide as its widest number."""
    assert proposed(COLUMNS, CELLS, 180)[0] >= text_width("10.12.", 12) + PADDING


def test_no_word_is_torn_while_there_is_room():
    """Each column holds its widest word."""
    widths = proposed(COLUMNS, CELLS, 120)
    words = ("10.12.", "Мероприятие", "Сентябрь")
    assert all(w >= text_width(t, 12) for w, t in zip(widths, words, strict=True))


@pytest.mark.parametrize("total", [30, 60, 90, 180, 267])
def test_columns_fill_the_table(total):
    """Widths add up to the table, wide or narrow."""
    assert sum(proposed(COLUMNS, CELLS, total)) == pytest.approx(total)


def test_given_widths_are_kept():
    """A width in the plan is the width in the document."""
    columns = [COLUMNS[0], column("title", "Мероприятие", 55), COLUMNS[2]]
    assert proposed(columns, CELLS, 180)[1] == 55


def test_more_text_gets_more_room():
    """The column with most of the text is the widest."""
    assert max(proposed(COLUMNS, CELLS, 180)) == proposed(COLUMNS, CELLS, 180)[1]


def test_one_monstrous_word_does_not_tear_the_others():
    """Where all cannot fit, the widest column gives way and the others keep their words."""
    cells = [["1.", "мероприятие", "http://" + "x" * 200]]
    whole = least(COLUMNS, cells)
    widths = proposed(COLUMNS, cells, 100)
    assert sum(whole) > 100
    assert widths[:2] == whole[:2]
    assert sum(widths) == pytest.approx(100)


def test_all_widths_given_are_stretched_to_the_page():
    """A plan that gives every width still fills the line."""
    columns = [column("number", "№", 10), column("title", "Дело", 50)]
    assert proposed(columns, [["1.", "а"]], 180) == pytest.approx([30, 150])


def test_a_column_for_the_pen_is_comfortable():
    """An empty column to be filled by hand keeps 30 mm."""
    columns = [*COLUMNS, column("outcome", "Отметка")]
    cells = [[*row, ""] for row in CELLS]
    assert least(columns, cells)[-1] == 30
    assert (
        comfortable_widths(columns, contents(cells, columns), least(columns, cells), 12)[-1] == 30
    )


def test_an_empty_table_has_widths():
    """No rows, no error."""
    assert sum(proposed(COLUMNS, [], 180)) == pytest.approx(180)


def test_a_column_without_a_visible_word_has_width():
    """Nothing to say is no reason for a column of no width: it is as narrow as a plan may ask."""
    columns = [column("number", "\x85"), column("title", "Дело")]
    assert least(columns, [])[0] == 8
    assert proposed(columns, [], 180)[0] == 8


LONG = [["1.", "Межведомственное взаимодействие", "ежеквартально"]]


def test_words_that_do_not_fit_break_by_syllables():
    """Where whole words do not fit, the widths add up to the table and hold every syllable."""
    whole = least(COLUMNS, LONG)
    widths = broken_widths(COLUMNS, contents(LONG), whole, 60, 12, language="ru")
    assert sum(whole) > 60
    assert sum(widths) == pytest.approx(60)
    assert widths[0] == whole[0]
    assert all(width >= text_width("ствен-", 12) + PADDING for width in widths[1:])


def test_what_not_even_syllables_fit_is_told():
    """A table too narrow for its syllables asks for more than there is."""
    whole = least(COLUMNS, LONG)
    assert sum(broken_widths(COLUMNS, contents(LONG), whole, 20, 12, language="ru")) > 20
