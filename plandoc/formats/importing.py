"""The one way in for papers made by hand: the reader by the kind of the file, then the plans."""

from collections.abc import Callable, Mapping

from plandoc.formats.docx.paper_reader import read_paper as read_document_paper
from plandoc.imports.imported import Imported
from plandoc.imports.interpret import interpret
from plandoc.imports.paper import Paper
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import kind_of

Reader = Callable[[bytes, str], Paper]

_READERS: Mapping[FileKind, Reader] = {FileKind.DOCUMENT: read_document_paper}


def import_document(data: bytes, name: str) -> Imported:
    """Return the plans that a file made by hand holds, and all that is not sure about them.

    `name` is the name of the file; it tells the period where nothing else does. Every text of the
    file stands in a plan or in the leftovers. Raises `PlandocError` if the file cannot be read, or
    holds no text.
    """
    return interpret(paper_of(data, name))


def paper_of(data: bytes, name: str) -> Paper:
    """Return what is written in a file. Raises `PlandocError` if it cannot be read."""
    reader = _READERS.get(kind_of(data) or FileKind.DOCUMENT, read_document_paper)
    return reader(data, name)
