"""The one way in for papers made by hand: the reader by the kind of the file, then the plans."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from plandoc.formats.docx.paper_reader import read_paper as read_document_paper
from plandoc.formats.text.csv_paper import read_csv_paper
from plandoc.formats.text.html_paper import read_html_paper
from plandoc.formats.text.plain_paper import read_plain_paper
from plandoc.formats.xlsx.authored import read_authored
from plandoc.formats.xlsx.paper_reader import read_paper as read_workbook_paper
from plandoc.imports.imported import Imported
from plandoc.imports.interpret import interpret
from plandoc.imports.paper import Paper
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import foreign_format, kind_of

Reader = Callable[[bytes, str], Paper]

_READERS: Mapping[FileKind, Reader] = {
    FileKind.DOCUMENT: read_document_paper,
    FileKind.WORKBOOK: read_workbook_paper,
}
_TEXTS: Mapping[str, Reader] = {
    ".csv": read_csv_paper,
    ".tsv": read_csv_paper,
    ".html": read_html_paper,
    ".htm": read_html_paper,
    ".xhtml": read_html_paper,
    ".txt": read_plain_paper,
    ".text": read_plain_paper,
    ".md": read_plain_paper,
    ".markdown": read_plain_paper,
}
_BY_CONTENT: Mapping[str, Reader] = {"HTML": read_html_paper, "CSV/TXT": read_plain_paper}


def import_document(data: bytes, name: str, *, keep_look: bool = False) -> Imported:
    """Return the plans that a file made by hand holds, and all that is not sure about them.

    `name` is the name of the file; it tells the period where nothing else does. Every text of the
    file stands in a plan or in the leftovers. With `keep_look` the plans have the orientation, the
    sizes of type and the widths of columns of the file. Raises `PlandocError` if the file cannot be
    read, or holds no text.
    """
    authored = read_authored(data, name) if kind_of(data) is FileKind.WORKBOOK else None
    return authored or interpret(paper_of(data, name), keep_look=keep_look)


def paper_of(data: bytes, name: str) -> Paper:
    """Return what is written in a file. Raises `PlandocError` if it cannot be read.

    What the file is is known by its content; texts without marks of their own, by its name.
    """
    kind = kind_of(data)
    if kind is None:
        form = foreign_format(data, name)
        suffix = PurePath(name).suffix.lower()
        by_name = _TEXTS.get(suffix) if form in ("", *_BY_CONTENT, "XML") else None
        by_content = _BY_CONTENT.get(form)
        reader = by_content if form == "HTML" else by_name or by_content
        return (reader or read_document_paper)(data, name)
    return _READERS[kind](data, name)
