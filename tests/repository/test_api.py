"""The pages of the public names have all of them, once."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import pytest
from support.places import ROOT

import plandoc

pytestmark = pytest.mark.source


def tool() -> ModuleType:
    spec = spec_from_file_location("api_tool", ROOT / "tools" / "api.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = tool()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_public_name_stands_there_once(language: str) -> None:
    """The rows of the page are the names of `plandoc.__all__`, and methods that a plan has."""
    text = TOOL.PAGES[language].read_text(encoding="utf-8")
    names = re.findall(r"^\| `([\w.]+)` \| \S", text, re.MULTILINE)
    methods = [name.removeprefix("plan.") for name in names if name.startswith("plan.")]
    assert sorted(name for name in names if "." not in name) == plandoc.__all__
    assert len(methods) > 9
    assert all(callable(getattr(plandoc.Plan, name)) for name in methods)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_pages_are_those_of_the_docstrings(language: str) -> None:
    """`python tools/api.py` was run since the last change of a docstring."""
    assert TOOL.PAGES[language].read_text(encoding="utf-8") == TOOL.page(language)
