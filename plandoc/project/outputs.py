"""Transactions on files: all of them are written or none."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import OutputError, Place, Problem
from plandoc.project.files import explained
from plandoc.project.intent import (
    Step,
    beside,
    clean,
    digest,
    digest_of,
    intent_of,
    record,
    recover,
)
from plandoc.project.names import Names
from plandoc.words.language import DEFAULT_LANGUAGE


class Existing(Enum):
    """What to do with an existing file whose content differs."""

    REFUSE = auto()
    REPLACE = auto()
    UPDATE = auto()
    """Replace it if it has not changed since it was read (`Output.before`)."""
    SET_ASIDE = auto()
    """Rename it to a free name, since it may have been filled in; replace it if it was not."""
    RENEW = auto()
    """Replace what nobody saved since plandoc wrote it, and set aside what somebody did.

    A file that plandoc did not write is refused.
    """

    @classmethod
    def replaced(cls, *, force: bool) -> "Existing":
        """Return the policy for a file that is replaced only with `force`."""
        return cls.REPLACE if force else cls.REFUSE

    @classmethod
    def kept(cls, *, force: bool) -> "Existing":
        """Return the policy for a file that may have been filled in, and is never lost.

        `force` sets aside even a file that plandoc did not write.
        """
        return cls.SET_ASIDE if force else cls.RENEW

    @classmethod
    def draft(cls, *, force: bool) -> "Existing":
        """Return the policy for a paper that is not signed: `force` replaces it in any case."""
        return cls.REPLACE if force else cls.RENEW


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write. If writing an `optional` one fails, it is left unchanged.

    `refused` is the code of the problem where it must not replace a file.

    `before` is the content read from a file that is updated, `None` for a new file. `issued` is
    what plandoc wrote there before, where it can be told: a text that nobody edited.
    """

    path: Path
    data: bytes
    existing: Existing = Existing.REFUSE
    optional: bool = False
    before: bytes | None = None
    issued: bytes | None = None
    refused: Code = Code.FILE_EXISTS


@dataclass(frozen=True, slots=True)
class Written:
    """The result of `write_all`: new locations of renamed files, and files not written."""

    kept: Mapping[Path, Path] = field(default_factory=dict)
    missed: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class _Staged:
    """A file whose new and old contents are on the disk under temporary names."""

    output: Output
    step: Step


def write_all(
    outputs: Iterable[Output],
    *,
    folder: Path | None = None,
    plan: Path | None = None,
    language: str = DEFAULT_LANGUAGE,
) -> Written:
    """Write all files or none. A file that has the same content already is left alone.

    The new content is first written beside each target, then renamed into place. When anything
    fails, the files that were renamed so far get their old content and names again. `folder` is
    made if it is not there. With `plan`, the plan file that the caller holds, a record beside it
    lets the next start finish what a killed process left half-done. Files that are set aside get a
    name in `language`. Raises `OutputError` with every file that must not be replaced, with the one
    that cannot be written, or with one that changed since it was read.
    """
    outputs = list(outputs)
    if plan is not None and folder is not None:
        recover(intent_of(plan, folder))
        clean(output.path.resolve() for output in outputs)
    changed = _changed(outputs)
    if folder is not None:
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
    missed: set[Path] = set()
    with ExitStack() as rubbish, ExitStack() as undo:
        staged = list(_stage(changed, language, rubbish, missed))
        for file in staged:
            _refuse_changed(file.output)
        intent = _recorded([file.step for file in staged], plan, folder)
        if intent is not None:
            undo.callback(_undone, intent, [file.step for file in staged])
        kept = _put_all(staged, undo, rubbish, missed)
        undo.pop_all()
        if intent is not None:
            with explained(intent):
                intent.unlink()
    return Written(kept, frozenset(missed))


def _recorded(steps: list[Step], plan: Path | None, folder: Path | None) -> Path | None:
    """Return the record of a write of several renames, `None` where it needs none."""
    if plan is None or len(steps) + sum(step.free is not None for step in steps) < 2:  # noqa: PLR2004
        return None
    for intent in (intent_of(plan), *([intent_of(plan, folder)] if folder else [])):
        with suppress(OSError):
            record(intent, steps)
            return intent
    return None


