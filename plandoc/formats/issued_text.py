"""Whether anybody edited a text since plandoc wrote it: it holds a digest of all else in it.

Documents and workbooks have theirs in their properties (`plandoc.ooxml.issued`).
"""

import re
from hashlib import sha256

_DIGITS = 32
BLANK = "0" * _DIGITS
"""What a writer puts in place of the digest."""

_DIGEST = re.compile(
    rb'(<meta name="plandoc-digest" content="|\r?\nX-PLANDOC-DIGEST:)([0-9a-f]{%d})' % _DIGITS
)
_OURS = re.compile(rb'<meta name="generator" content="plandoc">|\nPRODID:-//plandoc//')


def with_digest(text: bytes) -> bytes:
    """Return a text with its digest in the place that its writer left blank."""
    return _DIGEST.sub(lambda found: found[1] + _digest(text).encode(), text, count=1)


def untouched(source: bytes) -> bool | None:
    """Whether a text is as plandoc wrote it; `None` for a file that plandoc did not write."""
    if found := _DIGEST.search(source):
        blank = source[: found.start(2)] + BLANK.encode() + source[found.end(2) :]
        return found[2].decode() == _digest(blank)
    return False if _OURS.search(source) else None


def _digest(text: bytes) -> str:
    return sha256(text).hexdigest()[:_DIGITS]
