"""plandoc.project.pdf: a PDF beside a document."""

import sys
from pathlib import Path

import pytest
from support.engines import pdf_fonts, pdf_pages

from plandoc import PlandocError, load_plan, render_document
from plandoc.cli import main
from plandoc.codes import Code, Severity
from plandoc.errors import OutputError
from plandoc.project.office import Engine
from plandoc.project.pdf import require_pdf_engine, save_pdfs


def test_without_an_engine_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No LibreOffice, no OnlyOffice: what to install, and under which licence it is."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "docbuilder", None)
    with pytest.raises(PlandocError) as refused:
        require_pdf_engine()
    (problem,) = refused.value.problems
    assert problem.code is Code.PDF_ENGINE_MISSING
    for language in ("ru", "en"):
        assert "LibreOffice" in problem.text(language)
        assert "AGPL-3.0" in problem.text(language)


@pytest.mark.office
def test_a_pdf_can_be_read_aloud_and_kept_for_years(examples: Path, tmp_path: Path) -> None:
    """Tagged, in the language of the plan, with its title; PDF/A with every font inside."""
    plan = load_plan(examples / "seed.yaml")
    document = tmp_path / "план.docx"
    document.write_bytes(render_document(plan))
    ((saved,), problems) = save_pdfs([document], Engine.LIBREOFFICE, language=plan.language)
    assert problems == ()
    assert saved.path == tmp_path / "план.pdf"
    pdf = saved.path.read_bytes()
    title = "План работы".encode("utf-16-be").hex().encode()
    for mark in (b"/StructTreeRoot", b"/Marked true", b"/Lang (ru-RU)", b"<pdfaid:part>2<",
                 b"/Title <feff" + title, b"<pdfuaid:part>1<"):  # fmt: skip
        assert mark in pdf
    assert pdf_fonts(pdf)
    assert pdf.count(b"/FontFile") == len(pdf_fonts(pdf))
    assert "Разработка паспорта" in pdf_pages(pdf)[0]


@pytest.mark.office
def test_without_pikepdf_a_pdf_is_as_the_engine_made_it(
    examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is written, and what would make it better is told in a note."""
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    monkeypatch.delitem(sys.modules, "plandoc.formats.pdf.spoken", raising=False)
    document = tmp_path / "p.docx"
    document.write_bytes(render_document(load_plan(examples / "flat.yaml")))
    ((saved,), (problem,)) = save_pdfs([document], Engine.LIBREOFFICE)
    assert b"/Lang(ru-RU)" in saved.path.read_bytes()
    assert problem.code is Code.PDF_AS_MADE
    assert problem.severity is Severity.NOTE
    for language in ("ru", "en"):
        assert "pip install pikepdf" in problem.text(language)


@pytest.mark.office
def test_a_pdf_that_is_there_is_kept(examples: Path, tmp_path: Path) -> None:
    """It may be a scan of the signed paper: it gets another name unless it is to be replaced."""
    document, scan = tmp_path / "p.docx", tmp_path / "p.pdf"
    document.write_bytes(render_document(load_plan(examples / "flat.yaml")))
    scan.write_bytes(b"%PDF scan")
    ((saved,), _) = save_pdfs([document], Engine.LIBREOFFICE)
    assert saved.kept is not None
    assert saved.kept.read_bytes() == b"%PDF scan"
    ((again,), _) = save_pdfs([document], Engine.LIBREOFFICE, force=True)
    assert again.kept is None


@pytest.mark.office
def test_a_document_of_which_no_pdf_is_made_is_named(tmp_path: Path) -> None:
    """The others are not written either."""
    document = tmp_path / "p.docx"
    document.write_bytes(b"PK\x03\x04 no document")
    with pytest.raises(OutputError) as refused:
        save_pdfs([document], Engine.LIBREOFFICE)
    assert [problem.code for problem in refused.value.problems] == [Code.PDF_FAILED]
    assert [path.name for path in tmp_path.iterdir()] == ["p.docx"]


def test_without_an_engine_nothing_is_written(
    examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--pdf` is refused before the verb begins."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "docbuilder", None)
    plan = tmp_path / "plan.yaml"
    plan.write_bytes((examples / "flat.yaml").read_bytes())
    for verb in ("build", "report", "wall", "cards"):
        assert main([verb, str(plan), "-o", str(tmp_path / "out"), "--pdf"]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]


@pytest.mark.office
def test_verbs_write_a_pdf_beside_their_document(
    examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each verb that makes a paper, with `--pdf`; the file is told."""
    plan, out = tmp_path / "plan.yaml", tmp_path / "out"
    plan.write_bytes((examples / "flat.yaml").read_bytes())
    assert main(["build", str(plan), "-o", str(out), "--pdf"]) == 0
    assert main(["report", str(plan), "-o", str(out), "--date", "2021-07-01", "--pdf"]) == 0
    assert main(["seal", str(plan), "--date", "2021-01-15"]) == 0
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("title: Назначение лица", "title: Назначение лиц", 1), "utf-8")
    basis = ["--basis", "приказ № 12 от 10.02.2021"]
    assert main(["amend", str(plan), "--from", "1", *basis, "-o", str(out), "--pdf"]) == 0
    for verb in ("wall", "cards"):
        assert main([verb, str(plan), "-o", str(out), "--pdf"]) == 0
    made = {path.name for path in out.glob("*.pdf")}
    assert len(made) == 5
    assert {path.with_suffix(".docx").exists() for path in out.glob("*.pdf")} == {True}
    told = capsys.readouterr().out
    assert [name for name in made if name not in told] == []
