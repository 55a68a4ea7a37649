"""The grammar of deadlines: tokens in, drafts out. A draft may lack its year or its month."""

from dataclasses import replace
from typing import Any

from plandoc.codes import Code
from plandoc.schema.deadline.drafts import Draft, Raw, Reading
from plandoc.schema.deadline.parts import Kind, Precision, Recurrence
from plandoc.schema.deadline.tokens import Token, Tokens
from plandoc.words.digits import CENTURY
from plandoc.words.vocabulary import Concept, Meaning, Unit

MOST_DRAFTS = 100
_SEPTEMBER = 9
_MOST_MONTH_DAYS = 31
_LAST_HOUR = 24
_LAST_MINUTE = 60
_FULL_HOUR = 60
"""Stands for the «00» of `18.00`, which is no month."""
_DECEMBER = 12
_SHORT_YEARS = range(13, 60)
_MOST_WEEKDAYS = 5
_NOWHERE = Token("end", 0, 0)
_PARTS_OF_MONTH = {"week", "decade", "half"}
_NUMBERED = {*_PARTS_OF_MONTH, "quarter", "school-quarter", "half-year"}
_SPANS = {
    Unit.DAY: (Unit.DAY, 1),
    Unit.WEEK: (Unit.DAY, 7),
    Unit.DECADE: (Unit.DAY, 10),
    Unit.MONTH: (Unit.MONTH, 1),
    Unit.QUARTER: (Unit.MONTH, 3),
    Unit.SCHOOL_QUARTER: (Unit.SCHOOL_QUARTER, 1),
    Unit.HALF_YEAR: (Unit.MONTH, 6),
    Unit.YEAR: (Unit.YEAR, 1),
}
"""Units that things are repeated in, and what several of them are counted in."""
_NAMED = {
    "daily": Recurrence(Unit.DAY),
    "weekly": Recurrence(Unit.WEEK),
    "monthly": Recurrence(Unit.MONTH),
    "quarterly": Recurrence(Unit.QUARTER),
    "school-quarterly": Recurrence(Unit.SCHOOL_QUARTER),
    "half-yearly": Recurrence(Unit.HALF_YEAR),
    "yearly": Recurrence(Unit.YEAR),
    "twice-yearly": Recurrence(Unit.YEAR, times=2),
    "fortnightly": Recurrence(Unit.DAY, interval=14),
    "every-10-days": Recurrence(Unit.DAY, interval=10),
    "continuous": Recurrence(None),
}
_PORTIONS = {"first": 1, "middle": 2, "last": 3}
_MIDDLE = 2
_MARKS = frozenset({"mark", "colon", "slash", "stop"})
_SEPARATORS = _MARKS | {"comma", "semicolon", "dash", "open", "close"}
_LONG_UNITS = ("quarter", "school-quarter", "half-year")
_REFINING = {"number", "word", "comma", "dash"}
_REFINING_CONCEPTS = {"ordinal", "unit", "weekday", "and", "every", "dayword", "in", "until"}
_LONGEST_REFINEMENT = 8
_LONGEST_ROMAN = 3
_DAY_DIGITS = 2
_YEAR_DIGITS = 4
_AMID_ROMANS = {"roman", "ordinal", "and", "until", "toward", "since", "through", "in"}
_OPENERS = {"text", "event", "after", "until", "toward", "during", "every", "times"}
_CALENDAR = {
    "unit", "ordinal", "count", "roman", "portion", "this", "dayword", "following",
    "report_quarter", "every", "times", "twice", "thrice", "all", "month", "season",
}  # fmt: skip
"""Words that may say which day is meant, also when a preposition stands before them."""
_CLEAR, _TAIL, _TIGHT = range(3)
"""What stands before the cursor: no date, a date and a preposition, a date."""
_ROLES = {"until", "toward", "through", "since", "after", "during", "in", "for", "except"}


def read(tokens: Tokens, *, day_after_month: bool = False) -> Reading:
    """Read the tokens of one cell, left to right, each of them once."""
    return _Reader(tokens.items, day_after_month=day_after_month).run()


