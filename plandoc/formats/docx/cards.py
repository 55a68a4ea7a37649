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
from plandoc.progress.state import planned_due
from plandoc.schema.executors import by_executor, known_name
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.wording.columns import HANDOUT, cell_text, columns_of, manifest
from plandoc.wording.phrases import Wording, with_non_breaking
from plandoc.words.language import words_in
from plandoc.words.texts import one_line

_WIDTHS = (38.0, 14.0, 78.0, 50.0)
_DATE, _TEXT = 14.0, 12.0
_PEN = 18.0
_SIDE = 20.0


def render_cards(
    plan: Plan,
    *,
    executor: str | None = None,
    qr: bool = False,
    created: datetime | None = None,
) -> bytes:
    """Return a card for each executor as one DOCX, or that of one `executor` (`""`: of nobody).

    A card begins a page. It has the rows of the executor alone, the earliest first, with large
    deadlines and room to write. With `qr`, a code of 20 mm says in plain words which plan and
    revision it is of. The output is deterministic.

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
        counted = sorted((row.filled for row in rows if row.counted), key=_due)
        if counted:
            body += cards.card(name, counted, first=not body)
    return paper(
        body,
        title=cards.title,
        language=plan.language,
        author=plan.author,
        created=created,
        manifest=manifest(plan, cards.wording) | {"plandoc.kind": HANDOUT},
    )


def _due(row: ActivityRow) -> date:
    return planned_due(row)


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

    def card(
        self, name: str, rows: Sequence[ActivityRow], *, first: bool
    ) -> Iterator[Paragraph | Table]:
        full = {one_line(short): one_line(text) for short, text in self.plan.short_names.items()}
        shown = one_line(name) or self.nobody
        head = full.get(shown, shown)
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
        return Table(_WIDTHS, [heads, *map(self._row, rows)], described)

    def _row(self, row: ActivityRow) -> Row:
        def text(key: str) -> str:
            return with_non_breaking(cell_text(row, key, self.plan, self.wording))

        deadline = text("deadline") or self.wording.date(planned_due(row))
        title = [Paragraph((Run(text("title")),), CELL, size=_TEXT)]
        if result := text("expected_result"):
            told = f"{one_line(self.headings['expected_result'])}: {result}"
            title.append(line(told[:1].upper() + told[1:], NOTE, before=2, after=0))
        cells = [
            [Paragraph((Run(deadline, bold=True),), CELL, size=_DATE)],
            [line(row.number, CELL, align="center")],
            title,
            [line(text("outcome"), CELL)],
        ]
        return Row(cells, height=_PEN)
