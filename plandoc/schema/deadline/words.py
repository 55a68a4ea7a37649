"""The words of the deadline language and the cutting of a text into tokens."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from babel.dates import get_day_names, get_month_names

from plandoc.codes import Code
from plandoc.words.catalogue import catalogue

_LONGEST_WORD = 40
_LONGEST_STEM = 16
_SHORTEST_TYPO = 5
_MOST_BREAKS = 4
MOST_PIECES = 2_500
_PHRASE_END = ""
_ANY_ENDING = "*"
_LONGEST_PHRASE = 7
_SHORTEST_GLUED = 4
_LONGEST_YEAR_DIGITS = 9
_FULL_DATE = 3


class Meaning(NamedTuple):
    """What a word stands for: a table of the language and a key in it."""

    concept: str
    value: Any = None


@dataclass(slots=True)
class Token:
    """A piece of the text: a word with a meaning, a number, a date in digits, a mark."""

    kind: str
    start: int
    end: int
    value: Any = None
    line: int = 0
    """How many line breaks stand before it: 0, 1, or 2 for a blank line."""
    spaced: bool = False
    numbers: tuple[int, ...] = ()
    year_at: tuple[int, int] | None = None
    dotted: bool = False
    """Whether a dot stands right after it."""
    roman: bool = False
    """Whether the month of a date is a Roman number: `15.X`."""
    mate: int = -1
    """Index of the closing bracket."""


@dataclass(slots=True)
class Tokens:
    """A cut text, and what had to be guessed in its words: (guess, as written, read as)."""

    items: list[Token] = field(default_factory=list)
    guesses: list[tuple[Code, str, str]] = field(default_factory=list)
    crowded: bool = False
    """Whether there were more pieces than a deadline can have, so that none was read."""


def fold(word: str) -> str:
    """Return a word as the tables hold it: lower case, without stress and soft hyphens."""
    plain = unicodedata.normalize("NFC", word.lower().replace("\xad", ""))
    return plain.replace("\u0301", "").replace("ё", "е")


def _is_one_letter_off(word: str, right: str) -> bool:
    """Return whether one letter added, left out, changed, or two swapped make the words differ."""
    if word == right:
        return False
    size = min(len(word), len(right))
    head = next((i for i in range(size) if word[i] != right[i]), size)
    a, b = word[head:], right[head:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


class Vocabulary:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        table = catalogue(language, "deadlines")
        self.table: Mapping[str, Any] = table
        self.day_after_month = bool(table["day_after_month"])
        self.number_endings = frozenset(table["number_endings"])
        look = table["lookalikes"]
        self._alike = str.maketrans(look["latin"], look["letters"])
        self._letters = frozenset(look["letters"]) - frozenset(look["latin"])
        self._phrases: dict[str, Any] = {}
        self._stems: dict[str, Meaning] = {}
        self._typos: dict[str, list[str]] = {}
        for concept, meaning, phrase in self._entries(language):
            self._learn(phrase, Meaning(concept, meaning))

    def _entries(self, language: str) -> Iterator[tuple[str, Any, str]]:
        for number in range(1, 13):
            for form in self._month_forms(language, number):
                self._remember_typos(form)
                yield "month", number, form
        for number in range(7):
            for width in ("wide", "abbreviated"):
                yield "weekday", number, get_day_names(width, "format", language)[number]
        for concept in ("month", "weekday", "ordinal", "count", "roman"):
            for key, phrases in self.table[concept].items():
                yield from ((concept, int(key), phrase) for phrase in phrases)
        for concept in ("season", "unit", "recurrence", "portion"):
            for key, phrases in self.table[concept].items():
                yield from ((concept, key, phrase) for phrase in phrases)
        for concept, phrases in self.table["word"].items():
            yield from ((concept, None, phrase) for phrase in phrases)

    def _month_forms(self, language: str, number: int) -> set[str]:
        names = {
            fold(get_month_names(width, form, language)[number]).rstrip(".")
            for width in ("wide", "abbreviated")
            for form in ("format", "stand-alone")
        }
        wide = [
            get_month_names("wide", form, language)[number] for form in ("format", "stand-alone")
        ]
        same = next(
            (i for i, pair in enumerate(zip(*wide, strict=False)) if pair[0] != pair[1]), None
        )
        stem = fold(wide[1][:same] if same else min(wide, key=len))
        return names | {stem + ending for ending in self.table["month_endings"]}

    def _remember_typos(self, form: str) -> None:
        if len(form) >= _SHORTEST_TYPO:
            for shape in (form, *(form[:i] + form[i + 1 :] for i in range(len(form)))):
                self._typos.setdefault(shape, []).append(form)

    def _learn(self, phrase: str, meaning: Meaning) -> None:
        if phrase.endswith("*") and " " not in phrase:
            self._stems[fold(phrase[:-1])] = meaning
            return
        node = self._phrases
        for word in re.findall(r"[^\W\d_]+\*?", fold(phrase)):
            if word.endswith("*"):
                node.setdefault(_ANY_ENDING, []).append(word[:-1])
            node = node.setdefault(word, {})
        node.setdefault(_PHRASE_END, meaning)

    def word(self, word: str) -> Meaning | None:
        """Return the meaning of a single folded word."""
        exact = self._phrases.get(word)
        if exact and _PHRASE_END in exact:
            return exact[_PHRASE_END]  # type: ignore[no-any-return]
        return self._by_stem(word)

    def _by_stem(self, word: str) -> Meaning | None:
        for size in range(min(len(word), _LONGEST_STEM), 2, -1):
            if found := self._stems.get(word[:size]):
                return found
        return None

    def knows(self, word: str) -> bool:
        """Return whether the word alone, or as the beginning of a phrase, is in the tables."""
        return word in self._phrases or self.word(word) is not None

    def phrase(self, words: list[str]) -> tuple[int, Meaning] | None:
        """Return the longest phrase that `words` begin with: how many words, what it means."""
        node, found = self._phrases, None
        for count, word in enumerate(words, 1):
            if _PHRASE_END in (starred := self._starred(node, word)):
                found = count, starred[_PHRASE_END]
            if word not in node:
                break
            node = node[word]
            if _PHRASE_END in node:
                found = count, node[_PHRASE_END]
        if not found and (single := self.word(words[0])):
            found = 1, single
        return found

    def _starred(self, node: Mapping[str, Any], word: str) -> Mapping[str, Any]:
        for stem in node.get(_ANY_ENDING, ()):
            if word.startswith(stem):
                return node[stem + "*"]  # type: ignore[no-any-return]
        return {}

    def split(self, word: str) -> tuple[str, str] | None:
        """Return the two known words that were written as one."""
        if not _SHORTEST_GLUED <= len(word) <= _LONGEST_WORD:
            return None
        for cut in range(1, len(word)):
            left, right = word[:cut], word[cut:]
            if (
                max(len(left), len(right)) >= _SHORTEST_GLUED - 1
                and self._whole(left)
                and self._whole(right)
            ):
                return left, right
        return None

    def _whole(self, word: str) -> bool:
        return _PHRASE_END in self._phrases.get(word, ())

    def unmasked(self, word: str) -> str | None:
        """Return the known word behind letters of another alphabet that look alike."""
        if word.isascii() and len(word) > 1 and not set(word) <= set("aceopxykmthb"):
            return None
        own = word.translate(self._alike)
        return own if own != word and self.knows(own) else None

    def month_typo(self, word: str) -> str | None:
        """Return the month name that differs from an unknown word by one letter."""
        if not _SHORTEST_TYPO <= len(word) <= _LONGEST_STEM or word in self.table["not_months"]:
            return None
        for shape in (word, *(word[:i] + word[i + 1 :] for i in range(len(word)))):
            for right in self._typos.get(shape, ()):
                if _is_one_letter_off(word, right) and (
                    word[0] == right[0] or len(word) > _SHORTEST_TYPO
                ):
                    return right
        return None


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language, loaded once."""
    return Vocabulary(language)


