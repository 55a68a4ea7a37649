"""The lock beside a plan file: sealed after signing, and held against every later edit."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plandoc.codes import Code, Severity
from plandoc.errors import Place, PlanFileError, Problem
from plandoc.formats.yaml.plan_reader import located, read_plan
from plandoc.project.files import read, write
from plandoc.revisions.lock import Lock, Seal, against, edits, lock_text, read_lock, sealed
from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class Sealed:
    """The revision that was sealed, and the lock in which it stands."""

    seal: Seal
    lock: Path
    problems: tuple[Problem, ...]


def lock_of(path: Path) -> Path:
    """Return where the lock of a plan file stands."""
    return path.with_name(f"{path.stem}.lock.json")


def load_lock(path: Path | str) -> tuple[Lock, tuple[Problem, ...]]:
    """Return the lock beside a plan file, an empty one where nothing was sealed yet.

    Raises `LockError` where the file beside the plan is no lock.
    """
    lock = lock_of(Path(path))
    if not lock.exists():
        return Lock(""), ()
    return read_lock(read(lock).decode("utf-8", errors="replace"), str(lock))


def seal(path: Path | str, *, on: date, approver: str = "", basis: str = "") -> Sealed:
    """Record what was signed on a day: the revision of a plan file with all that is approved.

    From then on `build` and `track` refuse a plan that says something else; an amendment is the
    way to change it. Outcomes are free. Raises `PlanFileError`, `LockError` where this revision
    is sealed already or the lock was damaged, `OutputError`.
    """
    path = Path(path)
    source = read(path)
    plan, problems = read_plan(source, str(path))
    refuse_edits(path, plan, source)
    lock, said = load_lock(path)
    made = sealed(plan, on, approver=approver, basis=basis)
    target = lock_of(path)
    write(target, lock_text(lock.with_seal(made)).encode(), force=True)
    return Sealed(made, target, (*problems, *said))


def sealed_edits(path: Path, plan: Plan, source: bytes) -> tuple[Problem, ...]:
    """Return what a plan file says otherwise than its sealed revision, each with its line."""
    lock, problems = load_lock(path)
    comparison = against(lock, plan)
    if comparison is None or lock.latest is None:
        return problems
    found = edits(comparison)
    latest = lock.seal_of(plan.revision) or lock.latest
    values = {"revision": latest.revision, "day": f"{latest.sealed_on:%d.%m.%Y}"}
    head = Problem(Code.LOCKED_PLAN_EDITED, place=Place(file=str(path)), values=values)
    return (*problems, head, *located(found, source, str(path)))


def refuse_edits(path: Path, plan: Plan, source: bytes) -> None:
    """Raise `PlanFileError` with every difference from the sealed revision, or a damaged lock."""
    found = sealed_edits(path, plan, source)
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
    return read_plan(read(Path(name)), name)[0]
