"""A tail torn off a table: texts of one column under its last rows, which lack exactly as many."""

from collections.abc import Mapping, Sequence

from plandoc.codes import Code
from plandoc.imports.activities import activity_of
from plandoc.imports.doubts import LIKELY, Data, Doubt
from plandoc.imports.paper import Cell
from plandoc.imports.shapes import Placed


def torn_tail(keys: Sequence[str], rows: Sequence[Placed]) -> list[tuple[str, Cell]]:
    """Return the texts of the last rows that have one each, all in one column, with its key."""
    tail: list[tuple[str, Cell]] = []
    for placed in reversed(rows):
        cells = [cell for cell in placed.row.cells if not cell.blank]
        if len(cells) != 1 or placed.shape.covered(cells[0]) > 1:
            break
        told = (key for key, cell in placed.named(keys).items() if not cell.blank)
        key = next(told, "")
        if key in ("title", "number", "") or (tail and key != tail[0][0]):
            break
        tail.insert(0, (key, cells[0]))
    return tail if len(tail) > 1 else []


def put_tail(
    tail: Sequence[tuple[str, Cell]], keys: Sequence[str], activities: Sequence[Data]
) -> list[Doubt]:
    """Put torn cells into the last activities, which lack exactly as many of one column.

    Return a doubt for each; of cells that have no place, one that tells of a leftover.
    """
    count = len(tail)
    first = tail[0][0] if tail else ""
    others = [key for key in keys if key not in ("title", "number", first)]
    for key in (first, *others) if tail else ():
        lacking = [at for at, one in enumerate(activities) if not _has(one, key)]
        if lacking == [*range(len(activities) - count, len(activities))] and lacking[0] > 0:
            return [
                _put(activity, key, cell, count)
                for activity, (_, cell) in zip(activities[-count:], tail, strict=True)
            ]
    return [Doubt(Code.IMPORT_CELL_OUTSIDE, cell.place, 0, cell.text) for _, cell in tail]


def _put(activity: Data, key: str, cell: Cell, count: int) -> Doubt:
    activity |= {name: value for name, value in activity_of({key: cell}).items() if value}
    code = Code.IMPORT_TAIL_JOINED
    return Doubt(code, cell.place, LIKELY, cell.text, activity, key, {"count": count})


def _has(activity: Mapping[str, object], key: str) -> bool:
    fields = activity.get("fields", {})
    return bool(activity.get(key) or (isinstance(fields, Mapping) and fields.get(key)))
