"""Saving a plan to a file without losing what only the file or its lock knows."""

from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import Place, PlanFileError, Problem
from plandoc.fieldpath import ROOT
from plandoc.formats.yaml.plan_writer import dump_json, dump_yaml
from plandoc.project.lock_file import LockFile
from plandoc.project.one_writer import exclusive
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.project.plan_file import PlanFile
from plandoc.schema.plan import Plan

_MOST_SHOWN = 10


def save_plan(plan: Plan, path: Path | str, *, keep_outcomes: bool = False) -> Plan:
    """Write a plan to a YAML or JSON file; comments and style of an existing file are kept.

    With `keep_outcomes`, what the file knows beside the author's texts stays (`Plan.keeping`): for
    a plan that a script makes anew. Returns the plan as saved.

    Raises `OutputError` if the file cannot be written or is in use, `PlanFileError` if an existing
    file is not a plan (a lock is none), has outcomes of activities without one in `plan` or a later
    revision, or if another plan is sealed under that name.
    """
    path = Path(path)
    with exclusive(path):
        _must_keep_seal(path, plan)
        if path.exists():
            file = PlanFile.load(path)
            plan = plan.keeping(file.plan) if keep_outcomes else plan
            _must_keep_outcomes(file, plan)
            _must_keep_revision(file, plan)
            output = file.with_plan(plan)
        elif path.suffix.lower() == ".json":
            output = Output(path, dump_json(plan).encode(), Existing.REPLACE)
        else:
            output = Output(path, dump_yaml(plan).encode(), Existing.UPDATE)
        write_all([output])
    return plan


def _must_keep_outcomes(file: PlanFile, plan: Plan) -> None:
    """Refuse to write a plan over outcomes that it does not have."""
    marked = {row.activity.id for row in plan.activity_rows() if row.activity.outcome}
    lost = [
        row
        for row in file.plan.activity_rows()
        if row.activity.outcome and row.activity.id not in marked
    ]
    if lost:
        shown = ", ".join(row.activity.id for row in lost[:_MOST_SHOWN])
        shown += ", …" if len(lost) > _MOST_SHOWN else ""
        values = {"ids": shown}
        problem = Problem(Code.SAVE_LOSES_OUTCOMES, place=Place(path=lost[0].path), values=values)
        raise PlanFileError(file.located([problem]))


def _must_keep_revision(file: PlanFile, plan: Plan) -> None:
    """Refuse to write an earlier revision of a plan over a later one."""
    if plan.revision < file.plan.revision:
        values = {"revision": plan.revision, "latest": file.plan.revision}
        problem = Problem(Code.SAVE_LOSES_REVISION, values=values)
        raise PlanFileError(file.located([problem.at(path=ROOT / "revision")]))


def _must_keep_seal(path: Path, plan: Plan) -> None:
    """Refuse to write a plan beside the lock of another one, which would lose its seal."""
    lock = LockFile.at(path)
    if lock.lock.latest is not None and lock.lock.plan_id != plan.id:
        values = {"found": lock.lock.plan_id, "own": plan.id}
        place = Place(file=str(lock.path))
        raise PlanFileError([Problem(Code.PLAN_OF_OTHER_LOCK, place=place, values=values)])
