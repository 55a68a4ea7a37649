"""Excel tables with filters, and column widths that fit the content."""

from collections.abc import Collection, Sequence

from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.sheets import cells
from plandoc.formats.xlsx.sheets.book import Sheet, Table
from plandoc.page.measure import widest_of, widest_piece

HEAD = 10.0
"""Font size of headings."""

ARROW = 4.5
"""The width of the filter arrow of a heading in millimetres."""

_WIDEST = 320.0
_WIDER = 1.25
_WIDEST_WORD = 75.0


def column_width(
    heading: str,
    least: float,
    texts: Collection[str] = (),
    *,
    size: float = HEAD,
    text_size: float = cells.SIZE,
) -> float:
    """Return a width in millimetres at which no word is broken and no row is too tall for Excel."""
    width = max(least, widest_piece(heading, size, bold=True)[1] * 1.07 + 4)
    while width < _WIDEST_WORD and cells.lines_in(heading, width - ARROW, size, bold=True) > 2:  # noqa: PLR2004
        width += 1
    width = max(width, min(widest_of(texts, text_size) * 1.07 + 4, _WIDEST_WORD) if texts else 0)
    most = cells.tallest_lines(text_size)
    long = cells.long_texts(texts, most, width, text_size)
    while width < _WIDEST and any(cells.lines_in(text, width, text_size) > most for text in long):
        width = min(width * _WIDER, _WIDEST)
    return round(width, 1)


def set_header_height(
    sheet: Sheet, row: int, headings: Sequence[str], widths: Sequence[float], *, size: float = HEAD
) -> None:
    """Set the height of the heading row, whose filter arrows stand beside the headings."""
    headed = zip(headings, widths, strict=True)
    heights = (cells.needed_height(text, width - ARROW, size, bold=True) for text, width in headed)
    cells.set_height(sheet, row, *heights)


def add_table(sheet: Sheet, name: str, headings: list[str], header: int, last: int) -> None:
    """Add a table with a filter for the rows from `header` to `last`, starting at column A."""
    area = f"A{header}:{column_letters(len(headings))}{last}"
    sheet.tables.append(Table(name, area, headings))
