"""What a heading tells of the rows below it: `Сентябрь`, `26 августа 2020 г.`, `Среда`."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from plandoc.schema.deadline import Deadline
from plandoc.schema.deadline.parts import Kind, Part, Precision
from plandoc.schema.deadline.tokens import cut
from plandoc.schema.period import Period
from plandoc.words.vocabulary import Concept, Unit, vocabulary

_PAUSE = re.compile(r"[.:,]\s|\s[-–—]\s|\s\(")

Quarters = tuple[tuple[date, date], ...]


class HeadingSays(NamedTuple):
    """The year and month of the days below, the day or weekday of the times below.

    `due` is the deadline of the rows below that have none; `more` tells that the heading says
    something else beside it, `begins` that it begins with its time.
    """

    month: tuple[int, int] | None = None
    when: Part | None = None
    due: Deadline | None = None
    more: bool = False
    begins: bool = False


SAYS_NOTHING = HeadingSays()


def said_by_headings(
    texts: Iterable[str], *, period: Period, quarters: Quarters, language: str
) -> HeadingSays:
    """Return what headings say together, outermost first: `Сентябрь`, and below it `Среда`."""
    said = SAYS_NOTHING
    for text in texts:
        own = _said_by(text, said.month, period, quarters, language)
        if own != SAYS_NOTHING:
            due, more = (own.due, own.more) if own.due else (said.due, said.more)
            said = HeadingSays(own.month or said.month, own.when, due, more)
    return said


def begins_with_time(
    text: str, above: HeadingSays, *, period: Period, quarters: Quarters, language: str
) -> bool:
    """Whether a heading is a time, or begins with one: `Сентябрь. Месячник`, below `above`."""
    return _said_by(text, above.month, period, quarters, language).begins


@lru_cache(maxsize=4096)
def _said_by(
    text: str,
    month: tuple[int, int] | None,
    period: Period,
    quarters: Quarters,
    language: str,
) -> HeadingSays:
    """Return what a heading says that is a span of time or a weekday, or begins with it.

    What else it says stands on another line, or after a pause: `Сентябрь. Месячник безопасности`.
    A month or day that it is for may stand at its end: `План работы на сентябрь 2015 г.`.
    """
    line = text.strip().partition("\n")[0].strip()
    purpose = _purpose(" ".join(text.split()), language)
    for words in dict.fromkeys((line, _PAUSE.split(line, maxsplit=1)[0], purpose)):
        read = Deadline.parse(
            words, period, month=month, school_quarters=quarters, language=language
        )
        if len(read.parts) != 1 or read.problems:
            continue
        (part,) = read.parts
        if read.note and (part.weekday is None or len(read.note.split()) > 1):
            continue  # it says more than a day and its weekday: `23.10 Понедельник`
        if part.recurrence and part.recurrence.unit is Unit.WEEK and part.recurrence.weekdays:
            return HeadingSays(when=part, begins=True)
        if part.kind is not Kind.SPAN or not (part.first and part.last and part.first.year):
            continue
        more, begins = words != text.strip(), words != purpose
        page = (part.first.year, part.first.month) if part.first == part.last else None
        if page and part.precision is Precision.MONTH:
            return HeadingSays(page, None, read, more, begins)
        if page and part.precision is Precision.DAY:
            return HeadingSays(page, part, read, more, begins)
        if begins:
            return HeadingSays(None, None, read, more, begins)
    return SAYS_NOTHING


def _purpose(text: str, language: str) -> str:
    """Return what stands behind the last «for» of a heading."""
    known = vocabulary(language)
    words = text.split()
    for at in range(len(words) - 1, 0, -1):
        items = cut(words[at - 1], known).items
        if len(items) == 1 and items[0].meaning and items[0].meaning.concept is Concept.FOR:
            return " ".join(words[at:])
    return ""
