"""plandoc.project: sheets handed out, collected, remarks sent back; nothing lost on disk."""

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.problems import codes
from support.tracking_text import cell_of, keys_of, table_rows
from support.workbooks import unzipped, with_parts, zipped

from plandoc import build_file, collect_file, load_plan, report_file, status_file, track_file
from plandoc.cli import main
from plandoc.errors import OutputError, PlanFileError
from plandoc.ooxml.kind import FileKind
from plandoc.project.history import JournalFile
from plandoc.results import Fate

NOW = datetime(2018, 10, 15, 12, tzinfo=UTC)
PLAN = """# План на год
title: План
period: 2018-2019
id: p0000001
activities:
  - id: a1  # первое
    title: Совет: октябрь
    deadline: Октябрь 2018
    executors: [Методист, Завуч]
  - id: a2
    title: "Семинар"
    executors: Завуч
    outcome: {status: in_progress}
  - {id: a3, title: Круглый стол}
""".replace("Совет: октябрь", '"Совет: октябрь"')


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "план.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def sheet(plan, tmp_path):
    (made,) = track_file(plan, tmp_path / "листы").sheets
    return made.read_bytes()


def filled(sheet, marks):
    """Return a sheet with cells filled in: {id: {field: value}}."""
    book = load_workbook(io.BytesIO(sheet))
    assert keys_of(book)
    rows = {row["id"]: number for number, row in enumerate(table_rows(book))}
    for ident, values in marks.items():
        for name, value in values.items():
            cell_of(book, f"outcome.{name}", rows[ident]).value = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def put(folder, name, data):
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name


DONE = {"status": "Выполнено", "date": datetime(2018, 10, 12)}  # noqa: DTZ001 - as Excel has it


def test_nothing_is_written_unless_asked(plan, sheet, tmp_path):
    """A dry run leaves every file as it was."""
    file = put(tmp_path / "почта", "а.xlsx", filled(sheet, {"a1": DONE}))
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    collected = collect_file(plan, [file])
    assert collected.taken.fates[Fate.CREATED] == 1
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_only_touched_lines_of_the_plan_change(plan, sheet, tmp_path):
    """Comments, quotes and order stay; the new outcome stands below its activity."""
    marks = {"a1": DONE, "a2": {"status": "Выполнено"}, "a3": {"evidence": "фото"}}
    file = put(tmp_path / "почта", "а.xlsx", filled(sheet, marks))
    collect_file(plan, [file], written_at=NOW)
    lines = plan.read_text(encoding="utf-8").splitlines()
    gone = [line for line in PLAN.splitlines() if line not in lines]
    assert [line.strip()[:10] for line in gone] == ["outcome: {", "- {id: a3,"]
    assert load_plan(plan).activities[2].outcome.evidence == "фото"


def test_the_journal_names_file_hash_cell_and_values(plan, sheet, tmp_path):
    """A line per change; a second run adds lines and rewrites none."""
    first = put(tmp_path / "почта", "а.xlsx", filled(sheet, {"a1": DONE}))
    collect_file(plan, [first], written_at=NOW)
    journal = JournalFile.of(plan).path
    text = journal.read_text(encoding="utf-8")
    records = [json.loads(line) for line in text.splitlines()]
    assert [(r["field"], r["old"], r["new"]) for r in records] == [
        ("status", "", "done"),
        ("date", "", "2018-10-12"),
    ]
    assert {r["file"] for r in records} == {"а.xlsx"}
    assert {len(r["sha256"]) for r in records} == {64}
    assert records[0]["place"].startswith("«Учёт»!")
    second = put(tmp_path / "почта", "б.xlsx", filled(sheet, {"a3": DONE}))
    collect_file(plan, [first, second], written_at=NOW)
    assert journal.read_text(encoding="utf-8").startswith(text)
    assert len(journal.read_text(encoding="utf-8").splitlines()) == 4


@pytest.mark.slow
def test_five_hundred_files_of_which_three_are_broken(plan, sheet, tmp_path):
    """497 are taken, three are named with what is wrong."""
    data = filled(sheet, {"a1": DONE})
    files = []
    for number in range(497):
        target = io.BytesIO(data)
        with zipfile.ZipFile(target, "a") as archive:
            archive.comment = str(number).encode()
        files.append(put(tmp_path / "почта", f"{number}.xlsx", target.getvalue()))
    broken = {
        "обрыв.xlsx": data[:2000],
        "старый.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "пустой.xlsx": b"",
    }
    files[100:100] = [put(tmp_path / "почта", name, data) for name, data in broken.items()]
    collected = collect_file(plan, files, written_at=NOW)
    assert len(collected.files) == 497
    assert {Path(p.place.file).name for p in collected.problems} == set(broken)
    assert sum(collected.taken.fates.values()) == 497 * 3
    assert collected.taken.fates[Fate.CREATED] == 497
    assert load_plan(plan).activities[0].outcome.status == "done"


