"""plandoc.cli.many: patterns of file names, and commands over each of many plans."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from plandoc import load_plan
from plandoc.cli import main
from plandoc.cli.many import folders_of, returned_files

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


def test_a_suffix_in_capitals_is_found_too(tmp_path: Path) -> None:
    """Of plans and of filled files alike, on a disk where capitals count; names keep theirs."""
    for name in ("a.yaml", "B.YAML", "c.Yaml", "b.yml", "ф.XLSX", "ф.xlsx"):
        (tmp_path / name).touch()
    found = folders_of([tmp_path / "**/*.yaml", tmp_path / "b*.YML"])
    assert sorted(plan.name for plan in found) == ["B.YAML", "a.yaml", "b.yml", "c.Yaml"]
    assert [*returned_files([str(tmp_path / "*.xlsx")])] == [
        tmp_path / "ф.XLSX",
        tmp_path / "ф.xlsx",
    ]
    assert [*folders_of([tmp_path / "**/*"])] == sorted(tmp_path.iterdir())
    assert [*folders_of([tmp_path / "*.y*"])] == sorted(tmp_path.glob("*.y*"))


def test_a_file_that_looks_like_a_pattern_is_itself(tmp_path: Path) -> None:
    """Brackets in the name of a file that is there are no pattern."""
    plan = tmp_path / "план [1].yaml"
    plan.write_text(PLAN, "utf-8")
    assert folders_of([plan]) == {plan: Path()}


def told(capsys, *command: Path | str) -> dict:
    """Run a command with `--json`, and return what it tells."""
    main([*map(str, command), "--json"])
    return json.loads(capsys.readouterr().out)


SLOW = pytest.mark.slow

MAKING = {
    "build": ("план.docx", "план — учёт.xlsx"),
    "track": ("план — учёт.xlsx",),
    "report": ("план — отчёт.docx", "план — отчёт.xlsx"),
}


@pytest.mark.parametrize(
    ("verb", "jobs"), [*((verb, "1") for verb in MAKING), pytest.param("report", "2", marks=SLOW)]
)
def test_many_files_are_made_and_a_stopped_run_goes_on(
    verb, jobs, schools: Path, tmp_path, capsys
) -> None:
    """Each plan gets its files in its folder; what stands there unchanged is not made again."""
    out = tmp_path / "out"
    command = [verb, schools / "**/*.yaml", "-o", out, "-j", jobs]
    if verb == "report":
        command += ["--date", "2019-01-15"]
    counts = {"plans": 2, "done": 2, "skipped": 0, "failed": 0}
    assert told(capsys, *command)["result"].items() >= counts.items()
    assert all((out / "район/вторая" / name).is_file() for name in MAKING[verb])
    (schools / "первая/план.yaml").write_text(PLAN.replace("май", "июнь"), "utf-8")
    (schools / "район/вторая/план.yaml").touch()
    counts |= {"done": 1, "skipped": 1}
    assert told(capsys, *command)["result"].items() >= counts.items()
    (out / "район/вторая" / MAKING[verb][-1]).unlink()
    assert told(capsys, *command)["result"].items() >= counts.items()


def test_the_figures_of_plans_that_are_left_alone_are_told_too(
    schools: Path, tmp_path: Path, capsys
) -> None:
    """A second run of reports has the figures of all plans, though it makes one of them anew."""
    command = ["report", schools / "**/*.yaml", "-o", tmp_path / "out", "--date", "2019-06-15"]
    assert main([*map(str, command), "-j", "1"]) == 0  # what no JSON was asked for is noted too
    capsys.readouterr()
    whole = told(capsys, *command)["result"]["each"]
    assert [one["total"]["states"]["overdue"] for one in whole] == [1, 1]
    for _ in range(2):
        result = told(capsys, *command, "-j", "1")["result"]
        assert (result["skipped"], result["each"]) == (2, whole)
    plan = schools / "первая/план.yaml"
    plan.write_text(plan.read_text("utf-8").replace("май", "июль"), "utf-8")
    result = told(capsys, *command, "-j", "1")["result"]
    assert (result["done"], result["skipped"]) == (1, 1)
    assert [one["total"]["states"]["overdue"] for one in result["each"]] == [0, 1]
    assert result["each"] == told(capsys, *command)["result"]["each"]
    record = tmp_path / "out" / ".plandoc-report.jsonl"
    known = [json.loads(line) for line in record.read_text("utf-8").splitlines()]
    without = [json.dumps({key: one[key] for key in one if key != "figures"}) for one in known]
    record.write_text("\n".join(without) + "\n", "utf-8")  # as another version noted them
    again = told(capsys, *command, "-j", "1")["result"]
    assert (again["done"], again["each"]) == (2, result["each"])
    other = told(capsys, *command[:-1], "2019-05-01", "-j", "1")["result"]
    assert (other["done"], [one["today"] for one in other["each"]]) == (2, ["2019-05-01"] * 2)


@pytest.mark.parametrize("verb", ["build", "track", "report", "status", "check"])
@pytest.mark.parametrize("jobs", [[], pytest.param(["-j", "2"], marks=SLOW)])
def test_a_bad_plan_stops_no_other(verb, jobs, schools: Path, tmp_path: Path, capsys) -> None:
    """It is told with its line, and the command ends with 1 after all others."""
    bad = schools / "новая/план.yaml"
    bad.parent.mkdir()
    bad.write_text("title: П\nperiod: 2018-2019\nактивности: []\n", "utf-8")
    command = [verb, str(schools / "**/*.yaml"), *jobs]
    if verb in MAKING:
        command += ["-o", str(tmp_path / "out")]
    assert main(["--locale", "ru", *command]) == 1
    said = capsys.readouterr()
    assert f"{bad}:3" in said.out + said.err
    assert "Обработано планов: " + ("3 из 3" if verb == "check" else "2 из 3") in said.out
    if verb in MAKING:
        assert len([*(tmp_path / "out").rglob(MAKING[verb][-1])]) == 2


def test_the_status_of_many_plans_is_a_table(schools: Path, capsys) -> None:
    """Each plan is a row, and the last one adds them up; JSON has the figures of each."""
    command = ["status", str(schools / "**/*.yaml"), "--date", "2019-06-15"]
    assert main(["--locale", "en", *command]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].startswith("All plans ")
    figures = [line.split()[-6:] for line in lines if "%" in line]
    assert [row[:4] for row in figures[1:]] == [["1", "1", "0", "1"]] * 2 + [["2", "2", "0", "2"]]
    each = told(capsys, *command)["result"]["each"]
    assert [one["total"]["states"]["overdue"] for one in each] == [1, 1]
    assert each[0]["plan"] == str(schools / "первая/план.yaml")


def test_filled_sheets_of_many_schools_come_to_their_plans(
    schools: Path, tmp_path: Path, capsys
) -> None:
    """Whatever their names and folders, by what they say; what is of no plan is told."""
    plans = [schools / "первая/план.yaml", schools / "район/вторая/план.yaml"]
    for number, plan in enumerate(plans):
        plan.write_text(f"id: school-{number}\n{PLAN}", "utf-8")
    told(capsys, "track", schools / "**/*.yaml", "-o", tmp_path / "out")
    came, mail = tmp_path / "почта", tmp_path / "почта/ещё"
    mail.mkdir(parents=True)
    for folder, target, text in (
        ("первая", came / "лист.xlsx", "Прошло первое"),
        ("район/вторая", mail / "лист.xlsx", "Прошло второе"),
    ):
        book = load_workbook(tmp_path / "out" / folder / "план — учёт.xlsx")
        sheet = book.worksheets[0]
        head = next(row for row in sheet.iter_rows() if any(c.value == "Статус" for c in row))
        column = next(cell.column for cell in head if cell.value == "Статус")
        row = next(
            cell.row for line in sheet.iter_rows() for cell in line if cell.value == "Заседание"
        )
        sheet.cell(row, column).value = "выполнено"
        sheet.cell(row, column + 1).value = text
        book.save(target)
    command = ["collect", schools / "**/*.yaml", came, "--write", "--remarks", tmp_path / "назад"]
    result = told(capsys, *command)
    assert (result["exit"], result["result"]["done"]) == (0, 2)
    marks = [load_plan(plan).activities[0].outcome for plan in plans]
    assert [mark.text if mark else "" for mark in marks] == ["Прошло первое", "Прошло второе"]
    journals = [plan.with_name("план.journal.jsonl").read_text("utf-8") for plan in plans]
    named = [json.loads(text.splitlines()[0])["file"] for text in journals]
    assert named == ["лист.xlsx", "ещё/лист.xlsx"]  # alike, so told apart by their folders
    plans[1].unlink()
    shutil.copy(plans[0], plans[1].with_name("ещё.yaml"))
    (came / "приказ.docx").write_bytes(b"no document")
    again = told(capsys, *command)
    assert (again["exit"], again["result"]["done"]) == (1, 0)
    assert {problem["code"] for problem in again["problems"]} == {"PLN052", "PLN053", "PLN722"}


def test_a_file_issued_under_the_title_of_another_plan_is_not_taken(
    schools: Path, tmp_path: Path, capsys
) -> None:
    """A copy of a plan got its own id after its sheets were out: they are not the first plan's."""
    first, second = schools / "первая/план.yaml", schools / "район/вторая/план.yaml"
    plans, out = schools / "**/*.yaml", tmp_path / "out"
    first.write_text(f"id: school\n{PLAN}", "utf-8")
    second.write_text(f"id: school\n{PLAN.replace('работы', 'второй школы')}", "utf-8")
    told(capsys, "track", plans, "-o", out)
    assert told(capsys, "collect", plans, out)["counts"]["error"] == 2
    second.write_text(second.read_text("utf-8").replace("id: school", "id: second"), "utf-8")
    again = told(capsys, "collect", plans, out)
    sheet = out / "район/вторая/план — учёт.xlsx"
    (refused,) = (problem for problem in again["problems"] if problem["severity"] == "error")
    assert (refused["code"], refused["file"]) == ("PLN054", str(sheet))
    assert str(first) in refused["found"]
    assert str(second) in refused["found"]
    assert [(one["plan"], one["files"]) for one in again["result"]["each"]] == [(str(first), 1)]
    assert told(capsys, "collect", second, sheet, "--other-plan")["result"]["files"] == 1
    renamed = first.read_text("utf-8").replace("План работы", "План первой школы")
    first.write_text(renamed, "utf-8")
    assert told(capsys, "collect", plans, out)["result"]["each"][0]["files"] == 1


