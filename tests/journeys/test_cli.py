"""The command line as its user meets it."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from plandoc.cli import main

BROKEN = "title: План\nperiod: 2018-2019\nactivites: []\napprovals:\n  - kind: aprove\n"


@pytest.fixture(autouse=True)
def russian(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")


def test_one_command_does_the_main_job(examples, tmp_path, capsys):
    """`plandoc build` on the shipped example names the two files it made."""
    assert main(["build", str(examples / "seed.yaml"), "-o", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert f"На подпись:  {tmp_path / 'seed.docx'}" in out
    assert f"Лист учёта:  {tmp_path / 'seed — учёт.xlsx'}" in out


def test_the_module_runs_like_the_command(examples, tmp_path):
    """`python -m plandoc` is the same door."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "plandoc",
            "build",
            str(examples / "flat.yaml"),
            "-o",
            str(tmp_path),
        ],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert (tmp_path / "flat.docx").exists()


def test_one_broken_plan_does_not_stop_the_others(examples, tmp_path, capsys):
    """Of three plans two are built, the third is explained, and the exit code is 1."""
    broken = tmp_path / "broken.yaml"
    broken.write_text(BROKEN, encoding="utf-8")
    plans = [str(examples / "seed.yaml"), str(broken), str(examples / "flat.yaml")]
    assert main(["build", *plans, "-o", str(tmp_path / "out")]) == 1
    said = capsys.readouterr()
    assert "Обработано планов: 2 из 3" in said.out
    assert f"{broken}:3:1" in said.err
    assert "activities" in said.err
    assert f"{broken}:5:" in said.err
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "flat — учёт.xlsx",
        "flat.docx",
        "seed — учёт.xlsx",
        "seed.docx",
    ]


def test_messages_follow_the_locale(tmp_path, capsys, monkeypatch):
    """`--locale` speaks first, then the environment."""
    broken = tmp_path / "broken.yaml"
    broken.write_text(BROKEN, encoding="utf-8")
    main(["check", str(broken)])
    assert "ошибка: " in capsys.readouterr().out
    main(["check", "--locale", "en", str(broken)])
    assert "error: " in capsys.readouterr().out
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    main(["check", str(broken)])
    assert "error: " in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["build"], ["build", "x.yaml"], ["bild"], ["--no"]])
def test_wrong_usage_is_exit_code_2(arguments, capsys):
    """What cannot be understood is told with usage and code 2."""
    assert main(arguments) == 2
    assert "вызов" in capsys.readouterr().err


def test_help_and_version_are_exit_code_0(capsys):
    """Asking for help is no mistake."""
    assert main(["--help"]) == 0
    assert main(["--version"]) == 0
    assert "plandoc" in capsys.readouterr().out


def test_files_of_others_are_not_overwritten_unless_forced(examples, tmp_path, capsys):
    """A build stops where plandoc did not write what is there; --force replaces the document."""
    plan = tmp_path / "plan.yaml"
    plan.write_bytes((examples / "flat.yaml").read_bytes())
    (tmp_path / "plan.docx").write_bytes(b"the paper of last year")
    arguments = ["build", str(plan), "-o", str(tmp_path)]
    assert main(arguments) == 1
    assert "--force" in capsys.readouterr().err
    assert (tmp_path / "plan.docx").read_bytes() == b"the paper of last year"
    assert main([*arguments, "--force"]) == 0
    assert (tmp_path / "plan.docx").read_bytes() != b"the paper of last year"


def test_the_date_is_given_or_left_out(examples, tmp_path, monkeypatch):
    """`--date` and SOURCE_DATE_EPOCH change the bytes; the same date gives the same bytes."""
    seed = str(examples / "seed.yaml")

    def built(name, *more):
        assert main(["build", seed, "-o", str(tmp_path / name), *more]) == 0
        return (tmp_path / name / "seed.docx").read_bytes()

    undated, dated = built("a"), built("b", "--date", "2018-09-01")
    assert undated != dated
    assert built("c", "--date", "2018-09-01") == dated
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1535760000")
    assert built("d") == dated


def test_a_template_of_ones_own(examples, tmp_path, capsys):
    """`plandoc template` saves it, `--template` uses it, a bad one is explained."""
    mine = tmp_path / "mine.docx"
    assert main(["template", str(mine)]) == 0
    seed = str(examples / "seed.yaml")
    assert main(["build", seed, "-o", str(tmp_path / "a"), "--template", str(mine)]) == 0
    mine.write_bytes(b"no document")
    assert main(["build", seed, "-o", str(tmp_path / "b"), "--template", str(mine)]) == 1
    assert f"{mine}: шаблон — не документ DOCX" in capsys.readouterr().err


