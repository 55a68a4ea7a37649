"""The draft goes to and fro: after each round the folder holds what its reader expects."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from support.effort import some
from support.tracking_text import cell_of, workbook

from plandoc.cli import main
from plandoc.ooxml.issued import untouched
from plandoc.words.language import words_in


@pytest.fixture(autouse=True)
def russian(monkeypatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")


@pytest.fixture
def plan(examples: Path, tmp_path: Path) -> Path:
    path = tmp_path / "план.yaml"
    path.write_bytes((examples / "flat.yaml").read_bytes())
    return path


def edited(plan: Path, old: str, new: str) -> None:
    text = plan.read_text(encoding="utf-8")
    assert old in text
    plan.write_text(text.replace(old, new), encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def saved_again(path: Path) -> None:
    """Save a document as Word does: the same text in another zip with other parts."""
    document = Document(BytesIO(path.read_bytes()))
    document.core_properties.last_modified_by = "Директор"
    document.save(str(path))


def filled(path: Path) -> None:
    """Write an outcome into the first row of a sheet."""
    book = workbook(path.read_bytes())
    cell_of(book, "outcome.text").value = "Сделано в срок"
    book.save(str(path))


DRAFT = ["план — учёт.xlsx", "план.docx"]


def test_two_rounds_of_review_leave_no_heap(plan: Path, tmp_path: Path, capsys) -> None:
    """Nobody touched the files: after two corrections the folder has just the two."""
    out = tmp_path / "готово"
    build = ["build", str(plan), "-o", str(out)]
    assert main(build) == 0
    for old, new in (("Приказ", "Распоряжение"), ("Распоряжение", "Протокол")):
        edited(plan, old, new)
        capsys.readouterr()
        assert main(build) == 0
        assert "--force" not in "".join(capsys.readouterr())
        assert names(out) == DRAFT
        assert untouched((out / "план.docx").read_bytes())


def test_what_somebody_saved_is_kept_and_told(plan: Path, tmp_path: Path, capsys) -> None:
    """The director's remarks in the document and a filled sheet stay beside the new ones."""
    out = tmp_path / "готово"
    build = ["build", str(plan), "-o", str(out)]
    assert main(build) == 0
    saved_again(out / "план.docx")
    remarked = (out / "план.docx").read_bytes()
    edited(plan, "Приказ", "Распоряжение")
    capsys.readouterr()
    assert main(build) == 0
    said = capsys.readouterr().out
    kept = out / "план — прежний вид.docx"
    assert f"{out / 'план.docx'}: прежний файл кто-то сохранял, теперь он называется {kept}" in said
    assert kept.read_bytes() == remarked
    assert names(out) == ["план — прежний вид.docx", "план — учёт.xlsx", "план.docx"]
    sheet = out / "план — учёт.xlsx"
    filled(sheet)
    edited(plan, "Распоряжение", "Протокол")
    assert main(build) == 0
    assert names(out) == [
        "план — прежний вид.docx",
        "план — учёт — прежний вид.xlsx",
        "план — учёт.xlsx",
        "план.docx",
    ]
    assert main(["collect", str(plan), str(out)]) == 0
    assert "Сделано в срок" in capsys.readouterr().out


def test_sheets_of_executors_that_nobody_filled_are_issued_anew(plan: Path, tmp_path: Path) -> None:
    """Issued twice, each executor still has one sheet; a filled one is kept beside."""
    out = tmp_path / "листы"
    track = ["track", str(plan), "-o", str(out), "--per-executor"]
    assert main(track) == 0
    first = names(out)
    edited(plan, "Приказ", "Распоряжение")
    assert main(track) == 0
    assert names(out) == first
    filled(out / first[0])
    edited(plan, "Распоряжение", "Протокол")
    assert main(track) == 0
    assert len(names(out)) == len(first) + 1


