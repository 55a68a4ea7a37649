"""The states that the tracking sheet shows: those of the report, and what a row still needs."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from plandoc.formats.paints import PAINTS, SOON
from plandoc.formats.xlsx.sheets import rules
from plandoc.formats.xlsx.sheets.book import Sheet
from plandoc.formats.xlsx.sheets.cells import literal
from plandoc.formats.xlsx.tracking.layout import Layout
from plandoc.progress.days import days_of
from plandoc.progress.figures import SOON_DAYS
from plandoc.progress.state import State, due_of, standing_of
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.rows import ActivityRow

SETTLED = (Status.DONE, Status.NOT_DONE, Status.REMOVED)
"""Statuses after which no days are counted."""


class Shown(StrEnum):
    """What the sheet shows as the state of a row."""

    DONE = "done"
    DONE_LATE = "done_late"
    PARTLY = "partly"
    OVERDUE = "overdue"
    CHOOSE_LATE = "choose_late"
    """Overdue with a mark, but without a status."""
    NOT_DONE = "not_done"
    POSTPONED = "postponed"
    MOVED_SOON = "moved_soon"
    MOVED_WORDS = "moved_words"
    """Postponed to words that were written in since the sheet was issued."""
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
    State.PARTLY: (Shown.PARTLY,),
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
LATE = (Shown.OVERDUE, Shown.CHOOSE_LATE, Shown.NOT_DONE)
"""What makes a row and its section red; so does what is partly done after its day."""

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
        shown = self._shown(row, outcome, today, days)
        return self.words[shown], "" if days is None else days

    def _shown(self, row: ActivityRow, outcome: Outcome, today: date, days: int | None) -> Shown:
        ended = today == self.plan.period.last
        state = standing_of(self.plan, row, today, ended=ended).state
        moved = outcome.moved_to is not None and bool(outcome.moved_to.text)
        unsaid = outcome.status is None and bool(outcome.texts()) and not moved
        near = days is not None and days <= SOON_DAYS
        found = COUNTED[state][0]
        if state is State.OVERDUE and unsaid:
            found = Shown.CHOOSE_LATE
        elif state is State.POSTPONED and not moved:
            found = Shown.MOVED_BLANK
        elif state is State.POSTPONED and near:
            found = Shown.MOVED_SOON
        elif state is State.NOT_DUE and outcome.status is Status.DONE:
            found = Shown.CHECK_DATE
        elif state is State.NOT_DUE and unsaid:
            found = Shown.CHOOSE
        elif state is State.NOT_DUE and not near:
            is_begun = outcome.status is Status.IN_PROGRESS
            found = Shown.IN_PROGRESS if is_begun else self.untold(row, known=days is not None)
        return found

    def untold(self, row: ActivityRow, *, known: bool) -> Shown:
        """Return what a row shows of which nothing is reported; `known` is whether its day is."""
        if known:
            return Shown.AHEAD
        found = days_of(self.plan, row)
        return Shown.REPEATED if found.repeated and found.named else Shown.UNDATED


def colour_states(  # noqa: PLR0913
    sheet: Sheet, ranges: str, state: str, layout: Layout, *, late: str, filled: str | None = None
) -> None:
    """Colour the cells of `ranges` by the state in the cell `state`.

    What is partly done is coloured as late on the condition `late`. With `filled`, the first of the
    cells, those that are empty stay as they are.
    """
    states = States(layout)
    for shown, colour, ink in _COLOURS:
        test = states.tests(state, shown)
        if shown is LATE:
            test = f"OR({test},AND({states.tests(state, (Shown.PARTLY,))},{late}))"
        where = f'AND({filled}<>"",{test})' if filled else test
        sheet.rules.append((ranges, rules.where(where, rules.painted(colour, ink))))
