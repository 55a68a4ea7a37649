"""Documents in other formats, converted by LibreOffice."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from support.engines import Suffix, libreoffice_as

from plandoc import load_plan, render_document
from plandoc.codes import Code
from plandoc.errors import PaperError
from plandoc.formats.xlsx.paper_reader import read_paper
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import foreign_format, kind_of
from plandoc.project.office import readable

OLE_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "WordDocument".encode("utf-16-le")


def _workbook() -> bytes:
    book, target = Workbook(), BytesIO()
    book.worksheets[0].append(["№", "Мероприятие", "Срок"])
    book.save(target)
    return target.getvalue()


def test_what_can_be_read_stays_as_it_is() -> None:
    """A workbook, a text and bytes of no known format are not given to LibreOffice."""
    for data in (_workbook(), "План работы".encode(), b"\x00\x01", b"PK\x03\x04", b""):
        if data != "План работы".encode():
            assert foreign_format(data) == ""
        assert readable(data, "plan.docx") == (data, ())


@pytest.mark.parametrize("name", ["plan.doc", "plan.docx"])
def test_without_libreoffice_it_is_said(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A DOC, also one renamed into DOCX, is refused with what to do without LibreOffice."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PaperError) as refused:
        readable(OLE_WORD, name)
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.file) == (Code.PAPER_OFFICE_MISSING, name)
    assert problem.values == {"format": "DOC", "target": "DOCX"}


@pytest.mark.office
@pytest.mark.parametrize("target", ["doc", "rtf", "odt"])
def test_documents_are_converted(examples: Path, target: str) -> None:
    """A document in an older format becomes a DOCX, whatever its name, with a note."""
    old = libreoffice_as(render_document(load_plan(examples / "seed.yaml")), ".docx", target)
    converted, (note,) = readable(old, "plan.docx")
    assert kind_of(converted) is FileKind.DOCUMENT
    assert (note.code, note.values["format"]) == (Code.PAPER_CONVERTED, target.upper())


@pytest.mark.office
@pytest.mark.parametrize("target", ["xls", "ods"])
def test_workbooks_are_converted(target: str) -> None:
    """A workbook in an older format becomes an XLSX with the same cells."""
    suffix: Suffix = ".xlsx"
    converted, _ = readable(libreoffice_as(_workbook(), suffix, target), f"plan.{target}")
    said = [line.text for line in read_paper(converted).lines()]
    assert said == ["№", "Мероприятие", "Срок"]


@pytest.mark.office
def test_a_damaged_document_is_refused() -> None:
    """What LibreOffice cannot open is refused with a place."""
    with pytest.raises(PaperError) as refused:
        readable(OLE_WORD, "plan.doc")
    assert refused.value.problems[0].code is Code.PAPER_OFFICE_FAILED
