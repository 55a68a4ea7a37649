"""The text of a file that is no plan file: in UTF-8, UTF-16 or an old Cyrillic encoding."""

import re
from collections.abc import Iterator

from plandoc.codes import Code
from plandoc.errors import PaperError, Place, Problem
from plandoc.words.encodings import CYRILLIC, likely_encoding

LARGEST = 20 * 2**20
"""The most bytes of a text: four thousand pages."""

_MEGABYTE = 2**20
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 4_096
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))


def decoded(source: bytes, file: str, problems: list[Problem]) -> str:
    """Return the text of a file with line feeds, without control characters.

    An encoding that is only guessed is told. Raises `PaperError` if the file is no text.
    """
    place = Place(file=file)
    if len(source) > LARGEST:
        values = {"size": -(-len(source) // _MEGABYTE), "most": LARGEST // _MEGABYTE}
        raise PaperError([Problem(Code.PAPER_TEXT_TOO_LARGE, place=place, values=values)])
    for name, codec in _encodings(source):
        try:
            text = source.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
        if _BINARY.search(text[:_HEAD]):
            break
        if name:
            problems.append(
                Problem(Code.PAPER_ENCODING_GUESSED, place=place, values={"encoding": name})
            )
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL)
        if not text.strip():
            raise PaperError([Problem(Code.PAPER_EMPTY, place=place)])
        return text
    raise PaperError([Problem(Code.PAPER_NOT_TEXT, place=place)])


def _encodings(source: bytes) -> Iterator[tuple[str, str]]:
    """Yield codecs to try in turn, a guess with its name."""
    yield from (("", codec) for mark, codec in _MARKS if source.startswith(mark))
    if found := _DECLARED.search(source[:_HEAD]):
        yield "", found[1].decode("ascii", "replace")
    yield "", "utf-8"
    if name := likely_encoding(source):
        yield name, CYRILLIC[name]
