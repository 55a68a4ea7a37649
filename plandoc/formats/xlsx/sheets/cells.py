"""Cells of our sheets: their formats, the room that texts need, references."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from plandoc.formats.xlsx.sheets.book import Height, Paper, Sheet
from plandoc.page.measure import MM_PER_POINT, lines_needed, text_width, wrap

FONT = "Times New Roman"
SIZE = 11.0
LINE = 1.27
"""Line height as a multiple of the font size; Excel has larger line spacing than Word."""

_TALLEST = 409.0
_MOST_FROZEN = 180.0
"""Points of rows that stay in sight: a laptop shows some 400 of a sheet."""

_PADDING_POINTS = 4.0
_PADDING = 2.0
_SCREEN = 0.96
"""Usable share of a line: letters are wider on the screen than on paper."""

_WIDEST_LETTER = 1.1
"""No letter is wider than so much of the size."""

_MM_PER_CHARACTER = 7 * 25.4 / 96
"""The unit of column widths, a digit of the default font: 7 pixels at 11 points."""

# Excel and LibreOffice read _x0041_ as «A» (ECMA-376 Part 1, 22.9.2.19, ST_Xstring).
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

Value = str | float | date | None
"""The value of a cell."""

A4_ACROSS, LEAST_SCALE = 277.0, 0.7
"""The width between the margins of a page across, and the least part of their size for letters."""

OPEN = "FFFBE6"
HEAD_PLAN = "D9E2F0"
HEAD_OPEN = "FFE699"
HEAD_COMPUTED = "E2E2E2"
GREY = "595959"


@dataclass(frozen=True)
class Style:
    """The format of a cell and whether it is unlocked."""

    size: float = SIZE
    bold: bool = False
    underlined: bool = False
    color: str = "000000"
    fill: str = ""
    format: str = "General"
    across: str = "left"
    down: str = "top"
    wrapped: bool = True
    ruled: bool = True
    unlocked: bool = False
    quoted: bool = False


def escaped(text: str) -> str:
    """Return a text as stored: sequences that look like Excel escapes are escaped."""
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def quoted(text: str) -> bool:
    """Whether editing the text in Excel would make it a formula or drop its apostrophe."""
    return text.startswith(("=", "+", "-", "@", "'"))


def set_width(sheet: Sheet, column: int, millimetres: float) -> None:
    """Set the width of a column."""
    sheet.column(column).width = round(millimetres / _MM_PER_CHARACTER, 2)


@lru_cache(maxsize=4_096)
def lines_in(text: str, width: float, size: float = SIZE, *, bold: bool = False) -> int:
    """Return the number of lines of a text in a column of `width` millimetres."""
    room = max((width - _PADDING) * _SCREEN, 1.0)
    if not bold:
        return lines_needed(text, room, size)
    lines = 0
    for line in wrap(text, room, size, bold=bold):
        lines += _broken(line, room, size) if len(line) * size * MM_PER_POINT > room else 1
    return lines


def long_texts(texts: Iterable[str], lines: int, width: float, size: float = SIZE) -> list[str]:
    """Return the texts that may take more than that many lines, by the number of letters alone.

    A line is filled by half with the next one, a line of a broken word by a third.
    """
    letter = 3 * _WIDEST_LETTER * size * MM_PER_POINT / (width - _PADDING) / _SCREEN
    return [text for text in texts if len(text) * letter + text.count("\n") + 1 > lines]


def _broken(line: str, room: float, size: float) -> int:
    """Return the number of lines of a word wider than the column, which is broken anywhere."""
    return max(1, -int(-text_width(line, size) // room))


@lru_cache(maxsize=1_024)
def height(lines: int, size: float = SIZE) -> float:
    """Return the height of a row in points, at most 409, the limit of Excel."""
    return min(round(lines * size * LINE + _PADDING_POINTS, 1), _TALLEST)


def needed_height(text: str, width: float, size: float = SIZE, *, bold: bool = False) -> float:
    """Return the height in points of a text in a column of `width` millimetres."""
    return height(lines_in(text, width, size, bold=bold), size)


def tallest_lines(size: float = SIZE) -> int:
    """Return the number of lines in a row of maximum height."""
    return int((_TALLEST - _PADDING_POINTS) / (size * LINE))


def set_height(sheet: Sheet, row: int, *points: float) -> None:
    """Set the height of a row to that of its tallest text, at least one line."""
    sheet.heights[row] = Height(max(points or (height(1),)))


def freeze(sheet: Sheet, columns: int, rows: int) -> None:
    """Keep the first columns and rows in sight, unless the rows are too high.

    Then they scroll away, since little of a laptop's screen would be left beside them.
    """
    line = Height(height(1))
    points = sum(sheet.heights.get(row, line).height for row in range(1, rows + 1))
    sheet.frozen = (columns, rows if points <= _MOST_FROZEN else 0)


def set_growing_height(sheet: Sheet, row: int, *points: float) -> None:
    """Set the height of a row like `set_height`, but let office suites adjust it to its texts."""
    sheet.heights[row] = Height(max(points or (height(1),)), grows=True)


def literal(text: str) -> str:
    """Return a word as a string literal for a formula."""
    return '"' + text.replace('"', '""') + '"'


def literal_day(day: date) -> str:
    """Return a day for a formula; the first one that spreadsheets know stands for earlier ones."""
    day = max(day, date(1900, 1, 1))
    return f"DATE({day.year},{day.month},{day.day})"


def page(sheet: Sheet, *, footer: str, landscape: bool = True, width: float = 0) -> None:
    """Print a sheet as wide as the page, with page numbers in the footer.

    The paper is A4, or A3 where columns of `width` millimetres would be too small on it.
    """
    sheet.paper = Paper(footer, landscape, is_large=width * LEAST_SCALE > A4_ACROSS)
