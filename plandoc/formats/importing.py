"""The one way in for papers made by hand: the reader by the kind of the file, then the plans."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePath

from plandoc.codes import Code
from plandoc.errors import PlandocError
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.paper_reader import carried_plan
from plandoc.formats.docx.paper_reader import read_paper as read_document_paper
from plandoc.formats.text.csv_paper import read_csv_paper
from plandoc.formats.text.html_paper import read_html_paper
from plandoc.formats.text.plain_paper import read_plain_paper
from plandoc.formats.xlsx.authored import read_authored
from plandoc.formats.xlsx.paper_reader import read_paper as read_workbook_paper
from plandoc.imports.imported import Imported
from plandoc.imports.interpret import interpret
from plandoc.imports.paper import Paper, refuse_plan_file
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import kind_of
from plandoc.ooxml.signature import what_else
from plandoc.schema.plan import Plan

Reader = Callable[[bytes, str], Paper]

_READERS: Mapping[FileKind, Reader] = {
    FileKind.DOCUMENT: read_document_paper,
    FileKind.WORKBOOK: read_workbook_paper,
}
_TEXTS: Mapping[str, Reader] = {
    ".csv": read_csv_paper,
    ".tsv": read_csv_paper,
    ".html": read_html_paper,
    ".htm": read_html_paper,
    ".xhtml": read_html_paper,
    ".txt": read_plain_paper,
    ".text": read_plain_paper,
    ".md": read_plain_paper,
    ".markdown": read_plain_paper,
}
_HTML, _PLAIN = "HTML", "CSV/TXT"
_MAY_BE_TEXT = (_HTML, _PLAIN, "XML", "JSON", "YAML")
"""What a text is taken for by its first bytes: a dump begins with a bracket, as JSON does."""


def import_document(data: bytes, name: str, *, keep_look: bool = False) -> Imported:
    """Return the plans that a file made by hand holds, and all that is not sure about them.

    `name` is the name of the file; it tells the period where nothing else does. Every text of the
    file stands in a plan or in the leftovers. With `keep_look` the plans have the sheet, the
    margins, the type and the widths of columns of the file. Raises `PlandocError` if the file
    cannot be read, or holds no text.
    """
    kind = kind_of(data)
    if kind is FileKind.WORKBOOK and (authored := read_authored(data, name)):
        return authored
    plan = carried_plan(data, name) if kind is FileKind.DOCUMENT else None
    document = _document(plan) if plan else b""
    if plan and document == data:
        return Imported((plan,))  # nobody wrote anything on the page
    paper = _with_plan(paper_of(data, name), plan)
    return interpret(_as_printed(paper, document), keep_look=keep_look)


def _document(plan: Plan) -> bytes:
    """Return the document of a plan, nothing for a plan that can no longer be printed."""
    try:
        return render_document(plan)
    except PlandocError:
        return b""


def _with_plan(paper: Paper, plan: Plan | None) -> Paper:
    """Return a paper of our own with the plan that was printed."""
    return replace(paper, own=replace(paper.own, plan=plan)) if paper.own else paper


def _as_printed(paper: Paper, document: bytes) -> Paper:
    """Return a paper of our own with what it was when it was printed as `document`, if it is."""
    if paper.own is None or not document:
        return paper
    try:
        printed = read_document_paper(document, paper.file)
    except PlandocError:
        return paper
    printed = _with_plan(replace(printed, years=paper.years), paper.own.plan)
    return replace(paper, own=replace(paper.own, printed=printed))


def paper_of(data: bytes, name: str) -> Paper:
    """Return what is written in a file. Raises `PlandocError` if it cannot be read.

    What the file is is known by its content; texts without marks of their own, by its name.
    """
    kind = kind_of(data)
    if kind is not None:
        return _READERS[kind](data, name)
    refuse_plan_file(name)
    told = what_else(data, name, "DOCX")
    form = str(told.values["format"])
    is_text = told.code is Code.OFFICE_FILE_UNKNOWN_FORMAT or form in _MAY_BE_TEXT
    by_name = _TEXTS.get(PurePath(name).suffix.lower()) if is_text else None
    by_content = {_HTML: read_html_paper, _PLAIN: by_name or read_plain_paper}
    reader = by_content.get(form, by_name)
    return (reader or read_document_paper)(data, name)
