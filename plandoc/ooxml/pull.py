"""XML that is too long for a tree: elements one by one, each forgotten when it was seen."""

from collections.abc import Callable, Iterable, Iterator

from lxml import etree
from lxml.etree import _Element

from plandoc.ooxml.markup import READING
from plandoc.ooxml.parts import MOST_TAGS, Parts
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


def seen(
    parts: Parts, name: str, see: Callable[[_Element], object], *tags: str, kept: bool = False
) -> _Element:
    """Return the root of a part, of which each element of these local names is seen when it ends.

    Then it is forgotten, unless elements are `kept`, as they were changed. Raises
    `ReturnedFileError` like `Parts.xml`.
    """
    pull = Pull(parts, name, *tags, kept=kept)
    for chunk in parts.chunks(name):
        for element in pull.fed(chunk):
            see(element)
    for element in pull.ended():
        see(element)
    assert pull.root is not None
    return pull.root


def first(parts: Parts, name: str, *tags: str) -> _Element | None:
    """Return the first element of these local names, which may have only its attributes yet."""
    parser = etree.XMLPullParser(("start",), tag=[f"{{*}}{tag}" for tag in tags], **READING)
    try:
        for chunk in parts.chunks(name):
            parser.feed(chunk)
            for _, element in parser.read_events():
                return element
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(parts.file, name) from error
    return None


class Pull:
    """A part that is parsed piece by piece; its methods raise `ReturnedFileError`."""

    root: _Element | None = None
    """The root element when the part has ended."""

    def __init__(self, parts: Parts, name: str, *tags: str, kept: bool = False) -> None:
        self._parts, self._name = parts, name
        self._parser = etree.XMLPullParser(("end",), tag=[f"{{*}}{tag}" for tag in tags], **READING)
        self._tags = 0
        self._kept = kept
        self._most = MOST_TAGS if kept else MOST_PULLED

    def fed(self, chunk: bytes) -> Iterator[_Element]:
        """Yield the elements that end in the next piece."""
        self._tags += chunk.count(b"<")
        if self._tags > self._most:
            raise too_many(self._parts.file, self._name, self._most)
        try:
            self._parser.feed(chunk)
            yield from self._ended()
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self._parts.file, self._name) from error

    def ended(self) -> Iterator[_Element]:
        """Yield the elements that only the end of the part lets see."""
        try:
            self.root = self._parser.close()
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self._parts.file, self._name) from error
        yield from self._ended()
        self._parts.refuse_type(self._name, self.root)
        # A parser of events refers to itself until the collector comes by, and so to its last root.
        self._parser.feed(b"<end/>")
        self._parser.close()

    def _ended(self) -> Iterator[_Element]:
        for _, element in self._parser.read_events():
            parent = element.getparent()
            if parent is None:
                continue
            if element.getprevious() is None:
                self._parts.refuse_type(self._name, element)
            yield element
            if self._kept:
                continue
            element.clear()
            while element.getprevious() is not None:
                del parent[0]
