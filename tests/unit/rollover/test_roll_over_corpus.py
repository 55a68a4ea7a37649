"""Real plans rolled into their next year: what a secretary would be asked, judged by eye."""

from collections import Counter
from pathlib import Path

import pytest
from support.corpus_recipes import RECIPES
from support.paper_plans import typed

from plandoc.review import NoteKind
from plandoc.rollover.roll_over import Rollover, roll_over
from plandoc.schema.period import Period, PeriodKind
from plandoc.schema.plan import Plan

OF_DAYS = (
    "10-inspections-2016-2019",
    "28_military_academy_assembly_2020_dates_as_sections",
    "32_november_holiday_2004_excerpt_list_without_table",
)
"""Plans of a few days or of several years, which have no next year."""

NAMES = [name for name in RECIPES if name not in OF_DAYS]

JUDGED = {
    # «апрель – май 2019г» and «май 2019г» were stale already; recommendations are written once.
    "01-antiterror-2019-2020": {"PLN842": 2, "PLN853": 1},
    # Materials, a programme and a system are made once.
    "03-foster-service-2019-2020": {"PLN853": 1},
    "08-book-2016-2017-excerpt": {"PLN853": 2},
    # An anniversary in the title; 19 January and 18 May will be Saturdays.
    "06-primorye80-2018": {"PLN841": 1, "PLN845": 2},
    # Seven rows with days of 2019 and «май-июнь 2020»; the day of the minutes, the town and year
    # of the cover; planning of the year after.
    "20_college_2020-2021_title_and_org_measures_stale_2019": {
        "PLN842": 8, "PLN835": 2, "PLN838": 1,
    },
    # «До 05.10.2019» and two of «Июнь 2020», stale as well.
    "23_college_2020-2021_study_work_nested_numbers": {"PLN842": 3},
}  # fmt: skip
SILENT = {
    # Years in titles and texts, dates of approvals, days that fall on a day off already.
    "01-antiterror-2019-2020": {"PLN849": 1, "PLN834": 5},
    "02-asocial-2019-2020": {"PLN833": 1},
    # «Информация о службе с 2015 года»: left, and said.
    "03-foster-service-2019-2020": {"PLN833": 1, "PLN834": 5, "PLN839": 1},
    "05-complex-safety-2019-2020": {"PLN849": 1},
    "06-primorye80-2018": {"PLN834": 2, "PLN845": 1},
    # «до 15.09.2018» was a Saturday and will be a Sunday.
    "07-injury-2018-2019": {"PLN833": 1, "PLN834": 4, "PLN845": 1},
    "08-book-2016-2017-excerpt": {"PLN833": 4, "PLN849": 1},
    "09-sport-programme-2019": {"PLN833": 1},
    # «от 01.02.2000» in a list of letters of the ministry: left, and said.
    "07a_terror_2018-2019_sections": {"PLN833": 1, "PLN839": 1},
    "07c_cruelty_2018-2019": {"PLN833": 1},
    "07d_suicide_2018-2019": {"PLN833": 1},
    "20_college_2020-2021_title_and_org_measures_stale_2019": {
        "PLN833": 1, "PLN849": 1, "PLN834": 8,
    },
    # Plans and workloads «на 2020-21 уч. г.» are made anew every year.
    "23_college_2020-2021_study_work_nested_numbers": {"PLN833": 3, "PLN834": 4},
    "35_exam_schedule_2012-2013_excerpt_correction_column": {"PLN833": 1},
}  # fmt: skip


def rolled(corpus: Path, name: str) -> tuple[Plan, Rollover]:
    plan = typed(RECIPES[name], corpus)
    first = plan.period.first.year + 1
    school = plan.period.kind is PeriodKind.SCHOOL_YEAR
    return plan, roll_over(
        plan, Period.school_year(first) if school else Period.calendar_year(first)
    )


@pytest.mark.parametrize("name", NAMES)
def test_real_plan_is_asked_what_was_judged(corpus: Path, name: str) -> None:
    """Each real plan brings just the questions and remarks that were judged right one by one."""
    _, rollover = rolled(corpus, name)
    assert Counter(n.problem.code for n in rollover.open) == JUDGED.get(name, {})
    said = Counter(n.problem.code for n in rollover.notes if not n.open)
    assert said == SILENT.get(name, {})


@pytest.mark.parametrize("name", NAMES)
def test_real_plan_keeps_its_rows(corpus: Path, name: str) -> None:
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
