"""Sheets of a user's workbook: listed, inserted, removed, opened first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from plandoc.ooxml.markup import detach, local_name, whole
from plandoc.ooxml.package import Package, Relation

_BEFORE_VIEWS = ("fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr",
                 "absPath", "workbookProtection")  # fmt: skip
_BEFORE_SHEETS = (*_BEFORE_VIEWS, "bookViews")
_BEFORE_NAMES = (*_BEFORE_SHEETS, "sheets", "functionGroups", "externalReferences")
"""Elements before the defined names in ECMA-376 Part 1, 18.2.27 (CT_Workbook)."""

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
        relation = relations.get(element.get(f"{package.links}id", ""), _NOWHERE)
        shown = element.get("state", "visible") == "visible"
        title = element.get("name", "")
        found.append(Sheet(index, title, relation.part, relation.kind, shown))
    return found


def names(package: Package) -> list[tuple[str, int]]:
    """Return the defined names that belong to a sheet, with its index.

    A name without a sheet of its own belongs to the one that it refers to: some writers omit
    the sheet.
    """
    return [(name.get("name", ""), index) for name, index in _owned(package)]


def remove(package: Package, index: int) -> None:
    """Remove a sheet with its names and parts; indices of sheets after it are adjusted."""
    root = package.edit(package.main)
    for name, owner in _owned(package):
        if owner == index:
            detach(name)
    defined = root.find(f"{package.namespace}definedNames")
    if defined is not None and not len(defined):
        root.remove(defined)
    listed = _listed(package)[index]
    detach(listed)
    _renumber(root, package.namespace, index + 1, -1)
    package.unrelate(package.main, listed.get(f"{package.links}id", ""))


def names_of(package: Package, index: int) -> dict[str, str]:
    """Return the defined names that belong to a sheet, with their references."""
    return {
        name.get("name", ""): name.text or "" for name, owner in _owned(package) if owner == index
    }


def insert(package: Package, index: int, title: str, data: bytes, names: Mapping[str, str]) -> None:
    """Insert a sheet at `index`, with the defined names that belong to it."""
    root = package.edit(package.main)
    part = package.free_name("xl/worksheets/sheet{}.xml")
    identity = package.attach(package.main, "worksheet", part, data)
    _renumber(root, package.namespace, index, 1)
    listed = section(root, "sheets", _BEFORE_SHEETS)
    numbers = [whole(element.get("sheetId")) for element in listed]
    element = listed.makeelement(
        f"{package.namespace}sheet", {"name": title, "sheetId": str(max(numbers, default=0) + 1)}
    )
    element.set(f"{package.links}id", identity)
    listed.insert(index, element)
    defined = section(root, "definedNames", _BEFORE_NAMES)
    for name, reference in names.items():
        described = {"name": name, "localSheetId": str(index)}
        if not name.startswith("_xlnm."):
            described["hidden"] = "1"
        etree.SubElement(defined, f"{package.namespace}definedName", described).text = reference


def activate(package: Package, index: int) -> None:
    """Make a sheet the active one and the only selected one."""
    root = package.edit(package.main)
    views = section(root, "bookViews", _BEFORE_VIEWS)
    if not len(views):
        etree.SubElement(views, f"{package.namespace}workbookView")
    for view in views.iterchildren("*"):
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


def section(root: _Element, name: str, before: Iterable[str] | None = None) -> _Element:
    """Return a child of `root`, added if missing: after those of the names `before`, or last.

    A name without a namespace is one of that of `root`.
    """
    tag = name if name.startswith("{") else f"{{{etree.QName(root).namespace}}}{name}"
    found = root.find(tag)
    if found is None:
        found = root.makeelement(tag)
        root.insert(len(root) if before is None else place_after(root, before), found)
    return found


def place_after(root: _Element, names: Iterable[str]) -> int:
    """Return the index for a child that must come after children of these local names."""
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


def _renumber(root: _Element, main: str, start: int, step: int) -> None:
    """Adjust the indices of sheets in defined names, from the sheet `start` on."""
    for name in root.iterfind(f"{main}definedNames/{main}definedName[@localSheetId]"):
        if (index := whole(name.get("localSheetId"), -1)) >= start:
            name.set("localSheetId", str(index + step))


def _listed(package: Package) -> list[_Element]:
    return list(
        package.tree(package.main).iterfind(f"{package.namespace}sheets/{package.namespace}sheet")
    )


def _owned(package: Package) -> list[tuple[_Element, int]]:
    titles = {sheet.title: sheet.index for sheet in sheets(package)}
    root, main = package.tree(package.main), package.namespace
    found = []
    for name in root.iterfind(f"{main}definedNames/{main}definedName"):
        local = name.get("localSheetId")
        title = (name.text or "").rpartition("!")[0].strip("'").replace("''", "'")
        owner = titles.get(title) if local is None else whole(local, -1)
        if owner is not None:
            found.append((name, owner))
    return found
