"""What belongs to the repetition beside it: dates that it repeats, exceptions, limits."""

from collections.abc import Sequence
from dataclasses import replace

from plandoc.schema.deadline.drafts import (
    BlockDraft,
    Draft,
    Link,
    RecurringDraft,
    Role,
    SpanDraft,
    WholeDraft,
)
from plandoc.words.vocabulary import Unit

_LISTED = (Link.COMMA, Link.AND)


def bound(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with what belongs to a repetition put beside it and marked."""
    return _limited(_without_exceptions(_reordered(drafts)))


def _reordered(drafts: Sequence[Draft]) -> list[Draft]:
    """Put «yearly» before the date that it repeats: `май ежегодно`."""
    out = list(drafts)
    for at in range(1, len(out)):
        before, draft = out[at - 1], out[at]
        yearly = isinstance(draft, RecurringDraft) and draft.every.is_each(Unit.YEAR)
        counted = isinstance(draft, RecurringDraft) and draft.counted
        close = draft.link is not Link.BLANK and isinstance(before, SpanDraft)
        if yearly and not counted and close:
            first = at - 1
            while first and out[first].link in _LISTED and isinstance(out[first - 1], SpanDraft):
                first -= 1
            out.insert(first, out.pop(at))
    return out


def _without_exceptions(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave what follows «except» to the repetition before it: `ежемесячно, кроме июля`."""
    out: list[Draft] = []
    for draft in drafts:
        before = out[-1] if out and draft.link is not Link.BLANK else None
        if draft.role is Role.EXCEPT and isinstance(before, RecurringDraft | WholeDraft):
            place = draft.start, draft.end
            out[-1] = replace(before, exceptions=(*before.exceptions, place))
        else:
            out.append(draft)
    return out


def _limited(drafts: Sequence[Draft]) -> list[Draft]:
    """Mark the time within which a repetition happens: `ежемесячно, сентябрь–май`."""
    out = list(drafts)
    for at in range(1, len(out)):
        before, draft = out[at - 1], out[at]
        limits = False
        if _repeats(before) and isinstance(draft, SpanDraft):
            close = draft.link in (Link.SPACE, Link.COMMA, Link.DASH)
            limits = close or (draft.link is Link.LINE and _lasts(draft))
        elif _repeats(draft) and isinstance(before, SpanDraft):
            limits = at == 1 and draft.link in (Link.SPACE, Link.COMMA) and _lasts(before)
        elif before.bounds and isinstance(before, SpanDraft) and isinstance(draft, SpanDraft):
            out[at] = replace(draft, bounds=draft.link in (Link.COMMA, Link.AND))
        if limits:
            out[at - 1], out[at] = replace(before, bounds=True), replace(draft, bounds=True)
    return out


def _repeats(draft: Draft) -> bool:
    if not isinstance(draft, RecurringDraft) or draft.every.unit is None:
        return False
    return not draft.every.is_each(Unit.YEAR)


def _lasts(draft: SpanDraft) -> bool:
    return draft.last is not None or isinstance(draft, BlockDraft) or draft.role is Role.SINCE
