"""Joining repetitions and months with what stands beside them: weekdays, weeks, days."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from plandoc.codes import Code
from plandoc.schema.deadline.drafts import (
    PARTS_OF_MONTH,
    SIZES,
    Block,
    BlockDraft,
    DatedDraft,
    Draft,
    Link,
    Raw,
    RecurringDraft,
    Role,
    SpanDraft,
)
from plandoc.schema.deadline.parts import Precision, Recurrence
from plandoc.words.vocabulary import Unit

_MOST_MONTH_DAYS = 31
_WEEK = 7
_LAST_HOUR = 24
_LAST_MINUTE = 60
_MONTHS = range(1, 13)
_LONG_UNITS = (Unit.QUARTER, Unit.SCHOOL_QUARTER, Unit.HALF_YEAR)
_CLOSE = (Link.SPACE, Link.COMMA, Link.LINE)


def with_weekdays(drafts: Sequence[Draft]) -> list[Draft]:
    """Join `октябрь, 2 неделя`; turn a week with its weekday into «weekly»."""
    out: list[Draft] = []
    for draft in drafts:
        before = out[-1] if out else None
        partial = draft.link in _CLOSE and _lacks_month(draft)
        if isinstance(before, DatedDraft) and partial and _is_one_month(before):
            out[-1] = _in_month(draft, before)
        elif isinstance(before, DatedDraft) and (another := _another_weekday(before, draft)):
            out.append(another)
        elif isinstance(before, RecurringDraft) and partial and _is_plainly_monthly(before):
            out[-1] = replace(before, end=draft.end, every=_on_part_of_month(before.every, draft))
        elif isinstance(before, RecurringDraft) and _are_weekdays_of(before, draft):
            out[-1] = replace(draft, start=before.start, link=before.link)
        elif before and isinstance(draft, RecurringDraft) and _is_on_weekdays(draft.every):
            _add_weekday(out, draft)
        elif (
            isinstance(before, RecurringDraft)
            and isinstance(draft, DatedDraft)
            and before.weekday is not None
            and not before.role
            and len(before.every.weekdays) == 1
            and _is_single_day(draft)
        ):
            if nature(draft) is not Nature.CLOCK:
                out[-1] = replace(
                    draft, weekday=before.weekday, start=before.start, link=before.link
                )
        else:
            out.append(draft)
    return out


def _are_weekdays_of(before: RecurringDraft, draft: Draft) -> bool:
    """Tell the weekdays of a few days, `Sat-Sun 5-6 May`, from those of a longer time."""
    named = before.weekday is not None and len(before.every.weekdays) > 1
    if not named or not isinstance(draft, DatedDraft) or draft.role or draft.link not in _CLOSE:
        return False
    first, last = draft.first, draft.last
    days = (last.day or 0) - (first.day or 0) if last and last.month == first.month else _WEEK
    return bool(first.day) and 0 < days < _WEEK and nature(draft) is Nature.DATE


def _another_weekday(before: DatedDraft, draft: Draft) -> DatedDraft | None:
    """Return the second one of `ноябрь, 2-й и 4-й четверг` in the month of the first one."""
    listed = bool(before.nth) and draft.link in (Link.COMMA, Link.AND)
    if not listed or not isinstance(draft, RecurringDraft) or not draft.loose:
        return None
    return nth_weekday(draft, before.first, before.years_at)


def _lacks_month(draft: Draft) -> bool:
    """Return whether a week, or an n-th weekday, names no month."""
    if isinstance(draft, BlockDraft):
        return draft.block in PARTS_OF_MONTH and not draft.first.month
    return isinstance(draft, RecurringDraft) and draft.loose


def _is_one_month(draft: DatedDraft) -> bool:
    return draft.precision is Precision.MONTH and draft.first.month > 0 and not draft.last


def _in_month(draft: Draft, month: DatedDraft) -> Draft:
    """Return a week or an n-th weekday in the month before it."""
    start, link, role = month.start, month.link, draft.role or month.role
    if isinstance(draft, RecurringDraft):
        return nth_weekday(
            replace(draft, start=start, link=link, role=role), month.first, month.years_at
        )
    assert isinstance(draft, BlockDraft)
    return replace(
        draft, first=month.first, start=start, link=link, role=role, years_at=month.years_at
    )


def nth_weekday(
    draft: RecurringDraft, month: Raw, years_at: tuple[tuple[int, int], ...] = ()
) -> DatedDraft:
    """Return the n-th weekday of each month as that of one month."""
    return DatedDraft(
        start=draft.start,
        end=draft.end,
        link=draft.link,
        role=draft.role,
        exceptions=draft.exceptions,
        bounds=draft.bounds,
        first=month,
        years_at=years_at,
        weekday=draft.every.weekdays[0],
        nth=draft.every.nth,
    )


def _is_plainly_monthly(draft: RecurringDraft) -> bool:
    return draft.every == Recurrence(Unit.MONTH)


def _on_part_of_month(every: Recurrence, draft: Draft) -> Recurrence:
    """Join `ежемесячно, 1-я неделя` and `ежемесячно, последняя пятница`."""
    if isinstance(draft, RecurringDraft):
        return draft.every
    assert isinstance(draft, BlockDraft)
    size, most = SIZES[draft.block]
    low, high = (most if number == -1 else number for number in draft.numbers)
    if draft.monthly or not 1 <= low <= high <= most:
        return every
    first, last = size * (low - 1) + 1, size * high
    if draft.numbers[0] == -1 and draft.block is Block.WEEK:
        first = _MOST_MONTH_DAYS - size + 1
    return every._replace(first=first, last=_MOST_MONTH_DAYS if high == most else last)


def _is_on_weekdays(every: Recurrence) -> bool:
    return bool(every.weekdays) and not every.nth


def _is_single_day(draft: DatedDraft) -> bool:
    alone = draft.first.day is not None and not draft.last and not draft.role
    return alone and draft.link in _CLOSE


def _add_weekday(out: list[Draft], draft: RecurringDraft) -> None:
    before: Draft | None = out[-1]
    if isinstance(before, BlockDraft) and before.block is Block.WEEK and not before.first.month:
        out.pop()
        draft = replace(draft, problem=Code.DEADLINE_DAYS_UNCLEAR)
        before = out[-1] if out else None
    weekly = isinstance(before, RecurringDraft) and before.every.is_each(Unit.WEEK)
    if not isinstance(before, RecurringDraft) or not weekly or draft.link is Link.BLANK:
        out.append(draft)
        return
    days = tuple(sorted({*before.every.weekdays, *draft.every.weekdays}))
    if draft.link is Link.DASH and len(before.every.weekdays) == 1:
        days = tuple(range(days[0], days[-1] + 1))
    every = before.every._replace(weekdays=days)
    out[-1] = replace(before, end=draft.end, every=every, problem=draft.problem or before.problem)


def with_days(drafts: Sequence[Draft]) -> list[Draft]:
    """Join `ежемесячно до 25 числа`, `с 1 по 5 число каждого месяца`; count «each month» once."""
    out: list[Draft] = []
    for draft in map(_of_each_month, drafts):
        before = out[-1] if out and draft.link is not Link.BLANK else None
        if isinstance(draft, RecurringDraft) and isinstance(before, DatedDraft):
            if _counts(before) and _takes_days(draft.every, before):
                out[-1:] = _after_days(out, draft, before)
                continue
        elif isinstance(before, RecurringDraft) and isinstance(draft, DatedDraft) and draft.bare:
            again = before.every.last > 0
            listed = not again or draft.link in (Link.COMMA, Link.AND)
            if listed and _takes_days(before.every, draft):
                every = _on_days(before.every, draft)
                start = draft.start if again else before.start
                link = draft.link if again else before.link
                out[len(out) - (not again) :] = [
                    replace(before, start=start, end=draft.end, link=link, every=every)
                ]
                continue
        out.append(draft)
    return out


def _takes_days(every: Recurrence, day: DatedDraft) -> bool:
    """Whether a number without a month may be the day on which something repeats."""
    if day.last is not None and day.last.month:
        return False
    if every.is_each(Unit.MONTH):
        return True
    spoken = day.day_word or day.role is not Role.NONE
    return spoken and every.unit in _LONG_UNITS and every.times == 1


def _counts(draft: DatedDraft) -> bool:
    return draft.bare and not draft.clockish


def _of_each_month(draft: Draft) -> Draft:
    """Return a week of each month as a monthly repetition."""
    if not isinstance(draft, BlockDraft) or not draft.monthly:
        return draft
    return RecurringDraft(
        start=draft.start,
        end=draft.end,
        link=draft.link,
        role=draft.role,
        exceptions=draft.exceptions,
        every=Recurrence(Unit.MONTH),
    )


def _after_days(
    out: list[Draft], draft: RecurringDraft, before: DatedDraft
) -> list[RecurringDraft]:
    """Return a repetition for each of the days that stand before it; take the others out."""
    days = [before]
    while len(out) > 1 and out[-1].link in (Link.COMMA, Link.AND):
        listed = out[-2]
        if not isinstance(listed, DatedDraft) or not listed.bare:
            break
        days.insert(0, replace(listed, role=listed.role))
        del out[-2]
    until = days[0].role
    return [
        replace(
            draft,
            every=_on_days(draft.every, replace(day, role=day.role or until)),
            start=day.start,
            link=day.link,
            role=Role.NONE,
        )
        for day in days
    ]


def _on_days(every: Recurrence, days: DatedDraft) -> Recurrence:
    first, last = days.first.day or 0, (days.last or days.first).day or 0
    if not every.is_each(Unit.MONTH) or not 0 < first <= last <= _MOST_MONTH_DAYS:
        return every
    until = days.role in (Role.UNTIL, Role.TOWARD, Role.THROUGH)
    return every._replace(first=0 if until else first, last=last)


class Nature(Enum):
    """What numbers in two parts are."""

    DATE = 0
    CLOCK = 1
    NEITHER = 2


def nature(draft: SpanDraft) -> Nature:
    """Tell what numbers in two parts are: a date, a time of day, or neither."""
    if not isinstance(draft, DatedDraft) or draft.bare:
        return Nature.DATE
    if draft.clockish:
        return Nature.CLOCK
    ends = [raw for raw in (draft.first, draft.last) if raw and raw.day is not None]
    if all(raw.month in _MONTHS for raw in ends) or draft.year_given:
        return Nature.DATE
    round_minutes = len(ends) == 1 or all(raw.month % 5 == 0 for raw in ends)
    return Nature.CLOCK if round_minutes and all(map(_is_clock, ends)) else Nature.NEITHER


def _is_clock(raw: Raw) -> bool:
    return raw.day is not None and raw.day <= _LAST_HOUR and raw.month <= _LAST_MINUTE
