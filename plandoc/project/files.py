"""Reading files, and converting operating system errors into problems."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import OutputError, Place, PlanFileError, Problem
from plandoc.words.likeness import closest

_REASONS = {
    errno.EACCES: Code.WRITE_FORBIDDEN,
    errno.EPERM: Code.WRITE_FORBIDDEN,
    errno.EROFS: Code.WRITE_FORBIDDEN,
    errno.ENOSPC: Code.DISK_FULL,
    errno.EDQUOT: Code.DISK_FULL,
    errno.ENOTDIR: Code.FOLDER_PATH_IS_A_FILE,
    errno.EISDIR: Code.FOLDER_PATH_IS_A_FILE,
    errno.EEXIST: Code.FOLDER_PATH_IS_A_FILE,
    errno.EILSEQ: Code.FILE_NAME_REFUSED,
    errno.EINVAL: Code.FILE_NAME_REFUSED,
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
        values = {"pattern": (path / "**/*.yaml").as_posix()}
        raise PlanFileError(
            [Problem(Code.PATH_IS_A_FOLDER, place=Place(file=str(path)), values=values)]
        ) from error
    except FileNotFoundError as error:
        raise PlanFileError([_not_found(path)]) from error
    except OSError as error:
        values = {"reason": reason_of(error)}
        raise PlanFileError(
            [Problem(Code.READ_FAILED, place=Place(file=str(path)), values=values)]
        ) from error


def _not_found(path: Path) -> Problem:
    """Return the problem of a missing file, with the nearest name in its folder if there is one."""
    place = Place(file=str(path))
    near = ""
    with suppress(OSError):
        entries = [entry for entry in path.parent.iterdir() if not entry.name.startswith(".")]
        names = [entry.name for entry in entries]
        same = [entry.name for entry in entries if entry.is_file() and entry.stem == path.stem]
        alike = [name for name in names if path.suffix and Path(name).suffix == path.suffix]
        only = alike if len(alike) == 1 else []
        near = next(iter([*same, *closest(path.name, names, least=0.7), *only]), "")
    if near:
        return Problem(
            Code.FILE_MISNAMED, place=place, values={"nearest": str(path.with_name(near))}
        )
    return Problem(Code.FILE_NOT_FOUND, place=place)


def names_in(folder: Path) -> list[str]:
    """Return the names in a folder, none if it cannot be read."""
    with suppress(OSError):
        # It may hold thousands of files: a path for each would take ten times as long.
        return os.listdir(folder)  # noqa: PTH208
    return []


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
