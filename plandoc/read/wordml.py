"""Tables of a Word document as a person sees them, whoever saved the file.

Elements are known by their local names, whatever the prefix and the edition of the standard.
Content controls, tracked insertions and other wrappers are looked through; what was deleted under
tracking, codes of fields and prompts of empty content controls are not text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

_WRAPPERS = frozenset(
    ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice")
)
_UNSEEN = frozenset(
    ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "del",
     "moveFrom", "instrText", "delText", "rt")
)  # fmt: skip
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}
# Signs of «Insert symbol» that people put for a mark, by font and code (its low byte).
_SYMBOLS = {
    "wingdings": {0x6F: "□", 0xA8: "□", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒"},
}
_SYMBOL = re.compile("(?!D[89A-F])[0-9A-F]{2}([0-9A-F]{2})", re.IGNORECASE)  # no surrogates
_TRACKED = ("{*}ins", "{*}del", "{*}moveFrom", "{*}moveTo")


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell: its text, its edges, its bookmarks.

    `below` are the numbers of the rows over which it goes down; what it covers there are cells
    too, `covered` and without text.
    """

    text: str
    left: int
    right: int
    bookmarks: tuple[str, ...] = ()
    below: tuple[int, ...] = ()
    covered: bool = False


@dataclass(frozen=True)
class WordRow:
    """A row by its number from 1 in its table; `bookmarks` are those of its cells too."""

    number: int
    cells: tuple[WordCell, ...]
    bookmarks: tuple[str, ...]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts of the cells that say something."""
        return tuple(cell.text for cell in self.cells if cell.text.strip())


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table by its number from 1 in the document, and what contains it."""

    number: int
    element: Any
    rows: tuple[WordRow, ...]

    def inside(self, tables: Sequence["WordTable"]) -> bool:
        """Whether it stands in a cell of one of the tables."""
        above = set(self.element.iterancestors())
        return any(table.element in above for table in tables)

    @property
    def marked(self) -> bool:
        """Whether a row has a bookmark."""
        return any(row.bookmarks for row in self.rows)

    @property
    def tracked(self) -> bool:
        """Whether it holds changes under tracking."""
        return next(self.element.iter(*_TRACKED), None) is not None


def tables_of(root: Any, prefix: str) -> list[WordTable]:
    """Return every table of a document, nested ones after what they stand in.

    Of bookmarks those are seen whose names begin with `prefix`.
    """
    held = _bookmarks_by_row(root, prefix)
    tables = (t for t in root.iter("{*}tbl") if next(t.iterancestors("{*}Fallback"), None) is None)
    return [
        WordTable(number, table, tuple(_rows(table, held)))
        for number, table in enumerate(tables, 1)
    ]


def _bookmarks_by_row(root: Any, prefix: str) -> dict[Any, dict[str, Any]]:
    """Return the bookmarks by name, for each row.

    A bookmark between rows belongs to the next one; a bookmark in a table within a cell belongs
    to the row of that cell, unless that row holds other bookmarks as well.
    """
    places = [
        (attribute(bookmark, "name"), bookmark, list(_rows_around(bookmark)))
        for bookmark in root.iter("{*}bookmarkStart")
        if attribute(bookmark, "name").startswith(prefix)
    ]
    around: dict[Any, dict[str, Any]] = {}
    for name, bookmark, rows in places:
        for row in rows:
            around.setdefault(row, {}).setdefault(name, bookmark)
    found: dict[Any, dict[str, Any]] = {}
    for name, bookmark, rows in places:
        alike = [row for row in rows if around[row].keys() == around[rows[0]].keys()]
        for row in alike[-1:]:
            found.setdefault(row, {}).setdefault(name, bookmark)
    return found


def _rows_around(bookmark: Any) -> Iterator[Any]:
    """Yield the rows around a bookmark from the inside out; between rows, the next one first."""
    around = list(bookmark.iterancestors("{*}tr", "{*}tbl"))
    if around and local(around[0]) == "tbl":
        around[0] = next(bookmark.itersiblings("{*}tr"), around[0])
    return (element for element in around if local(element) == "tr")


def _rows(table: Any, held: Mapping[Any, Mapping[str, Any]]) -> Iterator[WordRow]:
    edge = _edges(table)
    rows = [
        (number, row, [(cell, *map(edge, span)) for cell, span in _cells(row)])
        for number, row in enumerate(through(table, "tr"), 1)
        if row.find("{*}trPr/{*}del") is None
    ]
    below = _rows_below((number, cells) for number, _, cells in rows)
    for number, row, cells in rows:
        names = held.get(row, {})
        inside = {name: set(mark.iterancestors("{*}tc")) for name, mark in names.items()}
        yield WordRow(
            number,
            tuple(
                WordCell(
                    "" if _prompts(cell.getparent().getparent()) else text_of(cell),
                    left,
                    right,
                    tuple(name for name, around in inside.items() if cell in around),
                    tuple(below[number, left]),
                )
                if (number, left) in below
                else WordCell("", left, right, covered=True)
                for cell, left, right in cells
            ),
            tuple(names),
        )


