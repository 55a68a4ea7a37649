"""What makes a reading doubtful: what was left out of it, and other readings."""

from collections.abc import Sequence
from itertools import pairwise

from plandoc.schema.deadline.drafts import (
    DatedDraft,
    Draft,
    Link,
    Place,
    SpanDraft,
    YearsDraft,
)
from plandoc.schema.deadline.parts import Precision

_CLOSE = (Link.COMMA, Link.SPACE, Link.DASH)


def lone_numbers(joined: Sequence[Draft], kept: Sequence[Draft]) -> list[Place]:
    """Return where numbers stand that no month explains, so that they were left out."""
    found = {id(draft) for draft in kept}
    return [(draft.start, draft.end) for draft in joined if id(draft) not in found]


def lone_years(drafts: Sequence[Draft]) -> list[Place]:
    """Return where a year stands alone among dates, to which it may belong."""
    if not any(isinstance(one, SpanDraft) and one.first.month for one in drafts):
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
        if month and next_month and draft.link is Link.SPACE and next_month != month + 1:
            first, last = text[before.start : before.end], text[draft.start : draft.end]
            found.append((before.start, draft.end, f"{first}–{last}", f"{first}, {last}"))
    return found


def _lone_month(draft: Draft) -> int:
    """Return the month that a draft names, 0 if it names something else."""
    month = isinstance(draft, DatedDraft) and draft.precision is Precision.MONTH and not draft.last
    return draft.first.month if isinstance(draft, DatedDraft) and month else 0
