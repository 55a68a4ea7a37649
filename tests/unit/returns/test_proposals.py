"""plandoc.returns.proposals: edits found on sheets, applied to a plan."""

import pytest
from support.filled import sheet

from plandoc.returns.proposals import with_proposals
from plandoc.returns.take_in import take_in
from plandoc.schema.plan import Plan


def plan_of(count):
    activities = [
        {"id": f"a{n}", "title": f"Дело {n}", "deadline": "май 2019"} for n in range(count)
    ]
    return Plan.model_validate({"title": "План", "period": "2018-2019", "activities": activities})


@pytest.mark.parametrize("wrong", [(), (0,), (3,), (0, 4, 7)])
def test_an_invalid_edit_leaves_out_itself_alone(wrong):
    """All the others are applied, and each invalid one is told with its cell."""
    plan = plan_of(8)
    marks = {f"a{n}": {"title": "" if n in wrong else f"Дело {n} новое"} for n in range(8)}
    proposals = take_in(plan, [sheet(plan, marks)]).proposals
    made, problems = with_proposals(plan, proposals)
    assert [row.title for row in made.activities] == [
        f"Дело {n}" if n in wrong else f"Дело {n} новое" for n in range(8)
    ]
    assert [problem.place.cell for problem in problems] == [f"C{n + 5}" for n in wrong]


def test_a_row_that_is_removed_takes_no_edit():
    """An edit of a row after its removal is told; an edit before it goes with the row."""
    plan = plan_of(3)
    edits = take_in(plan, [sheet(plan, {"a1": {"deadline": "июнь 2019"}})]).proposals
    removals = take_in(plan, [sheet(plan, {"a1": None})]).proposals
    for order, told in (((*edits, *removals), 0), ((*removals, *edits), 1)):
        made, problems = with_proposals(plan, order)
        assert [row.id for row in made.activities] == ["a0", "a2"]
        assert len(problems) == told
