"""Pictures of the author's own: `{{ logo }}` as the alternative text of a picture of a template.

The picture of the template is only a box. What `extra` gives by its name is put in its place, as
large as the box allows; without it (`None`, an empty text) nothing is printed there.
"""

import os
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plandoc.codes import Code
from plandoc.errors import Place, Problem, TemplateError
from plandoc.formats.docx.names import qn
from plandoc.formats.docx.tags import SHOWN, place_of, places_of
from plandoc.ooxml.package import Package
from plandoc.schema.own_names import is_own_name
from plandoc.words.texts import shortened

LARGEST = 8 * 2**20
"""Bytes of a picture."""

LONGEST_SIDE = 10_000
"""Pixels."""

_NAME = re.compile(r"\s*\{\{\s*(\w+)\s*\}\}\s*")
_DRAWN = (qn("wp:docPr"), qn("pic:cNvPr"))
_MARKER = 0xFF
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_KINDS = {
    b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"BM": "BMP", b"RIFF": "WebP",
    b"II*\0": "TIFF", b"MM\0*": "TIFF", b"%PDF": "PDF", b"\1\0\0\0": "EMF",
    b"\xd7\xcd\xc6\x9a": "WMF", b"\0\0\1\0": "ICO", b"\x1f\x8b": "SVGZ",
}  # fmt: skip
_ENDINGS = {"PNG": "png", "JPEG": "jpeg"}


@dataclass(frozen=True)
class OwnPicture:
    """A picture as templates know it: its name, and its width as a share of its height."""

    name: str
    data: bytes
    kind: str
    ratio: float


def is_picture(value: object) -> bool:
    """Whether a value of `extra` is a picture: its bytes or its path."""
    return isinstance(value, bytes | bytearray | memoryview | os.PathLike)


def picture_of(name: str, value: Any) -> OwnPicture:
    """Return the picture that a value is. Raises `TemplateError` unless it can be printed."""
    place = Place()
    if isinstance(value, os.PathLike):
        place = Place(file=os.fspath(value))
        try:
            value = Path(value).read_bytes()
        except OSError as error:
            raise _refused(name, type(error).__name__, 0, place) from error
    data = bytes(value)
    kind = next((kind for magic, kind in _KINDS.items() if data.startswith(magic)), "")
    kind = kind or ("SVG" if b"<svg" in data[:4096] else "—")
    width, height = _size(kind, data)
    if not (0 < min(width, height) <= max(width, height) <= LONGEST_SIDE) or len(data) > LARGEST:
        told = f"{kind}, {width} × {height}" if kind in _ENDINGS else kind
        raise _refused(name, told, len(data), place)
    return OwnPicture(name, data, _ENDINGS[kind], width / height)


