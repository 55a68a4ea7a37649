"""Writing cells as the XML of their rows, with styles that are stored once.

A text is stored once, and so is a formula that the rows of a column share.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.serials import serial
from plandoc.formats.xlsx.sheets.book import Book, Height, Sheet
from plandoc.formats.xlsx.sheets.cells import FONT, Style, Value, escaped, quoted
from plandoc.formats.xlsx.sheets.styles import Styles
from plandoc.ooxml.markup import escape

ROW, _ROW = "\0", b"\0"
"""Stands for the number of the row in a formula that rows share."""

TEXTS = "xl/sharedStrings.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ESCAPED = "x005F_"
_NOTHING = "", ""
_EMPTY = b"/>"
"""The end of a cell without a value."""


class Formula(NamedTuple):
    """A formula, which may have `ROW` for the number of its row, and its result."""

    text: str
    result: Value = None


class Run(NamedTuple):
    """A piece of a text with a size and a colour of its own."""

    text: str
    size: float
    color: str = ""


class Runs(NamedTuple):
    """A text of several pieces."""

    runs: tuple[Run, ...]


Content = Value | Runs | Formula
"""What stands in a cell."""


class Written(NamedTuple):
    """A cell: its value or formula, and the number of its style."""

    value: Content
    style: int


class _Group:
    """The rows of a column that share a formula, with the number of those that are several.

    As bytes it is the end of its first cell, as far as the last one is known.
    """

    def __init__(self, column: int, formula: str, row: int, result: Value) -> None:
        self.letter = column_letters(column)
        self.formula = formula
        self.result = result
        self.first = self.last = row
        self.number: int | None = None

    def __bytes__(self) -> bytes:
        text = escape(self.formula.replace(ROW, str(self.first)))
        if self.number is None:
            return _computed(f"<f>{text}</f>", self.result)
        # ECMA-376 Part 1, 18.3.1.40: all cells that share it lie in the reference of the first
        reference = f'ref="{self.letter}{self.first}:{self.letter}{self.last}"'
        told = f'<f t="shared" {reference} si="{self.number}">{text}</f>'
        return _computed(told, self.result)


_Line = tuple[bytes | _Group, ...]
"""The cells of a row: first their beginnings, with `ROW` and places for their ends, and those ends.

