"""plandoc.formats.xlsx.tracking.load: the sheet that shows who is overloaded when."""

import io

import pytest
from hypothesis import given
from support.effort import tries
from support.problems import codes
from support.strategies import plans
from support.tracking_text import workbook

from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.xlsx.tracking.reader import read_tracking
from plandoc.progress.load import load_of
from plandoc.schema.plan import Plan
from plandoc.words.language import LANGUAGES, words_in


def plan_of(**parts):
    activities = [
        {"title": "А", "deadline": "январь", "executors": ["Иванов", "Петров"]},
        {"title": "Б", "deadline": "январь, март", "executors": ["петров"]},
        {"title": "В", "deadline": "весь период", "executors": ["Петров"]},
        {"title": "Г", "deadline": "по мере необходимости"},
    ]
    known = {"title": "План", "period": "1 квартал 2020", "activities": activities}
    return Plan(**known | parts)


def sheet_of(plan, language="ru", **options):
    """Return the sheet, or nothing if there is none."""
    book = workbook(render_tracking(plan, **options))
    name = words_in(language).tracking.sheets["load"]
    return book[name] if name in book.sheetnames else None


def rows_of(sheet):
    """Return the rows from the heading with the years on."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    words = words_in("ru").tracking
    first = next(n for n, row in enumerate(rows) if row[0] == words.summary.executor)
    return rows[first - 1 :]


def test_executors_are_counted_by_months():
    """Each has a row, the busiest first, what nobody has last; a month of none is empty."""
    assert rows_of(sheet_of(plan_of())) == [
        [None, "2020", None, None, None, None],
        ["Исполнитель", "янв", "февр", "март", "Без месяца", "Сроков"],
        ["Петров", 2, None, 1, 1, 4],
        ["Иванов", 1, None, None, None, 1],
        ["Исполнитель не указан", None, None, None, 1, 1],
    ]


@pytest.mark.parametrize(
    ("parts", "executor"),
    [
        ({"activities": [{"title": "А", "deadline": "январь", "executors": ["Иванов"]}]}, None),
        ({"activities": [{"title": "А", "executors": ["Иванов", "Петров"]}]}, None),
        ({"activities": [{"title": "А", "deadline": "январь"}]}, None),
        ({"activities": []}, None),
        ({}, "Петров"),
    ],
)
def test_a_sheet_that_would_say_nothing_is_left_out(parts, executor):
    """One executor, no months, no executors, nothing at all, the copy of one person."""
    assert sheet_of(plan_of(**parts), executor=executor) is None


@tries(60)
@given(plans(shapes=True))
def test_the_sheet_counts_what_the_check_counts(plan):
    """Whatever the plan, its numbers of months are those of `load_of`, and none is lost."""
    sheet = sheet_of(plan, plan.language[:2])
    load = load_of(plan)
    if sheet is None:
        named = [line for line in load.lines if line.executor]
        assert len(named) < 2 or not load.most
        return
    found = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[-1], int)]
    assert [row[-1] for row in found] == [line.total for line in load.lines]
    assert [sum(n or 0 for n in row[1:-1]) for row in found] == [row[-1] for row in found]


def test_months_far_from_the_period_are_counted_at_its_edges():
    """A deadline of a year before and one of years later have a column each, with their signs."""
    plan = plan_of(
        activities=[
            {"title": "А", "deadline": "10.01.2015", "executors": ["Иванов"]},
            {"title": "Б", "deadline": "февраль 2020 г.", "executors": ["Петров"]},
            {"title": "В", "deadline": "10.01.2030", "executors": ["Петров"]},
        ]
    )
    assert rows_of(sheet_of(plan)) == [
        [None, None, "2020", None, None, None, None, None],
        ["Исполнитель", "◄", "янв", "февр", "март", "►", "Без месяца", "Сроков"],
        ["Петров", None, None, 1, None, 1, None, 2],
        ["Иванов", 1, None, None, None, None, None, 1],
    ]


def test_hundreds_of_executors_are_counted_together():
    """The busiest have rows of their own, the others one."""
    names = [f"Работник {n}" for n in range(160)]
    plan = plan_of(activities=[{"title": "А", "deadline": "январь", "executors": names}])
    rows = rows_of(sheet_of(plan))
    assert len(rows) == 2 + 150 + 1
    assert rows[-1] == ["Остальные исполнители (10)", 10, None, None, None, 10]


@pytest.mark.parametrize(("most", "darkest"), [(1, 4), (2, 4), (6, 6)])
def test_a_darker_month_has_more(most, darkest):
    """One scale from white on; a count of four, or the largest one, is as dark as can be."""
    busy = [{"title": "Б", "deadline": "январь", "executors": ["Петров"]}] * most
    one = {"title": "А", "deadline": "март", "executors": ["Иванов"]}
    areas = sheet_of(plan_of(activities=[*busy, one])).conditional_formatting
    scales = [rule.colorScale for area in areas for rule in area.rules if rule.colorScale]
    assert [[float(end.val) for end in scale.cfvo] for scale in scales] == [[0, darkest]]


def test_the_sheet_is_printed_on_one_page():
    """It lies across and is as wide as the page."""
    for language in LANGUAGES:
        sheet = sheet_of(plan_of(language=language), language)
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)


def test_somebodys_own_sheet_of_that_name_is_told():
    """A workbook without a sheet of loads may be given one by a person: it is not ours."""
    for parts, expected in ({"activities": [{"title": "А"}]}, ["PLN712"]), ({}, []):
        plan = plan_of(**parts)
        book = workbook(render_tracking(plan))
        if expected:
            book.create_sheet("Нагрузка")["A1"] = "Иванов: 18 часов"
        target = io.BytesIO()
        book.save(target)
        returned = read_tracking(target.getvalue(), "лист.xlsx")
        assert codes(returned.problems) == expected
