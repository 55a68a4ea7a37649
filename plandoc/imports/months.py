"""The names of months as headings: «Сентябрь»."""

from collections.abc import Mapping
from functools import cache

from babel.dates import get_month_names

from plandoc.imports.spelling import folded
from plandoc.words.language import LANGUAGES
from plandoc.words.texts import capitalised


def month_of(text: str) -> int | None:
    """Return the month that a text only names, in any language."""
    return _months().get(folded(text).strip(" .:"))


@cache
def _months() -> Mapping[str, int]:
    return {folded(name): number for name, number in _names()}


@cache
def month_names() -> frozenset[str]:
    """Return the names of months as plandoc prints them over a section."""
    return frozenset(capitalised(name) for name, _ in _names())


def _names() -> list[tuple[str, int]]:
    return [
        (name, number)
        for language in LANGUAGES
        for number, name in get_month_names("wide", "stand-alone", locale=language).items()
    ]
