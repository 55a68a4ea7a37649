"""How dates and periods are written in any language, as parts of regular expressions."""

from collections.abc import Callable, Sequence

from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.tables.words import Written


def any_of(spellings: Callable[[Written], Sequence[str]]) -> str:
    """Return the alternatives of all languages for a part of what is written: `года?|year`."""
    tables = [words_in(language).words.written for language in LANGUAGES]
    return "|".join(dict.fromkeys(one for table in tables for one in spellings(table)))
