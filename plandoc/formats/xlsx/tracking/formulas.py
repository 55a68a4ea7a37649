"""Computed cells of the tracking sheet: days left and state.

A formula comes with its result on the day of issue, for programs that show a workbook and do not
compute it: the state is that of `plandoc.progress.state`, and the formula has the same rules.
"""

from collections.abc import Hashable
from datetime import date
from typing import NamedTuple

from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.sheets.cells import literal, literal_day
from plandoc.formats.xlsx.sheets.pen import ROW, Formula
from plandoc.formats.xlsx.tracking.issued import words_issued
from plandoc.formats.xlsx.tracking.layout import Layout, day_or_words
from plandoc.formats.xlsx.tracking.states import SETTLED, Shown, States
from plandoc.progress.days import same_days
from plandoc.progress.state import (
    RULES,
    Condition,
    Due,
    State,
    due_of,
    first_due,
    last_end,
    planned_due,
)
from plandoc.schema.outcome import OUTCOME_FIELDS, Status
from plandoc.schema.rows import ActivityRow

_NOTHING = '""'


class _Known(NamedTuple):
    """What plandoc knows of the days of a row, beside what its cells say.

    After `end` a row is late that was postponed without a day, after `undated` one whose deadline
    has none. `first` is the last day of the first of several deadlines. `moved` is that of a new
    deadline in words; they stand in the cell `words`.
    """

    end: date
    undated: date
    first: date | None
    moved: Due | None
    words: str
    untold: Shown


