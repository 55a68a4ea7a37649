"""A filled document: its text, and its outline, which proves that all of it is sound XML.

The rows of a long table differ in their texts and ids alone. Where one is sound, so are all that
have the same tags: each is a whole element, and stands where its like may stand. So the outline has
one row of each kind, and all that is no row of an activity.
"""

import re
from functools import cached_property

from lxml.etree import _Element

from plandoc.formats.docx.row_ids import PREFIX
from plandoc.ooxml.markup import parsed
from plandoc.ooxml.package import Package

_END, _BEGINS = b"</w:tr>", (b"<w:tr>", b"<w:tr ")
_NAME = rb'Start w:name="%s[\w-]*"' % PREFIX.encode()
_MARK = re.compile(rb"<w:bookmark%s" % _NAME)
_MARKS = re.compile(rb'<w:bookmark(?:%s|End) w:id="\d+"/>' % _NAME)
_NOT_ALIKE = (b"<w:tbl", b"<!", b"<?")

_TEXT = re.compile(rb">([^<]+)<")
_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|#13);)")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_NO_TEXT = (b"]]>", "\ufffe".encode(), "\uffff".encode())


class FilledPackage(Package):
    """A filled document, as it was before any change of it."""

    is_strict = False  # as no template is

    @cached_property
    def text(self) -> bytes:
        """The text of the main part, each stretch between two tags on a line."""
        return _divided(self.read(self.main))[1]

    @cached_property
    def outline(self) -> _Element:
        """The root of the main part without the rows that are like others.

        Raises `ValueError` or `lxml.etree.XMLSyntaxError` where the part is no sound XML.
        """
        data = self.read(self.main)
        outline, self.text = _divided(data)
        return parsed(outline if _is_sound(self.text) else data)


def _divided(data: bytes) -> tuple[bytes, bytes]:
    """Return a document with one of the rows of activities that have the same tags, and all text.

    Row by row, so that no more than one is held as tags and texts at a time.
    """
    known: set[bytes] = set()
    kept: list[bytes] = []
    texts: list[bytes] = []
    begin = end = 0
    while end < len(data):
        last = data.find(_END, begin)
        end = len(data) if last < 0 else last + len(_END)
        row = data[begin:end]
        found = _TEXT.split(row.replace(b"<w:noBreakHyphen/>", b"-"))
        texts += found[1::2]
        alike = _MARKS.sub(b"<mark/>", b"><".join(found[::2]))
        if alike not in known:
            if _MARK.search(row) and alike.startswith(_BEGINS) and _is_flat(alike):
                known.add(alike)
            kept.append(row)
        begin = end
    return b"".join(kept), b"\n".join(texts)


def _is_flat(row: bytes) -> bool:
    """Whether a row has nothing but tags, and no row inside."""
    return sum(map(row.count, _BEGINS)) == 1 and not any(sign in row for sign in _NOT_ALIKE)


def _is_sound(text: bytes) -> bool:
    """Whether a text holds nothing that XML cannot, so that the tags around it decide."""
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    if any(sign in text for sign in _NO_TEXT) or _AMPERSAND.search(text):
        return False
    return len(text.translate(None, _CONTROLS)) == len(text)
