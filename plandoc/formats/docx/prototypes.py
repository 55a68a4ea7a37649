"""Adding to the XML of a template what cannot be edited in Word: widths, flags, bookmarks."""

import re
from collections.abc import Callable
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from plandoc.page.sheet import TWIPS_PER_MM, Page

_LOOP = re.compile(r"{%tc\s+for\s+(\w+)\s+in\s+([\w.]+)\s*%}")
_SPAN = re.compile(r"{%\s*colspan\s+([^%]*?)\s*%}")
_PRINT = re.compile(r"{{(.*?)}}")
_WHOLE_WIDTH_SLACK = 60


def prepare(document: Any, page: Page) -> None:
    """Add column widths, page orientation, row flags and bookmarks to a template."""
    body = document.element.body
    for element in body.iter():
        for name, value in element.attrib.items():
            if "{{" in value:
                element.set(name, _PRINT.sub(r"{{ (\1)|in_attribute }}", value))
    for table in body.iter(qn("w:tbl")):
        _prepare_table(table, page)
    size = body.find(qn("w:sectPr")).find(qn("w:pgSz"))
    size.set(qn("w:w"), "{{ page.width }}")
    size.set(qn("w:h"), "{{ page.height }}")
    size.set(qn("w:orient"), "{{ page.orientation }}")
    body.find(qn("w:sectPr")).find(qn("w:pgMar")).set(qn("w:left"), "{{ page.left }}")


def _prepare_table(table: Any, page: Page) -> None:
    loops = []
    for row in table.tr_lst:
        cells = row.tc_lst
        opening = _LOOP.search(_text(cells[0]))
        if opening and len(cells) > 1:
            loops.append(opening)
            _prepare_prototype(row, cells[1], *opening.groups())
    grid = table.tblGrid
    whole = sum(int(column.get(qn("w:w"))) for column in grid) / TWIPS_PER_MM
    if loops:
        variable, collection = loops[0].groups()
        for column in list(grid)[1:]:
            grid.remove(column)
        grid.text = f"{{% for {variable} in {collection} %}}"
        grid[0].set(qn("w:w"), f"{{{{ {variable}.width }}}}")
        grid[0].tail = "{% endfor %}"
        for cell in table.iter(qn("w:tc")):
            _prepare_span(cell)
        _set_width(table.tblPr.find(qn("w:tblW")), "{{ page.body }}")
    elif abs(whole - page.body) * TWIPS_PER_MM < _WHOLE_WIDTH_SLACK:
        _stretch(table, whole)


def _prepare_prototype(row: Any, cell: Any, variable: str, collection: str) -> None:
    _set_width(cell.get_or_add_tcPr().get_or_add_tcW(), f"{{{{ {variable}.width }}}}")
    owner, _, items = collection.rpartition(".")
    if owner and items == "columns":
        _run_upwards(row, cell, variable, owner)
    if items in ("cells", "values"):
        _align(cell, variable, owner)
    if items == "cells":
        for flag in row.iter(qn("w:cantSplit")):
            flag.set(qn("w:val"), f"{{{{ {owner}.unsplit }}}}")
        _bookmark(row, cell, variable, owner)


def _run_upwards(row: Any, cell: Any, variable: str, owner: str) -> None:
    """Make the headings of narrow columns vertical, in a row of sufficient height."""
    properties = cell.tcPr
    if properties.find(qn("w:textDirection")) is None:
        direction = etree.Element(qn("w:textDirection"))
        direction.set(qn("w:val"), f"{{{{ {variable}.direction }}}}")
        properties.insert_element_before(direction, "w:tcFitText", "w:vAlign", "w:hideMark")
        height = row.get_or_add_trPr().get_or_add_trHeight()
        height.set(qn("w:val"), f"{{{{ {owner}.height }}}}")
        height.set(qn("w:hRule"), "atLeast")


def _align(cell: Any, variable: str, owner: str) -> None:
    for paragraph in cell.iter(qn("w:p")):
        properties = paragraph.get_or_add_pPr()
        if properties.jc is None:
            properties.get_or_add_jc().set(qn("w:val"), f"{{{{ {variable}.align }}}}")
        properties.get_or_add_keepNext().set(qn("w:val"), f"{{{{ {owner}.keep }}}}")


def _bookmark(row: Any, cell: Any, variable: str, owner: str) -> None:
    """Add the bookmark of a cell, numbered after the template's own bookmarks."""
    own = [b.get(qn("w:id")) for b in row.getroottree().iter(qn("w:bookmarkStart"))]
    after = max((int(number) for number in own if number.isdigit()), default=0)
    start, end = (etree.SubElement(cell, qn(f"w:bookmark{side}")) for side in ("Start", "End"))
    start.set(qn("w:name"), f"{{{{ {variable}.bookmark }}}}")
    for side in (start, end):
        side.set(qn("w:id"), f"{{{{ {owner}.index + {after} }}}}")
    cell.tcPr.addnext(start)
    cell.tcPr.tail = f"{{% if {variable}.bookmark %}}"
    start.tail = "{% endif %}"
    end.getprevious().tail = f"{{% if {variable}.bookmark %}}"
    end.tail = "{% endif %}"


def _prepare_span(cell: Any) -> None:
    """Convert a `colspan` tag to an attribute; docxtpl would violate the element order."""
    for node in cell.iter(qn("w:t")):
        if found := _SPAN.search(node.text or ""):
            node.text = _SPAN.sub("", node.text)
            properties = cell.get_or_add_tcPr()
            properties.get_or_add_gridSpan().set(qn("w:val"), f"{{{{ {found[1]} }}}}")
            _set_width(properties.get_or_add_tcW(), "{{ page.body }}")


def _stretch(table: Any, whole: float) -> None:
    """Keep a table as wide as the text if the orientation or the margin changes."""
    widths: Callable[[Any], bool] = lambda e: e.get(qn("w:type"), "dxa") == "dxa"  # noqa: E731
    for tag in ("w:gridCol", "w:tcW", "w:tblW"):
        for element in filter(widths, table.iter(qn(tag))):
            share = int(element.get(qn("w:w"))) / TWIPS_PER_MM / whole
            element.set(qn("w:w"), f"{{{{ (page.body * {share:.5f})|round|int }}}}")


def _set_width(element: Any, value: str) -> None:
    element.set(qn("w:type"), "dxa")
    element.set(qn("w:w"), value)


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))
