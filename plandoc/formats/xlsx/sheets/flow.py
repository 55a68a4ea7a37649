"""Flowing texts, tables and charts down a sheet with page breaks."""

from dataclasses import replace

from plandoc.formats.xlsx.sheets import cells
from plandoc.formats.xlsx.sheets.book import Height, Sheet
from plandoc.formats.xlsx.sheets.cells import Style
from plandoc.formats.xlsx.sheets.chart import Chart
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.page.measure import MM_PER_POINT, wrap_anywhere

_LEAST_SCALE = 0.62
"""The part of their size for letters below which content is not scaled to a single page."""

_PLAIN = Style(ruled=False, wrapped=False)


class Flow:
    """A sheet written from top to bottom; `row` is the last used row.

    `width` is the width of the sheet in millimetres, which is scaled to the page width.
    """

    def __init__(self, sheet: Sheet, pen: Pen, width: float) -> None:
        self.sheet = sheet
        self.pen = pen
        self.width = width
        self.page = 178.0 * width / 277
        self.row = 0
        self.top = 1

    def text(self, text: str, *, bold: bool = False, size: float = cells.SIZE) -> None:
        """Write a text in as many rows as needed, grey unless it is bold."""
        style = replace(_PLAIN, bold=bold, size=size, color="000000" if bold else cells.GREY)
        for line in wrap_anywhere(text, self.width * 0.94, size, bold=bold):
            self.row += 1
            self.pen.put(self.sheet, self.row, 1, line, style)
            cells.set_height(self.sheet, self.row, cells.height(1, size))

    @property
    def around(self) -> float:
        """The millimetres of the empty rows around a chart."""
        return 2 * cells.height(1) * MM_PER_POINT

    @property
    def rest(self) -> float:
        """The height in millimetres that a chart may have on the page begun."""
        return self.page - self.height(self.top, self.row) - self.around

    def gap(self) -> None:
        """Leave an empty row."""
        self.row += 1
        cells.set_height(self.sheet, self.row)

    def chart(self, chart: Chart, height: float) -> None:
        """Place a chart of `height` millimetres below the content, without a page break inside."""
        self.gap()
        line = cells.height(1)
        if self.keep_together(height + line * MM_PER_POINT):
            self.gap()  # keep the frame of the chart off the page boundary
        self.row += 1
        self.sheet.charts.append((chart, self.row, 1))
        under = range(self.row, self.row + int(height / MM_PER_POINT / line) + 1)
        for row in under:
            cells.set_height(self.sheet, row, line)
        self.row = under[-1]

    def reserve(self, top: int, height: float) -> None:
        """Add empty rows until the rows from `top` on are `height` millimetres high."""
        while self.height(top, self.row) < height:
            self.gap()

    def height(self, first: int, last: int) -> float:
        """Return the height in millimetres of the rows from `first` to `last`."""
        rows = self.sheet.heights
        line = Height(cells.height(1))
        points = sum(rows.get(n, line).height for n in range(first, last + 1))
        return points * MM_PER_POINT

    def fit(self) -> None:
        """Scale content that is not much too tall to a single page."""
        scale = min(1.0, cells.A4_ACROSS / self.width)
        if self.height(1, self.row) * _LEAST_SCALE <= self.page * scale:
            self.sheet.breaks.clear()
            self.sheet.on_one_page = True

    def keep_together(self, height: float) -> bool:
        """Insert a page break if `height` millimetres do not fit, and return whether it did."""
        if self.height(self.top, self.row) + height > self.page:
            self.sheet.breaks.append(self.row)
            self.top = self.row + 1
            return True
        return False
