"""Joining drafts that make one thing: ranges, lists, and the year that a list shares."""

from collections.abc import Iterator
from dataclasses import replace

from plandoc.schema.deadline.bind import bound
from plandoc.schema.deadline.drafts import (
    ENDING,
    LONG_BLOCKS,
    NUMBERED,
    PARTS_OF_MONTH,
    SEASONS,
    Block,
    BlockDraft,
    DatedDraft,
    Draft,
    Lent,
    Link,
    Raw,
    Role,
    SpanDraft,
    YearsDraft,
)
from plandoc.schema.deadline.parts import Precision
from plandoc.schema.deadline.rhythms import with_days, with_weekdays

_SEPTEMBER = 9
_DECEMBER = 12
_MOST_MONTH_DAYS = 31
_LONGEST_TURN = 10
_BY = (Role.UNTIL, Role.THROUGH)
_LONGEST_JOINT = 8
"""How many characters may stand between days of a list: `, `, ` и `."""


def combined(drafts: list[Draft]) -> list[Draft]:
    """Join drafts that make one thing; give the members of a list their common month and year."""
    filled = list(_without_labels(_of_each_month(_filled(drafts))))
    return bound(with_days(with_weekdays(_dated(filled))))


def _without_labels(drafts: list[Draft]) -> Iterator[Draft]:
    """Leave out numbers amid other words, `ул. Фадеева, 20`, unless they stand at a date."""
    followers: list[Draft | None] = [*drafts[1:], None]
    for draft, after in zip(drafts, followers, strict=False):
        close = after is not None and after.link is Link.SPACE
        if _counts(draft) and not all(map(_counts, drafts)):
            continue
        idle = isinstance(draft, DatedDraft) and draft.bare and draft.doubtful
        if not idle or close or isinstance(after, YearsDraft):
            yield draft


def _counts(draft: Draft) -> bool:
    """Whether a draft is a number of something else, which names no day beside another one."""
    return isinstance(draft, DatedDraft) and draft.counts


def _filled(drafts: list[Draft]) -> list[Draft]:
    """Give a lone number the month or the unit of what follows it: `1, 15 и 30 октября`."""
    out = list(drafts)
    for at in range(len(out) - 2, -1, -1):
        draft, after = out[at], out[at + 1]
        lone = isinstance(draft, DatedDraft) and draft.bare and not draft.counts
        if lone and isinstance(draft, DatedDraft) and isinstance(after, SpanDraft):
            timed = isinstance(after, DatedDraft) and after.is_time and after.link is not Link.DASH
            listed = after.link in (Link.DASH, Link.COMMA, Link.AND, Link.LINE)
            if (listed and not timed) or after.role in (Role.THROUGH, Role.UNTIL):
                out[at] = _like(draft, after)
    return out


def _of_each_month(drafts: list[Draft]) -> list[Draft]:
    """Give the months of a list the day or week before them: `5 марта, июня и сентября`."""
    out, given = list(drafts), -1
    for at in range(1, len(out)):
        before, month = out[at - 1], out[at]
        listed = month.link in (Link.COMMA, Link.AND) and not month.role
        if not listed or not isinstance(month, DatedDraft) or not month.genitive:
            continue
        own = isinstance(before, SpanDraft) and before.first.month > 0 and not before.last
        day = isinstance(before, DatedDraft) and (before.first.day or before.nth)
        part = isinstance(before, BlockDraft) and before.block in PARTS_OF_MONTH
        joined = before.role is Role.THROUGH or before.link in (Link.DASH, Link.COMMA, Link.AND)
        if isinstance(before, DatedDraft) and day and joined and at > 1 and given != at - 1:
            out[at] = replace(month, rivals=_each_or_whole(before, month))
        elif isinstance(before, SpanDraft) and own and (day or part):
            given = at
            first = before.first._replace(month=month.first.month, year=month.first.year)
            out[at] = replace(
                before,
                first=first,
                start=month.start,
                end=month.end,
                link=month.link,
                years_at=month.years_at,
                exceptions=month.exceptions,
                bounds=month.bounds,
            )
    return out


