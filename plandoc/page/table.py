"""Layout of the table of activities: texts, page orientation, column widths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from math import ceil

from plandoc.page.hyphens import fitted
from plandoc.page.measure import (
    ITEM_INDENT,
    LINE_HEIGHT,
    MM_PER_POINT,
    SOFT_HYPHEN,
    in_size,
    widest_piece,
)
from plandoc.page.printed import NOTHING, Content, Printed, contents_of, prepared, printed
from plandoc.page.sheet import Page, twips
from plandoc.page.widths import (
    PADDING,
    broken_widths,
    comfortable_widths,
    least_widths,
    proposed_widths,
)
from plandoc.schema.base import copied
from plandoc.schema.columns import Align
from plandoc.schema.layout import Column, Orientation
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow, SectionRow, TableRows
from plandoc.wording.columns import (
    ColumnView,
    HeadCell,
    alone,
    cell_texts,
    columns_of,
    head_rows,
    section_cells,
)
from plandoc.wording.phrases import Wording
from plandoc.words.texts import is_mark

_RAGGED = 1.15
_OUTCOME = 42.0
"""Minimum width of a filled outcome column in millimetres."""

_PEN, _PEN_WIDE = 30.0, 40.0
"""Minimum width of an outcome column in millimetres, in portrait and in landscape."""

_ROUNDING = 0.05
"""What a width may lack, in millimetres: far less than the slack of the padding."""

_SMALLEST = 10.0
"""The smallest type in points to which a table is fitted."""


@dataclass(frozen=True, slots=True)
class TornWord:
    """A word that is wider than its column even by syllables; lengths in millimetres."""

    column: int
    word: str
    width: float
    room: float


Cells = Sequence[Sequence[Printed]]
"""The texts of a table, row by row, in column order."""


@dataclass(frozen=True)
class PlanTable:
    """The table on its page: the texts of activities, the column widths in millimetres."""

    source: TableRows
    columns: Sequence[ColumnView]
    cells: Cells
    page: Page
    widths: Sequence[float]

    @classmethod
    def alike(
        cls,
        tables: Sequence[TableRows],
        plan: Plan,
        wording: Wording,
        page: Page,
        *,
        filled: bool,
    ) -> "list[PlanTable]":
        """Return tables of the same columns, all in the same widths.

        The page orientation is that given by the plan or needed by the columns. A template in
        landscape stays so unless the plan says otherwise. Words that are wider than their column
        break by syllables; if that is not enough, the type becomes smaller.

        With `filled`, the outcome column gets a minimum width, and explicit widths are dropped if
        they leave too little space.
        """
        columns: Sequence[ColumnView] = columns_of(plan, wording, tables[0].columns)
        keys = [column.key for column in columns]
        texts = [
            [
                [prepared(text) for text in cell_texts(row, keys, plan, wording)]
                for row in table.rows
                if isinstance(row, ActivityRow)
            ]
            for table in tables
        ]
        rows = [_alone(columns, row) for cells in texts for row in cells]
        rows += [
            [prepared(text) for text in beside]
            for table in tables
            for row in table.rows
            if isinstance(row, SectionRow) and (beside := section_cells(row, columns))
        ]
        contents = contents_of(rows, len(columns))
        columns = [*_centred(columns, contents, tables[0].columns)]
        layout, language = plan.layout, wording.language
        page = page.laid_out(layout)
        least = _least_widths(columns, contents, page, filled=filled)
        landscape = layout.orientation is Orientation.LANDSCAPE
        if layout.orientation is Orientation.AUTO and page.width > page.height:
            landscape = True
        elif layout.orientation is Orientation.AUTO:
            comfortable = comfortable_widths(columns, contents, least, page.table_measure)
            landscape = sum(comfortable) > page.oriented(landscape=False).body
        page = page.oriented(landscape=landscape)
        if filled and sum(least) > page.body:
            columns = [replace(column, width=None) for column in columns]
        for size in _sizes(page.table_size, fixed=layout.table_size is not None):
            page = replace(page, table_size=size)
            least = _least_widths(columns, contents, page, filled=filled)
            if sum(least) <= page.body:
                break
            measured = page.table_measure
            least = broken_widths(columns, contents, least, page.body, measured, language=language)
            if sum(least) <= page.body + _ROUNDING:
                break
        widths = proposed_widths(columns, contents, least, page.body, page.table_measure)
        rooms = [width - PADDING + _ROUNDING for width in widths]
        size = page.table_measure
        columns = [
            replace(column, heading=fitted(column.heading, room, size, language))
            for column, room in zip(columns, rooms, strict=True)
        ]
        tight = {
            at: rooms[at]
            for at, content in enumerate(contents)
            if not content.widest.fits(rooms[at], size)
        }
        broken = cache(lambda text, room: printed(fitted(text, room, size, language)))
        for row in (row for cells in texts for row in cells) if tight else ():
            single = _alone(columns, row)
            for at, room in tight.items():
                if single[at] is row[at] and not row[at].fits(room, size):
                    row[at] = broken(row[at].text, room)
        return [
            cls(table, columns, cells, page, widths)
            for table, cells in zip(tables, texts, strict=True)
        ]

    @classmethod
    def all_of(
        cls, plan: Plan, wording: Wording, page: Page, *, filled: bool
    ) -> "tuple[PlanTable, ...]":
        """Return the tables of a plan in order, on one page and in one size of type.

        The page is landscape if one table needs it, the type as small as one table needs. Tables
        of the same columns have the same widths.
        """
        tables = list(_tables(plan, wording, page, filled=filled))
        while len({table.page for table in tables}) > 1:
            wide = max(table.page.width for table in tables) > min(t.page.width for t in tables)
            update: dict[str, object] = (
                {"orientation": Orientation.LANDSCAPE}
                if wide
                else {"table_size": min(table.page.table_size for table in tables)}
            )
            plan = copied(plan, layout=copied(plan.layout, **update))
            tables = list(_tables(plan, wording, page, filled=filled))
        return tuple(tables)

    def torn(self) -> Iterator[TornWord]:
        """Yield the widest word of each column that no break can fit into it."""
        single = [_alone(self.columns, row) for row in self.cells]
        size = self.page.table_measure
        for index, (column, width) in enumerate(zip(self.columns, self.widths, strict=True)):
            room = width - PADDING + _ROUNDING
            cells = [printed(column.heading), *(row[index] for row in single)]
            torn = [cell.text for cell in cells if cell.widest(size) > room]
            if torn:
                found = [(*widest_piece(text, size), text) for text in torn]
                word, needed, text = max(found, key=lambda piece: piece[1])
                yield TornWord(index, _word_with(word, text), needed, room)

    def heads(self, language: str) -> Iterator[tuple[HeadCell, ...]]:
        """Yield the rows of headings, in which words that are wider than their cell may break."""
        for cells in head_rows(self.columns):
            yield tuple(cell._replace(text=self._over(cell, language)) for cell in cells)

    def _over(self, cell: HeadCell, language: str) -> str:
        room = sum(self.widths[cell.first : cell.end]) - PADDING + _ROUNDING
        return fitted(cell.text, room, self.page.table_size, language)

    @cached_property
    def whole_widths(self) -> list[int]:
        """Column widths in twips that add up to the table width."""
        whole = [twips(width) for width in self.widths]
        whole[-1] += twips(self.page.body) - sum(whole)
        return whole

    @cached_property
    def texts(self) -> list[list[str]]:
        """The texts of the cells alone."""
        return [[cell.text for cell in row] for row in self.cells]

    @cached_property
    def aligns(self) -> list[str]:
        """How columns are aligned."""
        return [column.align.value for column in self.columns]

    @cached_property
    def marked(self) -> int:
        """The column whose cells identify their rows."""
        return next((i for i, c in enumerate(self.columns) if c.key == "outcome"), 0)

    @cached_property
    def joins(self) -> bool:
        """Whether equal neighbours of a row may be one cell."""
        return any(column.across for column in self.columns)

    def height(self, place: int) -> float:
        """Return an upper estimate of the height of a row in millimetres."""
        return self._height(self.lines[place])

    def _height(self, lines: int) -> float:
        return lines * self.page.table_size * LINE_HEIGHT * MM_PER_POINT

    @cached_property
    def lines(self) -> list[int]:
        """An upper estimate of the number of lines in each row."""
        return [self._lines(row) for row in self.cells]

    @cached_property
    def _short(self) -> list[int]:
        """How wide a line may be to take one line in each column, in thousandths of the size."""
        one = in_size(1, self.page.table_measure) * _RAGGED
        return [int((width - PADDING) / one) - 1 for width in self.widths]

    def _lines(self, row: Sequence[Printed]) -> int:
        size, most = self.page.table_measure, 1
        for text, width, short in zip(row, self.widths, self._short, strict=True):
            if text.whole <= short and len(text.lines) == 1 and text.item_word < 0:
                continue
            room = width - PADDING
            lines = 0
            for line, wide in zip(text.lines, text.wide, strict=True):
                indent = ITEM_INDENT if line.bullet else 0.0
                lines += max(1, ceil(in_size(wide, size) * _RAGGED / (room - indent)))
            most = max(most, lines)
        return most

    @cached_property
    def room(self) -> float:
        """The height in millimetres available for rows below the repeated headings."""
        page = self.page
        headings = self._height(self._lines([printed(column.heading) for column in self.columns]))
        return page.height - page.top - page.bottom - headings


def _alone(columns: Sequence[ColumnView], row: Sequence[Printed]) -> list[Printed]:
    """Return the texts of a row that stand in one column each, none for those of joined cells."""
    if not any(column.across for column in columns):
        return list(row)
    single = alone(columns, [text.text for text in row])
    return [one if text else NOTHING for one, text in zip(row, single, strict=True)]


def _centred(
    columns: Sequence[ColumnView], contents: Sequence[Content], given: Sequence[Column]
) -> Iterator[ColumnView]:
    """Yield the columns; own ones that hold only marks are centred, unless they say otherwise."""
    for column, content, own in zip(columns, contents, given, strict=True):
        if not column.own or own.align is not None or column.total:
            yield column
            continue
        texts = [one.text for one in content.texts if one.text.strip()]
        centred = bool(texts) and all(map(is_mark, texts))
        yield replace(column, align=Align.CENTER) if centred else column


def _tables(plan: Plan, wording: Wording, page: Page, *, filled: bool) -> Iterator[PlanTable]:
    """Yield the tables of a plan in order, each on the page that it needs."""
    groups: dict[tuple[Column, ...], list[TableRows]] = {}
    for table in plan.tables():
        groups.setdefault(table.columns, []).append(table)
    made = {
        columns: iter(PlanTable.alike(tables, plan, wording, page, filled=filled))
        for columns, tables in groups.items()
    }
    for table in plan.tables():
        yield next(made[table.columns])


def _word_with(piece: str, text: str) -> str:
    """Return the word of a text in which an unbreakable part stands, without soft hyphens."""
    word = next((word for word in text.split() if piece in word), piece)
    return word.replace(SOFT_HYPHEN, "").strip(".,;:()«»")


def _sizes(size: float, *, fixed: bool) -> Iterator[float]:
    """Yield the sizes of type to try."""
    yield size
    while not fixed and size > _SMALLEST:
        size = max(_SMALLEST, size - 1)
        yield size


def _least_widths(
    columns: Sequence[ColumnView], contents: Sequence[Content], page: Page, *, filled: bool
) -> list[float]:
    landscape = page.width > page.height
    pen = _PEN_WIDE if landscape else _PEN
    least = least_widths(columns, contents, page.table_measure, pen=pen)
    return [
        max(width, _OUTCOME) if filled and column.key == "outcome" else width
        for column, width in zip(columns, least, strict=True)
    ]
