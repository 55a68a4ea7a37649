"""The grammar rules for states: words, signs, negations, shares."""

from dataclasses import replace
from itertools import takewhile

from plandoc.marks.fields import SEPARATORS, ends, indicates_state
from plandoc.marks.lexicon import Sense, Weight, lexicon
from plandoc.marks.pieces import Unit
from plandoc.marks.reading import Cursor, Role
from plandoc.marks.shares import Share, count_at, share_at, share_of_named, weigh
from plandoc.marks.verdict import Signal
from plandoc.schema.outcome import Status
from plandoc.words.language import READ_LANGUAGES
from plandoc.words.vocabulary import Concept, vocabulary

_NUMBERS = (Concept.ORDINAL, Concept.COUNT, Concept.ROMAN)
_DOABLE = frozenset({Status.DONE, Status.IN_PROGRESS})
_CHANGED = frozenset({Status.POSTPONED, Status.REMOVED})
_SPLIT = frozenset({Status.DONE, Status.NOT_DONE})
_BEGUN = (Status.IN_PROGRESS, Weight.TOLD)
_LONE = {"whole": Status.DONE, "nearly": Status.PARTLY}
_FILLERS = frozenset(
    {"not", "between", "be", "whole", "nearly", "deed", "term", "subject", "come", "label", "by",
     "basis", "see", "out_of", "onto", "until", "since", "percent", "link", "attached", "year",
     "item"}
)  # fmt: skip
_JOINTS = ("dash", "slash")
_LEADING = ("colon", "dash", "open")
_CLOSE = 3
_LONGEST_NOUN = 4
_INNER = {Weight.SAID: Weight.TOLD, Weight.TOLD: Weight.HINTED}
"""Words in brackets have a lower weight if there are others outside."""