class Formulas:
    """Formulas of a row, compatible with Excel 2007.

    They refer to cells of the same row, and to the words with which a new deadline was issued.
    """

    def __init__(self, layout: Layout, soon: str) -> None:
        self.layout = layout
        self.soon = soon
        self.plan = layout.plan
        self.states = States(layout)
        self._words_issued = words_issued(layout, "outcome.moved_to")
        self._made: dict[_Known, dict[str, str]] = {}
        self._alike: dict[Hashable, dict[str, Formula]] = {}
        self.letters = {column.key: column_letters(n) for n, column in enumerate(layout.columns, 1)}

    def of(self, row: ActivityRow) -> dict[str, Formula]:
        """Return the formulas of `days_left` and `state` in a row, with what they give when issued.

        Rows of which the same is known share them.
        """
        days = same_days(row)
        if days not in self._alike:
            self._alike[days] = self._of(row)
        return self._alike[days]

    def _of(self, row: ActivityRow) -> dict[str, Formula]:
        known = self._known(row)
        if known not in self._made:
            self._made[known] = {"days_left": self._days(known), "state": self._state(known)}
        made, today = self._made[known], self.layout.today
        if today is None:
            return {key: Formula(text) for key, text in made.items()}
        state, days = self.states.result(row, today)
        results = {"days_left": days, "state": state}
        return {key: Formula(text, results[key]) for key, text in made.items()}

    def _known(self, row: ActivityRow) -> _Known:
        due, end = planned_due(row), last_end(self.plan, row)
        dated = row.deadline is not None and row.deadline.last is not None
        first = first_due(row)
        outcome = row.activity.outcome
        words = outcome and isinstance(day_or_words(outcome.moved_to), str)
        at = self._words_issued.get(row.path, "") if words else ""
        return _Known(
            end=end if dated else max(end, due),
            undated=end if dated else due,
            first=None if first == due else first,
            moved=due_of(self.plan, row) if at else None,
            words=at,
            untold=Shown.UNDATED if dated else self.states.untold(row, known=False),
        )

    def _cell(self, key: str) -> str:
        return f"{self.letters[key]}{ROW}"

    def _is(self, status: Status) -> str:
        return f"{self._cell('outcome.status')}={self._word(Shown(status.value))}"

    def _word(self, shown: Shown) -> str:
        return literal(self.states.words[shown])

    def _filled(self) -> str:
        """Return the number of cells of the outcome that have something."""
        first, last = (self._cell(f"outcome.{OUTCOME_FIELDS[n]}") for n in (0, -1))
        return f"COUNTA({first}:{last})"

    def _day(self, known: _Known, unnamed: str, undated: str, minus: str = "") -> str:
        """Return the day that a deadline names; `unnamed` of a new, `undated` of a planned one."""
        moved, last = self._cell("outcome.moved_to"), self._cell("last_day")
        day = f"IF(ISNUMBER({last}),{last}{minus},{undated})"
        if known.first:
            day = f"IF({self._filled()}=0,{literal_day(known.first)}{minus},{day})"
        day = f"IF(OR(ISTEXT({moved}),{self._is(Status.POSTPONED)}),{unnamed},{day})"
        if known.moved:
            named = known.moved.named or unnamed != _NOTHING
            issued = f"{literal_day(known.moved.day)}{minus}" if named else _NOTHING
            day = f"IF({moved}={known.words},{issued},{day})"
        return f"IF(ISNUMBER({moved}),{moved}{minus},{day})"

    def _days(self, known: _Known) -> str:
        """Return the days to the new deadline, else to the planned one; empty if none is known."""
        closed = ",".join(map(self._is, SETTLED))
        return f"IF(OR({closed}),{_NOTHING},{self._day(known, _NOTHING, _NOTHING, '-TODAY()')})"

    def _state(self, known: _Known) -> str:
        """Return `plandoc.progress.state.RULES` as a formula."""
        late = f"MAX({self._cell('last_day')},{literal_day(known.end)})"
        due = self._day(known, late, literal_day(known.undated))
        nested = self._not_due(known)
        for rule in reversed(RULES[:-1]):
            if rule.state is State.DONE_UNDATED:  # shown as the same word as the next rule
                continue
            tests = [
                self._is(one) if one else f"{self._cell('outcome.status')}={_NOTHING}"
                for one in rule.statuses
            ]
            if rule.when is not Condition.ALWAYS:
                tests.append(self._condition(rule.when, due))
            test = tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"
            nested = f"IF({test},{self._told(rule.state, known)},{nested})"
            if rule.state is State.OVERDUE:
                nested = f"IF({self._unknown()},{self._word(Shown.CHECK_STATUS)},{nested})"
        return f'IF({self._cell("id")}="","",{nested})'

    def _told(self, state: State, known: _Known) -> str:
        """Return the word of a state as a formula."""
        status, moved = self._cell("outcome.status"), self._cell("outcome.moved_to")
        days, word = self._cell("days_left"), self._word
        match state:
            case State.OVERDUE:
                unsaid = f"{status}={_NOTHING},{moved}={_NOTHING},{self._filled()}>0"
                return f"IF(AND({unsaid}),{word(Shown.CHOOSE_LATE)},{word(Shown.OVERDUE)})"
            case State.POSTPONED:
                near = f"IF({days}<={self.soon},{word(Shown.MOVED_SOON)},{word(Shown.POSTPONED)})"
                words = word(Shown.MOVED_WORDS)
                if known.moved:
                    words = f"IF({moved}={known.words},{word(Shown.POSTPONED)},{words})"
                words = f"IF({moved}={_NOTHING},{word(Shown.MOVED_BLANK)},{words})"
                return f"IF(ISNUMBER({days}),{near},{words})"
        return {
            State.ON_TIME: word(Shown.DONE),
            State.LATE: word(Shown.DONE_LATE),
            State.PARTLY: word(Shown.PARTLY),
            State.NOT_DONE: word(Shown.NOT_DONE),
            State.REMOVED: word(Shown.REMOVED),
        }[state]

    def _not_due(self, known: _Known) -> str:
        """Return the word of a row that is not due: soon, its status, ahead, or no exact day."""
        status, days, word = self._cell("outcome.status"), self._cell("days_left"), self._word
        unsaid = f"AND({status}={_NOTHING},{self._filled()}>0)"
        near = f"IF(ISNUMBER({days}),{days}<={self.soon},FALSE)"
        untold = f"IF(ISNUMBER({days}),{word(Shown.AHEAD)},{word(known.untold)})"
        return (
            f"IF({self._is(Status.DONE)},{word(Shown.CHECK_DATE)},"
            f"IF({unsaid},{word(Shown.CHOOSE)},IF({near},{word(Shown.SOON)},"
            f"IF({status}={_NOTHING},{untold},{status}))))"
        )

    def _unknown(self) -> str:
        """Whether the status is not in the list."""
        known = (Status.DONE, Status.IN_PROGRESS, Status.POSTPONED)
        tests = ",".join([f"{self._cell('outcome.status')}={_NOTHING}", *map(self._is, known)])
        return f"NOT(OR({tests}))"

    def _condition(self, condition: Condition, due: str) -> str:
        done, moved = self._cell("outcome.date"), self._cell("outcome.moved_to")
        return {
            Condition.NO_DATE: f"NOT(ISNUMBER({done}))",
            Condition.DONE_IN_TIME: f"{done}<={due},{done}<=TODAY()",
            Condition.DONE_LATE: f"{done}>{due},{done}<=TODAY()",
            Condition.PAST_DUE: f"TODAY()+(TODAY()={literal_day(self.plan.period.last)})>{due}",
            Condition.MOVED: f"{moved}<>{_NOTHING}",
        }[condition]
