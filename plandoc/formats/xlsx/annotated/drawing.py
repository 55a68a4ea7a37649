"""The VML drawing of a sheet with the boxes of its comments (and buttons, pictures)."""

import re
from collections.abc import Iterable
from itertools import count

from lxml import etree
from lxml.etree import _Element

from plandoc.formats.xlsx.annotated.book import place_after, section
from plandoc.formats.xlsx.annotated.boxes import Grid, box
from plandoc.ooxml.markup import local_name, whole
from plandoc.ooxml.package import Package

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
# ECMA-376 Part 1, 18.3.1.99 (CT_Worksheet): elements before the drawing of comments.
_BEFORE_DRAWING = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing",
)  # fmt: skip

_VML = "{urn:schemas-microsoft-com:vml}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202"'
    ' coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    '</v:shapetype><v:shape type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"/></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor/><x:AutoFill>False</x:AutoFill>"
    "<x:Row/><x:Column/></x:ClientData></v:shape></xml>"
)
_FIRST = 1025
"""The first shape number of a drawing in Excel."""


class Drawing:
    """The comment boxes of a sheet in its drawing, which is created if missing.

    `last` is the last row with a box, counting from 0.
    """

    def __init__(self, package: Package, sheet: str, last: int) -> None:
        self.package, self.sheet = package, sheet
        self.grid = Grid.of(package, sheet, last)
        self.part = self._known() or self._made()
        self.root = package.edit(self.part)
        self.shapes = dict(self._notes())
        self._taken = {element.get("id", "").strip() for element in self.root}
        self._numbers = count(_FIRST)

    def put(self, reference: str, text: str) -> None:
        """Draw the box of a comment, or resize the existing one."""
        row, column = place = position(reference)
        if place not in self.shapes:
            self.shapes[place] = self._drawn(*box(text))
        data = section(self.shapes[place], f"{_EXCEL}ClientData")
        values = {"Anchor": self.grid.anchor(row, column, text), "Row": row, "Column": column}
        for name, value in values.items():
            section(data, f"{_EXCEL}{name}").text = str(value)

    def remove(self, reference: str) -> None:
        """Remove the box of a comment."""
        shape = self.shapes.pop(position(reference), None)
        if shape is not None:
            self.root.remove(shape)
            self._taken.discard(shape.get("id", "").strip())

    def close(self) -> None:
        """Remove the drawing if it has become empty."""
        if all(local_name(element) in ("shapelayout", "shapetype") for element in self.root):
            sheet = self.package.edit(self.sheet)
            for legacy in sheet.findall(f"{self.package.namespace}legacyDrawing"):
                sheet.remove(legacy)
                self.package.unrelate(self.sheet, legacy.get(f"{self.package.links}id", ""))

    def _known(self) -> str:
        legacy = self.package.tree(self.sheet).find(f"{self.package.namespace}legacyDrawing")
        wanted = None if legacy is None else legacy.get(f"{self.package.links}id")
        relations = self.package.relations(self.sheet)
        return next((r.part for r in relations if r.id == wanted and r.part in self.package), "")

    def _made(self) -> str:
        package, name = self.package, f"{self.package.namespace}legacyDrawing"
        empty = etree.fromstring(_DRAWING)
        empty.remove(empty[-1])
        part = package.free_name("xl/drawings/vmlDrawing{}.vml")
        identity = package.attach(self.sheet, "vmlDrawing", part, etree.tostring(empty))
        root = package.edit(self.sheet)
        legacy = root.find(name)
        if legacy is None:
            legacy = root.makeelement(name, nsmap={"r": package.links[1:-1]})
            root.insert(place_after(root, _BEFORE_DRAWING), legacy)
        legacy.set(f"{package.links}id", identity)
        return part

    def _notes(self) -> Iterable[tuple[tuple[int, int], _Element]]:
        for shape in self.root.findall(f"{_VML}shape"):
            for data in shape.findall(f"{_EXCEL}ClientData[@ObjectType='Note']"):
                row, column = (data.findtext(f"{_EXCEL}{name}", "") for name in ("Row", "Column"))
                yield (whole(row, -1), whole(column, -1)), shape

    def _drawn(self, width: int, height: int) -> _Element:
        _, kind, shape = etree.fromstring(_DRAWING)
        if kind.get("id") not in self._taken:
            self._taken.add(kind.get("id", ""))
            self.root.append(kind)
        names = map("_x0000_s{}".format, self._numbers)
        shape.set("id", next(name for name in names if name not in self._taken))
        size = f"width:{width}px;height:{height}px"
        shape.set("style", f"position:absolute;{size};z-index:1;visibility:hidden")
        self.root.append(shape)
        return shape


def position(reference: str) -> tuple[int, int]:
    """Return row and column of a cell such as `I14`, counting from 0."""
    found = _REFERENCE.fullmatch(reference)
    assert found, reference
    column = 0
    for character in found[1]:
        column = column * 26 + ord(character) - ord("A") + 1
    return int(found[2]) - 1, column - 1
