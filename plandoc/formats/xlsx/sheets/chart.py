"""Native Excel charts: stacked bars with a title, axis titles and an alternative text."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from lxml import etree
from lxml.etree import _Element
from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.reference import DummyWorksheet
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from plandoc.formats.paints import Paint
from plandoc.formats.xlsx.sheets.cells import FONT

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAW = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART_TEXT = (
    f'<c:txPr xmlns:c="{_CHART[1:-1]}" xmlns:a="{_DRAW[1:-1]}"><a:bodyPr/><a:lstStyle/><a:p><a:pPr>'
    f'<a:defRPr sz="1000"><a:latin typeface="{FONT}"/></a:defRPr></a:pPr>'
    '<a:endParaRPr lang="ru-RU"/></a:p></c:txPr>'
)

_PATTERNS = {
    "/": "wdUpDiag", "\\": "wdDnDiag", "x": "openDmnd", "-": "narHorz", "|": "narVert",
    ".": "pct20",
}  # fmt: skip

_OUTLINE = "404040"
_HEADER, _TOP, _BOTTOM = 999_997, 999_998, 999_999
"""Rows for which a chart is drawn once."""

_ROW = re.compile("99999[789]$|99999[789](?=:)")
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
    _, top, bottom = rows
    xml = _drawn(
        sheet.title,
        names,
        tuple(series.items()),
        title,
        axes,
        step,
        single=top == bottom,
        thin=size[1] < _THIN * (bottom - top + 1),
    )
    return _Drawn(
        xml, dict(zip((_HEADER, _TOP, _BOTTOM), rows, strict=True)), description or title, size
    )


class _Drawn(ChartBase):
    """A chart that was drawn for some rows, to be moved to others."""

    def __init__(
        self, xml: bytes, rows: Mapping[int, int], description: str, size: tuple[float, float]
    ) -> None:
        super().__init__()
        self._xml, self._rows = xml, rows
        self.description = description
        shown: Any = self
        shown.width, shown.height = size[0] / 10, size[1] / 10

    def _write(self) -> Any:
        root = etree.fromstring(self._xml)
        for formula in root.iter(f"{_CHART}f"):
            formula.text = _ROW.sub(lambda row: str(self._rows[int(row[0])]), formula.text or "")
        return root


@lru_cache(maxsize=64)
def _drawn(  # noqa: PLR0913, PLR0917
    sheet: str,
    names: int,
    series: tuple[tuple[int, Paint], ...],
    title: str,
    axes: tuple[str, str],
    step: int | None,
    *,
    single: bool,
    thin: bool,
) -> bytes:
    """Return a chart of rows that stand for those of a table, or for the only one."""
    page: Any = DummyWorksheet(sheet)
    bottom = _TOP if single else _BOTTOM
    chart: Any = BarChart()
    chart.type = "bar"
    chart.grouping = "stacked"
    chart.overlap = 100
    chart.gapWidth = 60
    chart.title = title
    for column, paint in series:
        values = Reference(page, min_col=column, min_row=_TOP, max_row=bottom)
        one: Any = Series(values, title=None)
        one.tx = _title(page, _HEADER, column)
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
    chart.set_categories(Reference(page, min_col=names, min_row=_TOP, max_row=bottom))
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
    if thin:
        _set_thin(chart)
    chart.x_axis.delete = chart.y_axis.delete = False
    root = etree.fromstring(tostring(chart._write()))  # noqa: SLF001
    _show_chart(root)
    return etree.tostring(root)


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


def _title(sheet: Any, row: int, column: int) -> Any:
    return SeriesLabel(strRef=StrRef(str(Reference(sheet, min_col=column, min_row=row))))


def _show_chart(root: _Element) -> None:
    """Name the font, declare names as text, unlink the format of numbers from that of cells."""
    for labels in root.iter(f"{_CHART}dLbls"):
        for number in labels.iter(f"{_CHART}numFmt"):
            number.set("sourceLinked", "0")
    for names in root.iter(f"{_CHART}cat"):
        names[0].tag = f"{_CHART}strRef"
    for title in root.iter(f"{_CHART}title"):
        for look in title.iter(f"{_DRAW}defRPr"):
            look.set("sz", "1100")
            look.set("b", "1")
            etree.SubElement(look, f"{_DRAW}latin", typeface=FONT)
    text_properties = etree.fromstring(_CHART_TEXT)
    for chart in root.findall(f"{_CHART}chart"):
        chart.addnext(text_properties)