def _refused(name: str, kind: str, size: int, place: Place) -> TemplateError:
    values = {
        "name": name, "kind": kind, "size": -(-size // 1024),
        "most": LARGEST // 2**20, "side": LONGEST_SIDE,
    }  # fmt: skip
    return TemplateError([Problem(Code.PICTURE_NOT_PRINTABLE, place=place, values=values)])


def _size(kind: str, data: bytes) -> tuple[int, int]:
    """Return width and height in pixels; zeros for what is no whole PNG or JPEG."""
    if kind == "PNG" and data[12:16] == b"IHDR" and b"IEND" in data[-16:]:
        width, height = struct.unpack_from(">II", data, 16)
        return width, height
    if kind == "JPEG" and b"\xff\xd9" in data[-1024:]:
        return next(_frames(data), (0, 0))
    return 0, 0


def _frames(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the size that the frame header of a JPEG tells (ITU T.81, B.2.2)."""
    at = 2
    while at + 9 < len(data) and data[at] == _MARKER:
        if data[at + 1] == _MARKER:  # a fill byte
            at += 1
        elif data[at + 1] in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            yield width, height
            return
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")


def prepare(package: Package, part: str, root: Any, found: list[Problem]) -> dict[str, str]:
    """Make boxes of the pictures of a part that a name stands for; return relations by name.

    What such an alternative text stands on and is no picture goes to `found`.
    """
    relations: dict[str, str] = {}
    old: set[str] = set()
    places = places_of(root, "" if part == package.main else part)
    for shown in list(root.iter(*_DRAWN, "{urn:schemas-microsoft-com:vml}shape")):
        key = "descr" if shown.tag in _DRAWN else "alt"
        name = _NAME.fullmatch(shown.get(key, ""))
        if name is None or not is_own_name(name[1]):
            continue
        drawing = next(shown.iterancestors(qn("w:drawing")), None)
        blips = [] if drawing is None else list(drawing.iter(qn("a:blip")))
        embedded = [blip.get(qn("r:embed")) for blip in blips if blip.get(qn("r:embed"))]
        if not embedded or len(blips) != 1 or not _is_plain(drawing):
            place = place_of(shown, places, "" if part == package.main else part)
            values = {"tag": shortened(shown.get(key, ""), SHOWN)}
            found.append(Problem(Code.TEMPLATE_PICTURE_NOT_PLAIN, place=place, values=values))
            continue
        if embedded[0] not in relations.values():
            old.add(embedded[0])
            relation = relations.setdefault(name[1], _free(package, part, len(relations) + 1))
            _box(drawing, blips[0], name[1], relation)
        shown.set("descr", f"{{{{ {name[1]}.name }}}}")
    left = {value for each in root.iter() for value in each.attrib.values()}
    package.unrelate(part, *sorted(old - left))
    return relations


def _is_plain(drawing: Any) -> bool:
    """Whether a drawing is one picture: no shape, group or frame of text."""
    data = next(drawing.iter(qn("a:graphicData")), None)
    return data is not None and data.get("uri", "").endswith("/picture")


def _free(package: Package, part: str, number: int) -> str:
    """Return an id that no relation of a part has."""
    taken = {relation.id for relation in package.relations(part)}
    identity = f"plandocOwn{number}"
    while identity in taken:
        identity += "x"
    return identity


def _box(drawing: Any, blip: Any, name: str, relation: str) -> None:
    """Let a drawing show another image within its box, or nothing."""
    for extent in drawing.iter(qn("wp:extent"), qn("a:ext")):
        sides = [extent.get(side, "") for side in ("cx", "cy")]
        if all(map(str.isdecimal, sides)):  # an extension is called a:ext too
            wide, high = map(int, sides)
            fits = f"{name}.ratio * {high} > {wide}"
            width = f"{wide} if {fits} else ({name}.ratio * {high})|round|int"
            height = f"({wide} / {name}.ratio)|round|int if {fits} else {high}"
            extent.set("cx", f"{{{{ {width} }}}}")
            extent.set("cy", f"{{{{ {height} }}}}")
    blip.set(qn("r:embed"), relation)
    for spare in [*blip.iter(qn("a:extLst")), *drawing.iter(qn("a:srcRect"))]:
        spare.getparent().remove(spare)  # the same image for other programs, what was cut off it
    for relative in ("sizeRelH", "sizeRelV"):
        for size in list(drawing.iter(f"{{*}}{relative}")):
            size.getparent().remove(size)
    holder = drawing.getparent()
    before = drawing.getprevious()
    if before is None:
        before = holder.makeelement(qn("w:rPr"))
        drawing.addprevious(before)
    before.tail = f"{{% if {name} %}}" + (before.tail or "")
    drawing.tail = "{% endif %}" + (drawing.tail or "")


def put_in(
    package: Package,
    relations: Mapping[str, Mapping[str, str]],
    values: Mapping[str, str | OwnPicture],
) -> None:
    """Put the pictures among values into a document.

    `relations` are the ids by names, by the parts that have boxes.
    """
    parts: dict[str, str] = {}
    for source, named in relations.items():
        for name, identity in named.items():
            if isinstance(picture := values.get(name), OwnPicture):
                if name not in parts:
                    parts[name] = package.free_name(f"word/media/plandoc-own{{}}.{picture.kind}")
                package.attach(source, "image", parts[name], picture.data, identity)
