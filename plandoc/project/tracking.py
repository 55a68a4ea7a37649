"""Tracking sheets handed out while the year goes on: one of the whole plan, or one an executor."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plandoc.errors import OutputError, Place, Problem
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.project.files import differs, explained, read, write_together
from plandoc.project.plan_file import keep_ids
from plandoc.project.sealing import refuse_edits
from plandoc.schema.executors import by_executor
from plandoc.schema.plan import Plan
from plandoc.words.language import language_of, words_in

_LONGEST_NAME = 60
_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True, slots=True)
class Tracked:
    """The sheets that were written, each with its executor (`""` for the whole plan).

    `kept` tells where sheets that stood there before were moved to.
    """

    plan: Plan
    sheets: Mapping[Path, str]
    kept: Mapping[Path, Path]
    ids_added: int
    problems: tuple[Problem, ...]


def track(
    path: Path | str,
    out: Path | str,
    *,
    per_executor: bool = False,
    created: datetime | None = None,
    force: bool = False,
) -> Tracked:
    """Write the tracking sheet of a plan file into the folder `out`, with the marks there are.

    With `per_executor` each executor gets a sheet of their rows alone, with the same ids;
    activities without an executor are on a sheet of their own. A sheet that stands in
    `out` is replaced only with `force`, and even then moved aside: somebody may have filled it.

    Raises `PlanFileError`, `TrackingError`, `OutputError`.
    """
    path, out = Path(path), Path(out)
    source = read(path)
    plan, problems = read_plan(source, str(path))
    refuse_edits(path, plan, source)
    names: Iterable[str | None] = by_executor(plan) if per_executor else (None,)
    nobody = words_in(language_of(plan.language)).tracking.summary.nobody
    made: dict[Path, bytes] = {}
    sheets: dict[Path, str] = {}
    for name in names:
        called = nobody if name == "" else name
        target = _free(out, path.stem, called, made)
        made[target] = render_tracking(plan, created=created, executor=name)
        sheets[target] = name or ""
    stale = {target for target, data in made.items() if differs(target, data)}
    if stale and not force:
        raise OutputError([Problem("PLN803", place=Place(file=str(t))) for t in sorted(stale)])
    added, unsaved = keep_ids(path, source, plan)
    with explained(out):
        out.mkdir(parents=True, exist_ok=True)
    fresh = {t: data for t, data in made.items() if t in stale or not t.exists()}
    kept = write_together(fresh, force=force, aside=sorted(stale))
    return Tracked(plan, sheets, kept, added, (*problems, *unsaved))


def _free(out: Path, stem: str, executor: str | None, taken: Mapping[Path, bytes]) -> Path:
    """Return the name of a sheet: that of the executor in what every disk accepts."""
    base = f"{stem}-tracking"
    if executor is not None:
        cleaned = _UNFIT.sub(" ", executor).strip(" .")[:_LONGEST_NAME].strip(" .")
        base += f"-{cleaned}" if cleaned else ""
    lowered = {path.name.casefold() for path in taken}
    name, copy = f"{base}.xlsx", 1
    while name.casefold() in lowered:
        copy += 1
        name = f"{base}-{copy}.xlsx"
    return out / name
