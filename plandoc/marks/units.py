"""The units of a mark: pieces combined into days and months, and phrases with senses."""

from dataclasses import replace
from functools import cache
from itertools import takewhile

from plandoc.marks.lexicon import lexicon
from plandoc.marks.pieces import Unit, pieces_of
from plandoc.marks.spelling import Spelling, speller
from plandoc.words.digits import CENTURY
from plandoc.words.language import READ_LANGUAGES
from plandoc.words.letters import has_foreign_letters
from plandoc.words.lexer import QUOTATION_MARKS, after_ending, pair_brackets
from plandoc.words.vocabulary import Concept, vocabulary

_LONGEST_PHRASE = 8
_MOST_MONTH_DAYS = 31
_YEAR_DIGITS = 4
_SHORT_YEAR = 2
_QUOTED_DAY = 3
_DASHED = 2


def cut(text: str) -> list[Unit]:
    """Split a text into units, in one pass, and assign senses to phrases."""
    units = _with_senses(text, _dated(text, _numbered(pieces_of(text))))
    pair_brackets(units)
    return units


def _numbered(pieces: list[Unit]) -> list[Unit]:
    """Combine numbers with their endings: `2-я`, `25-го`, `2nd`."""
    endings = _number_endings()
    out: list[Unit] = []
    at = 0
    while at < len(pieces):
        piece, after = pieces[at], at + 1
        if piece.kind == "number":
            after = after_ending(pieces, at, endings)
            piece.end = pieces[after - 1].end
        out.append(piece)
        at = after
    return out


@cache
def _number_endings() -> frozenset[str]:
    return frozenset[str]().union(*(vocabulary(one).number_endings for one in READ_LANGUAGES))


def _month(piece: Unit) -> int:
    """Return the number of a month by its name, or 0."""
    if piece.kind == "word":
        for language in READ_LANGUAGES:
            meaning = vocabulary(language).word(piece.word)
            if meaning and meaning.concept is Concept.MONTH:
                return meaning.number
    return 0


def _dated(text: str, pieces: list[Unit]) -> list[Unit]:
    """Combine days (`17 января 2020г.`, `October 12, 2018`) and months (`май 2019 года`)."""
    out: list[Unit] = []
    at = 0
    while at < len(pieces):
        piece, after = pieces[at], at + 1
        if month := _month(piece):
            day, first = _day_before(out)
            after, year = _year_after(pieces, after)
            if not day and not year:
                day, after, year = _day_after(pieces, after)
            begin = out[first] if first < len(out) else piece
            kind, end = "day" if day else "month", pieces[after - 1].end
            made = Unit(kind, begin.start, end, line=begin.line, numbers=(day, month, year))
            out[first:] = [made]
        else:
            out.append(piece)
        if out[-1].kind in ("day", "month") and _is_year_word(pieces, after):
            out[-1].end = _with_dot(text, pieces[after].end)
            after += 1
        at = after
    return out


def _with_dot(text: str, end: int) -> int:
    return end + text.startswith(".", end)


def _day_before(out: list[Unit]) -> tuple[int, int]:
    """Return the day before the name of a month, or 0, and where it begins: `12`, `«12»`, `12-`."""
    size = len(out)
    if size >= _DASHED and out[-1].kind == "dash" and not out[-1].spaced:
        number = out[-2]
        if number.kind == "number" and number.digits <= _SHORT_YEAR:
            return (number.value, size - 2) if 0 < number.value <= _MOST_MONTH_DAYS else (0, size)
    if size and out[-1].kind == "number" and out[-1].value <= _MOST_MONTH_DAYS:
        return out[-1].value, size - 1
    before = out[-_QUOTED_DAY:]
    if [one.kind for one in before] == ["mark", "number", "mark"]:
        quoted = {before[0].word, before[2].word} <= QUOTATION_MARKS
        if quoted and before[1].value <= _MOST_MONTH_DAYS:
            return before[1].value, size - _QUOTED_DAY
    return 0, size


def _day_after(pieces: list[Unit], at: int) -> tuple[int, int, int | None]:
    """Return the day, the index after it, and the year of `October 12, 2018`, or no day."""
    if at < len(pieces) and pieces[at].kind == "number" and pieces[at].value <= _MOST_MONTH_DAYS:
        comma = at + 1 < len(pieces) and pieces[at + 1].kind == "comma"
        after, year = _year_after(pieces, at + 1 + comma)
        if year:
            return pieces[at].value, after, year
    return 0, at, None


def _year_after(pieces: list[Unit], at: int) -> tuple[int, int | None]:
    """Return the index after the year that stands at `at`, and the year."""
    if at + 1 < len(pieces) and pieces[at].kind == "dash" and not pieces[at].spaced:
        year = pieces[at + 1]
        if year.kind == "number" and not year.spaced and year.digits in (_SHORT_YEAR, _YEAR_DIGITS):
            return at + 2, year.value + (CENTURY if year.digits == _SHORT_YEAR else 0)
    if at < len(pieces) and pieces[at].kind == "number":
        digits, value = pieces[at].digits, pieces[at].value
        if digits == _YEAR_DIGITS:
            return at + 1, value
        if digits == _SHORT_YEAR and _is_year_word(pieces, at + 1):
            return at + 1, value + CENTURY
    return at, None


def _is_year_word(pieces: list[Unit], at: int) -> bool:
    if at >= len(pieces) or pieces[at].kind != "word":
        return False
    found = lexicon().word(pieces[at].word)
    return found is not None and found.kind == "year"


def _with_senses(text: str, pieces: list[Unit]) -> list[Unit]:
    """Assign senses to words, the longest phrases first."""
    words = lexicon()
    spelled = _spelled(text, pieces)
    units: list[Unit] = []
    at = 0
    while at < len(spelled):
        unit, after = spelled[at], at + 1
        if unit.kind == "word":
            run = [one.word for one in takewhile(_is_word, spelled[at : at + _LONGEST_PHRASE])]
            if found := words.match(run):
                count, unit.sense = found
                after = at + count
                unit.end = spelled[after - 1].end
                if unit.part == "year":
                    unit.end = _with_dot(text, unit.end)
                if any(one.read_as for one in spelled[at:after]):
                    unit.read_as = " ".join(run[:count])
            else:
                unit.sense = words.guess(unit.word)
        units.append(unit)
        at = after
    return units


def _is_word(unit: Unit) -> bool:
    return unit.kind == "word"


def _spelled(text: str, pieces: list[Unit]) -> list[Unit]:
    """Return the pieces with words as spelled in the tables."""
    spell, foreign = speller().spell, has_foreign_letters(text)
    spelled: list[Unit] = []
    known: dict[tuple[str, bool], Spelling] = {}
    for piece in pieces:
        if piece.kind != "word":
            spelled.append(piece)
            continue
        dotted = text.startswith(".", piece.end)
        if (piece.word, dotted) not in known:
            known[piece.word, dotted] = spell(piece.word, foreign=foreign, dotted=dotted)
        spelling = known[piece.word, dotted]
        read_as = " ".join(spelling.words) if spelling.guessed else ""
        spelled += [replace(piece, word=word, read_as=read_as) for word in spelling.words]
    return spelled
