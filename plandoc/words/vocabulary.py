"""The words of time of one language: months, weekdays, units, and the words between them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from babel.dates import get_day_names, get_month_names

from plandoc.words.language import words_in
from plandoc.words.spelling import OneLetterOff, lookalike_letters
from plandoc.words.texts import fold
from plandoc.words.trie import PhraseTrie

_LONGEST_MISSPELT = 16
_SHORTEST_TYPO = 5
_SHORTEST_GLUED = 4
_LONGEST_GLUED = 40
_MONTHS = range(1, 13)
_WORD = re.compile(r"[^\W\d_]+\*?")
_DECLINED = "~"
APOSTROPHES = str.maketrans("", "", "'’ʼ")
"""What is left out of the words of time: `п'ятниця`."""


class Concept(StrEnum):
    """The kind of meaning of a word."""

    MONTH = "month"
    WEEKDAY = "weekday"
    ORDINAL = "ordinal"
    COUNT = "count"
    ROMAN = "roman"
    SEASON = "season"
    UNIT = "unit"
    RECURRENCE = "recurrence"
    PORTION = "portion"
    UNTIL = "until"
    TOWARD = "toward"
    THROUGH = "through"
    SINCE = "since"
    AFTER = "after"
    DURING = "during"
    IN = "in"
    FOR = "for"
    AND = "and"
    OR = "or"
    EVERY = "every"
    TIMES = "times"
    TWICE = "twice"
    THRICE = "thrice"
    PER = "per"
    ALL = "all"
    THIS = "this"
    DAYWORD = "dayword"
    WHOLE = "whole"
    FOLLOWING = "following"
    REPORT_QUARTER = "report_quarter"
    NEXT_MONTH = "next_month"
    NEXT_YEAR = "next_year"
    NEAREST = "nearest"
    """The one that comes next: «ближайший», «next»."""
    CLOCK = "clock"
    OFTEN = "often"
    EXCEPT = "except"
    FILLER = "filler"
    """A word beside a date that leaves its days as they are."""
    NOISE = "noise"
    TEXT = "text"
    EVENT = "event"
    UNKNOWN = "unknown"


class Unit(StrEnum):
    """A unit of time."""

    DAY = "day"
    WEEK = "week"
    DECADE = "decade"
    """Ten days of a month."""
    HALF = "half"
    """Half of a month."""
    MONTH = "month"
    QUARTER = "quarter"
    SCHOOL_QUARTER = "school-quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


class Meaning(NamedTuple):
    """The meaning of a word.

    `number` is the number of a month, a weekday (Monday = 0), an ordinal or a count; `key` is the
    key of a season, a recurrence or a portion in the tables.
    """

    concept: Concept
    number: int = 0
    key: str = ""
    unit: Unit | None = None


UNKNOWN = Meaning(Concept.UNKNOWN)
SCHOOL = "school"
"""The key of the words that make a year one of schools: «учебный»."""
SPAN = "span"
"""The key of the words that end a span whose beginning has no preposition: «сентябрь по май»."""
UNTIL_AFTER = "until_after"
SINCE_AFTER = "since_after"
"""The keys of the words that limit the date before them: «дейін», «onwards»."""
CALENDAR = "calendar"
"""The key of the words that make a year one of the calendar."""
BETWEEN = "between"
"""The key of the words before two ends joined by «and»."""
GENITIVE = "genitive"
"""The key of a month in the case in which it stands after a day: «марта»."""
AHEAD = "ahead"
"""The key of the words that may count back from something: «за неделю до»."""
WEEK_OF = "week_of"
"""The key of the words before a day whose whole week is meant: «week commencing»."""
FISCAL = "fiscal"
"""The key of the words for a year of which nobody knows when it begins."""
CLOSING = "closing"
"""The key of the words for the end of a day: «close of business»."""
INCLUSIVE = "inclusive"
"""The key of the words after a date that belongs to what ends with it: «включительно»."""
_KINDS = {
    AHEAD: Concept.DURING, BETWEEN: Concept.IN, CALENDAR: Concept.THIS,
    INCLUSIVE: Concept.FILLER, SCHOOL: Concept.THIS,
    CLOSING: Concept.CLOCK, FISCAL: Concept.NOISE, SPAN: Concept.THROUGH,
    UNTIL_AFTER: Concept.UNTIL, SINCE_AFTER: Concept.SINCE,
}  # fmt: skip


class Vocabulary:
    """The words of time of one language."""

    def __init__(self, language: str) -> None:
        self.table = words_in(language).deadlines
        self.day_after_month = self.table.day_after_month
        self.role_after = UNTIL_AFTER in self.table.word
        self.number_endings = frozenset(self.table.number_endings)
        self._alike = lookalike_letters(self.table.lookalikes)
        self._phrases = PhraseTrie[Meaning]()
        self._months = OneLetterOff()
        for phrase, meaning in self._entries(language):
            self._phrases.learn(_WORD.findall(fold(phrase).translate(APOSTROPHES)), meaning)

    def _entries(self, language: str) -> Iterator[tuple[str, Meaning]]:
        for number in _MONTHS:
            after_day = fold(get_month_names("wide", "format", language)[number])
            alone = fold(get_month_names("wide", "stand-alone", language)[number])
            genitive = {after_day} - {alone}
            for form in self._month_forms(language, number):
                if len(form) >= _SHORTEST_TYPO:
                    self._months.learn(form)
                yield form, Meaning(Concept.MONTH, number, GENITIVE if form in genitive else "")
        for number in range(7):
            for width in ("wide", "abbreviated"):
                name = get_day_names(width, "format", language)[number]
                yield name, Meaning(Concept.WEEKDAY, number)
        table = self.table
        numbered = {
            Concept.MONTH: table.month,
            Concept.WEEKDAY: table.weekday,
            Concept.ORDINAL: {
                key: tuple(self._declined(table.ordinal[key])) for key in table.ordinal
            },
            Concept.COUNT: table.count,
            Concept.ROMAN: table.roman,
        }
        named = {
            Concept.SEASON: table.season,
            Concept.RECURRENCE: table.recurrence,
            Concept.PORTION: table.portion,
        }
        for concept, phrases in numbered.items():
            yield from ((one, Meaning(concept, int(key))) for key, one in _pairs(phrases))
        for concept, phrases in named.items():
            yield from ((one, Meaning(concept, key=key)) for key, one in _pairs(phrases))
        units = _pairs(table.unit)
        yield from ((one, Meaning(Concept.UNIT, unit=Unit(key))) for key, one in units)
        for key, one in _pairs(table.word):
            if key == WEEK_OF:
                yield one, Meaning(Concept.UNIT, key=key, unit=Unit.WEEK)
            else:
                yield one, Meaning(_KINDS[key], key=key) if key in _KINDS else Meaning(Concept(key))

    def _declined(self, phrases: Iterable[str]) -> Iterator[str]:
        """Yield phrases, those that end in `~` with each ending of an ordinal number."""
        for phrase in phrases:
            if phrase.endswith(_DECLINED):
                stem = phrase.removesuffix(_DECLINED)
                yield from (stem + ending for ending in self.table.ordinal_endings)
            else:
                yield phrase

    def _month_forms(self, language: str, number: int) -> Iterable[str]:
        """Return the names of a month, and its stem with each ending of the language."""
        names = [
            get_month_names(width, form, language)[number]
            for width in ("wide", "abbreviated")
            for form in ("stand-alone", "format")
        ]
        wide = names[:2]
        same = next(
            (at for at, pair in enumerate(zip(*wide, strict=False)) if pair[0] != pair[1]), None
        )
        stem = fold(wide[0][:same] if same else min(wide, key=len))
        forms = [fold(name).rstrip(".") for name in names]
        return dict.fromkeys([*forms, *(stem + ending for ending in self.table.month_endings)])

    def word(self, word: str) -> Meaning | None:
        """Return the meaning of a single folded word."""
        return self._phrases.word(word)

    def knows(self, word: str) -> bool:
        """Whether the word is in the tables, alone or as the beginning of a phrase."""
        return self._phrases.begins(word) or self.word(word) is not None

    def phrase(self, words: Sequence[str]) -> tuple[int, Meaning] | None:
        """Return the longest phrase at the beginning of `words`: its length and meaning."""
        return self._phrases.match(words)

    def split(self, word: str) -> tuple[str, str] | None:
        """Return two known words that were written as one."""
        if not _SHORTEST_GLUED <= len(word) <= _LONGEST_GLUED:
            return None
        for cut in range(1, len(word)):
            left, right = word[:cut], word[cut:]
            long = max(len(left), len(right)) >= _SHORTEST_GLUED - 1
            if long and self._phrases.holds(left) and self._phrases.holds(right):
                return left, right
        return None

    def unmasked(self, word: str) -> str | None:
        """Return the known word after replacing look-alike letters of another alphabet."""
        if word.isascii() and len(word) > 1 and not all(ord(one) in self._alike for one in word):
            return None
        own = word.translate(self._alike)
        return own if own != word and self.knows(own) else None

    def month_typo(self, word: str) -> str | None:
        """Return the month name that differs from an unknown word by one letter."""
        if not _SHORTEST_TYPO <= len(word) <= _LONGEST_MISSPELT or word in self.table.not_months:
            return None
        for right in self._months.near(word):
            if word[0] == right[0] or len(word) > _SHORTEST_TYPO:
                return right
        return None


def _pairs(table: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    return ((key, phrase) for key, phrases in table.items() for phrase in phrases)


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language, loaded once."""
    return Vocabulary(language)
