"""Widths of the register's columns, at which the first screen shows what people look for.

A screen of 1366 × 768 points at 100 % has room for columns up to the mark. What the columns do not
need as they are goes to texts that make rows tall.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from plandoc.formats.xlsx.sheets.cells import A4_ACROSS, LEAST_SCALE, lines_in
from plandoc.formats.xlsx.sheets.table import column_width
from plandoc.formats.xlsx.tracking.layout import FOLDED, Group, SheetColumn, Value
from plandoc.page.measure import text_width

SCREEN = 332.0
"""Millimetres of columns on the screen, beside the numbers of rows and the scroll bar."""

PAPER = A4_ACROSS / LEAST_SCALE - 2
"""Millimetres of columns that are still readable on a page of A4."""

UNPRINTED = "days_left"
"""The last column, which is of use on the screen alone."""

TEXT = 10.0
"""The size of letters of the register in points."""

LEAST_LINES = 2
"""Lines of a state, below which no row goes."""

_LAST = "outcome.text"
MOST_ROWS = 60
"""The first rows of a plan, which say what makes rows tall."""

_STEP = 2.0
_PADDING, _USED = 2.0, 0.87
"""Millimetres beside a text, and the part of its lines that words fill."""

_SHORT, _ORPHANS = 3, (0.0, 1.0, 2.0, 3.0, 4.0)
"""Letters of a word that is not left alone on a line, and millimetres that a column is widened."""

_KEPT = frozenset({"number", "section", "outcome.status"})
"""Columns that are as wide as their widest word."""


def widths_of(
    columns: Sequence[SheetColumn],
    texts: Sequence[Collection[str]],
    rows: Sequence[Sequence[Value]],
    states: Iterable[str],
) -> list[float]:
    """Return the width of each column in millimetres, of which all `texts` are known.

    The first `rows` say what makes rows tall; each of the `states` takes two lines.
    """
    widths = [
        column_width(column.heading, column.width, found, text_size=TEXT)
        for column, found in zip(columns, texts, strict=True)
    ]
    for n, column in enumerate(columns):
        if column.key == "deadline":
            found = {text for row in rows if isinstance(text := row[n], str)}
            widths[n] += min(_ORPHANS, key=lambda more: (_orphans(found, widths[n] + more), more))
    state = next(n for n, column in enumerate(columns) if column.key == "state")
    for word in states:
        while lines_in(word, widths[state], TEXT, bold=True) > LEAST_LINES:
            widths[state] += 1
    seen = [
        n
        for n, column in enumerate(columns[: [c.key for c in columns].index(_LAST) + 1])
        if column.group is not Group.HIDDEN and column.key not in FOLDED
    ]
    printed = sum(width_printed(columns, widths))
    paper = PAPER - printed if printed < PAPER else SCREEN
    spare = min(SCREEN - sum(widths[n] for n in seen), paper)
    worded = [n for n in seen if columns[n].key not in _KEPT and not columns[n].dated]
    needed = [_needed(row, worded) for row in rows]
    while spare >= _STEP:
        gains = _gains(needed, widths)
        best = max(worded, key=lambda n: gains.get(n, 0.0))
        if gains.get(best, 0.0) <= 0:
            break
        widths[best] = round(widths[best] + _STEP, 1)
        spare -= _STEP
    return widths


def _orphans(texts: Iterable[str], width: float) -> int:
    """Return how many deadlines have nothing but «г.» on their last line."""
    return sum(
        lines_in(text, width, TEXT) > lines_in(text.rpartition(" ")[0], width, TEXT)
        for text in texts
        if len(text.rpartition(" ")[2]) <= _SHORT and " " in text
    )


def width_printed(columns: Sequence[SheetColumn], widths: Sequence[float]) -> Iterator[float]:
    """Yield the widths of the columns that are printed: those that are seen, but the days left."""
    for column, width in zip(columns, widths, strict=True):
        if column.group is not Group.HIDDEN and column.key not in {*FOLDED, UNPRINTED}:
            yield width


def _gains(needed: Sequence[Mapping[int, float]], widths: Sequence[float]) -> dict[int, float]:
    """Return by how many lines rows become lower in all if a column is made wider.

    Only the column with the most lines of a row makes it lower.
    """
    gains: dict[int, float] = {}
    rooms = [(_room(width), _room(width + _STEP)) for width in widths]
    for row in needed:
        lines = {n: text / rooms[n][0] for n, text in row.items()}
        tallest = max(lines, key=lines.__getitem__, default=0)
        most = lines.pop(tallest, 0.0)
        others = max(lines.values(), default=0.0)
        if most > LEAST_LINES and most > others:
            now = row[tallest] / rooms[tallest][1]
            gain = most - max(now, others, LEAST_LINES)
            gains[tallest] = gains.get(tallest, 0.0) + gain
    return gains


def _needed(row: Sequence[Value], columns: Sequence[int]) -> dict[int, float]:
    """Return the width of each text of a row on one line."""
    texts = ((n, value) for n in columns if isinstance(value := row[n], str))
    return {n: sum(text_width(line, TEXT) for line in text.split("\n")) for n, text in texts}


def _room(width: float) -> float:
    return (width - _PADDING) * _USED
