"""Computed cells of the tracking sheet: days left, state, colours."""

from datetime import date
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from plandoc.formats.xlsx.sheets.cells import literal
from plandoc.formats.xlsx.tracking.layout import Layout
from plandoc.progress.state import RULES, Condition, State, last_end, planned_due
from plandoc.schema.outcome import Status
from plandoc.schema.rows import ActivityRow

_NOTHING = '""'


class Formulas:
    """Formulas of a row, compatible with Excel 2007, that refer only to cells of the same row."""

    def __init__(self, layout: Layout, soon: str, first: int) -> None:
        self.soon = soon
        self.status = layout.wording.words.status
        self.states = layout.words.states
        self.plan = layout.plan
        self.rows = dict(enumerate(layout.rows, first))
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
        """Days to the new deadline, else to the planned one; empty if no day is known."""
        status, moved, last = (
            self._cell(key, row) for key in ("outcome.status", "outcome.moved_to", "last_day")
        )
        settled = (Status.DONE, Status.NOT_DONE, Status.REMOVED)
        closed = ",".join(f"{status}={literal(self.status[key])}" for key in settled)
        return (
            f'IF(OR({closed}),"",IF(ISNUMBER({moved}),{moved}-TODAY(),'
            f'IF({self._moved_somewhere(row)},"",IF(ISNUMBER({last}),{last}-TODAY(),""))))'
        )

    def _state(self, row: int) -> str:
        """Return `plandoc.progress.state.RULES` as a formula."""
        status, nested = self._cell("outcome.status", row), self._last_rule(row)
        for rule in reversed(RULES[:-1]):
            if rule.state is State.DONE_UNDATED:  # shown as the same word as the next rule
                continue
            words = [literal(self.status[one]) if one else _NOTHING for one in rule.statuses]
            tests = [f"{status}={word}" for word in words]
            if rule.when is not Condition.ALWAYS:
                tests.append(self._condition(rule.when, row))
            test = tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"
            nested = f"IF({test},{self._word(rule.state, row)},{nested})"
        return f'IF({self._cell("id", row)}="","",{nested})'

    def _word(self, state: State, row: int) -> str:
        """Return the text of a state; a postponed row becomes «soon» before its new day."""
        words = {
            State.ON_TIME: self.status[Status.DONE],
            State.LATE: self.states["done_late"],
            State.PARTLY: self.status[Status.PARTLY],
            State.OVERDUE: self.states["overdue"],
            State.NOT_DONE: self.status[Status.NOT_DONE],
            State.POSTPONED: self.status[Status.POSTPONED],
            State.REMOVED: self.status[Status.REMOVED],
        }
        word = literal(words[state])
        if state is not State.POSTPONED:
            return word
        days, soon = self._cell("days_left", row), literal(self.states["soon"])
        return f"IF(AND(ISNUMBER({days}),{days}<={self.soon}),{soon},{word})"

    def _last_rule(self, row: int) -> str:
        """Return the text of a row that is not due: soon, its status, ahead, or no exact day."""
        status, days = self._cell("outcome.status", row), self._cell("days_left", row)
        soon, ahead, undated = (literal(self.states[key]) for key in ("soon", "ahead", "undated"))
        return (
            f"IF(ISNUMBER({days}),IF({days}<={self.soon},{soon},"
            f"IF({status}={_NOTHING},{ahead},{status})),IF({status}={_NOTHING},{undated},{status}))"
        )

    def _condition(self, condition: Condition, row: int) -> str:
        done, moved = self._cell("outcome.date", row), self._cell("outcome.moved_to", row)
        due = self._due(row)
        return {
            Condition.NO_DATE: f"NOT(ISNUMBER({done}))",
            Condition.DONE_IN_TIME: f"{done}<={due},{done}<=TODAY()",
            Condition.DONE_LATE: f"{done}>{due},{done}<=TODAY()",
            Condition.PAST_DUE: f"TODAY()>{due}",
            Condition.MOVED: f"{moved}<>{_NOTHING}",
        }[condition]

    def _due(self, row: int) -> str:
        """Return the effective due date, as in `plandoc.progress.state`."""
        moved, last = self._cell("outcome.moved_to", row), self._cell("last_day", row)
        activity = self.rows.get(row)
        end = _date(last_end(self.plan, activity) if activity else self.plan.period.last)
        undated = _date(planned_due(activity)) if activity and not _is_dated(activity) else end
        return (
            f"IF(ISNUMBER({moved}),{moved},IF({self._moved_somewhere(row)},MAX({last},{end}),"
            f"IF(ISNUMBER({last}),{last},{undated})))"
        )

    def _moved_somewhere(self, row: int) -> str:
        """Whether a row was postponed without a day in its new deadline."""
        status, moved = self._cell("outcome.status", row), self._cell("outcome.moved_to", row)
        return f"OR(ISTEXT({moved}),{status}={literal(self.status[Status.POSTPONED])})"


def _is_dated(row: ActivityRow) -> bool:
    return row.deadline is not None and row.deadline.last is not None


def _date(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def colour_where(sheet: Any, ranges: str, formula: str, *, fill: str, ink: str = "") -> None:
    """Colour the cells of `ranges` by a formula relative to the first cell."""
    style = DifferentialStyle(
        fill=PatternFill("solid", bgColor=f"FF{fill}"), font=Font(color=f"FF{ink}") if ink else None
    )
    rule = Rule(type="expression", dxf=style, formula=[formula])
    sheet.conditional_formatting.add(ranges, rule)


def colour_states(
    sheet: Any, ranges: str, state: str, layout: Layout, *, days: str | None = None
) -> None:
    """Colour the cells of `ranges` by the state in the cell `state`.

    With `days`, the cell of the days left, partly done activities are coloured as late after their
    deadline.
    """
    status, states = layout.wording.words.status, layout.words.states
    for words, fill, ink in (
        ((states["overdue"], status["not_done"]), "F8CBAD", "8B0000"),
        ((states["soon"],), "FFE699", "5C4400"),
        ((status["done"], states["done_late"]), "C6E0B4", "1E4D14"),
        ((status["removed"],), "D9D9D9", "404040"),
    ):
        conditions = ",".join(f"{state}={literal(word)}" for word in words)
        colour_where(sheet, ranges, f"OR({conditions})", fill=fill, ink=ink)
    if days:
        partly = f"AND({state}={literal(status['partly'])},ISNUMBER({days}),{days}<0)"
        colour_where(sheet, ranges, partly, fill="F8CBAD", ink="8B0000")
