"""Years in texts, and the meaning of each for a rollover.

Only the plan's own year is moved automatically. Adjacent years and years left over from an older
plan get a proposal; horizons of programmes, acts and standards are asked about; dates of laws and
of the past are kept.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from plandoc.rollover.step import Step
from plandoc.schema.period import PeriodKind
from plandoc.words.tables.rollover import RolloverWords
from plandoc.words.years import Span, date_before_year, later, spans, spoken

_ISO = re.compile(r"-\d\d-\d\d(?!\d)")
_NUMBER_BEFORE = re.compile(r"(?:№|\b[Nn][Oo]?\.?)\s*[^\s,;()]*$")
_CHAIN = re.compile(r"\d\s?[-–—\u2011]\s?$")
_STANDARD_NUMBER = r"(?!\w)[^,;()\n]{0,30}[-–\u2011:]$"
_WORD_BEFORE = re.compile(r"([^\W\d_]+|№)\W*$")
_JOINED = re.compile(r"\W*(?:[^\W\d_]{1,3}\W+){0,2}")
_BACK, _AHEAD = 70, 40
_CLOSE_WORDS = 6
_PLANNED_AHEAD = 3


class Sense(StrEnum):
    """The meaning of years in a text."""

    OWN = "own"
    """The year of the plan itself."""
    NEAR = "near"
    """A year of the plan, or an adjacent one: probably moves as well."""
    STALE = "stale"
    """A year left over from an older plan, meant as the plan's own."""
    HORIZON = "horizon"
    """The end or the years of a strategy or programme."""
    ACT = "act"
    """A standard, or a recent document that may be replaced this year."""
    KEPT = "kept"
    """A law, an old document, a year of the past: kept."""
    JUBILEE = "jubilee"
    """An anniversary."""
    OTHER = "other"


class Years(NamedTuple):
    """Years in a text: their place, meaning, and proposed replacement."""

    start: int
    end: int
    words: str
    sense: Sense
    proposal: str = ""
    last: int = 0


@dataclass(frozen=True)
class YearReader:
    """Determines the meaning of years in texts for one step."""

    step: Step

    @cached_property
    def _words(self) -> RolloverWords:
        return self.step.words

    @cached_property
    def _date_before(self) -> re.Pattern[str]:
        return date_before_year(self.step.wording.language)

    @cached_property
    def _number_after(self) -> re.Pattern[str]:
        return re.compile(rf"\s*(?:{self._words.year_before_number})?\s*,?\s*№")

    @cached_property
    def _standards(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(self._words.standards)}){_STANDARD_NUMBER}")

    @cached_property
    def _anniversary(self) -> re.Pattern[str]:
        return re.compile(self._words.anniversary)

    def read(self, text: str, known: Iterable[tuple[int, int]] = ()) -> list[Years]:
        """Return the years of a text in order, except those that overlap a `known` place."""
        taken = tuple(known)
        found = [
            self._years(text, span)
            for span in spans(text)
            if not any(span.start < end and start < span.end for start, end in taken)
            and not self._is_count(text[span.end : span.end + _AHEAD])
        ]
        found += [
            Years(match.start(), match.end(), match[0], Sense.JUBILEE)
            for match in self._anniversary.finditer(text)
        ]
        return self._with_neighbours(text, sorted(found))

    def _with_neighbours(self, text: str, found: list[Years]) -> list[Years]:
        """Return years of which none moves without a neighbour: «2018 и 2019 годы»."""
        for at, (one, other) in enumerate(pairwise(found)):
            joined = _JOINED.fullmatch(text, one.end, other.start)
            if joined and one.sense is not other.sense:
                found[at : at + 2] = map(_asked, (one, other))
        return found

    def _is_count(self, after: str) -> bool:
        return after.lstrip().lower().startswith(self._words.counted)

    def _years(self, text: str, span: Span) -> Years:
        before = text[max(0, span.start - _BACK) : span.start]
        after = text[span.end : span.end + _AHEAD]
        words = text[span.start : span.end]
        sense = self._sense(span, before, after)
        by = self.step.years
        if sense is Sense.STALE:
            by = self.step.into.first.year - span.first
        moves = sense in (Sense.OWN, Sense.NEAR, Sense.STALE)
        return Years(
            span.start, span.end, words, sense, later(words, by) if moves else "", span.last
        )

    def _sense(self, span: Span, before: str, after: str) -> Sense:
        date = self._date_before.search(before)
        head = before[: date.start()] if date else before
        if self._standards.search(before):
            return Sense.ACT
        if self._refers(head, after):
            return self._of_document(span, before + " " + after)
        if date or _ISO.match(after):
            return self._by_distance(span)
        if _CHAIN.search(before):
            return Sense.OTHER
        return self._of_label(span, head, after)

    def _refers(self, head: str, after: str) -> bool:
        """Whether years are part of the number or the date of a document."""
        return (
            _last_word(head) in self._words.references
            or _NUMBER_BEFORE.search(head) is not None
            or self._number_after.match(after) is not None
        )

    def _of_document(self, span: Span, around: str) -> Sense:
        old = span.last < self.step.plan.period.first.year - 1
        law = any(word.startswith(self._words.laws) for word in spoken(around))
        return Sense.KEPT if old or law else Sense.ACT

    def _of_label(self, span: Span, head: str, after: str) -> Sense:
        period, words = self.step.plan.period, self._words
        word, after = _last_word(head), after.lstrip().lower()
        single = span.first == span.last
        school = not single and after.startswith(self.step.check_words.school)
        if (span.first, span.last) == (period.first.year, period.last.year):
            if single and word in (*words.until, *words.since):
                return Sense.OTHER
            of_years = after.startswith(words.calendar_years)
            return Sense.HORIZON if of_years and self._programme(head) else Sense.OWN
        calendar = single and period.kind is PeriodKind.CALENDAR_YEAR
        past = span.first < period.first.year and span.last <= period.last.year
        if (school or calendar) and past and word in words.for_ and not self._looks_back(head):
            return Sense.STALE
        if word in (*words.until, *words.since) or span.last > span.first + 1:
            until = word in words.until and span.last >= period.first.year - 1
            return Sense.HORIZON if until else self._without_proposal(span)
        ahead = _PLANNED_AHEAD if single and word in words.for_ else 1
        return self._by_distance(span, ahead)

    def _by_distance(self, span: Span, ahead: int = 1) -> Sense:
        period = self.step.plan.period
        if span.first >= period.first.year - 1 and span.last <= period.last.year + ahead:
            return Sense.NEAR
        return self._without_proposal(span)

    def _without_proposal(self, span: Span) -> Sense:
        period = self.step.plan.period
        if span.last > period.last.year:
            return Sense.HORIZON
        return Sense.KEPT if span.last < period.first.year else Sense.OTHER

    def _programme(self, head: str) -> bool:
        close = spoken(head)[-_CLOSE_WORDS:]
        return any(word.startswith(self._words.programme) for word in close)

    def _looks_back(self, head: str) -> bool:
        stems = self.step.check_words.retrospective
        return any(word.startswith(stems) for word in spoken(head)[-_CLOSE_WORDS:])


def _asked(years: Years) -> Years:
    return years._replace(sense=Sense.NEAR) if years.sense is Sense.OWN else years


def _last_word(text: str) -> str:
    """Return the word right before, if nothing but quotes and brackets stands between."""
    found = _WORD_BEFORE.search(text)
    return found[1].lower() if found else ""
