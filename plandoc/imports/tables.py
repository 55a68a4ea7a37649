"""A table of tasks as it is drawn → columns, sections and activities as plain data."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from plandoc.codes import Code
from plandoc.imports.activity_rows import ActivityRows
from plandoc.imports.calendars import put_times, read_calendar
from plandoc.imports.cut_rows import CutRows
from plandoc.imports.doubts import GUESSED, LIKELY, Data, Doubt
from plandoc.imports.headless import head_by_content
from plandoc.imports.issued import name_columns
from plandoc.imports.numbers import Number
from plandoc.imports.paper import Cell, Grid, Line, Own, Row
from plandoc.imports.roles import (
    Head,
    HeadColumn,
    complete,
    head_of,
    head_of_printed,
    heading_keys,
)
from plandoc.imports.sections import Headings, Sections, activities_in
from plandoc.imports.several import several_in
from plandoc.imports.shapes import Cells, Placed, edges_of, placed_rows
from plandoc.imports.spelling import begins, words
from plandoc.imports.tails import put_tail, torn_tail
from plandoc.imports.totals import Total, is_right, named, put_total, total_in
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.words.texts import heading_key, one_line

_SIGNED = re.compile(r"_{3,}")
_WORDS = re.compile(r"\w")


@dataclass(slots=True)
class Table:
    """A table that was read.

    `above` are texts over its headings, `below` sums that are none of its columns. `passed` are
    lines that say nothing of their own: repeated headings, numbers of columns. `told` are lines of
    which a doubt tells, should a word of theirs be in no plan.
    """

    grid: Grid
    head: Head
    data: Data
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    passed: list[Line] = field(default_factory=list)
    told: list[Line] = field(default_factory=list)

    @property
    def columns(self) -> list[Data]:
        """The columns as plain data."""
        columns: list[Data] = self.data["columns"]
        return columns

    def width_of(self, column: HeadColumn) -> float:
        """Return how wide a column is drawn, in millimetres."""
        edges = edges_of(self.grid)
        return edges[min(column.right, len(edges) - 1)] - edges[column.left]


def read_table(grids: Sequence[Grid], own: Own | None = None) -> Table | None:
    """Return a table of tasks that stands in one grid or in several, `None` if they are none.

    `own` is what plandoc itself wrote into the file.
    """
    calendar = read_calendar(grids[0]) if own is None and len(grids) == 1 else None
    if calendar is not None:
        read = calendar
        return Table(grids[0], read.head, read.data, numbers=read.numbers, doubts=read.doubts)
    head = head_of_printed(grids[0]) if own is not None else None
    head = head or head_of(grids[0])
    headed = head is not None
    head = head or head_by_content(grids[0])
    return None if head is None else _Reader(grids, head, own, headed=headed).table


def goes_on(grid: Grid, before: Sequence[Grid]) -> bool:
    """Whether a grid that follows others directly is the next piece of their table.

    It has no headings, or theirs again.
    """
    first, head = head_of(before[0]), head_of(grid)
    if head is not None:
        return first is not None and heading_keys(first) == heading_keys(head)
    if first is None:
        return grid.width == before[0].width
    widest = max((len(row.cells) for row in grid.rows), default=0)
    return len(first.columns) - 2 <= widest <= len(first.columns) + 1


class _Reader:
    """Reads the rows of a grid under their headings."""

    def __init__(self, grids: Sequence[Grid], head: Head, own: Own | None, *, headed: bool) -> None:
        self.grid, self.head, self.own = grids[0], head, own
        if own is not None:
            name_columns(head.columns, own)
        self.rows = placed_rows(grids, head)
        self.marked = any(one.row.id for one in self.rows)
        complete(head, [one.cells for one in self.rows], guess=headed and not self.marked)
        self.sections = Sections()
        self.activities = ActivityRows(head.keys, self.sections, own)
        data: Data = {
            "columns": [], "activities": self.activities.above, "sections": self.sections.all,
        }  # fmt: skip
        read = self.activities
        self.table = Table(grids[0], head, data, [], [], read.numbers, read.doubts, [], read.told)
        self.subtotals: list[tuple[Data, Total]] = []
        self._columns(headed=headed)
        self._above()
        if head.counted:
            self._pass(grids[0].rows[head.first + head.rows - 1])
        self._read()
        if not self.marked:
            self.table.doubts += put_times(grids[0], head, self.activities.placed)
        self._merge()
        if not headed:
            data["headings"] = False

    # --- columns ---

    def _columns(self, *, headed: bool) -> None:
        place = self.grid.place
        for at, column in enumerate(self.head.columns):
            cells = [one.cells[at] for one in self.rows]
            blank = all(cell is None or cell.blank for cell in cells)
            if blank and not column.heading and column.key not in STANDARD_COLUMNS:
                continue
            written: Data = {"key": column.key}
            if column.heading:
                written["heading"] = column.heading
            elif column.key not in STANDARD_COLUMNS and not column.heading:
                written["heading"] = "—"
                code = Code.IMPORT_COLUMN_UNNAMED
                self.table.doubts.append(Doubt(code, place, LIKELY, "", written, "heading"))
            if column.group:
                written["group"] = list(column.group[-3:])
            self.table.columns.append(written)
            guessed = not headed and column.key in STANDARD_COLUMNS
            if (column.sure < 1 and column.heading) or guessed:
                sure, told = min(column.sure, LIKELY), column.heading or "—"
                code, role = Code.IMPORT_ROLE_GUESSED, {"role": column.key}
                self.table.doubts.append(Doubt(code, place, sure, told, written, "key", role))

    def _merge(self) -> None:
        """Merge columns in which cells go down, unless more only say the same as the one above.

        A column merges all of its equal neighbours or none: where the paper does both, it is told.
        """
        for column in self.table.columns:
            key = column["key"]
            joined, apart = self.activities.joined[key], self.activities.apart.get(key, [])
            if not joined:
                continue
            if self.marked or joined >= len(apart):
                column["merge"] = True
            if apart and not self.marked:
                code, values = Code.IMPORT_MERGED_IN_PART, {"joined": joined, "apart": len(apart)}
                told = one_line(column.get("heading", "")) or key
                self.table.doubts.append(
                    Doubt(code, apart[0], LIKELY, told, column, "merge", values)
                )

    # --- rows ---

    def _above(self) -> None:
        """Read rows over the headings: the name of the table, or the section it begins with."""
        for row in self.grid.rows[: self.head.first]:
            said = "\n".join(cell.text.strip() for cell in row.cells if not cell.blank)
            if said:
                self.table.above.append(said)

    def _read(self) -> None:
        keys = self.head.keys
        tail = [] if self.marked else torn_tail(keys, self.rows)
        rows = [*self._telling(self.rows[: len(self.rows) - len(tail)])]
        headings = Headings(keys, self.rows, marked=self.marked)
        kinds = [self._kind(headings, one, last=one is self.rows[-1]) for one in rows]
        held = [one for one, kind in zip(rows, kinds, strict=True) if kind is None]
        cut = CutRows(keys, held)
        if "number" not in keys and not self.marked:
            divided = (several_in(one, keys) for one in held)
            self.activities.labelled = any(one and one.sure and not one.lead for one in divided)
        at = 0
        while at < len(rows):
            kind = kinds[at]
            after = at + 1
            last = after == len(rows) and not self.marked
            if isinstance(kind, Cell) and last and _is_below(kind):
                self.table.below.append(kind.text.strip())
            elif isinstance(kind, Cell):
                self._heading(rows[at], kind, rows[after : after + 1])
            elif isinstance(kind, Total):
                further = any(one is None for one in kinds[after:])
                self._total(kind, further=further, last=last, final=after == len(rows))
            else:
                while after < len(rows) and kinds[after] is None:
                    after += 1
                run = rows[at:after]
                for placed in run if self.marked else cut.put_together(run):
                    self.activities.read(placed)
            at = after
        for _, total in self.subtotals:
            self._tell_total(total)
        self.table.doubts += put_tail(tail, keys, self.activities.all)

    def _telling(self, rows: Sequence[Placed]) -> Iterator[Placed]:
        """Yield rows that say something of their own: words, and not those of the headings."""
        said = [
            {"", *map(heading_key, (column.heading, *column.group))} for column in self.head.columns
        ]
        for placed in rows:
            if _repeats(placed.cells, said) or _counts(placed.cells):
                self._pass(placed.row)
            elif not placed.row.id and not _WORDS.search(placed.row.text) and placed.row.text:
                self._pass(placed.row)  # dashes
            else:
                yield placed

    def _kind(self, headings: Headings, placed: Placed, *, last: bool) -> Cell | Total | None:
        """Return the heading or the sums that a row holds, `None` for an activity."""
        total = total_in(placed, self.head.keys)
        if self.marked and total is not None and not total.amounts:
            total = None  # the heading of a section
        return total or headings.heading_in(placed, last=last)

    def _total(self, total: Total, *, further: bool, last: bool, final: bool) -> None:
        """Sum columns and sections as a row says, else print what it says.

        `further` tells that activities follow, `last` that no row does, `final` that it is the last
        one of the table.
        """
        summed = self.sections.around if not final else ()
        section = next((one for one in summed if is_right(total, activities_in(one))), None)
        if section is not None and "total" not in section:
            self.subtotals.append((section, total))
            return
        if not further and put_total(total, self.table.columns, self.activities.all):
            self._pass(total.placed.row)
            self._put_subtotals(total)
            return
        if last:
            self.table.below.append(total.text)
        self._tell_total(total)

    def _put_subtotals(self, whole: Total) -> None:
        """Let sections have sums in the columns that are summed as a `whole`."""
        left = []
        for section, total in self.subtotals:
            if set(total.amounts) == set(whole.amounts):
                section["total"] = named(total)
                self._pass(total.placed.row)
            else:
                left.append((section, total))
        self.subtotals = left

    def _tell_total(self, total: Total) -> None:
        code, place = Code.IMPORT_TOTAL_UNREAD, total.placed.row.place
        self.table.doubts.append(Doubt(code, place, GUESSED, one_line(total.text)))

    def _pass(self, row: Row) -> None:
        self.table.passed += [line for cell in row.cells for line in cell.lines]

    def _heading(self, placed: Placed, wide: Cell, below: Sequence[Placed]) -> None:
        """Begin a section, or go on with the text under its heading."""
        section = self.sections.open
        plain = not all(line.bold for line in wide.lines if not line.blank)
        if self.marked and plain and section is not None and not section["activities"]:
            self.sections.add_text(wide)
            return
        section, label = self.sections.begin(placed, wide, self.head.keys)
        self.table.numbers.append(Number(section, label, section=True))
        self.activities.begin_section()
        cells = (cell for one in below for cell in one.row.cells)
        if any(cell.continued and cell.column == wide.column for cell in cells):
            code, text = Code.IMPORT_CELL_WIDE, one_line(wide.text)
            self.table.doubts.append(Doubt(code, wide.place, GUESSED, text, section, "title"))


def _is_below(cell: Cell) -> bool:
    """Whether the text of a last row belongs below the table: a note, or a signature."""
    return bool(begins(cell.text, words(lambda table: table.notes)) or _SIGNED.search(cell.text))


def _repeats(cells: Cells, headings: Sequence[Collection[str]]) -> bool:
    """Whether a row repeats headings: those of each column, and those above them."""
    said = [heading_key(cell.text) if cell else "" for cell in cells]
    return len([one for one in said if one]) > 1 and all(
        one in keys for one, keys in zip(said, headings, strict=True)
    )


def _counts(cells: Cells) -> bool:
    """Whether a row only counts the columns."""
    said = [cell.text.strip(" .") for cell in cells if cell and not cell.blank]
    return len(said) > 2 and said == [str(n) for n in range(1, len(said) + 1)]  # noqa: PLR2004
