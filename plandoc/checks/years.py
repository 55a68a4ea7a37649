"""Years in texts, and which of them are left over from an older plan."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plandoc.schema.period import Period
from plandoc.words.tables.checks import ChecksWords

_YEARS = re.compile(
    r"(?<![\w.\-–—/№])(?:\d{1,2}\.\d{1,2}\.)?(?P<first>(?:19|20)\d\d)"
    r"(?:\s?[-–—/]\s?(?P<second>(?:19|20)\d\d|\d\d(?!\d)))?(?![\d.\-–—/]*\d)"
)
_WORD = re.compile(r"[^\W\d_]+|№")
_LOOK_BACK = 60
_RECENT = 3


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
        found = _WORD.findall(self.before)
        return found[-1].lower() if found else ""


def mentions(text: str) -> Iterator[Mention]:
    """Yield every year and range of years in a text."""
    for found in _YEARS.finditer(text):
        first = int(found["first"])
        second = found["second"]
        last = first
        if second:
            last = int(second) if len(second) > 2 else first // 100 * 100 + int(second)  # noqa: PLR2004
        before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
        after = text[found.end() : found.end() + _LOOK_BACK // 2]
        if last >= first:
            yield Mention(found[0], first, last, before, after.lstrip().lower())


def stale(text: str, period: Period, words: ChecksWords) -> Iterator[Mention]:
    """Yield the years of a text that seem to be left over from an older plan.

    Years of a law, of an order, of a review of the past and of a long programme are ignored. A
    year is stale after a preposition such as «на», «в», «до», or if it is a school year.
    """
    for found in mentions(text):
        past = period.first.year - _RECENT <= found.last < period.first.year
        school = found.last == found.first + 1 and found.after.startswith(words.school)
        if school and found.first < period.first.year:
            past = found.first >= period.first.year - _RECENT and found.last <= period.first.year
        if not past or _is_reference(found.before, words):
            continue
        if school or found.preposition in words.prepositions:
            yield found


def _is_reference(before: str, words: ChecksWords) -> bool:
    tokens = [word.lower() for word in _WORD.findall(before)]
    nearest = tokens[-1:] + tokens[-2:-1]
    if any(word in words.references for word in nearest):
        return True
    return any(word.startswith(words.retrospective) for word in tokens[-6:])
