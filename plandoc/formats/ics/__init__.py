"""The deadlines of a plan as a calendar, for phones and mail programs."""

from datetime import datetime

from plandoc.codes import Code
from plandoc.errors import PlandocError, Problem
from plandoc.schema.plan import Plan


def render_calendar(
    plan: Plan, *, created: datetime | None = None, executor: str | None = None
) -> bytes:
    """Return the deadlines of a plan as an iCalendar file (RFC 5545); the output is deterministic.

    Each activity is an event of whole days: a deadline of less than a week on its days, a longer
    one on its last day, one without days on the last day of the period. A repetition is a rule
    where one gives exactly its days, and else an event each. An event is reminded of a week before,
    one that comes again within a month a day before, an ended one never. What was excluded is
    cancelled. Uids are made of the ids of the plan and the activity, and `SEQUENCE` grows with the
    time and the revision, so that a calendar imported again updates its events, whatever changed
    (RFC 5545, 3.8.4.7 and 3.8.7.4).

    `created` is the time of the file (`DTSTAMP`, `LAST-MODIFIED`); without it, 1980. With
    `executor` it has the activities of that executor alone, `""` for those without one.

    Raises `TrackingError` for an unknown executor, `PlandocError` without icalendar (the extra
    `calendar`).
    """
    try:
        from plandoc.formats.ics.calendar import calendar_of  # noqa: PLC0415 - it needs an extra
    except ImportError as error:
        raise PlandocError([Problem(Code.CALENDAR_UNAVAILABLE)]) from error
    return calendar_of(plan, created, executor)