def _each_or_whole(day: DatedDraft, month: DatedDraft) -> tuple[str, str]:
    """Return both readings of the last month of `5, 10 марта, апреля`."""
    return f"{day.first.day}.{month.first.month:02}", f"{month.first.month:02}"


def _like(draft: DatedDraft, after: SpanDraft) -> SpanDraft:
    if isinstance(after, BlockDraft) and after.block in NUMBERED:
        day = draft.first.day or 0
        return BlockDraft(
            start=draft.start,
            end=draft.end,
            link=draft.link,
            role=draft.role,
            exceptions=draft.exceptions,
            block=after.block,
            numbers=(day, day),
            first=after.first,
            precision=after.precision,
        )
    if isinstance(after, DatedDraft) and after.first.day and not after.clockish:
        day, last = draft.first.day or 0, after.first.day
        dashed = after.link is Link.DASH and not after.role
        spoken = draft.role is Role.SINCE and after.role in (Role.THROUGH, Role.UNTIL)
        ranged = (dashed or spoken) and after.first.month > 0
        first = after.first._replace(day=day)
        if ranged and _is_turn_of_month(day, last):
            return replace(draft, first=_month_before(first))
        filled = replace(draft, first=first, day_word=draft.day_word or after.day_word)
        if after.role in (Role.THROUGH, Role.UNTIL) and draft.role is not Role.SINCE:
            month = f"{first.month:02}"
            both = f"{day}–{last}.{month}", f"{day}.{month}, {last}.{month}"
            return replace(filled, rivals=both)
        return filled
    return draft


def _is_turn_of_month(first: int, last: int) -> bool:
    """Tell `30-1 октября`, a few days, from days that run backwards."""
    return last < first <= _MOST_MONTH_DAYS and _MOST_MONTH_DAYS - first + last <= _LONGEST_TURN


def _month_before(raw: Raw) -> Raw:
    january = raw.month == 1
    year = raw.year - january if raw.year else None
    return Raw(year, _DECEMBER if january else raw.month - 1, raw.day)


def _dated(drafts: list[Draft]) -> list[Draft]:
    """Join ranges, and give a month the year that stands before it: `2023 г., сентябрь`."""
    out: list[Draft] = []
    for draft in _ranges(drafts):
        before = out[-1] if out else None
        if isinstance(before, YearsDraft) and isinstance(draft, SpanDraft):
            out[-1:] = _with_year_before(before, draft)
        else:
            out.append(draft)
    return out


def _with_year_before(before: YearsDraft, draft: SpanDraft) -> tuple[SpanDraft, ...]:
    if not _is_year_of(before, draft):
        return before, draft
    first = draft.first._replace(year=before.first.year)
    return (
        replace(draft, first=first, start=before.start, link=before.link, years_at=before.years_at),
    )


def _is_year_of(before: YearsDraft, draft: SpanDraft) -> bool:
    apart = draft.role and draft.link is not Link.SPACE
    if before.last or before.role or apart or draft.year_given or draft.lent:
        return False
    block = isinstance(draft, BlockDraft) and draft.block in LONG_BLOCKS
    links = (Link.COMMA, Link.SPACE, Link.LINE, *((Link.DASH,) if block else ()))
    return (block or 1 <= draft.first.month <= _DECEMBER) and draft.link in links


def _ranges(drafts: list[Draft]) -> list[Draft]:
    """Join `a – b` and `с a по b`; give the common year of a list to all its members."""
    out: list[Draft] = []
    for draft in drafts:
        before = out[-1] if out else None
        if isinstance(before, SpanDraft) and _is_reported_on(before, draft):
            out[-1] = replace(draft, link=before.link)
        elif not isinstance(before, SpanDraft) or not isinstance(draft, SpanDraft):
            out.append(draft)
        elif _is_range(before, draft):
            out[-1] = _range(before, draft)
        elif isinstance(draft, DatedDraft) and _bounds_month(before, draft):
            first = draft.first._replace(month=before.first.month)
            out[-1] = replace(draft, first=first, start=before.start, link=before.link)
        elif parts := _next_part(before, draft):
            out[-1] = parts
        else:
            out.append(replace(draft, role=before.role) if _shares_until(before, draft) else draft)
    for at in range(len(out) - 2, -1, -1):
        one, after = out[at], out[at + 1]
        listed = after.link in (Link.COMMA, Link.AND) and not one.role and not after.role
        if listed and isinstance(one, SpanDraft) and isinstance(after, SpanDraft):
            out[at] = _with_lent_year(one, after)
    return out


