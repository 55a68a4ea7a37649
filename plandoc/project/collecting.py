"""Importing filled files into the plan file and its journal, and returning remarks."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from plandoc.codes import Severity
from plandoc.errors import Place, Problem, ReturnedFileError
from plandoc.formats.xlsx.annotated import annotate, remarks_workbook
from plandoc.ooxml.kind import FileKind
from plandoc.project.history import JournalFile
from plandoc.project.names import Names, without_word
from plandoc.project.one_writer import exclusive
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.project.plan_file import PlanFile
from plandoc.project.returned_files import ReturnedFile, read_returned
from plandoc.project.sealing import seal_warnings
from plandoc.returns.file_names import FileNames, file_names, name_of
from plandoc.returns.filled import Conflict, Returned
from plandoc.returns.journal import Entry, earlier_decisions, journal_lines
from plandoc.returns.take_in import Taken, take_in
from plandoc.schema.plan import Plan
from plandoc.words.language import language_of
from plandoc.words.tables.files import FileWords


@dataclass(frozen=True, slots=True)
class Collected:
    """The result of `collect_file`.

    `problems` are all problems, those of unreadable files first; `remarks` are the copies to return
    to the people who filled in the files, `kept` the new locations of older copies.
    """

    plan: Plan
    taken: Taken
    files: tuple[Returned, ...]
    problems: tuple[Problem, ...] = ()
    written: bool = False
    journal: Path | None = None
    remarks: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()


def collect_file(  # noqa: PLR0913
    path: Path | str,
    files: Iterable[Path | str],
    *,
    written_at: datetime | None = None,
    remarks: Path | str | None = None,
    other_plan: bool = False,
    names: FileNames | None = None,
) -> Collected:
    """Import filled workbooks and documents into a plan file.

    The plan file is written only if `written_at`, the time for the journal, is given: then only the
    changed lines of the plan file are rewritten, and the journal beside it gets a line per change.
    Copies of the files with remarks in their cells are written to the folder `remarks`; an older
    copy is moved aside. All these files are written or none. An unreadable file is reported without
    affecting the others. With `other_plan`, files of another plan or year are imported as well,
    matched by text. `names` are what the journal calls the files: by default their names, or the
    paths below their folder where those are alike.

    Raises `PlanFileError` where the plan cannot be read, `OutputError` where a file cannot be
    written or the plan is in use.
    """
    filled, unread = read_returned(files)
    folder = Path(remarks) if remarks is not None else None
    with exclusive(path):
        called = file_names(file.returned.file for file in filled) if names is None else names
        collected = _collected(
            PlanFile.load(path), filled, written_at, folder, called, other_plan=other_plan
        )
    return replace(collected, problems=(*unread, *collected.problems))


def _collected(  # noqa: PLR0913
    file: PlanFile,
    filled: Sequence[ReturnedFile],
    written_at: datetime | None,
    folder: Path | None,
    called: FileNames,
    *,
    other_plan: bool,
) -> Collected:
    plan, path = file.plan, file.path
    journal = JournalFile.of(path)
    # Marks must not be lost for the sake of a text: edits of a signed plan only warn here.
    sealing = seal_warnings(file)
    writing = None if written_at is None else (file, written_at)
    del file  # its text is not needed any more
    returned = tuple(one.returned for one in filled)
    taken = take_in(
        plan,
        returned,
        decisions=earlier_decisions(journal.entries),
        plan_file=str(path),
        other_plan=other_plan,
    )
    reported = (*journal.problems, *sealing, *taken.problems)
    outputs = []
    changed = writing is not None and bool(taken.changes or taken.decisions)
    if writing and changed:
        rewritable, when = writing
        rewritten = rewritable.with_plan(taken.plan)
        lines = journal_lines(_entries(plan, taken, returned, called, when))
        outputs = [journal.with_lines(lines), rewritten]
    names = Names(folder, plan.language) if folder is not None else None
    copies = _copies(names, filled, taken, plan) if names is not None else []
    reported = (*reported, *names.problems) if names is not None else reported
    written = write_all([*outputs, *copies], folder=folder, plan=path, language=plan.language)
    made = tuple(copy.path for copy in copies)
    kept = tuple(written.kept.values())
    return Collected(plan, taken, returned, reported, changed, journal.path, made, kept)


def _entries(
    plan: Plan, taken: Taken, returned: Sequence[Returned], called: FileNames, when: datetime
) -> Iterable[Entry]:
    """Yield the new journal entries: one per change and file, and the decisions."""
    language = language_of(plan.language)
    digests = {file.file: file.sha256 for file in returned}
    numbers = {row.activity.id: row.number for row in plan.activity_rows()}
    now = {
        row.activity.id: row.activity.outcome.texts() if row.activity.outcome else {}
        for row in plan.activity_rows()
    }
    chosen = {(decision.id, decision.field) for decision in taken.decisions}
    for change in taken.changes:
        if (change.id, change.field) in chosen:
            continue
        for place in {place.file: place for place in reversed(change.places)}.values():
            yield Entry(
                when, name_of(place.file, called), digests.get(place.file, ""),
                _spot(place, language), change.id,
                change.number, change.field, change.old, change.new,
            )  # fmt: skip
    for decision in taken.decisions:
        file = decision.place.file
        yield Entry(
            when, name_of(file, called), digests.get(file, ""),
            _spot(decision.place, language), decision.id,
            numbers[decision.id], decision.field, now[decision.id].get(decision.field, ""),
            decision.taken, decision.options,
        )  # fmt: skip


def _spot(place: Place, language: str) -> str:
    """Return a place without its file name."""
    if not place.file:
        return place.text(language)
    own = Place(
        sheet=place.sheet, cell=place.cell, table=place.table, row=place.row, part=place.part
    )
    return own.text(language)


def _copies(names: Names, filled: Iterable[ReturnedFile], taken: Taken, plan: Plan) -> list[Output]:
    """Return a copy with remarks of each file that needs one."""
    made: dict[Path, bytes] = {}
    language = language_of(plan.language)
    for path, source, file in filled:
        reported = [p for p in taken.problems if p.place.file == file.file]
        asked = [c for c in taken.conflicts if _concerns(c, file.file)]
        if not asked and not any(p.severity is not Severity.NOTE for p in reported):
            continue
        stem = without_word(path.stem, _remarks)
        made[names.take(stem, ".xlsx", _remarks)] = _copy(source, file, reported, asked, language)
    return [Output(target, data, Existing.SET_ASIDE) for target, data in made.items()]


def _remarks(words: FileWords) -> str:
    return words.remarks


def _copy(
    source: bytes,
    file: Returned,
    said: Sequence[Problem],
    asked: Sequence[Conflict],
    language: str,
) -> bytes:
    """Return a workbook with its remarks; they stand alone where there is none to hold them."""
    if file.kind is FileKind.WORKBOOK:
        with suppress(ReturnedFileError):  # damaged where the reader had nothing to look for
            return annotate(source, said, asked, file=file.file, language=language)
    return remarks_workbook(said, asked, language=language)


def _concerns(conflict: Conflict, file: str) -> bool:
    return any(option.place.file == file for option in conflict.options)
