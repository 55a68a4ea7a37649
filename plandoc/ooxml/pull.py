"""XML that is too long for a tree: elements one by one, each forgotten when it was seen."""

from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.etree import _Element

from plandoc.ooxml.markup import READING
from plandoc.ooxml.parts import Parts
from plandoc.ooxml.refusals import damaged, too_many

MOST_PULLED = 20_000_000
"""Tags in one part: elements that nobody asks for stay in memory."""


def pulled(parts: Parts, name: str, tag: str, chunks: Iterable[bytes]) -> Iterator[_Element]:
    """Yield the elements of a local name from the pieces of a part, forgetting each afterwards.

    Raises `ReturnedFileError` like `Parts.xml`.
    """
    pull = Pull(parts, name, tag)
    for chunk in chunks:
        yield from pull.fed(chunk)
    yield from pull.ended()


class Pull:
    """A part that is parsed piece by piece; its methods raise `ReturnedFileError`."""

    def __init__(self, parts: Parts, name: str, tag: str) -> None:
        self._parts, self._name = parts, name
        self._parser = etree.XMLPullParser(("end",), tag=(f"{{*}}{tag}",), **READING)
        self._tags = 0

    def fed(self, chunk: bytes) -> Iterator[_Element]:
        """Yield the elements that end in the next piece."""
        self._tags += chunk.count(b"<")
        if self._tags > MOST_PULLED:
            raise too_many(self._parts.file, self._name, MOST_PULLED)
        try:
            self._parser.feed(chunk)
            yield from self._forgotten()
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self._parts.file, self._name) from error

    def ended(self) -> Iterator[_Element]:
        """Yield the elements that only the end of the part lets see."""
        try:
            root = self._parser.close()
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self._parts.file, self._name) from error
        yield from self._forgotten()
        self._parts.refuse_type(self._name, root)

    def _forgotten(self) -> Iterator[_Element]:
        for _, element in self._parser.read_events():
            parent = element.getparent()
            if parent is None:
                continue
            if element.getprevious() is None:
                self._parts.refuse_type(self._name, element)
            yield element
            element.clear()
            while element.getprevious() is not None:
                del parent[0]
