"""Widths of columns, proposed from what stands in them."""

from collections.abc import Sequence
from math import sqrt

from plandoc.page.measure import text_width, widest_piece
from plandoc.wording.columns import ColumnView

PADDING = 3.5
"""Millimetres that a cell keeps free at both its sides together."""

_PEN = 30.0
"""Millimetres that a column to be filled by hand needs."""

_LEAST = 8.0
"""Millimetres of the narrowest column that a plan may ask for."""

_COMFORT = {"title": 60.0}
_COMFORT_TEXT = 30.0

Cells = Sequence[Sequence[str]]
"""The texts of a table, a row after a row, in the order of the columns."""


def least_widths(columns: Sequence[ColumnView], cells: Cells, size: float) -> list[float]:
    """Return for each column the width, in millimetres, below which a word would be torn."""
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
    """Return for each column the width at which its text reads well: some words, or all of it."""
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

    What is free after the given widths is shared by the square root of the text in each
    column, which keeps rows low, and no column gets less than its least width. Where the
    least widths exceed `total`, the widest columns give way first.
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
    """Return the widths with the widest cut to one measure, so that they add up to `total`."""
    room, left = total, len(widths)
    for width in sorted(widths):
        if width * left > room:
            break
        room, left = room - width, left - 1
    return [min(width, room / left) for width in widths] if left else list(widths)
