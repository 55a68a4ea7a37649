"""The wall plan as a DOCX: one sheet, a box for each month, numbers coloured by section."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from plandoc.formats.docx.paper import CELL, TITLE, Paragraph, Row, Run, Table, line, paper
from plandoc.page.sheet import PAPERS, Page
from plandoc.page.wall import Box, Entry, Wall, balanced, wall_of
from plandoc.schema.layout import PaperSize
from plandoc.schema.plan import Plan
from plandoc.wording.columns import HANDOUT, manifest
from plandoc.wording.phrases import Wording, with_non_breaking
from plandoc.words.language import words_in

_MARGIN = 10.0
_HEAD = "D9D9D9"


def render_wall(
    plan: Plan, *, paper_size: PaperSize = PaperSize.A3, created: datetime | None = None
) -> bytes:
    """Return a plan for the wall as a DOCX: a landscape sheet with a box for each month.

    The sheet is of `paper_size`. Activities have numbers, days and short titles; the colour behind
    a number is that of the section. What recurs in more than three months, or has no day, stands
    below the boxes. The type is as large as fits on the sheet, from 14 to 8 points. The output is
    deterministic.
    """
    short, long = PAPERS[paper_size]
    page = Page(
        width=long, height=short, left=_MARGIN, right=_MARGIN, top=_MARGIN, bottom=_MARGIN,
        requisite_size=14, table_size=12,
    )  # fmt: skip
    wall = wall_of(plan, page)
    words = words_in(Wording(plan.language).language).handouts
    size = wall.size + 6
    title = balanced(wall.title, size, page.body)
    body: list[Paragraph | Table] = [
        line(with_non_breaking(title), TITLE, before=0, after=6, size=size)
    ]
    if wall.rows:
        body.append(_boxes(wall, page, wall.title))
    if wall.lasting:
        body.append(line("", CELL, before=0, after=0, size=4))
        body.append(_lasting(wall, page, words.lasting))
    body += _legend(wall, words.last_month)
    return paper(
        body, title=wall.title, language=plan.language, author=plan.author, created=created,
        page=page, manifest=manifest(plan, Wording(plan.language)) | {"plandoc.kind": HANDOUT},
    )  # fmt: skip


def _boxes(wall: Wall, page: Page, described: str) -> Table:
    abreast = max(map(len, wall.rows))
    rows = []
    for boxes, height in zip(wall.rows, wall.heights, strict=True):
        blank = [Box("", ())] * (abreast - len(boxes))
        shown = [*boxes, *blank]
        heads = [[_heading(box.name, wall.size)] for box in shown]
        rows.append(Row(heads, keep=True, fills=[_HEAD if box.name else "" for box in shown]))
        rows.append(Row([[*_entries(box.entries, wall.size)] for box in shown], height=height))
    return Table([page.body / abreast] * abreast, rows, described)


def _lasting(wall: Wall, page: Page, heading: str) -> Table:
    """Return what lasts in two columns below one heading."""
    half = (len(wall.lasting) + 1) // 2
    columns = [wall.lasting[:half], wall.lasting[half:]]
    cells = [[*_entries(entries, wall.size)] for entries in columns]
    head = Row([[_heading(heading, wall.size)]], keep=True, fills=[_HEAD])
    return Table([page.body / 2] * 2, [head, Row(cells)], heading)


def _heading(text: str, size: float) -> Paragraph:
    run = Run(text, bold=True)
    return Paragraph((run,), CELL, align="center", before=0, after=0, size=size + 1)


def _entries(entries: Sequence[Entry], size: float) -> Iterator[Paragraph]:
    for entry in entries:
        runs = []
        if entry.number:
            runs += [Run(f"\u00a0{entry.number}\u00a0", bold=True, fill=entry.colour), Run(" ")]
        if entry.days:
            runs += [Run(entry.days, bold=True), Run(" ")]
        runs.append(Run(with_non_breaking(entry.title)))
        yield Paragraph(tuple(runs), CELL, before=0, after=1, size=size)


def _legend(wall: Wall, note: str) -> Iterator[Paragraph]:
    size = max(8.0, wall.size - 2)
    for number, (name, numbers, colour) in enumerate(wall.sections):
        told = f"\u00a0{numbers}\u00a0" if numbers else "\u00a0" * 4
        runs = (Run(told, fill=colour), Run(f"\u00a0{with_non_breaking(name)}"))
        yield Paragraph(runs, CELL, before=0 if number else 4, after=0, size=size)
    yield line(with_non_breaking(note), CELL, before=2, after=0, size=size)
