"""Which year a day or month means: its own, or one that the period and the page give."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from plandoc.codes import Code
from plandoc.schema.deadline.drafts import (
    ENDING,
    SEASONS,
    Block,
    BlockDraft,
    Draft,
    Raw,
    Role,
    SpanDraft,
)
from plandoc.schema.deadline.page import Page
from plandoc.schema.deadline.parts import YEARS, Kind, Part, Stamp
from plandoc.schema.deadline.stamps import (
    Unreadable,
    checked,
    in_year,
    meets,
    nearest_year,
    period_is_long,
)

_SUMMER = (7, 8)
_LATE_AUGUST = (8, 20)
_LONGEST_LEAD = 4
_GRACE = timedelta(days=62)


@dataclass(slots=True)
class YearRules:
    """Finds the years of the drafts of one cell; gathers (code, values) of problems."""

    page: Page
    text: str
    problems: list[tuple[Code, dict[str, Any]]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    yearly: bool = False
    followed: bool = False
    """Whether another span follows the draft in the cell."""

    def words(self, draft: Draft) -> str:
        """Return the words of a draft on one line."""
        return " ".join(self.text[draft.start : draft.end].split())

    def with_years(self, first: Raw, last: Raw, draft: SpanDraft) -> tuple[Stamp, Stamp]:
        """Return the ends of a draft with the years that they have or that the page gives.

        Raises `Unreadable` for a year that cannot be, and for an end before the beginning.
        """
        for raw in (first, last):
            if raw.year is not None and raw.year not in YEARS:
                raise Unreadable(Code.DEADLINE_YEAR_IMPOSSIBLE)
        crosses = (first.month, first.day or 0) > (last.month, last.day or 99)
        if crosses and first.month == last.month and None in (first.year, last.year):
            raise Unreadable(Code.DEADLINE_BACKWARDS)
        if last.year is None and first.year is not None:
            last = last._replace(year=first.year + crosses)
        elif first.year is None and last.year is not None:
            first = first._replace(year=last.year - crosses)
        elif first.year is None:
            first, last = self._years_of_period(first, last, draft, crosses=crosses)
        elif _is_season(draft) and crosses and first.year == last.year:
            first, last = self._winter(first, last, draft)
        begin, end = checked(first), checked(last)
        if first.day and not last.day:  # the end of a month
            end = end._replace(day=end.last_of_month)
        opening, closing = begin.opening(), end.closing()
        if opening and closing and closing < opening:
            raise Unreadable(Code.DEADLINE_BACKWARDS)
        return begin, end

    def _winter(self, first: Raw, last: Raw, draft: SpanDraft) -> tuple[Raw, Raw]:
        year = first.year or 0
        period = self.page.period
        early = first._replace(year=year - 1), last
        late = first, last._replace(year=year + 1)
        if period and date(year, 12, 1) in period and date(year, 2, 1) not in period:
            return late
        if not (period and date(year, 2, 1) in period and date(year, 12, 1) not in period):
            self.ambiguous(draft, f"12.{year - 1}–02.{year}", f"12.{year}–02.{year + 1}")
        return early

    def ambiguous(self, draft: Draft, one: str, other: str) -> None:
        """Report that a draft may mean one year or another."""
        self.problems.append(
            (
                Code.DEADLINE_YEAR_AMBIGUOUS,
                {"words": self.words(draft), "one": one, "other": other},
            )
        )

    def _years_of_period(  # noqa: C901, PLR0911, PLR0912 - one rule after another
        self, first: Raw, last: Raw, draft: SpanDraft, *, crosses: bool
    ) -> tuple[Raw, Raw]:
        if first.month == last.month and crosses:
            raise Unreadable(Code.DEADLINE_BACKWARDS)
        period, month = self.page.period, self.page.month
        if month and month[1] in (first.month, last.month):
            if first.month == month[1]:
                return first._replace(year=month[0]), last._replace(year=month[0] + crosses)
            return first._replace(year=month[0] - crosses), last._replace(year=month[0])
        if period is None:
            if not month:
                return first, last
            year = nearest_year(first.month, month)
            return first._replace(year=year), last._replace(year=year + crosses)
        if self.page.is_school_year and last.month in _SUMMER and first.month in _SUMMER:
            year = self._summer_year(first, draft, whole=first.month != last.month)
            return first._replace(year=year), last._replace(year=year)
        if draft.next_year and first.month == last.month:
            year = period.last.year - self.page.is_school_year
            self.ambiguous(draft, f"{last.month:02}.{year}", f"{last.month:02}.{year + 1}")
            if not self.yearly:
                return first._replace(year=year + 1), last._replace(year=year + 1)
        end_year = self._single_year(last, draft)
        if end_year is None:
            return first, last
        begin_year = self._single_year(first, draft) if first != last else end_year
        if begin_year is None:
            return first, last
        if (begin_year, first.month, first.day or 1) > (end_year, last.month, last.day or 31):
            lead = (period.first.year - begin_year + 1) * 12 + period.first.month - first.month
            if self.page.is_school_year and 0 < lead <= _LONGEST_LEAD:
                begin_year -= 1
                if _is_quarter(draft):  # the third of the calendar, at either end of the plan
                    one, other = (f"07.{year}–09.{year}" for year in (begin_year, end_year + 1))
                    self.ambiguous(draft, one, other)
            elif self.page.is_school_year:
                raise Unreadable(Code.DEADLINE_BACKWARDS)
            else:
                end_year += 1
                self.ambiguous(
                    draft,
                    f"{first.month:02}.{begin_year - 1}–{last.month:02}.{end_year - 1}",
                    f"{first.month:02}.{begin_year}–{last.month:02}.{end_year}",
                )
        elif crosses is False and begin_year < end_year and not period_is_long(period):
            begin_year = end_year
        return first._replace(year=begin_year), last._replace(year=end_year)

    def _single_year(self, raw: Raw, draft: SpanDraft) -> int | None:
        period = self.page.period
        assert period
        stamps = {year: in_year(raw, year) for year in period.years}
        inside = [year for year, stamp in stamps.items() if meets(stamp, period)]
        if not inside:
            middle = period.first + (period.last - period.first) / 2
            near = range(period.first.year - 1, period.last.year + 2)
            return min(
                near, key=lambda year: abs((in_year(raw, year).opening() or date.min) - middle)
            )
        if len(inside) > 1:
            if not self.yearly:
                self.ambiguous(draft, str(inside[0]), str(inside[1]))
            return None
        opens = raw.day is not None and stamps[inside[0]].opening() == period.first
        if opens and draft.role in (Role.UNTIL, Role.TOWARD) and not self.page.is_school_year:
            days = (f"{raw.day:02}.{raw.month:02}.{year}" for year in (inside[0], inside[0] + 1))
            self.ambiguous(draft, *days)  # nothing is due before the plan begins
            return inside[0] + 1
        return inside[0]

    def _summer_year(self, raw: Raw, draft: SpanDraft, *, whole: bool) -> int:
        """Return the year of a time in July or August; `whole`, in both, it ends a school year."""
        period = self.page.period
        assert period
        early, late = period.first.year, period.last.year
        if self.page.opens is not None:
            return early if self.page.opens else late
        if whole or (draft.role in ENDING and raw.month == _SUMMER[0]):
            return late
        dated = [part for part in self.parts if part.kind is Kind.SPAN]
        if dated:
            before = dated[-1].last or dated[-1].first
            opening = before is not None and before.year == early and before.month in _SUMMER
            return early if opening else late
        if raw.month == _SUMMER[1] and self.followed:
            return early
        likely = early if (raw.month, raw.day or 0) >= _LATE_AUGUST else late
        self.ambiguous(draft, f"{raw.month:02}.{early}", f"{raw.month:02}.{late}")
        return likely

    def check_period(self, part: Part, draft: SpanDraft) -> None:
        """Report a written year with which the days miss the period, if another one would fit."""
        period, found = self.page.period, part
        if period is None:
            return
        first = found.first.opening() if found.first else None
        last = found.last.closing() if found.last else None
        near, far = first or last, last or first
        assert near
        assert far
        outside = far < period.first or near > period.last
        if self.page.is_school_year and found.first and found.first.month in _SUMMER:
            outside = outside and not period.first - _GRACE <= near < period.first
        if not outside:
            return
        stamp = found.last or found.first
        assert stamp
        assert stamp.year
        for year in period.years:
            if meets(in_year(Raw(None, stamp.month, stamp.day), year), period):
                values = {"words": self.words(draft), "written": stamp.year, "likely": year}
                self.problems.append((Code.DEADLINE_YEAR_STALE, values))
                return


def _is_quarter(draft: SpanDraft) -> bool:
    return isinstance(draft, BlockDraft) and draft.block is Block.QUARTER


def _is_season(draft: SpanDraft) -> bool:
    return isinstance(draft, BlockDraft) and draft.block in SEASONS
