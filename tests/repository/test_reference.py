"""The reference is made of docstrings that tell what a caller needs."""

import inspect
import re
from collections.abc import Callable, Iterator

import pytest
from support.tools import tool

pytestmark = pytest.mark.source

TOOL = tool("reference")
USUAL = {"created", "force", "template", "language", "file", "today", "qr", "locale"}
"""Optional parameters that mean the same everywhere; the first page of the reference tells them."""


def called() -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield the public functions and the methods of public classes, by their names."""
    for name, found in TOOL.public().items():
        if inspect.isfunction(found):
            yield name, found
        for method in TOOL.methods(found) if inspect.isclass(found) else ():
            own = getattr(found, method)
            if callable(own):
                yield f"{name}.{method}", own


FUNCTIONS = dict(called())


def test_the_reference_tells_of_every_public_name() -> None:
    """Each public name has its part on one page, with a text below its heading."""
    texts = dict(TOOL.pages())
    parts = re.findall(r"^## .*\{: #(\w+) .*\}\n", "\n".join(texts.values()), re.MULTILINE)
    assert sorted(parts) == sorted(TOOL.public())
    for name in TOOL.public():
        page, _, anchor = TOOL.page_of(name).partition(".md#")
        assert anchor == name
        told = texts[page].partition(f"{{: #{name} ")[2].partition("\n## ")[0]
        assert re.search(r"^[A-Z].*[.:]$|^[A-Z].{40}", told, re.MULTILINE), name


def test_first_page_tells_the_usual_parameters() -> None:
    """Parameters that docstrings do not repeat are told once."""
    index = dict(TOOL.pages())["index"]
    assert {name for name in USUAL if f"`{name}`" not in index} == set()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_docstring_names_every_option(name: str) -> None:
    """Each parameter that may be left out is named, but for the usual ones."""
    text = inspect.getdoc(FUNCTIONS[name]) or ""
    options = {
        one.name
        for one in inspect.signature(FUNCTIONS[name]).parameters.values()
        if one.default is not one.empty and one.name not in USUAL
    }
    assert {option for option in options if not re.search(rf"`{option}\b", text)} == set()


@pytest.mark.parametrize("name", [*TOOL.public(), *FUNCTIONS])
def test_errors_that_a_docstring_names_are_public(name: str) -> None:
    """Whoever reads of an error can catch it."""
    found = FUNCTIONS.get(name) or TOOL.public()[name]
    named = set(re.findall(r"`([\w.]+Error)`", inspect.getdoc(found) or ""))
    assert named <= {*TOOL.public()}
