"""plandoc.project.intent: a killed verb leaves a state from which the same command succeeds."""

import json
from pathlib import Path

import pytest
from support.killed import VERBS, contents, edit, killed, prepared, survives_every_kill

from plandoc import build_file, load_lock, load_plan
from plandoc.codes import Code
from plandoc.errors import PlanFileError


@pytest.mark.parametrize("name", ["build", "collect", "amend"])
def test_a_verb_killed_before_a_rename_is_finished_by_the_same_command(tmp_path, name):
    """Wherever the process dies, the same command gives the files of a run that lived."""
    assert survives_every_kill(tmp_path, name, ("replace",)) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("name", VERBS)
def test_no_step_of_any_verb_is_a_dead_end(tmp_path, name):
    """Before each rename, flush and deletion of each verb the process may die; nothing is lost."""
    assert survives_every_kill(tmp_path, name, ("replace", "fsync", "unlink")) >= 3


def _halfway(tmp_path: Path) -> Path:
    """Return a folder in which an amendment died after its record and before the plan file."""
    prepare, verb = VERBS["amend"]
    folder = prepared(tmp_path / "half", prepare)
    assert killed(folder, verb, 4, ("replace",))  # the record, the paper, the lock
    assert len(load_lock_text(folder)) == 2
    return folder


def load_lock_text(folder: Path) -> list[object]:
    return list(json.loads((folder / "plan.lock.json").read_bytes())["revisions"])


def test_a_verb_that_only_reads_finishes_the_write(tmp_path):
    """After a kill between lock and plan file, whoever reads the plan next sees it amended."""
    folder = _halfway(tmp_path)
    assert load_plan(folder / "plan.yaml").revision == 2
    assert [path for path in contents(folder) if Path(path).name.startswith(".")] == []


def test_a_file_edited_since_is_not_written_over(tmp_path):
    """When the plan file was edited after the kill, the write is undone and the edit stays."""
    folder = _halfway(tmp_path)
    edit(folder, "Семинар", "Круглый стол")
    assert "Круглый стол" in (folder / "plan.yaml").read_text("utf-8")
    assert load_plan(folder / "plan.yaml").revision == 1
    assert len(load_lock_text(folder)) == 1
    assert not (folder / "out" / "plan — изменения (редакция 2).docx").exists()


def test_a_write_that_can_neither_be_finished_nor_undone_is_named(tmp_path):
    """When both the lock and the plan file were edited, the error names what to compare."""
    folder = _halfway(tmp_path)
    edit(folder, "Семинар", "Круглый стол")
    lock = folder / "plan.lock.json"
    lock.write_bytes(lock.read_bytes() + b"\n")
    with pytest.raises(PlanFileError) as error:
        load_plan(folder / "plan.yaml")
    assert [problem.code for problem in error.value.problems] == [Code.WRITE_UNFINISHED]
    assert "plan.lock.json" in str(error.value)


def test_a_record_that_is_none_is_forgotten(tmp_path):
    """A damaged record, or one that names files elsewhere, moves nothing."""
    folder = prepared(tmp_path / "plan", lambda _: None)
    record = folder / ".plan.yaml.intent"
    outside = tmp_path / "outside"
    outside.write_bytes(b"kept")
    step = '{{"target": "{}", "part": "{}", "old": "", "free": "", "before": "", "after": ""}}'
    for text in ("{", "[]", '{"forward": true, "steps": [' + step.format(outside, folder) + "]}"):
        record.write_text(text, "utf-8")
        assert load_plan(folder / "plan.yaml").id == "p0000001"
        assert not record.exists()
    assert outside.read_bytes() == b"kept"


def test_temporary_files_of_killed_writes_are_cleaned(tmp_path):
    """What a kill left beside the plan goes with the next write; a person's hidden file stays."""
    folder = prepared(tmp_path / "plan", lambda _: None)
    left = [".plan.yaml.njcq3ywf", ".plan.yaml.abcdefgh.part", ".plan.lock.json.a1b2c3d4.part"]
    own = [".plan.yaml.original", ".plan.yaml.swp", ".plan.yaml.20181001"]
    for name in (*left, *own):
        (folder / name).write_bytes(b"")
    build_file(folder / "plan.yaml", folder / "out")
    assert {path.name for path in folder.iterdir()} == {*own, "plan.yaml", "out"}


def test_a_sealed_amendment_that_did_not_reach_the_plan_is_finished(tmp_path):
    """With the lock of the amendment and the plan before it, the same command ends the amendment.

    The paper that is there was signed: it stays as it is.
    """
    prepare, verb = VERBS["amend"]
    folder = prepared(tmp_path / "half", prepare)
    before = (folder / "plan.yaml").read_bytes()
    verb(folder)
    after = contents(folder)
    (folder / "plan.yaml").write_bytes(before)
    (folder / "out" / "plan — изменения (редакция 2).docx").write_bytes(b"signed")
    verb(folder)
    assert contents(folder) == after | {"out/plan — изменения (редакция 2).docx": b"signed"}
    lock, problems = load_lock(folder / "plan.yaml")
    assert ([seal.revision for seal in lock.seals], problems) == ([1, 2], ())
