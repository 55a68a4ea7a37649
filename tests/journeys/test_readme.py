"""What the READMEs show is true."""

import doctest
import importlib
import pkgutil
import re
import shlex
import shutil
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


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_works_from_the_first_line_to_the_last(
    readme, examples, tmp_path, monkeypatch, capsys
):
    """Every command typed in order, in one folder, with the plan that is shown, does its work."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(examples, tmp_path / "examples")
    name = re.search(r"`(\w+\.yaml)`", (ROOT / readme).read_text(encoding="utf-8"))
    assert name
    plan = Path(name[1])
    plan.write_text(blocks(readme, "yaml")[0], encoding="utf-8")
    lines = [line for block in blocks(readme, "sh") for line in block.splitlines()]
    commands = [shlex.split(line, comments=True) for line in lines if line.startswith("plandoc ")]
    assert len(commands) > 8
    for _, *arguments in commands:
        if arguments[0] == "amend":
            text = plan.read_text(encoding="utf-8")
            plan.write_text(text.replace("Сентябрь 2018", "Октябрь 2018"), encoding="utf-8")
        assert main(arguments) == 0, (arguments, capsys.readouterr().err)
    assert len([path for path in tmp_path.rglob("*") if path.suffix in {".docx", ".xlsx"}]) > 10
    text = (ROOT / readme).read_text(encoding="utf-8")
    named = re.findall(r"[`, ]((?:out|ready|report|готово|отчёт)/[^`,]+?\.(?:docx|xlsx))", text)
    assert len(set(named)) == 6
    assert [file for file in named if not (tmp_path / file).exists()] == []


@pytest.mark.parametrize("readme", READMES)
def test_windows_types_the_same(readme):
    """The lines for PowerShell are those of the shell, with its own activation and paths."""
    shell, windows = blocks(readme, "sh")[0], blocks(readme, "powershell")[0]
    same = shell.replace("python3", "py").replace("source .venv/bin/activate", ACTIVATE)
    assert same.replace("examples/", "examples\\") == windows


ACTIVATE = r".venv\Scripts\Activate.ps1"


@pytest.mark.slow
def test_examples_in_docstrings_run():
    """Every example in the documentation of a module gives what it says."""
    names = [m.name for m in pkgutil.walk_packages(plandoc.__path__, "plandoc.")]
    modules = [importlib.import_module(n) for n in names if not n.endswith("__main__")]
    results = [doctest.testmod(module) for module in modules]
    assert sum(result.attempted for result in results) > 3
    assert sum(result.failed for result in results) == 0


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize(("extra", "used"), [("calendar", "plandoc calendar "), ("qr", " --qr ")])
def test_what_a_command_needs_is_installed_above_it(readme, extra, used):
    """Who types line by line meets no command that asks for what is not there yet."""
    lines = "".join(blocks(readme, "sh")).splitlines()
    installed = [
        n for n, line in enumerate(lines) if re.match(rf"pip install '.*\b{extra}\b", line)
    ]
    needed = [n for n, line in enumerate(lines) if used in line]
    assert installed
    assert needed
    assert installed[0] < needed[0]
