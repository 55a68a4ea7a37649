"""Cell formats of our sheets put among those of somebody's workbook."""

from copy import deepcopy
from typing import Any

from lxml import etree

from plandoc.formats.xlsx.annotated.book import place_after
from plandoc.ooxml.package import Package

# ECMA-376 Part 1, 18.8.39 (CT_Stylesheet).
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
          "tableStyles", "colors", "extLst")  # fmt: skip
_REFERENCES = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
_APPLIED = ("Font", "Fill", "Border", "NumberFormat", "Alignment", "Protection")


def graft(package: Package, ours: Any) -> list[str]:
    """Add the formats of the style sheet `ours` and return their new numbers by the old ones.

    What the workbook has already is not added again; numbers have built-in formats only.
    """
    main = package.namespace
    if not package.related(package.main, "styles"):
        usual = "xl/styles.xml"
        part = package.free_name("xl/styles{}.xml") if usual in package else usual
        package.attach(package.main, "styles", part, etree.tostring(ours))
    theirs = package.edit(package.related(package.main, "styles")[0])
    moved = {
        attribute: [_kept(_section(theirs, main, name), each) for each in _children(ours, name)]
        for attribute, name in _REFERENCES.items()
    }
    formats = _section(theirs, main, "cellXfs")
    based = theirs.find(f"{main}cellStyleXfs") is not None
    numbers = []
    for original in _children(ours, "cellXfs"):
        cell = deepcopy(original)
        for attribute, places in moved.items():
            cell.set(attribute, str(places[int(cell.get(attribute))]))
        for applied in _APPLIED:
            cell.set(f"apply{applied}", "1")
        if not based:
            cell.attrib.pop("xfId", None)
        numbers.append(str(_kept(formats, cell)))
    return numbers


def _section(root: Any, main: str, name: str) -> Any:
    found = root.find(f"{main}{name}")
    if found is None:
        found = root.makeelement(f"{main}{name}")
        root.insert(place_after(root, _ORDER[: _ORDER.index(name)]), found)
    return found


def _children(root: Any, name: str) -> list[Any]:
    main = etree.QName(root).namespace
    return list(root.find(f"{{{main}}}{name}"))


def _kept(section: Any, element: Any) -> int:
    """Return the place of an element among the children of a section, added if it is new."""
    said = _said(element)
    places = [n for n, child in enumerate(section) if _said(child) == said]
    if not places:
        section.append(deepcopy(element))
        section.set("count", str(len(section)))
    return places[0] if places else len(section) - 1


def _said(element: Any) -> tuple[Any, ...]:
    """Return what an element says, whatever its prefixes."""
    return (element.tag, dict(element.attrib), [_said(child) for child in element])
