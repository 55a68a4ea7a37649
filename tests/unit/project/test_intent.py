"""plandoc.project.intent: a killed verb leaves a state from which the same command succeeds."""

import json
import os
import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from support.tracking_text import fill

from plandoc import (
    Period,
    PlanFileError,
    amend_file,
    build,
    collect,
    load_lock,
    load_plan,
    report_file,
    roll_over_file,
    seal_file,
    track,
)
from plandoc.codes import Code

NOW = datetime(2018, 10, 15, 12, tzinfo=UTC)
SIGNED, AMENDED = date(2018, 9, 1), date(2019, 1, 10)
ACT = "приказ № 12 от 10.01.2019"
NEXT = Period.model_validate("2019-2020")
PLAN = """\
id: p0000001
title: План работы
period: 2018-2019
approvals:
  - kind: approve
    officer: {post: Директор, name: А.А. Иванова}
activities:
  - title: Совет
    deadline: Октябрь 2018
  - {id: a2, title: Семинар, deadline: Март 2019}
"""
Verb = Callable[[Path], object]
Prepare = Callable[[Path], None]


def _edit(folder: Path, old: str, new: str) -> None:
    path = folder / "plan.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def _sealed(folder: Path) -> None:
    build(folder / "plan.yaml", folder / "out")
    seal_file(folder / "plan.yaml", on=SIGNED)


def _built(folder: Path) -> None:
    build(folder / "plan.yaml", folder / "out")
    _edit(folder, "Семинар", "Круглый стол")


@cache
def _marked(sheet: bytes) -> bytes:
    """Return a filled sheet, the same bytes each time: the journal keeps their digest."""
    return fill(sheet, {"2.": {"status": "Выполнено", "text": "Семинар прошёл"}})


def _filled(folder: Path) -> None:
    sheet = build(folder / "plan.yaml", folder / "out").tracking
    (folder / "лист.xlsx").write_bytes(_marked(sheet.read_bytes()))


def _edited(folder: Path) -> None:
    _sealed(folder)
    _edit(folder, "Март 2019", "Апрель 2019")


VERBS: Mapping[str, tuple[Prepare, Verb]] = {
    "build": (lambda _: None, lambda f: build(f / "plan.yaml", f / "out", created=NOW)),
    "rebuild": (_built, lambda f: build(f / "plan.yaml", f / "out", created=NOW, force=True)),
    "track": (_built, lambda f: track(f / "plan.yaml", f / "out", created=NOW, force=True)),
    "collect": (
        _filled,
        lambda f: collect(
            f / "plan.yaml", [f / "лист.xlsx"], written_at=NOW, remarks=f / "замечания"
        ),
    ),
    "seal": (lambda _: None, lambda f: seal_file(f / "plan.yaml", on=SIGNED)),
    "amend": (
        _edited,
        lambda f: amend_file(
            f / "plan.yaml", f / "out", revision=1, basis=ACT, sealed_on=AMENDED, created=NOW
        ),
    ),
    "rollover": (
        _sealed,
        lambda f: roll_over_file(f / "plan.yaml", NEXT, f / "next", created=NOW),
    ),
    "report": (
        _sealed,
        lambda f: report_file(f / "plan.yaml", f / "out", today=AMENDED, created=NOW),
    ),
}


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def prepared(folder: Path, prepare: Prepare) -> Path:
    folder.mkdir()
    (folder / "plan.yaml").write_text(PLAN, "utf-8")
    prepare(folder)
    return folder


def killed(folder: Path, verb: Verb, number: int, calls: tuple[str, ...]) -> bool:
    """Run a verb in a process of its own that dies before that call; return whether it died."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # threads of xdist: the child execs none
        child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    done = 0
    for name in calls:
        real = getattr(os, name)

        def dying(*arguments: object, real: Callable[..., object] = real, **options: object):
            nonlocal done
            done += 1
            if done == number:
                os._exit(9)
            return real(*arguments, **options)

        setattr(os, name, dying)
    try:
        verb(folder)
    except BaseException:  # noqa: BLE001 - the parent sees that this run did not end well
        os._exit(1)
    os._exit(0)


def survives_every_kill(tmp_path: Path, name: str, calls: tuple[str, ...]) -> int:
    """Kill a verb before each of its calls and run it again; return how often it was killed."""
    prepare, verb = VERBS[name]
    whole = prepared(tmp_path / "whole", prepare)
    verb(whole)
    expected = contents(whole)
    number = 0
    while True:
        number += 1
        folder = prepared(tmp_path / str(number), prepare)
        if not killed(folder, verb, number, calls):
            return number - 1
        verb(folder)
        assert contents(folder) == expected, f"{name}, killed before call {number}"


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
    _edit(folder, "Семинар", "Круглый стол")
    assert "Круглый стол" in (folder / "plan.yaml").read_text("utf-8")
    assert load_plan(folder / "plan.yaml").revision == 1
    assert len(load_lock_text(folder)) == 1
    assert not (folder / "out" / "plan-amendment-2.docx").exists()


def test_a_write_that_can_neither_be_finished_nor_undone_is_named(tmp_path):
    """When both the lock and the plan file were edited, the error names what to compare."""
    folder = _halfway(tmp_path)
    _edit(folder, "Семинар", "Круглый стол")
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
    build(folder / "plan.yaml", folder / "out")
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
    (folder / "out" / "plan-amendment-2.docx").write_bytes(b"signed")
    verb(folder)
    assert contents(folder) == after | {"out/plan-amendment-2.docx": b"signed"}
    lock, problems = load_lock(folder / "plan.yaml")
    assert ([seal.revision for seal in lock.seals], problems) == ([1, 2], ())
