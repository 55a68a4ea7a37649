"""The import contracts hold, and each one notices a violation."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.places import ROOT

pytestmark = pytest.mark.source

VIOLATIONS = {
    "Rooms": ("schema/period.py", "import plandoc.wording.phrases"),
    "Formats": ("formats/docx/document.py", "import plandoc.formats.xlsx.book"),
    "Libraries": ("page/chart.py", "import matplotlib"),
}


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    code = (
        "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    )
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("contract", "violation"), VIOLATIONS.items())
def test_a_planted_violation_breaks_its_contract(
    tmp_path: Path, contract: str, violation: tuple[str, str]
) -> None:
    """An import in the wrong direction is reported under the name of its contract."""
    pytest.importorskip("importlinter")
    shutil.copytree(ROOT / "plandoc", tmp_path / "plandoc")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    file, line = violation
    planted = tmp_path / "plandoc" / file
    source = planted.read_text(encoding="utf-8").split("\n\n", 1)
    planted.write_text("\n\n".join([source[0], line, source[1]]), encoding="utf-8")
    done = linted(tmp_path)
    broken = [text for text in done.stdout.splitlines() if "BROKEN" in text]
    assert done.returncode == 1
    assert [text for text in broken if text.startswith(contract)], done.stdout