def left(told: dict) -> dict[str, str]:
    """Return the names of the files that are told as left over, with the codes."""
    codes = {"PLN056", "PLN057"}
    found = [problem for problem in told["problems"] if problem["code"] in codes]
    return {Path(problem["file"]).name: problem["code"] for problem in found}


def test_the_sheet_of_an_executor_who_is_gone_is_told(
    schools: Path, tmp_path: Path, capsys
) -> None:
    """In each run until it is gone too; a filled one, and one of other options, is not."""
    plan = schools / "первая/план.yaml"
    plan.write_text(PLAN.replace("май 2019", "май 2019, executors: [Завуч, Методист]"), "utf-8")
    out = tmp_path / "out"
    whole = ["track", schools / "первая/*.yaml", "-o", out, "-j", "1"]
    command = [*whole, "--per-executor"]
    assert not left(told(capsys, *whole))
    assert not left(told(capsys, *command))
    plan.write_text(plan.read_text("utf-8").replace("Методист", "Методистка"), "utf-8")
    name, copy = "план — учёт — Методист.xlsx", (out / "план — учёт — Методист.xlsx").read_bytes()
    for _ in range(2):
        assert left(told(capsys, *command)) == {name: "PLN057"}
    book = load_workbook(out / name)
    book.save(out / name)
    assert not left(told(capsys, *command))
    (out / name).write_bytes(b"PK, but no workbook")
    assert not left(told(capsys, *command))
    (out / name).write_bytes(copy)
    plan.write_text(plan.read_text("utf-8").replace("Методистка", "Методист"), "utf-8")
    other = {"план — учёт — Методистка.xlsx": "PLN057"}
    assert left(told(capsys, *command)) == other
    (out / name).unlink()
    assert left(told(capsys, *command)) == other
    (out / "план — учёт — Методистка.xlsx").unlink()
    assert not left(told(capsys, *command))


