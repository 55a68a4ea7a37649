"""Finds the period of a plan in its title and in other texts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from pydantic import ValidationError

from plandoc.schema.base import validated
from plandoc.schema.period import Period, PeriodKind
from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.written import any_of
from plandoc.words.years import YEAR, spans

_WORD = re.compile(r"\S+")
_BEFORE, _AFTER = 8, 3
_AND = re.compile(r"\s*[,+]\s*|\s+(?:и|and|да|&)\s+", re.IGNORECASE)
_UNITS = ("half", "quarter", "school-quarter", "half-year")
_WEEKS = 27


def period_in(text: str) -> str:
    """Return the words of the longest period that a text names, `""` if it names none.

    A day, on which perhaps an act was signed, is one only where nothing longer is named.

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
                if is_period(said) and _rank(said) > _rank(best):
                    best = said
    bare = _lead().sub("", best)
    return bare if bare and is_period(bare) else best


def _rank(words: str) -> tuple[bool, int]:
    return bool(words) and is_long(words), len(words)


Written = str | dict[str, str]
"""A period as a plan file has it: its words, or its days with them."""


def told_period(text: str) -> tuple[Written, bool]:
    """Return the period that a text names, and whether all of its words were read.

    «На I полугодие и лето 2022 года» runs from January to August. Where only a part of the words
    is understood («IV четверть 2022-2023 учебного года»), the period is that of the years.
    """
    found = period_in(text)
    if not found:
        return "", True
    before = _before().search(text[: text.rfind(found)])
    phrase = f"{before[0]}{found}" if before else found
    pieces = [one.strip() for one in _AND.split(phrase) if one.strip()]
    if not before and len(pieces) == 1:
        school = _school().match(text[text.rfind(found) + len(found) :])
        return found, not school or validated(Period, found).kind is PeriodKind.SCHOOL_YEAR
    years = next((one.start for one in spans(pieces[-1])), 0)
    noun = pieces[-1][:years].split()[-1:]
    said = [_with_year(one, noun, pieces[-1][years:]) for one in pieces[:-1]] + [pieces[-1]]
    if all(map(is_period, said)):
        read = [Period.model_validate(one) for one in said]
        first, last = min(one.first for one in read), max(one.last for one in read)
        return {
            "first": first.isoformat(), "last": last.isoformat(), "words": phrase.strip(),
        }, True  # fmt: skip
    return period_in(pieces[-1][years:]) or found, False


@cache
def _school() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of(lambda written: written.school)})", re.IGNORECASE)


def _with_year(words: str, noun: Sequence[str], year: str) -> str:
    """Return a part of a period with the year, and with the noun, that all its parts share."""
    whole = f"{words} {year}"
    return whole if is_period(whole) else " ".join((words, *noun, year))


@cache
def _before() -> re.Pattern[str]:
    """Return the pattern of words of a calendar right before the end of a text."""
    endings = {"*": r"\w*", "~": r"\w{0,3}"}
    forms: set[str] = set()
    for language in LANGUAGES:
        table = words_in(language).deadlines
        groups = [*(table.unit[unit] for unit in _UNITS), *table.season.values()]
        groups += [*table.ordinal.values(), tuple(month_names(language))]
        for form in (one for group in groups for one in group):
            bare = form.rstrip("*~")
            forms.add(re.escape(bare) + endings.get(form[len(bare) :], ""))
    named = "|".join(sorted(forms, key=len, reverse=True))
    one = rf"(?:{named}|\d{{1,2}})(?!\w)\.?"
    return re.compile(
        rf"(?<!\w){one}(?:(?:\s*[,+–-]\s*|\s+(?:и|and|да|&|по|to)\s+|\s+){one})*"
        r"(?:\s*[,+]\s*|\s+)(?:(?:и|and|да|&)\s+)?$",
        re.IGNORECASE,
    )


def month_names(language: str, *, short: bool = False) -> Iterator[str]:
    """Yield the names of the months, in each of their forms; with `short` ones such as «авг.»."""
    from babel.dates import get_month_names  # noqa: PLC0415 - only if dates are looked for

    for form in ("format", "stand-alone"):
        for width in ("abbreviated", "wide") if short else ("wide",):
            yield from get_month_names(width, form, locale=language).values()


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
