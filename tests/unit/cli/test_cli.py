"""The parser of the command line: it speaks one language, which it knows from `--locale`."""

import json
import os
import re
import subprocess
import sys

import pytest

from plandoc.cli import main
from plandoc.cli.suggest import probable
from plandoc.words.language import LANGUAGES, words_in

VERBS = words_in("ru").cli.verbs


@pytest.fixture(autouse=True)
def russian(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "вызов: plandoc КОМАНДА …"),
        (["build"], "не указано: ПЛАН, -o/--out ПАПКА"),
        (["bild"], "нет команды «bild»; вероятно, build"),
        (["игшдв"], "нет команды «игшдв»; вероятно, build"),
        (["собрать"], "нет команды «собрать»; вероятно, build"),
        (["ъъъ"], "нет команды «ъъъ»; есть: new, "),
        (["план.yaml"], "сначала команда, потом файл: plandoc check план.yaml"),
        (["--no"], "нет ключа «--no»"),
        (["check", "--format", "xml", "п.yaml"], "--format: нет варианта «xml»; есть: text, json"),
        (["check", "--format", "jsn", "п.yaml"], "; вероятно, json"),
        (["build", "п.yaml", "-o"], "-o/--out: нужно значение"),
        (["build", "п.yaml", "-o", ""], "-o/--out: нужно значение"),
        (["build", "п.yaml", "-o", "--force"], "-o/--out: нужно значение"),
        (["amend", "п.yaml", "--from", "два"], "--from: «два» не подходит: нужно число"),
        (["check", "п.yaml", "-j", "0"], "-j/--jobs: «0» не подходит: нужно число не меньше 1"),
        (["check", "п.yaml", "-j", "-2"], "-j/--jobs: «-2» не подходит: нужно число не меньше 1"),
        (["build", "п.yaml", "-o", "о", "--force=5"], "--force: у этого ключа нет значения"),
        (["status", "п.yaml", "--dat", "2019-01-01"], "нет ключа «--dat»; вероятно, --date"),
        (["build", "п.yaml", "--ащксу"], "нет ключа «--ащксу»; вероятно, --force"),
        (["seal", "п.yaml", "х.yaml"], "непонятно, что значит: х.yaml"),
        (["completion", "cmd"], "нет варианта «cmd»; есть: bash, zsh, fish, powershell"),
    ],
)
def test_wrong_usage_is_told_in_russian(arguments, said, capsys):
    """A refusal says in one language what is wrong and what was probably meant; the code is 2."""
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    for english in ("usage", "argument", "error", "required", "expected", "choose", "No such"):
        assert english not in told.err.lower()


@pytest.mark.parametrize("arguments", [["build"], ["biuld"], ["status", "x.yaml", "--dat", "1"]])
def test_wrong_usage_is_told_in_english(arguments, capsys):
    """In English not a letter is Russian."""
    assert main([*arguments, "--locale", "en"]) == 2
    assert not re.search("[а-яё]", capsys.readouterr().err, re.IGNORECASE)


def test_everything_missing_is_told_at_once(capsys):
    """All that is not given is named in one go."""
    assert main(["amend"]) == 2
    assert (
        "не указано: ПЛАН, --from НОМЕР, --basis ОСНОВАНИЕ, -o/--out ПАПКА"
        in capsys.readouterr().err
    )


def test_an_option_of_several_values_takes_all_that_follow_it(tmp_path, capsys):
    """`--review a b` are two reviews and no paper, as `--review a --review b` are."""
    for several in (["--review", "а.xlsx", "б.xlsx"], ["--review", "а.xlsx", "--review", "б.xlsx"]):
        assert main(["import", *several, "-o", str(tmp_path)]) == 2
        assert "не указано: ФАЙЛЫ" in capsys.readouterr().err
        assert main(["import", "нет.docx", *several, "-o", str(tmp_path)]) == 1
        assert "нет.docx" in capsys.readouterr().err


