"""Days and months of drafts checked against the calendar, and those around them."""

from datetime import date, timedelta
from typing import Any

from plandoc.codes import Code
from plandoc.schema.deadline.drafts import (
    FIRST,
    LAST,
    SIZES,
    Block,
    BlockDraft,
    DatedDraft,
    Raw,
)
from plandoc.schema.deadline.parts import YEARS, Stamp
from plandoc.schema.period import Period

_DAY = timedelta(days=1)


class Unreadable(Exception):  # noqa: N818
    """A draft that gives no days: the problem that says why."""

    def __init__(self, code: Code, **values: Any) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


def period_is_long(period: Period) -> bool:
    """Return whether a period takes more than a year, so that months repeat in it."""
    return (period.last - period.first).days > 366  # noqa: PLR2004


def stamp_of(day: date) -> Stamp:
    """Return a day as a stamp."""
    return Stamp(day.year, day.month, day.day)


def meets(stamp: Stamp, period: Period) -> bool:
    """Return whether any of the days meant are in a period."""
    closing, opening = stamp.closing() or date.min, stamp.opening() or date.max
    return closing >= period.first and opening <= period.last


def in_year(raw: Raw, year: int) -> Stamp:
    """Return a stamp in a year, its day cut to the month's length."""
    stamp = Stamp(year, raw.month)
    return stamp if raw.day is None else stamp._replace(day=min(raw.day, stamp.last_of_month))


def must_count(low: int, high: int, most: int, *, across: bool) -> None:
    """Raise `Unreadable` where the numbers of quarters or half-years are none of a year.

    `across` says that they belong to two years, so that the second may be the smaller one.
    """
    if not 1 <= low <= most or not 1 <= high <= most:
        raise Unreadable(Code.DEADLINE_NUMBER_IMPOSSIBLE, most=most)
    if high < low and not across:
        raise Unreadable(Code.DEADLINE_BACKWARDS)


def must_exist(raw: Raw) -> None:
    """Raise `Unreadable` where there is no such month, or no such day in it."""
    if not 1 <= raw.month <= 12:  # noqa: PLR2004
        raise Unreadable(Code.DEADLINE_MONTH_IMPOSSIBLE, month=raw.month)
    last = Stamp(raw.year if raw.year in YEARS else None, raw.month).last_of_month
    if raw.day is not None and not 1 <= raw.day <= last:
        raise Unreadable(Code.DEADLINE_DAY_IMPOSSIBLE, last=f"{last:02}.{raw.month:02}")


def checked(raw: Raw) -> Stamp:
    """Return a day or month that exists; raise `Unreadable` for another one."""
    must_exist(raw)
    return Stamp(raw.year, raw.month, raw.day)


def is_end(draft: BlockDraft) -> bool:
    """Return whether a draft is the end of something."""
    portioned = draft.block in (Block.DECADE, Block.YEAR_PORTION) and draft.numbers[1] == LAST
    return portioned or draft.portion == LAST


def slice_of_month(block: Block, number: int, raw: Raw, *, end: bool = False) -> Raw:
    """Return where week, decade or half `number` of a month begins or ends; -1 is the last one.

    The last day of a month of unknown year is none yet.
    """
    size, most = SIZES[block]
    length = Stamp(raw.year, raw.month).last_of_month if 1 <= raw.month <= 12 else 31  # noqa: PLR2004
    if not (1 <= number <= most or number == -1):
        raise Unreadable(Code.DEADLINE_NUMBER_IMPOSSIBLE, most=most)
    if number == -1 and block is Block.WEEK:
        first, last = length - 6, length
    else:
        number = most if number == -1 else number
        first = size * (number - 1) + 1
        last = length if number == most else size * number
    if end and last == length and raw.year is None:
        return raw._replace(day=None)
    return raw._replace(day=last if end else first)


def last_week(stamp: Stamp) -> Stamp:
    """Return the first of the last seven days of a month, whose year tells its length."""
    return stamp._replace(day=stamp.last_of_month - 6)


def end_of_week(stamp: Stamp) -> Stamp:
    """Return the last of the seven days that begin with a day."""
    day = (stamp.day or 1) + 6
    if day <= stamp.last_of_month:
        return stamp._replace(day=day)
    following = after(stamp._replace(day=stamp.last_of_month))
    return following._replace(day=day - stamp.last_of_month)


def end_of(draft: BlockDraft, first: Raw, last: Raw) -> tuple[Raw, Raw]:
    """Return the month at the beginning or end of a quarter or half-year, where words say so."""
    if not draft.portion:
        return first, last
    return (first, first) if draft.portion == FIRST else (last, last)


def nth_in_month(stamp: Stamp, draft: DatedDraft) -> Stamp:
    """Return the day of the n-th weekday of a month.

    Raises `Unreadable` where the month has none, or no year.
    """
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
    return stamp_of(day)


def before(stamp: Stamp) -> Stamp:
    """Return the last day, or month of unknown year, before a stamp."""
    opening = stamp.opening()
    if opening:
        return stamp_of(opening - _DAY)
    if stamp.day and stamp.day > 1:
        return stamp._replace(day=stamp.day - 1)
    return Stamp(None, (stamp.month - 2) % 12 + 1)


def after(stamp: Stamp) -> Stamp:
    """Return the first day, or month of unknown year, after a stamp."""
    closing = stamp.closing()
    if closing:
        return stamp_of(closing + _DAY)
    if stamp.day and stamp.day < stamp.last_of_month:
        return stamp._replace(day=stamp.day + 1)
    return Stamp(None, stamp.month % 12 + 1)


def nearest_year(month: int, page: tuple[int, int]) -> int:
    """Return the year that brings a month nearest to the month of the page."""
    near = range(page[0] - 1, page[0] + 2)
    return min(near, key=lambda year: abs((year - page[0]) * 12 + month - page[1]))
