"""Files on disk: read, written in one piece, moved aside. Nothing else touches the disk."""

import errno
import os
import tempfile
from collections.abc import Collection, Iterator, Mapping
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
    errno.ENAMETOOLONG: Code.WRITE_FAILED,
}


def write(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a file in one piece: whole, or as it was before.

    Raises `OutputError` where it cannot be written, or stands there and `force` is not given.
    """
    write_together({path: data}, force=force)


def write_together(
    files: Mapping[Path, bytes], *, force: bool, aside: Collection[Path] = ()
) -> dict[Path, Path]:
    """Write all files or none; those `aside` are first moved to free names, which are returned."""
    parts: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            with explained(path):
                parts[path.resolve()] = _written_beside(path.resolve(), data, force=force)
        kept = {}
        for path in aside:
            with explained(path):
                kept[path] = _aside(path)
        for path, part in parts.items():
            with explained(path):
                part.replace(path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return kept


def _written_beside(path: Path, data: bytes, *, force: bool) -> Path:
    """Return a temporary file beside `path` that holds the data and has its rights."""
    if path.exists() and not (force and path.is_file()):
        code = Code.FILE_EXISTS if path.is_file() else Code.PATH_NOT_A_FILE
        raise OutputError([Problem(code, place=Place(file=str(path)))])
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def read(path: Path) -> bytes:
    """Return the bytes of a file. Raises `PlanFileError` naming why it cannot be read."""
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
        values = {"reason": error.strerror or str(error)}
        raise PlanFileError(
            [Problem(Code.READ_FAILED, place=Place(file=str(path)), values=values)]
        ) from error


def differs(target: Path, data: bytes) -> bool:
    """Whether a file stands there that holds something else."""
    with explained(target):
        return target.exists() and target.read_bytes() != data


def _aside(path: Path) -> Path:
    """Move a file to the first free name beside it."""
    number = 1
    while (free := path.with_name(f"{path.stem}.previous-{number}{path.suffix}")).exists():
        number += 1
    path.rename(free)
    return free


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an error of the system about a path into an `OutputError`."""
    try:
        yield
    except OSError as error:
        values = {"reason": error.strerror or str(error)}
        code = _REASONS.get(error.errno or 0, Code.WRITE_FAILED)
        raise OutputError([Problem(code, place=Place(file=str(path)), values=values)]) from error
