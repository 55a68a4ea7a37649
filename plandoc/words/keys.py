"""Keys of plan files in a sentence, named as the author of a file names them."""

import re
from collections.abc import Mapping
from functools import cache

from plandoc.words.language import words_in

_WORD = re.compile(r"\{[^{}]*\}|plandoc [a-z]+|--[a-z-]+|\b[a-z]+(?:_[a-z]+)*\b")
"""What may be a key; values and commands are found first, and left alone."""


def in_names(sentence: str, language: str) -> str:
    """Return a sentence with its keys and listed values by their names in a language.

    Only a sentence of a table may be given: in a text of the author a Latin word is no key.
    """
    names = _names(language)
    return _WORD.sub(lambda found: names.get(found[0], found[0]), sentence)


@cache
def _names(language: str) -> Mapping[str, str]:
    """Return the first name of each key; that of the first model where several have the key."""
    found: dict[str, str] = {}
    for table in words_in(language).keys.values():
        for key, names in table.items():
            found.setdefault(key, names[0])
    return found
