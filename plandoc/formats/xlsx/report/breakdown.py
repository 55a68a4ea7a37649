"""Sheets of figures: a table with a filter, the counting rules, a chart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from plandoc.formats.paints import PAINTS, figures_on
from plandoc.formats.xlsx.report.frame import COLOURS, Frame
from plandoc.formats.xlsx.sheets import cells
from plandoc.formats.xlsx.sheets.book import Sheet
from plandoc.formats.xlsx.sheets.cells import Style
from plandoc.formats.xlsx.sheets.chart import Chart, stacked_bars
from plandoc.formats.xlsx.sheets.flow import Flow
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.formats.xlsx.sheets.table import add_table, column_width, set_header_height
from plandoc.progress.figures import Counts, Line, State

_LABEL, _NAME, _COUNT = 22.0, 66.0, 16.0
_HEAD, _RULE = 9.0, 10.0
_HEADS = ("planned", "due")
_SHARES = ("on_time_share", "done_share")
_TOTAL = "F2F2F2"
_MOST_STEPS = 12
_AROUND, _LOW_BAR, _TALL_BAR = 45.0, 3.8, 9.0
"""Height of a chart without its bars, and of a bar, in millimetres."""

_TEXT = Style(format="@")
_NUMBER = Style(format="0;-0;–", across="center")
_SHARE = Style(format="0.0%", across="center")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the table: heading, width, fill colour."""

    heading: str
    width: float
    fill: str = cells.HEAD_PLAN


