"""The first commands: what a plan begins with, and what is installed."""

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from plandoc import Period, check, import_document, load_plan, new_file
from plandoc.cli import main
from plandoc.errors import OutputError
from plandoc.project import doctor
from plandoc.words.language import LANGUAGES, language_of

TODAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def russian(monkeypatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", [1, 4, 5, 9, 12])
def test_the_starter_is_a_plan_without_a_remark(tmp_path: Path, language: str, month: int) -> None:
    """In every language and month the file with comments is a sound plan of the usual year."""
    path = tmp_path / "план.yaml"
    new_file(path, today=date(2026, month, 15), language=language)
    plan = load_plan(path)
    assert check(plan) == ()
    assert plan.period == Period.school_year(2026 if month >= 5 else 2025)
    assert language_of(plan.language) == language
    assert len(list(plan.activity_rows())) > 1


def test_the_starter_of_a_russian_is_russian(tmp_path: Path) -> None:
    """Comments and keys have no English word but the commands."""
    path = tmp_path / "план.yaml"
    new_file(path, today=TODAY, language="ru")
    text = path.read_text(encoding="utf-8")
    assert "\nназвание:" in text
    words = {word for word in text.split() if word.isascii() and word.isalpha()}
    assert words == {"plandoc", "check", "build"}


def asked(monkeypatch, answers: str, *arguments: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    return main([*arguments])


ANSWERS = (
    "План: «работы» # 1\nпрошлый год\n2027-2028\nДиректор колледжа, почётный член, И.И. Иванов\n"
)


def test_three_answers_stand_in_the_plan(tmp_path: Path, monkeypatch, capsys) -> None:
    """Title, period and who approves; a period that is none is asked once more."""
    path = tmp_path / "план.yaml"
    assert asked(monkeypatch, ANSWERS, "new", str(path)) == 0
    assert "период «прошлый год» не прочитан" in capsys.readouterr().out
    plan = load_plan(path)
    assert plan.title == "План: «работы» # 1"
    assert plan.period == Period.school_year(2027)
    officer = plan.approvals[0].officer
    assert officer
    assert (officer.post, officer.name) == ("Директор колледжа, почётный член", "И.И. Иванов")


def test_empty_answers_leave_the_sample(tmp_path: Path, monkeypatch) -> None:
    """Enter three times, or the end of the input, is the starter as it is."""
    plain = tmp_path / "а.yaml"
    assert main(["new", str(plain)]) == 0
    for name, answers in (("б.yaml", "\n\n\n"), ("в.yaml", "")):
        path = tmp_path / name
        assert asked(monkeypatch, answers, "new", str(path)) == 0
        assert load_plan(path).model_dump() == load_plan(plain).model_dump()


def test_nothing_is_asked_where_nobody_answers(tmp_path: Path, monkeypatch, capsys) -> None:
    """Piped, with --json, or for a file that is there, no question is printed."""
    path = tmp_path / "план.yaml"
    monkeypatch.setattr(sys, "stdin", io.StringIO("не читать\n"))
    assert main(["new", str(path)]) == 0
    assert "вопроса" not in capsys.readouterr().out
    assert asked(monkeypatch, "не читать\n", "new", str(tmp_path / "б.yaml"), "--json") == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["kind"] == "starter"
    path.write_text("название: Мой план\n", encoding="utf-8")
    assert asked(monkeypatch, "не читать\n", "new", str(path)) == 1
    assert "вопроса" not in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == "название: Мой план\n"


def test_a_plan_that_stands_there_is_never_lost(tmp_path: Path, capsys) -> None:
    """Asked for, a new plan takes the name; the file that had it is kept and told."""
    path = tmp_path / "план.yaml"
    path.write_text("название: Мой план\n", encoding="utf-8")
    assert main(["new", str(path), "--force", "--locale", "ru"]) == 0
    kept = next(one for one in tmp_path.iterdir() if one != path)
    assert kept.read_text(encoding="utf-8") == "название: Мой план\n"
    assert kept.name in capsys.readouterr().out


def test_the_form_of_excel_takes_the_answers_too(tmp_path: Path) -> None:
    """The yellow cells have what was answered, and import reads it."""
    path = tmp_path / "план.xlsx"
    period = Period.school_year(2027)
    new_file(path, today=TODAY, title="План совета", period=period, post="Директор")
    empty = tmp_path / "пусто.xlsx"
    new_file(empty, today=TODAY)
    assert empty.read_bytes() != path.read_bytes()
    read = import_document(path.read_bytes(), "план.xlsx")
    assert [plan.title for plan in read.plans] == ["План совета"]


def test_a_name_of_another_kind_is_refused(tmp_path: Path) -> None:
    """A plan begins as text or as a workbook."""
    for name in ("план.docx", "план"):
        with pytest.raises(OutputError) as error:
            new_file(tmp_path / name, today=TODAY)
        assert ".yaml, ни на .xlsx" in str(error.value)


def test_the_doctor_tells_what_is_missing_and_what_for(monkeypatch, capsys) -> None:
    """A missing thing is told with what would not work and how to get it; the code stays 0."""
    known = {"matplotlib": False, "segno": False}
    real = doctor.find_spec
    monkeypatch.setattr(doctor, "find_spec", lambda name: known.get(name, real(name)) or None)
    monkeypatch.setattr(doctor, "office_programs", lambda: iter(()))
    monkeypatch.setattr(doctor, "_fonts", lambda: iter(()))
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "Нет «matplotlib»: отчёт DOCX будет без диаграммы" in said
    assert "pip install '.[charts]'" in said
    assert "Нет «LibreOffice»: прошлогодние планы в DOC" in said
    assert "Нет «Times New Roman»" in said
    assert "Всё на месте" not in said
    assert main(["doctor", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["result"]["installed"]
    assert {one["name"] for one in listed if not one["found"]} >= {"segno", "LibreOffice"}


def test_the_doctor_finds_what_is_there(monkeypatch, capsys) -> None:
    """Where all is found nothing is asked for."""
    for name in ("office_programs", "_fonts"):
        monkeypatch.setattr(doctor, name, lambda: iter(["здесь"]))
    found = [one for one in doctor.installed() if not one.found]
    assert main(["doctor"]) == 0
    assert ("Всё на месте." in capsys.readouterr().out) is not bool(found)
