"""The pictures of a report as PNGs, drawn with matplotlib, an optional extra.

Segments differ in lightness and hatching, and lines in their dashes and marks, so that they can be
distinguished on a black-and-white print.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import hypot

from matplotlib.transforms import Bbox

from plandoc.formats.docx.canvas import INK, LEADING, PAPER, Canvas, Fill, Point
from plandoc.formats.paints import PAINTS
from plandoc.page.chart import Bar, Chart
from plandoc.page.overview import CurveChart, OverviewChart
from plandoc.progress.figures import State

_NAMES = 0.38
_GAP = 2.5
_TOTALS = 8.0
_THICKNESS = 0.6
_SWATCH = 7.0
_TODAY = "#606060"

_FILLS: Mapping[State, Fill] = {
    state: Fill(f"#{paint.colour}", paint.hatching, f"#{paint.strokes}", f"#{paint.figures}")
    for state, paint in PAINTS.items()
}

_AXIS, _TICKS = 8.0, 5
_DASH, _PAUSE = 2.2, 1.4
_BOLD, _THIN = 3.5, 1.2
_MARK = 0.8


def draw(chart: Chart) -> bytes:
    """Return the chart as a PNG without metadata."""
    sheet = Canvas(chart.width, chart.height)
    names = chart.width * _NAMES
    unit = (chart.width - names - _GAP - _TOTALS) / max(bar.total for bar in chart.bars)
    for index, bar in enumerate(chart.bars):
        middle = chart.height - (index + 0.5) * chart.pitch
        lines = sheet.wrapped(bar.name, names, int(chart.pitch / LEADING))
        for number, line in enumerate(lines):
            sheet.write(line, 0, middle + ((len(lines) - 1) / 2 - number) * LEADING)
        left = names + _GAP
        area = Bbox.from_bounds(left, middle, unit, chart.pitch * _THICKNESS)
        right = _draw_bar(sheet, bar, area.translated(0, -area.height / 2))
        sheet.write(str(bar.total), right + _GAP / 2, middle)
    _draw_legend(sheet, chart, chart.legend_height, chart.width)
    return sheet.png()


def draw_overview(overview: OverviewChart) -> bytes:
    """Return the one bar of the whole plan and its curve as a PNG without metadata."""
    sheet = Canvas(overview.width, overview.height)
    bar, top = overview.bar, overview.height
    unit = (overview.bar_width - 1) / max(1, bar.total)
    _draw_bar(sheet, bar, Bbox.from_bounds(0.5, top - overview.thickness, unit, overview.thickness))
    _draw_legend(sheet, overview, top - overview.thickness - _GAP / 2, overview.bar_width)
    if overview.curve:
        left, bottom, width, height = overview.curve_place
        _draw_curve(sheet, overview.curve, Bbox.from_bounds(left, bottom, width, height))
    return sheet.png()


def _draw_bar(sheet: Canvas, bar: Bar, unit: Bbox) -> float:
    """Draw a bar that begins with one activity in the area of `unit`; return its right end."""
    left = unit.x0
    for state, count in bar.parts:
        area = Bbox.from_bounds(left, unit.y0, count * unit.width, unit.height)
        _draw_part(sheet, _FILLS[state], str(count), area)
        left += area.width
    return float(left)


def _draw_part(sheet: Canvas, fill: Fill, figures: str, area: Bbox) -> None:
    """Draw a segment of a bar, with its figure if it fits."""
    sheet.fill(fill, area)
    left, bottom = area.min
    room = sheet.width_of(figures) + _GAP / 2
    if room <= area.width:
        left += (area.width - room) / 2
        middle = bottom + area.height / 2
        if fill.hatching:
            sheet.colour(Bbox.from_bounds(left, middle - LEADING / 2, room, LEADING), PAPER)
        sheet.write(figures, left + _GAP / 4, middle, fill.figures)


def _draw_legend(sheet: Canvas, chart: Chart | OverviewChart, top: float, width: float) -> None:
    for index, (state, name) in enumerate(chart.legend):
        row, column = divmod(index, chart.abreast)
        start = _GAP / 4 + column * width / chart.abreast
        middle = top - (row + 0.5) * chart.legend_row
        sheet.fill(_FILLS[state], Bbox.from_bounds(start, middle - LEADING / 2, _SWATCH, LEADING))
        sheet.write(name, start + _SWATCH + _GAP / 2, middle)


def _draw_curve(sheet: Canvas, curve: CurveChart, area: Bbox) -> None:
    """Draw plan (dashed, hollow marks) and fact (solid, full marks) over the months."""
    named = (3 if any(curve.years) else 2) * LEADING + 1.5
    plot = Bbox.from_extents(
        area.x0 + _AXIS, area.y0 + named, area.x1 - _AXIS, area.y1 - LEADING - 1.5
    )
    ticks = _ticks(max(1, *curve.planned, *curve.done))
    most = ticks[-1]
    step = plot.width / len(curve.months)

    def place(month: float, count: float) -> Point:
        return plot.x0 + month * step, plot.y0 + count / most * plot.height

    for count in ticks:
        x, y = place(0, count)
        sheet.line([(x, y), (plot.x1, y)], "#D0D0D0")
        text = str(count)
        sheet.write(text, x - sheet.width_of(text) - 1, y)
    for number, name in enumerate(curve.months):
        if number % curve.every == 0:
            x = place(number + 0.5, 0)[0]
            sheet.write(name, x - sheet.width_of(name) / 2, plot.y0 - LEADING / 2 - 0.5)
    for number, year in enumerate(curve.years):
        x = place(number + 0.5, 0)[0]
        sheet.write(year, x - sheet.width_of(year) / 2, plot.y0 - 1.5 * LEADING - 0.5)
    x = place(curve.today, 0)[0]
    _dashed(sheet, [(x, plot.y0), (x, plot.y1 + 1)], _TODAY, _THIN, dash=0.6)
    left = min(max(area.x0, x - sheet.width_of(curve.as_of) / 2),
               area.x1 - sheet.width_of(curve.as_of))  # fmt: skip
    sheet.write(curve.as_of, left, plot.y1 + 1 + LEADING / 2, _TODAY)
    planned = [place(n, count) for n, count in enumerate((0, *curve.planned))]
    done = [place(n, count) for n, count in enumerate((0, *curve.done))]
    if curve.done:  # the month of the report is not over
        done[-1] = place(curve.today, curve.done[-1])
    _dashed(sheet, planned, INK, _THIN * 2)
    sheet.line(done, INK, width=_BOLD)
    for point in planned[1:]:
        sheet.fill(Fill(PAPER), _marked(point))
    for point in done[1:]:
        sheet.fill(Fill(INK), _marked(point))
    middle, start = area.y0 + LEADING / 2 + 0.3, plot.x0
    _dashed(sheet, [(start, middle), (start + _SWATCH, middle)], INK, _THIN * 2)
    sheet.fill(Fill(PAPER), _marked((start + _SWATCH / 2, middle)))
    sheet.write(curve.plan_name, start + _SWATCH + 1, middle)
    start += _SWATCH + sheet.width_of(curve.plan_name) + 3 * _GAP
    sheet.line([(start, middle), (start + _SWATCH, middle)], INK, width=_BOLD)
    sheet.fill(Fill(INK), _marked((start + _SWATCH / 2, middle)))
    sheet.write(curve.fact_name, start + _SWATCH + 1, middle)


def _ticks(most: int) -> range:
    """Return round counts from 0 to no less than `most`, at most five above 0."""
    units = (unit * 10**power for power in range(9) for unit in (1, 2, 5))
    step = next(unit for unit in units if unit * _TICKS >= most)
    return range(0, most + step, step)


def _marked(point: Point) -> Bbox:
    x, y = point
    return Bbox.from_bounds(x - _MARK, y - _MARK, 2 * _MARK, 2 * _MARK)


def _dashed(
    sheet: Canvas, points: Sequence[Point], colour: str, width: float, *, dash: float = _DASH
) -> None:
    for start, end in pairwise(points):
        for dashed in _dashes(start, end, dash):
            sheet.line(dashed, colour, width=width)


def _dashes(start: Point, end: Point, dash: float) -> Iterator[tuple[Point, Point]]:
    length, at = hypot(end[0] - start[0], end[1] - start[1]), 0.0
    while at < length:
        a, b = at / length, min(1.0, (at + dash) / length)
        yield _between(start, end, a), _between(start, end, b)
        at += dash + (_PAUSE if dash == _DASH else dash)


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
