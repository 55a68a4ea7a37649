"""A plan file on disk, read and parsed once."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plandoc.errors import Problem
from plandoc.formats.yaml.plan_reader import ParsedPlan, parse_plan
from plandoc.formats.yaml.plan_writer import dump_json, dump_yaml, rewrite
from plandoc.project.files import read
from plandoc.project.one_writer import exclusive, settle
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan file as it was when it was read: every verb reads it through this, once."""

    path: Path
    parsed: ParsedPlan

    @classmethod
    def load(cls, path: Path | str) -> "PlanFile":
        """Read a YAML or JSON file.

        Raises `PlanFileError` with every problem, each with its line, when there is no such plan.
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
        """What was remarked while the file was read."""
        return self.parsed.problems

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems with the line and column at which their field paths stand here."""
        return self.parsed.located(problems)

    def rewritten(self, plan: Plan) -> bytes:
        """Return the file with what `plan` changes in it; in YAML all other lines stay.

        Raises `PlanFileError` where aliases share a value that would have to change alone.
        """
        return rewrite(plan, self.parsed)

    def with_plan(self, plan: Plan, *, optional: bool = False) -> Output:
        """Return the file that says `plan`, to be written in place of this one. Raises the same."""
        data = self.rewritten(plan)
        return Output(self.path, data, Existing.UPDATE, optional, before=self.parsed.source)


def load_plan(path: Path | str) -> Plan:
    """Return the plan in a YAML or JSON file.

    Raises `PlanFileError` with every problem, each with its line, when there is no such plan.
    """
    return PlanFile.load(path).plan


def save_plan(plan: Plan, path: Path | str) -> None:
    """Write a plan to a YAML or JSON file; comments of a YAML file that is there are kept.

    Raises `OutputError` where the file cannot be written or is in use, `PlanFileError` where a
    YAML file is there that holds no plan.
    """
    path = Path(path)
    with exclusive(path):
        if path.suffix.lower() == ".json":
            output = Output(path, dump_json(plan).encode(), Existing.REPLACE)
        elif path.exists():
            output = PlanFile.load(path).with_plan(plan)
        else:
            output = Output(path, dump_yaml(plan).encode(), Existing.UPDATE)
        write_all([output])
