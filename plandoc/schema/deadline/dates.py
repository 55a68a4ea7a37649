"""The rules of the grammar for days, months and lone numbers."""

from dataclasses import replace

from plandoc.schema.deadline.cursor import Behind
from plandoc.schema.deadline.drafts import (
    JOINTS,
    Block,
    DatedDraft,
    Draft,
    Link,
    Place,
    Raw,
    RecurringDraft,
    Role,
    TextDraft,
    YearsDraft,
)
from plandoc.schema.deadline.month_first import MonthFirstRules
from plandoc.schema.deadline.parts import Precision, Recurrence
from plandoc.schema.deadline.repeats import repeated
from plandoc.schema.deadline.tokens import Token
from plandoc.words.digits import CENTURY, SHORT_YEARS
from plandoc.words.vocabulary import CLOSING, GENITIVE, WEEK_OF, Concept, Unit

_SEPTEMBER = 9
_MOST_MONTH_DAYS = 31
_DECEMBER = 12
_DAY_DIGITS = 2
_LONGEST_BRACKET = 8
_LAST_HOUR = 24
_COUNTED = {
    "daily": Unit.DAY, "weekly": Unit.WEEK, "monthly": Unit.MONTH, "yearly": Unit.YEAR,
}  # fmt: skip
_TENS = (10, 20)
_MOST_WORDS = 4
_FULL_HOUR = 60
"""Stands for the «00» of `18.00`, which is no month."""


