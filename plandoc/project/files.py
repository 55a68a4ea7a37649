"""Files on disk: read whole, with the errors of the system in words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plandoc.errors import OutputError, Place, PlanFileError, Problem

_REASONS = {
    errno.EACCES: "PLN802",
    errno.EPERM: "PLN802",
    errno.EROFS: "PLN802",
    errno.ENOSPC: "PLN804",
    errno.EDQUOT: "PLN804",
    errno.ENOTDIR: "PLN805",
    errno.EISDIR: "PLN805",
    errno.EEXIST: "PLN805",
    errno.ENAMETOOLONG: "PLN806",
}


def read(path: Path) -> bytes:
    """Return the bytes of a file. Raises `PlanFileError` naming why it cannot be read."""
    if path.is_char_device() or path.is_block_device():
        raise PlanFileError([Problem("PLN809", place=Place(file=str(path)))])
    try:
        return path.read_bytes()
    except IsADirectoryError as error:
        raise PlanFileError([Problem("PLN009", place=Place(file=str(path)))]) from error
    except FileNotFoundError as error:
        raise PlanFileError([Problem("PLN801", place=Place(file=str(path)))]) from error
    except OSError as error:
        values = {"reason": error.strerror or str(error)}
        raise PlanFileError(
            [Problem("PLN807", place=Place(file=str(path)), values=values)]
        ) from error


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an error of the system about a path into an `OutputError`."""
    try:
        yield
    except OSError as error:
        values = {"reason": error.strerror or str(error)}
        code = _REASONS.get(error.errno or 0, "PLN806")
        raise OutputError([Problem(code, place=Place(file=str(path)), values=values)]) from error
