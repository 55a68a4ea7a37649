"""plandoc.formats.yaml.plan_reader: bytes → plan, or every problem with its place."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import InitErrorDetails, ValidationError
from support.damage import damaged_plan
from support.effort import tries
from support.problems import codes
from support.work import calls

from plandoc.codes import Code
from plandoc.errors import PlanFileError, Problem
from plandoc.fieldpath import FieldPath
from plandoc.formats.xlsx.answers.review import render_review
from plandoc.formats.yaml.composer import Composer
from plandoc.formats.yaml.keys import path_as_written
from plandoc.formats.yaml.nodes import Composed, Node, descend, on_the_way, place
from plandoc.formats.yaml.plan_reader import explain, parse_plan, read_plan
from plandoc.formats.yaml.yaml_careful import compose_carefully
from plandoc.formats.yaml.yaml_nodes import compose_yaml, scanned
from plandoc.rollover.roll_over import roll_over
from plandoc.schema.layout import Column
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan

HEAD = "title: План\nperiod: 2018-2019\n"


def plan_of(text: str, file: str = "plan.yaml") -> Plan:
    plan, problems = read_plan(text.encode(), file)
    assert problems == ()
    return plan


def problems_of(source: str | bytes, file: str = "plan.yaml") -> list[Problem]:
    data = source.encode() if isinstance(source, str) else source
    with pytest.raises(PlanFileError) as caught:
        read_plan(data, file)
    for problem in caught.value.problems:
        assert problem.place.file == file
        assert problem.text("ru")
        assert problem.text("en")
    return list(caught.value.problems)


def seen(source: str | bytes, file: str = "plan.yaml") -> list[tuple[str, int | None, int | None]]:
    return [(p.code, p.place.line, p.place.column) for p in problems_of(source, file)]


def laid_out(composed: Composed) -> object:
    """Everything that a composed file holds, aliases once."""
    seen: set[int] = set()

    def below(node: Node) -> object:
        if id(node) in seen:
            return node.start
        seen.add(id(node))
        inside = [
            (name, below(e.key), below(e.value), e.merged) for name, e in node.entries.items()
        ]
        return node.start, node.end, node.data, node.style, node.anchored, node.size, inside, [
            below(item) for item in node.items
        ]  # fmt: skip

    return composed.root and below(composed.root), composed.problems


@given(st.randoms(use_true_random=False))
@tries(200)
def test_both_libraries_of_yaml_read_a_file_alike(random: Random) -> None:
    """The quick reading gives the nodes, positions and problems of the careful one."""
    text = damaged_plan(random).decode(errors="replace")
    assert laid_out(compose_yaml(text)) == laid_out(compose_carefully(text, ""))


@pytest.mark.parametrize("example", ["seed.yaml", "college.yaml"])
def test_a_sound_file_is_read_quickly_and_alike(examples: Path, example: str) -> None:
    """No example needs the careful reading, and none reads otherwise in it."""
    text = (examples / example).read_text(encoding="utf-8")
    quick = Composer(text, "")
    assert quick.take_all(scanned(text)) == []
    assert laid_out(Composed(quick.root, ())) == laid_out(compose_carefully(text, ""))


def test_a_review_is_told_from_a_plan(examples: Path) -> None:
    """One sentence for the file of questions that stands beside a draft, not one for each key."""
    plan, _ = read_plan((examples / "seed.yaml").read_bytes())
    review = render_review(roll_over(plan, Period.school_year(2019)), "yaml")
    (problem,) = problems_of(review)
    assert problem.code is Code.FILE_IS_A_REVIEW
    assert "--review" in problem.text("ru")
    assert codes(problems_of("title-0f3a: План\n")) != ["PLN566"]


def test_scalars_stay_as_typed() -> None:
    """Nothing is turned into a number, date or truth value on the way."""
    plan = plan_of(
        HEAD + "activities:\n"
        "  - {id: 007, number: 1.10, title: no, deadline: 12.10, expected_result: 2018-09-01}\n"
    )
    activity = plan.activities[0]
    assert (activity.id, activity.number, activity.title) == ("007", "1.10", "no")
    assert (str(activity.deadline), activity.expected_result) == ("12.10", "2018-09-01")


def test_numbers_and_truth_are_read_where_they_are_meant() -> None:
    """Fields that are numbers or yes/no take them from the text."""
    plan = plan_of(HEAD + "schema_version: 1\nrevision: 3\nlayout: {column_numbers: true}\n")
    assert (plan.schema_version, plan.revision, plan.layout.column_numbers) == (1, 3, True)


@pytest.mark.parametrize("empty", ["", " ", " null", " ~", " # потом"])
def test_empty_value_means_absent(empty: str) -> None:
    """A key without a value counts as not written."""
    plan = plan_of(f"{HEAD}activities:\n  - title: Т\n    deadline:{empty}\n    outcome:{empty}\n")
    assert plan.activities[0].deadline is None


def test_null_date_prints_no_date_line() -> None:
    """`date: null` says «no date line», while an empty date is left for the pen."""
    text = HEAD + "approvals:\n  - {kind: agree, officer: {post: Директор, date:%s}}\n"
    without = plan_of(text % " null").approvals[0].officer
    blank = plan_of(text % "").approvals[0].officer
    assert without is not None
    assert without.date is None
    assert blank is not None
    assert blank.date is not None
    source = {"title": "П", "period": "2021", "approvals": [
        {"kind": "agree", "officer": {"post": "Д", "date": None}, "act": None}
    ]}  # fmt: skip
    officer = plan_of(json.dumps(source), "p.json").approvals[0].officer
    assert officer is not None
    assert officer.date is None


def test_block_text_loses_only_the_newline_of_its_form() -> None:
    """`|` ends with a newline by its form, which is not part of the text; `|+` keeps it."""
    plan = plan_of(HEAD + "notes:\n  - |\n    а\n    б\n  - |+\n    в\n\n  - >\n    г\n    д\n")
    assert plan.notes == ("а\nб", "в\n\n", "г д")


def test_aliases_and_merges_are_read() -> None:
    """Anchors, aliases and `<<` work; own keys win over merged ones."""
    plan = plan_of(
        HEAD + "activities:\n"
        "  - &a\n    title: &t Первое\n    executors: &e [КС, МО]\n    deadline: Май\n"
        "  - <<: *a\n    title: Второе\n"
        "  - {title: *t, executors: *e}\n"
        "  - {title: Пятое, <<: [*a, *a]}\n"
    )
    second, third = plan.activities[1:3]
    assert (second.title, str(second.deadline), len(second.executors)) == ("Второе", "Май", 2)
    assert (third.title, third.executors) == ("Первое", plan.activities[0].executors)


def test_utf8_byte_order_mark_is_no_matter() -> None:
    """A BOM changes neither the plan nor the places of problems."""
    assert plan_of("\ufeff" + HEAD).title == "План"
    assert seen("\ufeff" + HEAD + "x: 1\n") == [("PLN172", 3, 1)]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_are_read_like_lf(end: str) -> None:
    """Line ends of Windows and of old Macs give the same plan and the same places."""
    text = HEAD + "notes:\n  - |\n    а\n    б\n"
    assert plan_of(text.replace("\n", end)) == plan_of(text)
    assert seen((HEAD + "x: 1\n").replace("\n", end)) == [("PLN172", 3, 1)]
    assert seen((HEAD + "notes: [а\n").replace("\n", end))[0][1:] == (3, 8)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (b"", ("PLN001", 1, 1)),
        (b" \n\n", ("PLN001", 1, 1)),
        (b"# only a remark\n", ("PLN001", 1, 1)),
        (b"PK\x03\x04rest", ("PLN002", None, None)),
        (b"%PDF-1.7", ("PLN002", None, None)),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ("PLN002", None, None)),
        (HEAD.encode("utf-16"), ("PLN003", 1, 1)),
        ("title: План".encode("utf-16-le"), ("PLN003", 1, 1)),
        ("# x\ntitle: План работы".encode("cp1251"), ("PLN004", 2, 8)),
        ("title: План работы".encode("koi8-r"), ("PLN004", 1, 8)),
        ("title: План работы".encode("cp866"), ("PLN004", 1, 8)),
        ("title: café crème".encode("latin-1"), ("PLN005", 1, 11)),
        ("title: План ".encode() + b"\xff\n", ("PLN005", 1, 13)),
        (HEAD.encode() + b"notes: [\x07]\n", ("PLN006", 3, 9)),
    ],
)
def test_files_that_are_no_text(source: bytes, expected: tuple[str, int, int]) -> None:
    """Each kind of wrong bytes has its own answer, at the first bad byte."""
    assert seen(source) == [expected]


def test_likely_encoding_is_named() -> None:
    """The Cyrillic encoding in which the bytes read like Russian is told by its name."""
    text = "title: План работы на учебный год"
    for codec, name in (("cp1251", "Windows-1251"), ("koi8-r", "KOI8-R"), ("cp866", "CP866 (DOS)")):
        assert problems_of(text.encode(codec))[0].values["encoding"] == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("just words\n", ("PLN007", 1, 1)),
        ("- a\n- b\n", ("PLN007", 1, 1)),
        (HEAD + "---\n" + HEAD, ("PLN008", 3, 1)),
        (HEAD + "notes:\n - a\n   b: c\n", ("PLN014", 5, 5)),
        (HEAD + "  notes: []\n", ("PLN014", 3, 8)),
        (HEAD + "notes: [a\n", ("PLN030", 3, 8)),
        (HEAD + "notes: [a\nauthor: б\n", ("PLN030", 3, 8)),
        (HEAD + "notes: [{key: a]\n", ("PLN030", 3, 9)),
        (HEAD + "notes: [a]]\n", ("PLN030", 3, 11)),
        (HEAD + "layout: {a: 1}}\n", ("PLN030", 3, 15)),
        (HEAD + "activities: [{title: А, deadline: май\n  - б\n", ("PLN030", 3, 14)),
        (HEAD + "activities: [{title: А [б], deadline: май}]\n", ("PLN034", 3, 24)),
        (HEAD + "activities: [{title: А, б, deadline: май}]\n", ("PLN034", 3, 25)),
        (HEAD + "activities: [{title: А, б}]\n", ("PLN034", 3, 25)),
        (HEAD + "author: {имя}\n", ("PLN037", 3, 9)),
        (HEAD + "activities: [{title: {название}, executors: [Завуч]}]\n", ("PLN037", 3, 22)),
        ("title: План\nperiod: {период}\n", ("PLN037", 2, 9)),
        ('title: "\\U7fffffff"\nperiod: 2018-2019\n', ("PLN036", 1, 9)),
        ("%YAML 9999999999999999999999999\n" + HEAD, ("PLN015", 1, 1)),
        (HEAD + "activities: [{title:А, deadline: май}]\n", ("PLN024", 3, 20)),
        (HEAD + "author Иванов\n", ("PLN035", 3, 1)),
        (HEAD + "author Иванов\nnotes: []\n", ("PLN035", 3, 1)),
        (HEAD + "<p>Привет</p>\n", ("PLN035", 3, 1)),
        (HEAD + 'author: "C:\\школа"\n', ("PLN036", 3, 12)),
        (HEAD + "author: - тире\n", ("PLN015", 3, 9)),
        (HEAD + "author: ? вопрос\n", ("PLN015", 3, 9)),
        (HEAD + "notes:\n  - Примечание: срок\n", ("PLN014", 4, 15)),
        (HEAD + "...\nтекст\n", ("PLN008", 4, 1)),
        (HEAD + "author: a: b\n", ("PLN014", 3, 10)),
        (HEAD + "notes:\n\t- a\n", ("PLN012", 4, 1)),
        (HEAD + 'author: "Иванов\n', ("PLN013", 3, 9)),
        (HEAD + "author: 'Иванов\n", ("PLN013", 3, 9)),
        (HEAD + "author: @x\n", ("PLN015", 3, 9)),
        (HEAD + "author: `x`\n", ("PLN015", 3, 9)),
        (HEAD + "author: %x\n", ("PLN015", 3, 9)),
        (HEAD + "author: > x\n", ("PLN015", 3, 9)),
        (HEAD + "title: Два\n", ("PLN016", 3, 1)),
        (HEAD + "author: {{ x }}\n", ("PLN037", 3, 9)),
        (HEAD + "author: !важно\n", ("PLN015", 3, 9)),
        (HEAD + "author: !draft x\n", ("PLN018", 3, 9)),
        (HEAD + "author: !!python/object:os.system x\n", ("PLN018", 3, 9)),
        (HEAD + "author: *важно\n", ("PLN019", 3, 9)),
        (HEAD + "notes: &n [*n]\n", ("PLN020", 3, 12)),
        (HEAD + "layout: {<<: 1}\n", ("PLN023", 3, 10)),
    ],
)
def test_yaml_that_is_not_yaml(text: str, expected: tuple[str, int, int]) -> None:
    """Each slip in the form has its own answer at its own place."""
    assert expected in seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "activities:\n  - [1] Я: б\n",
        "activities:\n  - title: А\n    {а} Я: б\n",
        "[1] Я: б\n",
        "activities:\n  - titel: А\n",
        "activities:\n  - назвние: А\n",
        "activities:\n  - title]: А\n",
        "activities:\n  - title: *важно\n",
        "activities: [{title:А}]\n",
        "activities: [{title: А, б}]\n",
        "activities: [{title: {название}}]\n",
        "activities: [{title: А, executors: [{кто}]}]\n",
        "author: {{ имя }}\n",
        "activities:\n  -\n",
        "activities:\n  - title: А\n    executors:\n      -\n",
        "sections:\n  - null\n",
        "Приложение:\n",
    ],
)
def test_one_slip_has_one_problem(text: str) -> None:
    """What follows from a slip is not told beside it."""
    assert len(seen(HEAD + text)) == 1


@pytest.mark.parametrize(
    ("block", "code", "value"),
    [
        ('{heading: ""}', "PLN166", "heading"),
        ("{heading: }", "PLN193", "heading"),
        ("{page_break: true}", "PLN167", "page_break"),
        ("{contents: }", "PLN167", "contents"),
        ("{table: }", "PLN167", "table"),
        ("{text: А, heading: Б}", "PLN156", None),
        ("{align: left}", "PLN156", None),
    ],
)
def test_a_block_that_is_none_says_what_it_lacks(block: str, code: str, value: str | None) -> None:
    """An empty one, a place written as a key, several contents: each has its own answer."""
    (problem,) = problems_of(f"{HEAD}blocks:\n  - {block}\n  - title\n")
    assert (problem.code, problem.place.line) == (code, 4)
    assert value is None or value in problem.values.values()


def test_keys_without_a_value_are_known_ones() -> None:
    """A key that nothing has is told even where no value shows that it stands there."""
    text = HEAD + "Заметка:\nactivities:\n  - title: А\n    deadline:\n    место:\n"
    assert seen(text) == [("PLN172", 3, 1), ("PLN172", 7, 5)]
    assert seen('{"title": "П", "period": "2021", "дед": null}') == [("PLN172", 1, 34)]


def test_duplicate_key_names_both_places() -> None:
    """The second of two equal keys is the problem, the first is named in it."""
    (problem,) = problems_of(HEAD + "author: А\nauthor: Б\n")
    assert (problem.place.line, problem.values["line"], problem.values["column"]) == (4, 3, 1)


def test_alias_bomb_is_refused_before_it_is_written_out() -> None:
    """Nine levels of tenfold aliases are a thousand million values, and are not written out."""
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for n in range(1, 9):
        bomb += f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n"
    assert any(code == "PLN021" for code, _, _ in seen(HEAD + bomb))


@pytest.mark.parametrize("file", ["plan.yaml", "plan.json"])
@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_depth_bomb_is_refused(file: str, bracket: str) -> None:
    """Ten thousand brackets inside one another are a located problem."""
    assert [code for code, *_ in seen(bracket * 10_000, file)] == ["PLN022"]
    closing = {"[": "]", '{"a":': "}"}[bracket]
    whole = bracket * 10_000 + "1" + closing * 10_000
    assert [code for code, *_ in seen(whole, file)] == ["PLN022"]


def test_depth_bomb_of_dashes_is_refused() -> None:
    """Indented blocks have the same limit as brackets."""
    assert [code for code, *_ in seen("notes:\n  " + "- " * 10_000 + "x")] == ["PLN022"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"title": "П",\n "period": "2021",}', ("PLN032", 2, 18)),
        ('{"notes": ["а",\n ]}', ("PLN032", 1, 15)),
        ("{\"title\": 'П'}", ("PLN031", 1, 11)),
        ('{"title": "П"', ("PLN031", 1, 14)),
        ("", ("PLN001", 1, 1)),
        ('{"revision": NaN}', ("PLN033", 1, 14)),
        ('{"title": "П",\n "title": "Р", "period": "2021"}', ("PLN016", 2, 2)),
        ('["П"]', ("PLN007", 1, 1)),
        ('{"title": "\\ud800", "period": "2021"}', ("PLN101", 1, 11)),
        ('{"title": "П", "period": "2021", "id": "\\ud800"}', ("PLN101", 1, 40)),
        ('{"title": "\\u0007", "period": "2021"}', ("PLN101", 1, 11)),
        ('{"title": "П", "period": "2021", "revision": 1e999}', ("PLN178", 1, 46)),
    ],
)
def test_json_problems_have_places(text: str, expected: tuple[str, int, int]) -> None:
    """JSON is strict JSON, and its problems have a line and a column as well."""
    assert expected in seen(text, "plan.json")


def test_json_keeps_its_types() -> None:
    """JSON escapes, numbers and truth values mean what JSON says."""
    text = '{"title": "\\ud83d\\ude00", "period": "2021", "revision": 2, "period_in_title": false}'
    plan = plan_of(text, "plan.json")
    assert (plan.title, plan.revision, plan.period_in_title) == ("😀", 2, False)
    huge = '{"title": "П", "period": "2021", "revision": %s}' % ("9" * 5000)
    assert str(problems_of(huge, "p.json")[0].place.path) == "revision"


def test_format_is_told_by_name_then_by_content() -> None:
    """A .json is JSON, a .yaml is YAML; without a name what looks like JSON is JSON."""
    text = '{"title": "П",\n\t"period": "2021"}'
    assert plan_of(text, "").title == "П"
    assert seen("title: П\n", "plan.JSON")[0][0] == "PLN031"
    assert plan_of("{title: П, period: 2021}", "").title == "П"


@pytest.mark.parametrize(
    ("lines", "code", "path", "position"),
    [
        ("activities:\n  - executors: КС", "PLN170", "activities[0].title", (4, 5)),
        ("activitis: []", "PLN171", "activitis", (3, 1)),
        ("activities:\n  - {title: Т, dedline: Май}", "PLN171", "activities[0].dedline", (4, 16)),
        ("чужой: 1", "PLN172", "чужой", (3, 1)),
        ("approvals:\n  - kind: aprove", "PLN174", "approvals[0].kind", (4, 11)),
        ("gender: общий", "PLN175", "gender", (3, 9)),
        ("schema_version: 2", "PLN175", "schema_version", (3, 17)),
        ("author: [Проект]", "PLN176", "author", (3, 9)),
        ("notes:\n  -\n  - Т", "PLN194", "notes[0]", (4, 4)),
        ("revision: один", "PLN177", "revision", (3, 11)),
        ("layout: {requisite_width: широко}", "PLN178", "layout.requisite_width", (3, 27)),
        ("layout: {requisite_width: 10}", "PLN179", "layout.requisite_width", (3, 27)),
        ("layout: {requisite_width: 500}", "PLN180", "layout.requisite_width", (3, 27)),
        ("period_in_title: ага", "PLN181", "period_in_title", (3, 18)),
        ("layout: книжная", "PLN182", "layout", (3, 9)),
        ("short_names: КС", "PLN182", "short_names", (3, 14)),
        ("notes: Примечание", "PLN183", "notes", (3, 8)),
        ("columns: []", "PLN185", "columns", (3, 10)),
        ("id: план 1", "PLN186", "id", (3, 5)),
        ("columns: [{key: Место, heading: М}]", "PLN187", "columns[0].key", (3, 17)),
        ("columns: [{key: %s, heading: М}]" % ("a" * 41), "PLN190", "columns[0].key", (3, 17)),
        ("short_names: {' ': Совет}", "PLN102", "short_names. ", (3, 15)),
        ("columns: [place]", "PLN161", "columns[0]", (3, 11)),
        ("columns: [title, title]", "PLN162", "columns[1]", (3, 18)),
        ("sections: [{title: Т, sections: [{label: ' '}]}]", "PLN151",
         "sections[0].sections[0]", (3, 34)),
        ('author: "а\\nб"', "PLN103", "author", (3, 9)),
        ("activities: [{title: Т, executors: ['']}]", "PLN102",
         "activities[0].executors[0]", (3, 37)),
        ('activities: [{title: Т, deadline: "\\a"}]', "PLN101", "activities[0].deadline", (3, 35)),
        ("activities: [{title: Т, deadline: [Май]}]", "PLN176", "activities[0].deadline", (3, 35)),
        ("school_quarters: [[2018-09-01]]", "PLN192", "school_quarters[0][1]", (3, 19)),
        ("school_quarters: [[2018-09-01, скоро]]", "PLN123", "school_quarters[0][1]", (3, 32)),
        ("sections: [{activities: []}]", "PLN151", "sections[0]", (3, 12)),
        ("activities: [{title: Т, outcome: {date: вчера}}]", "PLN123",
         "activities[0].outcome.date", (3, 41)),
        ("activities: [{title: Т, outcome: {date: 31.09.2018}}]", "PLN124",
         "activities[0].outcome.date", (3, 41)),
    ],
)  # fmt: skip
def test_every_mistake_is_placed(
    lines: str, code: str, path: str, position: tuple[int, int]
) -> None:
    """A wrong value is found at its line and column, a missing key at its mapping."""
    (problem,) = problems_of(f"{HEAD}{lines}\n")
    assert (problem.code, str(problem.place.path)) == (code, path)
    assert (problem.place.line, problem.place.column) == position


def test_five_approvals_are_refused() -> None:
    """At most four approvals fit on a page; the answer counts them."""
    five = "  - {kind: agree, officer: {post: Директор}}\n" * 5
    (problem,) = problems_of(f"{HEAD}approvals:\n{five}")
    assert (problem.code, problem.values["limit"], problem.values["actual"]) == ("PLN184", 4, 5)


def test_missing_period_stands_at_the_plan() -> None:
    """A key that is missing from the plan itself is placed at its beginning."""
    (problem,) = problems_of("# план\n\ntitle: План\n")
    assert (problem.code, str(problem.place.path), problem.place.line) == ("PLN170", "period", 3)


def test_own_column_outside_fields_is_understood() -> None:
    """The cell of an own column that stands directly in the activity is told where to go."""
    columns = "columns: [title, {key: place, heading: Место}]\n"
    (problem,) = problems_of(HEAD + columns + "activities: [{title: Т, place: Зал}]\n")
    assert problem.code == "PLN173"


def test_unknown_key_names_the_nearest_of_its_model() -> None:
    """The nearest right key is looked for among the keys of that very place."""
    (problem,) = problems_of(HEAD + "approvals:\n  - {kind: agree, oficer: {post: Д}, act: {}}\n")
    assert (problem.code, problem.values["nearest"]) == ("PLN171", "officer")


def test_all_problems_at_once_in_the_order_of_lines() -> None:
    """One reading tells every problem, whatever its kind, sorted by line."""
    found = seen(
        "period: 2018-2018\nperiod: 2018\nrevision: 0\nnote: x\nsections:\n"
        "  - title: Раздел\n    activities:\n      - {id: a, title: А}\n      - {id: a, titel: Б}\n"
    )
    assert [code for code, *_ in found] == [
        "PLN170", "PLN112", "PLN016", "PLN179", "PLN171", "PLN152", "PLN171",
    ]  # fmt: skip
    assert [line for _, line, _ in found] == sorted(line or 0 for _, line, _ in found)


def test_trail_tells_the_row_by_its_title() -> None:
    """An author sees which activity is meant without counting."""
    (problem,) = problems_of(HEAD + "activities: [{title: Собрание, dedline: Май}]\n")
    assert problem.place.trail == "«Собрание»"
    assert "plan.yaml:3:32, activities[0].dedline, «Собрание»" in problem.text("ru")


def test_found_value_is_short_and_printable() -> None:
    """A long or unprintable value is shown cut and cleaned."""
    (problem,) = problems_of(HEAD + "gender: " + '"' + "\\e" + "а" * 500 + '"\n')
    found = str(problem.values["found"])
    assert found.isprintable()
    assert len(found) < 70


def test_unforeseen_pydantic_error_is_told_honestly() -> None:
    """A Pydantic type without words of its own still gets code, place and rule."""
    text = HEAD + "revision: 1\n"
    root, _ = compose_yaml(text)
    assert root is not None
    details = InitErrorDetails(type="callable_type", loc=("revision",), input="1")
    error = ValidationError.from_exception_data("Plan", [details])
    (problem,) = explain(error, root, text, "plan.yaml")
    assert (problem.code, problem.values["kind"], problem.place.line) == (
        "PLN199",
        "callable_type",
        3,
    )


def test_four_levels_of_sections_are_refused() -> None:
    """Sections nest to three levels; ninety of them are refused as well, without a crash."""
    for levels in (4, 45):
        text = HEAD + "sections: " + "[{title: Р, sections: " * levels + "[]" + "}]" * levels
        assert "PLN153" in [code for code, *_ in seen(text)]


def test_shortest_plan() -> None:
    """A title and a period make a plan."""
    plan = plan_of("title: План\nperiod: 2021 год\n")
    assert (plan.period, plan.activities) == (Period.calendar_year(2021), ())


@pytest.mark.slow
def test_five_thousand_activities_load() -> None:
    """A plan of five thousand rows is read, in YAML and in JSON."""
    rows = [
        {"title": f"Мероприятие {n}", "executors": ["КС"], "deadline": "Май"} for n in range(5000)
    ]
    data = {"title": "П", "period": "2018-2019", "activities": rows}
    assert len(plan_of(json.dumps(data), "p.json").activities) == 5000
    assert len(plan_of(json.dumps(data, indent=1, ensure_ascii=False), "p.yaml").activities) == 5000


def test_seed_is_word_for_word(examples: Path, corpus: Path) -> None:
    """Every cell of the real seed plan is in the example, byte for byte."""
    seed = corpus.parent / "seed" / "plan-2018-2019.txt"
    rows = [line.split("\t") for line in seed.read_text("utf-8").splitlines() if "\t" in line]
    plan, _ = read_plan((examples / "seed.yaml").read_bytes())
    activities = [row.activity for row in plan.activity_rows()]
    said = {activity.title for activity in activities}
    said |= {executor.name for activity in activities for executor in activity.executors}
    said |= {str(activity.deadline) for activity in activities}
    said |= {activity.expected_result for activity in activities}
    said |= {
        f"{row.label} {row.section.title}" for row in plan.rows() if not hasattr(row, "activity")
    }
    cells = {cell for row in rows[1:] for cell in (row if row[0].startswith("Задача") else row[1:])}
    assert len(cells) > 40
    assert cells - {""} - said == set()
    assert [activity.expected_result for activity in activities][-7:] == [
        "Интернет страница с информационным контентом", "Протоколы", "Протокол",
        "Отчет о проведении мероприятий", "Отчет о мероприятиях", "Программы",
        "Отчет о мероприятии",
    ]  # fmt: skip


def test_examples_are_plans(examples: Path) -> None:
    """The shipped examples are read, with the ids that they say."""
    found = sorted(examples.glob("*.yaml"))
    assert [path.stem for path in found] == ["college", "flat", "school", "seed"]
    for path in found:
        source = path.read_bytes()
        plan, problems = read_plan(source, path.name)
        assert problems == ()
        ids = [row.activity.id for row in plan.activity_rows()]
        assert all(f"id: {id_}".encode() in source for id_ in [plan.id, *ids])


def test_school_example_shows_what_a_plan_may_have(examples: Path) -> None:
    """The school plan has three approvals, own columns, a month, outcomes and a signature."""
    plan, _ = read_plan((examples / "school.yaml").read_bytes())
    rows = list(plan.activity_rows())
    assert len(plan.approvals) == 3
    assert Column(key="place", heading="Место проведения", width=30) in plan.columns
    assert len(rows) == 12
    assert any(row.activity.outcome for row in rows)
    assert any(section.month for row in rows for section in [row.sections[-1].section])
    assert plan.signatures


def test_words_lost_behind_a_hash_are_warned_of() -> None:
    """«Семинар #5» loses its end to YAML's comments: the loss is shown; true comments are not."""
    head = "title: План # первый\nperiod: 2021\nactivities:\n  - title: "
    for lost in ("#5 для всех", "# 5 для всех", "#  12", "#всем"):
        _, problems = read_plan(f"{head}Семинар {lost}\n".encode(), "p.yaml")
        assert [(p.code, p.place.line, p.values["lost"]) for p in problems] == [("PLN043", 4, lost)]
        assert read_plan(f'{head}"Семинар {lost}"\n'.encode(), "p.yaml")[1] == ()


