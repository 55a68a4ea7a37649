"""The tracking workbook of a plan as XLSX."""

from datetime import date, datetime

from plandoc.formats.xlsx.sheets.book import Book
from plandoc.formats.xlsx.sheets.cells import escaped
from plandoc.formats.xlsx.sheets.parts import saved
from plandoc.formats.xlsx.sheets.pen import Pen
from plandoc.formats.xlsx.tracking.guide import write_frame, write_guide, write_lists
from plandoc.formats.xlsx.tracking.issued import write_issued
from plandoc.formats.xlsx.tracking.layout import Layout
from plandoc.formats.xlsx.tracking.load import load_shown, write_load
from plandoc.formats.xlsx.tracking.months import Months
from plandoc.formats.xlsx.tracking.register import Register
from plandoc.formats.xlsx.tracking.summary import Summary, soon_reference
from plandoc.formats.xlsx.tracking.workings import Workings
from plandoc.ooxml.collector import collector_paused
from plandoc.ooxml.properties import CoreProperties
from plandoc.schema.plan import Plan


@collector_paused()
def render_tracking(
    plan: Plan,
    *,
    created: datetime | None = None,
    executor: str | None = None,
    today: date | None = None,
) -> bytes:
    """Return the tracking workbook of a plan including its outcomes; the output is deterministic.

    `created` is written to the file properties and ZIP entries; without it the file has no date.
    States and totals are formulas; `today`, by default the day of `created`, is the day of the
    figures that programs show which do not compute them.
    With `executor`, the workbook contains only the activities of that executor, with the same ids,
    numbers and order numbers; `""` selects activities without an executor (`by_executor`).

    Raises `TrackingError` with every text that is too long for a cell (texts are never truncated),
    and for an unknown executor.
    """
    return saved(_written(plan, created, executor, today or (created and created.date())))


def _written(plan: Plan, created: datetime | None, executor: str | None, today: date | None) -> Pen:
    """Return the pen that wrote the sheets; what was known of their rows is forgotten."""
    layout = Layout(plan, executor, today=today)
    layout.check_limits()
    about = CoreProperties(
        title=layout.title,
        subject=layout.words.subject,
        author=plan.author,
        language=plan.language,
        created=created,
    )
    known = {name: escaped(value) for name, value in layout.manifest.items()}
    pen = Pen(book := Book(about, known))
    load = load_shown(layout)
    shown = ["summary", "months", *(["load"] if load else []), "guide"]
    keys = ["register", "lists", "workings", *shown, "issued"]
    sheets = {key: book.add(layout.words.sheets[key]) for key in keys}
    register = Register(layout, sheets["register"], pen, soon_reference(sheets["summary"]))
    register.write()
    workings = Workings(register, sheets["workings"], pen)
    Summary(layout, workings, sheets["summary"], pen).write()
    Months(layout, workings, sheets["months"], pen).write()
    if load:
        write_load(layout, load, sheets["load"], pen)
    write_guide(layout, sheets["guide"], pen)
    write_lists(layout, sheets["lists"], pen)
    seen = [sheets[key] for key in ("register", *shown)]
    write_frame(seen, register.header, sheets["lists"], pen)
    workings.write()
    write_issued(layout, sheets["issued"], pen)
    return pen
