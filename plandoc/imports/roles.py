"""The roles of columns: by their headings, never by their position; without headings by content."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from plandoc.imports.contents import (
    NUMBER,
    is_time,
    length_of,
    share_of,
    share_of_deadlines,
    share_of_executors,
)
from plandoc.imports.paper import Cell, Grid, Row
from plandoc.imports.spelling import folded, words, words_by
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.words.texts import heading_key

_MOST_ROWS = 3
"""Rows of headings above one another."""

_LONGEST_HEADING = 120
_SHORT_HEADING = 40
_COUNTED = re.compile(r"\d{1,2}")


@dataclass(slots=True)
class HeadColumn:
    """A column: its key, its heading, the grid columns it covers, how sure its role is.

    `time` tells that its heading is one of several times: months, quarters.
    """

    key: str
    heading: str
    left: int
    right: int
    group: tuple[str, ...] = ()
    sure: float = 1.0
    numbers: dict[str, int] = field(default_factory=dict)
    time: bool = False


@dataclass(slots=True)
class Head:
    """The headings of a table: its columns, the number of its first rows that they take.

    `above` are rows over the headings; `counted` tells that a row 1, 2, 3 … stands under them.
    """

    columns: list[HeadColumn]
    first: int
    rows: int
    counted: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns in their order."""
        return tuple(column.key for column in self.columns)


def role_of(heading: str) -> str:
    """Return the key of the column with a heading: a standard one, an own one, or `""`.

    The word that stands first decides, of two at one place the longer one: «Результат мероприятия»
    is a result, «Форма мероприятия, его содержание» what is done.
    """
    said = folded(heading).strip(" .:;*")
    if not said or len(said) > _LONGEST_HEADING:
        return ""
    if _bare(said) in map(_bare, words(lambda table: table.numbers)):
        return "number"
    best: tuple[int, int, str] | None = None
    for key, word in (*words_by(lambda table: table.roles), *words_by(lambda table: table.own)):
        at = _place(f"{said} ", word)
        if at >= 0 and (best is None or (at, -len(word)) < best[:2]):
            best = (at, -len(word), key)
    return best[2] if best else ""


def _names_two(heading: str) -> bool:
    """Whether a heading names what two columns hold: «Срок, ответственный»."""
    pieces = re.split(r"[,;/()]| и ", folded(heading))
    roles = [role for piece in pieces if (role := role_of(piece)) in STANDARD_COLUMNS]
    return len(set(roles)) > 1 and roles[0] != "outcome"


def _bare(text: str) -> str:
    """Return a heading without blanks and points: «№ п/п» and «№п/п» are one."""
    return re.sub(r"[^\w№#]", "", text)


def _place(said: str, word: str) -> int:
    """Return where a word begins with these letters, -1 if none does."""
    found = re.search(rf"(?<!\w){re.escape(word)}", said)
    return found.start() if found else -1


def head_of(grid: Grid) -> Head | None:
    """Return the headings of a table of tasks, `None` if it has none."""
    rows = grid.rows
    for first in range(min(len(rows), 4)):
        head = _head_at(rows, first)
        if head is not None:
            return head
    return None


def head_of_printed(grid: Grid) -> Head | None:
    """Return the headings of a table that plandoc printed: the rows repeated on every page."""
    count = next((at for at, row in enumerate(grid.rows) if not row.heading), len(grid.rows))
    if not count or not any(row.id for row in grid.rows):
        return None
    counted = count > 1 and _counts(grid.rows[count - 1])
    columns = _columns(grid.rows[: count - counted])
    return Head(columns, 0, count, counted=counted)


def _head_at(rows: Sequence[Row], first: int) -> Head | None:
    row = rows[first]
    if len([cell for cell in row.cells if not cell.blank]) < 2:  # noqa: PLR2004 - a title
        return None
    for count in range(_MOST_ROWS, 0, -1):
        taken = rows[first : first + count]
        if len(taken) < count or (count > 1 and not _is_stacked(taken)):
            continue
        columns = _columns(taken)
        _settle(columns)
        keys = [column.key for column in columns if column.sure]
        known = {key for key in keys if key in STANDARD_COLUMNS}
        named = all(column.key for column in columns)
        if "post" in keys and not known & {"title", "deadline"}:
            continue  # a list of people
        several = len(known) > 1 or (known == {"title"} and named and len(columns) > 2)  # noqa: PLR2004
        if ("title" in known and len(known) > 1) or (several and _are_short(taken)):
            head = Head(columns, first, count)
            after = rows[first + count : first + count + 1]
            if after and _counts(after[0]):
                head.rows += 1
                head.counted = True
            return head
    return None


def _are_short(rows: Sequence[Row]) -> bool:
    """Whether cells can only be headings: a few words without numbers."""
    said = [cell.text for row in rows for cell in row.cells if not cell.blank]
    return len(said) > 2 and all(  # noqa: PLR2004 - a heading may be a pair of texts
        len(text) <= _SHORT_HEADING and not re.search(r"\d", text) for text in said
    )


