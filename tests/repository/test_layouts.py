"""plandoc finds its template and tells its version however it was installed."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.places import ROOT

from plandoc import __version__

pytestmark = pytest.mark.source


def checkout(folder: Path) -> Path:
    """Make a bare checkout: the package, and beside it its templates."""
    shutil.copytree(ROOT / "plandoc", folder / "plandoc", ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copytree(ROOT / "templates", folder / "templates")
    return folder


def site_packages(folder: Path) -> Path:
    """Make what a wheel installs: the package with its templates inside."""
    checkout(folder)
    shutil.move(folder / "templates", folder / "plandoc" / "templates")
    return folder


def run(*arguments: str, cwd: Path, path: Path | str, script: str = "") -> str:
    """Run Python in a folder, with another one on the path of imports."""
    return subprocess.run(
        [sys.executable, *arguments],
        input=script,
        encoding="utf-8",
        capture_output=True,
        check=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": "1"},
    ).stdout


def readme_script() -> str:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("make", [checkout, site_packages])
def test_the_script_of_the_readme_runs_in_every_layout(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    """A checkout on the path, or a wheel's package, is all that a script needs."""
    installed, work = make(tmp_path / "installed"), tmp_path / "work"
    work.mkdir()
    run("-", cwd=work, path=installed, script=readme_script())
    assert (work / "plan.docx").read_bytes()[:2] == b"PK"


def test_a_script_at_the_root_of_a_clone_takes_the_clone(tmp_path: Path) -> None:
    """Where a wheel is installed as well, the checkout comes first and has its template."""
    clone, installed = checkout(tmp_path / "clone"), site_packages(tmp_path / "installed")
    (installed / "plandoc" / "templates" / "plan.docx").write_bytes(b"not this one")
    run("-", cwd=clone, path=installed, script=readme_script())
    assert (clone / "plan.docx").read_bytes()[:2] == b"PK"


def test_a_bare_checkout_knows_its_version(tmp_path: Path) -> None:
    """Without the metadata of an installation, `--version` is that of the source."""
    clone = checkout(tmp_path)
    assert run("-m", "plandoc", "--version", cwd=clone, path="") == f"plandoc {__version__}\n"
