"""The parser of the command line: it speaks one language, which it knows from `--locale`."""

import argparse
import ast
import re
from pathlib import Path

import pytest

from plandoc.cli import main
from plandoc.words.language import words_in

# What only the author of a parser can provoke.
_OF_PROGRAMMERS = {
    "conflicting option string: %s", "conflicting option strings: %s", ".__call__() not defined",
    "'required' is an invalid argument for positionals", "%r is not callable",
    "mutually exclusive arguments must be optional",
    "cannot merge actions - two groups are named %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "dest= is required for options like %r", "invalid conflict_resolution value: %r",
    "cannot have multiple subparser arguments", "conflicting subparser: %s",
    "conflicting subparser alias: %s", 'argument "-" with mode %r',
    "argument %(argument_name)s: %(message)s", "option '%(option)s' is deprecated",
    "command '%(parser_name)s' is deprecated",
}  # fmt: skip
VERBS = words_in("ru").cli.verbs


@pytest.fixture(autouse=True)
def russian(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")


def sentences():
    """Every sentence of argparse: what it asks gettext for."""
    tree = ast.parse(Path(argparse.__file__).read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    asked = [node for node in calls if getattr(node.func, "id", "") in {"_", "ngettext"}]
    texts = [arg.value for node in asked for arg in node.args[:2] if isinstance(arg, ast.Constant)]
    return {text for text in texts if isinstance(text, str)}


def test_every_sentence_of_argparse_is_translated():
    """Whatever a user can hear from argparse of this Python has Russian words with its values."""
    told = words_in("ru").cli.parser
    assert len(sentences()) > 20
    assert sentences() - _OF_PROGRAMMERS <= told.keys()
    value = re.compile(r"%(?:\(\w+\))?[sr]")
    for english, russian in told.items():
        assert set(value.findall(russian)) <= set(value.findall(english))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "не указано: КОМАНДА"),
        (["build"], "не указано: ПЛАН, -o/--out"),
        (["bild"], "нет варианта 'bild'; есть: 'build', "),
        (["check", "--format", "xml", "п.yaml"], "--format: нет варианта 'xml'"),
        (["build", "п.yaml", "-o"], "-o/--out: нужно одно значение"),
        (["amend", "п.yaml", "--from", "два"], "--from: значение 'два' не подходит"),
        (["build", "п.yaml", "-o", "о", "--force=5"], "--force: у этого ключа нет значения"),
        (["status", "п.yaml", "--dat", "2019-01-01"], "непонятно, что значит: --dat"),
    ],
)
def test_wrong_usage_is_told_in_russian(arguments, said, capsys):
    """A refusal says in one language what is wrong, and the code is 2."""
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    for english in ("usage", "argument", "error", "required", "expected", "choose"):
        assert english not in told.err


def words_of(text):
    return set(text.split())


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_is_russian(verb, capsys):
    """Help has no English word but names: of commands, options, values and formats."""
    assert main([verb, "--help"] if verb else ["--help"]) == 0
    told = re.sub(r"\[?--?[a-z-]+|\{[^}]*\}", "", capsys.readouterr().out)
    words = set(re.findall(r"[A-Za-z]{2,}", told))
    values = words_of("text json sarif cleared kept none all ru en rollover")
    formats = words_of(
        "DOCX XLSX YAML JSON CSV HTML DOC RTF ODT XLS ODS Word Excel LibreOffice QR SARIF "
        "plandoc id check PLN yaml"
    )
    assert words - values - formats - VERBS.keys() == set()


def test_the_parser_of_others_keeps_its_language():
    """After a command argparse speaks as before."""
    main(["--help"])
    with pytest.raises(SystemExit):
        argparse.ArgumentParser(prog="x").parse_args(["--no"])
    assert argparse.ArgumentParser(prog="x").format_usage().startswith("usage: ")


@pytest.mark.parametrize("before", [True, False])
def test_the_locale_stands_before_or_after_the_command(before, capsys):
    """`--locale` may be the first or the last word."""
    locale = ["--locale", "en"]
    command = ["check", "--explain", "PLN803"]
    assert main([*locale, *command] if before else [*command, *locale]) == 0
    assert "The file already exists" in capsys.readouterr().out


@pytest.mark.parametrize("locale", ["fr", "xx_YY", "", "россия"])
def test_an_unknown_locale_is_refused(locale, capsys):
    """A language that plandoc does not speak is named with those that it does; nothing runs."""
    assert main(["schema", "--locale", locale]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert f"языка «{locale}» нет; есть: ru, en" in told.err


@pytest.mark.parametrize("locale", ["ru", "RU", "ru_RU.UTF-8", "ru-RU", "Russian_Russia.1251"])
def test_a_locale_has_many_spellings(locale, capsys):
    """A language is known by its code, with a country, an encoding, or as in Windows."""
    assert main(["check", "--explain", "PLN803", "--locale", locale]) == 0
    assert "Что делать" in capsys.readouterr().out


def test_check_tells_one_cause_once(tmp_path, capsys):
    """Remarks with one cause are one line with the count and the first places; JSON has each."""
    rows = "".join(
        f"  - {{title: Дело {day}, executors: Завуч, deadline: до {day}.10.2017}}\n"
        for day in range(10, 20)
    )
    file = tmp_path / "plan.yaml"
    file.write_text(f"title: План\nperiod: 2018-2019 учебный год\nactivities:\n{rows}", "utf-8")
    main(["check", str(file)])
    told = capsys.readouterr().out
    assert told.count("PLN204") == 1
    assert "то же ещё в местах: 9 — 2 → срок; 3 → срок; 4 → срок; 5 → срок; 6 → срок…" in told
    main(["check", "--format", "json", str(file)])
    assert capsys.readouterr().out.count("PLN204") == 10
