"""Times of day that stand alone."""

import pytest

from plandoc.schema.deadline.clock import is_time
from plandoc.words.vocabulary import vocabulary


@pytest.mark.parametrize(
    "text",
    ["14.00-14.10", "14:30", "9.00", "в 14.00", "с 9.00 до 10.00", "09.30–10.00", "18 часов",
     "с 14 до 15 ч.", "14.00, 16.00", "10 ч. 30 мин.", "12.10", "14.00\n15.00",
     "10-00", "8-00", "с 9-30 до 10-45", "10-00–12-15"],
)  # fmt: skip
def test_hours_are_times(text):
    """Hours with minutes, in any frame of prepositions, and hours with their word."""
    assert is_time(text, vocabulary("ru"))


@pytest.mark.parametrize(
    "text",
    ["", "14", "25-26", "10-65", "26.08", "9.65", "25.00", "14.00 октября", "14.00 каб. 5", "до 5"],
)
def test_other_numbers_and_words_are_none(text):
    """What is no hour of a day, or says something else besides."""
    assert not is_time(text, vocabulary("ru"))
