"""plandoc.schema.columns: the standard columns and the fields of an activity that they show."""

import pytest

from plandoc.schema.activity import Activity
from plandoc.schema.columns import PLAN_COLUMNS, STANDARD, STANDARD_COLUMNS, TEXT_COLUMNS
from plandoc.words.language import LANGUAGES, words_in


def test_each_column_shows_a_field() -> None:
    """The key of a standard column is the name of a field of `Activity`; a text one is empty."""
    assert len(STANDARD_COLUMNS) == len(set(STANDARD_COLUMNS)) == len(STANDARD) > 0
    assert set(STANDARD_COLUMNS) <= set(Activity.model_fields)
    assert {Activity.model_fields[key].default for key in TEXT_COLUMNS} == {""}
    assert set(TEXT_COLUMNS) < set(PLAN_COLUMNS) < set(STANDARD_COLUMNS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_column_has_words(language: str) -> None:
    """A language gives each standard column a heading and a name of its field."""
    words = words_in(language).words
    assert set(words.columns) == set(STANDARD_COLUMNS) == set(words.fields)
