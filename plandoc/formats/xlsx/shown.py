"""Numbers and dates of cells as a spreadsheet shows them."""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from babel.dates import get_month_names

from plandoc.formats.xlsx.serials import moment
from plandoc.words.language import DEFAULT_LANGUAGE, words_in

GENERAL = "General"

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<sign>.)|'
    r"\[\$(?P<currency>[^\]-]*)(?:-(?P<locale>[0-9A-Fa-f]+))?\]|(?P<length>\[(?:h+|m+|s+)\])|"
    r"(?P<rule>\[(?:[<>=]|DBNum)[^\]]*\])|\[[^\]]*\]|_.|\*.|(?P<end>;)|"
    r"(?P<code>general|AM/PM|A/P|d+|m+|y+|h+|s+|@|%|\.?[#0?][#0?,.]*(?:E[+-]0+)?)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_LANGUAGES = {0x09: "en", 0x19: "ru", 0x22: "uk", 0x3F: "kk"}
"""Languages of formats by the lower bits of their numbers ([MS-LCID] 2.2)."""

_LANGUAGE_BITS, _LAST_LOCALE = 0x3FF, 0xFFFF
_NAMED, _FULL_NAME, _WEEKDAY = 3, 4, 3
_LONGEST = 200
_MOST_DECIMALS = 15
_EXACT = Context(prec=400)
_DAY = 24 * 3_600


class _Piece(NamedTuple):
    """A piece of a format: a code, or a text that is shown as it is."""

    code: str
    text: str = ""


