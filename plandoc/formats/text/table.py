"""Tables of plain text, their columns aligned by what is seen on a terminal."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from plandoc.page.measure import pieces

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and how its cells are set.

    `most` is the most places it may take, `None` for the one column that takes the rest; `lines`
    are the most lines of a cell, the last of which ends in «…» where more would be needed.
    """

    heading: str
    most: int | None
    right: bool = False
    lines: int = 1


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield the lines of a table: its headings over a rule, where it has any, then its rows."""
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
    """Return a text in lines, the last one shortened where it does not fit into `most`."""
    lines = wrapped(text, room)
    if len(lines) <= most:
        return lines
    rest = text
    for line in lines[: most - 1]:
        rest = rest.removeprefix(line).lstrip()
    return [*lines[: most - 1], shortened(rest, room)]


def _padded(text: str, room: int, *, right: bool) -> str:
    blanks = " " * (room - display_width(text))
    return blanks + text if right else text + blanks


def display_width(text: str) -> int:
    """Return the places that a text takes on a terminal: none for what combines, two for wide."""
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def seen(text: str) -> str:
    """Return a text on one line without what a terminal would obey or not show."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


def shortened(text: str, room: int) -> str:
    """Return a text that takes no more than `room` places; one that is cut ends in «…»."""
    if display_width(text) <= room:
        return text
    return _start(text, room - 1).rstrip(" ,.;:-–—") + "…"


def wrapped(text: str, room: int) -> list[str]:
    """Return a text in lines of no more than `room` places; a word too long for one is cut."""
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
    """Return as much of a text as takes no more than `room` places."""
    places = accumulate(map(display_width, text))
    return text[: sum(taken <= room for taken in places)]
