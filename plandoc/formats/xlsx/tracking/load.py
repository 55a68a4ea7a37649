"""The sheet «Нагрузка»: executors in rows, busiest first, months of the period in columns.

It counts deadlines of the plan, which nobody fills in, so that its numbers are no formulas.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.sheets import cells, rules
from plandoc.formats.xlsx.sheets.book import Sheet
from plandoc.formats.xlsx.sheets.cells import Style
from plandoc.formats.xlsx.sheets.flow import Flow
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.formats.xlsx.tracking.layout import Layout
from plandoc.formats.xlsx.tracking.months import Scale, month_of
from plandoc.progress.load import Load, Loaded, load_of
from plandoc.words.language import words_in
from plandoc.words.texts import capitalised

_MOST_LINES = 150
_LEAST_EXECUTORS = 2
_NAME, _MONTH, _COUNT = 72.0, 10.5, 19.0
_LIGHT, _DARK = "FFFFFF", "E69138"
_MUCH = 4
"""The least count of a month that is as dark as can be."""

_HEAD = Style(bold=True, fill=cells.HEAD_PLAN, across="center", down="center", size=10, format="@")
_OVER = replace(_HEAD, wrapped=False)
_TEXT = Style(format="@")
_NUMBER = Style(format="0", across="center", down="center", wrapped=False)
_TOTAL = replace(_NUMBER, bold=True)
_BEFORE = -1
"""The column of months before the scale; those after it are counted in the next one."""


def load_shown(layout: Layout) -> Load | None:
    """Return the load of a plan if it says something: of several executors, by months."""
    if layout.share.executor is not None:
        return None
    load = load_of(layout.plan)
    named = sum(bool(line.executor) for line in load.lines)
    return load if named >= _LEAST_EXECUTORS and load.most else None


def write_load(layout: Layout, load: Load, sheet: Sheet, pen: Pen) -> None:
    """Write a title, what is counted, and a row for each executor, the darker the more there is."""
    _Writer(layout, load, sheet, pen).write()


class _Writer:
    def __init__(self, layout: Layout, load: Load, sheet: Sheet, pen: Pen) -> None:
        self.layout = layout
        self.load = load
        self.sheet = sheet
        self.pen = pen
        self.words = layout.words.load
        told = words_in(layout.wording.language).report.load
        self.undated, self.total = (capitalised(text) for text in (told.undated, told.total))
        months = [month_of(month) for month in load.months]
        used = [m for n, m in enumerate(months) if any(line.counts[n] for line in load.lines)]
        self.scale = Scale.of(layout.plan.period, used)
        columns = range(self.scale.count)
        places = [self.scale.column(month) for month in months]
        self.places = [min(max(place, _BEFORE), self.scale.count) for place in places]
        outside = {self.scale.column(month) for month in used} - set(columns)
        before = [_BEFORE] if any(place < 0 for place in outside) else []
        after = [self.scale.count] if any(place > 0 for place in outside) else []
        self.shown = [*before, *columns, *after]
        self.widths = [_NAME, *[_MONTH] * len(self.shown), _COUNT, _COUNT]
        self.flow = Flow(sheet, pen, sum(self.widths))

    def write(self) -> None:
        words = self.words
        self.flow.text(words.title.format(title=self.layout.title), bold=True, size=14)
        legend = words.legend.format(undated=self.undated)
        if len(self.shown) > self.scale.count:
            legend += self.layout.words.months.legend_outside.format(
                **self.layout.words.months.signs
            )
        self.flow.text(legend)
        self._head()
        first = self.flow.row + 1
        for line in self._lines():
            self._line(line)
        self._colours(first)
        self._view(first)

    def _lines(self) -> Iterator[Loaded]:
        """Yield the busiest executors, the others together, and what nobody has."""
        named = [line for line in self.load.lines if line.executor]
        full = self.layout.plan.short_names
        for line in named[:_MOST_LINES]:
            name = line.executor
            yield replace(line, executor=f"{name} — {full[name]}") if name in full else line
        if rest := named[_MOST_LINES:]:
            counts = tuple(map(sum, zip(*(line.counts for line in rest), strict=True)))
            name = self.layout.words.summary.others.format(count=len(rest))
            yield Loaded(name, counts, sum(line.undated for line in rest))
        for line in self.load.lines:
            if not line.executor:
                yield replace(line, executor=self.layout.words.summary.nobody)

    def _head(self) -> None:
        months = self.layout.words.months
        years = self.scale.years()
        labels = self.scale.labels(self.layout.wording.language, months.quarter)
        edges = {_BEFORE: months.signs["earlier"], self.scale.count: months.signs["later"]}
        upper: list[str] = [""]
        lower = [self.layout.words.summary.executor]
        for n in self.shown:
            inside = n not in edges
            upper.append(years[n] if inside else "")
            lower.append(labels[n] if inside else edges[n])
        upper += ["", ""]
        lower += [self.undated, self.total]
        self.flow.row += 2
        for column, (above, below) in enumerate(zip(upper, lower, strict=True), 1):
            at = self.flow.row
            self.pen.put(self.sheet, at - 1, column, above or None, _OVER)
            self.pen.put(self.sheet, at, column, below or None, _HEAD)
        cells.set_height(self.sheet, self.flow.row - 1, cells.height(1, 10))
        heights = [
            cells.needed_height(text, width, 10, bold=True)
            for text, width in zip(lower, self.widths, strict=True)
        ]
        cells.set_height(self.sheet, self.flow.row, *heights)

    def _line(self, line: Loaded) -> None:
        self.flow.row += 1
        row = self.flow.row
        counts: Counter[int] = Counter()
        for place, count in zip(self.places, line.counts, strict=True):
            counts[place] += count
        self.pen.put(self.sheet, row, 1, line.executor, _TEXT)
        found = [*(counts[place] for place in self.shown), line.undated]
        for column, count in enumerate(found, 2):
            if count:  # all others are ruled by a conditional format
                self.pen.put(self.sheet, row, column, count, _NUMBER)
        self.pen.put(self.sheet, row, len(self.widths), line.total, _TOTAL)
        cells.set_height(self.sheet, row, cells.needed_height(line.executor, _NAME))

    def _colours(self, first: int) -> None:
        end, undated = (column_letters(len(self.shown) + n) for n in (1, 2))
        last = self.flow.row
        darkest = max(self.load.most, _MUCH)
        self.sheet.rules += [
            (f"B{first}:{end}{last}", rules.shades(_LIGHT, _DARK, darkest)),
            (f"B{first}:{undated}{last}", rules.where("TRUE", rules.framed("D9D9D9"))),
        ]

    def _view(self, first: int) -> None:
        sheet = self.sheet
        for column, width in enumerate(self.widths, 1):
            cells.set_width(sheet, column, width)
        cells.freeze(sheet, 1, first - 1)
        sheet.repeat(first - 2, first - 1)
        sheet.grid = False
        cells.page(sheet, footer=self.layout.words.page, width=self.flow.width)
        sheet.protected = True
        self.flow.fit()
