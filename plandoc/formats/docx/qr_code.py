"""What the QR code of a plan says, and its picture, where segno is installed."""

from plandoc.codes import Code
from plandoc.errors import PlandocError, Problem
from plandoc.schema.plan import Plan
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in
from plandoc.words.texts import one_line, shortened

_HASH = 16
_LONGEST = 90


def qr_text(plan: Plan) -> str:
    """Return the text of the code in the language of the plan: its title, revision, identity.

    The last line is for programs: plan id, revision and the beginning of the content hash.
    """
    wording = Wording(plan.language)
    title = shortened(one_line(wording.title(plan)), _LONGEST)
    told = words_in(wording.language).handouts.revision.format(revision=plan.revision)
    key = f"plandoc:{plan.id}/{plan.revision}/{plan.content_hash[:_HASH]}"
    return f"{title}\n{told}\n{key}"


def qr_of(plan: Plan) -> bytes:
    """Return the QR code of a plan as a PNG; the output is deterministic.

    Raises `PlandocError` if segno (the extra `qr`) is not installed.
    """
    try:
        from plandoc.formats.docx.qr import qr_png  # noqa: PLC0415 - it needs an extra
    except ImportError as error:
        raise PlandocError([Problem(Code.QR_CODE_UNAVAILABLE)]) from error
    return qr_png(qr_text(plan))
