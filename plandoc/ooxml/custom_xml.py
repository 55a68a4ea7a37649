"""A custom XML part of a document: data that office suites keep and do not show."""

import re
from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

from plandoc.ooxml.pack import Content
from plandoc.ooxml.package import Package

_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ITEM = re.compile(r"customXml/item[^/]*\.xml", re.IGNORECASE)


def custom_items(package: Package) -> list[str]:
    """Return the names of the custom XML parts and of those that describe them."""
    return [name for name in package.names if _ITEM.fullmatch(name)]


def embed(package: Package, data: Content, namespace: str, identity: str) -> None:
    """Put XML of `namespace` into a package, in place of what it has of that namespace.

    A new part gets an id made from the namespace, and `identity` as the id of its relation.
    """
    root = re.compile(rf'\s*(?:<\?[^>]*>\s*)?<[^<>]*"{re.escape(namespace)}"'.encode())
    present = (name for name in custom_items(package) if root.match(package.read(name)))
    if held := next(present, ""):
        package.write(held, data)
        return
    item = package.free_name("customXml/item{}.xml")
    package.attach(package.main, "customXml", item, data, identity)
    described = item.replace("/item", "/itemProps")
    package.attach(item, "customXmlProps", described, _described(namespace))


@lru_cache(maxsize=16)
def _described(namespace: str) -> bytes:
    """Return the part that tells of which namespace the data are."""
    properties = (
        f'{_XML}<ds:datastoreItem xmlns:ds="{_DATASTORE}" '
        f'ds:itemID="{{{str(uuid5(NAMESPACE_URL, namespace)).upper()}}}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    return properties.encode()
