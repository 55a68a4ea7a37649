"""What the pieces of a paper are: lines, tables of tasks, tables that lay out approvals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plandoc.imports.calendars import calendar_head
from plandoc.imports.headless import head_by_content
from plandoc.imports.paper import Cell, Grid, Layer, Line, Own, Piece
from plandoc.imports.roles import head_of
from plandoc.imports.spelling import begins, words
from plandoc.imports.stamps import Stamps, kind_of, lines_apart, segments, stamps_of_grid
from plandoc.imports.tables import Table, goes_on, read_table

_SHORT = 80
"""Letters of a text of a table that may stand beside others on one line."""

_FEWEST_ROWS = 3
"""Rows of a table without headings; fewer may lay out the page."""

_SEEN = (Layer.BODY, Layer.BOX)


@dataclass(frozen=True, slots=True)
class Tasks:
    """A table of tasks, in one grid or in several."""

    table: Table
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """Approvals in a table that lays out the page."""

    stamps: Stamps


Item = Line | Tasks | Laid


def items_of(pieces: Sequence[Piece], own: Own | None = None) -> Iterator[Item]:
    """Yield lines, tables of tasks and tables of approvals; pieces of one table are one.

    `own` is what plandoc itself wrote into the file.
    """
    left = [piece for piece in pieces if piece.layer in _SEEN]
    at = 0
    while at < len(left):
        piece = left[at]
        at += 1
        if isinstance(piece, Line):
            if not piece.blank:
                yield piece
            continue
        printed = own is not None and any(row.id for row in piece.rows)
        stamps = None if printed or _holds_tasks(piece) else stamps_of_grid(piece)
        if stamps is not None:
            yield Laid(stamps)
            yield from stamps.others
            continue
        grids, captions = [piece], []
        while (after := _next_grid(left, at)) is not None and goes_on(after[1], grids):
            captions += [one for one in left[at : after[0]] if isinstance(one, Line)]
            at = after[0] + 1
            grids.append(after[1])
        table = read_table(grids, own) if piece.rows else None
        if table is not None:
            table.passed += captions
            yield Tasks(table, piece.new_page)
        else:
            yield from (line for line in captions if not line.blank)
            for grid in grids:
                yield from _lines_of(grid)


def _holds_tasks(grid: Grid) -> bool:
    """Whether a grid has the headings of a table of tasks, or rows that hold what its rows do."""
    if head_of(grid) is not None or calendar_head(grid) is not None:
        return True
    return len(grid.rows) >= _FEWEST_ROWS and head_by_content(grid) is not None


def _next_grid(left: Sequence[Piece], at: int) -> tuple[int, Grid] | None:
    """Return the next piece that says something of its own, if it is a table, with its index."""
    for index in range(at, len(left)):
        piece = left[index]
        if isinstance(piece, Grid):
            return (index, piece) if piece.rows else None
        caption = len(piece.text) <= _SHORT and begins(piece.text, words(lambda one: one.continued))
        if not piece.blank and not caption:
            return None
    return None


def _lines_of(grid: Grid) -> Iterator[Line]:
    """Yield the lines of a table that is none of tasks; short texts side by side are one line."""
    for row in grid.rows:
        said = [cell for cell in row.cells if not cell.blank]
        if len(said) > 1 and all(map(_is_short, said)):
            first = said[0].lines[0]
            bold = all(line.bold for cell in said for line in cell.lines)
            yield replace(first, text=row.text, marked="", label="", bold=bold)
            continue
        for cell in said:
            yield from (line for line in cell.lines if not line.blank)
            for table in cell.tables:
                yield from _lines_of(table)


def _is_short(cell: Cell) -> bool:
    return len(cell.lines) == 1 and not cell.tables and len(cell.text) <= _SHORT


def plans_in(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the items of each plan: one begins with approvals after a table of another."""
    part: list[Item] = []
    tables = [at for at, item in enumerate(items) if isinstance(item, Tasks)]
    tabled = False
    for at, item in enumerate(items):
        if tabled and tables and at < tables[-1] and _approves(item):
            kept = len(part) - _on_its_page(part)
            yield part[:kept]
            part, tabled = part[kept:], False
        tabled = tabled or isinstance(item, Tasks)
        part.append(item)
    yield part


def _approves(item: Item) -> bool:
    """Whether an item begins with УТВЕРЖДАЮ."""
    if isinstance(item, Line):
        texts = (text for line in lines_apart(item) for text, _ in segments(line))
        return any(kind_of(text) == "approve" for text in texts)
    return isinstance(item, Laid)


def _on_its_page(part: Sequence[Item]) -> int:
    """Return how many of the last items stand on the page of the approvals that follow."""
    for count, item in enumerate(reversed(part), 1):
        if not isinstance(item, Line):
            return 0
        if item.new_page:
            return count
    return 0
