"""Data that a document carries along."""

from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.ooxml.custom_xml import custom_items, embed
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package
from plandoc.ooxml.package import Relation

SPACE = "urn:test:a"


def test_data_of_a_namespace_is_there_once():
    """A second time it replaces the first; data of others stay, with their own parts."""
    package = open_package(standard_template_bytes(), kind=FileKind.DOCUMENT)
    own = [name for name in custom_items(package) if "Props" not in name]
    for data in (b'<a xmlns="urn:test:a">1</a>', b'<?xml version="1.0"?>\n<a xmlns="urn:test:a"/>'):
        embed(package, data, SPACE, "mine")
        embed(package, b'<a xmlns="urn:test:b"/>', "urn:test:b", "mine")
    items = [name for name in custom_items(package) if "Props" not in name][len(own) :]
    first = len(own) + 1
    assert items == [f"customXml/item{first}.xml", f"customXml/item{first + 1}.xml"]
    assert package.read(items[0]).endswith(b'<a xmlns="urn:test:a"/>')
    leads = [r for r in package.relations(package.main) if r.kind == "customXml"][-2:]
    assert [r.part for r in leads] == items
    assert len({r.id for r in leads}) == 2
    described = f"customXml/itemProps{first}.xml"
    assert package.relations(items[0]) == (Relation("rId1", "customXmlProps", described),)
    assert SPACE.encode() in package.read(described)