def test_a_word_lost_as_a_name_is_warned_of() -> None:
    """«&Я и ты» loses its first word to YAML's names, unless something refers to it."""
    head = "title: План\nperiod: 2021\nactivities:\n  - title: &Я и ты\n"
    _, problems = read_plan(head.encode(), "p.yaml")
    assert [(p.code, p.place.line, p.values["lost"]) for p in problems] == [("PLN045", 4, "&Я")]
    assert read_plan(f"{head}  - title: *Я\n".encode(), "p.yaml")[1] == ()


@pytest.mark.parametrize("empty", ["title:", "title: ~", "title: null"])
def test_a_key_without_a_value_is_told_from_a_missing_key(empty: str) -> None:
    """The remedy for an empty value is a value, not another line."""
    with pytest.raises(PlanFileError) as error:
        read_plan(f"period: 2021\n{empty}\n".encode(), "p.yaml")
    (problem,) = error.value.problems
    assert (problem.code, problem.place.line) == ("PLN193", 2)


@pytest.mark.parametrize(
    ("rows", "code", "line", "column"),
    [
        ("  - title:Заседание\n    executors: А\n", "PLN024", 4, 10),
        ("  - title: Заседание\n    deadline:май\n    executors: А\n", "PLN024", 5, 13),
        ("  – title: Заседание\n    executors: А\n", "PLN025", 4, 3),
        ("\u00a0 - title: Заседание\n", "PLN026", 4, 1),
        ("  - title: Заседание\n  \u00a0 executors: А\n", "PLN026", 5, 3),
    ],
)
def test_a_slip_of_typing_is_told_where_it_stands(
    rows: str, code: str, line: int, column: int
) -> None:
    """A missing space, a dash of Word, a no-break space are named, on their own line."""
    with pytest.raises(PlanFileError) as caught:
        read_plan(f"title: План\nperiod: 2018-2019\nactivities:\n{rows}".encode(), "p.yaml")
    found = [(one.code, one.place.line, one.place.column) for one in caught.value.problems]
    assert (code, line, column) in found, found
    assert "PLN014" not in codes(caught.value)


