"""Moving a deadline to another year, in its own words."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.schema.deadline.page import Page
from plandoc.schema.deadline.parts import YEARS, Part
from plandoc.schema.period import Period
from plandoc.words.years import YEAR, later

if TYPE_CHECKING:
    from plandoc.schema.deadline import Deadline

_FEBRUARY_29 = (2, 29)


def shifted(deadline: "Deadline", years: int) -> tuple[str, Page, tuple[Problem, ...]]:
    """Return the words with their years moved, the page moved as well, and the remarks."""
    pieces, at = [], 0
    for start, end in deadline.years_at:
        pieces += [deadline.text[at:start], later(deadline.text[start:end], years)]
        at = end
    text = "".join([*pieces, deadline.text[at:]])
    remarks = [
        Problem(Code.SHIFTED_YEAR_KEPT, values={"year": found[0], "text": deadline.text})
        for found in YEAR.finditer(deadline.text)
        if (found.start(), found.end()) not in deadline.years_at
    ]
    for part in deadline.parts:
        remarks += _of_part(part, deadline.text, years)
    return text, _moved(deadline.page, years), tuple(remarks)


def _of_part(part: Part, text: str, years: int) -> list[Problem]:
    values = {"text": text, "years": years}
    stamps = {stamp for stamp in (part.first, part.last) if stamp}
    remarks = [
        Problem(
            Code.SHIFTED_LEAP_DAY,
            values={**values, "year": stamp.year + years if stamp.year else ""},
        )
        for stamp in sorted(stamps, key=str)
        if (stamp.month, stamp.day) == _FEBRUARY_29
    ]
    if part.weekday is not None and part.first and part.first == part.last:
        remarks.append(Problem(Code.SHIFTED_WEEKDAY_CHANGES, values=values))
    return remarks


def _moved(page: Page, years: int) -> Page:
    period = page.period
    return replace(
        page,
        when=None,
        period=period and _moved_period(period, years),
        month=page.month and (page.month[0] + years, page.month[1]),
        school_quarters=tuple(
            (day_in_year(first, years), day_in_year(last, years))
            for first, last in page.school_quarters
        ),
    )


def _moved_period(period: Period, years: int) -> Period:
    """Return the period in other years, as far as there are years for all of it."""
    years = min(max(years, YEARS.start - period.first.year), YEARS.stop - 1 - period.last.year)
    first, last = (day_in_year(day, years) for day in (period.first, period.last))
    return Period(first=first, last=last, style=period.style)


def day_in_year(day: date, years: int) -> date:
    """Return the day in another year; 29 February becomes the 28th."""
    year = min(max(day.year + years, YEARS.start), YEARS.stop - 1)
    return day.replace(year=year, day=28 if (day.month, day.day) == _FEBRUARY_29 else day.day)
