"""The sheet «Как заполнять», and the hidden sheet of lists that identifies the workbook."""

from collections.abc import Iterable
from dataclasses import replace

from plandoc.formats.xlsx.sheets import cells
from plandoc.formats.xlsx.sheets.book import Name, Sheet
from plandoc.formats.xlsx.sheets.cells import Style
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.formats.xlsx.tracking.frame import recorded
from plandoc.formats.xlsx.tracking.known import DIGESTS, FRAMED, text_of
from plandoc.formats.xlsx.tracking.layout import Layout
from plandoc.formats.xlsx.tracking.register import STATUSES
from plandoc.progress.figures import SOON_DAYS
from plandoc.schema.outcome import Status

_TERM, _TEXT = 40.0, 135.0
_TERMED = Style(ruled=False, bold=True)


def write_guide(layout: Layout, sheet: Sheet, pen: Pen) -> None:
    """Write a page of instructions: what to fill in, the meaning of words, where to send it."""
    words = layout.words.guide
    headings = {column.key.rpartition(".")[2]: column.heading for column in layout.columns}
    author = layout.plan.author.strip()
    names = {
        **layout.words.sheets,
        **headings,
        "author": words.author.known.format(author=author) if author else "",
        **layout.wording.words.status,
        "choose_late": layout.words.states["choose_late"],
        "days": str(SOON_DAYS),
        **layout.samples,
    }
    row = 1
    title = words.title.format(**names)
    pen.put(sheet, row, 1, title, replace(_TERMED, size=14, wrapped=False))
    cells.set_height(sheet, row, cells.height(1, 14) + 6)

    def block(pairs: Iterable[tuple[str, str]], heading: str = "", fill: str = "") -> None:
        nonlocal row
        if heading:
            row += 1
            pen.put(sheet, row, 1, heading, replace(_TERMED, fill=cells.HEAD_PLAN, down="center"))
            pen.put(sheet, row, 2, None, replace(_TERMED, fill=cells.HEAD_PLAN))
            cells.set_height(sheet, row, cells.height(1) + 2)
        told = Style(fill=fill, ruled=bool(fill))
        for name, text in pairs:
            row += 1
            formatted = text.format(**names)
            pen.put(sheet, row, 1, name, _TERMED)
            pen.put(sheet, row, 2, formatted, told)
            lines = max(cells.lines_in(name, _TERM, bold=True), cells.lines_in(formatted, _TEXT))
            cells.set_height(sheet, row, cells.height(lines) + 3)

    block((step.heading, step.text) for step in words.steps)
    status = layout.wording.words.status
    sample = {"status": status["done"], **words.sample}
    block(((headings[key], text) for key, text in sample.items()), words.example, cells.OPEN)
    block(((status[key], text) for key, text in words.status.items()), words.statuses)
    states = layout.words.states
    block(((states[key], text) for key, text in words.state.items()), words.computed)
    cells.set_width(sheet, 1, _TERM)
    cells.set_width(sheet, 2, _TEXT)
    sheet.grid = False
    cells.page(sheet, footer=layout.words.page, landscape=False)
    sheet.on_one_page = True


def write_frame(sheets: Iterable[Sheet], header: int, lists: Sheet, pen: Pen) -> None:
    """Record the texts of sheets in columns J:K; of the first one, the register, its head.

    Formulas and the setting that may be changed are no texts.
    """
    plain = Style(ruled=False, wrapped=False, format="@")
    row = 0
    for number, sheet in enumerate(sheets):
        told = pen.told(sheet, None if number else header)
        texts = [(at, one if isinstance(one, str) else text_of(one)) for at, one in told]
        footer = sheet.paper.footer if sheet.paper else ""
        for piece in recorded([*texts, ("", footer)]):
            row += 1
            pen.put(lists, row, FRAMED, sheet.title, plain)
            pen.put(lists, row, DIGESTS, piece, plain)


def write_lists(layout: Layout, sheet: Sheet, pen: Pen) -> None:
    """Write the manifest, the column keys and the statuses, and name the range of statuses.

    Columns A:B have the manifest, which the custom properties have too, D:E column keys and
    headings, G:H keys and names of statuses, J:K the texts of visible sheets (`write_frame`).
    """
    plain = Style(ruled=False, wrapped=False, format="@")
    for row, (name, value) in enumerate(layout.manifest.items(), 1):
        pen.put(sheet, row, 1, name, plain)
        pen.put(sheet, row, 2, value, plain)
    for row, column in enumerate(layout.columns, 1):
        pen.put(sheet, row, 4, column.key, plain)
        pen.put(sheet, row, 5, column.heading, plain)
    for row, status in enumerate(Status, 1):
        pen.put(sheet, row, 7, status.value, plain)
        pen.put(sheet, row, 8, layout.wording.words.status[status], plain)
    pen.book.names.append(Name(STATUSES, sheet.area((1, 8), (len(Status), 8))))
    sheet.hidden = True