def _is_range(before: SpanDraft, draft: SpanDraft) -> bool:
    if before.last or draft.last or _is_monthly(before) or _is_monthly(draft):
        return False
    if draft.bare and not before.bare:
        return False
    if before.role is Role.SINCE and draft.role in (Role.THROUGH, Role.UNTIL, Role.TOWARD):
        return draft.link in (Link.SPACE, Link.LINE, Link.AND)
    alike = all(
        isinstance(before, kind) == isinstance(draft, kind) for kind in (YearsDraft, BlockDraft)
    )
    timed = [isinstance(one, DatedDraft) and one.is_time for one in (before, draft)]
    if timed == [False, True] and before.year_given:  # `05.05.2013 – 10.00`
        return False
    return alike and draft.link is Link.DASH and not draft.role and _may_join(before, draft)


def _may_join(before: SpanDraft, draft: SpanDraft) -> bool:
    """Tell two quarters or two seasons from a quarter and a half-year."""
    if not isinstance(before, BlockDraft) or not isinstance(draft, BlockDraft):
        return True
    return before.block is draft.block or {before.block, draft.block} <= SEASONS.keys()


def _is_monthly(draft: SpanDraft) -> bool:
    return isinstance(draft, BlockDraft) and draft.monthly


def _range(before: SpanDraft, draft: SpanDraft) -> SpanDraft:
    to_day = draft.precision is Precision.DAY
    joined = replace(
        before,
        last=draft.first,
        end=draft.end,
        years_at=before.years_at + draft.years_at,
        problem=before.problem or draft.problem,
        role=Role.NONE if before.role is Role.SINCE else before.role,
        precision=Precision.DAY if to_day else before.precision,
    )
    if _differ(before, draft):
        return replace(joined, last=None, until=draft)
    match joined, draft:
        case BlockDraft(), BlockDraft():
            return _range_of_blocks(joined, draft)
        case BlockDraft(), _:
            return replace(joined, numbers=(joined.numbers[0], 0))
        case DatedDraft(), DatedDraft():
            clockish = joined.clockish or draft.clockish
            return replace(joined, clockish=clockish, weekday=None, week=draft.week)
        case YearsDraft(), _ if to_day:
            return DatedDraft(
                start=joined.start,
                end=joined.end,
                link=joined.link,
                role=joined.role,
                exceptions=joined.exceptions,
                first=joined.first,
                last=joined.last,
                years_at=joined.years_at,
                problem=joined.problem,
            )
    return joined


def _differ(before: SpanDraft, draft: SpanDraft) -> bool:
    """Whether the ends of a range are not of one kind: a weekday of a month, a last week, a day."""
    if isinstance(before, BlockDraft) and isinstance(draft, BlockDraft):
        parts = {before.block, draft.block}
        last = before.block in PARTS_OF_MONTH and before.numbers[0] < 0
        return last or (len(parts) > 1 and not parts <= SEASONS.keys())
    if isinstance(before, DatedDraft) and isinstance(draft, DatedDraft):
        return bool(before.nth or draft.nth)
    return isinstance(before, DatedDraft) and isinstance(draft, BlockDraft)


def _range_of_blocks(before: BlockDraft, draft: BlockDraft) -> BlockDraft:
    joined = replace(before, numbers=(before.numbers[0], draft.numbers[1]), last_block=draft.block)
    years = {raw.year for raw in (before.first, draft.first)} - {None}
    months = {raw.month for raw in (before.first, draft.first)} - {0}
    same = len(years) < 2 and len(months) < 2  # noqa: PLR2004
    if before.block is draft.block and before.block in NUMBERED and same:
        return replace(joined, first=draft.first, last=None)
    return joined


