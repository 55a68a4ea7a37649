"""Exclusive access: a plan file is locked from reading until writing."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import OutputError, Place, Problem

_WAIT = 30.0
"""Timeout in seconds: longer than any operation, short enough for a person to wait."""


@contextmanager
def exclusive(path: Path | str, *, wait: float = _WAIT) -> Iterator[None]:
    """Prevent other processes from writing a plan file, its journal or lock inside the block.

    Read the plan inside the block. The block waits at most `wait` seconds for another process. The
    lock belongs to the process and is released when the process ends, in whatever way. If locking
    is not possible (a read-only folder, a disk without locks), the block runs without a lock;
    `write_all` still refuses to replace a file that changed since it was read. Blocks for the same
    plan file must not be nested.

    Raises `OutputError` if the plan file is still in use after `wait` seconds.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only verbs that write pay for it

    target = Path(path).resolve()
    name = target.with_name(f".{target.name}.lock")
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
        yield
    finally:
        if lock.is_locked:
            with suppress(OSError):  # on Windows the release deletes it
                name.unlink()
            lock.release()
