"""Joining drafts that make one thing: ranges, lists, weeks of months, days of a repetition."""

from dataclasses import replace

from plandoc.schema.deadline.drafts import Draft, Raw
from plandoc.schema.deadline.parts import Kind, Precision, Recurrence

_NUMBERED = {"week", "decade", "half", "quarter", "school-quarter", "half-year"}
_PARTS_OF_MONTH = {"week", "decade", "half"}
_MOST_MONTH_DAYS = 31
_LAST_HOUR = 24
_LAST_MINUTE = 60
_DECEMBER = 12
_SEPTEMBER = 9


def combine(drafts: list[Draft]) -> list[Draft]:
    """Join drafts that make one thing; give the members of a list their common month and year."""
    _fill_bare(drafts)
    drafts = [draft for draft in drafts if not (draft.bare and draft.doubtful)]
    return _reordered(_with_days(_weeks_of_months(_ranges(drafts))))


def _fill_bare(drafts: list[Draft]) -> None:
    """Give a lone number the month or the unit of what follows it: `1, 15 и 30 октября`."""
    for draft, after in zip(drafts[-2::-1], drafts[:0:-1], strict=False):
        if not draft.bare or not draft.first or not after.first:
            continue
        joined = after.link in ("dash", "comma", "and", "line") or after.role in (
            "through",
            "until",
        )
        if not joined:
            continue
        if after.unit in _NUMBERED:
            draft.unit, draft.precision = after.unit, after.precision
            draft.numbers = (draft.first.day or 0,) * 2
            draft.first = replace(after.first)
        elif after.first.day and not after.clockish:
            draft.first.month, draft.first.year = after.first.month, after.first.year
            draft.day_word = draft.day_word or after.day_word


def _ranges(drafts: list[Draft]) -> list[Draft]:
    """Join `a – b` and `с a по b`; give the common year of a list to all its members."""
    out: list[Draft] = []
    for draft in drafts:
        before = out[-1] if out else None
        if before and _is_range(before, draft):
            _join_range(before, draft)
        else:
            out.append(draft)
    for draft, after in zip(out[-2::-1], out[:0:-1], strict=False):
        shared = after.link in ("comma", "and") and not draft.role and not after.role
        plain = draft.first and after.first and not draft.year_given and after.year_given
        if shared and plain and draft.kind is Kind.SPAN and draft.first and after.first:
            draft.first.year = after.first.year
            if after.school and after.first.year and not draft.last:
                draft.school = True
                early = after.first.month < _SEPTEMBER
                late = draft.first.month < _SEPTEMBER
                draft.first.year = after.first.year + late - early
            if draft.last:
                draft.last.year = after.first.year
    return out


def _is_range(before: Draft, draft: Draft) -> bool:
    if before.last or not before.first or not draft.first or draft.last:
        return False
    if before.kind is not Kind.SPAN or draft.kind is not Kind.SPAN or before.every or draft.every:
        return False
    if before.role == "since" and draft.role in ("through", "until", "toward"):
        return draft.link in ("space", "line")
    return draft.link == "dash" and not draft.role and (before.unit == "") == (draft.unit == "")


def _join_range(before: Draft, draft: Draft) -> None:
    before.last = draft.first
    before.end = draft.end
    before.years_at += draft.years_at
    before.clockish = before.clockish or draft.clockish
    before.problem = before.problem or draft.problem
    if before.unit:
        before.numbers = (before.numbers[0], draft.numbers[1])
        assert before.first
        assert draft.first
        before.last_unit = draft.unit
        years = {raw.year for raw in (before.first, draft.first)}
        if before.unit == draft.unit and before.unit in _NUMBERED and len(years - {None}) < 2:  # noqa: PLR2004
            before.first, before.last = draft.first, None
    if before.role == "since":
        before.role = ""
    if draft.precision is Precision.DAY:
        before.precision = Precision.DAY