@pytest.mark.parametrize("verb", MAKING)
def test_the_files_of_a_plan_that_is_gone_are_told(
    verb, schools: Path, tmp_path: Path, capsys, monkeypatch
) -> None:
    """Whichever plans a later run is about, from whatever folder; a plan that is back has them."""
    command = [verb, schools / "**/*.yaml", "-j", "1", "-o"]
    day = ["--date", "2019-01-15"]
    assert not left(told(capsys, *command, tmp_path / "out", *day))
    gone, away = schools / "район/вторая", schools / "район/третья"
    gone.rename(away)
    lost = dict.fromkeys(MAKING[verb], "PLN056")
    assert left(told(capsys, *command, tmp_path / "out", *day)) == lost
    monkeypatch.chdir(tmp_path)
    assert left(told(capsys, *command, "out", *day)) == lost
    shutil.rmtree(away)
    monkeypatch.chdir(schools)
    again = told(capsys, verb, schools / "**/*.yaml", "-j", "1", "-o", "../out", *day)
    assert (
        len([problem for problem in again["problems"] if problem["code"] == "PLN056"])
        == len(lost) * 2
    )
    shutil.copytree(schools / "первая", gone)
    assert len(left(told(capsys, *command, tmp_path / "out", *day))) == len(lost)
    shutil.copytree(schools / "первая", away)
    assert not left(told(capsys, *command, tmp_path / "out", *day))


