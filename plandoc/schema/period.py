"""The period a plan is made for: a school or calendar year, a month, a quarter, any days."""

import re
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self

from babel.dates import format_date
from pydantic import model_serializer, model_validator

from plandoc.codes import Code
from plandoc.schema.base import Line, Model, copied, refuse
from plandoc.schema.day import Day
from plandoc.words.language import DEFAULT_LANGUAGE, LANGUAGES, language_of, words_in
from plandoc.words.written import any_of
from plandoc.words.years import YEAR as YEARS
from plandoc.words.years import later, spoken

if TYPE_CHECKING:
    from typing import Unpack

    from plandoc.schema.typed import PeriodRest
    from plandoc.words.tables.words import Written


class PeriodKind(StrEnum):
    """The kind of a period."""

    SCHOOL_YEAR = "school_year"
    CALENDAR_YEAR = "calendar_year"
    RANGE = "range"


class YearStyle(StrEnum):
    """The four usual spellings of a school year, each shown by an example."""

    HYPHEN = "2018-2019"
    DASH = "2018–2019"
    SLASH = "2018/2019"
    SHORT = "2018/19"


EARLIEST_YEAR = 1900
LATEST_YEAR = 2200

_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2212"), "-")
"""Hyphens that do not break, and other signs that look like one, as Word puts them."""

_TWO_YEARS = re.compile(r"(?<!\d)\d{4}[-–—/]\d{4}$")
"""A part of a school year ends with it: `II полугодие 2018-2019`."""

_STYLES = {"-": YearStyle.HYPHEN, "–": YearStyle.DASH, "—": YearStyle.DASH, "/": YearStyle.SLASH}


@cache
def _spelled() -> re.Pattern[str]:
    lead = any_of(lambda written: written.period_lead)
    school = any_of(lambda written: written.school)
    year = any_of(lambda written: written.year)
    return re.compile(
        rf"\s*(?:(?:{lead})\s+)?(?P<first>\d{{4}})"
        r"(?:\s*(?P<mark>[-–—/])\s*(?P<second>\d{4}|\d{2}))?"
        rf"(?P<school>\s*(?:{school}))?(?:\s*(?:{year}))?\s*",
        re.IGNORECASE,
    )


@cache
def _season() -> re.Pattern[str]:
    """Return the pattern of a year from autumn to summer: `2019-2020 тренировочный год`."""
    lead = any_of(lambda written: written.period_lead)
    season = any_of(lambda written: written.season)
    return re.compile(
        rf"\s*(?:(?:{lead})\s+)?(?P<first>\d{{4}})\s*[-–—/]\s*(?P<second>\d{{4}})\s+(?:{season})\s*",
        re.IGNORECASE,
    )


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of(lambda written: written.period_lead)})\s+", re.IGNORECASE)


@cache
def _school() -> re.Pattern[str]:
    return re.compile(any_of(lambda written: written.school), re.IGNORECASE)


class Days(NamedTuple):
    """The first and the last day of a period."""

    first: date
    last: date


@lru_cache(maxsize=256)
def days_of(words: str) -> Days | None:
    """Return the days of a period in its author's words, `None` for words that are not sure.

    «I квартал 2020», «сентябрь 2015», «2016–2019 годы», «с 25.01.2021 по 28.02.2021»: one span
    with a first and a last day, read as a deadline is, in any language, and without a doubt.
    """
    from plandoc.schema.deadline import Deadline, Kind  # noqa: PLC0415 (it reads against periods)

    if found := _season().fullmatch(words):
        opens, ends = int(found["first"]), int(found["second"])
        sure = ends == opens + 1 and EARLIEST_YEAR <= opens <= LATEST_YEAR
        return Days(date(opens, 9, 1), date(ends, 8, 31)) if sure else None
    bare = _lead().sub("", words, count=1) if _lead().match(words) else words
    for language in LANGUAGES:
        read = Deadline.parse(bare, None, language=language)
        if (
            len(read.parts) != 1
            or read.problems
            or read.note
            or read.parts[0].kind is not Kind.SPAN
        ):
            continue
        for first, last in read.intervals:
            if first is None or last is None:
                continue
            years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
            if (years and _school().search(words)) or first.year < EARLIEST_YEAR:
                continue
            return Days(first, last) if last.year <= LATEST_YEAR else None
    return None


def _many(found: re.Match[str]) -> bool:
    """Whether a spelling names several calendar years: `2016-2019`."""
    first, second = found["first"], found["second"] or ""
    apart = len(second) == len(first) and int(second) > int(first) + 1
    return apart and found["mark"] != "/" and not found["school"]


def later_words(words: str, years: int) -> str:
    """Return the words of a period with every year moved."""
    return YEARS.sub(lambda found: later(found[0], years), words)


