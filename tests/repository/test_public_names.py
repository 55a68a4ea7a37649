"""plandoc/__init__.py: public names are listed once for all, loaded lazily, and shadow nothing."""

import ast
import importlib
import inspect
import pkgutil
import typing
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
        if isinstance(node, ast.ImportFrom) and node.module and node.module != "plandoc"
    }


def test_public_names_are_the_same_for_all_readers() -> None:
    """`__all__`, the table of lazy names and the imports for type checkers agree."""
    assert 50 < len(plandoc.__all__) <= 69
    assert plandoc.__all__ == sorted(set(plandoc.__all__))
    assert checked_imports() == plandoc._MODULES
    named = sorted(name for names in plandoc._MODULES.values() for name in names)
    assert named == plandoc.__all__


def test_every_public_name_can_be_imported() -> None:
    """Each name gives the object of its module, is listed by `dir`, and has a docstring."""
    for module, names in plandoc._MODULES.items():
        for name in names:
            found = getattr(plandoc, name)
            own = getattr(importlib.import_module(f"plandoc.{module}"), name)
            assert own in (found, getattr(found, "__wrapped__", None))
            assert found.__doc__
    assert {*plandoc.__all__, *plandoc._SPACES, "__version__"} == set(dir(plandoc))


def test_former_names_are_what_they_were_renamed_to() -> None:
    """A script of an earlier day finds the names that it used; none stands for two things."""
    for name, (module, now) in plandoc._FORMER.items():
        assert getattr(plandoc, name) == getattr(importlib.import_module(f"plandoc{module}"), now)
    assert not {*plandoc._FORMER} & {*plandoc.__all__, *plandoc._SPACES, *dir(plandoc)}


@pytest.mark.parametrize("space", plandoc._SPACES)
def test_names_of_a_space_stand_there_alone(space: str) -> None:
    """Each has a docstring, and none but the errors that people catch is at the top as well."""
    found = getattr(plandoc, space)
    assert found is importlib.import_module(f"plandoc.{space}")
    assert found.__all__ == sorted(found.__all__)
    assert all(getattr(found, name).__doc__ for name in found.__all__)
    assert {*found.__all__} & {*plandoc.__all__} <= {"PlandocError", "Problem"}


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


_PATH = "Path"


def functions() -> dict[str, inspect.Signature]:
    """Return the signatures of the public functions."""
    found = {name: getattr(plandoc, name) for name in plandoc.__all__}
    return {n: inspect.signature(one) for n, one in found.items() if inspect.isfunction(one)}


def takes(signature: inspect.Signature, kind: str) -> bool:
    """Whether a function must be given something whose type names `kind`."""
    return any(
        kind in str(one.annotation)
        for one in signature.parameters.values()
        if one.default is inspect.Parameter.empty
    )


def test_the_name_of_a_function_tells_what_it_works_on() -> None:
    """Paths: `_file`, `_files`, `load_`, `save_`. Bytes: `read_` takes, `render_` returns them."""
    assert len(functions()) > 40
    for name, signature in functions().items():
        on_files = name.endswith(("_file", "_files")) or name.startswith(("load_", "save_"))
        assert takes(signature, _PATH) is on_files, name
        if name.startswith("read_"):
            assert takes(signature, "bytes"), name
            assert name.replace("read", "render") in plandoc.__all__ or name == "read_template"
        if name.startswith("render_"):
            assert "bytes" in str(signature.return_annotation), name


def test_results_of_functions_are_public() -> None:
    """Every class of plandoc that a public function returns or takes can be imported by name."""
    public = {getattr(plandoc, name) for name in plandoc.__all__}
    public |= {getattr(getattr(plandoc, s), name) for s in plandoc._SPACES
               for name in getattr(plandoc, s).__all__}  # fmt: skip
    found = set()
    for name in functions():
        names = vars(importlib.import_module("plandoc.results"))
        for kind in typing.get_type_hints(getattr(plandoc, name), localns=names).values():
            found |= set(classes_in(kind))
    assert len(found) > 25
    assert {one.__qualname__ for one in found - public} == set()


def classes_in(kind: object) -> Iterator[type]:
    """Yield the classes of plandoc in a type."""
    if isinstance(kind, type) and kind.__module__.startswith("plandoc"):
        yield kind
    for inner in typing.get_args(kind):
        yield from classes_in(inner)
