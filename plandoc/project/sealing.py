"""Sealing a signed plan file, and detecting later edits."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from plandoc.codes import Code, Severity
from plandoc.errors import LockError, Place, PlanFileError, Problem
from plandoc.project.lock_file import LockFile, load_lock, of_other_plan
from plandoc.project.one_writer import exclusive
from plandoc.project.outputs import write_all
from plandoc.project.plan_file import PlanFile, load_plan
from plandoc.revisions.lock import Lock, Seal, against, edits, sealed
from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class Sealed:
    """The sealed revision, and its lock file."""

    seal: Seal
    lock: Path
    problems: tuple[Problem, ...]


def seal_file(path: Path | str, *, on: date, approver: str = "", basis: str = "") -> Sealed:
    """Record the approved content of a plan file, signed on a day, as a sealed revision.

    `on` is the day; `approver` and `basis` are those of `seal`. From then on `build_file` and
    `track_file` refuse a plan with other content, which only an amendment can change. Outcomes may
    change. Raises `PlanFileError`, `LockError` if this revision
    is already sealed or the lock is damaged, `OutputError` if the lock cannot be written or the
    plan is in use.
    """
    with exclusive(path):
        lock, seal, problems = _signed(path, partial(sealed, on=on, approver=approver, basis=basis))
        if lock.lock.latest != seal:  # the same signing told once more changes nothing
            write_all([lock.with_seal(seal)])
    return Sealed(seal, lock.path, problems)


def _signed(
    path: Path | str, seal: Callable[[Plan], Seal]
) -> tuple[LockFile, Seal, tuple[Problem, ...]]:
    """Return the lock of a plan file and what is to be put in; the file itself is let go."""
    file = PlanFile.load(path)
    lock = LockFile.of(file)
    refuse_edits(file, lock)
    return lock, seal(file.plan), (*file.problems, *lock.problems)


def sealed_edits(file: PlanFile, lock_file: LockFile, *, words: bool = True) -> tuple[Problem, ...]:
    """Return what a plan file says otherwise than its lock, each with its line.

    That is another plan, an earlier revision than the one in force, or (with `words`) an edited
    text.
    """
    lock, plan = lock_file.lock, file.plan
    said = list(lock_file.problems)
    if (latest := lock.latest) is None:
        if plan.revision > 1:
            values = {"revision": plan.revision, "lock": lock_file.path.name}
            place = Place(file=str(file.path))
            said.append(Problem(Code.AMENDED_PLAN_WITHOUT_LOCK, place=place, values=values))
        return tuple(said)
    if (other := of_other_plan(file, lock_file)) is not None:
        return (*said, other)
    if plan.revision < latest.revision:
        said.append(superseded(file, lock))
    comparison = against(lock, plan) if words else None
    if comparison is not None:
        seal = lock.seal_of(plan.revision) or latest
        values = {"revision": seal.revision, "day": f"{seal.sealed_on:%d.%m.%Y}"}
        if not all(map(comparison.is_of_order, comparison.differences)):
            place = Place(file=str(file.path))
            said.append(Problem(Code.LOCKED_PLAN_EDITED, place=place, values=values))
        said += file.located(edits(comparison))
    return tuple(said)


def superseded(file: PlanFile, lock: Lock) -> Problem:
    """Return the problem of a plan file of an earlier revision, with the act that comes next."""
    latest = lock.latest
    assert latest is not None
    after = next(seal for seal in lock.seals if seal.revision > file.plan.revision)
    values = {
        "revision": file.plan.revision,
        "latest": latest.revision,
        "day": f"{latest.sealed_on:%d.%m.%Y}",
        "command": f'"{file.path}" --from {file.plan.revision} --basis "{after.basis}"'
        f" --date {after.sealed_on} -o .",
    }
    return Problem(Code.PLAN_SUPERSEDED, place=Place(file=str(file.path)), values=values)


def refuse_edits(file: PlanFile, lock_file: LockFile | None = None) -> tuple[Problem, ...]:
    """Refuse a plan file that says something else than its lock; return what is only a warning.

    Raises `PlanFileError` with all differences or with problems of the lock, and the errors of
    `LockFile.of`.
    """
    found = sealed_edits(file, lock_file or LockFile.of(file))
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    if errors:
        raise PlanFileError(errors)
    return found


def seal_warnings(file: PlanFile, *, words: bool = True) -> tuple[Problem, ...]:
    """Return as warnings what `refuse_edits` refuses, for verbs that only show a plan."""
    try:
        found = sealed_edits(file, LockFile.of(file), words=words)
    except (LockError, PlanFileError) as error:
        found = error.problems
    return tuple(replace(problem, severity=Severity.WARNING) for problem in found)


def revision_of(name: str) -> Plan:
    """Return the plan in a file, or a sealed revision if the name ends with its number (`@2`).

    Raises `PlanFileError`, `LockError` if that revision is not sealed.
    """
    stem, mark, number = name.rpartition("@")
    if mark and number.isdigit() and not Path(name).exists():
        lock, _ = load_lock(stem)
        return lock.plan_of(int(number))
    return load_plan(name)
