"""The cells of a table: their texts, merged ones, and columns that are empty."""

from collections.abc import Iterator

from plandoc.checks.rule import is_blank
from plandoc.schema.activity import Activity
from plandoc.schema.columns import TEXT_COLUMNS
from plandoc.schema.rows import ActivityRow, TableRows

_ENOUGH_ROWS = 3
_KEYS = ("executors", "deadline", *TEXT_COLUMNS)
CELLS = ("title", *_KEYS)
"""The columns that an activity has something to print in, beside its number and its outcome."""


def text_of(activity: Activity, key: str) -> str:
    """Return the text of a cell of an activity."""
    match key:
        case "executors":
            return "\n".join(executor.name for executor in activity.executors)
        case "deadline":
            return activity.deadline.text if activity.deadline else ""
    text: str = getattr(activity, key)
    return text.strip()


def is_filled(activity: Activity, key: str) -> bool:
    """Whether a cell of an activity has content."""
    return not is_blank(text_of(activity, key))


def rows_of_table(table: TableRows) -> list[ActivityRow]:
    """Return the activities in force of a table."""
    rows = (row for row in table.rows if isinstance(row, ActivityRow))
    return [row for row in rows if not row.activity.excluded]


def cells_of(table: TableRows, key: str) -> Iterator[ActivityRow]:
    """Yield a row of a table for each cell of a column: several rows may share a merged one."""
    merged = any(column.key == key and column.merge is True for column in table.columns)
    last: object = None
    for row in rows_of_table(table):
        cell = (row.holder, text_of(row.activity, key))
        if not merged or cell != last:
            yield row
        last = cell


def empty_columns(table: TableRows) -> frozenset[str]:
    """Return the standard columns of a table that are empty in every row, of which it has some."""
    rows = rows_of_table(table)
    if len(rows) < _ENOUGH_ROWS:
        return frozenset()
    keys = {column.key for column in table.columns}
    return frozenset(
        key
        for key in _KEYS
        if key in keys and not any(is_filled(row.activity, key) for row in rows)
    )
