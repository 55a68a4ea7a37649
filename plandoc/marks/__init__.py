"""Parsing outcome marks: the texts that people write into «Отметка о выполнении»."""

from dataclasses import dataclass
from datetime import date as calendar_date
from functools import lru_cache

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.marks.days import choose, problem, read_day, shown
from plandoc.marks.fields import reads_as_time
from plandoc.marks.leftover import rest_of
from plandoc.marks.lexicon import Weight
from plandoc.marks.lexicon import lexicon as known_marks
from plandoc.marks.pieces import Unit, is_blank
from plandoc.marks.reader import read
from plandoc.marks.reading import Reading, Role, Span
from plandoc.marks.units import cut
from plandoc.marks.verdict import Signal, Verdict, judge
from plandoc.schema.outcome import Status
from plandoc.schema.period import Period
from plandoc.words.language import words_in
from plandoc.words.texts import fold

__all__ = [
    "OPEN_STATUS", "STATUS_DOUBTS", "Mark", "read_day", "read_mark", "read_status", "said_beside",
]  # fmt: skip

OPEN_STATUS = frozenset({
    Code.MARK_STATUS_UNKNOWN, Code.MARK_AMBIGUOUS, Code.MARK_MISSPELT, Code.MARK_ASSUMED_DONE,
})  # fmt: skip
"""Codes of doubts about the state of a mark that a state named beside it answers."""

STATUS_DOUBTS = OPEN_STATUS | {Code.MARK_CONTRADICTORY}
"""Codes of doubts about the state of a mark."""

_MOST_PROBLEMS = 10
_SHORTEST_WORD = 2
"""Letters of a word; fewer are a sign, such as «v»."""

