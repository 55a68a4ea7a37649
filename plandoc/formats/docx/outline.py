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
_MARKED = b"<marked/>"
_MARK = re.compile(rb'<w:bookmarkStart w:name="%s[\w-]*" w:id="\d+"/>' % PREFIX.encode())
_MARK_END = re.compile(rb'<w:bookmarkEnd w:id="\d+"/>')
_NOT_ALIKE = (b"<w:tbl", b"<!", b"<?")

_TEXT = re.compile(rb">([^<]+)<")
_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|#13);)")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_NO_TEXT = (b"]]>", "\ufffe".encode(), "\uffff".encode())


class FilledPackage(Package):
    """A filled document, as it was before any change of it."""

    @cached_property
    def text(self) -> bytes:
        """The text of the main part, each stretch between two tags on a line."""
        return self._divided()[0]

    @cached_property
    def outline(self) -> _Element:
        """The root of the main part without the rows that are like others.

        Raises `ValueError` or `lxml.etree.XMLSyntaxError` where the part is no sound XML.
        """
        self.text, tags = self._divided()
        data = self.read(self.main)
        return parsed(_outline_of(data, tags) if _is_sound(self.text) else data)

    def _divided(self) -> tuple[bytes, bytes]:
        """Return the texts between the tags of the main part, and its tags."""
        found = _TEXT.split(self.read(self.main).replace(b"<w:noBreakHyphen/>", b"-"))
        return b"\n".join(found[1::2]), b"><".join(found[::2])


def _outline_of(data: bytes, tags: bytes) -> bytes:
    """Return a document with one of the rows of activities that have the same tags."""
    known: set[bytes] = set()
    kept: list[bytes] = []
    begin = 0
    for row in tags.split(_END):
        alike = _MARK_END.sub(b"", _MARK.sub(_MARKED, row))
        end = data.find(_END, begin)
        if alike not in known:
            if _MARKED in alike and alike.startswith(_BEGINS) and _is_flat(alike):
                known.add(alike)
            kept.append(data[begin:end] if end >= 0 else data[begin:])
        begin = end + len(_END)
    return _END.join(kept)


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
