"""A full year of one plan: three secretaries, four office programs, one clash, one report."""

import io
import re
import shutil
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from support.engines import resave
from support.tracking_text import fill

from plandoc import collect_file, load_plan, render_document, report_file, track_file
from plandoc.cli import main
from plandoc.returns.take_in import Fate

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
MOSCOW = timezone(timedelta(hours=3))
OCTOBER, JANUARY, JUNE = (
    datetime(year, month, 15, 10, tzinfo=MOSCOW)
    for year, month in ((2018, 10), (2019, 1), (2019, 6))
)


def write_into(document, marks):
    """Return a document with words typed into its last column: {beginning of a row: words}."""
    opened = Document(io.BytesIO(document))
    for row in opened.tables[1]._tbl.tr_lst:
        cells = row.tc_lst
        number = "".join(t.text or "" for t in cells[0].iter(qn("w:t"))).strip()
        if number in marks:
            paragraph = next(cells[-1].iter(qn("w:p")))
            run = paragraph.makeelement(qn("w:r"), {})
            text = run.makeelement(qn("w:t"), {})
            text.text = marks.pop(number)
            run.append(text)
            paragraph.append(run)
    assert not marks
    target = io.BytesIO()
    opened.save(target)
    return target.getvalue()


def outcomes(path):
    return {
        row.number: row.activity.outcome.texts()
        for row in load_plan(path).activity_rows()
        if row.activity.outcome
    }


@pytest.fixture(scope="module")
def year(examples, tmp_path_factory):
    """Return a folder with the plan, its sheets handed out and its document."""
    folder = tmp_path_factory.mktemp("год")
    plan = folder / "план.yaml"
    shutil.copy(examples / "seed.yaml", plan)
    track_file(plan, folder / "листы", per_executor=True)
    track_file(plan, folder / "листы")
    (folder / "план.docx").write_bytes(render_document(load_plan(plan)))
    return folder


@pytest.mark.office
def test_a_year_of_one_plan(year):
    """Every mark arrives, the clash is settled on the sheet, the report is made."""
    plan, came = year / "план.yaml", year / "почта"
    came.mkdir()
    before = plan.read_text(encoding="utf-8")
    whole = (year / "листы" / "план — учёт.xlsx").read_bytes()
    first = next((year / "листы").glob("*Рабочая группа*.xlsx")).read_bytes()

    # October: Anna fills the whole sheet in LibreOffice, Boris his own in OnlyOffice,
    # Vera writes into the document in LibreOffice.
    anna = fill(
        whole,
        {
            "1.1.": {"status": "Выполненно", "date": "28 сентября 2018", "evidence": "Паспорт"},
            "1.4.": {"status": "перенесено", "moved_to": "ноябрь 2018 г.", "reason": "нет подписи"},
        },
    )
    (came / "анна.xlsx").write_bytes(resave("libreoffice", anna, ".xlsx"))
    boris = fill(first, {"1.3.": {"status": "в работе", "text": "черновик готов"}})
    (came / "борис.xlsx").write_bytes(resave("onlyoffice", boris, ".xlsx"))
    vera = write_into(
        (year / "план.docx").read_bytes(), {"1.2.": "Утверждён 31.08.2018, приказ № 7"}
    )
    (came / "вера.docx").write_bytes(resave("libreoffice", vera, ".docx"))
    files = sorted(came.iterdir())
    shown = collect_file(plan, files)
    assert not shown.written
    assert plan.read_text(encoding="utf-8") == before
    assert shown.taken.fates[Fate.CREATED] == 4
    assert not shown.taken.conflicts
    done = collect_file(plan, files, written_at=OCTOBER)
    assert done.written
    assert outcomes(plan) == {
        "1.1.": {"status": "done", "date": "2018-09-28", "evidence": "Паспорт"},
        "1.2.": {
            "status": "done",
            "text": "Утверждён 31.08.2018, приказ № 7",
            "date": "2018-08-31",
            "evidence": "приказ № 7",
        },
        "1.3.": {"status": "in_progress", "text": "черновик готов"},
        "1.4.": {"status": "postponed", "moved_to": "ноябрь 2018 г.", "reason": "нет подписи"},
    }
    after = plan.read_text(encoding="utf-8")
    kept = [line for line in before.splitlines() if line not in after.splitlines()]
    assert kept == []  # comments, order, every other line

    # January: two people report the same activity differently.
    whole = year / "январь"
    track_file(plan, whole)
    sheet = (whole / "план — учёт.xlsx").read_bytes()
    came = year / "почта-2"
    came.mkdir()
    for name, evidence in (("анна", "протокол № 3"), ("борис", "протокол № 4")):
        marks = {"1.3.": {"status": "Выполнено", "date": date(2019, 1, 11), "evidence": evidence}}
        (came / f"{name}.xlsx").write_bytes(fill(sheet, marks))
    files = sorted(came.iterdir())
    clash = collect_file(plan, files, written_at=JANUARY, remarks=year / "ответ")
    assert [c.field for c in clash.taken.conflicts] == ["evidence"]
    assert outcomes(plan)["1.3."]["date"] == "2019-01-11"
    assert "evidence" not in outcomes(plan)["1.3."]
    assert len(clash.remarks) == 2

    # Anna chooses Boris' protocol in the copy that came back to her, in LibreOffice.
    answer = year / "ответ" / "анна — замечания.xlsx"
    answer.write_bytes(resave("libreoffice", choose(answer.read_bytes(), "протокол № 4"), ".xlsx"))
    settled = collect_file(plan, [answer], written_at=JANUARY + timedelta(days=1))
    assert outcomes(plan)["1.3."]["evidence"] == "протокол № 4"
    assert not settled.taken.conflicts
    again = collect_file(plan, [*files, answer])
    assert (again.taken.changes, again.taken.conflicts) == ((), ())

    # June: the report, now and as it was in December.
    made = report_file(plan, year / "отчёт", today=JUNE.date())
    assert made.report.total.planned == len(list(load_plan(plan).activity_rows()))
    assert "протокол № 4" in said_in(made.document)
    past = report_file(plan, year / "декабрь", today=date(2018, 12, 31), as_of=date(2018, 12, 31))
    assert "протокол № 4" not in said_in(past.document)
    assert "Утверждён 31.08.2018" in said_in(past.document)


