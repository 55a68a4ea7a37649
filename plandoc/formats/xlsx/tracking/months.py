"""The sheet «График»: activities in rows, months of the period in columns."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from babel.dates import get_month_names

from plandoc.fieldpath import FieldPath
from plandoc.formats.paints import PAINTS
from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.sheets import cells, rules
from plandoc.formats.xlsx.sheets.book import Sheet
from plandoc.formats.xlsx.sheets.cells import Style, Value, literal, literal_day
from plandoc.formats.xlsx.sheets.flow import Flow
from plandoc.formats.xlsx.sheets.pen import ROW, Content, Formula, Pen
from plandoc.formats.xlsx.sheets.table import column_width
from plandoc.formats.xlsx.tracking.layout import Layout
from plandoc.formats.xlsx.tracking.screen import SCREEN
from plandoc.formats.xlsx.tracking.states import FINE, LATE, Shown, States, colour_states
from plandoc.formats.xlsx.tracking.workings import Workings
from plandoc.page.measure import wrap, wrap_anywhere
from plandoc.progress.days import in_force, same_days
from plandoc.progress.state import State, due_of
from plandoc.schema.deadline import Deadline
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow, SectionRow
from plandoc.schema.tree import table_of

_MONTHS_IN_YEAR = 12
_MARGIN = 12
"""Maximum number of months shown before and after the period."""

_MOST_COLUMNS = 36
_NUMBER, _TITLE, _MONTH, _STATE = 15.0, 92.0, 10.5, 45.0
_NARROW = 76.0
"""Millimetres of titles where there are so many months that all of it would not fit the screen."""


class Mark(IntEnum):
    """The meaning of a month for an activity; the greatest one is shown."""

    MOVED = 1
    """It was due in this month before it was postponed."""
    WHOLE = 2
    RUNS = 3
    DUE = 4


_PASSED = "\1"
"""Stands in a formula for the cell that tells of a row that it is partly done after its day."""

_TITLED = Style(ruled=False, wrapped=False, bold=True, size=14)
_LEGEND = Style(ruled=False, wrapped=False, size=10, color=cells.GREY)
_HEAD = Style(bold=True, fill=cells.HEAD_PLAN, across="center", down="center", size=10)
_OVER = replace(_HEAD, wrapped=False)
_CELL = Style(format="@")
_CENTERED = replace(_CELL, across="center")
_STATED = replace(_CENTERED, bold=True, format="General", size=10.0)
_OUTSIDE = replace(_CENTERED, down="center", wrapped=False)
_MARKED = replace(_OUTSIDE, fill=PAINTS[State.NOT_DUE].colour)


def month_of(day: date) -> int:
    """Return the number of a month, counting from year 0."""
    return day.year * _MONTHS_IN_YEAR + day.month - 1


def marks(deadline: Deadline, period: Period) -> dict[int, Mark]:
    """Return the months of a deadline; the last month of each span is the due month.

    A span of the whole period has the lowest weight; an open end has no due month.
    """
    found: dict[int, Mark] = {}
    whole = (period.first, period.last)
    spans: list[tuple[date, date, bool]] = []
    for first, last in deadline.intervals:
        end = last or max(period.last, first or period.last)
        spans.append((first or min(period.first, end), end, last is not None))
    known = {(max(a, period.first), min(b, period.last)) for a, b, _ in spans}
    for first, last in deadline.occurrences(period):
        if first and last and (first, last) not in known:
            spans.append((first, last, True))
    for first, last, due in spans:
        weight = Mark.WHOLE if (first, last) == whole else Mark.RUNS
        for month in range(month_of(first), month_of(last) + 1):
            found[month] = max(found.get(month, weight), weight)
        if due and weight is Mark.RUNS:
            found[month_of(last)] = Mark.DUE
    return found


def marks_of(plan: Plan, row: ActivityRow) -> dict[int, Mark]:
    """Return the months of a row: of its new deadline if it has one, and whence it was moved."""
    planned = marks(row.deadline, row.period) if row.deadline else {}
    outcome = row.activity.outcome or Outcome()
    if outcome.status is not Status.POSTPONED and not (outcome.moved_to and outcome.moved_to.text):
        return planned
    left = {month: Mark.MOVED for month, mark in planned.items() if mark is Mark.DUE}
    moved = in_force(plan, row) if due_of(plan, row).named else None
    return left | (marks(moved, row.period) if moved else {})


@dataclass(frozen=True)
class Scale:
    """The time axis: `count` columns of `step` months each, starting at the month `first`."""

    first: int
    count: int
    step: int

    @classmethod
    def of(cls, period: Period, months: Iterable[int]) -> "Scale":
        """Return the scale for the period and months close to it."""
        start, end = month_of(period.first), month_of(period.last)
        near = [m for m in months if start - _MARGIN <= m <= end + _MARGIN]
        first, last = min([start, *near]), max([end, *near])
        months_in_all = last - first + 1
        steps = (1, 3, _MONTHS_IN_YEAR)
        step = next((s for s in steps if months_in_all <= s * _MOST_COLUMNS), steps[-1])
        first -= first % step
        return cls(first, (last - first) // step + 1, step)

    def column(self, month: int) -> int:
        """Return the column of a month, counting from 0; it may be outside the scale."""
        return (month - self.first) // self.step

    def years(self) -> list[str]:
        """Return the year over each column in which it begins, elsewhere nothing."""
        years = [(self.first + n * self.step) // _MONTHS_IN_YEAR for n in range(self.count)]
        return ["" if n and year == years[n - 1] else str(year) for n, year in enumerate(years)]

    def labels(self, language: str, quarter: str) -> list[str]:
        """Return the label of each column below its year."""
        names = get_month_names("abbreviated", "stand-alone", locale=language)
        places = [(self.first + n * self.step) % _MONTHS_IN_YEAR for n in range(self.count)]
        if self.step == 1:
            return [names[place + 1].strip(".") for place in places]
        if self.step == _MONTHS_IN_YEAR:
            return [""] * self.count
        return [quarter.format(number=place // self.step + 1) for place in places]


class Months:
    """The sheet."""

    def __init__(self, layout: Layout, workings: Workings, sheet: Sheet, pen: Pen) -> None:
        self.layout = layout
        self.workings = workings
        self.sheet = sheet
        self.pen = pen
        self.words = layout.words.months
        self.states = States(layout)
        self.marks = self._marks()
        self.months = {month for found in self.marks.values() for month in found}
        self.scale = Scale.of(layout.plan.period, self.months)
        self.state_column = 3 + self.scale.count
        left = SCREEN - _NUMBER - _MONTH * self.scale.count - _STATE
        self.title_width = max(_TITLE, workings.register.width("title"))
        if (room := max(left, _NARROW)) < self.title_width:
            titles = [row.activity.title for row in layout.rows]
            self.title_width = min(self.title_width, column_width("", room, titles))
        self.row = 0
        self._formulas: dict[int, tuple[date, str]] = {}

    def _marks(self) -> dict[FieldPath, dict[int, Mark]]:
        """Return the months of each row."""
        rows = [(row, same_days(row)) for row in self.layout.rows]
        found: dict[Hashable, dict[int, Mark]] = {}
        for row, days in rows:
            if days not in found:
                found[days] = marks_of(self.layout.plan, row)
        return {row.path: found[days] for row, days in rows}

    def write(self) -> None:
        """Write the heading, the legend, and one row per section and activity."""
        self._head()
        first = self.row + 1
        above = ""
        for row in self.layout.share.rows():
            name = self.layout.table_names.get(table_of(row.path), "")
            if name != above:
                above = name
                self._heading(name, cells.HEAD_PLAN)
            if isinstance(row, SectionRow):
                self._heading(self.layout.heading(row))
            else:
                self.row += 1
                self._activity(row)
        self._colours(first)
        self._view(first)

    def _head(self) -> None:
        put = self.pen.put
        title = self.words.title.format(title=self.layout.title)
        room = _NUMBER + self.title_width + _MONTH * self.scale.count + _STATE
        for line in wrap_anywhere(title, room * 0.94, 14, bold=True):
            self.row += 1
            put(self.sheet, self.row, 1, line, _TITLED)
            cells.set_height(self.sheet, self.row, cells.height(1, 14))
        legend = self.words.legend
        if any(not 0 <= self.scale.column(m) < self.scale.count for m in self.months):
            legend += self.words.legend_outside
        for line in wrap(legend.format(**self.words.signs), room * 0.94, 10):
            self.row += 1
            put(self.sheet, self.row, 1, line, _LEGEND)
            cells.set_height(self.sheet, self.row, cells.height(1, 10))
        names = self.layout.wording.words.columns
        headings = self.layout.words.headings
        labels = self.scale.labels(self.layout.wording.language, self.words.quarter)
        upper = ["", "", *self.scale.years(), ""]
        lower = [headings["number"], names["title"], *labels, headings["state"]]
        self.row += 2
        for column, (above, below) in enumerate(zip(upper, lower, strict=True), 1):
            put(self.sheet, self.row - 1, column, above or None, _OVER)
            put(self.sheet, self.row, column, below or None, _HEAD)
        cells.set_height(self.sheet, self.row - 1, cells.height(1, 10))
        cells.set_height(
            self.sheet, self.row, cells.needed_height(headings["number"], _NUMBER, 10, bold=True)
        )

    def _heading(self, text: str, fill: str = "EDEDED") -> None:
        """Write the heading of a section or, over several tables, that of a table."""
        self.row += 1
        style = Style(bold=True, fill=fill, format="@")
        columns = range(1, self.state_column + 1)
        texts = [None, text, *[None] * (self.state_column - 2)]
        looks = [self.pen.style(style)] * self.state_column
        self.pen.line(self.sheet, self.row, columns, texts, looks, told=True)
        cells.set_height(
            self.sheet, self.row, cells.needed_height(text, self.title_width, bold=True)
        )

    def _activity(self, row: ActivityRow) -> None:
        style, number, title = self.pen.style, row.number, row.activity.title
        columns: list[int] = [1, 2]
        texts: list[Content] = [number or None, title]
        looks = [style(_CENTERED), style(_CELL)]
        state = Formula(*self.workings.state(row.path)) if row.counted else None
        # all others are ruled by a conditional format
        for n, text, mark in self._cells(row, state):
            columns.append(n)
            texts.append(text)
            looks.append(style(_MARKED if mark else _OUTSIDE))
        self.pen.line(
            self.sheet,
            self.row,
            (*columns, self.state_column),
            (*texts, state),
            (*looks, style(_STATED)),
            told=True,
        )
        lines = cells.lines_in(title, self.title_width)
        if number:
            lines = max(lines, cells.lines_in(number, _NUMBER))
        cells.set_height(self.sheet, self.row, cells.height(lines))

    def _cells(
        self, row: ActivityRow, state: Formula | None
    ) -> Iterator[tuple[int, Content, Mark | None]]:
        """Yield the columns of the months of an activity with their signs and marks."""
        heaviest: dict[int, Mark] = {}
        edges: dict[int, str] = {}
        last, signs = self.scale.count - 1, self.words.signs
        for month, mark in self.marks[row.path].items():
            column = self.scale.column(month)
            if 0 <= column <= last:
                heaviest[column] = max(heaviest.get(column, mark), mark)
            else:
                edges[0 if column < 0 else last] = signs["earlier" if column < 0 else "later"]
        for n in sorted(heaviest.keys() | edges.keys()):
            shown = heaviest.get(n)
            if shown is Mark.DUE and state and n not in edges:
                yield n + 3, self._sign(row, n, state.result), shown
            else:
                sign = signs[shown.name.lower()] if shown else ""
                yield n + 3, edges.get(n, sign), shown

    def _sign(self, row: ActivityRow, column: int, state: Value) -> Formula:
        """Return the sign of a month in which a row is due: by its state, as colours are.

        What is late has its sign in months that have begun.
        """
        begins, formula = self._signs(column)
        passed, is_late = self.workings.late(row.path)
        formula = formula.replace(_PASSED, passed).replace(ROW, str(self.row))
        today, words, signs = self.layout.today, self.states.words, self.words.signs
        if state is None or today is None:
            return Formula(formula)
        if begins <= today and (is_late or state in {words[one] for one in LATE}):
            key = "late"
        elif state in {words[one] for one in FINE}:
            key = "done"
        else:
            key = "removed" if state == words[Shown.REMOVED] else "due"
        return Formula(formula, signs[key])

    def _signs(self, column: int) -> tuple[date, str]:
        """Return the first day of a month, and the formula of the sign of a row due in it."""
        if column not in self._formulas:
            month = self.scale.first + column * self.scale.step
            begins = date(month // _MONTHS_IN_YEAR, month % _MONTHS_IN_YEAR + 1, 1)
            cell, signs = f"${column_letters(self.state_column)}{ROW}", self.words.signs
            late = f"OR({self.states.tests(cell, LATE)},{_PASSED}=1)"
            sign = literal(signs["due"])
            for test, key in (
                (f"AND({literal_day(begins)}<=TODAY(),{late})", "late"),
                (self.states.tests(cell, (Shown.REMOVED,)), "removed"),
                (self.states.tests(cell, FINE), "done"),
            ):
                sign = f"IF({test},{literal(signs[key])},{sign})"
            self._formulas[column] = begins, sign
        return self._formulas[column]

    def _colours(self, first: int) -> None:
        letter, last = column_letters(self.state_column), max(self.row, first)
        state = f"${letter}{first}"
        end = column_letters(self.state_column - 1)
        late = f"COUNTIF($C{first}:${end}{first},{literal(self.words.signs['late'])})>0"
        states = f"{letter}{first}:{letter}{last}"
        colour_states(self.sheet, states, state, self.layout, late=late)
        now = f"INT((YEAR(TODAY())*12+MONTH(TODAY())-1-{self.scale.first})/{self.scale.step})"
        is_now = f"COLUMN()-3={now}"
        heading = f"C{first - 1}:{end}{first - 1}"
        self.sheet.rules.append((heading, rules.where(is_now, rules.painted("FFC000"))))
        months = f"C{first}:{end}{last}"
        colour_states(self.sheet, months, state, self.layout, late=late, filled=f"C{first}")
        self.sheet.rules += [
            (months, rules.where(is_now, rules.framed("C00000"))),
            (months, rules.where("TRUE", rules.framed("D9D9D9"))),
        ]

    def _view(self, first: int) -> None:
        sheet = self.sheet
        widths = (_NUMBER, self.title_width, *[_MONTH] * self.scale.count, _STATE)
        for column, width in enumerate(widths, 1):
            cells.set_width(sheet, column, width)
        cells.freeze(sheet, 2, first - 1)
        sheet.repeat(first - 2, first - 1)
        sheet.grid = False
        cells.page(sheet, footer=self.layout.words.page)
        sheet.protected = True
        flow = Flow(sheet, self.pen, sum(widths))
        flow.row = self.row
        flow.fit()
