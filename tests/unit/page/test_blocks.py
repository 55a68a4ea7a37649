"""The blocks of a document in the context."""

from support.page_blocks import blocks_of


def test_contents_name_parts_and_tables_with_their_bookmarks():
    """A table under the heading of a part is indented; without contents nothing has a bookmark."""
    parts = (
        "title", {"heading": "I. Учёба\nи труд"}, "table",
        {"table": {"heading": "Сентябрь", "activities": [{"title": "Дело"}]}},
    )  # fmt: skip
    contents, *rest = blocks_of("contents", *parts)
    assert [(entry.text, entry.indent > 0) for entry in contents.entries] == [
        ("I.\xa0Учёба и труд", False), ("Сентябрь", True),
    ]  # fmt: skip
    named = [block.bookmark for block in rest if block.bookmark]
    assert named == [entry.bookmark for entry in contents.entries]
    assert len(set(named)) == len(named)
    assert not any(block.bookmark for block in blocks_of(*parts))


def test_a_note_on_a_page_of_its_own_heads_no_table():
    """Nor does the last part of one plan head the tables of the next one of a book."""
    table = {"table": {"heading": "План", "activities": [{"title": "Дело"}]}}
    sign = {"signatures": [{"post": "Завуч", "name": "П.П. Петрова"}]}

    def indents(*parts):
        contents, *_ = blocks_of("contents", "title", *parts, "table")
        return [entry.indent > 0 for entry in contents.entries]

    note = ({"heading": "Пояснительная записка"}, {"text": "Цель."})
    assert indents(*note, "page_break", table) == [False, False]
    assert indents({"heading": "I."}, table, "page_break", table) == [False, True, True]
    assert indents({"heading": "I."}, table, sign, table) == [False, True, False]