@pytest.mark.parametrize(
    ("typed", "code", "right"),
    [
        ("  - title:Заседание", "PLN024", "- title: Заседание"),
        ("  - title:[Проект] приказа", "PLN024", '- title: "[Проект] приказа"'),
        ("  -title: Заседание", "PLN029", "- title: Заседание"),
        ("  –title: Заседание", "PLN025", "- title: Заседание"),
        ("  — title: Заседание", "PLN025", "- title: Заседание"),
        ("  –\u00a0title: Заседание", "PLN025", "- title: Заседание"),
        ("  • title: Заседание", "PLN025", "- title: Заседание"),
        ("  * title: Заседание", "PLN025", "- title: Заседание"),
        ("  -\u00a0title: Заседание", "PLN026", "  - title: Заседание"),
        ("  - title:\u00a0Заседание", "PLN026", "  - title: Заседание"),
        ("\u00a0\u00a0-\u2009title:\u202fЗаседание", "PLN026", "  - title: Заседание"),
    ],
)
def test_a_slip_of_typing_is_told_with_the_right_line(typed: str, code: str, right: str) -> None:
    """Whatever follows the line: nothing, or another key; the line told is one that reads."""
    for after in ("", "\n    deadline: май 2019"):
        (problem,) = problems_of(f"{HEAD}activities:\n{typed}{after}\n")[:1]
        assert (problem.code, problem.place.line) == (code, 4)
        assert problem.values["right"] == right
        assert right in problem.text("ru")
    assert plan_of(f"{HEAD}activities:\n  {right.strip()}\n").activities


