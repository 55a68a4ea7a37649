"""plandoc.formats.ics.calendar: the deadlines of a plan as an iCalendar file."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from icalendar import Calendar, Event
from support.effort import tries
from support.strategies import plans

from plandoc import Period, Plan, PlandocError, load_plan, render_calendar
from plandoc.errors import TrackingError
from plandoc.words.texts import one_line

PLAN = Plan(
    title="План работы",
    period=Period.school_year(2018),
    activities=[
        {
            "title": "Заседание, протокол; отчёт\nсовета",
            "deadline": "15 мая",
            "executors": ["Иванов"],
        },
        {"title": "Сверка", "deadline": "ежемесячно", "executors": ["Петров"]},
        {"title": "Приём", "deadline": "июнь", "outcome": {"status": "removed", "reason": "нет"}},
        {"title": "Ремонт", "deadline": "июль", "outcome": {"status": "done"}},
    ],
)


def events(data: bytes) -> list[Event]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_an_event_says_what_its_row_says() -> None:
    """Title with number, days, all columns with their headings; texts are escaped and come back."""
    event, *_ = events(render_calendar(PLAN))
    assert event["SUMMARY"] == "1. Заседание, протокол; отчёт совета"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2019, 5, 15), date(2019, 5, 16))
    assert "Исполнители: Иванов" in event["DESCRIPTION"]
    assert "отчёт\nсовета" in event["DESCRIPTION"]


def test_ended_events_remind_nobody() -> None:
    """A reminder is a week before, a day before a repetition; an excluded one is cancelled."""
    found = events(render_calendar(PLAN))
    alarms = [[alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] for event in found]
    nine = timedelta(hours=9)
    assert alarms == [[nine - timedelta(days=7)], [nine - timedelta(days=1)], [], []]
    cancelled = [event["STATUS"] == "CANCELLED" for event in found]
    assert cancelled == [False, False, True, False]


def test_uids_stay_when_the_plan_changes() -> None:
    """A calendar imported again updates its events instead of adding others."""
    changed = PLAN.edit(1, title="Совет", deadline="20 мая")
    before, after = (events(render_calendar(plan)) for plan in (PLAN, changed))
    assert [event["UID"] for event in before] == [event["UID"] for event in after]
    assert len({event["UID"] for event in before}) == len(before)


def test_a_later_calendar_counts_as_newer() -> None:
    """Whatever changed: a mark, a draft, a revision; an excluded activity is cancelled."""
    morning = datetime(2018, 9, 1, 9, tzinfo=UTC)
    moved = PLAN.mark(1, status="postponed", moved_to="20 июня 2019", reason="нет")
    revised = moved.model_copy(update={"revision": 2})
    row = PLAN.activities[0].model_copy(update={"excluded": "приказом от 10.01.2019 № 12"})
    gone = revised.model_copy(update={"activities": (row, *PLAN.activities[1:])})
    plans = (PLAN, moved, revised, gone)
    times = (morning, morning + timedelta(minutes=1), morning + timedelta(minutes=1), None)
    found = [events(render_calendar(p, created=t))[0] for p, t in zip(plans, times, strict=True)]
    sequence = [event["SEQUENCE"] for event in found[:3]]
    assert sequence == sorted(set(sequence))
    assert [event["LAST-MODIFIED"].dt for event in found[:2]] == [*times[:2]]
    assert [event["STATUS"] for event in found] == ["CONFIRMED"] * 3 + ["CANCELLED"]
    assert not found[3].walk("VALARM")


def test_an_executor_has_their_own() -> None:
    """However the name is spelled; an unknown one is refused."""
    (event,) = events(render_calendar(PLAN, executor="ПЕТРОВ"))
    assert event["RRULE"].to_ical() == b"FREQ=MONTHLY;COUNT=12;BYMONTHDAY=-1"
    assert len(events(render_calendar(PLAN, executor=""))) == 2
    with pytest.raises(TrackingError) as caught:
        render_calendar(PLAN, executor="Сидоров")
    assert caught.value.problems[0].code == "PLN704"


def test_the_date_is_that_of_the_file() -> None:
    """The same plan on the same day gives the same bytes."""
    day = datetime(2018, 9, 1, 12, tzinfo=UTC)
    data = render_calendar(PLAN, created=day)
    assert data == render_calendar(PLAN, created=day)
    assert {event["DTSTAMP"].dt for event in events(data)} == {day}


def test_without_icalendar_it_is_told(monkeypatch) -> None:
    """The extra that is missing is named."""
    monkeypatch.setitem(__import__("sys").modules, "plandoc.formats.ics.calendar", None)
    with pytest.raises(PlandocError) as caught:
        render_calendar(PLAN)
    assert caught.value.problems[0].code == "PLN795"
    assert ".[calendar]" in caught.value.problems[0].text("ru")


def test_the_seed_has_all_its_activities(examples) -> None:
    """Each row of the real plan is in its calendar."""
    plan = load_plan(examples / "seed.yaml")
    ids = {event["UID"].split("@")[0].split("-")[1] for event in events(render_calendar(plan))}
    assert ids == {row.activity.id for row in plan.activity_rows()}


@tries(30)
@given(plans(shapes=True))
def test_a_reader_gets_every_activity_back(plan: Plan) -> None:
    """Of any plan: each counted row has events with its words, each uid is there once."""
    found = events(render_calendar(plan))
    assert len({event["UID"] for event in found}) == len(found)
    rows = [r for r in plan.activity_rows() if r.counted and not r.activity.excluded]
    told = {str(event["UID"]): str(event["SUMMARY"]) for event in found}
    for row in rows:
        assert one_line(row.activity.title) in told[f"{plan.id}-{row.activity.id}@plandoc"]
