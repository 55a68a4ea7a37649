"""Adding to the XML of a template what cannot be edited in Word: widths, flags, bookmarks."""

import re
from itertools import pairwise
from typing import Any

from lxml import etree
from lxml.etree import _Element

from plandoc.formats.docx.names import qn
from plandoc.formats.docx.paragraph_shapes import shape_paragraphs
from plandoc.formats.docx.section import DEFAULT_SIZE, body_width, length, sizes
from plandoc.ooxml.markup import local_name
from plandoc.page.sheet import TWIPS_PER_MM, Page, twips

_LOOP = re.compile(r"{%tc\s+for\s+(\w+)\s+in\s+([\w.]+)\s*%}")
_PLAN_CELLS = re.compile(r"\bline\.text\b")
_SPAN = re.compile(r"{%\s*colspan\s+([^%]*?)\s*%}")
_WHOLE_WIDTH_SLACK = 60
_WIDTHS = (qn("w:gridCol"), qn("w:tcW"), qn("w:tblW"))
_BEFORE_SIZE = ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")
_BEFORE_WIDTH = ("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize",
                 "tblStyleColBandSize")  # fmt: skip


def prepare(root: _Element, page: Page, section: _Element, styles: _Element | None) -> None:
    """Add column widths, page orientation, row flags, type sizes and bookmarks to a template.

    `section` is the one in which the table of the plan stands; the sheet of others is theirs.
    """
    body = root.find(qn("w:body"))
    assert body is not None
    sections = list(body.iter(qn("w:sectPr")))
    shape_paragraphs(body)
    _size_runs(body, page, styles)
    for table in body.iter(qn("w:tbl")):
        own = next((each for each in sections if _after(table, each)), sections[-1])
        _prepare_table(table, page, own, whole=own is section)
    for other in sections:
        _whole_lengths(other)
    size = _part(section, "w:pgSz", _BEFORE_SIZE)
    size.set(qn("w:w"), "{{ page.width }}")
    size.set(qn("w:h"), "{{ page.height }}")
    size.set(qn("w:orient"), "{{ page.orientation }}")
    margins = section.find(qn("w:pgMar"))
    if margins is None:
        margins = _part(section, "w:pgMar", (*_BEFORE_SIZE, "pgSz"))
        for side in ("top", "right", "bottom"):
            margins.set(qn(f"w:{side}"), str(twips(getattr(page, side))))
        for name, value in (("header", "567"), ("footer", "567"), ("gutter", "0")):
            margins.set(qn(f"w:{name}"), value)
    for side in ("right", "top", "bottom"):
        usual = margins.get(qn(f"w:{side}"), "")
        known = usual if re.fullmatch(r"-?\d+", usual) else twips(getattr(page, side))
        margins.set(qn(f"w:{side}"), f"{{{{ page.{side} or {known} }}}}")
    margins.set(qn("w:left"), "{{ page.left }}")  # the gutter is in it
    if margins.get(qn("w:gutter"), "0") != "0":
        margins.set(qn("w:gutter"), "0")


def _size_runs(body: Any, page: Page, styles: _Element | None) -> None:
    """Let the plan give the size of type: of its tables, and of what has the size of the text."""
    tables = [table for table in body.iter(qn("w:tbl")) if _PLAN_CELLS.search(_text(table))]
    within = {paragraph for table in tables for paragraph in table.iter(qn("w:p"))}
    for paragraph in body.iter(qn("w:p")):
        name = "page.table_size" if paragraph in within else "page.text_size"
        usual = next(sizes(paragraph, styles), DEFAULT_SIZE)
        for run in paragraph.iterchildren(qn("w:r")):
            own = run.find(f"{qn('w:rPr')}/{qn('w:sz')}")
            size = usual if own is None else length(own, "val", DEFAULT_SIZE * 2) / 2
            if paragraph in within or size == page.requisite_size:
                _size_run(run, own, name)


def _size_run(run: Any, own: _Element | None, name: str) -> None:
    if own is not None:
        own.set(qn("w:val"), f"{{{{ {name} or {own.get(qn('w:val'))} }}}}")
        return
    size = run.get_or_add_rPr().get_or_add_sz()
    size.set(qn("w:val"), f"{{{{ {name} }}}}")
    before = size.getprevious()
    opening = f"{{% if {name} %}}"
    if before is None:
        run.rPr.text = opening
    else:
        before.tail = opening
    size.tail = "{% endif %}"


