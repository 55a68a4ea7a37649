"""The lock beside a plan file: sealed after signing, and held against every later edit."""

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
    """The revision that was sealed, and the file of its lock."""

    seal: Seal
    lock: Path
    problems: tuple[Problem, ...]


def seal_file(path: Path | str, *, on: date, approver: str = "", basis: str = "") -> Sealed:
    """Record what was signed on a day: the revision of a plan file with all that is approved.

    From then on `build` and `track` refuse a plan that says something else; an amendment is the
    way to change it. Outcomes are free. Raises `PlanFileError`, `LockError` where this revision
    is sealed already or the lock was damaged, `OutputError` where the lock cannot be written or
    the plan is in use.
    """
    with exclusive(path):
        file = PlanFile.load(path)
        lock = LockFile.of(file.path)
        refuse_edits(file, lock)
        seal = sealed(file.plan, on, approver=approver, basis=basis)
        write_all([lock.with_seal(seal)])
    return Sealed(seal, lock.path, (*file.problems, *lock.problems))


def sealed_edits(file: PlanFile, lock_file: LockFile) -> tuple[Problem, ...]:
    """Return what a plan file says otherwise than its sealed revision, each with its line."""
    lock, problems = lock_file.lock, lock_file.problems
    comparison = against(lock, file.plan)
    if comparison is None or lock.latest is None:
        return problems
    latest = lock.seal_of(file.plan.revision) or lock.latest
    values = {"revision": latest.revision, "day": f"{latest.sealed_on:%d.%m.%Y}"}
    head = Problem(Code.LOCKED_PLAN_EDITED, place=Place(file=str(file.path)), values=values)
    return (*problems, head, *file.located(edits(comparison)))


def refuse_edits(file: PlanFile, lock_file: LockFile | None = None) -> None:
    """Refuse a plan file that says something else than its sealed revision.

    Raises `PlanFileError` with every difference, or with what is wrong with the lock, and what
    `LockFile.of` raises.
    """
    found = sealed_edits(file, lock_file or LockFile.of(file.path))
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    if errors:
        raise PlanFileError(errors)


def revision_of(name: str) -> Plan:
    """Return the plan in a file, or with `@2` at the end of its name that sealed revision.

    Raises `PlanFileError`, `LockError` where that revision was not sealed.
    """
    stem, mark, number = name.rpartition("@")
    if mark and number.isdigit() and not Path(name).exists():
        lock, _ = load_lock(stem)
        return lock.plan_of(int(number))
    return load_plan(name)
