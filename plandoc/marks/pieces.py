"""The pieces of a mark as they are written: words, numbers, dates in digits, links, marks."""

import re
from dataclasses import dataclass

from plandoc.marks.lexicon import Sense, lexicon
from plandoc.schema.deadline.words import fold

MOST_PIECES = 10_000
"""More of them than a mark can have are left unread."""
THIS_CENTURY = 2000
_CENTURY = 100
_FULL_DATE = 3
_LONGEST_NUMBER = 9
_SHORT_WORD = 3
_MOST_MONTH_DAYS = 31
_MONTHS = 12
_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_NEAR = 8
_PIECE = re.compile(
    r"""
      (?P<link>(?:https?://|www\.)[^\s<>«»"]*[^\s<>«»".,;:!?)]
        |(?<![\w@.-])(?:[^\W_](?:[\w-]{0,40})\.){1,4}
            (?:ru|рф|com|org|net|su|info|me|edu|gov)(?![\w-])
            (?:/(?:[^\s<>«»"]*[^\s<>«»".,;:!?)])?)?)
    | (?P<file>(?:«[^«»\n]{1,120}|(?<!\w)[\w-]{1,80})
        \.(?:docx?|xlsx?|pdf|jpe?g|png|zip|rar|pptx?|od[ts]|mp4|rtf|txt|sig)(?!\w)»?)
    | (?P<iso>(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d)(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?)
    | (?P<full>(?<!\d)\d{1,2}\s{0,2}(?P<joint>[.,/-])\s{0,2}\d{1,2}\s{0,2}(?P=joint)\s{0,2}
            \d{4}(?!\d)
        |(?<!\d)\d{1,2}\s{0,2}(?P<short>[./])\s?\d{1,2}\s?(?P=short)\s?\d{2}(?!\d)
            (?!\s?(?P=short)\d))
    | (?P<roman>(?<!\d)\d{1,2}[. ](?:X|X?I{1,3}|I?[VX]|VI{1,3}|[ХV])[. ]\d{4}(?!\d))
    | (?P<month>(?<![\d.])(?:0?[1-9]|1[0-2])[./]\d{4}(?!\d))
    | (?P<share>\d{1,3}(?:[.,]\d{1,2})?\s{0,2}%)
    | (?P<code>(?:№{1,2}|(?<!\w)(?:N[oо]?\.?))\s{0,3}
        (?:(?=[\w-]{0,40}\d)\w(?:[\w/–-]|\.(?=\w)){0,40}|[^\W\d_]/[^\W\d_](?!\w)))
    | (?P<yearless>(?<![\d.,])\d{1,2}\.\d{2}(?![\d%])(?!\.\d))
    | (?P<clock>(?<!\d)\d{1,2}:\d{2}(?!\d))
    | (?P<pair>(?<!\w)[^\W\d_][./\\][^\W\d_](?!\w))
    | (?P<spaced>(?<!\w)(?:[^\W\d_][ ]){4,30}[^\W\d_](?!\w))
    | (?P<number>\d+)
    | (?P<word>[^\W\d_][^\W\d_\u0300-\u036f\xad]*(?:[\u0300-\u036f\xad'’][^\W\d_]*)*
        (?:-(?:[ \t]*\n[ \t]*)?[^\W\d_]+){0,4})
    | (?P<sign>\+\s?/\s?[-–−]|[-–−]\s?/\s?\+|\+-|\+{1,3}(?!\d)|[✓✔√☑✅✗✘✖❌☐±]|[*]{1,3}|[?]{1,3})
    | (?P<dash>[-‐‑‒–—―−~]+)
    | (?P<gap>[\s\u200b\ufeff\ufe0f\u200d_]+)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_MARKS = {
    ",": "comma", ";": "semicolon", ":": "colon", "(": "open", ")": "close", "[": "open",
    "]": "close", "/": "slash", "!": "stop", "…": "stop",
}  # fmt: skip
_QUOTES = {"«": "»", "“": "”", "„": "“", '"': '"'}
QUOTE_MARKS = frozenset(_QUOTES) | frozenset(_QUOTES.values())


@dataclass(slots=True)
class Unit:
    """A piece of a mark, or several put together, with what it says by itself."""

    kind: str
    start: int
    end: int
    word: str = ""
    """A folded word, a sign, or the mark between the numbers of a day."""
    sense: Sense | None = None
    read_as: str = ""
    """The words that it was taken for, where that was guessed."""
    line: bool = False
    """Whether it begins a line."""
    numbers: tuple[int, int, int | None] = (0, 0, None)
    """Day, month and year of a day; the year may be unwritten."""
    value: int = 0
    mate: int = -1
    """Index of the closing bracket."""

    @property
    def part(self) -> str:
        """The part that a word plays in the phrase: `status`, `not`, `cause`, …; or nothing."""
        return self.sense.kind if self.sense else ""


def is_blank(text: str) -> bool:
    """Return whether a text says nothing: spaces, marks without width, a line for the pen."""
    return re.fullmatch(r"[\s\u200b\ufeff\ufe0f\u200d_]*", text) is not None


def pieces_of(text: str) -> list[Unit]:
    """Cut a text into pieces, in one pass; words in quotation marks are one piece."""
    pieces: list[Unit] = []
    line = False
    for found in _PIECE.finditer(text):
        kind, (start, end) = found.lastgroup or "mark", found.span()
        if kind == "gap":
            line = line or "\n" in found[0]
            continue
        if len(pieces) >= MOST_PIECES:
            pieces.append(Unit("unread", start, len(text)))
            break
        piece = Unit(kind, start, end, line=line)
        if kind == "mark" and found[0] == "." and not _ends_sentence(text, end, pieces):
            continue
        line = False
        if kind in ("word", "pair", "spaced"):
            pieces += _words(piece, found[0], pieces)
        else:
            _look_into(piece, found[0])
            pieces.append(piece)
    return _quoted(pieces)


def _look_into(piece: Unit, written: str) -> None:
    if piece.kind == "mark":
        piece.kind = "stop" if written == "." else _MARKS.get(written, "mark")
        piece.word = written
    elif piece.kind in ("number", "share"):
        piece.value = int(re.split(r"\D", written)[0][:_LONGEST_NUMBER])
    elif piece.kind in ("iso", "full", "yearless", "roman"):
        _read_digits(piece, written)
    elif piece.kind == "sign":
        piece.word = re.sub(r"\s", "", written)


def _ends_sentence(text: str, end: int, pieces: list[Unit]) -> bool:
    """Return whether a dot ends a sentence: nothing follows it, or a capital letter does."""
    after = text[end : end + _NEAR].lstrip()
    if not after:
        return True
    if not text[end].isspace() or not (after[0].isupper() or after[0] in '«"('):
        return False
    before = pieces[-1].word if pieces and pieces[-1].kind == "word" else ""
    return not 0 < len(before) <= _SHORT_WORD or lexicon().match([before]) is not None


def _read_digits(piece: Unit, written: str) -> None:
    parts = re.findall(r"\d+|[IVXХ]+", written.upper())[:_FULL_DATE]
    spelled = [part.replace("Х", "X") for part in parts]
    day, month, *year = (_ROMANS.index(one) if one in _ROMANS else int(one) for one in spelled)
    if piece.kind == "iso":
        day, year = year[0], [day]
    if year and year[0] < _CENTURY and not re.search(r"\d{4}", written):
        year[0] += THIS_CENTURY
    if not year and not (0 < day <= _MOST_MONTH_DAYS and 0 < month <= _MONTHS):
        piece.kind = "number"
        return
    piece.word = "/" if "/" in written else ""
    piece.kind, piece.numbers = "day", (day, month, year[0] if year else None)


def _words(piece: Unit, written: str, before: list[Unit]) -> list[Unit]:
    """Return the words of a piece: one, or the parts of a hyphenated one that is not known."""
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
    if len(parts) == 1 or words.match([folded]) or not any(words.match([part]) for part in parts):
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
    """Make one word of the letters of «н е», that stand before a word spaced out likewise."""
    joined = "".join(unit.word for unit in before[-2:])
    found = lexicon().match([joined])
    if found and found[1].kind == "not" and len(joined) > 1:
        before[-2].word, before[-2].end = joined, before[-1].end
        del before[-1]


def _quoted(pieces: list[Unit]) -> list[Unit]:
    """Make one piece of the words in quotation marks, unless these hold the whole mark."""
    out: list[Unit] = []
    begin, closing, worded = -1, "", False
    for piece in pieces:
        out.append(piece)
        if begin >= 0 and piece.kind == "mark" and piece.word == closing:
            first = out[begin]
            whole = begin == 0 and piece is pieces[-1]
            if worded and not whole:
                out[begin:] = [Unit("quoted", first.start, piece.end, line=first.line)]
            begin = -1
        elif begin < 0 and piece.kind == "mark" and piece.word in _QUOTES:
            begin, closing, worded = len(out) - 1, _QUOTES[piece.word], False
        worded = worded or piece.kind == "word"
    return out
