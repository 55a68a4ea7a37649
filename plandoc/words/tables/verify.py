"""The verdict on a file."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class QrCode:
    """The name and the description of the QR code."""

    name: str
    alternative: str


@table
class VerifyWords:
    """The verdict on a file."""

    matches: str
    differs: str
    text_matches: str
    added: str
    hidden: str
    superseded: str
    undecided: str
    amendment: str
    amendment_matches: str
    amendment_text_matches: str
    amendment_differs: str
    notes: str
    told_by: Mapping[str, str]
    qr: QrCode
