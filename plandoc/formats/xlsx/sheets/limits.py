"""Limits of workbooks (Excel specifications and limits); texts are never truncated."""

from collections.abc import Iterator

from plandoc.codes import Code
from plandoc.errors import Place, Problem

LONGEST_TEXT = 32_767
"""Maximum length of a cell text in UTF-16 code units."""

LONGEST_HEADING = 255
LAST_ROW = 1_048_576


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def too_long(text: str, place: Place) -> Iterator[Problem]:
    """Yield a problem if a text is too long for a cell."""
    if (length := utf16_length(text)) > LONGEST_TEXT:
        values = {"length": length, "longest": LONGEST_TEXT}
        yield Problem(Code.CELL_TEXT_TOO_LONG, place=place, values=values)
