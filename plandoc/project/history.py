"""The journal that stands beside a plan file, and the plan as it stood on a past day."""

from datetime import date
from pathlib import Path

from plandoc.errors import Problem
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.project.files import read
from plandoc.returns.journal import Entry, read_journal, state_at
from plandoc.schema.plan import Plan


def journal_of(path: Path) -> Path:
    """Return where the journal of a plan file stands."""
    return path.with_name(f"{path.stem}.journal.jsonl")


def journal_text(path: Path) -> str:
    """Return the text of the journal of a plan file, `""` where there is none yet."""
    journal = journal_of(path)
    return read(journal).decode("utf-8", errors="replace") if journal.exists() else ""


def entries_of(path: Path) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the entries of the journal of a plan file, and a problem for each bad line."""
    return read_journal(journal_text(path), str(journal_of(path)))


def plan_at(path: Path, day: date | None) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan in a file with its outcomes as they were at the end of `day`, or now.

    Raises `PlanFileError` where the plan cannot be read.
    """
    plan, problems = read_plan(read(path), str(path))
    if day is None:
        return plan, problems
    entries, unread = entries_of(path)
    plan, differing = state_at(plan, entries, day)
    where = str(journal_of(path))
    said = (p if p.place.file else p.at(file=where) for p in differing)
    return plan, (*problems, *unread, *said)
