"""Transactions on files: all of them are written or none."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import OutputError, Place, Problem
from plandoc.project.files import explained


class Existing(Enum):
    """What to do with an existing file whose content differs."""

    REFUSE = auto()
    REPLACE = auto()
    UPDATE = auto()
    """Replace it if it has not changed since it was read (`Output.before`)."""
    SET_ASIDE = auto()
    """Rename it to a free name: it may have been filled in."""

    @classmethod
    def replaced(cls, *, force: bool) -> "Existing":
        """Return the policy for a file that is replaced only with `force`."""
        return cls.REPLACE if force else cls.REFUSE

    @classmethod
    def kept(cls, *, force: bool) -> "Existing":
        """Return the policy for a file that is replaced only with `force` and kept even then."""
        return cls.SET_ASIDE if force else cls.REFUSE


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write. If writing an `optional` one fails, it is left unchanged.

    `before` is the content read from a file that is updated, `None` for a new file.
    """

    path: Path
    data: bytes
    existing: Existing = Existing.REFUSE
    optional: bool = False
    before: bytes | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """The result of `write_all`: new locations of renamed files, and files not written."""

    kept: Mapping[Path, Path] = field(default_factory=dict)
    missed: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class _Staged:
    """A file whose new and old contents are on the disk under temporary names."""

    output: Output
    target: Path
    part: Path
    old: Path | None


def write_all(outputs: Iterable[Output], *, folder: Path | None = None) -> Written:
    """Write all files or none. A file with the same content is not touched.

    The new content is first written beside each target, then renamed into place. If anything fails,
    the files renamed so far are rolled back. `folder` is created if it does not exist. Raises
    `OutputError` with all files that must not be replaced, with the file that cannot be written, or
    with a file that changed since it was read.
    """
    changed = _changed(outputs)
    if folder is not None:
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
    kept: dict[Path, Path] = {}
    missed: set[Path] = set()
    with ExitStack() as rubbish, ExitStack() as undo:
        for file in list(_stage(changed, rubbish, missed)):
            _refuse_changed(file.output)
            try:
                with explained(file.output.path):
                    free = _put(file, undo, rubbish)
            except OutputError:
                if not file.output.optional:
                    raise
                missed.add(file.output.path)
            else:
                kept |= {file.output.path: free} if free else {}
        undo.pop_all()
    return Written(kept, frozenset(missed))


def _changed(outputs: Iterable[Output]) -> list[Output]:
    """Return the files whose content changes. Raises `OutputError` with all protected files."""
    changed, refused = [], []
    for output in outputs:
        place = Place(file=str(output.path))
        with explained(output.path):
            if not output.path.exists():
                changed.append(output)
            elif not output.path.is_file():
                refused.append(Problem(Code.PATH_NOT_A_FILE, place=place))
            elif output.path.read_bytes() != output.data:
                changed.append(output)
                if output.existing is Existing.REFUSE:
                    refused.append(Problem(Code.FILE_EXISTS, place=place))
    if refused:
        raise OutputError(sorted(refused, key=lambda problem: problem.place.file))
    return changed


def _stage(outputs: Iterable[Output], rubbish: ExitStack, missed: set[Path]) -> Iterator[_Staged]:
    """Yield each file with its new and old contents under temporary names beside it."""
    for output in outputs:
        target = output.path.resolve()
        try:
            with explained(output.path):
                part = _beside(target, rubbish)
                with part.open("wb") as file:
                    file.write(output.data)
                    file.flush()
                    os.fsync(file.fileno())
                replaces = target.exists()
                part.chmod(target.stat().st_mode & 0o777 if replaces else 0o666 & ~_umask())
                old = None
                if replaces and output.existing is not Existing.SET_ASIDE:
                    old = Path(shutil.copy2(target, _beside(target, rubbish)))
        except OutputError:
            if not output.optional:
                raise
            missed.add(output.path)
        else:
            yield _Staged(output, target, part, old)


def _put(file: _Staged, undo: ExitStack, rubbish: ExitStack) -> Path | None:
    """Rename new content into place; return the new location of the existing file, if kept."""
    free = None
    if file.output.existing is Existing.SET_ASIDE and file.target.exists():
        free = _free(file.target)
        file.target.replace(free)
        undo.callback(_restore, free, file.target, rubbish)
    file.part.replace(file.target)
    if file.old is not None:
        undo.callback(_restore, file.old, file.target, rubbish)
    elif free is None:
        undo.callback(file.target.unlink, missing_ok=True)
    return free


def _refuse_changed(output: Output) -> None:
    """Raise `OutputError` if a file to update has changed since it was read."""
    if output.existing is Existing.UPDATE:
        with explained(output.path):
            now = output.path.read_bytes() if output.path.exists() else None
        if now != output.before:
            place = Place(file=str(output.path))
            raise OutputError([Problem(Code.FILE_CHANGED_MEANWHILE, place=place)])


def _restore(old: Path, target: Path, rubbish: ExitStack) -> None:
    """Restore the old content of a file; if that fails, the error names its location."""
    try:
        with explained(old):
            old.replace(target)
    except OutputError:
        rubbish.pop_all()  # `old` is the only copy now
        raise


def _beside(target: Path, rubbish: ExitStack) -> Path:
    """Return a new temporary file in the folder of `target`."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    rubbish.callback(Path(name).unlink, missing_ok=True)
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _free(path: Path) -> Path:
    """Return the first free name beside a file."""
    number = 1
    while (free := path.with_name(f"{path.stem}.previous-{number}{path.suffix}")).exists():
        number += 1
    return free
