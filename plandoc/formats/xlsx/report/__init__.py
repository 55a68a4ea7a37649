"""The report as a workbook: figures of one day in, XLSX bytes out."""

from datetime import datetime
from typing import Any

from openpyxl.workbook import Workbook

from plandoc.formats.xlsx.report.breakdown import Breakdown
from plandoc.formats.xlsx.report.frame import Frame
from plandoc.formats.xlsx.report.register import write_register
from plandoc.formats.xlsx.report.totals import write_totals
from plandoc.formats.xlsx.sheets.cells import Pen, ordinary_font
from plandoc.formats.xlsx.sheets.parts import describe, saved
from plandoc.progress.figures import Report
from plandoc.schema.plan import Plan


def render_report_workbook(plan: Plan, report: Report, *, created: datetime | None = None) -> bytes:
    """Return the workbook of a report: totals, executors, months, every activity.

    It holds values, not formulas, since they are those of one day; its tables can be filtered,
    and the charts over them follow. Same report, same bytes: `created` goes into the file's
    properties and its zip entries, and without it the file bears no date.

    Raises `TrackingError` with every text that is too long for a cell: nothing is ever cut.
    """
    frame = Frame(plan, report)
    frame.refuse_what_does_not_fit()
    book: Any = Workbook()
    ordinary_font(book)
    pen = Pen(book)
    sheets = {"totals": book.active}
    for key in ("executors", "months", "register"):
        sheets[key] = book.create_sheet()
    for key, sheet in sheets.items():
        sheet.title = frame.words.sheets[key]
    write_totals(frame, sheets["totals"], pen)
    Breakdown(frame, sheets["executors"], pen, "executors", report.executors).write()
    Breakdown(frame, sheets["months"], pen, "months", report.months).write()
    write_register(frame, sheets["register"], pen)
    pen.close()
    describe(
        book,
        title=frame.title,
        subject=frame.as_of,
        author=plan.author,
        language=plan.language,
        created=created,
    )
    book.active = 0
    return saved(book, stamp=created)