def words_of(text):
    return set(text.split())


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_is_russian(verb, capsys):
    """Help has no English word but names: of commands, options, values and formats."""
    assert main([verb, "--help"] if verb else ["--help"]) == 0
    told = re.sub(r"\[?--?[a-z-]+|\{[^}]*\}", "", capsys.readouterr().out)
    words = set(re.findall(r"[A-Za-z]{2,}", told))
    values = words_of(
        "text json sarif cleared kept none all ru en kk uk BY KZ rollover bash zsh fish powershell"
    )
    formats = words_of(
        "DOCX XLSX YAML JSON CSV HTML PDF DOC RTF ODT XLS ODS Word Excel LibreOffice QR SARIF "
        "plandoc id check PLN yaml JSON Tab docx xlsx schema review plan json dask calendar ics "
    )
    assert words - values - formats - VERBS.keys() == set()


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


@pytest.mark.parametrize(
    "language",
    [pytest.param(one, marks=[pytest.mark.slow] * (one not in ("ru", "en"))) for one in LANGUAGES],
)
def test_every_command_has_examples_that_parse(language, capsys, monkeypatch, tmp_path):
    """Each example in a help is understood; the files that it names are only not there."""
    monkeypatch.chdir(tmp_path)
    words = words_in(language).cli
    assert set(words.examples) == {"plandoc", *words.verbs}
    for name, examples in words.examples.items():
        assert examples
        assert main([*([] if name == "plandoc" else [name]), "--help", "--locale", language]) == 0
        said = capsys.readouterr().out
        for example in examples:
            assert f"  {example}\n" in said
            arguments = example.split(" > ")[0].replace('"', "").split()
            assert arguments[0] == "plandoc"
            quoted = re.findall(r'"([^"]*)"|(\S+)', example.split(" > ")[0])
            assert main([one or other for one, other in quoted][1:]) != 2, example
            capsys.readouterr()


@pytest.mark.parametrize("word", ["help", "помощь", "Справка"])
def test_help_is_a_word_too(word, capsys):
    """`plandoc помощь` and `plandoc help build` show what --help shows."""
    assert main([word]) == 0
    assert "в течение года:" in capsys.readouterr().out
    assert main([word, "build"]) == 0
    assert "--template" in capsys.readouterr().out


def test_what_is_missing_is_shown_by_an_example(capsys):
    """Who leaves out the folder sees a whole command."""
    assert main(["build", "план.yaml"]) == 2
    said = capsys.readouterr().err
    assert "не указано: -o/--out ПАПКА; например: plandoc build план.yaml -o готово" in said


def test_commands_stand_in_groups(capsys):
    """The help of the program has each command once, below the heading of its group."""
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    for title in words_in("ru").cli.groups.values():
        assert f"\n{title}:\n" in said
    for verb in VERBS:
        assert len(re.findall(rf"^  {verb} ", said, re.MULTILINE)) == 1


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("bild", "build"),
        ("stauts", "status"),
        ("Build", "build"),
        ("сщддусе", "collect"),
        ("я", ""),
    ],
)
def test_a_mistyped_word_leads_to_the_nearest(written, meant):
    """Letters swapped or left out, capitals, and the other layout of the keyboard."""
    assert probable(written, list(VERBS)) == meant


def test_a_missing_file_is_told_with_the_nearest_name(tmp_path, capsys):
    """A name that is one letter off, or has another ending, is named as it is."""
    (tmp_path / "план.yaml").write_text("title: П\n", encoding="utf-8")
    for wrong in ("плна.yaml", "план.yml"):
        assert main(["check", str(tmp_path / wrong)]) == 1
        said = capsys.readouterr().out
        assert f"файл не найден; вероятно, {tmp_path / 'план.yaml'}" in said
    assert main(["check", str(tmp_path / "plan.yaml")]) == 1  # the only one there
    assert f"вероятно, {tmp_path / 'план.yaml'}" in capsys.readouterr().out
    (tmp_path / "школа.yaml").write_text("title: П\n", encoding="utf-8")
    assert main(["check", str(tmp_path / "отчёт.yaml")]) == 1
    assert "вероятно" not in capsys.readouterr().out


