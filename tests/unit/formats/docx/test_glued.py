"""plandoc.formats.docx.glued: cells that LibreOffice ran together."""

from support.hand_made import document, paragraph, table

from plandoc.formats.docx.glued import glued_cells

CELLS = "1\x07Инструктажи\x07в течение года\x07Завхоз\x07\x072\x07Проверка\x07май\x07Завуч\x07\x07"
OLD = bytes(512) + CELLS.encode("utf-16-le")


def test_cells_in_one_paragraph_are_told() -> None:
    """The text of two neighbours in one word is what a lost table leaves."""
    lost = document(paragraph("1Инструктажив течение годаЗавхоз2Проверка"))
    assert "1Инструктажи" in glued_cells(OLD, lost)


def test_a_table_is_not() -> None:
    """Cells of a table, and texts that stand beside each other anyway, are sound."""
    rows = (["1", "Инструктажи", "в течение года", "Завхоз"], ["2", "Проверка", "май", "Завуч"])
    assert glued_cells(OLD, document(table(*rows), paragraph("1 Инструктажи"))) == []
    assert glued_cells(b"", document(paragraph("План"))) == []
    assert glued_cells(OLD, b"no document") == []
