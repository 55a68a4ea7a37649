"""What makes a reading doubtful: what was left out of it, and other readings."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import TypeGuard

from plandoc.schema.deadline.drafts import (
    DatedDraft,
    Draft,
    Link,
    Place,
    Role,
    SpanDraft,
    YearsDraft,
)
from plandoc.schema.deadline.parts import Kind, Part, Precision, Stamp
from plandoc.schema.deadline.rhythms import Nature, nature
from plandoc.schema.deadline.tokens import Token
from plandoc.words.vocabulary import Concept

_DECEMBER = 12
_CLOSE = (Link.COMMA, Link.SPACE, Link.DASH)


def lone_numbers(joined: Sequence[Draft], kept: Sequence[Draft]) -> list[Place]:
    """Return where numbers stand that no month explains, so that they were left out."""
    found = {id(draft) for draft in kept}
    return [(draft.start, draft.end) for draft in joined if id(draft) not in found]


def lone_years(drafts: Sequence[Draft]) -> list[Place]:
    """Return where a year stands alone among dates, to which it may belong."""
    dated = (isinstance(one, SpanDraft) and not isinstance(one, YearsDraft) for one in drafts)
    if not any(dated):
        return []
    tied = [one.link in _CLOSE or after.link in _CLOSE for one, after in pairwise(drafts)]
    tied += [draft.link in _CLOSE for draft in drafts[-1:]]
    return [
        (draft.start, draft.end)
        for draft, close in zip(drafts, tied, strict=True)
        if close and isinstance(draft, YearsDraft) and not draft.last and not draft.role
    ]


def rival_readings(text: str, drafts: Sequence[Draft]) -> list[tuple[int, int, str, str]]:
    """Return what can be read in two ways: where it stands, and both of them."""
    found = [
        (draft.start, draft.end, *draft.rivals)
        for draft in drafts
        if isinstance(draft, DatedDraft) and draft.rivals and not draft.clockish
    ]
    for before, draft in pairwise(drafts):
        month, next_month = _lone_month(before), _lone_month(draft)
        apart = bool(month and next_month) and next_month != month + 1
        beside = draft.link is Link.SPACE and (apart or _is_month_beside_day(before, draft))
        if beside or _is_dash_left(before, draft):
            first, last = text[before.start : before.end], text[draft.start : draft.end]
            found.append((before.start, draft.end, f"{first}–{last}", f"{first}, {last}"))
    return found


def unused(tokens: Sequence[Token], drafts: Sequence[Draft], parts: Sequence[Part]) -> list[Place]:
    """Return where numbers and months stand inside of dates that are in none of the days read."""
    stamps = [stamp for part in parts for stamp in (part.first, part.last) if stamp]
    numbers = {number for stamp in stamps for number in _numbers(stamp)}
    numbers |= {stamp.day - 1 for stamp in stamps if stamp.day}  # «после 20» begins on the 21st
    numbers |= {(stamp.year or 0) + 1 for stamp in stamps if stamp.month == _DECEMBER}  # «до 2019»
    months = {stamp.month for stamp in stamps}
    before = {month % _DECEMBER + 1 for month in months}  # «до октября» ends in September
    after = any(one.role is Role.AFTER for one in drafts)  # «после мая» begins in June
    months |= before | ({(month - 2) % _DECEMBER + 1 for month in months} if after else set())
    whole = any(part.kind is Kind.WHOLE for part in parts)
    dated = sorted((one for one in drafts if _is_dated(one, whole)), key=lambda one: one.start)
    found, at = [], 0
    for token in tokens:
        while at < len(dated) and dated[at].end <= token.start:
            at += 1
        if at == len(dated):
            break
        inside = dated[at].start <= token.start and not _names_school_year(dated[at], token)
        if inside and not _is_used(token, numbers, months):
            found.append((token.start, token.end))
    return found


def _is_dated(draft: Draft, whole: bool) -> TypeGuard[SpanDraft]:  # noqa: FBT001
    if isinstance(draft, YearsDraft):
        return not whole
    return (
        isinstance(draft, DatedDraft)
        and not (draft.nth or draft.week)
        and nature(draft) is Nature.DATE
    )


def _names_school_year(draft: SpanDraft, token: Token) -> bool:
    dated = isinstance(draft, DatedDraft) and draft.school
    return dated and any(start <= token.start < end for start, end in draft.years_at)


def _numbers(stamp: Stamp) -> tuple[int | None, ...]:
    year = stamp.year or 0
    return stamp.day, stamp.month, year, year % 100


def _is_used(token: Token, numbers: AbstractSet[int | None], months: AbstractSet[int]) -> bool:
    if token.kind == "number":
        return token.value in numbers
    if token.date:
        day, month, year, _ = token.date
        return {day, month, year} - {None} <= numbers
    month = token.meaning.number if token.meaning else 0
    return token.meaning is None or token.meaning.concept is not Concept.MONTH or month in months


def _is_month_beside_day(before: Draft, draft: Draft) -> bool:
    """Whether a month stands beside a day, so that one of them is meant: `март 01.09`."""
    if not isinstance(before, DatedDraft) or not isinstance(draft, DatedDraft):
        return False
    mixed = (before.first.day is None) != (draft.first.day is None)
    return mixed and min(before.first.month, draft.first.month) > 0 and not draft.role


def _is_dash_left(before: Draft, draft: Draft) -> bool:
    """Whether a dash stands between two dates that make no range."""
    dated = all(
        isinstance(one, SpanDraft) and not one.bare and nature(one) is Nature.DATE
        for one in (before, draft)
    )
    return dated and draft.link is Link.DASH and not draft.role


def _lone_month(draft: Draft) -> int:
    """Return the month that a draft names, 0 if it names something else."""
    month = isinstance(draft, DatedDraft) and draft.precision is Precision.MONTH and not draft.last
    return draft.first.month if isinstance(draft, DatedDraft) and month else 0
