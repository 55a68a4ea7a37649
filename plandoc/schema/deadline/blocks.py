"""The rules of the grammar for years and for what has a number or a name in them."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import NamedTuple

from plandoc.schema.deadline.cursor import Cursor, YearRead
from plandoc.schema.deadline.drafts import (
    FIRST,
    LAST,
    LONG_BLOCKS,
    MIDDLE,
    NUMBERED,
    PARTS_OF_MONTH,
    Block,
    BlockDraft,
    DatedDraft,
    Draft,
    Link,
    Raw,
    RecurringDraft,
    Role,
    SpanDraft,
    TextDraft,
    YearsDraft,
)
from plandoc.schema.deadline.parts import Precision, Recurrence
from plandoc.schema.deadline.repeats import repeated
from plandoc.words.digits import CENTURY, SHORT_YEARS
from plandoc.words.vocabulary import CALENDAR, SCHOOL, Concept, Unit

_SEPTEMBER = 9
_DECEMBER = 12
_MOST_WORDS = 4
_MOST_WEEKDAYS = 5
PORTIONS = {"first": FIRST, "middle": MIDDLE, "last": LAST, "": LAST}
_LONG_UNITS = (Unit.QUARTER, Unit.SCHOOL_QUARTER, Unit.HALF_YEAR, Unit.YEAR)
_SCHOOL_BLOCKS = (Block.HALF_YEAR, Block.SCHOOL_QUARTER)
_EARLY = (Block.AUTUMN, Block.WINTER)
"""Seasons after which the first half of a school year is called."""
_PRECISIONS = {Block.HALF: Precision.HALF_MONTH, Block.SCHOOL_QUARTER: Precision.QUARTER}


class _MonthRead(NamedTuple):
    """The month that a week, decade, half or weekday belongs to."""

    month: int = 0
    year: YearRead = YearRead()
    monthly: bool = False
    of_year: bool = False
    """Whether it is a half of a year and not of a month."""


class BlockRules(Cursor):
    """One rule per method; a rule that finds nothing leaves the cursor alone."""

    def block(self, ahead: int, among: AbstractSet[Block] = NUMBERED) -> Block | None:
        """Return the block that a word names, if it is one of some."""
        unit = self.unit(ahead)
        return next((block for block in among if block.value == unit), None)

    def unit_first(self) -> BlockDraft | None:
        """Read `Q2`, `H1`."""
        block = self.block(0, LONG_BLOCKS)
        letter = self.concept() is Concept.CLOCK and self.peek().end - self.peek().start == 1
        if letter and self.peek(1).value in (1, 2) and not self.peek(1).spaced:
            return self.calendar_half(self.peek(1).value)
        if not block or not self.is_number(1) or not self._numbers_block():
            return None
        start = self.begin(1)
        return replace(self.numbered(block, self.peek().value, 1), start=start)

    def calendar_half(self, number: int) -> BlockDraft:
        """Read `H1` and `1H`, which are two quarters in every plan."""
        return self._quarters_of_half(self.numbered(Block.QUARTER, number, 2))

    def _quarters_of_half(self, draft: BlockDraft) -> BlockDraft:
        low, high = draft.numbers
        numbers = (2 * low - 1, 2 * high)
        precision = Precision.HALF_YEAR
        return replace(draft, block=Block.QUARTER, numbers=numbers, precision=precision)

    def _numbers_block(self) -> bool:
        """Whether the number after a quarter is its own: `Q2`, `Quarter 2`."""
        alone = self.peek(2).kind in ("end", "comma", "close", "semicolon") or self.is_full_year(2)
        return not self.peek(1).spaced or (0 < self.peek(1).value < 5 and alone)  # noqa: PLR2004

    def years(self) -> YearsDraft | DatedDraft:
        """Read a year, a span of years, or a month after its year: `2019/03`."""
        year, places = self.peek().value, [self.year_place()]
        start = self.begin(1)
        apart = int(self.is_dash())
        second, last = self.peek(apart), 0
        tight = apart and not (self.peek().spaced or second.spaced)
        month = second.value if tight and second.digits == 2 else 0  # noqa: PLR2004
        if 1 <= month <= _DECEMBER and month != (year + 1) % 100:
            self.at += 2
            self.year_word(given=True)
            first, precision = Raw(year, month), Precision.MONTH
            return DatedDraft(
                start=start, end=self.end, first=first, precision=precision, years_at=(*places,)
            )
        follows = self.follows_closely() and second.value == year + 1  # `2018 2019`
        if self.is_full_year(apart) and (apart or follows):
            last = second.value
        elif apart and second.kind == "number" and second.value == (year + 1) % 100:
            last = year + 1
        if last:
            places.append(self.year_place(apart))
            self.at += apart + 1
        slashed = bool(last) and (second.value != last or self.peek(-2).kind == "slash")
        school = any(self.concept(n) is Concept.THIS and self.key(n) == SCHOOL for n in range(2))
        self.year_word(given=True)
        self.at += self.concept() is Concept.WHOLE
        return YearsDraft(
            start=start,
            end=self.end,
            first=Raw(year),
            last=Raw(last) if last else None,
            years_at=tuple(places),
            school=school,
            slashed=slashed and not school,
        )

    def numbered(self, block: Block, number: int, words: int) -> BlockDraft:
        """Read the rest of a counted thing whose number and unit are `words` tokens."""
        start = self.begin(words)
        draft = BlockDraft(
            start=start,
            end=self.end,
            block=block,
            numbers=(number, number),
            precision=_PRECISIONS.get(block) or Precision(block),
        )
        if block in PARTS_OF_MONTH:
            return self._with_month(draft)
        self.at += self.concept() is Concept.DAYWORD and self.is_full_year(1)  # `Q3 of 2018`
        if self.peek().line > self.is_full_year():  # `I полугодие`, and its year on the next line
            return draft
        spring = number == 2 if block is Block.HALF_YEAR else number < 4  # noqa: PLR2004
        spring = spring if block is not Block.SCHOOL_QUARTER else True
        school = self._short_school_year(spring=spring) if block in _SCHOOL_BLOCKS else None
        short = school or self._year_of_two_digits()
        return self._of_year(draft, short or self.year(spring=spring))

    def _short_school_year(self, *, spring: bool) -> YearRead | None:
        """Read the year of `1 семестр 2018/19`, `Semester 1, 2018/19`."""
        at = int(self.is_comma())
        year, second = self.peek(at), self.peek(at + 2)
        joined = self.is_full_year(at) and self.is_dash(at + 1) and second.digits == 2  # noqa: PLR2004
        if not joined or second.value != (year.value + 1) % 100:
            return None
        places = self.year_place(at), self.year_place(at + 2)
        self.at += at + 3
        self.year_word(given=True)
        return YearRead(year.value + spring, places, school=True)

    def _year_of_two_digits(self) -> YearRead | None:
        """Read two digits that end `1Q22` and `4 кв. 22`."""
        token, after = self.peek(), self.peek(1)
        short = self.is_number() and token.digits == 2 and token.value in SHORT_YEARS  # noqa: PLR2004
        if not short or after.kind not in ("end", "comma", "semicolon", "close"):
            return None
        place = self.year_place()
        self.at += 1
        return YearRead(CENTURY + token.value, (place,))

    def _of_year(self, draft: BlockDraft, found: YearRead) -> BlockDraft:
        return replace(
            draft,
            end=self.end,
            first=draft.first._replace(year=found.year),
            years_at=found.years_at,
            school=found.school,
            problem=found.problem,
        )

    def _with_month(self, draft: BlockDraft) -> BlockDraft:
        found = self._month_of(draft)
        if found.of_year and found.year.years_at and not found.year.school:
            draft = self._quarters_of_half(draft)  # «вторая половина 2025 года»
        elif found.of_year:
            draft = replace(draft, block=Block.HALF_YEAR, precision=Precision.HALF_YEAR)
        first = Raw(None, found.month)
        return self._of_year(replace(draft, first=first, monthly=found.monthly), found.year)

    def _month_of(self, draft: BlockDraft | None) -> _MonthRead:
        """Read the month that a week, decade, half or weekday belongs to."""
        joint = self.concept() in (Concept.IN, Concept.DAYWORD)
        if joint and self.concept(1) is Concept.MONTH:
            self.at += 1
        if self.concept() is Concept.MONTH and self.follows_closely() and not self.is_led:
            month = self.number()
            self.at += 1
            return _MonthRead(month, self.year(spring=month < _SEPTEMBER))
        if self.concept() is Concept.EVERY and self.unit(1) is Unit.MONTH:
            self.at += 2
            return _MonthRead(monthly=True)
        if self.unit() is Unit.MONTH:
            self.at += 1
        elif draft and draft.block is Block.HALF and self._is_year():
            spring = draft.numbers[0] == 2  # noqa: PLR2004
            return _MonthRead(year=self.year(spring=spring), of_year=True)
        elif ahead := self._years_ahead():
            self.at += ahead
            return _MonthRead(of_year=True)
        return _MonthRead()

    def _is_year(self) -> bool:
        return self.is_full_year() or (self.is_number() and self.unit(1) is Unit.YEAR)

    def _years_ahead(self) -> int:
        """Return how many words «года», «учебного года» at the cursor are."""
        if self.unit() is Unit.YEAR:
            return 1
        return 2 if self.concept() is Concept.THIS and self.unit(1) is Unit.YEAR else 0

    def nth_weekdays(self, ahead: int) -> Draft | None:
        """Read `1 и 3 среда месяца` from a token on; all but the last are put down at once."""
        numbers, at = [self.ordinal(ahead)], ahead + 1
        while len(numbers) < _MOST_WEEKDAYS and self._is_listed(at) and self.ordinal(at + 1):
            numbers.append(self.ordinal(at + 1))
            at += 2
        if self.concept(at) is not Concept.WEEKDAY or not 0 < max(numbers) <= _MOST_WEEKDAYS:
            return (
                self.nth_weekday(-1) if (numbers, at) == ([-1], 1) and self._is_named(1) else None
            )
        start = self.begin(at - 1)
        draft = self.nth_weekday(numbers[-1])
        for number in numbers[:-1]:
            other = replace(draft, start=start, link=self.link, role=self.role)
            self.out.drafts.append(_of_week(other, number))
            self.link = Link.AND
        return draft

    def _is_named(self, ahead: int) -> bool:
        return self.concept(ahead) is Concept.WEEKDAY

    def _is_listed(self, ahead: int) -> bool:
        return self.peek(ahead).kind == "comma" or self.concept(ahead) is Concept.AND

    def nth_weekday(self, number: int) -> Draft:
        """Read `первый понедельник октября`, `последняя среда каждого месяца`."""
        weekday = self.number(1)
        start = self.begin(2)
        found = self._month_of(None)
        each = int(self.concept() is Concept.EVERY)
        if self.unit(each) in _LONG_UNITS and not found.of_year:
            every = repeated(self.unit(each), 1)
            self.at += 1 + each
            return RecurringDraft(start=start, end=self.end, every=every)
        if found.month and not found.monthly:
            return DatedDraft(
                start=start,
                end=self.end,
                first=Raw(found.year.year, found.month),
                years_at=found.year.years_at,
                school=found.year.school,
                problem=found.year.problem,
                weekday=weekday,
                nth=number,
            )
        every = Recurrence(Unit.MONTH, weekdays=(weekday,), nth=number)
        return RecurringDraft(start=start, end=self.end, every=every, loose=not found.monthly)

    def season(self) -> Draft | None:
        """Read `зима`, `весна 2019 г.`."""
        if self.concept() is not Concept.SEASON:
            return None
        paired = self.concept(1) is Concept.AND and self.concept(2) is Concept.SEASON
        if self.unit(3 if paired else 1) is Unit.HALF_YEAR:  # `осенний и весенний семестры`
            number = 1 if self.key() in _EARLY else 2
            return replace(self.numbered(Block.HALF_YEAR, number, 2 - paired), school=True)
        block = Block(self.key())
        draft = BlockDraft(
            start=self.begin(1), end=self.end, block=block, precision=Precision.SEASON
        )
        return self._of_year(draft, self.year(spring=True))

    def portion(self) -> Draft | None:  # noqa: PLR0911 - a line for each thing with a beginning
        """Read `начало мая`, `конец учебного года`."""
        if self.concept() is not Concept.PORTION and not self.is_dotted_end():
            return None
        number = PORTIONS[self.key()]
        pair = self.concept(1) is Concept.AND and self.concept(2) is Concept.PORTION
        if pair and self.concept(3) is not Concept.AND:
            return self._two_portions(number)
        if number != MIDDLE and (draft := self._portion_of_counted(number)):
            return draft
        hyphen = int(self.peek(1).kind == "dash" and not self.peek(1).spaced)
        if self.concept(1 + hyphen) is Concept.MONTH and not self.is_led:
            return self._with_month(self._portion_of_month(number, 1 + hyphen))
        if self.concept(1) is Concept.EVERY and self.concept(2) is Concept.UNIT:
            every = repeated(self.unit(2), 1)
            return RecurringDraft(start=self.begin(3), end=self.end, every=every)
        words = 1
        while words < _MOST_WORDS and self.concept(words) in (Concept.THIS, Concept.ALL):
            words += 1
        if self.unit(words) is Unit.MONTH:  # `конец текущего месяца`
            return self._portion_of_month(number, words + 1)
        if self.unit(words) is not Unit.YEAR:
            return None
        keys = [self.key(ahead) for ahead in range(1, words)]
        return BlockDraft(
            start=self.begin(words + 1),
            end=self.end,
            block=Block.YEAR_PORTION,
            numbers=(number, number),
            precision=Precision.MONTH,
            school=SCHOOL in keys,
            calendar=CALENDAR in keys,
        )

    def portion_after(self) -> Draft | None:
        """Read `жыл соңы`; give the word after a month or a year to it: `наурыз айының соңы`."""
        if not self.role_after:
            return None
        if self.unit() is Unit.YEAR and self.concept(1) is Concept.PORTION:
            number, start = PORTIONS[self.key(1)], self.begin(2)
            return self._portion_of(number, YearsDraft(start=start, end=self.end))
        if self.concept() is not Concept.PORTION:
            return None
        number = PORTIONS[self.key()]
        last = self.out.drafts[-1] if self.out.drafts else None
        if not isinstance(last, SpanDraft) or self.link is not Link.SPACE or last.role:
            return None
        part = self._portion_of(number, last)
        if not part:
            return None
        start = self.begin(1)
        self.out.drafts[-1] = replace(part, end=self.end)
        return TextDraft(start=start, end=self.end)

    def _portion_of(self, number: int, whole: SpanDraft) -> BlockDraft | None:
        """Return the beginning or the end of a month, a quarter or a year."""
        if isinstance(whole, BlockDraft):
            counted = whole.block in LONG_BLOCKS and number != MIDDLE
            part = replace(whole, portion=number, precision=Precision.MONTH)
            return part if counted else None
        year = isinstance(whole, YearsDraft)
        if whole.last or not (year or whole.precision is Precision.MONTH):
            return None
        return BlockDraft(
            start=whole.start,
            end=whole.end,
            link=whole.link,
            first=whole.first,
            years_at=whole.years_at,
            block=Block.YEAR_PORTION if year else Block.DECADE,
            numbers=(number, number),
            precision=Precision.MONTH if year else Precision.DECADE,
        )

    def _portion_of_month(self, number: int, words: int) -> BlockDraft:
        return BlockDraft(
            start=self.begin(words),
            end=self.end,
            block=Block.DECADE,
            numbers=(number, number),
            precision=Precision.DECADE,
        )

    def is_dotted_end(self) -> bool:
        """Tell `к. мая`, the end of May, from `к маю`."""
        token = self.peek()
        short = token.dotted and token.end - token.start == 1
        return short and self.concept() is Concept.TOWARD and self.concept(1) is Concept.MONTH

    def _two_portions(self, number: int) -> Draft | None:
        """Read `начало и конец мая`: what follows the second word holds for both."""
        begin = self.at
        start, end = self.peek().start, self.peek().end
        self.at += 2
        second = self.portion()
        if not isinstance(second, BlockDraft):
            self.at = begin
            return None
        first = replace(second, start=start, end=end, years_at=(), link=self.link, role=self.role)
        if second.portion:
            first = replace(first, portion=number)
        else:
            first = replace(first, numbers=(number, number))
        self.out.drafts.append(first)
        self.link, self.role = Link.AND, Role.NONE
        return second

    def _portion_of_counted(self, number: int) -> BlockDraft | None:
        """Read `до конца I квартала`, `начало второго полугодия`, `конец 2022 года`."""
        if self.is_full_year(1):
            start = self.begin(1)
            years = self.years()
            school = years.last is not None or years.school
            return BlockDraft(
                start=start,
                end=years.end,
                block=Block.YEAR_PORTION,
                numbers=(number, number),
                first=Raw(None if school else (years.last or years.first).year),
                precision=Precision.MONTH,
                years_at=years.years_at,
                school=school,
            )
        if self.block(1, LONG_BLOCKS) and self.is_number(2) and not self.peek(2).spaced:
            start = self.begin(1)
            quarter = self.unit_first()
            assert quarter
            return replace(quarter, start=start, portion=number, precision=Precision.MONTH)
        block, count = self.block(2, LONG_BLOCKS), self.ordinal(1)
        if not block or not count:
            return None
        start = self.begin(1)
        draft = self.numbered(block, count, 2)
        return replace(draft, start=start, portion=number, precision=Precision.MONTH)


def _of_week(draft: Draft, number: int) -> Draft:
    """Return the n-th weekday of a month with another number."""
    if isinstance(draft, RecurringDraft):
        return replace(draft, every=draft.every._replace(nth=number))
    assert isinstance(draft, DatedDraft)
    return replace(draft, nth=number)
