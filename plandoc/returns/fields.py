"""Parsing, formatting and comparison of outcome fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.marks import read_day, read_status
from plandoc.returns.filled import Cell, Value
from plandoc.schema.deadline import Deadline
from plandoc.schema.outcome import Status
from plandoc.schema.period import Period
from plandoc.wording.phrases import Wording
from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.likeness import closest
from plandoc.words.quotes import listed, quoted
from plandoc.words.texts import normalised, shortened

_FIRST_SERIAL, _LAST_SERIAL = 32_874, 109_574
"""Serial numbers of days from 1990 to 2199 in Excel (ECMA-376 Part 1, 18.17.4.1)."""

_SERIAL = re.compile("[0-9]{5,6}")
_SERIAL_ZERO = date(1899, 12, 30)
_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")
"""Error values of cells (ECMA-376 Part 1, 18.17.3)."""

_UNMARKED = frozenset({"", "0", *"☐□▢◻⬜▫○-‐‑‒–—―−_"})
"""What stands in a cell in which nothing is marked."""

_OF_DAYS = ("date", "moved_to")
"""Fields whose cells hold days."""

_FAR = timedelta(days=366)
_LONGEST = 32_767
_LONGEST_STATUS = 1_000


def likely_days(period: Period) -> tuple[date, date]:
    """Return the first and the last day on which a plan may have been carried out.

    A day more than a year outside the period indicates a typo.
    """
    first, last = max(period.first, date.min + _FAR), min(period.last, date.max - _FAR)
    return first - _FAR, last + _FAR


@cache
def _untrue() -> frozenset[str]:
    """Return the words that spreadsheets show for a box that is not ticked."""
    return frozenset(words_in(language).words.truth[0] for language in LANGUAGES)


class Answer(NamedTuple):
    """The text of a field, `None` if the value is invalid, and problems."""

    text: str | None
    problems: tuple[Problem, ...] = ()


def _refused(code: Code, **values: object) -> Answer:
    return Answer(None, (Problem(code, values=values),))


@dataclass(frozen=True)
class Fields:
    """Reads and formats outcome fields with the period and the language of a plan."""

    period: Period
    wording: Wording

    def read_cell(self, name: str, cell: Cell, base: str = "") -> Answer:
        """Return the text of the field `name` for a cell as seen, of a day by its value.

        A month that is shown as such is no day.
        """
        if not cell.seen or (name in _OF_DAYS and self.is_unmarked(cell.value)):
            return self.read(name, cell.value, base)
        if name not in _OF_DAYS:
            return self.read(name, cell.seen, base)
        day, _ = self.day(cell.value)
        if day is None:
            return self._unreadable(cell.seen)
        is_month = day.day == 1 and self._is_longer(cell.seen)  # stored as its first day
        return self.read(name, cell.seen if is_month else cell.value, base)

    def read(self, name: str, value: Value, base: str = "") -> Answer:
        """Return the text of the field `name` for the value of a cell; `""` for an empty cell.

        `base` is the text with which the cell was issued, returned if the value is equivalent.
        """
        if value is None or (isinstance(value, str) and not value.strip()):
            return Answer("")
        if base and isinstance(value, str) and normalised(value) == normalised(base):
            return Answer(base)
        if value is False or (name != "text" and self.is_unmarked(value)):
            return Answer("", tuple(self._as_box(name, value)))
        if value in _ERRORS:
            return _refused(Code.RETURNED_VALUE_INVALID, found=value)
        reading = {"status": self._status, "date": self._date, "moved_to": self._moved_to}
        return reading.get(name, self._text)(value, base)

    def _as_box(self, name: str, value: Value) -> Iterator[Problem]:
        """Yield a note of a word that is read as an empty box in a column that is not for boxes."""
        if name != "status" and (value is False or str(value).strip().upper() in _untrue()):
            values = {"found": self.words(value), "heading": self.heading(name)}
            yield Problem(Code.RETURNED_WORD_AS_BOX, values=values)

    def is_unmarked(self, value: Value) -> bool:
        """Whether a cell says that nothing is marked: an empty box, a dash, zero."""
        if isinstance(value, str):
            text = value.strip().strip("[]() ")
            return text in _UNMARKED or text.upper() in _untrue()
        return value is False or (value == 0 and not isinstance(value, bool))

    def heading(self, name: str) -> str:
        """Return the heading of the column of a field for readers."""
        return words_in(self.wording.language).tracking.headings[f"outcome.{name}"]

    def shown(self, name: str, text: str) -> str:
        """Return the text of a field formatted for readers."""
        if name == "status" and text:
            return self.wording.words.status[text]
        if name == "date" and text:
            return f"{date.fromisoformat(text):%d.%m.%Y}"
        return text

    def same(self, name: str, one: str, other: str) -> bool:
        """Whether two texts of a field are equivalent."""
        if normalised(one) == normalised(other):
            return True
        if name == "moved_to" and one and other:
            day = self._single_day(one)
            return day is not None and day == self._single_day(other)
        return False

    def is_far(self, day: date) -> bool:
        """Whether a day is none on which this plan may have been carried out."""
        first, last = likely_days(self.period)
        return not first <= day <= last

    def told(self, cell: Cell) -> str:
        """Return a cell as text: as a person sees it, or would type its value."""
        return cell.seen or self.words(cell.value)

    def words(self, value: Value) -> str:
        """Return the value of a cell as text, as a person would type it."""
        if isinstance(value, bool):
            return self.wording.words.truth[int(value)]
        if isinstance(value, datetime):
            return f"{value:%d.%m.%Y}" if value.time() == time() else f"{value:%d.%m.%Y %H:%M}"
        if isinstance(value, date):
            return f"{value:%d.%m.%Y}"
        if isinstance(value, time):
            return f"{value:%H:%M}"
        if isinstance(value, float):
            whole = value.is_integer()
            return str(int(value)) if whole else repr(value).replace(".", self._decimal)
        return "" if value is None else str(value)

    @property
    def _decimal(self) -> str:
        return self.wording.words.decimal

    def _status(self, value: Value, _: str) -> Answer:
        status = None
        if isinstance(value, bool) or (isinstance(value, str) and len(value) <= _LONGEST_STATUS):
            status = read_status(value, language=self.wording.language)
        if status is not None:
            return Answer(status.value)
        text = self.words(value)
        known = [self.wording.words.status[status] for status in Status]
        near = closest(text[:_LONGEST_STATUS].capitalize(), known, least=0.5) or known
        nearest = listed(map(quoted, near))
        return _refused(Code.RETURNED_STATUS_NOT_LISTED, found=shortened(text), nearest=nearest)

    def _date(self, value: Value, base: str) -> Answer:
        day, problems = self.day(value)
        if day is None and isinstance(value, str):
            far = self._single_day(value)  # a day, but not one on which this plan was carried out
            day = far if far and self.is_far(far) else None
        if day is None:
            return self._unreadable(value)
        if self.is_far(day) and day.isoformat() != base:
            return Answer(None, (self.far(day),))
        return Answer(day.isoformat(), problems)

    def _unreadable(self, value: Value) -> Answer:
        found = shortened(self.words(value))
        return _refused(Code.RETURNED_DATE_UNREADABLE, found=found, text=self.heading("text"))

    def far(self, day: date) -> Problem:
        """Return the problem of a date far from the period."""
        days = {"found": day, "first": self.period.first, "last": self.period.last}
        values = {name: f"{one:%d.%m.%Y}" for name, one in days.items()}
        values["text"] = self.heading("text")
        return Problem(Code.RETURNED_DATE_FAR_FROM_PERIOD, values=values)

    def _moved_to(self, value: Value, base: str) -> Answer:
        if isinstance(value, str) and not _is_serial(value.strip()):
            text, day = value, self._single_day(value)
        else:
            day, _ = self.day(value)
            if day is None:
                return self._unreadable(value)
            text = f"{day:%d.%m.%Y}"
        if base and self.same("moved_to", text, base):
            return Answer(base)
        if day is not None and self.is_far(day):
            return Answer(None, (self.far(day),))
        return Answer(text)

    def _text(self, value: Value, _: str) -> Answer:
        text = self.words(value)
        if len(text) <= _LONGEST:
            return Answer(text)
        values = {"length": len(text), "longest": _LONGEST}
        return Answer(text, (Problem(Code.RETURNED_TEXT_TOO_LONG, values=values),))

    def day(self, value: Value) -> tuple[date | None, tuple[Problem, ...]]:
        """Return the day that a cell holds as a date, its number or text; problems if unsure."""
        if isinstance(value, datetime):
            return value.date(), ()
        if isinstance(value, date):
            return value, ()
        if isinstance(value, str):
            return read_day(value.strip(), self.period, language=self.wording.language)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and _FIRST_SERIAL <= value <= _LAST_SERIAL:  # type: ignore[operator]
            return _SERIAL_ZERO + timedelta(days=int(value)), ()  # type: ignore[arg-type]
        return None, ()

    def _single_day(self, text: str) -> date | None:
        deadline = self._deadline(text)
        return deadline.last if deadline.last and deadline.first == deadline.last else None

    def _is_longer(self, text: str) -> bool:
        deadline = self._deadline(text)
        return deadline.last is not None and deadline.first != deadline.last

    def _deadline(self, text: str) -> Deadline:
        return Deadline.parse(text, self.period, language=self.wording.language)


def _is_serial(text: str) -> bool:
    """Whether a text is the number of a day, as it comes from a cell without its format."""
    return bool(_SERIAL.fullmatch(text)) and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL
