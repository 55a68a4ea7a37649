"""Tables without headings: their columns by what they hold."""

from plandoc.imports.claims import Claims, give_roles
from plandoc.imports.contents import fits_of
from plandoc.imports.doubts import GUESSED
from plandoc.imports.paper import Grid
from plandoc.imports.roles import Head, HeadColumn, role_of
from plandoc.imports.shapes import Shape, edges_of


def head_by_content(grid: Grid) -> Head | None:
    """Return columns by their content, `None` for a grid that is no table of tasks."""
    full = max((row for row in grid.rows), key=lambda row: len(row.cells), default=None)
    if full is None or len(full.cells) < 2 or len(grid.rows) < 2:  # noqa: PLR2004
        return None
    if any(role_of(cell.text) == "post" for cell in grid.rows[0].cells):
        return None  # a list of people
    columns = [HeadColumn("", "", cell.column, cell.column + cell.span) for cell in full.cells]
    shape = Shape(columns, edges_of(grid))
    rows = [shape.under(row)[0] for row in grid.rows]
    given = give_roles([Claims()] * len(columns), fits_of(rows, len(columns)))
    keys = [one.key for one in given]
    known = {key for key in keys if key}
    if "title" not in known or not known & {"number", "deadline"} or len(known) < 2:  # noqa: PLR2004
        return None
    if "deadline" not in known and "executors" not in known and len(columns) < 3:  # noqa: PLR2004
        return None
    for number, (column, key) in enumerate(zip(columns, keys, strict=True), 1):
        column.key = key or f"column_{number}"
        column.sure = GUESSED
    return Head(columns, 0, 0)
