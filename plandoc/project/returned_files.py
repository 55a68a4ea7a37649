"""Reading returned files: workbooks and documents of a plan."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from plandoc.codes import Code
from plandoc.errors import Place, PlandocError, Problem
from plandoc.formats.docx.reader import read_document
from plandoc.formats.xlsx.tracking.reader import read_tracking
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import kind_of
from plandoc.project.files import read
from plandoc.returns.filled import Returned

_KINDS = dict.fromkeys((".docx", ".docm", ".doc", ".odt", ".rtf"), FileKind.DOCUMENT)
"""What is expected of a file that is no office document, by its name."""


class ReturnedFile(NamedTuple):
    """A returned file: its path, bytes and content."""

    path: Path
    source: bytes
    returned: Returned


def read_returned(files: Iterable[Path | str]) -> tuple[list[ReturnedFile], list[Problem]]:
    """Return the content of each file, and problems of unreadable files."""
    found = []
    first: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in map(Path, files):
        try:
            source = read(path)
            digest = hashlib.sha256(source).hexdigest()
            if digest in first:
                values = {"other": str(first[digest])}
                place = Place(file=str(path))
                problems.append(Problem(Code.FILE_COLLECTED_TWICE, place=place, values=values))
                continue
            first[digest] = path
            kind = returned_kind(source, path)
            reader = read_document if kind is FileKind.DOCUMENT else read_tracking
            found.append(ReturnedFile(path, source, reader(source, str(path))))
        except PlandocError as error:
            problems += [problem.at(file=str(path)) for problem in error.problems]
    return found, problems


def returned_kind(source: bytes, path: Path) -> FileKind:
    """Return the kind of a returned file; by its name if it is no office document."""
    return kind_of(source) or _KINDS.get(path.suffix.lower(), FileKind.WORKBOOK)
