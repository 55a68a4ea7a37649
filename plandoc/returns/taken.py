"""The result of an import: the fate of every row, changes, conflicts and proposals."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from plandoc.errors import Place, Problem
from plandoc.returns.filled import Conflict, Decision
from plandoc.schema.plan import Plan


class Fate(StrEnum):
    """The result for a row of a file: exactly one of these."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    PROPOSED = "proposed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Account:
    """A row of a file and its fate; `id` is empty if no activity matches."""

    file: str
    place: Place
    fate: Fate
    id: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A change of an outcome field: the old and the new value, and the source cells.

    `inferred`: the value was inferred from the text of the outcome.
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
    """The kind of edit that a person made to the plan itself on a sheet."""

    EDIT = "edit"
    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An edit of the plan itself found in a file: never applied, only listed for an amendment.

    `key` is the column: `title`, `deadline`, `fields.place`; empty for an added or removed row.
    An added row has its texts by column in `row`, in `after` the id of the row above it, and in
    `outcome` the fields of its outcome, which comes into the plan with it.
    """

    kind: ProposalKind
    id: str
    number: str
    key: str
    was: str
    became: str
    place: Place
    row: tuple[tuple[str, str], ...] = ()
    after: str = ""
    outcome: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """The result of an import: the resulting plan, and the account of every row."""

    plan: Plan
    accounts: tuple[Account, ...]
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """The newly applied decisions, for the journal."""
    proposals: tuple[Proposal, ...] = ()
    file_problems: tuple[Problem, ...] = ()

    @property
    def fates(self) -> Counter[Fate]:
        """The number of rows with each fate; the sum is the number of rows in all files."""
        return Counter(account.fate for account in self.accounts)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems: of files first, then of rows in order."""
        rows = (problem for account in self.accounts for problem in account.problems)
        return (*self.file_problems, *rows)
