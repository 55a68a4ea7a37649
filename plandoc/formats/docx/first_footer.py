"""A picture at the lower right corner of the first page: in its footer, which grows with it.

Text is never covered: where the footer is higher than the margin, the page's text ends above it
in every office suite. A template without a first page of its own gets one that shows the headers
and footers which that page had.
"""

import posixpath
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml.ns import nsmap, qn
from lxml import etree

from plandoc.formats.docx.placeholder import EMU_PER_MM
from plandoc.ooxml.custom_xml import add
from plandoc.ooxml.pack import FIRST_PART

_DOCUMENT = "word/document.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_IMAGE = "media/plandoc-qr.png"
_RELATION = "plandocQr"
_AFTER_TITLE = ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")
_OFF = ("0", "false", "off")


def put_on_first_page(
    parts: dict[str, bytes], picture: bytes, *, side: float, name: str, alternative: str
) -> None:
    """Put a square PNG of `side` millimetres on the first page of a document."""
    document = etree.fromstring(parts[_DOCUMENT])
    section = next(document.iter(qn("w:sectPr")))
    if not _has_first_page(section):
        _give_first_page(parts, section)
    footer = _target(parts, _reference(section, "footer", "first"))
    if not footer:
        footer = _new(parts, section, "footer", _empty_footer())
    parts[_DOCUMENT] = _serialized(document)
    root = etree.fromstring(parts[footer])
    told = (at.get("id", "") for tree in (document, root) for at in tree.iter(qn("wp:docPr")))
    number = max((int(text) for text in told if text.isdecimal()), default=0) + 1
    length = round(side * EMU_PER_MM)
    root.append(etree.fromstring(_paragraph(number, length, name, alternative)))
    parts[footer] = _serialized(root)
    parts[f"word/{_IMAGE}"] = picture
    relations = _relations(footer)
    parts.setdefault(relations, f'<Relationships xmlns="{_PACKAGE}"/>'.encode())
    image = posixpath.relpath(f"word/{_IMAGE}", posixpath.dirname(footer))
    add(parts, relations, "Relationship", Id=_RELATION, Type=f"{_OFFICE}/image", Target=image)
    if b'Extension="png"' not in parts[FIRST_PART]:
        add(parts, FIRST_PART, "Default", Extension="png", ContentType="image/png")


def _has_first_page(section: Any) -> bool:
    title = section.find(qn("w:titlePg"))
    return title is not None and title.get(qn("w:val")) not in _OFF


def _give_first_page(parts: dict[str, bytes], section: Any) -> None:
    """Tell the first page from the others, and show on it what stood on it."""
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
        shown = _target(parts, _reference(section, kind, "default"))
        if shown:
            copy = _new(parts, section, kind, parts[shown])
            if _relations(shown) in parts:
                parts[_relations(copy)] = parts[_relations(shown)]


def _reference(section: Any, kind: str, which: str) -> Any:
    references = section.findall(qn(f"w:{kind}Reference"))
    return next((found for found in references if found.get(qn("w:type")) == which), None)


def _target(parts: dict[str, bytes], reference: Any) -> str:
    """Return the part to which a reference of the document leads, `""` for none."""
    if reference is None:
        return ""
    wanted = reference.get(qn("r:id"))
    entries = etree.fromstring(parts[_relations(_DOCUMENT)])
    targets = (entry.get("Target") for entry in entries if entry.get("Id") == wanted)
    return posixpath.normpath(posixpath.join("/word", next(targets, "")))[1:]


def _new(parts: dict[str, bytes], section: Any, kind: str, data: bytes) -> str:
    """Add a header or footer for the first page of a section; return the name of its part."""
    part, identity = f"word/plandoc-{kind}.xml", f"plandocFirst{kind}"
    parts[part] = data
    content = {"PartName": f"/{part}", "ContentType": f"{_CONTENT}.{kind}+xml"}
    add(parts, FIRST_PART, "Override", **content)
    target = {"Id": identity, "Type": f"{_OFFICE}/{kind}", "Target": posixpath.basename(part)}
    add(parts, _relations(_DOCUMENT), "Relationship", **target)
    reference = etree.Element(qn(f"w:{kind}Reference"))
    reference.set(qn("w:type"), "first")
    reference.set(qn("r:id"), identity)
    section.insert(0, reference)
    return part


def _relations(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _empty_footer() -> bytes:
    return _serialized(etree.Element(qn("w:ftr"), nsmap={"w": nsmap["w"], "r": nsmap["r"]}))


def _paragraph(number: int, length: int, name: str, alternative: str) -> str:
    names = " ".join(f'xmlns:{prefix}="{nsmap[prefix]}"' for prefix in ("w", "r", "wp", "a", "pic"))
    size = f'cx="{length}" cy="{length}"'
    told = f'id="{number}" name={quoteattr(name)} descr={quoteattr(alternative)}'
    return (
        f'<w:p {names}><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="right"/></w:pPr><w:r>'
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {told}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="{nsmap["pic"]}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {told}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="{_RELATION}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _serialized(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
