"""Rows matched with rows: by id, then by text, then by likeness; and what changed its place.

Likeness runs from 0 to 1. The thresholds hold for all readers, comparisons and verifications.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from plandoc.words.likeness import alike
from plandoc.words.texts import plain

SAME_ID = 0.5
"""How alike two texts of one id are at least, where one of them is the text of another row too."""

REWORDED = 0.6
"""How alike two texts of one row are at least, where something else speaks for the match."""

CERTAIN = 0.85
"""How alike two texts are at least, where nothing else speaks for the match."""

_CLOSEST = 12

Key = TypeVar("Key", bound=Hashable)
Old = TypeVar("Old", bound=Hashable)
New = TypeVar("New", bound=Hashable)


class MatchedBy(StrEnum):
    """What two rows were matched by."""

    ID = "id"
    TEXT = "text"
    LIKENESS = "likeness"


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1; only letters and digits count."""
    first, second = plain(one), plain(other)
    return alike(first, second)


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


def match_texts(
    old: Mapping[Old, str], new: Mapping[New, str]
) -> Iterator[tuple[Old, New, MatchedBy]]:
    """Yield pairs of an old key and a new key, each key at most once.

    Equal texts come first, then texts of equal words, both in the order of `new`; then texts that
    are at least `REWORDED` alike, the most alike first. Equal texts of several keys are paired in
    their order.
    """
    free, rest = dict(old), dict(new)
    for same in (str, plain):
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
    """Return the fewest keys without which the positions of the others rise."""
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
    """Return the beginning of a word, which its cases share."""
    return word[:5]
