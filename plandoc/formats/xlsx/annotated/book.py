"""Finding, inserting, removing and activating sheets of an existing workbook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from plandoc.ooxml.markup import local_name
from plandoc.ooxml.package import Package, Relation

_BEFORE_VIEWS = ("fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr",
                 "absPath", "workbookProtection")  # fmt: skip
_BEFORE_NAMES = (*_BEFORE_VIEWS, "bookViews", "sheets", "functionGroups", "externalReferences")
"""Preceding elements according to ECMA-376 Part 1, 18.2.27 (CT_Workbook)."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NOWHERE = Relation("", "", "")
_LONGEST_TITLE = 31
_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: its index, title, part, and visibility.

    `kind` is `worksheet` for a sheet of cells; others hold a chart or macros.
    """

    index: int
    title: str
    part: str
    kind: str
    shown: bool


def sheets(package: Package) -> list[Sheet]:
    """Return the sheets of a workbook in order."""
    listed = package.relations(package.main)
    relations = {relation.id: relation for relation in listed if relation.part in package}
    found = []
    for index, element in enumerate(_listed(package)):
        relation = relations.get(element.get(f"{package.links}id"), _NOWHERE)
        shown = element.get("state", "visible") == "visible"
        title = element.get("name", "")
        found.append(Sheet(index, title, relation.part, relation.kind, shown))
    return found


def names(package: Package) -> list[tuple[str, int]]:
    """Return the defined names that belong to a sheet, with the index of the sheet.

    A name without a scope belongs to the sheet that it refers to, because some writers omit the
    scope.
    """
    return [(name.get("name", ""), index) for name, index in _owned(package)]


def remove(package: Package, index: int) -> None:
    """Remove a sheet with everything that belongs to it, and renumber references to sheets."""
    root = package.edit(package.main)
    for name, owner in _owned(package):
        if owner == index:
            name.getparent().remove(name)
    defined = root.find(f"{package.namespace}definedNames")
    if defined is not None and not len(defined):
        root.remove(defined)
    listed = _listed(package)[index]
    listed.getparent().remove(listed)
    _renumber(root, package.namespace, index + 1, -1)
    package.unrelate(package.main, listed.get(f"{package.links}id", ""))


def names_of(package: Package, index: int) -> dict[str, str]:
    """Return the defined names that belong to a sheet, with their references."""
    return {name.get("name"): name.text or "" for name, owner in _owned(package) if owner == index}


def insert(package: Package, index: int, title: str, data: bytes, names: Mapping[str, str]) -> None:
    """Insert a sheet at `index` together with its defined names."""
    root = package.edit(package.main)
    part = package.free_name("xl/worksheets/sheet{}.xml")
    identity = package.attach(package.main, "worksheet", part, data)
    _renumber(root, package.namespace, index, 1)
    listed = root.find(f"{package.namespace}sheets")
    numbers = [int(element.get("sheetId", "0")) for element in listed]
    element = listed.makeelement(
        f"{package.namespace}sheet", {"name": title, "sheetId": str(max(numbers, default=0) + 1)}
    )
    element.set(f"{package.links}id", identity)
    listed.insert(index, element)
    defined = root.find(f"{package.namespace}definedNames")
    if defined is None:
        defined = root.makeelement(f"{package.namespace}definedNames")
        root.insert(place_after(root, _BEFORE_NAMES), defined)
    for name, reference in names.items():
        described = {"name": name, "localSheetId": str(index)}
        if not name.startswith("_xlnm."):
            described["hidden"] = "1"
        etree.SubElement(defined, f"{package.namespace}definedName", described).text = reference


def activate(package: Package, index: int) -> None:
    """Make a sheet the active one and the only selected one."""
    root = package.edit(package.main)
    views = root.find(f"{package.namespace}bookViews")
    if views is None:
        views = root.makeelement(f"{package.namespace}bookViews")
        etree.SubElement(views, f"{package.namespace}workbookView")
        root.insert(place_after(root, _BEFORE_VIEWS), views)
    for view in views:
        view.set("activeTab", str(index))
        view.attrib.pop("firstSheet", None)
    for sheet in sheets(package):
        if sheet.part:
            _select(package, sheet.part, selected=sheet.index == index)


def translated(package: Package, data: bytes) -> bytes:
    """Return XML of our own in the namespaces of a workbook, which may be strict."""
    for ours, theirs in ((_MAIN, package.namespace), (_LINKS, package.links)):
        data = data.replace(ours.encode(), theirs[1:-1].encode())
    return data


def free_title(package: Package, title: str) -> str:
    """Return an unused sheet title: «Замечания», «Замечания (2)»."""
    taken = {sheet.title.casefold() for sheet in sheets(package)}
    free, number = title, 1
    while free.casefold() in taken:
        number += 1
        tail = f" ({number})"
        free = title[: _LONGEST_TITLE - len(tail)] + tail
    return free


def place_after(root: Any, names: Iterable[str]) -> int:
    """Return the index for a child that must follow children with these local names."""
    before = set(names)
    places = [n for n, child in enumerate(root, 1) if local_name(child) in before]
    return max(places, default=0)


def _select(package: Package, part: str, *, selected: bool) -> None:
    views = package.tree(part).findall(
        f"{package.namespace}sheetViews/{package.namespace}sheetView"
    )
    for view in views:
        if (view.get("tabSelected", "false") in _TRUE) != selected:
            package.edit(part)
            view.set("tabSelected", "1" if selected else "0")


def _renumber(root: Any, main: str, start: int, step: int) -> None:
    """Shift sheet indexes in defined names, starting with the sheet `start`."""
    for name in root.iterfind(f"{main}definedNames/{main}definedName[@localSheetId]"):
        if (index := int(name.get("localSheetId"))) >= start:
            name.set("localSheetId", str(index + step))


def _listed(package: Package) -> list[Any]:
    return list(
        package.tree(package.main).iterfind(f"{package.namespace}sheets/{package.namespace}sheet")
    )


def _owned(package: Package) -> list[tuple[Any, int]]:
    titles = {sheet.title: sheet.index for sheet in sheets(package)}
    root, main = package.tree(package.main), package.namespace
    found = []
    for name in root.iterfind(f"{main}definedNames/{main}definedName"):
        local = name.get("localSheetId")
        title = (name.text or "").rpartition("!")[0].strip("'").replace("''", "'")
        owner = titles.get(title) if local is None else int(local)
        if owner is not None:
            found.append((name, owner))
    return found
