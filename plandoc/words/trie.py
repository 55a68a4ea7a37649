"""Finding the longest phrase at the beginning of a sequence of words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")

ANY_ENDING = "*"
"""A trailing mark of a word in a phrase: any ending."""


class _Node(Generic[Meaning]):
    __slots__ = ("ends", "exact", "meaning", "sizes", "stems")

    def __init__(self) -> None:
        self.exact: dict[str, _Node[Meaning]] = {}
        self.stems: dict[str, _Node[Meaning]] = {}
        self.sizes: tuple[int, ...] = ()
        """The lengths of the stems, longest first."""
        self.ends = False
        self.meaning: Meaning

    def child(self, word: str) -> "_Node[Meaning]":
        """Return the node after a word of a phrase, creating it if needed."""
        if not word.endswith(ANY_ENDING):
            return self.exact.setdefault(word, _Node())
        stem = word.removesuffix(ANY_ENDING)
        self.sizes = tuple(sorted({*self.sizes, len(stem)}, reverse=True))
        return self.stems.setdefault(stem, _Node())

    def after(self, word: str) -> Iterator["_Node[Meaning]"]:
        """Yield the nodes after a written word, closest match first."""
        if child := self.exact.get(word):
            yield child
        for size in self.sizes:
            if size <= len(word) and (child := self.stems.get(word[:size])):
                yield child


class PhraseTrie(Generic[Meaning]):
    """Phrases and their meanings. A run of words is matched in time linear in its length.

    >>> tasks = PhraseTrie[str]()
    >>> tasks.learn(["report*"], "paper")
    >>> tasks.learn(["report", "late"], "delay")
    >>> tasks.match(["reports", "late"]), tasks.match(["report", "late"]), tasks.match(["late"])
    ((1, 'paper'), (2, 'delay'), None)
    """

    def __init__(self) -> None:
        self._root: _Node[Meaning] = _Node()

    def learn(self, words: Iterable[str], meaning: Meaning) -> None:
        """Add a phrase. If a phrase is added twice, the first meaning is kept."""
        node = self._root
        for word in words:
            node = node.child(word)
        if not node.ends and node is not self._root:
            node.ends, node.meaning = True, meaning

    def match(self, words: Sequence[str]) -> tuple[int, Meaning] | None:
        """Return the longest phrase at the beginning of `words`: its length and meaning.

        Among phrases of the same length, an exact word is preferred to a stem, and a longer stem to
        a shorter one.
        """
        nodes, best = [self._root], None
        for count, word in enumerate(words, 1):
            nodes = [after for node in nodes for after in node.after(word)]
            if not nodes:
                break
            if found := next((node for node in nodes if node.ends), None):
                best = count, found.meaning
        return best

    def word(self, word: str) -> Meaning | None:
        """Return the meaning of a single word."""
        found = self.match((word,))
        return found[1] if found else None

    def begins(self, word: str) -> bool:
        """Whether a phrase begins with exactly this word."""
        return word in self._root.exact

    def holds(self, word: str) -> bool:
        """Whether exactly this word is a phrase."""
        return (node := self._root.exact.get(word)) is not None and node.ends
