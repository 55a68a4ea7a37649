"""Computed cells of the tracking sheet: days left, state, colours.

A formula comes with its result on the day of issue, for programs that show a workbook and do not
compute it.
"""

from datetime import date
from functools import cached_property
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from plandoc.formats.paints import PAINTS, SOON
from plandoc.formats.xlsx.sheets.cells import literal
from plandoc.formats.xlsx.sheets.pen import ROW, Formula
from plandoc.formats.xlsx.tracking.layout import Layout, day_or_words
from plandoc.progress.state import RULES, Condition, State, last_end, planned_due
from plandoc.schema.outcome import Status
from plandoc.schema.rows import ActivityRow

_NOTHING = '""'
_PATTERNS = {
    "/": "lightUp", "\\": "lightDown", "x": "gray125", "-": "lightHorizontal",
    "|": "lightVertical", ".": "gray0625",
}  # fmt: skip
_SETTLED = (Status.DONE, Status.NOT_DONE, Status.REMOVED)

SOON_DAYS = 14
"""The days of the warning before a deadline, until somebody changes the setting."""


class Formulas:
    """Formulas of a row, compatible with Excel 2007, that refer only to cells of the same row."""

    def __init__(self, layout: Layout, soon: str) -> None:
        self.layout = layout
        self.soon = soon
        self.status = layout.wording.words.status
        self.states = layout.words.states
        self.plan = layout.plan
        self._made: dict[tuple[date, date], str] = {}
        self.letters = {
            column.key: get_column_letter(n) for n, column in enumerate(layout.columns, 1)
        }

    def of(self, row: ActivityRow | None) -> dict[str, Formula]:
        """Return the formulas of `days_left` and `state` in a row, with what they give when issued.

        Rows with equal ends share them.
        """
        ends = self._ends(row)
        if ends not in self._made:
            self._made[ends] = self._state(self._due(*ends))
        today = self.layout.today
        if row is None or today is None:
            return {"days_left": Formula(self._days), "state": Formula(self._made[ends])}
        found = _Row(row, today)
        return {
            "days_left": Formula(self._days, "" if found.days is None else found.days),
            "state": Formula(self._made[ends], self._result(found, ends)),
        }

    def _result(self, row: "_Row", ends: tuple[date, date]) -> str:
        """Return the state of a row by the same rules as its formula."""
        due = row.due(*ends)
        state = next(
            rule.state
            for rule in RULES
            if rule.state is not State.DONE_UNDATED
            and (not rule.statuses or row.status in rule.statuses)
            and row.holds(rule.when, due)
        )
        is_soon = row.days is not None and row.days <= SOON_DAYS
        if state is State.POSTPONED:
            return self.states["soon"] if is_soon else self.status[Status.POSTPONED]
        if state is State.NOT_DUE:
            if is_soon:
                return self.states["soon"]
            ahead = self.states["undated" if row.days is None else "ahead"]
            return self.status[row.status] if row.status else ahead
        return self._words[state]

    def _cell(self, key: str) -> str:
        return f"{self.letters[key]}{ROW}"

    def _ends(self, activity: ActivityRow | None) -> tuple[date, date]:
        """Return the days after which a row is late that was postponed, and one without a day."""
        end = last_end(self.plan, activity) if activity else self.plan.period.last
        undated = planned_due(activity) if activity and not _is_dated(activity) else end
        return end, undated

    @cached_property
    def _days(self) -> str:
        """Days to the new deadline, else to the planned one; empty if no day is known."""
        status, moved, last = (
            self._cell(key) for key in ("outcome.status", "outcome.moved_to", "last_day")
        )
        closed = ",".join(f"{status}={literal(self.status[key])}" for key in _SETTLED)
        return (
            f'IF(OR({closed}),"",IF(ISNUMBER({moved}),{moved}-TODAY(),'
            f'IF({self._moved_somewhere()},"",IF(ISNUMBER({last}),{last}-TODAY(),""))))'
        )

    def _state(self, due: str) -> str:
        """Return `plandoc.progress.state.RULES` as a formula."""
        status, nested = self._cell("outcome.status"), self._last_rule()
        for rule in reversed(RULES[:-1]):
            if rule.state is State.DONE_UNDATED:  # shown as the same word as the next rule
                continue
            words = [literal(self.status[one]) if one else _NOTHING for one in rule.statuses]
            tests = [f"{status}={word}" for word in words]
            if rule.when is not Condition.ALWAYS:
                tests.append(self._condition(rule.when, due))
            test = tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"
            nested = f"IF({test},{self._word(rule.state)},{nested})"
        return f'IF({self._cell("id")}="","",{nested})'

    @cached_property
    def _words(self) -> dict[State, str]:
        return {
            State.ON_TIME: self.status[Status.DONE],
            State.LATE: self.states["done_late"],
            State.PARTLY: self.status[Status.PARTLY],
            State.OVERDUE: self.states["overdue"],
            State.NOT_DONE: self.status[Status.NOT_DONE],
            State.POSTPONED: self.status[Status.POSTPONED],
            State.REMOVED: self.status[Status.REMOVED],
        }

    def _word(self, state: State) -> str:
        """Return the text of a state; a postponed row becomes «soon» before its new day."""
        word = literal(self._words[state])
        if state is not State.POSTPONED:
            return word
        days, soon = self._cell("days_left"), literal(self.states["soon"])
        return f"IF(AND(ISNUMBER({days}),{days}<={self.soon}),{soon},{word})"

    def _last_rule(self) -> str:
        """Return the text of a row that is not due: soon, its status, ahead, or no exact day."""
        status, days = self._cell("outcome.status"), self._cell("days_left")
        soon, ahead, undated = (literal(self.states[key]) for key in ("soon", "ahead", "undated"))
        return (
            f"IF(ISNUMBER({days}),IF({days}<={self.soon},{soon},"
            f"IF({status}={_NOTHING},{ahead},{status})),IF({status}={_NOTHING},{undated},{status}))"
        )

    def _condition(self, condition: Condition, due: str) -> str:
        done, moved = self._cell("outcome.date"), self._cell("outcome.moved_to")
        return {
            Condition.NO_DATE: f"NOT(ISNUMBER({done}))",
            Condition.DONE_IN_TIME: f"{done}<={due},{done}<=TODAY()",
            Condition.DONE_LATE: f"{done}>{due},{done}<=TODAY()",
            Condition.PAST_DUE: f"TODAY()>{due}",
            Condition.MOVED: f"{moved}<>{_NOTHING}",
        }[condition]

    def _due(self, end: date, undated: date) -> str:
        """Return the effective due date, as in `plandoc.progress.state`."""
        moved, last = self._cell("outcome.moved_to"), self._cell("last_day")
        return (
            f"IF(ISNUMBER({moved}),{moved},IF({self._moved_somewhere()},MAX({last},{_date(end)}),"
            f"IF(ISNUMBER({last}),{last},{_date(undated)})))"
        )

    def _moved_somewhere(self) -> str:
        """Whether a row was postponed without a day in its new deadline."""
        status, moved = self._cell("outcome.status"), self._cell("outcome.moved_to")
        return f"OR(ISTEXT({moved}),{status}={literal(self.status[Status.POSTPONED])})"


