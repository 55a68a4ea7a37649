"""Writing tracking sheets during the year: for the whole plan or for each executor."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plandoc.errors import Problem
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.project.ids import write_with_ids
from plandoc.project.names import named, shortened
from plandoc.project.one_writer import exclusive
from plandoc.project.outputs import Existing, Output
from plandoc.project.plan_file import PlanFile
from plandoc.project.sealing import refuse_edits
from plandoc.schema.executors import by_executor
from plandoc.schema.plan import Plan
from plandoc.words.language import language_of, words_in

_LONGEST_NAME, _MOST_BYTES = 60, 120
_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True, slots=True)
class Tracked:
    """The written sheets, each with its executor (`""` for the whole plan).

    `kept` are the new locations of existing sheets.
    """

    plan: Plan
    sheets: Mapping[Path, str]
    kept: Mapping[Path, Path]
    ids_added: int
    problems: tuple[Problem, ...]


def track_file(
    path: Path | str,
    out: Path | str,
    *,
    per_executor: bool = False,
    created: datetime | None = None,
    force: bool = False,
) -> Tracked:
    """Write the tracking sheet of a plan file, including current outcomes, to the folder `out`.

    With `per_executor`, each executor gets a sheet with their own rows and the same ids; activities
    without an executor are on a separate sheet. All sheets are written or none. An existing sheet
    that nobody saved since it was written is replaced; one that somebody saved is moved aside,
    because it may have been filled in. A file that plandoc did not write is moved aside only with
    `force`. A signed plan that was edited is refused.

    Raises `PlanFileError`, `LockError` for an invalid lock file, `TrackingError`, `OutputError`.
    """
    with exclusive(path):
        file, out = PlanFile.load(path), Path(out)
        sealing = refuse_edits(file)
        sheets = _sheets(file, out, per_executor=per_executor)
        existing = Existing.kept(force=force)
        outputs = [
            Output(target, render_tracking(file.plan, created=created, executor=name), existing)
            for target, name in sheets.items()
        ]
        written = write_with_ids(file, outputs, out)
    reported = (*file.problems, *sealing, *written.problems)
    named = {target: name or "" for target, name in sheets.items()}
    return Tracked(file.plan, named, written.kept, written.ids_added, reported)


def _sheets(file: PlanFile, out: Path, *, per_executor: bool) -> dict[Path, str | None]:
    """Return the executor of each sheet by path: `None` for the whole plan, `""` for nobody."""
    names: Iterable[str | None] = by_executor(file.plan) if per_executor else (None,)
    nobody = words_in(language_of(file.plan.language)).tracking.summary.nobody
    sheets: dict[Path, str | None] = {}
    for name in names:
        called = nobody if name == "" else name
        sheets[_free(out, file.path.stem, called, sheets)] = name
    return sheets


def _free(out: Path, stem: str, executor: str | None, taken: Iterable[Path]) -> Path:
    """Return the file name of a sheet: the name of the executor in portable characters."""
    ending = "-tracking"
    if executor is not None:
        cleaned = _UNFIT.sub(" ", executor).strip(" .")[:_LONGEST_NAME]
        cleaned = shortened(cleaned, _MOST_BYTES).strip(" .")
        ending += f"-{cleaned}" if cleaned else ""
    lowered = {path.name.casefold() for path in taken}
    name, copy = named(stem, f"{ending}.xlsx"), 1
    while name.casefold() in lowered:
        copy += 1
        name = named(stem, f"{ending}-{copy}.xlsx")
    return out / name
