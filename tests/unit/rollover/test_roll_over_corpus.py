"""Real plans rolled into their next year: what a secretary would be asked, judged by eye."""

from collections import Counter
from pathlib import Path

import pytest
from support.corpus_plans import PERIODS, typed_in

from plandoc.rollover.review import NoteKind
from plandoc.rollover.roll_over import roll_over
from plandoc.schema.period import Period, PeriodKind

JUDGED = {
    # «апрель – май 2019г» and «май 2019г» were stale already; recommendations are written once.
    "02_antiterror_2019-2020_stale_years": {"PLN842": 2, "PLN853": 1},
    # «До 05.10.2019» and two of «Июнь 2020», stale as well.
    "23_college_2020-2021_study_work_nested_numbers": {"PLN842": 3},
}
SILENT = {
    # «от 01.02.2000» in a list of letters of the ministry: left, and said.
    "07a_terror_2018-2019_sections": {"PLN839": 1},
    # «до 15.09.2018» was a Saturday and will be a Sunday.
    "07b_injury_2018-2019_three_tables": {"PLN834": 4, "PLN845": 1},
    "02_antiterror_2019-2020_stale_years": {"PLN834": 5},
    # Plans and workloads «на 2020-21 уч. г.» are made anew every year.
    "23_college_2020-2021_study_work_nested_numbers": {"PLN833": 3, "PLN834": 4},
}


def rolled(corpus: Path, name: str):
    plan = typed_in(corpus / "plans" / f"{name}.txt")
    first = plan.period.first.year + 1
    school = plan.period.kind is PeriodKind.SCHOOL_YEAR
    return plan, roll_over(
        plan, Period.school_year(first) if school else Period.calendar_year(first)
    )


@pytest.mark.parametrize("name", PERIODS)
def test_real_plan_is_asked_what_was_judged(corpus, name):
    """Each real plan brings just the questions and remarks that were judged right one by one."""
    _, rollover = rolled(corpus, name)
    assert Counter(n.problem.code for n in rollover.open) == JUDGED.get(name, {})
    said = Counter(n.problem.code for n in rollover.notes if not n.open)
    assert said == SILENT.get(name, {})


@pytest.mark.parametrize("name", PERIODS)
def test_real_plan_keeps_its_rows(corpus, name):
    """Rows, their ids and all words but years are those of last year."""
    plan, rollover = rolled(corpus, name)
    assert len(list(plan.activity_rows())) >= 4
    made = {(n.activity, n.field): n for n in rollover.notes if n.kind is NoteKind.CHANGE}
    for old, new in zip(plan.activity_rows(), rollover.plan.activity_rows(), strict=True):
        assert (new.activity.id, new.number) == (old.activity.id, old.number)
        for key in ("title", "deadline"):
            was, now = (str(getattr(row.activity, key) or "") for row in (old, new))
            note = made.get((old.activity.id, key))
            assert now == (note.after if note else was)
