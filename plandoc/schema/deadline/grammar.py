"""The grammar of deadlines: tokens in, drafts out. A draft may lack its year or its month."""

from collections.abc import Sequence
from dataclasses import replace

from plandoc.schema.deadline.cursor import Behind
from plandoc.schema.deadline.dates import DateRules
from plandoc.schema.deadline.drafts import (
    ENDING,
    PARTS_OF_MONTH,
    BlockDraft,
    DatedDraft,
    Draft,
    Link,
    Reading,
    RecurringDraft,
    Role,
    SpanDraft,
    TextDraft,
    WholeDraft,
    YearsDraft,
)
from plandoc.schema.deadline.listed import without_list_marks
from plandoc.schema.deadline.parts import Precision, Recurrence
from plandoc.schema.deadline.relations import RelativeRules
from plandoc.schema.deadline.repetition import RepetitionRules
from plandoc.schema.deadline.tokens import Token, Tokens
from plandoc.words.vocabulary import (
    AHEAD,
    BETWEEN,
    INCLUSIVE,
    SINCE_AFTER,
    SPAN,
    UNTIL_AFTER,
    Concept,
    Meaning,
    Unit,
    Vocabulary,
)

MOST_DRAFTS = 100
_LONGEST_REFINEMENT = 8
_LONGEST_ROMAN = 3
_MARKS = frozenset({"mark", "colon", "slash", "stop"})
_SEPARATORS = _MARKS | {"comma", "semicolon", "dash", "open", "close"}
_REFINING = frozenset({"number", "word", "comma", "dash"})
_REFINING_CONCEPTS = frozenset({
    Concept.ORDINAL, Concept.UNIT, Concept.WEEKDAY, Concept.AND, Concept.EVERY, Concept.DAYWORD,
    Concept.IN, Concept.UNTIL, Concept.THROUGH,
})  # fmt: skip
_AMID_ROMANS = frozenset({
    Concept.ROMAN, Concept.ORDINAL, Concept.AND, Concept.UNTIL, Concept.TOWARD, Concept.SINCE,
    Concept.THROUGH, Concept.IN,
})  # fmt: skip
_OPENERS = frozenset({
    Concept.TEXT, Concept.EVENT, Concept.AFTER, Concept.UNTIL, Concept.TOWARD, Concept.DURING,
    Concept.EVERY, Concept.TIMES,
})  # fmt: skip
_CALENDAR = frozenset({
    Concept.UNIT, Concept.ORDINAL, Concept.COUNT, Concept.ROMAN, Concept.PORTION, Concept.THIS,
    Concept.DAYWORD, Concept.FOLLOWING, Concept.NEXT_MONTH, Concept.REPORT_QUARTER, Concept.EVERY,
    Concept.TIMES, Concept.TWICE, Concept.THRICE, Concept.ALL, Concept.MONTH, Concept.SEASON,
    Concept.NEAREST,
})  # fmt: skip
"""Words that may say which day is meant, also when a preposition stands before them."""
_AMID_NUMBERS = frozenset({
    Concept.AND, Concept.OR, Concept.DAYWORD, Concept.THIS, Concept.UNTIL, Concept.TOWARD,
    Concept.THROUGH, Concept.SINCE, Concept.AFTER, Concept.RECURRENCE,
})  # fmt: skip
_APART = frozenset({Concept.NOISE, Concept.TEXT, Concept.EVENT, Concept.AFTER})
_LAST_MONTH = 12
_POSTPOSITIONS = (UNTIL_AFTER, SINCE_AFTER)
_LIMITS = (*ENDING, Role.SINCE, Role.AFTER)
_OPPOSITE = [{one, other} for one in ENDING for other in (Role.SINCE, Role.AFTER)]
"""Prepositions of which only one can hold for a date."""
_STRAY = (Concept.MONTH, Concept.SEASON, Concept.WEEKDAY, Concept.TWICE, Concept.THRICE)
"""Words that always say something about the days."""
_LONG_UNITS = (Unit.QUARTER, Unit.HALF_YEAR)
_OTHER_DAYS = frozenset({
    Concept.MONTH, Concept.SEASON, Concept.WHOLE, Concept.DURING, Concept.PORTION,
})  # fmt: skip
"""Words that give days of their own to a bracket after a date."""
_ROLES = {
    Concept.UNTIL: Role.UNTIL,
    Concept.TOWARD: Role.TOWARD,
    Concept.THROUGH: Role.THROUGH,
    Concept.SINCE: Role.SINCE,
    Concept.AFTER: Role.AFTER,
    Concept.DURING: Role.DURING,
    Concept.IN: Role.IN,
    Concept.FOR: Role.FOR,
    Concept.EXCEPT: Role.EXCEPT,
}


