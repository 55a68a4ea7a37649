"""A plan file, read and parsed once."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from plandoc.errors import Problem
from plandoc.formats.yaml.plan_reader import ParsedPlan, parse_plan
from plandoc.formats.yaml.plan_writer import rewrite
from plandoc.project.files import read
from plandoc.project.one_writer import settle
from plandoc.project.outputs import Existing, Output
from plandoc.schema.plan import Plan

if TYPE_CHECKING:
    from plandoc.formats.docx.template import Template


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

    def pictures(self, template: "Template | None") -> dict[str, bytes]:
        """Return the pictures of a template by names whose paths the plan has in its `extra`.

        The paths are seen from the folder of the file. Raises `PlanFileError` for one that cannot
        be read.
        """
        names = sorted(template.pictures) if template else ()
        given = {name: self.plan.extra.get(name, "").strip() for name in names}
        return {name: read(self.path.parent / path) for name, path in given.items() if path}

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
