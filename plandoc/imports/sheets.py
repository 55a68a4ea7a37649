"""Rows of a sheet, of a workbook or a CSV file, as the lines and tables that a person sees there.

A sheet is one grid from its first cell to its last. What is seen as a table begins at the first row
with about as many cells as the widest one; rows above it and rows of single cells below it that
stand by themselves are lines. Nothing is judged by words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from plandoc.imports.paper import Cell, Grid, Layer, Line, Piece, Row
from plandoc.words.texts import heading_key

_DENSE = 3
_SHARE = 0.6
_MOST_BLANK = 500_000
"""The most cells that are filled in to make the rows of a sheet equally long."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row by its number: its cells that are not blank, or continue those above, in order."""

    number: int
    row: Row


@dataclass(slots=True)
class _Block:
    """Rows without a blank one between them; whether they belong to the table before."""

    rows: list[SheetRow] = field(default_factory=list)


def pieces_of_sheet(
    rows: Sequence[SheetRow], widths: Sequence[float] = (), layer: Layer = Layer.BODY
) -> Iterator[Piece]:
    """Yield the lines and tables of a sheet; `widths` are those of its columns in millimetres."""
    said = [row for row in rows if not row.row.blank]
    widest = max(map(_texts, said), default=0)
    dense = min(_DENSE, max(2, widest))
    enough = max(2, -(-int(widest * _SHARE * 10) // 10))
    table: list[SheetRow] = []
    for block in _blocks(rows):
        held = block.rows
        if table and _goes_on(table, held, dense):
            table += held
            continue
        if table:
            yield from _grid(table, widths, layer, ruled=True)
            table = []
        at = next((n for n, row in enumerate(held) if _texts(row) >= enough), len(held))
        while 0 < at < len(held) and any(cell.continued for cell in held[at].row.cells):
            at -= 1  # headings above one another
        yield from _around(held[:at], widths, layer)
        table = held[at:]
    if table:
        yield from _grid(table, widths, layer, ruled=True)


def _blocks(rows: Iterable[SheetRow]) -> Iterator[_Block]:
    block = _Block()
    for row in rows:
        if block.rows and row.number > block.rows[-1].number + 1:
            yield block
            block = _Block()
        block.rows.append(row)
    if block.rows:
        yield block


def _texts(row: SheetRow) -> int:
    return sum(not cell.blank for cell in row.row.cells)


def _goes_on(table: Sequence[SheetRow], block: Sequence[SheetRow], dense: int) -> bool:
    """Whether rows after a blank one go on with a table: unless they have headings like it."""
    first = next((row for row in block if _texts(row) >= dense), None)
    if first is None:
        return False
    heads, own = _keys(table[0]), _keys(first)
    return len(heads & own) * 2 < len(heads) or len(heads & own) < 2  # noqa: PLR2004 - two at least


def _keys(row: SheetRow) -> set[str]:
    return {heading_key(cell.text) for cell in row.row.cells if not cell.blank}


def _around(rows: Sequence[SheetRow], widths: Sequence[float], layer: Layer) -> Iterator[Piece]:
    """Yield rows outside of tables: single cells as lines, cells side by side as a plain table."""
    together: list[SheetRow] = []
    for row in rows:
        if _texts(row) > 1:
            together.append(row)
            continue
        yield from _side_by_side(together, widths, layer)
        together = []
        for cell in row.row.cells:
            start = sum(widths[: cell.column])
            yield from (replace(line, start=start, layer=layer) for line in _whole(cell))
    yield from _side_by_side(together, widths, layer)


def _side_by_side(
    rows: Sequence[SheetRow], widths: Sequence[float], layer: Layer
) -> Iterator[Piece]:
    if rows:
        yield from _grid(rows, widths, layer, ruled=False)


def _whole(cell: Cell) -> Iterator[Line]:
    """Yield the text of a cell as one paragraph."""
    if not cell.blank:
        yield Line(cell.text, cell.place)


def _grid(
    rows: Sequence[SheetRow], widths: Sequence[float], layer: Layer, *, ruled: bool
) -> Iterator[Grid]:
    """Yield a table without the columns that are blank in all of its rows."""
    cells = list(chain.from_iterable(row.row.cells for row in rows))
    used = sorted({cell.column for cell in cells if not cell.blank or cell.continued})
    rank = {column: number for number, column in enumerate(used)}
    fill = len(used) * len(rows) <= _MOST_BLANK
    yield Grid(
        tuple(_row(row.row, used, rank, fill=fill) for row in rows),
        rows[0].row.place,
        tuple(widths[n] for n in used) if widths and used[-1] < len(widths) else (),
        ruled=ruled,
        layer=layer,
    )


def _row(row: Row, used: Sequence[int], rank: dict[int, int], *, fill: bool) -> Row:
    cells: list[Cell] = []
    at = 0
    for cell in row.cells:
        if cell.column not in rank:
            continue
        column = rank[cell.column]
        if fill:
            cells += (Cell((), place, place=row.place) for place in range(at, column))
        below = column + 1
        if cell.span > 1:
            end = cell.column + cell.span
            below += sum(1 for other in used[column + 1 :] if other < end)
        cells.append(replace(cell, column=column, span=below - column))
        at = below
    if fill:
        cells += (Cell((), place, place=row.place) for place in range(at, len(used)))
    return replace(row, cells=tuple(cells))
