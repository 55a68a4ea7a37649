"""Tables whose columns are times: months with what is done in them, quarters with marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plandoc.codes import Code
from plandoc.imports.contents import is_time
from plandoc.imports.doubts import LIKELY, Data, Doubt
from plandoc.imports.numbers import Number
from plandoc.imports.paper import Cell, Grid, Line
from plandoc.imports.roles import Head, HeadColumn, role_of
from plandoc.imports.shapes import Placed, placed_rows
from plandoc.schema.deadline import Deadline, Kind
from plandoc.words.texts import is_mark, one_line

_FEWEST = 3
_BESIDE = 2
_WORD = re.compile(r"[^\W\d_]{3}")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}[.)]|[-–—•·●▪])\s*")


@dataclass(slots=True)
class Calendar:
    """A table that was read: what is done in each of its times."""

    head: Head
    data: Data
    numbers: list[Number] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def calendar_head(grid: Grid) -> Head | None:
    """Return the columns of a table with what is done in each time, `None` for any other.

    Its first row has the times, beside at most two columns that say of whom or what.
    """
    if len(grid.rows) < 2:  # noqa: PLR2004 - headings and a row
        return None
    heads = sorted(grid.rows[0].cells, key=lambda cell: cell.column)
    columns = [HeadColumn("", one.text.strip(), one.column, one.column + one.span) for one in heads]
    times = [column for column in columns if is_time(column.heading)]
    others = [column for column in columns if column not in times]
    if len(times) < _FEWEST or len(others) > _BESIDE or len(others) >= len(times):
        return None
    if any(role_of(column.heading) in ("title", "deadline", "executors") for column in others):
        return None
    for number, column in enumerate(columns, 1):
        numbers = role_of(column.heading) == "number"
        column.time = column in times
        column.key = "number" if numbers else f"column_{number}"
    head = Head(columns, 0, 1)
    said = [cell.text for _, cell in _events(head, placed_rows([grid], head))]
    worded = sum(bool(_WORD.search(text)) for text in said)
    return head if worded * 2 > len(said) else None


def read_calendar(grid: Grid) -> Calendar | None:
    """Return the activities of a table with what is done in each time, `None` for any other."""
    head = calendar_head(grid)
    if head is None:
        return None
    beside = [column for column in head.columns if not column.time]
    columns: list[Data] = []
    for column in beside:
        named = {"heading": column.heading or "—"}
        columns.append({"key": column.key, **named, **_merged(column.key)})
    columns += [{"key": "title"}, {"key": "deadline"}]
    activities: list[Data] = []
    data: Data = {"columns": columns, "activities": activities, "sections": []}
    found = Calendar(head, data)
    number = ""
    for placed, at in _cells(head, placed_rows([grid], head)):
        cells = placed.named(head.keys)
        told = {one.key: cells[one.key].text.strip() for one in beside if one.key in cells}
        shown = told.pop("number", "")
        cell = placed.cells[at]
        assert cell is not None
        for text in _pieces(cell.lines):
            activity: Data = {"title": text, "deadline": one_line(head.columns[at].heading)}
            activity |= (
                {"fields": filled} if (filled := {k: v for k, v in told.items() if v}) else {}
            )
            if "number" in head.keys and (not shown or shown == number):
                activity["numbered"] = False
            found.numbers.append(Number(activity, shown if shown != number else None))
            number = shown
            activities.append(activity)
    times = [one_line(column.heading) for column in head.columns if column.time]
    found.doubts.append(_doubt(grid, times, data, "activities"))
    return found


def put_times(grid: Grid, head: Head, rows: Sequence[tuple[Placed, Data]]) -> list[Doubt]:
    """Give activities the times in whose columns they have a mark, where no column has deadlines.

    Return the doubt that tells it.
    """
    times = [at for at, column in enumerate(head.columns) if column.time]
    if len(times) < _FEWEST or "deadline" in head.keys:
        return []
    put = False
    for placed, activity in rows:
        said = [_time(head.columns[at], placed.cells[at]) for at in times]
        if not activity.get("deadline") and (told := ", ".join(filter(None, said))):
            activity["deadline"] = told
            put = True
    shown = [one_line(head.columns[at].heading) for at in times]
    return [_doubt(grid, shown)] if put else []


def _merged(key: str) -> Data:
    return {} if key == "number" else {"merge": True}


def _doubt(grid: Grid, times: Sequence[str], holder: Data | None = None, key: str = "") -> Doubt:
    code, text = Code.IMPORT_TIMES_AS_COLUMNS, f"{times[0]} … {times[-1]}"
    return Doubt(code, grid.place, LIKELY, text, holder or {}, key)


def _cells(head: Head, rows: Sequence[Placed]) -> Iterator[tuple[Placed, int]]:
    """Yield the places of cells under a time that say something."""
    for placed in rows:
        for at, (column, cell) in enumerate(zip(head.columns, placed.cells, strict=True)):
            if column.time and cell is not None and not cell.blank and not cell.continued:
                yield placed, at


def _events(head: Head, rows: Sequence[Placed]) -> Iterator[tuple[int, Cell]]:
    for placed, at in _cells(head, rows):
        cell = placed.cells[at]
        assert cell is not None
        yield at, cell


def _pieces(lines: Sequence[Line]) -> Iterator[str]:
    """Yield what is done in one cell: a line each, unless it goes on with the one before."""
    text = ""
    listed = any(line.label or _NUMBERED.match(line.text) for line in lines)
    for line in lines:
        said = line.said.strip()
        begins = line.label or _NUMBERED.match(said) if listed else said[:1].isupper() or not text
        if text and (begins or line.blank):
            yield text
            text = ""
        text = f"{text}\n{said}".strip()
    if text:
        yield text


def _time(column: HeadColumn, cell: Cell | None) -> str:
    """Return the time that a cell says: that of its column for a mark, or one of its own."""
    if cell is None or cell.blank:
        return ""
    said = one_line(cell.text)
    parts = Deadline.parse(said, None).parts
    if re.search(r"\d", said) and all(part.kind is not Kind.TEXT for part in parts):
        return said
    return one_line(column.heading) if is_mark(said) and not re.fullmatch(r"[-–—]+", said) else ""
