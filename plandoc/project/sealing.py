"""The lock beside a plan file: sealed after signing, and held against every later edit."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plandoc.codes import Code, Severity
from plandoc.errors import LockError, Place, PlanFileError, Problem
from plandoc.project.files import read
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.project.plan_file import PlanFile, load_plan, lock_beside
from plandoc.revisions.lock import Lock, Seal, against, edits, lock_text, read_lock, sealed
from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class Sealed:
    """The revision that was sealed, and the file of its lock."""

    seal: Seal
    lock: Path
    problems: tuple[Problem, ...]


def load_lock(path: Path | str) -> tuple[Lock, tuple[Problem, ...]]:
    """Return the lock beside a plan file, an empty one where nothing was sealed yet.

    Problems show that the lock was edited by hand. Raises `LockError` where the file beside the
    plan is no lock, `PlanFileError` where it cannot be read.
    """
    lock = lock_beside(Path(path))
    if not lock.exists():
        return Lock(""), ()
    return read_lock(read(lock).decode("utf-8", errors="replace"), str(lock))


def sealed_lock(path: Path | str) -> tuple[Lock, tuple[Problem, ...]]:
    """Return the lock beside a plan file of which a revision was sealed.

    Raises `LockError` where none was; otherwise like `load_lock`.
    """
    lock, problems = load_lock(path)
    if lock.latest is None:
        raise LockError([*problems, Problem(Code.PLAN_NOT_LOCKED, place=Place(file=str(path)))])
    return lock, problems


def seal_file(path: Path | str, *, on: date, approver: str = "", basis: str = "") -> Sealed:
    """Record what was signed on a day: the revision of a plan file with all that is approved.

    From then on `build` and `track` refuse a plan that says something else; an amendment is the
    way to change it. Outcomes are free. Raises `PlanFileError`, `LockError` where this revision
    is sealed already or the lock was damaged, `OutputError`.
    """
    file = PlanFile.load(path)
    refuse_edits(file)
    lock, damaged = load_lock(path)
    seal = sealed(file.plan, on, approver=approver, basis=basis)
    write_all([with_seal(file, lock, seal)])
    return Sealed(seal, file.lock, (*file.problems, *damaged))


def with_seal(file: PlanFile, lock: Lock, seal: Seal) -> Output:
    """Return the lock of a plan file with one more revision, to be written.

    Raises `LockError` with everything that speaks against that revision.
    """
    return Output(file.lock, lock_text(lock.with_seal(seal)).encode(), Existing.REPLACE)


def sealed_edits(file: PlanFile) -> tuple[Problem, ...]:
    """Return what a plan file says otherwise than its sealed revision, each with its line.

    Raises what `load_lock` raises.
    """
    lock, problems = load_lock(file.path)
    comparison = against(lock, file.plan)
    if comparison is None or lock.latest is None:
        return problems
    latest = lock.seal_of(file.plan.revision) or lock.latest
    values = {"revision": latest.revision, "day": f"{latest.sealed_on:%d.%m.%Y}"}
    head = Problem(Code.LOCKED_PLAN_EDITED, place=Place(file=str(file.path)), values=values)
    return (*problems, head, *file.located(edits(comparison)))


def refuse_edits(file: PlanFile) -> None:
    """Raise `PlanFileError` with every difference from the sealed revision, or a damaged lock."""
    errors = [p for p in sealed_edits(file) if p.severity is Severity.ERROR]
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
