"""Reader of a document made by hand: its paragraphs and tables as they stand."""

from plandoc.imports.paper import Paper


def read_paper(source: bytes, file: str = "") -> Paper:
    """Return what is written in a document.

    Raises `ReturnedFileError` if the file is not a DOCX that can be opened.
    """
    raise NotImplementedError
