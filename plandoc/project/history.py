"""The journal of a plan file, and the plan as of a past day."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plandoc.errors import LockError, PlanFileError, Problem
from plandoc.project.files import read
from plandoc.project.lock_file import LockFile
from plandoc.project.names import named
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
        path = plan_file.with_name(named(plan_file.stem, ".journal.jsonl"))
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
    plan = _in_force(file, plan, day)
    reported = (p if p.place.file else p.at(file=str(journal.path)) for p in differing)
    return plan, (*file.problems, *journal.problems, *reported)


def _in_force(file: PlanFile, plan: Plan, day: date) -> Plan:
    """Return the revision that was in force on a day, with the outcomes of `plan`."""
    try:
        lock_file = LockFile.of(file)
    except (LockError, PlanFileError):  # told by `seal_warnings`
        return plan
    seals = lock_file.lock.seals
    if lock_file.errors or not seals or lock_file.lock.plan_id != plan.id:
        return plan
    seal = next((seal for seal in reversed(seals) if seal.sealed_on <= day), seals[0])
    if seal.revision >= plan.revision:
        return plan
    signed = seal.plan
    known = {row.activity.id for row in signed.activity_rows()}
    outcomes = {row.activity.id: row.activity.outcome for row in plan.activity_rows()}
    return signed.with_outcomes({i: found for i, found in outcomes.items() if i in known})
