"""The rules of the grammar for months that stand before their days: `ноябрь, 12; декабрь, 10`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from plandoc.schema.deadline.blocks import PORTIONS, BlockRules
from plandoc.schema.deadline.drafts import PARTS_OF_MONTH, DatedDraft, Link, SpanDraft
from plandoc.schema.deadline.parts import Precision
from plandoc.words.digits import SHORT_YEARS
from plandoc.words.vocabulary import GENITIVE, Concept, Unit

_MOST_MONTH_DAYS = 31
_MOST_WEEKDAYS = 5
_MOST_MONTHS = 24
"""Months looked at from one on, so that reading takes as long as the cell."""

_MARKS = ("comma", "colon", "dash")
"""What may stand between a month and its days."""

_LISTED = (
    Concept.ORDINAL, Concept.DAYWORD, Concept.AND, Concept.PORTION, Concept.WEEKDAY,
)  # fmt: skip
_APART = ("comma", "semicolon")
_PARTS = (Unit.MONTH, *(Unit(block.value) for block in PARTS_OF_MONTH))


@dataclass(slots=True)
class _Led:
    """A month with what follows it up to the next one; where the latter begins.

    `mark` stands before its days, if any: a comma, a dash, a line; `year` is a number that may be
    one. `apart` tells that a line or a semicolon stands before the month.
    """

    after: int
    apart: bool
    mark: str
    is_empty: bool
    year: bool


class MonthFirstRules(BlockRules):
    """One rule per method; a rule that finds nothing leaves the cursor alone."""

    def look_for_leading_months(self) -> None:
        """See how far each month from the one at the cursor on stands before its days.

        It is sure to the end of the cell, of a line or of what a semicolon ends: then no day there
        belongs to the month behind it.
        """
        if self.leads or self.link is Link.DASH:
            return
        months = self._led()
        first = next(months, None)
        led = [first, *islice(months, _MOST_MONTHS)] if first and not first.is_empty else []
        while led and not self._is_sure(led):
            led.pop()
        self.leads_to = self.at + led[-1].after if led else 0

    def _is_sure(self, led: Sequence[_Led]) -> bool:
        marks = {one.mark for one in led if not one.is_empty}
        several = sum(not one.is_empty for one in led) > 1
        return (
            self._is_end(led[-1].after)
            and not any(one.year for one in led)
            and all(one.apart or not one.is_empty for one in led[1:])
            and all(one.mark != "dash" for one in led if one.is_empty)
            and ("dash" not in marks or (several and len(marks) == 1))
        )

    def _is_end(self, ahead: int) -> bool:
        """Whether a line or an item ends before a token."""
        token = self.peek(ahead)
        return token.kind == "end" or token.line > 0 or self.peek(ahead - 1).kind == "semicolon"

    def _led(self) -> Iterator[_Led]:
        """Yield the months from the cursor on as long as each is followed by days or a month."""
        at = 0
        while self.concept(at) is Concept.MONTH and self.key(at) != GENITIVE:
            apart = at > 0 and self._is_end(at)
            at += 1
            if self.is_full_year(at):
                at += 1
                while self.unit(at) is Unit.YEAR:
                    at += 1
            mark = self.peek(at).kind if self.peek(at).kind in _MARKS else ""
            first = at + bool(mark)
            mark = mark or ("line" if self.peek(at).line else "")
            at = first
            while self._is_of_month(at):
                at += 1
            own = self.concept(at) is Concept.MONTH and self.key(at) != GENITIVE
            while not own and at > first and not self._is_end(at):
                at -= 1  # a day of what follows
            count = sum(self.peek(n).kind not in _APART for n in range(first, at))
            lone = count == 1 and self.is_number(first) and mark in ("", "line")
            year = lone and self.peek(first).value in SHORT_YEARS
            yield _Led(at, apart, mark, count == 0, year)

    def _is_of_month(self, ahead: int) -> bool:
        """Whether a token belongs to the days or parts of a month."""
        token, concept = self.peek(ahead), self.concept(ahead)
        if token.line > 1:
            return False
        if token.kind == "number":
            return 0 < token.value <= _MOST_MONTH_DAYS
        if concept is Concept.UNIT:
            return self.unit(ahead) in _PARTS
        if concept in (Concept.SINCE, Concept.THROUGH):
            return self._counts(ahead + 1)
        listed = concept in _LISTED
        return listed or token.kind in _APART or (token.kind == "dash" and self._counts(ahead + 1))

    def _counts(self, ahead: int) -> bool:
        return 0 < self.ordinal(ahead) <= _MOST_MONTH_DAYS

    def days_of_leading(self, draft: DatedDraft) -> SpanDraft:
        """Read the days behind a month, or its beginning or end; put down all days but the last."""
        mark = int(self.peek().kind in _MARKS)
        if self.concept(mark) is Concept.PORTION:
            part = self._portion_of(PORTIONS[self.key(mark)], draft)
            self.at += mark + 1 if part else 0
            return replace(part, end=self.end) if part else draft
        ends, after = self._days(mark)
        if not ends:
            self.at += self.peek().kind == "dash"
            return draft
        *days, closing = [
            replace(
                draft,
                first=draft.first._replace(day=first),
                last=draft.first._replace(day=last) if last else None,
                precision=Precision.DAY,
            )
            for first, last in ends
        ]
        for day in days:
            self.out.drafts.append(replace(day, link=self.link, role=self.role))
            self.link = Link.COMMA
        self.at += after
        return replace(closing, end=self.end)

    def _days(self, at: int) -> tuple[list[tuple[int, int]], int]:
        """Return the listed days, each with the last one of its range or 0, and where they end.

        None if something else is counted: weeks, weekdays.
        """
        days: list[tuple[int, int]] = []
        after = at
        while self._counts(at + (self.concept(at) is Concept.SINCE)):
            since = self.concept(at) is Concept.SINCE
            first, last = self.ordinal(at + since), 0
            at += since + 1
            joins = self.concept(at) is Concept.THROUGH if since else self.peek(at).kind == "dash"
            if joins and self._counts(at + 1):
                last = self.ordinal(at + 1)
                at += 2
            elif since:
                return [], after
            at += self.concept(at) is Concept.DAYWORD
            nth = self.concept(at) is Concept.WEEKDAY and first <= _MOST_WEEKDAYS and not last
            if nth or self.concept(at) is Concept.UNIT:
                return [], after
            days.append((first, last))
            after = at
            while self.peek(at).kind in _APART or self.concept(at) is Concept.AND:
                at += 1
        others = self.concept(at) in (Concept.ORDINAL, Concept.PORTION, Concept.UNIT)
        return ([] if others else days), after
