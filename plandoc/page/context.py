"""Every name that a template may use, with finished strings: `PlanContext` and what it holds.

Widths are in twentieths of a point, as Word counts them; everything else is text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plandoc.page.approvals import ApprovalLevel, approval_levels
from plandoc.page.report_context import ReportContext, report_context, report_title
from plandoc.page.report_plan import ReportApprovals, reported
from plandoc.page.sheet import Page, twips
from plandoc.page.table import PlanTable
from plandoc.progress.figures import Report
from plandoc.schema.plan import Plan, ShortNames
from plandoc.schema.rows import SectionRow
from plandoc.wording.phrases import Wording, held_together, person_name

_BULLET = re.compile(r"\s*[-–—•·*]\s")
_UNSPLIT_SHARE = 0.6
_KEPT_ROWS = 2


@dataclass(frozen=True, slots=True)
class PageContext:
    """The sheet as the template writes it."""

    width: int
    height: int
    left: int
    body: int
    orientation: str


@dataclass(frozen=True, slots=True)
class ColumnContext:
    """A column: its heading, its number from 1 and its width."""

    heading: str
    number: str
    width: int


@dataclass(frozen=True, slots=True)
class LineContext:
    """A line of a cell; a bullet keeps the mark that its author typed."""

    text: str
    bullet: bool


@dataclass(frozen=True, slots=True)
class CellContext:
    """A cell of an activity. The outcome's has a bookmark by which it is found again."""

    lines: tuple[LineContext, ...]
    align: str
    width: int
    bookmark: str


@dataclass(frozen=True, slots=True)
class RowContext:
    """A row of the table: a section (`level` 1 to 3, `heading`) or an activity (`level` 0)."""

    level: int
    heading: str
    cells: tuple[CellContext, ...]
    unsplit: str
    keep: str
    index: int


@dataclass(frozen=True, slots=True)
class SignatureContext:
    """A signature under the table."""

    post: str
    name: str
    date: str


@dataclass(frozen=True, slots=True)
class PropertiesContext:
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    language: str
    plan_id: str
    revision: str
    schema_version: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class PlanContext:
    """All that a template may name."""

    title: str
    approval_levels: tuple[ApprovalLevel, ...]
    columns: tuple[ColumnContext, ...]
    column_numbers: bool
    rows: tuple[RowContext, ...]
    short_names_heading: str
    short_names: tuple[str, ...]
    notes: tuple[str, ...]
    signatures: tuple[SignatureContext, ...]
    report: ReportContext | None
    page: PageContext
    properties: PropertiesContext


def context_of(
    plan: Plan,
    wording: Wording,
    page: Page,
    report: Report | None = None,
    approvals: ReportApprovals = ReportApprovals.CLEARED,
) -> PlanContext:
    """Return the plan, or with `report` its report, in finished strings laid out for `page`.

    Raises `PlandocError` where the language lacks a form (УТВЕРЖДЕН- without a known gender).
    """
    shown = reported(plan, approvals) if report else plan
    table = PlanTable.of(shown, wording, page, filled=report is not None)
    page = table.page
    title = " ".join(wording.title(plan).split())
    numbered = any(column.key == "number" for column in table.columns)
    return PlanContext(
        title=held_together(wording.title(shown)),
        approval_levels=approval_levels(shown, wording, page),
        columns=tuple(
            ColumnContext(column.heading, str(number), width)
            for number, (column, width) in enumerate(
                zip(table.columns, table.whole_widths, strict=True), 1
            )
        ),
        column_numbers=shown.layout.column_numbers,
        # What a signature takes along is the plan's last rows; in a report it is the summary.
        rows=tuple(_rows(shown, wording, table, signed=bool(shown.signatures) and not report)),
        short_names_heading=wording.words.short_names,
        short_names=tuple(wording.short_names(shown))
        if shown.short_names_shown is ShortNames.LISTED
        else (),
        notes=tuple(map(held_together, shown.notes)),
        signatures=tuple(
            SignatureContext(
                post=signature.post,
                name=person_name(signature.name),
                date=wording.blank_date(signature.date) if signature.date else "",
            )
            for signature in shown.signatures
        ),
        report=report_context(report, wording, page, numbered=numbered) if report else None,
        page=PageContext(
            width=twips(page.width),
            height=twips(page.height),
            left=twips(page.left),
            body=twips(page.body),
            orientation="landscape" if page.width > page.height else "portrait",
        ),
        properties=PropertiesContext(
            title=report_title(title, report, wording) if report else title,
            author=plan.author,
            subject=wording.period(plan.period),
            language=plan.language,
            plan_id=plan.id,
            revision=str(plan.revision),
            schema_version=str(plan.schema_version),
            content_hash=plan.content_hash,
        ),
    )


def _rows(plan: Plan, wording: Wording, table: PlanTable, *, signed: bool) -> Iterator[RowContext]:
    rows = list(plan.rows())
    texts = iter(table.cells)
    widths = table.whole_widths
    tallest = table.room * _UNSPLIT_SHARE
    bookmarked = next((i for i, c in enumerate(table.columns) if c.key == "outcome"), 0)
    for index, row in enumerate(rows, 1):
        if isinstance(row, SectionRow):
            yield RowContext(row.level, wording.section_heading(row), (), "on", "on", index)
            continue
        line = next(texts)
        unsplit = table.height(line) <= tallest
        keep = signed and index > len(rows) - _KEPT_ROWS and unsplit
        yield RowContext(
            level=0,
            heading="",
            cells=tuple(
                CellContext(
                    lines=tuple(LineContext(t, bool(_BULLET.match(t))) for t in text.split("\n")),
                    align=column.align.value,
                    width=width,
                    bookmark=f"plandoc_{row.activity.id}" if i == bookmarked else "",
                )
                for i, (text, column, width) in enumerate(
                    zip(line, table.columns, widths, strict=True)
                )
            ),
            unsplit="on" if unsplit else "off",
            keep="on" if keep else "off",
            index=index,
        )