def said_in(path):
    """Return all that the tables of a document say, with ordinary blanks."""
    cells = (
        cell.text
        for table in Document(io.BytesIO(path.read_bytes())).tables
        for row in table.rows
        for cell in row.cells
    )
    return " ".join(" ".join(cells).split())


def choose(copy, words):
    """Return a copy with remarks in which the option that says `words` was chosen."""
    book = load_workbook(io.BytesIO(copy))
    sheet = book["Расхождения"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    header = next(n for n, row in enumerate(rows) if "Взять" in row)
    take = rows[header].index("Взять")
    option = next(n for n, v in enumerate(rows[header + 1]) if words in str(v))
    number = re.search(r"\d+", str(rows[header][option]))
    sheet.cell(header + 2, take + 1).value = int(number[0])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_the_same_year_from_the_command_line(year, capsys, tmp_path):
    """track, collect, status and report do the same for people without Python."""
    plan = tmp_path / "план.yaml"
    shutil.copy(year / "план.yaml", plan)
    assert main(["track", str(plan), "-o", str(tmp_path / "л"), "--locale", "ru"]) == 0
    sheet = tmp_path / "л" / "план — учёт.xlsx"
    filled = fill(sheet.read_bytes(), {"2.1.": {"status": "+", "date": "12.10.2018"}})
    (tmp_path / "пришло").mkdir()
    (tmp_path / "пришло" / "лист.xlsx").write_bytes(filled)
    (tmp_path / "пришло" / "~$лист.xlsx").write_bytes(b"lock")
    capsys.readouterr()
    command = ["collect", str(plan), str(tmp_path / "пришло"), "--locale", "ru"]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "статус: — → Выполнено (лист.xlsx, «Учёт»!" in said
    assert "добавьте --write" in said
    assert main([*command, "--write"]) == 0
    assert outcomes(plan)["2.1."] == {"status": "done", "date": "2018-10-12"}
    assert main(["status", str(plan), "--date", "2019-06-01", "--locale", "ru"]) == 0
    assert "1 июня 2019" in capsys.readouterr().out
    out = str(tmp_path / "о")
    assert main(["report", str(plan), "--date", "2019-06-01", "-o", out, "--locale", "ru"]) == 0
    assert {path.suffix for path in Path(out).iterdir()} == {".docx", ".xlsx"}
