"""Amending a signed plan: the document, the amended plan, a new sealed revision."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import LockError, Place, Problem
from plandoc.formats.docx.amendment import amendment_document
from plandoc.project.lock_file import LockFile
from plandoc.project.one_writer import exclusive
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.project.plan_file import PlanFile, load_plan
from plandoc.project.returned_files import read_returned
from plandoc.returns.proposals import with_proposals
from plandoc.returns.take_in import Proposal, take_in
from plandoc.revisions.amend import Amendment, amend
from plandoc.revisions.lock import Lock, sealed
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
    """Write «Изменения в план …» into the folder `out`, from a sealed revision to the plan file.

    The amendment consists of the current text of the plan file and the proposals `taken`; `basis`
    is the act in the nominative. With `sealed_on`, the day of signing, the plan file becomes the
    amended plan (outcomes are kept) and the new revision is sealed; without it only the document is
    written. All files are written or none. An existing document that differs is replaced only with
    `force`.

    Raises `LockError` if that revision is not in force, `AmendmentError` if nothing changes,
    `PlanFileError`, `OutputError`.
    """
    with exclusive(path) if sealed_on is not None else nullcontext():
        file, out = PlanFile.load(path), Path(out)
        lock = LockFile.of(file.path)
        proposed, unfit = with_proposals(file.plan, taken)
        amendment = amend(_in_force(file, lock.lock, revision), proposed, basis)
        document = Output(
            out / f"{file.path.stem}-amendment-{amendment.plan.revision}.docx",
            amendment_document(amendment, created=created),
            Existing.replaced(force=force),
        )
        outputs = [document]
        if sealed_on is not None:
            seal = sealed(amendment.plan, sealed_on, basis=basis)
            outputs += [lock.with_seal(seal), file.with_plan(amendment.plan)]
        write_all(outputs, folder=out)
    reported = (*file.problems, *lock.problems, *unfit, *amendment.problems)
    return Amended(amendment, document.path, sealed_on is not None, reported)


def _in_force(file: PlanFile, lock: Lock, revision: int) -> Plan:
    """Return the sealed revision in force, with the outcomes of the plan file.

    Raises `LockError` if another revision is in force.
    """
    old = _with_outcomes(lock.plan_of(revision), file.plan)
    if lock.latest and lock.latest.revision != revision:
        values = {"revision": revision, "latest": lock.latest.revision}
        place = Place(file=str(file.path))
        raise LockError([Problem(Code.REVISION_NOT_IN_FORCE, place=place, values=values)])
    return old


def _with_outcomes(sealed_plan: Plan, plan: Plan) -> Plan:
    """Return a sealed revision with the outcomes of the plan file."""
    known = {row.activity.id for row in sealed_plan.activity_rows()}
    outcomes = {row.activity.id: row.activity.outcome for row in plan.activity_rows()}
    return sealed_plan.with_outcomes({i: o for i, o in outcomes.items() if i in known})
