"""A document that nobody touched gives back exactly what was printed, whatever the plan says."""

from hypothesis import HealthCheck, assume, given
from support.effort import tries
from support.printed import printed
from support.strategies import plans

from plandoc.formats.docx.reader import read_document
from plandoc.wording.columns import cell_text, columns_of, issued_texts, manifest
from plandoc.wording.phrases import Wording, with_non_breaking

SLOW = tries(150, HealthCheck.filter_too_much)  # a plan of unknown gender is no example


@SLOW
@given(plans(shapes=True))
def test_an_untouched_document_gives_the_printed_texts(plan):
    """Each activity comes back once, under its id, each column with its text; nothing is amiss."""
    document = printed(plan)
    wording = Wording(plan.language)
    columns = columns_of(plan, wording)
    issued = {
        row.activity.id: {
            column.path: text if text.strip() else None
            for column in columns
            for text in [with_non_breaking(cell_text(row, column.key, plan, wording))]
        }
        for row in plan.activity_rows()
    }
    assume(issued)
    seen = read_document(document)
    rows = [{key: cell.value for key, cell in row.cells.items()} for row in seen.rows]
    assert {row.pop("id"): row for row in rows} == issued
    assert len(rows) == len(issued)
    assert seen.issued == issued_texts(plan, wording)
    assert seen.manifest == manifest(plan, wording)
    assert seen.problems == ()