def _undone(intent: Path, steps: list[Step]) -> None:
    """Forget a write: all its files have their old content again, or are named by an error."""
    if all(step.part.exists() or digest_of(step.target) == step.before for step in steps):
        with suppress(OSError):
            intent.unlink()


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
            elif (source := output.path.read_bytes()) != output.data:
                decided = replace(output, existing=_decided(output, source))
                changed.append(decided)
                if decided.existing is Existing.REFUSE:
                    refused.append(Problem(output.refused, place=place))
    if refused:
        raise OutputError(sorted(refused, key=lambda problem: problem.place.file))
    return changed


def _decided(output: Output, source: bytes) -> Existing:
    """Return what to do with an existing file, by what is known of its content."""
    if output.existing not in {Existing.SET_ASIDE, Existing.RENEW}:
        return output.existing
    from plandoc.formats import issued_text  # noqa: PLC0415 - look into a file that was there
    from plandoc.ooxml import issued  # noqa: PLC0415

    as_written = source == output.issued or issued.untouched(source)
    if as_written is None:
        as_written = issued_text.untouched(source)
    if as_written:
        return Existing.REPLACE
    if as_written is None and output.existing is Existing.RENEW:
        return Existing.REFUSE
    return Existing.SET_ASIDE


def _stage(
    outputs: Iterable[Output], language: str, rubbish: ExitStack, missed: set[Path]
) -> Iterator[_Staged]:
    """Yield each file with its new and old contents under temporary names beside it."""
    for output in outputs:
        target = output.path.resolve()
        try:
            with explained(output.path):
                part = _temporary(target, rubbish)
                with part.open("wb") as file:
                    file.write(output.data)
                    file.flush()
                    os.fsync(file.fileno())
                replaces = target.exists()
                part.chmod(target.stat().st_mode & 0o777 if replaces else 0o666 & ~_umask())
                old = free = None
                if replaces and output.existing is Existing.SET_ASIDE:
                    free = _free(target, language)
                elif replaces:
                    old = Path(shutil.copy2(target, _temporary(target, rubbish)))
                before = digest_of(target)
        except OutputError:
            if not output.optional:
                raise
            missed.add(output.path)
        else:
            yield _Staged(output, Step(target, part, old, free, before, digest(output.data)))


def _put_all(
    staged: Iterable[_Staged], undo: ExitStack, rubbish: ExitStack, missed: set[Path]
) -> dict[Path, Path]:
    """Rename all new contents into place; return where files that were there are kept."""
    kept: dict[Path, Path] = {}
    for file in staged:
        _refuse_changed(file.output)
        try:
            with explained(file.output.path):
                free = _put(file.step, undo, rubbish)
        except OutputError:
            if not file.output.optional:
                raise
            missed.add(file.output.path)
        else:
            kept |= {file.output.path: file.output.path.with_name(free.name)} if free else {}
    return kept


def _put(step: Step, undo: ExitStack, rubbish: ExitStack) -> Path | None:
    """Rename new content into place; return where the file that was there is kept, if it is."""
    if step.free is not None:
        step.target.replace(step.free)
        undo.callback(_restore, step.free, step.target, rubbish)
    step.part.replace(step.target)
    if step.old is not None:
        undo.callback(_restore, step.old, step.target, rubbish)
    elif step.free is None:
        undo.callback(step.target.unlink, missing_ok=True)
    return step.free


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


def _temporary(target: Path, rubbish: ExitStack) -> Path:
    """Return a new temporary file beside `target` that is deleted in the end."""
    path = beside(target)
    rubbish.callback(path.unlink, missing_ok=True)
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _free(path: Path, language: str) -> Path:
    """Return the first free name beside a file."""
    names = Names(path.parent, language)
    return names.free(path.stem, path.suffix, lambda words: words.previous)
