"""Writing the calendar of a plan file: for the whole plan or for each executor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plandoc.errors import Problem
from plandoc.formats.ics import render_calendar
from plandoc.project.ids import write_with_ids
from plandoc.project.one_writer import exclusive
from plandoc.project.outputs import Existing, Output
from plandoc.project.per_executor import shares
from plandoc.project.plan_file import PlanFile


@dataclass(frozen=True, slots=True)
class Calendars:
    """The written calendars, each with its executor (`""` for the whole plan)."""

    files: Mapping[Path, str]
    ids_added: int
    problems: tuple[Problem, ...]


def write_calendars(
    path: Path | str,
    out: Path | str,
    *,
    per_executor: bool = False,
    created: datetime | None = None,
) -> Calendars:
    """Write the deadlines of a plan file to the folder `out` as iCalendar files, all or none.

    With `per_executor`, each executor gets a calendar with their own activities. An existing
    calendar is replaced: nobody writes in one, and a program that takes it updates its events.

    Raises `PlanFileError`, `OutputError`, `PlandocError` without icalendar (the extra `calendar`).
    """
    with exclusive(path):
        file, out = PlanFile.load(path), Path(out)
        found = shares(file, out, "", ".ics", per_executor=per_executor)
        outputs = [
            Output(
                target,
                render_calendar(file.plan, created=created, executor=name),
                Existing.REPLACE,
            )
            for target, name in found.items()
        ]
        written = write_with_ids(file, outputs, out)
    named = {target: name or "" for target, name in found.items()}
    return Calendars(named, written.ids_added, (*file.problems, *written.problems))
