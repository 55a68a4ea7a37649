"""The sheet «Сводка»: settings, counts by section and by executor, a chart."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from plandoc.fieldpath import FieldPath
from plandoc.formats.paints import PAINTS, SOON
from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.sheets import cells, rules
from plandoc.formats.xlsx.sheets.book import Sheet
from plandoc.formats.xlsx.sheets.cells import Style, Value, literal
from plandoc.formats.xlsx.sheets.chart import stacked_bars
from plandoc.formats.xlsx.sheets.checks import Check, Message
from plandoc.formats.xlsx.sheets.flow import Flow
from plandoc.formats.xlsx.sheets.pen import ROW, Pen
from plandoc.formats.xlsx.tracking.frame import SOON_CELL
from plandoc.formats.xlsx.tracking.layout import Layout
from plandoc.formats.xlsx.tracking.states import (
    COUNTED,
    FINE,
    LATE,
    NEAR,
    Shown,
    States,
)
from plandoc.formats.xlsx.tracking.workings import Block, Workings
from plandoc.page.measure import widest_piece
from plandoc.progress.figures import SOON_DAYS
from plandoc.progress.state import State
from plandoc.schema.executors import by_executor
from plandoc.schema.tree import table_of
from plandoc.wording.columns import figures_of
from plandoc.words.language import words_in

_MOST_EXECUTORS = 150
_MOST_BARS = 24
_MOST_STEPS = 12
_PAINTS = (
    PAINTS[State.ON_TIME], PAINTS[State.OVERDUE], SOON, PAINTS[State.NOT_DUE],
    PAINTS[State.PARTLY], PAINTS[State.NOT_DONE], PAINTS[State.POSTPONED], PAINTS[State.REMOVED],
)  # fmt: skip
_PAINTED = (4, 6, 7, 8, 9, 10, 11, 12)
"""The columns of the counts that add up to all, and their fills in the chart."""

_LABEL, _NAME, _HEAD = 22.0, 64.0, 9.0
_COUNT, _DAY = 15.0, 22.0
"""Millimetres of a column of counts, and of the one that has the day above it."""

_PLAIN = Style(ruled=False, wrapped=False)
_CELL = Style(format="@", down="center")
_NUMBER = Style(format="0;-0;–", across="center", down="center")
_USUAL = (_CELL, _NUMBER, replace(_NUMBER, format="0%"))
_BOLD = tuple(replace(style, bold=True) for style in _USUAL)
"""The styles of texts, counts and parts in a line, and in that of the sums."""

_PLAINLY = Style(format="0", across="center")
_REST = 5
"""The place of the remainder among the counts."""

_SHARE, _SIGNAL = 13, 14
"""The columns of the part that is done, and of the signal."""

_AROUND, _LOW_BAR, _TALL_BAR = 40.0, 6.0, 9.0
"""Height of a chart without its bars, and of a bar, in millimetres."""

_BAR = "5E9E63"

_STATES, _LATE_ONES = "\1", "\2"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the summary: its label, its name, and the counted block of the workings."""

    label: str
    name: str
    block: Block


def soon_reference(sheet: Sheet) -> str:
    """Return the cell with the number of days of the warning before a deadline."""
    return sheet.area(SOON_CELL, SOON_CELL)


