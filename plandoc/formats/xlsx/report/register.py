"""The sheet of activities with their states and outcomes."""

from dataclasses import replace
from functools import cache

from plandoc.formats.paints import figures_on
from plandoc.formats.xlsx.report.frame import COLOURS, COLUMNS, Column, Frame
from plandoc.formats.xlsx.sheets import cells
from plandoc.formats.xlsx.sheets.book import Sheet
from plandoc.formats.xlsx.sheets.cells import Style
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.formats.xlsx.sheets.table import HEAD, add_table, column_width, set_header_height
from plandoc.page.measure import wrap_anywhere
from plandoc.progress.figures import State

_WIDEST_TITLE = 250.0
_FROZEN = 120.0
"""Maximum width of the frozen columns in millimetres."""

_PLAIN = Style(ruled=False, wrapped=False)


def write_register(frame: Frame, sheet: Sheet, pen: Pen) -> None:
    """Write one row per activity, in plan order."""
    header = _head(frame, sheet, pen) + 1
    sheet.grid = False
    cells.page(sheet, footer=frame.words.page)
    if not frame.report.standings:
        pen.put(sheet, header, 1, frame.words.empty, _PLAIN)
        return
    headings = [frame.words.headings[column.key] for column in COLUMNS]
    rows = [[values[column.key] for column in COLUMNS] for values in frame.rows]
    widths = [
        column_width(
            heading, column.width, {text for row in rows if isinstance(text := row[n], str)}
        )
        for n, (heading, column) in enumerate(zip(headings, COLUMNS, strict=True))
    ]
    head = Style(
        size=HEAD, bold=True, fill=cells.HEAD_PLAN, across="center", down="center", format="@"
    )
    for number, (heading, width) in enumerate(zip(headings, widths, strict=True), 1):
        pen.put(sheet, header, number, heading, head)
        cells.set_width(sheet, number, width)
    set_header_height(sheet, header, headings, widths)
    columns = range(1, len(COLUMNS) + 1)
    styles = [_style(frame, column) for column in COLUMNS]
    plain = [*map(pen.style, styles)]
    state = [column.key for column in COLUMNS].index("state")

    @cache
    def looks_of(standing_in: State) -> list[int]:
        fill = COLOURS[standing_in]
        style = replace(styles[state], fill=fill, color=figures_on(fill))
        return [*plain[:state], pen.style(style), *plain[state + 1 :]]

    last = header
    for standing, values in zip(frame.report.standings, rows, strict=True):
        last += 1
        looks = looks_of(standing.state) if standing.row.counted else plain
        pen.line(sheet, last, columns, [None if v == "" else v for v in values], looks)
        heights = (
            cells.needed_height(value, width, style.size)
            for value, width, style in zip(values, widths, styles, strict=True)
            if isinstance(value, str)
        )
        cells.set_height(sheet, last, *heights)
    add_table(sheet, "plandoc_activities", headings, header, last)
    _view(sheet, header, last, widths)


def _head(frame: Frame, sheet: Sheet, pen: Pen) -> int:
    """Write the title and the day; return the last row used."""
    row = 0
    for line in wrap_anywhere(frame.title, _WIDEST_TITLE, 14, bold=True):
        row += 1
        pen.put(sheet, row, 1, line, replace(_PLAIN, size=14, bold=True))
        cells.set_height(sheet, row, cells.height(1, 14))
    row += 1
    pen.put(sheet, row, 1, frame.as_of, replace(_PLAIN, color=cells.GREY))
    cells.set_height(sheet, row)
    return row


def _style(frame: Frame, column: Column) -> Style:
    style = Style(size=column.size, format="@", across="center" if column.centered else "left")
    if column.dated:
        return replace(style, format=frame.words.date_format)
    return replace(style, format="0") if column.key == "late_by" else style


def _view(sheet: Sheet, header: int, last: int, widths: list[float]) -> None:
    keys = [column.key for column in COLUMNS]
    frozen = keys.index("title") + 1
    if sum(widths[:frozen]) > _FROZEN:
        frozen = 1
    cells.freeze(sheet, frozen, header)
    sheet.repeat(header, header)
    sheet.print_only((1, 1), (last, len(keys)))
