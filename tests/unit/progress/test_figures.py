"""plandoc.progress.figures: the state of every activity on a day, and how states are counted."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.reported import seed_reported
from support.strategies import plans

from plandoc.progress.figures import DONE, Counts, Gap, State, report
from plandoc.schema.plan import Plan
from plandoc.words.language import LANGUAGES, words_in

YEAR = "2018-2019 учебный год"
JUNE = date(2019, 6, 1)


def activity(deadline="Сентябрь 2018", outcome=None, **parts):
    return {"title": "Заседание", "deadline": deadline, "outcome": outcome, **parts}


def plan_of(*activities, **parts):
    return Plan(**{"title": "План работы", "period": YEAR, "activities": activities} | parts)


def standing(today, *given, **parts):
    (found,) = report(plan_of(activity(*given, **parts)), today).standings
    return found


def test_a_row_under_a_month_is_overdue_after_it():
    """A row without a deadline is due by the month above it, and counted in that month."""
    section = {"title": "Сентябрь", "activities": [activity(None)]}
    plan = plan_of(sections=[section])
    (on_it,), (after,) = (report(plan, date(2018, *day)).standings for day in ((9, 30), (10, 1)))
    assert (on_it.state, on_it.due) == (State.NOT_DUE, date(2018, 9, 30))
    assert after.state is State.OVERDUE
    assert [line.key for line in report(plan, JUNE).months] == ["2018-09"]


@pytest.mark.parametrize(
    ("deadline", "last"),
    [
        ("Сентябрь 2018", date(2018, 9, 30)),
        ("12.10.2018", date(2018, 10, 12)),
        ("до 15 января", date(2019, 1, 15)),
        ("В течение года", date(2019, 8, 31)),
        ("ежемесячно", date(2019, 8, 31)),
        ("по мере необходимости", date(2019, 8, 31)),
        ("31 июня", date(2019, 8, 31)),
        ("с мая 2019", date(2019, 8, 31)),
        ("с октября 2019 г.", date(2019, 10, 1)),
        (None, date(2019, 8, 31)),
        ("Октябрь, март", date(2018, 10, 31)),
        ("Октябрь 2019", date(2019, 10, 31)),
        ("Август 2018", date(2018, 8, 31)),
    ],
)
def test_nothing_is_due_on_its_last_day_and_all_is_on_the_next(deadline, last):
    """A month is late from the first of the next; what has no last day, once the period is over.

    The report of the last day of the plan is that of the whole period: nothing is left of it.
    """
    on_it, after = (standing(day, deadline) for day in (last, last + timedelta(days=1)))
    ended = last == date(2019, 8, 31)
    assert (on_it.due, on_it.is_due, on_it.late_by) == (last, ended, 0 if ended else None)
    assert on_it.state is (State.OVERDUE if ended else State.NOT_DUE)
    assert (after.is_due, after.state, after.late_by) == (True, State.OVERDUE, 1)


@pytest.mark.parametrize(
    ("deadline", "first", "last"),
    [
        ("Октябрь, март", date(2018, 10, 31), date(2019, 3, 31)),
        ("Сентябрь 2018, январь, май 2019", date(2018, 9, 30), date(2019, 5, 31)),
        ("В течение года, отчёт 25 мая", date(2019, 8, 31), date(2019, 8, 31)),
    ],
)
def test_of_several_deadlines_the_first_counts_until_something_is_reported(deadline, first, last):
    """Without any mark a row is overdue after its first deadline, with one after the last."""
    day = last + timedelta(days=1)
    assert standing(day, deadline).due == first
    for outcome in ({"text": "Провели в октябре"}, {"status": "in_progress"}, {"status": "done"}):
        assert standing(day, deadline, outcome).due == last


@pytest.mark.parametrize(
    ("outcome", "state", "late_by"),
    [
        ({"status": "done", "date": "30.09.2018"}, State.ON_TIME, None),
        ({"status": "done", "date": "01.05.2018"}, State.ON_TIME, None),
        ({"status": "done", "date": "01.10.2018"}, State.LATE, 1),
        ({"status": "done"}, State.DONE_UNDATED, None),
        ({"status": "done", "date": "02.06.2019"}, State.OVERDUE, 244),
        ({"status": "done", "date": "15.10.2018", "moved_to": "Октябрь 2018"}, State.ON_TIME, None),
        ({"status": "partly"}, State.PARTLY, 244),
        ({"status": "in_progress"}, State.OVERDUE, 244),
        ({"text": "Провели"}, State.OVERDUE, 244),
        ({"status": "not_done"}, State.NOT_DONE, None),
        ({"status": "removed"}, State.REMOVED, None),
        ({"status": "postponed", "moved_to": "Июнь 2019"}, State.POSTPONED, None),
        ({"status": "postponed", "moved_to": "31.05.2019"}, State.OVERDUE, 1),
        ({"status": "postponed", "moved_to": "по согласованию"}, State.POSTPONED, None),
        ({"status": "postponed"}, State.POSTPONED, None),
        ({"moved_to": "Июль"}, State.POSTPONED, None),
        ({"status": "in_progress", "moved_to": "Июль"}, State.NOT_DUE, None),
        ({"status": "partly", "moved_to": "Июль"}, State.PARTLY, None),
    ],
)
def test_a_mark_and_the_deadline_give_the_state(outcome, state, late_by):
    """Due in September 2018, seen on 1 June 2019: each mark gives one state and its lateness."""
    found = standing(JUNE, "Сентябрь 2018", outcome)
    assert (found.state, found.late_by) == (state, late_by)


def test_done_without_a_date_is_on_time_while_the_deadline_lasts():
    """What was reported as done before its deadline passed cannot be late, whatever its day."""
    assert standing(date(2018, 9, 30), "Сентябрь 2018", {"status": "done"}).state is State.ON_TIME
    assert standing(date(2018, 10, 1), "Сентябрь 2018", {"status": "done"}).state in DONE[1:]


def test_a_postponement_lasts_to_its_new_deadline():
    """A new deadline counts, read with the period; one that is not read lasts to its end."""
    for words, last in (
        ("май", date(2019, 5, 31)),
        ("Октябрь 2019", date(2019, 10, 31)),
        ("по согласованию", date(2019, 8, 31)),
        ("с октября 2019 г.", date(2019, 10, 1)),
        ("   ", date(2019, 8, 31)),
    ):
        outcome = {"status": "postponed", "moved_to": words}
        states = [
            standing(last + timedelta(days=n), "Сентябрь 2018", outcome).state for n in (0, 1)
        ]
        ended = last == date(2019, 8, 31)
        assert states == [State.OVERDUE if ended else State.POSTPONED, State.OVERDUE], words


def test_a_postponement_never_comes_before_a_deadline_outside_the_period():
    """Without a new day a postponed activity keeps its own deadline where that is later."""
    for moved in (None, "по согласованию"):
        outcome = {"status": "postponed", "moved_to": moved}
        assert standing(JUNE, "Октябрь 2019", outcome).due == date(2019, 10, 31)


def test_a_new_deadline_is_not_before_the_one_it_replaces_unless_its_year_says_so():
    """«Октябрь» for what was due in May is not the October that the period would give it."""
    for words, last in (
        ("октябрь", date(2019, 8, 31)),
        ("осенью", date(2019, 8, 31)),
        ("июнь", date(2019, 6, 30)),
        ("октябрь 2018 г.", date(2018, 10, 31)),
        ("30.04.2019", date(2019, 4, 30)),
    ):
        outcome = {"status": "postponed", "moved_to": words}
        assert standing(JUNE, "Май 2019", outcome).due == last, words


def test_a_new_deadline_knows_the_school_quarters():
    """«4 четверть» is read with the quarters that the plan declares."""
    outcome = {"status": "postponed", "moved_to": "4 четверть"}
    quarters = [
        ["2018-09-01", "2018-10-28"], ["2018-11-05", "2018-12-29"],
        ["2019-01-14", "2019-03-23"], ["2019-04-01", "2019-05-30"],
    ]  # fmt: skip
    plan = plan_of(activity("Сентябрь", outcome), school_quarters=quarters)
    assert report(plan, JUNE).standings[0].due == date(2019, 5, 30)


def test_removed_is_never_due_and_not_done_is():
    """What was removed need not have been done; what was not done should have been."""
    removed, failed = (
        standing(JUNE, "Сентябрь 2018", {"status": status}) for status in ("removed", "not_done")
    )
    assert (removed.is_due, failed.is_due) == (False, True)


def test_shares_have_their_own_denominators():
    """On time: of those due, early ones left out. Done: of those planned, removed ones left out."""
    done = {"status": "done", "date": "10.09.2018"}
    late = {"status": "done", "date": "10.10.2018"}
    plan = plan_of(
        activity("Сентябрь 2018", done),
        activity("Сентябрь 2018", late),
        activity("Сентябрь 2018", {"status": "done"}),
        activity("Сентябрь 2018"),
        activity("Май 2019", done),
        activity("Май 2019"),
        activity("Сентябрь 2018", {"status": "removed"}),
    )
    total = report(plan, date(2018, 12, 1)).total
    assert (total.planned, total.due, total.done, total.left) == (7, 4, 4, 6)
    assert total.on_time_share == Fraction(1, 4)
    assert total.done_share == Fraction(4, 6)


def test_a_share_of_nothing_is_none():
    """Before anything is due there is no share on time; without activities none at all."""
    before = report(plan_of(activity("Май 2019")), date(2018, 9, 1)).total
    assert (before.on_time_share, before.done_share) == (None, 0)
    removed = report(plan_of(activity(outcome={"status": "removed"})), JUNE).total
    assert (removed.on_time_share, removed.done_share) == (None, None)
    empty = report(plan_of(), JUNE)
    assert (empty.total.planned, empty.total.done_share) == (0, None)
    assert (empty.sections, empty.executors, empty.months, empty.standings) == ((), (), (), ())


def test_an_activity_counts_at_each_of_its_executors():
    """Several executors have one activity each, the total has it once; nobody's comes last."""
    plan = plan_of(
        activity(executors=["Завуч", "КС", "КС"]),
        activity(executors=["КС"]),
        activity(),
        activity(),
        activity(),
        short_names={"КС": "Координационный совет"},
    )
    figures = report(plan, JUNE)
    assert [(line.key, line.name, line.counts.planned) for line in figures.executors] == [
        ("КС", "КС — Координационный совет", 2),
        ("Завуч", "Завуч", 1),
        ("", "Исполнитель не указан", 3),
    ]
    assert figures.total.planned == 5


