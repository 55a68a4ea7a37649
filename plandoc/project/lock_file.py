"""The lock file of a plan file, which records the signed revisions."""

from dataclasses import dataclass
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import LockError, Place, Problem
from plandoc.project.files import read
from plandoc.project.outputs import Existing, Output
from plandoc.revisions.lock import Lock, Seal, lock_text, read_lock


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
    def of(cls, plan_file: Path) -> "LockFile":
        """Read the lock file of a plan file.

        Raises `LockError` for an invalid lock file, `PlanFileError` if it cannot be read.
        """
        path = plan_file.with_name(f"{plan_file.stem}.lock.json")
        if not path.exists():
            return cls(path, None, Lock(""), ())
        source = read(path)
        return cls(path, source, *read_lock(source.decode("utf-8", errors="replace"), str(path)))

    def with_seal(self, seal: Seal) -> Output:
        """Return the lock with another revision, as an output.

        Raises `LockError` with all reasons for a refusal.
        """
        data = lock_text(self.lock.with_seal(seal)).encode()
        return Output(self.path, data, Existing.UPDATE, before=self.source)


def load_lock(path: Path | str) -> tuple[Lock, tuple[Problem, ...]]:
    """Return the lock of a plan file, an empty one if nothing is sealed yet.

    Problems show edits by hand. Raises `LockError` for an invalid lock file, `PlanFileError` if it
    cannot be read.
    """
    file = LockFile.of(Path(path))
    return file.lock, file.problems


def sealed_lock(path: Path | str) -> tuple[Lock, tuple[Problem, ...]]:
    """Return the lock of a plan file with at least one sealed revision.

    Raises `LockError` if there is none; otherwise like `load_lock`.
    """
    lock, problems = load_lock(path)
    if lock.latest is None:
        raise LockError([*problems, Problem(Code.PLAN_NOT_LOCKED, place=Place(file=str(path)))])
    return lock, problems
