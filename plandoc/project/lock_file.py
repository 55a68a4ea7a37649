"""The lock file of a plan file, which records the signed revisions."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from plandoc.codes import Code, Severity
from plandoc.errors import LockError, Place, PlandocError, PlanFileError, Problem
from plandoc.project.files import names_in, read
from plandoc.project.names import named
from plandoc.project.outputs import Existing, Output
from plandoc.project.plan_file import PlanFile
from plandoc.revisions.lock import Lock, Seal, read_lock, render_lock, signed

_SUFFIX = ".lock.json"


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
    def at(cls, plan_file: Path) -> "LockFile":
        """Read the lock of the name of a plan file. Raises `LockError`, `PlanFileError`."""
        path = plan_file.with_name(named(plan_file.stem, _SUFFIX))
        return cls._read(path) if path.exists() else cls(path, None, Lock(""), ())

    @classmethod
    def of(cls, file: PlanFile) -> "LockFile":
        """Read the lock of a plan: the one of the name of its file, else the one of its id beside.

        A plan file that was renamed or copied keeps its lock that way, with a warning that names
        it. Raises `LockError` where the file there is no lock, where others beside it know more of
        the plan, or where they know its rows but the plan says no id; `PlanFileError` where it
        cannot be read.
        """
        own, beside = cls.at(file.path), list(cls._beside(file))
        alike = [one for one in beside if one.lock.plan_id == file.plan.id]
        place = Place(file=str(file.path))
        if own.source is not None:
            numbers = {seal.revision for seal in own.lock.seals}
            more = [s for o in alike for s in o.lock.seals if s.revision not in numbers]
            if own.lock.plan_id != file.plan.id or not more:
                return own
        elif len(alike) == 1:
            values = {"locks": alike[0].path.name, "own": own.path.name}
            said = Problem(Code.LOCK_OF_OTHER_NAME, place=place, values=values)
            return replace(alike[0], problems=(said, *alike[0].problems))
        if alike:
            values = {"locks": ", ".join(one.path.name for one in alike), "own": own.path.name}
            raise LockError([Problem(Code.LOCKS_SEVERAL, place=place, values=values)])
        for one in beside:
            values = {"lock": one.path.name, "id": one.lock.plan_id}
            raise LockError([Problem(Code.PLAN_ID_DELETED, place=place, values=values)])
        return own

    @classmethod
    def _read(cls, path: Path) -> "LockFile":
        source = read(path)
        return cls(path, source, *read_lock(source, str(path)))

    @classmethod
    def _beside(cls, file: PlanFile) -> Iterator["LockFile"]:
        """Yield the locks of other names that have the id of a plan, or most rows of one without.

        Rows count by the ids that stand in the file: plans of one kind have equal titles, from
        which equal ids are computed.
        """
        own = named(file.path.stem, _SUFFIX)
        locks = (name for name in names_in(file.path.parent) if name.endswith(_SUFFIX))
        names = sorted(name for name in locks if name != own)
        ids = set() if file.parsed.own_id else set(file.parsed.row_ids)
        for path in map(file.path.with_name, names):
            with suppress(LockError, PlanFileError):  # what is no lock is nobody's seal
                text = read(path).decode("utf-8-sig", errors="replace")
                if any(ident in text for ident in (file.plan.id, *ids)):
                    found = cls._read(path)
                    if found.lock.plan_id == file.plan.id or found.knows_most(ids):
                        yield found

    def knows_most(self, ids: Collection[str]) -> bool:
        """Whether most of some ids are those of rows that were sealed."""
        rows = (row for seal in self.lock.seals for row in seal.plan.activity_rows())
        return len({row.activity.id for row in rows} & set(ids)) * 2 > len(ids)

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
        try:
            grown = signed(self.lock, seal)
        except LockError as error:
            raise LockError(p.at(file=str(self.path)) for p in error.problems) from None
        data = render_lock(grown)
        return Output(self.path, data, Existing.UPDATE, before=self.source)


def of_other_plan(file: PlanFile, lock_file: LockFile) -> Problem | None:
    """Return the problem of a lock that is of another plan; an id that is computed may be new."""
    lock, plan = lock_file.lock, file.plan
    if lock.latest is None or lock.plan_id == plan.id:
        return None
    sealed_ids = {row.activity.id for seal in lock.seals for row in seal.plan.activity_rows()}
    own = {row.activity.id for row in plan.activity_rows()}
    if not file.parsed.own_id and not sealed_ids.isdisjoint(own):
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
        found = LockFile.at(Path(path))
        return found.lock, found.problems
    found = LockFile.of(file)
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
