"""The pages of the public names have all of them, once."""

import re

import pytest
from support.tools import tool

import plandoc
from plandoc.words.language import words_in

pytestmark = pytest.mark.source


TOOL = tool("api")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_public_name_stands_there_once(language: str) -> None:
    """The rows of the page are the names of `plandoc` and its spaces, and methods of a plan."""
    text = TOOL.PAGES[language].read_text(encoding="utf-8")
    names = re.findall(r"^\| `([\w.]+)` \| [^`|]*\S[^|]* \|$", text, re.MULTILINE)
    names = [name for name in names if name not in TOOL.COMMANDS or name in plandoc.__all__]
    of: dict[str, list[str]] = {}
    for name in names:
        space, _, own = name.rpartition(".")
        of.setdefault(space, []).append(own)
    assert sorted(of[""]) == plandoc.__all__
    assert len(of["plan"]) > 9
    assert all(callable(getattr(plandoc.Plan, name)) for name in of["plan"])
    for space in plandoc._SPACES:
        own = {*getattr(plandoc, space).__all__} - {*plandoc.__all__}
        assert sorted(of[space]) == sorted(own)


def test_every_command_has_its_functions() -> None:
    """What works on a plan file is a function too; the ending tells which, as the page says."""
    about_the_computer = {"doctor", "completion"}
    assert {*TOOL.COMMANDS} == {*words_in("en").cli.verbs} - about_the_computer
    on_files = {name for names, _ in TOOL.COMMANDS.values() for name in names.split()}
    ends = {name for name in plandoc.__all__ if name.endswith(("_file", "_files"))}
    assert ends == on_files - {"save_template"} | {"run_files"}
    for _, names in TOOL.COMMANDS.values():
        assert {*names.split()} <= {*plandoc.__all__}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_pages_are_those_of_the_docstrings(language: str) -> None:
    """`python tools/api.py` was run since the last change of a docstring."""
    assert TOOL.PAGES[language].read_text(encoding="utf-8") == TOOL.page(language)
