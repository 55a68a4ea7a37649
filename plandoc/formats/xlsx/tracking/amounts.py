"""Columns of numbers on the tracking sheet: the cells that are numbers, and their sums."""

from collections.abc import Mapping
from dataclasses import dataclass

from plandoc.fieldpath import FieldPath
from plandoc.formats.xlsx.sheets.numbers import Number, format_of, is_amount, number_of, sum_of
from plandoc.formats.xlsx.tracking.layout import Layout
from plandoc.wording.columns import cell_text
from plandoc.wording.totals import entries, number_in, to_sum


@dataclass(frozen=True, slots=True)
class Amounts:
    """The numbers of a column by the path of their row, and their sum if there is one to print.

    `apart` is the sum of numbers that had to stay text.
    """

    cells: Mapping[FieldPath, Number]
    sum: Number | None
    apart: float = 0


def amounts(layout: Layout) -> dict[str, Amounts]:
    """Return the columns of numbers by their keys: those that are summed, or have nothing else.

    A text that the sum does not count stays text, so that no formula counts it either.
    """
    tables = list(layout.plan.tables())
    summed = {column.key for table in tables for column in table.columns if column.total}
    found: dict[str, Amounts] = {}
    for column in layout.columns:
        fields, _, key = column.key.rpartition(".")
        if fields != "fields":
            continue
        texts = to_sum(
            (row, cell_text(row, key, layout.plan, layout.wording)) for row in layout.rows
        )
        filled = {path: text for path, text in texts.items() if text.strip()}
        cells = {path: number for path, text in filled.items() if (number := number_of(text))}
        if key in summed:
            shown = list(entries(filled.values()))
            known = shown and all(number_in(text) is not None for text in shown)
            total = Number(sum_of(shown), format_of(shown)) if known else None
            apart = sum_of(entries(filled[path] for path in filled if path not in cells))
            found[column.key] = Amounts(cells, total, apart)
        elif filled and all(map(is_amount, filled.values())):
            found[column.key] = Amounts(cells, None)
    return found