def test_the_schema_is_json(capsys):
    """`plandoc schema` prints a JSON Schema with Russian descriptions."""
    assert main(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert "период" in json.dumps(schema, ensure_ascii=False).lower()


def test_the_script_of_the_examples_runs(examples, tmp_path):
    """The 15-line script builds both documents."""
    source = (examples / "make_plan.py").read_text(encoding="utf-8")
    code = [line for line in source.splitlines() if line.strip() and not line.startswith("#")]
    assert len(code) <= 15
    done = subprocess.run(
        [sys.executable, str(examples / "make_plan.py")],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert {path.suffix for path in tmp_path.rglob("*")} >= {".docx", ".xlsx"}


def test_two_plans_of_one_name_do_not_overwrite_each_other(examples, tmp_path, capsys):
    """The second is refused by name, even with --force; the first is built."""
    for folder, example in (("a", "seed"), ("b", "flat")):
        (tmp_path / folder).mkdir()
        source = (examples / f"{example}.yaml").read_bytes()
        (tmp_path / folder / "plan.yaml").write_bytes(source)
    plans = [str(tmp_path / folder / "plan.yaml") for folder in "ab"]
    assert main(["build", *plans, "-o", str(tmp_path / "out"), "--force"]) == 1
    assert "PLN810" in capsys.readouterr().err
    assert len(list((tmp_path / "out").iterdir())) == 2


@pytest.mark.parametrize("epoch", ["abc", "99999999999999999"])
def test_a_date_that_cannot_be_read_is_wrong_usage(examples, tmp_path, monkeypatch, capsys, epoch):
    """A bad --date or SOURCE_DATE_EPOCH stops before anything is made."""
    arguments = ["build", str(examples / "seed.yaml"), "-o", str(tmp_path / "out")]
    assert main([*arguments, "--date", "31.13.2026"]) == 2
    assert "31.13.2026" in capsys.readouterr().err
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert main(arguments) == 2
    assert epoch in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "plandoc", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Russian_Russia.1251", "замечаний нет"),
        ("English_Ireland", "no remarks"),
        ("xx", "no remarks"),
    ],
)
def test_a_locale_is_known_by_its_name_in_windows(examples, monkeypatch, capsys, name, said):
    """Windows calls a locale by the names of its language and country."""
    monkeypatch.setenv("LANG", name)
    assert main(["check", str(examples / "flat.yaml")]) == 0
    assert said in capsys.readouterr().out


def test_a_terminal_without_cyrillic_is_no_obstacle(examples):
    """What cannot be shown is escaped; nothing fails."""
    done = run("check", str(examples / "seed.yaml"), "--locale", "ru", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b"\\u0441" in done.stdout


def test_output_that_cannot_be_written_is_said():
    """A full disk behind standard output is a message and code 1, not a traceback."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "plandoc", "schema"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert done.stderr


def test_several_plans_on_a_terminal_show_progress(examples, tmp_path, monkeypatch):
    """With rich and a terminal there is a bar; the same files are made."""
    pytest.importorskip("rich")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    plans = [str(examples / f"{name}.yaml") for name in ("seed", "flat")]
    assert main(["build", *plans, "-o", str(tmp_path)]) == 0
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_progress_bar_lets_no_text_steer_the_terminal(examples, tmp_path):
    """On a terminal the bar moves the cursor; texts printed beside it are shown, never obeyed."""
    import pty

    pytest.importorskip("rich")
    plans = []
    for number in range(3):
        plan = tmp_path / f"{number}\x1b]0;ЗАГОЛОВОК\x07\u202e.yaml"
        text = (examples / "flat.yaml").read_text(encoding="utf-8")
        plan.write_text(text.replace("Октябрь", "31 сентября \\u202e"), encoding="utf-8")
        plans.append(str(plan))
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "plandoc", "build", *plans, "-o", str(tmp_path / "out")],
        stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"},
    ) as process:  # fmt: skip
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # the end of a terminal
            while piece := os.read(ours, 65_536):
                shown += piece
    os.close(ours)
    assert process.returncode == 0
    told = shown.decode()
    assert "\x1b[" in told  # the bar
    assert "ЗАГОЛОВОК" in told.replace("\r\n", "")
    assert "\x1b]0" not in told
    assert "\u202e" not in told


def test_a_rollover_without_questions_asks_for_no_answers(tmp_path, capsys):
    """Where nothing is open the summary says so, and does not send anybody to the review."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "title: План\nperiod: 2018-2019\nactivities:\n"
        "  - {title: Заседание, executors: Директор, deadline: в течение года}\n",
        encoding="utf-8",
    )
    out = str(tmp_path / "out")
    assert main(["rollover", str(plan), "--into", "2019-2020", "-o", out]) == 0
    said = capsys.readouterr().out
    assert "Вопросов без ответа нет" in said
    assert "--review" not in said


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("ru", ("файлов — 1, строк в них — 12; не прочитано файлов — 2", "без изменений — 12")),
        ("en", ("files: 1, rows in them: 12; files that could not be read: 2", "unchanged — 12")),
    ],
)
def test_the_summary_of_a_collect_counts_every_file_and_row(
    examples, tmp_path, capsys, locale, told
):
    """Files that are read, those that are not and rows add up to what was given; exit code 1."""
    plan = tmp_path / "school.yaml"
    plan.write_bytes((examples / "school.yaml").read_bytes())
    assert main(["build", str(plan), "-o", str(tmp_path)]) == 0
    sheet = tmp_path / "school — учёт.xlsx"
    (tmp_path / "copy.xlsx").write_bytes(sheet.read_bytes())
    (tmp_path / "broken.xlsx").write_bytes(sheet.read_bytes()[:5000])
    names = ["school — учёт.xlsx", "copy.xlsx", "broken.xlsx", "absent.xlsx"]
    files = [str(tmp_path / name) for name in names]
    capsys.readouterr()
    assert main(["collect", str(plan), *files, "--locale", locale]) == 1
    said = capsys.readouterr().out
    assert all(words in said for words in told)
