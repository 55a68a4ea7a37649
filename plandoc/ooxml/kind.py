"""The kinds of office documents that plandoc reads."""

from enum import StrEnum


class FileKind(StrEnum):
    """A workbook (XLSX) or a document of words (DOCX)."""

    WORKBOOK = "workbook"
    DOCUMENT = "document"