def _is_stacked(rows: Sequence[Row]) -> bool:
    """Whether rows are one block of headings: a cell of the first goes down, or is divided."""
    for upper, lower in pairwise(rows):
        going = any(cell.continued for cell in lower.cells)
        wide = any(cell.span > 1 and not cell.blank for cell in upper.cells)
        if not (going and wide):
            return False
        if any(len(cell.text) > _LONGEST_HEADING for cell in lower.cells):
            return False
    return True


def _counts(row: Row) -> bool:
    """Whether a row only counts the columns."""
    texts = [cell.text.strip() for cell in row.cells if not cell.blank]
    return len(texts) > 1 and texts == [str(n) for n in range(1, len(texts) + 1)]


def _columns(rows: Sequence[Row]) -> list[HeadColumn]:
    """Return the columns under headings in one or several rows."""
    columns: list[HeadColumn] = []
    for cell in _lowest(rows):
        above = []
        own = cell
        for row in reversed(rows):
            for other in row.cells:
                if other.column <= cell.column < other.column + other.span and not other.continued:
                    if other.blank:
                        continue
                    if own.blank or own.continued:
                        own = other
                    elif other is not own and other.column + other.span >= cell.column + cell.span:
                        above.append(_heading(other))
        heading = _heading(own) if not own.continued else ""
        group = tuple(reversed([one for one in above if one]))
        columns.append(HeadColumn("", heading, cell.column, cell.column + cell.span, group))
    return columns


def _lowest(rows: Sequence[Row]) -> Iterator[Cell]:
    """Yield the cells of the lowest row of headings."""
    yield from sorted(rows[-1].cells, key=lambda cell: cell.column)


def _heading(cell: Cell) -> str:
    return "\n".join(filter(None, (line.strip() for line in cell.text.split("\n"))))


def _settle(columns: list[HeadColumn]) -> None:
    """Give each column its key, each key once."""
    taken: set[str] = set()
    times = [column for column in columns if is_time(column.heading)]
    for column in times if len(times) > 1 else ():
        column.time = True
    for column in columns:
        if column.time:
            column.sure = 1.0
            continue
        own = role_of(column.heading)
        group = next((role for text in reversed(column.group) if (role := role_of(text))), "")
        told = own in STANDARD_COLUMNS and group != "outcome"  # the date of a mark is no deadline
        key = own if told or not group else group
        if key == "supervisor" and "executors" not in taken:
            others = [role_of(one.heading) for one in columns if one is not column]
            key = "supervisor" if "executors" in others else "executors"
        if key in taken and key == "executors":
            key = "supervisor"
        column.key = key if key and key not in taken else ""
        column.sure = 1.0 if own or group else 0.0
        if own and _names_two(column.heading):
            column.sure = 0.75
        if column.key == group and not own and len(_under(column, columns)) > 2:  # noqa: PLR2004
            column.sure = 0.75  # one of many columns under a heading
        taken.add(column.key)


def _under(column: HeadColumn, columns: Sequence[HeadColumn]) -> list[HeadColumn]:
    """Return the columns under the highest heading of a column."""
    return [one for one in columns if one.group[:1] == column.group[:1]]


def complete(head: Head, rows: Sequence[Sequence[Cell | None]], *, guess: bool = True) -> None:
    """Give keys to the columns that have none: by content where a role is open, else their own."""
    if guess:
        _guess(head, rows)
    for number, column in enumerate(head.columns, 1):
        if not column.key:
            column.key = f"column_{number}"
            column.sure = 1.0


def _guess(head: Head, rows: Sequence[Sequence[Cell | None]]) -> None:
    """Give roles that no heading names by what the columns hold."""
    taken = {column.key for column in head.columns}
    open_ones = [
        at
        for at, one in enumerate(head.columns)
        if not one.time and one.key not in STANDARD_COLUMNS
    ]
    if "title" not in taken and open_ones:
        at = max(open_ones, key=lambda n: length_of(rows, n))
        if length_of(rows, at) > 0:
            head.columns[at].key, head.columns[at].sure = "title", 0.75
    if "number" not in taken and 0 in open_ones and share_of(rows, 0, NUMBER.fullmatch) > 0.6:  # noqa: PLR2004
        known = not head.columns[0].heading
        head.columns[0].key, head.columns[0].sure = "number", 1.0 if known else 0.75
    for key, share in (("deadline", share_of_deadlines), ("executors", share_of_executors)):
        if key in taken:
            continue
        for at, column in enumerate(head.columns):
            if not column.key and not column.time and share(rows, at) >= 0.5:  # noqa: PLR2004 - half
                column.key, column.sure = key, 0.6
                break


def heading_keys(head: Head) -> tuple[str, ...]:
    """Return the headings for comparison with those of another table."""
    return tuple(heading_key(column.heading) for column in head.columns)
