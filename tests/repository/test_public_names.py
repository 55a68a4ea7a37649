"""plandoc/__init__.py: public names are listed once for all, loaded lazily, and shadow nothing."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import plandoc

PACKAGES = ["plandoc"] + [
    module.name for module in pkgutil.walk_packages(plandoc.__path__, "plandoc.") if module.ispkg
]


def checked_imports() -> dict[str, tuple[str, ...]]:
    """Return the names that type checkers see, by the module they come from."""
    tree = ast.parse(Path(plandoc.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    return {
        node.module.removeprefix("plandoc."): tuple(alias.name for alias in node.names)
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module
    }


def test_public_names_are_the_same_for_all_readers() -> None:
    """`__all__`, the table of lazy names and the imports for type checkers agree."""
    assert len(plandoc.__all__) > 80
    assert plandoc.__all__ == sorted(set(plandoc.__all__))
    assert checked_imports() == plandoc._MODULES
    named = sorted(name for names in plandoc._MODULES.values() for name in names)
    assert named == plandoc.__all__


def test_every_public_name_can_be_imported() -> None:
    """Each name gives the object of its module, is listed by `dir`, and has a docstring."""
    for module, names in plandoc._MODULES.items():
        for name in names:
            found = getattr(plandoc, name)
            assert found is getattr(importlib.import_module(f"plandoc.{module}"), name)
            assert found.__doc__
    assert {*plandoc.__all__, "__version__"} == set(dir(plandoc))


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    """An unknown name fails as it does in any module."""
    with pytest.raises(AttributeError, match="no attribute 'bild'"):
        plandoc.bild  # noqa: B018


def test_no_public_name_is_that_of_a_module() -> None:
    """`import plandoc.checks` gives a module, and `plandoc.check` a function: no name is both."""
    assert not modules_in("plandoc") & set(plandoc.__all__)
    assert "checks" in modules_in("plandoc")


@pytest.mark.parametrize("package", PACKAGES)
def test_no_name_in_a_package_shadows_a_module_of_it(package: str) -> None:
    """What a package imports or defines leaves its modules to be imported by their names."""
    file = importlib.import_module(package).__file__
    assert file
    source = Path(file).read_text(encoding="utf-8")
    assert not modules_in(package) & set(top_names(source, package))


def test_a_shadow_is_noticed() -> None:
    """Imports, functions, classes and values count; the module itself does not."""
    source = "from a.b import c as d, e\nfrom a import m\ndef f(): g = 1\nclass H: pass\ni = 1\n"
    assert list(top_names(source, "a")) == ["d", "e", "f", "H", "i"]


def top_names(source: str, package: str) -> Iterator[str]:
    """Yield the names that the top level of a package binds to anything but its own modules."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.ImportFrom) and node.module != package:
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def modules_in(package: str) -> set[str]:
    """Return the names of the modules of a package."""
    folder = importlib.import_module(package).__path__
    return {module.name for module in pkgutil.iter_modules(folder)}


def test_pairs_of_verbs_are_named_alike() -> None:
    """A verb on files that has a twin on values is called like it, with `_file` or `_files`."""
    twins = {name for name in plandoc.__all__ if name.endswith(("_file", "_files"))}
    values = {name.removesuffix("s").removesuffix("_file") for name in twins}
    assert len(twins) == 7
    assert values <= set(plandoc.__all__)
