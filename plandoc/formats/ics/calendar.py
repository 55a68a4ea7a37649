"""The calendar of a plan, iCalendar (RFC 5545): the only module that uses icalendar."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from icalendar import Alarm, Calendar, Event, vRecur

from plandoc.fieldpath import FieldPath
from plandoc.formats.ics.days import events_of
from plandoc.formats.issued_text import BLANK, with_digest
from plandoc.progress.days import days_of
from plandoc.schema.executors import by_executor, known_name
from plandoc.schema.outcome import Status
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.schema.tree import table_of
from plandoc.wording.columns import cell_text, columns_of, headings_over
from plandoc.wording.mentions import numbered_tables
from plandoc.wording.phrases import Wording
from plandoc.words.texts import headline, one_line

_REMIND, _REMIND_OFTEN = 7, 1
"""Days before an event on which its reminder is shown; the eve is enough for what is often."""

_OFTEN = timedelta(days=31)

_MORNING = timedelta(hours=9)
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
_ENDED = (Status.DONE, Status.NOT_DONE)


def calendar_of(plan: Plan, created: datetime | None, executor: str | None) -> bytes:
    """Return the calendar of a plan, as `render_calendar`."""
    executor = executor if executor is None else known_name(plan, executor)
    wording = Wording(plan.language)
    title = one_line(wording.title(plan))
    calendar = Calendar()
    calendar.add("prodid", "-//plandoc//plan//")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{title} — {executor}" if executor else title)
    calendar.add("x-plandoc-digest", BLANK)
    stamp = (created or _UNDATED).astimezone(UTC)
    numbered = numbered_tables(plan)
    for row in _rows(plan, executor):
        for event in _events(plan, row, wording, stamp, numbered):
            calendar.add_component(event)
    data: bytes = calendar.to_ical(sorted=False)
    return with_digest(data)


def _rows(plan: Plan, executor: str | None) -> Iterable[ActivityRow]:
    """Return the rows that have events: parts in place of the whole they are parts of."""
    rows = plan.activity_rows() if executor is None else by_executor(plan)[executor]
    return (row for row in rows if row.counted)


def _events(
    plan: Plan,
    row: ActivityRow,
    wording: Wording,
    stamp: datetime,
    numbered: frozenset[FieldPath],
) -> Iterator[Event]:
    number = row.number.strip() if table_of(row.path) in numbered else ""
    often = _is_often(plan, row)
    found = events_of(plan, row)
    status = row.activity.outcome and row.activity.outcome.status
    cancelled = status is Status.REMOVED or _excluded(row)
    for at, (first, last, rule) in enumerate(found, 1):
        event = Event()
        again = f"-{at}" if at > 1 else ""
        event.add("uid", f"{plan.id}-{row.activity.id}{again}@plandoc")
        event.add("dtstamp", stamp)
        event.add("last-modified", stamp)
        event.add("sequence", (stamp - _UNDATED) // _MINUTE + plan.revision - 1)
        event.add("dtstart", first)
        event.add("dtend", last + _DAY)
        if rule:
            event.add("rrule", vRecur.from_ical(rule))
        _describe(event, plan, row, wording, number)
        event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        if not cancelled and status not in _ENDED:
            days = _REMIND_OFTEN if often else _REMIND
            event.add_component(_reminder(str(event["summary"]), days))
        yield event


def _excluded(row: ActivityRow) -> bool:
    return bool(row.activity.excluded or (row.whole and row.whole.activity.excluded))


def _is_often(plan: Plan, row: ActivityRow) -> bool:
    """Whether an activity comes again within a month."""
    days = [span.last for span in days_of(plan, row).spans]
    return any(after - before <= _OFTEN for before, after in pairwise(days))


def _describe(event: Event, plan: Plan, row: ActivityRow, wording: Wording, number: str) -> None:
    """Give an event its title with its number, and all that the row says under its headings."""
    row = row.filled
    title = one_line(cell_text(row, "title", plan, wording))
    if row.whole:
        title = f"{headline(row.whole.activity.title)}: {title}"
    event.add("summary", f"{number} {title}".strip())
    over = headings_over(row, plan, wording)
    texts = [(c.heading, cell_text(row, c.key, plan, wording)) for c in columns_of(plan, wording)]
    said = [f"{one_line(heading)}: {text}" for heading, text in texts if text.strip()]
    event.add("description", "\n".join([*over, *said]))


def _reminder(text: str, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", _MORNING - days * _DAY)
    return alarm
