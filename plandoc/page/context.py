"""The context of templates: `PlanContext` with all names that a template may use.

Widths are in twentieths of a point (twips); everything else is finished text.
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
from plandoc.wording.phrases import Wording, person_name, with_non_breaking

_BULLET = re.compile(r"\s*[-–—•·*]\s")
_UNSPLIT_SHARE = 0.6
_KEPT_ROWS = 2


@dataclass(frozen=True, slots=True)
class PageContext:
    """The page size and orientation."""

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
    """A line of a cell; `bullet` tells whether it begins with a bullet, which stays in the text."""

    text: str
    bullet: bool


@dataclass(frozen=True, slots=True)
class CellContext:
    """A cell of an activity; the outcome cell has a bookmark that identifies the activity."""

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
    """A signature below the table."""

    post: str
    name: str
    date: str


@dataclass(frozen=True, slots=True)
class PropertiesContext:
    """The document properties."""

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
    """All names that a template may use."""

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
    """Return the context of a plan, or of its report if `report` is given, laid out for `page`.

    Raises `PlandocError` if the gender of УТВЕРЖДЕН- is unknown.
    """
    printed = reported(plan, approvals) if report else plan
    table = PlanTable.of(printed, wording, page, filled=report is not None)
    page = table.page
    title = " ".join(wording.title(plan).split())
    numbered = any(column.key == "number" for column in table.columns)
    return PlanContext(
        title=with_non_breaking(wording.title(printed)),
        approval_levels=approval_levels(printed, wording, page.approvals or page),
        columns=tuple(
            ColumnContext(column.heading, str(number), width)
            for number, (column, width) in enumerate(
                zip(table.columns, table.whole_widths, strict=True), 1
            )
        ),
        column_numbers=printed.layout.column_numbers,
        # Signatures stay together with the last rows; in a report, with the summary.
        rows=tuple(_rows(printed, wording, table, signed=bool(printed.signatures) and not report)),
        short_names_heading=wording.words.short_names,
        short_names=tuple(wording.short_names(printed))
        if printed.short_names_shown is ShortNames.LISTED
        else (),
        notes=tuple(map(with_non_breaking, printed.notes)),
        signatures=tuple(
            SignatureContext(
                post=signature.post,
                name=person_name(signature.name),
                date=wording.blank_date(signature.date) if signature.date else "",
            )
            for signature in printed.signatures
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
