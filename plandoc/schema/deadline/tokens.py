"""A deadline cut into tokens: words with their meanings, numbers, dates in digits, marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from re import Pattern
from typing import NamedTuple

from plandoc.codes import Code
from plandoc.words.digits import (
    CENTURY,
    YEAR_FIRST,
    YEAR_LAST,
    WrittenDay,
    roman_letters,
    written_day,
)
from plandoc.words.lexer import (
    DASHES,
    GAP,
    LETTERS,
    MARK,
    NUMBER,
    QUOTATION_MARKS,
    Piece,
    after_ending,
    compiled,
    pair_brackets,
    quoted,
    scan,
)
from plandoc.words.texts import fold
from plandoc.words.vocabulary import APOSTROPHES, UNKNOWN, Concept, Meaning, Vocabulary

MOST_PIECES = 2_500
_LONGEST_WORD = 40
_LONGEST_PHRASE = 7
_LONGEST_OPTION = 2
_MOST_BREAKS = 4
_SHORTEST_OF_PAIR = 3
_DROPPED = frozenset(".*")
_UNSPOKEN = QUOTATION_MARKS | {"'"}


@dataclass(slots=True)
class Token(Piece):
    """A piece of a deadline."""

    meaning: Meaning | None = None
    """What a word stands for."""
    date: WrittenDay | None = None
    dotted: bool = False
    """Whether a dot stands right after it."""
    roman: bool = False
    """Whether the month of a date is a Roman number: `15.X`."""
    marks: str = ""
    """The marks between the parts of a date."""


class Guess(NamedTuple):
    """A word that was read as another one."""

    code: Code
    written: str
    read_as: str


@dataclass(slots=True)
class Tokens:
    """A cut text, and what had to be guessed in its words."""

    items: list[Token] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    crowded: bool = False
    """Whether there were more pieces than a deadline can have, so that none was read."""


@cache
def _pattern() -> Pattern[str]:
    letters = LETTERS.format(inner="")
    blank, wide = r"[ \xa0]{0,2}", r"\s{0,2}"
    return compiled(
        rf"""
          (?P<iso>{YEAR_FIRST}|(?<![\d./])\d{{4}}\.(?:0[1-9]|1[0-2])(?![./]\d)(?!\d))
        | (?P<clock>(?<!\d)\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d)(?:\s?[ap](?:m|\.m\.?)(?!\w))?
            |(?<!\d)\d{{1,2}}-00(?!\d|[ ]?\.)
            |(?<=\d)[TТ]\d{{2}}:\d{{2}}(?::\d{{2}}(?:\.\d{{1,9}})?)?(?:Z|[+-]\d{{2}}:?\d{{2}})?)
        | (?P<date>
            {YEAR_LAST}
            |(?<!\d)\d{{1,2}}(?:{blank}[.,/]{blank}|-)\d{{1,2}}(?:{blank}[./]{wide}|[,-])\d{{4}}(?!\d)
            |(?<!\d)\d{{1,2}}{blank}\.{blank}\d{{1,2}}
                (?:{blank}\.{wide}\d{{4}}(?!\d)|[ \xa0]?\.\d{{2}}(?!\d|[ ]?[.:]\d)
                    |\.\d{{3}}(?!\d)|\.\d{{5,9}}(?!\d))?(?!\d)
            |(?<!\d)\d{{1,2}}(?:/\d{{1,2}}/|-\d{{1,2}}-)(?:\d{{3}}|\d{{5,9}})(?!\d)
            |(?<![\d/])\d{{1,2}}/\d{{1,2}}/\d{{2}}(?![\d/])
            |(?<!\d)\d{{1,2}}[./]\d{{4}}(?!\d)
            |(?<![\d./-])(?:0[1-9]|1[0-2])-\d{{4}}(?![\d-]))
        | (?P<roman>(?<![\d./])\d{{1,2}}\.(?-i:[{roman_letters()}]{{1,4}})(?![^\W_])
            (?:[. \xa0](?:\d{{4}}|\d{{2}})(?![\d.:]))?)
        | (?P<year>['’]\d{{2}}(?!\d))
        | {NUMBER}
        | (?P<word>{letters}(?:['’]{letters})*)
        | (?P<dash>{DASHES}|…|→|\.{{2,5}}(?=[ ]?\d))
        | {GAP} | {MARK}
        """
    )


def cut(text: str, words: Vocabulary) -> Tokens:
    """Cut a text into tokens, in one pass, and give each word its meaning."""
    pieces = _pieces(text)
    if len(pieces) > MOST_PIECES:
        return Tokens(crowded=True)
    return _Words(pieces, words).tokens()


def _pieces(text: str) -> list[Token]:
    pieces: list[Token] = []
    for written, token in scan(text, _pattern(), Token):
        if token.kind == "mark" and written in _DROPPED:
            if pieces:
                pieces[-1].dotted |= written == "." and not token.spaced
            token.kind = "gap"
            continue
        if token.kind == "word":
            token.word = fold(written[:_LONGEST_WORD]).translate(APOSTROPHES)
        elif token.kind in ("iso", "date", "roman"):
            token.date = written_day(text, token.start, token.end)
            token.marks = "".join(one for one in written if not (one.isalnum() or one.isspace()))
            token.kind, token.roman = "date", token.kind == "roman"
        elif token.kind == "year":
            token.kind, token.start = "number", token.start + 1
            token.digits, token.value = token.end - token.start, CENTURY + int(written[1:])
        pieces.append(token)
    return pieces


def _without_optional_endings(pieces: Sequence[Token]) -> Iterator[Token]:
    """Yield the pieces without the ending in brackets of `раз(а)`, `срок(и)`."""
    skip = 0
    for at, piece in enumerate(pieces):
        if skip:
            skip -= 1
            continue
        yield piece
        after = pieces[at + 1 : at + 4]
        if piece.kind == "word" and [one.kind for one in after] == ["open", "word", "close"]:
            tight = not any(one.spaced or one.line for one in after)
            if tight and 0 < len(after[1].word) <= _LONGEST_OPTION:
                skip = len(after)


class _Words:
    """Goes through the pieces of a text and finds out what its words mean."""

    def __init__(self, pieces: list[Token], words: Vocabulary) -> None:
        self.pieces, self.words = pieces, words
        self.out = Tokens()

    def tokens(self) -> Tokens:
        for first, after in quoted(self.pieces):
            for piece in self.pieces[first:after]:
                piece.kind, piece.word, piece.meaning, piece.date = "word", "", UNKNOWN, None
        self.pieces = list(_without_optional_endings(self.pieces))
        at = 0
        while at < len(self.pieces):
            piece = self.pieces[at]
            if piece.kind == "word" and piece.word:
                at = self._word(at)
                continue
            if piece.kind == "mark" and piece.word == "&":
                piece.kind, piece.meaning = "word", Meaning(Concept.AND)
            if piece.kind == "number":
                at = self._ending(at)
            else:
                at += 1
            if piece.kind != "mark" or piece.word not in _UNSPOKEN:
                self.out.items.append(piece)
        pair_brackets(self.out.items)
        return self.out

    def _ending(self, at: int) -> int:
        """Take the ending of `1-я`, `25-го`, `2nd` into the number; return the index after it."""
        after = after_ending(self.pieces, at, self.words.number_endings)
        self.pieces[at].end = self.pieces[after - 1].end
        return after

    def _word(self, at: int) -> int:
        """Append the tokens that a word begins; return the index after what they take."""
        run = self._run(at)
        if short := self._letter_pair(at):
            return self._append(at, 3, short)
        if joined := self._joined(at, run):
            # A joined word may break off inside a hyphenated pair, so count pieces, not words.
            count, spellings = joined
            return self._append(at, count, *map(self.words.word, spellings))
        if found := self.words.phrase(run):
            count, meaning = found
            after = self._append(at, count, meaning)
            self.out.items[-1].dotted = self.pieces[after - 1].dotted
            return self._ending(at) if (count, meaning.concept) == (1, Concept.ORDINAL) else after
        return self._misspelt(at, run)

    def _misspelt(self, at: int, run: Sequence[str]) -> int:
        first, guesses = run[0], self.out.guesses
        own = self.words.unmasked(first)
        if own and (found := self.words.phrase([own, *run[1:]])):
            guesses.append(Guess(Code.DEADLINE_MIXED_ALPHABETS, first, own))
            return self._append(at, *found)
        if pair := self.words.split(first):
            return self._append(at, 1, *map(self.words.word, pair))
        if month := self.words.month_typo(first):
            guesses.append(Guess(Code.DEADLINE_MONTH_MISSPELT, first, month))
            return self._append(at, 1, self.words.word(month))
        return self._append(at, 1, UNKNOWN)

    def _append(self, at: int, count: int, *meanings: Meaning | None) -> int:
        """Append a token for each meaning that the pieces give together."""
        first, last = self.pieces[at], self.pieces[at + count - 1]
        for number, meaning in enumerate(meanings):
            spaced, line = first.spaced or number > 0, 0 if number else first.line
            token = Token("word", first.start, last.end, line=line, spaced=spaced, meaning=meaning)
            self.out.items.append(token)
        return at + count

    def _run(self, at: int) -> list[str]:
        """Return the words that follow one another from `at` on, as many as a phrase can have."""
        run = [self.pieces[at].word]
        for piece in self.pieces[at + 1 : at + _LONGEST_PHRASE]:
            if not self._is_word(piece):
                break
            run.append(piece.word)
        return run

    @staticmethod
    def _is_word(piece: Token) -> bool:
        return piece.kind == "word" and bool(piece.word) and piece.line < 2  # noqa: PLR2004

    def _letter_pair(self, at: int) -> Meaning | None:
        """Return the meaning of `п/г`, `м-ц`, two letters, and of `twenty-fifth`, `on-going`."""
        if at + 2 >= len(self.pieces):
            return None
        first, between, last = self.pieces[at : at + 3]
        if between.spaced or last.spaced or between.kind not in ("dash", "slash") or not last.word:
            return None
        found = self.words.phrase([first.word, last.word])
        if not found or found[0] != 2:  # noqa: PLR2004
            return None
        letters = len(first.word) == len(last.word) == 1
        return found[1] if letters or between.kind == "dash" else None

    def _joined(self, at: int, run: Sequence[str]) -> tuple[int, tuple[str, ...]] | None:
        """Return how many pieces a word broken over lines takes, and the words that it gives."""
        words, pieces = self.words, self.pieces
        whole, strange = run[0], not words.knows(run[0])
        after, broken = at + 1, 0
        for _ in range(_MOST_BREAKS):
            if after < len(pieces) and pieces[after].kind == "dash" and not pieces[after].spaced:
                after += 1
                if after >= len(pieces) or not pieces[after].line:
                    return None
            if after >= len(pieces) or not self._is_word(pieces[after]):
                return None
            whole += pieces[after].word
            strange = strange or not words.knows(pieces[after].word)
            after += 1
            if not strange or len(whole) > _LONGEST_WORD:
                return None
            found = words.word(whole)
            if found and found != words.word(run[0]):  # else a stem alone would take any word
                return after - at, (whole,)
            broken = broken or pieces[after - 1].line
            if broken and (pair := words.split(whole)) and min(map(len, pair)) >= _SHORTEST_OF_PAIR:
                return after - at, pair
        return None
