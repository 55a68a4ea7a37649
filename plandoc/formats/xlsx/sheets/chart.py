"""Native Excel charts: stacked bars with a title, axis titles and an alternative text."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from plandoc.formats.paints import Paint
from plandoc.formats.xlsx.sheets.book import Sheet
from plandoc.formats.xlsx.sheets.cells import FONT
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.ooxml.markup import DECLARED, escape

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAW = "http://schemas.openxmlformats.org/drawingml/2006/main"

_PATTERNS = {
    "/": "wdUpDiag", "\\": "wdDnDiag", "x": "openDmnd", "-": "narHorz", "|": "narVert",
    ".": "pct20",
}  # fmt: skip

_OUTLINE = "404040"
_THIN = 6.5
"""Height per bar in millimetres below which bars are drawn closer together."""

_HEADER, _TOP, _BOTTOM = 0, 1, 2
"""The places of the rows of a chart."""


class _Cells(NamedTuple):
    """Cells of a column from which a chart draws: from which to which of its rows."""

    column: int
    first: int
    last: int
    is_text: bool = True


class Chart(NamedTuple):
    """A chart: its XML with places for cells, its rows, size in millimetres, alternative text."""

    drawn: tuple[str | _Cells, ...]
    rows: tuple[int, int, int]
    size: tuple[float, float]
    description: str

    def xml(self, sheet: Sheet, pen: Pen) -> bytes:
        """Return the part of the chart of a sheet, whose cells are written.

        It remembers the values of its cells, for programs that draw it without computing them.
        """
        return "".join(
            piece if isinstance(piece, str) else self._told(piece, sheet, pen)
            for piece in self.drawn
        ).encode()

    def _told(self, cells: _Cells, sheet: Sheet, pen: Pen) -> str:
        first, last = self.rows[cells.first], self.rows[cells.last]
        reference = sheet.area((first, cells.column), (last, cells.column))
        values = [pen.value(sheet, row, cells.column) for row in range(first, last + 1)]
        kind = "str" if cells.is_text else "num"
        cache = ""
        if cells.is_text or all(isinstance(one, int | float) for one in values):
            points = "".join(
                f'<pt idx="{n}"><v>{escape(str(one))}</v></pt>'
                for n, one in enumerate(values)
                if one is not None
            )
            cache = f'<{kind}Cache><ptCount val="{len(values)}"/>{points}</{kind}Cache>'
        return f"<{kind}Ref><f>{escape(reference)}</f>{cache}</{kind}Ref>"


def stacked_bars(  # noqa: PLR0913
    *,
    rows: tuple[int, int, int],
    names: int,
    series: Mapping[int, Paint],
    title: str,
    axes: tuple[str, str],
    size: tuple[float, float],
    description: str = "",
    step: int | None = None,
) -> Chart:
    """Return a chart of a table on the same sheet: one bar per row, one segment per column.

    `rows` are the heading row, the first and the last row; `names` is the column of names; `series`
    maps columns to fills; `step` is the step of the number axis. The alternative text defaults to
    the title.
    """
    thin = size[1] < _THIN * (rows[_BOTTOM] - rows[_TOP] + 1)
    drawn = _drawn(names, tuple(series.items()), title, axes, step, thin=thin)
    return Chart(drawn, rows, size, description or title)


@lru_cache(maxsize=64)
def _drawn(  # noqa: PLR0913
    names: int,
    series: tuple[tuple[int, Paint], ...],
    title: str,
    axes: tuple[str, str],
    step: int | None,
    *,
    thin: bool,
) -> tuple[str | _Cells, ...]:
    """Return a chart without its rows; the first bar stands at the top."""
    head = (
        f'{DECLARED}<chartSpace xmlns="{_CHART}" xmlns:a="{_DRAW}"><chart>{_titled(title)}'
        '<plotArea><barChart><barDir val="bar"/><grouping val="stacked"/>'
    )
    pieces: list[str | _Cells] = [head]
    for number, (column, paint) in enumerate(series):
        pieces += [
            f'<ser><idx val="{number}"/><order val="{number}"/><tx>',
            _Cells(column, _HEADER, _HEADER),
            f"</tx>{_filled(paint)}{_figures(paint)}<cat>",
            _Cells(names, _TOP, _BOTTOM),
            "</cat><val>",
            _Cells(column, _TOP, _BOTTOM, is_text=False),
            "</val></ser>",
        ]
    foot = (
        f'<gapWidth val="{30 if thin else 60}"/><overlap val="100"/>'
        f'<axId val="10"/><axId val="100"/></barChart>{_axes(axes, step, thin=thin)}</plotArea>'
        '<legend><legendPos val="b"/><overlay val="0"/></legend>'
        '<plotVisOnly val="1"/><dispBlanksAs val="gap"/></chart>'
        f"<txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{_look(1000)}</a:pPr>"
        '<a:endParaRPr lang="ru-RU"/></a:p></txPr></chartSpace>'
    )
    return (*pieces, foot)


def _axes(titles: tuple[str, str], step: int | None, *, thin: bool) -> str:
    """Return the axis of names, none of which is left out, and that of whole numbers."""
    small = _letters(_look(800), "<a:endParaRPr/>") if thin else ""
    every = '<tickLblSkip val="1"/>' if thin else ""
    stepped = f'<majorUnit val="{step}"/>' if step else ""
    unmarked = '<majorTickMark val="none"/><minorTickMark val="none"/>'
    return (
        '<catAx><axId val="10"/><scaling><orientation val="maxMin"/></scaling><delete val="0"/>'
        f'<axPos val="l"/>{_titled(titles[0])}{unmarked}{small}'
        f'<crossAx val="100"/><lblOffset val="100"/>{every}</catAx>'
        '<valAx><axId val="100"/><scaling><orientation val="minMax"/><min val="0"/></scaling>'
        f'<delete val="0"/><axPos val="l"/><majorGridlines/>{_titled(titles[1])}'
        f'<numFmt formatCode="0" sourceLinked="0"/>{unmarked}'
        f'<crossAx val="10"/><crosses val="max"/>{stepped}</valAx>'
    )


def _look(size: int, colour: str = "", bold: str = "") -> str:
    """Return the look of letters, in hundredths of a point."""
    ink = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>' if colour else ""
    return f'<a:defRPr sz="{size}"{bold}>{ink}<a:latin typeface="{FONT}"/></a:defRPr>'


def _letters(look: str, end: str = "") -> str:
    """Return the element that gives a look to labels."""
    return f"<txPr><a:bodyPr/><a:p><a:pPr>{look}</a:pPr><a:r><a:t/></a:r>{end}</a:p></txPr>"


def _titled(text: str) -> str:
    if not text:
        return ""
    look = _look(1100, bold=' b="1"')
    told = f"<a:pPr>{look}</a:pPr><a:r><a:t>{escape(text)}</a:t></a:r>"
    rich = f"<rich><a:bodyPr/><a:p>{told}</a:p></rich>"
    return f'<title><tx>{rich}</tx><overlay val="0"/></title>'


def _filled(paint: Paint) -> str:
    """Return the fill and the outline of a series."""
    fill = f'<a:solidFill><a:srgbClr val="{paint.colour}"/></a:solidFill>'
    if paint.hatching:
        fill = (
            f'<a:pattFill prst="{_PATTERNS[paint.hatching]}">'
            f'<a:fgClr><a:srgbClr val="{paint.strokes}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="{paint.colour}"/></a:bgClr></a:pattFill>'
        )
    line = f'<a:solidFill><a:srgbClr val="{_OUTLINE}"/></a:solidFill><a:prstDash val="solid"/>'
    return f"<spPr>{fill}<a:ln>{line}</a:ln></spPr>"


def _figures(paint: Paint) -> str:
    """Return the labels of a series: its numbers, but no zeros; hatching has paper below them."""
    shown = _letters(_look(1000, paint.figures))
    if paint.hatching:
        paper = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
        shown = f'<spPr>{paper}<a:ln><a:prstDash val="solid"/></a:ln></spPr>'
    said = "".join(
        f'<show{name} val="{int(name == "Val")}"/>'
        for name in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    )
    return f'<dLbls><numFmt formatCode="#" sourceLinked="0"/>{shown}{said}</dLbls>'
