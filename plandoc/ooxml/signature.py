"""What a file is when it is not a zip: recognised by its first bytes, never by its name."""

import re
from pathlib import PurePath

from plandoc.codes import Code
from plandoc.errors import Place, Problem

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = re.compile(rb"\xec\xa5.{9}(?P<flags>.)", re.DOTALL)
_EXCEL = re.compile(rb"\x09\x08\x10\x00\x00\x06.{14}(?P<record>\x2f)\x00", re.DOTALL)
_SECTOR = 512
"""Where streams of a compound file begin, a multiple of it."""
_STREAMS = {"WordDocument": "DOC", "Workbook": "XLS", "Book": "XLS", "PowerPoint Document": "PPT"}
_STARTS = (
    (b"{\\rtf", Code.OFFICE_FILE_OTHER_FORMAT, "RTF"),
    (b"%PDF", Code.OFFICE_FILE_IS_A_PICTURE, "PDF"),
    (b"\x89PNG", Code.OFFICE_FILE_IS_A_PICTURE, "PNG"),
    (b"\xff\xd8\xff", Code.OFFICE_FILE_IS_A_PICTURE, "JPEG"),
    (b"GIF8", Code.OFFICE_FILE_IS_A_PICTURE, "GIF"),
    (b"II*\x00", Code.OFFICE_FILE_IS_A_PICTURE, "TIFF"),
    (b"MM\x00*", Code.OFFICE_FILE_IS_A_PICTURE, "TIFF"),
    (b"Rar!", Code.OFFICE_FILE_IS_AN_ARCHIVE, "RAR"),
    (b"7z\xbc\xaf", Code.OFFICE_FILE_IS_AN_ARCHIVE, "7Z"),
    (b"\x1f\x8b", Code.OFFICE_FILE_IS_AN_ARCHIVE, "GZIP"),
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
_DATA = (
    (rb"^\s*[{\[]", "JSON"),
    (rb"(?m)^(?:title|period|activities|sections|id): ?", "YAML"),
    ("(?m)^(?:название|период|мероприятия|разделы): ?".encode(), "YAML"),
)
"""Files of plandoc itself: a plan, its lock, its journal."""
_HEAD = 4096
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SHOWN = 8


def what_else(source: bytes, file: str, wanted: str) -> Problem:
    """Return the problem with a file that does not begin as a zip does."""
    code, form = _form(source, file)
    start = source[:_SHOWN].hex(" ").upper()
    values = {"format": form, "wanted": wanted, "start": start}
    return Problem(code, place=Place(file=file), values=values)


def _form(source: bytes, file: str) -> tuple[Code, str]:
    if not source.strip(b"\x00\r\n\t "):
        return Code.OFFICE_FILE_EMPTY, ""
    if PurePath(file.replace("\\", "/")).name.startswith("~$"):
        return Code.OFFICE_FILE_IS_A_LOCK_FILE, ""
    if source.startswith(_OLE):
        if _ENCRYPTED in source or _is_locked(source):
            return Code.OFFICE_FILE_ENCRYPTED, ""
        streams = (f for name, f in _STREAMS.items() if name.encode("utf-16-le") in source)
        found = next(streams, "")
        return (
            (Code.OFFICE_FILE_OTHER_FORMAT, found)
            if found
            else (Code.OFFICE_FILE_UNKNOWN_FORMAT, "")
        )
    for start, code, form in _STARTS:
        if source.startswith(start):
            return code, form
    return _text(source[:_HEAD])


def _is_locked(source: bytes) -> bool:
    """Whether a DOC or an XLS has a password: a flag at its beginning says so."""
    flags = (m for m in _WORD.finditer(source) if m.start() % _SECTOR == 0)
    records = (m for m in _EXCEL.finditer(source) if m.start() % _SECTOR == 0)
    return any(m["flags"][0] & 1 for m in flags) or any(True for _ in records)


def _text(head: bytes) -> tuple[Code, str]:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="replace").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _BINARY.search(head):
        return Code.OFFICE_FILE_UNKNOWN_FORMAT, ""
    if data := next((form for mark, form in _DATA if re.search(mark, head)), ""):
        return Code.OFFICE_FILE_OTHER_KIND, data
    return Code.OFFICE_FILE_OTHER_FORMAT, next(
        (form for mark, form in _TEXTS if re.search(mark, head)), "CSV/TXT"
    )
