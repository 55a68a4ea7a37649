"""Remarks in a copy of the user's own file: a workbook and its remarks in, the copy out.

The copy is made by editing single parts. Loading and saving would lose what the library does
not know: extensions of Excel and OnlyOffice, shapes, macros. Our sheets are written
into a workbook of their own and moved from there.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from lxml import etree

from plandoc.codes import Code
from plandoc.errors import Place, Problem, ReturnedFileError
from plandoc.formats.xlsx.annotated import book
from plandoc.formats.xlsx.annotated.comments import comment_cells
from plandoc.formats.xlsx.annotated.remarks import NAME as REMARKS
from plandoc.formats.xlsx.annotated.remarks import write_remarks
from plandoc.formats.xlsx.annotated.styles import merge_styles
from plandoc.formats.xlsx.answers.choices import NAME as CONFLICTS
from plandoc.formats.xlsx.answers.conflicts_writer import write_conflicts
from plandoc.formats.xlsx.answers.table import Table
from plandoc.formats.xlsx.answers.words import cell_of, comment_text
from plandoc.formats.xlsx.sheets.book import Book
from plandoc.formats.xlsx.sheets.parts import saved
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package
from plandoc.ooxml.package import Package
from plandoc.ooxml.properties import CoreProperties
from plandoc.returns.filled import Conflict
from plandoc.words.language import DEFAULT_LANGUAGE, words_in

_OURS = (REMARKS, CONFLICTS)


def annotate(  # noqa: PLR0913 - each is asked for by name
    source: bytes,
    problems: Sequence[Problem],
    conflicts: Sequence[Conflict] = (),
    *,
    file: str = "",
    language: str = DEFAULT_LANGUAGE,
    created: datetime | None = None,
) -> bytes:
    """Return a copy of a workbook with comments on cells and sheets that list all remarks.

    `problems` and `conflicts` are those of the file, as `Taken` or `Collected` has them.

    The added sheets come first, and the first of them is active. The additions of an earlier run
    are replaced, or removed if there are no remarks. All other parts of the workbook, and the rows
    of its sheets, are preserved byte for byte. A problem with a sheet and a cell gets a comment;
    other problems are only listed. The output is deterministic; `created` is the timestamp of the
    ZIP entries, `file` the name of the workbook in errors.

    Raises `ReturnedFileError` if the source is not a workbook.
    """
    package = _opened(source, file)
    had_added = _remove_added(package)
    sheets = [sheet for sheet in book.sheets(package) if sheet.kind == "worksheet"]
    for sheet in sheets:
        comment_cells(package, sheet.part, _comments(problems, sheet.title, language))
    if problems or conflicts:
        _put_in_front(package, problems, conflicts, language)
    if problems or conflicts or had_added:
        book.activate(package, 0 if problems or conflicts else _first_shown(package))
    return package.saved(created)


def remarks_workbook(
    problems: Sequence[Problem],
    conflicts: Sequence[Conflict] = (),
    *,
    language: str,
    created: datetime | None = None,
) -> bytes:
    """Return a new workbook of remarks and conflicts: same input, same bytes."""
    pen = _written(problems, conflicts, language)
    pen.book.about = CoreProperties(created=created)
    return saved(pen)


def _opened(source: bytes, file: str = "") -> Package:
    try:
        package = open_package(source, file, kind=FileKind.WORKBOOK)
        package.tree(package.main)
    except ReturnedFileError as error:
        unknown = Problem(Code.OFFICE_FILE_NOT_A_WORKBOOK, place=Place(file=file))
        raise ReturnedFileError([unknown]) from error
    return package


def _remove_added(package: Package) -> bool:
    """Remove our sheets; return whether there were any."""
    indices = {index for name, index in book.names(package) if name in _OURS}
    for index in sorted(indices, reverse=True):
        book.remove(package, index)
    return bool(indices)


def _first_shown(package: Package) -> int:
    return next(sheet.index for sheet in book.sheets(package) if sheet.shown)


def _comments(problems: Sequence[Problem], title: str, language: str) -> dict[str, str]:
    """Return the comments of a sheet, by cell."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        cell = cell_of(problem.place)
        if cell and problem.place.sheet == title:
            found.setdefault(cell, []).append(problem)
    return {cell: comment_text(cell_problems, language) for cell, cell_problems in found.items()}


def _put_in_front(
    package: Package, problems: Sequence[Problem], conflicts: Sequence[Conflict], language: str
) -> None:
    words = words_in(language).annotated.sheets
    titles = {key: book.free_title(package, title) for key, title in words.items()}
    known = [sheet.title for sheet in book.sheets(package)]
    ours = _opened(saved(_written(problems, conflicts, language, titles, known)))
    styles = ours.read(ours.related(ours.main, "styles")[0])
    numbers = merge_styles(package, etree.fromstring(book.translated(package, styles)))
    for sheet in book.sheets(ours):
        root = etree.fromstring(book.translated(package, ours.read(sheet.part)))
        for cell in root.iter(f"{package.namespace}c"):
            cell.set("s", numbers[int(cell.get("s", "0"))])
        names = book.names_of(ours, sheet.index)
        book.insert(package, sheet.index, sheet.title, etree.tostring(root), names)


def _written(
    problems: Sequence[Problem],
    conflicts: Sequence[Conflict],
    language: str,
    titles: Mapping[str, str] | None = None,
    known: Collection[str] = (),
) -> Pen:
    """Return the pen that wrote our sheets into a workbook; links can name the `known` sheets."""
    words = words_in(language).annotated
    titles = titles or words.sheets
    workbook = Book()
    pen = Pen(workbook, apart=True)
    if problems or not conflicts:
        table = Table(pen, workbook.add(titles["remarks"]))
        also = words.remarks.also.format(count=len(conflicts), sheet=titles["conflicts"])
        write_remarks(table, problems, known, also if conflicts else "", language)
    if conflicts:
        table = Table(pen, workbook.add(titles["conflicts"]))
        write_conflicts(table, conflicts, language)
    return pen
