"""Identification of table columns by printed headings, or by those of any language."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from plandoc.formats.docx.issued import Issued
from plandoc.formats.docx.word_tables import WordCell, WordRow
from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.texts import heading_key, one_line

_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a returned table: its key, `""` if it is unknown, and its edges."""

    key: str
    heading: str
    left: int
    right: int


class Headings:
    """The headings by which columns are identified.

    Methods take the printed headings of a table by key as `own`; without them those of the plan's
    first table with each key are used.
    """

    def __init__(self, issued: Issued | None) -> None:
        """Use the printed headings, and those of all languages for what was lost.

        A heading of the outcome is known in any case: a mark below it is one.
        """
        self._printed = dict(issued.columns) if issued else {}
        self._whole = bool(issued and issued.columns and not issued.damaged)
        words = [
            (key, text)
            for language in LANGUAGES
            for key, text in words_in(language).words.columns.items()
            if not self._whole or key == "outcome"
        ]
        known = (*self._printed.items(), *words)
        self._known = [(key, heading_key(text)) for key, text in known]

    def read(self, row: WordRow, own: Mapping[str, str]) -> tuple[Column, ...]:
        """Return the columns of a heading row, or nothing for other rows.

        A heading row has the printed texts, or more than half of its texts are known headings, at
        least two.
        """
        folded = [heading_key(cell.text) for cell in row.cells]
        if row.bookmarks or not any(folded):
            return ()
        keys = self._keys(folded, own)
        found = len(list(filter(None, keys)))
        printed = list(map(heading_key, (own or self._printed).values()))
        if folded != printed and (found < _AT_LEAST or found * 2 <= len(row.texts)):
            return ()
        return self._named(row, keys, own)

    def read_renamed(self, row: WordRow, own: Mapping[str, str]) -> tuple[Column, ...]:
        """Return the columns of a row in the place of headings, regardless of its texts."""
        keys = self._keys([heading_key(cell.text) for cell in row.cells], own)
        return self._named(row, keys, own)

    def without(self, cells: Sequence[WordCell], own: Mapping[str, str]) -> tuple[Column, ...]:
        """Return the columns of a table without headings: as printed, if their number is equal."""
        pairs = list((own or self._printed).items())
        if len(pairs) != len(cells):
            pairs = [("", "")] * len(cells)
        return _columns(cells, pairs)

    def with_outcome(
        self, columns: tuple[Column, ...], rows: Sequence[WordRow]
    ) -> tuple[Column, ...]:
        """Return the columns, with the outcome column found by bookmarks if its heading is unknown.

        Bookmarks are in outcome cells, or in the first column if there is no outcome column.
        """
        keys = {column.key for column in columns}
        if "outcome" in keys or (self._whole and "outcome" not in self._printed):
            return columns
        places = Counter(
            place
            for row in rows
            if len(row.cells) == len(columns)
            for place, cell in enumerate(row.cells)
            if cell.bookmarks and place and not columns[place].key
        )
        most = [place for place, _ in places.most_common(1)]
        return tuple(
            replace(column, key="outcome") if place in most else column
            for place, column in enumerate(columns)
        )

    def _keys(self, folded: Sequence[str], own: Mapping[str, str]) -> list[str]:
        """Return a key for each heading: of those with its text that in its place, or the first."""
        printed = [(key, heading_key(heading)) for key, heading in (own or self._printed).items()]
        keys = [""] * len(folded)
        if len(printed) == len(folded):
            pairs = zip(folded, printed, strict=True)
            keys = [key if text == known else "" for text, (key, known) in pairs]
        for at, text in enumerate(folded):
            if text and not keys[at]:
                fits = (key for key, known in (*printed, *self._known) if known == text)
                keys[at] = next((key for key in fits if key not in keys), "")
        return keys

    def _named(
        self, row: WordRow, keys: Sequence[str], own: Mapping[str, str]
    ) -> tuple[Column, ...]:
        """Return the columns; unknown headings are identified by place if the number is equal."""
        printed = own or self._printed
        if len(keys) == len(printed):
            pairs = zip(keys, printed, strict=True)
            keys = [key or ("" if there in keys else there) for key, there in pairs]
        return _columns(row.cells, zip(keys, (cell.text for cell in row.cells), strict=True))


def _columns(cells: Sequence[WordCell], pairs: Iterable[tuple[str, str]]) -> tuple[Column, ...]:
    return tuple(
        Column(key, one_line(heading), cell.left, cell.right)
        for (key, heading), cell in zip(pairs, cells, strict=True)
    )


def under(row: WordRow, columns: Sequence[Column]) -> list[list[int]]:
    """Return the indexes of the columns of each cell of a row.

    If the number of cells equals that of columns, they correspond one to one, even if edges were
    dragged. Otherwise a cell belongs to the columns of which it covers more than half, or to the
    column that contains it.
    """
    if len(row.cells) == len(columns):
        return [[place] for place in range(len(columns))]
    return [_under(cell, columns) for cell in row.cells]


def _under(cell: WordCell, columns: Sequence[Column]) -> list[int]:
    shares = [min(cell.right, c.right) - max(cell.left, c.left) for c in columns]
    whole = [
        place
        for place, (share, column) in enumerate(zip(shares, columns, strict=True))
        if share * 2 > column.right - column.left
    ]
    if whole:
        return whole
    most = max(shares, default=0)
    return [shares.index(most)] if most > 0 else []
