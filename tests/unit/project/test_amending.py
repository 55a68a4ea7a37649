"""plandoc.project.amending: the plan as amended, its journal, its past, and what sheets propose."""

import io
import shlex
from datetime import UTC, date, datetime

import pytest
from docx import Document
from openpyxl import load_workbook
from support.problems import codes
from support.tracking_text import cell_of, keys_of, table_rows

from plandoc import (
    amend_file,
    build_file,
    check_file,
    collect_file,
    load_lock,
    load_plan,
    load_proposals,
    roll_over,
    seal_file,
    status_file,
    verify_file,
)
from plandoc.cli import main
from plandoc.codes import Code
from plandoc.errors import AmendmentError, PlandocError
from plandoc.project.history import JournalFile
from plandoc.schema.period import Period

SIGNED, AMENDED = date(2018, 9, 1), date(2019, 1, 10)
ACT = "приказ № 12 от 10.01.2019"
PLAN = """\
id: p0000001
title: План работы
period: 2018-2019
columns:
  [number, title, {key: place, heading: Место}, deadline, executors, expected_result, outcome]
sections:
  - title: Учебная работа
    activities:
      - {id: a1, title: Совет, deadline: Октябрь 2018}
      - {id: a2, title: Семинар, deadline: Март 2019}
  - title: Работа с людьми
    activities:
      - {id: b1, title: Экскурсия, deadline: Май 2019}
"""
NEW = {
    "title": "Круглый стол",
    "executors": "Методист, Завуч",
    "deadline": "Апрель 2019",
    "expected_result": "Протокол",
    "fields.place": "Актовый зал",
}


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, "utf-8")
    seal_file(path, on=SIGNED)
    return path


def with_row(plan, folder, texts, at):
    """Return a sheet of the plan with a row inserted before the row of that number from 0."""
    sheet = build_file(plan, folder / "out", force=True).tracking
    book = load_workbook(sheet)
    keys = keys_of(book)
    last = len(list(table_rows(book)))
    plan_keys = ["id", "section", *(key for key in keys if key in NEW), "number"]
    for key in (key for key in plan_keys if key in keys):
        for row in range(last, at, -1):
            cell_of(book, key, row).value = cell_of(book, key, row - 1).value
        cell_of(book, key, at).value = texts.get(key)
    target = io.BytesIO()
    book.save(target)
    filled = folder / "лист.xlsx"
    filled.write_bytes(target.getvalue())
    return filled


def added(plan, folder, texts, at):
    """Amend the plan by the new row of a sheet; return the activities of its sections."""
    proposals, problems = load_proposals(plan, [with_row(plan, folder, texts, at)])
    assert problems == ()
    amend_file(plan, folder / "act", revision=1, basis=ACT, taken=proposals, sealed_on=AMENDED)
    return [section.activities for section in load_plan(plan).sections]


def test_a_row_that_a_sheet_adds_comes_whole(plan, tmp_path):
    """Executors, deadline, result and own columns of a new row are in the new revision."""
    (_, first, _), _ = added(plan, tmp_path, NEW, 1)
    assert [executor.name for executor in first.executors] == ["Методист", "Завуч"]
    assert (first.title, first.deadline.text, first.expected_result, first.fields) == (
        "Круглый стол", "Апрель 2019", "Протокол", {"place": "Актовый зал"},
    )  # fmt: skip


def test_a_new_row_goes_into_the_section_that_it_names(plan, tmp_path):
    """The section written on the sheet counts more than the place of the row."""
    named = NEW | {"section": "2. Работа с людьми"}
    first, second = added(plan, tmp_path, named, 1)
    assert [a.title for a in first] == ["Совет", "Семинар"]
    assert [a.title for a in second] == ["Экскурсия", "Круглый стол"]