def read(tokens: Tokens, words: Vocabulary) -> Reading:
    """Read the tokens of one cell, left to right, each of them once."""
    items = list(without_list_marks(tokens.items))
    _name_roman_months(items)
    return _Reader(items, words).run()


def _name_roman_months(tokens: Sequence[Token]) -> None:
    """Take `IX-XI` as months where the cell holds nothing else but numbers and a year."""
    concepts = [token.meaning.concept for token in tokens if token.meaning]
    lone = len(tokens) == 1  # A cross in a cell means that there is nothing to say.
    marks = any(token.kind in _MARKS for token in tokens[:MOST_DRAFTS])
    if Concept.ROMAN not in concepts or lone or marks or len(tokens) > MOST_DRAFTS:
        return
    if not _AMID_ROMANS.issuperset(concepts):
        return
    for token in tokens:
        concept = token.meaning.concept if token.meaning else None
        if concept is Concept.ORDINAL and token.end - token.start > _LONGEST_ROMAN:
            return
        if token.meaning and concept in (Concept.ROMAN, Concept.ORDINAL):
            token.meaning = Meaning(Concept.MONTH, token.meaning.number)


class _Reader(DateRules, RepetitionRules, RelativeRules):
    """The cursor with the rules for lines, marks, notes in brackets and prepositions."""

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
            elif not (self._preposition() or self.weekday_of_day() or self._item()):
                self._leftover(token)
            previous = self.tokens[max(begin, self.at - 1)].kind
        self._doubt_open_end()
        return self.out

    def _doubt_open_end(self) -> None:
        """Say where a dash or a preposition after a date ends the cell, of which more is lost."""
        last = self.out.drafts[-1] if self.out.drafts else None
        if not isinstance(last, SpanDraft) or last.bare:
            return
        dash = self.peek(-1).kind == "dash" and self.link is Link.DASH
        role = self.concept(-1) in _ROLES and self.key(-1) not in _POSTPOSITIONS
        place = self.peek(-1).start, self.peek(-1).end
        if dash or (role and self.role not in (Role.NONE, Role.IN)):
            self.out.strays.append(place)
        elif self.either and self.link is Link.AND:
            self.out.strays.append(self.either)

    def _line(self, token: Token, previous: str) -> None:
        lines = self.out.lines
        broken = token.line and previous not in ("comma", "dash")
        if not lines or token.line > 1 or broken or previous == "semicolon":
            opens = self.concept() in _OPENERS and self.key() not in _POSTPOSITIONS
            lines.append((token.start, token.end, opens))
            self.limit = None
            self.amid_words = False
            self.behind = Behind.NOTHING
            if token.line > 1 or previous == "semicolon":
                self.unread.clear()
                self.calendar.clear()
            if token.line > 1 or not lines:
                self.link = Link.BLANK
            elif self.link not in (Link.DASH, Link.COMMA, Link.AND):
                self.link = Link.LINE
        lines[-1] = (lines[-1][0], token.end, lines[-1][2])

    def _mark(self, token: Token) -> None:
        self.at += 1
        if token.kind != "dash" or token.spaced or self.peek().spaced:
            self.end_phrase()
        if token.kind not in ("open", "dash"):
            self.limit = None
        match token.kind:
            case "dash" if self.link is not Link.WORDS:
                self.link = Link.DASH
            case "comma" | "slash":
                self.link = Link.COMMA
            case "colon" if self.out.lines:  # a label: `Срок сдачи:`
                self.out.lines[-1] = (*self.out.lines[-1][:2], False)
            case "semicolon":
                self.link, self.role = Link.SEMICOLON, Role.NONE
            case "open" if token.mate >= 0 and self.out.drafts:
                self._note_in_brackets(token)
            case "open" if self.limit and not self.role and self.is_whole_day(0):
                self.role, self.role_start = self.limit  # `до заседания (12 июня)`
                self.unread.append((self.role_start, token.start))
            case "mark" if token.word == "№":
                self.out.notes.append((token.start, token.end))
                self._number_of_thing()

    def _note_in_brackets(self, token: Token) -> None:
        drafts = self.out.drafts
        last = drafts[-1]
        inside = self.tokens[self.at : min(token.mate, self.at + _LONGEST_REFINEMENT + 1)]
        if 0 < len(inside) <= _LONGEST_REFINEMENT:
            if _refines(inside, last):
                self.link = Link.SPACE
                return
            if self._lasts_in_brackets(last):
                self.link = Link.SPACE
                return
            season = isinstance(last, SpanDraft) and last.precision is Precision.SEASON
            if season and self.concept() is Concept.MONTH:
                self.link = drafts.pop().link
                return
        lone = token.mate == self.at + 1
        if lone and self.key() == INCLUSIVE:
            self._include_end()
        if lone and self.concept() is Concept.WEEKDAY and isinstance(last, DatedDraft):
            drafts[-1] = replace(last, weekday=self.number())
        if self.concept() is Concept.EXCEPT and inside:
            place = inside[0].start, inside[-1].end
            drafts[-1] = replace(drafts[-1], exceptions=(*last.exceptions, place))
        days = any(one.kind == "number" for one in inside)
        bare = all(one.kind != "word" or _is_of_date(one) for one in inside)
        month = isinstance(last, SpanDraft) and last.precision in (Precision.MONTH, Precision.YEAR)
        within = self.tokens[self.at : token.mate]
        if inside and ((days and bare and month) or _says_other_days(within, last)):
            self.out.strays.append((within[0].start, within[-1].end))
        self.at = token.mate + 1
        self.out.notes.append((token.start, self.tokens[token.mate].end))

    def _lasts_in_brackets(self, last: Draft) -> bool:
        """Tell `2019-2020 гг. (ежегодно…)` and `сентябрь (в течение года)`, which say both."""
        if isinstance(last, YearsDraft) and self.concept() is Concept.RECURRENCE:
            return True
        year = self.concept() is Concept.DURING and self.unit(1) is Unit.YEAR
        alone = isinstance(last, SpanDraft) and last.link is not Link.DASH  # no end of a range
        return alone and (year or self.concept() is Concept.WHOLE)

    def _preposition(self) -> bool:
        concept = self.concept()
        role = _ROLES.get(concept) if concept else None
        if self._is_letter_and():
            concept = Concept.AND
        if concept in (Concept.AND, Concept.OR):
            self.link = Link.AND
            self.either = (self.peek().start, self.peek().end) if concept is Concept.OR else None
        elif role and self.key() in _POSTPOSITIONS:
            self._postposition(role)
        elif role and not self.is_dotted_end():
            self.spans = self.key() == SPAN
            free = self.role in (Role.NONE, Role.IN)
            if {self.role, role} in _OPPOSITE:  # `до и после 1 мая`
                self.unread.append((self.role_start, self.peek().start))
            if free or role not in (Role.IN, Role.DURING):
                self.role, self.role_start = role, self.peek().start
                self.ahead, self.between = self.key() == AHEAD, self.key() == BETWEEN
            if role in (Role.IN, Role.FOR):
                self.behind = min(self.behind, Behind.DATE_AND_PREPOSITION)
        else:
            return False
        self.at += 1
        return True

    def _is_letter_and(self) -> bool:
        """Tell the Ukrainian «і» between two days or months from the Roman number."""
        token = self.peek()
        roman = self.concept() is Concept.ORDINAL and self.number() == 1
        if not roman or token.end - token.start > 1 or not self.at:
            return False
        day = self.is_number(1) and not self.is_full_year(1)
        dated = day or self.concept(1) is Concept.MONTH or self.peek(1).date is not None
        limit = self.concept(1) in _ROLES and self.is_whole_day(2)
        before = self.peek(-1).kind in ("number", "date") or self.concept(-1) is Concept.MONTH
        pair = self.concept(-1) is Concept.ORDINAL and self.concept(1) is Concept.ORDINAL
        return token.spaced and (pair or (bool(dated or limit) and before))

    def _postposition(self, role: Role) -> None:
        """Give the word after a date to it: `15 желтоқсанға дейін`; after two dates, join them."""
        drafts, place = self.out.drafts, (self.peek().start, self.peek().end)
        before, last = [None, None, *drafts[-2:]][-2:]
        close = self.link in (Link.SPACE, Link.LINE)
        if isinstance(last, SpanDraft) and last.role is role and close:
            drafts[-1] = replace(last, end=place[1])  # `from 15 March onwards`
        elif not isinstance(last, SpanDraft) or last.role or not close:
            self.remember(*place, calendar=True)
        elif (
            isinstance(before, SpanDraft)
            and not isinstance(before, YearsDraft)
            and last.link is Link.SPACE
            and role is Role.UNTIL
        ):
            drafts[-1] = replace(last, link=Link.DASH, end=place[1])
        else:
            drafts[-1] = replace(last, role=role, end=place[1])

    def _leftover(self, token: Token) -> None:
        self.at += 1
        concept = token.meaning.concept if token.meaning else None
        dated = concept in _STRAY
        hyphen = concept is Concept.UNKNOWN and self.peek().kind == "dash"
        bound = hyphen and not self.peek().spaced and self.concept(1) is Concept.RECURRENCE
        if dated or bound or token.kind in ("number", "date"):
            self.out.strays.append((token.start, token.end))
        self.out.notes.append((token.start, token.end))
        self._say_what_counts(concept)
        if concept in (Concept.EVENT, Concept.AFTER) or self.role is Role.AFTER:
            self.go_over_event()
        if token.meaning and token.meaning.key == INCLUSIVE:
            self._include_end()
        self._leave_unread(token, concept)
        if self.role in _LIMITS:
            self.limit = self.role, self.role_start
        self.amid_words = self.amid_words or concept in (Concept.UNKNOWN, Concept.NOISE)
        if concept is Concept.NOISE:
            self._number_of_thing()
        self.role, self.link = Role.NONE, Link.WORDS

    def _say_what_counts(self, concept: Concept | None) -> None:
        """Mark the lone number right before a word that says nothing of time: `3 этаж`."""
        if concept is Concept.UNKNOWN and self.link in (Link.SPACE, Link.DASH):
            self.numbers_count()

    def _include_end(self) -> None:
        """Take the month into `до марта включительно`."""
        last = self.out.drafts[-1] if self.out.drafts else None
        if isinstance(last, SpanDraft) and last.role in (Role.UNTIL, Role.TOWARD):
            self.out.drafts[-1] = replace(last, role=Role.THROUGH)

    def _number_of_thing(self) -> None:
        """Go over the number of a lesson, house or document: `урок 2`, `№ 5`."""
        if self.is_number() and not self.peek().line:
            self.out.notes.append((self.peek().start, self.peek().end))
            self.at += 1

    def _leave_unread(self, token: Token, concept: Concept | None) -> None:
        """Remember a word that was not read, unless it says nothing about the date beside it."""
        if concept in _APART:
            self.end_phrase()
        spoken = token.kind == "word"
        told = concept is Concept.UNIT and Concept.FOLLOWING in (self.concept(), self.concept(1))
        if spoken and not told and concept is not Concept.FILLER and concept not in _APART:
            self.remember(token.start, token.end, calendar=concept in _CALENDAR)

    def _item(self) -> bool:
        """Read one thing of the calendar."""
        draft = (
            self.relative()
            or self.fiscal()
            or self.one_weekday()
            or (self.week_of() or self.numbered_week() if self.unit() else None)
            or self.recurrence()
            or self.whole()
            or self.date()
            or self.clock()
            or self.month()
            or self.counted()
            or self.unit_first()
            or self.season()
            or self.portion_after()
            or self.portion()
            or self.weekday()
        )
        if not draft:
            return False
        if isinstance(draft, TextDraft):
            self.out.notes.append((draft.start, draft.end))
            if not self._limits_day():
                self.role = Role.NONE
        elif self._names_subject(draft):
            self.out.notes.append((self.role_start, draft.end))
            self.role, self.link = Role.NONE, Link.WORDS
        else:
            draft = self._with_weekday(draft)
            start = min(draft.start, self.role_start) if self.role else draft.start
            timed = isinstance(draft, DatedDraft) and draft.is_time and self._limits_day()
            role = Role.NONE if timed else self.role
            draft = replace(draft, start=start, link=self.link, role=role)
            self.out.drafts.append(self._as_end_of_span(draft))
            self._account(draft)
            self.link, self.role = Link.SPACE, self.role if timed else Role.NONE
        return True

    def _names_subject(self, draft: Draft) -> bool:
        """Whether it is what a report or plan is about: `до 20 января за 2018 год`."""
        if self.role is Role.FOR:
            return isinstance(draft, SpanDraft) and self._names_plan(draft)
        last = self.out.drafts[-1] if self.out.drafts else None
        due = isinstance(last, SpanDraft) and not last.bare and last.role in ENDING
        return self.ahead and due and self.role is Role.DURING and not _is_day(draft)

    def _names_plan(self, draft: SpanDraft) -> bool:
        """Tell what `отчет (на 2020 год)` is for from a deadline that is `на 2020 год`."""
        sole = not self.out.drafts and self.at == len(self.tokens) and self.role_start == 0
        return not draft.first.month and not (sole and isinstance(draft, YearsDraft))

    def _limits_day(self) -> bool:
        """Tell whether a preposition before a time belongs to the day after it.

        So in `до 18:00 10.02.2022`, `by 5 pm on 12 August`.
        """
        if self.peek().line:
            return False
        after = int(self.concept() is Concept.IN)
        return self.is_whole_day(after) or self.concept(after) is Concept.WEEKDAY

    def _as_end_of_span(self, draft: Draft) -> Draft:
        """Take `сентябрь по май` as a range, though nothing stands before its first end."""
        last = self.out.drafts[-1] if self.out.drafts else None
        spans, self.spans = self.spans and draft.role is Role.THROUGH, False
        between = self.between and draft.link is Link.AND
        self.between = self.between and not between
        ends = between or self.day_after_month  # `13 to 15 June`
        bare = ends and isinstance(draft, DatedDraft)
        dated = all(isinstance(one, SpanDraft) and (bare or not one.bare) for one in (last, draft))
        close = draft.link in (Link.SPACE, Link.LINE)
        if last and between and last.role is Role.IN and dated:
            self.out.drafts[-1] = replace(last, role=Role.NONE)
        elif not (last and spans and dated and not last.role and close):
            return draft
        return replace(draft, link=Link.DASH, role=Role.NONE)

    def _with_weekday(self, draft: Draft) -> Draft:
        """Put the weekday before a day into it."""
        before, self.weekday_before = self.weekday_before, None
        if before is None or not isinstance(draft, DatedDraft):
            return draft
        return replace(draft, weekday=before[0], start=before[1])

    def _account(self, draft: Draft) -> None:
        """Tell which words beside a draft were not read."""
        dated = isinstance(draft, SpanDraft) and not draft.bare
        if self.either and len(self.out.drafts) > 1:
            self.out.beside.append(self.either)
        self.either = None
        if dated:
            self.out.beside += self.unread
        elif not draft.bare:  # a word before a repetition may change it: `через каждый месяц`
            self.out.beside += self.calendar
        if not draft.bare:
            self.end_phrase()
            lasts = isinstance(draft, WholeDraft) and self.concept(-1) is Concept.WHOLE
            self.behind = Behind.DATE if dated or lasts else Behind.NOTHING