def _part(section: _Element, tag: str, before: tuple[str, ...]) -> _Element:
    """Return an element of a section, made in its place of the standard where it is missing."""
    found = section.find(qn(tag))
    if found is None:
        found = etree.Element(qn(tag))
        places = [at for at, child in enumerate(section, 1) if local_name(child) in before]
        section.insert(max(places, default=0), found)
    return found


def _whole_lengths(section: _Element) -> None:
    """Write lengths with decimals as whole numbers, which every program reads."""
    for tag in ("w:pgSz", "w:pgMar"):
        element = section.find(qn(tag))
        if element is None:
            continue
        for name, value in element.attrib.items():
            found = length(element, name.rpartition("}")[2], -1.0)
            if found >= 0 and not value.isdecimal():
                element.set(name, str(round(found)))


def _after(table: _Element, section: _Element) -> bool:
    """Tell whether a section ends after a table."""
    top = _top(table)
    end = _top(section)
    parent = top.getparent()
    return (
        parent is not None and end.getparent() is parent and (parent.index(end) > parent.index(top))
    )


def _top(element: _Element) -> _Element:
    """Return what stands in the body and holds an element."""
    chain = [element, *element.iterancestors()]
    return next((e for e, above in pairwise(chain) if above.tag == qn("w:body")), element)


def _prepare_table(table: Any, page: Page, section: _Element, *, whole: bool) -> None:
    loops = []
    for row in table.iterchildren(qn("w:tr")):
        cells = list(row.iterchildren(qn("w:tc")))
        opening = _LOOP.search(_text(cells[0])) if cells else None
        if opening and len(cells) > 1:
            loops.append(opening)
            _prepare_prototype(row, cells[1], *opening.groups())
    grid = _grid(table)
    columns = list(grid)
    width = sum(length(column, "w", 0.0) for column in columns) / TWIPS_PER_MM
    room = "{{ page.body }}" if whole else str(twips(body_width(section)))
    if loops:
        # Heads may span columns: the grid is that of the columns themselves.
        named = [loop for loop in loops if loop[2].rpartition(".")[2] == "columns"]
        variable, collection = (named or loops)[0].groups()
        for column in columns[1:]:
            grid.remove(column)
        grid.text = f"{{% for {variable} in {collection} %}}"
        grid[0].set(qn("w:w"), f"{{{{ {variable}.width }}}}")
        grid[0].tail = "{% endfor %}"
        for cell in table.iter(qn("w:tc")):
            _prepare_span(cell, room)
        properties = table.find(qn("w:tblPr"))
        if properties is None:
            properties = etree.Element(qn("w:tblPr"))
            table.insert(0, properties)
        if properties.find(qn("w:tblW")) is None:
            before = [c for c in properties if local_name(c) in _BEFORE_WIDTH]
            properties.insert(len(before), etree.Element(qn("w:tblW")))
        _set_width(properties.find(qn("w:tblW")), room)
    elif (
        whole and not _nested(table) and abs(width - page.body) * TWIPS_PER_MM < _WHOLE_WIDTH_SLACK
    ):
        _stretch(table, width)


def _grid(table: _Element) -> _Element:
    """Return the grid of a table, with at least one column."""
    grid = table.find(qn("w:tblGrid"))
    if grid is None:
        grid = etree.Element(qn("w:tblGrid"))
        table.insert(1 if table.find(qn("w:tblPr")) is not None else 0, grid)
    if not len(grid):
        etree.SubElement(grid, qn("w:gridCol"))
    return grid


def _nested(table: _Element) -> bool:
    return next(table.iterancestors(qn("w:tbl")), None) is not None


def _prepare_prototype(row: Any, cell: Any, variable: str, collection: str) -> None:
    _set_width(cell.get_or_add_tcPr().get_or_add_tcW(), f"{{{{ {variable}.width }}}}")
    owner, _, items = collection.rpartition(".")
    if owner and items == "columns" and f"{variable}.heading" in _text(cell):
        _run_upwards(row, cell, variable, owner)
    if items == "heads":
        _join_cells(cell, f"{variable}.down", f"{variable}.span")
    if items in ("cells", "values"):
        _align(cell, variable, owner)
    if items == "cells":
        _join_cells(cell, f"{variable}.merge", f"{variable}.span")
        for flag in row.iter(qn("w:cantSplit")):
            flag.set(qn("w:val"), f"{{{{ {owner}.unsplit }}}}")
        _least_height(row, f"{owner}.height")
        _bookmark(row, cell, variable, owner)
        _embolden(cell, f"{variable}.bold")


