"""Similarity of texts, and the known words closest to a misspelt one."""

# ruff: noqa: PLC0415 - most commands compare no texts, and rapidfuzz takes 30 ms to import

from collections.abc import Iterable


def alike(one: str, other: str) -> float:
    """Return the similarity of two texts by letters, from 0 to 1.

    It is twice the length of the longest common subsequence, divided by the lengths of both.
    """
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other)


def closest(word: str, known: Iterable[str], *, most: int = 1, least: float = 0.6) -> list[str]:
    """Return the known words most similar to `word` with at least `least`, closest first."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    found = process.extract(
        word, list(known), scorer=Indel.normalized_similarity, limit=most, score_cutoff=least
    )
    return [name for name, _, _ in found]