class Period(Model):
    """A period; its first and last days are included.

    Written as `2018-2019 учебный год`, as `2021 год`, in other words that tell its days
    (`сентябрь 2015 года`), or as the days `first` and `last`, which may have `words` too. Such
    words are kept and printed as typed. A school year runs from 1 September to 31 August.
    """

    first: Day
    last: Day
    style: YearStyle = YearStyle.HYPHEN
    words: Line = ""

    if TYPE_CHECKING:

        def __init__(
            self, *, first: "Day", last: "Day", **fields: "Unpack[PeriodRest]"
        ) -> None: ...

    @property
    def kind(self) -> PeriodKind:
        """The kind of the period, derived from its days."""
        days = (self.first.month, self.first.day, self.last.month, self.last.day)
        if days == (9, 1, 8, 31) and self.last.year == self.first.year + 1:
            return PeriodKind.SCHOOL_YEAR
        if days == (1, 1, 12, 31) and self.last.year == self.first.year:
            return PeriodKind.CALENDAR_YEAR
        return PeriodKind.RANGE

    is_taken_plain: ClassVar[bool] = True
    """Functions take what a period is made of, as the constructor of a plan does."""

    @classmethod
    def school_year(cls, first_year: int, style: YearStyle = YearStyle.HYPHEN) -> Self:
        """Return the school year that begins in September of `first_year`, spelled in a `style`."""
        return cls(first=date(first_year, 9, 1), last=date(first_year + 1, 8, 31), style=style)

    @classmethod
    def calendar_year(cls, year: int) -> Self:
        """Return the year from 1 January to 31 December."""
        return cls(first=date(year, 1, 1), last=date(year, 12, 31))

    @classmethod
    def between(cls, first: date, last: date) -> Self:
        """Return the range of days from `first` to `last`, both included."""
        return cls(first=first, last=last)

    @property
    def years(self) -> tuple[int, ...]:
        """Every calendar year that the period touches."""
        return tuple(range(self.first.year, self.last.year + 1))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            return value
        found = _spelled().fullmatch(value.translate(_HYPHENS))
        if not found or _many(found):
            days = days_of(value)
            if not days:
                raise refuse(Code.PERIOD_UNREADABLE, value=value)
            return {"first": days.first, "last": days.last, "words": value.strip()}
        first = int(found["first"])
        if not EARLIEST_YEAR <= first <= LATEST_YEAR:
            raise refuse(Code.PERIOD_UNREADABLE, value=value)
        if not found["second"]:
            if found["school"]:
                raise refuse(Code.PERIOD_UNREADABLE, value=value)
            return {"first": date(first, 1, 1), "last": date(first, 12, 31)}
        short = len(found["second"]) < len(found["first"])
        second = int(found["second"])
        if short:
            second += first // 100 * 100 + (100 if second < first % 100 else 0)
        if second != first + 1:
            raise refuse(
                Code.SCHOOL_YEAR_NOT_CONSECUTIVE, value=value, first=first, second=first + 1
            )
        style = YearStyle.SHORT if short else _STYLES[found["mark"]]
        return {"first": date(first, 9, 1), "last": date(second, 8, 31), "style": style}

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.last < self.first:
            raise refuse(
                Code.PERIOD_BACKWARDS, first=self.first.isoformat(), last=self.last.isoformat()
            )
        return self

    @property
    def spelled(self) -> str:
        """The school or calendar year alone (`2018-2019`, `2021`); empty for a range of days."""
        first, second = self.first.year, self.last.year
        match self.kind, self.style:
            case PeriodKind.CALENDAR_YEAR, _:
                return str(first)
            case PeriodKind.SCHOOL_YEAR, YearStyle.SHORT:
                return f"{first}/{second % 100:02}"
            case PeriodKind.SCHOOL_YEAR, style:
                return f"{first}{style[4]}{second}"
        return ""

    def __str__(self) -> str:
        return self.printed()

    def printed(self, locale: str = DEFAULT_LANGUAGE) -> str:
        """Return the period as under a title: `на 2018-2019 учебный год`, `на май 2015 года`.

        `locale` is the `language` of the plan, by default Russian, in which `str` prints it too.
        Words of the author stand as typed; a year at their end gets its word.
        """
        language = language_of(locale)
        words = words_in(language).words
        if self.words:
            return words.period[self._named(words.written)].format(words=self.words)
        if self.kind is not PeriodKind.RANGE:
            return words.period[self.kind].format(years=self.spelled)
        full = words.date.full
        first, last = (format_date(day, full, locale=language) for day in (self.first, self.last))
        return words.period[self.kind].format(first=first, last=last)

    def _named(self, written: "Written") -> str:
        """Return the key of the phrase around the author's words."""
        words = self.words
        if spoken(words)[:1] and spoken(words)[0] in written.period_starts:
            return "as_typed"
        years = YEARS.findall(words)
        if not years or not words.endswith(years[-1]) or words[: -len(years[-1])].endswith("."):
            return "named"
        if len(re.findall(r"[^\W_]+", words)) == len(years) > 1:
            return "named_years"
        return "named_school_year" if _TWO_YEARS.search(words) else "named_year"

    @property
    def text(self) -> str:
        """The period as a plan file says it in one line: the author's words, else figures."""
        return self.words or self.brief

    def moved_into(self, new: "Period") -> "Period":
        """Return a later period in the words of this one, if they fit it with other years."""
        if not self.words or new.words:
            return new
        words = later_words(self.words, new.first.year - self.first.year)
        return copied(new, words=words) if days_of(words) == Days(new.first, new.last) else new

    @property
    def brief(self) -> str:
        """The period in figures, for any language: `2018-2019`, `01.09.2018–30.06.2019`."""
        return self.spelled or f"{self.first:%d.%m.%Y}–{self.last:%d.%m.%Y}"

    @model_serializer
    def _written(self) -> str | dict[str, str]:
        if self.words:
            if days_of(self.words) == Days(self.first, self.last):
                return self.words
            return {
                "first": self.first.isoformat(), "last": self.last.isoformat(), "words": self.words,
            }  # fmt: skip
        readable = EARLIEST_YEAR <= self.first.year <= LATEST_YEAR
        if self.kind is PeriodKind.RANGE or not readable:
            return {"first": self.first.isoformat(), "last": self.last.isoformat()}
        return self.spelled
