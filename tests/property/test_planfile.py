"""Round trips of plan files."""

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from support.effort import tries
from support.strategies import outcomes, plans, texts

from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.formats.yaml.plan_writer import dump_json, dump_yaml, written
from plandoc.formats.yaml.text import entries, flow
from plandoc.schema.outcome import Outcome
from plandoc.schema.plan import Plan

SLOW = tries(60)


@given(plans())
@SLOW
def test_plan_survives_yaml(plan: Plan) -> None:
    """A plan written as YAML is read back the same."""
    assert read_plan(dump_yaml(plan).encode(), "plan.yaml") == (plan, ())


@given(plans())
@SLOW
def test_plan_survives_json(plan: Plan) -> None:
    """A plan written as JSON is read back the same."""
    assert read_plan(dump_json(plan).encode(), "plan.json") == (plan, ())


@given(plans(), plans())
@SLOW
def test_any_plan_can_be_written_over_any_other(old: Plan, new: Plan) -> None:
    """Whatever changes between two plans, the old text can be turned into the new plan."""
    over = dump_yaml(old)
    assert read_plan(dump_yaml(new, over).encode()) == (new, ())
    assert dump_yaml(old, over) == over


@given(plans(), outcomes())
@SLOW
def test_a_new_outcome_only_adds_lines(plan: Plan, outcome: Outcome) -> None:
    """An outcome recorded on an activity adds lines to the file and changes none."""
    bare = [a.model_copy(update={"outcome": None}) for a in plan.activities]
    old = plan.model_copy(update={"activities": tuple(bare)})
    marked = [a.model_copy(update={"outcome": outcome}) for a in bare]
    new = plan.model_copy(update={"activities": tuple(marked)})
    over = dump_yaml(old)
    result = dump_yaml(new, over)
    assert read_plan(result.encode())[0] == new
    before, after = over.split("\n"), result.split("\n")
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    assert {step[0] for step in steps} <= {"equal", "insert"}


@given(st.dictionaries(texts().filter(bool), texts(), min_size=1))
@SLOW
def test_other_yaml_readers_see_the_same_strings(data: dict[str, str]) -> None:
    """A YAML reader with typed scalars, of version 1.1 or 1.2, reads the very same texts."""
    for version in ((1, 1), (1, 2)):
        yaml = YAML(typ="safe", pure=True)
        yaml.version = version
        assert yaml.load(entries(data, 0) + "\n") == data
        assert yaml.load(flow(data)) == data


@given(plans())
@SLOW
def test_what_is_written_says_no_defaults(plan: Plan) -> None:
    """What the schema supplies by itself is not in the file, ids are."""
    data = written(plan)
    assert data["id"] == plan.id
    assert "schema_version" not in data
