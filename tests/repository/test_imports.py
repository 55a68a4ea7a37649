"""What is imported: nothing heavy before a verb needs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plandoc.cli.year import APPROVALS
from plandoc.results import ReportApprovals

FORMATS = {"openpyxl", "docx", "docxtpl", "lxml", "jinja2", "matplotlib", "numpy", "PIL", "segno"}
NETWORK = {"urllib.request", "http.client", "ssl", "asyncio"}
REST = NETWORK | {"rich", "rapidfuzz", "pyphen", "concurrent.futures.process", "multiprocessing"}
"""What no document and no plan needs that is built alone, without a doubt to be told."""
HEAVY = (
    FORMATS
    | REST
    | {
        "pydantic",
        "filelock",
        "babel",
        "yaml",
        "ruamel.yaml",
        "importlib.metadata",
        "importlib.resources",
    }
)

PROBE = """
import contextlib, io, sys
{code}
import json
json.dump(sorted(sys.modules), sys.stdout)
"""
COMMAND = """
from plandoc.cli import program
sys.argv = ["plandoc", *{arguments!r}]
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    code = program()
assert code == {expected}, code
"""


def loaded(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has after running some code."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(code=code)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr.decode()
    return set(json.loads(done.stdout))


def after(*arguments: object, expected: int = 0) -> set[str]:
    """Return the modules that a command loads."""
    return loaded(COMMAND.format(arguments=list(map(str, arguments)), expected=expected))


def test_importing_the_package_loads_nothing() -> None:
    """`import plandoc` loads no module of it and nothing heavy; a name loads its module."""
    before = loaded("import plandoc; dir(plandoc)")
    assert not before & HEAVY
    assert not {name for name in before if name.startswith("plandoc.")}
    assert "plandoc.errors" in loaded("from plandoc import Problem")


def test_importing_every_module_reads_no_words() -> None:
    """Tables of words and the data of Babel's locales are read when they are first used."""
    code = """
import importlib, pkgutil, plandoc
for module in pkgutil.walk_packages(plandoc.__path__, "plandoc."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from babel import localedata
from plandoc.words.language import LANGUAGES, words_in
assert not localedata._cache
assert {name for language in LANGUAGES for name in vars(words_in(language))} == {"language"}
"""
    assert "plandoc.formats.xlsx.tracking" in loaded(code)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [(["--version"], 0), (["--help"], 0), (["build", "--help"], 0), (["build"], 2), (["bild"], 2)],
)
def test_help_version_and_usage_load_nothing_heavy(arguments: list[str], expected: int) -> None:
    """They need the parser and its words alone: no other table of words either."""
    modules = after(*arguments, expected=expected)
    assert not modules & HEAVY
    rooms = {name.split(".")[1] for name in modules if name.startswith("plandoc.")}
    assert rooms == {"cli", "words"}
    tables = {name for name in modules if name.startswith("plandoc.words.tables.")}
    assert tables == {"plandoc.words.tables.cli"}


@pytest.mark.parametrize("verb", ["check", "status", "diff"])
def test_verbs_that_only_read_plans_load_no_document_format(examples: Path, verb: str) -> None:
    """A plan is checked, counted and compared without the libraries of documents and workbooks."""
    seed = examples / "seed.yaml"
    modules = after(verb, *[seed] * (2 if verb == "diff" else 1))
    assert "yaml" in modules
    likeness = {"rapidfuzz"} if verb == "diff" else set()
    assert not modules & {*FORMATS, *REST, "filelock", "ruamel.yaml"} - likeness


def test_saving_the_template_loads_no_document_format(tmp_path: Path) -> None:
    """The template is copied, not read."""
    assert not after("template", tmp_path / "mine.docx") & HEAVY


def test_building_loads_no_library_for_charts(examples: Path, tmp_path: Path) -> None:
    """A plan without a chart needs no matplotlib, numpy or Pillow; without a QR code no segno.

    The sheet is written by plandoc itself.
    """
    modules = after("build", examples / "flat.yaml", "-o", tmp_path)
    assert {"jinja2", "lxml"} <= modules
    assert not modules & {*REST, *FORMATS, "ruamel.yaml"} - {"jinja2", "lxml"}


def test_a_program_leaves_its_objects_to_the_end_of_the_process() -> None:
    """It looks for garbage seldom, and what is loaded is not walked through when it ends."""
    code = """
import atexit, gc
from plandoc.cli import program
sys.argv = ["plandoc", "--version"]
with contextlib.redirect_stdout(io.StringIO()):
    program()
assert gc.get_threshold()[0] >= 500_000 and gc.get_freeze_count() > 10_000
"""
    assert "plandoc.cli" in loaded(code)


def test_the_choices_of_an_option_are_those_of_the_library() -> None:
    """The parser lists them without loading the schema."""
    assert list(APPROVALS) == list(ReportApprovals)
    assert APPROVALS[0] == ReportApprovals.CLEARED
