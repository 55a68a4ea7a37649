"""Writing the report of a plan file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from plandoc.errors import Problem
from plandoc.formats.docx.report import render_report_document
from plandoc.formats.docx.template import Template
from plandoc.formats.xlsx.report import render_report_workbook
from plandoc.page.report_plan import ReportApprovals
from plandoc.progress.figures import Report, report
from plandoc.project.history import plan_at
from plandoc.project.names import Names
from plandoc.project.one_writer import exclusive
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.project.plan_file import PlanFile
from plandoc.project.sealing import seal_warnings
from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class Reported:
    """The figures of a report, its two files, problems.

    `kept` are the new locations of existing files that somebody saved.
    """

    plan: Plan
    report: Report
    document: Path
    workbook: Path
    problems: tuple[Problem, ...]
    kept: Mapping[Path, Path]


def report_file(  # noqa: PLR0913
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
    """Write the report of a plan file to the folder `out` as DOCX and XLSX, or neither.

    Figures are those of `today`; with `as_of`, the outcomes are those at the end of that day,
    according to the journal. `approvals` and `template` are those of `render_report_document`. An
    existing file that nobody saved since it was written is replaced; one that somebody saved is
    moved aside, and one that plandoc did not write is refused. `force` replaces any.

    Raises `PlanFileError`, `TemplateError`, `TrackingError`, `OutputError`.
    """
    with exclusive(path):
        file, out = PlanFile.load(path), Path(out)
        plan, problems = plan_at(file, as_of)
        path, sealing, pictures = file.path, seal_warnings(file), file.pictures(template)
        del file  # its text is not needed any more
        figures = report(plan, today)
        page, notes = render_report_document(
            plan,
            figures,
            template,
            approvals=approvals,
            created=created,
            extra=pictures,
        )
        existing = Existing.draft(force=force)
        names, stem = Names(out, plan.language), path.stem
        paths = [names.take(stem, end, lambda words: words.report) for end in (".docx", ".xlsx")]
        document = Output(paths[0], page, existing)
        tables = render_report_workbook(plan, figures, created=created)
        workbook = Output(paths[1], tables, existing)
        outputs = [document, workbook]
        written = write_all(outputs, folder=out, plan=path, language=names.locale)
        about = template.problems if template else ()
        reported = (*about, *problems, *sealing, *notes, *names.problems)
        return Reported(plan, figures, document.path, workbook.path, reported, written.kept)
