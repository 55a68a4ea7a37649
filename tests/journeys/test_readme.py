"""What the READMEs show is true."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from support.places import ROOT

import plandoc
from plandoc import check, read_plan
from plandoc.cli import main
from plandoc.words.language import words_in

READMES = ["README.md", "README.ru.md"]


def blocks(readme, language):
    text = (ROOT / readme).read_text(encoding="utf-8")
    found = re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found, (readme, language)
    return found


@pytest.mark.parametrize("readme", READMES)
def test_the_plan_in_the_readme_is_a_plan(readme):
    """The YAML shown first is read, and the check has nothing against it."""
    plan, _ = read_plan(blocks(readme, "yaml")[0].encode(), "plan.yaml")
    assert [row.number for row in plan.activity_rows()] == ["1.1."]
    assert check(plan) == ()


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_shows_every_command(readme):
    """Each command that there are words for is one, and stands in the README."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    commands = words_in("en").cli.verbs
    assert len(commands) > 10
    assert [name for name in commands if main([name, "--help"]) != 0] == []
    assert [name for name in commands if not re.search(rf"\bplandoc {name}\b", text)] == []


def test_python_in_the_readme_runs(tmp_path, monkeypatch):
    """Every Python block runs as it stands, and makes the files that it names."""
    monkeypatch.chdir(tmp_path)
    for code in blocks("README.md", "python"):
        exec(compile(code, "README.md", "exec"), {})
    assert {path.name for path in tmp_path.iterdir()} == {"plan.docx", "plan-tracking.xlsx"}


def test_the_days_in_the_readme_are_right(capsys):
    """What a comment says is printed is printed."""
    code = blocks("README.md", "python")[1]
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip() == re.search(r"# (.*)$", code, re.MULTILINE)[1]


@pytest.mark.parametrize(("readme", "locale"), [("README.md", "en"), ("README.ru.md", "ru")])
def test_the_messages_in_the_readme_are_real(readme, locale, tmp_path, monkeypatch, capsys):
    """The mistakes shown give the messages shown."""
    monkeypatch.chdir(tmp_path)
    plan = blocks(readme, "yaml")[0]
    plan = plan.replace("« 01 » _____", "« 31 » сентября").replace("executors", "executers")
    Path("plan.yaml").write_text(plan, encoding="utf-8")
    assert main(["check", "--locale", locale, "plan.yaml"]) == 1
    said = capsys.readouterr().out
    for line in blocks(readme, "text")[0].splitlines():
        assert line.removesuffix(" …") in said


def test_the_commands_in_the_readme_are_commands(examples, tmp_path):
    """The main command of both READMEs builds the example."""
    for readme in READMES:
        command = blocks(readme, "sh")[0].split("plandoc ")[-1].split()
        assert command[:2] == ["build", "examples/seed.yaml"]
        arguments = ["build", str(examples / "seed.yaml"), "-o", str(tmp_path / readme)]
        assert main(arguments) == 0


def test_examples_in_docstrings_run():
    """Every example in the documentation of a module gives what it says."""
    names = [m.name for m in pkgutil.walk_packages(plandoc.__path__, "plandoc.")]
    modules = [importlib.import_module(n) for n in names if not n.endswith("__main__")]
    results = [doctest.testmod(module) for module in modules]
    assert sum(result.attempted for result in results) > 3
    assert sum(result.failed for result in results) == 0
