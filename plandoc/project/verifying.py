"""Verifying a file against the lock of its plan, or against a plan."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath

from plandoc.errors import AmendmentError, ReturnedFileError, TrackingError
from plandoc.formats.docx.amendment import amendment_heading, render_amendment
from plandoc.formats.docx.beyond import Beyond
from plandoc.formats.docx.boxes import without_boxes
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.lines import read_lines
from plandoc.formats.docx.reader import read_paper
from plandoc.formats.docx.reader import read_with_lines as read_document
from plandoc.formats.docx.template import Template
from plandoc.formats.xlsx.beyond import Beyond as BeyondCells
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.xlsx.tracking.layout import Group, Layout
from plandoc.formats.xlsx.tracking.reader import read_manifest
from plandoc.formats.xlsx.tracking.reader import read_with_lines as read_workbook
from plandoc.project.files import read
from plandoc.returns.filled import Line, Returned
from plandoc.revisions.amend import amend
from plandoc.revisions.lock import Lock, Seal
from plandoc.revisions.verify import (
    FileContent,
    Printed,
    Unread,
    Verdict,
    verify_amendment,
    verify_sealed,
    verify_unsealed,
)
from plandoc.revisions.verify.rows import is_approved
from plandoc.revisions.verify.texts import key_of
from plandoc.schema.plan import Plan
from plandoc.wording.columns import AMENDMENT

_WORKBOOKS = (".xls", ".ods", ".csv")


def verify_file(path: Path | str, lock: Lock, *, template: Template | None = None) -> Verdict:
    """Return whether a document or a workbook has the content of a sealed revision of its plan.

    `template` is the template of the document, by default the built-in one; additional text of a
    template is a note, moved or changed text is a difference. An unreadable file gives a verdict
    without a revision. Raises `PlanFileError` if the file does not exist.
    """
    return verify(read(Path(path)), lock, file=str(path), template=template)


def verify(
    source: bytes, lock: Lock, *, file: str = "", template: Template | None = None
) -> Verdict:
    """Return whether the bytes of a document or workbook have the content of a sealed revision.

    `file` is the file name in problems; without it, the content tells workbooks from documents.
    Otherwise like `verify_file`.
    """

    def verdict(given: Unread, printed: Printed) -> Verdict:
        return verify_sealed(given, lock, printed)

    if (amendment := _amendment(source, file, lock)) is not None:
        return verify_amendment(amendment, lock, _printed_amendments)
    return _verdict(source, file, template, verdict)


def _amendment(source: bytes, file: str, lock: Lock) -> FileContent | None:
    """Return the content of an amendment, by its manifest or its title; `None` for other files."""
    if _is_workbook(source, file):
        return None
    with suppress(ReturnedFileError):
        source, boxed = without_boxes(source, file)
        paper = read_paper(source, file)
        kind, plan_id = (paper.manifest.get(f"plandoc.{one}") for one in ("kind", "plan_id"))
        if kind == AMENDMENT or not plan_id:
            content = _document(source, paper, (*read_lines(source, file), *boxed))
            headings = {key_of(amendment_heading(seal.plan)) for seal in lock.seals}
            if kind or any(key_of(line.text) in headings for line in content.lines):
                return content
    return None


def _printed_amendments(was: Seal, now: Seal) -> Iterator[FileContent]:
    """Yield the amendment between two revisions; also as one that left emptied sections."""
    plan = now.plan
    excluded = (row.activity for row in plan.activity_rows())
    gone = {one.id: () for one in excluded if one.excluded == now.basis}
    for proposed in (plan, plan.with_activities(gone))[: 2 if gone else 1]:
        with suppress(AmendmentError):
            made = render_amendment(amend(was.plan, proposed, now.basis))
            yield _document(made, read_paper(made), read_lines(made))


def verify_against(source: bytes, plan: Plan, *, file: str = "") -> Verdict:
    """Return whether the bytes of a document or workbook have the content of a plan.

    Outcomes are ignored.
    """

    def verdict(given: Unread, printed: Printed) -> Verdict:
        return verify_unsealed(given, plan, printed)

    return _verdict(source, file, None, verdict)


class _UnreadableError(ReturnedFileError):
    """The file that is verified cannot be read, while what is printed of a plan can."""


@contextmanager
def _file_read() -> Iterator[None]:
    try:
        yield
    except ReturnedFileError as error:
        raise _UnreadableError(error.problems) from error


def _verdict(
    source: bytes,
    file: str,
    template: Template | None,
    verdict: Callable[[Unread, Printed], Verdict],
) -> Verdict:
    is_workbook = _is_workbook(source, file)

    @_file_read()
    def seen() -> FileContent:
        return _seen(source, file, workbook=is_workbook)

    try:
        with _file_read():
            manifest = (read_manifest if is_workbook else _document_manifest)(source, file)

        def printed(plan: Plan) -> Callable[[], FileContent]:
            if is_workbook:
                return _workbook(plan, manifest.get("plandoc.executor"))
            pictures = dict.fromkeys(template.pictures) if template else {}
            return partial(_seen, render_document(plan, template, extra=pictures))

        return verdict(Unread(manifest, seen), printed)
    except _UnreadableError as error:
        return Verdict(None, tuple(error.problems))


def _document_manifest(source: bytes, file: str) -> Mapping[str, str]:
    return read_paper(source, file).manifest


def _is_workbook(source: bytes, file: str) -> bool:
    """Whether a file is a workbook: by its name, by its content where the name does not tell."""
    if ending := PurePath(file).suffix.lower():
        return ending.startswith(_WORKBOOKS)
    return b"xl/workbook.xml" in source


def _seen(source: bytes, file: str = "", *, workbook: bool = False) -> FileContent:
    if workbook:
        returned, lines = read_workbook(source, file)
        beyond = BeyondCells(source, returned)
        hidden = tuple(_hidden_cells(beyond, returned))
        around, pictures = tuple(beyond.around()), tuple(beyond.pictures())
        return FileContent(_told(returned), lines, around=around, hidden=hidden, pictures=pictures)
    source, boxed = without_boxes(source, file)
    returned, lines = read_document(source, file)
    return _document(source, returned, (*lines, *boxed))


def _document(source: bytes, returned: Returned, lines: tuple[Line, ...]) -> FileContent:
    """Return the content of a document without its boxes: `lines` are the words of those too."""
    beside = Beyond(source, returned)
    return FileContent(
        _told(returned),
        lines,
        around=tuple(beside.around()),
        hidden=tuple(beside.hidden()),
        pictures=tuple(beside.pictures()),
    )


def _told(returned: Returned) -> Returned:
    """Return what was read without the issued texts, which no verdict needs and which are many."""
    return replace(returned, issued=None)


def _hidden_cells(beyond: BeyondCells, returned: Returned) -> Iterator[Line]:
    """Yield what a workbook does not show of the plan, by row."""
    for row in returned.rows:
        hidden = [
            cell
            for key, cell in row.cells.items()
            if cell.value is not None and is_approved(key) and beyond.hides(cell)
        ]
        if hidden:
            yield Line(" ".join(str(cell.value) for cell in hidden), hidden[0].place)


def _workbook(plan: Plan, executor: str | None) -> Callable[[], FileContent]:
    """Render a new workbook of a plan, and return what reads it.

    That is its rows, title and headings of the plan's columns. It covers the whole plan if the
    executor is unknown.
    """
    try:
        made = render_tracking(plan, executor=executor)
    except TrackingError:
        executor = None
        made = render_tracking(plan)
    layout = Layout(plan, executor)
    title = key_of(layout.title)
    headings = {key_of(c.heading) for c in layout.columns if c.group is Group.PLAN}

    def belongs_to_plan(line: Line) -> bool:
        key = key_of(line.text)
        return key in headings if line.in_table else key in title

    def content() -> FileContent:
        seen = _seen(made, workbook=True)
        frame = {key_of(line.text) for line in seen.lines if not belongs_to_plan(line)}
        lines = tuple(filter(belongs_to_plan, seen.lines))
        return replace(seen, lines=lines, frame=frozenset(frame))

    return content
