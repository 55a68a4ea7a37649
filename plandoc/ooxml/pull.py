"""XML that is too long for a tree: elements one by one, each forgotten when it was seen."""

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from plandoc.ooxml.archive import HARDENED, Archive, damaged, refuse_type, too_many

MOST_PULLED = 20_000_000
"""Tags in one part: elements that nobody asks for stay in memory."""


def pulled(archive: Archive, name: str, tag: str, chunks: Iterable[bytes]) -> Iterator[Any]:
    """Yield the elements of a local name from the pieces of a part, forgetting each afterwards.

    Raises `ReturnedFileError` like `Archive.xml`.
    """
    parser = etree.XMLPullParser(("end",), tag=(f"{{*}}{tag}",), **HARDENED)
    tags = 0
    try:
        for chunk in chunks:
            tags += chunk.count(b"<")
            if tags > MOST_PULLED:
                raise too_many(archive, name, MOST_PULLED)
            parser.feed(chunk)
            yield from _forgotten(archive, name, parser)
        root = parser.close()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(archive, name) from error
    yield from _forgotten(archive, name, parser)
    refuse_type(archive, name, root)


def _forgotten(archive: Archive, name: str, parser: Any) -> Iterator[Any]:
    for _, element in parser.read_events():
        parent = element.getparent()
        if parent is None:
            continue
        if element.getprevious() is None:
            refuse_type(archive, name, element)
        yield element
        element.clear()
        while element.getprevious() is not None:
            del parent[0]
