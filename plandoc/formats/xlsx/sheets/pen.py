"""Writing cells as the XML of their rows, with styles that openpyxl registers once.

openpyxl makes everything else of a workbook. It would need an object for each cell, copies of its
style, and three times as many bytes for letters that are not Latin.
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


class Written(NamedTuple):
    """A cell: its value or its formula with the result, and the number of its style."""

    value: Any
    style: int
    formula: str = ""


class Pen:
    """Writes cells of a workbook; each style is created once and shared."""

    def __init__(self, book: Workbook) -> None:
        self.book: Any = book
        self._workshop: Any = book.create_sheet("styles")
        self._styles: dict[Style, int] = {}
        self._rows: dict[Worksheet, dict[int, dict[int, Written]]] = {}

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
        result: float | None = None,
    ) -> None:
        """Write a formula, which must not contain any text of the plan.

        `result` is for programs that do not compute.
        """
        self._put(sheet, row, column, Written(result, self._style(style), formula))

    def written(self, sheet: Worksheet) -> Iterator[tuple[int, int, Written]]:
        """Yield the cells of a sheet with their rows and columns, in their order."""
        for row, cells in sorted(self._rows.get(sheet, {}).items()):
            for column, cell in sorted(cells.items()):
                yield row, column, cell

    def rows(self, sheet: Worksheet) -> bytes:
        """Return the element `sheetData` of a sheet: its cells, and rows that have a height."""
        lines: dict[int, list[str]] = {row: [] for row in sheet.row_dimensions}
        for row, column, cell in self.written(sheet):
            lines.setdefault(row, []).append(_cell(f"{get_column_letter(column)}{row}", cell))
        heights = sheet.row_dimensions
        xml = (
            f'<row r="{row}"{_height(heights[row]) if row in heights else ""}>{"".join(line)}</row>'
            for row, line in sorted(lines.items())
        )
        return f"<sheetData>{''.join(xml)}</sheetData>".encode()

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
        found = self._styles.get(style)
        if found is None:
            found = self._styles[style] = self._made(style)
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


def _cell(place: str, cell: Written) -> str:
    """Return a cell as XML (ECMA-376 Part 1, 18.3.1.4)."""
    value, style, formula = cell
    start = f'<c r="{place}" s="{style}"'
    if formula:
        return f"{start}><f>{escape(formula)}</f>{_number(value)}</c>"
    if value is None or value == "":
        return f"{start}/>"
    if isinstance(value, str):
        return f'{start} t="inlineStr"><is>{_text(escaped(value))}</is></c>'
    if isinstance(value, CellRichText):
        tree: Any = value.to_tree()
        rich = etree.tostring(tree, encoding="unicode")
        return f'{start} t="inlineStr">{rich}</c>'
    return f'{start} t="n">{_number(value)}</c>'


def _text(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{space}>{escape(text)}</t>"


def _number(value: Any) -> str:
    number: Any = to_excel(value) if isinstance(value, date) else value  # type: ignore[no-untyped-call]
    return "<v/>" if number is None else f"<v>{safe_string(number)}</v>"


def _height(row: Any) -> str:
    height = "" if row.ht is None else f' ht="{safe_string(row.ht)}"'
    return f'{height} customHeight="1"' if row.customHeight else height
