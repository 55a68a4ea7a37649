"""plandoc.project.reporting: a report is made anew as documents are, and an edited one is kept."""

from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from plandoc import OutputError, report_file
from plandoc.cli import main

JUNE = date(2019, 6, 1)
PLAN = """\
title: План работы
period: 2018-2019
activities: [{title: Заседание, deadline: май 2019, id: a}]
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "план.yaml"
    path.write_text(PLAN, "utf-8")
    return path


def saved_by_hand(path: Path) -> bytes:
    """Save a file as somebody does after an edit; return it."""
    if path.suffix == ".docx":
        document = Document(str(path))
        document.add_paragraph("Выводы")
        document.save(str(path))
    else:
        book = load_workbook(path)
        book.worksheets[0]["A1"] = "Выводы"
        book.save(path)
    return path.read_bytes()


def test_a_report_that_nobody_saved_is_replaced(plan: Path, tmp_path: Path) -> None:
    """On another day, after an outcome, after an edit of the plan: without a question."""
    out = tmp_path / "отчёт"
    seen = set()
    for day, text in (
        (JUNE, PLAN),
        (date(2019, 6, 2), PLAN),
        (JUNE, PLAN.replace("id: a", "id: a, outcome: {status: выполнено}")),
        (JUNE, PLAN.replace("Заседание", "Совет")),
    ):
        plan.write_text(text, "utf-8")
        made = report_file(plan, out, today=day)
        seen.add((made.document.read_bytes(), made.workbook.read_bytes()))
        assert made.kept == {}
    assert len(seen) == 4
    assert sorted(path.name for path in out.iterdir()) == ["план — отчёт.docx", "план — отчёт.xlsx"]


def test_a_report_that_somebody_saved_is_kept_beside(plan: Path, tmp_path: Path, capsys) -> None:
    """What was written into it is not lost, and the command says where it is now."""
    made = report_file(plan, tmp_path, today=JUNE)
    edited = {path: saved_by_hand(path) for path in (made.document, made.workbook)}
    command = ["--locale", "ru", "report", str(plan), "-o", str(tmp_path), "--date", "2019-06-02"]
    assert main(command) == 0
    told = capsys.readouterr().out
    for path, source in edited.items():
        kept = path.with_name(f"{path.stem} — прежний вид{path.suffix}")
        assert kept.read_bytes() == source != path.read_bytes()
        assert f"{path}: прежний файл кто-то сохранял, теперь он называется {kept}" in told


def test_force_replaces_any_report(plan: Path, tmp_path: Path) -> None:
    """A file that plandoc did not write is refused; with force even an edited report goes."""
    made = report_file(plan, tmp_path, today=JUNE)
    made.document.write_bytes(b"scan")
    saved_by_hand(made.workbook)
    with pytest.raises(OutputError):
        report_file(plan, tmp_path, today=JUNE)
    assert made.document.read_bytes() == b"scan"
    again = report_file(plan, tmp_path, today=JUNE, force=True)
    assert again.kept == {}
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".yaml") == [
        "план — отчёт.docx",
        "план — отчёт.xlsx",
    ]
