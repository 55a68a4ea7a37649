"""plandoc.cli.many: patterns of file names, and plans built by several processes."""

import json
import sys
from pathlib import Path

import pytest

from plandoc.cli import main
from plandoc.cli.many import folders_of

PLAN = """\
title: План работы
period: 2018-2019
activities: [{title: Заседание, deadline: май 2019}]
"""


@pytest.fixture
def schools(tmp_path: Path) -> Path:
    """Two schools with a plan of the same name, one of them in a folder below."""
    folder = tmp_path / "школы"
    for name in ("первая", "район/вторая"):
        (folder / name).mkdir(parents=True)
        (folder / name / "план.yaml").write_text(PLAN, "utf-8")
    return folder


def test_a_pattern_keeps_the_folders_below_its_fixed_part(schools: Path) -> None:
    """Plans of one name stay apart; a pattern without a file stands for itself."""
    first, second = schools / "первая/план.yaml", schools / "район/вторая/план.yaml"
    assert folders_of([schools / "**/*.yaml"]) == {
        first: Path("первая"),
        second: Path("район/вторая"),
    }
    assert folders_of([first]) == {first: Path()}
    assert folders_of([schools / "*.yml"]) == {schools / "*.yml": Path()}


def test_a_file_that_looks_like_a_pattern_is_itself(tmp_path: Path) -> None:
    """Brackets in the name of a file that is there are no pattern."""
    plan = tmp_path / "план [1].yaml"
    plan.write_text(PLAN, "utf-8")
    assert folders_of([plan]) == {plan: Path()}


def test_several_processes_build_and_go_on(schools: Path, tmp_path: Path, capsys) -> None:
    """Each plan gets its documents in its folder; what stands there unchanged is skipped."""
    command = ["build", str(schools / "**/*.yaml"), "-o", str(tmp_path / "out"), "-j", "2"]
    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["result"] == {"built": 2, "skipped": 0, "plans": 2}
    assert (tmp_path / "out/район/вторая/план-tracking.xlsx").is_file()
    (schools / "первая/план.yaml").write_text(PLAN.replace("май", "июнь"), "utf-8")
    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["result"] == {"built": 1, "skipped": 1, "plans": 2}


def test_a_pattern_is_checked_too(schools: Path, capsys) -> None:
    """What names the plans to build names them to check."""
    assert main(["check", str(schools / "**/*.yaml"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {problem["file"] for problem in told["problems"]} <= {
        str(schools / "первая/план.yaml"),
        str(schools / "район/вторая/план.yaml"),
    }


def test_without_dask_a_cluster_is_wrong_usage(
    schools: Path, tmp_path: Path, capsys, monkeypatch
) -> None:
    """The command says what to install, and builds nothing."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    command = ["build", str(schools / "**/*.yaml"), "-o", str(tmp_path / "out")]
    assert main([*command, "--dask", "tcp://127.0.0.1:8786"]) == 2
    assert "pip install 'plandoc[dask]'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_wrong_usage(schools: Path, tmp_path: Path, capsys) -> None:
    """Without an answer the command names the address, and builds nothing."""
    pytest.importorskip("distributed", reason="dask is installed by the extra dask")
    command = ["build", str(schools / "**/*.yaml"), "-o", str(tmp_path / "out")]
    assert main([*command, "--dask", "нет-такого"]) == 2
    assert "нет-такого" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
