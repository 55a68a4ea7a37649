"""The mark of a row in a document, from which its activity is known when the document returns."""

import hashlib

_LONGEST = 32
"""A bookmark of Word has 40 characters, eight of them the prefix."""


def mark_of(ident: str) -> str:
    """Return what stands for an id in a bookmark: the id, a digest of one that is too long."""
    if len(ident) <= _LONGEST:
        return ident
    return "h" + hashlib.sha256(ident.encode()).hexdigest()[: _LONGEST - 1]