@pytest.mark.parametrize("verb", ["check", "status", *MAKING])
@pytest.mark.parametrize("jobs", ["1", pytest.param("2", marks=SLOW)])
def test_two_plans_of_one_id_are_told(verb, jobs, schools: Path, tmp_path: Path, capsys) -> None:
    """Before the sheets leave, and again if one of the plans is not made anew; years may differ."""
    for plan in schools.rglob("*.yaml"):
        plan.write_text(f"id: school\n{PLAN}", "utf-8")
    paths = {str(plan) for plan in schools.rglob("*.yaml")}
    out = ["-o", tmp_path / "out"] if verb in MAKING else []
    command = [verb, schools / "**/*.yaml", *out, "-j", jobs]
    for _ in range(2):
        again = told(capsys, *command)
        (twice,) = (problem for problem in again["problems"] if problem["code"] == "PLN055")
        assert (twice["severity"], again["exit"]) == ("warning", 0)
        (other,) = paths - {twice["file"]}
        assert other in twice["found"]
    plan.write_text(f"id: school\n{PLAN.replace('2018-2019', '2019-2020')}", "utf-8")
    now = told(capsys, *command, *(["--force"] if verb in MAKING else []))["problems"]
    assert "PLN055" not in {problem["code"] for problem in now}


def test_a_strict_check_fails_for_two_plans_of_one_id(schools: Path, capsys) -> None:
    """It is a warning like those of each plan, and one plan under two names is no second one."""
    sound = "deadline: май 2019, executors: Завуч"
    for plan in schools.rglob("*.yaml"):
        plan.write_text(f"id: school\n{PLAN.replace('deadline: май 2019', sound)}", "utf-8")
    one = schools / "первая/план.yaml"
    twice = told(capsys, "check", "--strict", schools / "**/*.yaml")
    same = told(capsys, "check", "--strict", one, one.parent / "../первая/план.yaml")
    assert ([p["code"] for p in twice["problems"] if p["severity"] != "note"]) == ["PLN055"]
    assert {problem["severity"] for problem in same["problems"]} == {"note"}
    assert (twice["exit"], same["exit"]) == (1, 0)


def test_a_pattern_that_names_one_plan_searches_below_too(
    schools: Path, tmp_path: Path, capsys
) -> None:
    """How many plans a pattern names does not change how the folder is searched."""
    told(capsys, "track", schools / "**/*.yaml", "-o", tmp_path / "out")
    own = tmp_path / "out/район/вторая"
    (tmp_path / "out/первая").rename(tmp_path / "первая")
    shutil.copy(own / "план — учёт.xlsx", own / "ещё.xlsx")
    (own / "ещё.ods").write_bytes(b"{\\rtf1}")
    result = told(capsys, "collect", schools / "район/**/*.yaml", tmp_path / "out")
    assert [one["files"] for one in result["result"]["each"]] == [1]
    assert [problem["code"] for problem in result["problems"]] == ["PLN722", "PLN821"]


def test_a_plan_without_a_filled_sheet_is_named(schools: Path, tmp_path: Path, capsys) -> None:
    """Who has not answered is told."""
    plan = schools / "первая/план.yaml"
    plan.write_text(f"id: school-0\n{PLAN}", "utf-8")
    told(capsys, "track", plan, "-o", tmp_path / "out")
    assert (
        main(["--locale", "ru", "collect", str(schools / "**/*.yaml"), str(tmp_path / "out")]) == 0
    )
    assert (
        f"{schools / 'район/вторая/план.yaml'}: заполненных файлов нет" in capsys.readouterr().out
    )


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
    assert "pip install '.[dask]'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_wrong_usage(schools: Path, tmp_path: Path, capsys) -> None:
    """Without an answer the command names the address, and builds nothing."""
    pytest.importorskip("distributed", reason="dask is installed by the extra dask")
    command = ["build", str(schools / "**/*.yaml"), "-o", str(tmp_path / "out")]
    assert main([*command, "--dask", "нет-такого"]) == 2
    assert "нет-такого" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_passes_over_nothing_in_which_a_filled_file_may_be(tmp_path):
    """Archives and foreign tables are refused by name later; pictures and papers are not ours."""
    kept = ["a.xlsx", "b.DOCX", "c.zip", "d.RAR", "e.7z", "f.csv", "g.ods"]
    for name in [*kept, "plan.pdf", "scan.jpg", "plan.yaml", "~$a.xlsx"]:
        (tmp_path / name).touch()
    assert sorted(file.name for file in returned_files([str(tmp_path)])) == sorted(kept)
