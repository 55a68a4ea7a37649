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
    own_values,
    plan_texts,
    prove_whole,
)
from plandoc.formats.docx.placeholder import EMU_PER_MM
from plandoc.formats.docx.template import Template
from plandoc.page.chart import Chart, chart_of
from plandoc.page.context import PlanContext, context_of
from plandoc.page.report_context import ChartContext, ReportContext
from plandoc.page.report_plan import ReportApprovals, reported
from plandoc.page.report_tables import line_name, summary_lines
from plandoc.page.sheet import TWIPS_PER_MM
from plandoc.progress.figures import Report
from plandoc.schema.plan import Plan
from plandoc.wording.columns import REPORT
from plandoc.wording.phrases import Wording

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
    """Return the report of a plan as a DOCX to sign, and a note if its chart is missing.

    `report` are the figures of the same plan, `approvals` tells whether its approvals are printed
    and with which dates. The template is that of the plan, so a restyled one
    prints the report as well. The chart needs matplotlib (the extra `charts`); it is omitted if
    matplotlib is not installed or the template has no placeholder picture.

    `extra` is that of `render_document`. The output is deterministic. Raises as that does.
    """
    own = own_values(plan, extra)
    compiled = compiled_template(template, own)
    wording = Wording(plan.language)
    shown = reported(plan, approvals)
    context = context_of(plan, wording, compiled.page, report, approvals)
    picture, problems = b"", _NO_PROBLEMS
    if compiled.chart and report.standings:
        chart = chart_of(plan, report, wording, context.page.body / TWIPS_PER_MM)
        picture, problems = _drawn(chart)
        if picture:
            context = _with_chart(context, chart)
    package = compiled.fill(context, picture, own)
    assert context.report is not None
    figures = _figures(report, context.report)
    prove_whole(package, compiled, plan_texts(shown, wording), figures)
    page = finished(package, plan, shown, context, created, kind=REPORT)
    return page, problems


def _drawn(chart: Chart) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the picture of a chart, or no picture and a note on how to get one."""
    try:
        from plandoc.formats.docx.picture import draw  # noqa: PLC0415
    except ImportError:
        return b"", (Problem(Code.CHART_UNAVAILABLE),)
    return draw(chart), _NO_PROBLEMS


def _with_chart(context: PlanContext, chart: Chart) -> PlanContext:
    assert context.report is not None
    size = {side: round(getattr(chart, side) * EMU_PER_MM) for side in ("width", "height")}
    shown = ChartContext(chart.caption, chart.alternative, **size)
    return replace(context, report=replace(context.report, chart=shown))


def _figures(report: Report, context: ReportContext) -> Iterator[Iterable[str]]:
    """Yield the additional texts of a report in groups: lines of figures by table."""
    yield from ((text,) for text in (context.heading, context.as_of, context.summary_heading))
    yield context.totals
    for table, lines in zip(context.summary, summary_lines(report).values(), strict=True):
        headings = (column.heading for column in table.columns)
        rows = (
            (line_name(line), *(value.text for value in row.values[1:]))
            for line, row in zip(lines, table.lines, strict=True)
        )
        total = (value.text for value in table.total.values)
        yield chain((table.heading,), headings, *rows, total)
    yield (context.rules_heading, *context.rules)
