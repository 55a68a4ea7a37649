"""Names of elements and attributes of WordprocessingML, written with the usual prefixes."""

from functools import cache

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
NAMESPACES = {
    "a": f"{_DRAWING}main",
    "pic": f"{_DRAWING}picture",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": f"{_DRAWING}wordprocessingDrawing",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
"""Namespaces by prefix (ECMA-376 Part 1, annex A)."""


@cache
def qn(name: str) -> str:
    """Return a name such as `w:p` with its namespace."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