@given(
    opening=st.sampled_from(['""', "''", "[]", "{}"]),
    inner=st.text("абв АБВ19", min_size=1).map(str.strip).filter(bool),
    rest=st.text("абв19 .,:;«»()[]{}\"'/-!?&*%@", min_size=1),
    glue=st.sampled_from([" ", ""]),
)
@tries(200)
def test_a_value_that_goes_on_after_its_bracket_or_quote_is_told(
    opening: str, inner: str, rest: str, glue: str
) -> None:
    """`[1] пункт`, `"Школа" и семья`: the line told holds the whole value in quotes."""
    value = f"{opening[0]}{inner}{opening[1]}{glue}Я{rest}".strip()
    for form in (
        HEAD + "author: {}\n",
        "period: 2018-2019\nactivities: []\ntitle: {}\n",
        HEAD + "notes:\n  - {}\n",
        HEAD + "activities:\n  - title: {}\n    deadline: май 2019\n",
    ):
        (problem,) = (one for one in problems_of(form.format(value)) if one.code == "PLN028")
        line = form.format(value).split("\n")[problem.place.line - 1]
        indent = line[: len(line) - len(line.lstrip())]
        right = form.format(value).replace(line, indent + str(problem.values["right"]))
        root, problems = compose_yaml(right)
        assert not problems
        assert root is not None
        assert value in json.dumps(root.data, ensure_ascii=False).replace('\\"', '"')


