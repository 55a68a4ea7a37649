"""Writing cells as the XML of their rows, with styles that openpyxl registers once.

openpyxl makes everything else of a workbook. It would need an object for each cell, copies of its
style, and three times as many bytes for letters that are not Latin. A text is stored once, and so
is a formula that the rows of a column share.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from lxml import etree
from openpyxl.cell.rich_text import CellRichText
from openpyxl.compat import safe_string
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from plandoc.formats.xlsx.sheets.cells import FONT, Style, Value, escaped, quoted
from plandoc.ooxml.markup import escape

ROW = "\0"
"""Stands for the number of the row in a formula that rows share."""

TEXTS = "xl/sharedStrings.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ESCAPED = "x005F_"


class Written(NamedTuple):
    """A cell: its value or its formula with the result, and the number of its style."""

    value: Any
    style: int
    formula: str = ""


class Pen:
    """Writes cells of a workbook; each style is created once and shared.

    Texts stay in their cells with `apart`, for sheets that are moved into another workbook.
    """

    def __init__(self, book: Workbook, *, apart: bool = False) -> None:
        self.book: Any = book
        self._apart = apart
        self._workshop: Any = book.create_sheet("styles")
        self._styles: dict[Style, int] = {}
        self._same: dict[int, tuple[Style, int]] = {}
        self._rows: dict[Worksheet, dict[int, dict[int, Written]]] = {}
        self._texts: dict[str, int] = {}

    def close(self) -> None:
        """Remove the temporary sheet of styles."""
        self.book.remove(self._workshop)

    def put(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        value: Value | CellRichText,
        style: Style,
    ) -> None:
        """Write a value; text is always stored as text, whatever it begins with."""
        if isinstance(value, str) and quoted(value):
            style = _quoted(style)
        self._put(sheet, row, column, Written(value, self._style(style)))

    def formula(  # noqa: PLR0913, PLR0917
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        formula: str,
        style: Style,
        result: Value = None,
    ) -> None:
        """Write a formula, which must not contain any text of the plan.

        It may have `ROW` for the number of its row. `result` is for programs that do not compute.
        """
        self._put(sheet, row, column, Written(result, self._style(style), formula))

    def written(self, sheet: Worksheet) -> Iterator[tuple[int, int, Written]]:
        """Yield the cells of a sheet with their rows and columns, in their order."""
        for row, cells in sorted(self._rows.get(sheet, {}).items()):
            for column, cell in sorted(cells.items()):
                yield row, column, cell

    def value(self, sheet: Worksheet, row: int, column: int) -> Any:
        """Return the value of a cell, or the result of its formula."""
        cell = self._rows.get(sheet, {}).get(row, {}).get(column)
        return cell.value if cell else None

    def rows(self, sheet: Worksheet) -> bytes:
        """Return the element `sheetData` of a sheet: its cells, and rows that have a height."""
        lines: dict[int, list[str]] = {row: [] for row in sheet.row_dimensions}
        formulas = self._formulas(sheet)
        letters: dict[int, str] = {}
        for row, column, (value, style, formula) in self.written(sheet):
            letter = letters.get(column) or letters.setdefault(column, get_column_letter(column))
            start = f'<c r="{letter}{row}" s="{style}"'
            if formula:
                cell = f"{start}{_kind(value)}>{formulas[row, column]}{_result(value)}</c>"
            elif value is None or value == "":
                cell = f"{start}/>"
            elif isinstance(value, str | CellRichText):
                cell = f"{start}{self._text(value)}</c>"
            else:
                cell = f"{start}>{_result(value)}</c>"
            lines.setdefault(row, []).append(cell)
        heights = sheet.row_dimensions
        xml = (
            f'<row r="{row}"{_height(heights[row]) if row in heights else ""}>{"".join(line)}</row>'
            for row, line in sorted(lines.items())
        )
        return f"<sheetData>{''.join(xml)}</sheetData>".encode()

    def texts(self) -> bytes:
        """Return the part of the texts of the rows that were returned until now."""
        told = "".join(f"<si>{text}</si>" for text in self._texts)
        return f'<sst xmlns="{_MAIN}">{told}</sst>'.encode()

    def _text(self, value: str | CellRichText) -> str:
        """Return a text in its cell, or the number of a shared one.

        Of shared texts openpyxl loses the escapes.
        """
        text = _written(escaped(value)) if isinstance(value, str) else _runs(value)
        if self._apart or _ESCAPED in text:
            return f' t="inlineStr"><is>{text}</is>'
        return f' t="s"><v>{self._texts.setdefault(text, len(self._texts))}</v>'

    def _formulas(self, sheet: Worksheet) -> dict[tuple[int, int], str]:
        """Return the elements of formulas; one that rows share has its text in the first of them.

        ECMA-376 Part 1, 18.3.1.40: all cells of a shared formula lie in the reference of the first.
        """
        rows: dict[tuple[int, str], list[int]] = {}
        for row, column, cell in self.written(sheet):
            if cell.formula:
                rows.setdefault((column, cell.formula), []).append(row)
        found: dict[tuple[int, int], str] = {}
        number = 0
        for (column, formula), numbers in rows.items():
            first, last = numbers[0], numbers[-1]
            if first == last or ROW not in formula:
                for row in numbers:
                    found[row, column] = f"<f>{escape(formula.replace(ROW, str(row)))}</f>"
                continue
            letter, text = get_column_letter(column), escape(formula.replace(ROW, str(first)))
            reference = f'ref="{letter}{first}:{letter}{last}"'
            found |= dict.fromkeys(
                ((row, column) for row in numbers), f'<f t="shared" si="{number}"/>'
            )
            found[first, column] = f'<f t="shared" {reference} si="{number}">{text}</f>'
            number += 1
        return found

    def used(self, sheet: Worksheet) -> str:
        """Return the reference to the rectangle of the cells of a sheet."""
        rows = self._rows.get(sheet)
        if not rows:
            return "A1:A1"
        first, last = min(map(min, rows.values())), max(map(max, rows.values()))
        return f"{get_column_letter(first)}{min(rows)}:{get_column_letter(last)}{max(rows)}"

    def _put(self, sheet: Worksheet, row: int, column: int, cell: Written) -> None:
        self._rows.setdefault(sheet, {}).setdefault(row, {})[column] = cell

    def _style(self, style: Style) -> int:
        same = self._same.get(id(style))  # most cells share the very object
        if same is not None:
            return same[1]
        found = self._styles.get(style)
        if found is None:
            found = self._styles[style] = self._made(style)
        self._same[id(style)] = (style, found)
        return found

    def _made(self, style: Style) -> int:
        cell = self._workshop.cell(1, 1)
        line = Side(style="thin", color="A6A6A6") if style.ruled else Side()
        cell.font = Font(
            name=FONT,
            size=style.size,
            bold=style.bold,
            underline="single" if style.underlined else None,
            color=f"FF{style.color}",
        )
        cell.fill = PatternFill("solid", fgColor=f"FF{style.fill}") if style.fill else PatternFill()
        cell.border = Border(left=line, right=line, top=line, bottom=line)
        cell.alignment = Alignment(
            horizontal=style.across, vertical=style.down, wrap_text=style.wrapped
        )
        cell.protection = Protection(locked=not style.unlocked)
        cell.number_format = style.format
        made = cell._style  # noqa: SLF001
        made.quotePrefix = int(style.quoted)
        cell._style = type(made)()  # noqa: SLF001
        number: int = self.book._cell_styles.add(made)  # noqa: SLF001
        return number


@lru_cache(maxsize=256)
def _quoted(style: Style) -> Style:
    return replace(style, quoted=True)


def _written(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{space}>{escape(text)}</t>"


def _runs(value: CellRichText) -> str:
    tree: Any = value.to_tree()
    return "".join(etree.tostring(run, encoding="unicode") for run in tree)


def _kind(result: Value) -> str:
    """Return the attribute that tells the type of a formula's result."""
    return ' t="str"' if isinstance(result, str) else ""


def _result(value: Value) -> str:
    """Return a value in its cell (ECMA-376 Part 1, 18.3.1.96)."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"<v>{escape(escaped(value))}</v>"
    number: Any = to_excel(value) if isinstance(value, date) else value  # type: ignore[no-untyped-call]
    return f"<v>{safe_string(number)}</v>"


def _height(row: Any) -> str:
    height = "" if row.ht is None else f' ht="{safe_string(row.ht)}"'
    return f'{height} customHeight="1"' if row.customHeight else height
