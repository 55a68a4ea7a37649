"""What became of filled files: every row accounted for, what changes, what is for a person."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from plandoc.errors import Place, Problem
from plandoc.returns.filled import Conflict, Decision
from plandoc.schema.plan import Plan


class Fate(StrEnum):
    """What became of a row of a file: exactly one of these."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Account:
    """A row of a file and what became of it; `id` is empty where the plan has no such row."""

    file: str
    place: Place
    fate: Fate
    id: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A field of an outcome that changes: from what, to what, and the cells that say so.

    `inferred` tells that it was read out of the words of a mark.
    """

    id: str
    number: str
    title: str
    field: str
    old: str
    new: str
    places: tuple[Place, ...]
    files: tuple[str, ...]
    inferred: bool = False


class ProposalKind(StrEnum):
    """What a person did to the plan itself on the sheet."""

    EDIT = "edit"
    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of the plan that a file shows: never taken in, listed for an amendment.

    `key` is the column: `title`, `deadline`, `fields.place`; empty for a row added or removed.
    """

    kind: ProposalKind
    id: str
    number: str
    key: str
    was: str
    became: str
    place: Place


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking files in: the plan as it would be, and the account of everything."""

    plan: Plan
    accounts: tuple[Account, ...]
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """The choices of persons that were followed now, for the journal."""
    proposals: tuple[Proposal, ...] = ()
    file_problems: tuple[Problem, ...] = ()

    @property
    def fates(self) -> Counter[Fate]:
        """How many rows met each fate; the sum is the number of rows in all files."""
        return Counter(account.fate for account in self.accounts)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything to be said: of files first, then of rows in their order."""
        rows = (problem for account in self.accounts for problem in account.problems)
        return (*self.file_problems, *rows)
