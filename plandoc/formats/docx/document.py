"""The document to sign as DOCX."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from html import unescape
from io import BytesIO
from itertools import groupby, islice

from plandoc.codes import Code
from plandoc.errors import LostTextError, Problem, TemplateError
from plandoc.formats.docx.compiled import loaded
from plandoc.formats.docx.first_footer import put_on_first_page
from plandoc.formats.docx.fonts import set_font
from plandoc.formats.docx.hyphenation import allow_hyphenation
from plandoc.formats.docx.issued import NAMESPACE, Issued, issued_xml
from plandoc.formats.docx.lines import printed_lines
from plandoc.formats.docx.outline import FilledPackage
from plandoc.formats.docx.own_pictures import OwnPicture, is_picture, picture_of
from plandoc.formats.docx.page_numbers import ask_for_page_numbers
from plandoc.formats.docx.qr_code import qr_of
from plandoc.formats.docx.row_ids import PREFIX
from plandoc.formats.docx.signed_below import keep_signatures
from plandoc.formats.docx.standard import compiled_standard_template, standard_template_bytes
from plandoc.formats.docx.template import Template, read_template
from plandoc.ooxml.collector import collector_paused
from plandoc.ooxml.custom_xml import embed
from plandoc.ooxml.issued import with_digest
from plandoc.ooxml.pack import joined
from plandoc.ooxml.package import Package
from plandoc.ooxml.properties import CoreProperties, write_core, write_custom
from plandoc.page.context import PlanContext, PropertiesContext, context_of
from plandoc.page.measure import SOFT_HYPHEN
from plandoc.page.row_mark import mark_of
from plandoc.schema.blocks import ITEM_PLACE, PlanPart, TableForm
from plandoc.schema.given import as_text
from plandoc.schema.markup import paragraphs_of
from plandoc.schema.plan import Plan, ShortNames
from plandoc.schema.rows import ActivityRow, SectionRow, TableRows
from plandoc.wording.columns import (
    ColumnView,
    cell_texts,
    columns_of,
    head_rows,
    joins_before,
    manifest,
    row_texts,
    section_cells,
)
from plandoc.wording.phrases import Wording, person_name
from plandoc.words.language import words_in
from plandoc.words.texts import without_spaces

_PIECE = 1 << 16
"""Bytes of text that are prepared at once."""

_AT_ONCE = 500
"""How many texts are searched as one."""

_QR_SIDE = 22.0
_ISSUED = "plandocIssued"


@collector_paused()
def render_document(
    plan: Plan,
    template: bytes | Template | None = None,
    *,
    created: datetime | None = None,
    qr: bool = False,
    extra: Mapping[str, object] | None = None,
) -> bytes:
    """Return the plan as a DOCX to sign; the output is deterministic.

    `template` is a DOCX with tags or a template compiled by `read_template`; the built-in one is
    compiled once and cached. `created` is written to the file properties and ZIP entries; without
    it the file has no date. With `qr`, a QR code in the lower right corner of the first page
    contains the plan id, the revision and the beginning of the content hash. `extra` has texts by
    names of your own, which the template uses like those of the plan: `{{ college }}`, and pictures
    (the bytes or the `Path` of a PNG or JPEG) for pictures of the template that have such a name as
    their alternative text. They come before those of the plan (`plan.extra`).

    Raises `TemplateError` for a template that is invalid or does not print a text of the plan,
    `PlandocError` if the gender of УТВЕРЖДЕН- is unknown or segno (the extra `qr`) is not
    installed, `LostTextError` for a bug of plandoc.
    """
    own = own_values(plan, extra)
    compiled = compiled_template(template, own)
    wording = Wording(plan.language)
    context = context_of(plan, wording, compiled.page)
    issued = issued_of_printed(plan, wording, context)
    package = compiled.fill(context, extra=own)
    context = without_rows(context)
    prove_whole(package, compiled, plan_texts(plan, wording))
    if qr:
        _put_qr(package, plan, wording)
    return finished(package, plan, issued, context, created)


def own_values(plan: Plan, extra: Mapping[str, object] | None) -> dict[str, str | OwnPicture]:
    """Return the texts and pictures of the author's own names, those of the plan the last."""
    given = {
        name: picture_of(name, value) if is_picture(value) else as_text(value) or ""
        for name, value in (extra or {}).items()
    }
    return {**plan.extra, **given}


def _put_qr(package: Package, plan: Plan, wording: Wording) -> None:
    words = words_in(wording.language).verify.qr
    alternative = words.alternative.format(plan=plan.id, revision=plan.revision)
    put_on_first_page(package, qr_of(plan), side=_QR_SIDE, name=words.name, alternative=alternative)


def compiled_template(template: bytes | Template | None, extra: Iterable[str] = ()) -> Template:
    """Return a compiled template, by default the built-in one."""
    if template is None:
        return standard_template()
    return template if isinstance(template, Template) else read_template(template, extra=extra)


def prove_whole(
    package: FilledPackage,
    template: Template,
    texts: Iterable[Iterable[str]],
    figures: Iterable[Iterable[str]] = (),
) -> None:
    """Raise an error if a text is missing: `TemplateError`, or for the built-in template a bug.

    Of each group of `figures` only the first missing one is reported.
    """
    told = BytesIO(package.text)
    pieces = (b"".join(lines).decode() for lines in iter(lambda: told.readlines(_PIECE), []))
    printed = "".join(_bare(unescape(piece)) for piece in pieces)
    lost = [
        (Code.TEMPLATE_OMITS_PLAN_TEXT, text) for group in texts for text in _lost(group, printed)
    ]
    lost += [
        (Code.TEMPLATE_OMITS_REPORT_TEXT, text)
        for group in figures
        for text in islice(_lost(group, printed), 1)
    ]
    if lost and template is standard_template():
        raise LostTextError([text for _, text in lost])
    if lost:
        raise TemplateError(Problem(code, values={"text": text}) for code, text in lost)


def finished(  # noqa: PLR0913
    package: FilledPackage,
    plan: Plan,
    issued: Issued,
    context: PlanContext,
    created: datetime | None,
    *,
    kind: str = "",
) -> bytes:
    """Return the filled template with its properties, and what was issued in it, as a file.

    `kind` tells a document that is made of a plan, such as a report, from the plan itself.
    """
    below = "" if kind else keep_signatures(package, _signers(context))
    ask_for_page_numbers(package)  # before the document becomes a tree, which to read takes long
    allow_hyphenation(package, plan.language)
    set_font(package, plan.layout.font)
    _describe(package, context.properties, created)
    told = manifest(plan, Wording(plan.language))
    write_custom(package, told | ({"plandoc.kind": kind} if kind else {}))
    issued = replace(
        issued,
        sections=(*issued.sections, *([below] if below else [])),
        lines=tuple(dict.fromkeys(filter(str.strip, printed_lines(package)))),
        plan="" if kind else _carried(plan),
    )
    embed(package, joined(issued_xml(issued)), NAMESPACE, _ISSUED)
    return with_digest(package, created)


def _carried(plan: Plan) -> str:
    """Return the plan that a document carries: without what its author told plandoc alone."""
    data = plan.model_dump(mode="json", exclude_defaults=True, exclude={"accepted"})
    return json.dumps(data, ensure_ascii=False)


def _signers(context: PlanContext) -> list[str]:
    """Return the names of those who sign last: the plan, or its last part."""
    signed = [block.signatures for block in context.blocks if block.signatures]
    return [each.name for each in (signed[-1] if signed else context.signatures)]


@cache
def standard_template() -> Template:
    """Return the built-in template, compiled once: beforehand, or once per process."""
    source = standard_template_bytes()
    return loaded(source, compiled_standard_template()) or read_template(source)


def _lost(texts: Iterable[str], printed: str) -> Iterator[str]:
    """Yield every text that is missing in the document.

    Texts are compared without white space and blanks. They are searched in order, so
    that a text that occurs twice in the plan must be found twice. Mostly they follow each other
    in the document as well, and many are found at once.
    """
    texts, position = iter(texts), 0
    while some := [*islice(texts, _AT_ONCE)]:
        together = _bare("\n".join(some))
        end = position + len(together) if len(some) == _AT_ONCE else None
        if (found := printed.find(together, position, end)) >= 0:
            position = found + len(together)
            continue
        for text in some:
            bare = _bare(text)
            found = printed.find(bare, position)
            if found < 0:
                yield text
            else:
                position = found + len(bare)


def _bare(text: str) -> str:
    """Return a text without white space and blanks, which get room for the pen."""
    return without_spaces(text).replace("_", "")


def plan_texts(plan: Plan, wording: Wording, title: str = "") -> Iterator[Iterator[str]]:
    """Yield the plan's texts in groups; the order is fixed only within a group.

    `title` is printed in place of the plan's own.
    """
    yield iter((title or wording.title(plan),))
    own = (approval for block in plan.blocks for approval in block.approvals)
    for approval in (*plan.approvals, *own):
        officer, act, minutes = approval.officer, approval.act, approval.minutes
        for text in (officer.post, officer.name, officer.rank) if officer else ():
            yield iter((person_name(text),))
        for text in (wording.placed(act.of, act), act.number or "") if act else ():
            yield iter((text,))
        for text in (
            (wording.placed(minutes.body, minutes), minutes.number or "") if minutes else ()
        ):
            yield iter((text,))
        yield iter((wording.approval_word(approval, wording.gender(plan)),))
        yield iter((wording.words.seal if approval.seal else "",))
    for table in plan.tables():
        yield from _table_texts(table, plan, wording)
    for block in plan.blocks:
        if block.annex:
            yield iter(wording.annex(block.annex))
        yield iter((block.organisation, block.heading))
        yield (paragraph.text for paragraph in paragraphs_of(block.text))
        yield iter((wording.words.contents if block.place is PlanPart.CONTENTS else "",))
    if plan.short_names_shown is ShortNames.LISTED:
        yield iter(wording.short_names(plan))
    yield iter(plan.notes)
    signed = (signature for block in plan.blocks for signature in block.signatures)
    for signature in (*plan.signatures, *signed):
        yield iter((signature.post,))
        yield iter((person_name(signature.name),))


def _table_texts(table: TableRows, plan: Plan, wording: Wording) -> Iterator[Iterator[str]]:
    """Yield what a table prints; of cells that are merged only the first.

    A list merges nothing, and its items begin with their number and title.
    """
    columns = columns_of(plan, wording, table.columns)
    yield iter((table.heading,))
    for row in table.rows:
        if isinstance(row, SectionRow):
            yield iter(section_cells(row, columns))
    if table.form is TableForm.LIST:
        listed = [column for column in columns if column.key != "outcome"]
        order = ["number", *(ITEM_PLACE.findall(table.item) or ["title"])]
        listed.sort(key=lambda c: order.index(c.key) if c.key in order else len(order))
        yield _row_texts(table, listed, plan, wording)
        return
    if table.headings:
        for head_row in head_rows(columns):
            yield (cell.text for cell in head_row)
    yield _row_texts(table, [column for column in columns if not column.merge], plan, wording)
    for column in columns:
        if column.merge:
            texts = _row_texts(table, [column], plan, wording, filled=True)
            yield (text for text, _ in groupby(texts))


def _row_texts(
    table: TableRows,
    columns: Sequence[ColumnView],
    plan: Plan,
    wording: Wording,
    *,
    filled: bool = False,
) -> Iterator[str]:
    """Yield the texts of rows; with `filled`, parts have those that they leave to their whole."""
    across = any(column.across for column in columns)
    keys = [column.key for column in columns]
    for row in table.rows:
        if isinstance(row, SectionRow):
            yield wording.section_heading(row)
            yield from (paragraph.text for paragraph in paragraphs_of(wording.section_text(row)))
        elif isinstance(row, ActivityRow):
            shown = row.filled if filled else row
            texts = cell_texts(shown, keys, plan, wording)
            for at in range(len(texts) - 1, 0, -1) if across else ():
                if joins_before(columns, texts, at):
                    del texts[at]
            yield from texts


def without_rows(context: PlanContext) -> PlanContext:
    """Return a context whose rows were printed: they weigh as much as the plan."""
    blocks = tuple(replace(block, table=None) for block in context.blocks)
    return replace(context, blocks=blocks, rows=())


def issued_of_printed(plan: Plan, wording: Wording, context: PlanContext) -> Issued:
    """Return the texts of the tables of a plan as they are printed."""
    tables = [
        (table, columns_of(plan, wording, table.columns))
        for table in plan.tables()
        if (table.headings or table.rows) and table.form is TableForm.TABLE
    ]
    texts = {
        row.activity.id: row_texts(row, plan, wording)
        for table, _ in tables
        for row in table.rows
        if isinstance(row, ActivityRow)
    }
    for table, columns in tables:
        _repeat(texts, table, columns, context)
    return Issued(
        columns=_headings(column for _, columns in tables for column in columns),
        texts=texts,
        sections=tuple(_other_rows(context)),
        tables={
            first: _headings(columns)
            for table, columns in tables
            if plan.blocks and (first := _first_id(table))
        },
        merged=tuple(
            dict.fromkeys(
                column.path for _, columns in tables for column in columns if column.merge
            )
        ),
    )


def _repeat(
    texts: dict[str, dict[str, str]],
    table: TableRows,
    columns: Sequence[ColumnView],
    context: PlanContext,
) -> None:
    """Add the texts of a whole that its parts print again, where its cell begins anew."""
    wholes = {
        mark_of(row.activity.id): (row.activity.id, row.whole.activity.id)
        for row in table.rows
        if isinstance(row, ActivityRow) and row.whole
    }
    if not wholes:
        return
    printed = (row for block in context.blocks if block.table for row in block.table.rows)
    for row in printed:
        named = (cell.bookmark.removeprefix(PREFIX) for cell in row.cells if cell.bookmark)
        if found := wholes.get(next(named, "")):
            part, whole = found
            spanned = [cell for cell in row.cells for _ in range(cell.span)]
            for column, cell in zip(columns, spanned, strict=True):
                if cell.merge == "restart" and (text := texts[whole].get(column.path)):
                    texts[part].setdefault(column.path, text)


def _headings(columns: Iterable[ColumnView]) -> dict[str, str]:
    """Return the headings of columns by key; one of several tables has its first heading."""
    found: dict[str, str] = {}
    for column in columns:
        found.setdefault(column.path, column.heading)
    return found


def _first_id(table: TableRows) -> str:
    return next((row.activity.id for row in table.rows if isinstance(row, ActivityRow)), "")


def _other_rows(context: PlanContext) -> Iterator[str]:
    """Yield the texts of rows that are no activities, a line for each cell that has one."""
    for block in context.blocks:
        for row in block.table.rows if block.table else ():
            if row.level and row.heading:
                yield row.heading
            elif row.paragraphs:
                yield "\n".join(
                    f"{paragraph.label} " + "".join(run.text for run in paragraph.runs)
                    for paragraph in row.paragraphs
                )
            elif not any(cell.bookmark for cell in row.cells):
                texts = ("\n".join(line.text for line in cell.lines) for cell in row.cells)
                yield "\n".join(filter(str.strip, texts)).replace(SOFT_HYPHEN, "")


def _describe(package: Package, properties: PropertiesContext, created: datetime | None) -> None:
    core = CoreProperties(
        title=properties.title,
        subject=properties.subject,
        author=properties.author,
        changed_by=properties.author,
        identifier=properties.plan_id,
        language=properties.language,
        revision=properties.revision,
        created=created,
    )
    write_core(package, core)
