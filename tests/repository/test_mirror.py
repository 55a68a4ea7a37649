"""tests/unit mirrors the package: whoever opens a module knows where its tests are.

`tests/unit/<room>/test_<name>.py` tests the module or the package `<name>` of that room, or the
room itself where `<name>` is its name; `test_<name>_<aspect>.py` is one more file about it.
"""

import ast
from pathlib import Path

from support.places import TESTS

import plandoc

PACKAGE = Path(plandoc.__file__).parent
UNIT = TESTS / "unit"


def strays(unit: Path, package: Path) -> list[str]:
    """Return the test files that are named after nothing in the folder they mirror."""
    return [
        str(file.relative_to(unit))
        for file in sorted(unit.rglob("test_*.py"))
        if not _subject(file.stem.removeprefix("test_"), package / file.parent.relative_to(unit))
    ]


def _subject(name: str, folder: Path) -> bool:
    words = name.split("_")
    names = {"_".join(words[:end]) for end in range(1, len(words) + 1)}
    modules = {file.stem for file in folder.glob("*.py") if file.stem != "__init__"}
    packages = {inner.parent.name for inner in folder.glob("*/__init__.py")}
    own = {folder.name} if (folder / "__init__.py").exists() else set()
    return bool(names & (modules | packages | own))


def untested(unit: Path, package: Path) -> list[str]:
    """Return the packages with code that have no test file of their own."""
    found = []
    for init in sorted(package.rglob("__init__.py")):
        folder = init.parent
        room = folder.relative_to(package)
        code = [file for file in folder.glob("*.py") if _statements(file)]
        tests = [*(unit / room).glob("test_*.py"), unit / room.parent / f"test_{room.name}.py"]
        if room.parts and code and not any(file.exists() for file in tests):
            found.append(str(room))
    return found


def _statements(file: Path) -> list[ast.stmt]:
    """Return what a module says besides its docstring."""
    module = ast.parse(file.read_text("utf-8"))
    return module.body[1:] if ast.get_docstring(module) else module.body


def test_every_unit_test_is_named_after_what_it_tests() -> None:
    """Each file of tests/unit stands where its module stands in the package."""
    assert len(list(UNIT.rglob("test_*.py"))) > 50
    assert strays(UNIT, PACKAGE) == []


def test_every_package_has_tests_of_its_own() -> None:
    """No folder of the package with code is without a file in tests/unit."""
    assert len(list(PACKAGE.rglob("__init__.py"))) > 15
    assert untested(UNIT, PACKAGE) == []


def test_a_stray_test_and_an_untested_package_are_noticed(tmp_path: Path) -> None:
    """A test of no module is named, and so is a package without tests."""
    package, unit = tmp_path / "package", tmp_path / "unit"
    for name in ("__init__.py", "room/__init__.py", "room/door.py", "attic/__init__.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("CODE = 1\n" if "__init__" not in name else "", "utf-8")
    (package / "attic" / "roof.py").write_text("CODE = 1\n", "utf-8")
    for name in ("room/test_door.py", "room/test_door_locked.py", "room/test_window.py"):
        (unit / name).parent.mkdir(parents=True, exist_ok=True)
        (unit / name).touch()
    assert strays(unit, package) == ["room/test_window.py"]
    assert untested(unit, package) == ["attic"]
