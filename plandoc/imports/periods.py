"""Finds the period of a plan in its title and in other texts."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from pydantic import ValidationError

from plandoc.schema.base import validated
from plandoc.schema.period import Period
from plandoc.words.written import any_of
from plandoc.words.years import YEAR, spans

_WORD = re.compile(r"\S+")
_BEFORE, _AFTER = 6, 3
_WEEKS = 27


def period_in(text: str) -> str:
    """Return the words of the longest period that a text names, `""` if it names none.

    >>> period_in("План работы на 2018-2019 учебный год.")
    '2018-2019 учебный год'
    """
    words = list(_WORD.finditer(text))
    best = ""
    for span in spans(text):
        inside = [
            at
            for at, word in enumerate(words)
            if word.start() < span.end and word.end() > span.start
        ]
        if not inside:
            continue
        first, last = inside[0], inside[-1]
        for start in range(max(0, first - _BEFORE), first + 1):
            for end in range(last, min(len(words), last + _AFTER + 1)):
                said = _trimmed(text[words[start].start() : words[end].end()])
                if len(said) > len(best) and is_period(said):
                    best = said
    bare = _lead().sub("", best)
    return bare if bare and is_period(bare) else best


@cache
def _lead() -> re.Pattern[str]:
    lead = any_of(lambda written: written.period_lead)
    return re.compile(rf"^\s*(?:{lead})\s+", re.IGNORECASE)


def _trimmed(text: str) -> str:
    said = text.strip(' \t\n«»"“”„,;:()')
    return said if re.search(r"\bгг?\.$", said) else said.rstrip(".")


@lru_cache(maxsize=4_096)
def is_period(words: str) -> bool:
    """Whether words are a period."""
    if "\n" in words:
        return False
    try:
        validated(Period, words)
    except ValidationError:
        return False
    return True


def is_long(words: str) -> bool:
    """Whether words are a period of weeks at least, not a day of a letter or a meeting."""
    period = validated(Period, words)
    return (period.last - period.first).days >= _WEEKS


def from_years(texts: Iterable[str]) -> str:
    """Return the period that the years of many texts tell: the year named most, or two in a row."""
    counts: dict[int, int] = {}
    for text in texts:
        for found in YEAR.finditer(text):
            year = int(found[0])
            counts[year] = counts.get(year, 0) + 1
    if not counts:
        return ""
    best = max(counts, key=lambda year: (counts[year], year))
    follows = counts.get(best + 1, 0), counts.get(best - 1, 0)
    if max(follows) * 4 >= counts[best]:
        first = best if follows[0] >= follows[1] else best - 1
        return f"{first}-{first + 1}"
    return f"{best}"
