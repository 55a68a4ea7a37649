"""Names of files, counted in bytes as file systems do."""

import os
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
    room = longest - len(os.fsencode(ending))
    whole = os.fsencode(stem)
    if len(whole) <= room:
        return stem + ending
    digest = f"~{sha256(whole).hexdigest()[:_DIGITS]}"
    return shortened(stem, room - len(digest)) + digest + ending


def shortened(text: str, longest: int) -> str:
    """Return the beginning of a text that fits in so many bytes, without half a character."""
    if len(os.fsencode(text)) <= longest:
        return text
    return os.fsencode(text)[: max(0, longest)].decode("utf-8", "ignore").rstrip(_JOINS)
