"""What a file that is no zip is instead, told by how it begins, never by its name."""

import re
from pathlib import PurePath

from plandoc.errors import Place, Problem

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STREAMS = {"WordDocument": "DOC", "Workbook": "XLS", "Book": "XLS", "PowerPoint Document": "PPT"}
_STARTS = (
    (b"{\\rtf", "PLN722", "RTF"),
    (b"%PDF", "PLN723", "PDF"),
    (b"\x89PNG", "PLN723", "PNG"),
    (b"\xff\xd8\xff", "PLN723", "JPEG"),
    (b"GIF8", "PLN723", "GIF"),
    (b"II*\x00", "PLN723", "TIFF"),
    (b"MM\x00*", "PLN723", "TIFF"),
    (b"Rar!", "PLN725", "RAR"),
    (b"7z\xbc\xaf", "PLN725", "7Z"),
    (b"\x1f\x8b", "PLN725", "GZIP"),
)
_TEXTS = (
    (rb"urn:schemas-microsoft-com:office:spreadsheet", "XML (Excel 2003)"),
    (rb"schemas.microsoft.com/office/word/2003", "XML (Word 2003)"),
    (rb"schemas.microsoft.com/office/2006/xmlPackage", "XML (Word, Flat OPC)"),
    (rb"<office:document\b", "FODS/FODT"),
    (rb"(?i)<!doctype html|<html\b|<table\b|<body\b", "HTML"),
    (rb"(?i)^mime-version:", "MHTML"),
    (rb"^\s*<", "XML"),
)
_HEAD = 4096
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SHOWN = 8


def what_else(source: bytes, file: str, wanted: str) -> Problem:
    """Return the problem with a file that does not begin as a zip does."""
    code, form = _form(source, file)
    start = source[:_SHOWN].hex(" ").upper()
    values = {"format": form, "wanted": wanted, "start": start}
    return Problem(code, place=Place(file=file), values=values)


def _form(source: bytes, file: str) -> tuple[str, str]:
    if not source.strip(b"\x00\r\n\t "):
        return "PLN720", ""
    if PurePath(file.replace("\\", "/")).name.startswith("~$"):
        return "PLN733", ""
    if source.startswith(_OLE):
        if _ENCRYPTED in source:
            return "PLN721", ""
        streams = (f for name, f in _STREAMS.items() if name.encode("utf-16-le") in source)
        found = next(streams, "")
        return ("PLN722", found) if found else ("PLN726", "")
    for start, code, form in _STARTS:
        if source.startswith(start):
            return code, form
    return _text(source[:_HEAD])


def _text(head: bytes) -> tuple[str, str]:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="replace").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _BINARY.search(head):
        return "PLN726", ""
    return "PLN722", next((form for mark, form in _TEXTS if re.search(mark, head)), "CSV/TXT")
