"""A deadline: the author's words, and what they say."""

import sys
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.schema.base import Text
from plandoc.schema.deadline import spelling
from plandoc.schema.deadline.clock import is_time
from plandoc.schema.deadline.combine import combined
from plandoc.schema.deadline.doubts import lone_numbers, lone_years, rival_readings, unused
from plandoc.schema.deadline.drafts import DatedDraft, Draft, Reading, SpanDraft, TextDraft
from plandoc.schema.deadline.grammar import MOST_DRAFTS, read
from plandoc.schema.deadline.occurrences import occurrences_of
from plandoc.schema.deadline.page import Page, day_of, month_of
from plandoc.schema.deadline.parts import Interval, Kind, Part, Precision, Recurrence, Stamp
from plandoc.schema.deadline.resolver import resolve
from plandoc.schema.deadline.rhythms import Nature, nature
from plandoc.schema.deadline.shift import shifted
from plandoc.schema.deadline.tokens import cut
from plandoc.schema.period import Period
from plandoc.words.language import DEFAULT_LANGUAGE, READ_LANGUAGES, root_of
from plandoc.words.vocabulary import UNKNOWN, vocabulary

__all__ = [
    "Deadline", "Interval", "Kind", "Part", "Precision", "ReadingLevel", "Recurrence", "Shifted",
    "Stamp",
]  # fmt: skip

_LONGEST = 10_000
_MOST_PROBLEMS = 20


class ReadingLevel(StrEnum):
    """How much of a deadline was understood.

    `read`: all that speaks of time, without a doubt. `partly`: something was read, but a problem
    stands beside it or a part stayed text. `text`: nothing was read.
    """

    READ = "read"
    PARTLY = "partly"
    TEXT = "text"


_LOST = frozenset({Code.DEADLINE_WORDS_UNREAD, Code.DEADLINE_WORDS_BESIDE})


class Shifted(NamedTuple):
    """A deadline moved to another year, and what a human should look at."""

    deadline: "Deadline"
    remarks: tuple[Problem, ...]


_REMEMBERED = 1024