def test_months_are_those_of_the_planned_deadlines():
    """The month of the last day counts, whatever was postponed; no last day makes a line."""
    moved = {"status": "postponed", "moved_to": "Май 2019"}
    plan = plan_of(
        activity("ежемесячно"),
        activity("Октябрь, декабрь 2018"),
        activity("Сентябрь 2018", moved),
        activity("Август 2018"),
        activity(None),
    )
    months = report(plan, JUNE).months
    assert [(line.key, line.name, line.counts.planned) for line in months] == [
        ("2018-08", "Август 2018", 1),
        ("2018-09", "Сентябрь 2018", 1),
        ("2018-12", "Декабрь 2018", 1),
        ("", "Срок без последнего дня", 2),
    ]


def test_sections_that_hold_activities_have_a_line():
    """Nested sections bear the headings above them; what stands in no section has a line."""
    plan = plan_of(
        activity(),
        sections=[
            {"title": "Первый", "activities": [activity(), activity()]},
            {
                "title": "Второй",
                "activities": [activity()],
                "sections": [{"month": 12, "activities": [activity()]}, {"title": "Пустой"}],
            },
        ],
    )
    found = [(line.key, line.label, line.name) for line in report(plan, JUNE).sections]
    assert found == [
        ("", "", "Вне разделов"),
        ("sections[0]", "1.", "Первый"),
        ("sections[1]", "2.", "Второй"),
        ("sections[1].sections[0]", "2.", "Второй / Декабрь"),
    ]


