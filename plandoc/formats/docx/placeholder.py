"""The picture of a template in whose place the chart of a report stands.

It is an ordinary picture whose alternative text names the chart, so it can be moved and resized
in Word. Its image leaves the package when the template is compiled: a plan has no picture.
"""

import posixpath
import re
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from plandoc.ooxml.custom_xml import add
from plandoc.ooxml.pack import FIRST_PART

EMU_PER_MM = 36_000

_RELATIONS = "word/_rels/document.xml.rels"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_NAMED = re.compile(r"\breport\.chart\b")
_TARGET = "media/plandoc-chart.png"


def prepare(body: Any, width: float) -> tuple[str, ...]:
    """Give each placeholder under `body` the size of the chart; return their relationships.

    A picture keeps the share of the text's `width`, in millimetres, that it has in the template;
    its height follows the number of bars.
    """
    relations = []
    for properties in body.iter(qn("wp:docPr")):
        if not _NAMED.search(properties.get("descr", "")):
            continue
        drawing = properties.getparent()
        share = min(1.0, int(drawing.find(qn("wp:extent")).get("cx")) / EMU_PER_MM / width)
        for extent in drawing.iter(qn("wp:extent"), qn("a:ext")):
            for side, length in (("cx", "width"), ("cy", "height")):
                if side in extent.attrib:  # an extension is called a:ext too
                    extent.set(side, f"{{{{ (report.chart.{length} * {share:.5f})|round|int }}}}")
        for blip in drawing.iter(qn("a:blip")):
            relations.append(blip.get(qn("r:embed")))
            for child in list(blip):  # another image for programs that can show it
                blip.remove(child)
        for crop in list(drawing.iter(qn("a:srcRect"))):
            crop.getparent().remove(crop)
    return tuple(dict.fromkeys(relations))


def taken_out(parts: dict[str, bytes], relations: tuple[str, ...]) -> dict[str, bytes]:
    """Return the package without the images of placeholders, and without a trace of them."""
    left = dict(parts)
    if not relations:
        return left
    root = etree.fromstring(left[_RELATIONS])
    gone = [entry for entry in root if entry.get("Id") in relations]
    for entry in gone:
        root.remove(entry)
    left[_RELATIONS] = _serialized(root)
    for entry in gone:
        image = posixpath.normpath(posixpath.join("word", entry.get("Target")))
        if image not in _targets(left):
            left.pop(image, None)
    if not any(name.endswith(".png") for name in left):
        types = etree.fromstring(left[FIRST_PART])
        for entry in list(types):
            if entry.get("Extension", "").lower() == "png":
                types.remove(entry)
        left[FIRST_PART] = _serialized(types)
    return left


def put_in(parts: dict[str, bytes], relations: tuple[str, ...], picture: bytes) -> None:
    """Put a PNG where the placeholders stood."""
    parts[f"word/{_TARGET}"] = picture
    for relation in relations:
        add(parts, _RELATIONS, "Relationship", Id=relation, Type=_IMAGE, Target=_TARGET)
    if b'Extension="png"' not in parts[FIRST_PART]:
        add(parts, FIRST_PART, "Default", Extension="png", ContentType="image/png")


def _targets(parts: dict[str, bytes]) -> set[str]:
    """Return every part to which some relationship leads."""
    found = set()
    for name, data in parts.items():
        folder, file = posixpath.split(name)
        if file.endswith(".rels"):
            for entry in etree.fromstring(data):
                target = posixpath.join(posixpath.dirname(folder), entry.get("Target"))
                found.add(posixpath.normpath(target))
    return found


def _serialized(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
