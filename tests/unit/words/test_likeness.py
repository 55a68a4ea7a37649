"""plandoc.words.likeness: how alike texts are, and the known word nearest to a misspelt one."""

import pytest

from plandoc.words.likeness import alike, closest


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("план", "план", 1.0),
        ("план", "клан", 0.75),
        ("план", "", 0.0),
        ("", "", 1.0),
        ("а", "б", 0),
    ],
)
def test_likeness_is_the_share_of_common_letters(one: str, other: str, expected: float) -> None:
    """Equal texts give 1, texts without a common letter 0; the order of the two is no matter."""
    assert alike(one, other) == alike(other, one) == pytest.approx(expected)


def test_the_closest_words_come_first_and_strangers_never() -> None:
    """As many as asked for are returned, none of them less alike than allowed."""
    known = ["deadline", "headline", "title", "executors"]
    assert closest("deadlin", known) == ["deadline"]
    assert closest("deadlin", known, most=3) == ["deadline", "headline"]
    assert closest("deadlin", known, most=3, least=0.95) == []
    assert closest("xyz", known) == []
    assert closest("deadline", []) == []