def test_names_are_in_the_language_of_the_plan():
    """An English plan has English months and words for what has none."""
    plan = plan_of(activity("May 2019"), activity(None), language="en-GB")
    figures = report(plan, JUNE)
    assert [line.name for line in figures.months] == ["May 2019", "Deadline without a last day"]
    assert figures.executors[0].name == "No executor"


@pytest.mark.parametrize(
    ("outcome", "gaps"),
    [
        (None, ()),
        ({"text": "Провели"}, (Gap.STATUS,)),
        ({"reason": "карантин"}, (Gap.STATUS,)),
        ({"status": "done", "date": "12.09.2018", "evidence": "акт"}, ()),
        ({"status": "done", "date": "12.09.2018", "text": "Провели"}, ()),
        ({"status": "done", "date": "12.09.2018"}, (Gap.EVIDENCE,)),
        ({"status": "done", "date": "12.09.2018", "text": "выполнено."}, (Gap.EVIDENCE,)),
        ({"status": "done", "evidence": "акт"}, (Gap.DATE,)),
        ({"status": "done", "date": "02.06.2019", "evidence": "акт"}, (Gap.AHEAD,)),
        ({"status": "postponed", "reason": "карантин"}, (Gap.NEW_DEADLINE,)),
        ({"status": "postponed", "moved_to": "осенью"}, ()),
        ({"status": "not_done"}, (Gap.REASON,)),
        ({"status": "removed", "text": "Приказ № 4"}, ()),
        ({"status": "partly"}, ()),
        ({"status": "in_progress"}, ()),
    ],
)
def test_gaps_of_a_mark_are_told(outcome, gaps):
    """A mark without a status, date, evidence, new deadline or reason says so."""
    assert standing(JUNE, "Сентябрь 2018", outcome).gaps == gaps


