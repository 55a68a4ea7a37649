"""The context of the report in templates: `ReportContext`."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from plandoc.page.report_tables import SummaryContext, share_text, summaries, summary_lines
from plandoc.page.sheet import Page
from plandoc.progress.figures import Report, State
from plandoc.schema.plan import Plan
from plandoc.wording.mentions import mentions
from plandoc.wording.phrases import NBSP, Wording, with_non_breaking
from plandoc.words.language import words_in
from plandoc.words.tables.report import DocumentOfReport


@dataclass(frozen=True, slots=True)
class ChartContext:
    """The chart: its caption, its alternative text, its size in English metric units."""

    caption: str
    alternative: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ReportContext:
    """The texts of a report; `chart` is `None` unless a picture was drawn."""

    heading: str
    as_of: str
    summary_heading: str
    totals: tuple[str, ...]
    chart: ChartContext | None
    summary: tuple[SummaryContext, ...]
    rules_heading: str
    rules: tuple[str, ...]


def report_context(plan: Plan, report: Report, wording: Wording, page: Page) -> ReportContext:
    """Return the context of a report laid out for `page`, without its chart."""
    words = words_in(wording.language).report
    document = words.document
    return ReportContext(
        heading=document.heading,
        as_of=as_of(report, wording),
        summary_heading=document.summary,
        totals=tuple(map(with_non_breaking, _totals(plan, report, document, wording))),
        chart=None,
        summary=tuple(summaries(report, words, wording.language, page)),
        rules_heading=document.rules,
        rules=tuple(with_non_breaking(words.rules[name]) for name in _rules(report)),
    )


def _rules(report: Report) -> Iterator[str]:
    """Yield the names of the counting rules that apply to the tables of the report."""
    yield from ("due", "on_time_share", "done_share")
    yield from (key for key, lines in summary_lines(report).items() if lines)


def as_of(report: Report, wording: Wording) -> str:
    """Return `по состоянию на 1 июня 2019 г.` without line breaks inside the date."""
    date = wording.date(report.today).replace(" ", NBSP)
    return words_in(wording.language).report.as_of.format(date=date)


def report_title(title: str, report: Report, wording: Wording) -> str:
    """Return the title of the report of a plan on one line."""
    words = words_in(wording.language).report
    titled = words.title.format(title=title)
    text = words.document.file_title.format(title=titled, as_of=as_of(report, wording))
    return text.replace(NBSP, " ")


def _totals(plan: Plan, report: Report, words: DocumentOfReport, wording: Wording) -> Iterator[str]:
    """Yield the sentences about the whole plan before the tables."""
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
        late = (s.row for s in report.counted if s.state is State.OVERDUE)
        yield words.overdue.format(count=overdue, activities=mentions(late, plan))
