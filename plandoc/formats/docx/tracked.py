"""Tracked changes of a template's author, accepted: what a signed paper shows has no two readings.

What was inserted or moved here stays, what was deleted or moved away goes, with paragraph marks,
rows and cells; how properties were before a change is forgotten.
"""

from lxml.etree import _Element

from plandoc.formats.docx.names import qn
from plandoc.formats.docx.tag_source import cell_property
from plandoc.ooxml.markup import detach, local_name
from plandoc.ooxml.package import Package

_GONE = tuple(map(qn, ("w:del", "w:moveFrom")))
_HERE = tuple(map(qn, ("w:ins", "w:moveTo")))
_FORGOTTEN = tuple(
    qn(f"w:{name}Change")
    for name in (
        "rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "numbering",
    )
)  # fmt: skip
_RANGES = tuple(
    qn(f"w:{name}Range{end}")
    for name in (
        "moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom",
        "customXmlMoveTo",
    )
    for end in ("Start", "End")
)  # fmt: skip
_CELLS = tuple(map(qn, ("w:cellIns", "w:cellDel", "w:cellMerge")))
_BLOCKS = tuple(map(qn, ("w:p", "w:tbl", "w:sdt", "w:sectPr")))


def accept_in_looks(package: Package) -> None:
    """Accept the changes of styles and of lists."""
    for kind in ("styles", "numbering"):
        for name in package.related(package.main, kind):
            if next(package.tree(name).iter(*_FORGOTTEN, *_HERE), None) is not None:
                accept(package.edit(name))


def accept(root: _Element) -> int:
    """Accept the changes of a part and return how many there were."""
    found = list(root.iter(*_GONE, *_HERE, *_FORGOTTEN, *_RANGES, *_CELLS))
    ends: list[_Element] = []
    for change in found:
        if change.tag in _GONE:
            _delete(change, ends)
        elif change.tag in _CELLS:
            _accept_cell(change)
        elif change.tag in _HERE:
            for child in list(change):
                change.addprevious(child)
            detach(change)
        else:
            detach(change)
    for paragraph in ends:
        _join_with_next(paragraph)
    return sum(change.tag not in _RANGES for change in found)


def _delete(change: _Element, ends: list[_Element]) -> None:
    """Delete what a change deletes; paragraphs whose marks it deletes are added to `ends`."""
    above = change.getparent()
    whole = above.getparent() if above is not None else None
    detach(change)
    if above is None or whole is None or local_name(above) not in {"rPr", "trPr"}:
        return
    if local_name(whole) == "pPr":
        paragraph = whole.getparent()
        if paragraph is not None:
            ends.append(paragraph)
        return
    _detach_with_empty(whole, "tbl", "tr")


def _detach_with_empty(element: _Element, around: str, held: str) -> None:
    """Remove a row with its table, or a cell with its row, if it was the last there."""
    above = element.getparent()
    detach(element)
    if above is not None and local_name(above) == around and above.find(f".//{{*}}{held}") is None:
        detach(above)


def _accept_cell(change: _Element) -> None:
    properties = change.getparent()
    if properties is None:
        return
    detach(change)
    if change.tag == qn("w:cellDel"):
        cell = properties.getparent()
        if cell is not None:
            _detach_with_empty(cell, "tr", "tc")
    elif change.tag == qn("w:cellMerge") and (merge := change.get(qn("w:vMerge"))):
        value = "restart" if merge == "rest" else "continue"
        cell_property(properties, "vMerge").set(qn("w:val"), value)


def _join_with_next(paragraph: _Element) -> None:
    """Move what a paragraph without a mark says into the next one, whose mark stays."""
    following = next(paragraph.itersiblings(*_BLOCKS), None)
    content = [child for child in paragraph if child.tag != qn("w:pPr")]
    if following is None or following.tag != qn("w:p"):
        before = next(paragraph.itersiblings(*_BLOCKS, preceding=True), None)
        if not content and following is not None and (before is None or before.tag == qn("w:p")):
            detach(paragraph)
        return
    properties = following.find(qn("w:pPr"))
    at = 0 if properties is None else 1
    for child in reversed(content):
        following.insert(at, child)
    detach(paragraph)
