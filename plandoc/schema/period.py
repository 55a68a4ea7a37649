"""The period a plan is made for: a school year, a calendar year, any range of days."""

import re
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Self

from pydantic import model_serializer, model_validator

from plandoc.codes import Code
from plandoc.schema.base import Model, refuse
from plandoc.schema.day import Day
from plandoc.words.written import any_of


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

_STYLES = {"-": YearStyle.HYPHEN, "–": YearStyle.DASH, "—": YearStyle.DASH, "/": YearStyle.SLASH}


@cache
def _spelled() -> re.Pattern[str]:
    lead = any_of(lambda written: written.period_lead)
    school = any_of(lambda written: written.school)
    year = any_of(lambda written: written.year)
    return re.compile(
        rf"\s*(?:(?:{lead})\s+)?(?P<first>\d{{4}})"
        r"(?:\s*(?P<mark>[-–—/])\s*(?P<second>\d{4}|\d{2}))?"
        rf"(?P<school>\s+(?:{school}))?(?:\s+(?:{year}))?\s*",
        re.IGNORECASE,
    )


class Period(Model):
    """A period; its first and last days are included.

    Written as `2018-2019 учебный год`, as `2021 год`, or as the days `first` and `last`.
    A school year runs from 1 September to 31 August.
    """

    first: Day
    last: Day
    style: YearStyle = YearStyle.HYPHEN

    @property
    def kind(self) -> PeriodKind:
        """The kind of the period, derived from its days."""
        days = (self.first.month, self.first.day, self.last.month, self.last.day)
        if days == (9, 1, 8, 31) and self.last.year == self.first.year + 1:
            return PeriodKind.SCHOOL_YEAR
        if days == (1, 1, 12, 31) and self.last.year == self.first.year:
            return PeriodKind.CALENDAR_YEAR
        return PeriodKind.RANGE

    @classmethod
    def school_year(cls, first_year: int, style: YearStyle = YearStyle.HYPHEN) -> Self:
        """Return the school year that begins in September of `first_year`."""
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
        if not isinstance(value, str):
            return value
        found = _spelled().fullmatch(value)
        if not found:
            raise refuse(Code.PERIOD_UNREADABLE, value=value)
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

    @property
    def brief(self) -> str:
        """The period in figures, for any language: `2018-2019`, `01.09.2018–30.06.2019`."""
        return self.spelled or f"{self.first:%d.%m.%Y}–{self.last:%d.%m.%Y}"

    @model_serializer
    def _written(self) -> str | dict[str, str]:
        readable = EARLIEST_YEAR <= self.first.year <= LATEST_YEAR
        if self.kind is PeriodKind.RANGE or not readable:
            return {"first": self.first.isoformat(), "last": self.last.isoformat()}
        return self.spelled
