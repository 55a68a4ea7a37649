"""The figures of a plan file on a day."""

from datetime import date
from pathlib import Path

from plandoc.errors import Problem
from plandoc.progress.figures import Report, report
from plandoc.project.history import plan_at
from plandoc.project.plan_file import PlanFile
from plandoc.project.sealing import seal_warnings
from plandoc.schema.plan import Plan


def status_file(
    path: Path | str, *, today: date, as_of: date | None = None
) -> tuple[Plan, Report, tuple[Problem, ...]]:
    """Return a plan with its figures on the day `today`, as `report_file` would write them.

    With `as_of`, the outcomes are those at the end of that day, according to the journal.

    Raises `PlanFileError`.
    """
    file = PlanFile.load(path)
    plan, problems = plan_at(file, as_of)
    return plan, report(plan, today), (*problems, *seal_warnings(file))
