"""The roles of columns: by their headings, never by their position; without headings by content."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from plandoc.imports.claims import Claims, Given, claims_of, give_roles
from plandoc.imports.contents import (
    fits_of,
    is_time,
)
from plandoc.imports.paper import Cell, Grid, Row
from plandoc.imports.spelling import begins, folded, words
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.words.texts import heading_key

_MOST_ROWS = 3
"""Rows of headings above one another."""

_LONGEST_HEADING = 120
_SHORT_HEADING = 40
_MOST = 0.6
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
    claims: Claims = field(default_factory=Claims)


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
    return next(iter(claims_of(heading)), "")


def _names_two(heading: str) -> bool:
    """Whether a heading names what two columns hold: «Срок, ответственный»."""
    pieces = re.split(r"[,;/()]| и ", folded(heading))
    roles = [role for piece in pieces if (role := role_of(piece)) in STANDARD_COLUMNS]
    return len(set(roles)) > 1 and roles[0] != "outcome"


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
        several = len(known) > 1
        if known == {"title"} and len(columns) > 2:  # noqa: PLR2004 - a title and more
            several = named or _tells_columns(columns, rows[first + count :])
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


def _tells_columns(columns: Sequence[HeadColumn], rows: Sequence[Row]) -> bool:
    """Whether a column under an unknown heading holds deadlines or executors."""
    cells = [{cell.column: cell for cell in row.cells} for row in rows]
    fits = fits_of([[row.get(one.left) for one in columns] for row in cells], len(columns))
    return any(
        max(fit.get("deadline", 0), fit.get("executors", 0)) >= _MOST and not is_time(one.heading)
        for one, fit in zip(columns, fits, strict=True)
        if not one.key
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


def _settle(columns: Sequence[HeadColumn]) -> None:
    """Read what roles the headings claim, and give each column its key, each key once."""
    times = [column for column in columns if is_time(column.heading)]
    for column in times if len(times) > 1 else ():
        column.time = True
    for column in columns:
        column.claims = _claims(column)
    named = [column.claims.first for column in columns]
    for column in columns:
        if column.claims.first == "supervisor" and "executors" not in named:
            column.claims = Claims(("executors",))
            break
    _give(columns, give_roles([column.claims for column in columns]))


def _give(columns: Sequence[HeadColumn], given: Sequence[Given]) -> None:
    """Give columns their keys; times have none, and a heading of several is not sure."""
    for column, one in zip(columns, given, strict=True):
        column.key, column.sure = one.key, 1.0 if column.time else one.sure
        if one.key in STANDARD_COLUMNS and _is_mixed(column, columns):
            column.sure = min(column.sure, 0.75)


def _claims(column: HeadColumn) -> Claims:
    """Return the roles that a column may have by its heading and those above it."""
    if column.time:
        return Claims()
    own = claims_of(column.heading)
    group = next((found for text in reversed(column.group) if (found := claims_of(text))), ())
    told = own[:1] and own[0] in STANDARD_COLUMNS and group[:1] != ("outcome",)
    if group and (group[0] in own or not told):
        return Claims(group[:1])  # the date of a mark is no deadline
    if own[:1] == ("executors",):
        return Claims((*own, "supervisor"), weak=len(own) > 1)
    post = not own and bool(begins(column.heading, words(lambda table: table.posts)))
    return Claims(own, weak=len(own) > 1, post=post)


def _under(column: HeadColumn, columns: Sequence[HeadColumn]) -> list[HeadColumn]:
    """Return the columns under the highest heading of a column."""
    return [one for one in columns if one.group[:1] == column.group[:1]]


def complete(head: Head, rows: Sequence[Sequence[Cell | None]], *, guess: bool = True) -> None:
    """Settle the keys of columns, with `guess` by their content too; others get their own."""
    if guess:
        _weigh(head.columns, rows)
    for number, column in enumerate(head.columns, 1):
        if not column.key:
            column.key = f"column_{number}"


def _weigh(columns: Sequence[HeadColumn], rows: Sequence[Sequence[Cell | None]]) -> None:
    """Give the roles again, now that it is known what the columns hold."""
    held = fits_of(rows, len(columns))
    fits = [{} if one.time else fit for one, fit in zip(columns, held, strict=True)]
    others = [fit for one, fit in zip(columns, fits, strict=True) if not one.claims.keys]
    if any(fit.get("executors", 0) >= _MOST for fit in others):
        for column in columns:
            if role_of(column.heading) == "supervisor" and not column.time:
                column.claims = Claims(("supervisor",))
    _give(columns, give_roles([column.claims for column in columns], fits))
    for column in columns:
        if column.key == "number" and not column.heading:
            column.sure = 1.0


def _is_mixed(column: HeadColumn, columns: Sequence[HeadColumn]) -> bool:
    """Whether a heading names what two columns hold, or many columns are under it."""
    if _names_two(column.heading):
        return True
    grouped = column.key not in claims_of(column.heading) and bool(column.group)
    return grouped and len(_under(column, columns)) > 2  # noqa: PLR2004


def heading_keys(head: Head) -> tuple[str, ...]:
    """Return the headings for comparison with those of another table."""
    return tuple(heading_key(column.heading) for column in head.columns)
