"""Keys of plan files in a sentence, named as the author of a file names them."""

import re
from collections.abc import Mapping
from functools import cache

from plandoc.words.language import words_in

CANONICAL = "en"
"""The language of the keys themselves; other words for a key in it are only suggested."""

_WORD = re.compile(
    r"\{[^{}]*\}|«[^»]*»|plandoc [a-z]+|--[a-z-]+"
    r"|\b[a-z]+(?:_[a-z]+)*(?::\ (?:\"[^\"]*\"|[a-z]+(?:_[a-z]+)*\b))?"
)
"""What may be a key, alone or with a value; what is in quotes, values and commands come first."""

_KEY = re.compile(r"\{[^{}]*\}|\b[a-z]+(?:_[a-z]+)*\b")


def in_names(sentence: str, language: str) -> str:
    """Return a sentence with its keys and listed values by their names in a language, in quotes.

    Only a sentence of a table may be given: in a text of the author a Latin word is no key.
    """
    names = _names(language)

    def named(text: str) -> str:
        return _KEY.sub(lambda found: names.get(found[0], found[0]), text)

    def told(found: re.Match[str]) -> str:
        text = found[0]
        if text.startswith(("{", "plandoc ", "--")):
            return text
        if text.startswith("«"):
            return named(text)
        return f"«{named(text)}»" if text.partition(":")[0] in names else text

    return _WORD.sub(told, sentence)


@cache
def _names(language: str) -> Mapping[str, str]:
    """Return the first name of each key; that of the first model where several have the key."""
    found: dict[str, str] = {}
    for table in words_in(language).keys.values():
        for key, names in table.items():
            found.setdefault(key, names[0])
    return found