@pytest.mark.parametrize(
    "text",
    [
        'title: "\\U7fffffff"\nperiod: 2018-2019\n',
        "%YAML " + "9" * 5000 + "\n---\ntitle: А\n",
        "title: А\nperiod: 2018-2019\nactivities:\n  - title]: А\n",
    ],
)
def test_what_the_yaml_library_cannot_convert_is_a_problem_with_a_place(text: str) -> None:
    """Impossible escapes, versions and keys with brackets are refused like any other error."""
    with pytest.raises(PlanFileError) as caught:
        read_plan(text.encode(), "p.yaml")
    assert all(problem.place.line for problem in caught.value.problems)


def test_a_file_of_any_size_is_refused_at_once() -> None:
    """A plan file has a limit of 20 MB, told with its size."""
    with pytest.raises(PlanFileError) as caught:
        read_plan(b"a" * (20 * 1024 * 1024 + 1), "p.yaml")
    assert codes(caught.value) == ["PLN027"]


def test_places_of_many_problems_are_found_in_linear_time() -> None:
    """Four times the problems take about four times the work."""

    def refused(rows: int) -> int:
        text = "title: А\nperiod: 2018-2019\nactivities:\n" + "  - note: Б\n" * rows
        with pytest.raises(PlanFileError) as caught:
            read_plan(text.encode(), "p.yaml")
        return len(caught.value.problems)

    assert refused(100) == 200
    small, large = calls(refused, 100), calls(refused, 400)
    assert large < 6 * small


