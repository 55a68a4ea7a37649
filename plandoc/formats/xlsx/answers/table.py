"""A sheet with a title, instructions, and a table with a repeated header."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.sheets import cells
from plandoc.formats.xlsx.sheets.book import Name, Sheet
from plandoc.formats.xlsx.sheets.cells import Style
from plandoc.formats.xlsx.sheets.checks import Check, Message
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.page.measure import wrap

TEXT = Style(format="@")
_HEAD = 10.0
_PLAIN = Style(ruled=False, wrapped=False)
_SCREEN = 0.94
_LONGEST_LIST = 255
"""The maximum length of an inline list of a validation (Excel specifications and limits)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: heading, width in millimetres, style, visibility."""

    heading: str
    width: float
    style: Style = TEXT
    fill: str = cells.HEAD_PLAN
    hidden: bool = False


class Prompt(NamedTuple):
    """The texts of a drop-down list: title, prompt, and the warning about other values."""

    title: str
    prompt: str
    error: str


class Table:
    """A table written row by row; `frozen` columns stay on the screen."""

    def __init__(self, pen: Pen, sheet: Sheet) -> None:
        self.pen, self.sheet = pen, sheet
        self.columns: Sequence[Column] = ()
        self.row = self.frozen = 0

    def head(self, columns: Sequence[Column], title: str, hints: Iterable[str]) -> None:
        """Write the title, the hints and the header of the columns."""
        self.columns = columns
        self._above(title, replace(_PLAIN, size=14, bold=True))
        shown = sum(column.width for column in self.columns if not column.hidden)
        for hint in hints:
            for line in wrap(hint, shown * _SCREEN, cells.SIZE):
                self._above(line, replace(_PLAIN, color=cells.GREY))
        looks = Style(size=_HEAD, bold=True, across="center", down="center", format="@")
        headings = [column.heading for column in self.columns]
        self._line(headings, [replace(looks, fill=column.fill) for column in self.columns])
        for index, column in enumerate(self.columns, 1):
            cells.set_width(self.sheet, index, column.width)
            self.sheet.column(index).hidden = column.hidden
        self._fit(headings, _HEAD, bold=True)
        cells.freeze(self.sheet, self.frozen, self.row)
        self.sheet.repeat(self.row, self.row)

    def add(self, texts: Sequence[str], styles: Mapping[int, Style] | None = None) -> None:
        """Write a row of texts; `styles` overrides the column styles, by column index."""
        own = styles or {}
        self._line(texts, [own.get(at, one.style) for at, one in enumerate(self.columns)])
        self._fit(texts)

    def add_list(
        self, column: int, choices: Sequence[str], rows: Sequence[int], prompt: Prompt
    ) -> None:
        """Add a drop-down list to cells of a column, counting from 1; other values cause a warning.

        The list is omitted if it is empty or too long. It only warns, because sorting moves
        rows but not their lists.
        """
        listed = f'"{",".join(choices)}"'
        if not choices or len(listed) > _LONGEST_LIST:
            return
        check = Check(
            ranges=" ".join(f"{column_letters(column)}{row}" for row in rows),
            kind="list",
            formulas=(listed,),
            prompt=Message(prompt.title, prompt.prompt),
            error=Message(prompt.title, prompt.error),
            warns=True,
        )
        self.sheet.checks.append(check)

    def finish(self, name: str, footer: str) -> None:
        """Set up the view and printing of the sheet, and mark it with a defined name."""
        sheet = self.sheet
        sheet.grid = False
        cells.page(sheet, footer=footer)
        sheet.names.append(Name(name, sheet.area((1, 1), (1, 1)), hidden=True))

    def _above(self, text: str, style: Style) -> None:
        self._line([text], [style])
        cells.set_height(self.sheet, self.row, cells.height(1, style.size))

    def _line(self, texts: Sequence[str], styles: Sequence[Style]) -> None:
        """Write the cells of the next row as XML at once: nothing else of them is held."""
        self.row += 1
        numbers = [
            self.pen.style(_quoted(style) if cells.quoted(text) else style)
            for text, style in zip(texts, styles, strict=True)
        ]
        values = [text or None for text in texts]
        self.pen.line(self.sheet, self.row, range(1, len(texts) + 1), values, numbers)

    def _fit(self, texts: Sequence[str], size: float = cells.SIZE, *, bold: bool = False) -> None:
        heights = (
            cells.needed_height(text, column.width, size, bold=bold)
            for text, column in zip(texts, self.columns, strict=True)
            if not column.hidden
        )
        cells.set_height(self.sheet, self.row, *heights)


@lru_cache(maxsize=64)
def _quoted(style: Style) -> Style:
    return replace(style, quoted=True)
