"""What a template may name of a report: `ReportContext`, in finished strings."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from plandoc.page.report_tables import SummaryContext, share_text, summaries, summary_lines
from plandoc.page.sheet import Page
from plandoc.progress.figures import Report, State
from plandoc.wording.phrases import NBSP, Wording, held_together
from plandoc.words.language import words_in
from plandoc.words.tables.report import DocumentOfReport


@dataclass(frozen=True, slots=True)
class ChartContext:
    """The chart: its caption, what it shows in words, its size in English metric units."""

    caption: str
    alternative: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ReportContext:
    """The texts that make a report of a plan; `chart` is there only where a picture was drawn."""

    heading: str
    as_of: str
    summary_heading: str
    totals: tuple[str, ...]
    chart: ChartContext | None
    summary: tuple[SummaryContext, ...]
    rules_heading: str
    rules: tuple[str, ...]


def report_context(
    report: Report, wording: Wording, page: Page, *, numbered: bool
) -> ReportContext:
    """Return the report in finished strings, laid out for `page`, without its chart.

    `numbered` tells that the plan's table bears numbers, by which activities can be named.
    """
    words = words_in(wording.language).report
    document = words.document
    return ReportContext(
        heading=document.heading,
        as_of=as_of(report, wording),
        summary_heading=document.summary,
        totals=tuple(map(held_together, _totals(report, document, wording, numbered=numbered))),
        chart=None,
        summary=tuple(summaries(report, words, wording.language, page)),
        rules_heading=document.rules,
        rules=tuple(held_together(words.rules[name]) for name in _rules(report)),
    )


def _rules(report: Report) -> Iterator[str]:
    """Yield what is told of how figures are counted, the rules of the tables that are there."""
    yield from ("due", "on_time_share", "done_share")
    yield from (key for key, lines in summary_lines(report).items() if lines)


def as_of(report: Report, wording: Wording) -> str:
    """Return `по состоянию на 1 июня 2019 г.`, never split within the date."""
    date = wording.date(report.today).replace(" ", NBSP)
    return words_in(wording.language).report.as_of.format(date=date)


def report_title(title: str, report: Report, wording: Wording) -> str:
    """Return on one line what the report of a plan with this title is called."""
    words = words_in(wording.language).report
    titled = words.title.format(title=title)
    said = words.document.file_title.format(title=titled, as_of=as_of(report, wording))
    return said.replace(NBSP, " ")


def _totals(
    report: Report, words: DocumentOfReport, wording: Wording, *, numbered: bool
) -> Iterator[str]:
    """Yield what is said of the whole plan before the tables."""
    total = report.total

    def share(part: Fraction | None) -> str:
        return "" if part is None else f" ({share_text(part, wording.language)}{NBSP}%)"

    yield words.planned.format(
        planned=total.planned,
        removed=total.states[State.REMOVED],
        done=total.done,
        share=share(total.done_share),
    )
    yield words.due.format(
        due=total.due,
        on_time=total.due_states[State.ON_TIME],
        share=share(total.on_time_share),
    )
    if overdue := total.states[State.OVERDUE]:
        named = ", ".join(_overdue(report, numbered=numbered))
        yield words.overdue.format(count=overdue, activities=named)


def _overdue(report: Report, *, numbered: bool) -> Iterator[str]:
    """Yield what is overdue, by number where a number tells which it is, else by title."""
    times = Counter(standing.row.number for standing in report.standings)
    for standing in report.standings:
        if standing.state is State.OVERDUE:
            number = standing.row.number.strip().rstrip(".") if numbered else ""
            title = f"«{' '.join(standing.row.activity.title.split())}»"
            if number and times[standing.row.number] == 1:
                yield number
            else:
                yield f"{number} {title}".strip()