def test_a_new_row_of_an_unknown_section_is_refused(plan, tmp_path):
    """A section that the plan does not have is not replaced by another one; nothing is written."""
    proposals, _ = load_proposals(plan, [with_row(plan, tmp_path, NEW | {"section": "Разное"}, 1)])
    before = plan.read_bytes()
    with pytest.raises(AmendmentError) as error:
        amend_file(plan, tmp_path / "act", revision=1, basis=ACT, taken=proposals)
    assert codes(error.value.problems) == [Code.PROPOSED_ROW_WITHOUT_SECTION]
    assert plan.read_bytes() == before
    assert not (tmp_path / "act").exists()


def collected(plan, folder, marks):
    """Take marks into the plan from a sheet: {number of the row from 0: status}."""
    book = load_workbook(build_file(plan, folder / "out", force=True).tracking)
    for row, mark in marks.items():
        cell_of(book, "outcome.status", row).value = mark
    book.save(folder / "лист.xlsx")
    collect_file(plan, [folder / "лист.xlsx"], written_at=datetime(2018, 10, 15, tzinfo=UTC))


def without(plan, *idents):
    """Delete rows from the plan file."""
    lines = plan.read_text("utf-8").split("      - ")
    kept = [line for line in lines if not any(ident in line for ident in idents)]
    plan.write_text("      - ".join(kept), "utf-8")


def test_an_exclusion_keeps_what_was_done_and_tells_what_it_changes(plan, tmp_path):
    """A done row stays done, another is removed with a line of the journal, the past stays."""
    collected(plan, tmp_path, {0: "Выполнено", 1: "В работе"})
    before, figures, _ = status_file(plan, today=date(2019, 1, 9))
    text = plan.read_text("utf-8")
    start, end = text.index("      - {id: a1"), text.index("  - title: Работа")
    plan.write_text(text[:start].replace("    activities:\n", "", 1) + text[end:], "utf-8")
    amend_file(plan, tmp_path, revision=1, basis=ACT, sealed_on=AMENDED)
    states = {row.activity.id: row.activity.outcome for row in load_plan(plan).activity_rows()}
    assert (states["a1"].status, states["a2"].status) == ("done", "removed")
    entries = [(e.id, e.field, e.old, e.new) for e in JournalFile.of(plan).entries]
    assert entries[-2:] == [
        ("a2", "status", "in_progress", "removed"),
        ("a2", "reason", "", ACT),
    ]
    then, past, problems = status_file(plan, today=date(2019, 1, 9), as_of=date(2019, 1, 9))
    assert problems == ()
    assert (then.revision, then.content_hash) == (1, before.content_hash)
    assert list(then.activity_rows()) == list(before.activity_rows())
    assert past == figures
    now, _, _ = status_file(plan, today=AMENDED, as_of=AMENDED)
    assert now.revision == 2


def test_a_journal_without_its_last_newline_keeps_every_entry(plan, tmp_path):
    """What an amendment adds to the journal begins a line of its own."""
    journal = JournalFile.of(plan).path
    collected(plan, tmp_path, {0: "Выполнено"})
    journal.write_bytes(journal.read_bytes().rstrip(b"\n"))
    before = len(JournalFile.of(plan).entries)
    without(plan, "a2")
    amend_file(plan, tmp_path, revision=1, basis=ACT, sealed_on=AMENDED)
    file = JournalFile.of(plan)
    assert (file.problems, file.entries[:before][0].id) == ((), "a1")
    assert len(file.entries) > before


def test_an_excluded_section_asks_for_no_activities(plan, tmp_path):
    """A section whose rows an act excluded is not unfinished."""
    text = plan.read_text("utf-8")
    plan.write_text(text[: text.index("  - title: Работа")], "utf-8")
    amend_file(plan, tmp_path, revision=1, basis=ACT, sealed_on=AMENDED)
    _, problems = check_file(plan)
    assert Code.SECTION_EMPTY not in {problem.code for problem in problems}


