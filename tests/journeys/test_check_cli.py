"""plandoc check: from a plan on the disk to remarks, exit codes and pages."""

import json
from pathlib import Path

import pytest

from plandoc.cli import main

CLEAN = "title: План работы\nperiod: 2018-2019 учебный год\n"
EARLY = """\
activities:
  - id: graph
    title: Разработка графика
    executors: Методист
    deadline: Август 2018
    expected_result: График
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "план.yaml"
    path.write_text(CLEAN + EARLY, encoding="utf-8")
    return path


def test_remarks_name_the_line_and_the_place(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A warning is told with its line and trail, counted, and does not fail the command."""
    assert main(["check", str(plan), "--locale", "ru"]) == 0
    told = capsys.readouterr()
    assert f"предупреждение: {plan}:7:15, activities[0].deadline, 1 → срок" in told.out
    assert "предупреждений — 1" in told.out


def test_strict_fails_on_warnings(plan: Path) -> None:
    """With --strict a warning is an error; a note is not, and a clean plan passes."""
    assert main(["check", str(plan), "--strict"]) == 1
    dotted = (CLEAN + EARLY).replace("работы", "работы.").replace("Август", "Октябрь")
    plan.write_text(dotted, encoding="utf-8")
    assert main(["check", str(plan), "--strict"]) == 0


def test_an_error_fails(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A plan that cannot be read, or be built, gives exit code 1; the others are still read."""
    broken = plan.with_name("broken.yaml")
    broken.write_text("title: План\nperiod: никогда\n", encoding="utf-8")
    assert main(["check", str(broken), str(plan), "--locale", "ru"]) == 1
    told = capsys.readouterr()
    assert "PLN111" in told.out
    assert "PLN302" in told.out


def test_accepting_in_the_file(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A remark accepted in the plan with a reason is not told any more."""
    accepted = "accepted:\n  - code: PLN302\n    id: graph\n    reason: Так задумано\n"
    plan.write_text(CLEAN + EARLY + accepted, encoding="utf-8")
    assert main(["check", str(plan), "--strict", "--locale", "ru"]) == 0
    assert "замечаний нет" in capsys.readouterr().out


def test_comparing_with_last_year(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--previous tells what was copied from last year's plan and should have changed."""
    old = plan.with_name("old.yaml")
    old.write_text(CLEAN, encoding="utf-8")
    assert main(["check", str(plan), "--previous", str(old)]) == 0
    assert "PLN341" in capsys.readouterr().out
    assert main(["check", str(plan), "--previous", str(plan.with_name("none.yaml"))]) == 1


def test_json_and_sarif_are_pure(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON and SARIF of several files go to the standard output alone, in one piece."""
    for form, also in (("json", []), ("sarif", []), ("sarif", ["--json"])):
        assert main(["check", str(plan), str(plan), "--format", form, *also]) == 0
        told = capsys.readouterr()
        assert told.err == ""
        log = json.loads(told.out)
        found = log["problems"] if form == "json" else log["runs"][0]["results"]
        assert len(found) == 2


def test_unreadable_file_in_sarif(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no plan is a result like any other, and fails the command."""
    plan.write_text("", encoding="utf-8")
    assert main(["check", str(plan), "--format", "sarif"]) == 1
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["level"] == "error"


def test_explaining(capsys: pytest.CaptureFixture[str]) -> None:
    """--explain prints the page of a rule, whatever the case of the code."""
    assert main(["check", "--locale", "ru", "--explain", "pln302"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("# PLN302. Срок выходит за период плана")
    assert "## Плохо" in told


def test_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """No plan, an unknown code and an unknown format are wrong usage: exit code 2."""
    assert main(["check"]) == 2
    assert main(["check", "--explain", "PLN999"]) == 2
    assert "PLN999" in capsys.readouterr().err
    assert main(["check", "plan.yaml", "--format", "xml"]) == 2
