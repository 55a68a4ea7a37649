"""The documentation says what the code does."""

import doctest
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from support.places import ROOT

from plandoc.formats.docx.document import render_document
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.page.context import PlanContext

DOCS = ROOT / "docs"

pytestmark = pytest.mark.source


def names(kind: type) -> Iterator[str]:
    for name, hint in get_type_hints(kind).items():
        yield name
        for inner in (hint, *get_args(hint)):
            if isinstance(inner, type) and is_dataclass(inner):
                yield from names(inner)


def test_every_name_of_a_template_is_documented() -> None:
    """docs/template.md lists each name that a template may use."""
    page = (DOCS / "template.md").read_text(encoding="utf-8")
    found = set(names(PlanContext))
    assert len(found) > 30
    told = [name for name in found if f"{name}`" in page or f"`{name}." in page]
    assert found - set(told) == set()


def test_the_examples_of_deadlines_run() -> None:
    """docs/deadlines.md prints what it says."""
    result = doctest.testfile(str(DOCS / "deadlines.md"), module_relative=False, encoding="utf-8")
    assert result.attempted > 20
    assert result.failed == 0


def test_the_plan_of_the_blocks_is_sound() -> None:
    """The plan that docs/blocks.md shows is read without a remark, and is in its document whole."""
    page = (DOCS / "blocks.md").read_text(encoding="utf-8")
    source = page.partition("```yaml\n")[2].partition("```")[0]
    plan, problems = read_plan(source.encode(), "plan.yaml")
    assert problems == ()
    assert render_document(plan)


@pytest.mark.slow
@pytest.mark.parametrize("page", ["many.md", "many.ru.md"])
def test_the_scripts_for_many_plans_run(page: str, examples: Path, tmp_path: Path) -> None:
    """Each script of docs/many*.md runs as it stands, and its documents are there."""
    for school in ("первая", "вторая"):
        (tmp_path / "schools" / school).mkdir(parents=True)
        shutil.copy(examples / "seed.yaml", tmp_path / "schools" / school / "plan.yaml")
    shutil.copy(examples / "seed.yaml", tmp_path / "plan.yaml")
    scripts = (DOCS / page).read_text(encoding="utf-8").split("```python\n")[1:]
    assert len(scripts) == 2
    for number, script in enumerate(scripts):
        path = tmp_path / f"script{number}.py"
        path.write_text(script.partition("```")[0], encoding="utf-8")
        subprocess.run([sys.executable, path], cwd=tmp_path, check=True)
    assert len(list((tmp_path / "out").rglob("*.docx"))) == 2
