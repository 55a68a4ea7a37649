"""Names of the keys of a plan file, and of their values, in the language of its author."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from plandoc.words.language import READ_LANGUAGES, TELLING, words_in

VALUES = "values"
"""The table of words that are no members of an enum: yes, no."""

_NULLABLE = ("date", "number")
"""Keys that `null` switches off."""


ENGLISH = "en"
"""The language of the keys themselves: words of its table are suggestions, not names."""


class Meaning(NamedTuple):
    """What a name stands for: a key or a value of the schema, and the language of the name."""

    key: str
    language: str


class Word(str):
    """A key or a value of the schema: equal to it, but written as its name."""

    __slots__ = ("written",)
    written: str

    @classmethod
    def of(cls, key: str, written: str) -> "Word":
        """Return a word that equals `key`."""
        word = cls(key)
        word.written = written
        return word


def as_written(text: str) -> str:
    """Return a text as it is written to a file."""
    return text.written if isinstance(text, Word) else text


def normal(name: str) -> str:
    """Return a name without capitals and joined words: «Новый срок», `новый_срок`."""
    return " ".join(name.casefold().replace("ё", "е").replace("_", " ").split())


NAMED = tuple(language for language in TELLING if language != ENGLISH)
"""The languages that have names; the words of those told in another one are suggestions."""


def names_in(language: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the names of a language by model and key; none in English."""
    return words_in(language).keys if language in NAMED else {}


@cache
def meanings(table: str) -> Mapping[str, Meaning]:
    """Return what the names of a model or an enum stand for, by their normal form."""
    found: dict[str, Meaning] = {}
    for language in NAMED:
        for key, names in words_in(language).keys.get(table, {}).items():
            for name in names:
                found.setdefault(normal(name), Meaning(key, language))
    return found


def spelled(table: str, key: str, language: str) -> str:
    """Return the name of a key or a value in a language, itself where it has none."""
    names = names_in(language).get(table, {}).get(key, ())
    return names[0] if names else key


def names_of(table: str, key: str) -> Iterator[str]:
    """Yield what people write for a key in any language."""
    for language in READ_LANGUAGES:
        yield from words_in(language).keys.get(table, {}).get(key, ())


@cache
def nullable() -> frozenset[str]:
    """Return the names of keys that `null` switches off, in their normal form."""
    tables = [table for language in NAMED for table in words_in(language).keys.values()]
    own = (name for table in tables for key in _NULLABLE for name in table.get(key, ()))
    return frozenset((*_NULLABLE, *map(normal, own)))
