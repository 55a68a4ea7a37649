"""Rows of a paper that have nothing but words, read while the document is parsed.

The tree of a document that an office suite has saved weighs twenty times its words.
"""

from collections import Counter
from typing import NamedTuple, TypeVar

from lxml.etree import _Element

from plandoc.formats.docx.list_labels import ListLabels
from plandoc.formats.docx.paper_paragraphs import Paragraphs, Said, Types
from plandoc.formats.docx.signed_below import BOOKMARK
from plandoc.formats.docx.word_tables import Spans, cells_of, plain_names
from plandoc.ooxml.markup import attribute, inner, local_name

_LOOKS = frozenset(
    ("tcBorders", "top", "left", "start", "bottom", "right", "end", "pStyle", "ind", "jc", "rStyle",
     "rFonts", "b", "i", "sz", "lastRenderedPageBreak")
)  # fmt: skip
"""What a plain row has beside its words; nothing of it needs another row."""

_OFF = ("0", "false", "off")

T = TypeVar("T")


class PaperRow(NamedTuple):
    """A row: the paragraphs of its cells, each cell between two grid lines.

    `letters` are counted by their types, `marks` are the names of bookmarks, `borders` the kinds of
    the lines around cells.
    """

    cells: tuple[tuple[Said, ...], ...]
    spans: Spans
    letters: tuple[tuple[tuple[float, str], int], ...]
    marks: tuple[str, ...]
    borders: frozenset[str]
    heading: bool


class PaperRows(dict[_Element, PaperRow]):
    """The plain rows of a document by their elements, which are empty from then on."""

    def __init__(self, paragraphs: Paragraphs, labels: ListLabels) -> None:
        super().__init__()
        self._paragraphs, self._labels = paragraphs, labels
        self._spans: dict[Spans, Spans] = {}
        self._types: dict[tuple[float, str], tuple[float, str]] = {}
        self._borders: dict[frozenset[str], frozenset[str]] = {}

    def see(self, row: _Element) -> None:
        """Read a row that has ended, if it is a plain one."""
        if (read := self._read(row)) is not None:
            self[row] = read
            row.clear()

    def _read(self, row: _Element) -> PaperRow | None:
        names = plain_names(row, _LOOKS)
        marks = marks_in(row)
        if not names or BOOKMARK in marks:
            return None
        letters: Types = Counter()
        cells, spans = [], []
        for cell, left, right, merge in cells_of(row):
            paragraphs = [one for one in cell if local_name(one) == "p"]
            if any(map(self._labels.counts, paragraphs)):
                return None
            cells.append(tuple(self._paragraphs.read(one, letters) for one in paragraphs))
            spans.append((left, right, merge))
        if sum(map(len, cells)) != names.count("p"):
            return None
        return PaperRow(
            tuple(cells),
            _known(self._spans, tuple(spans)),
            tuple((_known(self._types, one), count) for one, count in letters.items()),
            marks,
            _known(self._borders, borders_in(row)),
            is_heading(row),
        )


def _known(known: dict[T, T], one: T) -> T:
    """Return the first object of those alike."""
    return known.setdefault(one, one)


def marks_in(row: _Element) -> tuple[str, ...]:
    """Return the names of the bookmarks of a row."""
    return tuple(attribute(mark, "name") for mark in row.iter("{*}bookmarkStart"))


def borders_in(row: _Element) -> frozenset[str]:
    """Return the kinds of the lines around the cells of a row."""
    return frozenset(attribute(one, "val") for one in row.iterfind("{*}tc/{*}tcPr/{*}tcBorders/*"))


def is_heading(row: _Element) -> bool:
    """Whether a row is repeated on each page."""
    found = inner(row, "trPr", "tblHeader")
    return found is not None and attribute(found, "val") not in _OFF
