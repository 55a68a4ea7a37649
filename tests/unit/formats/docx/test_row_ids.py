"""plandoc.formats.docx.row_ids: which activity a row of a document is."""

from lxml import etree

from plandoc.formats.docx.row_ids import PREFIX, RowIds
from plandoc.formats.docx.word_tables import WordCell, WordRow, WordTable


class Counted(list):
    """Rows that count how many of them were handed out."""

    handed = 0

    def __getitem__(self, at):
        found = super().__getitem__(at)
        self.handed += len(found) if isinstance(at, slice) else 1
        return found


def test_a_row_is_known_without_looking_at_all_rows_below():
    """Of each row it and the next one are, however long the table is."""
    marks = [f"a{number}" for number in range(1, 3_001)]
    rows = Counted(
        WordRow(number, (WordCell("Тема", 0, 1, bookmarks=(PREFIX + mark,)),), (PREFIX + mark,))
        for number, mark in enumerate(marks, 1)
    )
    found, problems = RowIds(None).of(WordTable(1, etree.Element("tbl"), rows), (), "")
    assert found == dict(enumerate(marks, 1))
    assert problems == []
    assert rows.handed <= 2 * len(rows)
