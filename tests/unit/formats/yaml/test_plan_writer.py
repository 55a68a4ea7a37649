"""plandoc.formats.yaml.plan_writer: plan → YAML and JSON, over an existing file or afresh."""

import json
import re
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from support.problems import codes
from support.strategies import HOSTILE, MULTILINE

from plandoc.errors import LostTextError, PlanFileError
from plandoc.formats.yaml.plan_reader import parse_plan, read_plan
from plandoc.formats.yaml.plan_writer import dump_json, dump_yaml, rewrite, written
from plandoc.schema.activity import Activity, Executor, Section
from plandoc.schema.approval import Approval, ApprovalKind, Officer
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan

HEAD = "id: p\ntitle: План\nperiod: 2018-2019\n"


def read(text: str) -> Plan:
    return read_plan(text.encode(), "plan.yaml")[0]


def lines_of(text: str) -> list[str]:
    return re.split(r"(?<=\n)", text)


def only_adds(old: str, new: str) -> list[str]:
    """The lines that `new` adds to `old`; fails when it changes or loses any."""
    before, after = lines_of(old), lines_of(new)
    added = []
    for step, _, _, start, end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        assert step in {"equal", "insert"}
        if step == "insert":
            added += after[start:end]
    return added


def marked(plan: Plan, outcome: Outcome | None) -> Plan:
    """The plan with one outcome on each of its activities."""

    def mark(activity: Activity) -> Activity:
        return activity.model_copy(update={"outcome": outcome})

    def section(value: Section) -> Section:
        return value.model_copy(
            update={
                "activities": tuple(map(mark, value.activities)),
                "sections": tuple(map(section, value.sections)),
            }
        )

    return plan.model_copy(
        update={
            "activities": tuple(map(mark, plan.activities)),
            "sections": tuple(map(section, plan.sections)),
        }
    )


def test_fresh_yaml_reads_like_written_by_hand() -> None:
    """Keys in the order of the model, id first, several lines as a block, nothing folded."""
    long = "Очень длинное название " * 10 + "конец"
    plan = Plan(
        id="p", title="План\nработы", period=Period.school_year(2018),
        approvals=(Approval(kind=ApprovalKind.AGREE, officer=Officer(post="Директор", date=None)),),
        activities=(
            Activity(id="a", title=long, executors=(Executor(name="КС"),), deadline="Май"),
            Activity(id="007", title="Тема: <&>", executors=(Executor(name="МО", lead=True),)),
        ),
    )  # fmt: skip
    assert dump_yaml(plan) == (
        "id: p\ntitle: |-\n  План\n  работы\nperiod: 2018-2019\napprovals:\n  - kind: agree\n"
        "    officer:\n      post: Директор\n      date: null\nactivities:\n  - id: a\n"
        f"    title: {long}\n    executors:\n      - КС\n    deadline: Май\n"
        '  - id: "007"\n    title: "Тема: <&>"\n    executors:\n      - name: МО\n'
        "        lead: true\n"
    )


@pytest.mark.parametrize("text", [*HOSTILE, *MULTILINE])
def test_hostile_text_comes_back(text: str) -> None:
    """Whatever a text looks like to YAML or JSON, it is read back as it was."""
    said = text if text.strip() else f"{text}."
    plan = Plan(
        title=said, period=Period.calendar_year(2021), notes=(text,),
        activities=(Activity(title=said, supervisor=text, outcome=Outcome(text=text)),),
    )  # fmt: skip
    assert read(dump_yaml(plan)) == plan
    assert read_plan(dump_json(plan).encode(), "p.json")[0] == plan


def test_hidden_characters_are_visible_in_the_file() -> None:
    """What cannot be seen is written as an escape, the rest of Unicode as it is."""
    plan = Plan(title="а\u2028б\u202eв\ufeff\x7f😀\u00a0«»", period=Period.calendar_year(2021))
    assert 'title: "а\\u2028б\\u202Eв\\uFEFF\\u007F😀\u00a0«»"' in dump_yaml(plan)


def test_key_longer_than_yaml_allows_is_written_in_the_long_form() -> None:
    """A short name of more than a thousand letters is still a key."""
    plan = Plan(title="П", period=Period.calendar_year(2021), short_names={"К" * 2000: "Совет"})
    assert read(dump_yaml(plan)) == plan


