"""The chart of a report as a PNG; the only module that uses matplotlib, an optional extra.

Only its renderer is used, with glyph outlines of the font that it includes: no figure, no user
settings, no state, so the output is deterministic. Segments differ in lightness and hatching, so
that they can be distinguished on a black-and-white print.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from math import ceil
from pathlib import Path

import matplotlib as mpl
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D, Bbox
from PIL import Image

from plandoc.page.chart import Chart
from plandoc.page.measure import MM_PER_POINT, pieces
from plandoc.progress.figures import State

_DPI = 300
_MM_PER_INCH = 25.4
_FONT = "DejaVuSerif.ttf"
_SIZE = 9.0
_LEADING = 3.7
_OUTLINE_SIZE = 100
_POINTS_PER_INCH = 72
_SCALE = _SIZE / _OUTLINE_SIZE * MM_PER_POINT
_FIXED = 1 << 16
_SMALL_LETTER = 0.52
_CUT = "…"
_UNKNOWN = "□"
"""Replaces characters that are missing in the font."""

_NAMES = 0.38
_GAP = 2.5
_TOTALS = 8.0
_THICKNESS = 0.6
_SWATCH = 7.0
_LINE = 0.5
_HATCHING = 1.5
_SLANTED = frozenset(["/", "\\", "x"])
_COLOURS = 64
"""The number of colours, sufficient for fills and smooth edges; it keeps the file small."""

_INK = "#202020"
_PAPER = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class _Fill:
    """The fill of a state: its colour, and direction and colour of its hatching."""

    colour: str
    hatching: str = ""
    strokes: str = _INK
    figures: str = _INK


_FILLS = {
    State.ON_TIME: _Fill("#8FC492"),
    State.LATE: _Fill("#E3F1E3", "/", "#2F7A35"),
    State.DONE_UNDATED: _Fill(_PAPER, "\\", "#2F7A35"),
    State.PARTLY: _Fill("#FFF4C2", "-", "#A67C00"),
    State.OVERDUE: _Fill("#F3B3AC", "x", "#A32018"),
    State.NOT_DONE: _Fill("#4A4A4A", figures=_PAPER),
    State.POSTPONED: _Fill("#DCE8F4", "|", "#3B6EA5"),
    State.REMOVED: _Fill(_PAPER, "x", "#9A9A9A"),
    State.NOT_DUE: _Fill("#F4F4F4"),
}


def draw(chart: Chart) -> bytes:
    """Return the chart as a PNG without metadata."""
    sheet = _Sheet(chart.width, chart.height)
    names = chart.width * _NAMES
    unit = (chart.width - names - _GAP - _TOTALS) / max(bar.total for bar in chart.bars)
    for index, bar in enumerate(chart.bars):
        middle = chart.height - (index + 0.5) * chart.pitch
        lines = sheet.wrapped(bar.name, names, int(chart.pitch / _LEADING))
        for number, line in enumerate(lines):
            sheet.write(line, 0, middle + ((len(lines) - 1) / 2 - number) * _LEADING)
        left = names + _GAP
        for state, count in bar.parts:
            area = Bbox.from_bounds(left, middle, count * unit, chart.pitch * _THICKNESS)
            _draw_part(sheet, _FILLS[state], str(count), area.translated(0, -area.height / 2))
            left += area.width
        sheet.write(str(bar.total), left + _GAP / 2, middle)
    for index, (state, name) in enumerate(chart.legend):
        row, column = divmod(index, chart.abreast)
        left = _GAP / 4 + column * chart.width / chart.abreast
        middle = chart.legend_height - (row + 0.5) * chart.legend_row
        sheet.fill(_FILLS[state], Bbox.from_bounds(left, middle - _LEADING / 2, _SWATCH, _LEADING))
        sheet.write(name, left + _SWATCH + _GAP / 2, middle)
    return sheet.png()


def _draw_part(sheet: "_Sheet", fill: _Fill, figures: str, area: Bbox) -> None:
    """Draw a segment of a bar, with its figure if it fits."""
    sheet.fill(fill, area)
    left, bottom = area.min
    room = sheet.width_of(figures) + _GAP / 2
    if room <= area.width:
        left += (area.width - room) / 2
        middle = bottom + area.height / 2
        if fill.hatching:
            sheet.colour(Bbox.from_bounds(left, middle - _LEADING / 2, room, _LEADING), _PAPER)
        sheet.write(figures, left + _GAP / 4, middle, fill.figures)


class _Sheet:
    """A canvas in millimetres with its origin in the lower left corner."""

    def __init__(self, width: float, height: float) -> None:
        scale = _DPI / _MM_PER_INCH
        self.size = round(width * scale), round(height * scale)
        self.to_pixels = Affine2D().scale(scale)
        self.renderer = RendererAgg(*self.size, _DPI)
        self.font = FT2Font(str(Path(mpl.get_data_path(), "fonts", "ttf", _FONT)))
        self.font.set_size(_OUTLINE_SIZE, _POINTS_PER_INCH)
        self.letters: dict[str, tuple[Outline | None, float]] = {}
        self.colour(Bbox.from_bounds(0, 0, width, height), _PAPER)

    def colour(self, area: Bbox, colour: str) -> None:
        """Fill an area."""
        self._draw(_frame(area), colour)

    def fill(self, fill: _Fill, area: Bbox) -> None:
        """Fill, hatch and frame an area."""
        self.colour(area, fill.colour)
        for start, end in _strokes(fill.hatching, area):
            self._draw(Outline([start, end]), stroke=fill.strokes, within=area)
        self._draw(_frame(area), stroke=_INK)

    def write(self, text: str, x: float, middle: float, colour: str = _INK) -> None:
        """Write a line of text starting at `x`, vertically centred on its small letters."""
        baseline = middle - _SMALL_LETTER * _SIZE * MM_PER_POINT / 2
        for outline, advance in map(self._letter, text):
            if outline is not None:
                placed = Affine2D().scale(_SCALE).translate(x, baseline)
                self._draw(placed.transform_path(outline), colour)
            x += advance

    def width_of(self, text: str) -> float:
        """Return the width of a line of text."""
        return sum(self._letter(letter)[1] for letter in text)

    def wrapped(self, text: str, width: float, most: int) -> list[str]:
        """Return a text broken into lines, truncated with «…» if it does not fit."""
        lines = [""]
        for piece in pieces(text):
            if lines[-1] and self.width_of(lines[-1] + piece) > width:
                lines.append(piece.lstrip())
            else:
                lines[-1] += piece
        kept = lines[:most]
        if len(lines) > most:
            kept[-1] += _CUT
        return [self._cut(line.rstrip(), width) for line in kept]

    def _cut(self, line: str, width: float) -> str:
        if self.width_of(line) <= width:
            return line
        ends = accumulate(self._letter(letter)[1] for letter in line)
        room = width - self.width_of(_CUT)
        return line[: sum(end <= room for end in ends)].rstrip() + _CUT

    def png(self) -> bytes:
        """Return the picture."""
        drawn = Image.frombuffer("RGBA", self.size, self.renderer.buffer_rgba()).convert("RGB")
        picture = drawn.quantize(_COLOURS, dither=Image.Dither.NONE)
        target = BytesIO()
        picture.save(target, "png", dpi=(_DPI, _DPI))
        return target.getvalue()

    def _letter(self, letter: str) -> tuple[Outline | None, float]:
        """Return the outline and width of a letter, or of the replacement for a missing one."""
        if letter not in self.letters:
            known = self.font.get_char_index(ord(letter))
            glyph = self.font.load_char(ord(letter if known else _UNKNOWN), LoadFlags.NO_HINTING)
            corners, codes = self.font.get_path()
            outline = Outline(corners, codes) if len(corners) else None
            self.letters[letter] = outline, float(glyph.linearHoriAdvance) / _FIXED * _SCALE
        return self.letters[letter]

    def _draw(
        self, outline: Outline, colour: str = "", *, stroke: str = "", within: Bbox | None = None
    ) -> None:
        pen = self.renderer.new_gc()
        pen.set_snap(False)
        pen.set_linewidth(_LINE if stroke else 0)
        pen.set_foreground(stroke or colour)
        if within is not None:
            pen.set_clip_rectangle(within.transformed(self.to_pixels))
        self.renderer.draw_path(pen, outline, self.to_pixels, to_rgb(colour) if colour else None)


def _frame(area: Bbox) -> Outline:
    (left, bottom), (right, top) = area.min, area.max
    corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
    return Outline(corners, closed=True)


def _strokes(hatching: str, area: Bbox) -> Iterator[tuple[tuple[float, float], ...]]:
    """Yield the hatching lines of an area, which may extend beyond it."""
    (left, bottom), (right, top) = area.min, area.max
    if hatching == "-":
        for y in _steps(bottom, top):
            yield (left, y), (right, y)
    if hatching == "|":
        for x in _steps(left, right):
            yield (x, bottom), (x, top)
    for x in _steps(left - area.height, right) if hatching in _SLANTED else ():
        if hatching != "\\":
            yield (x, bottom), (x + area.height, top)
        if hatching != "/":
            yield (x, top), (x + area.height, bottom)


def _steps(start: float, end: float) -> Iterator[float]:
    return (start + n * _HATCHING for n in range(1, ceil((end - start) / _HATCHING)))
