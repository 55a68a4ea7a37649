"""A filled document: its text, and its outline, which proves that all of it is sound XML.

The rows of a long table differ in their texts and ids alone. Where one is sound, so are all that
have the same tags: each is a whole element, and stands where its like may stand. So the outline has
one row of each kind, and all that is no row of an activity.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from lxml.etree import _Element

from plandoc.formats.docx.row_ids import PREFIX
from plandoc.ooxml.markup import parsed
from plandoc.ooxml.pack import joined
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
    text = b""
    """The text of the main part, each stretch between two tags on a line."""
    _kept = b""

    def fill(self, part: str, pieces: Iterable[bytes], *, closed: bool) -> None:
        """Write a part piece by piece; one that is `closed` is deflated as they come.

        The main part is divided meanwhile, so that nobody needs all of it at once.
        """
        if part == self.main:
            pieces = self._divided(pieces)
        self.write(part, joined(pieces) if closed else b"".join(pieces))

    def _divided(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        divided = _Divided()
        yield from divided.through(pieces)
        self.text, self._kept = bytes(divided.text), b"".join(divided.kept)

    @cached_property
    def outline(self) -> _Element:
        """The root of the main part without the rows that are like others.

        Raises `ValueError` or `lxml.etree.XMLSyntaxError` where the part is no sound XML.
        """
        return parsed(self._kept if _is_sound(self.text) else self.read(self.main))


class _Divided:
    """A document with one of the rows of activities that have the same tags, and all text."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []
        self.text = bytearray()
        self._known: set[bytes] = set()

    def through(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the pieces of a document, and divide it row by row."""
        rest = bytearray()
        for piece in pieces:
            yield piece
            begin, seen = 0, max(0, len(rest) - len(_END))
            rest += piece
            while (found := rest.find(_END, max(begin, seen))) >= 0:
                end = found + len(_END)
                self._take(bytes(rest[begin:end]))
                begin = end
            del rest[:begin]
        self._take(bytes(rest))

    def _take(self, row: bytes) -> None:
        found = _TEXT.split(row.replace(b"<w:noBreakHyphen/>", b"-"))
        if texts := found[1::2]:
            self.text += b"\n".join(texts if not self.text else (b"", *texts))
        alike = _MARKS.sub(b"<mark/>", b"><".join(found[::2]))
        if alike not in self._known:
            if _MARK.search(row) and alike.startswith(_BEGINS) and _is_flat(alike):
                self._known.add(alike)
            self.kept.append(row)


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
