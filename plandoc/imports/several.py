"""Several activities in one row: its cells list what is done, deadlines and executors."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plandoc.imports.activities import activity_of, activity_of_texts
from plandoc.imports.doubts import Data, Rows
from plandoc.imports.paper import Cell, Line
from plandoc.imports.shapes import Placed
from plandoc.review import Choice
from plandoc.schema.deadline import Deadline, Kind

_NUMBER = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[^\W\d_]\))(?!\d)\s*(?=\S)")
_BULLET = re.compile(r"\s*[-–—•·●▪]\s*(?=\S)")
_FEWEST = 2

_Blocks = list[list[Line]]


@dataclass(slots=True)
class Several:
    """Activities that stand in one row: what is above them, and the pieces of cells by column.

    `sure` tells that they are numbered, each with a deadline, and that no cell falls otherwise.
    """

    placed: Placed
    keys: Sequence[str]
    lead: Sequence[Line]
    items: _Blocks
    split: Mapping[str, _Blocks]
    sure: bool

    @property
    def count(self) -> int:
        """How many activities they are."""
        return len(self.items)

    def rows(self) -> list[Placed]:
        """Return a row for each activity, under that of what is above them, if there is any.

        Cells that all share go down from the first row.
        """
        rows = [self._row(at) for at in range(self.count)]
        if "number" not in self.keys and not self.lead:
            rows = [with_label(row, self.keys) for row in rows]
        if self.lead:
            shared = [None if key in self.split else cell for key, cell in self._cells()]
            at = self.keys.index("title")
            title = shared[at]
            assert title is not None
            shared[at] = replace(title, lines=tuple(self.lead))
            rows.insert(0, replace(self.placed, cells=shared))
        return rows

    def options(self) -> Mapping[Choice, Rows]:
        """Return the other readings of the row: one activity, parts of it, rows."""
        named = self.placed.named(self.keys)
        whole = {
            key: named[key].text for key in named if key not in ("title", "number", *self.split)
        }
        parts = [
            {"title": _text(item), **{key: _text(blocks[at]) for key, blocks in self.split.items()}}
            for at, item in enumerate(self.items)
        ]
        rows: list[Data] = []
        for at, part in enumerate(parts):
            title = "\n".join(filter(None, (_text(self.lead), part["title"])))
            rows.append(activity_of_texts({**whole, **part, "title": title}))
            if at and "number" in named:
                rows[-1]["numbered"] = False
        below = self.count - 1 if self.sure and not self.lead else 0
        options = {Choice.SPLIT: Rows(rows, below=below)}
        if self.lead:
            told = activity_of_texts({**whole, "title": _text(self.lead)})
            told["parts"] = [activity_of_texts(part) for part in parts]
            options[Choice.PARTS] = Rows([told])
        if self.sure:
            del options[Choice.PARTS if self.lead else Choice.SPLIT]  # it is what was read
            options[Choice.JOIN] = Rows([activity_of(named)], below=below)
        return options

    def _cells(self) -> Iterator[tuple[str, Cell | None]]:
        return zip(self.keys, self.placed.cells, strict=True)

    def _row(self, at: int) -> Placed:
        cells: list[Cell | None] = []
        for key, cell in self._cells():
            blocks = self.items if key == "title" else self.split.get(key)
            if cell is None or (self.lead and blocks is None):
                cells.append(replace(cell, lines=(), tables=()) if cell else None)
            elif blocks is not None:
                cells.append(replace(cell, lines=tuple(blocks[at])))
            elif at and key == "number":
                cells.append(replace(cell, lines=()))
            else:
                cells.append(replace(cell, continued=bool(at) and not cell.blank))
        return replace(self.placed, cells=cells, rest=[] if at or self.lead else self.placed.rest)


def several_in(placed: Placed, keys: Sequence[str]) -> Several | None:
    """Return the activities that stand in a row, `None` if it holds one.

    What is done falls into as many pieces as the deadlines, or as the executors that are numbered
    or set apart by blank lines.
    """
    placed = replace(placed, cells=[cell and _by_lines(cell) for cell in placed.cells])
    cells = placed.named(keys)
    title = cells.get("title")
    if title is None or len(title.lines) < _FEWEST:
        return None
    if any(cell.continued or cell.tables for cell in cells.values()):
        return None
    others = {key: cell for key, cell in cells.items() if key not in ("number", "title")}
    for numbered, lead, items in _ways(title):
        count = len(items)
        if count < _FEWEST:
            continue
        split = {key: found for key, one in others.items() if (found := _divided(key, one, count))}
        if "deadline" not in split and not _is_apart(cells.get("executors"), count):
            continue
        left = [
            key for key, cell in others.items() if key not in split and len(_said(cell.lines)) > 1
        ]
        open_ones = "outcome" in others and not others["outcome"].blank and "outcome" not in split
        sure = numbered and "deadline" in split and not left and not open_ones
        return Several(placed, keys, lead, items, split, sure)
    return None


def _by_lines(cell: Cell) -> Cell:
    """Return a cell with a paragraph for each of its lines, however they were broken."""
    if not any("\n" in line.text for line in cell.lines):
        return cell
    lines = [
        replace(line, text=text, label="" if at else line.label, marked="")
        for line in cell.lines
        for at, text in enumerate(line.text.split("\n"))
    ]
    return replace(cell, lines=tuple(lines))


def with_label(placed: Placed, keys: Sequence[str]) -> Placed:
    """Return a row whose title begins with a number without it; the row knows that number."""
    at = keys.index("title")
    cell = placed.cells[at]
    if cell is None or cell.continued or not cell.lines or not _is_numbered(cell.lines[0]):
        return placed
    first = cell.lines[0]
    found = None if first.label else _NUMBER.match(first.text)
    label = found[0] if found else first.label
    line = replace(first, label="", text=first.text[found.end() if found else 0 :], marked="")
    cells = list(placed.cells)
    cells[at] = replace(cell, lines=(line, *cell.lines[1:]))
    return replace(placed, cells=cells, label=label.strip())


def _ways(cell: Cell) -> Iterator[tuple[bool, list[Line], _Blocks]]:
    """Yield ways in which a cell falls into pieces, the surest first: numbered ones, listed ones.

    With each comes what stands above the pieces.
    """
    lines = list(cell.lines)
    for begins in (_is_numbered, _is_bulleted):
        starts = [at for at, line in enumerate(lines) if begins(line)]
        if starts:
            ends = [*starts[1:], len(lines)]
            items = [_said(lines[at:end]) for at, end in zip(starts, ends, strict=True)]
            yield begins is _is_numbered, _said(lines[: starts[0]]), items
    yield False, [], _apart(lines)
    said = _said(lines)
    if all(line.said.strip()[:1].isupper() for line in said):
        yield False, [], [[line] for line in said]


def _is_numbered(line: Line) -> bool:
    return bool(re.search(r"\w", line.label) or _NUMBER.match(line.text))


def _is_bulleted(line: Line) -> bool:
    return bool(line.label or _BULLET.match(line.text))


def _said(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not line.blank]


def _apart(lines: Sequence[Line]) -> _Blocks:
    """Return the pieces of a cell between blank lines."""
    blocks: _Blocks = [[]]
    for line in lines:
        if line.blank:
            blocks.append([])
        else:
            blocks[-1].append(line)
    return [block for block in blocks if block]


def _divided(key: str, cell: Cell, count: int) -> _Blocks:
    """Return the pieces of a cell if they are as many as the activities."""
    lines = _said(cell.lines)
    starts = [at for at, line in enumerate(lines) if _is_numbered(line)]
    numbered = [
        lines[at:end] for at, end in zip(starts, [*starts[1:], len(lines)], strict=False)
    ]  # fmt: skip
    ways = [numbered if starts[:1] == [0] else [], _apart(cell.lines), [[line] for line in lines]]
    for blocks in ways:
        if len(blocks) == count and (key != "deadline" or _are_deadlines(blocks)):
            return blocks
    return []


def _are_deadlines(blocks: _Blocks) -> bool:
    """Whether pieces are a deadline each: most of them are read, and none goes on with another."""
    begun = all(not _text(block)[:1].islower() for block in blocks)
    read = sum(map(_is_deadline, blocks))
    return read == len(blocks) or (begun and read * 2 >= len(blocks))


def _is_apart(cell: Cell | None, count: int) -> bool:
    """Whether executors are numbered, or set apart by blank lines, as many as the activities."""
    if cell is None:
        return False
    numbered = sum(map(_is_numbered, cell.lines))
    return count in (numbered, len(_apart(cell.lines)))


def _is_deadline(lines: Sequence[Line]) -> bool:
    text = _NUMBER.sub("", _text(lines), count=1) if _is_numbered(lines[0]) else _text(lines)
    return all(part.kind is not Kind.TEXT for part in Deadline.parse(text, None).parts)


def _text(lines: Sequence[Line]) -> str:
    return "\n".join(line.said.strip() for line in lines)