_PIECE = re.compile(
    r"""
      (?P<iso>(?<!\d)[0-9]{4}-[0-9]{2}-[0-9]{2}(?!\d))
    | (?P<clock>(?<!\d)[0-9]{1,2}:[0-9]{2}(?!\d)|(?<!\d)[0-9]{1,2}-00(?!\d|[ ]?\.))
    | (?P<date>
        (?<!\d)[0-9]{1,2}[ \xa0]{0,2}[.,/-][ \xa0]{0,2}[0-9]{1,2}
            [ \xa0]{0,2}[.,/-]\s{0,2}[0-9]{4}(?!\d)
        |(?<!\d)[0-9]{1,2}[ \xa0]{0,2}\.[ \xa0]{0,2}[0-9]{1,2}
            (?:[ \xa0]{0,2}\.\s{0,2}[0-9]{4}(?!\d)|[ \xa0]?\.[0-9]{2}(?!\d|[ ]?[.:]\d))?(?!\d)
        |(?<![\d/])[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}(?![\d/])
        |(?<!\d)[0-9]{1,2}[./][0-9]{4}(?!\d)
        |(?<![\d./-])(?:0[1-9]|1[0-2])-[0-9]{4}(?![\d-]))
    | (?P<roman>(?<![0-9./])[0-9]{1,2}\.(?:[IVXХ]{1,4})(?![^\W_])
        (?:[. \xa0](?:[0-9]{4}|[0-9]{2})(?![0-9.:]))?)
    | (?P<number>[0-9]+)
    | (?P<word>[^\W\d_][^\W\d_\u0300-\u036f\xad]*(?:[\u0300-\u036f\xad][^\W\d_]*)*)
    | (?P<dash>[-‐‑‒–—―−~]+|…|\.{2,5}(?=[ ]?[0-9]))
    | (?P<gap>[\s\u200b\ufeff]+)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_MARKS = {",": "comma", ";": "semicolon", "(": "open", ")": "close", "[": "open", "]": "close"}
_QUOTES = {"«": "»", "“": "”", "„": "“"}
_QUOTE_MARKS = frozenset("«»“”„\"'")
_TOO_LONG = 10**9
_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def cut(text: str, words: Vocabulary) -> Tokens:
    """Cut a text into tokens, in one pass, and give each word its meaning."""
    pieces = _pieces(text)
    if len(pieces) > MOST_PIECES:
        return Tokens(crowded=True)
    return _with_meanings(text, pieces, words)


def _pieces(text: str) -> list[Token]:
    pieces: list[Token] = []
    line, spaced = 0, False
    for found in _PIECE.finditer(text):
        kind = found.lastgroup or "mark"
        start, end = found.span()
        if kind == "gap":
            line, spaced = min(2, line + found[0].count("\n")), True
            continue
        token = Token(kind, start, end, line=line, spaced=spaced)
        if kind == "number":
            token.value = int(found[0]) if end - start <= _LONGEST_YEAR_DIGITS else _TOO_LONG
        elif kind in ("date", "iso"):
            _read_digits(token, found[0])
        elif kind == "roman":
            _read_roman(token, found[0])
        elif kind == "mark":
            token.kind = _MARKS.get(found[0], "mark")
            token.value = found[0]
        if kind == "mark" and found[0] in ".*_":
            if pieces:
                pieces[-1].dotted |= found[0] == "." and not spaced
            spaced = True
            continue
        pieces.append(token)
        line, spaced = 0, False
    return pieces


def _read_digits(token: Token, written: str) -> None:
    digits = [*re.finditer(r"[0-9]+", written)]
    token.numbers = tuple(int(part[0]) for part in digits)
    year = digits[0] if token.kind == "iso" else digits[-1]
    if token.kind == "iso":
        token.kind, token.numbers = "date", token.numbers[::-1]
    if len(digits) == _FULL_DATE or year.end() - year.start() == _FULL_DATE + 1:
        token.year_at = (token.start + year.start(), token.start + year.end())


def _read_roman(token: Token, written: str) -> None:
    """Make a date of `15.X` or `15.X.2018`; what is no month stays a number."""
    day, month, *year = re.findall(r"[0-9]+|[^\W\d_]+", written)
    spelled = month.replace("Х", "X")
    number = _ROMANS.index(spelled) if spelled in _ROMANS else 0
    token.kind, token.roman = "date", True
    token.numbers = (int(day), number, *map(int, year))
    if year:
        token.year_at = (token.end - len(year[0]), token.end)


def _with_meanings(text: str, pieces: list[Token], words: Vocabulary) -> Tokens:
    tokens = Tokens()
    folded = [
        fold(text[p.start : p.end][:_LONGEST_WORD]) if p.kind == "word" else "" for p in pieces
    ]
    shielded = _quoted(pieces)
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if shielded[at]:
            piece.kind, piece.value = "word", Meaning("unknown")
            at += 1
        elif piece.kind == "number":
            at = _number(at, pieces, folded, words)
        elif piece.kind == "word":
            at = _word(at, pieces, folded, words, tokens)
            continue
        else:
            at += 1
        if piece.kind != "mark" or piece.value not in _QUOTE_MARKS:
            tokens.items.append(piece)
    _pair_brackets(tokens.items)
    return tokens


def _number(at: int, pieces: list[Token], folded: list[str], words: Vocabulary) -> int:
    """Take the ending of `1-я`, `25-го`, `2nd` into the number; return the index after it."""
    piece = pieces[at]
    after = at + 1
    if after < len(pieces) and pieces[after].kind == "dash" and not pieces[after].spaced:
        after += 1
    if after < len(pieces) and not pieces[after].spaced and folded[after] in words.number_endings:
        piece.end = pieces[after].end
        return after + 1
    return at + 1


def _word(
    at: int, pieces: list[Token], folded: list[str], words: Vocabulary, tokens: Tokens
) -> int:
    """Append the tokens that a word begins; return the index after what they take."""
    run = _run(at, pieces, folded)
    first, piece = run[0], pieces[at]
    if short := _letter_pair(at, pieces, folded, words):
        tokens.items.append(
            Token("word", piece.start, pieces[at + 2].end, short, piece.line, piece.spaced)
        )
        return at + 3
    joined = _joined(at, run, pieces, folded, words)
    if joined:
        count, spellings = joined
        end = pieces[at + count - 1].end
        for i, spelling in enumerate(spellings):
            tokens.items.append(
                Token(
                    "word",
                    piece.start,
                    end,
                    words.word(spelling),
                    0 if i else piece.line,
                    spaced=True,
                )
            )
        # A joined word may break off inside a hyphenated pair, so count pieces, not words.
        return at + count
    if found := words.phrase(run):
        count, meaning = found
        last = pieces[at + count - 1]
        token = Token("word", piece.start, last.end, meaning, piece.line, piece.spaced)
        token.dotted = last.dotted
        tokens.items.append(token)
        if count == 1 and meaning.concept == "ordinal":
            return _number(at, pieces, folded, words)
        return at + count
    written = first
    own = words.unmasked(first)
    if own and (found := words.phrase([own, *run[1:]])):
        tokens.guesses.append((Code.DEADLINE_MIXED_ALPHABETS, written, own))
        count, meaning = found
    elif pair := words.split(first):
        for i, spelling in enumerate(pair):
            line = 0 if i else piece.line
            meaning = words.word(spelling)  # type: ignore[assignment]
            tokens.items.append(Token("word", piece.start, piece.end, meaning, line, spaced=True))
        return at + 1
    elif month := words.month_typo(first):
        tokens.guesses.append((Code.DEADLINE_MONTH_MISSPELT, written, month))
        count, meaning = 1, words.word(month)  # type: ignore[assignment]
    else:
        count, meaning = 1, Meaning("unknown")
    tokens.items.append(
        Token("word", piece.start, pieces[at + count - 1].end, meaning, piece.line, piece.spaced)
    )
    return at + count


def _run(at: int, pieces: list[Token], folded: list[str]) -> list[str]:
    """Return the words that follow one another from `at` on, as many as a phrase can have."""
    run = [folded[at]]
    for after in range(at + 1, min(at + _LONGEST_PHRASE, len(pieces))):
        if not folded[after] or pieces[after].line > 1:
            break
        run.append(folded[after])
    return run


def _letter_pair(
    at: int, pieces: list[Token], folded: list[str], words: Vocabulary
) -> Meaning | None:
    """Return the meaning of two letters with a mark between them: `п/г`, `м-ц`."""
    if at + 2 >= len(pieces) or len(folded[at]) != 1 or len(folded[at + 2]) != 1:
        return None
    between, after = pieces[at + 1], pieces[at + 2]
    if between.spaced or after.spaced or not (between.kind == "dash" or between.value == "/"):
        return None
    found = words.phrase([folded[at], folded[at + 2]])
    return found[1] if found and found[0] == 2 else None  # noqa: PLR2004


def _joined(
    at: int, run: list[str], pieces: list[Token], folded: list[str], words: Vocabulary
) -> tuple[int, tuple[str, ...]] | None:
    """Return how many pieces a word broken over lines takes, and the words that it gives."""
    whole, strange = run[0], not words.knows(run[0])
    after, broken = at + 1, 0
    for _ in range(_MOST_BREAKS):
        if after < len(pieces) and pieces[after].kind == "dash" and not pieces[after].spaced:
            after += 1
            if after >= len(pieces) or not pieces[after].line:
                return None
        if after >= len(pieces) or not folded[after] or pieces[after].line > 1:
            return None
        whole += folded[after]
        strange = strange or not words.knows(folded[after])
        after += 1
        if not strange or len(whole) > _LONGEST_WORD:
            return None
        if words.word(whole):
            return after - at, (whole,)
        broken = broken or pieces[after - 1].line
        if broken and (pair := words.split(whole)) and min(map(len, pair)) >= _SHORTEST_GLUED - 1:
            return after - at, pair
    return None


def _quoted(pieces: list[Token]) -> list[bool]:
    """Return for each piece whether it stands in quotation marks that hold words."""
    shielded = [False] * len(pieces)
    begin, closing, worded = -1, "", False
    for at, piece in enumerate(pieces):
        if begin >= 0 and piece.kind == "mark" and piece.value == closing:
            shielded[begin : at + 1] = [worded] * (at + 1 - begin)
            begin = -1
        elif begin < 0 and piece.kind == "mark" and piece.value in _QUOTES:
            begin, closing, worded = at, _QUOTES[piece.value], False
        worded = worded or piece.kind == "word"
    return shielded


def _pair_brackets(tokens: list[Token]) -> None:
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind == "open":
            opened.append(at)
        elif token.kind == "close" and opened:
            tokens[opened.pop()].mate = at
