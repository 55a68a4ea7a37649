"""What the page of a plan shows, as finished texts: `View`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plandoc.fieldpath import ROOT
from plandoc.page.approvals import approval_texts
from plandoc.page.report_context import report_name
from plandoc.page.report_plan import ReportApprovals, reported
from plandoc.page.table_context import name_of_section_sums
from plandoc.progress.figures import Report
from plandoc.progress.state import Standing, State
from plandoc.schema.approval import Approval, Signature
from plandoc.schema.blocks import Block, PlanPart
from plandoc.schema.content import exclusions
from plandoc.schema.executors import identity
from plandoc.schema.markup import Paragraph, paragraphs_of
from plandoc.schema.outcome import Status
from plandoc.schema.plan import Plan, ShortNames
from plandoc.schema.rows import ActivityRow, SectionRow, TableRows
from plandoc.wording.columns import (
    ColumnView,
    cell_text,
    columns_of,
    figures_of,
    head_rows,
    section_cells,
)
from plandoc.wording.phrases import Wording, person_name, with_non_breaking
from plandoc.wording.totals import column_sums, name_of_sums
from plandoc.words.language import words_in
from plandoc.words.tables.web import WebWords
from plandoc.words.texts import one_line

_BUSY = (State.POSTPONED, State.NOT_DUE)
_LEAST = 5
"""Fewer rows are seen at a glance."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: a section (`level` from 1) with its text, an activity, or sums.

    `kind` is that of the row: an activity with parts is a `whole` too.

    `found` tells by what it is found: its section, executors, month and state.
    """

    cells: tuple[str, ...]
    level: int = 0
    heading: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    kind: str = "activity"
    state: State | None = None
    told: str = ""
    found: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """A cell of the headings of a table."""

    text: str
    across: int
    down: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its name, its headings row by row, the heading of each column, its rows."""

    name: str
    heads: tuple[tuple[Head, ...], ...]
    columns: tuple[ColumnView, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """An approval, line by line."""

    word: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the page: its `kind`, and what blocks of this kind have."""

    kind: str
    heading: str = ""
    lines: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    grid: Grid | None = None
    align: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures above a report: what was done of how much, and the bar."""

    as_of: str
    done: str
    bar: tuple[tuple[str, str, int], ...]
    """The class, the name and the count of each of its stretches."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A list by which rows are found: its key, its label, its values with their names."""

    key: str
    label: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class View:
    """The page: its language, title, parts in order, and what finds rows."""

    language: str
    title: str
    heading: str
    parts: tuple[Part, ...]
    finder_at: int
    """Before which of the parts stands what finds rows, -1 where there are too few to look for."""
    figures: Figures | None
    choices: tuple[Choice, ...]
    words: WebWords


def view_of(plan: Plan, report: Report | None) -> View:
    """Return what the page of a plan shows, or that of its report."""
    return _Viewing(plan, report).view()


class _Viewing:
    def __init__(self, plan: Plan, report: Report | None) -> None:
        self.plan = reported(plan, ReportApprovals.NONE) if report else plan
        self.report = report
        self.wording = Wording(plan.language)
        self.words = words_in(self.wording.language)
        self.standings: Mapping[object, Standing] = (
            {standing.row.path: standing for standing in report.standings} if report else {}
        )
        self.same = identity(plan)
        self.names: dict[str, dict[str, str]] = {
            key: {} for key in ("section", "executor", "month", "state")
        }

    def view(self) -> View:
        parts = tuple(part for part in self._parts() if part.kind)
        title = self.wording.title(self.plan)
        if self.report:
            title = report_name(self.plan, self.wording)
        return View(
            language=self.plan.language,
            title=one_line(title),
            heading=title,
            parts=parts,
            finder_at=_finder_at(parts),
            figures=self._figures(self.report) if self.report else None,
            choices=tuple(self._choices()),
            words=self.words.web,
        )

    def _choices(self) -> Iterator[Choice]:
        labels = self.words.web.found_by
        for key, names in self.names.items():
            if len(names) > 1:
                ordered = sorted(names.items()) if key == "month" else names.items()
                yield Choice(key, labels[key], tuple(ordered))

    def _parts(self) -> Iterator[Part]:
        tables = {table.path: table for table in self.plan.tables()}
        for index, block in enumerate(self.plan.document()):
            if block.place is PlanPart.TABLE:
                yield self._table(tables[ROOT])
            elif block.table is not None:
                yield self._table(tables[ROOT / "blocks" / index / "table"])
            else:
                yield self._block(block)

    def _block(self, block: Block) -> Part:
        plan, wording = self.plan, self.wording
        if block.approvals or block.place is PlanPart.APPROVALS:
            part = self._approvals(block.approvals or plan.approvals)
        elif block.signatures or block.place is PlanPart.SIGNATURES:
            signed = block.signatures or plan.signatures
            part = _lined("signatures", map(self._signature, signed))
        elif block.annex:
            part = _lined("annex", wording.annex(block.annex))
        elif block.organisation:
            part = _lined("organisation", block.organisation.split("\n"))
        elif block.heading:
            part = Part("heading", heading=one_line(block.heading))
        elif block.text:
            align = block.align.value if block.align else ""
            part = Part("text", paragraphs=paragraphs_of(block.text), align=align)
        elif block.place is PlanPart.TITLE:
            part = Part("title")
        elif block.place is PlanPart.NOTES:
            part = _lined("notes", wording.notes(plan))
        elif block.place is PlanPart.SHORT_NAMES and plan.short_names_shown is ShortNames.LISTED:
            heading = wording.words.short_names
            part = _lined("short_names", wording.short_names(plan), heading=heading)
        else:
            part = Part("")  # a page has no pages, and needs no contents
        return part

    def _approvals(self, approvals: Sequence[Approval]) -> Part:
        gender = self.wording.gender(self.plan)
        stamps = []
        for approval in approvals:
            texts = approval_texts(approval, gender, self.wording)
            lines = (*texts.basis, texts.name or "", *texts.dates)
            stamps.append(Stamp(texts.word, tuple(line for line in lines if line.strip())))
        return Part("approvals" if stamps else "", stamps=tuple(stamps))

    def _signature(self, signature: Signature) -> str:
        date = self.wording.blank_date(signature.date) if signature.date else ""
        texts = (one_line(signature.post), person_name(signature.name), date)
        return ", ".join(filter(None, texts))

    def _figures(self, report: Report) -> Figures:
        total, words = report.total, self.words.web
        stretches = (
            ("done", words.bar["done"], total.done),
            ("late", words.bar["overdue"], total.states[State.OVERDUE]),
            ("not-done", words.bar["not_done"], total.states[State.NOT_DONE]),
            ("partly", words.bar["partly"], total.states[State.PARTLY]),
            ("open", words.bar["open"], sum(total.states[state] for state in _BUSY)),
        )
        return Figures(
            as_of=self.words.report.as_of.format(date=self.wording.date(report.today)),
            done=words.done.format(done=total.done, all=total.left),
            bar=tuple(stretch for stretch in stretches if stretch[2]),
        )

    def _table(self, table: TableRows) -> Part:
        columns = columns_of(self.plan, self.wording, table.columns)
        rows = [row.filled for row in table.rows if isinstance(row, ActivityRow)]
        texts = [self._texts(row, columns) for row in rows]
        if self.report is None and not any(self._outcomes(columns, texts)):
            # A column to be filled in by hand says nothing on a screen.
            kept = [at for at, column in enumerate(columns) if column.key != "outcome"]
            columns = tuple(columns[at] for at in kept)
            texts = [[row[at] for at in kept] for row in texts]
        lines = self._lines(table, columns, dict(zip((r.path for r in rows), texts, strict=True)))
        heads = _heads(columns) if table.headings else ()
        name = one_line(table.heading)
        return Part("table", grid=Grid(name, heads, columns, tuple(lines)))

    def _texts(self, row: ActivityRow, columns: Sequence[ColumnView]) -> list[str]:
        return [with_non_breaking(self._text(row, column.key)) for column in columns]

    def _text(self, row: ActivityRow, key: str) -> str:
        """Return the text of a cell; an outcome is told as in a report."""
        activity = row.activity
        if key == "outcome" and not activity.excluded:
            return self.wording.mark(activity.outcome)
        return cell_text(row, key, self.plan, self.wording)

    @staticmethod
    def _outcomes(columns: Sequence[ColumnView], texts: Sequence[Sequence[str]]) -> Iterator[bool]:
        for at, column in enumerate(columns):
            if column.key == "outcome":
                yield from (bool(row[at].strip()) for row in texts)

    def _lines(
        self,
        table: TableRows,
        columns: Sequence[ColumnView],
        texts: Mapping[object, Sequence[str]],
    ) -> Iterator[Line]:
        rows = [row for row in table.rows if isinstance(row, ActivityRow)]
        cells = [texts[row.path] for row in rows]
        opened: list[SectionRow] = []

        def closed(level: int) -> Iterator[Line]:
            while opened and opened[-1].level >= level:
                section = opened.pop()
                if section.section.total and not exclusions(section.section):
                    sums = column_sums(columns, rows, cells, section.path)
                    yield from _sums(columns, sums, name_of_section_sums(section, self.wording))

        for row in table.rows:
            if isinstance(row, SectionRow):
                yield from closed(row.level)
                opened.append(row)
                yield from self._section(row, columns)
            else:
                yield self._activity(table, row.filled, texts[row.path])
        yield from closed(0)
        sums = column_sums(columns, rows, cells)
        yield from _sums(columns, sums, name_of_sums(columns, self.wording))

    def _section(self, row: SectionRow, columns: Sequence[ColumnView]) -> Iterator[Line]:
        heading = one_line(self.wording.section_heading(row))
        beside = zip(columns, section_cells(row, columns), strict=False)
        told = [f"{one_line(c.heading)}: {text}" for c, text in beside if text.strip()]
        paragraphs = paragraphs_of(self.wording.section_text(row))
        yield Line(tuple(told), row.level, heading, paragraphs)

    def _activity(self, table: TableRows, row: ActivityRow, texts: Sequence[str]) -> Line:
        standing = self.standings.get(row.path)
        state = standing.state if standing and row.counted else None
        told = self.words.report.states[state] if state else ""
        outcome = row.activity.outcome
        if state is State.NOT_DUE and outcome and outcome.status is Status.IN_PROGRESS:
            told = self.words.words.status[outcome.status]
        return Line(
            tuple(texts),
            kind="activity" if row.counted else "activity whole",
            state=state,
            told=told,
            found=self._found(table, row, standing, told),
        )

    def _found(
        self, table: TableRows, row: ActivityRow, standing: Standing | None, told: str
    ) -> dict[str, str]:
        """Return the values by which a row is found, and remember their names."""
        label, name = figures_of(self.plan, self.wording, table.path, row.sections)
        section = " ".join(filter(None, (label, name)))
        executors = {self.same(one.name): one_line(one.name) for one in row.activity.executors}
        due = standing.due if standing else row.deadline and row.deadline.last
        month = due.isoformat()[:7] if due else ""
        named = {
            "section": {section: section},
            "executor": executors,
            "month": {month: self.wording.month(due) if due else ""},
            "state": {told: told},
        }
        for key, names in named.items():
            for value, text in names.items():
                if value:
                    self.names[key].setdefault(value, text)
        return {key: "\n".join(names) for key, names in named.items()}


def _lined(kind: str, texts: Iterable[str], heading: str = "") -> Part:
    lines = tuple(text for text in texts if text.strip())
    return Part(kind if lines else "", heading=heading, lines=lines)


def _finder_at(parts: Sequence[Part]) -> int:
    lines = sum(len(part.grid.lines) for part in parts if part.grid)
    if lines < _LEAST:
        return -1
    first = next(at for at, part in enumerate(parts) if part.grid)
    while first and parts[first - 1].kind == "heading":
        first -= 1
    return first


def _heads(columns: Sequence[ColumnView]) -> tuple[tuple[Head, ...], ...]:
    """Return the headings; one that has nothing below it goes down to the last row."""
    rows = [*head_rows(columns)]
    return tuple(
        tuple(
            Head(one_line(cell.text), cell.end - cell.first, len(rows) - at if cell.down else 1)
            for cell in cells
            if cell.down != "continue"
        )
        for at, cells in enumerate(rows)
    )


def _sums(columns: Sequence[ColumnView], sums: Mapping[int, str], name: str) -> Iterator[Line]:
    if not sums:
        return
    texts = [sums.get(at, "") for at in range(len(columns))]
    named = next((at for at, column in enumerate(columns) if column.key == "title"), 0)
    texts[named] = texts[named] or name
    yield Line(tuple(texts), kind="total")
