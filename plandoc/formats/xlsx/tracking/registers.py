"""Finding the registers of a workbook and their heading rows."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass

from plandoc.formats.xlsx.book import Book, Sheet
from plandoc.formats.xlsx.cells import SheetRow
from plandoc.formats.xlsx.sheets.limits import LONGEST_HEADING
from plandoc.formats.xlsx.tracking.known import OUTCOMES, Metadata, text_of
from plandoc.words.texts import heading_key

_ROW = re.compile(r"\d+$")
_WITH_ID, _WITHOUT_ID = 3, 6
"""The number of headings that identify a register."""

_SURELY = 2
"""Cells in a row without an issued text: a heading of groups of columns has no more."""

_COMPUTED = frozenset({"days_left", "state"})


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its sheet, the heading row, the rows of activities."""

    sheet: Sheet
    header: SheetRow
    rows: tuple[SheetRow, ...]


def registers(book: Book, known: Metadata) -> tuple[Register, ...]:
    """Return the registers of a workbook in sheet order.

    A register is a sheet with known headings, including outcome headings, regardless of its name.
    A sheet without them is one if it has rows with issued ids that no other register has.
    """
    sheets = [sheet for sheet in book.filled if sheet.name not in known.sheets]
    found = [by for sheet in sheets for by in _by_headings(book, sheet, known)]
    values = (v for by in found for row in by.rows for v in row.values.values())
    lost = set(known.issued or {})
    lost.difference_update(v if isinstance(v, str) else text_of(v) for v in values)
    if not lost:
        return tuple(found)
    read = {register.sheet.name for register in found}
    if found:  # the sheet of conflicts has ids too
        targets = (target for name, target in book.names.items() if name.startswith("plandoc_"))
        read |= {target.rpartition("!")[0].strip("'") for target in targets}
    others = (_by_ids(book, sheet, known) for sheet in sheets if sheet.name not in read)
    more = (by for by in others if by and any(_is_issued(row, known, lost) for row in by.rows))
    return (*found, *more)


def _by_headings(book: Book, sheet: Sheet, known: Metadata) -> list[Register]:
    """Return a register for each heading row that differs from the one above it.

    Headings that were sorted in among the rows, or copied below, have activities above them.
    """
    words = {word: key for key, texts in reversed(known.words.items()) for word in texts}
    if not any(_headings(row, words) for row in book.rows(sheet)):
        return []  # no row of another sheet is held
    rows = tuple(book.rows(sheet))
    headings = [(n, keys) for n, row in enumerate(rows) if (keys := _headings(row, words))]
    book.keep(sheet, rows)
    first = headings[0][0]
    titles = (texts.get("title", "") for texts in (known.issued or {}).values())
    issued = frozenset({*(known.issued or {}), *titles} - {""})
    found: list[tuple[SheetRow, list[SheetRow]]] = [
        (rows[first], [row for row in rows[:first] if _is_activity(row, headings[0][1], issued)])
    ]
    used = headings[0][1]
    ends = [n for n, _ in headings[1:]] + [len(rows)]
    for (n, keys), end in zip(headings, ends, strict=True):
        if keys != used:
            found.append((rows[n], []))
            used = keys
        found[-1][1].extend(rows[n + 1 : end])
    return [Register(sheet, header, tuple(below)) for header, below in found]


def _headings(row: SheetRow, words: Mapping[str, str]) -> dict[int, str]:
    """Return the keys of columns by number in a heading row; empty for any other row."""
    if len(row.values) < _WITH_ID:
        return {}
    found = {
        column: words[text]
        for column, value in row.values.items()
        if isinstance(value, str)
        and len(value) <= LONGEST_HEADING
        and (text := heading_key(text_of(value))) in words
    }
    keys = set(found.values())
    enough = len(keys) >= (_WITH_ID if "id" in keys else _WITHOUT_ID)
    return found if enough and keys.intersection(OUTCOMES) else {}


def _is_activity(row: SheetRow, keys: Mapping[int, str], issued: frozenset[str]) -> bool:
    """Whether a row above the headings is one of the rows that belong below them.

    It has an issued id or title, or a title with other texts under their headings. A title of the
    sheet or of groups of columns has neither.
    """
    texts = {key: text_of(row.values.get(column)) for column, key in keys.items()}
    said = {key for key, text in texts.items() if text}
    if len(said) > 1 and not issued.isdisjoint({texts.get("id"), texts.get("title")}):
        return True
    return "title" in said and len(said - _COMPUTED) > _SURELY


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
        return Register(sheet, SheetRow(rows[0].number - 1, {}, {}, {}), rows)
    return Register(sheet, rows[header], rows[header + 1 :])


def _is_issued(row: SheetRow, known: Metadata, ids: Container[str] | None = None) -> bool:
    """Whether a row has an issued id, one of `ids`, and a text issued with it."""
    texts = {text_of(value) for value in row.values.values()}
    issued = known.issued or {}
    wanted = issued if ids is None else ids
    return any(
        texts.intersection(issued[ident].values())
        for ident in texts
        if ident in issued and ident in wanted
    )
