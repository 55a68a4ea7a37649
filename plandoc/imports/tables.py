"""A table of tasks as it is drawn → columns, sections and activities as plain data."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plandoc.codes import Code
from plandoc.errors import Place
from plandoc.imports.activities import activity_of
from plandoc.imports.cut_rows import CutRows
from plandoc.imports.doubts import GUESSED, LIKELY, Data, Doubt, Rows
from plandoc.imports.executors import is_unclear, split_executors
from plandoc.imports.headless import head_by_content
from plandoc.imports.issued import as_issued, name_columns
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
from plandoc.imports.tails import put_tail, torn_tail
from plandoc.imports.totals import Total, is_right, named, put_total, total_in
from plandoc.review import Choice
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.words.texts import heading_key, one_line

_DIGITS = re.compile(r"\d")
_WORD = re.compile(r"(?![IVXLC])[^\W\d_]{3}")


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
        complete(head, [one.cells for one in self.rows], guess=not self.marked)
        self.sections = Sections()
        self.activities: list[Data] = []
        data: Data = {
            "columns": [], "activities": self.activities, "sections": self.sections.all,
        }  # fmt: skip
        self.table = Table(grids[0], head, data)
        self.all: list[Data] = []
        self.subtotals: list[tuple[Data, Total]] = []
        self.whole: Data | None = None
        self.last: Data | None = None
        self.merged: set[str] = set()
        self._columns(headed=headed)
        self._above()
        if head.counted:
            self._pass(grids[0].rows[head.first + head.rows - 1])
        self._read()
        for column in self.table.columns:
            if column["key"] in self.merged:
                column["merge"] = True
        if not headed:
            data["headings"] = False

    # --- columns ---

    def _columns(self, *, headed: bool) -> None:
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
                self._doubt(Code.IMPORT_COLUMN_UNNAMED, self.grid.place, LIKELY, written, "heading")
            if column.group:
                written["group"] = list(column.group[-3:])
            self.table.columns.append(written)
            if column.sure < 1 if headed else column.key in STANDARD_COLUMNS:
                sure, told = min(column.sure, LIKELY), column.heading or "—"
                self._doubt(
                    Code.IMPORT_ROLE_GUESSED, self.grid.place, sure, written, "key",
                    text=told, role=column.key,
                )  # fmt: skip

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
        cut = CutRows(keys, [one for one, kind in zip(rows, kinds, strict=True) if kind is None])
        at = 0
        while at < len(rows):
            kind = kinds[at]
            after = at + 1
            if isinstance(kind, Cell):
                self._heading(rows[at], kind, rows[after : after + 1])
            elif isinstance(kind, Total):
                last = not any(one is None for one in kinds[after:])
                self._total(kind, last=last, final=after == len(rows))
            else:
                while after < len(rows) and kinds[after] is None:
                    after += 1
                run = rows[at:after]
                for placed in run if self.marked else cut.put_together(run):
                    self._activity(placed)
            at = after
        for _, total in self.subtotals:
            self._tell_total(total)
        self.table.doubts += put_tail(tail, keys, self.all)

    def _telling(self, rows: Sequence[Placed]) -> Iterator[Placed]:
        """Yield rows that say something of their own: that do not repeat the headings."""
        repeated = heading_keys(self.head)
        for placed in rows:
            if _repeats(placed.cells, repeated) or _counts(placed.cells):
                self._pass(placed.row)
            else:
                yield placed

    def _kind(self, headings: Headings, placed: Placed, *, last: bool) -> Cell | Total | None:
        """Return the heading or the sums that a row holds, `None` for an activity."""
        total = total_in(placed, self.head.keys)
        if self.marked and total is not None and not total.amounts:
            total = None  # the heading of a section
        return total or headings.heading_in(placed, last=last)

    def _total(self, total: Total, *, last: bool, final: bool) -> None:
        """Sum columns and sections as a row says, else print what it says."""
        summed = self.sections.around if not final else ()
        section = next((one for one in summed if is_right(total, activities_in(one))), None)
        if section is not None and "total" not in section:
            self.subtotals.append((section, total))
            return
        if last and put_total(total, self.table.columns, self.all):
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
        self._doubt(
            Code.IMPORT_TOTAL_UNREAD, total.placed.row.place, GUESSED, text=one_line(total.text)
        )

    def _pass(self, row: Row) -> None:
        self.table.passed += [line for cell in row.cells for line in cell.lines]

    def _doubt(
        self, code: Code, place: Place, sure: float, holder: Data | None = None, key: str = "",
        **values: object,
    ) -> None:  # fmt: skip
        text, options = str(values.pop("text", "")), values.pop("options", {})
        assert isinstance(options, dict)
        doubt = Doubt(code, place, sure, text, holder or {}, key, values, options=options)
        self.table.doubts.append(doubt)

    def _heading(self, placed: Placed, wide: Cell, below: Sequence[Placed]) -> None:
        """Begin a section, or go on with the text under its heading."""
        section = self.sections.open
        plain = not all(line.bold for line in wide.lines if not line.blank)
        if self.marked and plain and section is not None and not section["activities"]:
            self.sections.add_text(wide)
            return
        section, label = self.sections.begin(placed, wide, self.head.keys)
        self.table.numbers.append(Number(section, label, section=True))
        self.whole = self.last = None
        cells = (cell for one in below for cell in one.row.cells)
        if any(cell.continued and cell.column == wide.column for cell in cells):
            self._doubt(
                Code.IMPORT_CELL_WIDE, wide.place, GUESSED, section, "title",
                text=one_line(wide.text),
            )  # fmt: skip

    # --- activities ---

    def _activity(self, placed: Placed) -> None:
        row, named = placed.row, placed.named(self.head.keys)
        if not row.id and all(cell.blank or cell.continued for cell in named.values()):
            return
        self.merged |= {key for key, cell in named.items() if cell.continued}
        activity = activity_of(named)
        names = split_executors(named["executors"].text) if "executors" in named else []
        if is_unclear(names):
            text = one_line(named["executors"].text)
            place = named["executors"].place
            self._doubt(
                Code.IMPORT_EXECUTORS_UNCLEAR, place, GUESSED, activity, "executors", text=text
            )
        if row.id and self.own is not None:
            as_issued(activity, named, row.id, self.own)
        self._tell_label(named.get("title"), activity)
        self._tell_wide(placed, activity)
        number = named.get("number")
        typed = number.text.strip() if number and not number.continued else ""
        worded = _WORD.search(typed) and not _DIGITS.search(typed)
        if worded and not activity["title"] and not row.id:
            activity["title"], typed = typed, ""  # a text under the numbers
        unnumbered = number is not None and not typed
        told = {key for key, cell in named.items() if not cell.blank and not cell.continued}
        if (
            not row.id
            and not activity["title"]
            and unnumbered
            and self.last is not None
            and self._join(row, activity)
        ):
            return
        if unnumbered:
            activity["numbered"] = False
        self._ask(placed, named, activity)
        if self.whole is not None and number is not None and not _DIGITS.search(typed):
            self.whole.setdefault("parts", []).append(activity)
        else:
            self._holder().append(activity)
            self.whole = None if told & {"deadline", "executors"} else activity
        if any(cell.continued for cell in named.values()):
            self.whole = None
        self.last = activity
        self.all.append(activity)
        shown = None if number is None or unnumbered else typed
        self.table.numbers.append(Number(activity, shown))
        for cell in placed.rest:
            self._doubt(Code.IMPORT_CELL_OUTSIDE, cell.place, 0, text=cell.text)

    def _ask(self, placed: Placed, cells: Mapping[str, Cell], activity: Data) -> None:
        """Ask about a row that was put together, may be a piece of another, or holds several."""
        if placed.row.id:
            return
        title = placed.pieces[-1] if placed.pieces else placed
        text = one_line(title.row.text)
        if placed.pieces:
            self.table.told += placed.told
            pieces = [one.named(self.head.keys) for one in placed.pieces]
            options = {Choice.SPLIT: Rows([self._alone(one) for one in pieces])}
            self._doubt(
                Code.IMPORT_ROW_CUT, title.row.place, LIKELY, activity, "title",
                text=text, options=options,
            )  # fmt: skip
        elif placed.perhaps_cut and self.last is not None and self.whole is None:
            joined = {**self.last, "title": f"{self.last['title']}\n{activity['title']}"}
            options = {Choice.JOIN: Rows([joined], above=self.last)}
            self._doubt(
                Code.IMPORT_ROW_PERHAPS_CUT, placed.row.place, GUESSED, activity, "title",
                text=text, options=options,
            )  # fmt: skip
        elif (found := several_in(cells)) is not None:
            count, several = found
            self._doubt(
                Code.IMPORT_SEVERAL_IN_CELL, placed.row.place, GUESSED, activity, "title",
                text=one_line(activity["title"]), options=several, count=count,
            )  # fmt: skip

    def _alone(self, cells: Mapping[str, Cell]) -> Data:
        """Return one of the rows that were put together as an activity of its own."""
        activity = activity_of(cells)
        number = cells.get("number")
        if number is not None and number.blank:
            activity["numbered"] = False
        return activity

    def _tell_label(self, title: Cell | None, activity: Data) -> None:
        """Tell of a number of Word's lists that is typed into what is done from now on."""
        first = title.lines[0].label if title and title.lines and not title.continued else ""
        if title and _DIGITS.search(first):
            self._doubt(
                Code.IMPORT_LABEL_IN_TITLE, title.place, LIKELY, activity, "title", text=first
            )

    def _tell_wide(self, placed: Placed, activity: Data) -> None:
        """Tell of a text that stands over several columns: it may belong to each of them."""
        for cell in placed.row.cells:
            if not cell.blank and not placed.row.id and placed.shape.covered(cell) > 1:
                self._doubt(
                    Code.IMPORT_CELL_WIDE, cell.place, GUESSED, activity, "title",
                    text=one_line(cell.text),
                )  # fmt: skip

    def _holder(self) -> list[Data]:
        section = self.sections.open
        held: list[Data] = self.activities if section is None else section["activities"]
        return held

    def _join(self, row: Row, more: Data) -> bool:
        """Put the cells of a row without a title into the row above, where that has none."""
        assert self.last is not None
        told = {key: value for key, value in more.items() if key not in ("title", "numbered")}
        if not told or any(self.last.get(key) for key in told):
            return False
        self.last |= told
        for key, value in told.items():
            self._doubt(
                Code.IMPORT_ROW_JOINED, row.place, LIKELY, self.last, key,
                text=", ".join(value) if isinstance(value, list) else str(value),
            )  # fmt: skip
        return True


def _repeats(cells: Cells, headings: Sequence[str]) -> bool:
    """Whether a row repeats the headings."""
    said = [heading_key(cell.text) if cell else "" for cell in cells]
    return len([one for one in said if one]) > 1 and all(
        one in (key, "") for one, key in zip(said, headings, strict=True)
    )


def _counts(cells: Cells) -> bool:
    """Whether a row only counts the columns."""
    said = [cell.text.strip(" .") for cell in cells if cell and not cell.blank]
    return len(said) > 2 and said == [str(n) for n in range(1, len(said) + 1)]  # noqa: PLR2004
