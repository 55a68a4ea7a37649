"""The types of the library serve mypy and pyright without a plugin."""

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.places import ROOT

pytestmark = [pytest.mark.source, pytest.mark.slow]

TESTS = ROOT / "typing_tests"
_RECIPE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def mypy(*files: Path) -> Iterator[tuple[str, int]]:
    options = ["--strict", "--config-file=", "--follow-imports=silent", "--ignore-missing-imports"]
    options += ["--no-incremental", "--hide-error-context", "--no-error-summary"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, *map(str, files)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    for line in done.stdout.splitlines():
        if found := re.match(r"(?P<file>.+?):(?P<line>\d+): error: ", line):
            yield Path(found["file"]).name, int(found["line"])


def pyright(*files: Path) -> Iterator[tuple[str, int]]:
    options = ["--outputjson", "--pythonpath", sys.executable]
    done = subprocess.run(
        [sys.executable, "-m", "pyright", *options, *map(str, files)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    for one in json.loads(done.stdout)["generalDiagnostics"]:
        if one["severity"] == "error":
            yield Path(one["file"]).name, one["range"]["start"]["line"] + 1


CHECKERS = {"mypy": mypy, "pyright": pyright}


@pytest.fixture(params=CHECKERS)
def checker(request: pytest.FixtureRequest) -> str:
    if importlib.util.find_spec(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    return str(request.param)


def expected(checker: str) -> set[tuple[str, int]]:
    source = (TESTS / "refused.py").read_text(encoding="utf-8").splitlines()
    marks = ("# expected", f"# expected ({checker})")
    lines = [n for n, line in enumerate(source, 1) if line.endswith(marks)]
    return {("refused.py", line) for line in lines}


def test_what_people_write_is_accepted_and_slips_are_not(checker: str) -> None:
    """Dates, texts and plain data are accepted; a mistyped key or a wrong kind is an error."""
    assert len(expected(checker)) > 6
    found = {*CHECKERS[checker](TESTS / "usage.py", TESTS / "refused.py")}
    assert found == expected(checker)


def test_the_recipes_are_typed(checker: str, tmp_path: Path) -> None:
    """Every recipe of the cookbook passes as it stands."""
    page = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
    recipes = []
    for number, code in enumerate(_RECIPE.findall(page)):
        recipes.append(tmp_path / f"recipe_{number}.py")
        recipes[-1].write_text(code, encoding="utf-8")
    assert len(recipes) > 9
    assert {*CHECKERS[checker](*recipes)} == set()