class _Section(NamedTuple):
    """A section of a format: its pieces, its language if any, whether it says what we do not know.

    `codes` are those of days, times and lengths of time.
    """

    pieces: tuple[_Piece, ...]
    language: str
    is_odd: bool

    @property
    def codes(self) -> str:
        codes = (piece.code for piece in self.pieces if "/" not in piece.code)
        return "".join(code for code in codes if code.strip("[]")[:1] in {*"dmyhs"})

    @property
    def numbers(self) -> list[str]:
        return [p.code for p in self.pieces if p.code and p.code[0] in "#0?."]

    @property
    def texts(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def shown(number: float, form: str, epoch: datetime) -> str:
    """Return a number in a format of a spreadsheet: a date in its parts, a percentage, decimals.

    A date without a day is a month with its year: «сентябрь 2019» for `mmm.yy`. Midnight is not
    shown beside a date: programs write it where only a day is meant.
    """
    section, size = _section(number, form)
    try:
        return _text(section, size, epoch, section.language or DEFAULT_LANGUAGE) or _plain(number)
    except (OverflowError, ValueError):
        return _plain(number)


class Formatted(NamedTuple):
    """A number in a format that is not the general one."""

    number: float
    form: str
    epoch: datetime

    @lru_cache(maxsize=16_384)  # noqa: B019 - a plain value
    def seen(self, language: str) -> str | None:
        """Return what a person with a spreadsheet in a language sees, `None` if that is not known.

        A whole date is told in one way, and a month with its name, however the format spells them.
        """
        section, size = _section(self.number, self.form)
        decimal = words_in(language).words.decimal
        group = "\u00a0" if decimal == "," else ","
        try:
            if len(self.form) <= _LONGEST and _is_sound(section, size):
                return _text(
                    section, size, self.epoch, section.language or language, decimal, group
                )
        except (OverflowError, ValueError):
            pass
        return None


def _section(number: float, form: str) -> tuple[_Section, float]:
    """Return the section of a format that shows a number, and the number that it shows."""
    sections = _sections(form[:_LONGEST])
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    return sections[2 if number == 0 and len(sections) > 2 else 0], number  # noqa: PLR2004


@lru_cache(maxsize=4_096)
def _sections(form: str) -> tuple[_Section, ...]:
    """Return the sections of a format: of numbers above zero, below it, of zero, of texts."""
    sections: list[_Section] = []
    pieces: list[_Piece] = []
    language, is_odd = "", False
    for found in _TOKEN.finditer(form):
        if found["end"]:
            sections.append(_Section(tuple(pieces), language, is_odd))
            pieces, language, is_odd = [], "", False
        if found["locale"]:
            locale = int(found["locale"], 16)
            language = _LANGUAGES.get(locale & _LANGUAGE_BITS, language)
            known = not locale & _LANGUAGE_BITS or locale & _LANGUAGE_BITS in _LANGUAGES
            is_odd = is_odd or locale > _LAST_LOCALE or not known
        other = found["other"] or ""
        is_odd = is_odd or bool(found["rule"]) or (other.isascii() and other.isalpha())
        if code := found["length"] or found["code"]:
            pieces.append(_Piece(code.lower(), "%" if code == "%" else ""))
        elif text := found["quoted"] or found["sign"] or found["currency"] or other:
            pieces.append(_Piece("", text))
    return (*sections, _Section(tuple(pieces), language, is_odd))


def _is_sound(section: _Section, number: float) -> bool:
    """Whether the text of a number in a section is what every spreadsheet shows."""
    codes, numbers = section.codes, section.numbers
    if section.is_odd or (codes and numbers):
        return False
    if "[" in codes:
        return number >= 0 and not {*codes} & {*"dy"}
    if codes:
        return _is_sound_day(codes, section.texts)
    kinds = [piece.code for piece in section.pieces if piece.code]
    if not numbers:
        return kinds in ([], ["general"])
    whole = numbers[0].partition(".")[0]
    return (
        len(numbers) == 1
        and kinds.count("%") <= 1
        and {*kinds} <= {numbers[0], "%"}
        and not {*numbers[0]} & {*"?e"}
        and "," not in {whole[-1:], numbers[0][-1]}
        and ("0" in whole or abs(number) >= 1)
        and (whole.count("0") <= 1 or "," not in whole)
    )


def _is_sound_day(codes: str, texts: str) -> bool:
    """Whether nothing but the words that belong to dates stands beside a day or a time."""
    if {sign for sign in texts if sign.isalnum()} - {"г"}:
        return False
    months = _months(codes)
    if "d" in codes and "y" in codes and months:
        return True
    if "d" * _WEEKDAY in codes or ("s" in codes and "h" not in codes):
        return False
    longest = max(map(len, months), default=0)
    if longest > _FULL_NAME:
        return False
    return not longest or longest >= _NAMED or "d" in codes or "y" in codes


def _text(  # noqa: PLR0913, PLR0917
    section: _Section, number: float, epoch: datetime, language: str, decimal: str = ".",
    group: str = "",
) -> str:  # fmt: skip
    codes = section.codes
    if "[" in codes:
        return _length(number, section.pieces)
    if codes:
        return _moment(moment(number, epoch), codes, language)
    return _number(number, section, decimal, group)


def _length(number: float, pieces: tuple[_Piece, ...]) -> str:
    """Return a length of time: its first unit counts on, the others do not."""
    seconds = round(abs(number) * _DAY)
    units = {"h": seconds // 3_600, "m": seconds // 60, "s": seconds}
    said = "-" if number < 0 else ""
    for code, text in pieces:
        unit = code.strip("[]")
        if unit[:1] in units:
            size = units[unit[0]] if "[" in code else units[unit[0]] % (24 if "h" in unit else 60)
            said += str(size).zfill(len(unit))
        said += text
    return said.strip()


def _moment(value: object, codes: str, language: str) -> str:
    clock = "%H:%M:%S" if "s" in codes else "%H:%M"
    if isinstance(value, time):
        return f"{value:{clock}}"
    if not isinstance(value, date):  # a length of time
        return str(value)
    day = value.date() if isinstance(value, datetime) else value
    said = _day(day, codes, language)
    timed = isinstance(value, datetime) and "h" in codes and (value.time() != time() or not said)
    return " ".join(filter(None, (said, f"{value:{clock}}" if timed else "")))


def _months(codes: str) -> list[str]:
    """Return the codes of months, without those of minutes."""
    return re.findall("m+", re.sub("h+m*|m*s+", "", codes))


def _day(day: date, codes: str, language: str) -> str:
    months = _months(codes)
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


def _number(number: float, section: _Section, decimal: str, group: str) -> str:
    code = "".join(section.numbers)
    said = "".join(piece.text or (piece.code and "\0") for piece in section.pieces)
    value = _plain(abs(number))
    if code and "e" not in code:
        is_percent = any(piece.code == "%" for piece in section.pieces)
        value = _in_digits(abs(number) * (100 if is_percent else 1), code, group)
    value = value.replace(".", decimal)
    before, found, after = said.partition("\0")
    sign = "-" if number < 0 and value.strip("0.,") else ""
    text = f"{before}{value}{after}" if found or not said or not group else said
    return f"{sign}{text}".replace("\0", "").strip()


def _in_digits(number: float, code: str, group: str) -> str:
    """Return a number with the digits of a code, rounded as people do."""
    whole, _, part = code.partition(".")
    decimals = min(_MOST_DECIMALS, len(re.findall("[#0?]", part)))
    exact = Decimal(number) if isinstance(number, int) else Decimal(f"{number:.15g}")
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT)
    digits, _, rest = f"{rounded:f}".partition(".")
    while rest.endswith("0") and len(rest) > part.count("0"):
        rest = rest[:-1]
    digits = f"{int(digits):,}".replace(",", group) if "," in whole else digits
    return ".".join(filter(None, (digits.zfill(whole.count("0")), rest)))


def _plain(number: float) -> str:
    return str(number) if isinstance(number, int) else f"{number:.11g}"