def test_a_place_in_a_long_text_is_found_without_counting_its_lines() -> None:
    """The line and the column of a character are those that an editor shows."""
    text = "а\nбв\n\nг"
    spots = [place(text, offset) for offset in range(len(text) + 1)]
    assert [(spot.line, spot.column) for spot in spots] == [
        (1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 1), (4, 1), (4, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "code", "told"),
    [
        ("kind: утвержаю", "PLN174", "approve"),
        ("kind: Расмотрено", "PLN174", "consider"),
        ("kind: благословляю", "PLN175", "approve («УТВЕРЖДАЮ»)"),
        ("order: приказ директора", "PLN171", "act"),
        ("name: И. И. Иванов", "PLN171", "officer"),
        ("number: 5", "PLN171", "act"),
    ],
)
def test_words_of_an_approval_lead_to_its_keys(rows: str, code: str, told: str) -> None:
    """The word on paper names the kind; what belongs to an officer or an act is sent there."""
    text = f"title: План\nperiod: 2018-2019\napprovals:\n  - {rows}\n"
    with pytest.raises(PlanFileError) as caught:
        read_plan(text.encode(), "p.yaml")
    found = [one for one in caught.value.problems if one.code == code]
    assert found
    assert told in found[0].text("ru")


@pytest.mark.parametrize(
    ("row", "nearest"),
    [
        ("сррок: май", "deadline"),
        ("Исполнтель: Директор", "executors"),
        ("резльтат: Протокол", "expected_result"),
        ("result: Протокол", "expected_result"),
        ("due: май", "deadline"),
        ("назване: Совет", "title"),
    ],
)
def test_a_key_in_words_leads_to_the_key(row: str, nearest: str) -> None:
    """A misspelt name, or what people call a field in English, is answered with its key."""
    text = f"title: План\nperiod: 2018-2019\nactivities:\n  - title: Совет\n    {row}\n"
    with pytest.raises(PlanFileError) as caught:
        read_plan(text.encode(), "p.yaml")
    (found,) = caught.value.problems
    assert (found.code, found.values["nearest"]) == ("PLN171", nearest)


