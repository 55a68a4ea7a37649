"""plandoc.returns.journal: what changed and when, and how things stood on a past day."""

from datetime import date, datetime, timedelta, timezone

from support.problems import codes

from plandoc.returns.journal import Entry, earlier_decisions, journal_lines, read_journal, state_at
from plandoc.schema.plan import Plan

MOSCOW = timezone(timedelta(hours=3))
A, B = "a1", "b2"


def plan_of(**outcomes):
    activities = [{"id": i, "title": i, "outcome": outcomes.get(i)} for i in (A, B)]
    return Plan(title="План", period="2018-2019", activities=activities)


def entry(month, field, old, new, **other):
    return Entry(
        **{
            "when": datetime(2018, month, 5, 23, 30, tzinfo=MOSCOW),
            "file": "лист.xlsx",
            "sha256": "0" * 64,
            "place": "«Учёт»!G5",
            "id": A,
            "number": "1.1.",
            "field": field,
            "old": old,
            "new": new,
        }
        | other
    )


YEAR = (
    entry(10, "status", "", "in_progress"),
    entry(11, "status", "in_progress", "done"),
    entry(11, "date", "", "2018-11-05"),
    entry(12, "evidence", "", "протокол\n№ 3"),
)


def test_a_journal_is_read_as_it_was_written():
    """Entries go to lines of JSON and back, line breaks and Cyrillic included."""
    entries = (*YEAR, entry(12, "text", "а", "а", options=("а", "б")))
    text = journal_lines(entries)
    assert len(text.splitlines()) == len(entries)
    assert "протокол\\n№ 3" in text
    assert read_journal(text) == (entries, ())


def test_a_broken_line_is_named_and_the_others_are_read():
    """A line that somebody damaged is a problem with its number, not the end of the journal."""
    lines = journal_lines(YEAR).splitlines(keepends=True)
    lines[1] = lines[1][:40] + "\n"
    lines.insert(3, '{"when": "вчера"}\n')
    lines.append("[1]\n")
    entries, problems = read_journal("".join(lines), "план.journal.jsonl")
    assert len(entries) == 3
    assert [problem.place.line for problem in problems] == [2, 4, 6]
    assert problems[0].place.file == "план.journal.jsonl"


def test_the_state_of_a_past_day_is_shown():
    """Changes after that day are undone, the day itself counts whole."""
    now = plan_of(a1={"status": "done", "date": "2018-11-05", "evidence": "протокол\n№ 3"})
    states = {}
    for day in ("2018-09-30", "2018-10-05", "2018-11-05", "2018-12-31"):
        plan, problems = state_at(now, YEAR, date.fromisoformat(day))
        assert problems == ()
        outcome = plan.activities[0].outcome
        states[day] = outcome.texts() if outcome else {}
    assert states == {
        "2018-09-30": {},
        "2018-10-05": {"status": "in_progress"},
        "2018-11-05": {"status": "done", "date": "2018-11-05"},
        "2018-12-31": {"status": "done", "date": "2018-11-05", "evidence": "протокол\n№ 3"},
    }


def test_an_edit_behind_the_journal_is_said():
    """What somebody wrote into the plan file by hand is shown beside what the journal knows."""
    now = plan_of(a1={"status": "removed", "date": "2018-11-05", "evidence": "протокол\n№ 3"})
    plan, problems = state_at(now, YEAR, date(2018, 10, 31))
    assert plan.activities[0].outcome.texts() == {"status": "in_progress"}
    assert codes(problems) == ["PLN812"]
    assert "removed" in problems[0].text("ru")


def test_a_journal_that_contradicts_itself_changes_nothing():
    """Values that no outcome can have are told, and the present state is shown."""
    now = plan_of(a1={"status": "done"})
    plan, problems = state_at(now, [entry(11, "status", "зелёный", "done")], date(2018, 1, 1))
    assert plan == now
    assert codes(problems) == ["PLN813"]


def test_entries_of_rows_that_are_gone_are_passed_over():
    """A journal may speak of activities that an amendment removed."""
    now = plan_of()
    assert state_at(now, [entry(11, "status", "", "done", id="gone")], date(2018, 1, 1)) == (
        now,
        (),
    )


def test_the_last_choice_of_a_field_counts():
    """Decisions are remembered, so that the files they settled stay settled."""
    entries = (
        entry(10, "status", "", "done", options=("done", "not_done")),
        entry(11, "status", "done", "not_done", options=("done", "not_done")),
        entry(11, "date", "", "2018-11-05"),
    )
    (decision,) = earlier_decisions(entries)
    assert (decision.id, decision.field, decision.taken) == (A, "status", "not_done")
