"""plandoc.words.spelling: words one letter off, lookalike letters, other scripts."""

import pytest

from plandoc.words.language import words_in
from plandoc.words.spelling import OneLetterOff, lookalike_letters, one_letter_off, transcribed


@pytest.mark.parametrize(
    "word", ["октябрь", "октябр", "октяябрь", "октяпрь", "откябрь", "октябрьь"]
)
def test_one_letter_added_left_out_changed_or_swapped_is_one_letter_off(word: str) -> None:
    """Each single slip is seen through, by the comparison and by the list."""
    months = OneLetterOff()
    for month in ("октябрь", "ноябрь", "декабрь"):
        months.learn(month)
    assert one_letter_off(word, "октябрь")
    assert months.near(word) == ["октябрь"]


@pytest.mark.parametrize("word", ["октяб", "окятрбь", "ноябрь", "котябьр"])
def test_two_slips_are_too_many(word: str) -> None:
    """Two letters left out, two pairs swapped, or another word are not one letter off."""
    months = OneLetterOff()
    months.learn("октябрь")
    assert not one_letter_off(word, "октябрь")
    assert months.near(word) == []


def test_lookalike_letters_are_put_right() -> None:
    """Latin letters inside a Russian word become the Russian ones they look like."""
    assert "cpoк".translate(lookalike_letters(words_in("ru").deadlines.lookalikes)) == "срок"


def test_the_longest_groups_of_letters_are_transcribed_first() -> None:
    """`shch` is one letter, not `sh` and `ch`; letters without another script stay."""
    assert transcribed("borshch-2", words_in("ru").marks.latin) == "борщ-2"
