"""Matching rows by id, then by text, then by likeness; and detecting rows out of order.

Likeness is between 0 and 1. The thresholds apply to all readers, comparisons and verifications.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from enum import StrEnum
from heapq import nlargest
from typing import Generic, TypeVar

from plandoc.words.likeness import alike
from plandoc.words.texts import words_only

SAME_ID = 0.5
"""Minimum likeness for rows with the same id if one of the texts is also that of another row."""

REWORDED = 0.6
"""Minimum likeness for a match that is supported by something else."""

CERTAIN = 0.85
"""Minimum likeness for a match by text alone."""

_SEEN = 2_000
_CLOSEST = 12

Key = TypeVar("Key", bound=Hashable)
Old = TypeVar("Old", bound=Hashable)
New = TypeVar("New", bound=Hashable)


class MatchedBy(StrEnum):
    """The criterion by which two rows were matched."""

    ID = "id"
    TEXT = "text"
    LIKENESS = "likeness"


def likeness(one: str, other: str) -> float:
    """Return the likeness of two texts, from 0 to 1; only letters and digits count."""
    first, second = words_only(one), words_only(other)
    return alike(first, second)


class Nearest(Generic[Key]):
    """Finds the texts of a collection that are most similar to a given one.

    Only texts that share the most words with it are compared by letters, and words that many texts
    share are looked up only until enough texts were seen, so that the time does not grow with the
    square of the size of the plan.
    """

    def __init__(self, texts: Iterable[tuple[Key, str]]) -> None:
        self._texts: list[tuple[Key, str]] = list(dict(texts).items())
        self._holders: dict[str, list[int]] = defaultdict(list)
        for at, (_, text) in enumerate(self._texts):
            for word in {_stem(word) for word in words_only(text).split()}:
                self._holders[word].append(at)

    def to(self, text: str) -> list[tuple[float, Key]]:
        """Return the keys of the closest texts with their likeness, most similar first."""
        shared: defaultdict[int, float] = defaultdict(float)
        words = sorted({_stem(word) for word in words_only(text).split()})
        left = _SEEN
        for holders in sorted((self._holders.get(word, []) for word in words), key=len):
            weight = 1 / max(1, len(holders))
            for at in holders[:left]:
                shared[at] += weight
            left = max(0, left - len(holders))
        near = (self._texts[at] for at in nlargest(_CLOSEST, shared, key=shared.__getitem__))
        found = [(likeness(text, other), key) for key, other in near]
        return sorted(found, key=lambda pair: -pair[0])


def match_texts(
    old: Mapping[Old, str], new: Mapping[New, str]
) -> Iterator[tuple[Old, New, MatchedBy]]:
    """Yield pairs of an old key and a new key, each key at most once.

    Equal texts come first, then texts with equal words, both in the order of `new`; then texts with
    a likeness of at least `REWORDED`, most similar first. Equal texts of several keys are paired
    in order.
    """
    free, rest = dict(old), dict(new)
    for same in (str, words_only):
        holders: dict[str, list[Old]] = defaultdict(list)
        for was in reversed(free):
            holders[same(free[was])].append(was)
        for now, text in list(rest.items()):
            if found := holders.get(same(text)):
                was = found.pop()
                del free[was], rest[now]
                yield was, now, MatchedBy.TEXT
    order = {was: number for number, was in enumerate(free)}
    nearest = Nearest(free.items())
    alike = [
        (-like, number, order[was], was, now)
        for number, (now, text) in enumerate(rest.items())
        for like, was in nearest.to(text)
        if like >= REWORDED
    ]
    for _, _, _, was, now in sorted(alike, key=lambda found: found[:3]):
        if was in free and now in rest:
            del free[was], rest[now]
            yield was, now, MatchedBy.LIKENESS


def out_of_order(positions: Mapping[Key, int]) -> set[Key]:
    """Return the smallest set of keys whose removal leaves the other positions ascending."""
    keys = list(positions)
    ends: list[int] = []
    tails: list[int] = []
    previous: list[int | None] = []
    for index, key in enumerate(keys):
        length = bisect_left(ends, positions[key])
        ends[length : length + 1] = [positions[key]]
        tails[length : length + 1] = [index]
        previous.append(tails[length - 1] if length else None)
    kept: set[Key] = set()
    at = tails[-1] if tails else None
    while at is not None:
        kept.add(keys[at])
        at = previous[at]
    return set(keys) - kept


def _stem(word: str) -> str:
    """Return the beginning of a word, which is the same in all grammatical cases."""
    return word[:5]
