"""Checking a plan file."""

from pathlib import Path

from plandoc.checks import check
from plandoc.errors import Problem
from plandoc.project.plan_file import PlanFile
from plandoc.project.sealing import seal_warnings
from plandoc.schema.plan import Plan


def check_file(
    path: Path | str, *, previous: Plan | None = None
) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan in a file and all remarks about it, each with its line.

    With `previous`, last year's plan, the plans are compared as well. Raises `PlanFileError`
    like `load_plan`.
    """
    file = PlanFile.load(path)
    remarks = file.located(check(file.plan, previous=previous))
    return file.plan, (*file.problems, *seal_warnings(file), *remarks)
