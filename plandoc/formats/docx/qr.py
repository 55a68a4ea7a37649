"""The QR code of a document; the only module that uses segno, an optional extra."""

from io import BytesIO

import segno

_SCALE = 8
_QUIET = 4
"""Width of the quiet zone in modules (ISO/IEC 18004)."""


def qr_png(text: str) -> bytes:
    """Return a QR code as a PNG with its quiet zone; the output is deterministic."""
    target = BytesIO()
    code = segno.make_qr(text, error="m")
    code.save(target, kind="png", scale=_SCALE, border=_QUIET)
    return target.getvalue()
