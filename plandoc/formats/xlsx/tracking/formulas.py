"""What the workbook computes by itself: days left, the state of a row, its colour."""

from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from plandoc.formats.xlsx.sheets.cells import literal
from plandoc.formats.xlsx.tracking.layout import Layout
from plandoc.schema.outcome import Status


class Formulas:
    """Formulas of one row: nothing newer than Excel 2007, nothing but cells of the same row."""

    def __init__(self, layout: Layout, soon: str) -> None:
        self.soon = soon
        self.status = layout.wording.words.status
        self.states = layout.words.states
        self.longest = max((*self.states.values(), *self.status.values()), key=len)
        self.letters = {
            column.key: get_column_letter(n) for n, column in enumerate(layout.columns, 1)
        }

    def of(self, key: str, row: int) -> str:
        """Return the formula of `days_left` or `state` in a row."""
        return self._days(row) if key == "days_left" else self._state(row)

    def _cell(self, key: str, row: int) -> str:
        return f"{self.letters[key]}{row}"

    def _days(self, row: int) -> str:
        """Days to the new deadline, else to the planned one; nothing for what is settled."""
        status, moved, last = (
            self._cell(key, row) for key in ("outcome.status", "outcome.moved_to", "last_day")
        )
        settled = (Status.DONE, Status.NOT_DONE, Status.REMOVED)
        closed = ",".join(f"{status}={literal(self.status[key])}" for key in settled)
        return (
            f'IF(OR({closed},ISTEXT({moved})),"",'
            f"IF(ISNUMBER({moved}),{moved}-TODAY(),"
            f'IF(ISNUMBER({last}),{last}-TODAY(),"")))'
        )

    def _state(self, row: int) -> str:
        ident, status, moved, last, done, days = (
            self._cell(key, row)
            for key in (
                "id", "outcome.status", "outcome.moved_to", "last_day", "outcome.date", "days_left",
            )
        )  # fmt: skip
        word = {key: literal(said) for key, said in (*self.status.items(), *self.states.items())}
        limit = f"IF(ISNUMBER({moved}),{moved},IF(ISNUMBER({last}),{last},{done}))"
        finished = (
            f"IF(ISNUMBER({done}),IF({done}>{limit},{word['done_late']},{word['done']}),"
            f"{word['done']})"
        )
        dated = (
            f"IF({days}<0,{word['overdue']},IF({days}<={self.soon},{word['soon']},"
            f'IF({status}="",{word["ahead"]},{status})))'
        )
        unsaid = f"IF(ISTEXT({moved}),{word['postponed']},{word['undated']})"
        undated = f'IF({status}="",{unsaid},{status})'
        settled = f"OR({status}={word['not_done']},{status}={word['removed']})"
        return (
            f'IF({ident}="","",IF({status}={word["done"]},{finished},'
            f"IF({settled},{status},IF(ISNUMBER({days}),{dated},{undated}))))"
        )


def colour_where(sheet: Any, ranges: str, formula: str, *, fill: str, ink: str = "") -> None:
    """Colour the cells of `ranges` for which the formula, written for the first one, is true."""
    style = DifferentialStyle(
        fill=PatternFill("solid", bgColor=f"FF{fill}"), font=Font(color=f"FF{ink}") if ink else None
    )
    rule = Rule(type="expression", dxf=style, formula=[formula])
    sheet.conditional_formatting.add(ranges, rule)


def colour_states(sheet: Any, ranges: str, state: str, layout: Layout) -> None:
    """Colour the cells of `ranges` by the state in the cell `state`; the words say it as well."""
    status, states = layout.wording.words.status, layout.words.states
    for words, fill, ink in (
        ((states["overdue"], status["not_done"]), "F8CBAD", "8B0000"),
        ((states["soon"],), "FFE699", "5C4400"),
        ((status["done"], states["done_late"]), "C6E0B4", "1E4D14"),
        ((status["removed"],), "D9D9D9", "404040"),
    ):
        told = ",".join(f"{state}={literal(word)}" for word in words)
        colour_where(sheet, ranges, f"OR({told})", fill=fill, ink=ink)
