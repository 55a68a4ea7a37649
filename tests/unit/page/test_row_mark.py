"""Marks of rows with long ids."""

from uuid import UUID

from plandoc import Plan, read_document, render_document, take_in
from plandoc.formats.docx.paper_reader import read_paper
from plandoc.imports.paper import Grid
from plandoc.page.row_mark import mark_of

UNIQUE = UUID("12345678-1234-5678-1234-567812345678")


def test_a_mark_fits_a_bookmark() -> None:
    """Word allows 40 characters; short ids stand in the bookmark as they are."""
    assert mark_of("p1234abcd") == "p1234abcd"
    assert all(len(f"plandoc_{mark_of('x' * n)}") <= 40 for n in range(1, 65))
    assert len({mark_of(f"{n}" * 64) for n in range(10)}) == 10


def test_rows_with_long_ids_come_back() -> None:
    """A returned document, and an imported one, have the ids of the plan again."""
    parts = [{"id": "z" * 64, "title": "б"}, {"title": "в"}]
    rows = [{"id": UNIQUE, "title": "а"}, {"title": "г", "parts": parts}]
    plan = Plan(title="П", period="2018", activities=rows)
    source = render_document(plan)
    returned = read_document(source)
    ids = [row.activity.id for row in plan.activity_rows()]
    assert {str(UNIQUE), "z" * 64} <= {*ids}
    assert [row.cells["id"].value for row in returned.rows if "id" in row.cells] == ids
    assert not take_in(plan, [returned]).problems
    grids = [piece for piece in read_paper(source).pieces if isinstance(piece, Grid)]
    assert {str(UNIQUE), "z" * 64} <= {row.id for grid in grids for row in grid.rows}
