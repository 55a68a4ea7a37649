"""The documentation says what the code does."""

import doctest
import re
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
from plandoc.formats.yaml.keys import understand
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.formats.yaml.yaml_nodes import compose_yaml
from plandoc.page.context import PlanContext

DOCS = ROOT / "docs"

pytestmark = pytest.mark.source


def names(kind: type) -> Iterator[str]:
    for name, hint in get_type_hints(kind).items():
        yield name
        for inner in (hint, *get_args(hint)):
            if isinstance(inner, type) and is_dataclass(inner):
                yield from names(inner)


@pytest.mark.parametrize("page", ["template.md", "template.ru.md"])
def test_every_name_of_a_template_is_documented(page: str) -> None:
    """docs/template*.md list each name that a template may use."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = set(names(PlanContext))
    assert len(found) > 30
    told = [name for name in found if f"{name}`" in text or f"`{name}." in text]
    assert found - set(told) == set()


@pytest.mark.parametrize("page", ["deadlines.md", "deadlines.ru.md"])
def test_the_examples_of_deadlines_run(page: str) -> None:
    """docs/deadlines*.md print what they say."""
    result = doctest.testfile(str(DOCS / page), module_relative=False, encoding="utf-8")
    assert result.attempted > 20
    assert result.failed == 0


@pytest.mark.parametrize("page", ["blocks.md", "blocks.ru.md"])
def test_the_plan_of_the_blocks_is_sound(page: str) -> None:
    """The plan that docs/blocks*.md show is read without a remark, and is in its document whole."""
    plan, problems = read_plan(examples(page)[0].encode(), "plan.yaml")
    assert problems == ()
    assert render_document(plan)


def examples(page: str) -> list[str]:
    """Return the pieces of plan files that a guide shows."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("guide", ["blocks", "checks", "import", "template"])
def test_both_languages_show_the_same_pieces_of_plans(guide: str) -> None:
    """Under the names of its language, each example has the same keys in the English guide."""
    read = []
    for page in (f"{guide}.md", f"{guide}.ru.md"):
        pieces = [root for text in examples(page) if (root := compose_yaml(text).root)]
        assert all(understand(piece, "") == () for piece in pieces)
        read.append([paths(piece.data) for piece in pieces])
    assert read[0] == read[1] != []


def paths(data: object) -> object:
    """Return what the data is without texts between which languages differ."""
    if isinstance(data, dict):
        return {key: paths(value) for key, value in data.items()}
    return [paths(item) for item in data] if isinstance(data, list) else type(data)


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
