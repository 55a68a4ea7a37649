"""The content of the tracking workbook before cells are written: columns, rows, limits."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from plandoc.codes import Code
from plandoc.errors import Place, Problem, TrackingError
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.formats.xlsx.sheets.limits import (
    LAST_ROW,
    LONGEST_HEADING,
    LONGEST_TEXT,
    too_long,
    utf16_length,
)
from plandoc.formats.xlsx.tracking.share import Share
from plandoc.schema.columns import PLAN_COLUMNS
from plandoc.schema.deadline import Deadline, ReadingLevel
from plandoc.schema.outcome import Outcome
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow, SectionRow, has_several_tables, name_of_table
from plandoc.schema.tree import table_of
from plandoc.wording.columns import cell_text, columns_of, labels_over, manifest, row_texts
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in
from plandoc.words.texts import one_line

_SAMPLE = timedelta(days=41)
"""How long after the first day of its period a plan is worked on in an example."""

_ROWS_ABOVE = 100
"""Rows reserved for titles and totals on every sheet."""

Value = str | int | date | None


class Group(StrEnum):
    """The kind of a column: hidden, from the plan, to be filled in, or computed."""

    HIDDEN = "hidden"
    PLAN = "plan"
    OUTCOME = "outcome"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the sheet: a stable key, the heading, the group, the minimum width in mm.

    Keys are fields of an activity: `id`, `title`, `fields.place` (a custom column),
    `outcome.status`; and `order`, `section`, `first_day`, `last_day`, `days_left`, `state`.
    """

    key: str
    heading: str
    group: Group
    width: float
    dated: bool = False
    centered: bool = False


_WIDTHS = {
    "id": 20.0, "order": 14.0, "number": 11.0, "section": 16.0, "title": 60.0, "executors": 24.0,
    "supervisor": 24.0, "deadline": 21.0, "expected_result": 24.0, "first_day": 22.0,
    "last_day": 22.0, "outcome.status": 22.0, "outcome.text": 36.0, "outcome.date": 23.0,
    "outcome.evidence": 24.0, "outcome.moved_to": 22.0, "outcome.reason": 28.5,
    "days_left": 38.0, "state": 22.0,
}  # fmt: skip
_OWN_WIDTH = 22.0
_CARRIED = tuple(key for key in PLAN_COLUMNS if key not in {"number", "title"})
_OUTCOME = (
    "outcome.status",
    "outcome.text",
    "outcome.date",
    "outcome.evidence",
    "outcome.moved_to",
    "outcome.reason",
)
_DATED = ("first_day", "last_day", "outcome.date", "outcome.moved_to")
_CENTERED = ("order", "number", "deadline", "days_left", "state", "outcome.status", *_DATED)

FOLDED = ("first_day", "last_day")
"""Columns in a folded group, which are seen when it is opened."""


def trail(sections: Iterable[SectionRow], *rest: str) -> str:
    """Return a place as the author knows it: «Задача 2 → 2.7 → Срок исполнения»."""
    above = [one_line(section.label.rstrip(".") or section.section.title) for section in sections]
    return " → ".join([*above, *(part.rstrip(".") for part in rest)])


