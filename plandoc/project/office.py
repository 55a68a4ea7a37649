"""Documents converted by an office suite: other formats (DOC, RTF, ODT, XLS, ODS), and PDF.

This is the only module that starts a program: LibreOffice for a file of such a format, and it or
OnlyOffice's engine where a PDF is asked for.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from plandoc.codes import Code
from plandoc.errors import PaperError, Place, Problem
from plandoc.formats.docx.glued import glued_cells
from plandoc.ooxml.opening import foreign_format

PROGRAMS = ("soffice", "libreoffice")
_USUAL = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SECONDS = 180


class _Way(NamedTuple):
    """How LibreOffice knows a format by the end of the name, and what it is turned into."""

    suffix: str
    target: str


_WAYS: Mapping[str, _Way] = {
    "DOC": _Way(".doc", "docx"),
    "RTF": _Way(".rtf", "docx"),
    "ODT": _Way(".odt", "docx"),
    "XML (Word 2003)": _Way(".xml", "docx"),
    "XML (Word, Flat OPC)": _Way(".xml", "docx"),
    "XLS": _Way(".xls", "xlsx"),
    "XLSB": _Way(".xlsb", "xlsx"),
    "ODS": _Way(".ods", "xlsx"),
    "XML (Excel 2003)": _Way(".xml", "xlsx"),
}


_PDF = _Way(
    ".docx",
    "pdf:writer_pdf_Export:"
    + json.dumps(
        {
            "UseTaggedPDF": {"type": "boolean", "value": "true"},
            "SelectPdfVersion": {"type": "long", "value": "2"},
            "PDFUACompliance": {"type": "boolean", "value": "true"},
        }
    ),
)
"""PDF/A-2b that is tagged as PDF/UA asks."""

_BUILDER = """
import os, sys
from docbuilder import CDocBuilder
builder = CDocBuilder()
for source in sys.argv[1:]:
    builder.OpenFile(source, "")
    builder.SaveFile("pdf", os.path.splitext(source)[0] + ".pdf")
    builder.CloseFile()
os._exit(0)
"""
"""Saves documents as PDF; its own way out crashes at times."""


class Readable(NamedTuple):
    """A document as DOCX or XLSX, or as it was, with what was done to it."""

    data: bytes
    problems: tuple[Problem, ...] = ()


def readable(data: bytes, file: str) -> Readable:
    """Return a document in a format that plandoc reads; others are converted by LibreOffice.

    The format is known by the content, whatever the file is called. Raises `PaperError` if
    LibreOffice is missing or cannot open the file.
    """
    form = foreign_format(data, file)
    way = _WAYS.get(form)
    if way is None:
        return Readable(data)
    place = Place(file=file)
    values = {"format": form, "target": way.target.upper()}
    program = next(office_programs(), None)
    if program is None:
        raise PaperError([Problem(Code.PAPER_OFFICE_MISSING, place=place, values=values)])
    (converted,) = _converted(program, [data], way)
    if converted is None:
        raise PaperError([Problem(Code.PAPER_OFFICE_FAILED, place=place, values=values)])
    told = [Problem(Code.PAPER_CONVERTED, place=place, values=values)]
    if form == "DOC" and (glued := glued_cells(data, converted)):
        seen = {"target": way.target.upper(), "count": len(glued), "text": glued[0].strip()}
        told.append(Problem(Code.PAPER_CELLS_GLUED, place=place, values=seen))
    return Readable(converted, tuple(told))


def office_programs() -> Iterator[str]:
    """Yield the ways to LibreOffice on this computer."""
    yield from filter(None, map(shutil.which, PROGRAMS))
    yield from (path for path in _USUAL if Path(path).exists())


class Engine(StrEnum):
    """What makes a PDF of a document."""

    LIBREOFFICE = "LibreOffice"
    """PDF/A-2b and PDF/UA: tagged, with its language, its title and all fonts."""
    ONLYOFFICE = "OnlyOffice"
    """Without tags, and no PDF/A; without a licence it writes its mark over each page."""


def pdf_engine() -> Engine | None:
    """Return what makes a PDF on this computer, the better one if there are two."""
    if next(office_programs(), None):
        return Engine.LIBREOFFICE
    return Engine.ONLYOFFICE if find_spec("docbuilder") else None


def pdfs(documents: Sequence[bytes], engine: Engine) -> list[bytes | None]:
    """Return documents (DOCX) as PDF, `None` for one of which the engine makes none."""
    if engine is Engine.LIBREOFFICE:
        return _converted(next(office_programs()), documents, _PDF)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        sources = _written(folder, documents, _PDF)
        # A process of its own: the library prints, and takes the process with it when it crashes.
        _run([sys.executable, "-c", _BUILDER, *map(str, sources)], len(sources))
        return [_read(source.with_suffix(".pdf")) for source in sources]


def _converted(program: str, documents: Sequence[bytes], way: _Way) -> list[bytes | None]:
    """Return the converted documents; `None` for one of which LibreOffice makes none in time.

    It has a profile of its own, so that one that is open does not get in the way.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        sources = _written(folder, documents, way)
        command = [
            program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless",
            "--norestore", "--convert-to", way.target, "--outdir", str(Path(folder, "out")),
            *map(str, sources),
        ]  # fmt: skip
        _run(command, len(sources))
        suffix = way.target.partition(":")[0]
        return [_read(Path(folder, "out", f"{source.stem}.{suffix}")) for source in sources]


def _written(folder: str, documents: Sequence[bytes], way: _Way) -> list[Path]:
    sources = [Path(folder, f"plan{number}{way.suffix}") for number in range(len(documents))]
    for source, data in zip(sources, documents, strict=True):
        source.write_bytes(data)
    return sources


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _run(command: list[str], files: int) -> None:
    """Run a program to its end, or end it with all that it started after three minutes a file."""
    own_group = sys.platform != "win32"
    with subprocess.Popen(  # noqa: S603 - the program is LibreOffice, the arguments are ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=own_group,
    ) as process:
        try:
            process.wait(_SECONDS * files)
        except subprocess.TimeoutExpired:
            if own_group:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
