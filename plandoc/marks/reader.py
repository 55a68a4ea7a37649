"""The grammar of marks: finds states and fields in units, from left to right."""

from plandoc.marks.days import shared_days
from plandoc.marks.fields import (
    SEPARATORS,
    ends,
    evidence_end,
    indicates_state,
    is_time,
    moved_end,
    reason_end,
)
from plandoc.marks.lexicon import Weight
from plandoc.marks.pieces import Unit
from plandoc.marks.reading import NOWHERE, Reading, Role
from plandoc.marks.states import StateRules
from plandoc.schema.outcome import Status

_EXCUSED = frozenset({Status.NOT_DONE, Status.POSTPONED, Status.REMOVED})
_EXPLAINED = _EXCUSED | {Status.PARTLY}
_BOUNDING = frozenset({"onto", "until", "since", "term", "item"})
_REASONS = frozenset({"cause", "excuse", "be"})
_WORDED = frozenset({"word", "quoted", "number", "mark", "month"})


def read(text: str, units: list[Unit]) -> Reading:
    """Read the units of a mark in one pass."""
    return _Reader(text, units).run()


class _Reader(StateRules):
    """The cursor with the rules for separators, fields and days."""

    def __init__(self, text: str, units: list[Unit]) -> None:
        super().__init__(text, units)
        self.moving = False
        """Whether a postponement still needs its new deadline."""

    def run(self) -> Reading:
        rules = (
            self.separator, self.sign, self.evidence, self.reason, self.none_was,
            self.unfound, self.denial, self.state,
            self.new_deadline, self.share, self.day, self.kept_plan, self.extent, self.word,
        )  # fmt: skip
        while self.at < len(self.units):
            if self.unit().line:
                self.begin_sentence()
            if not any(rule() for rule in rules):
                self.at += 1
        self.weigh()
        self.out.days = self.out.days or self.out.ranges
        return self.out

    def separator(self) -> bool:
        mark = self.unit()
        if mark.kind not in SEPARATORS:
            return False
        self.clause += 1
        self.nearly = False
        if mark.kind in ("semicolon", "stop"):
            self.begin_sentence()
        self.depth = max(0, self.depth + (mark.kind == "open") - (mark.kind == "close"))
        self.at += 1
        if mark.kind == "dash":
            self.minus()
        if self._opens_reason(mark) and self._is_reason():
            self._take_reason(self.at, to_line=mark.kind == "colon")
        return True

    # the reason

    def _opens_reason(self, mark: Unit) -> bool:
        """Whether a reason for the last state may follow."""
        if not self.last or self.out.reason or self.last.status not in _EXPLAINED:
            return False
        if self.unit().part in _REASONS or mark.kind == "colon":
            return True
        excused = self.last.status in _EXCUSED
        if mark.kind != "dash":
            return excused and mark.kind == "open"
        spaced = self.unit(-2).end < mark.start and mark.end < self.unit().start
        roles_between = self.out.roles[self.last.last + 1 : self.at - 1]
        return excused and spaced and Role.OTHER not in roles_between

    def _is_reason(self) -> bool:
        """Whether the words at the cursor are neither a state nor another field."""
        unit = self.unit()
        if unit.kind not in _WORDED or unit.part in _BOUNDING or indicates_state(unit, Weight.SAID):
            return False
        denied = self.denied() if unit.part == "not" else None
        if denied and denied[1] is Weight.SAID:
            return False
        postponed = self.last and self.last.status is Status.POSTPONED and not self.out.moved
        if is_time(unit) and (
            postponed or (unit.kind == "month" and ends(self.units, self.at + 1))
        ):
            return False
        return evidence_end(self.units, self.at, stands_free=True) == self.at

    def reason(self) -> bool:
        """Read «в связи с…», «из-за…», «причина: …»."""
        unit, explained = self.unit(), self.last and self.last.status in _EXPLAINED
        if unit.part == "label" and self.unit(1).kind in ("colon", "dash"):
            self.take(Role.FILLER, self.at + 2)
            if explained and not self.out.reason and self._is_reason():
                self._take_reason(self.at, to_line=True)
            return True
        excuse = unit.part == "excuse" and unit.line and explained
        if self.out.reason or not (excuse or unit.part == "cause"):
            return False
        self._take_reason(self.at, to_line=self.unit(-1).kind == "colon")
        return True

    def _take_reason(self, start: int, *, to_line: bool) -> None:
        opening = self.last is None
        after = reason_end(self.units, start, to_line=to_line, moving=self.moving, opening=opening)
        self.out.reason = (start, after)
        self.at = start
        self.take(Role.FIELD, after)

    # evidence and the new deadline

    def evidence(self) -> bool:
        after = evidence_end(self.units, self.at, stands_free=self.free())
        if after == self.at:
            return False
        self.out.evidence.append((self.at, after))
        if self.unit(-1).part in ("see", "basis"):
            self.mark(Role.SAID, self.at - 1, self.at)
        return self.take(Role.FIELD, after)

    def state(self) -> bool:
        """Read a state; after a postponement, expect its new deadline."""
        before, taken = len(self.out.signals), super().state()
        if Status.POSTPONED in [signal.status for signal in self.out.signals[before:]]:
            self._await_deadline()
        return taken

    def _await_deadline(self) -> None:
        self.moving = not self.out.moved
        ahead = int(self.unit().kind in ("colon", "dash"))
        unit, timely = self.unit(ahead), is_time(self.unit(ahead + 1))
        led = unit.part == "onto" or (unit.part == "until" and timely)
        bare = is_time(unit) and unit.kind != "number" and (unit.kind != "day" or ahead)
        if self.moving and (led or bare):
            self._take_moved(self.at + ahead)

    def new_deadline(self) -> bool:
        """Read the new deadline after «на», «до» if a postponement needs it."""
        is_leading = self.moving and self.unit().part in ("onto", "until")
        return is_leading and is_time(self.unit(1)) and self._take_moved(self.at)

    def _take_moved(self, at: int) -> bool:
        start = at + (self.units[at].part == "onto")
        after = moved_end(self.text, self.units, start)
        if after == start:
            return False
        self.out.moved, self.moving = (start, after), False
        self.mark(Role.SAID, self.at, start)
        self.at = start
        return self.take(Role.FIELD, after)

    # the day

    def day(self) -> bool:
        """Read a day: of completion, or a bound («до», «срок», «ожидается»)."""
        unit, before = self.unit(), self.unit(-1)
        if unit.kind != "day":
            return False
        if before.part == "term" and self.unit(-2).kind not in (*SEPARATORS, "end"):
            before = NOWHERE
        elif before.kind in ("colon", "dash") and self.unit(-2).part == "term":
            before = self.unit(-2)
        sense = before.sense
        expected = sense and (sense.status, sense.weight) == (Status.IN_PROGRESS, Weight.TOLD)
        if self.future or expected or before.part in _BOUNDING:
            if before.part == "until" and self.since:
                self.out.ranges.append(unit)
            elif before.part == "until":
                self.out.bounds.append((self.at, self.clause))
        else:
            self.out.days += [*shared_days(self.units, self.at), unit]
        return self.take(Role.OTHER, self.at + 1)
