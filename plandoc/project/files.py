"""Reading files, and converting operating system errors into problems."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import OutputError, Place, PlanFileError, Problem

_REASONS = {
    errno.EACCES: Code.WRITE_FORBIDDEN,
    errno.EPERM: Code.WRITE_FORBIDDEN,
    errno.EROFS: Code.WRITE_FORBIDDEN,
    errno.ENOSPC: Code.DISK_FULL,
    errno.EDQUOT: Code.DISK_FULL,
    errno.ENOTDIR: Code.FOLDER_PATH_IS_A_FILE,
    errno.EISDIR: Code.FOLDER_PATH_IS_A_FILE,
    errno.EEXIST: Code.FOLDER_PATH_IS_A_FILE,
    errno.ENAMETOOLONG: Code.FILE_NAME_TOO_LONG,
    errno.ENOENT: Code.FOLDER_MISSING,
}


def read(path: Path) -> bytes:
    """Return the bytes of a file. Raises `PlanFileError` with the reason if it cannot be read."""
    if path.is_char_device() or path.is_block_device():
        raise PlanFileError([Problem(Code.PATH_NOT_A_FILE, place=Place(file=str(path)))])
    try:
        return path.read_bytes()
    except IsADirectoryError as error:
        raise PlanFileError(
            [Problem(Code.PATH_IS_A_FOLDER, place=Place(file=str(path)))]
        ) from error
    except FileNotFoundError as error:
        raise PlanFileError([Problem(Code.FILE_NOT_FOUND, place=Place(file=str(path)))]) from error
    except OSError as error:
        values = {"reason": reason_of(error)}
        raise PlanFileError(
            [Problem(Code.READ_FAILED, place=Place(file=str(path)), values=values)]
        ) from error


def reason_of(error: OSError) -> str:
    """Return the name of an error of the system, the same in every language: `EACCES`."""
    return errno.errorcode.get(error.errno or 0, type(error).__name__)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Convert an operating system error about a path into an `OutputError`."""
    try:
        yield
    except OSError as error:
        values = {"reason": reason_of(error)}
        code = _REASONS.get(error.errno or 0, Code.WRITE_FAILED)
        raise OutputError([Problem(code, place=Place(file=str(path)), values=values)]) from error
