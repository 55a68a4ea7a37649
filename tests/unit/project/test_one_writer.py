"""plandoc.project.one_writer: verbs that write one plan file wait for each other."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from support.tracking_text import fill

from plandoc import build_file, collect_file, load_plan, save_plan, track_file
from plandoc.codes import Code
from plandoc.errors import OutputError, PlanFileError
from plandoc.project.history import JournalFile
from plandoc.project.one_writer import exclusive
from plandoc.project.plan_file import PlanFile

NOW = datetime(2018, 10, 15, 12, tzinfo=UTC)
PLAN = """\
id: p0000001
title: План
period: 2018-2019
activities:
  - {id: a1, title: Совет}
  - {id: a2, title: Семинар}
"""
HOLDER = """
import sys
from plandoc.project.one_writer import exclusive
with exclusive(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""
COLLECT = """
import sys
from datetime import UTC, datetime
from plandoc import collect
print("ready", flush=True)
sys.stdin.read()
made = collect(sys.argv[1], [sys.argv[2]], written_at=datetime(2018, 10, 15, tzinfo=UTC))
assert made.written
"""


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def holder(plan):
    """Another process that holds the plan file until it is told to let go."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(plan)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.communicate()


def sheet_with(plan, folder, ident):
    """Return a filled sheet in which one activity is done."""
    (sheet,) = track_file(plan, folder / ident).sheets
    number = {"a1": "1.", "a2": "2."}[ident]
    sheet.write_bytes(fill(sheet.read_bytes(), {number: {"status": "Выполнено"}}))
    return sheet


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.usefixtures("holder")
def test_a_plan_in_use_is_named(plan):
    """After the wait the plan file is named, and the block does not run."""
    with pytest.raises(OutputError) as error, exclusive(plan, wait=0.1):
        pytest.fail("the block ran")
    (problem,) = error.value.problems
    assert (problem.code, problem.place.file) == (Code.PLAN_IN_USE, str(plan))


def test_a_killed_process_blocks_nobody(plan, holder):
    """The lock ends with the process, and the file that it left is deleted by the next one."""
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with exclusive(plan, wait=5):
        pass
    assert names(plan.parent) == ["plan.yaml"]


@pytest.mark.usefixtures("holder")
def test_a_link_shares_the_lock_of_its_target(plan, tmp_path):
    """A plan file reached by a symbolic link is the same plan file."""
    link = tmp_path / "elsewhere" / "link.yaml"
    link.parent.mkdir()
    link.symlink_to(plan)
    with pytest.raises(OutputError), exclusive(link, wait=0.1):
        pytest.fail("the block ran")


def test_nothing_is_left_behind(plan):
    """After success and after a failure only the files that were there are there."""
    save_plan(load_plan(plan), plan)
    with pytest.raises(ZeroDivisionError), exclusive(plan):
        1 / 0  # noqa: B018
    assert names(plan.parent) == ["plan.yaml"]


def test_a_folder_that_is_not_there_is_not_made(tmp_path):
    """A mistyped path makes nothing, and the verb says what is wrong."""
    with pytest.raises(PlanFileError):
        build_file(tmp_path / "none" / "plan.yaml", tmp_path / "out")
    assert names(tmp_path) == []


def test_where_there_can_be_no_lock_the_verb_runs(plan, tmp_path, monkeypatch):
    """A folder in which no file can be made does not stop a build into another one."""
    real = os.open

    def refused(path, *given, **options):
        if str(path).endswith(".lock"):
            raise PermissionError(13, os.strerror(13))
        return real(path, *given, **options)

    monkeypatch.setattr(os, "open", refused)
    assert build_file(plan, tmp_path / "out").document.exists()


def test_marks_collected_at_the_same_time_are_all_written(plan, tmp_path):
    """Of two processes that collect into one plan, neither loses what the other wrote."""
    sheets = [sheet_with(plan, tmp_path, ident) for ident in ("a1", "a2")]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", COLLECT, str(plan), str(sheet)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for sheet in sheets
    ]
    for process in processes:
        assert process.stdout.readline() == b"ready\n"
    for process in processes:
        process.stdin.close()
    assert [process.wait() for process in processes] == [0, 0]
    for process in processes:
        process.stdout.close()
    done = {row.activity.id for row in load_plan(plan).activity_rows() if row.activity.outcome}
    assert done == {"a1", "a2"}
    assert {entry.id for entry in JournalFile.of(plan).entries} == {"a1", "a2"}


def test_a_plan_edited_meanwhile_is_not_overwritten(plan, tmp_path, monkeypatch):
    """An editor that saves while a verb works wins: the verb is refused and writes nothing."""
    sheet = sheet_with(plan, tmp_path, "a1")
    edited = PLAN.replace("Семинар", "Ярмарка")
    real = PlanFile.rewritten

    def rewritten(file, changed):
        plan.write_text(edited, encoding="utf-8")
        return real(file, changed)

    monkeypatch.setattr(PlanFile, "rewritten", rewritten)
    with pytest.raises(OutputError) as error:
        collect_file(plan, [sheet], written_at=NOW, remarks=tmp_path / "remarks")
    assert [problem.code for problem in error.value.problems] == [Code.FILE_CHANGED_MEANWHILE]
    assert plan.read_text(encoding="utf-8") == edited
    assert not JournalFile.of(plan).path.exists()
