"""The rules of the grammar for days, months and lone numbers."""

from dataclasses import replace

from plandoc.schema.deadline.blocks import BlockRules
from plandoc.schema.deadline.cursor import SHORT_YEARS
from plandoc.schema.deadline.drafts import (
    Block,
    DatedDraft,
    Draft,
    Raw,
    Role,
    TextDraft,
    YearsDraft,
)
from plandoc.schema.deadline.parts import Precision
from plandoc.words.digits import CENTURY
from plandoc.words.vocabulary import Concept, Unit

_SEPTEMBER = 9
_MOST_MONTH_DAYS = 31
_LAST_HOUR = 24
_FULL_HOUR = 60
"""Stands for the «00» of `18.00`, which is no month."""
_MOST_WEEKDAYS = 5


class DateRules(BlockRules):
    """One rule per method; a rule that finds nothing leaves the cursor alone."""

    def clock(self) -> Draft | None:
        """Read `18:00`, `18 часов`, which say nothing about the day."""
        if self.peek().kind == "clock":
            return TextDraft(start=self.begin(1), end=self.end)
        if self.is_number() and self.concept(1) is Concept.CLOCK:
            return TextDraft(start=self.begin(2), end=self.end)
        return None

    def date(self) -> Draft | None:
        """Read a day or month in digits."""
        token = self.peek()
        written, roman = token.date, token.roman
        if not written:
            return None
        in_clock = self.role is Role.IN or self.concept(1) is Concept.CLOCK
        if roman and (block := self.block(1)):
            return self.numbered(block, written.month, 2)
        draft = DatedDraft(
            start=self.begin(1),
            end=self.end,
            first=Raw(written.year, written.month, written.day),
            digits=not roman,
            years_at=(written.year_at,) if written.year_at else (),
        )
        if written.day is None:
            draft = replace(draft, precision=Precision.MONTH)
        elif written.year is None:
            first = draft.first._replace(month=written.month or _FULL_HOUR)
            clockish = in_clock and written.day <= _LAST_HOUR
            draft = replace(draft, first=first, clockish=clockish)
            if self.concept() is Concept.CLOCK:
                self.at += 1
        if written.year_at:
            self.year_word(given=bool(written.year))
            return replace(draft, end=self.end)
        return draft if draft.clockish else self._with_year(draft)

    def _with_year(self, draft: DatedDraft) -> DatedDraft:
        """Read the year after a day or month."""
        before = self.at
        found = self.year(spring=draft.first.month < _SEPTEMBER)
        if self.at == before:
            return draft
        return replace(
            draft,
            end=self.end,
            first=draft.first._replace(year=found.year or draft.first.year),
            years_at=(*draft.years_at, *found.years_at),
            school=draft.school or found.school,
            problem=found.problem,
        )

    def month(self) -> Draft | None:
        """Read the name of a month with the day and the year after it."""
        if self.concept() is not Concept.MONTH:
            return None
        month = self.number()
        draft = DatedDraft(
            start=self.begin(1), end=self.end, first=Raw(None, month), precision=Precision.MONTH
        )
        if self.day_after_month and self._is_day():
            first = draft.first._replace(day=self.peek().value)
            self.at += 1
            draft = replace(draft, first=first, precision=Precision.DAY, end=self.end)
            if self.peek().kind == "comma" and self.is_full_year(1):
                self.at += 1
        draft = self._with_year(draft)
        return draft if draft.year_given or draft.first.day else self._days_at_end(draft)

    def _days_at_end(self, draft: DatedDraft) -> DatedDraft:
        """Read the days after a month that end the cell: `ноябрь, 15`, `ноябрь 15-20`."""
        comma = int(self.peek().kind == "comma")
        days = [self.peek(comma)]
        if self.peek(comma + 1).kind == "dash":
            days.append(self.peek(comma + 2))
        count = comma + 2 * len(days) - 1
        if self.at + count != len(self.tokens) or any(day.line for day in days):
            return draft
        if not all(day.kind == "number" and 0 < day.value <= _MOST_MONTH_DAYS for day in days):
            return draft
        if len(days) == 1 and not comma and days[0].value in SHORT_YEARS:
            return draft
        month = draft.first.month
        self.at += count
        first, *last = (Raw(None, month, day.value) for day in days)
        return replace(
            draft, first=first, last=next(iter(last), None), precision=Precision.DAY, end=self.end
        )

    def _is_day(self) -> bool:
        return self.is_number() and 0 < self.peek().value <= _MOST_MONTH_DAYS

    def counted(self) -> Draft | None:  # noqa: PLR0911 - a line for each thing counted
        """Read what begins with a number: a day, a year, a week, a quarter, a lone number."""
        number = self.ordinal()
        if self.is_full_year():
            return self.years()
        if not number:
            return None
        if self.is_number() and self.unit(1) is Unit.YEAR:
            return self._short_year(number)
        if self.concept(1) is Concept.WEEKDAY and number <= _MOST_WEEKDAYS:
            return self.nth_weekday(number)
        if self.unit(1) is Unit.DAY or self._is_count_of_days():
            return TextDraft(start=self.begin(2), end=self.end)
        if block := self.block(1):
            return self.numbered(block, number, 2)
        if self.concept(1) is Concept.THIS and self.unit(2) is Unit.HALF_YEAR:
            return self.numbered(Block.HALF_YEAR, number, 3)
        if not self.is_number() and self.concept() is not Concept.ORDINAL:
            return None
        if self.concept(1) in (Concept.NOISE, Concept.TIMES):
            return None
        return self._lone_number(number)

    def _is_count_of_days(self) -> bool:
        """Tell `10 рабочих дней` from the tenth day."""
        return self.concept(1) is Concept.UNKNOWN and self.unit(2) is Unit.DAY

    def _short_year(self, number: int) -> Draft | None:
        if number not in SHORT_YEARS:
            return None
        place = self.year_place()
        start = self.begin(1)
        self.year_word(given=True)
        return YearsDraft(start=start, end=self.end, first=Raw(CENTURY + number), years_at=(place,))

    def _lone_number(self, number: int) -> Draft:
        first, doubtful = Raw(None, 0, number), self.amid_words
        draft = DatedDraft(start=self.begin(1), end=self.end, first=first, doubtful=doubtful)
        if self.concept() is Concept.DAYWORD:
            self.at += 1
            draft = replace(draft, day_word=True, end=self.end)
        if self.concept() is Concept.MONTH and self.follows_closely():
            first = first._replace(month=self.number())
            self.at += 1
            draft = self._with_year(replace(draft, first=first, end=self.end))
        return draft
