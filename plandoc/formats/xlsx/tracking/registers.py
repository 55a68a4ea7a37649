"""Finding the registers of a workbook and their heading rows."""

import re
from dataclasses import dataclass
from itertools import islice

from plandoc.formats.xlsx.book import Book, Sheet
from plandoc.formats.xlsx.cells import SheetRow
from plandoc.formats.xlsx.tracking.known import OUTCOMES, Metadata, text_of
from plandoc.words.texts import heading_key

_ROWS_ABOVE = 100
"""The headings are searched in this many rows."""

_ROW = re.compile(r"\d+$")
_WITH_ID, _WITHOUT_ID = 3, 6
"""The number of headings that identify a register."""


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its sheet, the heading row, the rows below it."""

    sheet: Sheet
    header: SheetRow
    rows: tuple[SheetRow, ...]


def registers(book: Book, known: Metadata) -> tuple[Register, ...]:
    """Return the registers of a workbook in sheet order.

    A register is a sheet with known headings, including outcome headings, regardless of its name.
    If no sheet has them, it is a sheet with issued ids.
    """
    sheets = [sheet for sheet in book.filled if sheet.name not in known.sheets]
    found = [by for sheet in sheets if (by := _by_headings(book, sheet, known))]
    return tuple(found or [by for sheet in sheets if (by := _by_ids(book, sheet, known))])


def _by_headings(book: Book, sheet: Sheet, known: Metadata) -> Register | None:
    words = {word: key for key, texts in reversed(known.words.items()) for word in texts}
    rows = book.rows(sheet)
    above = list(islice(rows, _ROWS_ABOVE))
    best, most = 0, 0
    for n, row in enumerate(above):
        keys = {
            words[text] for v in row.values.values() if (text := heading_key(text_of(v))) in words
        }
        enough = len(keys) >= (_WITH_ID if "id" in keys else _WITHOUT_ID)
        if enough and keys.intersection(OUTCOMES) and len(keys) > most:
            best, most = n, len(keys)
    if not most:
        return None
    return Register(sheet, above[best], (*above[best + 1 :], *rows))


def _by_ids(book: Book, sheet: Sheet, known: Metadata) -> Register | None:
    """Find headings at the recorded position, else in the row above the activities."""
    rows = tuple(book.rows(sheet))
    first = next((n for n, row in enumerate(rows) if _is_issued(row, known)), None)
    if first is None:
        return None
    name, _, cells = book.names.get("plandoc_header", "").rpartition("!")
    recorded = _ROW.search(cells) if name.strip("'") == sheet.name else None
    above = (n for n in range(first) if recorded and rows[n].number == int(recorded[0]))
    header = next(above, first - 1)
    if header < 0:
        return Register(sheet, SheetRow(rows[0].number - 1, {}, {}), rows)
    return Register(sheet, rows[header], rows[header + 1 :])


def _is_issued(row: SheetRow, known: Metadata) -> bool:
    """Whether a row has an issued id and a text issued with it."""
    texts = {text_of(value) for value in row.values.values()}
    issued = known.issued or {}
    return any(texts.intersection(issued[ident].values()) for ident in texts if ident in issued)
