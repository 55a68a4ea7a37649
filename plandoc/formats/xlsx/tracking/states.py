"""The states that the tracking sheet shows: those of the report, and what a row still needs."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from plandoc.formats.paints import PAINTS, SOON
from plandoc.formats.xlsx.sheets.cells import literal
from plandoc.formats.xlsx.tracking.layout import Layout
from plandoc.progress.days import days_of
from plandoc.progress.state import Due, State, due_of, standing_of
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.rows import ActivityRow

SOON_DAYS = 14
"""The days of the warning before a deadline, until somebody changes the setting."""

SETTLED = (Status.DONE, Status.NOT_DONE, Status.REMOVED)
"""Statuses after which no days are counted."""


class Shown(StrEnum):
    """What the sheet shows as the state of a row."""

    DONE = "done"
    DONE_LATE = "done_late"
    PARTLY = "partly"
    PARTLY_LATE = "partly_late"
    OVERDUE = "overdue"
    CHOOSE_LATE = "choose_late"
    """Overdue with a mark, but without a status."""
    NOT_DONE = "not_done"
    POSTPONED = "postponed"
    MOVED_SOON = "moved_soon"
    MOVED_WORDS = "moved_words"
    """Postponed; the words of the new deadline name no day that the sheet knows."""
    MOVED_BLANK = "moved_blank"
    REMOVED = "removed"
    SOON = "soon"
    AHEAD = "ahead"
    REPEATED = "repeated"
    UNDATED = "undated"
    IN_PROGRESS = "in_progress"
    CHOOSE = "choose"
    """A mark without a status, before the deadline."""
    CHECK_STATUS = "check_status"
    """A status that is not in the list."""
    CHECK_DATE = "check_date"
    """Done on a day that is still to come."""


COUNTED: Mapping[State, tuple[Shown, ...]] = {
    State.ON_TIME: (Shown.DONE,),
    State.DONE_UNDATED: (Shown.DONE,),
    State.LATE: (Shown.DONE_LATE,),
    State.PARTLY: (Shown.PARTLY, Shown.PARTLY_LATE),
    State.OVERDUE: (Shown.OVERDUE, Shown.CHOOSE_LATE),
    State.NOT_DONE: (Shown.NOT_DONE,),
    State.POSTPONED: (
        Shown.POSTPONED, Shown.MOVED_SOON, Shown.MOVED_WORDS, Shown.MOVED_BLANK,
    ),
    State.REMOVED: (Shown.REMOVED,),
    State.NOT_DUE: (
        Shown.SOON, Shown.AHEAD, Shown.REPEATED, Shown.UNDATED, Shown.IN_PROGRESS, Shown.CHOOSE,
        Shown.CHECK_DATE,
    ),
}  # fmt: skip
"""What the sheet shows for each state of the report."""

FINE = (Shown.DONE, Shown.DONE_LATE)
LATE = (Shown.OVERDUE, Shown.CHOOSE_LATE, Shown.NOT_DONE, Shown.PARTLY_LATE)
"""What makes a row and its section red."""

NEAR = (
    Shown.SOON, Shown.MOVED_SOON, Shown.MOVED_WORDS, Shown.MOVED_BLANK, Shown.CHOOSE,
    Shown.CHECK_STATUS, Shown.CHECK_DATE,
)  # fmt: skip
"""What makes a row and its section yellow: it is due soon, or needs a look."""

_COLOURS = (
    (LATE, PAINTS[State.OVERDUE].colour, "8B0000"),
    (NEAR, SOON.colour, "5C4400"),
    (FINE, PAINTS[State.ON_TIME].colour, "1E4D14"),
    ((Shown.PARTLY,), PAINTS[State.PARTLY].colour, "5C4400"),
    ((Shown.POSTPONED,), PAINTS[State.POSTPONED].colour, "1F3F5F"),
    ((Shown.REMOVED,), "D9D9D9", "404040"),
)


class States:
    """The words of states in the language of a plan, and the states of its rows when issued."""

    def __init__(self, layout: Layout) -> None:
        self.plan = layout.plan
        self.today = layout.today
        status = {Shown(key): word for key, word in layout.wording.words.status.items()}
        self.words = status | {Shown(key): word for key, word in layout.words.states.items()}

    def tests(self, cell: str, shown: tuple[Shown, ...]) -> str:
        """Return the condition that a cell has one of these states."""
        tests = ",".join(f"{cell}={literal(self.words[one])}" for one in shown)
        return f"OR({tests})" if len(shown) > 1 else tests

    def result(self, row: ActivityRow, today: date) -> tuple[str, int | str]:
        """Return the state of a row on the day of issue, and the days left, `""` if unknown."""
        outcome, due = row.activity.outcome or Outcome(), due_of(self.plan, row)
        counted = due.named and outcome.status not in SETTLED
        days = (due.day - today).days if counted else None
        shown = self._shown(row, outcome, today, due, days)
        return self.words[shown], "" if days is None else days

    def _shown(
        self, row: ActivityRow, outcome: Outcome, today: date, due: Due, days: int | None
    ) -> Shown:
        state = standing_of(self.plan, row, today).state
        moved = outcome.moved_to is not None and bool(outcome.moved_to.text)
        unsaid = outcome.status is None and bool(outcome.texts()) and not moved
        near = days is not None and days <= SOON_DAYS
        match state:
            case State.PARTLY if today > due.day:
                return Shown.PARTLY_LATE
            case State.OVERDUE if unsaid:
                return Shown.CHOOSE_LATE
            case State.POSTPONED if days is None:
                return Shown.MOVED_WORDS if moved else Shown.MOVED_BLANK
            case State.POSTPONED if near:
                return Shown.MOVED_SOON
            case State.NOT_DUE if outcome.status is Status.DONE:
                return Shown.CHECK_DATE
            case State.NOT_DUE if unsaid:
                return Shown.CHOOSE
            case State.NOT_DUE if near:
                return Shown.SOON
            case State.NOT_DUE if outcome.status is Status.IN_PROGRESS:
                return Shown.IN_PROGRESS
            case State.NOT_DUE:
                return self.untold(row, known=days is not None)
        return COUNTED[state][0]

    def untold(self, row: ActivityRow, *, known: bool) -> Shown:
        """Return what a row shows of which nothing is reported; `known` is whether its day is."""
        if known:
            return Shown.AHEAD
        found = days_of(self.plan, row)
        return Shown.REPEATED if found.repeated and found.named else Shown.UNDATED


def colour_states(
    sheet: Any, ranges: str, state: str, layout: Layout, *, filled: str | None = None
) -> None:
    """Colour the cells of `ranges` by the state in the cell `state`.

    With `filled`, the first of these cells, those that are empty stay as they are.
    """
    states = States(layout)
    for shown, colour, ink in _COLOURS:
        test = states.tests(state, shown)
        where = f'AND({filled}<>"",{test})' if filled else test
        style = DifferentialStyle(
            fill=PatternFill("solid", bgColor=f"FF{colour}"), font=Font(color=f"FF{ink}")
        )
        rule = Rule(type="expression", dxf=style, formula=[where])
        sheet.conditional_formatting.add(ranges, rule)
