"""The hidden sheet on which totals are based.

It lists all activities that are counted, in plan order, and looks up their states by order
number, so that sorting «Учёт» does not affect totals. The activities of a section form a block,
and so do those of an executor. Each count is a COUNTIF over a block; a text of the plan is never
a criterion.
"""

from collections.abc import Iterable

from openpyxl.worksheet.worksheet import Worksheet

from plandoc.fieldpath import FieldPath
from plandoc.formats.xlsx.sheets.cells import Style, area
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.formats.xlsx.tracking.register import Register


class Workings:
    """The hidden sheet: states in plan order, and again by executor."""

    def __init__(self, register: Register, sheet: Worksheet, pen: Pen) -> None:
        self.register = register
        self.sheet = sheet
        self.pen = pen
        counted = (row for row in register.layout.rows if row.counted)
        self.lines = {row.path: line for line, row in enumerate(counted, 1)}
        """The row of each activity that is counted on this sheet, by its path."""
        self._bottom = 0

    def write(self) -> None:
        """Write the order number and the state of each activity."""
        states, orders = self.register.column("state"), self.register.column("order")
        plain = Style(ruled=False, wrapped=False)
        for path, line in self.lines.items():
            self.pen.put(self.sheet, line, 1, self.register.layout.share.orders[path], plain)
            found = f"INDEX({states},MATCH(A{line},{orders},0))"
            self.pen.formula(self.sheet, line, 2, f'IFERROR({found},"")', plain)
        self.sheet.sheet_state = "hidden"

    def state(self, path: FieldPath) -> str:
        """Return the reference to the state of an activity."""
        line = self.lines[path]
        return area(self.sheet, (line, 2), (line, 2))

    def block(self, paths: Iterable[FieldPath]) -> str:
        """Return a block of the states of what is counted; consecutive ones already form one."""
        numbers = sorted(self.lines[path] for path in paths if path in self.lines)
        if not numbers:
            return ""
        if numbers[-1] - numbers[0] + 1 == len(numbers):
            return area(self.sheet, (numbers[0], 2), (numbers[-1], 2))
        top = self._bottom + 1
        for line in numbers:
            self._bottom += 1
            plain = Style(ruled=False, wrapped=False)
            self.pen.formula(self.sheet, self._bottom, 3, f"$B${line}", plain)
        return area(self.sheet, (top, 3), (self._bottom, 3))