@dataclass(frozen=True)
class Deadline:
    """When something is due, as the author put it.

    >>> year = Period.school_year(2018)
    >>> Deadline.parse("Май-сентябрь 2019 г.", year).intervals[0].last
    datetime.date(2019, 9, 30)
    >>> Deadline.parse("сентябрь, март", year).canonical()
    'сентябрь 2018 г., март 2019 г.'
    >>> Deadline.parse("Сентябрь 2018 (на 2020 год)", year).note
    '(на 2020 год)'
    >>> Deadline.parse("31 июня", year).problems[0].code
    <Code.DEADLINE_DAY_IMPOSSIBLE: 'PLN202'>
    """

    text: str
    parts: tuple[Part, ...] = ()
    note: str = ""
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    page: Page = field(default=Page(), compare=False, repr=False)
    language: str = field(default=DEFAULT_LANGUAGE, compare=False, repr=False)
    years_at: tuple[tuple[int, int], ...] = field(default=(), compare=False, repr=False)
    """Where the years that belong to dates stand in the text."""

    @classmethod
    def parse(  # noqa: PLR0913
        cls,
        text: str,
        period: Period | None = None,
        *,
        month: tuple[int, int] | None = None,
        language: str = DEFAULT_LANGUAGE,
        school_quarters: tuple[tuple[date, date], ...] = (),
        opens: bool | None = None,
    ) -> Self:
        """Return what `text` says. Never raises: what cannot be read stays text.

        `period` gives the years that are not written; `school_quarters` are their first and last
        days. `month` is the year and month of the page that the cell stands on. `opens` tells
        whether the row opens the plan, so that its July and August come before the school year. A
        plan reads its deadlines in its own `language`; without a plan it is Russian. A text of
        which another language knows more words is read in that one. In a period of one day a time
        of day is due on that day.
        """
        page = Page(
            period, month or month_of(period), tuple(school_quarters), opens, day_of(period)
        )
        return cls._read(text, page, language)

    @classmethod
    @lru_cache(maxsize=_REMEMBERED)
    def _read(cls, text: str, page: Page, language: str) -> Self:
        """Read a text in its language, or in the one in which all of its words are known.

        Plans say few deadlines many times: what was read is remembered.
        """
        found = cls._read_in(language, text, page, language)
        unread = any(problem.code is Code.DEADLINE_TOO_LONG for problem in found.problems)
        unknown = 0 if unread else _unknown_words(language, text)
        if not unknown:
            return found
        more = (one for one in READ_LANGUAGES if one != root_of(language))
        others = {one: _unknown_words(one, text) for one in more}
        least = min(others.values())
        if least >= unknown:
            return found
        known = [one for one, count in others.items() if count == least]
        read = [cls._read_in(other, text, page, language) for other in known]
        own = least == 0 and found.reading is not ReadingLevel.TEXT
        return max((*read, found) if own else read, key=_rank)

    @classmethod
    def _read_in(cls, spoken: str, text: str, page: Page, language: str) -> Self:
        def problem(code: Code, **values: Any) -> Problem:
            return Problem(code, values=values)

        whole = (Part(Kind.TEXT, words=" ".join(text.split())),) if text.strip() else ()
        if len(text) > _LONGEST:
            found = (problem(Code.DEADLINE_TOO_LONG, most=_LONGEST),)
            return cls(text, whole, "", found, page, language)
        words = vocabulary(spoken)
        if page.when and is_time(text, words):
            dated = cls._read_in(spoken, text, replace(page, when=None), language)
            return cls(text, (page.when,), dated.text, _rivals(page.when, dated), page, language)
        tokens = cut(text, words)
        reading = read(tokens, words)
        if tokens.crowded or reading.crowded:
            found = (problem(Code.DEADLINE_TOO_LONG, most=MOST_DRAFTS),)
            return cls(text, whole, "", found, page, language)
        joined = combined(reading.drafts)
        drafts = _without_lone_numbers(joined, page)
        parts, troubles = resolve(
            _with_text_lines(drafts, reading), page, text, one_quarter=words.table.one_quarter
        )
        problems = [
            problem(code, written=was, now=now)
            for code, was, now in tokens.guesses[:_MOST_PROBLEMS]
        ]
        problems += [problem(code, **values) for code, values in troubles]
        lost = sorted({*reading.strays, *lone_numbers(joined, drafts), *lone_years(drafts)})
        problems += [
            problem(Code.DEADLINE_WORDS_UNREAD, words=words)
            for words in _runs(text, lost)[:_MOST_PROBLEMS]
        ]
        if any(part.kind is not Kind.TEXT for part in parts):
            problems += [
                problem(Code.DEADLINE_WORDS_BESIDE, words=" ".join(words.split()))
                for words in _runs(text, reading.beside)[:_MOST_PROBLEMS]
            ]
        problems += [
            problem(Code.DEADLINE_READINGS_COMPETE, words=text[a:b], one=one, other=other)
            for a, b, one, other in rival_readings(text, drafts)[:_MOST_PROBLEMS]
        ]
        if not problems:
            left_out = unused(tokens.items, drafts, parts)
            problems = [
                problem(Code.DEADLINE_WORDS_UNREAD, words=words) for words in _runs(text, left_out)
            ]
        return cls(
            text,
            tuple(parts) or whole,
            _note(text, reading, drafts)
            if any(part.kind is not Kind.TEXT for part in parts)
            else "",
            tuple(problems[:_MOST_PROBLEMS]),
            page,
            language,
            tuple(sorted(spot for draft in drafts for spot in draft.places)),
        )

    def __str__(self) -> str:
        return self.text

    def bound_to(  # noqa: PLR0913
        self,
        period: Period | None,
        *,
        month: tuple[int, int] | None = None,
        opens: bool | None = None,
        school_quarters: tuple[tuple[date, date], ...] = (),
        language: str = "",
        when: Part | None = None,
    ) -> Self:
        """Return the same words read with a `period` and what else the page tells, as by `parse`.

        `month`, `opens` and `school_quarters` are those of `parse`. `when` is the day, or the
        weekday, of the page; what is a time of day alone is due then.
        """
        quarters = tuple(school_quarters) or self.page.school_quarters
        page = Page(period, month or month_of(period), quarters, opens, when or day_of(period))
        language = language or self.language
        if page == self.page and language == self.language:
            return self
        return self._read(self.text, page, language)

    @property
    def reading(self) -> ReadingLevel:
        """How much of it was understood."""
        read = [part for part in self.parts if part.kind is not Kind.TEXT]
        if not read:
            return ReadingLevel.TEXT
        if self.problems or len(read) < len(self.parts):
            return ReadingLevel.PARTLY
        return ReadingLevel.READ

    @cached_property
    def intervals(self) -> tuple[Interval, ...]:
        """The days of every part that has them; the whole period gives the period."""
        found = []
        for part in self.parts:
            if part.kind is Kind.WHOLE and self.page.period:
                found.append(Interval(self.page.period.first, self.page.period.last))
            elif interval := part.interval:
                found.append(interval)
        return tuple(found)

    @cached_property
    def first(self) -> date | None:
        """The day on which it begins; `None` when that is unknown or open."""
        firsts = [interval.first for interval in self.intervals]
        return None if None in firsts else min((day for day in firsts if day), default=None)

    @cached_property
    def last(self) -> date | None:
        """The last day by which it must be done; `None` when that is unknown or open."""
        lasts = [interval.last for interval in self.intervals]
        return None if None in lasts else max((day for day in lasts if day), default=None)

    @property
    def is_whole_period(self) -> bool:
        """Whether it lasts as long as the plan."""
        return any(part.kind is Kind.WHOLE for part in self.parts)

    @property
    def recurrences(self) -> tuple[Recurrence, ...]:
        """Every repetition it names, in written order."""
        return tuple(part.recurrence for part in self.parts if part.recurrence)

    def occurrences(self, period: Period | None = None) -> tuple[Interval, ...]:
        """Return every span to mark on a chart of `period`: dates, each time of a repetition."""
        period = period or self.page.period
        return occurrences_of(self.parts, period, self.page.school_quarters) if period else ()

    def canonical(self, language: str = "") -> str:
        """Return it in the house spelling: `май–сентябрь 2019 г.`; text parts stay as they are.

        Without a `language`, in that in which it was read.
        """
        return spelling.canonical(self.parts, language or self.language)

    def shift(self, years: int) -> Shifted:
        """Return the deadline `years` later: the years of its dates move, other years stay.

        The remarks name each year that was left alone, each 29 February, each weekday.
        """
        text, page, remarks = shifted(self, years)
        return Shifted(self._read(text, page, self.language), remarks)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        spelled = core_schema.no_info_after_validator_function(cls.parse, handler(Text))
        return core_schema.json_or_python_schema(
            json_schema=spelled,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), spelled]),
            serialization=core_schema.plain_serializer_function_ser_schema(
                str, return_schema=core_schema.str_schema()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string"}


def _rivals(when: Part, dated: Deadline) -> tuple[Problem, ...]:
    """Doubt times of day that are dates of the period as well: `12.10`, `10-15`."""
    period = dated.page.period
    if dated.note or period is None or dated.first is None or dated.first not in period:
        return ()
    if dated.intervals == (when.interval,):
        return ()
    one, other = (spelling.canonical(parts, dated.language) for parts in ((when,), dated.parts))
    values = {"words": dated.text, "one": one, "other": other}
    return (Problem(Code.DEADLINE_READINGS_COMPETE, values=values),)


def _rank(found: Deadline) -> tuple[bool, bool, bool]:
    """Return how well a text was read, to compare readings in several languages."""
    lost = any(problem.code in _LOST for problem in found.problems)
    return not lost, found.reading is not ReadingLevel.TEXT, found.reading is ReadingLevel.READ


def _unknown_words(language: str, text: str) -> int:
    """Return how many words of a text a language does not know; those in brackets do not count."""
    tokens = cut(text, vocabulary(language))
    closed, count = -1, len(tokens.guesses)
    for at, token in enumerate(tokens.items):
        if at > closed:
            count += token.meaning is UNKNOWN
            closed = max(closed, token.mate) if at else closed  # `(deadline: Jan 15)`
    return count


def _without_lone_numbers(drafts: list[Draft], page: Page) -> list[Draft]:
    """Leave out numbers that no month explains, where other words do say a date."""
    if page.month or all(draft.bare for draft in drafts):
        return drafts
    return [
        draft
        for draft in drafts
        if not draft.bare or (isinstance(draft, DatedDraft) and draft.day_word)
    ]


def _with_text_lines(drafts: list[Draft], reading: Reading) -> list[Draft]:
    """Put in a text draft for every line that says something else than dates, in its place."""
    lines = []
    at = 0
    ordered = sorted(drafts, key=lambda draft: draft.start)
    for start, end, speaks in reading.lines:
        while at < len(ordered) and ordered[at].end <= start:
            at += 1
        taken = at < len(ordered) and ordered[at].start < end
        if speaks and not taken:
            lines.append(TextDraft(start=start, end=end))
    merged: list[Draft] = []
    for draft in drafts:
        while lines and lines[0].start < draft.start:
            merged.append(lines.pop(0))
        merged.append(draft)
    return merged + lines


def _note(text: str, reading: Reading, drafts: Sequence[Draft]) -> str:
    """Return the words that are not dates, as they stand, with clock times and other numbers."""
    dated = [one for one in drafts if not (isinstance(one, SpanDraft) and _is_time(one))]
    covers = sorted((one.start, one.end) for one in dated)
    idle = [
        (one.start, one.end)
        for one in reading.drafts
        if isinstance(one, DatedDraft) and not _covered(one, covers)
    ]
    return " ".join(_runs(text, sorted([*reading.notes, *idle])))


def _is_time(draft: SpanDraft) -> bool:
    return nature(draft) is Nature.CLOCK


def _covered(draft: Draft, places: Sequence[tuple[int, int]]) -> bool:
    at = bisect(places, (draft.start, sys.maxsize)) - 1
    return at >= 0 and draft.end <= places[at][1]


def _runs(text: str, spots: list[tuple[int, int]]) -> list[str]:
    """Return the words at `spots`, those that follow one another together."""
    runs: list[tuple[int, int]] = []
    for start, end in spots:
        if runs and not text[runs[-1][1] : start].strip(' \t\n.,:«»"№-–—/'):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return [text[start:end] for start, end in runs]
