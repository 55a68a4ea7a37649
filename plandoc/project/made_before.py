"""The record of files that were made of many plans, and what of earlier runs is left among them."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from os.path import abspath, normpath, relpath
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import Place, PlandocError, Problem
from plandoc.project.files import explained, read


@dataclass(frozen=True, slots=True)
class Noted:
    """The files that were made of a plan; the digest of all that they depend on, if it is kept.

    `identity` is what tells the plan from others, `figures` are what was counted for them, as JSON
    has it; both are empty if they were not asked for. `shape` names the options that decide which
    files a plan has.
    """

    digest: str
    files: tuple[Path, ...]
    identity: str
    figures: Mapping[str, object]
    shape: str = ""


class Record:
    """What was made, a line for each plan; of two lines of one plan the later counts."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.known: dict[str, Noted] = {}
        self._files: dict[tuple[str, str], tuple[Path, ...]] = {}
        """What each plan has in each shape."""
        self._makers: dict[Path, tuple[str, str]] = {}
        """Of which plan and in which shape each file was made last, by an earlier run."""
        if path is not None and path.is_file():
            for line in read(path).decode(errors="replace").split("\n"):
                with suppress(ValueError, KeyError, TypeError):  # a line that was cut off
                    told = json.loads(line)
                    files = tuple(Path(normpath(path.parent / file)) for file in told["files"])
                    figures, identity = {**told["figures"]}, str(told["identity"])
                    shape, plan = str(told["shape"]), str(told["plan"])
                    self.known[plan] = Noted(told["digest"], files, identity, figures, shape)
                    self._files[plan, shape] = files
                    self._makers |= dict.fromkeys(files, (plan, shape))

    @staticmethod
    def key(path: Path) -> str:
        """Return the name of a plan in the record."""
        return str(path.resolve())

    def of(self, path: Path) -> Noted | None:
        """Return what was made of a plan."""
        return self.known.get(self.key(path)) if self.known else None

    def add(self, path: Path, made: Noted) -> None:
        """Add a line."""
        if self.path is None:
            return
        plan = self.key(path)
        for file in made.files:
            self._makers.pop(Path(normpath(file)), None)
        if (plan, made.shape) in self._files:
            self._files[plan, made.shape] = tuple(Path(normpath(file)) for file in made.files)
        told = {
            "plan": plan,
            "shape": made.shape,
            "digest": made.digest,
            "files": [self._beside(file) for file in made.files],
            "identity": made.identity,
            "figures": made.figures,
        }
        with explained(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(told, ensure_ascii=False) + "\n")

    def _beside(self, file: Path) -> str:
        """Return the path of a file from the folder of the record, whatever the present folder."""
        folder = self.path.parent if self.path else Path()
        try:
            return relpath(file, folder)
        except ValueError:  # it is on another disk
            return abspath(file)  # noqa: PTH100 - without links

    def left_over(self) -> Iterator[Problem]:
        """Yield a note for each file of an earlier run that is there, and that no plan has now.

        One that somebody saved since, or that does not tell whether anybody did, is left out: it
        may be a sheet with outcomes that are still to be collected, or the scan of a signed paper.
        """
        there = {plan: Path(plan).is_file() for plan, _ in self._files}
        standing = {
            file for (plan, _), files in self._files.items() if there[plan] for file in files
        }
        for file, (plan, _) in sorted(self._makers.items()):
            if file not in standing and _as_made(file):
                code = Code.FILE_NO_MORE_MADE if there[plan] else Code.FILE_OF_LOST_PLAN
                yield Problem(code, place=Place(file=str(file)), values={"plan": plan})


def _as_made(path: Path) -> bool:
    """Whether a file is there as plandoc wrote it."""
    from plandoc.formats import issued_text  # noqa: PLC0415 - look into a file that was there
    from plandoc.ooxml import issued  # noqa: PLC0415

    try:
        source = read(path) if path.is_file() else b""
    except PlandocError:
        return False
    return bool(issued.untouched(source) or issued_text.untouched(source))
