"""The register of problem codes: said in every language, raised where it says."""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import plandoc
from plandoc.checks import RULES
from plandoc.codes import Code, Severity
from plandoc.errors import Problem
from plandoc.words.language import DEFAULT_LANGUAGE, LANGUAGES, TELLING, told_in, words_in
from plandoc.words.tables.problems import ProblemWords

SOURCE = Path(plandoc.__file__).parent
REGISTER = SOURCE / "codes.py"
LITERAL = re.compile(r"PLN\d{3}")


@cache
def modules() -> dict[Path, ast.Module]:
    """Every module of the package but the register, parsed."""
    paths = sorted(path for path in SOURCE.rglob("*.py") if path != REGISTER)
    return {path: ast.parse(path.read_text("utf-8")) for path in paths}


def room_of(path: Path) -> str:
    """Return the package that a module belongs to: `checks`, `formats.yaml`."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[: 2 if parts[0] == "formats" else 1])


def members(tree: ast.AST) -> Iterator[str]:
    """Yield the codes that a module names, but for those that it only compares with."""
    if isinstance(tree, ast.Compare):
        return
    if isinstance(tree, ast.Attribute) and getattr(tree.value, "id", "") == "Code":
        yield tree.attr
    for below in ast.iter_child_nodes(tree):
        yield from members(below)


BELOW = {Code.EXECUTOR_UNKNOWN, Code.NO_ACTIVITY_WITHOUT_EXECUTOR}
"""What a format says of a choice that the schema makes below it."""


def test_two_languages_are_looked_at():
    """The package tells problems in at least two languages, so there is something to compare."""
    assert len(TELLING) >= 2
    assert {told_in(language) for language in LANGUAGES} == {*TELLING}


@pytest.mark.parametrize("language", TELLING)
def test_words_and_codes_are_the_same_set(language):
    """Every code has words in every language, and no words are left over from a code."""
    words = tomllib.loads((SOURCE / "words" / language / "problems.toml").read_text("utf-8"))
    assert len(Code) > 300
    assert set(Code) == words.keys()


def test_every_code_is_raised_in_its_room():
    """A code is raised in the room that it names; the check passes on codes of others.

    What the schema refuses is also refused in the YAML file of a review and in rows of tables.
    """
    found = defaultdict(set)
    for path, tree in modules().items():
        for name in members(tree):
            found[Code[name]].add(room_of(path))
    assert len(found) > 300
    also = {code: {"checks"} if code.page else set() for code in Code}
    for code in Code:
        if code.room == "schema":
            also[code] |= found[code] & {"formats.yaml", "formats.records"}
    expected = {code: {code.room} | also[code] for code in Code}
    expected |= {code: {"schema"} for code in BELOW}
    assert {code: found[code] for code in Code} == expected


def raised(tree: ast.Module) -> Iterator[tuple[int, Code, set[str | None]]]:
    """Yield the line, the code and the names of values of each problem that lists its values."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            inside = list(ast.walk(function))
            named = defaultdict(set)
            for node in inside:
                if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(
                    node.value, ast.Dict
                ):
                    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                    for target in targets:
                        named[getattr(target, "id", "")] |= keys(node.value)
            for node in inside:
                found = given(node, named) if isinstance(node, ast.Call) else None
                if found and None not in found[1]:
                    yield (node.lineno, *found)


def given(call: ast.Call, named: dict[str, set[str | None]]) -> tuple[Code, set[str | None]] | None:
    """Return the code of a problem and the names of its values; `named` are dicts with a name."""
    codes = [arg.attr for arg in call.args[:1] if isinstance(arg, ast.Attribute)]
    if not codes or codes[0] not in Code.__members__:
        return None
    names = {keyword.arg: keyword.value for keyword in call.keywords}
    *_, fourth = [*call.args[:4], *[None] * (4 - len(call.args))]
    match getattr(call.func, "id", ""), names.get("values", fourth):
        case "refuse", _:
            return Code[codes[0]], set(names)
        case "Problem", ast.Dict() as values:
            return Code[codes[0]], keys(values)
        case "Problem", ast.Name(id=name) if name in named:
            return Code[codes[0]], named[name]
        case "Problem", None:
            return Code[codes[0]], set()
    return None