def _next_part(before: SpanDraft, draft: SpanDraft) -> BlockDraft | None:
    """Join weeks that follow one another: `1, 2 недели сентября`."""
    if not isinstance(before, BlockDraft) or not isinstance(draft, BlockDraft):
        return None
    if before.block not in PARTS_OF_MONTH or before.block is not draft.block or draft.role:
        return None
    if before.last or draft.last or before.monthly or draft.monthly:
        return None
    follows = draft.numbers[0] == before.numbers[1] + 1
    one_month = before.first.month == draft.first.month
    if not (follows and one_month and draft.link in (Link.COMMA, Link.AND)):
        return None
    return replace(
        before,
        numbers=(before.numbers[0], draft.numbers[1]),
        end=draft.end,
        first=draft.first,
        years_at=before.years_at + draft.years_at,
    )


def _is_reported_on(before: SpanDraft, draft: Draft) -> bool:
    """Tell whether a report has its subject before it: `за I квартал – до 10 апреля`."""
    if before.role is not Role.DURING or draft.link not in (Link.DASH, Link.SPACE, Link.COMMA):
        return False
    month = isinstance(draft, SpanDraft) and draft.precision is Precision.MONTH
    if draft.link is not Link.DASH:
        counted = isinstance(before, BlockDraft) and before.block in LONG_BLOCKS
        return (counted or isinstance(before, YearsDraft)) and draft.role in _BY
    return draft.role in _BY or (month and before.precision is not Precision.MONTH)


def _bounds_month(before: SpanDraft, draft: DatedDraft) -> bool:
    """Whether a day ends the month that it stands behind early: `март, до 25.03`."""
    if not isinstance(before, DatedDraft) or before.precision is not Precision.MONTH:
        return False
    plain = not (before.last or before.role or before.until or before.year_given or draft.last)
    close = draft.link in (Link.COMMA, Link.SPACE, Link.DASH) and draft.role in ENDING
    return (
        plain and close and bool(draft.first.day) and draft.first.month in (0, before.first.month)
    )


def _shares_until(before: SpanDraft, draft: SpanDraft) -> bool:
    """Tell whether one «until» holds for both days: `до 1 июля и 1 декабря`."""
    if not isinstance(before, DatedDraft) or not isinstance(draft, DatedDraft) or draft.role:
        return False
    days = before.first.day and draft.first.day and draft.first.month and not draft.clockish
    until = before.role in ENDING and draft.start - before.end <= _LONGEST_JOINT
    return bool(days and until and not before.last and draft.link in (Link.COMMA, Link.AND))


def _with_lent_year(draft: SpanDraft, after: SpanDraft) -> SpanDraft:
    """Share the year at the end of a list with the item before, if both have the same form.

    Where the months turn back, `сентябрь, март 2019`, the year may not belong to both.
    """
    if draft.year_given or _form(draft) != _form(after) or not (after.year_given or after.lent):
        return draft
    if after.school and after.first.year and not draft.last:
        early = after.first.month < _SEPTEMBER
        late = draft.first.month < _SEPTEMBER
        first = draft.first._replace(year=after.first.year + late - early)
        return replace(draft, school=True, first=first)
    turns = _turns(draft, after)
    if after.lent:
        return replace(draft, lent=Lent(after.lent.year, after.lent.turns + turns))
    begin, closing = after.first, after.last or after.first
    crosses = not begin.year and begin.month > closing.month
    year = begin.year or (closing.year or 0) - crosses
    return replace(draft, lent=Lent(year, int(turns)))


def _turns(draft: SpanDraft, after: SpanDraft) -> bool:
    """Tell whether the months turn back between two items of a list."""
    match draft, after:
        case BlockDraft(block=Block.QUARTER | Block.HALF_YEAR), BlockDraft():
            return draft.numbers[1] > after.numbers[0]
    end, begin = draft.last or draft.first, after.first
    return (end.month, end.day or 0) > (begin.month, begin.day or 99)


def _form(draft: SpanDraft) -> tuple[Block | None, bool, bool]:
    block = draft.block if isinstance(draft, BlockDraft) else None
    return block, isinstance(draft, DatedDraft) and draft.digits, draft.first.day is None
