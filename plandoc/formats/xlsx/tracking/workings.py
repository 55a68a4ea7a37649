"""The hidden sheet on which totals are based.

It lists all activities that are counted, in plan order, and looks up their states by order
number, so that sorting «Учёт» does not affect totals. The activities of a section form a block,
and so do those of an executor. Each count is a sum over a block, which OnlyOffice does not remember
as it does that of COUNTIF; a text of the plan is never a criterion.
"""

from collections.abc import Iterable
from itertools import zip_longest
from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from plandoc.fieldpath import FieldPath
from plandoc.formats.xlsx.sheets.cells import Style, area
from plandoc.formats.xlsx.sheets.pen import ROW, Content, Formula, Pen
from plandoc.formats.xlsx.tracking.register import Register


class Block(NamedTuple):
    """The reference to states, `""` to none, and what they are on the day of issue, if known."""

    cells: str
    states: tuple[str, ...] | None
    size: int


class Workings:
    """The hidden sheet: states in plan order, and again by executor."""

    def __init__(self, register: Register, sheet: Worksheet, pen: Pen) -> None:
        self.register = register
        self.sheet = sheet
        self.pen = pen
        counted = (row for row in register.layout.rows if row.counted)
        self.lines = {row.path: line for line, row in enumerate(counted, 1)}
        """The row of each activity that is counted on this sheet, by its path."""
        self._blocks: list[Content] = []

    def write(self) -> None:
        """Write the order number and the state of each activity, and beside them all blocks."""
        states, orders = self.register.column("state"), self.register.column("order")
        plain = Style(ruled=False, wrapped=False)
        looks = [self.pen.style(plain)] * 3
        formula = f'IFERROR(INDEX({states},MATCH(A{ROW},{orders},0)),"")'
        rows: list[list[Content]] = [
            [self.register.layout.share.orders[path], Formula(formula, self._state(path))]
            for path in self.lines
        ]
        for line, (listed, block) in enumerate(zip_longest(rows, self._blocks), 1):
            first = 1 if listed else 3
            values = [*(listed or ()), *([block] if block else ())]
            columns = range(first, first + len(values))
            self.pen.line(self.sheet, line, columns, values, looks[: len(values)])
        self.sheet.sheet_state = "hidden"

    def state(self, path: FieldPath) -> tuple[str, str | None]:
        """Return the reference to the state of an activity, and the state on the day of issue."""
        line = self.lines[path]
        return area(self.sheet, (line, 2), (line, 2)), self._state(path)

    def block(self, paths: Iterable[FieldPath]) -> Block:
        """Return a block of the states of what is counted; consecutive ones already form one."""
        found = sorted((self.lines[path], path) for path in paths if path in self.lines)
        states = self.register.states
        shown = tuple(states[path] for _, path in found) if states else None
        numbers = [line for line, _ in found]
        if not numbers:
            return Block("", None, 0)
        if numbers[-1] - numbers[0] + 1 == len(numbers):
            return Block(area(self.sheet, (numbers[0], 2), (numbers[-1], 2)), shown, len(numbers))
        top = len(self._blocks) + 1
        self._blocks += [Formula(f"$B${line}", states.get(path)) for line, path in found]
        return Block(area(self.sheet, (top, 3), (len(self._blocks), 3)), shown, len(numbers))

    def _state(self, path: FieldPath) -> str | None:
        return self.register.states.get(path)