def completions(shell, line):
    words = line.split(" ")
    place = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    if shell == "fish":
        place["COMP_CWORD"] = words[-1]
    asked = {"_PLANDOC_COMPLETE": f"{shell}_complete", "LANG": "ru_RU.UTF-8", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "plandoc"],
        env={**os.environ, **asked, **place},
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_shell_completes_commands_options_and_choices(shell, capsys):
    """The script of each shell asks plandoc, which knows commands, options and values."""
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "_PLANDOC_COMPLETE" in script
    assert f"{shell}_complete" in script
    assert "rollover" in completions(shell, "plandoc ro")
    assert "--strict" in completions(shell, "plandoc check --st")
    assert "sarif" in completions(shell, "plandoc check --format sa")


def test_the_help_of_a_completion_is_russian():
    """What zsh and fish show beside a command is in the language of the user."""
    assert VERBS["rollover"][:20] in completions("zsh", "plandoc ro")


@pytest.mark.parametrize("tables", [True, False])
def test_a_table_is_drawn_on_a_terminal_and_plain_where_it_is_piped(
    tables, examples, monkeypatch, capsys
):
    """The same figures; only a person gets colours and rules that fit the window."""
    if tables:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert main(["status", str(examples / "school.yaml"), "--date", "2019-01-10"]) == 0
    said = capsys.readouterr().out
    assert "Просрочено" in said
    assert ("──  ──" in said) is not tables


def test_results_are_one_object_of_json(examples, tmp_path, capsys):
    """Every verb that tells something tells it as JSON: command, exit, problems, files, result."""
    plan = tmp_path / "school.yaml"
    plan.write_bytes((examples / "school.yaml").read_bytes())
    out, sheet = str(tmp_path / "out"), str(tmp_path / "out" / "school — учёт.xlsx")
    document = str(tmp_path / "out" / "school.docx")
    commands = [
        ["new", str(tmp_path / "new.xlsx")],
        ["check", str(plan)],
        ["check", str(plan), "--format", "json"],
        ["build", str(plan), "-o", out],
        ["track", str(plan), "-o", out, "--per-executor"],
        ["calendar", str(plan), "-o", out],
        ["web", str(plan), "-o", out],
        ["wall", str(plan), "-o", out],
        ["cards", str(plan), "-o", out],
        ["years", str(plan), str(plan), "-o", out],
        ["collect", str(plan), sheet],
        ["status", str(plan), "--date", "2019-01-10"],
        ["report", str(plan), "-o", out, "--date", "2019-01-10"],
        ["verify", str(plan), document],
        ["seal", str(plan), "--date", "2018-09-01"],
        ["verify", str(plan), document],
        ["diff", f"{plan}@1", str(plan)],
        ["diff", str(plan), document],
        ["amend", str(plan), "--from", "1", "--basis", "приказ № 1 от 10.01.2019", "-o", out],
        ["rollover", str(plan), "--into", "2019-2020", "-o", out],
        ["import", document, "-o", out],
        ["template", str(tmp_path / "t.docx")],
        ["check", "--explain", "PLN302"],
        ["doctor"],
    ]
    for command in commands:
        code = main([*command, *([] if "--format" in command else ["--json"])])
        said = json.loads(capsys.readouterr().out)
        assert list(said) == ["command", "exit", "counts", "problems", "files", "result"], command
        assert (said["command"], said["exit"]) == (command[0], code)
        assert sum(said["counts"].values()) == len(said["problems"])
        assert all(os.path.exists(file["path"]) for file in said["files"])  # noqa: PTH110
        assert said["files"] or said["result"] or said["problems"] or code == 0
    told = {command[0] for command in commands}
    assert told == {verb for verb in VERBS if "--json" in help_of(verb, capsys)}


def help_of(verb, capsys):
    assert main([verb, "--help"]) == 0
    return capsys.readouterr().out
