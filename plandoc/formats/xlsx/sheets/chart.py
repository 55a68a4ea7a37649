"""Native Excel charts: stacked bars with a title, axis titles and an alternative text."""

from collections.abc import Mapping
from typing import Any

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from plandoc.formats.paints import Paint
from plandoc.formats.xlsx.sheets.cells import FONT

_PATTERNS = {
    "/": "wdUpDiag", "\\": "wdDnDiag", "x": "openDmnd", "-": "narHorz", "|": "narVert",
    ".": "pct20",
}  # fmt: skip

_OUTLINE = "404040"
_THIN = 6.5
"""Height per bar in millimetres below which bars are drawn closer together."""


def stacked_bars(  # noqa: PLR0913
    sheet: Worksheet,
    *,
    rows: tuple[int, int, int],
    names: int,
    series: Mapping[int, Paint],
    title: str,
    axes: tuple[str, str],
    size: tuple[float, float],
    description: str = "",
    step: int | None = None,
) -> Any:
    """Return a chart of a table: one bar per row, one segment per column.

    `rows` are the heading row, the first and the last row; `names` is the column of names; `series`
    maps columns to fills; `step` is the step of the number axis. The alternative text defaults to
    the title.
    """
    header, top, bottom = rows
    chart: Any = BarChart()
    chart.type = "bar"
    chart.grouping = "stacked"
    chart.overlap = 100
    chart.gapWidth = 60
    chart.title = title
    chart.description = description or title
    chart.width, chart.height = size[0] / 10, size[1] / 10
    for column, paint in series.items():
        values = Reference(sheet, min_col=column, min_row=top, max_row=bottom)
        one: Any = Series(values, title=None)
        one.tx = _title(sheet, header, column)
        one.graphicalProperties = _filled(paint)
        one.graphicalProperties.line.solidFill = _OUTLINE
        one.dLbls = DataLabelList()
        one.dLbls.numFmt = "#"  # zeros are not written
        if paint.hatching:
            one.dLbls.spPr = GraphicalProperties(solidFill="FFFFFF")
        else:
            look = CharacterProperties(sz=1000, solidFill=paint.figures, latin=Font(typeface=FONT))
            properties = ParagraphProperties(defRPr=look)
            one.dLbls.txPr = RichText(p=[Paragraph(pPr=properties)])
        one.dLbls.showVal = True
        one.dLbls.showSerName = one.dLbls.showCatName = one.dLbls.showLegendKey = False
        one.dLbls.showPercent = one.dLbls.showBubbleSize = False
        chart.series.append(one)
    chart.set_categories(Reference(sheet, min_col=names, min_row=top, max_row=bottom))
    chart.legend.position = "b"
    chart.x_axis.scaling.orientation = "maxMin"  # the first row stands at the top
    chart.x_axis.title = axes[0] or None
    chart.y_axis.title = axes[1]
    for titled in (chart, chart.x_axis, chart.y_axis):
        if titled.title is not None:
            titled.title.overlay = False
    chart.legend.overlay = False
    chart.y_axis.numFmt = "0"
    chart.y_axis.scaling.min = 0
    chart.y_axis.majorUnit = step
    chart.y_axis.crosses = "max"
    if size[1] < _THIN * (bottom - top + 1):
        _set_thin(chart)
    chart.x_axis.delete = chart.y_axis.delete = False
    return chart


def _filled(paint: Paint) -> Any:
    """Return the fill of a series."""
    if not paint.hatching:
        return GraphicalProperties(solidFill=paint.colour)
    filled: Any = GraphicalProperties(pattFill=PatternFillProperties())
    filled.pattFill.prst = _PATTERNS[paint.hatching]
    filled.pattFill.fgClr, filled.pattFill.bgClr = ColorChoice(), ColorChoice()
    filled.pattFill.fgClr.srgbClr = paint.strokes
    filled.pattFill.bgClr.srgbClr = paint.colour
    return filled


def _set_thin(chart: Any) -> None:
    """Draw bars closer together and names smaller, so that no name is omitted."""
    chart.gapWidth = 30
    look = CharacterProperties(sz=800, latin=Font(typeface=FONT))
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=CharacterProperties())
    chart.x_axis.txPr = RichText(p=[paragraph])
    chart.x_axis.tickLblSkip = 1


def _title(sheet: Worksheet, row: int, column: int) -> Any:
    return SeriesLabel(strRef=StrRef(str(Reference(sheet, min_col=column, min_row=row))))
