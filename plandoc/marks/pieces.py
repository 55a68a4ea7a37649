"""The pieces of a mark: words, numbers, dates in digits, links, punctuation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from plandoc.marks.lexicon import Sense, lexicon
from plandoc.words.digits import YEAR_FIRST, YEAR_LAST, roman_letters, written_day
from plandoc.words.lexer import (
    BLANK,
    DASHES,
    GAP,
    LETTERS,
    MARK,
    NUMBER,
    Piece,
    compiled,
    quoted,
    scan,
)
from plandoc.words.texts import fold

MOST_PIECES = 10_000
"""The maximum number of pieces; further ones are not read."""
_SHORT_WORD = 3
_MOST_MONTH_DAYS = 31
_MONTHS = 12
_NEAR = 8


@cache
def _pattern() -> re.Pattern[str]:
    roman, letter = roman_letters(), r"[^\W\d_]"
    zones = "|".join(zone for table in lexicon().tables for zone in table.zones)
    number_signs = "|".join(sign for table in lexicon().tables for sign in table.number_signs)
    return compiled(
        rf"""
          (?P<link>(?:https?://|www\.)[^\s<>«»"]*[^\s<>«»".,;:!?)]
            |(?<![\w@.-])(?:[^\W_](?:[\w-]{{0,40}})\.){{1,4}}(?:{zones})(?![\w-])
                (?:/(?:[^\s<>«»"]*[^\s<>«»".,;:!?)])?)?)
        | (?P<file>(?:«[^«»\n]{{1,120}}|(?<!\w)[\w-]{{1,80}})
            \.(?:docx?|xlsx?|pdf|jpe?g|png|zip|rar|pptx?|od[ts]|mp4|rtf|txt|sig)(?!\w)»?)
        | (?P<iso>(?:{YEAR_FIRST})
            (?:[T ]\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,9}})?)?
                (?:Z(?!\w)|[+-]\d{{2}}:?\d{{2}}(?!\d))?)?)
        | (?P<full>{YEAR_LAST}
            |(?<!\d)\d{{1,2}}\s{{0,2}}(?P<short>[./])\s?\d{{1,2}}\s?(?P=short)\s?\d{{2}}(?!\d)
                (?!\s?(?P=short)\d))
        | (?P<roman>(?<!\d)\d{{1,2}}[. ](?:X?I{{1,3}}|I?[VX]|VI{{1,3}}|[{roman}])[. ]\d{{4}}(?!\d))
        | (?P<month>(?<![\d.])(?:0?[1-9]|1[0-2])[./]\d{{4}}(?!\d))
        | (?P<share>\d{{1,3}}(?:[.,]\d{{1,2}})?\s{{0,2}}%)
        | (?P<code>(?:№{{1,2}}|(?<!\w)(?:{number_signs})\.?)\s{{0,3}}
            (?:(?=[\w-]{{0,40}}\d)\w(?:[\w/–-]|\.(?=\w)){{0,40}}|{letter}/{letter}(?!\w)))
        | (?P<yearless>(?<![\d.,])\d{{1,2}}\.\d{{2}}(?![\d%])(?!\.\d))
        | (?P<clock>(?<!\d)\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,9}})?)?(?!\d)
            (?:\s?[ap]m(?!\w))?)
        | (?P<pair>(?<!\w){letter}[./\\]{letter}(?!\w))
        | (?P<spaced>(?<!\w)(?:{letter}[ ]){{4,30}}{letter}(?!\w))
        | {NUMBER}
        | (?P<word>{LETTERS.format(inner="'’")}(?:-(?:[ \t]*\n[ \t]*)?{letter}+){{0,4}})
        | (?P<sign>\+\s?/\s?[-–−]|[-–−]\s?/\s?\+|\+-|\+{{1,3}}(?!\d)|[✓✔√☑✅✗✘✖❌☐±]|[*]{{1,3}}
            |[?]{{1,3}})
        | (?P<dash>{DASHES})
        | {GAP} | {MARK}
        """
    )


@dataclass(slots=True)
class Unit(Piece):
    """A piece of a mark, or several combined, with its meaning."""

    sense: Sense | None = None
    read_as: str = ""
    """The words as which it was read, if that was a guess."""
    numbers: tuple[int, int, int | None] = (0, 0, None)
    """Day, month and year of a day; the year may be missing."""

    @property
    def part(self) -> str:
        """The function of a word in the phrase: `status`, `not`, `cause`, …; or `""`."""
        return self.sense.kind if self.sense else ""


def is_blank(text: str) -> bool:
    """Whether a text has no content: spaces, zero-width characters, a blank line to fill in."""
    return re.fullmatch(rf"{BLANK}*", text) is not None


def pieces_of(text: str) -> list[Unit]:
    """Split a text into pieces, in one pass; quoted words are one piece."""
    pieces: list[Unit] = []
    for written, piece in scan(text, _pattern(), Unit):
        if len(pieces) >= MOST_PIECES:
            pieces.append(Unit("unread", piece.start, len(text)))
            break
        if written == "." and not _ends_sentence(text, piece.end, pieces):
            piece.kind = "gap"
        elif piece.kind in ("word", "pair", "spaced"):
            pieces += _words(piece, written, pieces)
        else:
            _look_into(piece, written)
            pieces.append(piece)
    return _with_quotations(pieces)


def _look_into(piece: Unit, written: str) -> None:
    if written == ".":
        piece.kind = "stop"
    elif piece.kind == "share":
        piece.value = int(re.split(r"\D", written)[0])
    elif piece.kind in ("iso", "full", "yearless", "roman"):
        _read_digits(piece, written)
    elif piece.kind == "sign":
        piece.word = re.sub(r"\s", "", written)


def _ends_sentence(text: str, end: int, pieces: list[Unit]) -> bool:
    """Whether a dot ends a sentence: it is followed by nothing or a capital letter."""
    after = text[end : end + _NEAR].lstrip()
    if not after:
        return True
    if not text[end].isspace() or not (after[0].isupper() or after[0] in '«"('):
        return False
    before = pieces[-1].word if pieces and pieces[-1].kind == "word" else ""
    return not 0 < len(before) <= _SHORT_WORD or lexicon().word(before) is not None


def _read_digits(piece: Unit, written: str) -> None:
    found = written_day(written, 0, len(written))
    day = found.day or 0
    if found.year is None and not (0 < day <= _MOST_MONTH_DAYS and 0 < found.month <= _MONTHS):
        piece.kind = "number"
        return
    piece.word = "/" if "/" in written else ""
    piece.kind, piece.numbers = "day", (day, found.month, found.year)


def _words(piece: Unit, written: str, before: list[Unit]) -> list[Unit]:
    """Return the words of a piece: one, or the parts of an unknown hyphenated one."""
    folded, words = fold(written).replace("’", "'"), lexicon()
    if piece.kind == "spaced":
        folded = re.sub(r"\s", "", folded)
        _join_denial(before)
    elif piece.kind == "pair":
        folded = f"{folded[0]}/{folded[-1]}"
    elif "\n" in folded:
        folded = re.sub(r"-\s*", "", folded)
    piece.kind, piece.word = "word", folded
    parts = folded.split("-")
    if len(parts) == 1 or words.word(folded) or not any(map(words.word, parts)):
        return [piece]
    units: list[Unit] = []
    for part in re.finditer(r"[^-]+", written):
        start, end = piece.start + part.start(), piece.start + part.end()
        if units:
            units.append(Unit("dash", start - 1, start))
        units.append(Unit("word", start, end, fold(part[0])))
    units[0].line = piece.line
    return units


def _join_denial(before: list[Unit]) -> None:
    """Join the letters of «н е» before a word with spaced letters."""
    joined = "".join(unit.word for unit in before[-2:])
    found = lexicon().word(joined)
    if found and found.kind == "not" and len(joined) > 1:
        before[-2].word, before[-2].end = joined, before[-1].end
        del before[-1]


def _with_quotations(pieces: Sequence[Unit]) -> list[Unit]:
    """Combine the words in quotation marks, unless the whole mark is quoted."""
    out: list[Unit] = []
    at = 0
    for first, after in quoted(pieces, straight=True):
        if after - first < len(pieces):
            begin, end = pieces[first], pieces[after - 1].end
            out += [*pieces[at:first], Unit("quoted", begin.start, end, line=begin.line)]
            at = after
    return [*out, *pieces[at:]]