def test_what_is_late_and_what_comes_next_are_listed_by_day():
    """Overdue: due and not wholly done. Coming: open and due from today to the last day asked."""
    plan = plan_of(
        activity("31.05.2019", title="вчера"),
        activity("01.06.2019", title="сегодня"),
        activity("01.07.2019", title="через месяц"),
        activity("02.07.2019", title="позже"),
        activity("Сентябрь 2018", {"status": "partly"}, title="частично"),
        activity("Сентябрь 2018", {"status": "not_done"}, title="не сделано"),
        activity(
            "Сентябрь 2018", {"status": "postponed", "moved_to": "10.06.2019"}, title="перенос"
        ),
        activity("15.06.2019", {"status": "done", "date": "01.05.2019"}, title="раньше"),
        activity("15.06.2019", {"status": "removed"}, title="исключено"),
    )
    figures = report(plan, JUNE)
    assert [s.row.activity.title for s in figures.overdue] == ["частично", "вчера"]
    coming = [s.row.activity.title for s in figures.coming(30)]
    assert coming == ["сегодня", "перенос", "через месяц"]


def test_the_seed_in_june(examples):
    """The figures of the seed, counted by hand."""
    figures = report(seed_reported(examples), JUNE)
    assert list(figures.total.states.values()) == [6, 2, 1, 1, 3, 2, 2, 1, 2]
    assert list(figures.total.states) == list(State)
    assert (figures.total.due, figures.total.on_time_share) == (13, Fraction(5, 13))
    assert figures.total.done_share == Fraction(9, 19)
    assert [s.row.number for s in figures.overdue] == ["1.5.", "3.3.", "2.4.", "4.1."]
    assert {gap: len(figures.lacking(gap)) for gap in Gap} == {
        Gap.STATUS: 1, Gap.DATE: 1, Gap.EVIDENCE: 1, Gap.NEW_DEADLINE: 1, Gap.REASON: 1,
        Gap.AHEAD: 0,
    }  # fmt: skip


