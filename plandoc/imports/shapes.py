"""Where the columns of a table stand, and under which of them each cell of a row is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from plandoc.imports.paper import Cell, Grid, Line, Row
from plandoc.imports.roles import Head, HeadColumn

Cells = Sequence[Cell | None]
"""The cells of a row by column."""


@dataclass(slots=True)
class Shape:
    """The columns of a table: where each stands, in millimetres or in columns of the grid."""

    columns: Sequence[HeadColumn]
    edges: Sequence[float]
    middles: Sequence[float] = field(init=False)

    def __post_init__(self) -> None:
        self.middles = [(self.edge(one.left) + self.edge(one.right)) / 2 for one in self.columns]

    def edge(self, column: int) -> float:
        """Return the place of a line of the grid."""
        beyond = column - len(self.edges) + 1
        return self.edges[column] if beyond <= 0 else self.edges[-1] + beyond

    def under(self, row: Row) -> tuple[Cells, list[Cell]]:
        """Return the cells of a row by column, and those that stand under none."""
        lefts = {column.left: at for at, column in enumerate(self.columns)}
        found: list[Cell | None] = [None] * len(self.columns)
        rest: list[Cell] = []
        exact = all(cell.column in lefts for cell in row.cells)
        if not exact and len(row.cells) == len(self.columns):
            return list(row.cells), []
        for cell in row.cells:
            at = lefts[cell.column] if exact else self._nearest(cell)
            if found[at] is None or found[at].blank:  # type: ignore[union-attr]
                if found[at] is not None and cell.blank:
                    continue
                found[at] = cell
            elif not cell.blank:
                rest.append(cell)
        return found, rest

    def covered(self, cell: Cell) -> int:
        """Return over how many columns a cell stands, by their middles."""
        left, right = self.edge(cell.column), self.edge(cell.column + cell.span)
        return sum(left < middle < right for middle in self.middles)

    def _nearest(self, cell: Cell) -> int:
        left, right = self.edge(cell.column), self.edge(cell.column + cell.span)

        def shared(at: int) -> float:
            column = self.columns[at]
            return min(right, self.edge(column.right)) - max(left, self.edge(column.left))

        return max(range(len(self.columns)), key=shared)


@dataclass(slots=True)
class Placed:
    """A row with its cells by column, and those that stand under none.

    `pieces` are the rows that one row was put together of, `told` lines that it says otherwise:
    torn words, repeated cells. `perhaps_cut` tells that it may go on with the row above. `label` is
    a number that stood in the text, where a table has no column for it.
    """

    row: Row
    cells: Cells
    rest: Sequence[Cell]
    shape: Shape
    pieces: Sequence["Placed"] = ()
    told: Sequence[Line] = ()
    perhaps_cut: bool = False
    label: str = ""

    def named(self, keys: Sequence[str]) -> dict[str, Cell]:
        """Return the cells by the keys of their columns."""
        return {key: one for key, one in zip(keys, self.cells, strict=True) if one is not None}


def placed_rows(grids: Sequence[Grid], head: Head) -> list[Placed]:
    """Return the rows under the headings of a table that stands in one grid or in several."""
    placed: list[Placed] = []
    for at, grid in enumerate(grids):
        shape = _shape_of_piece(grid, head) if at else Shape(head.columns, edges_of(grid))
        for row in _with_text_above(grid.rows if at else grid.rows[head.first + head.rows :]):
            cells, rest = shape.under(row)
            placed.append(Placed(row, cells, rest, shape))
    return placed


def edges_of(grid: Grid) -> Sequence[float]:
    """Return the places of the lines of a grid."""
    widths = grid.widths if len(grid.widths) >= grid.width and all(grid.widths) else ()
    return [*accumulate(widths or (1.0,) * grid.width, initial=0.0)]


def _shape_of_piece(grid: Grid, head: Head) -> Shape:
    """Return the columns of a further piece, whose grid may have other lines."""
    columns = [replace(column) for column in head.columns]
    full = next((row for row in grid.rows if len(row.cells) == len(columns)), None)
    if full is not None:
        for column, cell in zip(columns, full.cells, strict=True):
            column.left, column.right = cell.column, cell.column + cell.span
    return Shape(columns, edges_of(grid))


def _with_text_above(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield rows that are not blank, cells that continue a merge with the lines of its first."""
    above: dict[int, Cell] = {}
    for row in rows:
        cells = tuple(
            replace(cell, lines=above[cell.column].lines)
            if cell.continued and cell.column in above
            else cell
            for cell in row.cells
        )
        above |= {cell.column: cell for cell in cells}
        if row.id or not row.blank:
            yield replace(row, cells=cells)
