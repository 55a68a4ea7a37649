"""The report as a DOCX: the signed plan with outcomes, figures and a chart."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import chain

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.formats.docx.document import (
    compiled_template,
    finished,
    issued_of_printed,
    own_values,
    plan_texts,
    prove_whole,
    without_rows,
)
from plandoc.formats.docx.placeholder import CHART, EMU_PER_MM, OVERVIEW
from plandoc.formats.docx.template import Template
from plandoc.page.chart import Chart, chart_of
from plandoc.page.context import PlanContext, context_of
from plandoc.page.overview import OverviewChart, overview_of
from plandoc.page.report_context import ReportContext
from plandoc.page.report_overview import ChartContext
from plandoc.page.report_plan import ReportApprovals, dated, reported, stated
from plandoc.page.report_tables import line_name, summary_lines
from plandoc.page.sheet import TWIPS_PER_MM
from plandoc.progress.figures import Report
from plandoc.schema.plan import Plan
from plandoc.wording.columns import REPORT

_NO_PROBLEMS: tuple[Problem, ...] = ()


def render_report_document(  # noqa: PLR0913
    plan: Plan,
    report: Report,
    template: bytes | Template | None = None,
    *,
    approvals: ReportApprovals = ReportApprovals.CLEARED,
    created: datetime | None = None,
    extra: Mapping[str, object] | None = None,
) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the report of a plan as a DOCX to sign, and a note if its pictures are missing.

    `report` are the figures of the same plan, `approvals` tells whether its approvals are printed
    and with which dates. The template is that of the plan, so a restyled one
    prints the report as well. The pictures need matplotlib (the extra `charts`); one is omitted if
    matplotlib is not installed or the template has no placeholder for it.

    `extra` is that of `render_document`. The output is deterministic. Raises as that does.
    """
    own = own_values(plan, extra)
    compiled = compiled_template(template, own)
    wording = stated(plan, report)
    shown = reported(dated(plan, report), approvals)
    context = context_of(
        plan, wording, compiled.page, report, shown,
        overview=compiled.has_overview, listed=compiled.lists_figures,
    )  # fmt: skip
    pictures: dict[str, bytes] = {}
    problems = _NO_PROBLEMS
    if compiled.charts and report.standings:
        width = context.page.body / TWIPS_PER_MM
        drawn = (
            chart_of(plan, report, wording, width),
            overview_of(plan, report, wording, width, _room(context)),
        )
        pictures, context, problems = _drawn(*drawn, compiled, context)
    context = _unrepeated(context)
    issued = issued_of_printed(shown, wording, context)
    package = compiled.fill(context, pictures, own, closed=True)
    context = without_rows(context)
    assert context.report is not None
    figures = _figures(report, context.report)
    prove_whole(package, compiled, plan_texts(shown, wording, context.title), figures)
    page = finished(package, plan, issued, context, created, kind=REPORT)
    return page, problems


def _room(context: PlanContext) -> float:
    first = context.report and context.report.overview
    return first.room / TWIPS_PER_MM if first else 0.0


def _unrepeated(context: PlanContext) -> PlanContext:
    """Return a context without a summary that only repeats the first page in words.

    One that the contents name stays.
    """
    told = context.report
    named = any(block.kind == "report" and block.bookmark for block in context.blocks)
    if told is None or named or not told.overview or told.chart or told.summary:
        return context
    return replace(context, report=replace(told, totals=()))


def _drawn(
    chart: Chart, seen: OverviewChart, compiled: Template, context: PlanContext
) -> tuple[dict[str, bytes], PlanContext, tuple[Problem, ...]]:
    """Return the pictures of a report and its context with them, or a note on how to get them.

    A template with both pictures has one bar in that of the first page, none of its own below.
    """
    told = context.report
    assert told is not None
    first = told.overview and replace(told.overview, told=seen.told)
    both = first is not None and OVERVIEW in compiled.charts
    try:
        from plandoc.formats.docx.picture import draw, draw_overview  # noqa: PLC0415
    except ImportError:
        told = replace(told, overview=first)
        return {}, replace(context, report=told), (Problem(Code.CHART_UNAVAILABLE),)
    pictures = {}
    if first and both:
        pictures[OVERVIEW] = draw_overview(seen)
        first = replace(first, picture=_picture(seen))
    if CHART in compiled.charts and not (both and len(chart.bars) == 1):
        pictures[CHART] = draw(chart)
        told = replace(told, chart=_picture(chart))
    return pictures, replace(context, report=replace(told, overview=first)), _NO_PROBLEMS


def _picture(drawn: Chart | OverviewChart) -> ChartContext:
    size = {side: round(getattr(drawn, side) * EMU_PER_MM) for side in ("width", "height")}
    return ChartContext(drawn.caption, drawn.alternative, **size)


def _figures(report: Report, context: ReportContext) -> Iterator[Iterable[str]]:
    """Yield the additional texts of a report in groups: lines of figures by table."""
    yield from ((text,) for text in (context.heading, context.as_of))
    if context.totals:
        yield (context.summary_heading,)
        yield context.totals
    if context.overview:
        yield (f"{context.overview.figure} {context.overview.caption}", context.overview.note)
        yield (group.heading for group in context.overview.groups)
        yield from (group.lines for group in context.overview.groups)
    for table, lines in zip(context.summary, summary_lines(report).values(), strict=True):
        headings = (column.heading for column in table.columns)
        rows = (
            (line_name(line), *(value.text for value in row.values[1:]))
            for line, row in zip(lines, table.lines, strict=True)
        )
        total = (value.text for value in table.total.values)
        yield chain((table.heading,), headings, *rows, total)
    yield (context.rules_heading, *context.rules)
