"""Round trips of plan files."""

from collections.abc import Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from support.damage import PLAN_BITS, PLAN_TEXTS, damaged_plan
from support.effort import tries
from support.strategies import outcomes, plans, texts

from plandoc.codes import Code
from plandoc.errors import PlanFileError, Problem
from plandoc.formats.yaml.decode import decode
from plandoc.formats.yaml.keys import understand
from plandoc.formats.yaml.nodes import Branch
from plandoc.formats.yaml.plain import Plain, plain_data
from plandoc.formats.yaml.plan_reader import compose, parse_plan, read_plan
from plandoc.formats.yaml.plan_writer import dump_json, dump_yaml, rewrite, written
from plandoc.formats.yaml.text import entries, flow
from plandoc.formats.yaml.yaml_nodes import READ_APART
from plandoc.schema.activity import Activity
from plandoc.schema.outcome import Outcome
from plandoc.schema.plan import Plan

SLOW = tries(60)


@given(plans(shapes=True))
@SLOW
def test_plan_survives_yaml(plan: Plan) -> None:
    """A plan written as YAML is read back the same."""
    assert read_plan(dump_yaml(plan).encode(), "plan.yaml") == (plan, ())


@given(plans(shapes=True))
@SLOW
def test_plan_survives_json(plan: Plan) -> None:
    """A plan written as JSON is read back the same."""
    assert read_plan(dump_json(plan).encode(), "plan.json") == (plan, ())


@given(plans(shapes=True), plans(shapes=True))
@SLOW
def test_any_plan_can_be_written_over_any_other(old: Plan, new: Plan) -> None:
    """Whatever changes between two plans, the old text can be turned into the new plan."""
    over = dump_yaml(old)
    assert read_plan(dump_yaml(new, over).encode()) == (new, ())
    assert dump_yaml(old, over) == over


@given(plans(shapes=True), outcomes())
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


@given(plans(shapes=True))
@SLOW
def test_what_is_written_says_no_defaults(plan: Plan) -> None:
    """What the schema supplies by itself is not in the file, ids are."""
    data = written(plan)
    assert data["id"] == plan.id
    assert "schema_version" not in data


ROW_STYLES = st.sampled_from(
    [
        "{i}- id: {id}\n{i}  title: {t}  # {c}\n",
        "{i}-   id: {id}\n{i}    # {c}\n{i}    title: '{t}'\n",
        '{i}- {{id: {id}, title: "{t}"}}  # {c}\n',
        "{i}- title: |\n{i}    {t}\n{i}    ещё\n{i}  id: {id}  # {c}\n",
        "{i}- title: {t}\n\n{i}  id: {id}  # {c}\n{i}  executors: [А,   Б]\n",
        "{i}- title: >-\n{i}    {t}\n{i}    б\n{i}  id: {id}\n{i}  executors:\n{i}  - А  # {c}\n",
    ]
)


@given(
    st.lists(ROW_STYLES, min_size=2, max_size=6),
    st.sampled_from(["", "  ", "    "]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.data(),
)
@tries(200)
def test_comments_of_rows_that_stay_survive_rows_that_go(
    styles: list[str], indent: str, newline: str, data: st.DataObject
) -> None:
    """Whichever rows go and come, the lines of the others stay, with comments, order and style."""
    blocks = [
        f"{indent}# над {n}\n" + style.format(i=indent, id=f"r{n}", t=f"Текст {n}", c=f"при {n}")
        for n, style in enumerate(styles)
    ]
    head, tail = "# шапка\ntitle: План\nid: p\nperiod: 2018-2019\nactivities:\n", "# хвост\n"
    text = (head + "".join(blocks) + tail).replace("\n", newline)
    parsed = parse_plan(text.encode(), "plan.yaml")
    rows = list(parsed.plan.activities)
    kept = data.draw(st.sets(st.sampled_from(range(len(rows))), min_size=1))
    result: list[Activity] = [row for n, row in enumerate(rows) if n in kept]
    if data.draw(st.booleans()):
        new = Activity(id="new", title="Новое")
        result.insert(data.draw(st.integers(0, len(result))), new)
    plan = parsed.plan.model_copy(update={"activities": tuple(result)})
    written_text = rewrite(plan, parsed).decode()
    assert parse_plan(written_text.encode(), "plan.yaml").plan == plan
    for n, block in enumerate(blocks):
        if n in kept:
            assert all(line in written_text for line in block.splitlines()), (n, written_text)
    assert "# шапка" in written_text
    assert "# хвост" in written_text


BITS = st.one_of(st.sampled_from(PLAN_BITS), st.text(max_size=8))


def problems_of(source: bytes, name: str) -> Sequence[Problem]:
    try:
        return parse_plan(source, name).problems
    except PlanFileError as error:
        return error.problems


@given(
    st.sampled_from(PLAN_TEXTS),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 6), BITS), min_size=1, max_size=5),
    st.sampled_from(["p.yaml", "p.json", ""]),
    st.binary(max_size=4),
)
@tries(400)
def test_any_bytes_are_a_plan_or_located_problems(
    seed: str, edits: list[tuple[int, int, str]], name: str, raw: bytes
) -> None:
    """A file cut, spliced and damaged anywhere is read or refused with a place for each problem."""
    text = seed
    for place, size, bit in edits:
        at = place % (len(text) + 1)
        text = text[:at] + bit + text[at + size :]
    source = text.encode(errors="surrogatepass")
    at = edits[0][0] % (len(source) + 1)
    for problem in problems_of(source[:at] + raw + source[at:], name):
        assert problem.place.line or problem.code is Code.FILE_NOT_TEXT


def nodes_agree(text: str, name: str) -> bool:
    """Whether a text that is read without nodes has the data of its nodes, and no problem."""
    root, problems = compose(text, name)
    plain = plain_data(text, is_json=name == "p.json")
    if plain is None:
        return False
    assert isinstance(root, Branch)
    assert (*problems, *understand(root, text)) == ()
    assert repr(plain) == repr(Plain(root.data, root.language))
    return True


@given(plans(shapes=True), st.sampled_from(["p.yaml", "p.json"]))
@SLOW
def test_a_written_plan_is_read_without_nodes(plan: Plan, name: str) -> None:
    """What plandoc writes never needs the reader of nodes."""
    text = dump_json(plan) if name == "p.json" else dump_yaml(plan)
    assert nodes_agree(text, name) or READ_APART.search(text)


@given(st.integers(0, 10**9), st.sampled_from(["p.yaml", "p.json"]))
@tries(400)
def test_what_is_read_without_nodes_has_the_data_of_nodes(seed: int, name: str) -> None:
    """A damaged file has the same data, unless it is left to the reader of nodes."""
    with suppress(PlanFileError):
        nodes_agree(decode(damaged_plan(Random(seed))), name)