class DateRules(MonthFirstRules):
    """One rule per method; a rule that finds nothing leaves the cursor alone."""

    def clock(self) -> Draft | None:
        """Read `18:00`, `18 часов`, which say nothing about the day."""
        if self.peek().kind == "clock" or self.key() == CLOSING:
            return TextDraft(start=self.begin(1), end=self.end)
        if self.is_number() and self.concept(1) is Concept.CLOCK:
            letter = self.peek(1).end - self.peek(1).start == 1
            if letter and self.peek().value in (1, 2) and self.is_full_year(2):  # `1H 2022`
                return self.calendar_half(self.peek().value)
            minutes = self.is_number(2) and self.concept(3) is Concept.CLOCK
            return TextDraft(start=self.begin(4 if minutes else 2), end=self.end)
        hours = self.is_number() and self.is_number(2) and self.concept(3) is Concept.CLOCK
        if hours and self.concept(1) in (Concept.UNTIL, Concept.THROUGH):
            return TextDraft(start=self.begin(4), end=self.end)
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
        draft = self._with_order(draft, token)
        follows = self.peek()
        if token.dotted and follows.kind in ("number", "date") and follows.start == token.end + 1:
            self.out.strays.append((token.start, follows.end))
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

    def _with_order(self, draft: DatedDraft, token: Token) -> DatedDraft:
        """Say where the numbers of a date may be another day, or not a day at all."""
        year, month, day = draft.first
        if day is None or year is None:
            return draft
        year_last = bool(draft.years_at) and draft.years_at[0][0] > token.start
        month_first = self.day_after_month or month > _DECEMBER >= day
        if month_first and token.marks == "//" and year_last:
            return _ordered(draft, day, month, year)
        if len(set(token.marks)) > 1 and day <= _DECEMBER:
            both = f"{day:02}.{month:02}.{year}", f"{day:02}–{month:02}.{year}"
            return replace(draft, rivals=both)
        return draft

    def _with_year(self, draft: DatedDraft) -> DatedDraft:
        """Read the year after a day or month."""
        before = self.at
        if self.concept() is Concept.NEXT_YEAR:
            self.at += 1
            return replace(draft, end=self.end, next_year=True)
        found = self.year(spring=draft.first.month < _SEPTEMBER, of_day=bool(draft.first.day))
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
        self.look_for_leading_months()
        month, genitive = self.number(), self.key() == GENITIVE
        draft = DatedDraft(
            start=self.begin(1),
            end=self.end,
            first=Raw(None, month),
            precision=Precision.MONTH,
            genitive=genitive,
        )
        if place := self._short_year_of_month():
            year = CENTURY + self.peek(-1).value
            first = draft.first._replace(year=year)
            self.year_word(given=True)
            return replace(draft, first=first, end=self.end, years_at=(place,), short_year=True)
        broken = self.peek().line > self.role_after
        if self.unit() is Unit.MONTH and not broken:  # `в мае месяце`
            self.at += 1
            draft = replace(draft, end=self.end)
        if self.day_after_month and self._is_day():
            first = draft.first._replace(day=self.ordinal())
            self.at += 1
            draft = replace(
                draft, first=first, precision=Precision.DAY, month_first=True, end=self.end
            )
            if self._is_last_day():
                last = Raw(None, month, self.peek(1).value)
                self.at += 2
                draft = replace(draft, last=last, end=self.end)
            draft = self._other_days(draft)
            if self.is_comma() and self.is_full_year(1):
                self.at += 1
        draft = self._with_year(draft)
        return self.days_of_leading(draft) if self.leads and not draft.first.day else draft

    def week_of(self) -> Draft | None:
        """Read `week commencing 12 March`, seven days; go over the words before `3-7 May`."""
        if self.key() != WEEK_OF:
            return None
        words = 1
        while words < _MOST_WORDS and self.concept(words) in (Concept.IN, Concept.WEEKDAY):
            words += 1
        if not self.is_whole_day(words):
            counts = self.ordinal(words)
            return TextDraft(start=self.begin(words), end=self.end) if counts else None
        start = self.begin(words)
        draft = self.date() or self.month() or self.counted()
        assert isinstance(draft, DatedDraft)
        if draft.last:
            return replace(draft, start=start)
        return replace(draft, start=start, week=True, precision=Precision.WEEK)

    def numbered_week(self) -> Draft | None:
        """Go over the number of a week or a day of a course: `Week 3, 25-29 November`."""
        if self.concept() is not Concept.UNIT or self.unit() not in (Unit.WEEK, Unit.DAY):
            return None
        if self.is_number(1) and self._is_week_of_month():
            start = self.begin(1)
            return replace(self.numbered(Block.WEEK, self.peek().value, 1), start=start)
        parts = self.peek(2).kind in ("comma", "colon", "open", "dash", "semicolon")
        ahead = 3 if parts else 2
        dated = self.is_number(1) and (self.is_whole_day(ahead) or self.is_month_or_range(ahead))
        if not dated or (self.peek(2).kind == "dash" and not self.peek(2).spaced):
            return None
        return TextDraft(start=self.begin(2), end=self.end)

    def _is_week_of_month(self) -> bool:
        """Whether the number after a week is its own: `week 2 of March`, `March week 2`."""
        last = self.out.drafts[-1] if self.out.drafts else None
        month = isinstance(last, DatedDraft) and last.precision is Precision.MONTH and not last.last
        ends = self.peek(2).kind in ("end", "comma", "semicolon", "close")
        of_month = self.concept(2) is Concept.DAYWORD and self.concept(3) is Concept.MONTH
        beside = month and self.link is Link.SPACE and ends
        return self.unit() is Unit.WEEK and (of_month or beside)

    def is_month_or_range(self, ahead: int) -> bool:
        """Whether a day with the month of the day after it stands ahead: `25-29 November`."""
        day, month = self.ordinal(ahead), self.concept(ahead) is Concept.MONTH
        joins = self.peek(ahead + 1).kind == "dash"
        return bool(day and joins and self.is_whole_day(ahead + 2)) or (
            month and bool(self.ordinal(ahead + 1))
        )

    def _short_year_of_month(self) -> Place | None:
        """Go over the year of `октябрь-18` and `окт.18`; return where it stands."""
        month, hyphen = self.peek(-1), int(self.peek().kind == "dash")
        year, after = self.peek(hyphen), self.peek(hyphen + 1)
        tight = (
            not (self.peek().spaced or year.spaced)
            if hyphen
            else (month.dotted and year.start == month.end + 1)
        )
        day = self.concept(hyphen + 1) in (Concept.MONTH, Concept.DAYWORD) or after.kind == "slash"
        if not tight or day or not self._is_short_year(hyphen):
            return None
        self.at += hyphen + 1
        return self.year_place(-1)

    def _other_days(self, draft: DatedDraft) -> DatedDraft:
        """Read `October 5, 12 and 19`: put down all days but the last."""
        listed = 0
        while draft.last is None and listed < _MOST_MONTH_DAYS:
            day = 1 + (self.is_comma() and self.concept(1) is Concept.AND)
            joined = self.is_comma() or self.concept() is Concept.AND
            number = self.ordinal(day) if self.is_number(day) else 0
            apart = self.concept(day + 1) in (Concept.MONTH, Concept.CLOCK) or self.is_dash(day + 1)
            if not joined or apart or not 0 < number <= _MOST_MONTH_DAYS:
                break
            self.out.drafts.append(replace(draft, link=self.link, role=self.role))
            self.link = Link.COMMA
            start = self.peek(day).start
            self.at += day + 1
            first = draft.first._replace(day=number)
            draft = replace(draft, first=first, start=start, end=self.end)
            listed += 1
        return draft

    def _is_last_day(self) -> bool:
        """Whether a dash and the last day follow the first one: `October 14–25`."""
        day = self.peek(1)
        counts = day.kind == "number" and 0 < day.value <= _MOST_MONTH_DAYS and not day.line
        joins = self.is_dash() or self.concept() is Concept.THROUGH
        return joins and counts and self.concept(2) is not Concept.MONTH

    def _is_day(self) -> bool:
        counts = self.is_number() or self.concept() is Concept.ORDINAL
        return counts and 0 < self.ordinal() <= _MOST_MONTH_DAYS

    def counted(self) -> Draft | None:  # noqa: C901, PLR0911 - a line for each thing counted
        """Read what begins with a number: a day, a year, a week, a quarter, a lone number."""
        number = self.ordinal()
        if self.is_full_year():
            return self._day_after_year() or self.years()
        if not number:
            return None
        if self.is_number() and self.unit(1) is Unit.YEAR:
            return self._short_year(number)
        if draft := self.nth_weekdays(0):
            return draft
        each = 2 + (self.concept(2) is Concept.EVERY)
        if number < 0 and self.unit(1) is Unit.DAY and self.unit(each) is Unit.MONTH:
            every = Recurrence(Unit.MONTH, first=_MOST_MONTH_DAYS, last=_MOST_MONTH_DAYS)
            return RecurringDraft(start=self.begin(each + 1), end=self.end, every=every)
        if self.unit(1) is Unit.DAY or self._is_count_of_days():
            self.remember(self.peek().start, self.peek(1).end, calendar=True)
            return TextDraft(start=self.begin(2), end=self.end)
        if self.unit(1) is Unit.WEEK and self._numbers_a_bracket(2):
            return TextDraft(start=self.begin(2), end=self.end)
        if draft := self._counted_unit(number):
            return draft
        if self.concept(1) is Concept.THIS and self.unit(2) is Unit.HALF_YEAR:
            return self.numbered(Block.HALF_YEAR, number, 3)
        if not self.is_number() and self.concept() is not Concept.ORDINAL:
            return None
        if self.concept(1) in (Concept.NOISE, Concept.TIMES):
            return self._number_of(self.concept(1))
        if self._numbers_a_bracket(1):
            return TextDraft(start=self.begin(1), end=self.end)
        return self._slashed() or self._lone_number(number)

    def _day_after_year(self) -> Draft | None:
        """Read `2019 год, 15 марта`, where no other year follows the day."""
        words = self.words_before_day(0)
        if not words or self.day_after_month:
            return None
        start, place, year = self.peek().start, self.year_place(), self.peek().value
        self.at += words
        draft = self.date() or self._lone_number(self.ordinal())
        assert isinstance(draft, DatedDraft)
        first = draft.first._replace(year=year)
        return replace(draft, start=start, first=first, years_at=(place, *draft.years_at))

    def _counted_unit(self, number: int) -> Draft | None:
        """Read `1 квартал`, `1-квартал`, `6-monthly`."""
        hyphen = int(self._is_hyphen(1))
        unit = _COUNTED.get(self.key(1 + hyphen))
        if unit and (hyphen or self.day_after_month):
            every = repeated(unit, number)
            return RecurringDraft(start=self.begin(2 + hyphen), end=self.end, every=every)
        block = self.block(1 + hyphen)
        return self.numbered(block, number, 2 + hyphen) if block else None

    def _number_of(self, concept: Concept | None) -> Draft | None:
        """Go over `2 тур`, which says no day; a dash after it makes no range."""
        if concept is not Concept.NOISE:
            return None
        if self.link in JOINTS:
            self.numbers_count()
        self.link = Link.WORDS
        return TextDraft(start=self.begin(2), end=self.end)

    def numbers_count(self) -> None:
        """Mark the lone numbers before the cursor as those of a thing: `5-9 классы`."""
        drafts = self.out.drafts
        for at in range(len(drafts) - 1, -1, -1):
            draft = drafts[at]
            if not isinstance(draft, DatedDraft) or not draft.bare or draft.role:
                return
            drafts[at] = replace(draft, counts=True)
            if draft.link not in JOINTS:
                return

    def _is_hyphen(self, ahead: int) -> bool:
        dash = self.peek(ahead)
        return dash.kind == "dash" and not (dash.spaced or self.peek(ahead + 1).spaced)

    def _numbers_a_bracket(self, ahead: int) -> bool:
        """Tell the number of a week or lesson: `8 (29 ноября — 5 декабря)`."""
        opened, first = self.peek(ahead), self.at + ahead + 1
        if opened.kind != "open" or opened.mate < 0 or self.out.drafts:
            return False
        inside = self.tokens[first : min(opened.mate, first + _LONGEST_BRACKET)]
        months = any(one.meaning and one.meaning.concept is Concept.MONTH for one in inside)
        dated = any(one.kind == "date" for one in inside)
        return dated or (months and inside[0].kind == "number")

    def _slashed(self) -> Draft | None:
        """Read `03/27`, the month before the day where the language writes it so."""
        slash, second = self.peek(1), self.peek(2)
        tight = slash.kind == "slash" and not (slash.spaced or second.spaced)
        if not (tight and second.kind == "number") or self.concept(3) is Concept.MONTH:
            return None
        one, other = self.peek().value, second.value
        if not (1 <= min(one, other) <= _DECEMBER and max(one, other) <= _MOST_MONTH_DAYS):
            return None
        long = self.peek().digits == second.digits == _DAY_DIGITS
        foreign = long and one <= _DECEMBER < other and self.concept(3) is None
        own = long and other <= _DECEMBER and self.concept(3) is None
        if not (self.day_after_month or foreign or own):
            return None
        draft = DatedDraft(start=self.begin(3), end=self.end, digits=True)
        if own and not self.day_after_month:
            both = f"{one:02}.{other:02}", f"{one}, {other}"
            return replace(draft, first=Raw(None, other, one), rivals=both)
        draft = _ordered(draft, one, other, None)
        both = f"{other:02}.{one:02}", f"{one:02}/{other:02}"
        return draft if self.day_after_month else replace(draft, rivals=both)

    def _long_unit(self) -> Unit | None:
        """Return the unit at the cursor of which each one is meant: `квартала`."""
        each = self.unit() in (Unit.QUARTER, Unit.SCHOOL_QUARTER, Unit.HALF_YEAR)
        return self.unit() if each else None

    def _follows_date(self) -> bool:
        """Whether a number may belong to the date before it: `сентябрь 1 - 20 мая`."""
        last = self.out.drafts[-1] if self.out.drafts and self.link is Link.SPACE else None
        weeks = self.peek(1).kind == "dash" and self.concept(3) is Concept.UNIT
        dated = isinstance(last, DatedDraft) and self.behind is Behind.DATE
        return dated and not self.role and not weeks

    def _is_hyphenated(self) -> bool:
        """Tell the hyphens of `28-сен-2018` and `28-сен` from a range of days."""
        if not self._is_hyphen(0) or self.concept(1) is not Concept.MONTH:
            return False
        year = self.is_full_year(3) or self._is_short_year(3)
        return not self._is_hyphen(2) or year or self._is_hyphen(4)

    def _is_short_year(self, ahead: int) -> bool:
        """Whether two digits after a hyphen are the year: `28-сен-18`."""
        year = self.peek(ahead)
        return self.is_number(ahead) and year.digits == _DAY_DIGITS and year.value in SHORT_YEARS

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
        ablative = self.role_after and self.concept(1) is Concept.MONTH
        if self._follows_date() and not ablative:
            self.out.strays.append((self.peek().start, self.peek().end))
        first, doubtful = Raw(None, 0, number), self.amid_words
        draft = DatedDraft(start=self.begin(1), end=self.end, first=first, doubtful=doubtful)
        if self.concept() is Concept.DAYWORD:
            one_letter = self.peek(-1).end - self.peek(-1).start == self.peek(-1).digits + 2
            if number in _TENS and one_letter:  # `20-е числа`
                draft = replace(draft, rivals=(f"{number}", f"{number + 1}–{number + 10}"))
            self.at += 1
            if unit := self._long_unit():  # `1-е число квартала`
                self.at += 1
                every = repeated(unit, 1)
                return RecurringDraft(start=draft.start, end=self.end, every=every)
            draft = replace(draft, day_word=True, end=self.end)
        hyphen = int(self._is_hyphenated())
        if self.concept(hyphen) is Concept.MONTH and self.follows_closely() and not self.is_led:
            first = first._replace(month=self.number(hyphen))
            self.at += hyphen + 1
            draft = replace(draft, first=first, end=self.end)
            day = self.is_dash(2) and self.concept(3) is Concept.MONTH  # `10-май-15-май`
            if hyphen and self._is_short_year(1) and not day:
                place = self.year_place(1)
                self.at += 2
                first = first._replace(year=CENTURY + self.peek(-1).value)
                return replace(draft, first=first, years_at=(place,), end=self.end)
            if hyphen and self.is_full_year(1):
                self.at += 1
            draft = self._with_year(draft)
        return draft


def _ordered(draft: DatedDraft, one: int, other: int, year: int | None) -> DatedDraft:
    """Take two numbers as month and day, and say so where they could be turned."""
    month, day = (one, other) if one <= _DECEMBER else (other, one)
    both = None
    if max(one, other) <= _DECEMBER and one != other:
        of_year = f".{year}" if year else ""
        both = f"{day:02}.{month:02}{of_year}", f"{month:02}.{day:02}{of_year}"
    return replace(draft, first=Raw(year, month, day), rivals=both)
