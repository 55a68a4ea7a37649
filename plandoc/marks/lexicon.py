"""The words of marks: what a word or a phrase says about the state of an activity."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import IntEnum
from functools import cache
from itertools import groupby, product
from os.path import commonprefix
from typing import Any, NamedTuple

from plandoc.locales import LANGUAGES, catalogue
from plandoc.schema.deadline.words import fold
from plandoc.schema.outcome import Status

_SHORTEST_STEM = 3
_LONGEST_STEM = 20
_LONGEST_WORD = 40
_SHORTEST_TYPO = 6
_SHORTEST_SKELETON = 4
_SHORTEST_INEXACT = 7
_TOO_CLOSE = 0.04
_PHRASE_END = ""
_UNCLEAR = "unclear"


class Weight(IntEnum):
    """How strongly a word speaks of the state."""

    HINTED = 1
    GUESSED = 2
    TOLD = 3
    SAID = 4


class Sense(NamedTuple):
    """What a word says: a state (`kind` is `status`), or a part that it plays in the phrase.

    A state that a careful reader would doubt is not `sure`; without any `status` it is unclear.
    """

    kind: str
    status: Status | None = None
    weight: Weight = Weight.SAID
    sure: bool = True


class Spelling(NamedTuple):
    """The words of the tables that a written word stands for, and whether that was guessed."""

    words: tuple[str, ...]
    guessed: bool = False


class Lexicon:
    """The words of all languages: a mark may mix them whatever the plan is written in."""

    def __init__(self) -> None:
        self._phrases: dict[str, Any] = {}
        self._inner: set[str] = set()
        self._alone: dict[str, Sense] = {}
        self._leading: dict[str, Sense] = {}
        self._skeletons: dict[str, str] = {}
        self._shorter: dict[str, set[str]] = {}
        self._alike: list[dict[int, int]] = []
        self._scripts: list[Mapping[str, str]] = []
        self._tables = [catalogue(language, "marks") for language in LANGUAGES]
        self._never = tuple(e for table in self._tables for e in table["typos"]["never"])
        self._same = {
            letter: group[0]
            for table in self._tables
            for group in table["typos"]["same"]
            for letter in group
        }
        self._mute = frozenset(letter for t in self._tables for letter in t["typos"]["mute"])
        for language, table in zip(LANGUAGES, self._tables, strict=True):
            self._learn_all(language, table)

    def _learn_all(self, language: str, table: Mapping[str, Any]) -> None:
        endings = {"~": table["participle_endings"], "^": table["past_endings"]}
        for phrase, sense in self._entries(language, table):
            for words in _forms(phrase, endings):
                self._learn(words, sense)
        for phrase, sense in _states(table["alone"]):
            self._alone[phrase] = sense
        for phrase, sense in _states(table["alone_doubtful"], sure=False):
            self._alone[phrase] = sense
        for phrase, sense in _states(table["leading"]):
            self._leading[phrase] = sense
            if len(phrase) > 1:
                self._inner.add(phrase)
        alike = catalogue(language, "deadlines")["lookalikes"]
        self._alike.append(str.maketrans(alike["latin"], alike["letters"]))
        keys = table["keyboard"]
        typed = dict(zip(keys["latin"], keys["letters"], strict=True))
        self._scripts += [script for script in (table["latin"], typed) if script]

    def _entries(self, language: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Sense]]:
        yield from _states(table["said"])
        for status, label in catalogue(language, "words")["status"].items():
            yield fold(label), Sense("status", Status(status))
        yield from _states(table["told"], Weight.TOLD)
        yield from _states(table["hinted"], Weight.HINTED)
        yield from _states(table["doubtful"], sure=False)
        for kind, phrases in table["word"].items():
            yield from ((phrase, Sense(kind)) for phrase in phrases)

    def _learn(self, words: tuple[str, ...], sense: Sense) -> None:
        node = self._phrases
        for word in words:
            node = node.setdefault(word, {})
        node.setdefault(_PHRASE_END, sense)
        self._inner.update(words)
        for word in words if sense.status else ():
            if len(word) >= _SHORTEST_TYPO and word.isalpha():
                bones = self._skeleton(word)
                self._skeletons.setdefault(bones, word)
                for shape in (bones, *_one_less(bones)) if len(words) == 1 else ():
                    self._shorter.setdefault(shape, set()).add(bones)

    def match(self, words: Sequence[str]) -> tuple[int, Sense] | None:
        """Return the longest phrase that `words` begin with: how many words, what they say."""
        nodes, best = [self._phrases], None
        for count, word in enumerate(words, 1):
            nodes = [node[key] for key in _keys(word) for node in nodes if key in node]
            if not nodes:
                break
            if found := next((n[_PHRASE_END] for n in nodes if _PHRASE_END in n), None):
                best = count, found
        return best

    def alone(self, text: str) -> Sense | None:
        """Return what a text says that is all that was written."""
        return self._alone.get(text)

    def leading(self, text: str) -> Sense | None:
        """Return what a sign or a word says before the rest of a mark."""
        return self._leading.get(text)

    def knows(self, word: str) -> bool:
        """Return whether the word is in the tables, alone or inside a phrase."""
        return any(key in self._inner for key in _keys(word))

    def spell(self, word: str, *, foreign: bool) -> Spelling:
        """Return the words of the tables that a folded word stands for, itself if for none.

        Letters that look alike, transliteration, a forgotten switch of the keyboard, a «не» that
        is written together and misspelt participles are seen through. `foreign` says that the
        text around has other letters, so that «HE» may be a Cyrillic word.
        """
        if len(word) > _LONGEST_WORD or self.knows(word):
            return Spelling((word,))
        for rewritten in self._rewritten(word, foreign=foreign):
            if found := self._known_pair(rewritten):
                return Spelling(found, guessed=rewritten != word)
        for rewritten in self._rewritten(word, foreign=foreign):
            if found := self._misspelt(rewritten):
                return Spelling(found, guessed=True)
        return Spelling((word,))

    def _rewritten(self, word: str, *, foreign: bool) -> Iterator[str]:
        yield word
        if not word.isascii() or foreign:
            for alike in self._alike:
                plain = word.translate(alike)
                if plain != word:
                    yield plain
        if word.isalpha() and any(letter.isascii() for letter in word):
            yield from (_transcribed(word, script) for script in self._scripts)

    def _known_pair(self, word: str) -> tuple[str, ...] | None:
        if self.knows(word):
            return (word,)
        for no in self._negations(word):
            found = self.match([word[len(no) :]])
            if found and found[1].status in (Status.DONE, Status.IN_PROGRESS):
                return no, word[len(no) :]
        return None

    def _negations(self, word: str) -> Iterator[str]:
        for table in self._tables:
            yield from (n for n in table["word"]["not"] if 1 < len(n) < _SHORTEST_STEM < len(word)
                        and word.startswith(n))

    def _misspelt(self, word: str) -> tuple[str, ...] | None:
        if form := self._nearest(word):
            return (form,)
        for no in self._negations(word):
            if form := self._nearest(word[len(no) :]):
                return no, form
        return None

    def _nearest(self, word: str) -> str | None:
        """Return the form of a state that a word misspells; `None` where several states compete."""
        if len(word) < _SHORTEST_TYPO - 1 or word.endswith(self._never) or not word.isalpha():
            return None
        bones = self._skeleton(word)
        if len(bones) >= _SHORTEST_SKELETON and (form := self._skeletons.get(bones)):
            return form
        if len(bones) < _SHORTEST_INEXACT:
            return None
        near = {n for shape in (bones, *_one_less(bones)) for n in self._shorter.get(shape, ())}
        likeness = SequenceMatcher(b=word)
        ranked = []
        for form in sorted(self._skeletons[bone] for bone in near if _one_letter_off(bones, bone)):
            likeness.set_seq1(form)
            ranked.append((likeness.ratio(), form))
        best, nearest = max(ranked, default=(0.0, ""))
        close = [form for ratio, form in ranked if ratio > best - _TOO_CLOSE]
        states = {found[1].status for form in close if (found := self.match([form]))}
        return nearest if len(states) == 1 else None

    def _skeleton(self, word: str) -> str:
        """Return a word as it sounds: unstressed vowels alike, double letters once."""
        letters = (self._same.get(c, c) for c in word if c not in self._mute)
        return "".join(letter for letter, _ in groupby(letters))

    def guess(self, word: str) -> Sense | None:
        """Return the state that the ending of an unknown word suggests."""
        for table in self._tables:
            guess = table["guess"]
            if len(word) < guess["shortest"] or word in guess["never"]:
                continue
            for status in (Status.DONE, Status.IN_PROGRESS):
                if guess[status] and word.endswith(tuple(guess[status])):
                    return Sense("status", status, Weight.GUESSED)
        return None


def _states(
    table: Mapping[str, Iterable[str]], weight: Weight = Weight.SAID, *, sure: bool = True
) -> Iterator[tuple[str, Sense]]:
    for status, phrases in table.items():
        state = None if status == _UNCLEAR else Status(status)
        sense = Sense("status", state, weight, sure=sure and state is not None)
        yield from ((phrase, sense) for phrase in phrases)


def _forms(phrase: str, endings: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    words = phrase.split()
    yield from product(*([w[:-1] + e for e in endings.get(w[-1], ())] or [w] for w in words))


def _keys(word: str) -> Iterator[str]:
    yield word
    for size in range(min(len(word), _LONGEST_STEM), _SHORTEST_STEM - 1, -1):
        yield word[:size] + "*"


def _one_less(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def _one_letter_off(word: str, right: str) -> bool:
    """Return whether one letter added, left out, changed, or two swapped make the words differ."""
    head = len(commonprefix((word, right)))
    tail = len(commonprefix((word[:head - 1:-1], right[: head - 1 : -1])))
    a, b = word[head : len(word) - tail], right[head : len(right) - tail]
    return max(len(a), len(b)) <= 1 or a == b[::-1]


def _transcribed(word: str, script: Mapping[str, str]) -> str:
    """Return a word in other letters, the longest groups of letters first."""
    longest = max(map(len, script), default=1)
    out, at = "", 0
    while at < len(word):
        size = next((n for n in range(longest, 0, -1) if word[at : at + n] in script), 0)
        out += script[word[at : at + size]] if size else word[at]
        at += size or 1
    return out


@cache
def lexicon() -> Lexicon:
    """Return the words of marks, loaded once."""
    return Lexicon()
