"""What stands on the sheets around the rows of a register, so that words typed there are found.

The hidden sheet of lists has the digests of the texts of each visible sheet, with their counts.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from itertools import islice

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem, ReturnedFileError
from plandoc.formats.xlsx.book import Book, Sheet
from plandoc.formats.xlsx.cells import SheetRow, column_letters, decoded
from plandoc.formats.xlsx.tracking.known import Metadata, text_of
from plandoc.returns.filled import Value
from plandoc.words.texts import shortened, with_both_ends, without_spaces

COPY = re.compile(r" \(\d+\)$")
"""The end of the name of a copied sheet."""

SOON_CELL = (3, 3)
"""The row and the column of the one setting that a person may change, on the summary."""

_CODES = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d+|&[A-Za-z]')
"""Codes in headers and footers of pages (ECMA-376 Part 1, 18.3.1.46)."""

_CHANGED = re.compile("[\ud800-\uf8ff\ufffd\U00010000-\U0010ffff]")
"""Surrogates, private characters and those beyond 16 bits, of which some programs keep the half."""

Recorded = Mapping[str, frozenset[str]]
"""The cells of the texts of a sheet by the digests of these."""

_ONCE = frozenset([""])
"""The cells of a text that stands there once."""

_LONGEST, _TOGETHER, _FITS = 8, 500, 20_000
"""Digits of a digest; cells that are recorded together, and characters."""

_MOST_CELLS, _MOST_TOLD = 400_000, 1_000
"""Cells of a sheet that are looked at, twenty in each row of twenty thousand activities; words that
were typed there, after which nobody looks further."""

_MOST, _NAMED = 100, 10
"""Texts of a sheet of which each has a problem of its own, and those that the last one names."""


def recorded(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what is recorded of the cells and texts of a sheet, in pieces that fit into cells.

    A text that stands there once is a digest, one that is repeated a digest with its cells.
    """
    cells: dict[str, list[str]] = {}
    for cell, text in texts:
        if digest := _digest(text):
            cells.setdefault(digest, []).append(cell)
    told = [
        digest if len(found) == 1 else f"{digest}:{','.join(found[first : first + _TOGETHER])}"
        for digest, found in sorted(cells.items())
        for first in range(0, len(found), _TOGETHER)
    ]
    piece: list[str] = []
    length = 0
    for one in told:
        if length + len(one) > _FITS:
            yield " ".join(piece)
            piece, length = [], 0
        length += len(one) + bool(piece)
        piece.append(one)
    yield " ".join(piece)


@lru_cache(maxsize=65_536)
def _digest(text: str) -> str:
    """Return the digest of a text without what programs change in it, `""` if nothing is there."""
    shown = decoded(text)
    bare = without_spaces(_CODES.sub("", shown) if "&" in shown else shown).casefold()
    kept = _CHANGED.sub("\ufffd", bare)
    return sha256(kept.encode()).hexdigest()[:_LONGEST] if bare else ""


