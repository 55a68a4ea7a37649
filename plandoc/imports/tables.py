"""A table of tasks as it is drawn → columns, sections and activities as plain data."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate

from babel.dates import get_month_names

from plandoc.codes import Code
from plandoc.errors import Place
from plandoc.imports.doubts import GUESSED, LIKELY, Data, Doubt
from plandoc.imports.executors import executors_of, is_unclear, split_executors
from plandoc.imports.issued import as_issued, lead_of, name_columns
from plandoc.imports.paper import Cell, Grid, Line, Own, Row
from plandoc.imports.roles import (
    Head,
    HeadColumn,
    by_content,
    complete,
    head_of,
    head_of_printed,
    heading_keys,
)
from plandoc.imports.spelling import begins, folded, label, words
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.schema.markup import escaped
from plandoc.words.language import LANGUAGES
from plandoc.words.texts import heading_key, one_line

_DIGITS = re.compile(r"\d")
_WORD = re.compile(r"(?![IVXLC])[^\W\d_]{3}")
_NUMERAL = re.compile(r"\d+|\b[IVXLC]+\b")
_DEEPEST = 3


@dataclass(slots=True)
class Number:
    """The number of an activity or the label of a section, as the paper shows it."""

    holder: Data
    shown: str | None
    section: bool = False


@dataclass(slots=True)
class Table:
    """A table that was read.

    `above` are texts over its headings. `passed` are lines that say nothing of their own: headings
    repeated on a further page, numbers of columns.
    """

    grid: Grid
    head: Head
    data: Data
    above: list[str] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    passed: list[Line] = field(default_factory=list)

    @property
    def columns(self) -> list[Data]:
        """The columns as plain data."""
        columns: list[Data] = self.data["columns"]
        return columns

    def width_of(self, column: HeadColumn) -> float:
        """Return how wide a column is drawn, in millimetres."""
        edges = _edges(self.grid)
        return edges[min(column.right, len(edges) - 1)] - edges[column.left]


Cells = Sequence[Cell | None]


@dataclass(slots=True)
class Shape:
    """The columns of a table: where each stands, in millimetres or in columns of the grid."""

    columns: list[HeadColumn]
    edges: Sequence[float]

    def edge(self, column: int) -> float:
        """Return the place of a line of the grid."""
        beyond = column - len(self.edges) + 1
        return self.edges[column] if beyond <= 0 else self.edges[-1] + beyond

    def under(self, row: Row) -> tuple[Cells, list[Cell]]:
        """Return the cells of a row by column, and those that stand under none."""
        lefts = {column.left: at for at, column in enumerate(self.columns)}
        found: list[Cell | None] = [None] * len(self.columns)
        rest: list[Cell] = []
        exact = all(cell.column in lefts for cell in row.cells)
        if not exact and len(row.cells) == len(self.columns):
            return list(row.cells), []
        for cell in row.cells:
            at = lefts[cell.column] if exact else self._nearest(cell)
            if found[at] is None or found[at].blank:  # type: ignore[union-attr]
                if found[at] is not None and cell.blank:
                    continue
                found[at] = cell
            elif not cell.blank:
                rest.append(cell)
        return found, rest

    def covered(self, cell: Cell) -> int:
        """Return over how many columns a cell stands, by their middles."""
        left, right = self.edge(cell.column), self.edge(cell.column + cell.span)
        middles = ((self.edge(one.left) + self.edge(one.right)) / 2 for one in self.columns)
        return sum(left < middle < right for middle in middles)

    def _nearest(self, cell: Cell) -> int:
        left, right = self.edge(cell.column), self.edge(cell.column + cell.span)

        def shared(at: int) -> float:
            column = self.columns[at]
            return min(right, self.edge(column.right)) - max(left, self.edge(column.left))

        return max(range(len(self.columns)), key=shared)


def is_table(grid: Grid) -> bool:
    """Whether a grid is a table of tasks."""
    return head_of(grid) is not None


def read_table(grids: Sequence[Grid], own: Own | None = None) -> Table | None:
    """Return a table of tasks that stands in one grid or in several, `None` if they are none.

    `own` is what plandoc itself wrote into the file.
    """
    head = head_of_printed(grids[0]) if own is not None else None
    head = head or head_of(grids[0])
    headed = head is not None
    head = head or _without_headings(grids[0])
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


def _shape_of_piece(grid: Grid, head: Head) -> Shape:
    """Return the columns of a further piece, whose grid may have other lines."""
    columns = [replace(column) for column in head.columns]
    full = next((row for row in grid.rows if len(row.cells) == len(columns)), None)
    if full is not None:
        for column, cell in zip(columns, full.cells, strict=True):
            column.left, column.right = cell.column, cell.column + cell.span
    return Shape(columns, _edges(grid))


def _without_headings(grid: Grid) -> Head | None:
    """Return columns by their content, `None` for a grid that is no table of tasks."""
    full = max((row for row in grid.rows), key=lambda row: len(row.cells), default=None)
    if full is None or len(full.cells) < 2 or len(grid.rows) < 2:  # noqa: PLR2004
        return None
    columns = [HeadColumn("", "", cell.column, cell.column + cell.span) for cell in full.cells]
    shape = Shape(columns, _edges(grid))
    rows = [shape.under(row)[0] for row in grid.rows]
    keys = by_content(len(columns), rows)
    known = {key for key in keys if key}
    if "title" not in known or not known & {"number", "deadline"} or len(known) < 2:  # noqa: PLR2004
        return None
    if "deadline" not in known and "executors" not in known and len(columns) < 3:  # noqa: PLR2004
        return None
    for number, (column, key) in enumerate(zip(columns, keys, strict=True), 1):
        column.key = key or f"column_{number}"
        column.sure = GUESSED
    return Head(columns, 0, 0)


def _edges(grid: Grid) -> Sequence[float]:
    widths = grid.widths if len(grid.widths) >= grid.width and all(grid.widths) else ()
    return [*accumulate(widths or (1.0,) * grid.width, initial=0.0)]


def _with_text_above(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield rows that are not blank, cells that continue a merge with the lines of its first."""
    above: dict[int, Cell] = {}
    for row in rows:
        cells = tuple(
            replace(cell, lines=above[cell.column].lines)
            if cell.continued and cell.column in above
            else cell
            for cell in row.cells
        )
        above |= {cell.column: cell for cell in cells}
        if row.id or not row.blank:
            yield replace(row, cells=cells)


