"""Texts compared as people compare them: what is the same, how alike two are."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from difflib import SequenceMatcher
from typing import Generic, TypeVar

_WORD = re.compile(r"[^\W_]+")
_CLOSEST = 12
_SHOWN = 60

Key = TypeVar("Key", bound=Hashable)


def squeezed(text: str) -> str:
    """Return a text without what office suites change by themselves: blanks, kinds of hyphens."""
    return " ".join(text.replace("\u2011", "-").replace("\u00ad", "").split())


def plain(text: str) -> str:
    """Return the words of a text alone: small letters, е for ё."""
    return " ".join(_WORD.findall(text.lower().replace("ё", "е")))


def shortened(text: str, longest: int = _SHOWN) -> str:
    """Return a text as a remark shows it: one line, not long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1."""
    first, second = plain(one), plain(other)
    return SequenceMatcher(None, first, second, autojunk=False).ratio() if first != second else 1.0


class Nearest(Generic[Key]):
    """Finds the texts of a collection that are most like a given one.

    Only texts that share the most words with it are compared letter by letter, so that the work
    does not grow with the square of the plan.
    """

    def __init__(self, texts: Iterable[tuple[Key, str]]) -> None:
        self._texts: dict[Key, str] = dict(texts)
        self._holders: dict[str, list[Key]] = defaultdict(list)
        for key, text in self._texts.items():
            for word in set(plain(text).split()):
                self._holders[_stem(word)].append(key)

    def to(self, text: str) -> list[tuple[float, Key]]:
        """Return the closest texts by their keys, the most alike first."""
        shared: Counter[Key] = Counter()
        for word in set(plain(text).split()):
            holders = self._holders.get(_stem(word), ())
            for key in holders:
                shared[key] += 1 / len(holders)  # type: ignore[assignment]
        found = [(likeness(text, self._texts[key]), key) for key, _ in shared.most_common(_CLOSEST)]
        return sorted(found, key=lambda pair: -pair[0])


def _stem(word: str) -> str:
    """Return the beginning of a word, by which its cases are the same."""
    return word[:5]
