from hypothesis import given, settings
from support.strategies import plans
from plandoc.formats.yaml.plan_writer import dump_yaml, dump_json
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.schema.plan import Plan
from plandoc.schema.tree import walk


@given(plans(shapes=True))
@settings(max_examples=150, deadline=None)
def test_round(plan):
    assert read_plan(dump_yaml(plan).encode(), "a.yaml")[0] == plan
    assert read_plan(dump_json(plan).encode(), "a.json")[0] == plan
    data = plan.model_dump(mode="json")
    assert (
        [str(p) for p, _ in walk(plan)]
        == [str(p) for p, _ in walk(data)]
        == [str(r.path) for r in plan.rows()]
    )
    plan.content_hash
    assert Plan.model_validate(data) == plan
    outs = {row.activity.id: None for row in plan.activity_rows()}
    assert all(o.activity.outcome is None for o in plan.with_outcomes(outs).activity_rows())