class _Reader:
    """Reads the rows of a grid under their headings."""

    def __init__(self, grids: Sequence[Grid], head: Head, own: Own | None, *, headed: bool) -> None:
        self.grid, self.head, self.own = grids[0], head, own
        if own is not None:
            name_columns(head.columns, own)
        self.rows: list[Row] = []
        self.shapes: list[Shape] = []
        for at, grid in enumerate(grids):
            shape = _shape_of_piece(grid, head) if at else Shape(head.columns, _edges(grid))
            rows = list(_with_text_above(grid.rows if at else grid.rows[head.first + head.rows :]))
            self.rows += rows
            self.shapes += [shape] * len(rows)
        self.cells = [shape.under(row) for row, shape in zip(self.rows, self.shapes, strict=True)]
        self.marked = any(row.id for row in self.rows)
        complete(head, [cells for cells, _ in self.cells], guess=not self.marked)
        self.activities: list[Data] = []
        self.sections: list[Data] = []
        data: Data = {"columns": [], "activities": self.activities, "sections": self.sections}
        self.table = Table(grids[0], head, data)
        self.all: list[Data] = []
        self.path: list[tuple[Data, object]] = []
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
        for column in self.head.columns:
            cells = [row[0][self.head.columns.index(column)] for row in self.cells]
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
        keys = heading_keys(self.head)
        tail = self._torn_tail()
        for number, row in enumerate(self.rows):
            cells, rest = self.cells[number]
            if number in tail:
                continue
            if self._repeats(cells, keys) or _counts(cells):
                self._pass(row)
                continue
            wide = self._section_of(self.shapes[number], row, cells, number)
            if wide is not None and self._is_text_of_section(wide):
                self._section_text(wide)
                continue
            if wide is not None:
                self._section(row, wide)
                below = self.rows[number + 1 : number + 2]
                if any(c.continued and c.column == wide.column for r in below for c in r.cells):
                    self._doubt(
                        Code.IMPORT_CELL_WIDE, wide.place, GUESSED, self.path[-1][0], "title",
                        text=one_line(wide.text),
                    )  # fmt: skip
                continue
            self._activity(row, cells, self.shapes[number])
            for cell in rest:
                self._stray(cell)
        self._put_tail(tail)

    def _pass(self, row: Row) -> None:
        self.table.passed += [line for cell in row.cells for line in cell.lines]

    def _repeats(self, cells: Cells, keys: Sequence[str]) -> bool:
        """Whether a row repeats the headings."""
        said = [heading_key(cell.text) if cell else "" for cell in cells]
        return len([one for one in said if one]) > 1 and all(
            one in (key, "") for one, key in zip(said, keys, strict=True)
        )

    def _stray(self, cell: Cell) -> None:
        """Tell of a cell that stands under no column; its text is a leftover."""
        self._doubt(Code.IMPORT_CELL_OUTSIDE, cell.place, 0, text=cell.text)

    def _doubt(
        self, code: Code, place: Place, sure: float, holder: Data | None = None, key: str = "",
        **values: object,
    ) -> None:  # fmt: skip
        text = str(values.pop("text", ""))
        self.table.doubts.append(Doubt(code, place, sure, text, holder or {}, key, values))

    # --- sections ---

    def _section_of(self, shape: Shape, row: Row, cells: Cells, number: int) -> Cell | None:
        """Return the cell that is the heading of a section, `None` in a row of an activity."""
        said = [cell for cell in row.cells if not cell.blank and not cell.continued]
        if self.marked:  # plandoc marks the rows of activities; what is typed below has cells
            typed = len(said) > 1 and all(shape.covered(cell) == 1 for cell in said)
            return None if row.id or typed or not said else max(said, key=lambda cell: cell.span)
        count = len(self.head.columns)
        wide = [cell for cell in said if (n := shape.covered(cell)) > 1 and n * 2 > count]
        if len(row.cells) == 1 and said and count > 2:  # noqa: PLR2004 - a pair may lack one
            return said[0]
        if wide:
            return max(wide, key=lambda cell: cell.span)
        if len(said) == 1 and shape.covered(said[0]) > 1 and count > 2:  # noqa: PLR2004
            return said[0]
        return self._unmerged(said, cells, number)

    def _unmerged(self, said: Sequence[Cell], cells: Cells, number: int) -> Cell | None:
        """Return the only text of a row, if it is set apart as a heading."""
        keys = self.head.keys
        told = {keys[at]: cell for at, cell in enumerate(cells) if cell and not cell.blank}
        numbered = told.pop("number", None)
        if any(cell is not None and cell.continued for cell in cells) or len(told) > 1:
            return None
        if not told:
            worded = numbered and _WORD.search(numbered.text) and len(said) == 1
            return numbered if worded else None
        key, cell = next(iter(told.items()))
        first = keys.index(key) == 0 or (keys.index(key) == 1 and "number" in keys)
        if not first or number + 1 >= len(self.rows) or (key != "title" and not _month(cell.text)):
            return None
        text = cell.text.strip()
        headed = begins(text, words(lambda table: table.sections)) and label().match(text)
        strong = self._is_strong(cell) and not self._usually_strong()
        return cell if _month(text) or headed or strong else None

    def _is_strong(self, cell: Cell) -> bool:
        """Whether every line of a cell is bold, centred or in capitals."""
        return all(
            line.bold or line.text.isupper() or line.align == "center"
            for line in cell.lines
            if not line.blank
        )

    def _usually_strong(self) -> bool:
        """Whether what is done is printed bold or centred in most rows."""
        at = self.head.keys.index("title") if "title" in self.head.keys else 0
        cells = [cells[at] for cells, _ in self.cells if at < len(cells)]
        lines = [line for cell in cells if cell for line in cell.lines if not line.blank]
        strong = sum(line.bold or line.align == "center" for line in lines)
        return strong * 2 > len(lines)

    def _section(self, row: Row, wide: Cell) -> None:
        said = [cell for cell in row.cells if not cell.blank]
        at = said.index(wide)
        before = " ".join(cell.text.strip() for cell in said[:at])
        after = "\n".join(cell.text.strip() for cell in said[at + 1 :])
        text = wide.text.strip()
        month = _month(text)
        found = None if before or month else label().match(text)
        section: Data = {"title": text, "activities": []}
        if found:
            section["title"] = text[found.end() :]
            before = found["label"].strip()
        if month:
            section["month"] = month
            if text in _month_names():
                del section["title"]
        if after:
            section["text"] = escaped(after)
        shape = self._shape_of(wide, before)
        self._hold(section, shape)
        self.table.numbers.append(Number(section, before, section=True))
        self.whole = self.last = None

    def _is_text_of_section(self, cell: Cell) -> bool:
        """Whether a row that plandoc printed is the text under the heading of a section."""
        empty = self.path and not self.path[-1][0]["activities"]
        plain = not all(line.bold for line in cell.lines if not line.blank)
        return self.marked and bool(empty) and plain

    def _section_text(self, cell: Cell) -> None:
        lines = (line.marked or escaped(line.text) for line in cell.lines)
        section = self.path[-1][0]
        said = "\n".join(line.strip() for line in lines)
        section["text"] = "\n".join(filter(None, (section.get("text", ""), said)))

    def _shape_of(self, cell: Cell, before: str) -> object:
        """Return what sections of one level have in common."""
        lines = [line for line in cell.lines if not line.blank]
        if before:
            named = begins(before, words(lambda table: table.sections))
            number = _NUMERAL.search(before)
            form = "I" if number and not number[0].isdigit() else "1" * (before.count(".") > 0)
            depth = len(re.findall(r"\d+", before))
            return (named, form != "I" and "1", depth)
        return (lines[0].bold, lines[0].align, lines[0].text.isupper()) if lines else ()

    def _hold(self, section: Data, shape: object) -> None:
        """Put a section beside the last one of its shape, else into the section that is empty."""
        known = [at for at, (_, one) in enumerate(self.path) if one == shape]
        if known:
            del self.path[known[-1] :]
        elif self.path:
            holder = self.path[-1][0]
            empty = not holder["activities"] and not holder.get("sections")
            if not (empty or _is_deeper(shape, self.path[-1][1])):
                self.path.pop()
        if len(self.path) >= _DEEPEST:
            del self.path[_DEEPEST - 1 :]
        if self.path:
            self.path[-1][0].setdefault("sections", []).append(section)
        else:
            self.sections.append(section)
        self.path.append((section, shape))

    # --- activities ---

    def _activity(self, row: Row, cells: Cells, shape: Shape) -> None:
        named = {
            key: cell for key, cell in zip(self.head.keys, cells, strict=True) if cell is not None
        }
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
        self._tell_label(named, activity)
        self._tell_wide(row, shape, activity)
        number = named.get("number")
        typed = number.text.strip() if number and not number.continued else ""
        worded = _WORD.search(typed) and not _DIGITS.search(typed)
        if worded and not activity["title"] and not row.id:
            activity["title"], typed = typed, ""  # «Итого» under the numbers
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

    def _tell_label(self, cells: Mapping[str, Cell], activity: Data) -> None:
        """Tell of a number of Word's lists that is typed into what is done from now on."""
        title = cells.get("title")
        first = title.lines[0].label if title and title.lines and not title.continued else ""
        if title and _DIGITS.search(first):
            self._doubt(
                Code.IMPORT_LABEL_IN_TITLE, title.place, LIKELY, activity, "title", text=first
            )

    def _tell_wide(self, row: Row, shape: Shape, activity: Data) -> None:
        """Tell of a text that stands over several columns: it may belong to each of them."""
        for cell in row.cells:
            if not cell.blank and not row.id and shape.covered(cell) > 1:
                self._doubt(
                    Code.IMPORT_CELL_WIDE, cell.place, GUESSED, activity, "title",
                    text=one_line(cell.text),
                )  # fmt: skip

    def _holder(self) -> list[Data]:
        if not self.path:
            return self.activities
        held: list[Data] = self.path[-1][0]["activities"]
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

    # --- a torn tail ---

    def _torn_tail(self) -> list[int]:
        """Return the last rows that have one text in one column: cells torn from rows above."""
        tail: list[int] = []
        if self.marked:
            return tail
        for number in range(len(self.rows) - 1, -1, -1):
            cells = [cell for cell in self.rows[number].cells if not cell.blank]
            if len(cells) != 1 or self.shapes[number].covered(cells[0]) > 1:
                break
            column = self._column_of(number)
            if column in ("title", "number", "") or (tail and column != self._column_of(tail[0])):
                break
            tail.insert(0, number)
        return tail if len(tail) > 1 else []

    def _column_of(self, number: int) -> str:
        cells, _ = self.cells[number]
        named = zip(self.head.keys, cells, strict=True)
        return next((key for key, cell in named if cell and not cell.blank), "")

    def _put_tail(self, tail: Sequence[int]) -> None:
        """Put torn cells into the last rows, which lack exactly as many of one column."""
        texts = [next(cell for cell in self.rows[n].cells if not cell.blank) for n in tail]
        count = len(texts)
        if not count:
            return
        own = self._column_of(tail[0])
        keys = [key for key in self.head.keys if key not in ("title", "number", own)]
        for key in (own, *keys):
            lacking = [at for at, one in enumerate(self.all) if not _has(one, key)]
            if lacking == [*range(len(self.all) - count, len(self.all))] and len(self.all) > count:
                for activity, cell in zip(self.all[-count:], texts, strict=True):
                    activity |= {
                        name: value for name, value in activity_of({key: cell}).items() if value
                    }
                    self._doubt(
                        Code.IMPORT_TAIL_JOINED, cell.place, LIKELY, activity, key,
                        text=cell.text, count=count,
                    )  # fmt: skip
                return
        for cell in texts:
            self._stray(cell)


