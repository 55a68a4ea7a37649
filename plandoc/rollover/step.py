"""The step from one year to the next: the context of all rollover functions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from babel.dates import get_day_names

from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in
from plandoc.words.tables.checks import ChecksWords
from plandoc.words.tables.rollover import RolloverWords

_SATURDAY = 5
_NEAR = 3
_FEBRUARY = 2


@dataclass(frozen=True)
class Step:
    """Last year's plan, the new period, and the words used to classify texts."""

    plan: Plan
    into: Period

    @cached_property
    def years(self) -> int:
        """The distance of the periods in years."""
        return self.into.first.year - self.plan.period.first.year

    @cached_property
    def keeps_shape(self) -> bool:
        """Whether the new period is the old one moved by whole years."""
        old, new = self.plan.period, self.into
        ends = [(old.first, new.first), (old.last, new.last)]
        return all(
            (was.year + self.years, was.month) == (now.year, now.month)
            and (was.day == now.day or was.month == _FEBRUARY)
            for was, now in ends
        )

    @cached_property
    def wording(self) -> Wording:
        """The words of the plan's language."""
        return Wording(self.plan.language)

    @cached_property
    def words(self) -> RolloverWords:
        """The words that the rollover looks for."""
        return words_in(self.wording.language).rollover

    @cached_property
    def check_words(self) -> ChecksWords:
        """The words that checks look for."""
        return words_in(self.wording.language).checks

    @cached_property
    def _holidays(self) -> Mapping[str, str]:
        parts = self.plan.language.replace("_", "-").split("-")
        territory = parts[-1].upper() if len(parts) > 1 else self.words.territory
        return self.words.days_off.get(territory, {})

    def day_off(self, day: date) -> str:
        """Return why a day is not a working day (a holiday, a Saturday, a Sunday), or `""`."""
        if holiday := self._holidays.get(f"{day:%m-%d}"):
            return holiday
        return self.weekday(day) if day.weekday() >= _SATURDAY else ""

    def weekday(self, day: date) -> str:
        """Return the name of the weekday."""
        names = get_day_names("wide", "stand-alone", locale=self.wording.language)
        return str(names[day.weekday()])

    def day_text(self, day: date) -> str:
        """Return a date with its weekday or holiday: `17 мая 2020 г. (воскресенье)`."""
        return f"{self.wording.date(day)} ({self.day_off(day) or self.weekday(day)})"


def same_weekday(day: date, weekday: int) -> date:
    """Return the day nearest to `day` that falls on a weekday, Monday = 0."""
    return day + timedelta(days=(weekday - day.weekday() + _NEAR) % 7 - _NEAR)
