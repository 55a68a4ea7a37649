"""The words of marks: what a word or a phrase says about the state of an activity."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from plandoc.schema.deadline.words import fold
from plandoc.schema.outcome import Status
from plandoc.words.catalogue import catalogue
from plandoc.words.language import LANGUAGES, words_in

_SHORTEST_STEM = 3
_LONGEST_STEM = 20
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


class Lexicon:
    """The words of all languages: a mark may mix them whatever the plan is written in."""

    def __init__(self) -> None:
        self._phrases: dict[str, Any] = {}
        self._inner: set[str] = set()
        self._alone: dict[str, Sense] = {}
        self._leading: dict[str, Sense] = {}
        self.state_forms: list[tuple[str, ...]] = []
        """Every phrase that says a state, in each of its forms."""
        self.tables = [catalogue(language, "marks") for language in LANGUAGES]
        for language, table in zip(LANGUAGES, self.tables, strict=True):
            endings = {"~": table["participle_endings"], "^": table["past_endings"]}
            for phrase, sense in _entries(language, table):
                for words in _forms(phrase, endings):
                    self._learn(words, sense)
            self._alone |= _states(table["alone"])
            self._alone |= _states(table["alone_doubtful"], sure=False)
            self._leading |= _states(table["leading"])
        self._inner |= {word for word in self._leading if len(word) > 1}

    def _learn(self, words: tuple[str, ...], sense: Sense) -> None:
        node = self._phrases
        for word in words:
            node = node.setdefault(word, {})
        node.setdefault(_PHRASE_END, sense)
        self._inner.update(words)
        if sense.status:
            self.state_forms.append(words)

    def match(self, words: Sequence[str]) -> tuple[int, Sense] | None:
        """Return the longest phrase that `words` begin with: how many words, what they say."""
        nodes, best = [self._phrases], None
        for count, word in enumerate(words, 1):
            nodes = [node[key] for key in _keys(word) for node in nodes if key in node]
            if not nodes:
                break
            if found := next((node[_PHRASE_END] for node in nodes if _PHRASE_END in node), None):
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

    def guess(self, word: str) -> Sense | None:
        """Return the state that the ending of an unknown word suggests."""
        for table in self.tables:
            guess = table["guess"]
            if len(word) < guess["shortest"] or word in guess["never"]:
                continue
            for status in (Status.DONE, Status.IN_PROGRESS):
                if word.endswith(tuple(guess[status])):
                    return Sense("status", status, Weight.GUESSED)
        return None


def _entries(language: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Sense]]:
    """Return phrases with their senses; of a phrase that stands twice, the first one holds."""
    yield from _states(table["said"]).items()
    for status, label in words_in(language).words.status.items():
        yield fold(label), Sense("status", Status(status))
    yield from _states(table["told"], Weight.TOLD).items()
    yield from _states(table["hinted"], Weight.HINTED).items()
    yield from _states(table["doubtful"], sure=False).items()
    for kind, phrases in table["word"].items():
        yield from ((phrase, Sense(kind)) for phrase in phrases)


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


def _keys(word: str) -> Iterator[str]:
    yield word
    for size in range(min(len(word), _LONGEST_STEM), _SHORTEST_STEM - 1, -1):
        yield word[:size] + "*"


@cache
def lexicon() -> Lexicon:
    """Return the words of marks, loaded once."""
    return Lexicon()
