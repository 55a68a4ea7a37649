"""Shared data of the report sheets: words, colours, rows of activities, limits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from plandoc.codes import Code
from plandoc.errors import Place, Problem, TrackingError
from plandoc.fieldpath import ROOT
from plandoc.formats.paints import PAINTS
from plandoc.formats.xlsx.sheets.cells import SIZE, Value
from plandoc.formats.xlsx.sheets.limits import LAST_ROW, too_long
from plandoc.page.report_context import report_name
from plandoc.progress.figures import Report, Standing, State
from plandoc.schema.outcome import Outcome
from plandoc.schema.plan import Plan
from plandoc.wording.columns import cell_text, headings_over
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in

COLOURS = {state: paint.colour for state, paint in PAINTS.items()}
"""The colour of each state in tables."""

_ROWS_ABOVE = 100
"""Rows reserved for titles and totals."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet of activities: key, minimum width in millimetres, format.

    The key identifies the heading.
    """

    key: str
    width: float
    centered: bool = False
    dated: bool = False
    size: float = SIZE


COLUMNS = (
    Column("number", 12, centered=True),
    Column("section", 34, size=9),
    Column("title", 54),
    Column("executors", 28),
    Column("deadline", 22, centered=True),
    Column("due", 21, centered=True, dated=True),
    Column("state", 22, centered=True),
    Column("late_by", 13, centered=True),
    Column("status", 21, centered=True),
    Column("date", 21, centered=True, dated=True),
    Column("evidence", 26),
    Column("moved_to", 21, centered=True),
    Column("reason", 26),
    Column("text", 32),
    Column("gaps", 24),
)
_PRINTED = ("number", "title", "executors", "deadline")


class Frame:
    """A report with the words of the plan's language."""

    def __init__(self, plan: Plan, report: Report) -> None:
        self.plan = plan
        self.report = report
        self.wording = Wording(plan.language)
        self.report_words = words_in(self.wording.language).report
        self.words = self.report_words.workbook

    @cached_property
    def title(self) -> str:
        """The title of the report on one line."""
        return report_name(self.plan, self.wording)

    @cached_property
    def as_of(self) -> str:
        """The day of the report: «по состоянию на 1 июня 2019 г.»."""
        day = self.wording.date(self.report.today)
        return self.report_words.as_of.format(date=day)

    def rules(self, table: str) -> tuple[str, ...]:
        """Return the counting rules of a table, one or two sentences each."""
        rules = self.report_words.rules
        return tuple(rules[key] for key in (table, "due", "on_time_share", "done_share"))

    def state(self, state: State) -> str:
        """Return the name of a state."""
        return self.report_words.states[state]

    @cached_property
    def rows(self) -> tuple[Mapping[str, Value], ...]:
        """The rows of the sheet of activities: values by column key."""
        return tuple(self._values(standing) for standing in self.report.standings)

    def _values(self, standing: Standing) -> Mapping[str, Value]:
        row, wording = standing.row, self.wording
        outcome = row.activity.outcome or Outcome()
        computed: dict[str, Value] = {
            "due": standing.due,
            "state": self.state(standing.state),
            "late_by": standing.late_by,
            "gaps": "\n".join(self.words.gaps[gap] for gap in standing.gaps),
        }
        return {
            **{key: cell_text(row, key, self.plan, wording) for key in _PRINTED},
            "section": " / ".join(headings_over(row, self.plan, wording)),
            **(computed if row.counted else dict.fromkeys(computed)),
            "status": wording.words.status[outcome.status] if outcome.status else None,
            "date": outcome.date,
            "evidence": outcome.evidence,
            "moved_to": outcome.moved_to.text if outcome.moved_to else None,
            "reason": outcome.reason,
            "text": outcome.text,
        }

    def check_limits(self) -> None:
        """Raise `TrackingError` with every text that is too long for a cell."""
        if problems := list(self._problems()):
            raise TrackingError(problems)

    def _problems(self) -> Iterator[Problem]:
        yield from too_long(self.title, Place(path=ROOT / "title"))
        headings = self.words.headings
        for standing, values in zip(self.report.standings, self.rows, strict=True):
            for key, value in values.items():
                if isinstance(value, str):
                    trail = " → ".join(
                        filter(None, (standing.row.number.rstrip("."), headings[key]))
                    )
                    yield from too_long(value, Place(path=standing.row.path, trail=trail))
        count, most = len(self.report.standings), LAST_ROW - _ROWS_ABOVE
        if count > most:
            yield Problem(Code.SHEET_ROWS_TOO_MANY, values={"rows": count, "longest": most})
