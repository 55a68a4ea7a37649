"""Rules for duplicate activities, including nearly identical titles."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import timedelta

from plandoc.checks.deadlines import days_of
from plandoc.checks.rule import Finding, Reading, Rule
from plandoc.codes import Code
from plandoc.schema.deadline import Deadline
from plandoc.schema.rows import ActivityRow
from plandoc.words.quotes import quoted
from plandoc.words.texts import shortened, words_only

_ENOUGH_WORDS = 4
_MOST_WORDS = 40
_STEM = 6
_COMPARED = 20
_WEEK = timedelta(days=7)


def _same(reading: Reading) -> Iterator[Finding]:
    groups: dict[Hashable, list[ActivityRow]] = defaultdict(list)
    for row in reading.rows:
        groups[words_only(row.activity.title)].append(row)
    yield from _duplicates(reading, groups.values())


def _nearly_same(reading: Reading) -> Iterator[Finding]:
    """Find titles that differ only in an ending, the order of words, a typo or a short word."""
    groups: dict[Hashable, list[ActivityRow]] = defaultdict(list)
    small = frozenset(reading.words.small_words)
    for row in reading.rows:
        words = [word for word in words_only(row.activity.title).split() if word not in small]
        if _ENOUGH_WORDS <= len(words) <= _MOST_WORDS:
            stems = sorted(word[:_STEM] if word.isalpha() else word for word in words)
            groups[tuple(stems)].append(row)
    distinct = []
    for rows in groups.values():
        first = {words_only(row.activity.title): row for row in reversed(rows)}
        distinct.append([row for row in rows if first[words_only(row.activity.title)] is row])
    yield from _duplicates(reading, distinct)


def _duplicates(reading: Reading, groups: Iterable[list[ActivityRow]]) -> Iterator[Finding]:
    for rows in groups:
        for index, row in enumerate(rows[1:], 1):
            other = next((o for o in rows[: min(index, _COMPARED)] if _same_time(o, row)), None)
            if other:
                values = {"other": _name(other)}
                yield Finding(reading.at(row, "title"), values)


def _name(row: ActivityRow) -> str:
    return row.number.rstrip(".") or quoted(shortened(row.activity.title))


def _is_short(deadline: Deadline) -> bool:
    days = days_of(deadline)
    return days is not None and days[1] - days[0] < _WEEK


def _same_time(one: ActivityRow, other: ActivityRow) -> bool:
    """Whether two rows have the same time and equal custom columns.

    In different sections, tables and parts (months, groups, audiences) the same work is done anew,
    unless both rows name the same few days and executors.
    """
    one, other = one.filled, other.filled
    if one.activity.fields != other.activity.fields:
        return False
    first, second = one.activity.deadline, other.activity.deadline
    if one.holder != other.holder and (
        one.activity.executors != other.activity.executors
        or first is None
        or second is None
        or not _is_short(first)
    ):
        return False
    if first is None or second is None:
        return first is second
    if first.is_whole_period or second.is_whole_period:
        return True
    if first.intervals or second.intervals:
        return first.intervals == second.intervals
    return words_only(first.text) == words_only(second.text)


RULES = (
    Rule(Code.ACTIVITY_REPEATED, _same),
    Rule(Code.ACTIVITY_NEARLY_REPEATED, _nearly_same),
)
