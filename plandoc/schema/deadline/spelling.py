"""The house spelling of a deadline: one way to write each value, which reads back as that value."""

from collections.abc import Mapping, Sequence

from babel import Locale
from babel.dates import get_month_names

from plandoc.schema.deadline.parts import Kind, Part, Precision, Recurrence, Stamp
from plandoc.words.language import words_in

_ROMAN = ("", "I", "II", "III", "IV")
_MONTHS_IN_QUARTER = 3


def canonical(parts: Sequence[Part], language: str) -> str:
    """Return the parts in the words of a language."""
    return _Printer(language).all(parts)


class _Printer:
    def __init__(self, language: str) -> None:
        self.words = words_in(language).deadlines.print
        self.locale = Locale.parse(language)
        self.nominative = get_month_names("wide", "stand-alone", language)
        self.genitive = get_month_names("wide", "format", language)

    def all(self, parts: Sequence[Part]) -> str:
        pieces: list[str] = []
        for at, part in enumerate(parts):
            after = parts[at + 1] if at + 1 < len(parts) else None
            pieces.append(self._part(part))
            if after:
                dated = part.kind is after.kind is Kind.SPAN
                text = Kind.TEXT in (part.kind, after.kind)
                listed = dated and (part.first or not after.first)
                pieces.append("\n" if text else ", " if listed else "; ")
        return "".join(pieces)

    def _part(self, part: Part) -> str:
        match part.kind:
            case Kind.TEXT:
                return part.words
            case Kind.WHOLE:
                return self.words.whole
            case Kind.RECURRING:
                assert part.recurrence
                return self._recurrence(part.recurrence)
        return self._span(part)

    def _year(self, year: int | None) -> str:
        return " " + self.words.year.format(year) if year else ""

    def _stamp(self, stamp: Stamp, names: Mapping[int, str], *, with_year: bool = True) -> str:
        year = self._year(stamp.year) if with_year else ""
        if stamp.day is None:
            return f"{names[stamp.month]}{year}"
        return self._day(str(stamp.day), stamp.month) + year

    def _day(self, days: str, month: int) -> str:
        return f"{days} {self.genitive[month]}"

    def _span(self, part: Part) -> str:
        first, last = part.first, part.last
        if first and last:
            return self._between(first, last, part.precision)
        if first:
            return self.words.since.format(self._stamp(first, self.genitive))
        assert last
        pattern = self.words.until if last.day else self.words.end_of_month
        return pattern.format(self._stamp(last, self.genitive))

    def _between(self, first: Stamp, last: Stamp, precision: Precision | None) -> str:
        if first == last:
            return self._stamp(first, self.nominative)
        same = first.year == last.year
        if first.year and (first.month, last.month, first.day, last.day) == (1, 12, None, None):
            if same:
                return self.words.year.format(first.year)
            return self.words.years.format(first.year, last.year)
        if precision is Precision.QUARTER and same and not first.day and not last.day:
            number, rest = divmod(last.month, _MONTHS_IN_QUARTER)
            if not rest and first.month == last.month - 2:
                year = self._year(last.year).strip()
                return self.words.quarter.format(_ROMAN[number], year).strip()
        if same and first.day and last.day and first.month == last.month:
            return self._day(f"{first.day}–{last.day}", last.month) + self._year(last.year)
        close = same and not first.day and not last.day
        dash = "–" if close else " – "
        begin = self._stamp(first, self.nominative, with_year=not same)
        return f"{begin}{dash}{self._stamp(last, self.nominative)}"

    def _recurrence(self, every: Recurrence) -> str:
        words = self.words
        if every.weekdays and every.nth:
            day = every.weekdays[0]
            ordinal = words.ordinals[words.weekday_gender[day]][max(every.nth, 0)]
            return words.nth_weekday.format(ordinal, self._weekday(day))
        if every.weekdays:
            return words.weekday_and.join(words.weekdays[day] for day in every.weekdays)
        plain = self._plain(every)
        if every.last and not every.first:
            return words.until_day.format(plain, every.last)
        if every.last and every.first == every.last:
            return words.on_days.format(plain, every.last)
        if every.last:
            return words.between_days.format(plain, every.first, every.last)
        return plain

    def _weekday(self, day: int) -> str:
        return str(self.locale.days["stand-alone"]["wide"][day])

    def _plain(self, every: Recurrence) -> str:
        if every.unit is None:
            return self.words.continuous
        if every.times != 1:
            return self._plural(self.words.times, every.times, self.words.unit[every.unit])
        if every.interval != 1:
            return self._plural(self.words.every[every.unit], every.interval)
        return self.words.recurrence[every.unit]

    def _plural(self, forms: Mapping[str, str], number: int, *more: str) -> str:
        form = self.locale.plural_form(number)
        return forms.get(form, forms["other"]).format(number, *more)
