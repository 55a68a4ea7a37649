"""Years in texts: their places, their context, and moving them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from babel.dates import get_month_names

YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
"""A year with four digits."""

_SPAN = re.compile(
    r"(?<!\d)(?P<first>(?:19|20|21)\d\d)"
    r"(?:\s{0,3}[-–—\u2011−/]\s{0,3}(?P<second>(?:19|20|21)\d\d|\d\d)"
    r"|\s{0,3}[^\W\d_]{1,4}\.?\s{0,3}[-–—−]\s{0,3}(?P<named>(?:19|20|21)\d\d))?(?!\d)"
)
_MORE = re.compile(r"[-./]\d")
_GOES_ON = re.compile(r"\w|[-–—./]\w")
_PARTS_MORE = re.compile(r"[-–—./]\w")
_WORD = re.compile(r"[^\W\d_]+|№")
_CENTURY = 100
_LONG = 4


class Span(NamedTuple):
    """A year or a range of years, and its place."""

    start: int
    end: int
    first: int
    last: int


def spans(text: str) -> Iterator[Span]:
    """Yield years and their ranges: `2018`, `2018 – 2019`, `2018 г. – 2020`, `2018/19`, `2018-25`.

    Two digits that are not the next year count as a year only if there is no space before them.
    """
    at = 0
    while found := _SPAN.search(text, at):
        first, last = int(found["first"]), _last(text, found)
        at = found.end("first") if last is None else found.end()
        yield Span(found.start(), at, first, first if last is None else last)


def _last(text: str, found: re.Match[str]) -> int | None:
    """Return the last year of a range, `None` if the second number is not a later year."""
    first, second = int(found["first"]), found["second"] or found["named"]
    if not second:
        return None
    if len(second) == _LONG:
        spaced = len(found[0]) > len("2018-2019")
        parts_more = spaced and _PARTS_MORE.match(text, found.end())
        return int(second) if int(second) >= first and not parts_more else None
    if int(second) == (first + 1) % _CENTURY:
        return None if _MORE.match(text, found.end()) else first + 1
    last = first - first % _CENTURY + int(second)
    glued = found.end() - found.start() == len("2018-25")
    return last if last > first and glued and not _GOES_ON.match(text, found.end()) else None


def later(words: str, years: int) -> str:
    """Return years moved, each with the same number of digits."""

    def moved(found: re.Match[str]) -> str:
        size = len(found[0])
        return f"{(int(found[0]) + years) % 10**size:0{size}}"

    return re.sub(r"\d+", moved, words)


def spoken(text: str) -> list[str]:
    """Return the words of a text in lower case; `№` is one."""
    return [word.lower() for word in _WORD.findall(text)]


@cache
def date_before_year(language: str) -> re.Pattern[str]:
    """Return the pattern of a day and month at the end of a text, before the year of the date.

    It finds `« 29 » августа `, `29.08.` and `08.` with the names of months in a language.
    """
    names = {
        re.escape(name)
        for form in ("format", "stand-alone")
        for name in get_month_names("wide", form, locale=language).values()
    }
    day = r"[«\"“„]?[\s_]{0,3}\d{1,2}[\s_]{0,3}[»\"”“]?\s{0,3}[./]?\s{0,3}"
    return re.compile(
        rf"(?:{day})?(?<![^\W\d_])(?:{'|'.join(sorted(names))})[.,]?\s{{1,3}}$"
        rf"|(?:{day})?(?<!\d)\d{{1,2}}\s?[./]\s?$",
        re.IGNORECASE,
    )
