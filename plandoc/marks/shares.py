"""Shares of completion: `50 %`, «3 из 5», «две трети»."""

from dataclasses import dataclass

from plandoc.marks.lexicon import Weight
from plandoc.marks.pieces import Unit
from plandoc.marks.verdict import Signal
from plandoc.schema.outcome import Status

_ALL = 100
_HALF = 50
_NEAR = 6
_LARGEST_DENOMINATOR = 10
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent, with its clause, at the units `first` to `last`."""

    percent: int
    clause: int
    first: int
    last: int

    @property
    def status(self) -> Status:
        """The state that corresponds to the share."""
        if self.percent >= _ALL:
            return Status.DONE
        return Status.PARTLY if self.percent else Status.NOT_DONE


def share_at(units: list[Unit], at: int, clause: int) -> Share | None:
    """Return the share at `at`."""
    unit = units[at]
    if unit.kind == "share":
        return Share(unit.value, clause, at, at)
    if unit.part == "portion":
        return Share(_HALF, clause, at, at)
    if unit.part == "percent":
        return _of_percent(units, at, clause)
    return _of_number(units, at, clause) if unit.kind == "number" else None


def _of_percent(units: list[Unit], at: int, clause: int) -> Share | None:
    """Return the share of «процентов на 80»."""
    number = at + 1 + (at + 1 < len(units) and units[at + 1].part == "onto")
    if number < len(units) and units[number].kind == "number":
        return Share(units[number].value, clause, at, number)
    return None


def _of_number(units: list[Unit], at: int, clause: int) -> Share | None:
    unit, *after = units[at : at + 4]
    parts = [one.part or one.kind for one in after]
    if parts[:1] == ["percent"]:
        return Share(unit.value, clause, at, at + 1)
    if parts[:2] == ["slash", "number"]:
        small = 0 < unit.value < after[1].value <= _LARGEST_DENOMINATOR
        return Share(_HALF, clause, at, at + 2) if small else None
    for skipped in (0, 1):
        if parts[skipped : skipped + 2] == ["out_of", "number"] and after[skipped + 1].value:
            percent = min(_ALL, _ALL * unit.value // after[skipped + 1].value)
            return Share(percent, clause, at, at + 2 + skipped)
    return None


def share_of_named(units: list[Unit], at: int, clause: int) -> Share | None:
    """Return the share of «из 10 занятий проведено 8» at `at`."""
    if units[at].part != "out_of" or at + 1 >= len(units) or units[at + 1].kind != "number":
        return None
    for after in range(at + 2, min(at + _NEAR, len(units) - 1)):
        sense, number = units[after].sense, units[after + 1]
        if sense and sense.status and number.kind == "number" and units[at + 1].value:
            percent = min(_ALL, _ALL * number.value // units[at + 1].value)
            return Share(percent, clause, after + 1, after + 1)
    return None


def weigh(share: Share, beside: list[Signal], before: int, *, sole: bool) -> list[Signal]:
    """Adjust adjacent states by a share; return the state of the share itself, if `sole`.

    Beside a verb («приобретено 3 из 5») it may count other things, so it is not sure. `before` is
    the place before it and before its preposition: «выполнено на 50 %».
    """
    states = [one for one in beside if one.status]
    explicit = [one for one in states if one.weight is Weight.SAID]
    adjacent = [
        one
        for one in states
        if one.last == before or 0 < one.first - share.last <= _BESIDE or one.last == before - 1
    ]
    partial = share.status is Status.PARTLY  # «80 % сотрудников школы обучено»
    for signal in explicit or (states if partial else adjacent):
        if signal.status is Status.NOT_DONE and share.percent:
            signal.status = Status.PARTLY
        elif signal.status is Status.DONE:
            signal.sure = signal.sure and (bool(explicit) or share.status is Status.DONE)
            signal.status = share.status
    if states or not sole:
        return []
    return [Signal(share.status, Weight.SAID, share.first, share.last)]