class Breakdown:
    """A sheet of figures with one table row per line."""

    def __init__(
        self, frame: Frame, sheet: Sheet, pen: Pen, table: str, lines: Sequence[Line]
    ) -> None:
        self.frame = frame
        self.sheet = sheet
        self.pen = pen
        self.table = table
        self.lines = lines
        self.words = frame.report_words.tables
        self.labelled = any(line.label for line in lines)
        self.columns = self._columns()
        self.flow = Flow(sheet, pen, sum(column.width for column in self.columns))
        self.header = self.last = 0

    @property
    def first(self) -> int:
        """The number of the first figure column."""
        return 3 if self.labelled else 2

    def write(self, above: Callable[[], None] | None = None) -> None:
        """Write the title, the content `above` the table, the table, the rules, the chart."""
        self.write_head()
        if self.lines:
            if above:
                self.flow.gap()
                above()
            self.write_table()
            self.write_rules()
            height = self.chart_height(self.flow.rest)
            if height > self.flow.rest:
                height = self.chart_height(self.flow.page - self.flow.around)
            self.flow.chart(self.chart(self.flow.width, height), height)
            self.flow.fit()

    def write_head(self) -> None:
        """Write the title and the day, and a message for an empty plan."""
        self.flow.text(self.frame.title, bold=True, size=14)
        self.flow.text(self.frame.as_of)
        if not self.lines:
            self.flow.gap()
            self.flow.text(self.frame.words.empty)
        for number, column in enumerate(self.columns, 1):
            cells.set_width(self.sheet, number, column.width)
        self.sheet.grid = False
        self.sheet.frozen = (self.first - 1, 0)
        cells.page(self.sheet, footer=self.frame.words.page)

    def write_table(self) -> None:
        """Write the table, followed by the total row."""
        self.flow.gap()
        self.flow.text(self.words[self.table], bold=True, size=12)
        self.header = self.flow.row + 1
        self._headings()
        for line in self.lines:
            self._line(line.label, line.name, line.counts)
        self.last = self.flow.row
        headings = [column.heading for column in self.columns]
        add_table(self.sheet, f"plandoc_{self.table}", headings, self.header, self.last)
        if self.flow.height(self.header, self.last) > self.flow.page:
            self.sheet.repeat(self.header, self.header)
        if len(self.lines) > 1:
            self._line("", self.frame.report_words.names.total, self.frame.report.total)

    def write_rules(self) -> None:
        """Write the counting rules of the table."""
        self.flow.gap()
        for rule in self.frame.rules(self.table):
            self.flow.text(rule, size=_RULE)

    def figure(self, row: int, column: int, figure: int | Fraction | None, **look: Any) -> None:
        """Write a number or a share; an undefined share is a dash."""
        if figure is None:
            self.pen.put(self.sheet, row, column, "–", replace(_TEXT, across="center", **look))
        elif isinstance(figure, Fraction):
            self.pen.put(self.sheet, row, column, float(figure), replace(_SHARE, **look))
        else:
            self.pen.put(self.sheet, row, column, figure, replace(_NUMBER, **look))

    def chart_height(self, room: float) -> float:
        """Return the height of the chart in millimetres, within `room` if names stay readable."""
        count = len(self.lines)
        bar = min(max((room - _AROUND) / count, _LOW_BAR), _TALL_BAR)
        return _AROUND + bar * count

    def chart(self, width: float, height: float) -> Chart:
        """Return the chart of the table."""
        frame, words = self.frame, self.frame.words.charts
        series = {
            self.first + len(_HEADS) + n: PAINTS[state]
            for n, state in enumerate(State)
            if any(line.counts.states[state] for line in self.lines)
        }
        state_counts = ", ".join(
            words.state.format(state=frame.state(state), count=count)
            for state, count in frame.report.total.states.items()
            if count
        )
        title = words.titles[self.table]
        all_labelled = self.labelled and all(line.label for line in self.lines)
        return stacked_bars(
            rows=(self.header, self.header + 1, self.last),
            names=1 if all_labelled else self.first - 1,
            series=series,
            title=title,
            axes=(self.columns[self.first - 2].heading, words.axis),
            size=(width, height),
            step=_step(max(line.counts.planned for line in self.lines)),
            description=words.description.format(
                title=title, as_of=frame.as_of, states=state_counts
            ),
        )

    def _columns(self) -> list[_Column]:
        frame, figures = self.frame, self.frame.words.figures
        found = [_Column(self.words["label"], _LABEL)] if self.labelled else []
        found.append(_Column(self.words[self.table.removesuffix("s")], _NAME))
        heads = [(figures[key], cells.HEAD_PLAN) for key in _HEADS]
        heads += [(frame.state(state), COLOURS[state]) for state in State]
        heads += [(figures[key], cells.HEAD_PLAN) for key in _SHARES]
        for head, fill in heads:
            found.append(_Column(head, column_width(head, _COUNT, size=_HEAD), fill))
        return found

    def _headings(self) -> None:
        self.flow.row += 1
        for number, column in enumerate(self.columns, 1):
            style = Style(
                size=_HEAD, bold=True, fill=column.fill, across="center", down="center", format="@",
                color=figures_on(column.fill),
            )  # fmt: skip
            self.pen.put(self.sheet, self.flow.row, number, column.heading, style)
        headings = [column.heading for column in self.columns]
        widths = [column.width for column in self.columns]
        set_header_height(self.sheet, self.flow.row, headings, widths, size=_HEAD)

    def _line(self, label: str, name: str, counts: Counts) -> None:
        self.flow.row += 1
        total = counts is self.frame.report.total
        look: dict[str, Any] = {"bold": True, "fill": _TOTAL} if total else {}
        names = [label, name] if self.labelled else [name]
        for number, text in enumerate(names, 1):
            self.pen.put(self.sheet, self.flow.row, number, text or None, replace(_TEXT, **look))
        figures = [
            *(getattr(counts, key) for key in _HEADS),
            *(counts.states[state] for state in State),
            *(getattr(counts, key) for key in _SHARES),
        ]
        for number, figure in enumerate(figures, self.first):
            self.figure(self.flow.row, number, figure, **look)
        widths = [column.width for column in self.columns]
        heights = [
            cells.needed_height(t, w, bold=total) for t, w in zip(names, widths, strict=False)
        ]
        cells.set_height(self.sheet, self.flow.row, *heights)


def _step(longest: int) -> int:
    """Return a step (1, 2, 5, 10, 20 …) for an integer axis with few labels."""
    tens = 1
    while longest > _MOST_STEPS * tens * 5:
        tens *= 10
    return next(n * tens for n in (1, 2, 5) if longest <= _MOST_STEPS * tens * n)
