"""The expected texts of next year's plan if nothing but the year has changed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from plandoc.schema.deadline import Deadline
from plandoc.schema.period import Period, PeriodKind
from plandoc.words.texts import normalised

_OF_THE_YEAR = ("date", "number")


@dataclass(frozen=True)
class Expectation:
    """Texts of the old plan moved to the period `new`; unchanged if the periods have one year."""

    old: Period
    new: Period

    @property
    def years(self) -> int:
        """The distance of the periods in years."""
        return self.new.first.year - self.old.first.year

    @cached_property
    def _label(self) -> re.Pattern[str] | None:
        first, last = self.old.first.year, self.old.last.year
        if self.old.kind is PeriodKind.SCHOOL_YEAR:
            second = f"(?:{last}|{last % 100:02})"
            return re.compile(rf"(?<!\d){first}(?P<mark>\s?[-–—/]\s?)(?P<second>{second})(?!\d)")
        if self.old.kind is PeriodKind.CALENDAR_YEAR:
            return re.compile(rf"(?<![\d./-]){first}(?![\d./-]\d|\d)")
        return None

    def text(self, text: str) -> str:
        """Return a text with the label of the period moved: «на 2019-2020 учебный год»."""
        if not self.years or self._label is None:
            return text
        return self._label.sub(self._moved, text)

    def _moved(self, found: re.Match[str]) -> str:
        first = self.old.first.year + self.years
        if "mark" not in found.groupdict():
            return str(first)
        second = str(first + 1)
        return f"{first}{found['mark']}{second[-len(found['second']) :]}"

    def deadline(self, deadline: Deadline | None) -> Deadline | None:
        """Return a deadline moved by the distance of the periods."""
        return deadline.shift(self.years).deadline if deadline and self.years else deadline

    def expected(self, value: Any) -> Any:
        """Return content of the old plan as expected in the new one."""
        return self._normalised(value, self.text)

    def present(self, value: Any) -> Any:
        """Return content of the new plan in the form that `expected` returns."""
        return self._normalised(value, str)

    def _normalised(self, value: Any, text: Callable[[str], str]) -> Any:
        if isinstance(value, str):
            return normalised(text(value))
        if isinstance(value, list):
            return [self._normalised(item, text) for item in value]
        if isinstance(value, dict):
            # Dates and numbers of approvals are new each year.
            left = _OF_THE_YEAR if self.years else ()
            return {
                key: self._normalised(item, text) for key, item in value.items() if key not in left
            }
        return value
