"""plandoc.cli.terminal: dates of options, and problems as they are told."""

import codecs
import io
import json
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from plandoc.cli import main
from plandoc.cli.terminal import (
    HarmlessStream,
    UsageError,
    created_on,
    data_text,
    day_of,
    harmless,
    print_problems,
    with_progress,
)
from plandoc.codes import Code
from plandoc.errors import Place, Problem, Severity
from plandoc.fieldpath import ROOT
from plandoc.words.language import words_in

WORDS = words_in("en").cli


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "koi8-r", "ascii"])
def test_a_narrow_console_shows_plain_signs(encoding):
    """What an encoding lacks is written as on a typewriter; what nobody can write, by number."""
    codecs.lookup_error("plandoc.plainly")
    told = "«2.1» → срок – № 3…\u00a0÷ ─ 😀".encode(encoding, "plandoc.plainly").decode(encoding)
    plain = told.replace("«", '"').replace("»", '"').replace("–", "-").replace("№", "N")
    plain = plain.replace("…", "...").replace("\u00a0", " ").replace("÷", "/").replace("─", "-")
    escaped = "срок".encode("ascii", "backslashreplace").decode()
    said = escaped if encoding == "ascii" else "срок"
    assert plain == f'"2.1" -> {said} - N 3... / - \\U0001f600'


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "ascii"])
@pytest.mark.parametrize("arguments", [["check", "{plan}"], ["status", "{plan}"], ["doctor"]])
def test_a_narrow_console_stops_no_command(arguments, encoding, examples, monkeypatch):
    """A program whose output has another encoding than texts need ends as it does elsewhere."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding) for _ in range(2))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    told = [one.format(plan=examples / "seed.yaml") for one in ["--locale", "ru", *arguments]]
    assert main(told) == 0
    said = ""
    for stream in (out, err):
        stream.flush()
        said += stream.buffer.getvalue().decode(encoding)
    assert len(said) > 100
    assert ("\\u" in said) == (encoding == "ascii")


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "cp1251", "cp866", "ascii"])
def test_json_survives_any_encoding(encoding):
    """In an encoding that is not UTF-8, JSON has nothing that it could change."""
    text = json.dumps({"срок": "→ 😀 « »"}, ensure_ascii=False)
    told = data_text(text, encoding)
    assert json.loads(told) == json.loads(text)
    assert told.isascii() == ("8" not in encoding.removeprefix("cp866"))


@pytest.mark.parametrize("text", ["2018-10-12", "12.10.2018", " 12.10.2018 "])
def test_a_day_is_read_in_both_forms(text):
    """ISO and the Russian form name the same day."""
    assert day_of(text, WORDS) == date(2018, 10, 12)


@pytest.mark.parametrize("text", ["12/10/2018", "31.09.2018", "", "вчера"])
def test_a_day_that_is_none_is_wrong_usage(text):
    """What is no day is refused with the words that were given."""
    with pytest.raises(UsageError) as refused:
        day_of(text, WORDS)
    assert text in str(refused.value)


def test_the_time_of_files_comes_from_the_option_or_the_environment(monkeypatch):
    """The option goes before SOURCE_DATE_EPOCH; without both there is no time."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert created_on(None, WORDS) is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert created_on(None, WORDS) == datetime(1970, 1, 2, tzinfo=UTC)
    assert created_on("2018-10-12", WORDS) == datetime(2018, 10, 12, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(UsageError, match="soon"):
        created_on(None, WORDS)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_problem_is_told_on_a_line_with_its_severity(language):
    """Problems are told in the language asked for, a line each, in the order given."""
    place = Place("план.yaml", path=ROOT / "title")
    values = {"length": 40_000, "longest": 32_767}
    problems = [
        Problem(Code.CELL_TEXT_TOO_LONG, Severity.ERROR, place, values),
        Problem(Code.CELL_TEXT_TOO_LONG, Severity.WARNING, place, values),
    ]
    out = io.StringIO()
    print_problems(problems, language, out)
    severities = words_in(language).cli.severity
    assert out.getvalue().splitlines() == [
        f"{severities[problem.severity]}: {problem.text(language)}" for problem in problems
    ]


def test_equal_problems_are_told_once_with_their_places():
    """A hundred equal problems take two lines: the first, and the count with the first places."""
    problems = [
        Problem(
            Code.RETURNED_CELL_EMPTIED,
            place=Place("а.xlsx", sheet="Учёт", cell=f"I{row}", trail="1"),
            values={"kept": "Выполнено"},
        )
        for row in range(1, 101)
    ]
    out = io.StringIO()
    print_problems(problems, "ru", out)
    first, others = out.getvalue().splitlines()
    assert "«Учёт»!I1, 1: " in first
    cells = "; ".join(f"«Учёт»!I{row}" for row in range(2, 7))
    assert others == f"  то же ещё в местах: 99 — {cells}…"


def test_paths_come_through_where_no_terminal_shows_progress():
    """Without a terminal the paths are simply yielded."""
    paths = [Path("а"), Path("б")]
    assert list(with_progress(paths, "files", 2)) == paths


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mКРАСНО\x1b[2J", "\\u001b[31mКРАСНО\\u001b[2J"),
        ("\x9b1m\x07\x00\r", "\\u009b1m\\u0007\\u0000\\u000d"),
        ("план\u202exslx\u2066", "план\\u202exslx\\u2066"),
        ("\ud800", "\\ud800"),
        ("\udcd0\udcbf\udcd0\udcbb.docx \udcff", "пл.docx \\udcff"),
        ("строка\n\tс «ёлкой» 😀 и\u0301", "строка\n\tс «ёлкой» 😀 и\u0301"),
    ],
)
def test_nothing_that_people_wrote_steers_the_terminal(text, shown):
    """Control characters, C1 and marks of direction are shown by their numbers."""
    assert harmless(text) == shown
    out = io.StringIO()
    print(text, file=HarmlessStream(out), end="")
    assert out.getvalue() == shown


def test_a_cell_cannot_steer_the_terminal(tmp_path, capsys):
    """What a command prints of a plan and of the name of its file is harmless."""
    path = tmp_path / "план\x1b[2J.yaml"
    path.write_text("title: 5\nperiod: \u202eвчера\n", encoding="utf-8")
    assert main(["check", str(path)]) != 0
    said = capsys.readouterr()
    assert "\\u001b[2J" in said.out + said.err
    assert not {"\x1b", "\u202e"} & set(said.out + said.err)


HOSTILE = "\u202eэкран\x9b2J\u2066\u200f\u2028"
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture
def hostile(tmp_path):
    """A plan whose texts, name and folder would steer a terminal, with a sheet filled so."""
    folder = tmp_path / f"папка{HOSTILE}"
    folder.mkdir()
    path = folder / f"план{HOSTILE}.yaml"
    said = HOSTILE.replace("\x9b", "\x85")
    activity = {
        "title": f"«Заседание {said}", "executors": [said, f"{said} "], "supervisor": said,
        "deadline": f"31 сентября {said}",
        "outcome": {"text": said, "status": "done", "moved_to": said},
    }  # fmt: skip
    approval = {"kind": "approve", "officer": {"post": f"за {said}", "name": "А.Б. Вега"}}
    plan = {"title": f"План {said}.", "period": "2018-2019", "approvals": [approval]}
    path.write_text(json.dumps(plan | {"activities": [activity, activity]}), encoding="utf-8")
    return path


def commands(plan: Path, out: Path) -> list[list[str]]:
    """Return a command of each verb, those that read what others wrote after them."""
    sheet, document = out / f"{plan.stem} — учёт.xlsx", out / f"{plan.stem}.docx"
    written = ["-o", str(out)]
    return [
        ["check", str(plan)],
        ["check", str(plan), "--format", "json"],
        ["check", str(plan), "--format", "sarif"],
        ["build", str(plan), *written],
        ["track", str(plan), *written, "--per-executor", "--force"],
        ["calendar", str(plan), *written, "--per-executor"],
        ["web", str(plan), *written, "--report"],
        ["wall", str(plan), *written],
        ["cards", str(plan), *written, "--executor", HOSTILE],
        ["years", str(plan), str(plan), *written],
        ["collect", str(plan), str(sheet), str(document), str(plan), "--remarks", str(out)],
        ["status", str(plan), "--date", "2019-06-01"],
        ["report", str(plan), *written, "--date", "2019-06-01"],
        ["seal", str(plan), "--date", "2018-09-01", "--approver", HOSTILE],
        ["verify", str(plan), str(sheet), str(document), str(out / HOSTILE)],
        ["diff", f"{plan}@1", str(plan)],
        ["diff", str(plan), str(document)],
        ["diff", f"{plan}@1", str(plan), "--format", "json"],
        ["rollover", str(plan), "--into", "2019-2020", *written],
        ["amend", str(plan), "--from", "1", "--basis", HOSTILE, *written],
        ["amend", str(plan), "--from", "1", "--basis", "приказ", *written, "--take", HOSTILE],
        ["template", str(out / f"{HOSTILE}.docx")],
        ["template", str(out / HOSTILE / f"{HOSTILE}.docx")],
        ["import", str(document), str(sheet), str(plan), *written],
        ["import", str(document), *written, "--force"],
        ["new", str(out / f"{HOSTILE}.docx")],
        ["new", str(out / f"{HOSTILE}.xlsx")],
        ["completion", HOSTILE],
        ["new", str(out / f"{HOSTILE}.yaml")],
        ["doctor"],
        ["schema", HOSTILE],
        ["schema", "--locale", HOSTILE],
        ["check", "--explain", HOSTILE],
        ["status", str(plan), "--date", HOSTILE],
        ["rollover", str(plan), "--into", HOSTILE, *written],
        [HOSTILE],
    ]


def test_no_verb_lets_a_text_steer_the_terminal(hostile, tmp_path, capsys):
    """Whatever a plan, a cell, a name of a file or an option holds, no verb prints it raw."""
    told = 0
    seen = set()
    for command in commands(hostile, tmp_path / f"вывод{HOSTILE}"):
        main([*command, "--locale", "ru"] if "--locale" not in command else command)
        said = capsys.readouterr()
        assert not _STEERING.search(said.out + said.err), command
        told += "\\u202e" in said.out + said.err
        seen.add(command[0])
        if "json" in command or "sarif" in command:
            assert json.loads(said.out)
    assert seen - {HOSTILE} == set(words_in("ru").cli.verbs)
    assert told > 15
