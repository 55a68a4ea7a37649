"""Verbs that are killed before each of their steps, and run again."""

import os
import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from plandoc import (
    Period,
    amend_file,
    build_file,
    collect_file,
    report_file,
    roll_over_file,
    seal_file,
    track_file,
)
from support.tracking_text import fill

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
Call = Callable[..., object]
Prepare = Callable[[Path], None]


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "plan.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def _sealed(folder: Path) -> None:
    build_file(folder / "plan.yaml", folder / "out")
    seal_file(folder / "plan.yaml", on=SIGNED)


def _built(folder: Path) -> None:
    build_file(folder / "plan.yaml", folder / "out")
    edit(folder, "Семинар", "Круглый стол")


@cache
def _marked(sheet: bytes) -> bytes:
    """Return a filled sheet, the same bytes each time: the journal keeps their digest."""
    return fill(sheet, {"2.": {"status": "Выполнено", "text": "Семинар прошёл"}})


def _filled(folder: Path) -> None:
    sheet = build_file(folder / "plan.yaml", folder / "out").tracking
    (folder / "лист.xlsx").write_bytes(_marked(sheet.read_bytes()))


def _edited(folder: Path) -> None:
    _sealed(folder)
    edit(folder, "Март 2019", "Апрель 2019")


VERBS: Mapping[str, tuple[Prepare, Verb]] = {
    "build": (lambda _: None, lambda f: build_file(f / "plan.yaml", f / "out", created=NOW)),
    "rebuild": (_built, lambda f: build_file(f / "plan.yaml", f / "out", created=NOW, force=True)),
    "track": (_built, lambda f: track_file(f / "plan.yaml", f / "out", created=NOW, force=True)),
    "collect": (
        _filled,
        lambda f: collect_file(
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

        def dying(
            *arguments: object, real: Callable[..., object] = real, **options: object
        ) -> object:
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
