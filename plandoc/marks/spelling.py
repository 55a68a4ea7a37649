"""Recognising misspelt words of marks and letters of another alphabet."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby
from typing import NamedTuple

from plandoc.marks.lexicon import Lexicon, Weight, lexicon
from plandoc.schema.outcome import Status
from plandoc.words.language import READ_LANGUAGES, words_in
from plandoc.words.spelling import OneLetterOff, lookalike_letters, transcribed

_LONGEST_WORD = 40
_SHORTEST_FORM = 6
_SHORTEST_START = 4
_SHORTEST_BONES = 4
_SHORTEST_INEXACT = 7
_LONGEST_NEGATION = 2
_TOO_CLOSE = 0.04
_LIKE = 0.8
_DENIABLE = (Status.DONE, Status.IN_PROGRESS)


class Spelling(NamedTuple):
    """The words of the tables for a written word, and whether they were guessed."""

    words: tuple[str, ...]
    guessed: bool = False


class Speller:
    """Corrects look-alike letters, transliteration, the wrong keyboard, «невыполнено», typos."""

    def __init__(self, words: Lexicon) -> None:
        self._lexicon = words
        self._alike: list[dict[int, int]] = []
        self._scripts: list[Mapping[str, str]] = []
        for language, table in zip(READ_LANGUAGES, words.tables, strict=True):
            keys = table.keyboard
            self._alike.append(lookalike_letters(words_in(language).deadlines.lookalikes))
            typed = dict(zip(keys.latin, keys.letters, strict=True))
            self._scripts += [script for script in (table.latin, typed) if script]
        typos = [table.typos for table in words.tables]
        self._never = tuple(ending for table in typos for ending in table.never)
        self._words = frozenset(word for table in typos for word in table.words)
        self._mute = frozenset(letter for table in typos for letter in table.mute)
        groups = [group for table in typos for group in table.same]
        self._same = {letter: group[0] for group in groups for letter in group}
        self._negations = tuple(
            word
            for table in words.tables
            for word in table.word["not"]
            if len(word) == _LONGEST_NEGATION
        )
        self._forms: dict[str, list[str]] = {}
        self._single = OneLetterOff()
        self._begun: dict[str, set[str]] = {}
        for form in words.state_forms:
            self._learn(form)

    def _learn(self, form: tuple[str, ...]) -> None:
        for word in form:
            if len(word) >= _SHORTEST_FORM and word.isalpha():
                bones = self._bones(word)
                self._forms.setdefault(bones, []).append(word)
                if len(form) == 1:
                    self._single.learn(bones)
                for size in range(_SHORTEST_START, len(word)) if self._is_said(form) else ():
                    self._begun.setdefault(word[:size], set()).add(word)

    def _is_said(self, form: tuple[str, ...]) -> bool:
        """Whether a form is a single word that means only a state."""
        found = self._lexicon.word(form[0]) if len(form) == 1 else None
        return found is not None and found.weight is Weight.SAID

    def spell(self, word: str, *, foreign: bool, dotted: bool = False) -> Spelling:
        """Return the words of the tables for a folded word, or the word itself.

        `dotted`: a dot follows, so that it may be an abbreviation. `foreign`: the text has letters
        of another script, so that «HE» may be in that script as well.
        """
        if len(word) > _LONGEST_WORD or self._lexicon.knows(word):
            return Spelling((word,))
        ways = [word, *self._rewritten(word, foreign=foreign)]
        for way in ways:
            if found := self._known(way):
                return Spelling(found, guessed=way != word)
        for way in ways:
            if found := self._misspelt(way) or (self._abbreviated(way) if dotted else None):
                return Spelling(found, guessed=True)
        return Spelling((word,))

    def _rewritten(self, word: str, *, foreign: bool) -> Iterator[str]:
        """Return the word in the letters of the other alphabet."""
        if not word.isascii() or foreign:
            plain = (word.translate(alike) for alike in self._alike)
            yield from (way for way in plain if way != word)
        if word.isalpha() and any(letter.isascii() for letter in word):
            yield from (transcribed(word, script) for script in self._scripts)

    def _known(self, word: str) -> tuple[str, ...] | None:
        if self._lexicon.knows(word):
            return (word,)
        for no in self._negations:
            if word.startswith(no) and self._is_deniable(word[len(no) :]):
                return no, word[len(no) :]
        return None

    def _is_deniable(self, word: str) -> bool:
        found = self._lexicon.word(word)
        return found is not None and found.status in _DENIABLE

    def _misspelt(self, word: str) -> tuple[str, ...] | None:
        if form := self._nearest(word):
            return (form,)
        for no in self._negations:
            form = self._nearest(word[len(no) :]) if word.startswith(no) else None
            if form and self._is_deniable(form):
                return no, form
        return None

    def _abbreviated(self, word: str) -> tuple[str, ...] | None:
        """Return a form with this beginning if all such forms mean the same state."""
        forms = sorted(self._begun.get(word, ())) if word not in self._words else []
        states = {found.status for form in forms if (found := self._lexicon.word(form))}
        return (forms[0],) if len(states) == 1 else None

    def _nearest(self, word: str) -> str | None:
        """Return the form of a state that is misspelt; `None` if several states are possible."""
        if not word.isalpha() or word.endswith(self._never):
            return None
        bones = self._bones(word)
        near = {bones} if len(bones) >= _SHORTEST_BONES else set()
        if len(bones) >= _SHORTEST_INEXACT and bones not in self._forms:
            near = set(self._single.near(bones))
        forms = [form for one in sorted(near) for form in self._forms.get(one, ())]
        likeness = {form: SequenceMatcher(None, form, word).ratio() for form in forms}
        least = max(max(likeness.values(), default=0) - _TOO_CLOSE, _LIKE)
        close = [form for form, ratio in likeness.items() if ratio >= least]
        states = {found.status for form in close if (found := self._lexicon.word(form))}
        return max(close, key=likeness.__getitem__) if close and len(states) <= 1 else None

    def _bones(self, word: str) -> str:
        """Return a phonetic key: equal unstressed vowels, no double letters."""
        letters = (self._same.get(letter, letter) for letter in word if letter not in self._mute)
        return "".join(letter for letter, _ in groupby(letters))


@cache
def speller() -> Speller:
    """Return the speller of the words of marks, built once."""
    return Speller(lexicon())
