"""Days and times as cells hold them: numbers of days, or texts (ECMA-376 Part 1, 18.17.4)."""

import re
from contextlib import suppress
from datetime import date, datetime, time, timedelta

SINCE_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no time zones
SINCE_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
"""The days with the number 0."""

_NEVER = 60
"""The number of 29 February 1900, a day that never was; those before it have one less."""

_MOMENT = re.compile(
    r"(?P<date>(\d{4})-(\d{2})-(\d{2}))?T?(?P<time>(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?)?Z?"
)


def serial(day: date) -> int:
    """Return the number of a day since 1900."""
    days = (day - SINCE_1900.date()).days
    return days - 1 if 0 < days <= _NEVER else days


def moment(number: float, epoch: datetime) -> datetime | time:
    """Return the moment with a number, a time if it is a part of a day.

    Raises `OverflowError` where it is out of reach.
    """
    days, part = divmod(number, 1)
    rest = timedelta(milliseconds=round(part * 24 * 3_600_000))
    if 0 <= number < 1 and not rest.days:
        return (epoch + rest).time()
    if 0 < number < _NEVER and epoch == SINCE_1900:
        days += 1
    return epoch + timedelta(days=days) + rest


def moment_in(text: str) -> date | datetime | time | None:
    """Return the moment that a text of ISO 8601 begins with, `None` if it does not."""
    found = _MOMENT.match(text)
    if not found or not (found["date"] or found["time"]):
        return None
    year, month, day, hour, minute, second = (int(found[n] or 0) for n in (2, 3, 4, 6, 7, 8))
    micro = int(float(found[9] or 0) * 1_000_000)
    with suppress(ValueError):
        if not found["date"]:
            return time(hour, minute, second, micro)
        if not found["time"]:
            return date(year, month, day)
        return datetime(year, month, day, hour, minute, second, micro)  # noqa: DTZ001
    return None
