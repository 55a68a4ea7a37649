"""The table of activities on its page: its texts, the lie of the sheet, the widths of columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from plandoc.page.measure import LINE_HEIGHT, MM_PER_POINT, text_width
from plandoc.page.sheet import Page, twips
from plandoc.page.widths import PADDING, Cells, comfortable_widths, least_widths, proposed_widths
from plandoc.schema.layout import Orientation
from plandoc.schema.plan import Plan
from plandoc.wording.columns import ColumnView, cell_text, columns_of
from plandoc.wording.phrases import Wording, held_together

_BINDING_MARGIN = 30.0
_RAGGED = 1.15
_MARK = 42.0
"""Millimetres that marks of fulfilment need where they are printed."""


@dataclass(frozen=True, slots=True)
class PlanTable:
    """The table on its page: the texts of its activities, the widths of its columns in mm."""

    columns: Sequence[ColumnView]
    cells: Cells
    page: Page
    widths: Sequence[float]

    @classmethod
    def of(cls, plan: Plan, wording: Wording, page: Page, *, filled: bool) -> "PlanTable":
        """Return the table with the page turned as the plan says or as its columns need.

        With `filled` there is room for outcomes, and given widths that leave none are dropped.
        """
        columns: Sequence[ColumnView] = columns_of(plan, wording)
        cells = [
            [held_together(cell_text(row, column.key, plan, wording)) for column in columns]
            for row in plan.activity_rows()
        ]
        if plan.layout.kept_over_ten_years:
            page = replace(page, left=max(page.left, _BINDING_MARGIN))
        least = _least_widths(columns, cells, page, filled=filled)
        landscape = plan.layout.orientation is Orientation.LANDSCAPE
        if plan.layout.orientation is Orientation.AUTO:
            wanted = comfortable_widths(columns, cells, least, page.table_size)
            landscape = sum(wanted) > page.turned(landscape=False).body
        page = page.turned(landscape=landscape)
        if filled and sum(least) > page.body:
            columns = [replace(column, width=None) for column in columns]
            least = _least_widths(columns, cells, page, filled=filled)
        widths = proposed_widths(columns, cells, least, page.body, page.table_size)
        return cls(columns, cells, page, widths)

    @property
    def whole_widths(self) -> list[int]:
        """Widths in twips that add up to the whole table."""
        whole = [twips(width) for width in self.widths]
        whole[-1] += twips(self.page.body) - sum(whole)
        return whole

    def height(self, texts: Sequence[str]) -> float:
        """Return the height of a row in millimetres, rather too much than too little."""
        size = self.page.table_size
        lines = max(
            sum(
                max(1, ceil(text_width(line, size) * _RAGGED / (width - PADDING)))
                for line in text.split("\n")
            )
            for text, width in zip(texts, self.widths, strict=True)
        )
        return lines * size * LINE_HEIGHT * MM_PER_POINT

    @property
    def room(self) -> float:
        """Millimetres that a page leaves for rows under the repeated headings."""
        page = self.page
        headings = self.height([column.heading for column in self.columns])
        return page.height - page.top - page.bottom - headings


def _least_widths(
    columns: Sequence[ColumnView], cells: Cells, page: Page, *, filled: bool
) -> list[float]:
    least = least_widths(columns, cells, page.table_size)
    return [
        max(width, _MARK) if filled and column.key == "outcome" else width
        for column, width in zip(columns, least, strict=True)
    ]