_EDGES = " \t\n\r\u00a0.,;:!-–—"
_JOINTS = frozenset({"comma", "semicolon", "stop", "colon"})
_TIMELY = frozenset({"timely", "nothing"})
_AUXILIARY = _TIMELY | {"not", "between", "be", "link", "subject"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A parsed mark, with its words as written.

    `moved_to` are the words of a new deadline, `rest` the words that belong to no other field.

    >>> mark = read_mark("Выполнено 12.10.2018, протокол № 3", language="ru")
    >>> mark.status, mark.date, mark.evidence, mark.rest
    (<Status.DONE: 'done'>, datetime.date(2018, 10, 12), 'протокол № 3', '')
    >>> read_mark("перенесено на май 2019 (болезнь)", language="ru").moved_to
    'май 2019'
    """

    text: str
    status: Status | None = None
    date: calendar_date | None = None
    evidence: str = ""
    moved_to: str = ""
    reason: str = ""
    rest: str = ""
    problems: tuple[Problem, ...] = ()


def read_mark(text: str, period: Period | None = None, *, language: str) -> Mark:
    """Return the parsed mark. Never raises.

    An unclear text gives no state, or the likely one, and always a problem that names it.
    """
    return _read(text, period, language)


@lru_cache(maxsize=4_096)
def _read(text: str, period: Period | None, language: str) -> Mark:
    if is_blank(text):
        return Mark(text)
    return _sole(text) or _Found(text, language).mark(period)


def read_status(value: str | bool, *, language: str) -> Status | None:  # noqa: FBT001
    """Return the state in a cell of the status column; `None` for any other or additional text.

    A ticked box says «done»; one that is not ticked says nothing. Words that say more than the
    state, such as «в печати», are text.

    >>> read_status("выполненно", language="ru"), read_status("+", language="ru")
    (<Status.DONE: 'done'>, <Status.DONE: 'done'>)
    >>> read_status("Выполнено 12.10.2018", language="ru")
    """
    if isinstance(value, bool):
        return Status.DONE if value else None
    mark = read_mark(value, language=language)
    doubt = any(one.code is not Code.MARK_MISSPELT for one in mark.problems)
    if doubt or mark.date or mark.evidence or mark.moved_to or mark.reason:
        return None
    return mark.status if _says_only_how_timely(mark.rest) and _is_plain(value) else None


def said_beside(mark: Mark, *, language: str) -> str:
    """Return the words of a mark beside its fields and the label of its state.

    All of them where the words for the state say more than the label does: «не актуально»,
    «с опозданием». A sign says no more.

    >>> said_beside(read_mark("частично, отчёт заслушан", language="ru"), language="ru")
    'отчёт заслушан'
    """
    if mark.moved_to and not mark.rest:
        return ""
    if _sole(mark.text):
        is_sign = sum(map(str.isalpha, mark.text)) < _SHORTEST_WORD
        return "" if is_sign or known_marks().is_plain(_alone(mark.text)) else mark.text
    found = _Found(mark.text, language)
    said = [one for one in found.reading.signals if one.weight is Weight.SAID]
    others = len(said) < len(found.reading.signals) and not mark.rest
    spans = [found.words((one.first, one.last + 1)) for one in said]
    return mark.text if others or not all(map(_is_plain, spans)) else mark.rest


def _is_plain(text: str) -> bool:
    """Whether the words for the state say nothing that its label does not say."""
    words, units = known_marks(), cut(text)
    told = [one for one in units if one.kind == "word" and one.part not in _AUXILIARY]
    return all(
        words.is_plain(one.read_as or one.word)
        or words.is_plain(" ".join(fold(text[one.start : one.end]).split()))
        for one in told
    )


def _says_only_how_timely(words: str) -> bool:
    count, sense = known_marks().match(fold(words).split() or [""]) or (0, None)
    return not words or bool(sense and sense.kind in _TIMELY and count == len(words.split()))


def _sole(text: str) -> Mark | None:
    """Return the mark for a sign or a word that has a meaning only on its own."""
    doubt = problem(Code.MARK_AMBIGUOUS, text=shown(text))
    if not text.strip(_EDGES):
        return Mark(text, problems=(doubt,))
    written = " ".join(fold(text).split())
    sense = known_marks().alone(written) or known_marks().alone(_alone(text))
    return Mark(text, sense.status, problems=() if sense.sure else (doubt,)) if sense else None


def _alone(text: str) -> str:
    """Return a mark as its words stand in the tables."""
    return " ".join(fold(text).split()).strip(_EDGES)


class _Found:
    """The result of reading: words by the spans of the reading."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        self.units: list[Unit] = cut(text)
        self.reading: Reading = read(text, self.units)

    def mark(self, period: Period | None) -> Mark:
        """Compose the fields."""
        reading = self.reading
        day, unit, problems = choose(reading.days, self.text, period, self.language)
        if unit and not any(unit is one for one in reading.ranges):
            self._take_out(unit)
        rest = rest_of(self.text, self.units, reading)
        verdict = judge(reading.signals, bare=not rest)
        status, moved_to = verdict.status, self.words(reading.moved)
        if not reading.signals:
            shows = bool(day or reading.evidence) and not reading.refers
            status = Status.DONE if shows else None
            problems.append(
                problem(
                    Code.MARK_ASSUMED_DONE if shows else Code.MARK_STATUS_UNKNOWN,
                    text=shown(self.text),
                )
            )
        problems += self._doubts(verdict)
        told = {one.clause for one in reading.signals}
        due = [at for at, clause in reading.bounds if clause not in told]
        if status is Status.DONE and due:  # «закупка проведена, поставка до 15.09»
            problems.append(problem(Code.MARK_AMBIGUOUS, text=self.words((due[0], due[0] + 1))))
        hinted = [one for one in verdict.decisive if one.weight is Weight.HINTED]
        if status is Status.DONE and hinted and (reading.reason or not rest):
            problems.append(problem(Code.MARK_AMBIGUOUS, text=self._words_of(hinted[0])))
        if moved_to and not reads_as_time(moved_to):
            problems.append(problem(Code.MARK_NEW_DEADLINE_UNCLEAR, text=shown(moved_to)))
        if status is Status.POSTPONED and day and not moved_to:
            problems.append(problem(Code.MARK_NEW_DEADLINE_UNCLEAR, text=shown(self.text)))
        return Mark(
            self.text, status, day, self._evidence(), moved_to, self.words(reading.reason), rest,
            tuple(problems),
        )  # fmt: skip

    def words(self, span: Span | None) -> str:
        """Return the words of a span as written."""
        return self.text[self.units[span[0]].start : self.units[span[1] - 1].end] if span else ""

    def _take_out(self, day: Unit) -> None:
        """Exclude the day, and a preposition before it, from the rest."""
        for at, unit in enumerate(self.units):
            led = at > 0 and self.units[at - 1].part == "link"
            if unit is day:
                self.reading.roles[at - led : at + 1] = [Role.FIELD] * (1 + led)

    def _evidence(self) -> str:
        """Return all evidence: one span if only punctuation separates it, else with semicolons."""
        spans: list[Span] = []
        for first, after in self.reading.evidence:
            between = self.units[spans[-1][1] : first] if spans else []
            if spans and all(unit.kind in _JOINTS or unit.part == "link" for unit in between):
                spans[-1] = (spans[-1][0], after)
            else:
                spans.append((first, after))
        return "; ".join(dict.fromkeys(map(self.words, spans)))

    def _doubts(self, verdict: Verdict) -> list[Problem]:
        """Return problems: guesses, unclear words, contradictions, unread days."""
        labels = words_in(self.language).words.status
        guesses = {
            self._words_of(one): labels[guessed].lower() if guessed else self._read_as(one)
            for one in verdict.decisive
            if (guessed := one.status if one.weight is Weight.GUESSED else None)
            or self._read_as(one)
        }
        problems = [
            problem(Code.MARK_MISSPELT, text=text, read=read) for text, read in guesses.items()
        ]
        unsure = dict.fromkeys(self._words_of(one) for one in self.reading.signals if not one.sure)
        problems += [problem(Code.MARK_AMBIGUOUS, text=words) for words in unsure]
        problems = problems[:_MOST_PROBLEMS]
        if verdict.contradictory:
            first, *_, last = map(self._words_of, verdict.contradictory)
            status = labels[verdict.status] if verdict.status else "—"
            problems.append(
                problem(Code.MARK_CONTRADICTORY, first=first, second=last, status=status)
            )
        if self.units and self.units[-1].kind == "unread":
            problems.append(
                problem(Code.MARK_AMBIGUOUS, text=shown(self.text[self.units[-1].start :]))
            )
        return problems

    def _words_of(self, signal: Signal) -> str:
        return shown(self.words((signal.first, signal.last + 1)))

    def _read_as(self, signal: Signal) -> str:
        units = self.units[signal.first : signal.last + 1]
        return " ".join(unit.read_as for unit in units if unit.read_as)
