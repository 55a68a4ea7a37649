"""What a workbook can hold (Excel specifications and limits); nothing is ever cut to fit."""

from collections.abc import Iterator

from plandoc.codes import Code
from plandoc.errors import Place, Problem

LONGEST_TEXT = 32_767
"""The longest text of a cell in UTF-16 units."""

LONGEST_HEADING = 255
LAST_ROW = 1_048_576


def utf16_length(text: str) -> int:
    """Return the length of a text as Excel counts it."""
    return len(text) + sum(character > "\uffff" for character in text)


def too_long(text: str, place: Place) -> Iterator[Problem]:
    """Yield the problem of a text that a cell cannot hold."""
    if (length := utf16_length(text)) > LONGEST_TEXT:
        values = {"length": length, "longest": LONGEST_TEXT}
        yield Problem(Code.CELL_TEXT_TOO_LONG, place=place, values=values)