class Summary:
    """The visible sheet."""

    def __init__(self, layout: Layout, workings: Workings, sheet: Sheet, pen: Pen) -> None:
        self.layout = layout
        self.workings = workings
        self.sheet = sheet
        self.pen = pen
        self.words = layout.words.summary
        self.states = States(layout)
        whole = layout.share.executor is None
        self.total = self.words.total if whole else self.words.total_of_copy
        names = [name for name, _ in self._counts]
        self.widths = [_LABEL, _NAME, _DAY, *(max(_COUNT, _width(name)) for name in names[1:])]
        self.flow = Flow(sheet, pen, sum(self.widths))

    def write(self) -> None:
        """Write titles, the settings, both tables and the chart."""
        self._head()
        sections = self._sections()
        labels = {line.label for line in sections}
        labelled = "" not in labels and len(labels) == len(sections)
        if not any(line.label for line in sections):
            sections = [replace(line, label=str(n)) for n, line in enumerate(sections, 1)]
        everything = Line("", self.total, self.workings.block(self.workings.lines))
        if sections:
            heads = (self.words.label, self.words.section)
            head, bottom = self._count(self.words.by_section, heads, [*sections, everything])
        else:
            told = words_in(self.layout.wording.language).report
            heads = (self.words.label, told.tables["plan"])
            head, bottom = self._count("", heads, [everything])
        executors = self._executors()
        if executors:
            heads = (self.words.label, self.words.executor)
            self.flow.gap()
            self._count(self.words.by_executor, heads, executors)
            self.flow.text(self.words.executor_note)
        self.flow.text(self.words.signal_note)
        if 0 < len(sections) <= _MOST_BARS:
            self._chart(
                (head, head + 1, bottom - 1),
                self.words.axis_rows,
                1 if labelled else 2,
                max(line.block.size for line in sections),
            )
        else:
            self._chart((head, bottom, bottom), "", 2, everything.block.size)
        self._view()
        self.flow.fit()

    def _head(self) -> None:
        title = self.words.title.format(title=self.layout.title)
        self.pen.put(self.sheet, 1, 1, title, replace(_PLAIN, bold=True, size=14.0, wrapped=True))
        self.sheet.merged.append(f"A1:{column_letters(len(self.widths))}1")
        room = sum(self.widths)
        cells.set_height(self.sheet, 1, cells.needed_height(title, room, 14.0, bold=True))
        day = Style(ruled=False, format=self.layout.words.date_format, across="center")
        self.pen.put(self.sheet, 2, 1, self.words.as_of, _PLAIN)
        self.pen.formula(self.sheet, 2, 3, "TODAY()", day, self.layout.today)
        row, column = SOON_CELL
        soon = self.words.soon.format(state=self.layout.words.states["soon"])
        self.pen.put(self.sheet, row, 1, soon, _PLAIN)
        settings = replace(_PLAINLY, fill=cells.OPEN, unlocked=True)
        self.pen.put(self.sheet, row, column, SOON_DAYS, settings)
        self.pen.put(
            self.sheet, row, column + 1, self.words.soon_note, replace(_PLAIN, color=cells.GREY)
        )
        prompt = self.layout.words.prompts["soon"]
        check = Check(
            ranges=f"{column_letters(column)}{row}",
            kind="whole",
            formulas=("0", "365"),
            prompt=Message(prompt.title, prompt.text),
            error=Message(prompt.title, prompt.error),
            blank=False,
        )
        self.sheet.checks.append(check)
        for row in (2, 3, 4):
            cells.set_height(self.sheet, row)
        self.flow.row = 4

    def _sections(self) -> list[Line]:
        """Return a line for each section and for what stands outside, in the order of the plan."""
        plan, wording = self.layout.plan, self.layout.wording
        paths: dict[FieldPath, list[FieldPath]] = {}
        for row in self.layout.rows:
            paths.setdefault(row.within, []).append(row.path)
        leaves = list(self.layout.share.leaf_sections())
        lines = []
        for table in plan.tables():
            own = [sections for sections in leaves if table_of(sections[-1].path) == table.path]
            for sections in [(), *own] if table.path in paths else own:
                label, name = figures_of(plan, wording, table.path, sections)
                if name or leaves:
                    holder = sections[-1].path if sections else table.path
                    block = self.workings.block(paths.get(holder, ()))
                    lines.append(Line(label, name or self.words.outside, block))
        return lines

    def _executors(self) -> list[Line]:
        """Return one line per executor; the copy for an executor has none."""
        if self.layout.share.executor is not None:
            return []
        found = {
            name: counted
            for name, rows in by_executor(self.layout.plan).items()
            if (counted := [row.path for row in rows if row.counted])
        }
        if set(found) <= {""}:
            return []
        nobody = found.pop("", [])
        ranked = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        full = self.layout.plan.short_names
        lines = [
            Line("", f"{name} — {full[name]}" if name in full else name, self.workings.block(block))
            for name, block in ranked[:_MOST_EXECUTORS]
        ]
        if rest := ranked[_MOST_EXECUTORS:]:
            name = self.words.others.format(count=len(rest))
            together = {path for _, block in rest for path in block}
            lines.append(Line("", name, self.workings.block(together)))
        if nobody:
            lines.append(Line("", self.words.nobody, self.workings.block(nobody)))
        return [replace(line, label=str(n)) for n, line in enumerate(lines, 1)]

    @cached_property
    def _counts(self) -> list[tuple[str, tuple[Shown, ...]]]:
        """Return headings with the counted states; «rest» is the remainder.

        What is done late is done as well.
        """
        words = self.states.words
        return [
            (self.words.planned, ()),
            (words[Shown.DONE], FINE),
            (self.words.late, (Shown.DONE_LATE,)),
            (words[Shown.OVERDUE], COUNTED[State.OVERDUE]),
            (words[Shown.SOON], (Shown.SOON,)),
            (self.words.rest, ()),
            (words[Shown.PARTLY], COUNTED[State.PARTLY]),
            (words[Shown.NOT_DONE], COUNTED[State.NOT_DONE]),
            (words[Shown.POSTPONED], COUNTED[State.POSTPONED]),
            (words[Shown.REMOVED], COUNTED[State.REMOVED]),
            (self.words.percent, ()),
            (self.words.signal, ()),
        ]

    def _count(self, title: str, heads: tuple[str, str], lines: list[Line]) -> tuple[int, int]:
        """Write a table; return its heading row and its last row."""
        if title:
            self.flow.text(title, bold=True, size=12)
        self.flow.row += 1
        counts = self._counts
        head = Style(
            bold=True, fill=cells.HEAD_PLAN, across="center", down="center", size=_HEAD, format="@"
        )
        names = [*heads, *(heading for heading, _ in counts)]
        for column, name in enumerate(names, 1):
            self.pen.put(self.sheet, self.flow.row, column, name or None, head)
        headed = zip(names, self.widths, strict=True)
        heights = [cells.needed_height(name, width, _HEAD, bold=True) for name, width in headed]
        cells.set_height(self.sheet, self.flow.row, *heights)
        top = self.flow.row
        for line in lines:
            self._line(line, total=line.name == self.total)
        self._signals(top + 1)
        return top, self.flow.row

    def _signals(self, top: int) -> None:
        """Show a part that is done as a bar, and what is late or near as a sign of its own form."""
        for column, rule in ((_SHARE, rules.shares(_BAR)), (_SIGNAL, rules.signs(0, 2, 3))):
            letter = column_letters(column)
            self.sheet.rules.append((f"{letter}{top}:{letter}{self.flow.row}", rule))

    def _line(self, line: Line, *, total: bool) -> None:
        self.flow.row += 1
        text, number, share = _BOLD if total else _USUAL
        self.pen.put(self.sheet, self.flow.row, 1, line.label or None, text)
        self.pen.put(self.sheet, self.flow.row, 2, line.name, text)
        counted = zip(self._formulas(line.block), self._results(line.block), strict=True)
        for column, (formula, result) in enumerate(counted, 3):
            style = share if column == _SHARE else number
            self.pen.formula(self.sheet, self.flow.row, column, formula, style, result)
        pairs = [(line.label, _LABEL), (line.name, _NAME)]
        heights = [cells.needed_height(words, width, bold=total) for words, width in pairs]
        cells.set_height(self.sheet, self.flow.row, *heights)

    def _formulas(self, found: Block) -> list[str]:
        if not found.cells:
            return [*["0"] * 10, '""', '""']
        return [
            formula.replace(_STATES, found.cells).replace(_LATE_ONES, found.late)
            for formula in self._counted
        ]

    @cached_property
    def _counted(self) -> list[str]:
        """The formulas of a line, with `_STATES` and `_LATE_ONES` for references of its block."""

        def count(states: tuple[Shown, ...]) -> str:
            words = (literal(self.states.words[one]) for one in states)
            return "+".join(f"SUMPRODUCT(--({_STATES}={word}))" for word in words)

        counted = [count(states) for _, states in self._counts]
        counted[0] = f"ROWS({_STATES})"
        counted[_REST] = "-".join(f"{letter}{ROW}" for letter in "CDFGIJKL")
        counted[10] = f'IF(C{ROW}>L{ROW},D{ROW}/(C{ROW}-L{ROW}),"")'
        counted[11] = f"IF({count(LATE)}+SUMPRODUCT({_LATE_ONES})>0,1,IF({count(NEAR)}>0,2,3))"
        return counted

    def _results(self, block: Block) -> list[Value]:
        """Return the results of `_formulas` on the day of issue."""
        if not block.cells:
            return [*[0] * 10, "", ""]
        if block.states is None:
            return [None] * 12
        found = Counter(block.states)

        def count(states: tuple[Shown, ...]) -> int:
            return sum(found[self.states.words[one]] for one in states)

        counts = [count(states) for _, states in self._counts]
        planned, done, removed = len(block.states), counts[1], counts[9]
        counts[0] = planned
        counts[_REST] = planned - sum(counts[n] for n in (1, 3, 4, 6, 7, 8, 9))
        share = done / (planned - removed) if planned > removed else ""
        signal = 1 if count(LATE) or block.any_late else 2 if count(NEAR) else 3
        return [*counts[:10], share, signal]

    def _chart(self, rows: tuple[int, int, int], axis: str, names: int, most: int) -> None:
        bars = rows[2] - rows[1] + 1
        height = _AROUND + min(max((self.flow.rest - _AROUND) / bars, _LOW_BAR), _TALL_BAR) * bars
        chart = stacked_bars(
            rows=rows,
            names=names,
            series=dict(zip(_PAINTED, _PAINTS, strict=True)),
            title=self.words.chart if axis else self.words.chart_total,
            axes=(axis, self.words.axis_count),
            size=(sum(self.widths), height),
            step=max(1, -(-most // _MOST_STEPS)),
        )
        self.flow.chart(chart, height)

    def _view(self) -> None:
        sheet = self.sheet
        for column, width in enumerate(self.widths, 1):
            cells.set_width(sheet, column, width)
        sheet.grid = False
        cells.freeze(sheet, 2, 1)
        cells.page(sheet, footer=self.layout.words.page)
        sheet.protected = True


def _width(heading: str) -> float:
    """Return the width of a column in which no word of its heading is broken."""
    return round(widest_piece(heading, _HEAD, bold=True)[1] * 1.07 + 2, 1)
