"""Writing tracking sheets during the year: for the whole plan or for each executor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from plandoc.errors import Problem
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.project.ids import MissingIds
from plandoc.project.names import Names
from plandoc.project.one_writer import exclusive
from plandoc.project.outputs import Existing, Output
from plandoc.project.per_executor import shares
from plandoc.project.plan_file import PlanFile
from plandoc.project.sealing import refuse_edits
from plandoc.schema.plan import Plan


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


def track_file(  # noqa: PLR0913
    path: Path | str,
    out: Path | str,
    *,
    per_executor: bool = False,
    created: datetime | None = None,
    today: date | None = None,
    force: bool = False,
) -> Tracked:
    """Write the tracking sheet of a plan file, including current outcomes, to the folder `out`.

    With `per_executor`, each executor gets a sheet with their own rows and the same ids; activities
    without an executor are on a separate sheet. All sheets are written or none. An existing sheet
    that nobody saved since it was written is replaced; one that somebody saved is moved aside,
    because it may have been filled in. A file that plandoc did not write is moved aside only with
    `force`. A signed plan that was edited is refused. `today` is that of `render_tracking`.

    Raises `PlanFileError`, `LockError` for an invalid lock file, `TrackingError`, `OutputError`.
    """
    with exclusive(path):
        file, out = PlanFile.load(path), Path(out)
        sealing = refuse_edits(file)
        names = Names(out, file.plan.language)
        sheets = shares(
            file, names, ".xlsx", lambda words: words.tracking, per_executor=per_executor
        )
        ids, plan, noted = MissingIds.of(file), file.plan, file.problems
        del file  # its text is not needed any more
        existing = Existing.kept(force=force)
        outputs = [
            Output(
                target,
                render_tracking(plan, created=created, executor=name, today=today),
                existing,
            )
            for target, name in sheets.items()
        ]
        written = ids.written_with(outputs, out)
    reported = (*noted, *sealing, *names.problems, *written.problems)
    named = {target: name or "" for target, name in sheets.items()}
    return Tracked(plan, named, written.kept, written.ids_added, reported)
