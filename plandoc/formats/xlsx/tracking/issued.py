"""The hidden sheet of issued texts, by which a reader detects edits."""

from openpyxl.worksheet.worksheet import Worksheet

from plandoc.formats.xlsx.sheets.cells import Style
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.formats.xlsx.tracking.layout import Layout
from plandoc.schema.columns import PLAN_COLUMNS
from plandoc.schema.outcome import OUTCOME_FIELDS
from plandoc.wording.columns import row_texts


def write_issued(layout: Layout, sheet: Worksheet, pen: Pen) -> None:
    """Write a heading row of keys, then one row of texts per activity, as the register has them."""
    plain = Style(ruled=False, wrapped=False, format="@")
    own = [f"fields.{column.key}" for column in layout.plan.all_columns()]
    known = (*PLAN_COLUMNS, *own, *(f"outcome.{name}" for name in OUTCOME_FIELDS))
    texts = [row_texts(row, layout.plan, layout.wording) for row in layout.rows]
    keys = [key for key in known if any(key in row for row in texts)]
    for column, key in enumerate(("id", *keys), 1):
        pen.put(sheet, 1, column, key, plain)
    for number, (row, found) in enumerate(zip(layout.rows, texts, strict=True), 2):
        pen.put(sheet, number, 1, row.activity.id, plain)
        for column, key in enumerate(keys, 2):
            if text := found.get(key):
                pen.put(sheet, number, column, text, plain)
    sheet.sheet_state = "hidden"
