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
    parser = etree.XMLPullParser(("end",), tag=(f"{{*}}{tag}",), **READING)
    tags = 0
    try:
        for chunk in chunks:
            tags += chunk.count(b"<")
            if tags > MOST_PULLED:
                raise too_many(parts.file, name, MOST_PULLED)
            parser.feed(chunk)
            yield from _forgotten(parts, name, parser)
        root = parser.close()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(parts.file, name) from error
    yield from _forgotten(parts, name, parser)
    parts.refuse_type(name, root)


def _forgotten(parts: Parts, name: str, parser: etree.XMLPullParser) -> Iterator[_Element]:
    for _, element in parser.read_events():
        parent = element.getparent()
        if parent is None:
            continue
        if element.getprevious() is None:
            parts.refuse_type(name, element)
        yield element
        element.clear()
        while element.getprevious() is not None:
            del parent[0]
