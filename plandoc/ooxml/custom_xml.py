"""A custom XML part in a Word package: data that office suites keep and nobody sees."""

import re
from itertools import count
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from plandoc.ooxml.pack import FIRST_PART

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_ITEM = f"{_OFFICE}/relationships/customXml"
_PROPERTIES = f"{_OFFICE}/relationships/customXmlProps"
_PROPERTIES_CONTENT = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONS = "word/_rels/document.xml.rels"


def embed(parts: dict[str, bytes], data: bytes, namespace: str) -> None:
    """Put XML of `namespace` into the package, in place of what it holds of that namespace.

    The part gets an id born from the namespace, so that a package has one of a kind.
    """
    root = re.compile(rf'\s*(?:<\?[^>]*>\s*)?<[^<>]*"{re.escape(namespace)}"'.encode())
    items = [name for name in parts if re.fullmatch(r"customXml/item\d+\.xml", name)]
    held = next((name for name in items if root.match(parts[name])), None)
    if held:
        parts[held] = data
        return
    number = next(n for n in count(1) if f"customXml/item{n}.xml" not in parts)
    item, properties = (f"customXml/{name}{number}.xml" for name in ("item", "itemProps"))
    parts[item] = data
    parts[properties] = (
        f'{_XML}<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" '
        f'ds:itemID="{{{str(uuid5(NAMESPACE_URL, namespace)).upper()}}}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    relation = f'Id="rId1" Type="{_PROPERTIES}" Target="itemProps{number}.xml"'
    parts[f"customXml/_rels/item{number}.xml.rels"] = (
        f'{_XML}<Relationships xmlns="{_PACKAGE}"><Relationship {relation}/></Relationships>'
    ).encode()
    add(parts, FIRST_PART, "Override", PartName=f"/{item}", ContentType="application/xml")
    add(parts, FIRST_PART, "Override", PartName=f"/{properties}", ContentType=_PROPERTIES_CONTENT)
    add(parts, _RELATIONS, "Relationship", Id="plandocIssued", Type=_ITEM, Target=f"../{item}")


def add(parts: dict[str, bytes], name: str, tag: str, **attributes: str) -> None:
    """Add an entry to a list of the package: its content types or relationships."""
    root = etree.fromstring(parts[name])
    etree.SubElement(root, f"{{{etree.QName(root).namespace}}}{tag}", attributes)
    parts[name] = bytes(
        etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    )
