"""Decoding the bytes of a plan file as UTF-8."""

import re

from plandoc.codes import Code
from plandoc.errors import Place, PlanFileError, Problem
from plandoc.words.encodings import likely_encoding

BOM = b"\xef\xbb\xbf"
_MEGABYTE = 1024 * 1024
_LARGEST = 20 * _MEGABYTE
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_KINDS = {
    b"PK\x03\x04": "DOCX/XLSX/ZIP",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "DOC/XLS",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}
_LONE_RETURN = re.compile("\r(?!\n)")


def decode(source: bytes, file: str = "") -> str:
    """Return the text of a UTF-8 file without its byte order mark, with line feeds.

    Raises `PlanFileError` with the actual kind of file or the likely encoding, and the place of the
    first invalid byte.
    """
    if len(source) > _LARGEST:
        values = {"size": -(-len(source) // _MEGABYTE), "most": _LARGEST // _MEGABYTE}
        raise _refusal(Code.FILE_TOO_LARGE, Place(file=file, line=1, column=1), **values)
    for mark, kind in _KINDS.items():
        if source.startswith(mark):
            raise _refusal(Code.FILE_NOT_TEXT, Place(file=file), kind=kind)
    if source.startswith(_UTF_16) or b"\x00" in source[:4]:
        raise _refusal(Code.FILE_IN_UTF16, Place(file=file, line=1, column=1))
    source = source.removeprefix(BOM)
    try:
        text = source.decode()
    except UnicodeDecodeError as error:
        before = source[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        where = Place(file=file, line=line, column=column)
        byte = f"0x{source[error.start]:02X}"
        if encoding := likely_encoding(source):
            raise _refusal(
                Code.FILE_IN_OTHER_ENCODING, where, byte=byte, encoding=encoding
            ) from None
        raise _refusal(Code.FILE_NOT_UTF8, where, byte=byte) from None
    if not text.strip():
        raise _refusal(Code.FILE_EMPTY, Place(file=file, line=1, column=1))
    return with_line_feeds(text)


def with_line_feeds(text: str) -> str:
    """Return a text as long as before, with a line feed for each carriage return that ends a line.

    Old Macs ended lines so; YAML does too.
    """
    return _LONE_RETURN.sub("\n", text) if "\r" in text else text


def _refusal(code: Code, where: Place, **values: object) -> PlanFileError:
    return PlanFileError([Problem(code, place=where, values=values)])