def _has(activity: Data, key: str) -> bool:
    return bool(activity.get(key) or activity.get("fields", {}).get(key))


def activity_of(cells: Mapping[str, Cell]) -> Data:
    """Return an activity as plain data from its cells by column."""

    def text(key: str) -> str:
        if key not in cells:
            return ""
        return "\n".join(line.strip() for line in cells[key].text.strip().split("\n"))

    activity: Data = {"title": text("title")}
    if executors := executors_of(text("executors")):
        activity["executors"] = [lead_of(one) for one in executors]
    for key in ("deadline", "supervisor", "expected_result"):
        if said := text(key):
            activity[key] = said
    if said := text("outcome"):
        activity["outcome"] = {"text": said}
    own = {key: said for key in cells if key not in STANDARD_COLUMNS and (said := text(key))}
    if own:
        activity["fields"] = own
    return activity


def _counts(cells: Cells) -> bool:
    """Whether a row only counts the columns."""
    said = [cell.text.strip(" .") for cell in cells if cell and not cell.blank]
    return len(said) > 2 and said == [str(n) for n in range(1, len(said) + 1)]  # noqa: PLR2004


def _is_deeper(shape: object, above: object) -> bool:
    """Whether the label of a section says that it stands under another: «1.1» under «1»."""
    if not (isinstance(shape, tuple) and isinstance(above, tuple)):
        return False
    if len(shape) != 3 or len(above) != 3:  # noqa: PLR2004 - a label has three marks
        return False
    one, other = shape[2], above[2]
    return (
        isinstance(one, int)
        and isinstance(other, int)
        and not isinstance(one, bool)
        and one > other
    )


@cache
def _months() -> Mapping[str, int]:
    return {
        folded(name): number
        for language in LANGUAGES
        for number, name in get_month_names("wide", "stand-alone", locale=language).items()
    }


@cache
def _month_names() -> frozenset[str]:
    """Return the names of months as headings: «Сентябрь»."""
    return frozenset(
        name[:1].upper() + name[1:]
        for language in LANGUAGES
        for name in get_month_names("wide", "stand-alone", locale=language).values()
    )


def _month(text: str) -> int | None:
    return _months().get(folded(text).strip(" .:"))