class _Row:
    """The cells of a row from which its state is computed, and what conditions say of them."""

    def __init__(self, row: ActivityRow, today: date) -> None:
        outcome, deadline = row.activity.outcome, row.deadline
        self.today = today
        self.status = outcome.status if outcome else None
        self.done = outcome.date if outcome else None
        self.moved = day_or_words(outcome.moved_to) if outcome else None
        self.last = deadline.last if deadline else None
        self.days = self._days()

    @property
    def _moved_somewhere(self) -> bool:
        return bool(self.moved) or self.status is Status.POSTPONED

    def _days(self) -> int | None:
        """Return the days to the new deadline, else to the planned one."""
        if self.status in _SETTLED:
            return None
        if isinstance(self.moved, date):
            return (self.moved - self.today).days
        if self._moved_somewhere or self.last is None:
            return None
        return (self.last - self.today).days

    def due(self, end: date, undated: date) -> date:
        """Return the effective due date."""
        if isinstance(self.moved, date):
            return self.moved
        if self._moved_somewhere:
            return max(self.last or end, end)
        return self.last or undated

    def holds(self, condition: Condition, due: date) -> bool:
        """Whether a condition is met."""
        done, today = self.done, self.today
        match condition:
            case Condition.NO_DATE:
                return done is None
            case Condition.DONE_IN_TIME:
                return done is not None and done <= min(due, today)
            case Condition.DONE_LATE:
                return done is not None and due < done <= today
            case Condition.PAST_DUE:
                return today > due
            case Condition.MOVED:
                return bool(self.moved)
        return True


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


def rule_where(sheet: Any, ranges: str, formula: str, *, line: str, sides: str) -> None:
    """Draw lines at the sides of the cells of `ranges` by a formula relative to the first cell."""
    border: Any = Border()
    for side in sides.split():
        setattr(border, side, Side(style="thin", color=f"FF{line}"))
    rule = Rule(type="expression", dxf=DifferentialStyle(border=border), formula=[formula])
    sheet.conditional_formatting.add(ranges, rule)


def paint_states(sheet: Any, ranges: str, cell: str, state: str, layout: Layout) -> None:
    """Fill the cells of `ranges` that are not empty as pictures and charts are, by the state."""
    status, states = layout.wording.words.status, layout.words.states
    for word, paint in (
        (status["done"], PAINTS[State.ON_TIME]),
        (states["done_late"], PAINTS[State.LATE]),
        (states["overdue"], PAINTS[State.OVERDUE]),
        (states["soon"], SOON),
        (status["partly"], PAINTS[State.PARTLY]),
        (status["not_done"], PAINTS[State.NOT_DONE]),
        (status["postponed"], PAINTS[State.POSTPONED]),
        (status["removed"], PAINTS[State.REMOVED]),
    ):
        fill: Any = PatternFill(fgColor=f"FF{paint.strokes}", bgColor=f"FF{paint.colour}")
        fill.patternType = _PATTERNS.get(paint.hatching, "solid")
        style = DifferentialStyle(fill=fill, font=Font(color=f"FF{paint.figures}"))
        formula = f'AND({cell}<>"",{state}={literal(word)})'
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
        ((states["overdue"], status["not_done"]), PAINTS[State.OVERDUE].colour, "8B0000"),
        ((states["soon"],), SOON.colour, "5C4400"),
        ((status["done"], states["done_late"]), PAINTS[State.ON_TIME].colour, "1E4D14"),
        ((status["removed"],), "D9D9D9", "404040"),
    ):
        conditions = ",".join(f"{state}={literal(word)}" for word in words)
        colour_where(sheet, ranges, f"OR({conditions})", fill=fill, ink=ink)
    if days:
        partly = f"AND({state}={literal(status['partly'])},ISNUMBER({days}),{days}<0)"
        colour_where(sheet, ranges, partly, fill=PAINTS[State.OVERDUE].colour, ink="8B0000")
