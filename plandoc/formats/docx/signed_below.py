"""Keeping signatures on the page of what they stand under, in every office suite.

A paragraph stays with the paragraph below it. A row of a table stays with the paragraph below the
table only where the table has not yet gone over a page: LibreOffice leaves a signature alone on the
last page. Rows stay with rows, so the signatures under a long table are its last row, without
borders.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from plandoc.formats.docx.names import NAMESPACES, qn
from plandoc.formats.docx.word_text import body_of, text_of
from plandoc.ooxml.markup import Tree, attribute, serialized
from plandoc.ooxml.package import Package
from plandoc.words.texts import without_spaces

BOOKMARK = "signed_below"
"""The name of the bookmark in the row of the signatures."""

_BOOKMARK_ID = "20000000"
_LONG_ROWS, _LONG_TEXT = 8, 1000
"""From how many rows, or characters, a table may go over a page."""

_MOST_BETWEEN = 12
"""The most paragraphs (notes, signatures) that go into the row."""

_BREAKS = ("w:sectPr", "w:pageBreakBefore", "w:br[@w:type='page']")


def keep_signatures(package: Package, names: Sequence[str]) -> str:
    """Keep the paragraphs with these names with what stands above; return the text of a new row."""
    if not any(map(str.strip, names)):
        return ""
    data = package.read(package.main)
    end = _End.of(data)
    body = body_of(end.root if end else package.tree(package.main))
    places = _signatures(body, names)
    if places is None:
        return ""
    below = _kept(body, places, long=end is not None)
    if end:
        package.write(package.main, end.whole(data))
    else:
        package.edit(package.main)
    return below


def _kept(body: _Element, places: tuple[int, int], *, long: bool) -> str:
    """Keep paragraphs with what stands above; return the text of a new row in a `long` table."""
    first, last = places
    begin = first
    while begin and body[begin - 1].tag == qn("w:p") and not _breaks(body[begin - 1]):
        begin -= 1
    table = body[begin - 1] if begin else None
    few = last + 1 - begin <= _MOST_BETWEEN
    if table is not None and table.tag == qn("w:tbl") and few and (long or _is_long(table)):
        return _into_row(body, table, begin, last)
    for paragraph in body[max(begin, first - 2) : first]:
        _keep(paragraph)
    return ""


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a document: its last table without rows, of which it has many, and all below."""

    root: _Element
    above: slice
    rows: slice

    @classmethod
    def of(cls, data: bytes) -> "_End | None":
        """Return the end of a document, `None` where it cannot be taken off so."""
        body, table = data.find(_BODY) + len(_BODY), data.rfind(b"<w:tbl>")
        first, last = data.find(b"<w:tr", table), data.find(b"</w:tbl>", table)
        if (
            table < body
            or not table < first < last
            or data.count(b"</w:tr>", first, last) < _LONG_ROWS
        ):
            return None
        small = data[:body] + data[table:first] + _NO_ROW + data[last:]
        with suppress(etree.XMLSyntaxError):  # the table stands in something else
            return cls(Tree(small).root, slice(body, table), slice(first, last))
        return None

    def whole(self, data: bytes) -> bytes:
        """Return the document with its end as it is now."""
        head, _, end = serialized(self.root).partition(_BODY)
        table, _, below = end.partition(_NO_ROW)
        return b"".join((head, _BODY, data[self.above], table, data[self.rows], below))


_BODY, _NO_ROW = b"<w:body>", b"<w:tr/>"


def holds_signatures(row: _Element) -> bool:
    """Whether a row is that of the signatures, which is no part of the table it stands in."""
    return any(attribute(mark, "name") == BOOKMARK for mark in row.iter("{*}bookmarkStart"))


def _signatures(body: _Element, names: Sequence[str]) -> tuple[int, int] | None:
    """Return the places of the first and the last paragraph with a name, below all tables."""
    wanted = [without_spaces(name) for name in names if name.strip()]
    tables = [at for at, child in enumerate(body) if child.tag == qn("w:tbl")]
    lowest = max(tables, default=-1)
    texts = {
        at: without_spaces(text_of(child))
        for at, child in enumerate(body)
        if at > lowest and child.tag == qn("w:p")
    }
    found = [at for at, text in texts.items() if any(name in text for name in wanted)]
    return (min(found), max(found)) if found else None


def _is_long(table: _Element) -> bool:
    rows = len(table.findall(qn("w:tr")))
    return rows >= _LONG_ROWS or len(text_of(table)) >= _LONG_TEXT


def _breaks(paragraph: _Element) -> bool:
    """Whether a paragraph ends a section or begins a page."""
    return any(paragraph.find(f".//{name}", NAMESPACES) is not None for name in _BREAKS)


def _keep(paragraph: _Element) -> None:
    """Keep a paragraph, if it is one, on the page of the next."""
    if paragraph.tag != qn("w:p") or _breaks(paragraph):
        return
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = etree.Element(qn("w:pPr"))
        paragraph.insert(0, properties)
    for old in properties.findall(qn("w:keepNext")):
        properties.remove(old)
    styled = properties.find(qn("w:pStyle")) is not None
    properties.insert(1 if styled else 0, etree.Element(qn("w:keepNext")))


def _into_row(body: _Element, table: _Element, begin: int, last: int) -> str:
    """Make paragraphs below a table its last row; return their text."""
    grid = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    width = sum(int(column.get(qn("w:w"), "0")) for column in grid)
    row = etree.SubElement(table, qn("w:tr"))
    etree.SubElement(etree.SubElement(row, qn("w:trPr")), qn("w:cantSplit"))
    cell = etree.SubElement(row, qn("w:tc"))
    shape = etree.SubElement(cell, qn("w:tcPr"))
    _with(shape, "tcW", w=str(width), type="dxa")
    _with(shape, "gridSpan", val=str(len(grid)))
    borders, margins = (etree.SubElement(shape, qn(f"w:{tag}")) for tag in ("tcBorders", "tcMar"))
    for side in ("left", "bottom", "right"):
        _with(borders, side, val="nil")
    for side in ("left", "right"):
        _with(margins, side, w="0", type="dxa")
    paragraphs = body[begin : last + 1]
    for paragraph in paragraphs:
        cell.append(paragraph)
    start, end = (etree.Element(qn(f"w:bookmark{side}")) for side in ("Start", "End"))
    start.set(qn("w:name"), BOOKMARK)
    for mark in (start, end):
        mark.set(qn("w:id"), _BOOKMARK_ID)
    shape.addnext(start)
    cell.append(end)
    below = table.getnext()
    if below is None or below.tag != qn("w:p"):
        table.addnext(etree.Element(qn("w:p")))
    return text_of(cell)


def _with(parent: _Element, tag: str, **values: str) -> None:
    child = etree.SubElement(parent, qn(f"w:{tag}"))
    for name, value in values.items():
        child.set(qn(f"w:{name}"), value)