@pytest.mark.parametrize(
    ("language", "shown"), [("ru", "done («Выполнено»)"), ("en-US", "done («Done»)")]
)
def test_a_status_in_words_leads_to_its_value(language: str, shown: str) -> None:
    """A misspelt status as on paper is answered with its value, in words of the plan."""
    text = (
        f"title: П\nperiod: 2018-2019\nlanguage: {language}\n"
        "activities:\n  - {title: С, outcome: {status: Выполннено}}\n"
    )
    with pytest.raises(PlanFileError) as caught:
        read_plan(text.encode(), "p.yaml")
    (found,) = caught.value.problems
    assert (found.code, found.values["nearest"]) == ("PLN174", "done")
    assert shown in str(found.values["allowed"])


ROWS = "sections:\n" + "".join(
    f"- title: Раздел {section}\n  activities:\n"
    + "".join(f"  - title: Дело {row}\n    срок: май\n" for row in range(3))
    for section in range(3)
)
SHARED = (
    "sections:\n- &a\n  title: Раздел\n  activities: [{title: Дело}]\n- <<: *a\n  title: Другой\n"
)
JSON_ROWS = json.dumps(
    {
        "title": "План",
        "period": 2018,
        "sections": [{"title": "1", "activities": [{"title": "2"}] * 3}] * 3,
    }
)


