"""What to mark on a year chart: the spans of a deadline and each time of its repetitions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from plandoc.schema.deadline.parts import Interval, Kind, Part, Recurrence, Stamp
from plandoc.schema.period import Period, PeriodKind
from plandoc.words.vocabulary import Unit

_DAY = timedelta(days=1)
_SCHOOL_HALVES = ((0, 9, 12), (1, 1, 5))
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3}
_MOST_MONTHS = 1200


def occurrences_of(
    parts: Sequence[Part], period: Period, school_quarters: Sequence[tuple[date, date]]
) -> tuple[Interval, ...]:
    """Return the spans to mark within a period, cut to it, in written order, each once."""
    yearly = any(part.recurrence and part.recurrence.is_each(Unit.YEAR) for part in parts)
    dated = any(part.kind is Kind.SPAN for part in parts)
    found: list[Interval] = []
    for at, part in enumerate(parts):
        if part.kind is Kind.WHOLE:
            found.append(Interval(period.first, period.last))
        elif part.kind is Kind.SPAN and not part.bounds:
            found += _of_span(part, period, every_year=yearly)
        elif part.recurrence and not (dated and part.recurrence.is_each(Unit.YEAR)):
            times = [*_times(part.recurrence, period, school_quarters)]
            spans = [
                span
                for limit in _bounds(parts, at)
                for span in _cut(_of_span(limit, period, every_year=False), period)
            ]
            found += _within(times, spans) if part.bounds and spans else times
    return tuple(dict.fromkeys(_cut(found, period)))


def _cut(spans: Iterable[Interval], period: Period) -> Iterator[Interval]:
    for first, last in spans:
        begin, end = max(first or period.first, period.first), min(last or period.last, period.last)
        if begin <= end:
            yield Interval(begin, end)


def _bounds(parts: Sequence[Part], at: int) -> Sequence[Part]:
    """Return the spans that limit the repetition at `at`: those after it, else that before it."""
    end = at + 1
    while end < len(parts) and parts[end].kind is Kind.SPAN and parts[end].bounds:
        end += 1
    return parts[at + 1 : end] or [p for p in parts[max(at - 1, 0) : at] if p.kind is Kind.SPAN]


def _within(times: Sequence[Interval], spans: Sequence[Interval]) -> Iterator[Interval]:
    """Yield what the times and the spans have in common, or the spans where that is nothing."""
    both = [
        Interval(max(time.first, span.first), min(time.last, span.last))
        for span in spans
        for time in times
        if time.first and time.last and span.first and span.last
        if time.first <= span.last and time.last >= span.first
    ]
    yield from both or spans


def _of_span(part: Part, period: Period, *, every_year: bool) -> list[Interval]:
    years: Iterable[int] = period.years
    stamps = [stamp for stamp in (part.first, part.last) if stamp]
    if part.interval and not every_year:
        return [part.interval]
    if all(stamp.year for stamp in stamps) and not every_year:
        return []
    shift = stamps[-1].year - stamps[0].year if stamps[-1].year and stamps[0].year else 0
    crosses = len(stamps) > 1 and not stamps[0].year and stamps[0].month > stamps[1].month
    spans = []
    for year in range(period.first.year - 1, period.last.year + 1) if crosses or shift else years:
        first = _in_year(part.first, year)
        last = _in_year(part.last, year + (1 if crosses else shift if part.first else 0))
        spans.append(Interval(first and first.opening(), last and last.closing()))
    return spans


def _in_year(stamp: Stamp | None, year: int) -> Stamp | None:
    if stamp is None:
        return None
    moved = Stamp(year, stamp.month)
    return moved if stamp.day is None else moved._replace(day=min(stamp.day, moved.last_of_month))


def _times(
    every: Recurrence, period: Period, school_quarters: Sequence[tuple[date, date]]
) -> Iterator[Interval]:
    """Yield each time of a repetition; the whole period where nothing closer is known."""
    match every.unit:
        case Unit.WEEK if every.weekdays:
            days = (period.first + _DAY * n for n in range((period.last - period.first).days + 1))
            yield from (Interval(day, day) for day in days if day.weekday() in every.weekdays)
        case Unit.WEEK:
            monday = period.first - _DAY * period.first.weekday()
            while monday <= period.last:
                yield Interval(monday, monday + 6 * _DAY)
                monday += 7 * _DAY
        case Unit.MONTH if every.last or every.weekdays:
            yield from _in_months(every, period)
        case Unit.MONTH | Unit.QUARTER as unit:
            size = min(_MONTHS[unit] * every.interval, _MOST_MONTHS)
            yield from _blocks(period, size, aligned=every.interval == 1)
        case Unit.HALF_YEAR:
            yield from _halves(period)
        case Unit.SCHOOL_QUARTER if school_quarters and every.interval == 1:
            yield from (Interval(first, last) for first, last in school_quarters)
        case Unit.DAY if every.interval > 1:
            width = every.interval
            for n in range(0, (period.last - period.first).days + 1, width):
                first = period.first + _DAY * n
                yield Interval(first, min(first + _DAY * (width - 1), period.last))
        case _:
            yield Interval(period.first, period.last)


def _months(period: Period) -> Iterator[Stamp]:
    year, month = period.first.year, period.first.month
    while (year, month) <= (period.last.year, period.last.month):
        yield Stamp(year, month)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004


def _in_months(every: Recurrence, period: Period) -> Iterator[Interval]:
    for stamp in _months(period):
        opening, closing = stamp.opening(), stamp.closing()
        assert opening
        assert closing
        if every.weekdays:
            days = [opening + _DAY * n for n in range((closing - opening).days + 1)]
            days = [day for day in days if day.weekday() in every.weekdays]
            chosen = days[every.nth - 1 : every.nth] if every.nth > 0 else days[every.nth :]
            yield from (Interval(day, day) for day in chosen)
        else:
            last = min(every.last, closing.day)
            yield Interval(
                opening.replace(day=min(every.first or 1, last)), opening.replace(day=last)
            )


def _blocks(period: Period, size: int, *, aligned: bool) -> Iterator[Interval]:
    """Yield runs of `size` months; aligned ones are those of the calendar."""
    months = list(_months(period))
    at = -((months[0].month - 1) % size) if aligned else 0
    while at < len(months):
        first, last = months[max(at, 0)], months[min(at + size, len(months)) - 1]
        yield Interval(first.opening(), last.closing())
        at += size


def _halves(period: Period) -> Iterator[Interval]:
    if period.kind is not PeriodKind.SCHOOL_YEAR:
        yield from _blocks(period, 6, aligned=True)
        return
    for later, first, last in _SCHOOL_HALVES:
        year = period.first.year + later
        yield Interval(Stamp(year, first).opening(), Stamp(year, last).closing())
