"""Patterns of what is written alike in papers of any language: names, labels, blanks."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.letters import capitals
from plandoc.words.tables.imports import ImportsWords
from plandoc.words.texts import fold

NUMERAL = r"(?:\d{1,2}(?:\.\d{1,2})*|[IVXLCІХ]+)"


@cache
def tables() -> tuple[ImportsWords, ...]:
    """Return the words of all languages by which papers are read."""
    return tuple(words_in(language).imports for language in LANGUAGES)


def words(pick: Callable[[ImportsWords], Sequence[str]]) -> tuple[str, ...]:
    """Return beginnings of words of all languages."""
    return tuple(word for table in tables() for word in pick(table))


def words_by(
    pick: Callable[[ImportsWords], Mapping[str, Sequence[str]]],
) -> tuple[tuple[str, str], ...]:
    """Return pairs of a key and a beginning of a word, of all languages."""
    return tuple(
        (key, word) for table in tables() for key, listed in pick(table).items() for word in listed
    )


def folded(text: str) -> str:
    """Return a text on one line in lower case, words torn at the end of a line put together."""
    joined = re.sub(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])", "", text)
    return " ".join(fold(joined).split())


def begins(text: str, beginnings: Sequence[str]) -> str:
    """Return with which of some beginnings a text begins, apart from quotes and signs."""
    said = re.sub(r"^[\W_]+(?=\w)", "", folded(text)) or folded(text)
    return max((one for one in beginnings if said.startswith(one)), key=len, default="")


@cache
def _capital() -> str:
    return f"[{capitals()}]"


@cache
def name_source() -> str:
    """Return the pattern of a name: with initials before or after the surname, or in full."""
    capital, gap = _capital(), r"[ \xa0\n]"
    surname = rf"{capital}[^\W\d_]+(?:-{capital}[^\W\d_]+)?"
    other = rf"[ \xa0]?{surname}\b(?!{gap}{{1,2}}{capital}\.)"  # the surname of these initials
    father, apart = rf"{surname}(?:ич|вна|чна)\b", r"[ \xa0]{1,2}"
    son = rf"(?:{surname}{apart})?{surname}{apart}(?:оглы|оғлы|кызы|қызы|улы|ұлы)\b"
    particle = r"(?:(?:де|ди|да|фон|ван|дер|аль|эль)[ \xa0-])?"
    return (
        rf"(?:{surname}{apart}(?:{surname}{apart}{father}|{son}|{father}{apart}{surname})"
        rf"|(?:Дж|{capital})\.{gap}?{capital}\.{gap}{{0,2}}{particle}{surname}"
        rf"|{surname}{gap}{{1,2}}{capital}\.{gap}?(?:{capital}(?:\.|(?![.\w])))?"
        rf"(?!{gap}?{capital}\.|{other})"
        rf"|\b{capital}\.{gap}?{surname})"
    )


@cache
def name() -> re.Pattern[str]:
    """Return the pattern of a name inside a text."""
    return re.compile(name_source())


@cache
def label() -> re.Pattern[str]:
    """Return the pattern of the label of a section with its number: «Раздел I.», «2.1.», «IV».

    A bare number is none: it may begin a date or a year.
    """
    named = "|".join(map(re.escape, words(lambda table: table.sections)))
    spaced = rf"(?:(?i:{named})\w*\s+(?:№\s*)?){NUMERAL}(?:\s?[.):](?!\d)|(?=\s))"
    dotted = r"\d{1,2}(?:\.[1-9]\d?)*\s?[.)](?!\d)|[IVXLCІХ]+\s?[.):](?!\d)"
    roman = rf"[IVXLC]+(?=\s+[{capitals()}])"
    return re.compile(rf"\s*(?P<label>{spaced}|{dotted}|{roman})\s*(?=\S)")
