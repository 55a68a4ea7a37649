"""From drafts to parts: the page gives the months, the period gives the years."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from plandoc.codes import Code
from plandoc.schema.deadline.combine import clock_or_date
from plandoc.schema.deadline.drafts import Draft, Raw
from plandoc.schema.deadline.parts import YEARS, Kind, Part, Precision, Stamp
from plandoc.schema.period import Period, PeriodKind
from plandoc.words.digits import CENTURY
from plandoc.words.vocabulary import Unit

_DAY = timedelta(days=1)
_SEPTEMBER = 9
_SUMMER = (7, 8)
_LATE_AUGUST = (8, 20)
_SEASONS = {"winter": (12, 2), "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_CALENDAR_HALVES = ((1, 6), (7, 12))
_SCHOOL_HALVES = ((9, 12), (1, 5))
_LASTING = ("", "during", "in", "for")
_LONGEST_LEAD = 4
_GRACE = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands around the cell: the period, the month of the page, the school quarters."""

    period: Period | None = None
    month: tuple[int, int] | None = None
    school_quarters: tuple[tuple[date, date], ...] = ()
    opens: bool | None = None

    @property
    def is_school_year(self) -> bool:
        """Whether the period is a school year."""
        return self.period is not None and self.period.kind is PeriodKind.SCHOOL_YEAR


class Unreadable(Exception):  # noqa: N818
    """A draft that gives no days: the problem that says why."""

    def __init__(self, code: Code, **values: Any) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


