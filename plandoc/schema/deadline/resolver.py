"""From drafts to parts: the page gives the months, the period gives the years."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from plandoc.codes import Code
from plandoc.schema.deadline.drafts import (
    ENDING,
    FIRST,
    MIDDLE,
    PARTS_OF_MONTH,
    SEASONS,
    Block,
    BlockDraft,
    DatedDraft,
    Draft,
    Raw,
    RecurringDraft,
    Role,
    SpanDraft,
    TextDraft,
    WholeDraft,
    YearsDraft,
)
from plandoc.schema.deadline.page import Page
from plandoc.schema.deadline.parts import YEARS, Kind, Part, Precision, Stamp
from plandoc.schema.deadline.period_years import YearRules
from plandoc.schema.deadline.rhythms import Nature, nature, nth_weekday
from plandoc.schema.deadline.stamps import (
    Unreadable,
    after,
    before,
    end_of,
    end_of_week,
    in_year,
    is_end,
    last_week,
    meets,
    must_count,
    must_exist,
    nth_in_month,
    slice_of_month,
    stamp_of,
)
from plandoc.schema.period import PeriodKind
from plandoc.words.digits import CENTURY
from plandoc.words.vocabulary import Unit

_CALENDAR_HALVES = ((1, 6), (7, 12))
_SCHOOL_HALVES = ((9, 12), (1, 5))
_MOST_DAYS = 31
_LASTING = (Role.NONE, Role.DURING, Role.IN, Role.FOR)


@dataclass(slots=True)
class Resolver(YearRules):
    """Turns the drafts of one cell into parts, in order; gathers (code, values) of problems."""

    one_quarter: bool = False
    """Whether the language has one word for quarters of the calendar and of a school."""

    def add(self, draft: Draft, *, followed: bool) -> None:
        """Append the part that a draft stands for; `followed` by another one in the cell."""
        self.followed = followed
        if isinstance(draft, TextDraft):
            self.parts.append(self._as_text(draft))
            return
        for start, end in draft.exceptions:
            words = " ".join(self.text[start:end].split())
            self.problems.append((Code.DEADLINE_EXCEPTION_IGNORED, {"words": words}))
        if isinstance(draft, WholeDraft):
            self.parts.append(Part(Kind.WHOLE))
        elif isinstance(draft, RecurringDraft) and draft.loose and self.page.month:
            self._add_span(nth_weekday(draft, Raw(*self.page.month)))
        elif isinstance(draft, RecurringDraft):
            if draft.problem:
                self.problems.append((draft.problem, {"words": self.words(draft)}))
            every = draft.every
            if every.unit is Unit.QUARTER and self._quarters_are_of_school:
                every = every._replace(unit=Unit.SCHOOL_QUARTER)
            self.parts.append(Part(Kind.RECURRING, recurrence=every, bounds=draft.bounds))
            self.yearly = self.yearly or draft.every.is_each(Unit.YEAR)
        elif isinstance(draft, SpanDraft):
            self._add_span(draft)

    def _add_span(self, draft: SpanDraft) -> None:
        try:
            part = self._until(draft, draft.until) if draft.until else self._span(draft)
        except Unreadable as found:
            self.problems.append((found.code, {"words": self.words(draft), **found.values}))
            part = self._as_text(draft)
        if part:
            self.parts.append(replace(part, bounds=draft.bounds) if draft.bounds else part)

    def _as_text(self, draft: Draft) -> Part:
        return Part(Kind.TEXT, words=self.words(draft))

    def _span(self, draft: SpanDraft) -> Part | None:
        if draft.problem:
            raise Unreadable(draft.problem)
        if draft.role is Role.EXCEPT:
            raise Unreadable(Code.DEADLINE_EXCEPTION_IGNORED)
        draft = self._with_short_year(draft)
        self._doubt_turned(draft)
        match nature(draft):
            case Nature.CLOCK:
                return None
            case Nature.NEITHER:
                raise Unreadable(Code.DEADLINE_NEITHER_DATE_NOR_TIME)
        if isinstance(draft, BlockDraft) and self._is_school_quarter(draft):
            return self._school_quarter(draft)
        if isinstance(draft, YearsDraft):
            return self._years(draft)
        first, last = self._borrowed(draft, *self._months(draft))
        for raw in (first, last):
            must_exist(raw)
        given = draft.year_given or draft.lent is not None
        weekday = draft.weekday if isinstance(draft, DatedDraft) else None
        part = _forwards(self._opened(draft, *self._placed(draft, first, last)))
        part = replace(part, precision=draft.precision, year_given=given, weekday=weekday)
        if given:
            self.check_period(part, draft)
        return part

    def _placed(self, draft: SpanDraft, first: Raw, last: Raw) -> tuple[Stamp, Stamp]:
        """Return the ends with their years, which tell weekdays and the length of February."""
        begin, end = self.with_years(first, last, draft)
        if isinstance(draft, DatedDraft) and draft.nth:
            return (nth_in_month(begin, draft),) * 2
        if isinstance(draft, BlockDraft) and draft.block is Block.WEEK and draft.numbers[0] == -1:
            return last_week(end), end
        if isinstance(draft, DatedDraft) and draft.week:
            return begin, end_of_week(end)
        return begin, end

    def _until(self, draft: SpanDraft, until: SpanDraft) -> Part:
        """Return the days from the beginning of one thing to the end of another."""
        begin = self._span(replace(draft, role=Role.SINCE))
        end = self._span(replace(until, role=Role.THROUGH))
        if begin is None or end is None:
            raise Unreadable(Code.DEADLINE_DAYS_UNCLEAR)
        given = begin.year_given or end.year_given
        return _forwards(
            Part(Kind.SPAN, begin.first, end.last, precision=begin.precision, year_given=given)
        )

    def _doubt_turned(self, draft: SpanDraft) -> None:
        """Say where `03.05` on the page of March may have its month first."""
        page, (_, month, day) = self.page.month, draft.first
        if not isinstance(draft, DatedDraft):
            return
        if draft.month_first and not draft.year_given:
            self._doubt_year(draft)
        turned = page and draft.digits and not draft.last
        if page and turned and day == page[1] != month and month in range(1, 13):
            self._compete(draft, f"{day:02}.{month:02}", f"{month:02}.{day:02}")

    def _doubt_year(self, draft: DatedDraft) -> None:
        """Say where the days of `Oct18`, `Oct 18 – Jan 19` may be years of the plan."""
        years = self.page.period.years if self.page.period else ()
        ends = [raw for raw in (draft.first, draft.last) if raw]
        tight = len(ends) == 1 and " " not in self.words(draft)
        ranged = len(ends) > 1 and ends[0].month != ends[1].month
        if (tight or ranged) and all(CENTURY + (raw.day or 0) in years for raw in ends):
            day, month = ends[0].day or 0, ends[0].month
            self._compete(draft, f"{day:02}.{month:02}", f"{month:02}.{CENTURY + day}")

    def _compete(self, draft: SpanDraft, one: str, other: str) -> None:
        values = {"words": self.words(draft), "one": one, "other": other}
        self.problems.append((Code.DEADLINE_READINGS_COMPETE, values))

    def _with_short_year(self, draft: SpanDraft) -> SpanDraft:
        """Take `09.18` as a month of 2018 where no day has such a month; ask where both can be."""
        first, period = draft.first, self.page.period
        if isinstance(draft, DatedDraft) and draft.short_year:
            return self._day_or_year(draft)
        if not isinstance(draft, DatedDraft) or first.day is None or draft.last or draft.clockish:
            return draft
        if not first.month or first.year or period is None:
            return draft
        year = CENTURY + first.month
        dotted = "." in self.text[draft.start : draft.end]
        if first.day not in range(1, 13) or year not in period.years or not dotted:
            return draft
        if first.month > 12:  # noqa: PLR2004
            return replace(draft, first=Raw(year, first.day), precision=Precision.MONTH)
        values = {"day": f"{first.day:02}.{first.month:02}", "month": f"{first.day:02}.{year}"}
        self.problems.append((Code.DEADLINE_DAY_OR_MONTH, {"words": self.words(draft), **values}))
        return draft

    def _day_or_year(self, draft: DatedDraft) -> DatedDraft:
        """Take `октябрь-18` as a day where 2018 is no year of the plan, and say so."""
        (year, month, _), period = draft.first, self.page.period
        if year is None or period is None or year in period.years:
            return draft
        day = year % CENTURY
        self._compete(draft, f"{day:02}.{month:02}", f"{month:02}.{year}")
        if draft.last or day > _MOST_DAYS:
            return draft
        return replace(draft, first=Raw(None, month, day), precision=Precision.DAY, years_at=())

    def _months(self, draft: SpanDraft) -> tuple[Raw, Raw]:
        """Return the draft as two ends with months, perhaps still without years."""
        first, last = draft.first, draft.last or draft.first
        if isinstance(draft, BlockDraft):
            return self._months_of_block(draft, first, last)
        nth = isinstance(draft, DatedDraft) and draft.nth
        if not first.month and not first.day and not nth:
            raise Unreadable(Code.DEADLINE_MONTH_MISSING)
        return self._of_page(first), self._of_page(last)

    def _months_of_block(self, draft: BlockDraft, first: Raw, last: Raw) -> tuple[Raw, Raw]:
        low, high = draft.numbers
        across = first.year != last.year
        match draft.block:
            case Block.WINTER | Block.SPRING | Block.SUMMER | Block.AUTUMN as season:
                begin = SEASONS[season]
                end = SEASONS.get(draft.last_block or season, begin)
                return Raw(first.year, begin[0]), Raw(last.year, end[1])
            case Block.QUARTER:
                must_count(low, high, 4, across=across)
                ends = Raw(first.year, 3 * low - 2), Raw(last.year, 3 * high)
                return end_of(draft, *ends)
            case Block.HALF_YEAR:
                must_count(low, high, 2, across=across)
                school = draft.school or (
                    self.page.is_school_year and not self._of_calendar_year(draft, first)
                )
                halves = _SCHOOL_HALVES if school else _CALENDAR_HALVES
                ends = Raw(first.year, halves[low - 1][0]), Raw(last.year, halves[high - 1][1])
                return end_of(draft, *ends)
            case Block.YEAR_PORTION:
                return self._portion_of_year(draft)
        first, last = self._of_page(first), self._of_page(last)
        if draft.block in PARTS_OF_MONTH:
            return slice_of_month(draft.block, low, first), slice_of_month(
                draft.block, high, last, end=True
            )
        return first, last

    def _of_calendar_year(self, draft: BlockDraft, first: Raw) -> bool:
        """Whether a half-year is named with a year in which that half of the school year is not."""
        period = self.page.period
        if not draft.years_at or first.year is None or period is None:
            return False
        return first.year != (period.first if draft.numbers[0] == 1 else period.last).year

    def _borrowed(self, draft: SpanDraft, first: Raw, last: Raw) -> tuple[Raw, Raw]:
        """Give a member of a list the year at its end, or one before it where months turn back."""
        if not draft.lent:
            return first, last
        period, likely = self.page.period, draft.lent.year
        years = range(likely - draft.lent.turns, likely + 1)
        fitting = [
            year
            for year in years
            if period is None or meets(in_year(last, min(max(year, 1), date.max.year)), period)
        ]
        if len(fitting) == 1:
            likely = fitting[0]
        elif fitting:
            one, other = (f"{last.month:02}.{year}" for year in fitting[-2:])
            self.ambiguous(draft, one, other)
        year = likely if first is last or first.month <= last.month else None
        return first._replace(year=year), last._replace(year=likely)

    def _portion_of_year(self, draft: BlockDraft) -> tuple[Raw, Raw]:
        if draft.last is not None:  # `конец 2024 – начало 2025`
            low, high = draft.numbers
            begin = replace(draft, last=None, numbers=(low, low))
            end = replace(draft, first=draft.last, last=None, numbers=(high, high))
            return self._portion_of_year(begin)[0], self._portion_of_year(end)[1]
        period, number = self.page.period, draft.numbers[0]
        year = draft.first.year
        if year and number != MIDDLE and not draft.school:
            raw = Raw(year, 1 if number == FIRST else 12)
            return raw, raw
        ranged = period is None or period.kind is PeriodKind.RANGE
        elsewhere = draft.school and not self.page.is_school_year
        if period is None or ranged or elsewhere or number == MIDDLE:
            raise Unreadable(Code.DEADLINE_DAYS_UNCLEAR)
        if draft.calendar and self.page.is_school_year:
            raw = Raw(*((period.last.year, 1) if number == FIRST else (period.first.year, 12)))
            return raw, raw
        if number == FIRST:
            raw = Raw(period.first.year, period.first.month)
            return raw, raw
        if self.page.is_school_year:
            last = period.last
            other = f"31.05.{last.year}" if draft.school else f"31.12.{period.first.year}"
            self.problems.append(
                (
                    Code.DEADLINE_YEAR_AMBIGUOUS,
                    {"words": self.words(draft), "one": f"{last:%d.%m.%Y}", "other": other},
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

    @property
    def _quarters_are_of_school(self) -> bool:
        return self.one_quarter and self.page.is_school_year

    def _is_school_quarter(self, draft: BlockDraft) -> bool:
        """Whether a quarter is one of a school; of a calendar year it is one of the calendar."""
        if draft.block is Block.SCHOOL_QUARTER:
            return True
        quarter = draft.block is Block.QUARTER and draft.precision is not Precision.HALF_YEAR
        given = (draft.year_given or draft.lent is not None) and not draft.school
        return quarter and not given and self._quarters_are_of_school

    def _school_quarter(self, draft: BlockDraft) -> Part:
        declared = self.page.school_quarters
        low, high = draft.numbers
        if not 1 <= low <= high <= len(declared):
            raise Unreadable(Code.DEADLINE_QUARTERS_UNDECLARED)
        if draft.portion and draft.role not in ENDING:
            raise Unreadable(Code.DEADLINE_DAYS_UNCLEAR)
        if draft.portion == FIRST:
            return Part(Kind.SPAN, None, before(stamp_of(declared[low - 1][0])))
        first, last = declared[low - 1][0], declared[high - 1][1]
        part = self._opened(draft, stamp_of(first), stamp_of(last))
        return replace(part, precision=draft.precision)

    def _years(self, draft: YearsDraft) -> Part:
        year = draft.first.year or 0
        last = draft.last.year if draft.last and draft.last.year else year
        if year not in YEARS or last not in YEARS:
            raise Unreadable(Code.DEADLINE_YEAR_IMPOSSIBLE)
        if last < year:
            raise Unreadable(Code.DEADLINE_BACKWARDS)
        period = self.page.period
        school = draft.school or self.page.is_school_year
        if draft.slashed and not school and last == year + 1:
            self._compete(draft, f"09.{year}–08.{last}", f"01.{year}–12.{last}")
        if school and last == year + 1:
            whole = self.page.is_school_year and period and period.years == (year, last)
            if whole and draft.role in _LASTING:
                return Part(Kind.WHOLE, year_given=True)
            first_month, last_month = 9, 8
        else:
            first_month, last_month = 1, 12
            days = date(year, 1, 1), date(last, 12, 31)
            if period and draft.role in _LASTING and (period.first, period.last) == days:
                return Part(Kind.WHOLE, year_given=True)
        part = self._opened(draft, Stamp(year, first_month), Stamp(last, last_month))
        part = replace(part, precision=draft.precision, year_given=True)
        self.check_period(part, draft)
        return part

    def _opened(  # noqa: PLR0911 - a line for each preposition
        self, draft: SpanDraft, first: Stamp, last: Stamp
    ) -> Part:
        """Return the span, open at one end where the words say «until» or «since»."""
        block = draft if isinstance(draft, BlockDraft) else None
        ends_it = block is not None and is_end(block)
        match draft.role:
            case Role.TOWARD if block and block.block is Block.YEAR_PORTION and not ends_it:
                return Part(Kind.SPAN, None, first._replace(day=1))
            case Role.UNTIL | Role.TOWARD if first.day is None and not ends_it:
                return Part(Kind.SPAN, None, before(first))
            case Role.UNTIL | Role.TOWARD | Role.THROUGH:
                if block and block.block is Block.YEAR_PORTION and block.numbers[1] == FIRST:
                    return Part(Kind.SPAN, None, first._replace(day=1))
                slice_start = block and block.block in PARTS_OF_MONTH and not ends_it
                if slice_start and draft.role is not Role.THROUGH:
                    return Part(Kind.SPAN, None, before(first))
                if ends_it and block and block.block is Block.DECADE:
                    last = last._replace(day=None)
                return Part(Kind.SPAN, None, last)
            case Role.SINCE:
                return Part(Kind.SPAN, first, None)
            case Role.AFTER:
                return Part(Kind.SPAN, after(last), None)
        return Part(Kind.SPAN, first, last)


def _forwards(part: Part) -> Part:
    """Return a part; raise `Unreadable` if it ends before it begins."""
    opening, closing = part.first and part.first.opening(), part.last and part.last.closing()
    if opening and closing and closing < opening:
        raise Unreadable(Code.DEADLINE_BACKWARDS)
    return part


def resolve(
    drafts: Sequence[Draft], page: Page, text: str, *, one_quarter: bool = False
) -> tuple[list[Part], list[tuple[Code, dict[str, Any]]]]:
    """Return the parts that the drafts stand for, and what is wrong with them.

    `one_quarter` tells that the language calls quarters of the calendar and of a school alike.
    """
    resolver = Resolver(page, text, one_quarter=one_quarter)
    for at, draft in enumerate(drafts):
        later = any(isinstance(other, SpanDraft) for other in drafts[at + 1 : at + 2])
        resolver.add(draft, followed=later)
    return resolver.parts, resolver.problems
