"""Every name that a template may use, with finished strings: `PlanContext` and what it holds.

Widths are in twentieths of a point, as Word counts them; everything else is text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from plandoc.columns import ColumnView, cell_text, columns_of
from plandoc.measure import LINE_HEIGHT, MM_PER_POINT, text_width
from plandoc.page import Page, twips
from plandoc.requisites import ApprovalLevel, approval_levels
from plandoc.schema.layout import Orientation
from plandoc.schema.plan import ActivityRow, Plan, SectionRow, ShortNames
from plandoc.widths import PADDING, Cells, comfortable_widths, least_widths, proposed_widths
from plandoc.wording import Wording, names_unbroken, person_name

_BULLET = re.compile(r"\s*[-–—•·*]\s")  # noqa: RUF001
_BINDING_MARGIN = 30.0
_UNSPLIT_SHARE = 0.6


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
    page: PageContext
    properties: PropertiesContext


def context_of(plan: Plan, wording: Wording, page: Page) -> PlanContext:
    """Return the plan in finished strings, laid out for `page`.

    Raises `PlandocError` where the language lacks a form (УТВЕРЖДЕН- without a known gender).
    """
    columns = columns_of(plan, wording)
    rows = list(plan.rows())
    cells = [_texts(row, columns, plan, wording) for row in rows if isinstance(row, ActivityRow)]
    page, widths = laid_out(plan, columns, cells, page)
    cell_widths = _whole(widths, page.body)
    return PlanContext(
        title=wording.title(plan),
        approval_levels=approval_levels(plan, wording, page),
        columns=tuple(
            ColumnContext(column.heading, str(number), width)
            for number, (column, width) in enumerate(zip(columns, cell_widths, strict=True), 1)
        ),
        column_numbers=plan.layout.column_numbers,
        rows=tuple(_rows(rows, cells, columns, widths, cell_widths, plan, wording, page)),
        short_names_heading=wording.words["short_names"],
        short_names=tuple(wording.short_names(plan))
        if plan.short_names_shown is ShortNames.LISTED
        else (),
        notes=tuple(map(names_unbroken, plan.notes)),
        signatures=tuple(
            SignatureContext(
                post=signature.post,
                name=person_name(signature.name),
                date=wording.blank_date(signature.date) if signature.date else "",
            )
            for signature in plan.signatures
        ),
        page=PageContext(
            width=twips(page.width),
            height=twips(page.height),
            left=twips(page.left),
            body=twips(page.body),
            orientation="landscape" if page.width > page.height else "portrait",
        ),
        properties=PropertiesContext(
            title=" ".join(wording.title(plan).split()),
            author=plan.author,
            subject=wording.period(plan.period),
            language=plan.language,
            plan_id=plan.id,
            revision=str(plan.revision),
            schema_version=str(plan.schema_version),
            content_hash=plan.content_hash,
        ),
    )


def laid_out(
    plan: Plan, columns: Sequence[ColumnView], cells: Cells, page: Page
) -> tuple[Page, list[float]]:
    """Return the page as the plan wants it, with the widths of its columns in millimetres."""
    size = page.table_size
    if plan.layout.kept_over_ten_years:
        page = replace(page, left=max(page.left, _BINDING_MARGIN))
    least = least_widths(columns, cells, size)
    landscape = plan.layout.orientation is Orientation.LANDSCAPE
    if plan.layout.orientation is Orientation.AUTO:
        landscape = sum(comfortable_widths(columns, least)) > page.turned(landscape=False).body
    page = page.turned(landscape=landscape)
    return page, proposed_widths(columns, cells, least, page.body, size)


def _whole(widths: Sequence[float], total: float) -> list[int]:
    """Return widths in twips that add up to the whole table."""
    whole = [twips(width) for width in widths]
    whole[-1] += twips(total) - sum(whole)
    return whole


def _texts(
    row: ActivityRow, columns: Sequence[ColumnView], plan: Plan, wording: Wording
) -> list[str]:
    return [names_unbroken(cell_text(row, column.key, plan, wording)) for column in columns]


def _rows(  # noqa: PLR0913
    rows: Sequence[SectionRow | ActivityRow],
    cells: Cells,
    columns: Sequence[ColumnView],
    widths: Sequence[float],
    cell_widths: Sequence[int],
    plan: Plan,
    wording: Wording,
    page: Page,
) -> Iterator[RowContext]:
    headings = [column.heading for column in columns]
    room = page.height - page.top - page.bottom - _height(headings, widths, page.table_size)
    texts = iter(cells)
    bookmarked = next((i for i, c in enumerate(columns) if c.key == "outcome"), 0)
    for index, row in enumerate(rows, 1):
        if isinstance(row, SectionRow):
            yield RowContext(row.level, wording.section_heading(row), (), "on", "on", index)
            continue
        line = next(texts)
        unsplit = _height(line, widths, page.table_size) <= room * _UNSPLIT_SHARE
        keep = index == len(rows) and bool(plan.signatures) and not plan.notes and unsplit
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
                    zip(line, columns, cell_widths, strict=True)
                )
            ),
            unsplit="on" if unsplit else "off",
            keep="on" if keep else "off",
            index=index,
        )


def _height(texts: Sequence[str], widths: Sequence[float], size: float) -> float:
    """Return the height of a row in millimetres, rather too much than too little."""
    ragged = 1.15
    lines = max(
        sum(
            max(1, ceil(text_width(line, size) * ragged / (width - PADDING)))
            for line in text.split("\n")
        )
        for text, width in zip(texts, widths, strict=True)
    )
    return lines * size * LINE_HEIGHT * MM_PER_POINT
