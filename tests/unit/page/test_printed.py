"""plandoc.page.printed: texts measured once."""

from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries

from plandoc.page.measure import ITEM_INDENT, in_size, pieces, text_width, widest_piece
from plandoc.page.printed import contents_of, printed

_PIECES = (
    "Заседание", "1.1.", "-", "- ", "a)", "учебно-воспитательной", "Н.Н.\u00a0Иванова", "2018–2019",
    " ", "  ", "\t", "\n", "\u00ad", "\u2060", "\u2011", "漢", "«Дело»",
)  # fmt: skip


@tries(300)
@given(st.lists(st.sampled_from(_PIECES)).map("".join), st.sampled_from((10.0, 11.5, 12.0)))
def test_a_text_is_as_wide_as_its_letters(text: str, size: float) -> None:
    """A text measured by its words has the widths of its lines and parts, at any size of type."""
    made = printed(text)
    lines = text.split("\n")
    assert [in_size(wide, size) for wide in made.wide] == [text_width(line, size) for line in lines]
    assert in_size(made.whole, size) == text_width(text, size)
    assert made.widest(size) == widest_piece(text, size)[1]
    for room in (0.0, 20.0, 40.0):
        assert made.fits(room, size) == all(
            text_width(piece.strip(), size) <= room - (ITEM_INDENT if line.bullet else 0.0)
            for line in made.lines
            for piece in pieces(line.text)
        )


def test_the_texts_of_a_column_are_measured_together() -> None:
    """A column is as wide as the widest of its texts, each measure by itself."""
    rows = [["одно слово", ""], ["слово", "Межведомственный\nплан"]]
    first, second = contents_of([[printed(text) for text in row] for row in rows], 2)
    assert first.widest.whole == first.line == printed("одно слово").whole
    assert first.total == printed("одно слово").whole + printed("слово").whole
    assert second.widest.word == second.line == printed("Межведомственный").whole


def test_a_table_without_rows_has_columns_without_texts() -> None:
    """No rows, no error."""
    assert [content.total for content in contents_of([], 2)] == [0, 0]
