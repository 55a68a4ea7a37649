"""plandoc.project.names: names of files that fit the file system, counted in bytes."""

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from support.tracking_text import fill

from plandoc import (
    Period,
    amend_file,
    build_file,
    collect_file,
    load_plan,
    report_file,
    roll_over_file,
    seal_file,
    track_file,
)
from plandoc.project.names import LONGEST, named

NOW = datetime(2018, 10, 15, 12, tzinfo=UTC)
PLAN = """\
id: p0000001
title: План работы
period: 2018-2019
approvals:
  - kind: approve
    officer: {post: Директор, name: А.А. Иванова}
activities:
  - {title: Совет, deadline: Октябрь 2018, executors: ["%s"]}
  - {title: Семинар, deadline: Март 2019}
"""


@pytest.mark.parametrize("stem", ["п" * 125, "😀" * 62, "a" * 250, "👨\u200d👩\u200d👧" * 13])
def test_every_verb_writes_beside_a_plan_with_the_longest_name(tmp_path, stem):
    """Documents, journal, lock and copies get names that fit, and the next verb finds them."""
    plan, out = tmp_path / f"{stem}.yaml", tmp_path / "out"
    assert len(os.fsencode(plan.name)) <= LONGEST
    plan.write_text(PLAN % ("👩\u200d🏫" * 40), "utf-8")
    sheet = build_file(plan, out).tracking
    assert len(track_file(plan, out, per_executor=True).sheets) == 2
    filled = tmp_path / f"{stem}.xlsx"
    filled.write_bytes(fill(sheet.read_bytes(), {"2.": {"status": "завтра"}}))
    made = collect_file(plan, [filled], written_at=NOW, remarks=out)
    assert [path.exists() for path in made.remarks] == [True]
    filled.write_bytes(fill(sheet.read_bytes(), {"2.": {"text": "Прошёл"}}))
    assert collect_file(plan, [filled], written_at=NOW).written
    assert report_file(plan, out, today=date(2018, 12, 1)).document.exists()
    build_file(plan, out, force=True)
    seal_file(plan, on=date(2018, 9, 1))
    plan.write_text(plan.read_text("utf-8").replace("Март", "Апрель"), "utf-8")
    act = "приказ № 12 от 10.01.2019"
    amend_file(plan, out, revision=1, basis=act, sealed_on=date(2019, 1, 10))
    assert load_plan(plan).revision == 2
    roll_over_file(plan, Period.model_validate("2019-2020"), out)
    names = [path.name for path in (*tmp_path.iterdir(), *out.iterdir())]
    assert max(len(os.fsencode(name)) for name in names) <= LONGEST
    assert [name for name in names if name.endswith(".part")] == []


def test_names_that_are_cut_stay_apart():
    """Two stems that begin alike get two names; a stem that fits is left alone."""
    one, other = (named("п" * 127 + end, ".journal.jsonl") for end in "аб")
    assert one != other
    assert len(os.fsencode(one)) <= LONGEST
    assert named("план", ".docx") == "план.docx"


@pytest.mark.slow
def test_names_are_those_of_the_disk_in_any_locale(tmp_path):
    """Where the locale knows ASCII alone, files have the same names as elsewhere."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for arguments in (
        ["new", "план.yaml", "--locale", "ru"],
        ["build", "план.yaml", "-o", "готово"],
        ["track", "план.yaml", "-o", "листы", "--per-executor"],
    ):
        command = [sys.executable, "-m", "plandoc", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "готово" / "план.docx").exists()
    assert "план.yaml" in (tmp_path / "план.yaml").read_text("utf-8")
    sheets = [path.name for path in (tmp_path / "листы").iterdir()]
    assert [name for name in sheets if re.fullmatch(r"план-tracking-[А-Яа-яё ]+\.xlsx", name)]