Most ends are texts that many cells share, so that a row weighs little until it is written out.
"""


class _Sheet:
    """What was written on a sheet: cells that were put, and lines that are finished."""

    def __init__(self) -> None:
        self.cells: dict[int, dict[int, Written]] = {}
        self.lines: dict[int, _Line] = {}
        self.texts: list[tuple[str, Value]] = []
        self.groups: dict[tuple[int, str], _Group] = {}
        self.shared = 0
        self.rows: set[int] = set()
        self.columns: set[int] = set()


class Pen:
    """Writes cells of a workbook; each style is created once and shared.

    Texts stay in their cells with `apart`, for sheets that are moved into another workbook.
    """

    def __init__(self, book: Book, *, apart: bool = False) -> None:
        self.book = book
        self._apart = apart
        self.styles = Styles()
        self._same: dict[int, tuple[Style, int]] = {}
        self._looks: dict[int, Style] = {}
        self._sheets: dict[Sheet, _Sheet] = {}
        self._texts = bytearray()
        self._count = 0
        self._ends = {"": _EMPTY}
        self._signed: dict[str, bytes] = {}

    def put(
        self,
        sheet: Sheet,
        row: int,
        column: int,
        value: Content,
        style: Style,
    ) -> None:
        """Write a value; text is always stored as text, whatever it begins with."""
        if isinstance(value, str) and quoted(value):
            style = _quoted(style)
        self._of(sheet).cells.setdefault(row, {})[column] = Written(value, self.style(style))

    def formula(  # noqa: PLR0913, PLR0917
        self,
        sheet: Sheet,
        row: int,
        column: int,
        formula: str,
        style: Style,
        result: Value = None,
    ) -> None:
        """Write a formula, which must not contain any text of the plan.

        `result` is for programs that do not compute.
        """
        self.put(sheet, row, column, Formula(formula, result), style)

    def line(  # noqa: PLR0913
        self,
        sheet: Sheet,
        row: int,
        columns: Sequence[int],
        values: Sequence[Content],
        styles: Sequence[int],
        *,
        told: bool = False,
    ) -> None:
        """Write the first cells of a row at once; its values are forgotten unless they are `told`.

        Rows come in their order.
        """
        page = self._of(sheet)
        page.lines[row] = self._line(page, row, columns, values, styles)
        if told:
            page.texts += [
                (f"{column_letters(column)}{row}", value)
                for column, value in zip(columns, values, strict=True)
                if value is not None and not isinstance(value, Formula | Runs)
            ]

    def told(self, sheet: Sheet, last: int | None = None) -> list[tuple[str, Value]]:
        """Return the values of cells that were put, or written to be told, but no formulas."""
        page = self._of(sheet)
        put = [
            (f"{column_letters(column)}{row}", cell.value)
            for row, cells in sorted(page.cells.items())
            if last is None or row <= last
            for column, cell in sorted(cells.items())
            if cell.value is not None and not isinstance(cell.value, Formula | Runs)
        ]
        return put + page.texts

    def value(self, sheet: Sheet, row: int, column: int) -> Value | Runs:
        """Return the value of a cell that was put, or the result of its formula."""
        cell = self._of(sheet).cells.get(row, {}).get(column)
        value = cell.value if cell else None
        return value.result if isinstance(value, Formula) else value

    def rows(self, sheet: Sheet) -> Iterator[bytes]:
        """Yield the element `sheetData` of a sheet: its cells, and rows that have a height.

        Lines are given away: they are most of the memory of a large workbook.
        """
        page = self._of(sheet)
        lines, page.lines = page.lines, {}
        for row, cells in sorted(page.cells.items()):
            columns = sorted(cells)
            values, styles = zip(*(cells[column] for column in columns), strict=True)
            form, *ends = lines.get(row, (b"",))
            more, *rest = self._line(page, row, columns, values, styles)
            lines[row] = (bytes(form) + bytes(more), *ends, *rest)
        page.rows.update(lines)
        heights = sheet.heights
        yield b"<sheetData>"
        for row in sorted(lines.keys() | heights.keys()):
            form, *ends = lines.pop(row, (b"",))
            line = bytes(form).replace(_ROW, b"%d" % row) % tuple(ends)
            yield b'<row r="%d"%b>%b</row>' % (row, _height(heights.get(row)), line)
        yield b"</sheetData>"

    def texts(self) -> Iterator[bytes]:
        """Yield the part of the texts of the rows that were returned until now."""
        yield f'<sst xmlns="{_MAIN}">'.encode()
        yield bytes(self._texts)
        yield b"</sst>"

    def used(self, sheet: Sheet) -> str:
        """Return the reference to the rectangle of the cells of a sheet."""
        page = self._of(sheet)
        rows = page.rows.union(page.lines, page.cells)
        columns = page.columns.union(*page.cells.values())
        if not rows:
            return "A1:A1"
        first, last = column_letters(min(columns)), column_letters(max(columns))
        return f"{first}{min(rows)}:{last}{max(rows)}"

    def style(self, style: Style) -> int:
        """Return the number of a style."""
        same = self._same.get(id(style))  # most cells share the very object
        if same is not None:
            return same[1]
        found = self.styles.number(style)
        self._looks[found] = style
        self._same[id(style)] = (style, found)
        return found

    def _of(self, sheet: Sheet) -> _Sheet:
        found = self._sheets.get(sheet)
        if found is None:
            found = self._sheets[sheet] = _Sheet()
        return found

    def _line(
        self,
        page: _Sheet,
        row: int,
        columns: Sequence[int],
        values: Sequence[Content],
        styles: Sequence[int],
    ) -> _Line:
        """Return the cells of a row."""
        page.columns.update((columns[0], columns[-1]))
        known, looks = self._ends, styles
        ends: list[bytes | _Group] = []
        end: bytes | _Group
        for n, value in enumerate(values):
            if value is None:
                end = _EMPTY
            elif isinstance(value, str):
                found = known.get(value)
                if found is None:
                    look, found = self._text(value, styles[n])
                    if look != styles[n]:
                        looks = [*looks[:n], look, *looks[n + 1 :]]
                end = found
            elif isinstance(value, Formula):
                end = _formula(page, row, columns[n], value)
            elif isinstance(value, Runs):
                end = self._stored(_runs(value))
            else:
                end = _number(value)
            ends.append(end)
        form = _form(columns if isinstance(columns, range) else tuple(columns), tuple(looks))
        return form, *ends

    def _text(self, text: str, number: int) -> tuple[int, bytes]:
        """Return the style and the end of a cell with a text that is new, or begins with a sign."""
        ends = self._ends
        if quoted(text):
            number, ends = self.style(_quoted(self._looks[number])), self._signed
        if text not in ends:
            ends[text] = self._stored(_written(text))
        return number, ends[text]

    def _stored(self, xml: str) -> bytes:
        """Return a text in its cell, or the number of a shared one.

        Of shared texts some programs lose the escapes.
        """
        if self._apart or _ESCAPED in xml:
            return f' t="inlineStr"><is>{xml}</is></c>'.encode()
        self._texts += f"<si>{xml}</si>".encode()
        self._count += 1
        return b' t="s"><v>%d</v></c>' % (self._count - 1)


def _formula(page: _Sheet, row: int, column: int, formula: Formula) -> bytes | _Group:
    """Return the end of a cell with a formula, which rows may share."""
    text, result = formula
    if ROW not in text:
        return _computed(f"<f>{escape(text)}</f>", result)
    group = page.groups.get((column, text))
    if group is None:
        group = page.groups[column, text] = _Group(column, text, row, result)
    if row == group.first:
        return group
    if group.number is None:
        group.number, page.shared = page.shared, page.shared + 1
    group.last = row
    return _shared(group.number, result)


@lru_cache(maxsize=4_096, typed=True)
def _shared(number: int, result: Value) -> bytes:
    """Return the end of a cell with the formula of the first one of its group."""
    return _computed(f'<f t="shared" si="{number}"/>', result)


def _computed(formula: str, result: Value) -> bytes:
    kind, shown = _result(result)
    return f"{kind}>{formula}{shown}</c>".encode()


@lru_cache(maxsize=4_096, typed=True)
def _number(value: Value) -> bytes:
    """Return the end of a cell with a number or a day."""
    return f">{_result(value)[1]}</c>".encode()


@lru_cache(maxsize=1_024)
def _form(columns: range | tuple[int, ...], styles: tuple[int, ...]) -> bytes:
    """Return the cells of a row but their ends, with `ROW` for its number."""
    return "".join(
        f'<c r="{column_letters(column)}{ROW}" s="{style}"%b'
        for column, style in zip(columns, styles, strict=True)
    ).encode()


@lru_cache(maxsize=256)
def _quoted(style: Style) -> Style:
    return replace(style, quoted=True)


def _written(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{space}>{escape(escaped(text))}</t>"


def _runs(value: Runs) -> str:
    return "".join(map(_run, value.runs))


def _run(run: Run) -> str:
    colour = f'<color rgb="FF{run.color}"/>' if run.color else ""
    look = f'<rPr><rFont val="{FONT}"/>{colour}<sz val="{run.size:g}"/></rPr>'
    return f"<r>{look}{_written(run.text)}</r>"


@lru_cache(maxsize=4_096, typed=True)
def _result(value: Value) -> tuple[str, str]:
    """Return the attribute for the type of a formula's result, and the result in its cell.

    ECMA-376 Part 1, 18.3.1.96.
    """
    if value is None:
        return _NOTHING
    if isinstance(value, str):
        return ' t="str"', f"<v>{escape(escaped(value))}</v>"
    number = serial(value) if isinstance(value, date) else value
    return "", f"<v>{number:.16g}</v>"


@lru_cache(maxsize=1_024)
def _height(row: Height | None) -> bytes:
    """Return the attributes of a row that has a height."""
    if row is None:
        return b""
    fixed = "" if row.grows else ' customHeight="1"'
    return f' ht="{row.height:.16g}"{fixed}'.encode()
