"""The days on which a calendar shows an activity, and the rules by which they repeat."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import takewhile
from typing import NamedTuple

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule, weekday

from plandoc.progress.days import days_of
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow

_WEEK = 7
_LEAST = 3
"""Fewer days are not worth a rule."""


class Event(NamedTuple):
    """Days from `first` to `last`, and again by a rule; its `rule` as in a calendar, or `""`."""

    first: date
    last: date
    rule: str = ""


def events_of(plan: Plan, row: ActivityRow) -> tuple[Event, ...]:
    """Return the events of an activity, in order.

    Days of less than a week are one event; of more, the last day is: a month in the calendar would
    hide all else. Each time of a repetition is its last day.
    """
    found = days_of(plan, row)
    if found.repeated:
        return tuple(_repeated(sorted({span.last for span in found.spans})))
    return tuple(
        dict.fromkeys(
            Event(span.first if span.days < _WEEK else span.last, span.last) for span in found.spans
        )
    )


def _repeated(days: Sequence[date]) -> Iterator[Event]:
    """Yield events that have exactly these days, with as few rules as they allow.

    The rule is found by trying which one has most of the days that are left, so that it cannot say
    more or less than the deadline.
    """
    at = 0
    while at < len(days):
        rest = days[at:]
        found = [(_covered(rule, rest), rule) for rule in _rules(rest)]
        count, rule = max(found, key=lambda pair: pair[0], default=(0, None))
        if rule is None or count < _LEAST:
            yield Event(days[at], days[at])
            at += 1
        else:
            told = str(rule.replace(count=count, until=None)).rpartition("RRULE:")[2]
            yield Event(days[at], days[at], told)
            at += count


def _covered(rule: rrule, days: Sequence[date]) -> int:
    """Return how many of the days a rule has before it has another or lacks one."""
    pairs = zip(rule, days, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].date() == pair[1], pairs))


def _rules(days: Sequence[date]) -> Iterator[rrule]:
    """Yield the rules that may have the days: by the gap and by the month in which they begin."""
    if len(days) < _LEAST:
        return
    begin, end = (datetime.combine(day, datetime.min.time()) for day in (days[0], days[-1]))
    gap = (days[1] - days[0]).days
    if gap % _WEEK:
        yield rrule(DAILY, begin, interval=gap, until=end)
    else:
        yield rrule(WEEKLY, begin, interval=gap // _WEEK, until=end)
    week = [day.weekday() for day in days if (day - days[0]).days < _WEEK]
    yield rrule(WEEKLY, begin, byweekday=sorted(week), until=end)
    month = [day for day in days if _month(day) == _month(days[0])]
    after = next((day for day in days if _month(day) > _month(days[0])), None)
    if after is None:
        return
    interval = _month(after) - _month(days[0])
    yield rrule(MONTHLY, begin, interval=interval, bymonthday=[day.day for day in month], until=end)
    yield rrule(MONTHLY, begin, interval=interval, bymonthday=-1, until=end)
    nths = [weekday(day.weekday(), (day.day - 1) // _WEEK + 1) for day in month]
    yield rrule(MONTHLY, begin, interval=interval, byweekday=nths, until=end)
    last = weekday(days[0].weekday(), -1)
    yield rrule(MONTHLY, begin, interval=interval, byweekday=last, until=end)


def _month(day: date) -> int:
    return day.year * 12 + day.month
