"""A sheet as the XML of its part, in the order of the standard (ECMA-376 Part 1, 18.3.1.99)."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from plandoc.formats.xlsx.cells import column_letters
from plandoc.formats.xlsx.sheets.book import Column, Paper, Sheet
from plandoc.formats.xlsx.sheets.cells import FONT
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.formats.xlsx.sheets.styles import Styles
from plandoc.ooxml.markup import DECLARED, escape, quoted
from plandoc.ooxml.package import LINKS

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_SIDE, _TOP, _BOTTOM, _EDGE = (mm / 25.4 for mm in (10, 12, 15, 7))
_MARGINS = (
    f'<pageMargins left="{_SIDE}" right="{_SIDE}" top="{_TOP}" bottom="{_BOTTOM}"'
    f' header="{_EDGE}" footer="{_EDGE}"/>'
)
_FOOTER_SIZE = 9
_A3, _A4 = 8, 9
_PROTECTED = (
    '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"'
    ' sort="0" autoFilter="0"/>'
)


def worksheet(sheet: Sheet, pen: Pen) -> Iterator[bytes]:
    """Yield the part of a sheet; its drawing and then its tables are its first relations."""
    yield f'{DECLARED}<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}">'.encode()
    yield "".join(_above(sheet, pen.used(sheet))).encode()
    yield from pen.rows(sheet)
    yield "".join(_below(sheet, pen.styles)).encode()
    yield b"</worksheet>"


def _above(sheet: Sheet, used: str) -> Iterator[str]:
    """Yield what stands above the rows."""
    tab = f'<tabColor rgb="00{sheet.tab}"/>' if sheet.tab else ""
    fit = '<pageSetUpPr fitToPage="1"/>' if sheet.paper else ""
    yield f"<sheetPr>{tab}{fit}</sheetPr>" if tab or fit else ""
    yield f'<dimension ref="{used}"/>'
    yield from _view(sheet)
    yield '<sheetFormatPr defaultRowHeight="15"/>'
    if sheet.columns:
        yield "<cols>"
        yield from (_column(number, sheet.columns[number]) for number in sorted(sheet.columns))
        yield "</cols>"


def _view(sheet: Sheet) -> Iterator[str]:
    """Yield how a sheet is shown, with the cell that is selected in each of its panes."""
    grid = "" if sheet.grid else ' showGridLines="0"'
    zoom = f' zoomScale="{sheet.zoom}"' if sheet.zoom else ""
    yield f'<sheetViews><sheetView{grid}{zoom} workbookViewId="0">'
    columns, rows = sheet.frozen
    selected = f'activeCell="{sheet.selected}" sqref="{sheet.selected}"'
    if columns or rows:
        split = f' xSplit="{columns}"' if columns else ""
        split += f' ySplit="{rows}"' if rows else ""
        pane = f"{'bottom' if rows else 'top'}{'Right' if columns else 'Left'}"
        corner = f"{column_letters(columns + 1)}{rows + 1}"
        yield f'<pane{split} topLeftCell="{corner}" activePane="{pane}" state="frozen"/>'
        if columns and rows:
            yield '<selection pane="topRight"/><selection pane="bottomLeft"/>'
        yield f'<selection pane="{pane}" {selected}/>'
    else:
        yield f"<selection {selected}/>"
    yield "</sheetView></sheetViews>"


def _column(number: int, column: Column) -> str:
    width = f' width="{column.width:.16g}" customWidth="1"' if column.width else ""
    hidden = ' hidden="1"' if column.hidden else ""
    folded = ' outlineLevel="1"' if column.folded else ""
    opens = ' collapsed="1"' if column.opens else ""
    return f'<col min="{number}" max="{number}"{width}{hidden}{folded}{opens}/>'


def _below(sheet: Sheet, styles: Styles) -> Iterator[str]:
    """Yield what stands below the rows."""
    yield _PROTECTED if sheet.protected else ""
    yield _listed("mergeCells", [f'<mergeCell ref="{area}"/>' for area in sheet.merged])
    yield from _rules(sheet, styles)
    yield _listed("dataValidations", [check.xml() for check in sheet.checks])
    if sheet.links:
        yield "<hyperlinks>"
        for cell, location in sheet.links:
            yield f'<hyperlink ref="{cell}" location={quoted(location)}/>'
        yield "</hyperlinks>"
    if sheet.paper:
        yield _printed(sheet.paper, on_one_page=sheet.on_one_page)
    if sheet.breaks:
        told = "".join(f'<brk id="{row}" max="16383" man="1"/>' for row in sheet.breaks)
        number = len(sheet.breaks)
        yield f'<rowBreaks count="{number}" manualBreakCount="{number}">{told}</rowBreaks>'
    drawn = bool(sheet.charts)
    yield '<drawing r:id="rId1"/>' if drawn else ""
    numbers = range(1 + drawn, 1 + drawn + len(sheet.tables))
    yield _listed("tableParts", [f'<tablePart r:id="rId{number}"/>' for number in numbers])


def _rules(sheet: Sheet, styles: Styles) -> Iterator[str]:
    """Yield the rules of colour, those of the same cells together."""
    found: dict[str, list[str]] = {}
    for priority, (ranges, rule) in enumerate(sheet.rules, 1):
        look = f' dxfId="{styles.look(rule.look)}"' if rule.look else ""
        found.setdefault(ranges, []).append(
            f'<cfRule type="{rule.kind}"{look} priority="{priority}">{rule.told}</cfRule>'
        )
    for ranges, told in found.items():
        yield f'<conditionalFormatting sqref="{ranges}">{"".join(told)}</conditionalFormatting>'


@lru_cache(maxsize=64)
def _printed(paper: Paper, *, on_one_page: bool) -> str:
    """Return how a sheet is printed."""
    size = _A3 if paper.is_large else _A4
    across = "landscape" if paper.landscape else "portrait"
    footer = f'&C&"{FONT},Regular"&{_FOOTER_SIZE} {paper.footer}'
    return (
        f'<printOptions horizontalCentered="1"/>{_MARGINS}'
        f'<pageSetup paperSize="{size}" fitToWidth="1" fitToHeight="{int(on_one_page)}"'
        f' orientation="{across}"/>'
        f"<headerFooter><oddFooter>{escape(footer)}</oddFooter></headerFooter>"
    )


def _listed(name: str, items: Iterable[str]) -> str:
    """Return an element with the count of those in it, nothing where there are none."""
    found = list(items)
    return f'<{name} count="{len(found)}">{"".join(found)}</{name}>' if found else ""
