"""The recipes of the cookbook run."""

import re
from pathlib import Path

import pytest
from support.places import ROOT

pytestmark = pytest.mark.source

PAGE = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
OTHER = (ROOT / "docs" / "cookbook.ru.md").read_text(encoding="utf-8")
_RECIPE = re.compile(
    r"^## (?P<name>.+?)\n.*?^```python\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL
)
RECIPES = {found["name"]: found["code"] for found in _RECIPE.finditer(PAGE)}
_OTHERS = ("pandas", "sqlalchemy", "fastapi")


def test_both_languages_have_the_same_recipes() -> None:
    """The Russian page has the same code, and as many headings."""
    assert len(RECIPES) > 9
    assert [found["code"] for found in _RECIPE.finditer(OTHER)] == [*RECIPES.values()]
    assert PAGE.count("\n## ") == OTHER.count("\n## ")


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands, in an empty folder; each asserts what it promises."""
    code = RECIPES[name]
    for other in _OTHERS:
        if other in code:
            pytest.importorskip(other)
    monkeypatch.chdir(tmp_path)
    exec(compile(code, f"cookbook: {name}", "exec"), {"__name__": "recipe"})
