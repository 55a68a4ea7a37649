"""A language is a folder: plans in it are built, their deadlines read, messages said in it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import plandoc
from plandoc.formats.docx.standard import standard_template_bytes

PLAN = """
language: eo
title: Plano de laboro
period: 2018-2019
activities:
  - title: Kunsido
    executors: Sekretario
    deadline: ĝis la 15. marto 2019
    expected_result: minutes
  - title: Raporto
    executors: Estro
    deadline: ĉiumonate
    expected_result: report
"""
WORDS = {
    "words.toml": {'title = "Activity"': 'title = "Agado"'},
    "problems.toml": {'found = "the file is empty"': 'found = "la dosiero estas malplena"'},
    "deadlines.toml": {
        'through = ["by",': 'through = ["ĝis", "ĝis la", "by",',
        'monthly = ["monthly"': 'monthly = ["ĉiumonate", "monthly"',
    },
}
"""What is translated of the English tables for the trial."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a copy of the package that has Esperanto beside its languages."""
    package = shutil.copytree(Path(plandoc.__file__).parent, tmp_path / "plandoc")
    language = shutil.copytree(package / "words" / "en", package / "words" / "eo")
    for name, changes in WORDS.items():
        text = (language / name).read_text(encoding="utf-8")
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new, 1)
        (language / name).write_text(text, encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "plan.docx").write_bytes(standard_template_bytes())
    return tmp_path


def run(folder: Path, *arguments: str, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


@pytest.mark.slow
def test_a_folder_is_a_language(folder: Path) -> None:
    """A plan in it has no remarks and is built; its headings, deadlines and messages follow."""
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "empty.yaml").touch()
    assert "eo" in run(folder, "-m", "plandoc", "check", "--help")
    assert "no remarks" in run(folder, "-m", "plandoc", "check", "plan.yaml", "--locale", "eo")
    said = run(folder, "-m", "plandoc", "check", "empty.yaml", "--locale", "eo_XX", code=1)
    assert "malplena" in said
    run(folder, "-m", "plandoc", "build", "plan.yaml", "-o", "out")
    script = (
        "import plandoc; from pathlib import Path;"
        "plan = plandoc.load_plan('plan.yaml'); first, second = plan.activity_rows();"
        "print(first.activity.deadline.intervals[-1].last, second.activity.deadline.recurrences);"
        "source = Path('out/plan.docx').read_bytes();"
        "print([s for s in ('Agado', 'Kunsido') if s in str(plandoc.read_document(source))])"
    )
    said = run(folder, "-c", script)
    assert "2019-03-15 (Recurrence(unit=<Unit.MONTH" in said
    assert "Kunsido" in said