class _Reader:
    """A cursor over the tokens with one rule per method.

    A rule looks a fixed number of tokens ahead and either leaves the cursor alone or moves it on.
    """

    def __init__(self, tokens: list[Token], *, day_after_month: bool) -> None:
        self.tokens = tokens
        self.at = 0
        self.out = Reading()
        self.link = "blank"
        self.role = ""
        self.role_start = 0
        self.amid_words = False
        self.unread: list[tuple[int, int]] = []
        """Where words stand that were not read, before the cursor in its phrase."""
        self.behind = _CLEAR
        self.day_after_month = day_after_month
        self._name_roman_months()

    def _name_roman_months(self) -> None:
        """Take `IX-XI` as months where the cell holds nothing else but numbers and a year."""
        concepts = [t.meaning.concept if t.meaning else "" for t in self.tokens]
        words = [name for name in concepts if name and name not in _AMID_ROMANS]
        lone = len(self.tokens) == 1  # A cross in a cell means that there is nothing to say.
        marks = any(token.kind in _MARKS for token in self.tokens[:MOST_DRAFTS])
        if "roman" not in concepts or words or lone or marks or len(self.tokens) > MOST_DRAFTS:
            return
        for token, name in zip(self.tokens, concepts, strict=True):
            if name in ("roman", "ordinal"):
                if name == "ordinal" and token.end - token.start > _LONGEST_ROMAN:
                    return
                assert token.meaning
                token.meaning = Meaning(Concept.MONTH, token.meaning.number)

    # the cursor

    def peek(self, ahead: int = 0) -> Token:
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else _NOWHERE

    def concept(self, ahead: int = 0) -> str:
        token = self.peek(ahead)
        return token.meaning.concept if token.meaning else ""

    def number(self, ahead: int = 0) -> int:
        """Return the number of a month, weekday or ordinal."""
        meaning = self.peek(ahead).meaning
        return meaning.number if meaning else 0

    def key(self, ahead: int = 0) -> str:
        """Return the key of a season, unit, recurrence or portion."""
        meaning = self.peek(ahead).meaning
        return meaning.key if meaning else ""

    def is_unit(self, *names: str, ahead: int = 0) -> bool:
        return self.concept(ahead) == "unit" and self.key(ahead) in names

    def ordinal(self, ahead: int = 0) -> int:
        """Return the number that a token can count things with, or 0."""
        token = self.peek(ahead)
        if token.kind == "number":
            return token.value if token.value < CENTURY else 0
        return self.number(ahead) if self.concept(ahead) in ("ordinal", "count") else 0

    # the cell

    def run(self) -> Reading:
        previous = ""
        while self.at < len(self.tokens):
            token = self.peek()
            self._line(token, previous)
            begin = self.at
            if len(self.out.drafts) >= MOST_DRAFTS:
                self.out.crowded = True
                break
            if token.kind in _SEPARATORS:
                self._mark(token)
            elif not (self._preposition() or self._item()):
                self._leftover(token)
            previous = self.tokens[max(begin, self.at - 1)].kind
        return self.out

    def _line(self, token: Token, previous: str) -> None:
        lines = self.out.lines
        broken = token.line and previous not in ("comma", "dash")
        if not lines or token.line > 1 or broken or previous == "semicolon":
            lines.append((token.start, token.end, self.concept() in _OPENERS))
            self.amid_words = False
            self.behind = _CLEAR
            if token.line > 1 or previous == "semicolon":
                self.unread.clear()
            if token.line > 1 or not lines:
                self.link = "blank"
            elif self.link not in ("dash", "comma", "and"):
                self.link = "line"
        lines[-1] = (lines[-1][0], token.end, lines[-1][2])

    def _mark(self, token: Token) -> None:
        self.at += 1
        if token.kind != "dash" or token.spaced or self.peek().spaced:
            self.unread.clear()
            self.behind = _CLEAR
        if token.kind == "dash":
            self.link = "dash" if self.link != "words" else self.link
        elif token.kind == "comma":
            self.link = "comma"
        elif token.kind == "semicolon":
            self.link, self.role = "semicolon", ""
        elif token.kind == "open" and token.mate >= 0 and self.out.drafts:
            self._note_in_brackets(token)
        elif token.kind == "slash":
            self.link = "comma"
        elif token.word == "№":
            self.at += self.peek().kind == "number"

    def _note_in_brackets(self, token: Token) -> None:
        last = self.out.drafts[-1]
        inside = self.tokens[self.at : min(token.mate, self.at + _LONGEST_REFINEMENT + 1)]
        if 0 < len(inside) <= _LONGEST_REFINEMENT:
            if self._refines(inside, last):
                self.link = "space"
                return
            if last.precision is Precision.SEASON and self.concept() == "month":
                self.out.drafts.pop()
                self.link = last.link
                return
        if token.mate == self.at + 1 and self.concept() == "weekday":
            last.weekday = self.number()
        if self.concept() == "except" and inside and last.kind is not Kind.TEXT:
            last.exceptions.append((inside[0].start, inside[-1].end))
        if inside and all(one.kind in ("number", "dash", "comma") for one in inside):
            days = [one for one in inside if one.kind == "number" and one.digits <= _DAY_DIGITS]
            if days and last.kind is Kind.SPAN and last.precision is Precision.MONTH:
                self.out.strays.append((inside[0].start, inside[-1].end))
        self.at = token.mate + 1
        self.out.notes.append((token.start, self.tokens[token.mate].end))

    def _refines(self, inside: list[Token], last: Draft) -> bool:
        """Tell whether a bracket says more closely when: `октябрь (2 неделя)`, `(по средам)`."""
        names = [t.meaning.concept if t.meaning else "" for t in inside]
        if not all(
            token.kind in _REFINING and (token.kind != "word" or name in _REFINING_CONCEPTS)
            for token, name in zip(inside, names, strict=True)
        ):
            return False
        units = {t.meaning.key for t in inside if t.meaning and t.meaning.concept is Concept.UNIT}
        part = bool(units & _PARTS_OF_MONTH) and units <= {*_PARTS_OF_MONTH, "month"}
        day, count = "weekday" in names, "ordinal" in names or inside[0].kind == "number"
        every = last.every if last.every and not last.every.weekdays else Recurrence(None)
        if every.is_each(Unit.MONTH) and not every.last:
            days = "dayword" in names and not units
            return (count and (part or day) and len(inside) > 1) or days
        if every.is_each(Unit.WEEK):
            return day and not count and not units
        month = last.kind is Kind.SPAN and last.precision is Precision.MONTH and not last.unit
        return month and count and (part or day) and "comma" not in {t.kind for t in inside}

    def _preposition(self) -> bool:
        concept = self.concept()
        if concept == "and":
            self.link = "and"
        elif concept in _ROLES:
            if self._is_dotted_end():
                return False
            if concept == "in" and self.role not in ("", "in"):
                pass
            elif self.role in ("", "in") or concept != "during":
                self.role, self.role_start = concept, self.peek().start
        else:
            return False
        if concept in ("in", "for"):
            self.behind = min(self.behind, _TAIL)
        self.at += 1
        return True

    def _leftover(self, token: Token) -> None:
        self.at += 1
        concept = token.meaning.concept if token.meaning else ""
        if token.kind in ("number", "date") or concept in ("month", "season", "weekday"):
            self.out.strays.append((token.start, token.end))
        self.out.notes.append((token.start, token.end))
        if concept in ("event", "after") or self.role == "after":
            while self.at < len(self.tokens) and self._is_inside_event():
                self.out.notes.append((self.peek().start, self.peek().end))
                self.out.lines[-1] = (self.out.lines[-1][0], self.peek().end, self.out.lines[-1][2])
                self.at += 1
        self._leave_unread(token, concept)
        self.amid_words = self.amid_words or concept in ("unknown", "noise")
        if concept == "noise":
            self.at += self.peek().kind == "number"
        self.role, self.link = "", "words"

    def _leave_unread(self, token: Token, concept: str) -> None:
        """Remember a word that was not read, if a date of its phrase may depend on it."""
        calendar = concept in _CALENDAR
        silent = token.kind not in ("word", "number") or not (token.word or concept)
        named = concept in ("filler", "noise", "text", "event", "after")
        quoted = concept == "unknown" and not token.meaning
        if named and concept != "filler":
            self.unread.clear()
            self.behind = _CLEAR
        told = concept == "unit" and "following" in (self.concept(), self.concept(1))
        if silent or named or quoted or told:
            return
        self._remember(token.start, token.end, calendar=calendar)

    def _remember(self, start: int, end: int, *, calendar: bool) -> None:
        if self.behind == _TIGHT or (self.behind == _TAIL and calendar):
            self.out.beside.append((start, end))
        else:
            self.unread.append((start, end))

    def _is_inside_event(self) -> bool:
        token = self.peek()
        apart = token.kind == "dash" and token.spaced and self.peek(1).spaced
        return token.kind not in ("comma", "semicolon", "open") and not token.line and not apart

    # one thing of the calendar

    def _item(self) -> bool:
        token = self.peek()
        draft = (
            self._recurrence()
            or self._whole()
            or (self._date() if token.kind == "date" else None)
            or self._clock()
            or (self._month() if self.concept() == "month" else None)
            or self._counted()
            or self._unit_first()
            or self._season()
            or self._portion()
            or self._weekday()
        )
        if not draft:
            return False
        if draft.kind is Kind.TEXT:
            self.out.notes.append((draft.start, draft.end))
            self.role = ""
            return True
        if self.role == "for" and draft.first and not draft.first.month:
            self.out.notes.append((self.role_start, draft.end))
            self.role, self.link = "", "words"
            return True
        draft.link, draft.role = self.link, self.role
        if self.role:
            draft.start = min(draft.start, self.role_start)
        self.out.drafts.append(draft)
        dated = draft.kind is Kind.SPAN and draft.first is not None and not draft.first.bare
        if dated:
            self.out.beside += self.unread
        if dated or not draft.bare:
            self.unread.clear()
            self.behind = _TIGHT if dated else _CLEAR
        self.link, self.role = "space", ""
        return True

    def _take(self, count: int, **parts: Any) -> Draft:
        start = self.peek().start
        end = self.peek(count - 1).end
        self.at += count
        return Draft(start, end, **parts)

    def _clock(self) -> Draft | None:
        if self.peek().kind == "clock":
            return self._take(1, kind=Kind.TEXT)
        if self.peek().kind == "number" and self.concept(1) == "clock":
            minutes = self.peek(2).kind == "number" and self.concept(3) == "clock"
            return self._take(4 if minutes else 2, kind=Kind.TEXT)
        hours = self.peek().kind == self.peek(2).kind == "number" and self.concept(3) == "clock"
        if hours and self.concept(1) in ("until", "through"):
            return self._take(4, kind=Kind.TEXT)
        return None

    def _date(self) -> Draft:
        token = self.peek()
        in_clock = self.role == "in" or self.concept(1) == "clock"
        draft = self._take(1)
        written = token.date
        assert written
        draft.digits = not token.roman
        follows = self.peek()
        if follows.kind in ("number", "date") and follows.start - token.end == 1 and token.dotted:
            self.out.strays.append((token.start, follows.end))
        if token.roman and self.is_unit(*_NUMBERED):
            self.at -= 1
            token.kind, token.value = "number", written.month
            return self._numbered(written.month, 1)
        draft.first = Raw(written.year, written.month, written.day)
        year_last = written.year_at is not None and written.year_at[0] > token.start
        if self.day_after_month and token.marks == "//" and year_last and written.day:
            self._order(draft, written.day, written.month, written.year)
        elif len(set(token.marks)) > 1 and written.day and written.day <= _DECEMBER:
            day, month, year = written.day, written.month, written.year
            draft.rivals = (f"{day:02}.{month:02}.{year}", f"{day:02}–{month:02}.{year}")
        if written.day is None:
            draft.precision = Precision.MONTH
        elif written.year is None:
            draft.first.month = written.month or _FULL_HOUR
            draft.clockish = in_clock and written.day <= _LAST_HOUR
            if self.concept() == "clock":
                self.at += 1
        if written.year_at:
            draft.years_at.append(written.year_at)
            self._year_word(draft)
        elif not draft.clockish:
            self._year(draft)
        return draft

    def _month(self) -> Draft:
        draft = self._take(1, precision=Precision.MONTH)
        draft.first = Raw(None, self.number(-1))
        if self.day_after_month and self._is_day():
            draft.first.day, draft.precision = self.ordinal(), Precision.DAY
            self._go_on(draft, 1)
            if self.peek().kind == "comma" and self._is_full_year(1):
                self.at += 1
        self._year(draft)
        if not draft.year_given and not draft.first.day and self.link != "dash":
            self._days_at_end(draft)
        return draft

    def _days_at_end(self, draft: Draft) -> None:
        """Read the days after a month that end the cell: `ноябрь, 15`, `ноябрь 15-20`."""
        comma = int(self.peek().kind == "comma")
        days = [self.peek(comma)]
        if self.peek(comma + 1).kind == "dash":
            days.append(self.peek(comma + 2))
        count = comma + 2 * len(days) - 1
        if self.at + count != len(self.tokens) or any(day.line for day in days):
            return
        if not all(day.kind == "number" and 0 < day.value <= _MOST_MONTH_DAYS for day in days):
            return
        if len(days) == 1 and not comma and days[0].value in _SHORT_YEARS:
            return
        month = self.number(-1)
        draft.first, draft.precision = Raw(None, month, days[0].value), Precision.DAY
        if len(days) > 1:
            draft.last = Raw(None, month, days[1].value)
        self._go_on(draft, count)

    def _is_day(self) -> bool:
        counts = self.peek().kind == "number" or self.concept() == "ordinal"
        return counts and 0 < self.ordinal() <= _MOST_MONTH_DAYS

    def _is_full_year(self, ahead: int = 0) -> bool:
        token = self.peek(ahead)
        return token.kind == "number" and 1000 <= token.value <= 9999  # noqa: PLR2004

    def _go_on(self, draft: Draft, count: int) -> None:
        self.at += count
        draft.end = self.peek(-1).end

    def _year(self, draft: Draft) -> None:
        """Read the year after a month or a day: `2018`, `2018 г.`, `18 г.`, `т.г.`, or nothing."""
        assert draft.first
        token = self.peek()
        if token.line > 1:
            return
        comma = token.kind == "comma" and (self.is_unit("year", ahead=2) or self._closes(2))
        dash = token.kind == "dash" and not self._dash(2)
        if (comma or dash) and self._is_full_year(1) and self.peek(1).line < 2:  # noqa: PLR2004
            self.at += 1
            token = self.peek()
        if self._is_full_year() or (token.kind == "number" and self.is_unit("year", ahead=1)):
            if not self._is_full_year() and token.value not in _SHORT_YEARS:
                return
            draft.first.year = token.value if token.value >= 1000 else CENTURY + token.value  # noqa: PLR2004
            draft.years_at.append((token.start, token.start + token.digits))
            self._go_on(draft, 1)
            second = self.peek(1)
            if self._dash() and self._is_full_year(1) and second.value == draft.first.year + 1:
                draft.years_at.append((second.start, second.start + second.digits))
                draft.first.year += _is_spring(draft)
                draft.school = True
                self._go_on(draft, 2)
        elif self._is_impossible_year():
            draft.problem = Code.DEADLINE_YEAR_IMPOSSIBLE
            self._go_on(draft, 1)
        self._year_word(draft)

    def _closes(self, ahead: int) -> bool:
        """Whether nothing follows that a year may belong to: neither a month nor a number."""
        after = self.peek(ahead)
        apart = after.kind in ("end", "semicolon", "open", "close") or after.line > 0
        worded = after.kind == "word" and self.concept(ahead) not in ("month", "season", "and")
        return apart or worded

    def _is_impossible_year(self) -> bool:
        token = self.peek()
        if token.kind != "number":
            return False
        if token.value > 9999:  # noqa: PLR2004
            return token.digits < 10  # noqa: PLR2004
        alone = self.peek(1).kind != "word" or self.is_unit("year", ahead=1) or self.peek(1).line
        return token.digits == _YEAR_DIGITS - 1 and not token.line and bool(alone)

    def _dash(self, ahead: int = 0) -> bool:
        return self.peek(ahead).kind == "dash" or self.peek(ahead).kind == "slash"

    def _year_word(self, draft: Draft) -> None:
        words = 0
        while words < 3 and self.peek(words).line < 2 and self.concept(words) == "this":  # noqa: PLR2004
            words += 1
        if not self.is_unit("year", ahead=words) or self.peek(words).line > 1:
            return
        if draft.year_given or words:
            words += 1
            while self.is_unit("year", ahead=words) and words < 4:  # noqa: PLR2004
                words += 1
            self._go_on(draft, words)

    def _counted(  # noqa: C901, PLR0911, PLR0912 - a line for each thing counted
        self,
    ) -> Draft | None:
        """Read what begins with a number: a day, a year, a week, a quarter, a lone number."""
        token = self.peek()
        number = self.ordinal()
        if self._is_full_year():
            return self._years()
        if not number:
            return None
        if token.kind == "number" and self.is_unit("year", ahead=1):
            if number in _SHORT_YEARS:
                draft = self._take(1, precision=Precision.YEAR, first=Raw(CENTURY + number))
                draft.years_at.append((token.start, token.start + token.digits))
                self._year_word(draft)
                return draft
            return None
        if self.concept(1) == "weekday" and number <= _MOST_WEEKDAYS:
            return self._nth_weekday(number)
        if self.is_unit("day", ahead=1) or self._is_count_of_days():
            self._remember(token.start, self.peek(1).end, calendar=True)
            return self._take(2, kind=Kind.TEXT)
        if self.concept(1) == "unit" and self.key(1) in _NUMBERED:
            return self._numbered(number, 1)
        if self.concept(1) == "this" and self.is_unit("half-year", ahead=2):
            return self._numbered(number, 2)
        if token.kind != "number" and self.concept() != "ordinal":
            return None
        if self.concept(1) in ("noise", "times"):
            return None
        if self._numbers_a_bracket():
            return self._take(1, kind=Kind.TEXT)
        if self.day_after_month and (slashed := self._slashed()):
            return slashed
        if self._follows_date():
            self.out.strays.append((token.start, token.end))
        draft = self._take(1, first=Raw(None, 0, number), doubtful=self.amid_words)
        assert draft.first
        if self.concept() == "dayword":
            draft.day_word = True
            self._go_on(draft, 1)
        if self._is_hyphenated():
            draft.first.month = self.number(1)
            self._go_on(draft, 2)
            self._year(draft)
        elif self.concept() == "month" and self.peek().line < 2:  # noqa: PLR2004
            draft.first.month = self.number()
            self._go_on(draft, 1)
            self._year(draft)
        return draft

    def _follows_date(self) -> bool:
        """Whether a number may belong to the date before it: `сентябрь 1 - 20 мая`."""
        last = self.out.drafts[-1] if self.out.drafts and self.link == "space" else None
        date = last is not None and last.precision in (Precision.MONTH, Precision.DAY)
        weeks = self.peek(1).kind == "dash" and self.concept(3) == "unit"
        return date and self.behind == _TIGHT and self.role == "" and not weeks

    def _is_hyphenated(self) -> bool:
        """Tell the hyphens of `28-сен-2018` from a range of days."""
        hyphens = [self.peek(), self.peek(2)]
        if any(one.kind != "dash" or one.spaced for one in hyphens) or self.peek(1).spaced:
            return False
        return self.concept(1) == "month" and self._is_full_year(3) and not self.peek(3).spaced

    def _numbers_a_bracket(self) -> bool:
        """Tell the number of a week or lesson: `8 (29 ноября — 5 декабря)`."""
        opened = self.peek(1)
        if opened.kind != "open" or opened.mate < 0 or self.out.drafts:
            return False
        inside = self.tokens[self.at + 2 : min(opened.mate, self.at + 2 + _LONGEST_REFINEMENT)]
        if any(token.kind == "date" for token in inside):
            return True
        named = [t.meaning.concept if t.meaning else "" for t in inside]
        return "month" in named and inside[0].kind == "number"

    def _slashed(self) -> Draft | None:
        """Read `03/27`, the month before the day where English says so."""
        slash, second = self.peek(1), self.peek(2)
        if slash.kind != "slash" or second.kind != "number" or slash.spaced or second.spaced:
            return None
        one, other = self.peek().value, second.value
        if not (1 <= min(one, other) <= _DECEMBER and max(one, other) <= _MOST_MONTH_DAYS):
            return None
        draft = self._take(3, digits=True)
        self._order(draft, one, other, None)
        return draft

    @staticmethod
    def _order(draft: Draft, one: int, other: int, year: int | None) -> None:
        """Take two numbers with slashes as month and day, and say so where they could be turned."""
        month, day = (one, other) if one <= _DECEMBER else (other, one)
        draft.first = Raw(year, month, day)
        if other <= _DECEMBER and one <= _DECEMBER and one != other:
            of_year = f".{year}" if year else ""
            draft.rivals = (f"{day:02}.{month:02}{of_year}", f"{month:02}.{day:02}{of_year}")

    def _is_count_of_days(self) -> bool:
        """Tell `10 рабочих дней` from the tenth day."""
        return self.concept(1) == "unknown" and self.is_unit("day", ahead=2)

    def _unit_first(self) -> Draft | None:
        """Read `Q2`."""
        number = self.peek(1)
        if not self.is_unit(*_LONG_UNITS) or number.kind != "number" or number.spaced:
            return None
        unit = self.key()
        draft = self._take(2, unit=unit, numbers=(number.value,) * 2, first=Raw())
        draft.precision = Precision("quarter" if unit == "school-quarter" else unit)
        self._year(draft)
        return draft

    def _years(self) -> Draft:
        token = self.peek()
        draft = self._take(1, precision=Precision.YEAR, first=Raw(token.value))
        draft.years_at.append((token.start, token.start + token.digits))
        apart = 1 if self._dash() else 0
        second = self.peek(apart)
        assert draft.first
        close = second.kind == "number" and not (self.peek().spaced or second.spaced)
        month = close and second.digits == _DAY_DIGITS and 1 <= second.value <= _DECEMBER
        if apart and month and second.value != (token.value + 1) % 100:
            draft.first.month, draft.precision = second.value, Precision.MONTH
            self._go_on(draft, 2)
            self._year_word(draft)
            return draft
        if self._is_full_year(apart) and (apart or second.line < 2):  # noqa: PLR2004
            draft.last = Raw(second.value)
        elif apart and second.kind == "number" and second.value == (token.value + 1) % 100:
            draft.last = Raw(token.value + 1)
        if draft.last:
            draft.years_at.append((second.start, second.start + second.digits))
            self._go_on(draft, apart + 1)
        draft.school = self.concept() == "this"
        self._year_word(draft)
        return draft

    def _numbered(self, number: int, ahead: int) -> Draft:
        unit = self.key(ahead)
        draft = self._take(ahead + 1, unit=unit, numbers=(number, number), first=Raw())
        assert draft.first
        precisions = {"half": "half-month", "school-quarter": "quarter"}
        draft.precision = Precision(precisions.get(unit, unit))
        if unit in _PARTS_OF_MONTH:
            self._month_of(draft)
        elif self.peek().line < 2 and not self.peek().line:  # noqa: PLR2004
            self._year(draft)
        return draft

    def _month_of(self, draft: Draft) -> None:
        """Read the month that a week, decade, half or weekday belongs to."""
        assert draft.first
        if self.concept() == "in" and self.concept(1) == "month":
            self._go_on(draft, 1)
        if self.concept() == "month" and self.peek().line < 2:  # noqa: PLR2004
            draft.first.month = self.number()
            self._go_on(draft, 1)
            self._year(draft)
        elif self.concept() == "every" and self.is_unit("month", ahead=1):
            draft.every = Recurrence(Unit.MONTH)
            self._go_on(draft, 2)
        elif self.is_unit("month"):
            self._go_on(draft, 1)
        elif draft.unit == "half" and (
            self._is_full_year() or (self.peek().kind == "number" and self.is_unit("year", ahead=1))
        ):
            draft.unit, draft.precision = "half-year", Precision.HALF_YEAR
            self._year(draft)
        elif self.is_unit("year") or (self.concept() == "this" and self.is_unit("year", ahead=1)):
            draft.unit, draft.precision = "half-year", Precision.HALF_YEAR
            self._go_on(draft, 1 + (self.concept() == "this"))

    def _nth_weekday(self, number: int) -> Draft:
        draft = self._take(2, first=Raw(), nth=number, weekday=self.number(1))
        self._month_of(draft)
        if self.concept() == "every" and self.is_unit(*_LONG_UNITS, "year", ahead=1):
            draft.every = _repeated(self.key(1), 1)
            draft.kind, draft.weekday, draft.first = Kind.RECURRING, None, None
            self._go_on(draft, 2)
            return draft
        draft.loose = not draft.every and not (draft.first and draft.first.month)
        if draft.every or not (draft.first and draft.first.month):
            draft.kind = Kind.RECURRING
            assert draft.weekday is not None
            draft.every = Recurrence(Unit.MONTH, weekdays=(draft.weekday,), nth=number)
            draft.weekday = draft.first = None
        return draft

    def _season(self) -> Draft | None:
        if self.concept() != "season":
            return None
        draft = self._take(1, precision=Precision.SEASON, unit=self.key(), first=Raw())
        self._year(draft)
        return draft

    def _portion(self) -> Draft | None:  # noqa: PLR0911 - a line for each thing with a beginning
        """Read `начало мая`, `конец учебного года`."""
        if self.concept() != "portion" and not self._is_dotted_end():
            return None
        number = _PORTIONS[self.key() or "last"]
        pair = self.concept(1) == "and" and self.concept(2) == "portion"
        if pair and self.concept(3) != "and":
            return self._two_portions(number)
        if number != _MIDDLE and (draft := self._portion_of_counted(number)):
            return draft
        if self.concept(1) == "month":
            draft = self._take(1, unit="decade", numbers=(number, number), first=Raw())
            draft.precision = Precision.DECADE
            self._month_of(draft)
            return draft
        if self.concept(1) == "every" and self.concept(2) == "unit":
            return self._take(3, kind=Kind.RECURRING, every=_repeated(self.key(2), 1))
        if self.is_unit("month", ahead=1):
            draft = self._take(2, unit="decade", numbers=(number, number), first=Raw())
            draft.precision = Precision.DECADE
            return draft
        words = 1
        while words < 4 and self.concept(words) in ("this", "all"):  # noqa: PLR2004
            words += 1
        if self.is_unit("year", ahead=words):
            school = words > 1
            draft = self._take(words + 1, unit="portion", numbers=(number, number), first=Raw())
            draft.precision, draft.school = Precision.MONTH, school
            return draft
        return None

    def _is_dotted_end(self) -> bool:
        """Tell `к. мая`, the end of May, from `к маю`."""
        token = self.peek()
        short = token.dotted and token.end - token.start == 1
        return short and self.concept() == "toward" and self.concept(1) == "month"

    def _two_portions(self, number: int) -> Draft | None:
        """Read `начало и конец мая`: what follows the second word holds for both."""
        begin = self.at
        start, end = self.peek().start, self.peek().end
        self.at += 2
        second = self._portion()
        if not second or not second.first:
            self.at = begin
            return None
        first = replace(second, start=start, end=end, first=replace(second.first), years_at=[])
        first.numbers, first.link, first.role = (number, number), self.link, self.role
        if second.portion:
            first.numbers, first.portion = second.numbers, number
        self.out.drafts.append(first)
        self.link, self.role = "and", ""
        return second

    def _portion_of_counted(self, number: int) -> Draft | None:
        """Read `до конца I квартала`, `начало второго полугодия`, `конец 2022 года`."""
        if self._is_full_year(1):
            draft = self._take(1, unit="portion", numbers=(number, number))
            year = self._years()
            assert year.first
            last = year.last or year.first
            draft.school = year.last is not None or year.school
            draft.first = Raw(None if draft.school else last.year)
            draft.precision, draft.years_at = Precision.MONTH, year.years_at
            draft.end = year.end
            return draft
        counted = self.ordinal(1) and self.is_unit(*_LONG_UNITS, ahead=2)
        if not counted:
            return None
        start = self._take(1).start
        draft = self._numbered(self.ordinal(), 1)
        draft.start, draft.portion, draft.precision = start, number, Precision.MONTH
        return draft

    def _weekday(self) -> Draft | None:
        if self.concept() != "weekday":
            return None
        day = self.number()
        drafts = self.out.drafts
        last = drafts[-1] if drafts else None
        beside = self.link in ("comma", "space", "line")
        if beside and last and last.first and last.first.day and not last.unit and not last.bare:
            last.weekday = day
            return self._take(1, kind=Kind.TEXT)
        every = Recurrence(Unit.WEEK, weekdays=(day,))
        return self._take(1, kind=Kind.RECURRING, every=every, weekday=day)

    # what repeats, and what lasts

    def _recurrence(self) -> Draft | None:
        concept = self.concept()
        if concept == "recurrence":
            return self._take(1, kind=Kind.RECURRING, every=_NAMED[self.key()])
        if concept in ("following", "report_quarter"):
            return self._following(Unit.MONTH if concept == "following" else Unit.QUARTER)
        if concept == "often" and self.peek().dotted:
            return self._take(1, kind=Kind.RECURRING, every=Recurrence(None))
        if concept == "every":
            return self._every()
        return self._times()

    def _following(self, every: Unit) -> Draft:
        """Read `следующего за отчётным` by what stands before it: a date, a repetition, a day."""
        last = self.out.drafts[-1] if self.out.drafts else None
        dated = last and last.kind is Kind.SPAN and last.first and last.first.month
        repeated = any(draft.every for draft in self.out.drafts[-2:])
        if last and (dated or not (repeated or last.bare)):
            if any(back <= self.at and self.is_unit("year", ahead=-back) for back in (1, 2)):
                last.next_year = True
            else:
                last.problem = Code.DEADLINE_DAYS_UNCLEAR
        elif not repeated:
            return self._take(1, kind=Kind.RECURRING, every=Recurrence(every))
        return self._take(1, kind=Kind.TEXT)

    def _every(self) -> Draft | None:  # noqa: PLR0911 - a line for each thing repeated
        number = self.ordinal(1)
        written = self.peek(1).date
        yearless = written is not None and (written.year is None or written.day is None)
        dated = self.concept(2) == "month" or yearless
        if dated and (number or self.peek(1).kind == "date"):
            return self._take(1, kind=Kind.RECURRING, every=Recurrence(Unit.YEAR))
        if self.concept(1) == "this" and self.is_unit("year", ahead=2):
            return self._take(3, kind=Kind.RECURRING, every=Recurrence(Unit.YEAR))
        if self.concept(1) == "weekday":
            day = self.number(1)
            return self._take(2, kind=Kind.RECURRING, every=Recurrence(Unit.WEEK, weekdays=(day,)))
        if self.concept(1) == "unit":
            return self._take(2, kind=Kind.RECURRING, every=_repeated(self.key(1), 1))
        if number and number <= _MOST_WEEKDAYS and self.concept(2) == "weekday":
            every = Recurrence(Unit.MONTH, weekdays=(self.number(2),), nth=number)
            draft = self._take(3, kind=Kind.RECURRING, every=every)
            if self.is_unit("month"):
                self._go_on(draft, 1)
            return draft
        if number and number > 0 and self.concept(2) == "unit" and self.key(2) in _SPANS:
            if (
                self.is_unit("week", ahead=2)
                and self.concept(1) == "ordinal"
                and self.is_unit("month", ahead=3)
            ):
                return self._take(4, kind=Kind.RECURRING, every=Recurrence(Unit.MONTH))
            return self._take(3, kind=Kind.RECURRING, every=_repeated(self.key(2), number))
        if number and self.concept(2) == "dayword":
            return self._take(
                3, kind=Kind.RECURRING, every=Recurrence(Unit.MONTH, first=number, last=number)
            )
        return None

    def _times(self) -> Draft | None:
        """Read `2 раза в год`, `раз в два месяца`, `дважды в неделю`."""
        often = {"times": 1, "twice": 2, "thrice": 3}
        ahead = 0
        if self.concept() in often:
            count = often[self.concept()]
        elif self.ordinal() and self.concept(1) == "times":
            count, ahead = self.ordinal(), 1
        else:
            return None
        ahead += 1
        joined = self.concept(ahead) in ("in", "for", "during", "every", "per")
        if not joined and self.peek(ahead).kind != "slash":
            return None
        ahead += 1
        span = self.ordinal(ahead) if self.concept(ahead) != "ordinal" else 0
        ahead += bool(span)
        if self.concept(ahead) == "this" and self.is_unit("year", ahead=ahead + 1):
            ahead += 1
        if self.concept(ahead) != "unit" or self.key(ahead) not in _SPANS:
            return None
        unit = self.key(ahead)
        if self.link == "dash" and self.out.drafts and self.out.drafts[-1].bare:
            self.out.strays.append((self.out.drafts[-1].start, self.peek().end))
        if count == 1:
            every = _repeated(unit, span or 1)
        elif (span or 1) == 1:
            every = Recurrence(Unit(unit), times=count)
        else:
            return None
        return self._take(ahead + 1, kind=Kind.RECURRING, every=every, counted=True)

    def _whole(self) -> Draft | None:
        if self.concept() == "whole":
            return self._take(1, kind=Kind.WHOLE)
        words = 0
        while words < 4 and self.concept(words) in ("this", "all"):  # noqa: PLR2004
            words += 1
        lasting = self.role == "during" or self.concept() == "all"
        if not (lasting or (words and (self.role == "in" or not self.out.drafts))):
            return None
        if self.is_unit("year", ahead=words):
            return self._take(words + 1, kind=Kind.WHOLE)
        if self.is_unit("month", ahead=words):
            return self._take(words + 1, first=Raw(), unit="page", precision=Precision.MONTH)
        return None


def _is_spring(draft: Draft) -> bool:
    """Return whether a draft lies in the second calendar year of its school year."""
    assert draft.first
    if draft.unit == "half-year":
        return draft.numbers[0] == 2  # noqa: PLR2004
    if draft.unit == "quarter":
        return draft.numbers[0] < 4  # noqa: PLR2004
    return draft.first.month < _SEPTEMBER


def _repeated(unit: str, span: int) -> Recurrence:
    """Return the recurrence «once in `span` units»."""
    if unit not in _SPANS:
        return Recurrence(None)
    if span == 1 and unit != Unit.DECADE:
        return Recurrence(Unit(unit))
    counted, size = _SPANS[Unit(unit)]
    return Recurrence(counted, interval=span * size)
