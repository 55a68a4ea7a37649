"""The QR code of a document: the one door to segno, which is an optional extra."""

from io import BytesIO

import segno

from plandoc.schema.plan import Plan

_HASH = 16
_SCALE = 8
_QUIET = 4
"""How many modules of the code stay white around it (ISO/IEC 18004)."""


def qr_text(plan: Plan) -> str:
    """Return the text of the code: the plan's id, its revision and the hash of its content."""
    return f"plandoc:{plan.id}/{plan.revision}/{plan.content_hash[:_HASH]}"


def qr_png(text: str) -> bytes:
    """Return a QR code as a PNG with its quiet zone: same text, same bytes."""
    target = BytesIO()
    code = segno.make_qr(text, error="m")
    code.save(target, kind="png", scale=_SCALE, border=_QUIET)
    return target.getvalue()
