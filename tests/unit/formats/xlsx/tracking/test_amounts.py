"""Amounts on the tracking sheet: numbers and their sums, read back as the author typed them."""

import io
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries
from support.tracking_text import cell_of, header_row, keys_of, table_rows, workbook

from plandoc.formats.xlsx.sheets.numbers import number_of
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.xlsx.tracking.reader import read_tracking
from plandoc.formats.xlsx.tracking.register import SPARE
from plandoc.returns.take_in import take_in
from plandoc.revisions.verify import FileContent, Unread, verify_unsealed
from plandoc.schema.plan import Plan
from plandoc.wording.totals import number_in, total_of

MONEY = {"key": "money", "heading": "Сумма, руб.", "total": True}
HOURS = {"key": "hours", "heading": "Часов"}


def plan_of(*texts, column=MONEY, **parts):
    rows = [{"title": f"Дело {n}", "fields": {column["key"]: t}} for n, t in enumerate(texts)]
    given = {"title": "План", "period": "2018-2019 учебный год", "activities": rows}
    return Plan(**given | {"columns": ["number", "title", column, "outcome"]} | parts)


def cells(plan, key="fields.money"):
    return [row[key] for row in table_rows(workbook(render_tracking(plan)))]


def bottom(plan, *, computed=False, key="fields.money"):
    """Return the cell below the last row of a column."""
    book = workbook(render_tracking(plan), data_only=computed)
    rows = len(list(plan.activity_rows()))
    return book.worksheets[0].cell(
        header_row(book.worksheets[0]) + 1 + rows + SPARE, keys_of(book).index(key) + 1
    )


def edited(data, key, row, value):
    book = workbook(data)
    cell_of(book, key, row).value = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_amounts_are_numbers():
    """Amounts of a summed column are numbers that look as typed and stand at the right."""
    plan = plan_of("12 500", "1\u00a0200,50", "300", "−5", "0,5")
    assert cells(plan) == [12500, 1200.5, 300, -5, 0.5]
    book = workbook(render_tracking(plan))
    formats = [cell_of(book, "fields.money", n).number_format[7:] for n in range(5)]
    assert formats == ["#,##0", "#,##0.00", "0", "0", "0.0"]
    assert {cell_of(book, "fields.money", n).alignment.horizontal for n in range(5)} == {"right"}


@pytest.mark.parametrize(
    "text", ["12 500 руб.", "—", "10-20", "007", "1 0000", "1e5", "=1+1", "12%", "1234567890123456"]
)
def test_text_stays_text(text):
    """What is no number, or would look another way as one, stays text."""
    assert cells(plan_of("5", text)) == [5, text]


def test_other_columns():
    """In a column that is not summed numbers are numbers, if nothing else stands there.

    Two numbers with a point between them may be a day or a number of a list.
    """
    money = plan_of("1 200,50", "300", "5,00", column=HOURS)
    assert cells(money, "fields.hours") == [1200.5, 300, 5]
    assert cells(plan_of("1 200.50", "300", column=HOURS), "fields.hours") == [1200.5, 300]
    assert cells(plan_of("3", "12 000", column=HOURS), "fields.hours") == [3, 12000]
    assert cells(plan_of("3", "12.10", column=HOURS), "fields.hours") == ["3", "12.10"]
    assert cells(plan_of("3", "два", column=HOURS), "fields.hours") == ["3", "два"]
    assert bottom(plan_of("3", column=HOURS), key="fields.hours").value is None


def test_sum():
    """The sum is a formula over the column with its result, and says what the paper says."""
    plan = plan_of("12 500", "1 200,5")
    assert bottom(plan).value == "=SUM(F4:F15)"
    assert (bottom(plan, computed=True).value, bottom(plan).number_format) == (
        13700.5,
        "[$-419]#,##0.0",
    )
    assert bottom(plan, key="title").value == "Итого"
    printed = number_in(total_of(["12 500", "1 200,5"]))
    assert printed == bottom(plan, computed=True).value


def test_sum_beside_a_dash():
    """A dash stays as typed, and is no amount that the sum lacks."""
    assert cells(plan_of("5", "-")) == [5, "-"]
    assert bottom(plan_of("5", "-"), computed=True).value == 5


def test_no_sum():
    """Where one amount is no number there is no sum, as on paper; nor where all are blank."""
    assert bottom(plan_of("12 500", "смета")).value is None
    assert bottom(plan_of("", "")).value is None


def test_sum_with_text_in_it():
    """A number that has to stay text is in the sum."""
    assert bottom(plan_of("5", "007")).value == "=SUM(F4:F15)+7"
    assert bottom(plan_of("5", "007"), computed=True).value == 12


def test_whole_and_parts():
    """An amount of an activity is not counted beside those of its parts, by no formula either."""
    whole = {
        "title": "Мебель", "fields": {"money": "5 000"},
        "parts": [{"title": "столы", "fields": {"money": "3 000"}}, {"title": "стулья"}],
    }  # fmt: skip
    plan = plan_of(activities=[whole])
    assert cells(plan) == ["5 000", 3000, None]
    assert bottom(plan, computed=True).value == 3000


def test_untouched():
    """An untouched amount is no edit, and the file has the content of the plan."""
    plan = plan_of("12 500", "1 200,50", "12,5", "007")
    returned = read_tracking(render_tracking(plan), "a.xlsx")
    assert len(returned.rows) == 4
    taken = take_in(plan, [returned])
    assert (taken.plan, taken.proposals) == (plan, ())
    assert not taken.problems


def test_edited():
    """Another amount is an edit, in the style of the one that it replaces."""
    plan = plan_of("12 500")
    data = edited(render_tracking(plan), "fields.money", 0, 13000)
    (proposal,) = take_in(plan, [read_tracking(data, "a.xlsx")]).proposals
    assert (proposal.was, proposal.became) == ("12 500", "13\u00a0000")


def test_marks_in_the_row_of_sums():
    """Words in the row of sums are told."""
    plan = plan_of("12 500")
    data = edited(render_tracking(plan), "outcome.text", 1 + SPARE, "согласовано")
    assert take_in(plan, [read_tracking(data, "a.xlsx")]).problems


@pytest.mark.parametrize("value", [12500, "12 500", "12\u00a0500"])
def test_verify(value):
    """A file verifies with the amount as a number or, as it was issued before, as text."""
    plan = plan_of("12 500", "7")

    def content(data):
        return FileContent(read_tracking(data, "a.xlsx"))

    def verified(value):
        data = edited(render_tracking(plan), "fields.money", 0, value)
        manifest = read_tracking(data, "a.xlsx").manifest
        file = Unread(manifest, partial(content, data))
        return verify_unsealed(file, plan, lambda one: partial(content, render_tracking(one)))

    assert verified(value).matches
    assert not verified(12501).matches


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["{:.2f}", "{:,.2f}", "{:,.0f}"]))
@tries(100)
def test_any_amount(number, form):
    """Any amount comes back from its cell as the same number."""
    text = form.format(number).replace(",", " ").replace(".", ",")
    found = number_of(text)
    assert found is None or number_in(text) == number_in(f"{found.value:.2f}")
    assert found is not None or number == 0