@pytest.mark.parametrize("text", [HEAD + ROWS, HEAD + SHARED, JSON_ROWS])
def test_places_are_those_of_a_file_whose_rows_all_have_nodes(text: str) -> None:
    parsed = parse_plan(text.encode())
    root = parsed.nodes()
    for path in (
        "sections[1].activities[0].deadline",
        "sections[0].activities[2].title",
        "columns",
    ):
        [problem] = parsed.located([Problem(Code.TEXT_EMPTY).at(path=FieldPath.parse(path))])
        offset = descend(root, FieldPath.parse(path).parts)[0].start
        where = place(text, offset)
        assert (problem.place.line, problem.place.column) == (where.line, where.column)
        assert problem.place.written == path_as_written(root, FieldPath.parse(path).parts)


def test_rows_that_nobody_asks_for_have_no_nodes() -> None:
    root = compose_yaml(HEAD + ROWS, asked=on_the_way([("sections", 1, "activities", 2)])).root
    assert root is not None
    kept = [
        [bool(row.entries) for row in section.entries["activities"].value.items]
        for section in root.entries["sections"].value.items
        if section.entries
    ]
    assert kept == [[False, False, True]]


def test_a_text_that_ends_after_a_bracket_has_a_place() -> None:
    """Nothing goes on after the bracket: the text ends there."""
    [problem] = problems_of(HEAD + "activities: [{title: А, executors: [Б]")
    assert problem.place.line == 3


def test_half_a_character_in_a_key_is_told() -> None:
    [problem] = problems_of('{"title": "П", "period": 2018, "activi\\ud800ties": []}', "plan.json")
    assert (problem.code, problem.place.line) == (Code.LONE_SURROGATE, 1)
