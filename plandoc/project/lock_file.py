"""The lock file of a plan file, which records the signed revisions."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from plandoc.codes import Code, Severity
from plandoc.errors import LockError, Place, PlandocError, PlanFileError, Problem
from plandoc.project.files import read
from plandoc.project.names import named
from plandoc.project.outputs import Existing, Output
from plandoc.project.plan_file import PlanFile
from plandoc.revisions.lock import Lock, Seal, lock_text, read_lock

_SUFFIX = ".lock.json"
_YEARS = 3
"""A plan is not signed earlier before its period; a mistyped year would block every amendment."""


@dataclass(frozen=True, slots=True)
class LockFile:
    """A lock as read; before the first seal it is empty and `source` is `None`.

    `problems` show edits by hand.
    """

    path: Path
    source: bytes | None
    lock: Lock
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, plan_file: Path, plan_id: str = "") -> "LockFile":
        """Read the lock of a plan file: the one of its name, else the one of its plan id beside it.

        A plan file that was renamed or copied keeps its lock that way, with a warning that names
        it. Raises `LockError` where the file there is no lock or several locks have that id,
        `PlanFileError` where it cannot be read.
        """
        path = plan_file.with_name(named(plan_file.stem, _SUFFIX))
        if path.exists():
            return cls._read(path)
        found = list(cls._with_id(plan_file, plan_id)) if plan_id else []
        if not found:
            return cls(path, None, Lock(""), ())
        place = Place(file=str(plan_file))
        values = {"locks": ", ".join(one.path.name for one in found), "own": path.name}
        if len(found) > 1:
            raise LockError([Problem(Code.LOCKS_SEVERAL, place=place, values=values)])
        said = Problem(Code.LOCK_OF_OTHER_NAME, place=place, values=values)
        return replace(found[0], problems=(said, *found[0].problems))

    @classmethod
    def _read(cls, path: Path) -> "LockFile":
        source = read(path)
        return cls(
            path, source, *read_lock(source.decode("utf-8-sig", errors="replace"), str(path))
        )

    @classmethod
    def _with_id(cls, plan_file: Path, plan_id: str) -> Iterator["LockFile"]:
        """Yield the locks in the folder of a plan file that belong to the plan of this id."""
        for path in sorted(plan_file.parent.glob(f"*{_SUFFIX}")):
            with suppress(LockError, PlanFileError):  # what is no lock is nobody's seal
                if (found := cls._read(path)).lock.plan_id == plan_id:
                    yield found

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What makes the lock no record of what was signed: edits by hand, lost revisions."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    def refuse_damage(self) -> None:
        """Raise `LockError` with every damage: what was not read must not be written over."""
        if self.errors:
            raise LockError(self.errors)

    def with_seal(self, seal: Seal) -> Output:
        """Return the lock with another revision, as an output.

        The lock only grows: every revision that was there is written again. Raises `LockError` with
        everything that speaks against that revision, or with what cannot be read in the lock.
        """
        self.refuse_damage()
        period = seal.plan.period
        if not period.first.year - _YEARS <= seal.sealed_on.year <= period.last.year + 1:
            values = {
                "day": f"{seal.sealed_on:%d.%m.%Y}",
                "first": f"{period.first:%d.%m.%Y}",
                "last": f"{period.last:%d.%m.%Y}",
            }
            place = Place(file=str(self.path))
            raise LockError([Problem(Code.SEAL_FAR_FROM_PERIOD, place=place, values=values)])
        data = lock_text(self.lock.with_seal(seal)).encode()
        return Output(self.path, data, Existing.UPDATE, before=self.source)


def of_other_plan(file: PlanFile, lock_file: LockFile) -> Problem | None:
    """Return the problem of a lock that is of another plan; an id that is computed may be new."""
    lock, plan = lock_file.lock, file.plan
    if lock.latest is None or lock.plan_id == plan.id:
        return None
    sealed_ids = {row.activity.id for seal in lock.seals for row in seal.plan.activity_rows()}
    own = {row.activity.id for row in plan.activity_rows()}
    if not file.parsed.root.data.get("id") and not sealed_ids.isdisjoint(own):
        return None
    values: dict[str, object] = {"found": lock.plan_id, "own": plan.id}
    return Problem(Code.PLAN_OF_OTHER_LOCK, place=Place(file=str(lock_file.path)), values=values)


def load_lock(path: Path | str) -> tuple[Lock, tuple[Problem, ...]]:
    """Return the lock of a plan file, an empty one if nothing is sealed yet.

    Problems show edits by hand. Raises `LockError` for an invalid lock file, `PlanFileError` if it
    cannot be read.
    """
    try:
        file = PlanFile.load(path)
    except PlandocError:
        found = LockFile.of(Path(path), "")
        return found.lock, found.problems
    found = LockFile.of(Path(path), file.plan.id)
    other = of_other_plan(file, found)
    return found.lock, (*found.problems, *([other] if other else []))


def sealed_lock(path: Path | str) -> tuple[Lock, tuple[Problem, ...]]:
    """Return the lock of a plan file with at least one sealed revision.

    Raises `LockError` if there is none; otherwise like `load_lock`.
    """
    lock, problems = load_lock(path)
    if lock.latest is None:
        raise LockError([*problems, Problem(Code.PLAN_NOT_LOCKED, place=Place(file=str(path)))])
    return lock, problems
