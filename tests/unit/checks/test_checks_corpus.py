"""plandoc.checks over real plans: what it says of them, judged by eye one by one."""

from collections import Counter
from pathlib import Path

import pytest
from support.corpus_plans import PERIODS, typed_in

from plandoc.checks import check

JUDGED = {
    # A clean plan, and a hospital corner of one: nothing to say.
    "01_extremism_2013-2014": {},
    "30_culture_year_2014_whole_three_columns": {},
    # «Зам.», «Зам» and «зам» of one deputy in turn; «май 2019г» and «апрель – май 2019г» are left
    # over from last year; two bare «август» below «постоянно» may be of either year.
    "02_antiterror_2019-2020_stale_years": {"PLN421": 4, "PLN210": 2, "PLN204": 2},
    # «единый информационный день» is no time; the quarters are nowhere declared; the ban in row 9
    # of section 2 has neither executor nor deadline.
    "07a_terror_2018-2019_sections": {"PLN212": 2, "PLN307": 1, "PLN401": 1, "PLN402": 1},
    # «Зам.по УВР» and «Зам. по УВР».
    "07b_injury_2018-2019_three_tables": {"PLN421": 1},
    # Lists of executors in one line, an unexplained ОДН, dots after half of the numbers.
    "07c_cruelty_2018-2019": {"PLN422": 1, "PLN427": 1, "PLN433": 1},
    "07d_suicide_2018-2019": {"PLN422": 1, "PLN427": 1, "PLN433": 1, "PLN421": 1},
    # Six spellings of three deputies; a row without executor; «Июль, декабрь».
    "08_complex_safety_2019-2020_roman_sections": {"PLN421": 6, "PLN210": 1, "PLN401": 1},
    # «До 05.10.2019» and two of «Июнь 2020» are last year's; «поУПР»; МЦ unexplained;
    # «Заведующие отделениями» both as executor and as result.
    "23_college_2020-2021_study_work_nested_numbers": {
        "PLN210": 3,
        "PLN204": 3,
        "PLN403": 2,
        "PLN409": 1,
        "PLN427": 1,
        "PLN421": 1,
    },
}


@pytest.mark.parametrize("name", JUDGED)
def test_real_plan_yields_what_was_judged(corpus: Path, name: str) -> None:
    """A real plan typed in yields just the remarks that were judged right one by one."""
    plan = typed_in(corpus / "plans" / f"{name}.txt")
    assert len(list(plan.activity_rows())) >= 4
    assert Counter(problem.code for problem in check(plan)) == JUDGED[name]


@pytest.mark.parametrize("name", PERIODS)
def test_real_plan_is_not_scolded(corpus: Path, name: str) -> None:
    """No real plan yields as many remarks as half of its rows, and none is an error."""
    plan = typed_in(corpus / "plans" / f"{name}.txt")
    found = check(plan)
    assert len(found) <= len(list(plan.activity_rows())) / 2
    assert all(problem.severity != "error" for problem in found)
