"""Names of files, counted in bytes as file systems do."""

import os
import sys
from hashlib import sha256

LONGEST = 255
"""Bytes of a name on usual file systems."""

_DIGITS = 8
_JOINS = "\u200d\ufe0f "


def named(stem: str, ending: str = "", *, longest: int = LONGEST) -> str:
    """Return a name of a stem and an ending; a stem that is too long is cut.

    What was cut off is told by a digest, so that two stems do not get one name.

    >>> named("план", "-tracking.xlsx"), named("план" * 99, ".docx", longest=40)
    ('план-tracking.xlsx', 'планпланпланп~cfa88b5c.docx')
    """
    whole, tail = in_bytes(stem), in_bytes(ending)
    if len(whole) + len(tail) > longest:
        digest = f"~{sha256(whole).hexdigest()[:_DIGITS]}".encode()
        whole = in_bytes(shortened(stem, longest - len(tail) - len(digest))) + digest
    return os.fsdecode(whole + tail)


def shortened(text: str, longest: int) -> str:
    """Return the beginning of a text that fits in so many bytes, without half a character."""
    whole = in_bytes(text)
    if len(whole) <= longest:
        return text
    return whole[: max(0, longest)].decode("utf-8", "ignore").rstrip(_JOINS)


def in_bytes(text: str) -> bytes:
    """Return a name as it stands on the disk: in UTF-8, whatever the locale says of it."""
    return text.encode("utf-8", sys.getfilesystemencodeerrors())
