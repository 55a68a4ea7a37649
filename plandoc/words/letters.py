"""The letters of all languages for character classes of regular expressions."""

import re
from functools import cache

from plandoc.words.language import READ_LANGUAGES, words_in


@cache
def capitals() -> str:
    """Return the capital letters: `A-ZА-ЯЁ`."""
    return "".join(words_in(language).words.letters.capitals for language in READ_LANGUAGES)


@cache
def small_letters() -> str:
    """Return the small letters: `a-zа-яё`."""
    return "".join(words_in(language).words.letters.small for language in READ_LANGUAGES)


@cache
def _foreign() -> re.Pattern[str]:
    letters = [words_in(language).words.letters.small for language in READ_LANGUAGES]
    return re.compile(f"[{''.join(one for one in letters if not one.isascii())}]", re.IGNORECASE)


def has_foreign_letters(text: str) -> bool:
    """Whether a text has letters of a language with a non-Latin alphabet."""
    return _foreign().search(text) is not None
