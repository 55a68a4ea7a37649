"""A canvas in millimetres that draws fills, lines and texts into a PNG.

Only the renderer of matplotlib is used, with glyph outlines of the fonts that it includes: no
figure, no user settings, no state, so the output is deterministic.
"""

from collections.abc import Iterable, Iterator
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

from plandoc.page.measure import MM_PER_POINT, pieces

INK = "#202020"
PAPER = "#FFFFFF"

LEADING = 3.8
"""The height of a line of text in millimetres."""

_DPI = 300
_MM_PER_INCH = 25.4
_FONTS = ("STIXGeneral.ttf", "DejaVuSerif.ttf")
"""A face like Times with Cyrillic, and one that has the letters of more languages."""

_SIZE = 10.0
_OUTLINE_SIZE = 100
_POINTS_PER_INCH = 72
_SCALE = _SIZE / _OUTLINE_SIZE * MM_PER_POINT
_FIXED = 1 << 16
_SMALL_LETTER = 0.45
_CUT = "…"
_UNKNOWN = "□"
"""Replaces characters that are missing in the fonts."""

_LINE = 0.5
_HATCHING = 1.5
_SLANTED = frozenset(["/", "\\", "x"])
_COLOURS = 64
"""The number of colours, sufficient for fills and smooth edges; it keeps the file small."""

_SAMPLE = 4
"""Of so many pixels each way, one is asked for the colours: three quarters of the time is saved."""

_UPPER_BITS = 0b11111100
"""What Pillow compares of a level when it looks up the colour of a pixel in a palette.

So a palette has one white alone, and paper stays white.
"""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Fill:
    """A fill: its colour, direction and colour of its hatching, colour of figures on it."""

    colour: str
    hatching: str = ""
    strokes: str = INK
    figures: str = INK


class Canvas:
    """A canvas in millimetres with its origin in the lower left corner."""

    def __init__(self, width: float, height: float) -> None:
        scale = _DPI / _MM_PER_INCH
        self.size = round(width * scale), round(height * scale)
        self.to_pixels = Affine2D().scale(scale)
        self.renderer = RendererAgg(*self.size, _DPI)
        self.fonts = [FT2Font(str(Path(mpl.get_data_path(), "fonts", "ttf", f))) for f in _FONTS]
        for font in self.fonts:
            font.set_size(_OUTLINE_SIZE, _POINTS_PER_INCH)
        self.letters: dict[str, tuple[Outline | None, float]] = {}
        self.colour(Bbox.from_bounds(0, 0, width, height), PAPER)

    def colour(self, area: Bbox, colour: str) -> None:
        """Fill an area."""
        self._draw(_frame(area), colour)

    def fill(self, fill: Fill, area: Bbox) -> None:
        """Fill, hatch and frame an area."""
        self.colour(area, fill.colour)
        for start, end in _strokes(fill.hatching, area):
            self._draw(Outline([start, end]), stroke=fill.strokes, within=area)
        self._draw(_frame(area), stroke=INK)

    def line(self, points: Iterable[Point], colour: str = INK, *, width: float = _LINE) -> None:
        """Draw a line from point to point; its width is in three-hundredths of an inch."""
        self._draw(Outline(list(points)), stroke=colour, width=width)

    def write(self, text: str, x: float, middle: float, colour: str = INK) -> None:
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
        sample = drawn.resize([side // _SAMPLE for side in drawn.size], Image.Resampling.NEAREST)
        palette = sample.point(_whitened).quantize(_COLOURS)
        colours = palette.getpalette() or []
        palette.putpalette([level & _UPPER_BITS for level in colours])
        picture = drawn.quantize(palette=palette, dither=Image.Dither.NONE)
        picture.putpalette(colours)
        target = BytesIO()
        picture.save(target, "png", dpi=(_DPI, _DPI))
        return target.getvalue()

    def _letter(self, letter: str) -> tuple[Outline | None, float]:
        """Return the outline and width of a letter, or of the replacement for a missing one."""
        if letter not in self.letters:
            having = (font for font in self.fonts if font.get_char_index(ord(letter)))
            font = next(having, None)
            shown = _UNKNOWN if font is None else letter
            font = font or self.fonts[-1]
            glyph = font.load_char(ord(shown), LoadFlags.NO_HINTING)
            corners, codes = font.get_path()
            outline = Outline(corners, codes) if len(corners) else None
            self.letters[letter] = outline, float(glyph.linearHoriAdvance) / _FIXED * _SCALE
        return self.letters[letter]

    def _draw(
        self,
        outline: Outline,
        colour: str = "",
        *,
        stroke: str = "",
        within: Bbox | None = None,
        width: float = _LINE,
    ) -> None:
        pen = self.renderer.new_gc()
        pen.set_snap(False)
        pen.set_linewidth(width if stroke else 0)
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


def _whitened(level: int) -> int:
    return level if level < _UPPER_BITS else 255
