"""Shares of completion: `50 %`, «3 из 5», «две трети»."""

from dataclasses import dataclass

from plandoc.marks.fields import SEPARATORS
from plandoc.marks.lexicon import Weight
from plandoc.marks.pieces import Unit
from plandoc.marks.verdict import Signal
from plandoc.schema.outcome import Status
from plandoc.words.language import READ_LANGUAGES
from plandoc.words.vocabulary import Concept, vocabulary

_ALL = 100
_HALF = 50
_NEAR = 6
_LARGEST_DENOMINATOR = 10
_BESIDE = 2
_CLOSE = 4
_JOINTS = ("dash", "colon")
_PLAN = ("against", "term")
_AGAINST = ("out_of", *_PLAN)


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
    return _of_number(units, at, clause) if count_at(units, at) is not None else None


def _of_percent(units: list[Unit], at: int, clause: int) -> Share | None:
    """Return the share of «процентов на 80»."""
    number = at + 1 + (at + 1 < len(units) and units[at + 1].part == "onto")
    if number < len(units) and units[number].kind == "number":
        return Share(units[number].value, clause, at, number)
    return None


def _of_number(units: list[Unit], at: int, clause: int) -> Share | None:
    unit, *after = units[at : at + 3]
    parts = [one.part or one.kind for one in after]
    if parts[:1] == ["percent"]:
        return Share(unit.value, clause, at, at + 1)
    if unit.kind == "number" and parts[:2] == ["slash", "number"]:
        small = 0 < unit.value < after[1].value <= _LARGEST_DENOMINATOR
        return Share(_HALF, clause, at, at + 2) if small else None
    return _of_planned(units, at, clause)


def _of_planned(units: list[Unit], at: int, clause: int) -> Share | None:
    """Return the share of «3 заседания из запланированных четырёх», «3 (план – 4)»."""
    done, against = count_at(units, at), at + 1
    while against < min(at + _CLOSE, len(units)) and units[against].kind == "word":
        if units[against].part in _AGAINST:
            break
        against += 1
    parted = against < len(units) and units[against].kind in ("comma", "open")
    against += parted
    if against >= len(units) or units[against].part not in (_PLAN if parted else _AGAINST):
        return None
    number = _past_joint(units, against + 1)
    for last in (number, number + 1):
        dated = last + 1 < len(units) and units[last + 1].part == "year"  # «план 2019 г.»
        if (planned := count_at(units, last)) and not dated:
            return Share(_percent(done or 0, planned), clause, at, last)
    return None


def _percent(done: int, planned: int) -> int:
    """Return a share in percent, which is nothing only for nought."""
    return min(_ALL, max(_ALL * done // planned, int(done > 0)))


def count_at(units: list[Unit], at: int) -> int | None:
    """Return the number at `at`, in digits or words; days and shares are none."""
    if at >= len(units):
        return None
    unit = units[at]
    if unit.kind == "number":
        return unit.value
    if unit.kind != "word":
        return None
    found = (vocabulary(language).word(unit.word) for language in READ_LANGUAGES)
    return next((one.number for one in found if one and one.concept is Concept.COUNT), None)


def share_of_named(units: list[Unit], at: int, clause: int) -> Share | None:
    """Return the share of «из 10 занятий проведено 8», «план – 4, проведено – 3» at `at`."""
    if units[at].part not in (*_AGAINST, "planned"):
        return None
    number = _past_joint(units, at + 1)
    number += number < len(units) and units[number].part == "planned"
    planned = count_at(units, number)
    for after in range(number + 1, min(number + _NEAR, len(units) - 1)) if planned else ():
        sense, done = units[after].sense, _past_joint(units, after + 1)
        count = count_at(units, done)
        if planned and count is not None and sense and sense.status:
            percent = _percent(count, planned)
            return Share(percent, clause + _clauses(units[at:after]), done, done)
    return None


def _clauses(units: list[Unit]) -> int:
    """Return by how many clauses the words after these units are later."""
    separators = [one.kind for one in units if one.kind in SEPARATORS]
    sentences = sum(kind in ("semicolon", "stop") for kind in separators)
    return len(separators) + sentences + sum(one.line > 0 for one in units[1:])


def _past_joint(units: list[Unit], at: int) -> int:
    return at + (at < len(units) and units[at].kind in _JOINTS)


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
