"""The journal of a plan file, and the plan as of a past day."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plandoc.errors import Problem
from plandoc.project.files import read
from plandoc.project.outputs import Existing, Output
from plandoc.project.plan_file import PlanFile
from plandoc.returns.journal import Entry, read_journal, state_at
from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class JournalFile:
    """The journal of a plan file as read; `source` is `None` if there is no file yet.

    `problems` has a warning for each invalid line.
    """

    path: Path
    source: bytes | None
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, plan_file: Path) -> "JournalFile":
        """Read the journal of a plan file. Raises `PlanFileError` if that fails."""
        path = plan_file.with_name(f"{plan_file.stem}.journal.jsonl")
        source = read(path) if path.exists() else None
        text = (source or b"").decode("utf-8", errors="replace")
        return cls(path, source, *read_journal(text, str(path)))

    def with_lines(self, lines: str) -> Output:
        """Return the journal with `lines` appended, as an output."""
        before = self.source or b""
        gap = b"\n" if before and not before.endswith(b"\n") else b""
        data = before + gap + lines.encode()
        return Output(self.path, data, Existing.UPDATE, before=self.source)


def plan_at(file: PlanFile, day: date | None) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan of a file with its outcomes as of the end of `day`, or the current ones."""
    if day is None:
        return file.plan, file.problems
    journal = JournalFile.of(file.path)
    plan, differing = state_at(file.plan, journal.entries, day)
    reported = (p if p.place.file else p.at(file=str(journal.path)) for p in differing)
    return plan, (*file.problems, *journal.problems, *reported)
