"""Filled files back into the plan file, its journal, and remarks back to who filled them in."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from plandoc.errors import Place, PlandocError, Problem, Severity
from plandoc.formats.docx.reader import read_document
from plandoc.formats.xlsx.annotated import annotate, remarks_workbook
from plandoc.formats.xlsx.tracking.reader import read_tracking
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.ooxml.kind import FileKind
from plandoc.project.files import differs, explained, read, write_together
from plandoc.project.history import entries_of, journal_of, journal_text
from plandoc.project.plan_file import rewritten
from plandoc.project.sealing import sealed_edits
from plandoc.returns.filled import Conflict, Returned
from plandoc.returns.journal import Entry, earlier_decisions, journal_lines
from plandoc.returns.take_in import Taken, take_in
from plandoc.schema.plan import Plan
from plandoc.words.language import language_of

_REMARKS = "-remarks"


@dataclass(frozen=True, slots=True)
class Collected:
    """What `collect` found and did.

    `problems` are all there are, those of files that could not be read first; `remarks` are the
    copies that go back to who filled them in, `kept` where older ones of the same name went.
    """

    plan: Plan
    taken: Taken
    files: tuple[Returned, ...]
    problems: tuple[Problem, ...] = ()
    written: bool = False
    journal: Path | None = None
    remarks: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()


def collect(
    path: Path | str,
    files: Iterable[Path | str],
    *,
    written_at: datetime | None = None,
    remarks: Path | str | None = None,
    other_plan: bool = False,
) -> Collected:
    """Take filled workbooks and documents into a plan file.

    Nothing is written unless `written_at`, the time for the journal, is given: then the plan file
    changes in the touched lines alone, and the journal beside it gains a line per change. In the
    folder `remarks`, whoever filled a file in gets a copy with the remarks in its cells. A file
    that cannot be read is named and stops nothing. With `other_plan`, files of another plan or
    year are read by their texts.

    Raises `PlanFileError` where the plan cannot be read, `OutputError` where a file cannot be
    written.
    """
    path = Path(path)
    source = read(path)
    plan, _ = read_plan(source, str(path))
    journal = journal_of(path)
    entries, problems = entries_of(path)
    returned, unread = read_all(files)
    taken = take_in(
        plan,
        tuple(returned.values()),
        decisions=earlier_decisions(entries),
        plan_file=str(path),
        other_plan=other_plan,
    )
    written = False
    if written_at is not None and (taken.changes or taken.decisions):
        added = journal_lines(_entries(plan, taken, list(returned.values()), written_at))
        changed = {
            journal: (journal_text(path) + added).encode(),
            path: rewritten(taken.plan, path, source),
        }
        write_together(changed, force=True)
        written = True
    made: tuple[tuple[Path, ...], tuple[Path, ...]] = ((), ())
    if remarks is not None:
        made = _send_back(Path(remarks), returned, taken, plan)
    # Marks must not be lost for the sake of a text: edits of a signed plan only warn here.
    edited = (replace(p, severity=Severity.WARNING) for p in sealed_edits(path, plan, source))
    said = (*unread, *problems, *edited, *taken.problems)
    return Collected(plan, taken, tuple(returned.values()), said, written, journal, *made)


def read_all(files: Iterable[Path | str]) -> tuple[dict[Path, Returned], list[Problem]]:
    """Return what each file brings, and what is wrong with those that bring nothing."""
    found: dict[Path, Returned] = {}
    first: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in map(Path, files):
        try:
            source = read(path)
            digest = hashlib.sha256(source).hexdigest()
            if digest in first:
                values = {"other": str(first[digest])}
                place = Place(file=str(path))
                problems.append(Problem("PLN821", Severity.NOTE, place, values))
                continue
            first[digest] = path
            is_document = b"word/document.xml" in source
            found[path] = (read_document if is_document else read_tracking)(source, str(path))
        except PlandocError as error:
            problems += [problem.at(file=str(path)) for problem in error.problems]
    return found, problems


def _entries(
    plan: Plan, taken: Taken, returned: Sequence[Returned], when: datetime
) -> Iterable[Entry]:
    """Yield what the journal gains: a line per change and file, and the choices of persons."""
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
                when, Path(place.file).name, digests.get(place.file, ""), _spot(place), change.id,
                change.number, change.field, change.old, change.new,
            )  # fmt: skip
    for decision in taken.decisions:
        file = decision.place.file
        yield Entry(
            when, Path(file).name, digests.get(file, ""), _spot(decision.place), decision.id,
            numbers[decision.id], decision.field, now[decision.id].get(decision.field, ""),
            decision.taken, decision.options,
        )  # fmt: skip


def _spot(place: Place) -> str:
    return (
        place.text()
        if not place.file
        else Place(
            sheet=place.sheet, cell=place.cell, table=place.table, row=place.row, part=place.part
        ).text()
    )


def _send_back(
    folder: Path, returned: dict[Path, Returned], taken: Taken, plan: Plan
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    made: dict[Path, bytes] = {}
    language = language_of(plan.language)
    for path, file in returned.items():
        said = [p for p in taken.problems if p.place.file == file.file]
        asked = [c for c in taken.conflicts if _concerns(c, file.file)]
        if not asked and not any(p.severity is not Severity.NOTE for p in said):
            continue
        name = path.stem.removesuffix(_REMARKS) + _REMARKS
        target, copy = folder / f"{name}.xlsx", 1
        while target in made:
            copy += 1
            target = folder / f"{name}-{copy}.xlsx"
        if file.kind is FileKind.WORKBOOK:
            made[target] = annotate(read(path), said, asked, language=language)
        else:
            made[target] = remarks_workbook(said, asked, language=language)
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    stale = {target for target, data in made.items() if differs(target, data)}
    fresh = {t: data for t, data in made.items() if t in stale or not t.exists()}
    kept = write_together(fresh, force=True, aside=stale)
    return tuple(made), tuple(kept.values())


def _concerns(conflict: Conflict, file: str) -> bool:
    return any(option.place.file == file for option in conflict.options)
