"""The result of reading the units of a mark, and the cursor."""

from dataclasses import dataclass, field
from enum import Enum

from plandoc.marks.fields import SEPARATORS
from plandoc.marks.lexicon import Weight
from plandoc.marks.pieces import Unit
from plandoc.marks.verdict import Signal
from plandoc.schema.outcome import Status
from plandoc.words.texts import fold

Span = tuple[int, int]
"""Units from the first index up to the second, exclusive."""

NOWHERE = Unit("end", 0, 0)


class Role(Enum):
    """The role of a unit: it expresses the state, describes what was done, or is in a field."""

    OTHER = 0
    FILLER = 1
    TOLD = 2
    SAID = 3
    FIELD = 4


_ROLES = {Weight.SAID: Role.SAID, Weight.HINTED: Role.OTHER}


@dataclass(slots=True)
class Reading:
    """The result of reading a mark."""

    roles: list[Role]
    signals: list[Signal] = field(default_factory=list)
    days: list[Unit] = field(default_factory=list)
    ranges: list[Unit] = field(default_factory=list)
    """Last days of «с … по …»."""
    bounds: list[tuple[int, int]] = field(default_factory=list)
    """Where days after «до» stand, and their clauses."""
    evidence: list[Span] = field(default_factory=list)
    moved: Span | None = None
    reason: Span | None = None
    refers: bool = False
    """Whether it refers to another text: «см. отчёт»."""


class Cursor:
    """A position in the units, with the state of reading."""

    def __init__(self, text: str, units: list[Unit]) -> None:
        self.text, self.units = text, units
        self.out = Reading([Role.OTHER] * len(units))
        self.at = 0
        self.clause = 0
        self.depth = 0
        """The number of open brackets."""
        self.last: Signal | None = None
        """The state to which an explanation would belong."""
        self.begin_sentence()

    def begin_sentence(self) -> None:
        """Reset the state that lasts until the end of a sentence."""
        self.clause += 1
        self.sentence = self.clause
        self.future = self.term = self.nearly = self.short = self.since = False

    def unit(self, ahead: int = 0) -> Unit:
        """Return a unit before or after the cursor."""
        at = self.at + ahead
        return self.units[at] if 0 <= at < len(self.units) else NOWHERE

    def written(self) -> str:
        """Return the folded text of the unit at the cursor."""
        return fold(self.text[self.unit().start : self.unit().end])

    def free(self) -> bool:
        """Whether the cursor is at the beginning of a phrase."""
        before = self.unit(-1)
        if self.at == 0 or self.unit().line or before.kind in (*SEPARATORS, "sign"):
            return True
        role = self.out.roles[self.at - 1]
        return role in (Role.SAID, Role.FIELD) or before.part in ("see", "basis", "by")

    def mark(self, role: Role, first: int, after: int) -> None:
        """Assign a role to units."""
        self.out.roles[first:after] = [role] * (after - first)

    def take(self, role: Role, after: int) -> bool:
        """Assign a role to the units up to `after` and move there."""
        self.mark(role, self.at, after)
        self.at = after
        return True

    def signal(
        self, status: Status | None, weight: Weight, count: int = 1, *, sure: bool = True
    ) -> bool:
        """Record the next units as a signal."""
        after = self.at + count
        inner = self.depth > 0
        signal = Signal(status, weight, self.at, after - 1, self.clause, sure=sure, inner=inner)
        self.out.signals.append(signal)
        last = self.last
        if not (last and last.status is Status.PARTLY and last.clause == self.clause):
            self.last = signal
        return self.take(_ROLES.get(weight, Role.TOLD), after)
