"""The journal beside a plan file, and the plan as it was on a past day."""

from datetime import date

from plandoc.errors import Problem
from plandoc.project.files import read
from plandoc.project.outputs import Existing, Output
from plandoc.project.plan_file import PlanFile
from plandoc.returns.journal import Entry, read_journal, state_at
from plandoc.schema.plan import Plan


def entries_of(file: PlanFile) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the entries of the journal of a plan file, and a problem for each bad line."""
    return read_journal(_journal(file).decode("utf-8", errors="replace"), str(file.journal))


def with_lines(file: PlanFile, lines: str) -> Output:
    """Return the journal of a plan file with `lines` after what it says now."""
    before = _journal(file)
    if before and not before.endswith(b"\n"):
        before += b"\n"
    return Output(file.journal, before + lines.encode(), Existing.REPLACE)


def plan_at(file: PlanFile, day: date | None) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan of a file with its outcomes as they were at the end of `day`, or now."""
    if day is None:
        return file.plan, file.problems
    entries, unread = entries_of(file)
    plan, differing = state_at(file.plan, entries, day)
    said = (p if p.place.file else p.at(file=str(file.journal)) for p in differing)
    return plan, (*file.problems, *unread, *said)


def _journal(file: PlanFile) -> bytes:
    return read(file.journal) if file.journal.exists() else b""
