"""Placing a picture in the footer of the first page, in the lower right corner.

Text is never covered: if the footer is higher than the margin, the text ends above it in every
office suite. A template without a separate first page gets one with the same headers and footers.
"""

from lxml import etree
from lxml.etree import _Element

from plandoc.formats.docx.names import NAMESPACES, qn
from plandoc.formats.docx.placeholder import EMU_PER_MM
from plandoc.ooxml.markup import quoted, serialized
from plandoc.ooxml.package import Package, relations_of

_IMAGE = "word/media/plandoc-qr.png"
_RELATION = "plandocQr"
_AFTER_TITLE = ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")
_OFF = ("0", "false", "off")


def put_on_first_page(
    package: Package, picture: bytes, *, side: float, name: str, alternative: str
) -> None:
    """Add a square PNG of `side` millimetres to the first page of a document."""
    document = package.edit(package.main)
    section = next(document.iter(qn("w:sectPr")))
    if not _has_first_page(section):
        _give_first_page(package, section)
    footer = _target(package, _reference(section, "footer", "first"))
    if not footer:
        footer = _new(package, section, "footer", _empty_footer())
    image = package.attach(footer, "image", _IMAGE, picture, _RELATION)
    root = package.edit(footer)
    ids = (at.get("id", "") for tree in (document, root) for at in tree.iter(qn("wp:docPr")))
    number = max((int(text) for text in ids if text.isdecimal()), default=0) + 1
    length = round(side * EMU_PER_MM)
    root.append(etree.fromstring(_paragraph(number, length, name, alternative, image)))


def _has_first_page(section: _Element) -> bool:
    title = section.find(qn("w:titlePg"))
    return title is not None and title.get(qn("w:val")) not in _OFF


def _give_first_page(package: Package, section: _Element) -> None:
    """Give the section a separate first page with the same headers and footers."""
    for title in section.findall(qn("w:titlePg")):
        section.remove(title)
    after = (at for at in section if etree.QName(at).localname in _AFTER_TITLE)
    following = next(after, None)
    title = etree.Element(qn("w:titlePg"))
    if following is None:
        section.append(title)
    else:
        following.addprevious(title)
    for kind in ("header", "footer"):
        unused = _reference(section, kind, "first")
        if unused is not None:
            section.remove(unused)
        shown = _target(package, _reference(section, kind, "default"))
        if shown:
            copy = _new(package, section, kind, package.read(shown))
            if relations_of(shown) in package:
                package.write(relations_of(copy), package.read(relations_of(shown)))


def _reference(section: _Element, kind: str, which: str) -> _Element | None:
    references = section.findall(qn(f"w:{kind}Reference"))
    return next((found for found in references if found.get(qn("w:type")) == which), None)


def _target(package: Package, reference: _Element | None) -> str:
    """Return the part named by a reference of the document, `""` for none."""
    if reference is None:
        return ""
    wanted = reference.get(qn("r:id"))
    found = (r.part for r in package.relations(package.main) if r.id == wanted)
    return next(found, "")


def _new(package: Package, section: _Element, kind: str, data: bytes) -> str:
    """Add a header or footer for the first page of a section; return the name of its part."""
    part = f"word/plandoc-{kind}.xml"
    identity = package.attach(package.main, kind, part, data, f"plandocFirst{kind}")
    reference = etree.Element(qn(f"w:{kind}Reference"))
    reference.set(qn("w:type"), "first")
    reference.set(qn("r:id"), identity)
    section.insert(0, reference)
    return part


def _empty_footer() -> bytes:
    return serialized(
        etree.Element(qn("w:ftr"), nsmap={"w": NAMESPACES["w"], "r": NAMESPACES["r"]})
    )


def _paragraph(number: int, length: int, name: str, alternative: str, image: str) -> str:
    picture = drawing(number, length, name, alternative, image)
    return (
        f'<w:p xmlns:w="{NAMESPACES["w"]}"><w:pPr>'
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="right"/></w:pPr>'
        f"<w:r>{picture}</w:r></w:p>"
    )


def drawing(number: int, length: int, name: str, alternative: str, image: str) -> str:
    """Return a square picture in a line of text; `image` is its relation, `length` in EMU."""
    names = " ".join(
        f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "r", "wp", "a", "pic")
    )
    size = f'cx="{length}" cy="{length}"'
    attributes = f'id="{number}" name={quoted(name)} descr={quoted(alternative)}'
    return (
        f'<w:drawing {names}><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {attributes}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {attributes}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="{image}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )
