"""The context of templates: `PlanContext` with all names that a template may use.

Widths are in twentieths of a point (twips); everything else is finished text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from plandoc.fieldpath import ROOT
from plandoc.page.approvals import ApprovalLevel, approval_levels, broken, to_fill_in
from plandoc.page.blocks import BlockContext, SignatureContext, with_contents
from plandoc.page.measure import text_width
from plandoc.page.paragraphs import lines, paragraphs
from plandoc.page.report_context import (
    ReportContext,
    report_context,
    report_of,
    report_title,
)
from plandoc.page.report_overview import overview_context
from plandoc.page.report_plan import ReportApprovals, dated, reported
from plandoc.page.sheet import Page, twips
from plandoc.page.spread import Spread
from plandoc.page.table import PlanTable
from plandoc.page.table_context import ColumnContext, RowContext, table_context
from plandoc.progress.figures import Report
from plandoc.schema.approval import Signature
from plandoc.schema.base import copied
from plandoc.schema.blocks import Block, PlanPart
from plandoc.schema.columns import Align
from plandoc.schema.plan import Plan, ShortNames
from plandoc.wording.phrases import NBSP, Wording, person_name, with_non_breaking
from plandoc.words.language import words_in


@dataclass(frozen=True, slots=True)
class PageContext:
    """The page size and orientation.

    `table_size` and `text_size` are sizes of type in half points, 0 for those of the template, as
    are the margins `right`, `top` and `bottom`.
    """

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    body: int
    orientation: str
    table_size: int
    text_size: int


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
    """All names that a template may use.

    `columns` and `rows` are those of the plan's own table; `blocks` is the whole document.
    """

    blocks: tuple[BlockContext, ...]
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


def context_of(  # noqa: PLR0913
    plan: Plan,
    wording: Wording,
    page: Page,
    report: Report | None = None,
    printed: Plan | None = None,
    *,
    overview: bool = True,
    listed: bool = True,
) -> PlanContext:
    """Return the context of a plan, or of its report if `report` is given, laid out for `page`.

    `printed` is the plan as its report has it, by default with its approvals cleared.
    With `overview` a report has its first page; `listed` tells whether contents name its figures.

    Raises `PlandocError` if the gender of УТВЕРЖДЕН- is unknown.
    """
    if printed is None:
        printed = reported(dated(plan, report), ReportApprovals.CLEARED) if report else plan
    template_size = page.table_size
    page = page.laid_out(plan.layout)
    title = " ".join(wording.title(plan).split())
    properties = PropertiesContext(
        title=report_title(plan, report, wording) if report else title,
        author=plan.author,
        subject=wording.period(plan.period),
        language=plan.language,
        plan_id=plan.id,
        revision=str(plan.revision),
        schema_version=str(plan.schema_version),
        content_hash=plan.content_hash,  # its content is let go before there are tables
    )
    tables = PlanTable.all_of(printed, wording, page, filled=report is not None)
    page = tables[0].page if tables else page
    above = page.approvals or page
    levels = approval_levels(printed, wording, above)
    people = _People(printed, wording, page, above, levels)
    found = _blocks(people, tables, report=report is not None)
    summary = words_in(wording.language).report.document.summary if listed else ""
    blocks = [*with_contents([*found], summary)]
    own = next((b.table for b in blocks if b.kind == PlanPart.TABLE and b.table), None)
    context = PlanContext(
        blocks=(),
        title=with_non_breaking(_title(printed, wording, report=report is not None)),
        approval_levels=levels,
        columns=own.columns if own else (),
        column_numbers=printed.layout.column_numbers,
        rows=own.rows if own else (),
        short_names_heading=wording.words.short_names,
        short_names=tuple(map(with_non_breaking, wording.short_names(printed)))
        if printed.short_names_shown is ShortNames.LISTED
        else (),
        notes=tuple(map(with_non_breaking, wording.notes(printed))),
        signatures=_signatures(printed.signatures, wording, page),
        report=report_context(plan, report, wording, page) if report else None,
        page=PageContext(
            width=twips(page.width),
            height=twips(page.height),
            left=twips(page.left),
            right=twips(plan.layout.margins.right or 0),
            top=twips(plan.layout.margins.top or 0),
            bottom=twips(plan.layout.margins.bottom or 0),
            body=twips(page.body),
            orientation="landscape" if page.width > page.height else "portrait",
            table_size=round(page.table_size * 2) if page.table_size != template_size else 0,
            text_size=round((plan.layout.text_size or 0) * 2),
        ),
        properties=properties,
    )
    told = context.report
    spread = Spread(
        page=page,
        title=(told.heading, context.title, told.as_of) if told else (context.title,),
        notes=context.notes,
        short_names=(context.short_names_heading, *context.short_names),
    )
    if told and report and overview:
        before, behind = _around_overview(blocks)
        first = overview_context(plan, report, wording, page, max(0.0, spread.left(before)))
        context = replace(context, report=replace(told, overview=first))
        blocks = [*before, BlockContext("overview"), *behind]
    return replace(context, blocks=tuple(spread.spread(blocks)))


def _around_overview(
    blocks: Sequence[BlockContext],
) -> tuple[Sequence[BlockContext], Sequence[BlockContext]]:
    """Return the blocks of a report above its first page and those below, which it breaks off.

    It stands below the title; where that has a cover, on the page behind it.
    """
    kinds = [block.kind for block in blocks]
    at = kinds.index(PlanPart.TITLE) + 1 if PlanPart.TITLE in kinds else 0
    end = kinds.index(PlanPart.PAGE_BREAK, at) if PlanPart.PAGE_BREAK in kinds[at:] else at
    if PlanPart.SPACE in kinds[at:end]:
        at = end + 1
    return blocks[:at], blocks[at + (kinds[at : at + 1] == [PlanPart.PAGE_BREAK]) :]


def _title(plan: Plan, wording: Wording, *, report: bool) -> str:
    """Return the title; a preposition never ends the line in which its period stands."""
    title = (report_of(plan, wording) if report else None) or wording.title(plan)
    for one in filter(None, (wording, wording.second(plan))):
        period = one.period(plan.period)
        title = title.replace(f" {period}", f" {period.replace(' ', NBSP, 1)}")
    return title


def _blocks(
    people: "_People", tables: Sequence[PlanTable], *, report: bool
) -> Iterator[BlockContext]:
    """Yield the blocks of a document; in a report its figures stand above the signatures."""
    plan, wording, page = people.plan, people.wording, people.page
    document = plan.document()
    tables_by_path = {table.source.path: table for table in tables}
    places = [block.place for block in document]
    figures = places.index(PlanPart.SIGNATURES) if PlanPart.SIGNATURES in places else len(places)
    first, before = 1, False
    for index, block in enumerate(document):
        if report and index == figures:
            yield BlockContext("report")
        if not _is_table(block):
            if own := people.block(block):
                yield own
            else:
                yield _block(block, wording, page)
            before = before and block.place in {PlanPart.SHORT_NAMES, PlanPart.NOTES}
            continue
        path = ROOT if block.place else ROOT / "blocks" / index / "table"
        table = table_context(
            tables_by_path[path], wording,
            # Signatures stay together with the last rows; in a report, with the summary.
            signed=not report and _is_signed(document[index + 1 :], plan),
            first=first, apart=before,
        )  # fmt: skip
        first += len(table.rows)
        before = True
        yield BlockContext(PlanPart.TABLE.value, table=table)
    if report and figures == len(places):
        yield BlockContext("report")


def _is_signed(below: Sequence[Block], plan: Plan) -> bool:
    """Whether signatures are the next of the blocks below a table, but for notes and texts."""
    rest = takewhile(lambda block: not (_is_table(block) or block.heading), below)
    return any(
        bool(block.signatures) or (block.place is PlanPart.SIGNATURES and bool(plan.signatures))
        for block in rest
    )


@dataclass(frozen=True, slots=True)
class _People:
    """Those who approve and sign a plan; `above` is the page on which the approvals stand."""

    plan: Plan
    wording: Wording
    page: Page
    above: Page
    levels: tuple[ApprovalLevel, ...]

    def block(self, block: Block) -> BlockContext | None:
        """Return a block of approvals or signatures: those of the plan, or of a part."""
        if block.approvals or block.place is PlanPart.APPROVALS:
            levels = self.levels
            if block.approvals:
                part = copied(self.plan, approvals=block.approvals)
                levels = approval_levels(part, self.wording, self.above)
            return BlockContext(PlanPart.APPROVALS.value, levels=levels)
        if block.signatures or block.place is PlanPart.SIGNATURES:
            signed = block.signatures or self.plan.signatures
            signatures = _signatures(signed, self.wording, self.page)
            return BlockContext(PlanPart.SIGNATURES.value, signatures=signatures)
        return None


def _signatures(
    signatures: Sequence[Signature], wording: Wording, page: Page
) -> tuple[SignatureContext, ...]:
    return tuple(_signature(each, wording, page) for each in signatures)


def _signature(signature: Signature, wording: Wording, page: Page) -> SignatureContext:
    """Return a signature whose post and name leave room for the line between them."""
    name, size = person_name(signature.name), page.requisite_measure
    begin = page.body * _POST_SHARE
    free = page.body - text_width(name, size) - _SIGN_GAP
    return SignatureContext(
        post=broken([signature.post], begin - _SIGN_GAP, size),
        name=name,
        date=to_fill_in(wording, page).blank_date(signature.date) if signature.date else "",
        begin=twips(begin),
        end=twips(max(begin + _SIGN_LEAST, min(page.body * _NAME_FROM, free))),
    )


def _is_table(block: Block) -> bool:
    return block.place is PlanPart.TABLE or block.table is not None


def _block(block: Block, wording: Wording, page: Page) -> BlockContext:
    align = (block.align or (Align.CENTER if block.organisation else Align.LEFT)).value
    if block.place is PlanPart.CONTENTS:
        return BlockContext(block.place.value, lines([wording.words.contents]))
    if block.place:
        return BlockContext(block.place.value)
    if block.annex:
        indent = max(0, twips(page.body) - twips(_ANNEX))
        return BlockContext(
            "annex", lines(to_fill_in(wording, page).annex(block.annex)), Align.LEFT.value, indent
        )
    if block.organisation:
        return BlockContext("organisation", lines(block.organisation.split("\n")), align)
    if block.heading:
        return BlockContext("heading", lines([block.heading]))
    return BlockContext(
        "text", paragraphs(block.text), block.align.value if block.align else _JUSTIFIED
    )


_POST_SHARE, _NAME_FROM = 0.47, 0.7
"""Where the line to sign on begins and ends, as parts of the width of the text."""

_SIGN_LEAST, _SIGN_GAP = 20.0, 4.0
_JUSTIFIED = "both"
_ANNEX = 80.0
"""The width of the mark of an annex in millimetres, that of an approval."""
