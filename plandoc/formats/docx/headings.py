"""Which column of a table is which: by the headings printed, or by those of a language."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from plandoc.formats.docx.issued import Issued
from plandoc.formats.docx.word_tables import WordCell, WordRow
from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.texts import heading_key, one_line

_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that came back: its key, `""` when nobody knows it, and its edges."""

    key: str
    heading: str
    left: int
    right: int


class Headings:
    """The headings by which columns are known."""

    def __init__(self, issued: Issued | None) -> None:
        """Take the headings that were printed or, when that is lost, those of all languages."""
        self._printed = dict(issued.columns) if issued else {}
        words = [words_in(language).words.columns.items() for language in LANGUAGES]
        known = [self._printed.items()] if self._printed else words
        self._known = [(key, heading_key(text)) for pairs in known for key, text in pairs]

    def read(self, row: WordRow) -> tuple[Column, ...]:
        """Return the columns that a row of headings names; nothing when it is no such row.

        It says what was printed, or more than half of its texts are known headings, two at least.
        """
        said = [heading_key(cell.text) for cell in row.cells]
        if row.bookmarks or not any(said):
            return ()
        keys = self._keys(said)
        found = len(list(filter(None, keys)))
        if said == list(map(heading_key, self._printed.values())):
            keys = list(self._printed)
        elif found < _AT_LEAST or found * 2 <= len(row.texts):
            return ()
        return self._named(row, keys)

    def read_renamed(self, row: WordRow) -> tuple[Column, ...]:
        """Return the columns of a row that stands where headings do, whatever it says."""
        return self._named(row, self._keys([heading_key(cell.text) for cell in row.cells]))

    def without(self, cells: Sequence[WordCell]) -> tuple[Column, ...]:
        """Return the columns of a table without headings: as printed, when there are as many."""
        pairs = list(self._printed.items())
        if len(pairs) != len(cells):
            pairs = [("", "")] * len(cells)
        return _columns(cells, pairs)

    def with_outcome(
        self, columns: tuple[Column, ...], rows: Sequence[WordRow]
    ) -> tuple[Column, ...]:
        """Return the columns, that of outcomes found by bookmarks where its heading is strange.

        Bookmarks stand in the cells of outcomes; in the first column, where there are none.
        """
        keys = {column.key for column in columns}
        if "outcome" in keys or (self._printed and "outcome" not in self._printed):
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

    def _keys(self, said: Sequence[str]) -> list[str]:
        """Return a key for each heading; of two equal headings the first is the first column."""
        keys: list[str] = []
        for text in said:
            fits = (key for key, known in self._known if known == text and key not in keys)
            keys.append(next(fits, "") if text else "")
        return keys

    def _named(self, row: WordRow, keys: Sequence[str]) -> tuple[Column, ...]:
        """Return the columns; a strange heading is known by its place, if none came or went."""
        if len(keys) == len(self._printed):
            pairs = zip(keys, self._printed, strict=True)
            keys = [key or ("" if there in keys else there) for key, there in pairs]
        return _columns(row.cells, zip(keys, (cell.text for cell in row.cells), strict=True))


def _columns(cells: Sequence[WordCell], pairs: Iterable[tuple[str, str]]) -> tuple[Column, ...]:
    return tuple(
        Column(key, one_line(heading), cell.left, cell.right)
        for (key, heading), cell in zip(pairs, cells, strict=True)
    )


def under(row: WordRow, columns: Sequence[Column]) -> list[list[int]]:
    """Return, for each cell of a row, the places of the columns under which it stands.

    As many cells as columns stand one under each, wherever their edges were dragged. Otherwise a
    cell belongs to the columns of which it covers more than a half, or to the one that holds it.
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
