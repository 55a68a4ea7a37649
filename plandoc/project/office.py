"""Documents in other formats (DOC, RTF, ODT, XLS, ODS), turned into DOCX or XLSX by LibreOffice.

This is the only module that starts a program, and only for a file of such a format.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
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
    converted = _converted(program, data, way)
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


def _converted(program: str, data: bytes, way: _Way) -> bytes | None:
    """Return the converted document; `None` if LibreOffice makes none in three minutes.

    It has a profile of its own, so that one that is open does not get in the way.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"plan{way.suffix}")
        source.write_bytes(data)
        command = [
            program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless",
            "--norestore", "--convert-to", way.target, "--outdir", str(Path(folder, "out")),
            str(source),
        ]  # fmt: skip
        _run(command)
        target = Path(folder, "out", f"plan.{way.target}")
        return target.read_bytes() if target.exists() else None


def _run(command: list[str]) -> None:
    """Run a program to its end, or end it with all that it started."""
    own_group = sys.platform != "win32"
    with subprocess.Popen(  # noqa: S603 - the program is LibreOffice, the arguments are ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=own_group,
    ) as process:
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            if own_group:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
