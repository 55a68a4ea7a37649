"""The report of a plan file on disk, and where the plan stands on a day."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import OutputError, Place, Problem
from plandoc.formats.docx.report import render_report_document
from plandoc.formats.docx.template import Template
from plandoc.formats.xlsx.report import render_report_workbook
from plandoc.page.report_plan import ReportApprovals
from plandoc.progress.figures import Report, report_of
from plandoc.project.files import differs, explained, write_together
from plandoc.project.history import plan_at
from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class Reported:
    """The figures of a report, its two files and what was said on the way."""

    plan: Plan
    report: Report
    document: Path
    workbook: Path
    problems: tuple[Problem, ...]


def report(  # noqa: PLR0913
    path: Path | str,
    out: Path | str,
    *,
    today: date,
    as_of: date | None = None,
    template: Template | None = None,
    approvals: ReportApprovals = ReportApprovals.CLEARED,
    created: datetime | None = None,
    force: bool = False,
) -> Reported:
    """Write the report of a plan file into the folder `out` as DOCX and XLSX, or neither.

    Figures are those of `today`; with `as_of` the outcomes are taken as they were at the end of
    that day, by the journal beside the plan. A file that stands there is replaced only with
    `force`.

    Raises `PlanFileError`, `TemplateError`, `TrackingError`, `OutputError`.
    """
    path, out = Path(path), Path(out)
    plan, problems = plan_at(path, as_of)
    figures = report_of(plan, today)
    document, notes = render_report_document(
        plan, figures, template, approvals=approvals, created=created
    )
    document_path, workbook_path = (out / f"{path.stem}-report.{kind}" for kind in ("docx", "xlsx"))
    workbook = render_report_workbook(plan, figures, created=created)
    made = {document_path: document, workbook_path: workbook}
    stale = [target for target, data in made.items() if differs(target, data)]
    if stale and not force:
        raise OutputError([Problem(Code.FILE_EXISTS, place=Place(file=str(t))) for t in stale])
    with explained(out):
        out.mkdir(parents=True, exist_ok=True)
    write_together({t: d for t, d in made.items() if t in stale or not t.exists()}, force=force)
    return Reported(plan, figures, document_path, workbook_path, (*problems, *notes))


def status(
    path: Path | str, *, today: date, as_of: date | None = None
) -> tuple[Plan, Report, tuple[Problem, ...]]:
    """Return a plan with its figures on a day, as `report` would write them.

    Raises `PlanFileError`.
    """
    plan, problems = plan_at(Path(path), as_of)
    return plan, report_of(plan, today), problems
