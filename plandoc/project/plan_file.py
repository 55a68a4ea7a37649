"""A plan file, read and parsed once."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import Place, PlanFileError, Problem
from plandoc.formats.yaml.plan_reader import ParsedPlan, parse_plan
from plandoc.formats.yaml.plan_writer import dump_json, dump_yaml, rewrite
from plandoc.project.files import read
from plandoc.project.one_writer import exclusive, settle
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.schema.plan import Plan

_MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan file as read; every operation reads it once through this class."""

    path: Path
    parsed: ParsedPlan

    @classmethod
    def load(cls, path: Path | str) -> "PlanFile":
        """Read a YAML or JSON file.

        Raises `PlanFileError` with all problems and their lines if there is no valid plan.
        """
        path = Path(path)
        settle(path)
        return cls(path, parse_plan(read(path), str(path)))

    @property
    def plan(self) -> Plan:
        """The plan in the file."""
        return self.parsed.plan

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The warnings of reading the file."""
        return self.parsed.problems

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems with the line and column of their field paths."""
        return self.parsed.located(problems)

    def rewritten(self, plan: Plan) -> bytes:
        """Return the file with the changes of `plan`; in YAML all other lines are preserved.

        Raises `PlanFileError` if an alias shares a value that would have to change separately.
        """
        return rewrite(plan, self.parsed)

    def with_plan(self, plan: Plan, *, optional: bool = False) -> Output:
        """Return the file with the content of `plan` as an output. Raises like `rewritten`."""
        data = self.rewritten(plan)
        return Output(self.path, data, Existing.UPDATE, optional, before=self.parsed.source)


def load_plan(path: Path | str) -> Plan:
    """Return the plan in a YAML or JSON file.

    Raises `PlanFileError` with all problems and their lines if there is no valid plan.
    """
    return PlanFile.load(path).plan


def save_plan(plan: Plan, path: Path | str) -> None:
    """Write a plan to a YAML or JSON file; comments and style of an existing file are kept.

    Raises `OutputError` if the file cannot be written or is in use, `PlanFileError` if an existing
    file is not a plan (a lock is none), or has outcomes of activities without one in `plan`.
    """
    path = Path(path)
    with exclusive(path):
        if path.exists():
            file = PlanFile.load(path)
            _must_keep_outcomes(file, plan)
            output = file.with_plan(plan)
        elif path.suffix.lower() == ".json":
            output = Output(path, dump_json(plan).encode(), Existing.REPLACE)
        else:
            output = Output(path, dump_yaml(plan).encode(), Existing.UPDATE)
        write_all([output])


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
