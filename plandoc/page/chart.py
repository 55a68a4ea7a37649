"""The chart of a report before drawing: bars, segments, texts and size."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from plandoc.fieldpath import FieldPath
from plandoc.page.report_context import as_of
from plandoc.progress.figures import Report, Standing, State
from plandoc.schema.plan import Plan
from plandoc.schema.tree import table_of
from plandoc.wording.columns import figures_of
from plandoc.wording.phrases import NBSP, Wording
from plandoc.words.language import words_in
from plandoc.words.tables.report import Names

_MOST_BARS = 20
_ROOMY_BARS = 8
_ROOMY, _TIGHT = 11.5, 6.5
_EDGE = 2.0
_LEGEND_ROW = 5.5
_LEGEND_ENTRY = 60.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name and the number of activities in each state, without empty states."""

    name: str
    parts: tuple[tuple[State, int], ...]

    @property
    def total(self) -> int:
        """The number of activities in the bar."""
        return sum(count for _, count in self.parts)


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked bars for the top-level sections, or one bar for the whole plan.

    Sizes are in millimetres. `alternative` is the alternative text, including every figure.
    """

    caption: str
    alternative: str
    bars: tuple[Bar, ...]
    legend: tuple[tuple[State, str], ...]
    width: float

    @property
    def pitch(self) -> float:
        """The distance between the tops of adjacent bars."""
        return _ROOMY if len(self.bars) <= _ROOMY_BARS else _TIGHT

    @property
    def abreast(self) -> int:
        """The number of legend entries per row."""
        return max(1, int(self.width / _LEGEND_ENTRY))

    @property
    def legend_row(self) -> float:
        """The height of a row of the legend."""
        return _LEGEND_ROW

    @property
    def legend_height(self) -> float:
        """The height of the legend below the bars."""
        return ceil(len(self.legend) / self.abreast) * self.legend_row

    @property
    def height(self) -> float:
        """The height of the picture: bars, margin, legend."""
        return _EDGE + len(self.bars) * self.pitch + self.legend_height


def chart_of(plan: Plan, report: Report, wording: Wording, width: float) -> Chart:
    """Return the chart of a report for a picture of `width` millimetres."""
    words = words_in(wording.language).report
    chart = words.document.chart
    bars, caption = _sections(plan, report, wording, words.names), chart.sections
    if not 1 < len(bars) <= _MOST_BARS:
        bars, caption = (bar_of(words.names.total, report.counted),), chart.whole
    present = {state for bar in bars for state, _ in bar.parts}
    states = words.states
    texts = " ".join(bar_text(bar, states, chart.bar) for bar in bars)
    day = as_of(report, wording).replace(NBSP, " ")
    return Chart(
        caption=caption,
        alternative=chart.alternative.format(caption=caption, as_of=day, bars=texts),
        bars=bars,
        legend=tuple((state, states[state]) for state in State if state in present),
        width=width,
    )


def _sections(plan: Plan, report: Report, wording: Wording, words: Names) -> tuple[Bar, ...]:
    names: dict[FieldPath, str] = {}
    found: dict[FieldPath, list[Standing]] = {}
    for standing in report.counted:
        top, table = standing.row.sections[:1], table_of(standing.row.path)
        key = top[0].path if top else table
        if key not in names:
            names[key] = " ".join(filter(None, figures_of(plan, wording, table, top)))
        found.setdefault(key, []).append(standing)
    unnamed = words.no_section
    return tuple(bar_of(names[key] or unnamed, standings) for key, standings in found.items())


def bar_of(name: str, standings: Iterable[Standing]) -> Bar:
    """Return the bar of these standings."""
    counted = Counter(standing.state for standing in standings)
    return Bar(name, tuple((state, counted[state]) for state in State if counted[state]))


def bar_text(bar: Bar, states: Mapping[str, str], form: str) -> str:
    """Return a bar in words: its name, its total and its parts."""
    parts = ", ".join(
        f"{states[state][:1].lower()}{states[state][1:]} — {count}" for state, count in bar.parts
    )
    return form.format(name=bar.name.rstrip("."), total=bar.total, parts=parts)