def _rows_below(
    rows: Iterable[tuple[int, Sequence[tuple[Any, int, int]]]],
) -> dict[tuple[int, int], list[int]]:
    """Return the rows that each cell covers, by its row and left edge; covered cells are left out.

    A cell that says to go on from above, where nothing began, is a cell like any other.
    """
    below: dict[tuple[int, int], list[int]] = {}
    above: dict[int, list[int]] = {}
    for number, cells in rows:
        going_down = {}
        for cell, left, _ in cells:
            merge = _merge(cell)
            if merge == "continue" and left in above:
                going_down[left] = above[left]
                above[left].append(number)
            else:
                below[number, left] = []
                if merge == "restart":
                    going_down[left] = below[number, left]
        above = going_down
    return below


def _edges(table: Any) -> Callable[[int], int]:
    """Return how far from the left edge each line of the grid stands, in twips or in columns."""
    widths = [whole(column, "w") for column in table.iterfind("{*}tblGrid/{*}gridCol")]
    if not widths or not all(widths):
        return lambda position: position
    edges = list(accumulate(widths, initial=0))

    def edge(position: int) -> int:
        beyond = position - len(widths)
        return edges[position] if beyond <= 0 else edges[-1] + beyond * widths[-1]

    return edge


def _cells(row: Any) -> Iterator[tuple[Any, tuple[int, int]]]:
    """Yield the cells of a row, each between two lines of the grid."""
    position = _property(row, "trPr", "gridBefore", 0)
    for cell in through(row, "tc"):
        end = position + max(1, _property(cell, "tcPr", "gridSpan", 1))
        yield cell, (position, end)
        position = end


def _merge(cell: Any) -> str:
    merged = cell.find("{*}tcPr/{*}vMerge")
    return "" if merged is None else attribute(merged, "val") or "continue"


def _property(element: Any, properties: str, name: str, otherwise: int) -> int:
    found = element.find(f"{{*}}{properties}/{{*}}{name}")
    return otherwise if found is None else whole(found, "val")


def whole(element: Any, name: str) -> int:
    """Return an attribute as a whole number, 0 where it is none."""
    text = attribute(element, name)
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0


def through(parent: Any, *names: str) -> Iterator[Any]:
    """Yield the children of these names, also from inside wrappers."""
    for child in _alternatives(parent):
        name = local(child)
        if name in names:
            yield child
        elif name in _WRAPPERS:
            yield from through(child, *names)


def _alternatives(parent: Any) -> Any:
    """Return the children, of alternatives the first."""
    return parent[:1] if local(parent) == "AlternateContent" else parent


def local(element: Any) -> str:
    """Return the local name of an element, nothing for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Return the attribute of that local name, in whatever namespace."""
    for full, value in element.attrib.items():
        if full.rpartition("}")[2] == name:
            return str(value)
    return ""


def text_of(element: Any) -> str:
    """Return the text of a paragraph or of all paragraphs of a cell, a line each."""
    text = _Text()
    text.read(element)
    return "".join(text.pieces)


class _Text:
    """The text so far, the fields that are open: whether each is in its code."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.codes: list[bool] = []
        self.between = ""

    def read(self, element: Any) -> None:
        for child in _alternatives(element):
            name = local(child)
            if name == "p":
                self.pieces.append(self.between)
                self.read(child)
                joined = child.find("{*}pPr/{*}rPr/{*}del") is not None
                self.between = "" if joined else "\n"
            elif name == "fldChar":
                self._field(attribute(child, "fldCharType"))
            elif name in _SIGNS or name in {"t", "sym"}:
                if not any(self.codes):
                    self.pieces.append(_sign(name, child))
            elif _prompts(child):
                self._prompt(child)
            elif name not in _UNSEEN:
                self.read(child)

    def _field(self, step: str) -> None:
        if step == "begin":
            self.codes.append(True)
        elif self.codes and step == "separate":
            self.codes[-1] = False
        elif self.codes and step == "end":
            self.codes.pop()

    def _prompt(self, control: Any) -> None:
        """Read a content control that only shows its prompt: its paragraphs without their text."""
        for _ in control.iterfind("{*}sdtContent/{*}p"):
            self.pieces.append(self.between)
            self.between = "\n"


def _prompts(control: Any) -> bool:
    """Tell whether this is a content control that shows its prompt, being empty."""
    return local(control) == "sdt" and control.find("{*}sdtPr/{*}showingPlcHdr") is not None


def _sign(name: str, element: Any) -> str:
    if name == "t":
        return element.text or ""
    if name != "sym":
        return _SIGNS[name]
    if not (found := _SYMBOL.fullmatch(attribute(element, "char"))):
        return ""
    table = _SYMBOLS.get(attribute(element, "font").lower(), {})
    return table.get(int(found[1], 16), chr(int(found[0], 16)))