def test_an_excluded_section_is_printed_as_excluded(plan, tmp_path):
    """Its heading has the act instead of a title, its text is gone; what follows stays in place."""
    edit(plan, "  - title: Работа с", "  - title: Досуг\n    activities: [{id: c1, title: Вечер}]\n"
               "  - title: Работа с")  # fmt: skip
    edit(plan, "    activities:\n      - {id: a1", "    text: Задачи года.\n    activities:\n"
               "      - {id: a1")  # fmt: skip
    plan.with_name("plan.lock.json").unlink()
    seal_file(plan, on=SIGNED)
    text = plan.read_text("utf-8")
    start, end = text.index("  - title: Учебная"), text.index("  - title: Досуг")
    plan.write_text(text[:start] + text[end:], "utf-8")
    amend_file(plan, tmp_path / "act", revision=1, basis=ACT, sealed_on=AMENDED)
    made = build_file(plan, tmp_path / "out")
    table = Document(str(made.document)).tables[-1]
    heads = [row.cells[0].text.replace("\xa0", " ") for row in table.rows if _is_one(row)]
    assert heads == [
        "1. Исключено (приказ от 10.01.2019 № 12)", "2. Досуг", "3. Работа с людьми",
    ]  # fmt: skip
    assert verify_file(made.document, load_lock(plan)[0]).clean
    draft = roll_over(load_plan(plan), Period.school_year(2019)).plan
    assert [(s.title, s.label) for s in draft.sections] == [
        ("Досуг", None), ("Работа с людьми", None),
    ]  # fmt: skip


def _is_one(row):
    return len({id(cell._tc) for cell in row.cells}) == 1


@pytest.mark.parametrize("lost", ["a2", "b1"])
def test_a_row_that_lost_its_id_keeps_the_signed_one(plan, tmp_path, lost):
    """A matched row has the id that sheets know; old sheets then propose nothing of their own."""
    old_sheet = build_file(plan, tmp_path / "out").tracking
    text = plan.read_text("utf-8").replace(f"id: {lost}, ", "").replace("Октябрь 2018", "Май 2019")
    plan.write_text(text, "utf-8")
    amend_file(plan, tmp_path, revision=1, basis=ACT, sealed_on=AMENDED)
    assert [row.activity.id for row in load_plan(plan).activity_rows()] == ["a1", "a2", "b1"]
    proposals, _ = load_proposals(plan, [old_sheet])
    assert [one.id for one in proposals if one.id != "a1"] == []


def test_edits_are_listed_before_some_are_chosen(plan, tmp_path, capsys):
    """Without a choice the edits are shown with the way to choose; nothing is written."""
    book = load_workbook(build_file(plan, tmp_path / "out").tracking)
    cell_of(book, "title", 0).value = "Совет отделения"
    book.save(tmp_path / "лист.xlsx")
    before = plan.read_bytes()
    asked = ["amend", str(plan), "--from", "1", "--basis", ACT, "-o", str(tmp_path / "act")]
    assert main([*asked, "--proposals", str(tmp_path / "лист.xlsx")]) == 0
    told = capsys.readouterr()
    assert "Совет отделения" in told.out
    assert "--take" in told.out
    assert told.err == ""
    assert plan.read_bytes() == before
    assert not (tmp_path / "act").exists()


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("period:", "numbering: {activities: 1.1)}\nperiod:", Code.LOCKED_NUMBER_CHANGED),
        ("{id: a2,", "{id: a2, number: '1.7',", Code.LOCKED_NUMBER_CHANGED),
        ("      - {id: a1, title: Совет, deadline: Октябрь 2018}\n", "",
         Code.LOCKED_ORDER_CHANGED),
    ],
)  # fmt: skip
def test_numbers_and_order_are_put_back_not_amended(plan, tmp_path, old, new, code):
    """Every verb says that no act changes them, and what to put back; then all goes on."""
    before = plan.read_text("utf-8")
    edit(plan, old, new)
    if not new:
        edit(plan, "  - title: Работа", f"{old}  - title: Работа")
    for act in (
        lambda: build_file(plan, tmp_path / "out"),
        lambda: seal_file(plan, on=AMENDED),
        lambda: amend_file(plan, tmp_path / "act", revision=1, basis=ACT, sealed_on=AMENDED),
    ):
        with pytest.raises(PlandocError) as error:
            act()
        told = [problem for problem in error.value.problems if problem.code == code]
        assert len(told) == 1
        assert told[0].place.line
        others = [one for one in error.value.problems if one not in told]
        assert not any("внесите" in problem.text("ru") for problem in others)
    plan.write_text(before, "utf-8")
    assert build_file(plan, tmp_path / "out").document.exists()


