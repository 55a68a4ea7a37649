"""The rules of the grammar for what repeats and for what lasts as long as the plan."""

from dataclasses import replace

from plandoc.codes import Code
from plandoc.schema.deadline.blocks import BlockRules
from plandoc.schema.deadline.drafts import (
    Block,
    BlockDraft,
    DatedDraft,
    Draft,
    Link,
    RecurringDraft,
    Role,
    SpanDraft,
    TextDraft,
    WholeDraft,
)
from plandoc.schema.deadline.parts import Precision, Recurrence
from plandoc.schema.deadline.repeats import COUNTED_IN, NAMED, repeated
from plandoc.words.vocabulary import SCHOOL, SPAN, Concept, Unit

_MOST_WORDS = 4
_MOST_MONTH_DAYS = 31
_HOW_OFTEN = {Concept.TIMES: 1, Concept.TWICE: 2, Concept.THRICE: 3}
_PER = (Concept.IN, Concept.FOR, Concept.DURING, Concept.EVERY, Concept.PER)


class RepetitionRules(BlockRules):
    """One rule per method; a rule that finds nothing leaves the cursor alone."""

    def _recurring(self, count: int, every: Recurrence, *, counted: bool = False) -> RecurringDraft:
        start = self.begin(count)
        if self.peek().kind == "slash" and self.unit(1):  # `раз в день/неделю`
            self.out.strays.append((self.peek(1).start, self.peek(1).end))
        return RecurringDraft(start=start, end=self.end, every=every, counted=counted)

    def weekday(self) -> Draft | None:
        """Read a weekday: of the day before it, or each one of a week."""
        if self.concept() is not Concept.WEEKDAY:
            return None
        day, drafts = self.number(), self.out.drafts
        last = drafts[-1] if drafts else None
        each = self.role is Role.THROUGH and self.key(-1) == SPAN  # `с 1 октября по субботам`
        beside = not each and self.link in (Link.COMMA, Link.SPACE, Link.LINE, Link.BLANK)
        dated = last if beside and isinstance(last, DatedDraft) and last.first.day else None
        if dated and (not dated.bare or self._is_of_number()):
            drafts[-1] = replace(dated, weekday=day)
            self.link = Link.SPACE
            return TextDraft(start=self.begin(1), end=self.end)
        once = self.role is Role.IN and not drafts  # `в пятницу`
        draft = self._recurring(1, Recurrence(Unit.WEEK, weekdays=(day,)))
        return replace(draft, weekday=day, problem=Code.DEADLINE_DAYS_UNCLEAR if once else None)

    def _is_of_number(self) -> bool:
        """Whether the weekday at the cursor is that of the lone number before it: `12, чт`."""
        close = self.link in (Link.COMMA, Link.SPACE) and not self.role
        listed = self.is_comma(1) or self.concept(1) is Concept.AND
        several = Concept.WEEKDAY in (self.concept(1), self.concept(2) if listed else None)
        return close and not several and self.peek(1).kind != "dash"

    def recurrence(self) -> Draft | None:
        """Read `ежемесячно`, `каждый вторник`, `2 раза в год`."""
        match self.concept():
            case Concept.RECURRENCE:
                return self._recurring(1, NAMED[self.key()])
            case Concept.FOLLOWING | Concept.NEXT_MONTH:
                return self._following(Unit.MONTH)
            case Concept.REPORT_QUARTER:
                return self._following(Unit.QUARTER)
            case Concept.OFTEN if self.peek().dotted:
                return self._recurring(1, Recurrence(None))
            case Concept.EVERY:
                return self._every()
        return self._times()

    def _following(self, unit: Unit) -> Draft | None:
        """Read `следующего за отчётным` by what stands before it: a date, a repetition, a day."""
        drafts = self.out.drafts
        last = drafts[-1] if drafts else None
        dated = isinstance(last, SpanDraft) and last.first.month > 0
        repeated_before = any(map(_repeats, drafts[-2:]))
        if last and (dated or not (repeated_before or last.bare)):
            if isinstance(last, SpanDraft):
                yearly = any(back <= self.at and self.unit(-back) is Unit.YEAR for back in (1, 2))
                unclear = None if yearly else Code.DEADLINE_DAYS_UNCLEAR
                drafts[-1] = replace(
                    last, next_year=last.next_year or yearly, problem=unclear or last.problem
                )
        elif not repeated_before:
            once = self.concept() is Concept.NEXT_MONTH
            if once and not last:  # `next month`, and no day of it
                return None
            problem = Code.DEADLINE_DAYS_UNCLEAR if once else None
            return replace(self._recurring(1, Recurrence(unit)), problem=problem)
        return TextDraft(start=self.begin(1), end=self.end)

    def _every(self) -> Draft | None:  # noqa: C901, PLR0911 - a line for each thing repeated
        number, date, unit = self.ordinal(1), self.peek(1).date, self.unit(2)
        yearless = date is not None and None in (date.year, date.day)
        if (self.concept(2) is Concept.MONTH or yearless) and (number or date):
            return self._recurring(1, Recurrence(Unit.YEAR))
        if self.concept(1) is Concept.THIS and unit is Unit.YEAR:
            return self._recurring(3, Recurrence(Unit.YEAR))
        if self.concept(1) is Concept.WEEKDAY:
            return self._recurring(2, Recurrence(Unit.WEEK, weekdays=(self.number(1),)))
        if self.concept(1) in (Concept.MONTH, Concept.SEASON):
            return self._recurring(1, Recurrence(Unit.YEAR))
        if self.concept(1) is Concept.COUNT and self.concept(2) is Concept.WEEKDAY:
            return self._recurring(3, repeated(Unit.WEEK, number))  # `every other Monday`
        if self.unit(1) in COUNTED_IN:
            return self._recurring(2, repeated(self.unit(1), 1))
        start = self.peek().start
        if number and (draft := self._every_last(number) or self.nth_weekdays(1)):
            return self._of_each(replace(draft, start=start))
        if number > 0 and unit in COUNTED_IN:
            ordinal = self.concept(1) is Concept.ORDINAL
            if unit is Unit.WEEK and ordinal and self.unit(3) is Unit.MONTH:
                return self._recurring(4, Recurrence(Unit.MONTH))
            return self._recurring(3, repeated(unit, number))
        if number and self.concept(2) is Concept.DAYWORD:
            day = number if number > 0 else _MOST_MONTH_DAYS
            return self._recurring(3, Recurrence(Unit.MONTH, first=day, last=day))
        return None

    def _of_each(self, draft: Draft) -> Draft:
        """Return the n-th weekday of each month; of some months it is no single day."""
        if isinstance(draft, RecurringDraft):
            return replace(draft, loose=False)
        ranged = self.is_dash() and self.concept(1) is Concept.MONTH
        if ranged and isinstance(draft, DatedDraft):
            return replace(draft, problem=Code.DEADLINE_DAYS_UNCLEAR)
        return draft

    def _every_last(self, number: int) -> Draft | None:
        """Read `каждую последнюю пятницу месяца`."""
        if number > 0 or self.concept(2) is not Concept.WEEKDAY:
            return None
        self.at += 1
        return self.nth_weekday(number)

    def _times(self) -> Draft | None:
        """Read `2 раза в год`, `раз в два месяца`, `дважды в неделю`."""
        concept, ahead = self.concept(), 1
        if self.unit() in COUNTED_IN and self.ordinal(1) > 0 and self.concept(2) is Concept.TIMES:
            return self._times_a_unit(self.unit(), self.ordinal(1))
        if concept in _HOW_OFTEN:
            count = _HOW_OFTEN[concept]
        elif self.ordinal() and self.concept(1) is Concept.TIMES:
            count, ahead = self.ordinal(), 2
        else:
            return None
        if self.concept(ahead) not in _PER and self.peek(ahead).kind != "slash":
            return None
        ahead += 1
        span = self.ordinal(ahead) if self.concept(ahead) is not Concept.ORDINAL else 0
        ahead += bool(span)
        ahead += self.concept(ahead) is Concept.THIS and self.unit(ahead + 1) is Unit.YEAR
        unit = self.unit(ahead)
        if unit not in COUNTED_IN or (count != 1 and (span or 1) != 1):
            return None
        if self.link is Link.DASH and self.out.drafts and self.out.drafts[-1].bare:
            self.out.strays.append((self.out.drafts[-1].start, self.peek().end))
        every = repeated(unit, span or 1) if count == 1 else Recurrence(unit, times=count)
        return self._recurring(ahead + 1, every, counted=True)

    def _times_a_unit(self, unit: Unit | None, count: int) -> Draft | None:
        """Read `в месяц 2 раза`, whose unit stands first."""
        if self.concept(3) in _PER or unit is None:
            return None
        every = repeated(unit, 1) if count == 1 else Recurrence(unit, times=count)
        return self._recurring(3, every, counted=True)

    def _is_bounded(self, ahead: int) -> bool:
        """Whether a preposition with the day that begins or ends something stands ahead."""
        limit = self.concept(ahead) in (Concept.UNTIL, Concept.TOWARD, Concept.THROUGH)
        return self.concept(ahead) is Concept.SINCE or (limit and self.is_whole_day(ahead + 1))

    def whole(self) -> Draft | None:
        """Read what lasts as long as the plan, or as the month of the page."""
        if self.concept() is Concept.WHOLE:
            kind = TextDraft if self._is_bounded(1) else WholeDraft  # `на период с 1 мая`
            return kind(start=self.begin(1), end=self.end)
        words = 0
        while words < _MOST_WORDS and self.concept(words) in (Concept.THIS, Concept.ALL):
            words += 1
        lasting = self.role is Role.DURING or self.concept() is Concept.ALL
        if not (lasting or (words and (self.role is Role.IN or not self.out.drafts))):
            return None
        numbered = self.unit(words) is Unit.YEAR and self.is_full_year(words + 1)
        if numbered and SCHOOL in [self.key(ahead) for ahead in range(words)]:
            self.at += words + 1  # `учебный год 2018/19`
            return replace(self.years(), school=True)
        if self.unit(words) is Unit.YEAR:
            lone = self.role is not Role.DURING and self.concept() is Concept.THIS
            dated = self._is_bounded(words + 1) or self.is_whole_day(words + 1)
            kind = TextDraft if lone and dated else WholeDraft  # `текущего года до 1 мая`
            return kind(start=self.begin(words + 1), end=self.end)
        if self.unit(words) is Unit.MONTH:
            start, precision = self.begin(words + 1), Precision.MONTH
            return BlockDraft(
                start=start, end=self.end, block=Block.PAGE_MONTH, precision=precision
            )
        return None


def _repeats(draft: Draft) -> bool:
    return isinstance(draft, RecurringDraft) or (isinstance(draft, BlockDraft) and draft.monthly)
