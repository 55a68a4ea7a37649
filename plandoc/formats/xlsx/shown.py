"""Numbers and dates of cells as a spreadsheet shows them."""

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from babel.dates import get_month_names

from plandoc.formats.xlsx.serials import moment
from plandoc.words.language import DEFAULT_LANGUAGE

GENERAL = "General"

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<sign>.)|\[\$-?(?P<locale>[0-9A-Fa-f]+)\]|\[[^\]]*\]|_.|\*.|'
    r"(?P<code>[Gg]eneral|AM/PM|A/P|[dDmMyYhHsS]+|@|[#0?][#0?,. \xa0]*(?:E[+-]0+)?)|(?P<other>.)",
    re.DOTALL,
)
_ENGLISH = ("409", "809", "C09", "1009")
_NAMED, _SHORT_YEAR = 3, 2
_LONGEST = 200
_MOST_DECIMALS = 15


class _Piece(NamedTuple):
    """A piece of a format: a code, or a text that is shown as it is."""

    code: str
    text: str = ""


def shown(number: float, form: str, epoch: datetime) -> str:
    """Return a number in a format of a spreadsheet: a date in its parts, a percentage, decimals.

    A date without a day is a month with its year: «сентябрь 2019» for `mmm.yy`. Midnight is not
    shown beside a date: programs write it where only a day is meant.
    """
    pieces, english = _pieces(form[:_LONGEST])
    codes = "".join(piece.code for piece in pieces if "/" not in piece.code).lower()
    if re.search("[dyhs]|mm?", codes) and "general" not in codes:
        try:
            return _moment(moment(number, epoch), codes, "en" if english else DEFAULT_LANGUAGE)
        except (OverflowError, ValueError):
            return _plain(number)
    return _number(number, pieces)


@lru_cache(maxsize=4_096)
def _pieces(form: str) -> tuple[tuple[_Piece, ...], bool]:
    """Return the pieces of the first section of a format, and whether it is in English."""
    pieces: list[_Piece] = []
    english = False
    for found in _TOKEN.finditer(form):
        if found["other"] == ";":
            break
        english = english or (found["locale"] or "").upper().lstrip("0") in _ENGLISH
        if found["code"]:
            pieces.append(_Piece(found["code"]))
        elif text := found["quoted"] or found["sign"] or found["other"]:
            pieces.append(_Piece("", text))
    return tuple(pieces), english


def _moment(value: object, codes: str, language: str) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if not isinstance(value, date):  # a length of time
        return str(value)
    day = value.date() if isinstance(value, datetime) else value
    said = _day(day, codes, language)
    timed = isinstance(value, datetime) and "h" in codes and (value.time() != time() or not said)
    return " ".join(filter(None, (said, f"{value:%H:%M}" if timed else "")))


def _day(day: date, codes: str, language: str) -> str:
    months = re.findall("m+", re.sub("h+m*|m*s+", "", codes))
    longest = max(map(len, months), default=0)
    named = longest >= _NAMED
    if "d" in codes and "y" in codes:
        return f"{day:%d.%m.%Y}"
    if "d" in codes and months:
        form = get_month_names("wide", "format", language)[day.month]
        return f"{day.day} {form}" if named else f"{day:%d.%m}"
    if months:
        name = get_month_names("wide", "stand-alone", language)[day.month]
        return f"{name} {day.year}" if "y" in codes else name
    if "y" in codes:
        return str(day.year)
    return str(day.day) if "d" in codes else ""


def _number(number: float, pieces: tuple[_Piece, ...]) -> str:
    code = next((p.code for p in pieces if p.code and p.code[0] in "#0?"), "")
    said = "".join(piece.text or (piece.code and "\0") for piece in pieces)
    value = _plain(number)
    if code and "E" not in code:
        decimals = min(_MOST_DECIMALS, len(re.findall("[#0?]", code.partition(".")[2])))
        rounded = number * 100 if "%" in said else number
        value = f"{rounded:.{decimals}f}"
        least = code.partition(".")[2].count("0")
        while "." in value and value.endswith("0") and len(value.partition(".")[2]) > least:
            value = value[:-1].rstrip(".")
    before, _, after = said.partition("\0")
    return f"{before}{value}{after}".replace("\0", "").strip() if "\0" in said else value


def _plain(number: float) -> str:
    return str(number) if isinstance(number, int) else f"{number:.11g}"