def _says_other_days(inside: Sequence[Token], last: Draft) -> bool:
    """Tell whether a bracket after a date names days or a repetition of its own."""
    concepts = [token.meaning.concept if token.meaning else None for token in inside]
    if not isinstance(last, SpanDraft | WholeDraft) or concepts[0] in (Concept.FOR, Concept.EXCEPT):
        return False
    dates = [token for token in inside if token.date and not _is_time_of_day(token)]
    return bool(dates) or not _OTHER_DAYS.isdisjoint(concepts)


def _is_day(draft: Draft) -> bool:
    return isinstance(draft, DatedDraft) and draft.precision is Precision.DAY


def _is_of_date(token: Token) -> bool:
    """Whether a word may stand between the numbers of a date: `и`, `до`, `года`."""
    meaning = token.meaning
    return meaning is not None and (meaning.unit is Unit.YEAR or meaning.concept in _AMID_NUMBERS)


def _is_time_of_day(token: Token) -> bool:
    """Tell `15.00` and `14.30`, which say no day beside a date."""
    day = token.date
    return day is not None and day.year is None and not 1 <= day.month <= _LAST_MONTH


def _refines(inside: Sequence[Token], last: Draft) -> bool:
    """Tell whether a bracket says more closely when: `октябрь (2 неделя)`, `(по средам)`."""
    meanings = [token.meaning for token in inside if token.meaning]
    concepts = {meaning.concept for meaning in meanings}
    kinds = {token.kind for token in inside}
    if not (kinds <= _REFINING and concepts <= _REFINING_CONCEPTS):
        return False
    units = {meaning.unit for meaning in meanings if meaning.unit}
    part = not units.isdisjoint(PARTS_OF_MONTH) and units <= {*PARTS_OF_MONTH, Unit.MONTH}
    day = Concept.WEEKDAY in concepts
    count = Concept.ORDINAL in concepts or inside[0].kind == "number"
    every = _plain_repetition(last)
    if every.is_each(Unit.MONTH) and not every.last:
        days = Concept.DAYWORD in concepts and not units
        return (count and (part or day) and len(inside) > 1) or days
    if every.is_each(Unit.WEEK):
        return day and not count and not units
    if isinstance(last, YearsDraft):
        return count and not last.last and not units.isdisjoint(_LONG_UNITS)
    month = isinstance(last, DatedDraft) and last.precision is Precision.MONTH
    return month and count and (part or day) and "comma" not in kinds


def _plain_repetition(draft: Draft) -> Recurrence:
    """Return the repetition that a draft names without its weekdays."""
    if isinstance(draft, RecurringDraft) and not draft.every.weekdays:
        return draft.every
    monthly = isinstance(draft, BlockDraft) and draft.monthly
    return Recurrence(Unit.MONTH if monthly else None)
