"""The hidden sheet of issued texts, by which a reader detects edits."""

from openpyxl.worksheet.worksheet import Worksheet

from plandoc.formats.xlsx.sheets.cells import Style
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.formats.xlsx.tracking.layout import Layout
from plandoc.schema.columns import PLAN_COLUMNS
from plandoc.schema.outcome import OUTCOME_FIELDS


def write_issued(layout: Layout, sheet: Worksheet, pen: Pen) -> None:
    """Write a heading row of keys, then one row of texts per activity, as the register has them."""
    plain = Style(ruled=False, wrapped=False, format="@")
    own = [f"fields.{column.key}" for column in layout.plan.all_columns()]
    known = (*PLAN_COLUMNS, *own, *(f"outcome.{name}" for name in OUTCOME_FIELDS))
    used = {key for texts in layout.texts for key in texts}
    keys = [key for key in known if key in used]
    for column, key in enumerate(("id", *keys), 1):
        pen.put(sheet, 1, column, key, plain)
    look = pen.style(plain)
    for number, (row, texts) in enumerate(zip(layout.rows, layout.texts, strict=True), 2):
        found = [(1, row.activity.id)]
        found += [(column, texts[key]) for column, key in enumerate(keys, 2) if key in texts]
        columns, shown = zip(*found, strict=True)
        pen.line(sheet, number, columns, shown, [look] * len(found))
    sheet.sheet_state = "hidden"