class Layout:
    """The layout of a plan in the workbook; `today` is the day of issue."""

    def __init__(
        self, plan: Plan, executor: str | None = None, *, today: date | None = None
    ) -> None:
        self.plan = plan
        self.today = today
        self.share = Share(plan, executor)
        self.wording = Wording(plan.language)
        self.words = words_in(self.wording.language).tracking
        self._paths: dict[FieldPath, str] = {}

    @cached_property
    def rows(self) -> tuple[ActivityRow, ...]:
        """The activities in plan order."""
        return self.share.activities

    @cached_property
    def title(self) -> str:
        """The title of the plan on one line, with the executor of a copy."""
        title = one_line(self.wording.title(self.plan))
        executor = self.share.executor
        if executor is None:
            return title
        form = self.words.copy.named if executor else self.words.copy.nobody
        return form.format(title=title, executor=executor)

    @cached_property
    def manifest(self) -> dict[str, str]:
        """What identifies the plan, and the executor of a copy."""
        found = manifest(self.plan, self.wording)
        executor = self.share.executor
        return found if executor is None else {**found, "plandoc.executor": executor}

    @cached_property
    def samples(self) -> dict[str, str]:
        """Days of the period as they are to be written: of a row done, and of a new deadline."""
        first, last = self.plan.period.first, self.plan.period.last
        done = first + min(_SAMPLE, last - first)
        end = monthrange(done.year, done.month)[1]
        form = self.words.date_format.replace("dd", "%d").replace("mm", "%m").replace("yyyy", "%Y")
        return {"done_on": f"{done:{form}}", "moved_on": f"{done.replace(day=end):{form}}"}

    @cached_property
    def columns(self) -> tuple[SheetColumn, ...]:
        """The columns of the sheet: those of the plan with the state, those to fill in, the days.

        The state stands beside the number.
        """
        found = [self._column(key, Group.HIDDEN) for key in ("id", "order")]
        found += [self._column(key, Group.PLAN, heading) for key, heading in self._plan_columns()]
        beside = next((n for n, column in enumerate(found, 1) if column.key == "number"), 2)
        found.insert(beside, self._column("state", Group.COMPUTED))
        found += [self._column(key, Group.PLAN) for key in FOLDED]
        own_headings = {"outcome.text": self._own_heading("outcome")}
        found += [self._column(key, Group.OUTCOME, own_headings.get(key, "")) for key in _OUTCOME]
        found.append(self._column("days_left", Group.COMPUTED))
        return tuple(_with_unique_headings(found))

    @cached_property
    def values(self) -> tuple[list[Value], ...]:
        """The values of each column, of which some are computed, in the order of the rows."""
        return tuple(self._values(column.key) for column in self.columns)

    @cached_property
    def texts_of(self) -> tuple[set[str], ...]:
        """The different texts of each column."""
        return tuple({one for one in values if isinstance(one, str)} for values in self.values)

    @cached_property
    def texts(self) -> list[dict[str, str]]:
        """The texts with which each row is issued."""
        return [row_texts(row, self.plan, self.wording) for row in self.rows]

    def index(self, key: str) -> int:
        """Return the number of a column on the sheet, counting from 1."""
        return next(n for n, column in enumerate(self.columns, 1) if column.key == key)

    def _values(self, key: str) -> list[Value]:  # noqa: PLR0911
        """Return the values of a column that is not computed."""
        rows = self.rows
        match key.partition("."):
            case "id", _, _:
                return [row.activity.id for row in rows]
            case "order", _, _:
                return [self.share.orders[row.path] for row in rows]
            case "section", _, _:
                return [self.path(row) for row in rows]
            case "first_day", _, _:
                return [deadline.first if (deadline := row.deadline) else None for row in rows]
            case "last_day", _, _:
                return [deadline.last if (deadline := row.deadline) else None for row in rows]
            case "fields", _, own:
                return [cell_text(row, own, self.plan, self.wording) for row in rows]
            case "outcome", _, part:
                outcomes = (row.activity.outcome for row in rows)
                return [self._outcome(outcome, part) if outcome else None for outcome in outcomes]
        return [texts.get(key, "") for texts in self.texts]

    def path(self, row: ActivityRow) -> str:
        """Return the labels or headings of the table and the sections of a row, outermost first."""
        found = self._paths.get(row.holder)
        if found is None:
            over = labels_over(row, self.plan, self.wording)
            found = self._paths[row.holder] = self.words.path_joint.join(over)
        return found

    @cached_property
    def table_names(self) -> dict[FieldPath, str]:
        """The names of tables on one line by path, none of a single table."""
        if not has_several_tables(self.plan):
            return {}
        return {t.path: one_line(name_of_table(self.plan, t.path)) for t in self.plan.tables()}

    def heading(self, section: SectionRow) -> str:
        """Return the heading of a section on one line."""
        return one_line(self.wording.section_heading(section))

    def _outcome(self, outcome: Outcome, part: str) -> Value:
        match part:
            case "status":
                status = outcome.status
                return self.wording.words.status[status] if status else None
            case "moved_to":
                return day_or_words(outcome.moved_to)
        value: Value = getattr(outcome, part)
        return value

    def _plan_columns(self) -> Iterator[tuple[str, str]]:
        """Yield keys and headings: the columns of tables with rows, the section, filled fields."""
        shown = {table_of(row.path) for row in self.rows}
        tables = [table for table in self.plan.tables() if table.path in shown or not shown]
        used = {column.key for table in tables for column in table.columns} - {"outcome"}
        printed = [view for view in columns_of(self.plan, self.wording) if view.key in used]
        keys = [view.key for view in printed]
        sectioned = any(map(self.path, self.rows))
        if "number" not in keys and any(row.number for row in self.rows):
            yield "number", ""
        if sectioned and keys[:1] != ["number"]:
            yield "section", ""
        if "title" not in keys:
            yield "title", self.wording.words.columns["title"]
        for place, view in enumerate(printed):
            heading = ": ".join([*view.group, view.heading])
            yield (f"fields.{view.key}" if view.own else view.key), heading
            if sectioned and place == 0 and view.key == "number":
                yield "section", ""
        for key in _CARRIED:
            if key not in keys and any(getattr(row.activity, key) for row in self.rows):
                yield key, self.wording.words.columns[key]

    def _own_heading(self, key: str) -> str:
        return next((column.heading for column in self.plan.all_columns() if column.key == key), "")

    def _column(self, key: str, group: Group, heading: str = "") -> SheetColumn:
        headings = self.words.headings
        return SheetColumn(
            key=key,
            heading=one_line(heading) or headings.get(key) or key,
            group=group,
            width=_WIDTHS.get(key, _OWN_WIDTH),
            dated=key in _DATED,
            centered=key in _CENTERED,
        )

    def check_limits(self) -> None:
        """Raise `TrackingError` with every text that is too long for a cell."""
        if problems := list(self._problems()):
            raise TrackingError(problems)

    def _problems(self) -> Iterator[Problem]:
        yield from too_long(self.title, Place(path=ROOT / "title"))
        for column in self.columns:
            if (length := utf16_length(column.heading)) > LONGEST_HEADING:
                place = Place(path=ROOT / "columns", trail=column.heading[:40] + "…")
                values = {"length": length, "longest": LONGEST_HEADING}
                yield Problem(Code.COLUMN_HEADING_TOO_LONG, place=place, values=values)
        count = 0
        long = [
            n
            for n, texts in enumerate(self.texts_of)
            if max(map(len, texts), default=0) > LONGEST_TEXT // 2
        ]
        at = 0
        for row in self.share.rows():
            count += 1
            if isinstance(row, SectionRow):
                yield from too_long(self.heading(row), Place(path=row.path / "title"))
            else:
                for n in long:
                    yield from self._problems_of(row, self.columns[n], self.values[n][at])
                at += 1
        most = LAST_ROW - _ROWS_ABOVE
        if count > most:
            yield Problem(Code.SHEET_ROWS_TOO_MANY, values={"rows": count, "longest": most})

    def _problems_of(
        self, row: ActivityRow, column: SheetColumn, value: Value
    ) -> Iterator[Problem]:
        if isinstance(value, str):
            where = trail(row.sections, row.number, column.heading)
            path = row.path / FieldPath.parse(column.key)
            yield from too_long(value, Place(path=path, trail=where))


def day_or_words(deadline: Deadline | None) -> Value:
    """Return a new deadline as a date if it is a single day without a note, else its words."""
    if deadline is None:
        return None
    unambiguous = deadline.reading is ReadingLevel.READ and not deadline.note
    if unambiguous and deadline.last and deadline.first == deadline.last:
        return deadline.last
    return deadline.text


def _with_unique_headings(columns: Iterable[SheetColumn]) -> Iterator[SheetColumn]:
    """Yield the columns with headings made unique regardless of case, as tables require."""
    taken: set[str] = set()
    for column in columns:
        heading, copy = column.heading, 1
        while heading.casefold() in taken:
            copy += 1
            heading = f"{column.heading} ({copy})"
        taken.add(heading.casefold())
        yield SheetColumn(
            column.key, heading, column.group, column.width, column.dated, column.centered
        )
