"""Cells that LibreOffice ran together in a document of the old Word format.

In such a document a mark stands behind each cell. Where LibreOffice does not see a table, the marks
are gone in what it makes, and the texts of neighbours stand in one paragraph without a blank.
"""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

_NEIGHBOURS = re.compile(r"([^\x00-\x1f]{1,12})\x07(?=([^\x00-\x1f]{4,12}))")
_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")


def glued_cells(old: bytes, converted: bytes) -> list[str]:
    """Return where the texts of neighbouring cells of `old` stand as one word in what was made."""
    cells = old.decode("utf-16-le", "ignore")
    pairs = {f"{one}{other}" for one, other in _NEIGHBOURS.findall(cells)}
    texts = "\n".join(_paragraphs(converted)) if pairs else ""
    return sorted(pair for pair in pairs if pair in texts)


def _paragraphs(document: bytes) -> Iterator[str]:
    try:
        with ZipFile(BytesIO(document)) as archive:
            xml = archive.read("word/document.xml").decode()
    except (BadZipFile, KeyError, UnicodeDecodeError):
        return
    for found in _PARAGRAPH.finditer(xml):
        yield unescape(_MARKUP.sub("", found[0]))