def test_the_same_file_counts_once(plan, sheet, tmp_path):
    """A copy under another name is told and not counted."""
    data = filled(sheet, {"a1": DONE})
    files = [put(tmp_path / "почта", name, data) for name in ("а.xlsx", "копия.xlsx")]
    collected = collect_file(plan, files)
    assert len(collected.taken.accounts) == 3
    assert codes(collected) == ["PLN821"]


def test_a_json_plan_is_collected_too(plan, sheet, tmp_path):
    """JSON plans are written back as JSON."""
    target = tmp_path / "план.json"
    target.write_text(
        json.dumps(load_plan(plan).model_dump(mode="json", exclude_defaults=True)),
        encoding="utf-8",
    )
    file = put(tmp_path / "почта", "а.xlsx", filled(sheet, {"a1": DONE}))
    collect_file(target, [file], written_at=NOW)
    assert json.loads(target.read_text(encoding="utf-8"))["activities"][0]["outcome"] == {
        "status": "done",
        "date": "2018-10-12",
    }


def test_a_plan_whose_values_are_shared_is_not_half_written(plan, sheet, tmp_path):
    """Where an alias shares an outcome, the refusal comes before anything is written."""
    shared = PLAN.replace(
        "outcome: {status: in_progress}", "outcome: &o {status: in_progress}"
    ).replace("title: Круглый стол", "title: Круглый стол, outcome: *o")
    plan.write_text(shared, encoding="utf-8")
    file = put(tmp_path / "почта", "а.xlsx", filled(sheet, {"a2": DONE}))
    with pytest.raises(PlanFileError):
        collect_file(plan, [file], written_at=NOW)
    assert plan.read_text(encoding="utf-8") == shared
    assert not JournalFile.of(plan).path.exists()


def test_remarks_filled_in_before_are_not_overwritten(plan, sheet, tmp_path):
    """A copy with remarks that somebody wrote into is moved aside, not replaced."""
    file = put(tmp_path / "почта", "а.xlsx", filled(sheet, {"a1": {"status": "зелёный"}}))
    (copy,) = collect_file(plan, [file], remarks=tmp_path / "ответ").remarks
    assert copy.name == "а — замечания.xlsx"
    copy.write_bytes(copy.read_bytes() + b"x")
    again = collect_file(plan, [file], remarks=tmp_path / "ответ")
    assert [path.name for path in again.kept] == ["а — замечания — прежний вид.xlsx"]


def test_each_executor_gets_a_sheet(plan, tmp_path):
    """An activity of two stands on both sheets, one of nobody on its own."""
    made = track_file(plan, tmp_path / "листы", per_executor=True)
    rows = {
        executor: [row["id"] for row in table_rows(load_workbook(path))]
        for path, executor in made.sheets.items()
    }
    assert rows == {"Методист": ["a1"], "Завуч": ["a1", "a2"], "": ["a3"]}
    assert {path.name for path in made.sheets} == {
        "план — учёт — Методист.xlsx",
        "план — учёт — Завуч.xlsx",
        "план — учёт — Исполнитель не указан.xlsx",
    }


def test_a_sheet_of_an_executor_deletes_nothing(plan, tmp_path):
    """Rows that were not on an executor's sheet are not missed."""
    made = track_file(plan, tmp_path / "листы", per_executor=True)
    path = next(p for p, executor in made.sheets.items() if executor == "Завуч")
    path.write_bytes(filled(path.read_bytes(), {"a2": DONE}))
    collected = collect_file(plan, [path])
    assert [c.id for c in collected.taken.changes] == ["a2", "a2"]
    assert collected.problems == ()


def test_a_sheet_that_stands_there_is_kept(plan, sheet, tmp_path):
    """A sheet that was filled gets another name; what plandoc did not write needs force."""
    (path,) = (tmp_path / "листы").iterdir()
    path.write_bytes(filled(sheet, {"a1": DONE}))
    made = track_file(plan, tmp_path / "листы")
    assert made.kept[path].exists()
    assert path.read_bytes() == sheet
    path.write_bytes(b"PK of others")
    with pytest.raises(OutputError):
        track_file(plan, tmp_path / "листы")
    assert (
        track_file(plan, tmp_path / "листы", force=True).kept[path].read_bytes() == b"PK of others"
    )


def test_a_report_replaces_no_file_of_others_unless_asked(plan, tmp_path):
    """What plandoc did not write is refused without force."""
    day = datetime(2019, 6, 1, tzinfo=UTC).date()
    made = report_file(plan, tmp_path / "о", today=day)
    made.document.write_bytes(b"signed")
    with pytest.raises(OutputError):
        report_file(plan, tmp_path / "о", today=day)
    report_file(plan, tmp_path / "о", today=day, force=True)
    assert made.document.read_bytes() != b"signed"
    _, figures, problems = status_file(plan, today=day)
    assert (figures.total, problems) == (made.report.total, ())


