"""The tracking workbook read back: cells by their keys, and an outline a person can read."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from plandoc.ooxml.properties import DIGEST

LISTS, WORKINGS = 1, 2
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def decoded(text: object) -> object:
    """Return a text as Excel reads it: openpyxl leaves _xHHHH_ alone."""
    return (
        _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if isinstance(text, str) else text
    )


def workbook(data: bytes, **options: bool) -> Workbook:
    return load_workbook(io.BytesIO(data), **options)


def header_row(sheet: Worksheet) -> int:
    """Return the row of headings: the first row whose cell A is the heading of the ids."""
    return next(n for n in range(1, 20) if sheet.cell(n, 1).value == "id")


def keys_of(book: Workbook) -> list[str]:
    """Return the key of each column of the first sheet, as the hidden lists tell."""
    lists = book.worksheets[LISTS]
    return [str(cell.value) for cell in lists["D"] if cell.value]


def table_rows(book: Workbook) -> list[dict[str, object]]:
    """Return the rows of the first sheet as dicts by key, only those with an id."""
    sheet = book.worksheets[0]
    keys = keys_of(book)
    rows = sheet.iter_rows(min_row=header_row(sheet) + 1, max_col=len(keys), values_only=True)
    return [dict(zip(keys, map(decoded, row), strict=True)) for row in rows if row[0]]


def cell_of(book: Workbook, key: str, row: int = 0) -> Cell:
    """Return the cell of a column in a row of data, counted from 0."""
    sheet = book.worksheets[0]
    cell = sheet.cell(header_row(sheet) + 1 + row, keys_of(book).index(key) + 1)
    assert isinstance(cell, Cell)
    return cell


def outline(data: bytes) -> str:
    """Return every sheet as text: cells row by row, then what cannot be seen in them."""
    book: Any = workbook(data)  # its types lack the properties of a user
    told = [f"{name}: {book.custom_doc_props[name].value}" for name in book.custom_doc_props.names]
    told = [line for line in told if not line.startswith(DIGEST)]  # changes with every byte
    told += [f"name {name} = {book.defined_names[name].attr_text}" for name in book.defined_names]
    for sheet in book.worksheets:
        told += ["", f"== {sheet.title} ({sheet.sheet_state})"]
        seen: dict[str, str] = {}
        told += [line for row in sheet.iter_rows() if (line := _line(row, seen))]
        told += [f"-- {fact}" for fact in _facts(sheet)]
    return "\n".join(told) + "\n"


def _line(row: Sequence[Cell | MergedCell], seen: dict[str, str]) -> str:
    cells = [f"{cell.column_letter}={_shown(cell, seen)}" for cell in row if cell.value is not None]
    return f"{row[0].row}: " + " | ".join(cells) if cells else ""


def _shown(cell: Cell | MergedCell, seen: dict[str, str]) -> str:
    """Return a value; a formula that repeats the one above it but for rows is shown as {…}."""
    if isinstance(cell.value, date):
        return cell.value.strftime("%Y-%m-%d")
    text = str(cell.value).replace("\n", "⏎")
    if cell.data_type != "f":
        return text
    column = cell.coordinate.rstrip("0123456789")
    known, seen[column] = seen.get(column), re.sub(r"(?<=[A-Z])\d+", "#", text)
    return "{…}" if known == seen[column] else f"{{{text[1:]}}}"


def _facts(sheet: Any) -> Iterator[str]:
    if sheet.freeze_panes:
        yield f"frozen at {sheet.freeze_panes}"
    hidden = [letter for letter, column in sheet.column_dimensions.items() if column.hidden]
    if hidden:
        yield f"hidden columns {', '.join(hidden)}"
    for table in sheet.tables.values():
        yield f"table {table.name} {table.ref}, filter {table.autoFilter.ref}"
    for rule in sheet.data_validations.dataValidation:
        yield f"validation {rule.sqref} {rule.type} {rule.formula1}: {rule.prompt}"
    for ranges in sheet.conditional_formatting:
        for rule in ranges.rules:
            yield f"colour {ranges.sqref} where {rule.formula[0] if rule.formula else rule.type}"
    if sheet.protection.sheet:
        yield "protected, open: " + (_open(sheet) or "nothing")
    if sheet.print_title_rows:
        yield f"repeated rows {sheet.print_title_rows}"
    for chart in sheet._charts:
        yield f"chart with {len(chart.series)} series"


def _open(sheet: Any) -> str:
    cells = [cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    rows: dict[str, list[int]] = {}
    for cell in cells:
        rows.setdefault(get_column_letter(cell.column), []).append(cell.row)
    return ", ".join(f"{column}{min(found)}:{column}{max(found)}" for column, found in rows.items())


def fill(source: bytes, marks: Mapping[str, Mapping[str, str | date]]) -> bytes:
    """Return a sheet in which somebody typed: {number of the activity: {key: value}}."""
    book = load_workbook(io.BytesIO(source))
    keys = keys_of(book)
    rows = {row["number"]: n for n, row in enumerate(table_rows(book))}
    for number, values in marks.items():
        for key, value in values.items():
            assert f"outcome.{key}" in keys
            cell_of(book, f"outcome.{key}", rows[number]).value = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
