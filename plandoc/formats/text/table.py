"""Tables in plain text, aligned by the display width of a terminal."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from plandoc.page.measure import pieces

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and the format of its cells.

    `most` is its maximum width, `None` for the column that takes the remaining width; `lines` is
    the maximum number of lines of a cell, the last of which ends in «…» if the text is longer.
    """

    heading: str
    most: int | None
    right: bool = False
    lines: int = 1


class Table(NamedTuple):
    """Columns and rows that are drawn later."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


Part = str | Table
"""What a text for a terminal is made of: lines and tables."""


def plain(parts: Iterable[Part], width: int) -> str:
    """Return lines and tables as plain text."""
    lines = (
        line
        for part in parts
        for line in ([part] if isinstance(part, str) else table(*part, width))
    )
    return "\n".join(line.rstrip() for line in lines) + "\n"


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield the lines of a table: headings and a rule, if there are any, then the rows."""
    widths = _widths(columns, rows, width)
    heads = [wrapped(column.heading, room) for column, room in zip(columns, widths, strict=True)]
    if any(column.heading for column in columns):
        deepest = max(map(len, heads))
        yield from _row(columns, [[""] * (deepest - len(head)) + head for head in heads], widths)
        yield _GAP.join("─" * room for room in widths)
    for row in rows:
        placed = zip(columns, row, widths, strict=True)
        cells = [_fitted(text, room, column.lines) for column, text, room in placed]
        yield from _row(columns, cells, widths)


def _row(
    columns: Sequence[Column], cells: Sequence[Sequence[str]], widths: Sequence[int]
) -> Iterator[str]:
    for n in range(max(map(len, cells))):
        yield _GAP.join(
            _padded(lines[n] if n < len(lines) else "", room, right=column.right)
            for column, lines, room in zip(columns, cells, widths, strict=True)
        )


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    widths = []
    for n, column in enumerate(columns):
        longest = max((display_width(word) for word in column.heading.split()), default=0)
        natural = max([longest, *(display_width(row[n]) for row in rows)])
        widths.append(natural if column.most is None else min(natural, column.most))
    room = width - len(_GAP) * (len(columns) - 1)
    for n, column in enumerate(columns):
        if column.most is None:
            widths[n] = min(widths[n], room - sum(widths[:n]) - sum(widths[n + 1 :]))
    return widths


def _fitted(text: str, room: int, most: int) -> list[str]:
    """Return a text broken into at most `most` lines, the last one shortened if needed."""
    lines = wrapped(text, room)
    if len(lines) <= most:
        return lines
    rest = text
    for line in lines[: most - 1]:
        rest = rest.removeprefix(line).lstrip()
    return [*lines[: most - 1], shortened(rest, room)]


def _padded(text: str, room: int, *, right: bool) -> str:
    spaces = " " * (room - display_width(text))
    return spaces + text if right else text + spaces


def display_width(text: str) -> int:
    """Return the width of a text on a terminal: 0 for combining characters, 2 for wide ones."""
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def printable(text: str) -> str:
    """Return a text on one line without control and other unprintable characters."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


def shortened(text: str, room: int) -> str:
    """Return a text of at most `room` columns; a truncated one ends in «…»."""
    if display_width(text) <= room:
        return text
    return _start(text, room - 1).rstrip(" ,.;:-–—") + "…"


def wrapped(text: str, room: int) -> list[str]:
    """Return a text broken into lines of at most `room` columns; longer words are split."""
    lines: list[str] = []
    current = ""
    for piece in pieces(text):
        if current and display_width((current + piece).rstrip()) > room:
            lines.append(current.rstrip())
            current = piece.lstrip()
        else:
            current += piece
        while display_width(current) > room:
            start = _start(current, room) or current[0]
            lines.append(start)
            current = current[len(start) :]
    return [*lines, current.rstrip()]


def _start(text: str, room: int) -> str:
    """Return the longest beginning of a text that fits into `room` columns."""
    places = accumulate(map(display_width, text))
    return text[: sum(taken <= room for taken in places)]
