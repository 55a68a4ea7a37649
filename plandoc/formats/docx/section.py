"""The sheet of a template: that of the section in which the table of the plan stands.

What a writer left out has the values of the standard's defaults, and a length may have decimals.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml.etree import _Element

from plandoc.formats.docx.names import qn
from plandoc.ooxml.markup import attribute
from plandoc.page.sheet import TWIPS_PER_MM, Page

_COLUMNS = re.compile(r"{%tc\s+for\s+\w+\s+in\s+columns\s*%}")
_WIDTH, _HEIGHT = 11_906, 16_838
_SIDE, _BINDING = 567, 1_134
DEFAULT_SIZE = 12.0
_UNITS = {"pt": 20, "mm": TWIPS_PER_MM, "cm": TWIPS_PER_MM * 10, "in": 1440, "pc": 240, "": 1}
_LENGTH = re.compile(r"\s*(-?[0-9]{1,7}(?:\.[0-9]*)?)\s*(pt|mm|cm|in|pc|pi|)\s*")


def length(element: _Element | None, name: str, default: float) -> float:
    """Return a length in twips: whole, with decimals or with a unit; what is none, the default."""
    found = _LENGTH.fullmatch("" if element is None else attribute(element, name))
    if not found:
        return default
    return float(found[1]) * _UNITS.get(found[2], 240)


def plan_section(root: _Element) -> _Element:
    """Return the properties of the section in which the table of the plan stands.

    Without such a table it is the last section; a document without any gets one.
    """
    body = root.find(qn("w:body"))
    assert body is not None
    if body.find(qn("w:sectPr")) is None:
        body.append(body.makeelement(qn("w:sectPr")))
    found = _section_with(body, _COLUMNS)
    return next(body.iterchildren(qn("w:sectPr"))) if found is None else found


def _section_of(root: _Element, tag: str) -> _Element | None:
    """Return the section in which a tag stands in a table."""
    body = root.find(qn("w:body"))
    assert body is not None
    return _section_with(body, re.compile(rf"\b{re.escape(tag)}\b"))


def _section_with(body: _Element, wanted: re.Pattern[str]) -> _Element | None:
    """Return the first section that ends after a table with this text."""
    found = False
    for element in body.iter(qn("w:tbl"), qn("w:sectPr")):
        if element.tag == qn("w:tbl"):
            text = "".join(node.text or "" for node in element.iter(qn("w:t")))
            found = found or wanted.search(text) is not None
        elif found:
            return element
    return None


def body_width(section: _Element) -> float:
    """Return the width between the margins of a section in millimetres."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    sides = length(margins, "left", _BINDING) + length(margins, "right", _SIDE)
    sides += length(margins, "gutter", 0)
    return max(TWIPS_PER_MM, length(size, "w", _WIDTH) - sides) / TWIPS_PER_MM


def page_of(root: _Element, section: _Element, styles: _Element | None) -> Page:
    """Return the sheet of a section, and the sizes of type in which a plan is printed."""
    sheet = _sheet(section)
    cover = _section_of(root, "block.basis")
    page = replace(
        sheet,
        requisite_size=_size_of(root, styles, "block.basis"),
        table_size=_size_of(root, styles, "line.text"),
        summary_size=_size_of(root, styles, "value.text"),
    )
    return (
        page
        if cover is None or cover is section
        else replace(page, approvals=replace(_sheet(cover), requisite_size=page.requisite_size))
    )


def _sheet(section: _Element) -> Page:
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))

    def millimetres(element: _Element | None, name: str, default: float) -> float:
        return max(0.0, length(element, name, default)) / TWIPS_PER_MM

    return Page(
        width=millimetres(size, "w", _WIDTH),
        height=millimetres(size, "h", _HEIGHT),
        left=millimetres(margins, "left", _BINDING) + millimetres(margins, "gutter", 0),
        right=millimetres(margins, "right", _SIDE),
        top=millimetres(margins, "top", _BINDING),
        bottom=millimetres(margins, "bottom", _BINDING),
        requisite_size=DEFAULT_SIZE,
        table_size=DEFAULT_SIZE,
    )


def _size_of(root: _Element, styles: _Element | None, tag: str) -> float:
    """Return the type size, in points, of the paragraph that contains a tag."""
    for paragraph in root.iter(qn("w:p")):
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        if tag in text:
            for size in paragraph.iterfind(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:sz')}"):
                return length(size, "val", DEFAULT_SIZE * 2) / 2
            return next(sizes(paragraph, styles), DEFAULT_SIZE)
    return DEFAULT_SIZE


def sizes(paragraph: _Element, styles: _Element | None) -> Iterator[float]:
    """Yield the sizes of the style of a paragraph and of those on which it is based."""
    if styles is None:
        return
    known = {style.get(qn("w:styleId")): style for style in styles.iterfind(qn("w:style"))}
    named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    ident = named.get(qn("w:val")) if named is not None else _usual(known.values())
    seen: set[str | None] = set()
    while ident in known and ident not in seen:
        seen.add(ident)
        size = known[ident].find(f"{qn('w:rPr')}/{qn('w:sz')}")
        if size is not None:
            yield length(size, "val", DEFAULT_SIZE * 2) / 2
        based = known[ident].find(qn("w:basedOn"))
        ident = based.get(qn("w:val")) if based is not None else None


def _usual(styles: Iterable[_Element]) -> str | None:
    for style in styles:
        if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in {"1", "true"}:
            return str(style.get(qn("w:styleId")))
    return None
