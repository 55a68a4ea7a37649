"""What is written to be looked at asks before it replaces a file, as documents and sheets do."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from plandoc import load_plan
from plandoc.cli import main
from plandoc.formats.html import render_page
from plandoc.formats.ics import render_calendar
from plandoc.formats.issued_text import untouched

VERBS = {
    "web": (["web"], "flat.html"),
    "web --report": (["web", "--report", "--date", "2021-07-01"], "flat — отчёт.html"),
    "calendar": (["calendar"], "flat.ics"),
    "wall": (["wall"], "flat — на стену.docx"),
    "wall --paper A4": (["wall", "--paper", "A4"], "flat — на стену — A4.docx"),
    "cards": (["cards"], "flat — карточки.docx"),
    "years": (["years"], "flat — по годам.docx"),
}


@pytest.fixture(params=VERBS)
def verb(request: pytest.FixtureRequest) -> str:
    name = request.param
    assert isinstance(name, str)
    return name


@pytest.fixture
def run(examples: Path, tmp_path: Path, verb: str) -> Callable[..., int]:
    """Return the verb on a plan, written to `out`."""
    plan = tmp_path / "flat.yaml"
    plan.write_bytes((examples / "flat.yaml").read_bytes())
    (command, *options), _ = VERBS[verb]
    plans = [str(plan)] * (2 if verb == "years" else 1)

    def done(*more: str) -> int:
        arguments: Sequence[str] = [command, *plans, *options, *more]
        return main(["--locale", "ru", *arguments, "-o", str(tmp_path / "out")])

    return done


@pytest.fixture
def target(tmp_path: Path, verb: str) -> Path:
    return tmp_path / "out" / VERBS[verb][1]


def by_hand(source: bytes) -> bytes:
    """Return a file as somebody saved it after a change."""
    if not source.startswith(b"PK"):
        return source.replace("план".encode(), "ПЛАН".encode()).replace(b"2021", b"2022")
    document, saved = Document(BytesIO(source)), BytesIO()
    document.add_paragraph("От руки")
    document.save(saved)
    return saved.getvalue()


def test_a_file_of_somebody_else_is_refused(run, target, capsys) -> None:
    """It stays as it is, and `--force` replaces it."""
    target.parent.mkdir()
    for other in (
        b"<!DOCTYPE html><title>Ours</title>",
        b"BEGIN:VCALENDAR\r\n",
        b"PK\x03\x04 scan",
    ):
        target.write_bytes(other)
        assert run() == 1
        assert target.read_bytes() == other
        assert f"{target}: файл уже есть и отличается от нового" in capsys.readouterr().err
    assert run("--force") == 0
    assert target.read_bytes() != other
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_file_that_somebody_changed_is_moved_aside_and_told(run, target, capsys) -> None:
    """Nothing that was done by hand is lost; what nobody touched is replaced."""
    assert run() == 0
    capsys.readouterr()
    edited = by_hand(target.read_bytes())
    assert edited != target.read_bytes()
    target.write_bytes(edited)
    assert run() == 0
    kept = target.with_name(f"{target.stem} — прежний вид{target.suffix}")
    assert kept.read_bytes() == edited
    assert f"{target}: прежний файл кто-то сохранял, теперь он называется {kept}" in (
        capsys.readouterr().out
    )
    target.write_bytes(edited)
    assert run("--force") == 0
    assert {path.name for path in target.parent.iterdir()} == {target.name, kept.name}


def test_a_file_that_nobody_touched_is_replaced(run, target, tmp_path, capsys) -> None:
    """After an edit of the plan the same file is made anew, without a question."""
    assert run() == 0
    before = target.read_bytes()
    plan = tmp_path / "flat.yaml"
    text = plan.read_text("utf-8").replace(
        "signatures:", "  - {title: Итоги, deadline: Декабрь}\nsignatures:"
    )
    plan.write_text(text, "utf-8")
    capsys.readouterr()
    assert run() == 0
    assert target.read_bytes() != before
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert "прежний" not in capsys.readouterr().out


def test_a_text_knows_whether_it_was_edited(examples: Path) -> None:
    """One changed letter is seen anywhere in it; what former versions wrote is not known."""
    plan = load_plan(examples / "flat.yaml")
    now = datetime(2021, 1, 1, tzinfo=UTC)
    for text in (render_page(plan), render_calendar(plan, created=now)):
        assert untouched(text) is True
        for at in range(0, len(text), len(text) // 40):
            assert not untouched(text[:at] + b"~" + text[at + 1 :])
        former = b"\n".join(line for line in text.split(b"\n") if b"digest" not in line.lower())
        assert former != text
        assert untouched(former) is False
    assert untouched(b"<!DOCTYPE html><title>plandoc</title>") is None
