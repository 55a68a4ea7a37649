"""Sealing a signed plan file, and detecting later edits."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plandoc.codes import Code, Severity
from plandoc.errors import Place, PlanFileError, Problem
from plandoc.project.lock_file import LockFile, load_lock
from plandoc.project.one_writer import exclusive
from plandoc.project.outputs import write_all
from plandoc.project.plan_file import PlanFile, load_plan
from plandoc.revisions.lock import Seal, against, edits, sealed
from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class Sealed:
    """The sealed revision, and its lock file."""

    seal: Seal
    lock: Path
    problems: tuple[Problem, ...]


def seal_file(path: Path | str, *, on: date, approver: str = "", basis: str = "") -> Sealed:
    """Record the approved content of a plan file, signed on a day, as a sealed revision.

    From then on `build` and `track` refuse a plan with other content, which only an amendment can
    change. Outcomes may change. Raises `PlanFileError`, `LockError` if this revision is already
    sealed or the lock is damaged, `OutputError` if the lock cannot be written or the plan is in
    use.
    """
    with exclusive(path):
        file = PlanFile.load(path)
        lock = LockFile.of(file.path)
        refuse_edits(file, lock)
        seal = sealed(file.plan, on, approver=approver, basis=basis)
        write_all([lock.with_seal(seal)])
    return Sealed(seal, lock.path, (*file.problems, *lock.problems))


def sealed_edits(file: PlanFile, lock_file: LockFile) -> tuple[Problem, ...]:
    """Return the differences of a plan file from its sealed revision, each with its line."""
    lock, problems = lock_file.lock, lock_file.problems
    comparison = against(lock, file.plan)
    if comparison is None or lock.latest is None:
        return problems
    latest = lock.seal_of(file.plan.revision) or lock.latest
    values = {"revision": latest.revision, "day": f"{latest.sealed_on:%d.%m.%Y}"}
    head = Problem(Code.LOCKED_PLAN_EDITED, place=Place(file=str(file.path)), values=values)
    return (*problems, head, *file.located(edits(comparison)))


def refuse_edits(file: PlanFile, lock_file: LockFile | None = None) -> None:
    """Refuse a plan file that differs from its sealed revision.

    Raises `PlanFileError` with all differences or with problems of the lock, and the errors of
    `LockFile.of`.
    """
    found = sealed_edits(file, lock_file or LockFile.of(file.path))
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    if errors:
        raise PlanFileError(errors)


def revision_of(name: str) -> Plan:
    """Return the plan in a file, or a sealed revision if the name ends with its number (`@2`).

    Raises `PlanFileError`, `LockError` if that revision is not sealed.
    """
    stem, mark, number = name.rpartition("@")
    if mark and number.isdigit() and not Path(name).exists():
        lock, _ = load_lock(stem)
        return lock.plan_of(int(number))
    return load_plan(name)
