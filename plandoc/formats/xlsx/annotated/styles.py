"""Cell formats of our sheets added to those of a user's workbook."""

from copy import deepcopy

from lxml import etree
from lxml.etree import _Element

from plandoc.formats.xlsx.annotated.book import section
from plandoc.ooxml.package import Package

# ECMA-376 Part 1, 18.8.39 (CT_Stylesheet).
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
          "tableStyles", "colors", "extLst")  # fmt: skip
_REFERENCES = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
_APPLIED = ("Font", "Fill", "Border", "NumberFormat", "Alignment", "Protection")


def merge_styles(package: Package, ours: _Element) -> list[str]:
    """Add the formats of the style sheet `ours` and return the new index for each old one.

    Formats that the workbook already has are not added again; only built-in number formats occur.
    """
    if not package.related(package.main, "styles"):
        usual = "xl/styles.xml"
        part = package.free_name("xl/styles{}.xml") if usual in package else usual
        package.attach(package.main, "styles", part, etree.tostring(ours))
    theirs = package.edit(package.related(package.main, "styles")[0])
    moved = {
        attribute: [_kept(_section(theirs, name), each) for each in _children(ours, name)]
        for attribute, name in _REFERENCES.items()
    }
    formats = _section(theirs, "cellXfs")
    based = theirs.find("{*}cellStyleXfs") is not None
    numbers = []
    for original in _children(ours, "cellXfs"):
        cell = deepcopy(original)
        for attribute, places in moved.items():
            cell.set(attribute, str(places[int(cell.get(attribute, "0"))]))
        for applied in _APPLIED:
            cell.set(f"apply{applied}", "1")
        if not based:
            cell.attrib.pop("xfId", None)
        numbers.append(str(_kept(formats, cell)))
    return numbers


def _section(root: _Element, name: str) -> _Element:
    return section(root, name, _ORDER[: _ORDER.index(name)])


def _children(root: _Element, name: str) -> list[_Element]:
    return list(root.iterfind(f"{{*}}{name}/*"))


def _kept(listed: _Element, element: _Element) -> int:
    """Return the index of an element in a section, adding it if it is new."""
    content = _content(element)
    places = [n for n, child in enumerate(listed) if _content(child) == content]
    if not places:
        listed.append(deepcopy(element))
        listed.set("count", str(len(listed)))
    return places[0] if places else len(listed) - 1


def _content(element: _Element) -> tuple[object, ...]:
    """Return the content of an element for comparison, whatever its prefixes."""
    return (element.tag, dict(element.attrib), [_content(child) for child in element])