def _embolden(cell: Any, condition: str) -> None:
    """Print a cell in bold where the context says so, if the template does not anyway."""
    for run in cell.iter(qn("w:r")):
        properties = run.get_or_add_rPr()
        if properties.find(qn("w:b")) is not None:
            continue
        bold = properties.get_or_add_b()
        before = bold.getprevious()
        held = properties.text if before is None else before.tail
        bold.tail = f"{{% endif %}}{held or ''}"
        if before is None:
            properties.text = f"{{% if {condition} %}}"
        else:
            before.tail = f"{{% if {condition} %}}"


def _least_height(row: Any, height: str) -> None:
    """Leave room for writing by hand in rows that have a height, if the template gives none."""
    properties = row.get_or_add_trPr()
    if properties.find(qn("w:trHeight")) is not None:
        return
    least = etree.SubElement(properties, qn("w:trHeight"))
    least.set(qn("w:val"), f"{{{{ {height} }}}}")
    least.set(qn("w:hRule"), "atLeast")
    before, least.tail = least.getprevious(), "{% endif %}"
    if before is None:
        properties.text = f"{{% if {height} %}}"
    else:
        before.tail = f"{{% if {height} %}}"


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


def _join_cells(cell: Any, down: str, span: str = "") -> None:
    """Join a cell with those below, and with those beside it, where the context says so."""
    wanted = [("w:gridSpan", span, f"{span} > 1")] if span else []
    after, end = cell.tcPr.tcW, ""
    for tag, value, condition in (*wanted, ("w:vMerge", down, down)):
        joined = etree.Element(qn(tag))
        joined.set(qn("w:val"), f"{{{{ {value} }}}}")
        after.addnext(joined)
        after.tail = f"{end}{{% if {condition} %}}"
        after, end = joined, "{% endif %}"
    after.tail = end


def _align(cell: Any, variable: str, owner: str) -> None:
    for paragraph in cell.iter(qn("w:p")):
        properties = paragraph.get_or_add_pPr()
        if properties.jc is None:
            properties.get_or_add_jc().set(qn("w:val"), f"{{{{ {variable}.align }}}}")
        properties.get_or_add_keepNext().set(qn("w:val"), f"{{{{ {owner}.keep }}}}")


def _bookmark(row: Any, cell: Any, variable: str, owner: str) -> None:
    """Add the bookmark of a cell, numbered after the template's own bookmarks."""
    own = [b.get(qn("w:id")) for b in row.getroottree().iter(qn("w:bookmarkStart"))]
    after = max((int(number) for number in own if (number or "").isdecimal()), default=0)
    start, end = (etree.SubElement(cell, qn(f"w:bookmark{side}")) for side in ("Start", "End"))
    start.set(qn("w:name"), f"{{{{ {variable}.bookmark }}}}")
    behind = f" + {after}" if after else ""
    for side in (start, end):
        side.set(qn("w:id"), f"{{{{ {owner}.index{behind} }}}}")
    cell.tcPr.addnext(start)
    cell.tcPr.tail = f"{{% if {variable}.bookmark %}}"
    start.tail = "{% endif %}"
    end.getprevious().tail = f"{{% if {variable}.bookmark %}}"
    end.tail = "{% endif %}"


def _prepare_span(cell: Any, room: str) -> None:
    """Convert a `colspan` tag to an attribute in the element order of the standard."""
    for node in cell.iter(qn("w:t")):
        if found := _SPAN.search(node.text or ""):
            node.text = _SPAN.sub("", node.text)
            properties = cell.get_or_add_tcPr()
            properties.get_or_add_gridSpan().set(qn("w:val"), f"{{{{ {found[1]} }}}}")
            _set_width(properties.get_or_add_tcW(), room)


def _stretch(table: Any, whole: float) -> None:
    """Keep a table as wide as the text if the orientation or the margin changes."""
    for element in [each for each in table.iter(*_WIDTHS) if _table_of(each) is table]:
        if element.get(qn("w:type"), "dxa") == "dxa" and (found := length(element, "w", 0.0)):
            share = found / TWIPS_PER_MM / whole
            element.set(qn("w:w"), f"{{{{ (page.body * {share:.5f})|round|int }}}}")


def _table_of(element: _Element) -> _Element | None:
    return next(element.iterancestors(qn("w:tbl")), None)


def _set_width(element: Any, value: str) -> None:
    element.set(qn("w:type"), "dxa")
    element.set(qn("w:w"), value)


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))
