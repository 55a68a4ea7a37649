"""Column widths computed from the content."""

from collections.abc import Sequence
from math import sqrt

from plandoc.page.measure import text_width, widest_piece
from plandoc.wording.columns import ColumnView

PADDING = 3.5
"""Horizontal padding of a cell in millimetres, both sides together."""

_PEN = 30.0
"""Minimum width in millimetres of a column to be filled in by hand."""

_LEAST = 8.0
"""Minimum width of any column in millimetres."""

_COMFORT = {"title": 60.0}
_COMFORT_TEXT = 30.0

Cells = Sequence[Sequence[str]]
"""The texts of a table, row by row, in column order."""


def least_widths(columns: Sequence[ColumnView], cells: Cells, size: float) -> list[float]:
    """Return the minimum width of each column, in millimetres, at which no word is broken."""
    least = []
    for index, column in enumerate(columns):
        if column.width is not None:
            least.append(column.width)
            continue
        texts = [column.heading, *(row[index] for row in cells)]
        if column.key == "number":
            words = max(text_width(text, size) for text in texts[1:]) if cells else 0.0
            words = max(words, widest_piece(column.heading, size)[1])
        else:
            words = max(widest_piece(text, size)[1] for text in texts)
        least.append(max(words + PADDING, _PEN if column.key == "outcome" else _LEAST))
    return least


def comfortable_widths(
    columns: Sequence[ColumnView], cells: Cells, least: Sequence[float], size: float
) -> list[float]:
    """Return the width of each column at which its text is easy to read, in millimetres."""
    widths = []
    for index, column in enumerate(columns):
        lines = (line for row in cells for line in row[index].split("\n"))
        whole = max((text_width(line, size) + PADDING for line in lines), default=0.0)
        wanted = min(whole, _COMFORT.get(column.key, _COMFORT_TEXT))
        widths.append(column.width or max(least[index], wanted))
    return widths


def proposed_widths(
    columns: Sequence[ColumnView],
    cells: Cells,
    least: Sequence[float],
    total: float,
    size: float,
) -> list[float]:
    """Return widths in millimetres that fill `total`.

    Space left after the explicit widths is distributed in proportion to the square root of the text
    length of each column, which keeps rows low; no column is narrower than its minimum. If the
    minimum widths exceed `total`, the widest columns are reduced first.
    """
    if sum(least) >= total:
        return _capped(least, total)
    widths = list(least)
    open_columns = [i for i, column in enumerate(columns) if column.width is None]
    stretchable = [i for i in open_columns if columns[i].key != "number"] or open_columns
    if not stretchable:
        return [width * total / sum(least) for width in least]
    weights = {
        i: sqrt(
            text_width(columns[i].heading, size) + sum(text_width(row[i], size) for row in cells)
        )
        for i in stretchable
    }
    room = total - sum(width for i, width in enumerate(widths) if i not in weights)
    while True:
        share = room / (sum(weights.values()) or 1)
        tight = [i for i, weight in weights.items() if weight * share < least[i]]
        if not tight:
            break
        for i in tight:
            room -= least[i]
            del weights[i]
        if not weights:
            break
    for i, weight in weights.items():
        widths[i] = weight * share
    return widths


def _capped(widths: Sequence[float], total: float) -> list[float]:
    """Return the widths with the widest ones capped to the same value, adding up to `total`."""
    room, left = total, len(widths)
    for width in sorted(widths):
        if width * left > room:
            break
        room, left = room - width, left - 1
    return [min(width, room / left) for width in widths] if left else list(widths)
