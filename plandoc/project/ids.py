"""Writing generated ids to the plan file together with its outputs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import Place, PlanFileError, Problem
from plandoc.project.outputs import Output, write_all
from plandoc.project.plan_file import PlanFile
from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class WithIds:
    """The result: ids written to the plan file, and the new locations of existing files."""

    ids_added: int
    kept: Mapping[Path, Path]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class MissingIds:
    """The ids that a plan file gets, with its new text and its language; no more of it is held."""

    path: Path
    language: str
    added: int
    own: tuple[Output, ...]
    code: Code

    @classmethod
    def of(cls, file: PlanFile) -> "MissingIds":
        """Return the ids that a plan file lacks."""
        known = {file.parsed.own_id, *file.parsed.row_ids}
        added = sum(ident not in known for ident in _ids(file.plan))
        own: tuple[Output, ...] = ()
        code = Code.IDS_NOT_SAVED
        if added:
            try:
                own = (file.with_plan(file.plan, optional=True),)
            except PlanFileError:
                code = Code.IDS_SHARED_BY_ALIASES
        return cls(file.path, file.plan.language, added, own, code)

    def written_with(self, outputs: Iterable[Output], folder: Path) -> WithIds:
        """Write outputs to a folder, and the ids to the plan file.

        All outputs are written or none. Ids that cannot be written are only a warning. Raises
        `OutputError`.
        """
        written = write_all(
            [*self.own, *outputs], folder=folder, plan=self.path, language=self.language
        )
        if not self.added or (self.own and self.path not in written.missed):
            return WithIds(self.added, written.kept, ())
        problem = Problem(self.code, place=Place(file=str(self.path)))
        return WithIds(0, written.kept, (problem,))


def write_with_ids(file: PlanFile, outputs: Iterable[Output], folder: Path) -> WithIds:
    """Write outputs to a folder, and missing ids to the plan file. Raises `OutputError`."""
    return MissingIds.of(file).written_with(outputs, folder)


def _ids(plan: Plan) -> Iterator[str]:
    yield plan.id
    yield from (row.activity.id for row in plan.activity_rows())