@pytest.mark.parametrize("name", ["seed", "flat", "school"])
def test_unchanged_example_is_untouched(examples: Path, name: str) -> None:
    """Nothing changed means nothing written differently, byte for byte."""
    text = (examples / f"{name}.yaml").read_text("utf-8")
    assert dump_yaml(read(text), text) == text


@pytest.mark.parametrize("name", ["seed", "flat", "school"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_ids_and_outcomes_only_add_lines(examples: Path, name: str, newline: str, bom: str) -> None:
    """New ids and outcomes leave every other line of the examples byte for byte."""
    text = (examples / f"{name}.yaml").read_text("utf-8")
    bare = re.sub(r"(?m)^id: .*\n", "", re.sub(r"- id: .*\n\s+", "- ", text))
    bare = bom + bare.replace("\n", newline)
    plan = read(bare)
    with_ids = dump_yaml(plan, bare)
    count = sum(1 for _ in plan.activity_rows())
    assert with_ids.startswith(bom)
    assert with_ids.count("id: ") == text.count("id: ")
    assert len(lines_of(with_ids)) == len(lines_of(bare)) + count + 1
    assert read(with_ids) == plan
    free = dump_yaml(marked(plan, None), with_ids)
    done = marked(plan, Outcome(status=Status.DONE, date=date(2019, 5, 6), text="а\nб"))
    added = only_adds(free, dump_yaml(done, free))
    assert len(added) == count * 6
    assert all(line.endswith(newline) and line.count("\r") == newline.count("\r") for line in added)


ODD = [
    # a block that ends with a line of blanks
    "activities:\n  - title: |-\n      А\n         \n  - title: Б\n",
    # four blanks of indent
    "activities:\n    - title: А\n      deadline: Май\n    - title: Б\n",
    # no indent of the list
    "activities:\n- title: А\n- title: Б\n  deadline: Май   # срок\n",
    # the mapping below its dash
    "activities:\n  -\n    title: А\n  -\n    # о чём\n    title: Б\n",
    # the mapping far from its dash
    "activities:\n  -   title: А\n      deadline: Май\n  -   title: Б\n",
    # blocks, folds, quotes over lines, blank lines and comments everywhere
    """activities:

  # первое
  - title: >
      А
      и ещё


  # второе
  - title: |
      Б
      - в

    # перед сроком
    deadline: 'Май'

# конец
""",
    'activities:\n  - title: "А\n      дальше"\n  - title: А\n      и дальше\n',
    # a block that keeps its blank lines
    (
        "activities:\n  - title: А\n    supervisor: |+\n      Б\n\n\n"
        "  - title: В\n    supervisor: |+\n      Г\n"
    ),
    # keys in another order, empty values
    (
        "activities:\n  - deadline:\n    outcome:  # пусто\n    title: А\n"
        "  - outcome: ~\n    title: Б\n"
    ),
    # no newline at the end
    "activities:\n  - title: А\n  - title: Б\n    deadline: Май",
    "activities:\n  - title: А\n    executors: [КС, МО]   # двое\n  - title: Б\n    fields: {}\n",
    # a row that is nothing but another one
    "activities:\n  - &a\n    title: А\n  - <<: *a\n",
    # a long line
    "activities:\n  - title: " + "А и " * 200 + "конец\n",
]  # fmt: skip


@pytest.mark.parametrize("body", ODD)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "outcome",
    [None, Outcome(), Outcome(text="да"), Outcome(status=Status.DONE, text="а\nб\n", reason="в")],
)
def test_odd_files_keep_their_lines(body: str, newline: str, outcome: Outcome | None) -> None:
    """However a file is laid out, ids and outcomes only add lines to it."""
    over = (HEAD + body).replace("\n", newline)
    plan = marked(read(over), outcome)
    new = dump_yaml(plan, over)
    assert read(new) == plan
    kept = [line.rstrip() for line in over.split(newline) if "outcome" not in line]
    written_lines = [line.strip("\r\n ") for line in new.split(newline)]
    for line in kept:
        text = line.strip().removeprefix("-").strip()
        assert any(text in other for other in written_lines)
    for comment in re.findall("#[^\r\n]*", over):
        assert comment.strip() in new


FLOW = [
    "activities: [{title: А}, {title: Б, deadline: Май}]\n",
    "activities:\n  - {title: А, deadline: Май}  # строка\n  - { deadline: Май, title: Б }\n",
    'activities: [\n  {"title": "А"},\n  {"title": "Б"}\n]\n',
]


@pytest.mark.parametrize("body", FLOW)
def test_flow_style_stays_flow(body: str) -> None:
    """What stands in brackets gets its new keys inside the brackets."""
    over = HEAD + body
    plan = marked(read(over), Outcome(status=Status.DONE, text="а\nб: в"))
    new = dump_yaml(plan, over)
    assert read(new) == plan
    assert new.count("\n") == over.count("\n")
    assert dump_yaml(marked(plan, None), new).count("outcome") == 0


def test_empty_flow_mapping_is_filled() -> None:
    """`outcome: {}` takes its keys inside the braces."""
    over = (
        HEAD
        + "activities:\n  - {id: a, title: А, outcome: {}}\n  - {id: b, title: Б, outcome: { } }\n"
    )
    plan = marked(read(over), Outcome(text="да", reason="нет"))
    assert read(dump_yaml(plan, over)) == plan


def change(over: str, **parts: Any) -> str:
    plan = read(over)
    new = Plan.model_validate(written(plan) | parts)
    result = dump_yaml(new, over)
    assert read(result) == new
    return result


def test_changed_scalar_keeps_its_line() -> None:
    """A new value takes the place of the old one; the comment beside it stays."""
    over = HEAD + "author: 'Иванов'   # составил\nrevision: 1\n"
    assert change(over, author="Петров", revision=2) == (
        HEAD + "author: Петров   # составил\nrevision: 2\n"
    )


def test_many_lines_beside_a_comment_go_in_quotes() -> None:
    """A comment on the line is not swallowed by a block."""
    over = "id: p\ntitle: План # заголовок\nperiod: 2018-2019\n"
    assert 'title: "План\\nработы" # заголовок\n' in change(over, title="План\nработы")


def test_block_text_gives_way_to_a_line_and_back() -> None:
    """A block may become a line and a line a block; what follows stays."""
    over = "id: p\ntitle: |+\n  План\n\nperiod: 2018-2019\n# конец\n"
    line = change(over, title="План")
    assert line == HEAD + "# конец\n"
    assert change(line, title="План\nработы") == (
        "id: p\ntitle: |-\n  План\n  работы\nperiod: 2018-2019\n# конец\n"
    )


def test_items_go_into_a_list_and_out_of_it_one_by_one() -> None:
    """A list that grows or shrinks keeps its other lines with their comments."""
    over = HEAD + "# перед\nnotes:\n  - А  # а\n# после\nrevision: 2\n"
    assert change(over, notes=["А", "Б: в"]) == (
        HEAD + '# перед\nnotes:\n  - А  # а\n  - "Б: в"\n# после\nrevision: 2\n'
    )
    plain = HEAD + "notes:\n  - А\n# после\nrevision: 2\n"
    assert change(plain, notes=["А", "Б: в"]) == (
        HEAD + 'notes:\n  - А\n  - "Б: в"\n# после\nrevision: 2\n'
    )


def test_a_row_that_goes_takes_its_own_lines_alone() -> None:
    """Comments above, beside and below the other rows stay; new rows come on their own."""
    rows = (
        "activities:  # мероприятия\n"
        "  # первое\n  - id: a\n    title: А  # а\n"
        "  # второе\n  - {id: b, title: Б}  # б\n\n"
        "  # третье\n  - id: c\n    title: |\n      В\n      г\n  # конец\n"
    )
    plan = read(HEAD + rows)
    first, second, third = plan.activities
    new = second.model_copy(update={"id": "new", "title": "Новое"})
    without = change(HEAD + rows, activities=[first, third])
    assert without == HEAD + rows.replace("  - {id: b, title: Б}  # б\n", "")
    added = change(HEAD + rows, activities=[first, new, second, third])
    assert added == HEAD + rows.replace("# а\n", "# а\n  - id: new\n    title: Новое\n")
    swapped = change(HEAD + rows, activities=[first, new, third])
    assert "# первое" in swapped
    assert "# второе" in swapped
    assert "title: А  # а" in swapped
    at_head = change(HEAD + rows, activities=[new, first, second, third])
    assert at_head == HEAD + rows.replace(
        "  - id: a\n", "  - id: new\n    title: Новое\n  - id: a\n"
    )


def test_json_keeps_its_lines_and_indents() -> None:
    """Ids and new rows go into a JSON file; every other character of it stays."""
    text = (
        '{ "title": "План",\n\t"period": "2018-2019",\n\t"notes": ["а", "б"],\n'
        '\t"activities": [\n\t\t{"title": "А",  "deadline": "май"},\n'
        '\t\t{\n\t\t\t"title": "Б"\n\t\t}\n\t]\n}'
    )
    parsed = parse_plan(text.encode(), "plan.json")
    result = rewrite(parsed.plan, parsed).decode()
    assert parse_plan(result.encode(), "plan.json").plan == parsed.plan
    first, second = parsed.plan.activities
    kept = result.replace(f', "id": "{first.id}"', "").replace(f'"id": "{first.id}", ', "")
    kept = kept.replace(f'"id": "{second.id}",\n\t\t\t', "")
    kept = kept.replace(f'"id": "{parsed.plan.id}", ', "").replace(
        f', "id": "{parsed.plan.id}"', ""
    )
    assert kept == text
    shorter = parsed.plan.model_copy(update={"notes": ("б",)})
    assert '"notes": ["б"],' in rewrite(shorter, parsed).decode()


@pytest.mark.parametrize(
    "given", ['id: ""', "id: ''", "id:", "id: # {0}", "title: А # {0}\n    id: ''"]
)
def test_an_id_is_written_where_an_empty_one_or_a_comment_stands(given: str) -> None:
    """An empty id and one in a comment are not the id of the activity."""
    body = HEAD + "activities:\n  - {}\n    deadline: Май\n"
    title = "" if "title" in given else "title: А\n    "
    ident = read(body.format(f"{title}{given}")).activities[0].id
    over = body.format(title + given.format(ident))
    text = dump_yaml(read(over), over)
    data = YAML(typ="safe").load(text)
    assert data["activities"][0]["id"] == ident


def test_short_form_grows_into_the_long_one() -> None:
    """A scalar that must become a mapping does, in blocks and in brackets."""
    over = HEAD + "activities:\n  - id: a\n    title: А\n    executors: КС  # кто\n"
    activity = {"id": "a", "title": "А", "executors": [{"name": "КС", "lead": True}, "МО"]}
    assert "# кто" in change(over, activities=[activity])
    items = HEAD + "activities:\n  - id: a\n    title: А\n    executors:\n      - КС\n      - МО\n"
    assert "      - name: КС\n        lead: true\n      - МО\n" in change(
        items, activities=[activity]
    )


def test_keys_that_go_take_their_lines() -> None:
    """A value that falls back to its default leaves the file."""
    over = HEAD + "revision: 2\nauthor: А\nnotes:\n  - Б\n"
    data = {
        key: value for key, value in written(read(over)).items() if key in {"id", "title", "period"}
    }
    assert dump_yaml(Plan.model_validate(data), over) == HEAD
    first = "author: А\n" + HEAD
    assert dump_yaml(read(HEAD), first) == HEAD


def test_aliased_and_merged_activities_get_ids_of_their_own() -> None:
    """An alias of an activity without id is written out, a merge gets a key of its own."""
    over = (
        HEAD
        + "activities:\n  - &a\n    title: А\n  - *a\n  - <<: *a\n    deadline: Май\n  - {<<: *a}\n"
    )
    plan = read(over)
    new = dump_yaml(plan, over)
    assert read(new) == plan
    assert len({row.activity.id for row in plan.activity_rows()}) == 4


def test_aliases_in_a_file_without_braces_are_written_out() -> None:
    """The alias of an activity gets an id of its own, wherever else the text has brackets."""
    over = HEAD + "activities:\n  - &a\n    title: А\n    deadline: Май\n  - *a\n"
    new = dump_yaml(read(over), over)
    assert read(new) == read(over)
    assert "&a" in new


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_list_with_aliases_keeps_its_comments_when_an_item_comes_or_goes(place: int) -> None:
    """Anchors, aliases and comments of the other items stay as they are typed."""
    over = (
        HEAD + "activities:\n  - id: a  # первое\n    title: А\n    executors: &x [Завуч]\n"
        "  - &b\n    id: b  # второе\n    title: Б\n    executors: *x\n"
        "  - <<: *b\n    id: c  # третье\n"
    )
    present = read(over)
    own = list(present.activities)
    more = [*own[:place], Activity(id="n", title="Новое"), *own[place:]]
    plan = present.model_copy(update={"activities": tuple(more)})
    new = dump_yaml(plan, over)
    assert read(new) == plan
    assert all(line in new.split("\n") for line in over.split("\n"))
    assert dump_yaml(present, new) == over


def test_what_others_refer_to_is_not_removed_by_writing_all_anew() -> None:
    """Without the first activity the alias has no anchor: that is told, no comment is lost."""
    over = (
        HEAD + "activities:\n  - id: a\n    title: А\n    executors: &x [Завуч]\n"
        "  - id: b  # второе\n    title: Б\n    executors: *x\n"
    )
    plan = read(over)
    fewer = plan.model_copy(update={"activities": plan.activities[1:]})
    with pytest.raises(PlanFileError) as caught:
        dump_yaml(fewer, over)
    assert codes(caught.value) == ["PLN041"]


def test_change_of_a_shared_value_is_refused() -> None:
    """One of two values that share an anchor cannot change alone: the answer says so."""
    over = HEAD + "activities:\n  - {id: a, title: &t А}\n  - {id: b, title: *t}\n"
    first, second = read(over).activities
    plan = read(over).model_copy(
        update={"activities": (first.model_copy(update={"title": "Б"}), second)}
    )
    with pytest.raises(PlanFileError) as caught:
        dump_yaml(plan, over)
    assert codes(caught.value) == ["PLN041"]
    last = (first, second.model_copy(update={"title": "Б"}))
    plan = plan.model_copy(update={"activities": last})
    assert read(dump_yaml(plan, over)) == plan


@pytest.mark.parametrize(
    ("over", "code"), [("a: [", "PLN011"), ("", "PLN001"), ("title: План", "PLN042")]
)
def test_only_a_plan_can_be_written_over(over: str, code: str) -> None:
    """A text that is not a plan is refused, not repaired."""
    with pytest.raises(PlanFileError) as caught:
        dump_yaml(read(HEAD), over)
    assert code in codes(caught.value)


def test_lost_text_is_our_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that does not say the plan is never handed over."""
    monkeypatch.setattr(
        "plandoc.formats.yaml.plan_writer.entries", lambda *_: "title: П\nperiod: 2021"
    )
    with pytest.raises(LostTextError):
        dump_yaml(read(HEAD))
    monkeypatch.setattr("plandoc.formats.yaml.plan_writer.entries", lambda *_: "title: П")
    with pytest.raises(LostTextError):
        dump_yaml(read(HEAD))


def test_lost_json_is_our_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON that does not say the plan is never handed over either."""
    plan = read(HEAD)
    monkeypatch.setattr(
        "plandoc.formats.yaml.plan_writer.written", lambda _: {"title": "П", "period": "1"}
    )
    monkeypatch.setattr(json, "dumps", lambda *_, **__: '{"title": "П", "period": "2021"}')
    with pytest.raises(LostTextError):
        dump_json(plan)


def test_json_is_plain_and_complete() -> None:
    """JSON is indented, Unicode as is, without what the schema supplies."""
    text = dump_json(read(HEAD + "notes: ['а < б']\n"))
    assert text.endswith("}\n")
    assert json.loads(text) == {
        "id": "p", "title": "План", "period": "2018-2019", "notes": ["а < б"]
    }  # fmt: skip


@pytest.mark.slow
def test_five_thousand_ids_are_written() -> None:
    """Every activity of a plan of five thousand rows gets its id."""
    over = (
        HEAD
        + "activities:\n"
        + "".join(f"  - title: Т{n}\n    deadline: Май\n" for n in range(5000))
    )
    plan = read(over)
    new = dump_yaml(plan, over)
    assert new.count("id: ") == 5001


@pytest.mark.parametrize(
    "basis",
    ["officer: {post: Директор, ", "act: {kind: order, ", "minutes: {body: Совет, "],
)
def test_blanks_of_a_date_are_written_as_typed(basis: str) -> None:
    """A date that is the usual one but for its blanks is not left out as the usual one."""
    approval = f"approvals:\n  - kind: approve\n    {basis}"
    typed = approval + "date: « ____ » _________ 20___ г.}\n"
    plan = parse_plan((HEAD + typed).encode(), "plan.yaml").plan
    assert "« ____ » _________ 20___ г." in dump_yaml(plan)
    assert "« ____ » _________ 20___ г." in dump_json(plan)
    usual = parse_plan((HEAD + approval.rstrip(", ") + "}\n").encode(), "plan.yaml")
    assert "date" not in dump_yaml(usual.plan)
    assert plan.content_hash == usual.plan.content_hash
