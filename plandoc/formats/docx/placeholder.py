"""The placeholder pictures of a template, which are replaced by those of a report.

They are ordinary pictures whose alternative text names them, so they can be moved and resized in
Word. Their images are removed when the template is compiled, because a plan has no picture.
"""

import re
from collections.abc import Mapping
from typing import Any

from plandoc.formats.docx.names import qn
from plandoc.ooxml.package import Package

EMU_PER_MM = 36_000

CHART, OVERVIEW = "report.chart", "report.overview.picture"
"""The pictures of a report, as their names in templates."""

_PARTS = {
    CHART: ("word/media/plandoc-chart.png", "plandocChart"),
    OVERVIEW: ("word/media/plandoc-overview.png", "plandocOverview"),
}
"""The image of each, and the id of the relation to it."""

_NAMED = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in _PARTS))


def prepare(body: Any, width: float) -> Mapping[str, frozenset[str]]:
    """Resize each placeholder in `body` to its picture; return the ids of their images by name.

    Afterwards none of these images is shown. A picture keeps its share of the text `width` (in
    millimetres); its height follows what is drawn.
    """
    relations: dict[str, set[str]] = {}
    for properties in body.iter(qn("wp:docPr")):
        named = _NAMED.search(properties.get("descr", ""))
        if not named:
            continue
        name = named[0]
        drawing = properties.getparent()
        extent = drawing.find(qn("wp:extent"))
        long = "" if extent is None else extent.get("cx", "")
        share = min(1.0, int(long) / EMU_PER_MM / width) if long.isdecimal() else 1.0
        for extent in drawing.iter(qn("wp:extent"), qn("a:ext")):
            for side, length in (("cx", "width"), ("cy", "height")):
                if side in extent.attrib:  # an extension is called a:ext too
                    extent.set(side, f"{{{{ ({name}.{length} * {share:.5f})|round|int }}}}")
        for blip in drawing.iter(qn("a:blip")):
            if embedded := blip.get(qn("r:embed")):
                relations.setdefault(name, set()).add(embedded)
                blip.set(qn("r:embed"), _PARTS[name][1])
            for child in list(blip):  # an alternative image for programs that support it
                blip.remove(child)
        for crop in list(drawing.iter(qn("a:srcRect"))):
            crop.getparent().remove(crop)
    return {name: frozenset(images) for name, images in relations.items()}


def put_in(package: Package, name: str, picture: bytes) -> None:
    """Put the PNG of a picture into the placeholders of its name."""
    image, relation = _PARTS[name]
    package.attach(package.main, "image", image, picture, relation)