def _weeks_of_months(drafts: list[Draft]) -> list[Draft]:
    """Join `октябрь, 2 неделя`; turn a week with its weekday into «weekly»."""
    out: list[Draft] = []
    for draft in drafts:
        before = out[-1] if out else None
        monthless = draft.unit in _PARTS_OF_MONTH and draft.first and not draft.first.month
        if (
            before
            and monthless
            and before.precision is Precision.MONTH
            and before.first
            and before.first.month
            and not before.last
            and not before.unit
            and draft.link in ("space", "comma", "line")
        ):
            draft.first, draft.start, draft.link = before.first, before.start, before.link
            draft.years_at, draft.role = before.years_at, before.role
            out[-1] = draft
        elif before and draft.every and draft.every.weekdays and not draft.every.nth:
            _add_weekday(out, before, draft)
        elif before and before.weekday is not None and before.every and _is_single_day(draft):
            draft.weekday, draft.start, draft.link = before.weekday, before.start, before.link
            out[-1] = draft
        else:
            out.append(draft)
    return out


def _is_single_day(draft: Draft) -> bool:
    day = draft.first is not None and draft.first.day is not None and not draft.last
    return day and not draft.unit and not draft.role and draft.link in ("comma", "space", "line")


def _add_weekday(out: list[Draft], before: Draft, draft: Draft) -> None:
    assert draft.every
    if before.unit == "week" and before.first and not before.first.month:
        out.pop()
        before = out[-1] if out else before
    if before.every and before.every.every == "weekly" and draft.link != "blank":
        days = tuple(sorted({*before.every.weekdays, *draft.every.weekdays}))
        if draft.link == "dash" and len(before.every.weekdays) == 1:
            days = tuple(range(days[0], days[-1] + 1))
        before.every = before.every._replace(weekdays=days)
        before.end = draft.end
    else:
        out.append(draft)


def _with_days(drafts: list[Draft]) -> list[Draft]:
    """Join `ежемесячно до 25 числа`, `с 1 по 5 число каждого месяца`; count «each month» once."""
    out: list[Draft] = []
    for draft in drafts:
        if draft.every and draft.kind is Kind.SPAN:
            draft.kind = Kind.RECURRING
        before = out[-1] if out else None
        close = before is not None and draft.link != "blank"
        if (
            close
            and before
            and draft.kind is Kind.RECURRING
            and before.bare
            and not before.clockish
        ):
            draft.every = _on_days(draft.every, before)
            while len(out) > 1 and out[-2].bare and out[-1].link in ("comma", "and"):
                before = out.pop(-2)
                draft.every = draft.every and draft.every._replace(first=0, last=0)
            draft.start, draft.link = before.start, before.link
            out[-1] = draft
        elif close and before and before.kind is Kind.RECURRING and draft.bare:
            before.every = _on_days(before.every, draft)
            before.end = draft.end
        else:
            out.append(draft)
    return out


def _on_days(every: Recurrence | None, days: Draft) -> Recurrence | None:
    if every is None or every.every != "monthly" or not days.first:
        return every
    first, last = days.first.day or 0, (days.last or days.first).day or 0
    if not (0 < first <= last <= _MOST_MONTH_DAYS):
        return every
    if days.role in ("until", "toward", "through"):
        first = 0
    return every._replace(first=first, last=last)


def _reordered(drafts: list[Draft]) -> list[Draft]:
    """Put «yearly» before the date that it repeats: `май ежегодно`."""
    for at in range(1, len(drafts)):
        before, draft = drafts[at - 1], drafts[at]
        yearly = draft.every and draft.every.every == "yearly" and draft.link != "blank"
        if yearly and before.kind is Kind.SPAN:
            drafts[at - 1], drafts[at] = draft, before
    return drafts


def clock_or_date(draft: Draft) -> str:
    """Tell what two-part numbers are: `date`, `clock`, or `neither`."""
    if draft.bare:
        return "date"
    ends = [raw for raw in (draft.first, draft.last) if raw and raw.day is not None]
    impossible = [raw for raw in ends if not 1 <= raw.month <= _DECEMBER]
    if draft.clockish:
        return "clock"
    if not impossible or draft.year_given or draft.unit:
        return "date"
    if all(_is_clock(raw) for raw in ends) and (
        len(ends) == 1 or all(r.month % 5 == 0 for r in ends)
    ):
        return "clock"
    return "neither"


def _is_clock(raw: Raw) -> bool:
    return raw.day is not None and raw.day <= _LAST_HOUR and raw.month <= _LAST_MINUTE