class StateRules(Cursor):
    """One rule per method; a rule returns whether it moved the cursor."""

    def __init__(self, text: str, units: list[Unit]) -> None:
        super().__init__(text, units)
        self.shares: list[Share] = []
        self.document = 0
        """The last clause that names a document, which itself may be extended."""
        self.deeds: set[int] = set()
        """Clauses that describe completion by a noun: «выполнение — 50 %»."""
        self.interim: set[int] = set()
        """Clauses about something before the end: «промежуточный ответ», «draft»."""
        self.beyond: set[int] = set()
        """Clauses about more than was planned: «перевыполнено на 10 %»."""
        self.staged: set[int] = set()
        """Clauses about one stage of several: «первый этап»."""

    def sign(self) -> bool:
        """Read `+`, `✓`, and «да», «нет» at the beginning of a mark or as a whole phrase."""
        unit, before, after = self.unit(), self.unit(-1), self.unit(1)
        phrase = " " in self.written()
        sense = None if phrase else self._leading(unit)
        if (
            not sense
            or unit.kind not in ("sign", "word")
            or (before.kind == "number" and before.end == unit.start)
        ):
            return False
        whole = self.free() and ends(self.units, self.at + 1)
        is_leading = self.at == 0 and (after.kind != "word" or indicates_state(after) or after.part)
        if unit.kind == "word" and not (whole or is_leading):
            return False
        return self.signal(sense.status, sense.weight, sure=sense.sure)

    def _leading(self, unit: Unit) -> Sense | None:
        return lexicon().leading(self.written()) or lexicon().leading(unit.word)

    def minus(self) -> None:
        """Read a dash at the end, among states, as unclear."""
        if self.out.signals and self.unit().kind in ("end", "comma", "semicolon"):
            self.at -= 1
            self.signal(None, Weight.SAID, sure=False)

    def denied(self) -> tuple[Status, Weight, int] | None:
        """Return the meaning of «не» at the cursor with the following words, and their number."""
        ahead = self._past_between(1)
        unit = self.unit(ahead)
        if unit.part == "whole":
            return Status.PARTLY, Weight.SAID, ahead + 1
        if unit.part == "come":
            due = self.term or self.unit(ahead + 1).part == "term"
            return Status.IN_PROGRESS if due else Status.NOT_DONE, Weight.SAID, ahead + 1
        if unit.sense and unit.sense.status in _DOABLE:
            return Status.NOT_DONE, max(unit.sense.weight, Weight.GUESSED), ahead + 1
        return None

    def _past_between(self, ahead: int) -> int:
        """Return where the word after «не» stands: «не – был выполнен», «не/вып.»."""
        ahead += self.unit(ahead).kind in _JOINTS
        while self.unit(ahead).part == "between":
            ahead += 1
        return ahead

    def denied_beyond(self) -> bool:
        """Read «не капитально отремонтировано», whose adverb stands in between."""
        adverb, done = self.unit(1), self.unit(2).sense
        plain = adverb.kind == "word" and not (adverb.sense or adverb.part)
        if not plain or not done or done.status is not Status.DONE:
            return False
        return self.signal(Status.NOT_DONE, done.weight, 3, sure=False)

    def none_was(self) -> bool:
        """Read “no meetings held”, whose noun stands before what was not done."""
        if self.unit().part != "no":
            return False
        for ahead in range(1, _LONGEST_NOUN + 1):
            unit = self.unit(ahead)
            if unit.sense and unit.sense.status is Status.DONE:
                weight = max(unit.sense.weight, Weight.GUESSED)
                return self.signal(Status.NOT_DONE, weight, ahead + 1, sure=False)
            if unit.kind != "word" or unit.line or (unit.sense and unit.sense.status):
                break
        return False

    def denial(self) -> bool:
        """Read «не выполнено», «не полностью», «срок не наступил», «выполнено не было»."""
        if self.unit().part == "be":
            return self._denied_afterwards()
        if self.unit().part != "not":
            return False
        if denied := self.denied():
            return self._deny(*denied)
        after = self.unit(1)
        if after.part == "timely":
            return self.take(Role.OTHER, self.at + 2)
        if after.part in ("future", "planned", "beyond") or indicates_state(after, Weight.HINTED):
            return self.signal(None, Weight.SAID, 2, sure=False)
        return self.denied_beyond()

    def unfound(self) -> bool:
        """Read «нарушений не выявил»: a check is done that found none, other things are not."""
        if self.unit().part != "unfound":
            return False
        before, after = (
            self.units[: self.at][: -_CLOSE - 1 : -1],
            self.units[self.at + 1 :][:_CLOSE],
        )
        for side in (before, after):
            phrase = takewhile(lambda one: one.kind not in SEPARATORS, side)
            if any(unit.part == "fault" for unit in phrase):
                return self.signal(Status.DONE, Weight.HINTED)
        return self.signal(Status.NOT_DONE, Weight.TOLD)

    def _deny(self, status: Status, weight: Weight, count: int) -> bool:
        """Record what «не» at the cursor denies, up to `count` units from it."""
        if self._denies_change(status):
            return self.take(Role.SAID, self.at + count)
        sense = self.unit(count - 1).sense
        begun = sense is not None and (sense.status, sense.weight) == _BEGUN
        going = sense is not None and sense.status is Status.IN_PROGRESS  # «не исполняется»
        self.signal(status, weight, count, sure=not going)
        self.out.signals[-1].unbegun = begun
        return True

    def _denied_afterwards(self) -> bool:
        """Read «не было» after or before what was not done."""
        # «не было – выполнено», but «замечаний не было – выполнено»
        ahead, last = self._past_between(1) if self.free() else 1, self.last
        following = self.unit(ahead).sense
        if following and following.status in _DOABLE:
            return self.signal(Status.NOT_DONE, following.weight, ahead + 1)
        if self.denied_beyond():
            return True
        if not last or last.clause != self.clause or not ends(self.units, self.at + 1):
            return False
        if self._denies_change(Status.NOT_DONE):
            return self.take(Role.SAID, self.at + 1)
        if last.status not in _DOABLE:
            return False
        last.status = Status.NOT_DONE
        return self.take(Role.SAID, self.at + 1)

    def _denies_change(self, denied: Status) -> bool:
        """Take back a change that was denied: «перенос не согласован», «отменено не было».

        What then became of the activity is not said.
        """
        last = self.last
        if denied is not Status.NOT_DONE or not last or last.status not in _CHANGED:
            return False
        between = self.out.roles[last.last + 1 : self.at]
        if last.clause != self.clause or len(between) > 1 or Role.FIELD in between:
            return False
        last.status, last.sure = None, False
        return True

    def state(self) -> bool:
        """Read a word or phrase for a state."""
        sense = self.unit().sense
        if not sense or sense.kind != "status":
            return False
        if self.future and sense.status in _DOABLE:
            return self.take(Role.TOLD, self.at + 1)
        handed = self.unit(1).part == "onto" and self.unit(2).part == "process"
        if handed and sense.status is Status.DONE:  # «передано на экспертизу»
            return self.signal(Status.IN_PROGRESS, max(sense.weight, Weight.TOLD), 3)
        if self.unit(-1).part == "being" and sense.status is Status.DONE:
            return self.signal(Status.IN_PROGRESS, max(sense.weight, Weight.TOLD))
        nearly = self.nearly and sense.status is Status.DONE
        told = nearly and sense.weight is not Weight.SAID
        short = self.short and sense.status is Status.DONE
        status = Status.PARTLY if nearly or short else sense.status
        extended = sense.status is Status.POSTPONED and self.document == self.clause
        return self.signal(
            status, sense.weight, sure=sense.sure and not (told or short or extended)
        )

    def share(self) -> bool:
        """Read `50 %`, «3 из 5», «из 10 занятий проведено 8»."""
        share = share_at(self.units, self.at, self.clause) or self._nought()
        share = self._beside(share) if share and not share.percent else share
        if named := share or share_of_named(self.units, self.at, self.clause):
            self.shares.append(named)
        if not share:
            return False
        whole = share.status is Status.DONE
        return self.take(Role.FILLER if whole else Role.OTHER, share.last + 1)

    def _nought(self) -> Share | None:
        """Return the share of a nought right after what was done: «проведено: 0»."""
        unit, last = self.unit(), self.last
        parted = self.unit(-1).kind in _LEADING
        after = self.text[unit.end : unit.end + 2]
        goes_on = after[1:].isdigit() and not after[0].isspace()  # «0,5», «0-3»
        nought = unit.kind == "number" and unit.digits == 1 and not unit.value and not goes_on
        led = last is not None and last.last == self.at - 1 - parted
        return Share(0, self.clause, self.at, self.at) if nought and led else None

    def _beside(self, share: Share) -> Share:
        """Return a share of nothing, in the clause of the state before its bracket or colon."""
        last, parted = self.last, self.unit(-1).kind in _LEADING
        led = parted and last is not None and last.last == self.at - 2
        return replace(share, clause=last.clause) if last and led else share

    def extent(self) -> bool:
        """Read how much was done: «только», «не везде», «с превышением»."""
        part = self.unit().part
        if part == "only":
            return self._only()
        if part == "short":
            return self._short()
        if part == "beyond":
            self.beyond.add(self.clause)
            return self.signal(Status.DONE, Weight.TOLD)
        return False

    def word(self) -> bool:
        """Read an auxiliary word."""
        part = self.unit().part
        if part == "onto" and self.unit(1).part == "process":  # «на экспертизе»
            return self.signal(Status.IN_PROGRESS, Weight.TOLD, 2)
        if part in ("future", "planned"):
            self.future = self.signal(Status.IN_PROGRESS, Weight.SAID)
            self.mark(Role.TOLD, self.at - 1, self.at)
            return True
        if part == "come" and not self.term:
            return self.signal(Status.DONE, Weight.TOLD)
        if part == "nearly":
            self._nearly()
        self._note_clause(part)
        led = self.unit(-1).part == "link" and self.unit(-2).kind == "word"
        if self.unit().kind == "month" and led:  # «монтаж в августе»
            self.out.bounds.append((self.at, self.clause))
        if part == "document":
            self.document = self.clause
        self.term = self.term or part == "term"
        self.since = self.since or (part == "since" and self.unit(1).kind in ("number", "day"))
        self.out.refers = self.out.refers or part == "see"
        return part in _FILLERS and self.take(Role.FILLER, self.at + 1)

    def kept_plan(self) -> bool:
        """Read «запланировано 10, проведено 8», where only what was planned stands before."""
        if self.unit().part != "planned":
            return False
        ahead = first = 1 + (self.unit(1).kind in ("dash", "colon"))
        while not ends(self.units, self.at + ahead):
            if self.unit(ahead).part == "link" and indicates_state(self.unit(ahead + 1)):
                break
            ahead += 1
        between = range(self.at + first, self.at + ahead)
        counted = [at for at in between if count_at(self.units, at) is not None]
        worded = any(
            self.units[at].kind == "word"
            and self.units[at].part not in ("onto", "link")
            and at not in counted
            for at in between
        )
        timed = counted or any(self.units[at].kind in ("day", "month") for at in between)
        done = self.unit(ahead + 1).sense
        if not done or done.status is not Status.DONE or (worded and not timed):
            return False
        if worded:  # «запланирована закупка на май, проведено обсуждение»
            return self.signal(None, Weight.HINTED, sure=False)
        return self.take(Role.FILLER, self.at + 1)

    def _note_clause(self, part: str) -> None:
        """Keep what a word says about all of its clause."""
        if part == "deed":
            self.deeds.add(self.clause)
        elif part == "interim":
            self.interim.add(self.clause)
        elif part == "stage" and (self._counts(-1) or self._counts(1)):
            self.staged.add(self.clause)

    def _counts(self, ahead: int) -> bool:
        """Whether a unit numbers a stage: «1», «I», «первый», but not «последний»."""
        unit = self.unit(ahead)
        if unit.kind != "word":
            return unit.kind == "number"
        found = (vocabulary(language).word(unit.word) for language in READ_LANGUAGES)
        numbers = (one.number for one in found if one and one.concept in _NUMBERS)
        return any(number > 0 for number in numbers)

    def _only(self) -> bool:
        """Change a state followed by «только», «кроме» to partly done, which is not sure."""
        last = self.last
        if last and last.status in _SPLIT and self.at - last.last <= _CLOSE:
            last.status, last.sure = Status.PARTLY, False
        return self.take(Role.OTHER, self.at + 1)

    def _short(self) -> bool:
        """Change what was done in this sentence to partly done: «не везде», «за исключением»."""
        self.short, last = True, self.last
        if last and last.status is Status.DONE and last.clause >= self.sentence:
            last.status, last.sure = Status.PARTLY, False
        return self.take(Role.OTHER, self.at + 1)

    def _nearly(self) -> None:
        """Change a state with «почти», «в основном» before or after it to partly done."""
        self.nearly = True
        last = self.last
        if last and last.clause == self.clause and last.weight is Weight.SAID:
            last.status = Status.PARTLY if last.status is Status.DONE else last.status

    def weigh(self) -> None:
        """Apply shares of completion; give precedence to words outside of brackets."""
        signals = self.out.signals
        self._weaken()
        bare = self._is_bare()
        by_clause: dict[int, list[Signal]] = {}
        for signal in signals:
            by_clause.setdefault(signal.clause, []).append(signal)
        alone = bare and not signals
        shares = {share.clause for share in self.shares}
        going_on = any(one.status is Status.IN_PROGRESS for one in signals)
        for share in self.shares:
            if share.clause in self.beyond:
                continue
            sole = alone or share.clause in self.deeds
            before = share.first - 1
            before -= before > 0 and self.units[before].part == "onto"
            beside = by_clause.get(share.clause, [])
            signals += weigh(share, beside, before, sole=sole and not going_on)
        if going_on and signals[0].status is Status.IN_PROGRESS:  # «in progress, 70 % complete»
            for signal in signals:
                shared = signal.status is Status.PARTLY and signal.clause in shares
                signal.status = Status.IN_PROGRESS if shared else signal.status
        if any(signal.status and not signal.inner for signal in signals):
            for signal in filter(lambda one: one.inner, signals):
                signal.weight = _INNER.get(signal.weight, signal.weight)
        if not signals and bare:
            lone = ((_LONE.get(unit.part), at) for at, unit in enumerate(self.units))
            signals += [Signal(status, Weight.HINTED, at, at) for status, at in lone if status]

    def _weaken(self) -> None:
        """Doubt what was done before the end: a draft is under way, one stage is a part."""
        for signal in self.out.signals:
            if signal.status is Status.DONE and signal.clause in self.interim:
                signal.status, signal.sure = Status.IN_PROGRESS, False
        if all(signal.status is Status.DONE for signal in self.out.signals):
            for signal in self.out.signals:
                if signal.clause in self.staged:
                    signal.status, signal.sure = Status.PARTLY, False

    def _is_bare(self) -> bool:
        """Whether all words of the mark have a meaning."""
        shared = {at for share in self.shares for at in range(share.first, share.last + 1)}
        return not any(
            role is Role.OTHER and unit.kind in ("word", "quoted") and at not in shared
            for at, (role, unit) in enumerate(zip(self.out.roles, self.units, strict=True))
        )
