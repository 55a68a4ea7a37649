"""Cards of executors as a DOCX: a page for each, with large dates and room for the pen."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from plandoc.formats.docx.paper import (
    CELL,
    HEADING,
    NOTE,
    PAGE,
    TITLE,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    line,
    paper,
)
from plandoc.formats.docx.qr_code import qr_of
from plandoc.page.measure import widest_piece
from plandoc.page.widths import PADDING
from plandoc.progress.days import days_of
from plandoc.schema.executors import by_executor, known_name
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.schema.tree import table_of
from plandoc.wording.columns import HANDOUT, cell_text, columns_of, manifest
from plandoc.wording.mentions import numbered_tables
from plandoc.wording.phrases import Wording, with_non_breaking
from plandoc.words.language import words_in
from plandoc.words.texts import capitalised, headline, one_line

_WIDTHS = (42.0, 14.0, 76.0, 48.0)
_DATE, _LEAST, _TEXT = 14.0, 9.0, 12.0
_PEN, _ROOMY, _TABLE = 18.0, 28.0, 200.0
"""The least height of a row, its height where there is room, what a page has for the table."""

_MANY = 7
"""More rows may go on to another page, which says whose it is."""

_SIDE = 20.0


def render_cards(
    plan: Plan,
    *,
    executor: str | None = None,
    qr: bool = False,
    created: datetime | None = None,
) -> bytes:
    """Return a card for each executor as one DOCX, or that of one `executor` (`""`: of nobody).

    A card begins a page. It has the rows of the executor alone that are in force, the earliest
    first, with large deadlines and room to write. With `qr`, a code of 20 mm says in plain words
    which plan and revision it is of. The output is deterministic.

    Raises `TrackingError` for an unknown executor, `PlandocError` if segno (the extra `qr`) is not
    installed.
    """
    groups = by_executor(plan)
    if executor is not None:
        name = known_name(plan, executor)
        groups = {name: groups[name]}
    cards = _Cards(plan, qr=qr)
    body: list[Paragraph | Table] = []
    for name, rows in groups.items():
        counted = sorted((row.filled for row in rows if _asked(row)), key=cards.first_day)
        if counted:
            body += cards.card(name, counted, first=not body)
    return paper(
        body,
        title=cards.title,
        language=plan.language,
        author=plan.author,
        created=created,
        numbered=False,
        manifest=manifest(plan, cards.wording) | {"plandoc.kind": HANDOUT},
    )


def _asked(row: ActivityRow) -> bool:
    return row.counted and not row.activity.excluded


class _Cards:
    def __init__(self, plan: Plan, *, qr: bool) -> None:
        self.plan = plan
        self.wording = Wording(plan.language)
        words = words_in(self.wording.language)
        self.words = words.handouts
        self.nobody = words.tracking.summary.nobody
        self.title = one_line(self.wording.title(plan))
        self.headings = {column.key: column.heading for column in columns_of(plan, self.wording)}
        self.headings = {**self.wording.words.columns, **self.headings}
        told = self.words.revision.format(revision=plan.revision)
        self.picture = (
            Picture(qr_of(plan), _SIDE, words.verify.qr.name, f"{self.title}. {told}")
            if qr
            else None
        )
        self.told = told
        self.numbered = numbered_tables(plan)

    def first_day(self, row: ActivityRow) -> date:
        """Return the last day of the first time at which a row is due."""
        return days_of(self.plan, row).spans[0].last

    def card(
        self, name: str, rows: Sequence[ActivityRow], *, first: bool
    ) -> Iterator[Paragraph | Table]:
        full = {one_line(short): one_line(text) for short, text in self.plan.short_names.items()}
        shown = one_line(name) or self.nobody
        head = full.get(shown, shown)
        head = capitalised(head)
        heading = line(
            with_non_breaking(head), TITLE, before=0, after=2, align="left", new_page=not first
        )
        about = [
            line(with_non_breaking(self.title), CELL, before=0, after=2),
            line(self.words.counted.format(count=len(rows)), NOTE, before=0, after=0),
        ]
        yield heading
        if self.picture is None:
            yield from about
        else:
            code = Paragraph((), CELL, align="right", before=0, after=0, picture=self.picture)
            caption = line(self.told, NOTE, align="right", before=0, after=0)
            widths = (PAGE.body - 45, 45.0)
            yield Table(widths, [Row([about, [code, caption]])], self.title, lined=False)
        yield line("", NOTE, before=0, after=0)
        yield self._table(rows, head)

    def _table(self, rows: Sequence[ActivityRow], described: str) -> Table:
        keys = ("deadline", "number", "title", "outcome")
        heads = Row([[line(self.headings[key], HEADING)] for key in keys], heading=True)
        height = max(_PEN, min(_ROOMY, _TABLE / len(rows)))
        whose = [Row([[line(f"{described} — {self.title}", NOTE)]], heading=True)]
        above = [*(whose if len(rows) > _MANY else []), heads]
        return Table(_WIDTHS, [*above, *(self._row(row, height) for row in rows)], described)

    def _row(self, row: ActivityRow, height: float) -> Row:
        def text(key: str) -> str:
            return with_non_breaking(cell_text(row, key, self.plan, self.wording))

        named = text("title")
        if row.whole:
            named = f"{with_non_breaking(headline(row.whole.activity.title))}: {named}"
        title = [Paragraph((Run(named),), CELL, size=_TEXT)]
        number = row.number if table_of(row.path) in self.numbered else ""
        if result := text("expected_result"):
            told = f"{one_line(self.headings['expected_result'])}: {result}"
            title.append(line(capitalised(told), NOTE, before=2, after=0))
        cells = [
            [*self._deadline(row, text("deadline"))],
            [line(number, CELL, align="center")],
            title,
            [line(text("outcome"), CELL)],
        ]
        return Row(cells, height=height)

    def _deadline(self, row: ActivityRow, told: str) -> Iterator[Paragraph]:
        """Yield the deadline in large type, and the month that only a heading of the plan says."""
        said = row.said
        month = self.wording.month(date(*said.month, 1)) if said.month else ""
        if not told.strip():
            told = month or (said.due.text if said.due else self.words.lasting)
            month = ""
        size = _DATE
        while size > _LEAST and widest_piece(told, size, bold=True)[1] > _WIDTHS[0] - PADDING:
            size -= 1
        yield Paragraph((Run(told, bold=True),), CELL, size=size)
        if month:
            yield line(month, NOTE, before=2, after=0)
