"""Layout of the table of activities: texts, page orientation, column widths."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from plandoc.page.measure import LINE_HEIGHT, MM_PER_POINT, text_width
from plandoc.page.sheet import Page, twips
from plandoc.page.widths import PADDING, Cells, comfortable_widths, least_widths, proposed_widths
from plandoc.schema.layout import Orientation
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow, TableRows
from plandoc.wording.columns import ColumnView, cell_text, columns_of
from plandoc.wording.phrases import Wording, with_non_breaking

_BINDING_MARGIN = 30.0
_RAGGED = 1.15
_OUTCOME = 42.0
"""Minimum width of a filled outcome column in millimetres."""


@dataclass(frozen=True, slots=True)
class PlanTable:
    """The table on its page: the texts of activities, the column widths in millimetres."""

    source: TableRows
    columns: Sequence[ColumnView]
    cells: Cells
    page: Page
    widths: Sequence[float]

    @classmethod
    def of(
        cls, table: TableRows, plan: Plan, wording: Wording, page: Page, *, filled: bool
    ) -> "PlanTable":
        """Return a table with the page orientation given by the plan or needed by its columns.

        A template in landscape stays so unless the plan says otherwise.

        With `filled`, the outcome column gets a minimum width, and explicit widths are dropped if
        they leave too little space.
        """
        columns: Sequence[ColumnView] = columns_of(plan, wording, table.columns)
        cells = [
            [with_non_breaking(cell_text(row, column.key, plan, wording)) for column in columns]
            for row in table.rows
            if isinstance(row, ActivityRow)
        ]
        if plan.layout.kept_over_ten_years:
            page = replace(page, left=max(page.left, _BINDING_MARGIN))
        least = _least_widths(columns, cells, page, filled=filled)
        landscape = plan.layout.orientation is Orientation.LANDSCAPE
        if plan.layout.orientation is Orientation.AUTO and page.width > page.height:
            landscape = True
        elif plan.layout.orientation is Orientation.AUTO:
            comfortable = comfortable_widths(columns, cells, least, page.table_size)
            landscape = sum(comfortable) > page.oriented(landscape=False).body
        page = page.oriented(landscape=landscape)
        if filled and sum(least) > page.body:
            columns = [replace(column, width=None) for column in columns]
            least = _least_widths(columns, cells, page, filled=filled)
        widths = proposed_widths(columns, cells, least, page.body, page.table_size)
        return cls(table, columns, cells, page, widths)

    @classmethod
    def all_of(
        cls, plan: Plan, wording: Wording, page: Page, *, filled: bool
    ) -> "tuple[PlanTable, ...]":
        """Return the tables of a plan in order, on one orientation: landscape if one needs it."""
        tables = [cls.of(each, plan, wording, page, filled=filled) for each in plan.tables()]
        if len({table.page for table in tables}) > 1:
            layout = plan.layout.model_copy(update={"orientation": Orientation.LANDSCAPE})
            wide = plan.model_copy(update={"layout": layout})
            tables = [cls.of(each, wide, wording, page, filled=filled) for each in plan.tables()]
        return tuple(tables)

    @property
    def whole_widths(self) -> list[int]:
        """Column widths in twips that add up to the table width."""
        whole = [twips(width) for width in self.widths]
        whole[-1] += twips(self.page.body) - sum(whole)
        return whole

    def height(self, texts: Sequence[str]) -> float:
        """Return an upper estimate of the height of a row in millimetres."""
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
        """The height in millimetres available for rows below the repeated headings."""
        page = self.page
        headings = self.height([column.heading for column in self.columns])
        return page.height - page.top - page.bottom - headings


def _least_widths(
    columns: Sequence[ColumnView], cells: Cells, page: Page, *, filled: bool
) -> list[float]:
    least = least_widths(columns, cells, page.table_size)
    return [
        max(width, _OUTCOME) if filled and column.key == "outcome" else width
        for column, width in zip(columns, least, strict=True)
    ]
