"""The tables of a report: figures for each section, executor and month.

Figures are in narrow columns with vertical headings, so that all of them fit on portrait pages.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from babel.numbers import format_decimal

from plandoc.page.measure import LINE_HEIGHT, MM_PER_POINT, text_width
from plandoc.page.sheet import Page, twips
from plandoc.page.widths import PADDING
from plandoc.progress.figures import Counts, Line, Report, State
from plandoc.schema.columns import Align
from plandoc.wording.phrases import NBSP, with_non_breaking
from plandoc.words.tables.report import DocumentOfReport, ReportWords

NOTHING = "–"
"""Printed for a count of zero and for an undefined share, as in official tables."""

_ROOMIEST = 14.0
_LEAST_NAME = 30.0
_ROOMY_NAME = 60.0
_HEADING_ROOM = 6.0
_RAGGED = 1.15
_FEWEST = 15
"""The number of activities from which tables of figures tell more than the plan."""


@dataclass(frozen=True, slots=True)
class FigureColumnContext:
    """A column of a summary: its heading, its width, and the text direction of the heading."""

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
    """A row of a summary, the name first; `keep` keeps it on the same page as the next row."""

    values: tuple[ValueContext, ...]
    keep: str


@dataclass(frozen=True, slots=True)
class SummaryContext:
    """A table of figures with a total row; `height` is the height of its headings."""

    heading: str
    columns: tuple[FigureColumnContext, ...]
    lines: tuple[SummaryLineContext, ...]
    total: SummaryLineContext
    height: int


def summary_lines(report: Report) -> dict[str, tuple[Line, ...]]:
    """Return the lines of each informative table, by its key.

    A table with nothing but the unassigned line would only repeat the total and is omitted. If all
    tables would be omitted, the first one is kept for its total. A short plan has none: its own
    table and the sentences say the same.
    """
    if report.total.planned < _FEWEST:
        return {}
    tables = {
        "sections": report.sections,
        "executors": report.executors,
        "months": report.months,
    }
    informative = {key: lines for key, lines in tables.items() if any(line.key for line in lines)}
    return informative or {"sections": ()}


def line_name(line: Line) -> str:
    """Return the name of a line, with the label of a section before its title."""
    return f"{line.label} {line.name}".strip()


def share_text(share: Fraction | None, language: str) -> str:
    """Return a share in percent without the sign, with one decimal: `53,3`, `25,0`."""
    if share is None:
        return NOTHING
    return str(format_decimal(float(share * 100), "0.0", locale=language))


def in_brackets(share: Fraction | None, language: str) -> str:
    """Return a share as it follows a number: ` (53,3 %)`; nothing for one that is undefined."""
    return "" if share is None else f" ({share_text(share, language)}{NBSP}%)"


def due_text(total: Counts, words: DocumentOfReport, language: str) -> str:
    """Return how many activities are due and how many of them were in time, and early ones."""
    told = words.due.format(
        due=total.due,
        on_time=total.due_states[State.ON_TIME],
        share=in_brackets(total.on_time_share, language),
    )
    early = total.states[State.ON_TIME] - total.due_states[State.ON_TIME]
    return f"{told} {words.early.format(early=early)}" if early else told


def summaries(
    report: Report, words: ReportWords, language: str, page: Page
) -> Iterator[SummaryContext]:
    """Yield the tables of a report, all with the page width and the same column widths."""
    figures = _figures(report.total, words, language)
    tables = {
        key: [
            [
                with_non_breaking(line_name(line)),
                *(figure(line.counts) for figure in figures.values()),
            ]
            for line in lines
        ]
        for key, lines in summary_lines(report).items()
    }
    whole = [words.names.total, *(figure(report.total) for figure in figures.values())]
    rows = [whole, *(row for lines in tables.values() for row in lines)]
    layout = _Layout.of(list(figures), rows, page)
    for key, lines in tables.items():
        headings = (words.tables[key.removesuffix("s")], *layout.headings)
        yield SummaryContext(
            heading=words.tables[key],
            columns=tuple(
                FigureColumnContext(heading, width, "btLr" if index else "lrTb")
                for index, (heading, width) in enumerate(zip(headings, layout.widths, strict=True))
            ),
            lines=tuple(
                layout.line(texts, keep=index in (0, len(lines) - 1))
                for index, texts in enumerate(lines)
            ),
            total=layout.line(whole, keep=False),
            height=layout.height,
        )


def _figures(
    total: Counts, words: ReportWords, language: str
) -> dict[str, Callable[[Counts], str]]:
    """Return a formatter for the figures under each heading; a share follows its numerator.

    The column «Done, no date given» is omitted unless the plan has such outcomes.
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
    """Column widths, headings broken to fit, and the height of the headings.

    Widths and height are in twips.
    """

    headings: Sequence[str]
    widths: Sequence[int]
    height: int
    size: float

    @classmethod
    def of(cls, headings: Sequence[str], rows: Sequence[Sequence[str]], page: Page) -> "_Layout":
        """Return the layout of tables with these figure headings.

        Figure columns are as narrow as their headings allow; headings have two lines if the page is
        wide enough. Space not needed for names widens the figure columns up to a maximum.
        """
        size = page.summary_measure
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
        )

    def line(self, texts: Sequence[str], *, keep: bool) -> SummaryLineContext:
        """Return a row with its name aligned left and its figures centred."""
        return SummaryLineContext(
            values=tuple(
                ValueContext(text, width, (Align.CENTER if index else Align.LEFT).value)
                for index, (text, width) in enumerate(zip(texts, self.widths, strict=True))
            ),
            keep="on" if keep else "off",
        )


def _halved(text: str, size: float) -> str:
    """Return a text broken between words into two lines of minimum width."""
    words = text.split(" ")
    halves = ("\n".join((" ".join(words[:n]), " ".join(words[n:]))) for n in range(1, len(words)))
    return min((text, *halves), key=lambda broken: _longest(broken, size))


def _longest(text: str, size: float) -> float:
    return max(text_width(line, size) for line in text.split("\n"))


def _stretched(least: Sequence[float], room: float) -> list[float]:
    """Return widths that fill `room` evenly up to a maximum, or shrink to fit it."""
    if sum(least) > room:
        return [width * room / sum(least) for width in least]
    spare = (room - sum(least)) / len(least)
    return [max(width, min(width + spare, _ROOMIEST)) for width in least]
