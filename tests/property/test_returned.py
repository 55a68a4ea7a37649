"""Whatever a plan says, its workbook says it back."""

import io

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from support.effort import tries
from support.strategies import plans
from support.tracking_text import header_row

from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.xlsx.tracking.known import text_of
from plandoc.formats.xlsx.tracking.reader import read_tracking
from plandoc.returns.take_in import take_in
from plandoc.schema.executors import by_executor
from plandoc.schema.plan import Plan
from plandoc.wording.columns import PLAN_COLUMNS, row_texts
from plandoc.wording.phrases import Wording
from plandoc.wording.totals import same_number

REPORTED = Plan.model_validate(
    {
        "title": "План", "period": "2018-2019",
        "columns": ["number", "title", "deadline", "outcome"],
        "activities": [
            {"title": title, "deadline": "октябрь 2018", "outcome": outcome}
            for title, outcome in (("Совет", {"status": "done"}), ("Поход", None), ("Смотр", None))
        ],
    }
)  # fmt: skip


def is_planned(key):
    return key in PLAN_COLUMNS or key.startswith("fields.")


def texts(found):
    """Return what the cells of plan columns say, by id and key; what is blank is left out.

    A cell that is the number of its text, as issued, says that text.
    """

    def said(row, key, cell):
        issued = (found.issued or {}).get(row.cells["id"].value, {}).get(key, "")
        return issued if same_number(cell.value, issued) else cell.value

    return {
        row.cells["id"].value: {
            key: text
            for key, cell in row.cells.items()
            if is_planned(key) and (text := said(row, key, cell))
        }
        for row in found.rows
    }


@tries(60)
@given(plan=plans(shapes=True))
def test_an_untouched_workbook_says_what_was_issued(plan):
    """Texts, ids and what was issued come back equal, whole or in copies for executors.

    A part says what it leaves to its whole, and nobody proposes to change it.
    """
    wording = Wording(plan.language)
    rows = (row.filled for row in plan.activity_rows())
    every = {row.activity.id: row_texts(row, plan, wording) for row in rows}
    issued = {
        ident: {key: text for key, text in row.items() if text_of(text)}
        for ident, row in every.items()
    }
    found = read_tracking(render_tracking(plan))
    assert found.issued == issued
    assert texts(found) == {
        ident: {key: text for key, text in row.items() if is_planned(key)}
        for ident, row in issued.items()
    }
    assert found.problems == ()
    assert take_in(plan, [found]).proposals == ()
    for executor, rows in by_executor(plan).items():
        copy = read_tracking(render_tracking(plan, executor=executor))
        own = {row.activity.id for row in rows}
        assert copy.issued == {ident: row for ident, row in issued.items() if ident in own}
        assert set(texts(copy)) == own
        assert copy.problems == ()


TYPED = load_workbook(io.BytesIO(render_tracking(REPORTED)))
SEEN = [sheet.title for sheet in TYPED if sheet.sheet_state == "visible"]
HEADER = header_row(TYPED.worksheets[0])


@tries(60)
@given(
    word=st.sampled_from(["Выполнено 12.10.2018", "сделано", "+", "Не успели", "7"]),
    sheet=st.sampled_from(SEEN),
    row=st.integers(1, 60),
    column=st.integers(1, 40),
)
def test_a_word_typed_anywhere_is_read_or_told(word, sheet, row, column):
    """Whatever cell it is in: it becomes an outcome, an edit, or a problem that quotes it."""
    book = load_workbook(io.BytesIO(render_tracking(REPORTED)))
    cell = book[sheet].cell(row, column)
    if cell.data_type == "f" or (sheet, cell.coordinate) == (SEEN[1], "C3"):
        return  # a formula that is lost is counted again; the setting is to be changed
    cell.value = word
    target = io.BytesIO()
    book.save(target)
    found = read_tracking(target.getvalue())
    taken = take_in(REPORTED, [found])
    words = f"{taken.changes} {taken.conflicts} {taken.proposals} {taken.problems}"
    same = sheet == SEEN[0] and row > HEADER and column < 3  # numbers and ids that plandoc counts
    assert same or word in words
