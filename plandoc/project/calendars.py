"""Writing the calendar of a plan file: for the whole plan or for each executor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plandoc.errors import Problem
from plandoc.formats.ics import render_calendar
from plandoc.project.ids import write_with_ids
from plandoc.project.names import Names
from plandoc.project.one_writer import exclusive
from plandoc.project.outputs import Existing, Output
from plandoc.project.per_executor import shares
from plandoc.project.plan_file import PlanFile


@dataclass(frozen=True, slots=True)
class Calendars:
    """The written calendars, each with its executor (`""` for the whole plan).

    `kept` are the new locations of calendars that somebody edited.
    """

    files: Mapping[Path, str]
    kept: Mapping[Path, Path]
    ids_added: int
    problems: tuple[Problem, ...]


def write_calendars(
    path: Path | str,
    out: Path | str,
    *,
    per_executor: bool = False,
    created: datetime | None = None,
    force: bool = False,
) -> Calendars:
    """Write the deadlines of a plan file to the folder `out` as iCalendar files, all or none.

    With `per_executor`, each executor gets a calendar with their own activities. An existing
    calendar that nobody edited is replaced, and a program that takes it updates its events; one
    that somebody edited is moved aside. `force` replaces any.

    Raises `PlanFileError`, `OutputError`, `PlandocError` without icalendar (the extra `calendar`).
    """
    with exclusive(path):
        file, out = PlanFile.load(path), Path(out)
        names = Names(out, file.plan.language)
        found = shares(file, names, ".ics", per_executor=per_executor)
        outputs = [
            Output(
                target,
                render_calendar(file.plan, created=created, executor=name),
                Existing.draft(force=force),
            )
            for target, name in found.items()
        ]
        written = write_with_ids(file, outputs, out)
    executors = {target: name or "" for target, name in found.items()}
    problems = (*file.problems, *names.problems, *written.problems)
    return Calendars(executors, written.kept, written.ids_added, problems)
