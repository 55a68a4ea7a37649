"""The report as an XLSX workbook."""

from datetime import datetime

from plandoc.formats.xlsx.report.breakdown import Breakdown
from plandoc.formats.xlsx.report.frame import Frame
from plandoc.formats.xlsx.report.register import write_register
from plandoc.formats.xlsx.report.totals import write_totals
from plandoc.formats.xlsx.sheets.book import Book
from plandoc.formats.xlsx.sheets.parts import saved
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.ooxml.properties import CoreProperties
from plandoc.progress.figures import Report
from plandoc.schema.plan import Plan
from plandoc.wording.columns import REPORT


def render_report_workbook(plan: Plan, report: Report, *, created: datetime | None = None) -> bytes:
    """Return the workbook of a report: totals, executors, months, all activities.

    It contains values instead of formulas, because the figures are those of one day. Its tables can
    be filtered, and the charts follow the filter. The output is deterministic: `created` is written
    to the file properties and ZIP entries, and without it the file has no date.

    Raises `TrackingError` with every text that is too long for a cell; texts are never truncated.
    """
    frame = Frame(plan, report)
    frame.check_limits()
    about = CoreProperties(
        title=frame.title,
        subject=frame.as_of,
        author=plan.author,
        language=plan.language,
        created=created,
    )
    pen = Pen(book := Book(about, {"plandoc.kind": REPORT}))
    keys = ("totals", "executors", "months", "register")
    sheets = {key: book.add(frame.words.sheets[key]) for key in keys}
    write_totals(frame, sheets["totals"], pen)
    Breakdown(frame, sheets["executors"], pen, "executors", report.executors).write()
    Breakdown(frame, sheets["months"], pen, "months", report.months).write()
    write_register(frame, sheets["register"], pen)
    return saved(pen)
