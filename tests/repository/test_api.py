"""The pages of the public names have all of them, once."""

import re

import pytest
from support.tools import tool

import plandoc

pytestmark = pytest.mark.source


TOOL = tool("api")


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