def _issued(frame: Iterable[tuple[str, str]]) -> dict[str, dict[str, frozenset[str]]]:
    """Return the cells of each text as issued, by the name of the sheet and the digest."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for name, pieces in frame:
        sheet = found.setdefault(name, {})
        for piece in pieces.split():
            digest, _, listed = piece.partition(":")
            cells = frozenset(listed.split(",")) if listed else _ONCE
            sheet[digest] = sheet[digest] | cells if digest in sheet else cells
    return found


@dataclass
class Read:
    """What was read of a sheet: its activities by row, its headings by row and column."""

    rows: set[int] = field(default_factory=set)
    headings: dict[int, set[int]] = field(default_factory=dict)

    def add(self, header: int, columns: Collection[int], rows: Iterable[SheetRow]) -> None:
        """Add a register."""
        self.headings.setdefault(header, set()).update(columns)
        self.rows |= {row.number for row in rows}


def typed_around(
    book: Book, known: Metadata, registers: Mapping[Sheet, Read], file: str
) -> Iterator[Problem]:
    """Yield a problem for each comment, and for each text that was not there when issued.

    Only sheets that can be seen are looked at, and those that were read.
    """
    issued = _issued(known.frame)
    passed = {*known.sheets, *(problem.place.sheet for problem in book.broken)}
    for sheet in book.sheets:
        if sheet.name in passed or not (sheet.visible or sheet in registers):
            continue
        try:
            yield from _around(book, sheet, known, issued, registers.get(sheet), file)
        except ReturnedFileError as error:
            for problem in error.problems:
                yield replace(problem, severity=Severity.WARNING).at(sheet=sheet.name)


def _around(  # noqa: PLR0913, PLR0917
    book: Book,
    sheet: Sheet,
    known: Metadata,
    issued: Mapping[str, Recorded],
    read: Read | None,
    file: str,
) -> Iterator[Problem]:
    place = Place(file, sheet=sheet.name)
    for cell, text in book.comments(sheet).items():
        where = replace(place, cell=cell)
        yield Problem(Code.SHEET_COMMENT_IGNORED, place=where, values={"text": text})
    texts = issued.get(COPY.sub("", sheet.name))
    if texts is None and read is not None:
        texts = _most_alike(book, sheet, issued, read)
    if texts is not None:
        yield from _told([*book.boxes(sheet), *_typed(book, sheet, known, texts, read)], place)
    elif read is not None:
        yield from _told([*book.boxes(sheet)], place)


def _most_alike(
    book: Book, sheet: Sheet, issued: Mapping[str, Recorded], read: Read
) -> Recorded | None:
    """Return what was recorded of the sheet that somebody renamed, if any has a text of it."""
    here = {_digest(text_of(value)) for _, value in islice(_values(book, sheet, read), _MOST_TOLD)}
    alike = max(issued.values(), key=lambda texts: len(here & texts.keys()), default={})
    return alike if here & alike.keys() else None


def _typed(
    book: Book,
    sheet: Sheet,
    known: Metadata,
    issued: Recorded,
    read: Read | None,
) -> Iterator[tuple[str, str]]:
    """Yield the cells and texts that were not issued: of each text those that are too many.

    Words at the head of a register may stand there several times: people copy it.
    """
    found: list[tuple[str, str, str]] = []
    strange = 0
    for cell, value in islice(_values(book, sheet, read or Read()), _MOST_CELLS):
        digest = _digest(text_of(value))
        if digest in issued:
            found.append((cell, known.shown(value), digest))
        elif digest:
            strange += 1
            yield cell, known.shown(value)
            if strange == _MOST_TOLD:
                break
    moved = Counter({digest: len(cells) for digest, cells in issued.items()})
    moved.subtract(digest for cell, _, digest in found if cell in issued[digest])
    for cell, text, digest in found if read is None else ():
        if cell not in issued[digest]:
            if moved[digest] <= 0:
                yield cell, text
            moved[digest] -= 1


def _values(book: Book, sheet: Sheet, read: Read) -> Iterator[tuple[str, Value]]:
    """Yield the cells of a sheet that are not read with their values, and texts on its pages."""
    for row in book.rows(sheet):
        known = read.headings.get(row.number, set())
        if row.number in read.rows:
            continue
        for column, value in sorted(row.values.items()):
            is_setting = (row.number, column) == SOON_CELL and not isinstance(value, str)
            setting = is_setting and not read.headings
            if column not in known and column not in row.formulas and not setting:
                yield f"{column_letters(column)}{row.number}", value
    yield from (("", _CODES.sub(" ", text).strip()) for text in book.page_texts(sheet))


def _told(found: list[tuple[str, str]], place: Place) -> Iterator[Problem]:
    for cell, text in islice(found, _MOST):
        values = {"text": with_both_ends(text)}
        yield Problem(Code.SHEET_TEXT_IGNORED, place=replace(place, cell=cell), values=values)
    if others := found[_MOST:]:
        named = "; ".join(shortened(text) for _, text in others[:_NAMED])
        values = {"text": f"{named}; … ({len(others)})"}
        where = replace(place, cell=others[0][0])
        yield Problem(Code.SHEET_TEXT_IGNORED, place=where, values=values)
