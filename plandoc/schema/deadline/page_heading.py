"""What a heading tells of the deadlines below it: `Сентябрь`, `26 августа 2020 г.`, `Среда`."""

import re
from typing import NamedTuple

from plandoc.schema.deadline import Deadline
from plandoc.schema.deadline.parts import Kind, Part, Precision
from plandoc.schema.period import Period
from plandoc.words.vocabulary import Unit

_PAUSE = re.compile(r"[.:,]\s|\s[-–—]\s|\s\(")


class HeadingSays(NamedTuple):
    """The year and month of the days below, the day or weekday of the times below."""

    month: tuple[int, int] | None = None
    when: Part | None = None


def said_by_heading(text: str, *, period: Period, language: str) -> HeadingSays:
    """Return what a heading says that is a month, a day or a weekday, or begins with it.

    What else it says stands on another line, or after a pause: `Сентябрь. Месячник безопасности`.
    """
    line = text.strip().partition("\n")[0].strip()
    for words in dict.fromkeys((line, _PAUSE.split(line, maxsplit=1)[0])):
        read = Deadline.parse(words, period, language=language)
        if len(read.parts) != 1 or read.problems or read.note:
            continue
        (part,) = read.parts
        if part.recurrence and part.recurrence.unit is Unit.WEEK and part.recurrence.weekdays:
            return HeadingSays(when=part)
        if part.kind is not Kind.SPAN or not (part.first and part.last and part.first.year):
            continue
        month = (part.first.year, part.first.month)
        if part.precision is Precision.MONTH and part.first == part.last:
            return HeadingSays(month)
        if part.precision is Precision.DAY and part.first == part.last:
            return HeadingSays(month, part)
    return HeadingSays()
