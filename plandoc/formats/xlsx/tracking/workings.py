"""The hidden sheet on which totals are based.

It lists all activities that are counted, in plan order, and looks up their states by order
number, so that sorting «Учёт» does not affect totals. The activities of a section form a block,
and so do those of an executor. Each count is a sum over a block, which OnlyOffice does not remember
as it does that of COUNTIF; a text of the plan is never a criterion.
"""

from collections.abc import Iterable
from itertools import zip_longest
from typing import NamedTuple

from plandoc.fieldpath import FieldPath
from plandoc.formats.xlsx.sheets.book import Sheet
from plandoc.formats.xlsx.sheets.cells import Style, literal
from plandoc.formats.xlsx.sheets.pen import ROW, Content, Formula, Pen
from plandoc.formats.xlsx.tracking.register import Register

_LISTED, _BLOCK, _BOTH = (1, 2, 4), (3, 5), (1, 2, 3, 4, 5)
"""The columns of an activity, of a line of a block, and of both."""

_BESIDE = 2
"""Columns from a state to what tells of it that it is partly done after its day."""


class Block(NamedTuple):
    """The reference to states, `""` to none, and what they are on the day of issue, if known.

    `late` refers to ones where something is partly done after its day, and to zeros elsewhere;
    `any_late` is whether there is any on the day of issue.
    """

    cells: str
    states: tuple[str, ...] | None
    size: int
    late: str = ""
    any_late: bool = False


class Workings:
    """The hidden sheet: states in plan order, and again by executor."""

    def __init__(self, register: Register, sheet: Sheet, pen: Pen) -> None:
        self.register = register
        self.sheet = sheet
        self.pen = pen
        counted = (row for row in register.layout.rows if row.counted)
        self.lines = {row.path: line for line, row in enumerate(counted, 1)}
        """The row of each activity that is counted on this sheet, by its path."""
        states, passed = register.states, register.passed
        partly = register.layout.wording.words.status["partly"]
        self._states = {line: states.get(path) for path, line in self.lines.items()}
        self._late = {
            line: int(states[path] == partly and passed[path]) if path in states else None
            for path, line in self.lines.items()
        }
        self._blocks: list[tuple[Content, Content]] = []

    def write(self) -> None:
        """Write the order number and the state of each activity, and beside them all blocks."""
        states, orders = self.register.column("state"), self.register.column("order")
        plain = Style(ruled=False, wrapped=False)
        look = self.pen.style(plain)
        row = f"MATCH(A{ROW},{orders},0)"
        formula = f'IFERROR(INDEX({states},{row}),"")'
        days = f"INDEX({self.register.column('days_left')},{row})"
        partly = self.register.layout.wording.words.status["partly"]
        late = f"IF(B{ROW}={literal(partly)},IF(AND(ISNUMBER({days}),{days}<0),1,0),0)"
        rows: list[tuple[Content, Content, Content]] = [
            (
                self.register.layout.share.orders[path],
                Formula(formula, self._states[line]),
                Formula(late, self._late[line]),
            )
            for path, line in self.lines.items()
        ]
        for line, (listed, block) in enumerate(zip_longest(rows, self._blocks), 1):
            columns: tuple[int, ...] = _LISTED if listed else _BLOCK
            values: tuple[Content, ...] = listed or block or ()
            if listed and block:
                columns, values = _BOTH, (*listed[:2], block[0], listed[2], block[1])
            self.pen.line(self.sheet, line, columns, values, (look,) * len(columns))
        self.sheet.hidden = True

    def state(self, path: FieldPath) -> tuple[str, str | None]:
        """Return the reference to the state of an activity, and the state on the day of issue."""
        line = self.lines[path]
        return self.sheet.area((line, 2), (line, 2)), self._states[line]

    def block(self, paths: Iterable[FieldPath]) -> Block:
        """Return a block of the states of what is counted; consecutive ones already form one."""
        lines = sorted(filter(None, map(self.lines.get, paths)))
        if not lines:
            return Block("", None, 0)
        if lines[-1] - lines[0] + 1 == len(lines):
            column, top, bottom = 2, lines[0], lines[-1]
        else:
            column, top = 3, len(self._blocks) + 1
            self._blocks += [
                (Formula(f"$B${line}", self._states[line]), Formula(f"$D${line}", self._late[line]))
                for line in lines
            ]
            bottom = len(self._blocks)
        cells, late = (
            self.sheet.area((top, at), (bottom, at)) for at in (column, column + _BESIDE)
        )
        states = tuple(state for line in lines if (state := self._states[line]) is not None)
        any_late = any(self._late[line] for line in lines)
        return Block(cells, states or None, len(lines), late, any_late)

    def late(self, path: FieldPath) -> tuple[str, bool]:
        """Return the reference to whether an activity is partly done after its day, and that."""
        line = self.lines[path]
        at = (line, 2 + _BESIDE)
        return self.sheet.area(at, at), bool(self._late[line])
