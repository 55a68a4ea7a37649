"""The vocabulary of marks: the meaning of words and phrases for the state of an activity."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cache
from itertools import product
from typing import NamedTuple

from plandoc.schema.outcome import Status
from plandoc.words.language import READ_LANGUAGES, words_in
from plandoc.words.tables.marks import MarksWords
from plandoc.words.texts import fold
from plandoc.words.trie import PhraseTrie

_UNCLEAR = "unclear"


class Weight(IntEnum):
    """How strongly a word indicates the state."""

    HINTED = 1
    GUESSED = 2
    TOLD = 3
    SAID = 4


class Sense(NamedTuple):
    """The meaning of a word: a state (`kind` is `status`), or its function in the phrase.

    A doubtful state is not `sure`; without a `status` it is unclear.
    """

    kind: str
    status: Status | None = None
    weight: Weight = Weight.SAID
    sure: bool = True


class Lexicon:
    """The words of all languages, because a mark may mix them."""

    def __init__(self) -> None:
        self._phrases = PhraseTrie[Sense]()
        self._inner = PhraseTrie[bool]()
        self._plain: set[tuple[str, ...]] = set()
        self._alone: dict[str, Sense] = {}
        self._leading: dict[str, Sense] = {}
        self.state_forms: list[tuple[str, ...]] = []
        """All phrases for states, in all of their forms."""
        self.tables = [words_in(language).marks for language in READ_LANGUAGES]
        for language, table in zip(READ_LANGUAGES, self.tables, strict=True):
            endings = {"~": table.participle_endings, "^": table.past_endings}
            for phrase, sense in _entries(language, table):
                for words in _forms(phrase, endings):
                    self._learn(words, sense)
            labels = map(fold, _labels(language).values())
            for phrase in (*labels, *(one for group in table.plain.values() for one in group)):
                self._plain.update(_forms(phrase, endings))
            self._alone |= _states(table.alone)
            self._alone |= _states(table.alone_doubtful, sure=False)
            self._leading |= _states(table.leading)
        for word in self._leading:
            if len(word) > 1:
                self._inner.learn((word,), True)  # noqa: FBT003

    def _learn(self, words: tuple[str, ...], sense: Sense) -> None:
        self._phrases.learn(words, sense)
        for word in words:
            self._inner.learn((word,), True)  # noqa: FBT003
        if sense.status:
            self.state_forms.append(words)

    def match(self, words: Sequence[str]) -> tuple[int, Sense] | None:
        """Return the longest phrase at the beginning of `words`: its length and meaning."""
        return self._phrases.match(words)

    def word(self, word: str) -> Sense | None:
        """Return the meaning of a single word."""
        return self._phrases.word(word)

    def alone(self, text: str) -> Sense | None:
        """Return the meaning of a text that is the whole mark."""
        return self._alone.get(text)

    def is_plain(self, text: str) -> bool:
        """Whether a phrase says just the state, so that the label of the state stands for it."""
        return tuple(text.split()) in self._plain

    def leading(self, text: str) -> Sense | None:
        """Return the meaning of a sign or a word at the beginning of a mark."""
        return self._leading.get(text)

    def knows(self, word: str) -> bool:
        """Whether the word is in the tables, alone or inside a phrase."""
        return self._inner.word(word) is not None

    def guess(self, word: str) -> Sense | None:
        """Return the state suggested by the ending of an unknown word, the longest one known."""
        found: dict[str, Status] = {}
        for guess in (table.guess for table in self.tables):
            if len(word) < guess.shortest or word in guess.never:
                continue
            for status, endings in (
                (Status.DONE, guess.done),
                (Status.IN_PROGRESS, guess.in_progress),
            ):
                if word.endswith(endings):
                    found |= {one: status for one in endings if word.endswith(one)}
            if found:
                return Sense("status", found[max(found, key=len)], Weight.GUESSED)
        return None


def _entries(language: str, table: MarksWords) -> Iterator[tuple[str, Sense]]:
    """Return phrases with their senses; the first entry of a duplicate is used."""
    yield from _states(table.said).items()
    for status, label in _labels(language).items():
        yield fold(label), Sense("status", Status(status))
    yield from _states(table.told, Weight.TOLD).items()
    going_on = Sense("status", Status.IN_PROGRESS, Weight.TOLD, sure=False)
    yield from ((phrase, going_on) for phrase in table.unfinished)
    yield from _states(table.hinted, Weight.HINTED).items()
    yield from _states(table.doubtful, sure=False).items()
    for kind, phrases in table.word.items():
        yield from ((phrase, Sense(kind)) for phrase in phrases)


def _labels(language: str) -> Mapping[str, str]:
    """Return the printed names of the states."""
    return words_in(language).words.status


def _states(
    table: Mapping[str, Iterable[str]], weight: Weight = Weight.SAID, *, sure: bool = True
) -> dict[str, Sense]:
    found: dict[str, Sense] = {}
    for name, phrases in table.items():
        status = None if name == _UNCLEAR else Status(name)
        sense = Sense("status", status, weight, sure=sure and status is not None)
        found |= dict.fromkeys(phrases, sense)
    return found


def _forms(phrase: str, endings: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    words = phrase.split()
    yield from product(*([w[:-1] + e for e in endings.get(w[-1], ())] or [w] for w in words))


@cache
def lexicon() -> Lexicon:
    """Return the words of marks, loaded once."""
    return Lexicon()
