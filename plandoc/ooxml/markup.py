"""XML of parts: parsed without entities or network, to be read or to be changed."""

import re
from functools import cached_property, lru_cache
from typing import TypedDict

from lxml import etree
from lxml.etree import _Element

DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""The beginning of a part."""

_WHOLE = re.compile("[0-9]{1,9}")
_DECIMAL = re.compile(r"[0-9]{1,9}(?:\.[0-9]{0,30})?")


class _Safe(TypedDict):
    resolve_entities: bool
    no_network: bool
    load_dtd: bool


class _Reading(_Safe):
    remove_comments: bool
    remove_pis: bool


_SAFE: _Safe = {"resolve_entities": False, "no_network": True, "load_dtd": False}
READING: _Reading = {**_SAFE, "remove_comments": True, "remove_pis": True}
"""Options of a parser of XML that is only read."""

_EDITING = etree.XMLParser(**_SAFE, huge_tree=True)
_REPAIRING = etree.XMLParser(**_SAFE, huge_tree=True, recover=True)
_NO_ELEMENT = "no element to repair"
_STEP = 1024
_ROWS = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?:\s[^<>]*)?>.*</\1sheetData\s*>", re.DOTALL)
OTHER_ENCODING = re.compile(
    rb"\xff\xfe|\xfe\xff|<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE
)
"""The beginning of a part that is not UTF-8."""


class Tree:
    """The XML of a part that may be changed; comments are kept.

    The rows of a sheet, of which there may be a million, are not parsed: they are set aside and
    put back as they were. With `repair` broken XML is parsed as far as it goes. Raises
    `lxml.etree.XMLSyntaxError` or `ValueError` when it is made or first asked for its root.
    """

    def __init__(self, data: bytes, *, repair: bool = False) -> None:
        if OTHER_ENCODING.match(data):
            data = etree.tostring(etree.fromstring(data, _EDITING), encoding="UTF-8")
        self.rows = b""
        """The rows of a sheet with the element around them, empty where there are none."""
        self._place = b""
        self._parser = _REPAIRING if repair else _EDITING
        self.data = _ROWS.sub(self._set_aside, data, count=1) if b"sheetData" in data else data
        """The XML without the rows, before any change."""

    @cached_property
    def root(self) -> _Element:
        """The root element."""
        root = etree.fromstring(self.data, self._parser)
        if root is None:
            raise ValueError(_NO_ELEMENT)
        return root

    def written(self) -> bytes:
        """Return the XML as it is now."""
        data = serialized(self.root)
        return data.replace(self._place, self.rows, 1) if self.rows else data

    def _set_aside(self, found: re.Match[bytes]) -> bytes:
        self.rows, self._place = found[0], b"<%bsheetData/>" % found[1]
        return self._place


def parsed(data: bytes) -> _Element:
    """Return the root of XML that is only read: without comments and processing instructions.

    Raises `lxml.etree.XMLSyntaxError`, or `ValueError`.
    """
    return etree.fromstring(data, etree.XMLParser(**READING))


def serialized(root: _Element) -> bytes:
    """Return the XML of a whole part: the root element with the comments around it."""
    tree = root.getroottree()
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def local_name(element: _Element) -> str:
    """Return the name of an element without its namespace, nothing for a comment."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1_024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def inner(element: _Element, *names: str) -> _Element | None:
    """Return the first element along local names; a path in a search takes ten times as long."""
    found = element
    for name in names:
        for child in found:
            if local_name(child) == name:
                found = child
                break
        else:
            return None
    return found


def attribute(element: _Element, name: str) -> str:
    """Return the attribute of a local name, whatever its namespace; `""` where there is none."""
    for full, value in element.attrib.items():
        if full.rpartition("}")[2] == name:
            return str(value)
    return ""


def whole(text: str | None, usual: int = 0) -> int:
    """Return a whole number as attributes hold it, `usual` where there is none."""
    return int(text) if text and _WHOLE.fullmatch(text.strip()) else usual


def decimal(text: str | None, usual: float) -> float:
    """Return a positive number as attributes hold it, `usual` where there is none."""
    return float(text) if text and _DECIMAL.fullmatch(text.strip()) else usual


def detach(element: _Element) -> None:
    """Remove an element from its parent, if it has one."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def namespace_of(head: bytes) -> str:
    """Return the namespace of the root element from the beginning of XML, `""` for none."""
    parser = etree.XMLPullParser(("start",), **READING)
    for at in range(0, len(head), _STEP):
        parser.feed(head[at : at + _STEP])
        for _, element in parser.read_events():
            return etree.QName(element).namespace or ""
    return ""


def escape(text: str) -> str:
    """Return a text as it stands in an element. The one of `xml.sax` loads a network client."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, in its quotes."""
    text = escape(text).replace("\n", "&#10;").replace("\t", "&#9;")
    if '"' in text and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace('"', "&quot;") + '"'
