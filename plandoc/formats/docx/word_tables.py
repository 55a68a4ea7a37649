"""Tables of a Word document as displayed, independent of the program that saved the file."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from types import MappingProxyType
from typing import NamedTuple

from lxml.etree import _Element

from plandoc.formats.docx.word_text import prompts, text_of, through
from plandoc.ooxml.markup import attribute, inner, local_name


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell: its text, edges and bookmarks.

    `below` are the numbers of the further rows of a vertically merged cell, in which it has
    `covered` cells. These have no text, but may have words `beneath`, which nobody sees.
    """

    text: str
    left: int
    right: int
    bookmarks: tuple[str, ...] = ()
    below: tuple[int, ...] = ()
    covered: bool = False
    beneath: str = ""


@dataclass(frozen=True)
class WordRow:
    """A row by its number in the table, counting from 1; `bookmarks` include those of its cells.

    It is `repeated` on each page if it has the flag of headings.
    """

    number: int
    cells: tuple[WordCell, ...]
    bookmarks: tuple[str, ...]
    repeated: bool = False

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The non-empty texts of the cells."""
        return tuple(cell.text for cell in self.cells if cell.text.strip())


Spans = tuple[tuple[int, int, str], ...]
"""The cells of a row, each between two grid lines, and how it is merged downwards."""


class PlainRow(NamedTuple):
    """A row of a table of the body that has nothing but words, one text a cell.

    The lines of a text are paragraphs; `marks` are the names of bookmarks with the numbers of the
    cells in which they are.
    """

    texts: tuple[str, ...]
    spans: Spans
    marks: tuple[tuple[str, int], ...]
    repeated: bool


PlainRows = Mapping[_Element, PlainRow]

NO_ROWS: PlainRows = MappingProxyType({})
_STRUCTURE = frozenset(
    ("tr", "trPr", "tblHeader", "gridBefore", "gridAfter", "tc", "tcPr", "gridSpan", "vMerge", "p",
     "pPr", "rPr", "r", "t", "bookmarkStart", "bookmarkEnd")
)  # fmt: skip
"""What is in a plain row."""
_WITHOUT_TEXT = frozenset(("tcPr", "gridSpan", "vMerge", "bookmarkStart", "bookmarkEnd"))


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table by its number in the document, counting from 1, and its ancestors."""

    number: int
    element: _Element
    rows: tuple[WordRow, ...]

    def inside(self, tables: Sequence["WordTable"]) -> bool:
        """Whether it is nested in one of the tables."""
        above = set(self.element.iterancestors())
        return any(table.element in above for table in tables)

    @property
    def marked(self) -> bool:
        """Whether a row has a bookmark."""
        return any(row.bookmarks for row in self.rows)

    @property
    def headed(self) -> bool:
        """Whether its first row is repeated on each page."""
        return any(row.repeated for row in self.rows[:1])


def tables_of(root: _Element, prefix: str, plain: PlainRows = NO_ROWS) -> list[WordTable]:
    """Return all tables of a document, nested ones after their parents.

    Only bookmarks whose names begin with `prefix` are returned. `plain` are the rows of which the
    words were read before.
    """
    held = _bookmarks_by_row(root, prefix)
    return [
        WordTable(number, table, tuple(_rows(table, held, prefix, plain)))
        for table, number in numbered(root).items()
    ]


def numbered(root: _Element) -> dict[_Element, int]:
    """Return all tables in order with their numbers in the document, counting from 1."""
    tables = (t for t in root.iter("{*}tbl") if next(t.iterancestors("{*}Fallback"), None) is None)
    return {table: number for number, table in enumerate(tables, 1)}


