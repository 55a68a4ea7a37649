"""Any plan that the schema accepts becomes a document that holds all of it."""

from io import BytesIO

from docx import Document
from hypothesis import HealthCheck, given
from support.effort import tries
from support.printed import printed
from support.strategies import plans

from plandoc.formats.docx.signed_below import holds_signatures
from plandoc.schema.blocks import TableForm
from plandoc.schema.rows import ActivityRow

SLOW = tries(150, HealthCheck.filter_too_much)  # a plan of unknown gender is no example


@SLOW
@given(plans())
def test_every_plan_becomes_a_document_with_a_row_for_each_row(plan):
    """Whatever the texts, the file opens and no row is lost; the proof inside finds each text."""
    document = Document(BytesIO(printed(plan)))
    rows = list(plan.rows())
    headings = 1 + plan.layout.column_numbers
    counts = [sum(not holds_signatures(row) for row in t._tbl.tr_lst) for t in document.tables]
    assert len(rows) + headings in counts
    marks = document.element.xml.count('w:name="plandoc_')
    assert marks == sum(isinstance(row, ActivityRow) for row in rows)


@SLOW
@given(plans(shapes=True))
def test_every_block_is_in_the_document(plan):
    """Whatever the blocks, the file opens; rows of tables have bookmarks, items of lists none."""
    document = Document(BytesIO(printed(plan)))
    rows = [row for t in plan.tables() if t.form is TableForm.TABLE for row in t.rows]
    marks = document.element.xml.count('w:name="plandoc_')
    assert marks == sum(isinstance(row, ActivityRow) for row in rows)
    for table in document.tables:
        wide = len(table._tbl.tblGrid.gridCol_lst)
        assert all(sum(tc.grid_span for tc in tr.tc_lst) == wide for tr in table._tbl.tr_lst)


@SLOW
@given(plans(shapes=True))
def test_rendering_is_deterministic(plan):
    """The same plan gives the same bytes."""
    assert printed(plan) == printed(plan)
