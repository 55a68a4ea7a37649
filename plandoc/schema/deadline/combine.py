"""Joining drafts that make one thing: ranges, lists, weeks of months, days of a repetition."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from plandoc.schema.deadline.drafts import Draft, Raw
from plandoc.schema.deadline.parts import Kind, Precision, Recurrence
from plandoc.words.vocabulary import Unit

_NUMBERED = {"week", "decade", "half", "quarter", "school-quarter", "half-year"}
_PARTS_OF_MONTH = {"week", "decade", "half"}
_MOST_MONTH_DAYS = 31
_LAST_HOUR = 24
_LAST_MINUTE = 60
_DECEMBER = 12
_SEPTEMBER = 9
_LONGEST_TURN = 10


def combined(drafts: list[Draft]) -> list[Draft]:
    """Join drafts that make one thing; give the members of a list their common month and year."""
    _fill_bare(drafts)
    drafts = list(_without_labels(drafts))
    drafts = _without_exceptions(_reordered(_with_days(_weeks_of_months(_dated(drafts)))))
    _bind(drafts)
    return drafts


def _without_labels(drafts: list[Draft]) -> Iterator[Draft]:
    """Leave out numbers amid other words, `ул. Фадеева, 20`, unless they stand at a date."""
    for draft, after in pairwise([*drafts, None]):
        year = after is not None and after.precision is Precision.YEAR and not after.unit
        at_date = after is not None and (after.link == "space" or year)
        if draft and (not (draft.bare and draft.doubtful) or at_date):
            yield draft


def _dated(drafts: list[Draft]) -> list[Draft]:
    """Join ranges, and give a month the year that stands before it: `2023 г., сентябрь`."""
    out: list[Draft] = []
    for draft in _ranges(drafts):
        before = out[-1] if out else None
        if before and _is_year_of(before, draft):
            assert before.first
            assert draft.first
            draft.first.year, draft.start, draft.link = before.first.year, before.start, before.link
            draft.years_at = before.years_at
            out[-1] = draft
        else:
            out.append(draft)
    return out


def _is_year_of(before: Draft, draft: Draft) -> bool:
    if before.precision is not Precision.YEAR or before.unit or before.last or before.role:
        return False
    dated = draft.kind is Kind.SPAN and draft.first is not None and draft.first.month > 0
    dated = dated and not draft.lent_year
    return dated and not draft.year_given and not draft.role and draft.link in ("comma", "space")


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
            begins = after.link == "dash" and not after.role and after.first.month
            if begins and _is_turn_of_month(draft.first.day or 0, after.first.day):
                draft.first = _month_before(draft.first, after.first)
                continue
            draft.first.month, draft.first.year = after.first.month, after.first.year
            if after.role in ("through", "until") and draft.role != "since":
                one, other, month = draft.first.day, after.first.day, f"{after.first.month:02}"
                draft.rivals = (f"{one}–{other}.{month}", f"{one}.{month}, {other}.{month}")
            draft.day_word = draft.day_word or after.day_word


def _is_turn_of_month(first: int, last: int) -> bool:
    """Tell `30-1 октября`, a few days, from days that run backwards."""
    return last < first <= _MOST_MONTH_DAYS and _MOST_MONTH_DAYS - first + last <= _LONGEST_TURN


def _month_before(raw: Raw, after: Raw) -> Raw:
    january = after.month == 1
    year = after.year - january if after.year else None
    return Raw(year, _DECEMBER if january else after.month - 1, raw.day)


def _ranges(drafts: list[Draft]) -> list[Draft]:
    """Join `a – b` and `с a по b`; give the common year of a list to all its members."""
    out: list[Draft] = []
    for draft in drafts:
        before = out[-1] if out else None
        if before and _is_range(before, draft):
            _join_range(before, draft)
        elif before and _is_next_part(before, draft):
            before.numbers, before.end = (before.numbers[0], draft.numbers[1]), draft.end
            before.first, before.years_at = draft.first, before.years_at + draft.years_at
        elif before and _is_reported_on(before, draft):
            draft.link = before.link
            out[-1] = draft
        else:
            if before and _shares_until(before, draft):
                draft.role = before.role
            out.append(draft)
    for draft, after in zip(out[-2::-1], out[:0:-1], strict=False):
        if after.link in ("comma", "and") and not draft.role and not after.role:
            _lend_year(draft, after)
    return out


def _lend_year(draft: Draft, after: Draft) -> None:
    """Share the year at the end of a list with the item before, if both have the same form.

    Where the months turn back, `сентябрь, март 2019`, the year may not belong to both.
    """
    if not draft.first or not after.first or draft.year_given or draft.kind is not Kind.SPAN:
        return
    if _form(draft) != _form(after) or not (after.year_given or after.lent_year):
        return
    if after.school and after.first.year and not draft.last:
        draft.school = True
        early = after.first.month < _SEPTEMBER
        late = draft.first.month < _SEPTEMBER
        draft.first = replace(draft.first, year=after.first.year + late - early)
        return
    end, begin = draft.last or draft.first, after.first
    turns = (end.month, end.day or 0) > (begin.month, begin.day or 99)
    if draft.unit in ("quarter", "half-year"):
        turns = draft.numbers[1] > after.numbers[0]
    if after.lent_year:
        draft.lent_year, draft.turns = after.lent_year, after.turns + turns
        return
    closing = after.last or after.first
    crosses = not begin.year and begin.month > closing.month
    draft.lent_year, draft.turns = begin.year or (closing.year or 0) - crosses, int(turns)


def _form(draft: Draft) -> tuple[str, bool, bool]:
    assert draft.first
    return draft.unit, draft.digits, draft.first.day is None


def _is_next_part(before: Draft, draft: Draft) -> bool:
    """Tell whether weeks follow one another: `1, 2 недели сентября`."""
    if before.unit not in _PARTS_OF_MONTH or before.unit != draft.unit or draft.role:
        return False
    months = {raw.month for raw in (before.first, draft.first) if raw}
    if before.last or draft.last or before.every or draft.every or len(months) > 1:
        return False
    return draft.link in ("comma", "and") and draft.numbers[0] == before.numbers[1] + 1


def _is_reported_on(before: Draft, draft: Draft) -> bool:
    """Tell whether a report has its subject before it: `за I квартал – до 10 апреля`."""
    if before.role != "during" or draft.link != "dash" or before.kind is not Kind.SPAN:
        return False
    return draft.role == "until" or (
        before.precision is not Precision.MONTH and draft.precision is Precision.MONTH
    )


def _shares_until(before: Draft, draft: Draft) -> bool:
    """Tell whether one «until» holds for both days: `до 1 июля и 1 декабря`."""
    if not before.first or not draft.first or draft.role or draft.kind is not Kind.SPAN:
        return False
    days = before.first.day and draft.first.day and draft.first.month and not draft.clockish
    plain = before.kind is Kind.SPAN and not before.last and not before.unit and not draft.unit
    until = before.role in ("until", "toward")
    return bool(days and plain and until and draft.link in ("comma", "and"))


def _is_range(before: Draft, draft: Draft) -> bool:
    if before.last or not before.first or not draft.first or draft.last:
        return False
    if draft.bare and not before.bare:
        return False
    if before.kind is not Kind.SPAN or draft.kind is not Kind.SPAN or before.every or draft.every:
        return False
    if before.role == "since" and draft.role in ("through", "until", "toward"):
        return draft.link in ("space", "line")
    if (before.precision is Precision.YEAR) != (draft.precision is Precision.YEAR):
        return False
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
        years = {raw.year for raw in (before.first, draft.first)} - {None}
        months = {raw.month for raw in (before.first, draft.first)} - {0}
        same = len(years) < 2 and len(months) < 2  # noqa: PLR2004
        if before.unit == draft.unit and before.unit in _NUMBERED and same:
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
        close = draft.link in ("space", "comma", "line")
        if before and close and (monthless or draft.loose) and _is_one_month(before):
            draft.first, draft.start, draft.link = before.first, before.start, before.link
            draft.years_at, draft.role = before.years_at, draft.role or before.role
            if draft.loose and draft.every:
                draft.kind, draft.weekday, draft.nth = Kind.SPAN, *_weekday_of(draft.every)
                draft.every, draft.loose = None, False
            out[-1] = draft
        elif before and close and _is_monthly(before) and (monthless or draft.loose):
            _add_part_of_month(before, draft)
        elif before and draft.every and draft.every.weekdays and not draft.every.nth:
            _add_weekday(out, before, draft)
        elif before and before.weekday is not None and before.every and _is_single_day(draft):
            if clock_or_date(draft) == "clock":
                continue
            draft.weekday, draft.start, draft.link = before.weekday, before.start, before.link
            out[-1] = draft
        else:
            out.append(draft)
    return out


def _is_one_month(draft: Draft) -> bool:
    return (
        draft.kind is Kind.SPAN
        and draft.precision is Precision.MONTH
        and draft.first is not None
        and draft.first.month > 0
        and not draft.last
        and not draft.unit
    )


def _is_monthly(draft: Draft) -> bool:
    return draft.every == Recurrence(Unit.MONTH) and draft.kind is Kind.RECURRING


def _weekday_of(every: Recurrence) -> tuple[int, int]:
    return every.weekdays[0], every.nth


def _add_part_of_month(before: Draft, draft: Draft) -> None:
    """Join `ежемесячно, 1-я неделя` and `ежемесячно, последняя пятница`."""
    before.end = draft.end
    if draft.every:
        before.every = draft.every
        return
    assert before.every
    size, most = {"week": (7, 5), "decade": (10, 3), "half": (15, 2)}[draft.unit]
    low, high = (most if number == -1 else number for number in draft.numbers)
    if 1 <= low <= high <= most:
        first, last = size * (low - 1) + 1, size * high
        if draft.numbers[0] == -1 and draft.unit == "week":
            first = _MOST_MONTH_DAYS - size + 1
        last = _MOST_MONTH_DAYS if high == most else last
        before.every = before.every._replace(first=first, last=last)


def _is_single_day(draft: Draft) -> bool:
    day = draft.first is not None and draft.first.day is not None and not draft.last
    return day and not draft.unit and not draft.role and draft.link in ("comma", "space", "line")


def _add_weekday(out: list[Draft], before: Draft, draft: Draft) -> None:
    assert draft.every
    if before.unit == "week" and before.first and not before.first.month:
        out.pop()
        before = out[-1] if out else before
    if before.every and before.every.is_each(Unit.WEEK) and draft.link != "blank":
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
    if every is None or not every.is_each(Unit.MONTH) or not days.first:
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
        yearly = draft.every and draft.every.is_each(Unit.YEAR) and draft.link != "blank"
        if yearly and not draft.counted and before.kind is Kind.SPAN:
            drafts[at - 1], drafts[at] = draft, before
    return drafts


def _without_exceptions(drafts: list[Draft]) -> list[Draft]:
    """Leave what follows «except» to the repetition before it: `ежемесячно, кроме июля`."""
    out: list[Draft] = []
    for draft in drafts:
        repeated = out and draft.link != "blank" and out[-1].kind in (Kind.RECURRING, Kind.WHOLE)
        if draft.role == "except" and repeated:
            out[-1].exceptions.append((draft.start, draft.end))
        else:
            out.append(draft)
    return out


def _bind(drafts: list[Draft]) -> None:
    """Mark the time within which a repetition happens: `ежемесячно, сентябрь–май`."""
    for at, (before, draft) in enumerate(pairwise(drafts)):
        if _repeats(before) and draft.kind is Kind.SPAN:
            close = draft.link in ("space", "comma", "dash") and draft.first is not None
            if close or (draft.link == "line" and _lasts(draft)):
                draft.bounds = True
                before.bounds = True
        elif _repeats(draft) and before.kind is Kind.SPAN:
            if draft.link in ("space", "comma") and _lasts(before) and not at:
                draft.bounds = before.bounds = True
        elif before.bounds and before.kind is draft.kind is Kind.SPAN:
            draft.bounds = draft.link in ("comma", "and")


def _repeats(draft: Draft) -> bool:
    if draft.kind is not Kind.RECURRING or draft.every is None:
        return False
    return draft.every.unit is not None and not draft.every.is_each(Unit.YEAR)


def _lasts(draft: Draft) -> bool:
    return draft.last is not None or bool(draft.unit) or draft.role == "since"


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