def test_the_document_of_a_sealed_plan_is_replaced_only_when_asked(
    plan: Path, tmp_path: Path, capsys
) -> None:
    """What was signed is no draft: it stays, whether it was touched or not."""
    out = tmp_path / "готово"
    build = ["build", str(plan), "-o", str(out)]
    assert main(build) == 0
    assert main(["seal", str(plan), "--date", "2018-09-01"]) == 0
    before = (out / "план.docx").read_bytes()
    assert main([*build, "--date", "2018-09-02"]) == 1
    assert "PLN794" in capsys.readouterr().err
    assert (out / "план.docx").read_bytes() == before


def test_answers_are_taken_without_force(tmp_path: Path, capsys) -> None:
    """A rollover is repeated with its answers: the draft that nobody edited is replaced."""
    plan = tmp_path / "план.yaml"
    plan.write_text(
        "название: План\nпериод: 2018-2019\nмероприятия:\n"
        "  - {название: Программа до 2024 года, исполнители: Директор, срок: май 2019}\n",
        encoding="utf-8",
    )
    out = tmp_path / "новый"
    roll = ["rollover", str(plan), "--into", "2019-2020", "-o", str(out)]
    assert main(roll) == 0
    before = names(out)
    (review,) = (out / name for name in before if name.endswith("вопросы.yaml"))
    answers = tmp_path / "ответы.yaml"
    answers.write_text(
        review.read_text(encoding="utf-8").replace("answer:", "answer: keep", 1), encoding="utf-8"
    )
    capsys.readouterr()
    main([*roll, "--review", str(answers)])
    assert "PLN803" not in capsys.readouterr().err
    assert names(out) == before
    draft = next(path for path in out.iterdir() if path.name.endswith("2020.yaml"))
    edited(draft, "Программа", "Новая программа")
    assert main(roll) == 1
    assert "PLN803" in capsys.readouterr().err


def test_a_file_knows_whether_it_was_saved(examples: Path, tmp_path: Path) -> None:
    """One byte in one part, or one property, and it is no longer as it was written."""
    assert main(["build", str(examples / "flat.yaml"), "-o", str(tmp_path)]) == 0
    document, sheet = tmp_path / "flat.docx", tmp_path / "flat — учёт.xlsx"
    for path in (document, sheet):
        assert untouched(path.read_bytes()) is True
    filled(sheet)
    saved_again(document)
    for path in (document, sheet):
        assert untouched(path.read_bytes()) is False
    assert untouched(b"PK\x03\x04 no zip") is None
    assert untouched(b"title: a plan") is None
    foreign = BytesIO()
    Document().save(foreign)
    assert untouched(foreign.getvalue()) is None


@pytest.mark.parametrize("language", some(["ru", "en", "kk", "uk"]))
@pytest.mark.parametrize("verb", ["build", "track", "report", "wall", "cards", "web", "calendar"])
def test_a_file_set_aside_has_a_name_in_the_language_of_its_plan(
    verb: str, language: str, tmp_path: Path
) -> None:
    """Whatever makes it, and whatever the language of the person."""
    plan, out = tmp_path / "p.yaml", tmp_path / "out"
    texts = "title: T\nlanguage: {}\nperiod: 2018-2019\nactivities: [{{title: {}, deadline: {}}}]\n"
    command = [verb, str(plan), "-o", str(out)]
    plan.write_text(texts.format(language, "One", "2018-10-12"), "utf-8")
    assert main(command) == 0
    for path in out.iterdir():
        if path.suffix == ".docx":
            saved_again(path)
        elif path.suffix == ".xlsx":
            workbook(path.read_bytes()).save(str(path))
        else:
            path.write_bytes(path.read_bytes() + b"\n")
    before = {path.name for path in out.iterdir()}
    plan.write_text(texts.format(language, "Two", "2018-11-16"), "utf-8")
    assert main(command) == 0
    word = words_in(language).files.previous
    aside = {path.name for path in out.iterdir()} - before
    assert aside
    assert all(word in name for name in aside)
