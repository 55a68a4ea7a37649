"""Rules for deadlines: problems found when reading them, and their relation to the plan."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import groupby

from plandoc.checks.rule import Finding, Reading, Rule, is_blank
from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.fieldpath import FieldPath
from plandoc.schema.deadline import Deadline, Kind, Part, ReadingLevel
from plandoc.schema.rows import ActivityRow
from plandoc.schema.tree import table_of

_TORN = re.compile(r"-\s*\n\s*")
_PREPARATION = timedelta(days=62)
_SHORT = timedelta(days=31)
_WEEK = timedelta(days=7)
_WITNESSES = 3
"""How many rows around a deadline tell its month, at least one of them on each side."""
_FAR = 2
"""How many months apart a deadline is doubtful."""


def _rows_with_deadlines(reading: Reading) -> Iterator[tuple[ActivityRow, Deadline]]:
    for row in reading.rows:
        if row.activity.deadline is not None:
            yield row, row.activity.deadline


def _problems_with(code: Code, reading: Reading) -> Iterator[Finding]:
    if "readings" not in reading.notes:
        found: dict[str, list[tuple[ActivityRow, Problem]]] = {}
        for row, deadline in _rows_with_deadlines(reading):
            seen = []
            for problem in deadline.problems:
                if problem not in seen:
                    seen.append(problem)
                    found.setdefault(problem.code, []).append((row, problem))
        reading.notes["readings"] = found
    for row, problem in reading.notes["readings"].get(code, ()):
        yield Finding(reading.at(row, "deadline"), problem.values)


def _outside_period(reading: Reading) -> Iterator[Finding]:
    for row, deadline in _rows_with_deadlines(reading):
        period = row.period
        if any(problem.code in _OF_YEAR for problem in deadline.problems):
            continue
        if any(_is_outside(part, row) for part in deadline.parts):
            first, last = f"{period.first:%d.%m.%Y}", f"{period.last:%d.%m.%Y}"
            values = {"text": deadline.text, "first": first, "last": last}
            yield Finding(reading.at(row, "deadline"), values)


_OF_YEAR = frozenset({Code.DEADLINE_YEAR_STALE, Code.DEADLINE_YEAR_AMBIGUOUS})


def _is_outside(part: Part, row: ActivityRow) -> bool:
    """Whether a part lies outside the period of its row.

    July and August without a year, just before a school year, are preparation and not a mistake,
    and neither is a week or month without a year of which the period is a part, nor what begins in
    a period of a few weeks and lasts longer. Of the day of a heading only the author of the heading
    can be asked.
    """
    period = row.period
    days = [day for day in part.interval or () if day]
    outside = [day for day in days if day not in period]
    if period.last - period.first < _SHORT and min(days, default=period.last) in period:
        return False
    if part.year_given and part != row.said.when:
        return bool(outside)
    if outside and min(days) <= period.first and period.last <= max(days):
        return False
    return any(not period.first - _PREPARATION <= day < period.first for day in outside)


def _weekday(reading: Reading) -> Iterator[Finding]:
    for row, deadline in _rows_with_deadlines(reading):
        for part in deadline.parts:
            day = part.interval.first or part.interval.last if part.interval else None
            if part.weekday is not None and day and day.weekday() != part.weekday:
                values = {
                    "text": deadline.text,
                    "date": f"{day:%d.%m.%Y}",
                    "weekday": reading.words.weekdays[day.weekday()],
                }
                yield Finding(reading.at(row, "deadline"), values)
                break


def _other_month(reading: Reading) -> Iterator[Finding]:
    for row, deadline in _rows_with_deadlines(reading):
        spans = [part.interval for part in deadline.parts if part.interval]
        if not row.said.month or len(spans) < len(deadline.parts):
            continue
        begin = date(*row.said.month, 1)
        if not any(
            _includes_month(first, last, begin.month) or _prepares(first or last, last, begin)
            for first, last in spans
        ):
            yield Finding(reading.at(row, "deadline"), {"text": deadline.text})


def _prepares(first: date | None, last: date | None, begin: date) -> bool:
    """Whether something is done in the week before a month: «30.08» in the plan for September."""
    return first is not None and last is not None and begin - _WEEK <= first <= last < begin


def _includes_month(first: date | None, last: date | None, month: int) -> bool:
    if first is None or last is None:
        end = first or last
        return end is not None and end.month == month
    months = (last.year - first.year) * 12 + last.month - first.month
    return (month - first.month) % 12 <= months


def _of_heading(reading: Reading) -> Iterator[Finding]:
    """Find rows that are due on the day of a heading that says more than that.

    `1 сентября — День знаний` may be the name of a feast, `Сентябрь. Месячник` is no name.
    """
    for row in reading.rows:
        due = row.said.due
        asked = row.counted and row.activity.title.strip() and row.deadline is due
        if due and due.first == due.last and row.said.more and asked:
            values = {"text": due.text, "day": f"{due.last:%d.%m.%Y}"}
            yield Finding(reading.at(row, "deadline"), values)


def _among_others(reading: Reading) -> Iterator[Finding]:
    """Find a deadline two months or more away from the month of the rows on both sides of it."""
    for _, rows in groupby(_rows_with_deadlines(reading), key=_neighbourhood):
        known = [
            (row, text, months)
            for row, one in rows
            if (text := one.text) and (months := _months(one))
        ]
        for at, (row, text, (first, last)) in enumerate(known):
            before = [months for _, _, months in known[max(at - 2, 0) : at]]
            after = [months for _, _, months in known[at + 1 : at + 3]]
            near = [*before, *after]
            if not before or not after or len(near) < _WITNESSES:
                continue
            low, high = min(one[0] for one in near), max(one[1] for one in near)
            if high == low and max(low - last, first - high) >= _FAR:
                values = {"text": text, "month": _month_of(low)}
                yield Finding(reading.at(row, "deadline"), values)


def _neighbourhood(pair: tuple[ActivityRow, Deadline]) -> tuple[FieldPath, ...]:
    """Return what rows must share to stand next to one another: their table and section."""
    row, _ = pair
    return table_of(row.path), *(above.path for above in row.sections[-1:])


def _months(deadline: Deadline) -> tuple[int, int] | None:
    """Return the first and last month of a deadline, counted from year 0, if it is short."""
    days = days_of(deadline)
    if not days or days[1] - days[0] > _SHORT:
        return None
    first, last = (12 * day.year + day.month - 1 for day in days)
    return first, last


def _month_of(months: int) -> str:
    return f"{months % 12 + 1:02}.{months // 12}"


def _unread(reading: Reading) -> Iterator[Finding]:
    known = reading.words.open_deadlines
    for row, deadline in _rows_with_deadlines(reading):
        if deadline.reading is not ReadingLevel.TEXT or deadline.problems:
            continue
        text = _TORN.sub("", deadline.text.lower())
        if not is_blank(text) and not any(stem in text for stem in known):
            yield Finding(reading.at(row, "deadline"), {"text": deadline.text})


def days_of(deadline: Deadline) -> tuple[date, date] | None:
    """Return the first and last day, `None` unless every part names days without problems."""
    spans = [part.interval for part in deadline.parts if part.kind is Kind.SPAN and part.interval]
    if not spans or len(spans) < len(deadline.parts) or deadline.problems:
        return None
    ends = [day for span in spans for day in span if day]
    return min(ends), max(ends)


_READ = (
    Code.DEADLINE_WORDS_UNREAD,
    Code.DEADLINE_DAY_IMPOSSIBLE,
    Code.DEADLINE_BACKWARDS,
    Code.DEADLINE_YEAR_STALE,
    Code.DEADLINE_MONTH_MISSPELT,
    Code.DEADLINE_MIXED_ALPHABETS,
    Code.DEADLINE_NEITHER_DATE_NOR_TIME,
    Code.DEADLINE_NUMBER_IMPOSSIBLE,
    Code.DEADLINE_YEAR_IMPOSSIBLE,
    Code.DEADLINE_YEAR_AMBIGUOUS,
    Code.DEADLINE_MONTH_MISSING,
    Code.DEADLINE_QUARTERS_UNDECLARED,
    Code.DEADLINE_DAY_OR_MONTH,
    Code.DEADLINE_TOO_LONG,
    Code.DEADLINE_EXCEPTION_IGNORED,
    Code.DEADLINE_DAYS_UNCLEAR,
    Code.DEADLINE_WEEKDAY_IMPOSSIBLE,
    Code.DEADLINE_WORDS_BESIDE,
    Code.DEADLINE_READINGS_COMPETE,
    Code.DEADLINE_MONTH_IMPOSSIBLE,
)
"""What the reading of deadlines finds; the check passes it on."""

RULES = (
    *(Rule(code, partial(_problems_with, code)) for code in _READ),
    Rule(Code.DEADLINE_OUTSIDE_PERIOD, _outside_period),
    Rule(Code.DEADLINE_WEEKDAY_WRONG, _weekday),
    Rule(Code.DEADLINE_IN_OTHER_MONTH, _other_month),
    Rule(Code.DEADLINE_AMONG_OTHER_MONTHS, _among_others),
    Rule(Code.DEADLINE_OF_HEADING, _of_heading),
    Rule(Code.DEADLINE_NOT_A_TIME, _unread),
)
