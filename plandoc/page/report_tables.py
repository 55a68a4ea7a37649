"""The tables of a report: a line for each section, executor and month, figures under words.

Figures stand in narrow columns whose headings run upwards, so that all of them fit upright sheets.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from babel.numbers import format_decimal

from plandoc.page.measure import LINE_HEIGHT, MM_PER_POINT, text_width
from plandoc.page.sheet import TWIPS_PER_MM, Page, twips
from plandoc.page.widths import PADDING
from plandoc.progress.figures import Counts, Line, Report, State
from plandoc.schema.columns import Align
from plandoc.wording.phrases import held_together
from plandoc.words.tables.report import ReportWords

NOTHING = "–"
"""Stands for a count of zero and for a share of nothing, as in official tables."""

_ROOMIEST = 14.0
_LEAST_NAME = 30.0
_ROOMY_NAME = 60.0
_HEADING_ROOM = 6.0
_RAGGED = 1.15
_KEPT_SHARE = 0.55


@dataclass(frozen=True, slots=True)
class FigureColumnContext:
    """A column of a summary: its heading, its width, and whether the heading runs upwards."""

    heading: str
    width: int
    direction: str


@dataclass(frozen=True, slots=True)
class ValueContext:
    """A cell of a summary."""

    text: str
    width: int
    align: str


@dataclass(frozen=True, slots=True)
class SummaryLineContext:
    """A row of a summary, the name first; whether it stays on the page of the next row."""

    values: tuple[ValueContext, ...]
    keep: str


@dataclass(frozen=True, slots=True)
class SummaryContext:
    """A table of figures, the whole plan in its last row; `height` is that of its headings."""

    heading: str
    columns: tuple[FigureColumnContext, ...]
    lines: tuple[SummaryLineContext, ...]
    total: SummaryLineContext
    height: int


def summary_lines(report: Report) -> dict[str, tuple[Line, ...]]:
    """Return the lines of each table that tells something, by its key.

    A table of nothing but what stands nowhere repeats the total and is left out; where all
    would be, the first stays for the sake of the total.
    """
    tables = {
        "sections": report.sections,
        "executors": report.executors,
        "months": report.months,
    }
    telling = {key: lines for key, lines in tables.items() if any(line.key for line in lines)}
    return telling or {"sections": ()}


def line_name(line: Line) -> str:
    """Return how a line is called: the label of a section before its title."""
    return f"{line.label} {line.name}".strip()


def share_text(share: Fraction | None, language: str) -> str:
    """Return a share in hundredths, with one decimal where it is not whole: `53,3`."""
    if share is None:
        return NOTHING
    return str(format_decimal(float(share * 100), "0.#", locale=language))


def summaries(
    report: Report, words: ReportWords, language: str, page: Page
) -> Iterator[SummaryContext]:
    """Yield the tables of a report, all of them as wide as the page and divided alike."""
    figures = _figures(report.total, words, language)
    tables = {
        key: [
            [held_together(line_name(line)), *(tell(line.counts) for tell in figures.values())]
            for line in lines
        ]
        for key, lines in summary_lines(report).items()
    }
    whole = [words.names.total, *(tell(report.total) for tell in figures.values())]
    rows = [whole, *(row for lines in tables.values() for row in lines)]
    layout = _Layout.of(list(figures), rows, page)
    for key, lines in tables.items():
        headings = (words.tables[key.removesuffix("s")], *layout.headings)
        kept = layout.is_low([*lines, whole])
        yield SummaryContext(
            heading=words.tables[key],
            columns=tuple(
                FigureColumnContext(heading, width, "btLr" if index else "lrTb")
                for index, (heading, width) in enumerate(zip(headings, layout.widths, strict=True))
            ),
            lines=tuple(
                layout.line(texts, keep=kept or index in (0, len(lines) - 1))
                for index, texts in enumerate(lines)
            ),
            total=layout.line(whole, keep=False),
            height=layout.height,
        )


def _figures(
    total: Counts, words: ReportWords, language: str
) -> dict[str, Callable[[Counts], str]]:
    """Return what stands under each heading, every share after what it is reckoned from.

    «Done, no date given» is a flaw of marks rather than a state of work: its column is there
    only where the plan has such marks.
    """
    figures, states, document = words.figures, words.states, words.document

    def state(one: State) -> Callable[[Counts], str]:
        return lambda counts: _count(counts.states[one])

    shown = [one for one in State if one is not State.DONE_UNDATED or total.states[one]]
    return {
        figures["planned"]: lambda counts: _count(counts.planned),
        **{states[one]: state(one) for one in shown},
        figures["done_share"]: lambda counts: share_text(counts.done_share, language),
        figures["due"]: lambda counts: _count(counts.due),
        document.due_on_time: lambda counts: _count(counts.due_states[State.ON_TIME]),
        figures["on_time_share"]: lambda counts: share_text(counts.on_time_share, language),
    }


def _count(number: int) -> str:
    return str(number) if number else NOTHING


@dataclass(frozen=True, slots=True)
class _Layout:
    """Widths of columns and headings of figures broken to fit them, the height of these.

    Widths and the height are in twips, the room on the page in millimetres.
    """

    headings: Sequence[str]
    widths: Sequence[int]
    height: int
    size: float
    room: float

    @classmethod
    def of(cls, headings: Sequence[str], rows: Sequence[Sequence[str]], page: Page) -> "_Layout":
        """Return the layout of tables with these headings of figures.

        Figures are as narrow as their headings allow, in two lines each where the sheet is wide
        enough. What the names leave over widens the figures as long as they look well.
        """
        size = page.summary_size
        line = size * LINE_HEIGHT * MM_PER_POINT
        two = len(headings) * (2 * line + PADDING) + _ROOMY_NAME <= page.body
        least = [
            max(line + two * line, *(text_width(row[n], size) for row in rows)) + PADDING
            for n in range(1, len(headings) + 1)
        ]
        wanted = max(text_width(row[0], size, bold=True) for row in rows) * _RAGGED + PADDING
        name = min(wanted, max(_LEAST_NAME, page.body - sum(least)))
        widths = [twips(width) for width in _stretched(least, page.body - name)]
        broken = [_halved(heading, size) if two else heading for heading in headings]
        upright = max(_longest(heading, size) for heading in broken)
        return cls(
            headings=[
                heading if text_width(heading, size) <= upright else halves
                for heading, halves in zip(headings, broken, strict=True)
            ],
            widths=[twips(page.body) - sum(widths), *widths],
            height=twips(upright + _HEADING_ROOM),
            size=size,
            room=page.height - page.top - page.bottom,
        )

    def line(self, texts: Sequence[str], *, keep: bool) -> SummaryLineContext:
        """Return a row: its name at the left, its figures in the middle."""
        return SummaryLineContext(
            values=tuple(
                ValueContext(text, width, (Align.CENTER if index else Align.LEFT).value)
                for index, (text, width) in enumerate(zip(texts, self.widths, strict=True))
            ),
            keep="on" if keep else "off",
        )

    def is_low(self, rows: Sequence[Sequence[str]]) -> bool:
        """Tell whether a table is so low that it should not be divided between pages."""
        name = max(1.0, self.widths[0] / TWIPS_PER_MM - PADDING)
        lines = sum(ceil(text_width(row[0], self.size) * _RAGGED / name) for row in rows)
        height = lines * self.size * LINE_HEIGHT * MM_PER_POINT + self.height / TWIPS_PER_MM
        return height <= self.room * _KEPT_SHARE


def _halved(text: str, size: float) -> str:
    """Return a text broken between words into two lines, as short as can be."""
    words = text.split(" ")
    halves = ("\n".join((" ".join(words[:n]), " ".join(words[n:]))) for n in range(1, len(words)))
    return min((text, *halves), key=lambda broken: _longest(broken, size))


def _longest(text: str, size: float) -> float:
    return max(text_width(line, size) for line in text.split("\n"))


def _stretched(least: Sequence[float], room: float) -> list[float]:
    """Return widths that fill `room` evenly, none above what looks well; less room shrinks all."""
    if sum(least) > room:
        return [width * room / sum(least) for width in least]
    spare = (room - sum(least)) / len(least)
    return [max(width, min(width + spare, _ROOMIEST)) for width in least]
