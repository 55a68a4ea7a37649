r"""The markup of text blocks: **bold**, *italic*, lists by the beginnings of lines.

A backslash takes the meaning from the sign after it: `\*`. Other texts have no markup.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_SIGN = re.compile(r"\\([\\*])|(\*\*|\*)")
_AFTER = r"(?:\s+(?=\S)|(?=[^\W\d_]))"  # a blank may be missing: «-слово», «1.Слово»
_BULLET = re.compile(rf"\s*([-–—•●·\uf0b7]){_AFTER}")
_NUMBER = re.compile(rf"\s*((?:\d{{1,3}}(?:\.\d{{1,3}})*[.)]|[a-zа-яё]\))){_AFTER}", re.IGNORECASE)


class ParagraphKind(StrEnum):
    """What a paragraph is: plain, or an item of a list with its sign or number."""

    PLAIN = "plain"
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its kind, its sign or number as typed, its runs."""

    kind: ParagraphKind
    label: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The text as printed, with its sign or number."""
        words = "".join(run.text for run in self.runs)
        return f"{self.label} {words}" if self.label else words


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text, one for each line; blank lines are left out.

    An asterisk without its pair in the same line is an ordinary sign.
    """
    return tuple(_paragraph(line) for line in text.split("\n") if line.strip())


def escaped(text: str) -> str:
    """Return a text as it must be written in a text block to be printed unchanged."""
    return re.sub(r"([\\*])", r"\\\1", text)


def plain(text: str) -> str:
    """Return a text without its markup, as printed, a line for each paragraph."""
    return "\n".join(paragraph.text for paragraph in paragraphs_of(text))


def unclosed(text: str) -> Iterator[str]:
    """Yield the text from each sign on that begins a face and does not end it in its line.

    An asterisk behind a word, or at the head of a line, is that of a footnote.
    """
    for line in text.split("\n"):
        pieces = list(_pieces(line))
        paired = _paired([sign for sign, _ in pieces])
        for index, (sign, _) in enumerate(pieces):
            before, after = ("".join(map("".join, part)) for part in _around(pieces, index))
            begins = before[-1:].isspace() and not after[:1].isspace()
            if sign and index not in paired and (sign == "**" or (after and begins)):
                yield sign + after


def _around(pieces: list[tuple[str, str]], index: int) -> tuple[list[tuple[str, str]], ...]:
    return pieces[:index], pieces[index + 1 :]


def _paragraph(line: str) -> Paragraph:
    for kind, pattern in ((ParagraphKind.BULLET, _BULLET), (ParagraphKind.NUMBER, _NUMBER)):
        if found := pattern.match(line):
            return Paragraph(kind, found[1], tuple(_runs(line[found.end() :].strip())))
    return Paragraph(ParagraphKind.PLAIN, "", tuple(_runs(line.strip())))


def _runs(line: str) -> Iterator[Run]:
    """Yield the runs of a line; neighbours of one face are one run."""
    pieces = list(_pieces(line))
    paired = _paired([sign for sign, _ in pieces])
    on: set[str] = set()
    text, face = "", (False, False)
    for index, (sign, literal) in enumerate(pieces):
        if index in paired:
            on ^= {sign}
            continue
        now = ("**" in on, "*" in on)
        if now != face and text:
            yield Run(text, *face)
            text = ""
        face = now
        text += sign or literal
    if text:
        yield Run(text, *face)


def _pieces(line: str) -> Iterator[tuple[str, str]]:
    """Yield signs of markup and literal texts in order, one of the two empty."""
    end = 0
    for found in _SIGN.finditer(line):
        if found.start() > end:
            yield "", line[end : found.start()]
        yield (found[2], "") if found[2] else ("", found[1])
        end = found.end()
    if end < len(line):
        yield "", line[end:]


def _paired(signs: list[str]) -> set[int]:
    """Return the indexes of signs that have a pair."""
    open_at: dict[str, int] = {}
    paired: set[int] = set()
    for index, sign in enumerate(signs):
        if sign in open_at:
            paired |= {open_at.pop(sign), index}
        elif sign:
            open_at[sign] = index
    return paired