@dataclass(slots=True)
class Resolver:
    """Turns the drafts of one cell into parts, in order; gathers (code, values) of problems."""

    page: Page
    text: str
    problems: list[tuple[Code, dict[str, Any]]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    yearly: bool = False
    followed: bool = False

    def add(self, draft: Draft, *, followed: bool) -> None:
        """Append the part that a draft stands for; `followed` by another one in the cell."""
        self.followed = followed
        if draft.kind is Kind.TEXT:
            self.parts.append(self._as_text(draft))
            return
        for start, end in draft.exceptions:
            words = " ".join(self.text[start:end].split())
            self.problems.append((Code.DEADLINE_EXCEPTION_IGNORED, {"words": words}))
        if draft.kind is Kind.WHOLE:
            self.parts.append(Part(Kind.WHOLE))
            return
        if draft.loose and draft.every and self.page.month:
            draft.kind, draft.first = Kind.SPAN, Raw(*self.page.month)
            draft.weekday, draft.nth, draft.every = draft.every.weekdays[0], draft.every.nth, None
        if draft.kind is Kind.RECURRING:
            self.parts.append(Part(Kind.RECURRING, recurrence=draft.every, bounds=draft.bounds))
            yearly = draft.every is not None and draft.every.is_each(Unit.YEAR)
            self.yearly = self.yearly or yearly
            return
        try:
            part = self._span(draft)
        except Unreadable as found:
            self.problems.append((found.code, {"words": self._words(draft), **found.values}))
            part = self._as_text(draft)
        if part:
            self.parts.append(replace(part, bounds=draft.bounds) if draft.bounds else part)

    def _words(self, draft: Draft) -> str:
        return " ".join(self.text[draft.start : draft.end].split())

    def _as_text(self, draft: Draft) -> Part:
        return Part(Kind.TEXT, words=self._words(draft))

    def _span(self, draft: Draft) -> Part | None:  # noqa: C901 - one refusal after another
        if draft.problem:
            raise Unreadable(draft.problem)
        if draft.role == "except":
            raise Unreadable(Code.DEADLINE_EXCEPTION_IGNORED)
        assert draft.first
        if self._month_and_short_year(draft):
            draft.precision = Precision.MONTH
        nature = clock_or_date(draft)
        if nature == "clock":
            return None
        if nature == "neither":
            raise Unreadable(Code.DEADLINE_NEITHER_DATE_NOR_TIME)
        if draft.unit == "school-quarter":
            return self._school_quarter(draft)
        if draft.precision is Precision.YEAR and not draft.unit:
            return self._years(draft)
        first, last = self._borrowed(draft, *self._months(draft))
        for raw in (first, last):
            _must_exist(raw)
        given = draft.year_given or draft.lent_year > 0
        found = self._with_years(first, last, draft)
        if draft.nth:
            found = (_nth_weekday(found[0], draft),) * 2
        part = self._opened(draft, *found)
        part = replace(part, precision=draft.precision, year_given=given, weekday=draft.weekday)
        if given:
            self._check_period(part, draft)
        return part

    def _month_and_short_year(self, draft: Draft) -> bool:
        """Take `09.18` as a month of 2018 where no day has such a month; ask where both can be."""
        first, period = draft.first, self.page.period
        if (
            not first
            or first.day is None
            or not first.month
            or first.year
            or draft.last
            or draft.unit
        ):
            return False
        year = CENTURY + first.month
        possible = first.day in range(1, 13) and period is not None and year in period.years
        if not possible or draft.clockish or self.text[draft.start : draft.end].count(".") == 0:
            return False
        if first.month > 12:  # noqa: PLR2004
            draft.first = Raw(year, first.day)
            return True
        values = {"day": f"{first.day:02}.{first.month:02}", "month": f"{first.day:02}.{year}"}
        self.problems.append((Code.DEADLINE_DAY_OR_MONTH, {"words": self._words(draft), **values}))
        return False

    def _months(self, draft: Draft) -> tuple[Raw, Raw]:
        """Return the draft as two ends with months, perhaps still without years."""
        assert draft.first
        first, last = draft.first, draft.last or draft.first
        if draft.unit in _SEASONS:
            other = _SEASONS[draft.unit]
            end = _SEASONS.get(draft.last_unit, other)[1]
            return Raw(first.year, other[0]), Raw(last.year, end)
        low, high = draft.numbers
        match draft.unit:
            case "quarter":
                _must_count(low, high, 4, across=first.year != last.year)
                ends = Raw(first.year, 3 * low - 2), Raw(last.year, 3 * high)
                return _end_of(draft, *ends)
            case "half-year":
                _must_count(low, high, 2, across=first.year != last.year)
                halves = _SCHOOL_HALVES if self.page.is_school_year else _CALENDAR_HALVES
                ends = Raw(first.year, halves[low - 1][0]), Raw(last.year, halves[high - 1][1])
                return _end_of(draft, *ends)
            case "portion":
                return self._portion_of_year(draft)
        if not first.month and not first.day and draft.nth == 0 and not draft.unit:
            raise Unreadable(Code.DEADLINE_MONTH_MISSING)
        first, last = self._of_page(first), self._of_page(last)
        if draft.unit in ("week", "decade", "half"):
            return _slice(draft.unit, low, first), _slice(draft.unit, high, last, end=True)
        return first, last

    def _borrowed(self, draft: Draft, first: Raw, last: Raw) -> tuple[Raw, Raw]:
        """Give a member of a list the year at its end, or one before it where months turn back."""
        if not draft.lent_year:
            return first, last
        years = range(draft.lent_year - draft.turns, draft.lent_year + 1)
        period, likely = self.page.period, draft.lent_year
        fitting = [
            year
            for year in years
            if period is None or _meets(_loose(last, min(max(year, 1), date.max.year)), period)
        ]
        if len(fitting) == 1:
            likely = fitting[0]
        elif fitting:
            one, other = (f"{last.month:02}.{year}" for year in fitting[-2:])
            self._ambiguous(draft, one, other)
        year = likely if first is last or first.month <= last.month else None
        return replace(first, year=year), replace(last, year=likely)

    def _portion_of_year(self, draft: Draft) -> tuple[Raw, Raw]:
        assert draft.first
        period, number = self.page.period, draft.numbers[0]
        year = draft.first.year
        if year and number != 2 and not draft.school:  # noqa: PLR2004
            raw = Raw(year, 1 if number == 1 else 12)
            return raw, raw
        if period is None or period.kind is PeriodKind.RANGE or number == 2:  # noqa: PLR2004
            raise Unreadable(Code.DEADLINE_DAYS_UNCLEAR)
        if number == 1:
            raw = Raw(period.first.year, period.first.month)
            return raw, raw
        if self.page.is_school_year:
            last = period.last
            other = f"31.05.{last.year}" if draft.school else f"31.12.{period.first.year}"
            self.problems.append(
                (
                    Code.DEADLINE_YEAR_AMBIGUOUS,
                    {"words": self._words(draft), "one": f"{last:%d.%m.%Y}", "other": other},
                )
            )
        raw = Raw(period.last.year, period.last.month)
        return raw, raw

    def _of_page(self, raw: Raw) -> Raw:
        """Give a day, week or «the month» the month of the page, or of the part before it."""
        if raw.month:
            return raw
        if self.page.month:
            return Raw(raw.year or self.page.month[0], self.page.month[1], raw.day)
        for part in reversed(self.parts):
            if part.kind is Kind.SPAN and raw.day is None and (near := part.last or part.first):
                return Raw(near.year, near.month, None)
        raise Unreadable(Code.DEADLINE_MONTH_MISSING)

    def _school_quarter(self, draft: Draft) -> Part:
        declared = self.page.school_quarters
        low, high = draft.numbers
        if not 1 <= low <= high <= len(declared):
            raise Unreadable(Code.DEADLINE_QUARTERS_UNDECLARED)
        if draft.portion and draft.role not in ("until", "toward", "through"):
            raise Unreadable(Code.DEADLINE_DAYS_UNCLEAR)
        if draft.portion == 1:
            return Part(Kind.SPAN, None, _before(_stamp(declared[low - 1][0])))
        first, last = declared[low - 1][0], declared[high - 1][1]
        part = self._opened(draft, _stamp(first), _stamp(last))
        return replace(part, precision=draft.precision)

    def _years(self, draft: Draft) -> Part:
        assert draft.first
        year = draft.first.year or 0
        last = draft.last.year if draft.last and draft.last.year else year
        if year not in YEARS or last not in YEARS:
            raise Unreadable(Code.DEADLINE_YEAR_IMPOSSIBLE)
        if last < year:
            raise Unreadable(Code.DEADLINE_BACKWARDS)
        period = self.page.period
        school = self.page.is_school_year if period else draft.school
        if school and last == year + 1:
            if period and period.years == (year, last) and draft.role in _LASTING:
                return Part(Kind.WHOLE, year_given=True)
            first_month, last_month = 9, 8
        else:
            first_month, last_month = 1, 12
            days = date(year, 1, 1), date(last, 12, 31)
            if period and draft.role in _LASTING and (period.first, period.last) == days:
                return Part(Kind.WHOLE, year_given=True)
        part = self._opened(draft, Stamp(year, first_month), Stamp(last, last_month))
        part = replace(part, precision=draft.precision, year_given=True)
        self._check_period(part, draft)
        return part

    def _opened(  # noqa: PLR0911 - a line for each preposition
        self, draft: Draft, first: Stamp, last: Stamp
    ) -> Part:
        """Return the span, open at one end where the words say «until» or «since»."""
        ends_it = draft.portion == 3 or (  # noqa: PLR2004
            draft.unit in ("decade", "portion") and draft.numbers[1] == 3  # noqa: PLR2004
        )
        match draft.role:
            case "until" | "toward" if first.day is None and not ends_it:
                return Part(Kind.SPAN, None, _before(first))
            case "until" | "toward" | "through":
                if draft.unit == "portion" and draft.numbers[1] == 1:
                    return Part(Kind.SPAN, None, _day_of(first, 1))
                slice_start = draft.unit in ("week", "decade", "half") and not ends_it
                if slice_start and draft.role != "through":
                    return Part(Kind.SPAN, None, _before(first))
                if ends_it and draft.unit == "decade":
                    last = last._replace(day=None)
                return Part(Kind.SPAN, None, last)
            case "since":
                return Part(Kind.SPAN, first, None)
            case "after":
                return Part(Kind.SPAN, _after(last), None)
        return Part(Kind.SPAN, first, last)

    # years

    def _with_years(self, first: Raw, last: Raw, draft: Draft) -> tuple[Stamp, Stamp]:
        for raw in (first, last):
            if raw.year is not None and raw.year not in YEARS:
                raise Unreadable(Code.DEADLINE_YEAR_IMPOSSIBLE)
        crosses = (first.month, first.day or 0) > (last.month, last.day or 99)
        if last.year is None and first.year is not None:
            last = replace(last, year=first.year + crosses)
        elif first.year is None and last.year is not None:
            first = replace(first, year=last.year - crosses)
        elif first.year is None:
            first, last = self._years_of_period(first, last, draft, crosses=crosses)
        elif draft.unit in _SEASONS and first.year == last.year and crosses:
            first, last = self._winter(first, last, draft)
        begin, end = _checked(first), _checked(last)
        opening, closing = begin.opening(), end.closing()
        if opening and closing and closing < opening:
            raise Unreadable(Code.DEADLINE_BACKWARDS)
        if not opening and crosses and first.month == last.month:
            raise Unreadable(Code.DEADLINE_BACKWARDS)
        return begin, end

    def _winter(self, first: Raw, last: Raw, draft: Draft) -> tuple[Raw, Raw]:
        year = first.year or 0
        period = self.page.period
        early = replace(first, year=year - 1), last
        late = first, replace(last, year=year + 1)
        if period and date(year, 12, 1) in period and date(year, 2, 1) not in period:
            return late
        if not (period and date(year, 2, 1) in period and date(year, 12, 1) not in period):
            self._ambiguous(draft, f"12.{year - 1}–02.{year}", f"12.{year}–02.{year + 1}")
        return early

    def _ambiguous(self, draft: Draft, one: str, other: str) -> None:
        self.problems.append(
            (
                Code.DEADLINE_YEAR_AMBIGUOUS,
                {"words": self._words(draft), "one": one, "other": other},
            )
        )

    def _years_of_period(  # noqa: C901, PLR0911, PLR0912 - one rule after another
        self, first: Raw, last: Raw, draft: Draft, *, crosses: bool
    ) -> tuple[Raw, Raw]:
        if first.month == last.month and crosses:
            raise Unreadable(Code.DEADLINE_BACKWARDS)
        period, month = self.page.period, self.page.month
        if month and month[1] in (first.month, last.month):
            if first.month == month[1]:
                return replace(first, year=month[0]), replace(last, year=month[0] + crosses)
            return replace(first, year=month[0] - crosses), replace(last, year=month[0])
        if period is None:
            if not month:
                return first, last
            year = _nearest(first.month, month)
            return replace(first, year=year), replace(last, year=year + crosses)
        if self.page.is_school_year and last.month in _SUMMER and first.month in _SUMMER:
            year = self._summer_year(first, draft)
            return replace(first, year=year), replace(last, year=year)
        if draft.next_year and first.month == last.month:
            year = period.last.year
            self._ambiguous(draft, f"{last.month:02}.{year}", f"{last.month:02}.{year + 1}")
            if not self.yearly:
                return replace(first, year=year + 1), replace(last, year=year + 1)
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
            elif self.page.is_school_year:
                raise Unreadable(Code.DEADLINE_BACKWARDS)
            else:
                end_year += 1
                self._ambiguous(
                    draft,
                    f"{first.month:02}.{begin_year - 1}–{last.month:02}.{end_year - 1}",
                    f"{first.month:02}.{begin_year}–{last.month:02}.{end_year}",
                )
        elif crosses is False and begin_year < end_year and not period_is_long(period):
            begin_year = end_year
        return replace(first, year=begin_year), replace(last, year=end_year)

    def _single_year(self, raw: Raw, draft: Draft) -> int | None:
        period = self.page.period
        assert period
        stamps = {year: _loose(raw, year) for year in period.years}
        inside = [year for year, stamp in stamps.items() if _meets(stamp, period)]
        if not inside:
            middle = period.first + (period.last - period.first) / 2
            near = range(period.first.year - 1, period.last.year + 2)
            return min(
                near, key=lambda year: abs((_loose(raw, year).opening() or date.min) - middle)
            )
        if len(inside) > 1:
            if not self.yearly:
                self._ambiguous(draft, str(inside[0]), str(inside[1]))
            return None
        return inside[0]

    def _summer_year(self, raw: Raw, draft: Draft) -> int:
        period = self.page.period
        assert period
        early, late = period.first.year, period.last.year
        if self.page.opens is not None:
            return early if self.page.opens else late
        if draft.role in ("until", "toward", "through") and raw.month == _SUMMER[0]:
            return late
        dated = [part for part in self.parts if part.kind is Kind.SPAN]
        if dated:
            before = dated[-1].last or dated[-1].first
            opening = before is not None and before.year == early and before.month in _SUMMER
            return early if opening else late
        if raw.month == _SUMMER[1] and self.followed:
            return early
        likely = early if (raw.month, raw.day or 0) >= _LATE_AUGUST else late
        self._ambiguous(draft, f"{raw.month:02}.{early}", f"{raw.month:02}.{late}")
        return likely

    def _check_period(self, part: Part, draft: Draft) -> None:
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
            if _meets(_loose(Raw(None, stamp.month, stamp.day), year), period):
                values = {"words": self._words(draft), "written": stamp.year, "likely": year}
                self.problems.append((Code.DEADLINE_YEAR_STALE, values))
                return


def period_is_long(period: Period) -> bool:
    """Return whether a period takes more than a year, so that months repeat in it."""
    return (period.last - period.first).days > 366  # noqa: PLR2004


def _stamp(day: date) -> Stamp:
    return Stamp(day.year, day.month, day.day)


def _meets(stamp: Stamp, period: Period) -> bool:
    closing, opening = stamp.closing() or date.min, stamp.opening() or date.max
    return closing >= period.first and opening <= period.last


def _loose(raw: Raw, year: int) -> Stamp:
    """Return a stamp in a year, its day cut to the month's length."""
    stamp = Stamp(year, raw.month)
    return stamp if raw.day is None else stamp._replace(day=min(raw.day, stamp.last_of_month))


def _must_count(low: int, high: int, most: int, *, across: bool) -> None:
    if not 1 <= low <= most or not 1 <= high <= most:
        raise Unreadable(Code.DEADLINE_NUMBER_IMPOSSIBLE, most=most)
    if high < low and not across:
        raise Unreadable(Code.DEADLINE_BACKWARDS)


def _must_exist(raw: Raw) -> None:
    if not 1 <= raw.month <= 12:  # noqa: PLR2004
        raise Unreadable(Code.DEADLINE_NUMBER_IMPOSSIBLE, most=12)
    last = Stamp(raw.year if raw.year in YEARS else None, raw.month).last_of_month
    if raw.day is not None and not 1 <= raw.day <= last:
        raise Unreadable(Code.DEADLINE_DAY_IMPOSSIBLE, last=f"{last:02}.{raw.month:02}")


def _checked(raw: Raw) -> Stamp:
    _must_exist(raw)
    return Stamp(raw.year, raw.month, raw.day)


def _slice(unit: str, number: int, raw: Raw, *, end: bool = False) -> Raw:
    """Return where week, decade or half `number` of a month begins or ends; -1 is the last one."""
    size = {"week": 7, "decade": 10, "half": 15}[unit]
    most = {"week": 5, "decade": 3, "half": 2}[unit]
    length = Stamp(raw.year, raw.month).last_of_month if 1 <= raw.month <= 12 else 31  # noqa: PLR2004
    if not (1 <= number <= most or number == -1):
        raise Unreadable(Code.DEADLINE_NUMBER_IMPOSSIBLE, most=most)
    if number == -1 and unit == "week":
        first, last = length - 6, length
    else:
        number = most if number == -1 else number
        first = size * (number - 1) + 1
        last = length if number == most else size * number
    return replace(raw, day=last if end else first)


def _end_of(draft: Draft, first: Raw, last: Raw) -> tuple[Raw, Raw]:
    """Return the month at the beginning or end of a quarter or half-year, where words say so."""
    if not draft.portion:
        return first, last
    return (first, first) if draft.portion == 1 else (last, last)


def _nth_weekday(stamp: Stamp, draft: Draft) -> Stamp:
    opening, closing = stamp.opening(), stamp.closing()
    if not opening or not closing:
        raise Unreadable(Code.DEADLINE_WEEKDAY_IMPOSSIBLE)
    assert draft.weekday is not None
    if draft.nth < 0:
        day = closing - _DAY * ((closing.weekday() - draft.weekday) % 7)
    else:
        day = opening + _DAY * ((draft.weekday - opening.weekday()) % 7 + 7 * (draft.nth - 1))
    if day > closing:
        raise Unreadable(Code.DEADLINE_WEEKDAY_IMPOSSIBLE)
    return _stamp(day)


def _before(stamp: Stamp) -> Stamp:
    """Return the last day, or month of unknown year, before a stamp."""
    opening = stamp.opening()
    if opening:
        return _stamp(opening - _DAY)
    if stamp.day and stamp.day > 1:
        return stamp._replace(day=stamp.day - 1)
    return Stamp(None, (stamp.month - 2) % 12 + 1)


def _after(stamp: Stamp) -> Stamp:
    closing = stamp.closing()
    if closing:
        return _stamp(closing + _DAY)
    if stamp.day and stamp.day < stamp.last_of_month:
        return stamp._replace(day=stamp.day + 1)
    return Stamp(None, stamp.month % 12 + 1)


def _day_of(stamp: Stamp, day: int) -> Stamp:
    return stamp._replace(day=day)


def _nearest(month: int, page: tuple[int, int]) -> int:
    """Return the year that brings a month nearest to the month of the page."""
    near = range(page[0] - 1, page[0] + 2)
    return min(near, key=lambda year: abs((year - page[0]) * 12 + month - page[1]))


def resolve(
    drafts: Sequence[Draft], page: Page, text: str
) -> tuple[list[Part], list[tuple[Code, dict[str, Any]]]]:
    """Return the parts that the drafts stand for, and what is wrong with them."""
    resolver = Resolver(page, text)
    for at, draft in enumerate(drafts):
        later = at + 1 < len(drafts) and any(
            other.kind is Kind.SPAN for other in drafts[at + 1 : at + 2]
        )
        resolver.add(draft, followed=later)
    return resolver.parts, resolver.problems
