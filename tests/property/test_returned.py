"""Whatever a plan says, its workbook says it back."""

from hypothesis import given
from support.effort import tries
from support.strategies import plans

from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.xlsx.tracking.known import text_of
from plandoc.formats.xlsx.tracking.reader import read_tracking
from plandoc.returns.take_in import take_in
from plandoc.schema.executors import by_executor
from plandoc.wording.columns import PLAN_COLUMNS, row_texts
from plandoc.wording.phrases import Wording


def is_planned(key):
    return key in PLAN_COLUMNS or key.startswith("fields.")


def texts(found):
    """Return what the cells of plan columns say, by id and key; what is blank is left out."""
    return {
        row.cells["id"].value: {
            key: cell.value for key, cell in row.cells.items() if is_planned(key) and cell.value
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
