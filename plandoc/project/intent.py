"""The record of a write under way: the next start finishes the write, or undoes it."""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import OutputError, Place, Problem
from plandoc.project.files import explained, names_in
from plandoc.project.names import LONGEST, named

_PART = ".part"
_ADDED = 8 + len(_PART)
_RANDOM = "[a-z0-9_]{8}"
_FORMER = re.compile(r"(?=.*[0-9_])(?=.*[a-z])[a-z0-9_]{8}")
"""What former versions put after a name, without an ending."""


@dataclass(frozen=True, slots=True)
class Step:
    """One file of a write.

    `part` holds its new content until it is renamed to `target`, `old` a copy of what is replaced.
    `free` is the name to which the file that is there is moved first. `before` and `after` are the
    digests of what is there and of the new content, `""` for no file.
    """

    target: Path
    part: Path
    old: Path | None
    free: Path | None
    before: str
    after: str

    def forward(self) -> None:
        """Rename the new content into place, as far as that was not done."""
        if not self.part.exists():
            return
        if self.free is not None and self.target.exists():
            self.target.replace(self.free)
        self.part.replace(self.target)

    def back(self) -> None:
        """Give the file its old content and its old name again, as far as it was renamed."""
        if self.free is not None:
            if self.free.exists() and digest_of(self.target) in {"", self.after}:
                self.free.replace(self.target)
        elif digest_of(self.target) != self.after:
            return
        elif self.old is not None:
            self.old.replace(self.target)
        else:
            self.target.unlink()

    @property
    def leads_forward(self) -> bool:
        """Whether the new content is in place, or can be put there without losing anything."""
        now = digest_of(self.target)
        if not self.part.exists():
            return now == self.after
        moved = self.free is not None and not now and digest_of(self.free) == self.before
        return digest_of(self.part) == self.after and (now == self.before or moved)

    @property
    def leads_back(self) -> bool:
        """Whether the old content is in place, or can be put there without losing anything."""
        if self.part.exists():  # not renamed: what is there now is not ours
            return True
        now = digest_of(self.target)
        if now == self.before or (self.free is None and not self.before):
            return True
        kept = self.free or self.old
        return now in {"", self.after} and kept is not None and digest_of(kept) == self.before


def intent_of(plan: Path, folder: Path | None = None) -> Path:
    """Return where the record of a plan's write stands: beside the plan, or in `folder`."""
    return (folder or plan.resolve().parent) / named(f".{plan.name}", ".intent")


def _head(name: str) -> str:
    """Return the beginning of the temporary names of a file."""
    return named(f".{name}", ".", longest=LONGEST - _ADDED)


def beside(target: Path) -> Path:
    """Return a new temporary file in the folder of `target`."""
    handle, name = tempfile.mkstemp(prefix=_head(target.name), suffix=_PART, dir=target.parent)
    os.close(handle)
    return Path(name)


def record(intent: Path, steps: Sequence[Step], *, forward: bool = True) -> None:
    """Write down what is under way; from now on it is finished, or undone, whatever happens."""
    texts = [{name: str(getattr(step, name) or "") for name in Step.__slots__} for step in steps]
    part = beside(intent)
    try:
        with part.open("wb") as file:
            file.write(json.dumps({"forward": forward, "steps": texts}).encode())
            file.flush()
            os.fsync(file.fileno())
        part.replace(intent)
    finally:
        part.unlink(missing_ok=True)
    _sync(intent.parent)


def recover(intent: Path) -> None:
    """Finish the write that a record tells of, or undo it where a file was changed since.

    The caller holds the plan. Raises `OutputError` where neither can be done without losing a
    text, or where the system refuses.
    """
    with explained(intent):
        if not intent.is_file():
            return
        forward, steps = _read(intent)
        if forward and all(step.leads_forward for step in steps):
            for step in steps:
                step.forward()
        elif stuck := next((step for step in steps if not step.leads_back), None):
            values = {"changed": stuck.target.name, "part": stuck.part, "intent": intent}
            place = Place(file=str(stuck.target))
            raise OutputError([Problem(Code.WRITE_UNFINISHED, place=place, values=values)])
        else:
            record(intent, steps, forward=False)
            for step in reversed(steps):
                step.back()
        intent.unlink()
        for step in steps:
            for path in filter(None, (step.part, step.old)):
                path.unlink(missing_ok=True)


def _read(intent: Path) -> tuple[bool, list[Step]]:
    """Return the direction and the steps of a record, nothing where it is none of ours."""
    try:
        data = json.loads(intent.read_bytes())
        steps = [_step(texts) for texts in data["steps"]]
        return bool(data["forward"]), steps
    except (ValueError, TypeError, KeyError, RecursionError):
        return False, []


def _step(texts: dict[str, str]) -> Step:
    target = Path(texts["target"])
    paths = {name: Path(texts[name]) if texts[name] else None for name in ("part", "old", "free")}
    if any(path and path.parent != target.parent for path in paths.values()):
        raise ValueError
    part, old, free = paths["part"], paths["old"], paths["free"]
    if part is None or not all(
        is_temporary(path.name, target.name) for path in (part, old) if path
    ):
        raise ValueError
    return Step(target, part, old, free, texts["before"], texts["after"])


def is_temporary(name: str, target: str) -> bool:
    """Whether a file is one that holds the content of `target` during a write."""
    head = _head(target)
    if not name.startswith(head):
        return False
    rest = name.removeprefix(head)
    return bool(re.fullmatch(_RANDOM + re.escape(_PART), rest) or _FORMER.fullmatch(rest))


def clean(targets: Iterable[Path]) -> None:
    """Delete what killed writes of these files left. The caller holds the plan."""
    for path in list(_temporary(targets)):
        with suppress(OSError):
            path.unlink()


def _temporary(targets: Iterable[Path]) -> Iterator[Path]:
    folders: dict[Path, list[str]] = {}
    for target in targets:
        folders.setdefault(target.parent, []).append(target.name)
    for folder, names in folders.items():
        for found in names_in(folder):
            if found.startswith(".") and any(is_temporary(found, name) for name in names):
                yield folder / found


def digest_of(path: Path) -> str:
    """Return the digest of a file's content, `""` where there is no file."""
    return digest(path.read_bytes()) if path.exists() else ""


def digest(data: bytes) -> str:
    """Return the digest of a content."""
    return hashlib.sha256(data).hexdigest()


def _sync(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
