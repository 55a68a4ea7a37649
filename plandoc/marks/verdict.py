"""The combined state of a mark, and contradictions."""

from dataclasses import dataclass

from plandoc.marks.lexicon import Weight
from plandoc.schema.outcome import Status

D, P, W, N, M, R = (
    Status.DONE, Status.PARTLY, Status.IN_PROGRESS, Status.NOT_DONE, Status.POSTPONED,
    Status.REMOVED,
)  # fmt: skip


@dataclass(slots=True)
class Signal:
    """A word or phrase that indicates the state, at the units `first` to `last`."""

    status: Status | None
    weight: Weight
    first: int
    last: int
    clause: int = 0
    sure: bool = True
    inner: bool = False
    """Whether it is in brackets."""
    unbegun: bool = False
    """Whether it says only that the work has not begun, which may still be done in time."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state, whether words contradict each other, and the decisive ones."""

    status: Status | None
    decisive: tuple[Signal, ...] = ()
    contradictory: tuple[Signal, ...] = ()


_TOGETHER: dict[frozenset[Status], tuple[Status | None, bool]] = {
    frozenset({P, D}): (P, True),
    frozenset({P, N}): (P, True),
    frozenset({P, W}): (P, True),
    frozenset({P, M}): (P, False),
    frozenset({P, D, N}): (P, True),
    frozenset({P, D, W}): (P, True),
    frozenset({P, D, M}): (P, False),
    frozenset({P, M, W}): (P, False),
    frozenset({M, N}): (M, True),
    frozenset({M, W}): (M, True),
    frozenset({M, N, P}): (M, True),
    frozenset({M, R}): (M, False),
    frozenset({M, D}): (D, False),
    frozenset({M, D, N}): (M, False),
    frozenset({R, N}): (R, True),
    frozenset({D, W}): (W, False),
    frozenset({N, W}): (N, False),
}
"""Combinations of adjacent states: the resulting one, and whether it is certain."""

_DENIABLE = (D, W)
_BESIDE: dict[tuple[Status, Status], tuple[Status | None, bool]] = {
    (D, P): (P, True),
    (D, N): (P, False),
    (D, W): (D, False),
    (N, D): (N, False),
    (N, W): (N, False),
    (N, P): (P, False),
    (M, D): (M, False),
    (R, D): (R, False),
    (R, W): (R, False),
}
"""An explicit state, and another one implied by an adjacent verb."""


def judge(signals: list[Signal], *, bare: bool) -> Verdict:
    """Return the verdict of the signals; `bare` means that the mark has no other words."""
    for weight in sorted(Weight, reverse=True):
        found = [one for one in signals if one.weight is weight and one.status]
        if found and weight is Weight.HINTED and any(one.status is None for one in signals):
            break  # «не представлена (истек срок)»: that nothing is known outweighs a hint
        if found:
            weaker = Weight.TOLD if weight is Weight.SAID else Weight.GUESSED
            told = [s for s in signals if Weight.HINTED < s.weight < weight and not s.inner]
            denied = [s for s in told if s.status is N]
            others = [s for s in signals if s.weight is weaker]
            return _judged(found, others, denied, bare=bare)
    return Verdict(None, tuple(one for one in signals if not one.status))


def _judged(
    found: list[Signal], weaker: list[Signal], denied: list[Signal], *, bare: bool
) -> Verdict:
    states = frozenset(one.status for one in found if one.status)
    if len(states) > 1:
        postponed = M if M in states and D not in states else None
        status, sure = _TOGETHER.get(states, (postponed, False))
        if states == {D, N}:
            status = None if bare else P
        return Verdict(status, tuple(found), () if sure else tuple(found))
    (status,) = states
    if found[0].weight is Weight.TOLD:
        doubt = [one for one in weaker if one.status is D] if status is N else []
        doubt += denied if status in _DENIABLE else []
        return Verdict(status, tuple(found), (found[0], doubt[0]) if doubt else ())
    for other in weaker if found[0].weight is Weight.SAID else ():
        held, sure = _BESIDE.get((status, other.status or status), (status, True))
        if (status, other.status) == (M, D) and other.first > found[-1].last:
            held = D
        if (status, other.status) == (D, W) and found[0].first and other.first > found[-1].last:
            held = W  # «проектирование завершено, идет строительство»
        apart = other.clause < found[0].clause
        if (status, other.status) == (N, D) and apart:
            held = P
        if held is not status or not sure:
            return Verdict(held, tuple(found), () if sure else (found[0], other))
    denial = [one for one in denied if status in _DENIABLE]
    return Verdict(status, tuple(found), (found[0], denial[0]) if denial else ())
