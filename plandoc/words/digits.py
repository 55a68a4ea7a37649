"""Days, months and years written in digits and Roman numbers: `01.09.2018`, `15.X`, `09/2018`."""

import re
from functools import cache
from typing import NamedTuple

from plandoc.words.language import READ_LANGUAGES, words_in

CENTURY = 2000
"""The century of a year with two digits."""

SHORT_YEARS = range(13, 60)
"""Two digits that are a year where the word «year» follows them, or a whole day stands before."""

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SHORT_YEAR = 2
_LONG_YEAR = 4
_FULL_DATE = 3
_BLANK = r"[ \xa0]{0,2}"
DASH = "[‐‑‒–—−-]"
"""A dash between the parts of a day in digits."""
YEAR_FIRST = rf"""(?<![\d./])\d{{4}}
    (?:{_BLANK}[.]{_BLANK}\d{{1,2}}{_BLANK}[.]{_BLANK}\d{{1,2}}
    |/\d{{1,2}}/\d{{1,2}}|{DASH}\d{{1,2}}{DASH}\d{{1,2}})(?!\d)"""
"""A whole day that begins with its year, as a verbose pattern: `2018-09-28`, `2018.09.28`."""
YEAR_LAST = "|".join(
    rf"""(?<!{before})\d{{1,2}}{_BLANK}{joint}{_BLANK}\d{{1,2}}
        {_BLANK}{joint}\s{{0,2}}\d{{4}}(?!\d)"""
    for joint, before in (("[.]", r"\d"), (",", r"\d"), ("/", r"\d"), (DASH, rf"[\d{DASH[1:]}"))
)
"""A whole day that ends with a year of four digits: `28.09.2018`, `28/09/2018`, `28–09–2018`."""
_PART = re.compile(r"\d+|[^\W\d_]+")


class WrittenDay(NamedTuple):
    """A day or a month in digits; `year_at` is the place of the digits of its year."""

    day: int | None
    month: int
    year: int | None = None
    year_at: tuple[int, int] | None = None


def written_day(text: str, start: int, end: int) -> WrittenDay:
    """Return the day or month from `start` to `end` of a text.

    The parts are day, month and year; year, month and day if the first one has four digits; month
    and year if there are two and one has four; else day and month. A Roman number that is
    not a month gives month 0. The text has the form of a date with at least two parts.
    """
    parts = [*_PART.finditer(text, start, end)][:_FULL_DATE]
    spelled = [part[0] for part in parts]
    dated = any(len(part) == _LONG_YEAR and part.isdecimal() for part in spelled)
    if len(parts) < _FULL_DATE and not dated:
        return WrittenDay(_number(spelled[0]), _number(spelled[1]))
    year = 0 if len(spelled[0]) == _LONG_YEAR else len(parts) - 1
    number = int(spelled[year]) + (CENTURY if len(spelled[year]) <= _SHORT_YEAR else 0)
    others = [_number(part) for at, part in enumerate(spelled) if at != year]
    day, month = (None, *others) if len(others) == 1 else others if year else others[::-1]
    return WrittenDay(day, month or 0, number, parts[year].span())


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else roman(written)


def roman(written: str) -> int:
    """Return the number from 1 to 12 of Roman letters, or 0; look-alike letters are accepted."""
    letters = written.upper().translate(_lookalikes())
    return _ROMAN.index(letters) if letters in _ROMAN else 0


@cache
def roman_letters() -> str:
    """Return the letters of Roman numbers, including look-alikes of other scripts."""
    return "IVX" + "".join(map(chr, _lookalikes()))


@cache
def _lookalikes() -> dict[int, str]:
    looks = [words_in(language).deadlines.lookalikes for language in READ_LANGUAGES]
    pairs = [pair for look in looks for pair in zip(look.latin, look.letters, strict=True)]
    capitals = [(one.upper(), other.upper()) for one, other in pairs]
    both = [*capitals, *((other, one) for one, other in capitals)]
    return {ord(other): one for one, other in both if one in "IVX"}
