"""plandoc.checks over real plans: what it says of them, judged by eye one by one."""

from collections import Counter
from pathlib import Path

import pytest
from support.corpus_recipes import RECIPES
from support.paper_plans import typed

from plandoc.checks import check
from plandoc.checks.groups import grouped

JUDGED = {
    # «Зам.», «Зам» and «зам» of one deputy in turn; «май 2019г» and «апрель – май 2019г» are left
    # over from last year; two bare «август» below «постоянно» may be of either year; the title ends
    # in a dot; a surname before its initials.
    "01-antiterror-2019-2020": {
        "PLN421": 3, "PLN210": 2, "PLN204": 2, "PLN333": 1, "PLN321": 1,
    },
    # An unexplained ОДН; a quotation mark that was never closed.
    "02-asocial-2019-2020": {"PLN427": 1, "PLN408": 1},
    # Two posts and two persons in seven spellings; a section twice; marks without a state, one of
    # them of the year before, one thrice.
    "03-foster-service-2019-2020": {
        "PLN421": 7, "PLN422": 1, "PLN435": 1, "PLN512": 3, "PLN505": 1, "PLN509": 1,
    },
    # A clean plan.
    "04-extremism-2013-2014": {},
    # Six spellings of three deputies; a row without executor; «Июль, декабрь».
    "05-complex-safety-2019-2020": {"PLN421": 6, "PLN210": 1, "PLN401": 1, "PLN321": 1},
    # «.1» among numbers with a dot behind; 4 is missing.
    "06-primorye80-2018": {"PLN433": 1, "PLN431": 1},
    # «Зам.по УВР» and «Зам. по УВР».
    "07-injury-2018-2019": {"PLN421": 1},
    # Three spellings of one deputy and a colleague; МО and АК unexplained; two rows without
    # executor, one without result, one to be filled in by hand; a quotation
    # mark; initials.
    "08-book-2016-2017-excerpt": {
        "PLN413": 1, "PLN421": 3, "PLN427": 2, "PLN401": 2, "PLN403": 1,
        "PLN408": 1, "PLN321": 1,
    },
    # A row to be filled in by hand; «Зимнее время года» of a calendar year.
    "09-sport-programme-2019": {"PLN413": 1, "PLN421": 1, "PLN210": 1},
    # Two outcomes in turn; two inspections of one office in one month.
    "10-inspections-2016-2019": {"PLN509": 1, "PLN411": 1},
    # «единый информационный день» is no time; the quarters are nowhere declared; the ban in row 9
    # of section 2 has neither executor nor deadline; «1. Изучение …» in a numbered row.
    "07a_terror_2018-2019_sections": {
        "PLN212": 2, "PLN307": 1, "PLN401": 1, "PLN402": 1, "PLN338": 1,
    },
    # An unexplained ОДН, «зам. дир.» and «Зам.директора».
    "07c_cruelty_2018-2019": {"PLN427": 1, "PLN421": 1},
    "07d_suicide_2018-2019": {"PLN427": 1, "PLN421": 2},
    "07e_deviant_2018-2019_no_deadlines": {},
    # Eleven days of the year before; 8 is missing; МЦ; «До начала ГИА».
    "20_college_2020-2021_title_and_org_measures_stale_2019": {
        "PLN204": 11, "PLN431": 1, "PLN427": 1, "PLN218": 1,
    },
    # «Заседание 2.» twice; a row below a merged deadline that lacks it; МЦ.
    "21_college_2020-2021_directors_meetings_merged_deadlines": {
        "PLN435": 1, "PLN402": 1, "PLN427": 1,
    },
    # «До 05.10.2019» and two of «Июнь 2020» are last year's; «поУПР»; МЦ unexplained;
    # «Заведующие отделениями» both as executor and as result.
    "23_college_2020-2021_study_work_nested_numbers": {
        "PLN210": 3, "PLN204": 3, "PLN403": 2, "PLN409": 1, "PLN427": 1, "PLN421": 1,
    },
    # Twelve matters of one person in September; two rows without executor; quotation marks.
    "27_college_2020-2021_dormitory_1.1_numbers_empty_marks": {
        "PLN408": 2, "PLN401": 2, "PLN426": 1, "PLN431": 1,
    },
    "28_military_academy_assembly_2020_dates_as_sections": {},
    "30_culture_year_2014_whole_three_columns": {},
    "32_november_holiday_2004_excerpt_list_without_table": {},
    "35_exam_schedule_2012-2013_excerpt_correction_column": {"PLN427": 1},
}  # fmt: skip
SCOLDED = {"03-foster-service-2019-2020": "five persons are written in twelve ways"}


def test_every_paper_is_judged() -> None:
    """No paper is left out."""
    assert list(JUDGED) == list(RECIPES)


@pytest.mark.parametrize("name", JUDGED)
def test_real_plan_yields_what_was_judged(corpus: Path, name: str) -> None:
    """A real plan typed in yields just the remarks that were judged right one by one."""
    plan = typed(RECIPES[name], corpus)
    assert len(list(plan.activity_rows())) >= 4
    assert Counter(problem.code for problem in check(plan)) == JUDGED[name]


@pytest.mark.parametrize("name", [name for name in RECIPES if name not in SCOLDED])
def test_real_plan_is_not_scolded(corpus: Path, name: str) -> None:
    """No real plan is told as many things as half of its rows, and none is an error."""
    plan = typed(RECIPES[name], corpus)
    found = check(plan)
    assert len(grouped(found)) <= len(list(plan.activity_rows())) / 2
    assert all(problem.severity != "error" for problem in found)
