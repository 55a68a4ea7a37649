"""The context of the report in templates: `ReportContext`."""

from collections.abc import Iterator
from dataclasses import dataclass

from plandoc.page.report_overview import ChartContext, OverviewContext
from plandoc.page.report_tables import (
    SummaryContext,
    due_text,
    in_brackets,
    summaries,
    summary_lines,
)
from plandoc.page.sheet import Page
from plandoc.progress.figures import Report, State
from plandoc.schema.plan import Plan
from plandoc.wording.declined import in_case
from plandoc.wording.mentions import mentions
from plandoc.wording.phrases import NBSP, Wording, with_non_breaking
from plandoc.words.language import words_in
from plandoc.words.tables.report import DocumentOfReport
from plandoc.words.texts import one_line


@dataclass(frozen=True, slots=True)
class ReportContext:
    """The texts of a report; `chart` is `None` unless a picture was drawn.

    `overview` is its first page, which it has only in a document.

    `heading` stands above the title of the document, which goes on with it where the kind of the
    plan can be declined: `ОТЧЁТ`, `о выполнении плана работы`.
    """

    heading: str
    as_of: str
    overview: OverviewContext | None
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
        heading=document.heading if report_of(plan, wording) is None else document.word,
        as_of=as_of(report, wording),
        overview=None,
        summary_heading=document.summary,
        totals=tuple(map(with_non_breaking, _totals(plan, report, document, wording))),
        chart=None,
        summary=tuple(summaries(report, words, wording.language, page)),
        rules_heading=document.rules,
        rules=tuple(with_non_breaking(words.rules[name]) for name in _rules(report)),
    )


def _rules(report: Report) -> Iterator[str]:
    """Yield the names of the counting rules that apply to the tables of the report."""
    yield from ("due", "on_time_share", "done_share", "lists", "curve")
    yield from (key for key, lines in summary_lines(report).items() if lines)


def report_of(plan: Plan, wording: Wording) -> str | None:
    """Return `о выполнении плана работы …`, `None` if the kind of the plan is not known."""
    found = in_case(wording.title(plan), "genitive", plan, wording)
    form = words_in(wording.language).report.document.of_plan
    return form.format(title=found.text) if found.whole else None


def as_of(report: Report, wording: Wording) -> str:
    """Return `по состоянию на 1 июня 2019 г.` without line breaks inside the date."""
    date = wording.date(report.today).replace(" ", NBSP)
    return words_in(wording.language).report.as_of.format(date=date)


def report_name(plan: Plan, wording: Wording) -> str:
    """Return what a report is called, on one line: `Отчёт о выполнении плана работы …`."""
    words = words_in(wording.language).report
    declined = report_of(plan, wording)
    if declined is None:
        return words.title.format(title=one_line(wording.title(plan)))
    return words.named.format(of_plan=one_line(declined))


def report_title(plan: Plan, report: Report, wording: Wording) -> str:
    """Return the title of the report of a plan on one line."""
    words = words_in(wording.language).report
    titled = report_name(plan, wording)
    text = words.document.file_title.format(title=titled, as_of=as_of(report, wording))
    return text.replace(NBSP, " ")


def _totals(plan: Plan, report: Report, words: DocumentOfReport, wording: Wording) -> Iterator[str]:
    """Yield the sentences about the whole plan."""
    total = report.total
    yield words.planned.format(
        planned=total.planned,
        removed=total.states[State.REMOVED],
        done=total.done,
        share=in_brackets(total.done_share, wording.language),
    )
    yield due_text(total, words, wording.language)
    if overdue := total.states[State.OVERDUE]:
        rows = [s.row for s in report.counted if s.state is State.OVERDUE]
        *first, last = numbers = [row.number.strip().rstrip(".") for row in rows]
        activities, form = mentions(rows, plan), words.overdue_named
        if activities == ", ".join(numbers):
            form = words.overdue_many if first else words.overdue_one
            activities = words.pair.format(first=", ".join(first), last=last) if first else last
        yield form.format(count=overdue, activities=activities)
