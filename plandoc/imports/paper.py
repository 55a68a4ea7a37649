"""A paper as it is written: paragraphs and tables in order, without interpretation.

Readers of all formats return it: DOCX, workbooks, CSV, HTML, plain text. Nothing that is written is
left out: what stands beside the body (headers, notes, boxes, comments) has its `layer`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import is_

from plandoc.codes import Code
from plandoc.errors import PaperError, Place, Problem
from plandoc.schema.plan import Plan
from plandoc.words.texts import BREAKS, PRIVATE_BULLETS

_NOWHERE = Place()
_USUAL = {0xA0: " ", 0x202F: " ", 0x2007: " ", 0x2011: "-"} | BREAKS | PRIVATE_BULLETS


BESIDE = " — "
"""Between texts that stand side by side, where they can no longer do so."""


_PLAN_FILES = (".yaml", ".yml", ".json")


def refuse_plan_file(name: str) -> None:
    """Raise `PaperError` for the name of a plan file, which holds no paper."""
    if name.lower().endswith(_PLAN_FILES):
        raise PaperError([Problem(Code.IMPORT_IS_A_PLAN_FILE, place=Place(name))])


class Layer(StrEnum):
    """Where a text stands: in the body, in a box over it, beside it, or where nobody sees it."""

    BODY = "body"
    BOX = "box"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    COMMENT = "comment"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Line:
    r"""A paragraph: its text as displayed, with `\n` for breaks and `\t` for tabs.

    `marked` is the text in the markup of text blocks, if it has bold or italic words. `label` is
    the number or bullet that the program computes, and that stands in no text. `level` is that
    of a heading by its style, 0 for other paragraphs. `new_page` begins a page, `gap` is the number
    of blank paragraphs above. `start` is where
    the paragraph begins on the line, in millimetres from the margin.
    """

    text: str
    place: Place = _NOWHERE
    marked: str = ""
    label: str = ""
    align: str = ""
    level: int = 0
    bold: bool = False
    new_page: bool = False
    gap: int = 0
    start: float = 0
    layer: Layer = Layer.BODY

    @property
    def said(self) -> str:
        """The text with its label: `3. Разное`."""
        return f"{self.label} {self.text.strip()}".strip() if self.label else self.text

    @property
    def blank(self) -> bool:
        """Whether nothing can be read there."""
        return not self.text.strip() and not self.label.strip()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs, nested tables, and where it stands in the grid, counted from 0.

    `continued` is a cell that continues the cell above (a vertical merge); it has no text.
    """

    lines: tuple[Line, ...]
    column: int
    span: int = 1
    continued: bool = False
    tables: tuple["Grid", ...] = ()
    place: Place = _NOWHERE

    @property
    def text(self) -> str:
        """The text of the cell: a line for each paragraph, then for each row of nested tables."""
        said = [line.said for line in self.lines]
        said += (row.text for table in self.tables for row in table.rows if not row.blank)
        return "\n".join(said).strip("\n")

    @property
    def label(self) -> str:
        """The number that the program computes in a cell without text."""
        labels = [line.label for line in self.lines if line.label.strip()]
        typed = any(line.text.strip() for line in self.lines)
        return labels[0] if labels and not typed else ""

    @property
    def blank(self) -> bool:
        """Whether nothing can be read there."""
        return all(line.blank for line in self.lines) and not self.tables

    @classmethod
    def of(cls, text: str, column: int, place: Place = _NOWHERE, *, span: int = 1) -> "Cell":
        """Return a cell with a plain text."""
        lines = tuple(Line(line, place) for line in text.split("\n")) if text else ()
        return cls(lines, column, span, place=place)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `heading` is one that the program repeats on every page.

    `id` is that of the activity, where plandoc itself wrote the row.
    """

    cells: tuple[Cell, ...]
    place: Place = _NOWHERE
    heading: bool = False
    id: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing can be read there."""
        return all(cell.blank for cell in self.cells)

    @property
    def text(self) -> str:
        """The texts of the cells side by side: «Завхоз — Кузнецов»."""
        return BESIDE.join(cell.text.strip() for cell in self.cells if not cell.blank)

    @property
    def width(self) -> int:
        """The number of grid columns up to the end of the last cell."""
        return max((cell.column + cell.span for cell in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is drawn; `widths` of the grid columns are in millimetres, if known."""

    rows: tuple[Row, ...]
    place: Place = _NOWHERE
    widths: tuple[float, ...] = ()
    ruled: bool = True
    new_page: bool = False
    layer: Layer = Layer.BODY

    @property
    def width(self) -> int:
        """The number of columns of the grid."""
        return max((row.width for row in self.rows), default=0)


Piece = Line | Grid


@dataclass(frozen=True, slots=True)
class Look:
    """How the paper looks: the page in millimetres, the type, its sizes in points."""

    width: float = 0
    height: float = 0
    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0
    font: str = ""
    size: float = 0
    table_size: float = 0


@dataclass(frozen=True, slots=True)
class Own:
    """What plandoc itself wrote into a file: headings by key, texts of activities by id and key.

    `plan` is the plan that was printed, and `printed` the paper as it was then, if they are known.
    """

    columns: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]
    plan: Plan | None = None
    printed: "Paper | None" = None


@dataclass(frozen=True, slots=True)
class Paper:
    """What is written in a file, in the order of reading.

    The sheet of a workbook is the `sheet` of the places. `manifest` and `own` are what plandoc
    itself wrote into the file, `years` are those in which it was saved and made, `pictures`
    how many pictures it has.
    """

    file: str
    pieces: tuple[Piece, ...]
    look: Look | None = None
    problems: tuple[Problem, ...] = ()
    manifest: Mapping[str, str] = field(default_factory=dict)
    own: Own | None = None
    years: tuple[int, ...] = ()
    pictures: int = 0

    def lines(self) -> Iterator[Line]:
        """Yield every line, those of cells and nested tables too."""
        return lines_of(self.pieces)


def tidied(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces with ordinary blanks and hyphens: what keeps words together is made anew.

    What needs no change is the same object.
    """
    for piece in pieces:
        yield _tidied_line(piece) if isinstance(piece, Line) else _tidied_grid(piece)


def _tidied_line(line: Line) -> Line:
    text, marked = line.text.translate(_USUAL), line.marked.translate(_USUAL)
    return (
        line
        if (text, marked) == (line.text, line.marked)
        else replace(line, text=text, marked=marked)
    )


def _tidied_grid(grid: Grid) -> Grid:
    rows = tuple(map(_tidied_row, grid.rows))
    return grid if _are_same(rows, grid.rows) else replace(grid, rows=rows)


def _tidied_row(row: Row) -> Row:
    cells = tuple(map(_tidied_cell, row.cells))
    return row if _are_same(cells, row.cells) else replace(row, cells=cells)


def _tidied_cell(cell: Cell) -> Cell:
    lines, tables = tuple(map(_tidied_line, cell.lines)), tuple(map(_tidied_grid, cell.tables))
    same = _are_same(lines, cell.lines) and _are_same(tables, cell.tables)
    return cell if same else replace(cell, lines=lines, tables=tables)


def _are_same(one: Sequence[object], other: Sequence[object]) -> bool:
    return all(map(is_, one, other))


def lines_of(pieces: Iterable[Piece]) -> Iterator[Line]:
    """Yield every line, those of cells and nested tables too."""
    for piece in pieces:
        if isinstance(piece, Line):
            yield piece
            continue
        for row in piece.rows:
            for cell in row.cells:
                yield from cell.lines
                yield from lines_of(cell.tables)
