"""The rules of the grammar for times that are counted from something else, and for one weekday."""

from plandoc.schema.deadline.blocks import BlockRules
from plandoc.schema.deadline.drafts import (
    ENDING,
    LONG_BLOCKS,
    Draft,
    Link,
    RecurringDraft,
    Role,
    TextDraft,
)
from plandoc.words.vocabulary import AHEAD, FISCAL, SPAN, Concept, Unit

_MOST_WORDS = 3
_COUNTED_FROM = (Concept.UNTIL, Concept.TOWARD, Concept.AFTER, Concept.EVENT)
_NUMBERED_AS_WELL = (Unit.QUARTER, Unit.SCHOOL_QUARTER, Unit.HALF_YEAR, Unit.DECADE, Unit.HALF)
"""Units of which «2 … до 10 июля» may be the second one."""
_NEAR = (Concept.NEAREST, Concept.THIS, Concept.UNIT)


class RelativeRules(BlockRules):
    """One rule per method; a rule that finds nothing leaves the cursor alone."""

    def relative(self) -> Draft | None:
        """Read `за 10 дней до 1 сентября`, `2 weeks before the exam`, which name no day."""
        counted = int(self.is_count())
        adjective = int(bool(counted) and self.concept(1) is Concept.UNKNOWN)
        words = counted + adjective + 1
        unit = self.unit(words - 1) if counted or self.concept() is Concept.UNIT else None
        if unit and self.key(-1) == AHEAD and self.peek(1).kind == "dash" and self._is_limit(2):
            return self._reported_on(doubtful=False)  # `за год – до 20 января`
        if not unit or (unit in _NUMBERED_AS_WELL and counted):
            return None
        of_days = unit is Unit.DAY and self.concept(words) is Concept.DAYWORD and self.is_day(1)
        apart = self.peek(words).line > 0
        if apart or not (of_days or self.concept(words) in _COUNTED_FROM):
            return None
        ahead = self.key(-1) == AHEAD
        if not counted and self._is_limit(words):
            return self._reported_on(doubtful=unit not in _NUMBERED_AS_WELL) if ahead else None
        if not (counted or ahead or self.role is Role.DURING):
            return None
        start = self.begin(words + 1)
        self.go_over_event()
        return TextDraft(start=start, end=self.end)

    def _is_limit(self, ahead: int) -> bool:
        return self.concept(ahead) is Concept.UNTIL and self.is_whole_day(ahead + 1)

    def _reported_on(self, *, doubtful: bool) -> Draft:
        """Go over the time that a report is on: `за полугодие до 15 июля`.

        It is `doubtful` for a year, which may be counted back from the day as well.
        """
        if doubtful:
            self.out.strays.append((self.peek().start, self.peek().end))
        return TextDraft(start=self.begin(1), end=self.end)

    def fiscal(self) -> Draft | None:
        """Go over `FY 2018/19`, a year that begins nobody knows when."""
        if self.key() != FISCAL:
            return None
        start = self.begin(1)
        while self.is_number() or (self.is_dash() and self.is_number(1)):
            self.at += 1
        if self.out.drafts or self.block(0, LONG_BLOCKS) or self.block(1, LONG_BLOCKS):
            self.out.strays.append((start, self.end))
        return TextDraft(start=start, end=self.end)

    def is_count(self) -> bool:
        """Whether the token at the cursor counts units and does not number one."""
        return self.ordinal() > 0 and self.concept() is not Concept.ORDINAL

    def is_day(self, ahead: int) -> bool:
        """Whether a whole day stands in the few tokens ahead, after an article."""
        return any(self.is_whole_day(ahead + words) for words in range(_MOST_WORDS))

    def go_over_event(self) -> None:
        """Go over the words that say after or before what something is due."""
        while self.at < len(self.tokens) and self._is_inside_event():
            place = self.peek().start, self.peek().end
            self.out.notes.append(place)
            self.out.lines[-1] = (self.out.lines[-1][0], place[1], self.out.lines[-1][2])
            self.at += 1

    def _is_inside_event(self) -> bool:
        token = self.peek()
        apart = token.kind == "dash" and token.spaced and self.peek(1).spaced
        limit = self.concept() in (Concept.UNTIL, Concept.THROUGH) and self.is_whole_day(1)
        broken = token.line > 0 and not self._goes_on_with_date()
        parted = token.kind in ("comma", "semicolon", "open") or broken
        return not (parted or apart or limit)

    def _goes_on_with_date(self) -> bool:
        """Whether a date was broken before the cursor: `до⏎18⏎января⏎2019`."""
        month, day = Concept.MONTH, self.peek(-1).kind == "number"
        led = self.concept(-1) in _COUNTED_FROM
        day_or_year = (day and self.concept() is month) or (
            self.concept(-1) is month and self.is_number()
        )
        return self.follows_closely() and (led or day_or_year)

    def weekday_of_day(self) -> bool:
        """Go over the weekday before a day: `с пятницы, 14 сентября`, `Monday (Oct 6)`."""
        if self.concept() is not Concept.WEEKDAY:
            return False
        last = self.out.drafts[-1] if self.out.drafts else None
        several = isinstance(last, RecurringDraft) and last.weekday is not None
        words = 1
        while words <= _MOST_WORDS and self.concept(words) in _NEAR:  # `Monday next week (Oct 6)`
            words += 1
        opens = self.peek(words).kind == "open"
        words = words + 1 if opens else 1 + self.is_comma(1)
        ranged = self.is_number(1) and self.peek(2).kind == "dash"  # `Monday 1 – Friday 5 October`
        day = ranged or (self.is_whole_day(words) and not self.peek(words).line)
        if (several and self.link is not Link.BLANK) or not day:
            return False
        words = 1 if ranged else words
        self.weekday_before = self.number(), self.peek().start
        self.at += words
        return True

    def one_weekday(self) -> Draft | None:
        """Read `до пятницы`, `next Monday`: a day of one week, and nobody knows which."""
        if self.concept() is not Concept.WEEKDAY:
            return None
        until = self.role in ENDING and self.key(-1) != SPAN and not self._goes_on()
        near = Concept.NEAREST in (self.concept(-1), self.concept(1)) or (
            self.concept(-1) is Concept.THIS
        )
        if not (until or near):
            return None
        self.out.strays.append((self.peek().start, self.peek().end))
        return TextDraft(start=self.begin(1), end=self.end)

    def _goes_on(self) -> bool:
        """Whether a repetition stands before it: `еженедельно до пятницы`."""
        return bool(self.out.drafts) and isinstance(self.out.drafts[-1], RecurringDraft)
