"""The lock beside a plan file, which says what was signed."""

from dataclasses import dataclass
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import LockError, Place, Problem
from plandoc.project.files import read
from plandoc.project.outputs import Existing, Output
from plandoc.revisions.lock import Lock, Seal, lock_text, read_lock


@dataclass(frozen=True, slots=True)
class LockFile:
    """A lock as it was when it was read; before the first seal it is empty, `source` `None`.

    `problems` show that it was edited by hand.
    """

    path: Path
    source: bytes | None
    lock: Lock
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, plan_file: Path) -> "LockFile":
        """Read the lock beside a plan file.

        Raises `LockError` where the file there is no lock, `PlanFileError` where it cannot be
        read.
        """
        path = plan_file.with_name(f"{plan_file.stem}.lock.json")
        if not path.exists():
            return cls(path, None, Lock(""), ())
        source = read(path)
        return cls(path, source, *read_lock(source.decode("utf-8", errors="replace"), str(path)))

    def with_seal(self, seal: Seal) -> Output:
        """Return the lock with one more revision, to be written.

        Raises `LockError` with everything that speaks against that revision.
        """
        data = lock_text(self.lock.with_seal(seal)).encode()
        return Output(self.path, data, Existing.UPDATE, before=self.source)


def load_lock(path: Path | str) -> tuple[Lock, tuple[Problem, ...]]:
    """Return the lock beside a plan file, an empty one where nothing was sealed yet.

    Problems show that the lock was edited by hand. Raises `LockError` where the file beside the
    plan is no lock, `PlanFileError` where it cannot be read.
    """
    file = LockFile.of(Path(path))
    return file.lock, file.problems


def sealed_lock(path: Path | str) -> tuple[Lock, tuple[Problem, ...]]:
    """Return the lock beside a plan file of which a revision was sealed.

    Raises `LockError` where none was; otherwise like `load_lock`.
    """
    lock, problems = load_lock(path)
    if lock.latest is None:
        raise LockError([*problems, Problem(Code.PLAN_NOT_LOCKED, place=Place(file=str(path)))])
    return lock, problems
