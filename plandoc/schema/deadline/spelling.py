"""The house spelling of a deadline: one way to write each value, which reads back as that value."""

from collections.abc import Mapping, Sequence
from typing import Any

from babel import Locale
from babel.dates import get_month_names

from plandoc.schema.deadline.parts import Kind, Part, Precision, Recurrence, Stamp
from plandoc.schema.deadline.words import vocabulary

_ROMAN = ("", "I", "II", "III", "IV")
_MONTHS_IN_QUARTER = 3


def canonical(parts: Sequence[Part], language: str) -> str:
    """Return the parts in the words of a language."""
    return _Printer(language).all(parts)


class _Printer:
    def __init__(self, language: str) -> None:
        self.words: Mapping[str, Any] = vocabulary(language).table["print"]
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
                return str(self.words["whole"])
            case Kind.RECURRING:
                assert part.recurrence
                return self._recurrence(part.recurrence)
        return self._span(part)

    def _year(self, year: int | None) -> str:
        return " " + self.words["year"].format(year) if year else ""

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
            return str(self.words["since"].format(self._stamp(first, self.genitive)))
        assert last
        pattern = "until" if last.day else "end_of_month"
        return str(self.words[pattern].format(self._stamp(last, self.genitive)))

    def _between(self, first: Stamp, last: Stamp, precision: Precision | None) -> str:
        if first == last:
            return self._stamp(first, self.nominative)
        same = first.year == last.year
        if first.year and (first.month, last.month, first.day, last.day) == (1, 12, None, None):
            if same:
                return str(self.words["year"].format(first.year))
            return str(self.words["years"].format(first.year, last.year))
        if precision is Precision.QUARTER and same and not first.day and not last.day:
            number, rest = divmod(last.month, _MONTHS_IN_QUARTER)
            if not rest and first.month == last.month - 2:
                return str(
                    self.words["quarter"].format(_ROMAN[number], self._year(last.year).strip())
                ).strip()
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
            ordinal = words["ordinals"][words["weekday_gender"][day]][max(every.nth, 0)]
            return str(words["nth_weekday"].format(ordinal, self._weekday(day)))
        if every.weekdays:
            return str(words["weekday_and"].join(words["weekdays"][day] for day in every.weekdays))
        plain = words["recurrence"].get(every.every)
        if plain and every.last:
            if not every.first:
                return str(words["until_day"].format(plain, every.last))
            if every.first == every.last:
                return str(words["on_days"].format(plain, every.last))
            return str(words["between_days"].format(plain, every.first, every.last))
        return str(plain) if plain else self._counted(every.every)

    def _weekday(self, day: int) -> str:
        return str(self.locale.days["stand-alone"]["wide"][day])

    def _counted(self, every: str) -> str:
        count, slash, unit = every.partition("/")
        if slash:
            return self._plural("times", int(count), self.words["unit"][unit])
        _, number, unit = every.split("-", 2)
        table = "every_years" if unit == "years" else unit
        return self._plural(table, int(number))

    def _plural(self, table: str, number: int, *more: str) -> str:
        forms = self.words[table]
        form = self.locale.plural_form(number)
        return str(forms.get(form, forms["other"]).format(number, *more))
