"""The first sheet: figures of the whole plan beside a chart, then the sections."""

from dataclasses import replace
from fractions import Fraction

from plandoc.formats.paints import figures_on
from plandoc.formats.xlsx.report.breakdown import Breakdown
from plandoc.formats.xlsx.report.frame import COLOURS, Frame
from plandoc.formats.xlsx.sheets import cells
from plandoc.formats.xlsx.sheets.book import Sheet
from plandoc.formats.xlsx.sheets.cells import Style
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.progress.figures import State

_BESIDE = 0.6
"""Maximum height of a chart beside the figures as a share of the page; a taller one goes below."""

_MARGIN = 4.0
_NAME = Style(format="@")


def write_totals(frame: Frame, sheet: Sheet, pen: Pen) -> None:
    """Write the figures of the plan and of its sections, if it has any."""
    lines = frame.report.sections
    whole = [line.key for line in lines] == [""]
    if whole:
        lines = (replace(lines[0], name=frame.report_words.names.total),)
    written = Breakdown(frame, sheet, pen, "plan" if whole else "sections", lines)
    flow = written.flow
    height = written.chart_height(flow.page * _BESIDE) if lines else 0.0
    if not lines or height > flow.page * _BESIDE:
        written.write(above=lambda: _figures(written))
        return
    written.write_head()
    flow.gap()
    top = flow.row + 1
    _figures(written)
    flow.reserve(top, height)
    written.write_table()
    written.write_rules()
    beside = sum(column.width for column in written.columns[: written.first])
    chart = written.chart(flow.width - beside - _MARGIN, height)
    sheet.charts.append((chart, top, written.first + 1))
    flow.fit()


def _figures(written: Breakdown) -> None:
    """Write the figures of the whole plan, one per row."""
    frame, total = written.frame, written.frame.report.total
    figures = frame.words.figures
    of = frame.words.of
    on_time = of.format(
        name=figures["on_time_share"], part=total.due_states[State.ON_TIME], whole=total.due
    )
    done = of.format(name=figures["done_share"], part=total.done, whole=total.left)
    rows: list[tuple[str, int | Fraction | None, str]] = [
        (figures["planned"], total.planned, cells.HEAD_PLAN),
        (figures["due"], total.due, cells.HEAD_PLAN),
        *((frame.state(state), total.states[state], COLOURS[state]) for state in State),
        (on_time, total.on_time_share, cells.HEAD_PLAN),
        (done, total.done_share, cells.HEAD_PLAN),
    ]
    for name, figure, fill in rows:
        written.flow.row += 1
        row = written.flow.row
        for column in range(1, written.first):
            text = name if column == 1 else None
            style = replace(_NAME, wrapped=False, ruled=False, fill=fill, color=figures_on(fill))
            written.pen.put(written.sheet, row, column, text, style)
        written.figure(row, written.first, figure, bold=True)
        cells.set_height(written.sheet, row)
