"""plandoc.words.trie: the longest phrase that a run of words begins with."""

import doctest

import pytest
from support.work import calls

import plandoc.words.trie as module
from plandoc.words.trie import PhraseTrie


def trie(*phrases: str) -> PhraseTrie[str]:
    """A trie in which every phrase means itself."""
    found = PhraseTrie[str]()
    for phrase in phrases:
        found.learn(phrase.split(), phrase)
    return found


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("срок", (1, "срок")),
        ("срок до мая", (2, "срок до")),
        ("сроками", (1, "срок*")),
        ("сроками до", (2, "срок* до")),
        ("с рок", None),
        ("", None),
    ],
)
def test_the_longest_and_closest_phrase_is_found(
    words: str, expected: tuple[int, str] | None
) -> None:
    """A longer phrase comes before a shorter one, an exact word before a stem."""
    assert trie("срок*", "срок", "срок до", "срок* до").match(words.split()) == expected


def test_a_longer_stem_comes_first_and_the_first_meaning_holds() -> None:
    """Of two stems the longer one is found; a phrase learned twice keeps its first meaning."""
    found = trie("с*", "сро*")
    found.learn(["сро*"], "other")
    assert found.word("сроки") == "сро*"
    assert found.word("слово") == "с*"


def test_what_begins_and_what_is_a_phrase_are_told_apart() -> None:
    """The first word of a phrase begins one without being one; a stem is neither."""
    found = trie("срок до", "день", "недел*")
    assert [found.begins(word) for word in ("срок", "день", "недел", "до")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [found.holds(word) for word in ("срок", "день", "недел", "до")] == [
        False, True, False, False,
    ]  # fmt: skip


def test_matching_takes_time_linear_in_the_words() -> None:
    """Stems that all match do not multiply the work."""
    found = trie("а* а* а* б", "аа* а* а* в", "а а а г")
    work = [calls(lambda size=size: found.match(["аа"] * size)) for size in (100, 1000)]
    assert work[1] <= 12 * work[0]


def test_the_examples_run() -> None:
    """The examples in the module are true."""
    assert doctest.testmod(module).attempted > 2
    assert doctest.testmod(module).failed == 0
