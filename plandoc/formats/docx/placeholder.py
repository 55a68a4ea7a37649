"""The placeholder picture of a template, which is replaced by the chart of a report.

It is an ordinary picture whose alternative text names the chart, so it can be moved and resized in
Word. Its image is removed when the template is compiled, because a plan has no picture.
"""

import re
from typing import Any

from plandoc.formats.docx.names import qn
from plandoc.ooxml.package import Package

EMU_PER_MM = 36_000

_NAMED = re.compile(r"\breport\.chart\b")
_IMAGE = "word/media/plandoc-chart.png"


def prepare(body: Any, width: float) -> tuple[str, ...]:
    """Resize each placeholder in `body` to the chart; return the ids of their images.

    Afterwards all of them show the image of the first id. A picture keeps its share of the text
    `width` (in millimetres); its height follows the number of bars.
    """
    relations: list[str] = []
    for properties in body.iter(qn("wp:docPr")):
        if not _NAMED.search(properties.get("descr", "")):
            continue
        drawing = properties.getparent()
        extent = drawing.find(qn("wp:extent"))
        long = "" if extent is None else extent.get("cx", "")
        share = min(1.0, int(long) / EMU_PER_MM / width) if long.isdecimal() else 1.0
        for extent in drawing.iter(qn("wp:extent"), qn("a:ext")):
            for side, length in (("cx", "width"), ("cy", "height")):
                if side in extent.attrib:  # an extension is called a:ext too
                    extent.set(side, f"{{{{ (report.chart.{length} * {share:.5f})|round|int }}}}")
        for blip in drawing.iter(qn("a:blip")):
            if embedded := blip.get(qn("r:embed")):
                relations.append(embedded)
                blip.set(qn("r:embed"), relations[0])
            for child in list(blip):  # an alternative image for programs that support it
                blip.remove(child)
        for crop in list(drawing.iter(qn("a:srcRect"))):
            crop.getparent().remove(crop)
    return tuple(dict.fromkeys(relations))


def put_in(package: Package, relation: str, picture: bytes) -> None:
    """Replace the image of the placeholders, which has the id `relation`, by a PNG."""
    package.attach(package.main, "image", _IMAGE, picture, relation)
