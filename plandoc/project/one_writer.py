"""Exclusive access: a plan file is locked from reading until writing."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import OutputError, Place, PlanFileError, Problem
from plandoc.project.intent import clean, intent_of, recover
from plandoc.project.names import named

_WAIT = 30.0
"""Timeout in seconds: longer than any operation, short enough for a person to wait."""


@contextmanager
def exclusive(path: Path | str, *, wait: float = _WAIT) -> Iterator[None]:
    """Prevent other processes from writing a plan file, its journal or lock inside the block.

    The verb reads the plan inside the block. Another one that started earlier is waited for,
    `wait` seconds at most. The lock belongs to the process: it ends with it, however it ends.
    Where there can be no lock (a read-only folder, a disk without locks), the block runs
    without one; `write_all` still refuses to replace a file that changed since it was read.
    Blocks for one plan file must not be nested. What a killed process left half-done is finished
    or undone first.

    Raises `OutputError` naming the plan file when it is still in use after `wait` seconds, or
    naming the file for which an unfinished write can neither be finished nor undone.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only verbs that write pay for it

    target = Path(path).resolve()
    name = target.with_name(named(f".{target.name}", ".lock"))
    # 0o666: every user of a shared folder can open the lock file of another user.
    lock = FileLock(name, timeout=wait, mode=0o666, fallback_to_soft=False)
    try:
        if target.parent.is_dir():  # filelock would create it
            lock.acquire()
    except Timeout as error:
        values = {"seconds": f"{wait:g}"}
        raise OutputError(
            [Problem(Code.PLAN_IN_USE, place=Place(file=str(path)), values=values)]
        ) from error
    except OSError:
        pass
    try:
        recover(intent_of(target))
        names = (
            target.name,
            *(named(target.stem, one) for one in (".lock.json", ".journal.jsonl")),
        )
        clean(map(target.with_name, (*names, intent_of(target).name)))
        yield
    finally:
        if lock.is_locked:
            with suppress(OSError):  # on Windows the release deletes it
                name.unlink()
            lock.release()


def settle(path: Path) -> None:
    """Finish or undo what a killed process left half-done, before a plan file is read.

    Raises `PlanFileError` where that cannot be done.
    """
    if intent_of(path).exists():
        try:
            with exclusive(path):
                pass
        except OutputError as error:
            raise PlanFileError(error.problems) from error
