"""The sheet «Учёт»: one row per activity, and spare ones for what was done beyond the plan.

It is not protected, because Excel neither sorts a protected sheet nor opens its folded columns.
Columns of the plan refuse what is typed over them; what gets there all the same is told when the
sheet is collected.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from plandoc.fieldpath import FieldPath
from plandoc.formats.paints import SOON
from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.sheets import cells, rules
from plandoc.formats.xlsx.sheets.book import Name, Sheet
from plandoc.formats.xlsx.sheets.cells import Style
from plandoc.formats.xlsx.sheets.checks import Check, Message
from plandoc.formats.xlsx.sheets.numbers import Number
from plandoc.formats.xlsx.sheets.pen import Content, Pen
from plandoc.formats.xlsx.sheets.table import HEAD, add_table, set_header_height
from plandoc.formats.xlsx.tracking.amounts import amounts
from plandoc.formats.xlsx.tracking.formulas import Formulas
from plandoc.formats.xlsx.tracking.layout import FOLDED, Group, Layout, SheetColumn
from plandoc.formats.xlsx.tracking.screen import (
    LEAST_LINES,
    MOST_ROWS,
    SCREEN,
    TEXT,
    UNPRINTED,
    width_printed,
    widths_of,
)
from plandoc.formats.xlsx.tracking.states import Shown, States, colour_states
from plandoc.page.measure import wrap_anywhere
from plandoc.returns.fields import likely_days

TABLE = "plandoc_register"
STATUSES = "plandoc_statuses"
HEADER = "plandoc_header"

_HEADS = {
    group: Style(size=HEAD, bold=True, fill=fill, down="center", format="@")
    for group, fill in (
        (Group.HIDDEN, cells.HEAD_PLAN),
        (Group.PLAN, cells.HEAD_PLAN),
        (Group.OUTCOME, cells.HEAD_OPEN),
        (Group.COMPUTED, cells.HEAD_COMPUTED),
    )
}
_SECTION, _TITLE = 9.0, 12.0
_FROZEN = 190.0
"""Maximum width of the frozen columns in millimetres."""

_ORDER = "order"
"""The column by which the order of the plan is had again; it is folded."""

SPARE = 10
"""Rows at the end for what was done beyond the plan."""

_TEXT = Style(format="@", size=TEXT)


class Register:
    """The sheet, its table and the positions on it."""

    def __init__(self, layout: Layout, sheet: Sheet, pen: Pen, soon: str) -> None:
        self.layout = layout
        self.sheet = sheet
        self.pen = pen
        self.soon = soon
        self.count = len(layout.rows)
        self.amounts = amounts(layout)
        self.widths = widths_of(
            layout.columns,
            layout.texts_of,
            [*zip(*(values[:MOST_ROWS] for values in layout.values), strict=True)],
            [*layout.words.states.values(), *layout.wording.words.status.values()],
        )
        self.header = 0
        self.states: dict[FieldPath, str] = {}
        """The states on the day of issue, if that is known."""
        self.passed: dict[FieldPath, bool] = {}
        """Whether the days left are below zero on that day."""

    @property
    def first(self) -> int:
        """The number of the first row of data."""
        return self.header + 1

    @property
    def last(self) -> int:
        """The number of the last row of the table, a spare one."""
        return self.header + self.count + SPARE

    @property
    def bottom(self) -> int:
        """The number of the last row, which may be that of the sums."""
        return self.last + any(amounts.sum for amounts in self.amounts.values())

    def column(self, key: str) -> str:
        """Return the absolute reference to the data of a column."""
        index = self.layout.index(key)
        return self.sheet.area((self.first, index), (self.last, index))

    def width(self, key: str) -> float:
        """Return the width of a column in millimetres."""
        return self.widths[self.layout.index(key) - 1]

    def write(self) -> None:
        """Write the whole sheet."""
        self._head()
        self._rows()
        self._sums()
        self._table()
        self._validations()
        self._colours()
        self._view()

    def _head(self) -> None:
        layout, put = self.layout, self.pen.put
        plain = Style(ruled=False, wrapped=False)
        row = 0
        for line in wrap_anywhere(
            layout.title, min(sum(self.widths[2:]), SCREEN), _TITLE, bold=True
        ):
            row += 1
            put(self.sheet, row, 3, line, replace(plain, size=_TITLE, bold=True))
            cells.set_height(self.sheet, row, cells.height(1, _TITLE))
        hint = layout.words.hint.format(guide=layout.words.sheets["guide"])
        if not self.count:
            hint = f"{layout.words.no_activities} {hint}"
        put(self.sheet, row + 1, 3, hint, replace(plain, color=cells.GREY))
        cells.set_height(self.sheet, row + 1)
        self.header = row + 2
        for index, column in enumerate(layout.columns, 1):
            put(self.sheet, self.header, index, column.heading, _HEADS[column.group])
            cells.set_width(self.sheet, index, self.widths[index - 1])
        headings = [column.heading for column in layout.columns]
        set_header_height(self.sheet, self.header, headings, self.widths)

    def _rows(self) -> None:
        columns = self.layout.columns
        styles = [self._style(column) for column in columns]
        formulas = Formulas(self.layout, self.soon)
        computed = [n for n, column in enumerate(columns) if column.group is Group.COMPUTED]
        numeric = [n for n, column in enumerate(columns) if column.key in self.amounts]
        worded = [
            (n, self.pen.style(_formatted(styles[n], "@")))
            for n, column in enumerate(columns)
            if column.dated
        ]
        heights = [*self._heights(styles)]
        numbers = tuple(self.pen.style(style) for style in styles)
        everywhere = range(1, len(columns) + 1)
        rows = zip(self.layout.rows, zip(*self.layout.values, strict=True), strict=True)
        for at, (row, values) in enumerate(rows, self.first):
            line: list[Content] = [*values]
            looks = [*numbers]
            if row.counted:
                found = formulas.of(row)
                for n in computed:
                    line[n] = found[columns[n].key]
                if isinstance(state := found["state"].result, str):
                    self.states[row.path] = state
                    days = found["days_left"].result
                    self.passed[row.path] = isinstance(days, int) and days < 0
            for n in numeric:
                if number := self.amounts[columns[n].key].cells.get(row.path):
                    line[n] = number.value
                    looks[n] = self.pen.style(_formatted(styles[n], self._shown(number)))
            for n, look in worded:
                if isinstance(line[n], str):
                    looks[n] = look
            self.pen.line(self.sheet, at, everywhere, line, looks)
            tallest = max((tall.get(line[n], 0.0) for n, tall in heights), default=0.0)
            cells.set_growing_height(
                self.sheet, at, cells.height(1, max(tallest, LEAST_LINES * TEXT))
            )
        self._spare(styles)

    def _heights(self, styles: Sequence[Style]) -> Iterator[tuple[int, dict[object, float]]]:
        """Yield columns with the texts that make a row taller than the least one.

        Each has its lines times the size of its letters.
        """
        least = LEAST_LINES * TEXT
        for n, (column, texts) in enumerate(
            zip(self.layout.columns, self.layout.texts_of, strict=True)
        ):
            if column.group is not Group.HIDDEN:
                width, size = self.widths[n], styles[n].size
                heights = ((text, cells.lines_in(text, width, size) * size) for text in texts)
                tall: dict[object, float] = {text: high for text, high in heights if high > least}
                if tall:
                    yield n, tall

    def _spare(self, styles: Sequence[Style]) -> None:
        """Write the empty rows for what was done beyond the plan."""
        spare = [
            (index, _open(style) if is_open else style)
            for index, (column, style) in enumerate(
                zip(self.layout.columns, styles, strict=True), 1
            )
            if (is_open := column.group in {Group.PLAN, Group.OUTCOME}) or column.key == "state"
        ]
        columns = [index for index, _ in spare]
        looks = [self.pen.style(style) for _, style in spare]
        for row in range(self.first + self.count, self.last + 1):
            self.pen.line(self.sheet, row, columns, [None] * len(spare), looks)
            cells.set_growing_height(self.sheet, row)

    def _shown(self, number: Number) -> str:
        """Return the format of a number with the signs of the plan's language."""
        return self.layout.words.number_format.format(format=number.format)

    def _sums(self) -> None:
        """Write the sums of columns below the table, as on paper."""
        if self.bottom == self.last:
            return
        named = self.layout.index("title")
        shown = (n for n, c in enumerate(self.layout.columns, 1) if c.group is Group.PLAN)
        for index in shown:
            column = self.layout.columns[index - 1]
            style = Style(bold=True, format="@", fill=cells.HEAD_PLAN)
            word = self.layout.wording.words.total.word if index == named else None
            if (found := self.amounts.get(column.key)) and found.sum:
                style = replace(style, across="right", format=self._shown(found.sum))
                self._sum(index, found.sum, style, found.apart)
            else:
                self.pen.put(self.sheet, self.bottom, index, word, style)
        cells.set_height(self.sheet, self.bottom, cells.height(1))

    def _sum(self, index: int, total: Number, style: Style, apart: float) -> None:
        letter = column_letters(index)
        formula = f"SUM({letter}{self.first}:{letter}{self.last})"
        formula += f"+{apart}" if apart else ""
        self.pen.formula(self.sheet, self.bottom, index, formula, style, result=total.value)

    def _style(self, column: SheetColumn) -> Style:
        words = self.layout.words
        is_amount = column.key in self.amounts
        return _style(column, words.days_format, words.date_format, is_amount=is_amount)

    def _table(self) -> None:
        headings = [column.heading for column in self.layout.columns]
        add_table(self.sheet, TABLE, headings, self.header, self.last)
        header = self.sheet.area((self.header, 1), (self.header, len(headings)))
        self.pen.book.names.append(Name(HEADER, header))

    def _validations(self) -> None:
        words, samples = self.layout.words.prompts, self.layout.samples
        mark = self.layout.columns[self.layout.index("outcome.text") - 1].heading[:60]

        def add(key: str, **rule: Any) -> None:
            prompt = words[key]
            error = prompt.error.format(text=mark, **samples)
            check = Check(
                ranges=self._data(self.layout.index(f"outcome.{key}")),
                prompt=Message(prompt.title, prompt.text.format(**samples)),
                error=Message(prompt.title, error) if error else None,
                **rule,
            )
            self.sheet.checks.append(check)

        add("status", kind="list", formulas=(STATUSES,))
        days = tuple(map(cells.literal_day, likely_days(self.layout.plan.period)))
        add("date", kind="date", formulas=days, warns=True)
        add("moved_to")
        self._refuse_edits()

    def _refuse_edits(self) -> None:
        """Refuse what is typed over the plan; rows without an id are free to be written in."""
        prompt = self.layout.words.prompts["plan"]
        ranges = " ".join(
            self._data(index)
            for index, column in enumerate(self.layout.columns, 1)
            if column.group is not Group.OUTCOME
        )
        error = Message(prompt.title, prompt.error)
        free = (f'$A{self.first}=""',)
        self.sheet.checks.append(
            Check(ranges=ranges, kind="custom", formulas=free, error=error, blank=False)
        )

    def _data(self, index: int) -> str:
        """Return the reference to the data of a column on the sheet itself."""
        letter = column_letters(index)
        return f"{letter}{self.first}:{letter}{self.last}"

    def _colours(self) -> None:
        columns = self.layout.columns
        shown = "number" if any(column.key == "number" for column in columns) else "title"
        found = [self.layout.index(key) for key in (shown, "days_left", "state")]
        ranges = " ".join(map(self._data, found))
        days, state = (f"${column_letters(index)}{self.first}" for index in found[1:])
        late = f"ISNUMBER({days}),{days}<0"
        colour_states(self.sheet, ranges, state, self.layout, late=late)
        states = States(self.layout)
        for key, asking in (
            ("outcome.moved_to", (Shown.MOVED_BLANK,)),
            ("outcome.status", (Shown.CHOOSE, Shown.CHOOSE_LATE, Shown.CHECK_STATUS)),
            ("outcome.date", (Shown.CHECK_DATE,)),
        ):
            rule = rules.where(states.tests(state, asking), rules.painted(SOON.colour))
            self.sheet.rules.append((self._data(self.layout.index(key)), rule))

    def _view(self) -> None:
        sheet, layout = self.sheet, self.layout
        keys = [column.key for column in layout.columns]
        for index, column in enumerate(layout.columns, 1):
            shown = sheet.column(index)
            shown.hidden = column.group is Group.HIDDEN or column.key in FOLDED
            shown.folded = column.key in (*FOLDED, _ORDER)
        for key in (FOLDED[-1], _ORDER):
            sheet.column(keys.index(key) + 2).opens = True
        frozen = keys.index("title") + 1
        if sum(self.widths[2:frozen]) > _FROZEN:
            frozen = 3
        cells.freeze(sheet, frozen, self.header)
        sheet.selected = f"{column_letters(layout.index('outcome.status'))}{self.first}"
        sheet.zoom = 100
        sheet.grid = False
        sheet.repeat(self.header, self.header)
        sheet.print_only((1, 3), (self.bottom, keys.index(UNPRINTED)))
        printed = sum(width_printed(layout.columns, self.widths))
        cells.page(sheet, footer=layout.words.page, width=printed)


@lru_cache(maxsize=256)
def _formatted(style: Style, code: str) -> Style:
    return replace(style, format=code)


@lru_cache(maxsize=256)
def _style(column: SheetColumn, days: str, dates: str, *, is_amount: bool) -> Style:
    """Return the style of a column with the formats of its language."""
    style = replace(_TEXT, across="center" if column.centered else "left")
    if is_amount:
        style = replace(style, across="right")
    if column.key == "order":
        style = replace(style, format="0")
    if column.key == "days_left":
        style = replace(style, format=days)
    if column.dated:
        style = replace(style, format=dates)
    if column.key == "section":
        style = replace(style, size=_SECTION, color=cells.GREY)
    if column.key == "state":
        style = replace(style, bold=True, format="General")
    if column.group is Group.OUTCOME:
        style = replace(style, unlocked=True, fill=cells.OPEN)
    return style


@lru_cache(maxsize=256)
def _open(style: Style) -> Style:
    return replace(style, unlocked=True, fill=cells.OPEN)