def _sum(lines):
    return {state: sum(line.counts.states[state] for line in lines) for state in State}


def test_parts_are_counted_with_what_stands_in_their_whole():
    """A part has the executors and the deadline of its whole; the whole itself is not counted."""
    parts = [{"title": "а"}, {"title": "б", "executors": ["Директор"], "deadline": "Май 2019"}]
    figures = report(plan_of(activity(executors=["Завуч"], parts=parts)), date(2018, 11, 1))
    assert [(line.name, line.counts.planned) for line in figures.executors] == [
        ("Директор", 1),
        ("Завуч", 1),
    ]
    assert [(line.key, line.counts.planned) for line in figures.months] == [
        ("2018-09", 1),
        ("2019-05", 1),
    ]
    assert [s.row.activity.title for s in figures.overdue] == ["а"]


def test_a_table_with_a_period_of_its_own_ends_with_it():
    """A row without a deadline is due with its table; a postponed one with the plan."""
    month = {"period": "сентябрь 2018 г.", "activities": [{"title": "а"}, {"title": "б"}]}
    month["activities"][1]["outcome"] = {"status": "postponed"}
    figures = report(plan_of(activity(None), blocks=["title", "table", {"table": month}]), JUNE)
    assert [s.due for s in figures.standings] == [
        date(2019, 8, 31),
        date(2018, 9, 30),
        date(2019, 8, 31),
    ]


@given(plans(shapes=True), st.dates(date(1895, 1, 1), date(2205, 1, 1)))
def test_every_activity_is_counted_once(plan, today):
    """States add up to the plan, sections and months each to the total, whatever the plan."""
    figures = report(plan, today)
    every = [row.filled for row in plan.activity_rows()]
    assert [s.row for s in figures.standings] == every
    rows = [row for row in every if row.counted]
    assert figures.total.planned == len(rows)
    assert _sum(figures.sections) == _sum(figures.months) == dict(figures.total.states)
    for lines in (figures.sections, figures.months):
        assert sum(line.counts.due for line in lines) == figures.total.due
        assert len({line.key for line in lines}) == len(lines)
    named = sum(max(1, len({" ".join(e.name.split()) for e in r.activity.executors})) for r in rows)
    assert sum(line.counts.planned for line in figures.executors) == named
    for counts in (figures.total, *(line.counts for line in figures.executors)):
        assert all(0 <= counts.due_states[s] <= counts.states[s] for s in State)
        for share in (counts.on_time_share, counts.done_share):
            assert share is None or 0 <= share <= 1


@given(
    plans(shapes=True),
    st.lists(st.dates(date(1895, 1, 1), date(2205, 1, 1)), min_size=2, max_size=4),
)
def test_time_alone_settles_nothing(plan, days):
    """As days pass, what is due stays due, overdue is never again «not due», done stays done."""
    reports = [report(plan, day) for day in sorted(days)]
    for before, after in pairwise(reports):
        for old, new in zip(before.standings, after.standings, strict=True):
            assert new.due == old.due
            assert new.is_due or not old.is_due
            if old.state in (State.OVERDUE, *DONE):
                assert new.state in (State.OVERDUE, *DONE)
            if old.state in DONE:
                assert new.state in DONE
            if old.late_by and new.state is not State.LATE:
                assert new.late_by >= old.late_by


def test_counts_name_every_state():
    """A state in which nothing stands counts 0, so that every table has the same columns."""
    counts = Counts.of(())
    assert set(counts.states) == set(counts.due_states) == set(State)
    assert not any(counts.states.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_and_gap_has_its_word(language):
    """Each state and each gap of a mark is named in every language, in every output."""
    words = words_in(language).report
    assert set(State) == set(words.states)
    assert set(Gap) == set(words.status.gaps) == set(words.workbook.gaps)