def _bookmarks_by_row(root: _Element, prefix: str) -> dict[_Element, dict[str, _Element]]:
    """Return the bookmarks by name, for each row.

    A bookmark between rows belongs to the next one; a bookmark in a nested table belongs to the
    row of the outer cell, unless that row has other bookmarks as well.
    """
    places = [
        (attribute(bookmark, "name"), bookmark, list(_rows_around(bookmark)))
        for bookmark in root.iter("{*}bookmarkStart")
        if attribute(bookmark, "name").startswith(prefix)
    ]
    around: dict[_Element, dict[str, _Element]] = {}
    for name, bookmark, rows in places:
        for row in rows:
            around.setdefault(row, {}).setdefault(name, bookmark)
    found: dict[_Element, dict[str, _Element]] = {}
    outermost: dict[_Element, _Element] = {}
    for name, bookmark, rows in places:
        if rows and rows[0] not in outermost:
            alike = [row for row in rows if around[row].keys() == around[rows[0]].keys()]
            outermost[rows[0]] = alike[-1]
        for row in (outermost[one] for one in rows[:1]):
            found.setdefault(row, {}).setdefault(name, bookmark)
    return found


def _rows_around(bookmark: _Element) -> Iterator[_Element]:
    """Yield the rows around a bookmark, innermost first; between rows, the next one first."""
    around = list(bookmark.iterancestors("{*}tr", "{*}tbl"))
    if around and local_name(around[0]) == "tbl":
        around[0] = next(bookmark.itersiblings("{*}tr"), around[0])
    return (element for element in around if local_name(element) == "tr")


def plain_names(row: _Element, looks: frozenset[str] = frozenset()) -> list[str]:
    """Return the names of all elements of a row of the body that has nothing but words and looks.

    There are none for any other row.
    """
    table = row.getparent()
    body = None if table is None else table.getparent()
    if table is None or body is None or body.getparent() is not row.getroottree().getroot():
        return []
    if (local_name(table), local_name(body)) != ("tbl", "body"):
        return []
    names = [local_name(one) for one in row.iter()]
    return names if _STRUCTURE.issuperset(one for one in names if one not in looks) else []


def plain_row(row: _Element) -> PlainRow | None:
    """Return the words of a row that has nothing but words, `None` for any other row."""
    names = plain_names(row)
    if not names:
        return None
    texts, spans, marks, paragraphs = [], [], [], 0
    for at, (cell, left, right, merge) in enumerate(cells_of(row)):
        lines = _plain_lines(cell)
        texts.append("\n".join(lines))
        spans.append((left, right, merge))
        marks += [(attribute(mark, "name"), at) for mark in cell.iter("{*}bookmarkStart")]
        paragraphs += len(lines)
        if not lines or texts[-1].count("\n") >= len(lines):
            return None
    if paragraphs != names.count("p") or len(marks) != names.count("bookmarkStart"):
        return None
    return PlainRow(tuple(texts), tuple(spans), tuple(marks), _is_repeated(row))


def _plain_lines(cell: _Element) -> list[str]:
    """Return the texts of the paragraphs of a cell, none where there may be others."""
    lines: list[str] = []
    for one in cell:
        if local_name(one) == "p":
            lines.append(text_of(one))
        elif not all(local_name(each) in _WITHOUT_TEXT for each in one.iter()):
            return []
    return lines


def _rows(
    table: _Element,
    held: Mapping[_Element, Mapping[str, _Element]],
    prefix: str,
    plain: PlainRows,
) -> Iterator[WordRow]:
    edge = _edges(table)
    rows = [
        (
            number,
            row,
            [(cell, edge(left), edge(right), merge) for cell, left, right, merge in cells],
        )
        for number, row in enumerate(through(table, "tr"), 1)
        if inner(row, "trPr", "del") is None
        for cells in [_spread(plain[row]) if row in plain else cells_of(row)]
    ]
    merged = merged_in((number, cells) for number, _, cells in rows)
    for number, row, cells in rows:
        inside: dict[str, tuple[int, ...]] = {}
        for name, places in _marks(cells, held.get(row, {}), plain.get(row)):
            if name.startswith(prefix):
                inside.setdefault(name, places)
        yield WordRow(
            number,
            tuple(
                WordCell(
                    "" if _prompts(cell, row) else _text(cell),
                    left,
                    right,
                    tuple(name for name, places in inside.items() if at in places),
                    tuple(merged.below.get((number, left), ())),
                )
                if (number, left) not in merged.covered
                else WordCell("", left, right, covered=True, beneath=_text(cell).strip())
                for at, (cell, left, right, _) in enumerate(cells)
            ),
            tuple(inside),
            plain[row].repeated if row in plain else _is_repeated(row),
        )


