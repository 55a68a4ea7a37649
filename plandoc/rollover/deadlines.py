"""Deadlines in the new year: years are moved, and changes in the calendar are reported."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from plandoc.codes import Code
from plandoc.review import Choice, NoteKind
from plandoc.rollover.notes import Question, Swap, swapped
from plandoc.rollover.step import Step, same_weekday
from plandoc.schema.deadline import Deadline, Kind, Part, Precision, Stamp
from plandoc.schema.deadline.spelling import canonical
from plandoc.schema.period import Period
from plandoc.words.texts import capitalised
from plandoc.words.years import later

_MOST_PROPOSED = 12
_LEAP_DAY = 29
_FALLS_ON_ONE = (Code.ROLLOVER_DAY_OFF, NoteKind.QUESTION)
_LEFT_ONE = (Code.ROLLOVER_DAY_OFF_LEFT, NoteKind.QUESTION)


def moved_years(
    deadline: Deadline, places: Iterable[tuple[int, int]], years: int
) -> tuple[Swap, ...]:
    """Return replacements that move the years at these places of a deadline."""
    text = deadline.shift(years).deadline.text
    return tuple(Swap(start, end, text[start:end]) for start, end in places)


def questions_about(deadline: Deadline, step: Step) -> Iterator[Question]:
    """Yield questions about a deadline, apart from the move of its years."""
    moved = deadline.shift(step.years).deadline
    if any(problem.code == Code.DEADLINE_YEAR_STALE for problem in deadline.problems):
        yield _stale(deadline, step)
    elif _changes_meaning(moved, deadline):
        yield _unreadable(deadline, moved)
    else:
        yield from _Days(deadline, moved, step).questions()
        if not step.keeps_shape and _leaves_period(deadline, moved.bound_to(step.into), step):
            yield Question(Code.ROLLOVER_DEADLINE_LEAVES_PERIOD, NoteKind.QUESTION)


def _changes_meaning(moved: Deadline, deadline: Deadline) -> bool:
    """Whether a moved deadline has new problems or is read differently."""
    new = {problem.code for problem in moved.problems}
    kinds = [[part.kind for part in one.parts] for one in (moved, deadline)]
    return bool(new - {problem.code for problem in deadline.problems}) or kinds[0] != kinds[1]


def _leaves_period(deadline: Deadline, moved: Deadline, step: Step) -> bool:
    """Whether the days were inside the old period and are outside the new one."""
    return _inside(deadline, step.plan.period) and not _inside(moved, step.into)


def _inside(deadline: Deadline, period: Period) -> bool:
    return all(day in period for span in deadline.intervals for day in span if day)


def _reparsed(text: str, like: Deadline) -> Deadline:
    """Parse another text in the same context as `like`."""
    page = like.page
    return Deadline.parse(
        text,
        page.period,
        month=page.month,
        language=like.language,
        school_quarters=page.school_quarters,
        opens=page.opens,
    )


# Years outside the old period.


def _stale(deadline: Deadline, step: Step) -> Question:
    """Ask about a year outside the old period, proposing the likely one."""
    likely = {
        int(str(problem.values["written"])): int(str(problem.values["likely"]))
        for problem in deadline.problems
        if problem.code == Code.DEADLINE_YEAR_STALE
    }
    moves = [_offset(part, likely, step.plan.period) for part in deadline.parts]
    values = {
        "written": ", ".join(map(str, likely)),
        "period": step.plan.period.brief,
    }
    return Question(
        Code.ROLLOVER_DEADLINE_WAS_OUTSIDE_PERIOD,
        NoteKind.QUESTION,
        _with_likely_years(deadline, moves, step),
        values,
    )


def _offset(part: Part, likely: dict[int, int], period: Period) -> int:
    """Return by how many years a part has to move to be inside the old period."""
    if part.kind is not Kind.SPAN or not part.interval:
        return 0
    first, last = part.interval
    if (last and last < period.first) or (first and first > period.last):
        year = (last or first or period.first).year
        return likely.get(year, year) - year
    return 0


def _with_likely_years(deadline: Deadline, moves: list[int], step: Step) -> tuple[Swap, ...]:
    """Return the deadline in the new year with stale years corrected, `()` if that is uncertain."""
    written = [by for part, by in zip(deadline.parts, moves, strict=True) if part.year_given]
    if len(written) == len(deadline.years_at):
        text = deadline.text
        return tuple(
            Swap(start, end, later(text[start:end], step.years + by))
            for (start, end), by in zip(deadline.years_at, written, strict=True)
            if by
        )
    if any(part.kind is not Kind.SPAN for part in deadline.parts) or deadline.note:
        return ()
    parts = [_later(part, step.years + by) for part, by in zip(deadline.parts, moves, strict=True)]
    parts.sort(key=lambda part: _end(part) or date.max)
    text = canonical(parts, step.wording.language)
    if deadline.text[:1].isupper():
        text = capitalised(text)
    fits = not _reparsed(text, deadline.shift(step.years).deadline).problems
    return (Swap(0, len(deadline.text), text),) if fits else ()


def _end(part: Part) -> date | None:
    return (part.interval.last or part.interval.first) if part.interval else None


def _later(part: Part, years: int) -> Part:
    def moved(stamp: Stamp | None) -> Stamp | None:
        return stamp.within(stamp.year + years) if stamp and stamp.year else stamp

    return replace(part, first=moved(part.first), last=moved(part.last))


# Deadlines that are invalid in the new year, such as 29 February.


def _unreadable(deadline: Deadline, moved: Deadline) -> Question:
    leap = [Swap(start, end, f"{_LEAP_DAY - 1}") for start, end in _places(moved, _LEAP_DAY)]
    fixes = [
        swap
        for swap in leap
        if not _changes_meaning(_reparsed(swapped(moved.text, [swap]), moved), deadline)
    ]
    return Question(Code.ROLLOVER_DEADLINE_UNREADABLE, NoteKind.QUESTION, tuple(fixes[:1]))


def _places(deadline: Deadline, number: int) -> Iterator[tuple[int, int]]:
    """Yield the places of a number in a deadline, except in its years."""
    for found in re.finditer(rf"(?<!\d)0?{number}(?!\d)", deadline.text):
        if found.span() not in deadline.years_at:
            yield found.span()


# Weekdays and days off.


class _Day(NamedTuple):
    """A single day of a deadline in the old and the new year; the weekday given with it."""

    part: int
    was: date
    now: date
    written: int | None
    until: bool


@dataclass
class _Days:
    """The single days of one deadline, compared with last year's."""

    deadline: Deadline
    moved: Deadline
    step: Step

    def questions(self) -> Iterator[Question]:
        by_remark: dict[tuple[Code, NoteKind], list[_Day]] = {}
        for day in self.days:
            if found := self._remark(day):
                by_remark.setdefault(found, []).append(day)
        if _FALLS_ON_ONE in by_remark:
            by_remark.pop(_LEFT_ONE, None)
        for (code, kind), days in by_remark.items():
            values = {
                "was": "; ".join(self.step.day_text(day.was) for day in days),
                "now": "; ".join(self.step.day_text(day.now) for day in days),
            }
            waits = kind is NoteKind.QUESTION
            choices = None if waits else (Choice.KEEP, Choice.EDIT)
            yield Question(
                code, kind, self._nearest(days) if waits else (), values, choices=choices
            )

    def _remark(self, day: _Day) -> tuple[Code, NoteKind] | None:
        was, now = self.step.day_off(day.was), self.step.day_off(day.now)
        if day.written == day.was.weekday() != day.now.weekday():
            return Code.ROLLOVER_WEEKDAY_CHANGED, NoteKind.QUESTION
        if now and now != was:
            return (Code.ROLLOVER_DAY_OFF, NoteKind.INFO) if was or day.until else _FALLS_ON_ONE
        return _LEFT_ONE if was and not now and not day.until else None

    @cached_property
    def days(self) -> list[_Day]:
        """The single days in the new year, each with the day in the old year."""
        return list(self._pairs())

    def _pairs(self) -> Iterator[_Day]:
        for index, (old, new) in enumerate(zip(self.deadline.parts, self.moved.parts, strict=True)):
            until = old.first is None
            if not _is_single(old) or not _is_single(new) or until != (new.first is None):
                continue
            assert old.last
            assert new.last
            was, now = old.last.closing(), new.last.closing()
            if was and now:
                yield _Day(index, was, now, old.weekday, until)

    def _nearest(self, days: list[_Day]) -> tuple[Swap, ...]:
        """Return replacements that keep the weekdays, `()` if that is not possible."""
        if len(days) > _MOST_PROPOSED:
            return ()
        swaps: list[Swap] = []
        for day in days:
            target = same_weekday(day.now, day.was.weekday())
            fits = self.step.day_off(target) in ("", self.step.day_off(day.was))
            fits = fits and target not in (other.now for other in self.days)
            swap = next(self._rewritten(day, target, swaps), None) if fits else None
            if swap is None:
                return ()
            swaps.append(swap)
        return tuple(swaps)

    def _rewritten(self, day: _Day, target: date, others: list[Swap]) -> Iterator[Swap]:
        """Yield replacements that put another day into the text with the intended meaning."""
        for start, end in _places(self.moved, day.now.day):
            swap = Swap(start, end, f"{target.day:0{end - start}}")
            read = _reparsed(swapped(self.moved.text, [*others, swap]), self.moved)
            if len(read.parts) == len(self.moved.parts):
                last = read.parts[day.part].last
                if last and last.closing() == target and read.problems == self.moved.problems:
                    yield swap


def _is_single(part: Part) -> bool:
    """Whether a part names a single day, or all days until one."""
    named = part.kind is Kind.SPAN and part.precision is Precision.DAY
    return named and part.last is not None and part.last.day is not None and part.first in (
        None, part.last,
    )  # fmt: skip
