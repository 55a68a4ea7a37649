"""Amending a signed plan: the document, the amended plan, a new sealed revision."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import AmendmentError, LockError, Place, Problem
from plandoc.formats.docx.amendment import render_amendment
from plandoc.project.history import JournalFile
from plandoc.project.lock_file import LockFile
from plandoc.project.names import Names
from plandoc.project.one_writer import exclusive
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.project.plan_file import PlanFile, load_plan
from plandoc.project.returned_files import read_returned
from plandoc.project.sealing import superseded
from plandoc.returns.journal import Entry, journal_lines, last_outcomes
from plandoc.returns.proposals import with_proposals
from plandoc.returns.take_in import Proposal, take_in
from plandoc.revisions.amend import Amendment, amend, basis_problems
from plandoc.revisions.lock import Lock, Seal, against, edits, sealed
from plandoc.schema.outcome import OUTCOME_FIELDS
from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class Amended:
    """An amendment and its document; `sealed` is set if the new revision is in force."""

    amendment: Amendment
    document: Path
    sealed: bool
    problems: tuple[Problem, ...]


def load_proposals(
    path: Path | str, files: Iterable[Path | str]
) -> tuple[tuple[Proposal, ...], tuple[Problem, ...]]:
    """Return the proposals in filled files, and problems of unreadable files.

    Raises `PlanFileError` if the plan cannot be read.
    """
    plan = load_plan(path)
    filled, problems = read_returned(files)
    return take_in(plan, tuple(file.returned for file in filled)).proposals, tuple(problems)


def amend_file(  # noqa: PLR0913
    path: Path | str,
    out: Path | str,
    *,
    revision: int,
    basis: str,
    taken: Sequence[Proposal] = (),
    sealed_on: date | None = None,
    created: datetime | None = None,
    force: bool = False,
) -> Amended:
    """Write «Изменения в план …» into `out`, from the sealed `revision` to the plan file.

    What the plan file says now, with the proposals `taken`, is the change; `basis` is the act in
    the nominative. With `sealed_on`, the day on which it was signed, the plan file becomes the plan
    as amended (its outcomes kept) and the new revision is sealed; without it nothing but the paper
    is written. All files are written or none; a paper that is there already and differs is
    replaced only with `force`. An amendment that is sealed already but did not reach the plan
    file, or is missing in an old copy of it, is finished by the same call.

    Raises `LockError` if that revision is not in force, `AmendmentError` if nothing changes,
    `PlanFileError`, `OutputError`.
    """
    with exclusive(path):
        file, out = PlanFile.load(path), Path(out)
        lock = LockFile.of(file)
        lock.refuse_damage()
        journal = JournalFile.of(file.path)
        proposed, unfit = with_proposals(file.plan, taken)
        if late := [p for p in basis_problems(basis, sealed_on) if sealed_on]:
            raise AmendmentError(late)
        if unfit:  # nothing of what was chosen may be missing in the paper
            raise AmendmentError(unfit)
        done = _already_sealed(lock.lock, revision, basis, sealed_on)
        old = _with_outcomes(lock.lock.plan_of(revision), file.plan, journal)
        if done is None or file.plan.revision > done.revision:
            _refuse_superseded(file, lock.lock, revision)
        is_copy = done is not None and proposed.content_hash == old.content_hash
        if done is not None and is_copy:  # an old copy of the plan file
            proposed = _with_outcomes(done.plan, file.plan, journal)
        try:
            amendment = amend(old, proposed, basis)
        except AmendmentError as error:
            whole, *rest = error.problems
            raise AmendmentError([whole, *file.located(rest)]) from None
        if done is not None:
            if done.content_hash != amendment.plan.content_hash and not is_copy:
                raise LockError([superseded(file, lock.lock), *_edits(file, lock.lock)])
            finished = _with_outcomes(done.plan, amendment.plan, journal)
            amendment = replace(amendment, plan=finished)
        names, number = Names(out, file.plan.language), amendment.plan.revision
        document = Output(
            names.take(file.path.stem, ".docx", lambda w: w.amendment.format(revision=number)),
            render_amendment(amendment, created=created),
            Existing.replaced(force=force),
        )
        # The paper of an amendment that is already sealed was signed as it is.
        outputs = [] if done is not None and document.path.exists() else [document]
        if sealed_on is not None:
            if done is None:
                seal = sealed(amendment.plan, sealed_on, basis=basis)
                outputs.append(lock.with_seal(seal))
            outputs += [
                *_journal(file, journal, amendment, sealed_on),
                file.with_plan(amendment.plan),
            ]
        write_all(outputs, folder=out, plan=file.path)
    said = (*file.problems, *lock.problems, *journal.problems, *amendment.problems, *names.problems)
    return Amended(amendment, document.path, sealed_on is not None, said)


def _journal(
    file: PlanFile, journal: JournalFile, amendment: Amendment, day: date
) -> Iterator[Output]:
    """Yield the journal with a line for each outcome that the amendment changes, if any."""
    before, after = (
        {row.activity.id: (row, row.activity.outcome) for row in plan.activity_rows()}
        for plan in (file.plan, amendment.plan)
    )
    known = {row.activity.id: row.activity.outcome for row in amendment.old.activity_rows()}
    entries = []
    for ident, (row, now) in after.items():
        was = before[ident][1] if ident in before else known.get(ident)
        old, new = (outcome.texts() if outcome else {} for outcome in (was, now))
        entries += [
            Entry(
                datetime.combine(day, time(), UTC), amendment.basis, "", "", ident,
                row.number, name, old.get(name, ""), new.get(name, ""),
            )
            for name in OUTCOME_FIELDS
            if old.get(name, "") != new.get(name, "")
        ]  # fmt: skip
    if entries:
        yield journal.with_lines(journal_lines(entries))


def _already_sealed(lock: Lock, revision: int, basis: str, sealed_on: date | None) -> Seal | None:
    """Return the revision that this very amendment made before: then it is only finished."""
    told = revision + 1, basis.strip(), sealed_on
    return next((s for s in lock.seals if (s.revision, s.basis, s.sealed_on) == told), None)


def _edits(file: PlanFile, lock: Lock) -> tuple[Problem, ...]:
    """Return what a plan file says otherwise than its own revision."""
    comparison = against(lock, file.plan)
    return file.located(edits(comparison)) if comparison else ()


def _refuse_superseded(file: PlanFile, lock: Lock, revision: int) -> None:
    """Refuse to amend a revision that is not in force, or with a plan file of an earlier one.

    Raises `LockError`.
    """
    if (latest := lock.latest) is None:
        return
    place = Place(file=str(file.path))
    if latest.revision != revision:
        values: dict[str, object] = {"revision": revision, "latest": latest.revision}
        raise LockError([Problem(Code.REVISION_NOT_IN_FORCE, place=place, values=values)])
    if file.plan.revision < latest.revision:
        raise LockError([superseded(file, lock)])


def _with_outcomes(sealed_plan: Plan, plan: Plan, journal: JournalFile) -> Plan:
    """Return a sealed revision, which holds no outcomes, with those of the plan file.

    Of a row that was deleted from the plan file, the journal knows what was reported.
    """
    known = {row.activity.id for row in sealed_plan.activity_rows()}
    outcomes = last_outcomes(journal.entries) | {
        row.activity.id: row.activity.outcome for row in plan.activity_rows()
    }
    return sealed_plan.with_outcomes({i: o for i, o in outcomes.items() if i in known})