@pytest.mark.parametrize("arguments", [["--date", "вчера"], ["--as-of", "31.02.2019"]])
def test_a_day_that_is_none_is_wrong_usage(plan, capsys, arguments):
    """A date that cannot be read stops the command with what is expected."""
    assert main(["status", str(plan), *arguments, "--locale", "ru"]) == 2
    assert "ДД.ММ.ГГГГ" in capsys.readouterr().err


def test_a_folder_without_files_is_said(plan, tmp_path, capsys):
    """An empty folder or a pattern that finds nothing is no success."""
    (tmp_path / "пусто").mkdir()
    assert main(["collect", str(plan), str(tmp_path / "пусто"), "--locale", "ru"]) == 2
    assert "пусто" in capsys.readouterr().err


def test_what_collect_says_of_conflicts_and_proposals(plan, sheet, tmp_path, capsys):
    """A clash shows both values with their cells, an edited deadline what it was and became."""
    book = load_workbook(io.BytesIO(filled(sheet, {"a1": {"evidence": "№ 1"}})))
    cell_of(book, "deadline", 0).value = "Ноябрь 2018"
    target = io.BytesIO()
    book.save(target)
    put(tmp_path / "почта", "а.xlsx", target.getvalue())
    put(tmp_path / "почта", "б.xlsx", filled(sheet, {"a1": {"evidence": "№ 2"}}))
    command = ["collect", str(plan), str(tmp_path / "почта"), "--locale", "ru"]
    assert main(command) == 1
    said = capsys.readouterr().out
    assert "а.xlsx, «Учёт»!N4: № 1" in said
    assert "б.xlsx, «Учёт»!N4: № 2" in said
    assert "срок: «Октябрь 2018» → «Ноябрь 2018»" in said
    assert "с расхождением у мероприятия — 2" in said


def test_a_choice_for_the_plan_is_remembered(plan, sheet, tmp_path):
    """Who chose what the plan says is not asked again when the same files come once more."""
    plan.write_text(
        PLAN.replace("{status: in_progress}", "{status: done, evidence: приказ}"), encoding="utf-8"
    )
    marks = {"a2": {"status": "Не выполнено"}}
    file = put(tmp_path / "почта", "а.xlsx", filled(sheet, marks))
    clash = collect_file(plan, [file], written_at=NOW, remarks=tmp_path / "ответ")
    assert [conflict.field for conflict in clash.taken.conflicts] == ["status"]
    book = load_workbook(clash.remarks[0])
    choices = book["Расхождения"]
    header = next(row for row in choices.iter_rows() if any(c.value == "Взять" for c in row))
    take = next(cell for cell in header if cell.value == "Взять")
    choices.cell(take.row + 1, take.column).value = "план"
    book.save(clash.remarks[0])
    settled = collect_file(plan, [clash.remarks[0]], written_at=NOW)
    assert (settled.written, settled.taken.changes) == (True, ())
    again = collect_file(plan, [file])
    assert (again.taken.conflicts, again.taken.changes) == ((), ())
    assert load_plan(plan).activities[1].outcome.status == "done"


def test_a_document_of_another_program_is_read_as_a_document(plan, tmp_path):
    """What a file is, its content types say: Word for the web calls the main part document2."""
    built = build_file(plan, tmp_path / "бумага")
    source = built.document.read_bytes()
    moved = {
        name.replace("word/document.xml", "word/document2.xml").replace(
            "document.xml.rels", "document2.xml.rels"
        ): data.replace(b"word/document.xml", b"word/document2.xml")
        for name, data in unzipped(source).items()
    }
    files = [
        put(tmp_path / "почта", "а.docx", zipped(moved)),
        put(tmp_path / "почта", "б.docx", b"PK\x03\x04"),
    ]
    collected = collect_file(plan, files)
    assert [file.kind for file in collected.files] == [FileKind.DOCUMENT]
    assert len(collected.files[0].rows) == 3
    assert [Path(p.place.file).name for p in collected.problems] == ["б.docx"]


def test_a_workbook_that_cannot_hold_remarks_gets_them_apart(plan, sheet, tmp_path):
    """Damage where nothing is read stops neither the collecting nor the remarks."""
    marks = filled(sheet, {"a1": {"status": "нечто"}, "a2": DONE})
    rels = "xl/worksheets/_rels/sheet4.xml.rels"
    file = put(tmp_path / "почта", "а.xlsx", with_parts(marks, {rels: b"<Relationships"}))
    collected = collect_file(plan, [file], written_at=NOW, remarks=tmp_path / "замечания")
    assert load_plan(plan).activities[1].outcome.status == "done"
    (copy,) = collected.remarks
    assert load_workbook(copy).sheetnames == ["Замечания"]
