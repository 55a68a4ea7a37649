"""Reader of a filled document: the rows of the plan's table.

Rows are identified by the bookmarks in their outcome cells, columns by the printed headings, with
fallbacks for both if a person or an office suite changed them.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256

from plandoc.codes import Code
from plandoc.errors import Place, Problem, ReturnedFileError
from plandoc.formats.docx.beside_text import beside_text
from plandoc.formats.docx.issued import Issued, issued_in
from plandoc.formats.docx.lean import Worded, strikes, worded
from plandoc.formats.docx.lines import Rows, lines_beside, lines_outside
from plandoc.formats.docx.looks import Looks
from plandoc.formats.docx.plan_tables import PlanTables
from plandoc.formats.docx.row_ids import PREFIX
from plandoc.formats.docx.word_tables import NO_ROWS, WordTable, tables_of
from plandoc.ooxml.collector import collector_paused
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package, warnings
from plandoc.ooxml.package import Package
from plandoc.ooxml.properties import custom_properties
from plandoc.returns.filled import Line, Returned
from plandoc.wording.columns import AMENDMENT, HANDOUT
from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.quotes import listed, quoted
from plandoc.words.texts import shortened, with_both_ends, without_spaces

_OURS = "plandoc."
_SHORTEST = 3
"""Letters of a heading by which it is known inside another text."""

_MOST, _NAMED = 100, 10
"""Lines of which each has a problem of its own, and those that the last one names."""


def read_document(source: bytes, file: str = "") -> Returned:
    """Return the rows of the plan's table in a document, and the manifest of its plan.

    Rows have cells for `id` (if known by a bookmark), the column keys, and `outcome`, the whole
    outcome. Tracked deletions are omitted. Problems report uncertain results and text outside the
    rows.

    Raises `ReturnedFileError` if the file is not a DOCX or has no plan table.
    """
    return _read(source, file)[0]


def read_with_lines(source: bytes, file: str = "") -> tuple[Returned, tuple[Line, ...]]:
    """Return what `read_document` does, and the paragraphs outside the rows, in order."""
    returned, main = _read(source, file)
    rows = {(row.place.table, row.place.row) for row in returned.rows}
    return returned, tuple(lines_outside(main.root, file, rows, main.plain))


@collector_paused()
def _read(source: bytes, file: str) -> tuple[Returned, Worded]:
    package = open_package(source, file, kind=FileKind.DOCUMENT)
    manifest = _manifest(package)
    issued = issued_in(package)
    if manifest.get("plandoc.kind") == HANDOUT:
        code = Code.DOCUMENT_IS_A_HANDOUT
        raise ReturnedFileError([Problem(code, place=Place(file=file))])
    looks = Looks(package) if strikes(package) else None
    main = worded(package) if looks is None else Worded(package.xml(package.main), NO_ROWS)
    tables = tables_of(main.root, PREFIX, main.plain)
    reader = PlanTables(issued, file)
    read: list[WordTable] = []
    ours = (at for at, table in enumerate(tables) if table.marked or table.headed)
    for table in tables[next(ours, 0) :]:  # tables above it are approvals
        if table.rows and reader.knows(table) and not table.inside(read):
            reader.read(table)
            read.append(table)
    if not read and (issued is None or issued.texts):
        code = Code.DOCUMENT_TABLE_MISSING if manifest or issued else Code.DOCUMENT_NOT_A_PLAN
        if manifest.get("plandoc.kind") == AMENDMENT:
            code = Code.DOCUMENT_IS_AN_AMENDMENT
        own = [words_in(language).words.columns for language in LANGUAGES]
        pairs = dict.fromkeys((one["title"], one["outcome"]) for one in own)
        headings = listed((listed(map(quoted, pair)) for pair in pairs), " / ")
        place, values = Place(file=file), {"tables": len(tables), "headings": headings}
        raise ReturnedFileError([Problem(code, place=place, values=values)])
    rows = {(row.place.table, row.place.row) for row in reader.rows} | reader.passed
    problems = [
        *warnings(package),
        *_remarks(file, manifest, issued, reader),
        *reader.problems,
        *_outside(package, main, reader, issued, rows),
        *beside_text(package, main.root, read, rows, looks),
    ]
    returned = Returned(
        file=file,
        sha256=sha256(source).hexdigest(),
        kind=FileKind.DOCUMENT,
        manifest=manifest,
        rows=tuple(reader.rows),
        issued=issued.texts if issued else None,
        problems=tuple(problems),
    )
    return returned, main


def read_paper(source: bytes, file: str = "") -> Returned:
    """Return no more than the manifest of a document, which may be no plan.

    Raises `ReturnedFileError` if the file is not a DOCX.
    """
    package = open_package(source, file, kind=FileKind.DOCUMENT)
    digest = sha256(source).hexdigest()
    return Returned(file, digest, FileKind.DOCUMENT, manifest=_manifest(package))


def _manifest(package: Package) -> dict[str, str]:
    """Return the properties written by plandoc, none if they cannot be read."""
    with suppress(ReturnedFileError):
        properties = custom_properties(package)
        return {name: text for name, text in properties.items() if name.startswith(_OURS)}
    return {}


def _remarks(
    file: str,
    manifest: dict[str, str],
    issued: Issued | None,
    reader: PlanTables,
) -> Iterator[Problem]:
    """Yield the problems of the file as a whole."""
    place = Place(file=file)
    if "plandoc.plan_id" not in manifest:
        yield Problem(Code.DOCUMENT_PROPERTIES_MISSING, place=place)
    if issued and issued.damaged:
        values = {"found": shortened(", ".join(issued.damaged)) or "—"}
        yield Problem(Code.DOCUMENT_ISSUED_DAMAGED, place=place, values=values)
    has_outcome = issued is None or issued.damaged or "outcome" in issued.columns
    if has_outcome and "outcome" not in reader.keys:
        yield Problem(Code.DOCUMENT_OUTCOME_COLUMN_MISSING, place=place)


def _renamed(
    lines: Iterable[Line], printed: Collection[str], reader: PlanTables
) -> set[tuple[int | None, int | None]]:
    """Return the rows of headings of which one has another text: what is added is not known."""
    headings = [line for line in printed if len(line) >= _SHORTEST]
    kept = dict.fromkeys(reader.heads, 0)
    for line in lines:
        at, text = (line.place.table, line.place.row), without_spaces(line.text)
        if at in kept and (text in printed or any(heading in text for heading in headings)):
            kept[at] += 1
    return {at for at, count in kept.items() if count < reader.heads[at]}


def _outside(
    package: Package, main: Worded, reader: PlanTables, issued: Issued | None, rows: Rows
) -> Iterator[Problem]:
    """Yield a note for each line outside the rows that was not in the issued document."""
    if issued is None or not issued.lines:
        return
    inside = lines_outside(main.root, package.file, rows, main.plain)
    printed = {without_spaces(line) for line in issued.lines} | {""}
    strange = {p.values["heading"] for p in reader.problems if "heading" in p.values}
    lines = [*inside, *lines_beside(package)]
    renamed = _renamed(lines, printed, reader)
    found = [
        (line.place, text)
        for line in lines
        for text in line.text.split("\n")
        if without_spaces(text) not in printed
        and text.strip() not in strange
        and (line.place.table, line.place.row) not in renamed
    ]
    for place, text in found[:_MOST]:
        values = {"text": with_both_ends(text)}
        yield Problem(Code.DOCUMENT_TEXT_IGNORED, place=place, values=values)
    if others := found[_MOST:]:
        named = " / ".join(shortened(text) for _, text in others[:_NAMED])
        values = {"text": f"{named} … ({len(others)})"}
        yield Problem(Code.DOCUMENT_TEXT_IGNORED, place=others[0][0], values=values)
