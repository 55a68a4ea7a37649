"""A place in the tokens of a deadline, and what was read on the way there."""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from plandoc.codes import Code
from plandoc.schema.deadline.drafts import Link, Place, Reading, Role, YearsDraft
from plandoc.schema.deadline.tokens import Token
from plandoc.words.digits import CENTURY, SHORT_YEARS
from plandoc.words.vocabulary import UNKNOWN, Concept, Unit, Vocabulary

_FULL_YEARS = range(1000, 10_000)
_MOST_DIGITS = 9
_SHORT_OF_A_DIGIT = 3
_MOST_WORDS = 3
_MOST_YEAR_WORDS = 2
_DECEMBER = 12
_NOWHERE = Token("end", 0, 0)


class YearRead(NamedTuple):
    """The year after a month, a day or a quarter; `None` where none was written."""

    year: int | None = None
    years_at: tuple[Place, ...] = ()
    school: bool = False
    problem: Code | None = None


class Behind(IntEnum):
    """What stands before the cursor in its phrase."""

    NOTHING = 0
    DATE_AND_PREPOSITION = 1
    DATE = 2


class Cursor:
    """A cursor over the tokens. Its questions look a fixed number of tokens ahead."""

    def __init__(self, tokens: Sequence[Token], words: Vocabulary) -> None:
        self.tokens = tokens
        self.at = 0
        self.out = Reading()
        self.link = Link.BLANK
        self.role = Role.NONE
        self.role_start = 0
        self.ahead = False
        """Whether the preposition may name what a report is about: «за 2018 год»."""
        self.between = False
        """Whether two ends joined by «and» follow the preposition."""
        self.limit: tuple[Role, int] | None = None
        """A preposition before words that were not read, and where it begins."""
        self.amid_words = False
        self.unread: list[Place] = []
        """Where words stand that were not read, before the cursor in its phrase."""
        self.calendar: list[Place] = []
        """Those of them that may say which days are meant."""
        self.behind = Behind.NOTHING
        self.either: Place | None = None
        """Where «or» stands before the cursor, between two readings."""
        self.day_after_month, self.role_after = words.day_after_month, words.role_after
        self.spans = False
        """Whether the preposition may end a span whose beginning has none."""
        self.leads_to = 0
        """Up to where months stand before their days."""
        self.weekday_before: tuple[int, int] | None = None
        """The weekday before the day at the cursor, and where it begins."""

    @property
    def leads(self) -> bool:
        """Whether the month of a day at the cursor stands before it."""
        return self.at < self.leads_to

    @property
    def is_led(self) -> bool:
        """Whether the month of what ends at the cursor stands before it."""
        return 0 < self.at <= self.leads_to

    def peek(self, ahead: int = 0) -> Token:
        """Return the token at the cursor, or one before or after it."""
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else _NOWHERE

    def concept(self, ahead: int = 0) -> Concept | None:
        """Return what a word stands for; `None` for numbers and marks."""
        meaning = self.peek(ahead).meaning
        return meaning.concept if meaning else None

    def number(self, ahead: int = 0) -> int:
        """Return the number of a month, weekday or ordinal."""
        return (self.peek(ahead).meaning or UNKNOWN).number

    def key(self, ahead: int = 0) -> str:
        """Return the key of a season, recurrence or portion."""
        return (self.peek(ahead).meaning or UNKNOWN).key

    def unit(self, ahead: int = 0) -> Unit | None:
        """Return the unit that a word names."""
        return (self.peek(ahead).meaning or UNKNOWN).unit

    def ordinal(self, ahead: int = 0) -> int:
        """Return the number that a token can count things with, or 0."""
        token = self.peek(ahead)
        if token.kind == "number":
            return token.value if token.value < CENTURY else 0
        counts = self.concept(ahead) in (Concept.ORDINAL, Concept.COUNT)
        return self.number(ahead) if counts else 0

    def is_number(self, ahead: int = 0) -> bool:
        """Return whether a token is a number in digits."""
        return self.peek(ahead).kind == "number"

    def is_full_year(self, ahead: int = 0) -> bool:
        """Return whether a token is a year with four digits."""
        return self.is_number(ahead) and self.peek(ahead).value in _FULL_YEARS

    def is_dash(self, ahead: int = 0) -> bool:
        """Return whether a token joins two years: a dash or a slash."""
        return self.peek(ahead).kind in ("dash", "slash")

    def is_comma(self, ahead: int = 0) -> bool:
        """Return whether a token is a comma."""
        return self.peek(ahead).kind == "comma"

    def is_whole_day(self, ahead: int) -> bool:
        """Return whether a day with its month stands a number of tokens ahead."""
        if written := self.peek(ahead).date:
            return bool(written.day and 1 <= written.month <= _DECEMBER)
        month = self.concept(ahead + 1) is Concept.MONTH
        day = self.day_after_month and self.concept(ahead) is Concept.MONTH
        return (bool(self.ordinal(ahead)) and month) or (day and bool(self.ordinal(ahead + 1)))

    def words_before_day(self, ahead: int) -> int:
        """Return how many tokens `2019 год,` are before a day without a year; 0 if none is."""
        words = 1
        while self.unit(ahead + words) is Unit.YEAR and words <= _MOST_YEAR_WORDS:
            words += 1
        words += self.is_comma(ahead + words)
        if words == 1 or not self.is_full_year(ahead) or not self.is_whole_day(ahead + words):
            return 0
        written = self.peek(ahead + words).date
        after = ahead + words + (1 if written else 2)
        dated = written is not None and written.year is not None
        own = dated or self.is_full_year(after) or self.unit(after + 1) is Unit.YEAR
        return 0 if own else words

    def follows_closely(self, ahead: int = 0) -> bool:
        """Return whether no empty line stands before a token."""
        return self.peek(ahead).line < 2  # noqa: PLR2004

    @property
    def end(self) -> int:
        """Where the token before the cursor ends."""
        return self.peek(-1).end

    def begin(self, count: int) -> int:
        """Go over `count` tokens; return where the first of them begins."""
        start = self.peek().start
        self.at += count
        return start

    def year_place(self, ahead: int = 0) -> Place:
        """Return where the digits of a year stand, without its ending."""
        token = self.peek(ahead)
        return token.start, token.start + token.digits

    def year(self, *, spring: bool, of_day: bool = False) -> YearRead:
        """Read the year after a month or a day: `2018`, `2018 г.`, `18 г.`, `т.г.`, or nothing.

        `spring` says which calendar year of a school year is meant: the second one.
        """
        if not self.follows_closely():
            return YearRead()
        comma = (
            self.peek().kind == "comma"
            and not self._has_year_before()
            and (self.unit(2) is Unit.YEAR or self._closes(2, of_day=of_day))
        )
        dash = self.peek().kind == "dash" and not self.is_dash(2) and not self.words_before_day(1)
        if (comma or dash) and self.is_full_year(1) and self.follows_closely(1):
            self.at += 1
        token, found = self.peek(), YearRead()
        if self.is_full_year() or (self.is_number() and self.unit(1) is Unit.YEAR):
            if not self.is_full_year() and token.value not in SHORT_YEARS:
                return found
            found = self._year(token, spring=spring)
        elif self._is_impossible_year():
            found = YearRead(problem=Code.DEADLINE_YEAR_IMPOSSIBLE)
            self.at += 1
        self.year_word(given=found.year is not None)
        return found

    def _has_year_before(self) -> bool:
        """Return whether a year stands before what is read: `2023 г. – I кв., 2024 г.`."""
        last = self.out.drafts[-1] if self.out.drafts else None
        return isinstance(last, YearsDraft) and self.link in (Link.DASH, Link.SPACE, Link.COMMA)

    def _closes(self, ahead: int, *, of_day: bool) -> bool:
        """Return whether nothing follows that a year may belong to: a month, a number."""
        after = self.peek(ahead)
        apart = after.kind in ("end", "semicolon", "open", "close") or after.line > 0
        ranged = after.kind == "dash" and not self.is_full_year(ahead + 1)
        listed = after.kind == "comma" and (of_day or self._is_no_date(ahead + 1))
        joined = of_day and self.concept(ahead) is Concept.AND
        return apart or ranged or listed or joined or self._is_no_date(ahead)

    def _is_no_date(self, ahead: int) -> bool:
        """Return whether a token is a word or a time of day that no year belongs to."""
        token = self.peek(ahead)
        dated = self.concept(ahead) in (Concept.MONTH, Concept.SEASON, Concept.AND)
        clock = token.date is not None and not 1 <= token.date.month <= _DECEMBER
        return (token.kind == "word" and not dated) or token.kind == "clock" or clock

    def _is_impossible_year(self) -> bool:
        token = self.peek()
        if not self.is_number():
            return False
        if token.value >= _FULL_YEARS.stop:
            return token.digits <= _MOST_DIGITS
        after = self.peek(1)
        alone = after.kind != "word" or self.unit(1) is Unit.YEAR or after.line > 0
        return token.digits == _SHORT_OF_A_DIGIT and not token.line and alone

    def remember(self, start: int, end: int, *, calendar: bool) -> None:
        """Keep the place of words that were not read, if a date of their phrase may need them."""
        after_preposition = calendar and self.behind is Behind.DATE_AND_PREPOSITION
        if self.behind is Behind.DATE or after_preposition:
            self.out.beside.append((start, end))
        else:
            self.unread.append((start, end))
            self.calendar += [(start, end)] * calendar

    def end_phrase(self) -> None:
        """Forget what was not read: a mark or other words keep it apart from what follows."""
        self.unread.clear()
        self.calendar.clear()
        self.behind = Behind.NOTHING

    def _year(self, token: Token, *, spring: bool) -> YearRead:
        year = token.value + (0 if token.value in _FULL_YEARS else CENTURY)
        first = self.year_place()
        self.at += 1
        if not (self.is_dash() and self.is_full_year(1) and self.peek(1).value == year + 1):
            return YearRead(year, (first,))
        second = self.year_place(1)
        self.at += 2
        return YearRead(year + spring, (first, second), school=True)

    def year_word(self, *, given: bool) -> None:
        """Go over «года», or over «текущего года» where no year was `given`."""
        words = 0
        letter = self.peek().end - self.peek().start == 1
        counts = self.concept(1) in (Concept.IN, Concept.FOR) or self.peek(1).kind == "slash"
        if given and letter and self.concept() is Concept.TIMES and not counts:
            self.at += 1  # `01.09.2021р.` of a Ukrainian, for a Russian a time
            return
        while (
            words < _MOST_WORDS
            and self.follows_closely(words)
            and self.concept(words) is Concept.THIS
        ):
            words += 1
        if self.unit(words) is not Unit.YEAR or not self.follows_closely(words):
            return
        if given or words:
            words += 1
            while self.unit(words) is Unit.YEAR and words <= _MOST_WORDS:
                words += 1
            self.at += words
