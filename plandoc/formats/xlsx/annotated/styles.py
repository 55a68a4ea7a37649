"""Merging the cell formats of added sheets into an existing workbook."""

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


def merge_styles(package: Package, ours: Any) -> list[str]:
    """Add the formats of the style sheet `ours` and return the new index for each old one.

    Formats that the workbook already has are not added again; only built-in number formats occur.
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
    """Return the index of an element in a section, adding it if it is new."""
    content = _content(element)
    places = [n for n, child in enumerate(section) if _content(child) == content]
    if not places:
        section.append(deepcopy(element))
        section.set("count", str(len(section)))
    return places[0] if places else len(section) - 1


def _content(element: Any) -> tuple[Any, ...]:
    """Return the content of an element independent of namespace prefixes."""
    return (element.tag, dict(element.attrib), [_content(child) for child in element])
