"""The look of a paper in the layout of a plan: orientation, sizes of type, widths of columns.

Paper, margins and font are those of the template; the left margin of files that are kept for more
than ten years is a setting of the plan.
"""

from collections.abc import Sequence

from plandoc.imports.doubts import Data
from plandoc.imports.paper import Look
from plandoc.imports.tables import Table

_TABLE_SIZES = (9.0, 14.0)
_TEXT_SIZES = (9.0, 16.0)
_WIDTHS = (8.0, 250.0)
_NUMBERS = 12.0
"""The least width of a column of numbers, in millimetres: its heading is not torn."""

_BINDING = 29.5
"""Millimetres of a left margin from which it is that of a file kept for long."""

_BOUND = 10.0
"""What a binding margin takes of the page, in millimetres."""

_BODIES = {"portrait": 180.0, "landscape": 267.0}
"""What the margins of the standard leave of A4, in millimetres."""


def layout_of(look: Look | None) -> Data:
    """Return the layout of a plan as plain data; what the paper does not tell is left out."""
    if look is None:
        return {}
    layout: Data = {}
    if look.width and look.height:
        layout["orientation"] = "landscape" if look.width > look.height else "portrait"
    if look.left >= _BINDING:
        layout["kept_over_ten_years"] = True
    for key, size, (least, most) in (
        ("text_size", look.size, _TEXT_SIZES),
        ("table_size", look.table_size or look.size, _TABLE_SIZES),
    ):
        if size:
            layout[key] = min(max(size, least), most)
    return layout


def keep_widths(table: Table, columns: Sequence[Data], look: Look | None) -> None:
    """Give the columns of a table the shares of the page that they have on paper."""
    drawn = [
        (column, written)
        for column in table.head.columns
        for written in columns
        if written["key"] == column.key
    ]
    widths = [table.width_of(column) for column, _ in drawn]
    if not table.grid.widths or not widths or not all(widths):
        return
    body = look.width - look.left - look.right if look and look.width else sum(widths)
    wide = look is not None and look.width > look.height
    page = _BODIES["landscape" if wide else "portrait"] - (
        10 if look and look.left >= _BINDING else 0
    )
    scale = page / max(sum(widths), body)
    for (_, written), width in zip(drawn, widths, strict=True):
        least = _NUMBERS if written["key"] == "number" else _WIDTHS[0]
        written["width"] = min(max(round(width * scale, 1), least), _WIDTHS[1])
