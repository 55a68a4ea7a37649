"""A date any part of which may be left empty, to be written by hand."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from babel.dates import get_month_names
from pydantic import Field, SerializationInfo, model_serializer, model_validator
from pydantic.json_schema import SkipJsonSchema

from plandoc.codes import Code
from plandoc.schema.base import Model, refuse
from plandoc.words.digits import CENTURY, SHORT_YEARS
from plandoc.words.language import DEFAULT_LANGUAGE, LANGUAGES, words_in
from plandoc.words.written import any_of

if TYPE_CHECKING:
    from typing import Unpack

    from plandoc.schema.typed import PartialDateFields


class DateStyle(StrEnum):
    """How a date is written.

    `quoted` is `« 01 » сентября 2018 г.`, `digits` is `01.09.2018`, `words` is
    `1 сентября 2018 г.` (ГОСТ Р 7.0.97-2025, requisite «дата документа»), `two_digits` is
    `01 сентября 2018 г.`, as many authors type it.
    """

    QUOTED = "quoted"
    DIGITS = "digits"
    WORDS = "words"
    TWO_DIGITS = "two_digits"


CANONICAL = "canonical"
"""The context in which a date is dumped with blanks of the usual lengths, whatever was typed."""

_PARTS = ("day", "month", "year")
_USUAL = {"day": 2, "month": 5, "year": 2}
"""How many underscores stand for each part; two follow the «20» of a year."""

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SOME_LEAP_YEAR = 2000
_FIRST_OF_TWO_DIGITS = 10
_CENTURIES = ("19", "20")
"""What two digits are as well if there is room behind them: «31» августа 20   г."""

_LONGEST = 40
"""The most underscores of a blank."""


@cache
def _pattern() -> re.Pattern[str]:
    lead, years = any_of(lambda written: written.date_lead), any_of(lambda written: written.year)
    alone = rf"(?!\d|_+\s*(?:{years}|$))"  # not the beginning of a year such as «20__ г.»
    return re.compile(
        rf"(?:(?:{lead})\s+)?(?P<quote>[«\"“„])?[\s_]*(?:(?P<day>\d{{1,2}}){alone})?[\s_]*[»\"”“]?"
        rf"[\s._/]*(?:(?P<month>\d{{1,2}}{alone}|[^\W\d_]+))?"
        rf"[\s._/]*(?P<year>\d{{4}}|(?:19|20)\s\d\d|\d{{2,3}}_+|\d\d)?"
        rf"[\s_]*\.?\s*(?P<tail>{years})?\s*",
        re.IGNORECASE,
    )


@cache
def _year_first() -> re.Pattern[str]:
    """Return the pattern of `2024 жылғы «30» тамыз`."""
    years = any_of(lambda written: written.year)
    return re.compile(
        rf"(?P<year>\d{{4}}|\d{{2,3}}_+)\s*(?P<tail>{years})\s*(?P<quote>[«\"“„])?[\s_]*"
        r"(?P<day>\d{1,2})?[\s_]*[»\"”“]?[\s_]*(?P<month>[^\W\d_]+)?[\s_]*",
        re.IGNORECASE,
    )


@cache
def _months() -> dict[str, int]:
    """Return the number of each month by its name, in every language and all of its cases."""
    named = {
        name.lower().rstrip("."): number
        for language in LANGUAGES
        for form in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in get_month_names(width, form, locale=language).items()
    }
    of_acts = (words_in(language).words.reference.forms.months for language in LANGUAGES)
    return named | {name: number for names in of_acts for number, name in enumerate(names, 1)}


class PartialDate(Model):
    """Day, month and year, each `None` where it is to be written by hand.

    Read from `« 01 » _____ 2018 г.`, `01.09.2018`, `1 сентября 2018 г.` or `2018-09-01`; what is
    missing before `сентябрь 2018 г.` or `2018 г.` is to be written by hand. The year may
    stand first, `2018 жылғы 1 қыркүйек`. A date that no calendar has is refused. `blanks` are the
    numbers of underscores in the empty parts as typed, nothing if they are the usual ones; `typed`
    is a text that no style has, «__01. 09__2013г», `31.08.18`, and is printed as it stands. Dates
    that differ in them alone are equal.
    """

    day: int | None = Field(default=None, ge=1, le=31)
    month: int | None = Field(default=None, ge=1, le=12)
    year: int | None = Field(default=None, ge=1900, le=2200)
    style: DateStyle = DateStyle.QUOTED
    blanks: SkipJsonSchema[tuple[int, ...]] = ()
    typed: SkipJsonSchema[str] = ""

    if TYPE_CHECKING:

        def __init__(self, **fields: "Unpack[PartialDateFields]") -> None: ...

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, date):
            value = f"{value:%Y-%m-%d}"
        if not isinstance(value, str):
            return value
        if iso := _ISO.fullmatch(value.strip()):
            numbers = dict(zip(("year", "month", "day"), map(int, iso.groups()), strict=True))
            return {**numbers, "style": DateStyle.WORDS}
        found = _pattern().fullmatch(value.strip())
        turned = None if found else _year_first().fullmatch(value.strip())
        found = found or turned
        if not found or not ((value.strip() and any(found.groupdict().values())) or "_" in value):
            raise refuse(Code.DATE_UNREADABLE, value=value)
        blank = "_" in value
        quoted = bool(found["quote"])
        named = found["month"] or ""
        month = _months().get(named.lower()) if named.isalpha() else int(named or 0) or None
        year = re.sub(r"\s", "", found["year"] or "")
        if len(year) == 2:  # noqa: PLR2004 - of this century
            if not (month and _is_short_year(found)):
                raise refuse(Code.DATE_UNREADABLE, value=value)
            year = str(CENTURY + int(year))
        parts = {
            "day": int(found["day"]) if found["day"] else None,
            "month": month,
            "year": int(year) if year.isdigit() else None,
        }
        without_day = not blank and parts["day"] is None and parts["year"] is not None
        lacking = None in parts.values() and not (blank or without_day)
        if (named.isalpha() and month is None) or lacking:
            raise refuse(Code.DATE_UNREADABLE, value=value)
        dotted = named.isdigit() or re.search(r"_\.|\._", value)
        padded = (found["day"] or "").startswith("0")
        in_words = DateStyle.TWO_DIGITS if padded else DateStyle.WORDS
        unquoted = DateStyle.DIGITS if dotted else in_words
        alone = without_day and not dotted
        style = DateStyle.QUOTED if quoted or alone else unquoted
        if _odd(found, parts, style) if not turned else not cls._prints(value, parts, style):
            return {**parts, "style": style, "typed": " ".join(value.split())}
        return {**parts, "style": style, "blanks": _typed(value, parts, style)}

    @classmethod
    def _prints(cls, text: str, parts: Mapping[str, int | None], style: DateStyle) -> bool:
        """Whether some language prints a date just so."""
        made = cls.model_construct(None, **parts, style=style)
        ways = ((one, of_act) for one in LANGUAGES for of_act in (False, True))
        return any(text.strip() == made.text(one, of_act=of_act) for one, of_act in ways)

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.day and self.month:
            last = monthrange(self.year or _SOME_LEAP_YEAR, self.month)[1]
            if self.day > last:
                value = self.text(DEFAULT_LANGUAGE).replace("_", "")
                raise refuse(Code.DATE_IMPOSSIBLE, value=value, last=last)
        return self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash(self._parts)

    @property
    def _parts(self) -> tuple[int | None, int | None, int | None, DateStyle]:
        seen = self.day is not None and self.day < _FIRST_OF_TWO_DIGITS
        padded = self.style is DateStyle.TWO_DIGITS
        style = DateStyle.WORDS if padded and not seen else self.style
        return self.day, self.month, self.year, style

    @property
    def blank(self) -> bool:
        """Whether day, month and year are all empty."""
        return self.day is None and self.month is None and self.year is None

    def text(self, language: str = DEFAULT_LANGUAGE, *, of_act: bool = False) -> str:
        """Return the date in its style, with the usual underscores for the empty parts.

        With `of_act` it is the date of an act, which has another form in some languages.
        """
        return self.typed or self._text(language, {**_USUAL}, of_act=of_act)

    def to_fill_in(self, language: str, month: int, *, of_act: bool = False) -> str:
        """Return the date with the blanks that were typed, else `month` underscores for a month.

        `of_act` is that of `text`.
        """
        own = {**_USUAL, "month": month, **self._typed}
        return self.typed or self._text(language, own, of_act=of_act)

    @property
    def _typed(self) -> dict[str, int]:
        empty = [part for part in _PARTS if getattr(self, part) is None]
        return dict(zip(empty, self.blanks, strict=True)) if self.blanks else {}

    def _text(self, language: str, blanks: Mapping[str, int], *, of_act: bool = False) -> str:
        lines = {part: "_" * length for part, length in blanks.items()}
        if self.style is DateStyle.DIGITS:
            return _digits(self.day, self.month, self.year)
        words = words_in(language).words
        forms = words.reference.forms if of_act else words.date
        names = forms.months or [*get_month_names("wide", "format", locale=language).values()]
        month = names[self.month - 1] if self.month else lines["month"]
        year = self.year or f"20{lines['year']}"
        digits = 1 if self.style is DateStyle.WORDS else 2
        day = str(self.day).zfill(digits) if self.day else lines["day"]
        form = forms.quoted if self.style is DateStyle.QUOTED else forms.words
        return form.format(day=day, month=month, year=year)

    def days(self) -> tuple[date, date] | None:
        """Return the first and the last day it can mean; `None` without a year."""
        if self.year is None:
            return None
        first = date(self.year, self.month or 1, (self.month and self.day) or 1)
        last_month = self.month or 12
        last_day = (self.month and self.day) or monthrange(self.year, last_month)[1]
        return first, date(self.year, last_month, last_day)

    @model_serializer
    def _written(self, info: SerializationInfo) -> str:
        if info.context == CANONICAL:
            return self._text(DEFAULT_LANGUAGE, {**_USUAL})
        return self.to_fill_in(DEFAULT_LANGUAGE, _USUAL["month"])


def _digits(day: int | None, month: int | None, year: int | None) -> str:
    first = ".".join(f"{part:02}" if part else "__" for part in (day, month))
    return f"{first}.{year or '____'}"


def _is_short_year(found: re.Match[str]) -> bool:
    """Whether two digits behind a day and a month can only be a year: `31.08.18`."""
    joint = found.string[found.end("month") : found.start("year")]
    joined = found["month"].isalpha() or bool(joint.strip())
    room = found["year"] in _CENTURIES and joint[-1:] not in {".", "/"}
    return bool(found["day"]) and joined and not room and int(found["year"]) in SHORT_YEARS


def _odd(found: re.Match[str], parts: Mapping[str, int | None], style: DateStyle) -> bool:
    """Whether a text has blanks, dots, digits or a word where no style has them."""
    text = found[0].strip()
    if _ROOM.search(text) or not re.search(r"\d", text):  # room to write a whole date
        return False
    blanks = re.findall("_+", text)
    empty = [part for part in _PARTS if parts[part] is None]
    written = found["year"] or ""
    spaced = " " in written or "/" in text or len(written) == 2  # noqa: PLR2004
    tail = (found["tail"] or "").rstrip(".")
    if style is DateStyle.DIGITS:
        usual = re.escape(_digits(*(parts[part] for part in _PARTS)))
        short = re.sub("_+", lambda blank: f"_{{1,{len(blank[0])}}}", usual)  # no room to write
        as_usual = re.fullmatch(short, "".join(text.split()))
        return bool(tail) or spaced or (bool(blanks) and not as_usual)
    dotted = "." in text[: found.end("year" if found["year"] else "month") - found.start()]
    return (
        (bool(blanks) and len(blanks) != len(empty))
        or dotted
        or spaced
        or bool(_DECADE.match(written))
        or (found["month"] or "").isdigit()
        or len(tail) > 1
    )


_DECADE = re.compile(r"\d{3}_")
_ROOM = re.compile(r"[«\"“„]\s*[»\"”“]")


def _typed(text: str, parts: Mapping[str, int | None], style: DateStyle) -> tuple[int, ...]:
    """Return the lengths of the blanks in a text, nothing if they are usual or not one a part."""
    found = tuple(map(len, re.findall("_+", text)))
    empty = [part for part in _PARTS if parts[part] is None]
    usual = tuple(_USUAL[part] for part in empty)
    if style is DateStyle.DIGITS or len(found) != len(empty) or found == usual:
        return ()
    return tuple(min(length, _LONGEST) for length in found)
