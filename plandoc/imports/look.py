"""The look of a paper in the layout of a plan: sheet, margins, font, sizes of type, widths."""

from collections import Counter
from collections.abc import Iterator, Sequence

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.imports.doubts import Data
from plandoc.imports.paper import Look, Paper
from plandoc.imports.roles import HeadColumn
from plandoc.imports.tables import Table
from plandoc.page.sheet import BUILT_IN, PAPERS
from plandoc.schema.columns import STANDARD, Align
from plandoc.schema.layout import Layout, PaperSize

_TABLE_SIZES = (9.0, 14.0)
_TEXT_SIZES = (9.0, 16.0)
_MARGINS = (5.0, 60.0)
_WIDTHS = (8.0, 250.0)
_LONGEST_FONT = 60
_NUMBERS = 11.0
"""The least width of a column of numbers, in millimetres: its heading is not torn."""

_ALIKE = 5.0
"""By how many millimetres a sheet may differ from a paper size, all in all."""


def layout_of(look: Look | None) -> Data:
    """Return the layout of a plan as plain data; what the paper does not tell is left out."""
    if look is None:
        return {}
    layout: Data = {}
    if look.width and look.height:
        if paper := paper_size_of(look):
            layout["paper"] = paper.value
        layout["orientation"] = "landscape" if look.width > look.height else "portrait"
    sides = ("left", "right", "top", "bottom")
    margins = {side: _within(abs(getattr(look, side)), _MARGINS) for side in sides}
    if any(getattr(look, side) for side in sides):
        layout["margins"] = margins
    if 0 < len(look.font) <= _LONGEST_FONT:
        layout["font"] = look.font
    for key, size, bounds in (
        ("text_size", look.size, _TEXT_SIZES),
        ("table_size", look.table_size or look.size, _TABLE_SIZES),
    ):
        if size:
            layout[key] = _within(size, bounds)
    return layout


def unlike(paper: Paper) -> Iterator[Problem]:
    """Yield what the layout of a plan cannot have of the look of a paper."""
    look = paper.look
    if look is None or not look.width:
        yield Problem(Code.IMPORT_LOOK_UNKNOWN, place=Place(paper.file))
    elif paper_size_of(look) is None:
        values = {"width": round(look.width), "height": round(look.height)}
        yield Problem(Code.IMPORT_SHEET_SIZE_UNKNOWN, place=Place(paper.file), values=values)


def paper_size_of(look: Look) -> PaperSize | None:
    """Return the size of the sheet, `None` if it is none that a plan has."""
    drawn = sorted((look.width, look.height))
    for size, sides in PAPERS.items():
        if sum(abs(a - b) for a, b in zip(drawn, sides, strict=True)) < _ALIKE:
            return size
    return None


def keep_columns(table: Table, columns: Sequence[Data], look: Look | None) -> None:
    """Give the columns of a table the alignment and the shares of the page they have on paper."""
    drawn = [
        (column, written)
        for column in table.head.columns
        for written in columns
        if written["key"] == column.key
    ]
    for column, written in drawn:
        if (align := _align(table, column)) and written["key"] != "number":
            written["align"] = align
    widths = [table.width_of(column) for column, _ in drawn]
    if not table.grid.widths or not widths or not all(widths):
        return
    layout = Layout.model_validate(layout_of(look))
    wide = look is not None and look.width > look.height
    page = BUILT_IN.laid_out(layout).oriented(landscape=wide).body
    body = look.width - look.left - look.right if look and look.width else sum(widths)
    scale = page / max(sum(widths), body)
    for (_, written), width in zip(drawn, widths, strict=True):
        least = _NUMBERS if written["key"] == "number" else _WIDTHS[0]
        written["width"] = max(least, _within(round(width * scale, 1), _WIDTHS))


def _align(table: Table, column: HeadColumn) -> str:
    """Return how most cells of a column are aligned, `""` where they are as usual or mixed."""
    columns = table.head.columns
    below = table.grid.rows[table.head.first + table.head.rows :]
    whole = (row.cells for row in below if len(row.cells) == len(columns))
    lines = (line for cells in whole for line in cells[columns.index(column)].lines)
    counts = Counter(line.align or "left" for line in lines if line.text.strip())
    if not counts:
        return ""
    align, count = counts.most_common(1)[0]
    usual = next((one.align for one in STANDARD if one.key == column.key), Align.LEFT)
    return align if count * 3 > counts.total() * 2 and align != usual else ""


def _within(value: float, bounds: tuple[float, float]) -> float:
    return min(max(value, bounds[0]), bounds[1])