def _spread(row: PlainRow) -> Iterator[tuple[str, int, int, str]]:
    """Yield the cells of a plain row like `cells_of`, texts for elements."""
    return ((text, *span) for text, span in zip(row.texts, row.spans, strict=True))


def _text(cell: _Element | str) -> str:
    return cell if isinstance(cell, str) else text_of(cell)


def _marks(
    cells: Sequence[tuple[_Element | str, int, int, str]],
    held: Mapping[str, _Element],
    plain: PlainRow | None,
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the bookmarks of a row, each with the numbers of the cells around it."""
    for name, mark in held.items():
        around = [*mark.iterancestors("{*}tc")]
        yield name, tuple(at for at, (cell, *_) in enumerate(cells) if cell in around)
    for name, at in plain.marks if plain else ():
        yield name, (at,)


def _is_repeated(row: _Element) -> bool:
    return inner(row, "trPr", "tblHeader") is not None


@dataclass(frozen=True, slots=True)
class Merged:
    """What is merged downwards in a table, by row and left grid line.

    `below` are the further rows of a cell that goes down, `covered` the cells that it covers.
    """

    below: Mapping[tuple[int, int], Sequence[int]]
    covered: Collection[tuple[int, int]]


def merged_in(
    rows: Iterable[tuple[int, Iterable[tuple[object, int, int, str]]]],
) -> Merged:
    """Return what is merged downwards in rows, of which each has its number and its cells.

    A cell that continues a merge that never started is an ordinary cell.
    """
    below: dict[tuple[int, int], list[int]] = {}
    covered: set[tuple[int, int]] = set()
    above: dict[int, list[int]] = {}
    for number, cells in rows:
        going_down = {}
        for _, left, _, merge in cells:
            if merge == "continue" and left in above:
                going_down[left] = above[left]
                above[left].append(number)
                covered.add((number, left))
            elif merge == "restart":
                going_down[left] = below[number, left] = []
        above = going_down
    return Merged(below, covered)


def _edges(table: _Element) -> Callable[[int], int]:
    """Return the distance of each grid line from the left edge, in twips or in columns."""
    widths = [_whole(column, "w") for column in table.iterfind("{*}tblGrid/{*}gridCol")]
    if not widths or not all(widths):
        return lambda position: position
    edges = list(accumulate(widths, initial=0))

    def edge(position: int) -> int:
        beyond = position - len(widths)
        return edges[position] if beyond <= 0 else edges[-1] + beyond * widths[-1]

    return edge


def cells_of(row: _Element) -> Iterator[tuple[_Element, int, int, str]]:
    """Yield the cells of a row, each between two grid lines, and how it is merged downwards."""
    position = _property(row, "trPr", "gridBefore", 0)
    for cell in through(row, "tc"):
        span, merge = 1, ""
        properties = inner(cell, "tcPr")
        for one in () if properties is None else properties:
            match local_name(one):
                case "gridSpan":
                    span = max(1, _whole(one, "val"))
                case "vMerge":
                    merge = attribute(one, "val") or "continue"
        yield cell, position, position + span, merge
        position += span


def _prompts(cell: _Element | str, row: _Element) -> bool:
    """Whether a cell is an empty content control that shows its prompt."""
    if isinstance(cell, str):
        return False
    return cell.getparent() is not row and any(map(prompts, islice(cell.iterancestors(), 2)))


def _property(element: _Element, properties: str, name: str, otherwise: int) -> int:
    found = inner(element, properties, name)
    return otherwise if found is None else _whole(found, "val")


def _whole(element: _Element, name: str) -> int:
    """Return an attribute as an integer, 0 if it is not one."""
    text = attribute(element, name)
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0
