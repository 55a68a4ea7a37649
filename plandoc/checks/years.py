"""Years in texts, and which of them are left over from an older plan."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plandoc.schema.period import Period
from plandoc.words.tables.checks import ChecksWords
from plandoc.words.years import spans, spoken

_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.$")
_NAMED = re.compile(r"[^\W\d_»]{3,}»?\s*[-–—]\s?$")
"""A name that bears its year: «лагеря -2015»."""
_GLUED_BEFORE = re.compile(r"[\w.\-–—/№]$")
_GLUED_AFTER = re.compile(r"[\d.\-–—/]*\d")
_LONGEST_DAY = 6
_LOOK_BACK = 60
_RECENT = 3
_CLOSE_WORDS = 6
_FEW_WORDS = 3


class Mention(NamedTuple):
    """Years named in a text: their words, the first and last year, the text before and after."""

    words: str
    first: int
    last: int
    before: str
    after: str

    @property
    def preposition(self) -> str:
        """The word before the years, in lower case; `""` if there is none."""
        return next(reversed(spoken(self.before)), "")


def mentions(text: str) -> Iterator[Mention]:
    """Yield every year and span of years in a text, but for those inside numbers and links."""
    for span in spans(text):
        day = _DAY_BEFORE.search(text, max(0, span.start - _LONGEST_DAY), span.start)
        start = day.start() if day else span.start
        glued = _GLUED_BEFORE.search(text, max(0, start - 1), start)
        named = _NAMED.search(text, max(0, start - _LOOK_BACK), start)
        if (not glued or named) and not _GLUED_AFTER.match(text, span.end):
            before = text[max(0, start - _LOOK_BACK) : start]
            after = text[span.end : span.end + _LOOK_BACK // 2].lstrip().lower()
            yield Mention(text[start : span.end], span.first, span.last, before, after)


def stale(text: str, period: Period, words: ChecksWords) -> Iterator[Mention]:
    """Yield the years of a text that seem to be left over from an older plan.

    Years of a law, of an order, of a review of last year and of a long programme are ignored. A
    year is stale after a preposition such as «на», «в», «до», after a name with a dash, or if it
    is a school year.
    """
    for found in mentions(text):
        past = period.first.year - _RECENT <= found.last < period.first.year
        school = found.last == found.first + 1 and found.after.startswith(words.school)
        if school and found.first < period.first.year:
            past = found.first >= period.first.year - _RECENT and found.last <= period.first.year
        said = spoken(found.before)
        reviewed = " ".join(said).startswith(words.reviews) and (school or len(said) <= _FEW_WORDS)
        if reviewed and found.first < period.first.year - 1:
            yield found  # a review of a year other than the last one
        elif not past or _is_reference(found.before, words):
            continue
        elif school or found.preposition in words.prepositions or _NAMED.search(found.before):
            yield found


def _is_reference(before: str, words: ChecksWords) -> bool:
    close = spoken(before)[-_CLOSE_WORDS:]
    if any(word in words.references for word in close[-2:]):
        return True
    return any(word.startswith(words.retrospective) for word in close)
