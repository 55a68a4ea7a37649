"""The picture on the first page of a report before drawing: one bar, and the curve by months."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from babel.dates import format_date

from plandoc.page.chart import Bar, bar_of, bar_text
from plandoc.page.report_context import as_of
from plandoc.progress.curve import Curve, curve_of
from plandoc.progress.figures import Report, State
from plandoc.schema.plan import Plan
from plandoc.wording.phrases import NBSP, Wording
from plandoc.words.language import words_in
from plandoc.words.tables.report import Overview

_WIDE = 200.0
_THICKNESS = 8.0
_GAP = 1.25
_LEGEND_ROW = 4.6
_LEGEND_ENTRY = 58.0
_LEAST, _MOST, _MOST_BELOW = 28.0, 44.0, 56.0
"""The height of the curve: at least, at most beside the bar and below it."""

_SHARE = 0.47
_MOST_NAMES = 12
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class CurveChart:
    """Plan and fact by months: names of the months, of which every `every`th is printed.

    `years` are told below the first month and each January of a curve of several years.
    """

    months: tuple[str, ...]
    years: tuple[str, ...]
    every: int
    planned: tuple[int, ...]
    done: tuple[int, ...]
    today: float
    as_of: str
    plan_name: str
    fact_name: str


@dataclass(frozen=True, slots=True)
class OverviewChart:
    """One bar with its legend, and the curve: beside it on a wide page, else below.

    Sizes are in millimetres. `told` are all its figures in words, `alternative` the same in one.
    """

    caption: str
    told: tuple[str, ...]
    alternative: str
    bar: Bar
    legend: tuple[tuple[State, str], ...]
    curve: CurveChart | None
    width: float
    room: float

    thickness = _THICKNESS
    legend_row = _LEGEND_ROW

    @property
    def is_wide(self) -> bool:
        """Whether the curve stands beside the bar."""
        return self.curve is not None and self.width > _WIDE

    @property
    def bar_width(self) -> float:
        """The width of the bar and of its legend."""
        return self.width * _SHARE if self.is_wide else self.width

    @property
    def abreast(self) -> int:
        """The number of legend entries per row."""
        return max(1, int(self.bar_width / _LEGEND_ENTRY))

    @property
    def bar_height(self) -> float:
        """The height of the bar with its legend."""
        rows = ceil(len(self.legend) / self.abreast)
        return _THICKNESS + _GAP + rows * _LEGEND_ROW

    @property
    def height(self) -> float:
        """The height of the picture."""
        if self.curve is None:
            return self.bar_height
        if self.is_wide:
            return max(self.bar_height, self.curve_height)
        return self.bar_height + _GAP + self.curve_height

    @property
    def curve_height(self) -> float:
        """The height of the curve, which takes the room that is free."""
        if self.is_wide:
            return min(_MOST, max(_LEAST, self.room))
        return min(_MOST_BELOW, max(_LEAST, self.room - self.bar_height - _GAP))

    @property
    def curve_place(self) -> tuple[float, float, float, float]:
        """The left, bottom, width and height of the curve."""
        if self.is_wide:
            left = self.width * (1 - _SHARE)
            return left, 0, self.width - left, self.height
        return 0, 0, self.width, self.curve_height


def overview_of(
    plan: Plan, report: Report, wording: Wording, width: float, room: float
) -> OverviewChart:
    """Return the picture of a report that is `width` and, if it can be, `room` millimetres."""
    words = words_in(wording.language).report
    overview, states = words.document.overview, words.states
    bar = bar_of(words.names.total, report.counted)
    counts = dict(bar.parts)
    day = as_of(report, wording).replace(NBSP, " ")
    curve = curve_of(plan, report)
    shown = len(curve.months) >= _FEWEST
    told = [bar_text(bar, states, words.document.chart.bar)]
    if shown:
        told.append(_curve_text(curve, overview, wording))
    return OverviewChart(
        caption=overview.picture,
        told=tuple(told),
        alternative=words.document.chart.alternative.format(
            caption=overview.picture, as_of=day, bars=" ".join(told)
        ),
        bar=bar,
        legend=tuple(
            (state, overview.entry.format(name=states[state], count=counts[state]))
            for state in State
            if state in counts
        ),
        curve=_curve_chart(curve, overview, report, wording) if shown else None,
        width=width,
        room=room,
    )


def _curve_chart(curve: Curve, words: Overview, report: Report, wording: Wording) -> CurveChart:
    pattern = words_in(wording.language).report.status.date
    return CurveChart(
        months=tuple(map(wording.short_month, curve.months)),
        years=tuple(_years(curve.months)),
        every=ceil(len(curve.months) / _MOST_NAMES),
        planned=curve.planned,
        done=curve.done,
        today=curve.today,
        as_of=format_date(report.today, pattern, locale=wording.language),
        plan_name=words.plan,
        fact_name=words.fact,
    )


def _years(months: Sequence[date]) -> Iterator[str]:
    several = months[0].year != months[-1].year
    for at, month in enumerate(months):
        yield str(month.year) if several and (not at or month.month == 1) else ""


def _curve_text(curve: Curve, words: Overview, wording: Wording) -> str:
    """Return the curve in words: each month with what should be done by its end and what is."""
    months = []
    for at, (month, planned) in enumerate(zip(curve.months, curve.planned, strict=True)):
        form = words.month if at < len(curve.done) else words.month_ahead
        name = wording.month_within(month)
        done = curve.done[at] if at < len(curve.done) else 0
        months.append(form.format(month=name, planned=planned, done=done))
    return words.curve.format(months="; ".join(months))
