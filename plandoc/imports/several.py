"""Several activities in one row: its cells list what is done, deadlines and executors."""

import re
from collections.abc import Iterator, Mapping, Sequence

from plandoc.imports.activities import activity_of_texts
from plandoc.imports.doubts import Data, Rows
from plandoc.imports.paper import Cell, Line
from plandoc.review import Choice
from plandoc.schema.deadline import Deadline, Kind

_NUMBER = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[^\W\d_]\))(?!\d)\s*(?=\S)")
_BULLET = re.compile(r"\s*[-–—•·●▪]\s*(?=\S)")
_FEWEST = 2

_Blocks = list[list[Line]]


def several_in(cells: Mapping[str, Cell]) -> tuple[int, Mapping[Choice, Rows]] | None:
    """Return how many activities stand in a row, with what they would be as parts or as rows.

    `None` if the row holds one: unless what is done falls into as many pieces as the deadlines, or
    as the executors that are numbered or set apart by blank lines.
    """
    title = cells.get("title")
    if title is None or title.continued or any(cell.continued for cell in cells.values()):
        return None
    for lead, items in _ways(title):
        count = len(items)
        if count < _FEWEST:
            continue
        split = {
            key: blocks
            for key, cell in cells.items()
            if key not in ("number", "title") and (blocks := _divided(key, cell, count))
        }
        if "deadline" not in split and not _is_apart(cells.get("executors"), count):
            continue
        return count, _options(cells, lead, items, split)
    return None


def _ways(cell: Cell) -> Iterator[tuple[list[Line], _Blocks]]:
    """Yield ways in which a cell falls into pieces, the surest first, with what stands above."""
    lines = list(cell.lines)
    for begins in (_is_numbered, _is_bulleted):
        starts = [at for at, line in enumerate(lines) if begins(line)]
        if starts:
            ends = [*starts[1:], len(lines)]
            items = [_said(lines[at:end]) for at, end in zip(starts, ends, strict=True)]
            yield _said(lines[: starts[0]]), items
    yield [], _apart(lines)
    said = _said(lines)
    if all(line.said.strip()[:1].isupper() for line in said):
        yield [], [[line] for line in said]


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
        if len(blocks) == count and (key != "deadline" or all(map(_is_deadline, blocks))):
            return blocks
    return []


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


def _options(
    cells: Mapping[str, Cell], lead: Sequence[Line], items: _Blocks, split: Mapping[str, _Blocks]
) -> Mapping[Choice, Rows]:
    """Return the activities as rows, and as parts of one activity that is named above them."""
    whole = {
        key: cell.text for key, cell in cells.items() if key not in ("title", "number", *split)
    }
    parts = [
        {"title": _text(item), **{key: _text(blocks[at]) for key, blocks in split.items()}}
        for at, item in enumerate(items)
    ]
    rows: list[Data] = []
    for at, part in enumerate(parts):
        title = "\n".join(filter(None, (_text(lead), part["title"])))
        rows.append(activity_of_texts({**whole, **part, "title": title}))
        if at and "number" in cells:
            rows[-1]["numbered"] = False
    options = {Choice.SPLIT: Rows(rows)}
    if lead:
        told = activity_of_texts({**whole, "title": _text(lead)})
        told["parts"] = [activity_of_texts(part) for part in parts]
        options[Choice.PARTS] = Rows([told])
    return options
