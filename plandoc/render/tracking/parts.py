"""The parts of the workbook after openpyxl: put into the order of the standard, packed."""

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from lxml import etree
from openpyxl.writer.excel import ExcelWriter

from plandoc.render.archive import pack
from plandoc.render.tracking.cells import FONT

_TERMS = "{http://purl.org/dc/terms/}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAW = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART_TEXT = (
    f'<c:txPr xmlns:c="{_CHART[1:-1]}" xmlns:a="{_DRAW[1:-1]}"><a:bodyPr/><a:lstStyle/><a:p><a:pPr>'
    f'<a:defRPr sz="1000"><a:latin typeface="{FONT}"/></a:defRPr></a:pPr>'
    '<a:endParaRPr lang="ru-RU"/></a:p></c:txPr>'
)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# ECMA-376 Part 1, 18.8.22 (CT_Font): Office reads any order, the schema wants this one.
_FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz",
    "color", "name", "family", "charset", "scheme",
)  # fmt: skip


def saved(book: Any, *, stamp: datetime | None) -> bytes:
    """Return the workbook as bytes, without the clock that openpyxl's own `save` reads."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        ExcelWriter(book, archive).write_data()
    with ZipFile(target) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/styles.xml"] = _fonts_in_order(parts["xl/styles.xml"])
    for name, part in parts.items():
        if name.startswith("xl/charts/chart"):
            parts[name] = _chart_as_shown(part)
    if stamp is None:
        parts["docProps/core.xml"] = _undated(parts["docProps/core.xml"])
    return pack(parts, stamp=stamp)


def _fonts_in_order(part: bytes) -> bytes:
    root = etree.fromstring(part)
    for font in root.iter(f"{_MAIN}font"):
        font[:] = sorted(font, key=lambda child: _FONT_ORDER.index(etree.QName(child).localname))
    return _written(root)


def _chart_as_shown(part: bytes) -> bytes:
    """Name the font, say that names are text, unlink the format of numbers from that of cells."""
    root = etree.fromstring(part)
    for labels in root.iter(f"{_CHART}dLbls"):
        for number in labels.iter(f"{_CHART}numFmt"):
            number.set("sourceLinked", "0")
    for names in root.iter(f"{_CHART}cat"):
        names[0].tag = f"{_CHART}strRef"
    for title in root.iter(f"{_DRAW}defRPr"):
        title.set("sz", "1100")
        title.set("b", "1")
        etree.SubElement(title, f"{_DRAW}latin", typeface=FONT)
    said = etree.fromstring(_CHART_TEXT)
    root.find(f"{_CHART}chart").addnext(said)
    return _written(root)


def _undated(part: bytes) -> bytes:
    root = etree.fromstring(part)
    for element in [*root.iter(f"{_TERMS}created"), *root.iter(f"{_TERMS}modified")]:
        root.remove(element)
    return _written(root)


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
