"""Documents that another program put into a document whole (`altChunk`).

Word merges them when it opens the file, and shows them as text of it.
"""

from collections.abc import Callable
from email import message_from_bytes
from email.errors import MessageError

from lxml.etree import _Element

from plandoc.codes import Code
from plandoc.errors import Place, PlandocError, Problem
from plandoc.formats.text.html_paper import read_html_paper
from plandoc.formats.text.plain_paper import read_plain_paper
from plandoc.imports.paper import Paper
from plandoc.ooxml.markup import attribute
from plandoc.ooxml.package import Package
from plandoc.ooxml.signature import ZIP


def read_chunk(
    package: Package, chunk: _Element, read: Callable[[bytes, str], Paper]
) -> Paper | Problem:
    """Return what is written in a document inside of another, or why it cannot be read.

    `read` reads one that is a DOCX itself.
    """
    wanted = attribute(chunk, "id")
    targets = (one.part for one in package.relations(package.main) if one.id == wanted)
    part = next((one for one in targets if one in package), "")
    place = Place(package.file, part=part)
    if not part:
        return Problem(Code.PAPER_CHUNK_UNREAD, place=place)
    data = _page_of(package.read(part))
    try:
        if data.startswith(ZIP):
            return read(data, package.file)
        if data.lstrip().startswith(b"{\\rtf"):
            return Problem(Code.PAPER_CHUNK_UNREAD, place=place)
        by_name = part.lower().endswith((".txt", ".text"))
        return (read_plain_paper if by_name else read_html_paper)(data, package.file)
    except PlandocError:
        return Problem(Code.PAPER_CHUNK_UNREAD, place=place)


def _page_of(data: bytes) -> bytes:
    """Return the page in a web archive (MHT), anything else as it is."""
    if not data[:4096].lower().lstrip().startswith((b"mime-version:", b"from:", b"content-type:")):
        return data
    try:
        parts = message_from_bytes(data).walk()
        pages = (one for one in parts if one.get_content_type() in ("text/html", "text/plain"))
        found = next(pages, None)
    except MessageError:
        return data
    payload = found.get_payload(decode=True) if found else None
    return payload if isinstance(payload, bytes) else data
