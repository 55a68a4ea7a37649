"""The hidden sheet of issued texts, by which a reader detects edits."""

from plandoc.fieldpath import FieldPath
from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.sheets.book import Sheet, quoted_title
from plandoc.formats.xlsx.sheets.cells import Style
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.formats.xlsx.tracking.layout import Layout
from plandoc.schema.columns import PLAN_COLUMNS
from plandoc.schema.outcome import OUTCOME_FIELDS

_FIRST = 2
"""The row of the first activity."""


def write_issued(layout: Layout, sheet: Sheet, pen: Pen) -> None:
    """Write a heading row of keys, then one row of texts per activity, as the register has them."""
    plain = Style(ruled=False, wrapped=False, format="@")
    keys = _keys(layout)
    for column, key in enumerate(("id", *keys), 1):
        pen.put(sheet, 1, column, key, plain)
    look = pen.style(plain)
    for number, (row, texts) in enumerate(zip(layout.rows, layout.texts, strict=True), _FIRST):
        found = {1: row.activity.id} | {
            column: texts[key] for column, key in enumerate(keys, 2) if key in texts
        }
        pen.line(sheet, number, tuple(found), tuple(found.values()), (look,) * len(found))
    sheet.hidden = True


def words_issued(layout: Layout, key: str) -> dict[FieldPath, str]:
    """Return the reference to the text of each activity that has one under a key, by its path."""
    keys = _keys(layout)
    if key not in keys:
        return {}
    letter = column_letters(keys.index(key) + 2)
    sheet = quoted_title(layout.words.sheets["issued"])
    return {
        row.path: f"{sheet}!${letter}${number}"
        for number, (row, texts) in enumerate(zip(layout.rows, layout.texts, strict=True), _FIRST)
        if key in texts
    }


def _keys(layout: Layout) -> list[str]:
    """Return the keys of the columns behind that of the ids."""
    own = [f"fields.{column.key}" for column in layout.plan.all_columns()]
    known = (*PLAN_COLUMNS, *own, *(f"outcome.{name}" for name in OUTCOME_FIELDS))
    used = {key for texts in layout.texts for key in texts}
    return [key for key in known if key in used]
