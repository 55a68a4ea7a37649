"""Column widths computed from the content.

A column has two minimum widths: one at which it holds its widest word whole, and one at which it
holds the widest part of a word that breaks by syllables.
"""

from collections.abc import Sequence
from math import sqrt

from plandoc.page.hyphens import loosened
from plandoc.page.measure import in_size, text_width, widest_piece
from plandoc.page.printed import Content
from plandoc.wording.columns import ColumnView, head_rows

PADDING = 3.5
"""Horizontal padding of a cell in millimetres, both sides together."""

_PEN = 30.0
"""Minimum width in millimetres of a column to be filled in by hand."""

_LEAST = 8.0
"""Minimum width of any column in millimetres."""

_READABLE = 18.0
"""Minimum width in millimetres of a column in which words break, at 12 points."""

_TITLE_SHARE = 0.2
"""The part of the table that the titles keep, if they need it, before other words stay whole."""

_COMFORT = {"title": 60.0}
_COMFORT_TEXT = 30.0


def least_widths(
    columns: Sequence[ColumnView], contents: Sequence[Content], size: float, *, pen: float = _PEN
) -> list[float]:
    """Return the minimum width of each column, in millimetres, at which no word is broken.

    `pen` is the least width of a column to be filled in by hand.
    """
    least = []
    for column, content in zip(columns, contents, strict=True):
        if column.width is not None:
            least.append(column.width)
            continue
        widest = content.widest
        numbers = column.key == "number"
        words = in_size(widest.whole, size) if numbers else widest.widest(size)
        words = max(words, widest_piece(column.heading, size)[1])
        least.append(max(words + PADDING, pen if column.key == "outcome" else _LEAST))
    return _below_groups(columns, least, size)


def _below_groups(
    columns: Sequence[ColumnView], widths: Sequence[float], size: float
) -> list[float]:
    """Return widths at which the words of common headings fit over their columns."""
    found = list(widths)
    for level, heads in enumerate(head_rows(columns)):
        for head in heads:
            members = range(head.first, head.end)
            free = [i for i in members if columns[i].width is None]
            if level < len(columns[head.first].group):
                lack = widest_piece(head.text, size)[1] + PADDING - sum(found[i] for i in members)
                for i in free:
                    found[i] += max(0.0, lack) / len(free)
    return found


def broken_widths(  # noqa: PLR0913
    columns: Sequence[ColumnView],
    contents: Sequence[Content],
    whole: Sequence[float],
    total: float,
    size: float,
    *,
    language: str,
) -> list[float]:
    """Return widths in millimetres at which words that do not fit break by syllables.

    No column is narrower than its widest syllable. The columns share the rest by their content; one
    that has more than its words need gives of it to those whose words would break, the titles last.
    If not even the syllables fit, the widths add up to more than `total`.
    """
    floors, wanted = [], []
    for column, content, width in zip(columns, contents, whole, strict=True):
        if column.width is not None or column.key in ("number", "outcome"):
            floors.append(width)
            wanted.append(width)
            continue
        texts = {column.heading, *(text.text for text in content.texts)}
        parts = max(widest_piece(loosened(text, language), size)[1] for text in texts)
        words = max(widest_piece(loosened(text), size)[1] for text in texts) + PADDING
        readable = min(words, _READABLE * size / 12)
        if column.key == "title":
            longest = in_size(content.widest.whole, size) + PADDING
            readable = min(longest, total * _TITLE_SHARE)
        floors.append(max(parts + PADDING, readable))
        wanted.append(max(words, readable))
    floors = _below_groups(columns, floors, size)
    wanted = [max(pair) for pair in zip(wanted, floors, strict=True)]
    widths = proposed_widths(columns, contents, floors, total, size)
    if sum(floors) > total:
        return floors
    for i in sorted(range(len(widths)), key=lambda i: wanted[i] - widths[i]):
        lack = wanted[i] - widths[i]
        spare = {j: widths[j] - wanted[j] for j in range(len(widths)) if widths[j] > wanted[j]}
        if 0 < lack <= sum(spare.values()):
            share = lack / sum(spare.values())
            for j, free in spare.items():
                widths[j] -= free * share
            widths[i] = wanted[i]
    return widths


def comfortable_widths(
    columns: Sequence[ColumnView],
    contents: Sequence[Content],
    least: Sequence[float],
    size: float,
) -> list[float]:
    """Return the width of each column at which its text is easy to read, in millimetres."""
    widths = []
    for column, content, width in zip(columns, contents, least, strict=True):
        whole = in_size(content.line, size) + PADDING
        wanted = min(whole, _COMFORT.get(column.key, _COMFORT_TEXT))
        widths.append(column.width or max(width, wanted))
    return widths


def proposed_widths(
    columns: Sequence[ColumnView],
    contents: Sequence[Content],
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
        i: sqrt(text_width(columns[i].heading, size) + in_size(contents[i].total, size))
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