def keys(values: ast.Dict) -> set[str | None]:
    """Return the keys of a dict as it is written; `None` stands for those of another dict."""
    return {getattr(key, "value", None) for key in values.keys}


def test_a_problem_brings_the_values_of_its_words():
    """Where a problem is made, it has a value for every `{…}` in its words."""
    words = words_in(DEFAULT_LANGUAGE).problems
    calls = [
        (f"{path}:{line}", code, names)
        for path, tree in modules().items()
        for line, code, names in raised(tree)
    ]
    assert len(calls) > 100
    missing = {
        place: lacking for place, code, names in calls if (lacking := blanks(words[code]) - names)
    }
    assert missing == {}


def blanks(words: ProblemWords) -> set[str]:
    parts = [Formatter().parse(part) for part in (words.found, words.expected, words.remedy)]
    return {name for part in parts for _, name, _, _ in part if name}


def test_codes_are_written_in_the_register_alone():
    """No module but the register holds a code as a literal; docstrings may show one."""
    assert len(modules()) > 100
    for path, tree in modules().items():
        shown = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        literals = [
            f"{path}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and id(node) not in shown
            and LITERAL.search(str(node.value))
        ]
        assert literals == []


def test_pages_are_those_of_the_rules():
    """The codes with a page are those of the rules, and every page is there in each language."""
    paged = {code for code in Code if code.page}
    assert paged
    assert paged == RULES.keys()
    for language in TELLING:
        folder = SOURCE / "words" / language
        assert {code.page for code in paged} == {
            f"checks/{page.name}" for page in folder.glob("checks/*.md")
        }


def test_member_is_its_code():
    """A member equals the plain code, is printed as it and found by it."""
    code = Code.FILE_EXISTS
    assert code == "PLN803"
    assert f"{code}" == str(code) == "PLN803"
    assert {"PLN803": 1}[code] == 1
    assert Code("PLN803") is code


def test_problem_weighs_what_its_code_weighs():
    """A problem takes its severity from the register unless it is given one."""
    assert Problem(Code.FILE_EXISTS).severity is Severity.ERROR
    assert Problem(Code.IDS_NOT_SAVED).severity is Severity.WARNING
    assert Problem(Code.IDS_NOT_SAVED, Severity.NOTE).severity is Severity.NOTE


def test_register_imports_the_standard_library_alone():
    """The register is cheap to import: it takes nothing from plandoc or from outside."""
    tree = ast.parse(REGISTER.read_text("utf-8"))
    taken = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    taken |= {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    assert taken
    assert taken <= sys.stdlib_module_names


# These catch an exception that the same module raises with a text of the plan.
_OWN_EXCEPTIONS = {"json_nodes.py", "proposals.py"}


def test_no_problem_carries_the_text_of_an_exception():
    """Texts of the system and of libraries are English; none of them gets into a message."""
    handlers = [
        (path, node)
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and node.name
    ]
    assert len(handlers) > 30
    assert {
        f"{path}:{inside.lineno}"
        for path, handler in handlers
        if path.name not in _OWN_EXCEPTIONS
        for inside in ast.walk(handler)
        if _is_its_text(inside, handler.name or "")
    } == set()


def _is_its_text(node: ast.AST, name: str) -> bool:
    """Whether an expression is the text of the exception `name`: `str(error)`, `error.strerror`."""
    match node:
        case ast.Call(func=ast.Name(id="str" | "repr"), args=[ast.Name(id=found)]):
            return found == name
        case ast.Attribute(value=ast.Name(id=found), attr="strerror" | "message" | "args" | "msg"):
            return found == name
        case ast.FormattedValue(value=ast.Name(id=found)):
            return found == name
        case ast.Subscript(slice=ast.Constant(value="msg")):
            return True
    return False
