"""plandoc.cli.terminal: dates of options, and problems as they are told."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from plandoc.cli import main
from plandoc.cli.terminal import (
    HarmlessStream,
    UsageError,
    created_on,
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


def test_paths_come_through_where_no_terminal_shows_progress():
    """Without a terminal the paths are simply yielded."""
    paths = [Path("а"), Path("б")]
    assert list(with_progress(paths, "files")) == paths


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mКРАСНО\x1b[2J", "\\x1b[31mКРАСНО\\x1b[2J"),
        ("\x9b1m\x07\x00\r", "\\x9b1m\\x07\\x00\\r"),
        ("план\u202exslx\u2066", "план\\u202exslx\\u2066"),
        ("\ud800", "\\ud800"),
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
    assert "\\x1b[2J" in said.out + said.err
    assert not {"\x1b", "\u202e"} & set(said.out + said.err)