def test_numbers_that_follow_from_a_new_row_are_not_told(plan, tmp_path):
    """A row put in before others is one edit; the amendment keeps the numbers of the others."""
    edit(plan, "      - {id: a2", "      - {id: n1, title: Беседа}\n      - {id: a2")
    with pytest.raises(PlandocError) as error:
        build_file(plan, tmp_path / "out")
    assert codes(error.value) == [Code.LOCKED_PLAN_EDITED, Code.LOCKED_TEXT_ADDED]
    amend_file(plan, tmp_path / "act", revision=1, basis=ACT, sealed_on=AMENDED)
    numbers = [row.number for row in load_plan(plan).activity_rows()]
    assert numbers == ["1.1.", "1.1.1.", "1.2.", "2.1."]


@pytest.mark.parametrize("is_copy", [True, False])
def test_the_revision_in_force_is_taken_from_the_lock(plan, tmp_path, is_copy):
    """The message gives the command that brings an old or interrupted plan file to it."""
    first = plan.read_text("utf-8")
    edit(plan, "Октябрь 2018", "Ноябрь 2018")
    edit(plan, "      - {id: a2", "      - {id: n1, title: Беседа}\n      - {id: a2")
    proposed = plan.read_text("utf-8")
    amend_file(plan, tmp_path / "act", revision=1, basis=ACT, sealed_on=AMENDED)
    second = load_plan(plan)
    edit(plan, "Март 2019", "Апрель 2019")
    amend_file(plan, tmp_path / "act", revision=2, basis="приказ № 3 от 01.02.2019",
               sealed_on=date(2019, 2, 1))  # fmt: skip
    third = load_plan(plan)
    plan.write_text(first if is_copy else proposed, "utf-8")
    for revision in (second, third):
        with pytest.raises(PlandocError) as error:
            build_file(plan, tmp_path / "out")
        command = str(error.value.problems[0].values["command"])
        assert main(["amend", *shlex.split(command), "-o", str(tmp_path / "act")]) == 0
        assert load_plan(plan) == revision
    assert build_file(plan, tmp_path / "out").document.exists()


def test_an_old_plan_file_with_edits_tells_them(plan, tmp_path):
    """What was edited in an old copy would be lost: it is listed, and the file stays."""
    first = plan.read_text("utf-8")
    edit(plan, "Октябрь 2018", "Ноябрь 2018")
    amend_file(plan, tmp_path / "act", revision=1, basis=ACT, sealed_on=AMENDED)
    plan.write_text(first.replace("Март 2019", "Апрель 2019"), "utf-8")
    before = plan.read_bytes()
    with pytest.raises(PlandocError) as error:
        amend_file(plan, tmp_path / "act", revision=1, basis=ACT, sealed_on=AMENDED)
    assert codes(error.value) == [Code.PLAN_SUPERSEDED, Code.LOCKED_TEXT_CHANGED]
    assert plan.read_bytes() == before


def test_a_wrong_file_name_does_not_stop_verify(plan, tmp_path, capsys):
    """A file that is not there is named; those after it are verified all the same."""
    made = build_file(plan, tmp_path / "out").document
    assert main(["verify", str(plan), str(tmp_path / "нет.docx"), str(made)]) == 1
    told = capsys.readouterr()
    assert "нет.docx" in told.err
    assert made.name in told.out
